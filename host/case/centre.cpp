#include "host/case/centre.hpp"

#include <algorithm>

namespace howship {

void read_centre(Section& section, std::string& site, Vec3& centre) {
  if (!section.has("centre")) section.fail("centre", "is missing: a named site or three lengths are expected");
  if (section.is_array("centre")) {
    const auto point = section.one_or_three("centre", Dimension::Length, {0, 0, 0}, -1e5, 1e5);
    std::copy_n(point.begin(), 3, centre.begin());
  } else {
    site = section.text("centre", "");
    if (site.empty()) section.fail("centre", "a named site or three lengths are expected");
  }
}

}  // namespace howship
