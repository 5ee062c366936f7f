#include "kernels/backends.hpp"

#include <fmt/format.h>

#include "howship/error.hpp"

#include "kernels/voxel/counting_launcher.hpp"
#include "kernels/voxel/voxel_backend.hpp"

namespace howship {

namespace {
/// A machine without a device that serves falls back to its processor. Who names a device means that one.
bool is_cuda(const BackendOptions& options) {
  if (options.name != "auto") return options.name == "cuda";
  return options.device == 0 ? cuda_problem(0).empty() : cuda_status().missing.empty();
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

std::string backend_taken(const BackendOptions& options) {
  return is_cuda(options) ? "cuda" : "cpu";
}

void require_device(const BackendOptions& options) {
  require_instruction_set();
  if (options.device == 0 || is_cuda(options)) return;
  if (options.name == "cpu")
    throw InputError(fmt::format("--device {} is one of the CUDA back end, and --backend is cpu; leave one of them out",
                                 options.device));
  throw DeviceError(
      fmt::format("--device {}: {}; without --device the CPU is taken", options.device, cuda_status().missing));
}

std::unique_ptr<Backend> make_backend(const BackendOptions& options, const VoxelDomain& domain,
                                      const TissueSites& sites, const TissueParameters& parameters) {
  if (options.name != "cpu" && options.name != "cuda" && options.name != "auto")
    throw InputError(fmt::format("--backend '{}' is unknown; use auto, cpu or cuda", options.name));
  require_device(options);
  if (is_cuda(options)) return make_cuda_backend(options, domain, sites, parameters);
  return make_cpu_backend(options, domain, sites, parameters);
}

std::unique_ptr<Triad> make_triad(const BackendOptions& options, std::size_t elements) {
  return is_cuda(options) ? make_cuda_triad(options, elements) : make_cpu_triad(options, elements);
}

}  // namespace howship
