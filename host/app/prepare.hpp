#pragma once

#include <optional>
#include <string>
#include <vector>

#include "howship/backend.hpp"
#include "howship/case.hpp"
#include "howship/domain.hpp"
#include "howship/surface.hpp"

#include "host/geometry/output_target.hpp"

namespace howship {

/// A case with its geometry built and its lesions placed.
struct Prepared {
  Case c;
  VoxelDomain domain;
  TissueSites sites;
  std::optional<OutputMesh> mesh;  ///< the user's own
  std::vector<Site> named_sites;   ///< of a built-in bone
  std::vector<std::string> warnings;
};

/// Reads the bone of a case, cuts it into voxels and places what the case puts there.
/// \param backend "cpu" or "cuda": whose arrays may have to fit the memory beside the voxels
/// \throws InputError, FileError, DeviceError
Prepared prepare(const Case& c, const std::string& backend);

/// Memory that a run takes on the host, arrays of a back end on the CPU included [byte].
/// \param arms  runs on this bone, side by side
double bytes_on_host(const Prepared& p, const std::string& backend, std::size_t arms = 1);

}  // namespace howship
