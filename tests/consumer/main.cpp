// consumer CASE.toml FOLDER: runs a case into a folder, as a program does that uses an installed howship.

#include <cstdio>
#include <exception>

#include "howship/case_file.hpp"
#include "howship/error.hpp"
#include "howship/run.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    howship::RunOptions options;
    options.overrides = {"geometry.spacing=\"3 mm\"", "time.end=\"1 day\""};
    const howship::Case c = howship::read_case(argv[1], options.overrides);
    options.output = argv[2];
    options.threads = 1;
    long calls = 0;
    const howship::Summary summary = howship::run_case(c, options, [&](const howship::Progress&) { ++calls; });
    std::printf("day %g, %zu voxels, %ld steps, %ld calls, bmd %.3f mg/cm3\n", summary.end_time, summary.active_voxels,
                summary.solver.steps, calls, summary.last.bmd);
    return 0;
  } catch (const howship::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return static_cast<int>(error.code());
  }
}
