#include "host/case/applied_events.hpp"

#include <gtest/gtest.h>

namespace howship {
namespace {

TEST(AppliedEvents, AreDosesIntakesCyclesAndFractionsByTime) {
  Case c;
  c.doses = {{0.0, Drug::Calcium, Route::Oral, 5000.0, 10.0},
             {20.0, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0},
             {30.0, Drug::ZoledronicAcid, Route::Intravenous, 4.0, 0.01}};
  TherapyCase chemotherapy, radiotherapy;
  chemotherapy.start = 5.0;
  chemotherapy.every = 21.0;
  chemotherapy.count = 2;
  chemotherapy.duration = 7.0;
  radiotherapy.kind = TherapyKind::Radiotherapy;
  radiotherapy.start = 20.0;
  radiotherapy.fraction_dose = 8.0;
  c.therapies = {chemotherapy, radiotherapy};
  const auto events = applied_events(c);
  ASSERT_EQ(events.size(), 6u);
  const auto expect = [&](std::size_t i, double time, const char* kind, const char* drug, const char* route,
                          double amount, double duration, double absorbed_dose) {
    EXPECT_EQ(events[i].time, time) << i;
    EXPECT_EQ(events[i].kind, kind) << i;
    EXPECT_EQ(events[i].drug, drug) << i;
    EXPECT_EQ(events[i].route, route) << i;
    EXPECT_EQ(events[i].amount, amount) << i;
    EXPECT_EQ(events[i].duration, duration) << i;
    EXPECT_EQ(events[i].absorbed_dose, absorbed_dose) << i;
  };
  expect(0, 0.0, "intake", "calcium", "po", 5000.0, 10.0, 0.0);
  expect(1, 5.0, "chemotherapy", "", "", 0.0, 7.0, 0.0);
  expect(2, 20.0, "dose", "denosumab", "sc", 120.0, 0.0, 0.0);
  expect(3, 20.0, "radiotherapy", "", "", 0.0, 0.0, 8.0);
  expect(4, 26.0, "chemotherapy", "", "", 0.0, 7.0, 0.0);
  expect(5, 30.0, "dose", "zoledronic acid", "iv", 4.0, 0.01, 0.0);
}

}  // namespace
}  // namespace howship
