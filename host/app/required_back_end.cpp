#include "host/app/required_back_end.hpp"

#include "howship/backend.hpp"
#include "howship/error.hpp"

#include "kernels/backends.hpp"

namespace howship {

std::string required_back_end(const RunOptions& options) {
  BackendOptions where;
  where.name = options.backend;
  where.device = options.device;
  require_device(where);
  if (options.backend == "cuda")
    if (const std::string problem = cuda_problem(options.device); !problem.empty()) throw DeviceError(problem);
  return backend_taken(where);
}

}  // namespace howship
