#pragma once

#include "howship/domain.hpp"

#include "host/app/simulation.hpp"
#include "host/io/checkpoint_file.hpp"

namespace howship {

/// Puts the state of a simulation, every bit of it. Fields hold all stored voxels, in the order of VoxelDomain; in
/// single precision where that loses nothing. \throws FileError
void put(CheckpointWriter& to, const Simulation::Memory& memory);

/// \throws FileError when a record is missing, or of another size than this domain has
Simulation::Memory take_memory(const CheckpointReader& from, const VoxelDomain& domain);

}  // namespace howship
