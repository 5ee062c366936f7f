// howship_traffic CASE.toml [key=value...]: what a run has to move at least (kernels/voxel/traffic.hpp). Prints lines
// of words for cuda_evidence.sh:
//   run ATTEMPTS STEPS STORED_VOXELS SWEEPS     sweeps over the fine grid per attempt
//   part LAUNCHES BYTES NAME...                 of the whole run, on the CPU
//   body NAME BYTES                             per voxel in mixed precision, mean over a step's stages

#include "kernels/voxel/traffic.hpp"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "howship/case_file.hpp"

#include "host/app/prepare.hpp"
#include "host/app/simulation.hpp"

namespace howship {
namespace {

template <class Body>
void print_body(const char* name) {
  std::printf("body %s %.1f\n", name, traffic::bytes(Body{}));
}
template <class Body>
void print_body_of_stages(const char* name) {
  double sum = 0.0;
  for (int stage = 0; stage < rosenbrock::stages; ++stage) {
    Body body{};
    body.stage = stage;
    sum += traffic::bytes(body);
  }
  std::printf("body %s %.1f\n", name, sum / rosenbrock::stages);
}

/// Those whose bytes do not hang on the course of the solve, as the sweeps' do.
void print_bodies() {
  print_body<Prepare<float>>("Prepare");
  print_body_of_stages<FormStageState<float>>("FormStageState");
  print_body_of_stages<BeginStage<float>>("BeginStage");
  print_body<Residual>("Residual");
  print_body<CoarsenOperator>("CoarsenOperator");
  print_body<InvertBlocks>("InvertBlocks");
  print_body<RestrictResidual>("RestrictResidual");
  print_body<ProlongCorrection>("ProlongCorrection");
  print_body<EndStage<float>>("EndStage");
  print_body<CheckStep<float>>("CheckStep");
  print_body<AcceptStep<float>>("AcceptStep");
  print_body<SumRegion<float>>("SumRegion");
  print_body<Interpolate<float>>("Interpolate");
  print_body<SetInitialState<float>>("SetInitialState");
}

void print_run(const Case& c) {
  const Prepared p = prepare(c, "cpu");
  BackendOptions options = backend_options(p.c);
  options.name = "cpu";
  Simulation simulation(p.c, p.domain, p.sites, options);
  simulation.backend().set_profiling(true);
  simulation.run([](const TimeseriesRow&) {}, [](const AppliedEvent&) {}, [](const Snapshot&) {});
  const SolverStatistics& s = simulation.statistics();
  const long attempts = s.steps + s.rejected;
  std::printf("run %ld %ld %zu %.2f\n", attempts, s.steps, p.domain.stored_voxels(),
              static_cast<double>(s.sweeps) / static_cast<double>(attempts));
  for (const ProfileLine& line : simulation.backend().profile())
    std::printf("part %ld %.0f %s\n", line.launches, line.bytes, line.name.c_str());
}

}  // namespace
}  // namespace howship

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "usage: howship_traffic CASE.toml [key=value...]\n");
    return 2;
  }
  try {
    howship::print_bodies();
    howship::print_run(howship::read_case(words[1], std::vector<std::string>(words + 2, words + count)));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "howship_traffic: %s\n", error.what());
    return 1;
  }
  return 0;
}
