#pragma once
// Small files of every kind that a case may name, written by hand.

#include <sstream>
#include <string>

#include "tests/system/command.hpp"

namespace howship::system_test {

/// An image of 12 x 12 x 12 voxels of 2 mm as a NRRD header and a text beside it: `inside` in the middle, `outside`
/// around.
inline void write_block(const Workplace& here, const std::string& name, int inside, int outside) {
  write_text(here / (name + ".nhdr"),
             "NRRD0004\ntype: short\ndimension: 3\nspace: left-posterior-superior\n"
             "sizes: 12 12 12\nspace directions: (2,0,0) (0,2,0) (0,0,2)\n"
             "space origin: (0,0,0)\nencoding: txt\ndata file: " +
                 name + ".txt\n");
  const auto middle = [](int i) { return i >= 3 && i <= 8; };
  std::ostringstream values;
  for (int k = 0; k < 12; ++k)
    for (int j = 0; j < 12; ++j)
      for (int i = 0; i < 12; ++i) values << (middle(i) && middle(j) && middle(k) ? inside + i : outside) << '\n';
  write_text(here / (name + ".txt"), values.str());
}

/// A closed cube from 8 to 14 mm as STL, in the frame of the images above.
inline void write_cube(const fs::path& file) {
  const auto corner = [](int n) {
    const auto at = [&](int axis) { return (n >> axis & 1) != 0 ? 14 : 8; };
    std::ostringstream text;
    text << "vertex " << at(0) << ' ' << at(1) << ' ' << at(2) << '\n';
    return text.str();
  };
  const int triangles[12][3] = {{0, 2, 1}, {1, 2, 3}, {4, 5, 6}, {5, 7, 6}, {0, 1, 4}, {1, 5, 4},
                                {2, 6, 3}, {3, 6, 7}, {0, 4, 2}, {2, 4, 6}, {1, 3, 5}, {3, 7, 5}};
  std::string text = "solid cube\n";
  for (const auto& t : triangles)
    text += "facet normal 0 0 0\nouter loop\n" + corner(t[0]) + corner(t[1]) + corner(t[2]) + "endloop\nendfacet\n";
  write_text(file, text + "endsolid cube\n");
}

/// ct.nhdr, seg.nhdr with their data, and met.stl, as scan_case names them.
inline void write_scan(const Workplace& here) {
  write_block(here, "ct", 200, -50);
  // Labels are the same throughout: those of the middle begin at 3.
  write_block(here, "seg", 0, 0);
  write_cube(here / "met.stl");
}

inline const char* const scan_case = R"([geometry]
file = "ct.nhdr"
labels = "seg.nhdr"
label = [3, 4, 5, 6, 7, 8]
spacing = "2 mm"

[geometry.density]
source = "ct"
calibration = { slope = "0.8 mg/cm3", intercept = "4 mg/cm3" }

[[lesion]]
phenotype = "mixed"
outline = "met.stl"
frame = "LPS"

[time]
end = "2 day"

[output]
every = "1 day"
)";

/// A vertebra from L3.vtp.
inline const char* const surface_case = R"([geometry]
file = "L3.vtp"
spacing = ["4 mm", "3.5 mm", "3 mm"]

[[lesion]]
phenotype = "sclerotic"
centre = ["0 mm", "0 mm", "0 mm"]
radius = "5 mm"

[time]
end = "2 day"
)";

}  // namespace howship::system_test
