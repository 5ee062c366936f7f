#include "host/case/centre.hpp"

#include <algorithm>

namespace howship {

void read_centre(Section& section, std::string& site, Vec3& centre) {
  section.require("centre", "is missing: a named site or three lengths are expected");
  if (section.is_array("centre")) {
    const auto point = section.quantities("centre", Dimension::Length, -1e5, 1e5);
    if (point.size() != 3) section.fail("centre", "three lengths are expected");
    std::copy_n(point.begin(), 3, centre.begin());
  } else {
    site = section.text("centre", "");
    if (site.empty()) section.fail("centre", "a named site or three lengths are expected");
  }
}

}  // namespace howship
