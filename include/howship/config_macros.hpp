#pragma once
// The only macros of the project (with kernels/cuda/check.cuh): code that one body shares between
// the host compiler and nvcc cannot be marked otherwise.

#if defined(__CUDACC__)
#define HOWSHIP_HD __host__ __device__
#define HOWSHIP_INLINE __host__ __device__ __forceinline__
#else
#define HOWSHIP_HD
#define HOWSHIP_INLINE inline __attribute__((always_inline))
#endif

/// Before a loop over fields: all its passes stand in the code one after another, so that arrays of fields live in
/// registers. -O3 alone leaves the larger ones as loops, nvcc the outer ones. With checks they take minutes.
#if defined(__clang__) || defined(__CUDACC__)
#define HOWSHIP_UNROLL _Pragma("unroll")
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HOWSHIP_UNROLL
#else
#define HOWSHIP_UNROLL _Pragma("GCC unroll 64")
#endif
