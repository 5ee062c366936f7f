#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/run.hpp"

#include "host/app/simulation.hpp"
#include "host/app/tissue_sites.hpp"
#include "host/geometry/geometry.hpp"
#include "kernels/backends.hpp"

namespace howship {

namespace {

using Fields = std::array<std::vector<double>, field_count>;

/// A ball with a cut surface, two lesions of opposite kind and a dose: every term of the model is at work. Spacing
/// differs per axis and no extent is a multiple of a brick.
Case selftest_case() {
  Case c;
  c.title = "selftest";
  c.geometry.shape = "sphere";
  c.geometry.radius = 4.3;
  c.geometry.spacing = {1.0, 0.9, 1.1};
  c.lesions.resize(2);
  c.lesions[0].centre = {-1.5, 0.0, 0.0};
  c.lesions[0].radius = 1.5;
  c.lesions[1].phenotype = "sclerotic";
  c.lesions[1].secretion = sclerotic_phenotype;
  c.lesions[1].centre = {1.5, 0.5, 0.5};
  c.lesions[1].radius = 1.2;
  Dose dose;
  dose.time = 4.0;
  dose.amount = 120.0;
  Dose second = dose;
  second.time = 5.0;
  second.drug = Drug::ZoledronicAcid;
  second.route = Route::Intravenous;
  second.amount = 4.0;
  c.doses = {dose, second};
  c.metastatic_fraction = 0.3;
  c.end = 8.0;
  c.output.every = 8.0;
  return c;
}

Fields final_state(const Case& c, const VoxelDomain& domain, const TissueSites& sites, const BackendOptions& options) {
  Simulation simulation(c, domain, sites, options);
  simulation.run([](const TimeseriesRow&) {}, [](const AppliedEvent&) {}, [](const Snapshot&) {});
  return simulation.fields();
}

/// Differences relative to the field's own size in the reference, or to its typical size where that is larger by far.
std::vector<SelftestEntry> compare(const std::string& backend, const Fields& reference, const Fields& other,
                                   const VoxelDomain& domain) {
  std::vector<SelftestEntry> entries;
  for (int f = 0; f < field_count; ++f) {
    std::vector<double> difference;
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      if (!domain.active(v)) continue;
      const double scale = std::max(std::fabs(reference[f][v]), 1e-3 * field_info[f].typical);
      const double d = std::fabs(other[f][v] - reference[f][v]) / scale;
      difference.push_back(std::isfinite(d) ? d : 1e300);
    }
    std::sort(difference.begin(), difference.end());
    entries.push_back({backend, field_info[f].name, difference[difference.size() / 2], difference.back()});
  }
  return entries;
}

/// Rounding of single precision in the diffusing fields, carried through the step control.
constexpr double allowed = 1e-4;

}  // namespace

SelftestReport selftest() {
  Case c = selftest_case();
  const GeometryResult geometry = make_geometry(c.geometry);
  const VoxelDomain domain = voxelize(geometry.surface, {c.geometry.spacing, c.numerics.merge_below, 2.0, 0.0});
  place_lesions(c.lesions, geometry.sites, domain);
  const TissueSites sites = make_sites(domain, c.density, c.lesions);

  BackendOptions options = backend_options(c);
  options.name = "cpu";
  options.precision = "double";
  options.threads = 1;
  const Fields reference = final_state(c, domain, sites, options);

  struct Variant {
    const char *name, *backend, *precision;
    int threads;
  };
  constexpr Variant variants[] = {{"cpu double, 2 threads", "cpu", "double", 2},
                                  {"cpu mixed, 1 thread", "cpu", "mixed", 1},
                                  {"cpu mixed, 2 threads", "cpu", "mixed", 2},
                                  {"cuda double", "cuda", "double", 0},
                                  {"cuda mixed", "cuda", "mixed", 0}};
  SelftestReport report;
  report.passed = true;
  const std::string no_cuda = cuda_problem(0);
  if (!no_cuda.empty()) report.skipped.push_back("cuda: " + no_cuda);
  for (const Variant& v : variants) {
    if (std::string(v.backend) == "cuda" && !no_cuda.empty()) continue;
    options.name = v.backend;
    options.precision = v.precision;
    options.threads = v.threads;
    for (const SelftestEntry& entry : compare(v.name, reference, final_state(c, domain, sites, options), domain)) {
      if (!(entry.maximum <= allowed)) report.passed = false;
      report.entries.push_back(entry);
    }
  }
  return report;
}

BackendInfo backend_info() {
  const CudaStatus cuda = cuda_status();
  BackendInfo info;
  info.cuda_compiled = cuda.compiled;
  info.cuda_devices = cuda.devices;
  info.cuda_missing = cuda_problem(0);
  info.cuda_version = cuda.version;
  info.cuda_architectures = cuda.architectures;
  info.cpu = describe_cpu(0);
  return info;
}

}  // namespace howship
