// Opens runs in real ParaView. Skipped where there is none: tools/install-viewers.sh fetches it.

#include <cstdio>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

/// pvpython as named by HOWSHIP_PVPYTHON, or as fetched by tools/install-viewers.sh; empty where there is none.
std::string find_pvpython() {
  if (const char* named = std::getenv("HOWSHIP_PVPYTHON")) return named;
  const std::string fetched = HOWSHIP_SOURCE_DIR "/build/viewers/bin/pvpython";
  return fs::exists(fetched) ? fetched : "";
}

/// What a command line prints on both streams, and its status.
std::pair<int, std::string> output_of(const std::string& line) {
  FILE* pipe = popen((line + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no process");
  std::string text;
  char part[4096];
  for (std::size_t n; (n = fread(part, 1, sizeof part, pipe)) > 0;) text.append(part, n);
  const int status = pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text};
}

const char* const cube = R"(v 0 0 0
v 12 0 0
v 12 12 0
v 0 12 0
v 0 0 12
v 12 0 12
v 12 12 12
v 0 12 12
f 1 4 3 2
f 5 6 7 8
f 1 2 6 5
f 2 3 7 6
f 3 4 8 7
f 4 1 5 8
)";

const char* const cube_case = R"(title = "cube"
[geometry]
file = "cube.obj"
length_unit = "mm"
spacing = "3 mm"
[[lesion]]
phenotype = "lytic"
centre = ["12 mm", "6 mm", "6 mm"]
radius = "5 mm"
bone_lost = 0.6
[time]
end = "1 day"
[output]
every = "1 day"
)";

TEST(ParaView, ShowsRunsWithTheirDaysAndLesionsInRed) {
  const std::string pvpython = find_pvpython();
  if (pvpython.empty()) GTEST_SKIP() << "no ParaView: tools/install-viewers.sh fetches it, or set HOWSHIP_PVPYTHON";
  const Workplace here;
  write_text(here / "ball.toml",
             ball_with("radius = \"3 mm\"", "radius = \"3 mm\"\ntumour_fraction = 0.3\nbone_lost = 0.6"));
  write_text(here / "cube.obj", cube);
  write_text(here / "cube.toml", cube_case);
  for (const char* name : {"ball", "cube"}) {
    const Outcome made = here.run({"run", std::string(name) + ".toml", "-o", name});
    ASSERT_EQ(made.code, 0) << made.err;
  }
  const std::string source = HOWSHIP_SOURCE_DIR;
  const auto [status, text] =
      output_of("timeout 120 '" + pvpython + "' '" + source + "/tests/viz/paraview_check.py' '" +
                (here / "ball").string() + "' '" + (here / "cube").string() + "' '" + source + "/viz'");
  EXPECT_EQ(status, 0) << text;
}

}  // namespace
}  // namespace howship::system_test
