#pragma once

#include <omp.h>
#include <thrust/sort.h>
#include "kernels/cpu/simd.hpp"
