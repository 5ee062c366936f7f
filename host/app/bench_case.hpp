#pragma once

#include "howship/backend.hpp"
#include "howship/case.hpp"
#include "howship/domain.hpp"

namespace howship {

/// A case with its bone cut into voxels.
struct BenchCase {
  Case c;
  VoxelDomain domain;
  TissueSites sites;
};

/// The built-in vertebra with a lytic lesion in its body. \param spacing [mm], > 0
BenchCase bench_vertebra(double spacing);

/// A ball with a lytic lesion off its centre, 120 mg of denosumab on day 28, and its end on day 40.
/// \param spacing, radius [mm], > 0
BenchCase bench_ball(double spacing, double radius);

}  // namespace howship
