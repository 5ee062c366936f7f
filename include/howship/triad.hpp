#pragma once

#include <cstddef>
#include <memory>

#include "howship/backend.hpp"

namespace howship {

/// STREAM's triad a = b + 3 c (McCalpin 1995) in double precision, run by what runs a back end's voxels, on its threads
/// and its memory: what the memory gives to code like theirs.
class Triad {
 public:
  virtual ~Triad() = default;
  virtual double bytes() const = 0;  ///< read and written by one run, as STREAM counts them
  virtual void run() = 0;            ///< once, to the end
};

/// \param options name, device and threads count; \param elements per array, > 0, rounded down to bricks
/// \throws NotCompiled, DeviceError
std::unique_ptr<Triad> make_triad(const BackendOptions& options, std::size_t elements);

}  // namespace howship
