#include "host/case/label_names.hpp"

#include <set>

#include <gtest/gtest.h>

namespace howship {
namespace {

TEST(LabelNames, AreThoseOfTotalSegmentator) {
  EXPECT_EQ(label_names().size(), 117U);
  EXPECT_EQ(std::set<std::string>(label_names().begin(), label_names().end()).size(), 117U);
  for (const auto& [name, number] : {std::pair<const char*, int>{"spleen", 1},
                                     {"sacrum", 25},
                                     {"vertebrae_S1", 26},
                                     {"vertebrae_L5", 27},
                                     {"vertebrae_L3", 29},
                                     {"vertebrae_T12", 32},
                                     {"vertebrae_C1", 50},
                                     {"heart", 51},
                                     {"femur_right", 76},
                                     {"hip_left", 77},
                                     {"hip_right", 78},
                                     {"skull", 91},
                                     {"rib_left_12", 103},
                                     {"rib_right_12", 115},
                                     {"costal_cartilages", 117}}) {
    EXPECT_EQ(label_number(name), number) << name;
    EXPECT_EQ(label_name(number), name);
  }
}

TEST(LabelNames, MayBeShortenedAndSpelledLoosely) {
  EXPECT_EQ(label_number("L3"), 29);
  EXPECT_EQ(label_number("l3"), 29);
  EXPECT_EQ(label_number("Hip left"), 77);
  EXPECT_FALSE(label_number("L6"));
  EXPECT_FALSE(label_number(""));
  EXPECT_EQ(label_name(0), "");
  EXPECT_EQ(label_name(118), "");
}

}  // namespace
}  // namespace howship
