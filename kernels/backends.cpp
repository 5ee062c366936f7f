#include "kernels/backends.hpp"

#include <fmt/format.h>

#include "howship/error.hpp"

#include "kernels/voxel/counting_launcher.hpp"
#include "kernels/voxel/voxel_backend.hpp"

namespace howship {

namespace {
/// A machine without a device that serves falls back to its processor. Who names a device means that one.
bool falls_back(const BackendOptions& options) {
  return options.device == 0 ? !cuda_problem(0).empty() : !cuda_status().missing.empty();
}
}  // namespace

double bytes_per_stored_voxel(const std::string& precision) {
  return precision == "double" ? backend_bytes_per_voxel<double>() : backend_bytes_per_voxel<float>();
}

namespace {
template <class Real>
double counted_bytes(const VoxelDomain& domain) {
  return VoxelBackend<CountingLauncher, Real>(CountingLauncher(), domain, {}, {}, BackendOptions{}).bytes();
}
}  // namespace

double device_bytes(const VoxelDomain& domain, const std::string& precision) {
  return precision == "double" ? counted_bytes<double>(domain) : counted_bytes<float>(domain);
}

std::unique_ptr<Backend> make_backend(const BackendOptions& options, const VoxelDomain& domain,
                                      const TissueSites& sites, const TissueParameters& parameters) {
  if (options.name == "cpu") return make_cpu_backend(options, domain, sites, parameters);
  if (options.name == "cuda") return make_cuda_backend(options, domain, sites, parameters);
  if (options.name == "auto")
    return falls_back(options) ? make_cpu_backend(options, domain, sites, parameters)
                               : make_cuda_backend(options, domain, sites, parameters);
  throw InputError(fmt::format("--backend '{}' is unknown; use auto, cpu or cuda", options.name));
}

std::unique_ptr<Triad> make_triad(const BackendOptions& options, std::size_t elements) {
  const bool cuda = options.name == "cuda" || (options.name == "auto" && !falls_back(options));
  return cuda ? make_cuda_triad(options, elements) : make_cpu_triad(options, elements);
}

}  // namespace howship
