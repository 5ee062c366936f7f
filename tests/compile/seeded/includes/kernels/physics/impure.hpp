#pragma once

#include <iostream>
#include <cuda_runtime.h>
#include "kernels/voxel/views.hpp"
