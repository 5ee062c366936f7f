#include "howship/error.hpp"

#include "kernels/backends.hpp"

// Stands in for backend_cuda.cu in a build without nvcc.

namespace howship {

namespace {
constexpr const char* reason =
    "the CUDA back end was not compiled into this executable; install the CUDA toolkit and build the preset 'cuda', or "
    "use --backend cpu";
}

std::unique_ptr<Backend> make_cuda_backend(const BackendOptions&, const VoxelDomain&, const TissueSites&,
                                           const TissueParameters&) {
  throw NotCompiled(reason);
}

std::unique_ptr<Triad> make_cuda_triad(const BackendOptions&, std::size_t) {
  throw NotCompiled(reason);
}

CudaStatus cuda_status() {
  CudaStatus status;
  status.missing = reason;
  return status;
}

std::string cuda_problem(int) {
  return reason;
}

double free_device_bytes(int) {
  return 0.0;
}

}  // namespace howship
