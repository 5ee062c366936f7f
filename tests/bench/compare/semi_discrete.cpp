#include "tests/bench/compare/semi_discrete.hpp"

#include <algorithm>

namespace howship::compare {

using physics::Slope;

SemiDiscrete::SemiDiscrete(const VoxelDomain& domain, const TissueSites& sites, const TissueParameters& parameters)
    : constants_(make_constants(parameters)) {
  const Grid& grid = domain.grid;
  constexpr int lanes = Pack::lanes;
  // Bricks may reach beyond the grid; nothing active lies there.
  for (int axis = 0; axis < 3; ++axis) extent_[axis] = grid.extent[axis];
  extent_[0] = (extent_[0] + lanes - 1) / lanes * lanes;
  stride_[0] = 1;
  stride_[1] = static_cast<std::size_t>(extent_[0]);
  stride_[2] = stride_[1] * static_cast<std::size_t>(extent_[1]);
  cells_ = stride_[2] * static_cast<std::size_t>(extent_[2]);
  margin_ = stride_[2] + lanes;

  volume_.assign(cells_, 0.0);
  inverse_volume_.assign(cells_, 0.0);
  for (auto& a : aperture_) a.assign(cells_ + 2 * margin_, 0.0);
  for (auto& s : site_) s.assign(cells_, 0.5);
  pack_active_.assign(cells_ / lanes, 0);
  molecules_.assign(cells_ + 2 * margin_, 1.0);
  tumour_.assign(cells_ + 2 * margin_, 1.0);
  for (auto& h : held_) h.assign(cells_ + 2 * margin_, 0.0);
  cell_of_.assign(domain.stored_voxels(), cells_);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    const Index3 at = domain.voxel_index(v);
    const std::size_t cell = static_cast<std::size_t>(at[0]) + static_cast<std::size_t>(at[1]) * stride_[1] +
                             static_cast<std::size_t>(at[2]) * stride_[2];
    cell_of_[v] = cell;
    ++active_;
    pack_active_[cell / lanes] = 1;
    volume_[cell] = domain.volume_fraction[v];
    inverse_volume_[cell] = 1.0 / volume_[cell];
    for (int axis = 0; axis < 3; ++axis)
      aperture_[axis][margin_ + cell] = domain.aperture[axis][v] / (grid.spacing[axis] * grid.spacing[axis]);
    physics::Site<double> s{};
    s.healthy = sites.healthy[v];
    Phenotype phenotype;
    for (std::size_t i = 0; i < phenotype_count; ++i) phenotype.*phenotype_members[i] = sites.phenotype[i][v];
    physics::set_phenotype(s, phenotype);
    physics::derive_site(constants_, s);
    const double members[site_planes] = {s.healthy,
                                         s.pthrp_secretion,
                                         s.osteoblast_suppression,
                                         s.osteogenic_secretion,
                                         s.rankl_secretion,
                                         s.cytokines,
                                         s.growth,
                                         s.turnover,
                                         s.osteoid,
                                         s.matrix,
                                         s.mineral,
                                         s.surface,
                                         s.full};
    for (int i = 0; i < site_planes; ++i) site_[i][cell] = members[i];
  }
}

std::vector<double> SemiDiscrete::from_bricks(const Fields& fields) const {
  std::vector<double> u(size(), 0.0);
  for (int f = 0; f < field_count; ++f)
    for (std::size_t v = 0; v < cell_of_.size(); ++v)
      if (cell_of_[v] < cells_) u[static_cast<std::size_t>(f) * cells_ + cell_of_[v]] = fields[f][v];
  return u;
}

void SemiDiscrete::to_bricks(const double* u, Fields& fields) const {
  for (int f = 0; f < field_count; ++f) {
    fields[f].resize(cell_of_.size());
    for (std::size_t v = 0; v < cell_of_.size(); ++v)
      fields[f][v] = cell_of_[v] < cells_ ? u[static_cast<std::size_t>(f) * cells_ + cell_of_[v]] : 0.0;
  }
}

void SemiDiscrete::hinder(const double* u) {
  const double* osteoid = u + static_cast<std::size_t>(index_of(Field::Osteoid)) * cells_;
  const double* matrix = u + static_cast<std::size_t>(index_of(Field::MineralisedMatrix)) * cells_;
  for (std::size_t cell = 0; cell < cells_; cell += Pack::lanes) {
    Pack o, m;
    load(osteoid + cell, o);
    load(matrix + cell, m);
    const auto h = hindrance(constants_.p, o + m);
    store(molecules_.data() + margin_ + cell, h.molecules);
    store(tumour_.data() + margin_ + cell, h.tumour);
  }
}

void SemiDiscrete::face_weights(const double* u, Weights& weights) {
  hinder(u);
  for (int axis = 0; axis < 3; ++axis) {
    weights.molecules[axis].resize(cells_);
    weights.tumour[axis].resize(cells_);
    for (std::size_t cell = 0; cell < cells_; ++cell) {
      const std::size_t here = margin_ + cell, before = here - stride_[axis];
      const double open = aperture_[axis][here];
      weights.molecules[axis][cell] = open * in_series(molecules_[here], molecules_[before]);
      weights.tumour[axis][cell] = open * in_series(tumour_[here], tumour_[before]);
    }
  }
}

/// Both faces of an axis. `around` sums the weights for molecules and for tumour.
template <int axis>
void SemiDiscrete::add_flux(std::size_t cell, Pack (&flux)[diffusing_count], Pack (&around)[2]) const {
  const std::size_t here = margin_ + cell, step = stride_[axis];
  Pack mine_molecules, mine_tumour;
  load(molecules_.data() + here, mine_molecules);
  load(tumour_.data() + here, mine_tumour);
  for (int side = 0; side < 2; ++side) {
    const std::size_t beside = side == 0 ? here - step : here + step;
    Pack open, molecules, tumour;
    load(aperture_[axis].data() + (side == 0 ? here : beside), open);
    load(molecules_.data() + beside, molecules);
    load(tumour_.data() + beside, tumour);
    const Pack by_molecules = open * in_series(mine_molecules, molecules);
    const Pack by_tumour = open * in_series(mine_tumour, tumour);
    around[0] += by_molecules;
    around[1] += by_tumour;
    for (int f = 0; f < diffusing_count; ++f) {
      Pack other, own;
      load(held_[f].data() + beside, other);
      load(held_[f].data() + here, own);
      flux[f] += (f == index_of(Field::Tumour) ? by_tumour : by_molecules) * (other - own);
    }
  }
}

void SemiDiscrete::rate(const Serum& serum, const double* u, double* rate) {
  hinder(u);
  for (int f = 0; f < diffusing_count; ++f)
    std::copy_n(u + static_cast<std::size_t>(f) * cells_, cells_, held_[f].data() + margin_);
  for (std::size_t cell = 0; cell < cells_; cell += Pack::lanes)
    if (!pack_active_[cell / Pack::lanes])
      for (int f = 0; f < field_count; ++f) store(rate + static_cast<std::size_t>(f) * cells_ + cell, Pack(0.0));
  for_each_pack(u, [&](std::size_t cell, const physics::Site<Pack>& site, const Pack* state, const Pack*,
                       const physics::Intermediates<Pack>& m) {
    Pack r[field_count];
    physics::react(constants_, site, m, serum, state, r);
    Pack flux[diffusing_count], around[2] = {Pack(0.0), Pack(0.0)};
    for (auto& f : flux) f = Pack(0.0);
    add_flux<0>(cell, flux, around);
    add_flux<1>(cell, flux, around);
    add_flux<2>(cell, flux, around);
    Pack volume, inverse;
    load(volume_.data() + cell, volume);
    load(inverse_volume_.data() + cell, inverse);
    for (int f = 0; f < diffusing_count; ++f) r[f] += flux[f] * (diffusivity(constants_.p, f) * inverse);
    const auto inside = volume > 0.0;
    for (int f = 0; f < field_count; ++f)
      store(rate + static_cast<std::size_t>(f) * cells_ + cell, select(inside, r[f], 0.0));
  });
}

void SemiDiscrete::diagonal(double theta, const Serum& serum, const double* u, double* diagonal) {
  hinder(u);
  const TissueParameters& p = constants_.p;
  std::fill_n(diagonal, size(), 1.0);
  for_each_pack(u, [&](std::size_t cell, const physics::Site<Pack>& site, const Pack*, const Pack* positive,
                       const physics::Intermediates<Pack>& m) {
    physics::Linearisation<Pack> j;
    physics::DirectSlopes<Pack> direct;
    physics::linearise(constants_, site, m, serum, positive, j, direct);
    Pack d[field_count];
    const auto at = [&](Field f) -> Pack& { return d[index_of(f)]; };
    at(Field::Rankl) = direct.rankl_rankl;
    at(Field::Opg) = Pack(-p.opg_decay);
    at(Field::Denosumab) = direct.denosumab_denosumab;
    at(Field::TgfBeta) = Pack(-p.tgf_beta_decay);
    at(Field::Pthrp) = Pack(-p.pthrp_decay);
    at(Field::OsteogenicFactor) = Pack(-p.osteogenic_decay);
    at(Field::Calcium) = Pack(-p.calcium_exchange);
    at(Field::Tumour) = direct.tumour_tumour;
    at(Field::OsteoblastPrecursors) = -j[Slope::PrecursorLoss];
    at(Field::Osteoblasts) = -j[Slope::OsteoblastLoss];
    at(Field::OsteoclastPrecursors) = -p.k_pd * (p.ph_d * j[Slope::Fusion] + (1.0 - p.ph_d));
    at(Field::PrefusionOsteoclasts) = -p.k_f * (j[Slope::Fusion] + p.x_f * j[Slope::Survival]);
    at(Field::Osteoclasts) = -j[Slope::OsteoclastLoss];
    at(Field::Osteoid) = j[Slope::FormationPhi] - j[Slope::Ripening];
    at(Field::MineralisedMatrix) = -(j[Slope::ResorptionPhi] + j[Slope::ResorptionMatrix]);
    at(Field::Mineral) = -(p.mineralisation_rate + j[Slope::MatrixLoss]);
    at(Field::Zoledronate) = -j[Slope::DrugRelease];
    Pack flux[diffusing_count], around[2] = {Pack(0.0), Pack(0.0)};
    for (auto& f : flux) f = Pack(0.0);
    add_flux<0>(cell, flux, around);
    add_flux<1>(cell, flux, around);
    add_flux<2>(cell, flux, around);
    Pack volume, inverse;
    load(volume_.data() + cell, volume);
    load(inverse_volume_.data() + cell, inverse);
    for (int f = 0; f < diffusing_count; ++f)
      d[f] = d[f] - around[f == index_of(Field::Tumour) ? 1 : 0] * (diffusivity(p, f) * inverse);
    const auto inside = volume > 0.0;
    for (int f = 0; f < field_count; ++f)
      store(diagonal + static_cast<std::size_t>(f) * cells_ + cell, select(inside, 1.0 - theta * d[f], 1.0));
  });
}

}  // namespace howship::compare
