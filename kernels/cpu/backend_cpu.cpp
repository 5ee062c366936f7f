#include <cstdlib>

#include "kernels/backends.hpp"
#include "kernels/cpu/cpu_launcher.hpp"
#include "kernels/cpu/instruction_set.hpp"
#include "kernels/voxel/triad.hpp"
#include "kernels/voxel/voxel_backend.hpp"

namespace howship {

std::unique_ptr<Backend> make_cpu_backend(const BackendOptions& options, const VoxelDomain& domain,
                                          const TissueSites& sites, const TissueParameters& parameters) {
  cpu::CpuLauncher launcher(options.threads, options.convoy);
  if (options.precision == "double")
    return std::make_unique<VoxelBackend<cpu::CpuLauncher, double>>(std::move(launcher), domain, sites, parameters,
                                                                    options);
  return std::make_unique<VoxelBackend<cpu::CpuLauncher, float>>(std::move(launcher), domain, sites, parameters,
                                                                 options);
}

std::unique_ptr<Triad> make_cpu_triad(const BackendOptions& options, std::size_t elements) {
  return std::make_unique<LauncherTriad<cpu::CpuLauncher>>(cpu::CpuLauncher(options.threads), elements);
}

std::string describe_cpu(int threads) {
  return cpu::CpuLauncher(threads).description();
}

void require_instruction_set() {
  cpu::choose_instruction_set(std::getenv("HOWSHIP_ISA"));
}

}  // namespace howship
