#pragma once

#include <string>

#include <cuda_runtime.h>

#include "howship/error.hpp"

namespace howship::cuda {

/// Turns a CUDA error into a DeviceError that names the call and its place.
[[noreturn]] inline void throw_cuda_error(cudaError_t error, const char* expression, const char* file, int line) {
  throw DeviceError(std::string("CUDA: ") + cudaGetErrorString(error) + " in " + expression + " (" + file + ":" +
                    std::to_string(line) + ")");
}

}  // namespace howship::cuda

#define HOWSHIP_CUDA_CHECK(expression)                                                        \
  do {                                                                                        \
    const cudaError_t howship_cuda_error = (expression);                                      \
    if (howship_cuda_error != cudaSuccess)                                                    \
      ::howship::cuda::throw_cuda_error(howship_cuda_error, #expression, __FILE__, __LINE__); \
  } while (false)
