#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "howship/output_mesh.hpp"

#include "host/geometry/parallel_errors.hpp"

namespace howship {

/// What a cell shares with a voxel.
struct Share {
  std::uint32_t voxel;  ///< stored
  double amount;
};

/// Sorts by voxel and adds up what goes to the same one. The sum does not depend on the order.
inline void merge_shares(std::vector<Share>& shares) {
  std::sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) {
    return a.voxel != b.voxel ? a.voxel < b.voxel : a.amount < b.amount;
  });
  std::size_t kept = 0;
  for (const Share& share : shares) {
    if (kept > 0 && shares[kept - 1].voxel == share.voxel) {
      shares[kept - 1].amount += share.amount;
    } else {
      shares[kept++] = share;
    }
  }
  shares.resize(kept);
}

/// Puts the shares of all cells together, on all cores; the result does not depend on their number.
/// \param make_finder  returns an object, one per thread, whose find(cell) gives that cell's shares
template <class MakeFinder>
VoxelOverlaps overlap_rows(std::size_t cells, const MakeFinder& make_finder) {
  struct Block {
    std::vector<std::uint32_t> counts, voxel;
    std::vector<float> amount;
  };
  constexpr std::size_t cells_per_block = 1024;
  std::vector<Block> blocks((cells + cells_per_block - 1) / cells_per_block);
  ParallelErrors errors;
#pragma omp parallel
  {
    auto finder = make_finder();
#pragma omp for schedule(dynamic, 1)
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      Block& block = blocks[b];
      const std::size_t last = std::min(cells, (b + 1) * cells_per_block);
      errors.keep([&] {
        for (std::size_t cell = b * cells_per_block; cell < last; ++cell) {
          const std::vector<Share>& shares = finder.find(cell);
          for (const Share& share : shares) {
            block.voxel.push_back(share.voxel);
            block.amount.push_back(static_cast<float>(share.amount));
          }
          block.counts.push_back(static_cast<std::uint32_t>(shares.size()));
        }
      });
    }
  }
  errors.rethrow();
  VoxelOverlaps all;
  std::size_t entries = 0;
  for (const Block& block : blocks) entries += block.voxel.size();
  all.begins.reserve(cells + 1);
  all.voxel.reserve(entries);
  all.volume.reserve(entries);
  for (Block& block : blocks) {
    for (const std::uint32_t count : block.counts) all.begins.push_back(all.begins.back() + count);
    all.voxel.insert(all.voxel.end(), block.voxel.begin(), block.voxel.end());
    all.volume.insert(all.volume.end(), block.amount.begin(), block.amount.end());
    block = {};
  }
  return all;
}

}  // namespace howship
