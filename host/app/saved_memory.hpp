#pragma once

#include <array>
#include <vector>

#include "howship/domain.hpp"
#include "howship/fields.hpp"

#include "host/app/simulation.hpp"
#include "host/io/checkpoint_file.hpp"

namespace howship {

/// Puts the state of a simulation, every bit of it. Fields hold the active voxels, in the order of VoxelDomain; in
/// single precision where that loses nothing. \throws FileError
void put(CheckpointWriter& to, const Simulation::Memory& memory, const VoxelDomain& domain);

/// \param fields any state of the same back end: what it has in lanes outside the bone stays
/// \throws FileError when a record is missing, or of another size than this domain has
Simulation::Memory take_memory(const CheckpointReader& from, const VoxelDomain& domain,
                               std::array<std::vector<double>, field_count> fields);

}  // namespace howship
