// Bodies one at a time on the CUDA launcher, for the tests; nvcc must see the launches.
#include "kernels/cuda/cuda_launcher.cuh"

#include "tests/backend/body_runner.hpp"

namespace howship::test {

std::unique_ptr<BodyRunner> make_cuda_runner(const char* precision, const VoxelDomain& domain,
                                             const TissueSites& sites) {
  return make_runner(cuda::CudaLauncher(0), precision, domain, sites);
}

}  // namespace howship::test
