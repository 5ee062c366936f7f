#include "host/geometry/brick_order.hpp"

#include <algorithm>
#include <cstddef>

namespace howship {

namespace {

/// Moves the lowest 21 bits apart, so that two zeros follow each.
std::uint64_t spread(std::uint64_t bits) {
  bits &= 0x1fffff;
  bits = (bits | bits << 32) & 0x001f00000000ffff;
  bits = (bits | bits << 16) & 0x001f0000ff0000ff;
  bits = (bits | bits << 8) & 0x100f00f00f00f00f;
  bits = (bits | bits << 4) & 0x10c30c30c30c30c3;
  return (bits | bits << 2) & 0x1249249249249249;
}

struct PlacedBrick {
  std::uint64_t code;
  std::int32_t row, entry;
};

/// Places of the bricks of each row, in the order of its entries.
using Places = std::vector<std::vector<std::int32_t>>;

std::int32_t find_place(const BrickRow& row, const std::vector<std::int32_t>& places, std::int32_t x) {
  const auto found = std::lower_bound(row.entries.begin(), row.entries.end(), x,
                                      [](const BrickRow::Entry& entry, std::int32_t at) { return entry.x < at; });
  return found == row.entries.end() || found->x != x ? -1
                                                     : places[static_cast<std::size_t>(found - row.entries.begin())];
}

std::array<std::int32_t, 6> find_neighbours(const std::vector<BrickRow>& rows, const Places& places, int rows_y,
                                            const Index3& brick) {
  const int rows_z = static_cast<int>(rows.size()) / rows_y;
  std::array<std::int32_t, 6> beside{};
  for (int side = 0; side < 6; ++side) {
    Index3 other = brick;
    other[side / 2] += side % 2 == 0 ? -1 : 1;
    const bool in_grid = other[1] >= 0 && other[1] < rows_y && other[2] >= 0 && other[2] < rows_z;
    const auto row = static_cast<std::size_t>(other[1]) + static_cast<std::size_t>(rows_y) * other[2];
    beside[side] = in_grid ? find_place(rows[row], places[row], other[0]) : -1;
  }
  return beside;
}

void fill_brick(VoxelDomain& domain, std::size_t brick, const BrickRow& row, std::int32_t cut) {
  const auto first = static_cast<std::ptrdiff_t>(brick * brick_size);
  if (cut == BrickRow::whole) {
    std::fill_n(domain.volume_fraction.begin() + first, brick_size, 1.0F);
    for (auto& aperture : domain.aperture) std::fill_n(aperture.begin() + first, brick_size, 1.0F);
    return;
  }
  const CutBrick& values = row.cut_bricks[static_cast<std::size_t>(cut)];
  std::copy(values.fraction.begin(), values.fraction.end(), domain.volume_fraction.begin() + first);
  for (int axis = 0; axis < 3; ++axis)
    std::copy(values.aperture[axis].begin(), values.aperture[axis].end(), domain.aperture[axis].begin() + first);
}

}  // namespace

std::uint64_t z_curve(const Index3& brick) {
  return spread(static_cast<std::uint64_t>(brick[0])) | spread(static_cast<std::uint64_t>(brick[1])) << 1 |
         spread(static_cast<std::uint64_t>(brick[2])) << 2;
}

VoxelDomain arrange(std::vector<BrickRow>&& rows, int rows_y, const Grid& grid) {
  const std::vector<BrickRow> taken = std::move(rows);
  const auto brick_of = [&](std::size_t row, std::size_t entry) {
    const int number = static_cast<int>(row);
    return Index3{taken[row].entries[entry].x, number % rows_y, number / rows_y};
  };
  std::vector<PlacedBrick> order;
  Places places(taken.size());
  for (std::size_t row = 0; row < taken.size(); ++row) {
    places[row].resize(taken[row].entries.size());
    for (std::size_t e = 0; e < taken[row].entries.size(); ++e)
      order.push_back({z_curve(brick_of(row, e)), static_cast<std::int32_t>(row), static_cast<std::int32_t>(e)});
  }
  std::sort(order.begin(), order.end(), [](const PlacedBrick& a, const PlacedBrick& b) { return a.code < b.code; });
  for (std::size_t place = 0; place < order.size(); ++place)
    places[order[place].row][order[place].entry] = static_cast<std::int32_t>(place);

  VoxelDomain domain;
  domain.grid = grid;
  domain.brick_coordinates.resize(order.size());
  domain.neighbours.resize(order.size());
  domain.volume_fraction.resize(order.size() * brick_size);
  for (auto& aperture : domain.aperture) aperture.resize(order.size() * brick_size);
#pragma omp parallel for schedule(static)
  for (std::size_t place = 0; place < order.size(); ++place) {
    const auto row = static_cast<std::size_t>(order[place].row);
    const auto entry = static_cast<std::size_t>(order[place].entry);
    domain.brick_coordinates[place] = brick_of(row, entry);
    domain.neighbours[place] = find_neighbours(taken, places, rows_y, domain.brick_coordinates[place]);
    fill_brick(domain, place, taken[row], taken[row].entries[entry].cut);
  }
  return domain;
}

void drop_empty_bricks(VoxelDomain& domain) {
  std::vector<std::int32_t> new_place(domain.bricks(), -1);
  std::size_t kept = 0;
  for (std::size_t b = 0; b < domain.bricks(); ++b) {
    const auto first = domain.volume_fraction.begin() + static_cast<std::ptrdiff_t>(b * brick_size);
    if (std::any_of(first, first + brick_size, [](float fraction) { return fraction > 0.0F; }))
      new_place[b] = static_cast<std::int32_t>(kept++);
  }
  if (kept == domain.bricks()) return;
  const auto move_brick = [](std::vector<float>& values, std::size_t from, std::size_t to) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(from * brick_size);
    std::copy(first, first + brick_size, values.begin() + static_cast<std::ptrdiff_t>(to * brick_size));
  };
  for (std::size_t b = 0; b < domain.bricks(); ++b) {
    if (new_place[b] < 0) continue;
    const auto to = static_cast<std::size_t>(new_place[b]);
    domain.brick_coordinates[to] = domain.brick_coordinates[b];
    for (int side = 0; side < 6; ++side) {
      const std::int32_t other = domain.neighbours[b][side];
      domain.neighbours[to][side] = other < 0 ? -1 : new_place[static_cast<std::size_t>(other)];
    }
    if (to == b) continue;
    move_brick(domain.volume_fraction, b, to);
    for (auto& aperture : domain.aperture) move_brick(aperture, b, to);
  }
  domain.brick_coordinates.resize(kept);
  domain.neighbours.resize(kept);
  domain.volume_fraction.resize(kept * brick_size);
  for (auto& aperture : domain.aperture) aperture.resize(kept * brick_size);
}

}  // namespace howship
