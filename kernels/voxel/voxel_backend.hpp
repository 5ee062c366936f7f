#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "howship/backend.hpp"
#include "howship/rosenbrock.hpp"

#include "kernels/voxel/chebyshev.hpp"
#include "kernels/voxel/chebyshev_polynomial.hpp"
#include "kernels/voxel/coarse_levels.hpp"
#include "kernels/voxel/finish.hpp"
#include "kernels/voxel/initial_state.hpp"
#include "kernels/voxel/launch_list.hpp"
#include "kernels/voxel/multigrid.hpp"
#include "kernels/voxel/prepare.hpp"
#include "kernels/voxel/profiler.hpp"
#include "kernels/voxel/region_sums.hpp"
#include "kernels/voxel/stage.hpp"
#include "kernels/voxel/traffic.hpp"

namespace howship {

/// Bytes per stored voxel that VoxelBackend allocates.
template <class Real>
constexpr double backend_bytes_per_voxel() {
  constexpr double state = diffusing_count * sizeof(Real) + local_count * sizeof(double);
  constexpr double increments = rosenbrock::stages * field_count * sizeof(Real);
  constexpr double argument = (diffusing_count + hindrance_count) * sizeof(Real);
  constexpr double slopes = physics::slope_count * sizeof(float);
  constexpr double level = 2 * Blocks::bytes_per_voxel + (3 + 3 * diffusing_count) * sizeof(float);
  // Coarse grids have an eighth of the voxels each, in bricks that are less full.
  constexpr double levels = 1.25 * level;
  constexpr double sites = (6 + phenotype_count) * sizeof(float);
  return state + increments + argument + slopes + levels + sites;
}

/// The step, written once: which bodies run in which order on which arrays. A launcher says where.
///
/// \tparam Launcher has
///   Array<T>: owning device array with pointer data(), zero-filled;
///   allocate<T>(count), to_device(array, host, count), to_host(host, array, count);
///   launch(body, bricks); reduce(body, bricks, slot): sums and minima of a reducing body into a result slot;
///   fetch(slot, sums, minima, ...): waits for and returns them;  wait(): for all launches;  name(), description();
///   set_phase(phase): to which part of a step the launches from here on belong.
///   Launches may be put off until something is fetched, copied or waited for.
template <class Launcher, class Real>
class VoxelBackend final : public Backend {
 public:
  VoxelBackend(Launcher launcher, const VoxelDomain& domain, const TissueSites& sites,
               const TissueParameters& parameters, const BackendOptions& options)
      : launcher_(std::move(launcher)),
        constants_(make_constants(parameters)),
        bricks_(static_cast<int>(domain.bricks())),
        box_volume_(domain.grid.voxel_volume()),
        mass_(options.mass) {
    // One more brick than the domain has: it is empty, and stands where a brick has no neighbour.
    const std::size_t voxels = (domain.bricks() + 1) * brick_size;
    upload_table(domain);
    place_.volume = keep(domain.volume_fraction, voxels);
    for (int axis = 0; axis < 3; ++axis) {
      place_.aperture[axis] = keep(domain.aperture[axis], voxels);
      place_.inverse_spacing_squared[axis] = 1.0 / (domain.grid.spacing[axis] * domain.grid.spacing[axis]);
    }
    place_.healthy = keep(sites.healthy, voxels);
    for (std::size_t i = 0; i < phenotype_count; ++i) place_.phenotype[i] = keep(sites.phenotype[i], voxels);
    tumour_ = keep(sites.tumour, voxels);
    bone_left_ = keep(sites.bone_left, voxels);

    state_ = {launcher_.template allocate<Real>(voxels * diffusing_count),
              launcher_.template allocate<double>(voxels * local_count)};
    for (auto& increment : increment_)
      increment = {launcher_.template allocate<Real>(voxels * diffusing_count),
                   launcher_.template allocate<Real>(voxels * local_count)};
    argument_ = {launcher_.template allocate<Real>(voxels * diffusing_count),
                 launcher_.template allocate<Real>(voxels * hindrance_count)};
    op_.slopes = make_array(voxels * physics::slope_count);
    levels_.push_back(make_level(bricks_, voxels));
    levels_[0].table = place_.table;
    levels_[0].active = place_.volume;
    levels_[0].op.slopes = op_.slopes;
    op_ = levels_[0].op;
    load_ = levels_[0].load;
    for (const CoarseLevel& coarse : coarse_levels(domain, most_coarse_levels)) add_level(coarse);
    launcher_.reserve_reductions(bricks_, slots);
  }

  std::string name() const override { return launcher_.name(); }
  std::string description() const override { return launcher_.description(); }
  double bytes() const override { return launcher_.bytes(); }

  void set_initial_state() override {
    region_summed_ = false;
    launch(Part::Output, SetInitialState<Real>{constants_, place_, tumour_, bone_left_, state_}, bricks_);
  }

  void upload(const std::array<std::vector<double>, field_count>& fields) override {
    std::vector<Real> diffusing(voxels() * diffusing_count);
    std::vector<double> local(voxels() * local_count);
    for (int f = 0; f < field_count; ++f)
      for (std::size_t i = 0; i < voxels(); ++i) {
        const int brick = static_cast<int>(i / brick_size), lane = static_cast<int>(i % brick_size);
        if (f < diffusing_count)
          diffusing[place_of(brick, diffusing_count, f, lane)] = static_cast<Real>(fields[f][i]);
        else
          local[place_of(brick, local_count, f - diffusing_count, lane)] = fields[f][i];
      }
    launcher_.to_device(state_.diffusing, diffusing.data(), diffusing.size());
    launcher_.to_device(state_.local, local.data(), local.size());
    region_summed_ = false;
  }

  void download(std::array<std::vector<double>, field_count>& fields) override { unpack(state_, fields); }

  void set_source(Source* source) override {
    source_ = source;
    if (source == nullptr || source_rate_ != nullptr) return;
    source_rate_ = launcher_.template allocate<double>(voxels() * field_count);
    source_in_time_ = launcher_.template allocate<double>(voxels() * field_count);
  }

  void prepare(double gamma_dt, const Serum& serum) override {
    launcher_.set_phase(phase::prepare);
    form_stage_state(0);
    Prepare<Real> body{constants_, place_, state_, argument_.hindrance, op_, serum, gamma_dt, {}};
    for (int f = 0; f < diffusing_count; ++f) body.mass[f] = mass_[f];
    launch(Part::Prepare, body, bricks_);
    theta_ = gamma_dt;
    coarsened_ = 1;
  }

  void begin_stage(const StageInput& input) override {
    const int i = input.stage;
    launcher_.set_phase(phase::begin_stage(i));
    if (i > 0) form_stage_state(i);
    BeginStage<Real> body{};
    body.constants = constants_;
    body.place = place_;
    body.state = state_;
    body.argument = {i > 0 ? argument_.diffusing : state_.diffusing, argument_.hindrance};
    body.op = op_;
    body.load_vector = load_;
    body.serum = input.serum;
    body.serum_rate = input.serum_rate;
    body.dt = input.dt;
    body.theta = theta_;
    body.gamma_sum = rosenbrock::gamma_sum[i];
    body.stage = i;
    for (int j = 0; j < rosenbrock::stages; ++j) {
      body.increment[j] = increment_[j];
      body.a[j] = rosenbrock::a[i][j];
      body.c[j] = rosenbrock::c[i][j];
    }
    for (int f = 0; f < diffusing_count; ++f) body.mass[f] = mass_[f];
    if (source_ != nullptr) {
      ask_source(input);
      body.source = source_rate_;
      body.source_in_time = source_in_time_;
    }
    reduce(Part::BeginStage, body, bricks_, 2 * i);
    launcher_.set_phase(phase::solve(i));
  }

  const std::array<double, diffusing_count>& mass() const override { return mass_; }
  int levels() const override { return static_cast<int>(levels_.size()); }

  void solve(const SolvePlan& plan) override {
    for (; coarsened_ < plan.levels; ++coarsened_) coarsen(coarsened_);
    for (int cycle = 0; cycle < plan.cycles; ++cycle) descend(0, cycle == 0, plan);
  }

  void end_stage(const StageInput& input) override {
    launcher_.set_phase(phase::end_stage(input.stage));
    reduce(Part::EndStage, EndStage<Real>{constants_, place_, increment_[input.stage], op_, levels_[0].x, theta_},
           bricks_, 2 * input.stage + 1);
  }

  StepCheck check(double rtol) override {
    CheckStep<Real> body{};
    body.place = place_;
    body.slopes = op_.slopes;
    body.state = state_;
    for (int i = 0; i < rosenbrock::stages; ++i) {
      body.increment[i] = increment_[i];
      body.weight[i] = rosenbrock::m[i];
      body.error_weight[i] = rosenbrock::m[i] - rosenbrock::m_hat[i];
    }
    body.rtol = rtol;
    for (int f = 0; f < field_count; ++f) body.scale[f] = 1e-3 * field_info[f].typical;
    body.range = physics::field_range(1.0);
    launcher_.set_phase(phase::check);
    reduce(Part::Finish, body, bricks_, check_slot);
    launcher_.set_phase(phase::after);
    std::array<double, CheckStep<Real>::sums> sum;
    double least = 0.0;
    launcher_.fetch(check_slot, sum.data(), static_cast<int>(sum.size()), &least, 1);
    StepCheck result;
    for (int f = 0; f < field_count; ++f)
      result.error[f] = __builtin_sqrt(sum[f] / static_cast<double>(std::max<std::size_t>(active_, 1)));
    result.clipped = sum[field_count] * 1e-3;
    result.least = least;
    for (int k = 0; k < booked_count; ++k) {
      result.stock[k] = sum[CheckStep<Real>::first_stock + k] * box_volume_;
      result.lifted[k] = sum[CheckStep<Real>::first_lifted + k] * box_volume_;
    }
    const auto slope = [&](int k) { return sum[CheckStep<Real>::first_slope + k] * box_volume_; };
    static_assert(ScalingSlopes::count == 4);
    result.slopes = {slope(0), slope(1), slope(2), slope(3)};
    result.beyond = sum[CheckStep<Real>::beyond];
    epsilon_.fill(0.0);
    return result;
  }

  void scale(const std::array<double, booked_count>& epsilon) override {
    for (int k = 0; k < booked_count; ++k) epsilon_[index_of(booked_field(k))] = epsilon[k];
  }

  std::array<double, booked_count> accept() override {
    AcceptStep<Real> body{};
    body.place = place_;
    body.state = state_;
    std::copy(epsilon_.begin(), epsilon_.end(), body.epsilon);
    for (int i = 0; i < rosenbrock::stages; ++i) {
      body.increment[i] = increment_[i];
      body.weight[i] = rosenbrock::m[i];
    }
    reduce(Part::Finish, body, bricks_, accept_slot);
    sum_region();  // asked for next: so one wait serves both
    std::array<double, booked_count> rounding;
    launcher_.fetch(accept_slot, rounding.data(), booked_count, nullptr, 0);
    for (double& value : rounding) value *= box_volume_;
    return rounding;
  }

  std::array<StageSums, 4> stage_sums() override {
    std::array<StageSums, 4> all;
    for (int i = 0; i < rosenbrock::stages; ++i) {
      double *const at = &all[i].at.rankl_production, *const along = &all[i].along.rankl_production;
      launcher_.fetch(2 * i, at, StageRates::count, nullptr, 0);
      launcher_.fetch(2 * i + 1, along, StageChanges::count, nullptr, 0);
      for (int k = 0; k < StageRates::count; ++k) at[k] *= box_volume_;
      for (int k = 0; k < StageChanges::count; ++k) along[k] *= box_volume_;
    }
    return all;
  }

  RegionSums region_sums() override {
    if (!region_summed_) sum_region();
    RegionSums sums;
    double* values = &sums.volume;
    launcher_.fetch(region_slot, values, RegionSums::count, nullptr, 0);
    for (int i = 0; i < SumRegion<Real>::weighted; ++i) values[i] *= box_volume_;
    return sums;
  }

  void interpolate(double theta, Snapshot& snapshot) override {
    Interpolate<Real> body{};
    body.state = state_;
    for (int i = 0; i < rosenbrock::stages; ++i) body.increment[i] = increment_[i];
    float* const vectors[] = {levels_[0].load, levels_[0].x, levels_[0].y};
    for (int f = 0; f < field_count; ++f)
      body.result[f] = vectors[f / diffusing_count] + static_cast<std::size_t>(f % diffusing_count) * voxels();
    rosenbrock::dense_weights(theta, body.weight);
    for (int f = 0; f < field_count; ++f) body.epsilon[f] = theta * epsilon_[f];
    profiler_.run(launcher_, Part::Output, traffic::bytes(body) * static_cast<double>(voxels()), [&] {
      launcher_.launch(body, bricks_);
      for (int f = 0; f < field_count; ++f) {
        snapshot.fields[f].resize(voxels());
        launcher_.to_host(snapshot.fields[f].data(), body.result[f], voxels());
      }
    });
  }

  void download_stages(int stages, std::array<std::vector<double>, field_count>& fields) override {
    combine(rosenbrock::m, stages, fields);
  }
  void snapshot(Snapshot& snapshot) override {
    profiler_.run(launcher_, Part::Output, traffic::state<Real> * static_cast<double>(voxels()),
                  [&] { unpack(state_, snapshot.fields); });
  }

  void set_profiling(bool on) override { profiler_.enable(on); }
  std::vector<ProfileLine> profile() const override { return profiler_.lines(); }

 private:
  /// Where reductions leave their results; those of stage i in 2 i and 2 i + 1.
  static constexpr int check_slot = 2 * rosenbrock::stages, accept_slot = check_slot + 1, region_slot = accept_slot + 1,
                       slots = region_slot + 1;

  /// Beyond this a voxel is wider than any field reaches in a step.
  static constexpr int most_coarse_levels = 6;

  /// One grid of the multigrid hierarchy with its linear system.
  struct Level {
    int bricks = 0;
    BrickTable table{};
    const float* active = nullptr;           ///< > 0 where there is bone
    const std::int32_t* children = nullptr;  ///< in the next finer grid
    const std::int32_t* parents = nullptr;   ///< of the next finer grid's bricks in this one
    Operator op;
    float *load = nullptr, *x = nullptr, *y = nullptr;
  };

  Level make_level(int bricks, std::size_t voxels) {
    Level level;
    level.bricks = bricks;
    for (Blocks* blocks : {&level.op.inverse, &level.op.block}) *blocks = make_blocks(voxels);
    for (auto& face : level.op.face) face = make_array(voxels);
    for (float** vector : {&level.load, &level.x, &level.y}) *vector = make_array(voxels * diffusing_count);
    return level;
  }
  void add_level(const CoarseLevel& coarse) {
    Level level = make_level(coarse.bricks, coarse.active.size());
    level.table.neighbours = keep_indices(coarse.neighbours);
    level.children = keep_indices(coarse.children);
    level.parents = keep_indices(coarse.parents);
    level.active = keep(coarse.active, coarse.active.size());
    levels_.push_back(level);
  }
  const std::int32_t* keep_indices(const std::vector<std::int32_t>& host) {
    auto* device = launcher_.template allocate<std::int32_t>(host.size());
    launcher_.to_device(device, host.data(), host.size());
    return device;
  }

  /// Forms the operator of grid `l` from that of the next finer one.
  void coarsen(int l) {
    const Level &fine = levels_[l - 1], &level = levels_[l];
    launch(Part::Coarsen, CoarsenOperator{level.children, fine.active, level.active, fine.op, level.op}, level.bricks);
    InvertBlocks invert{level.table, level.op, {}};
    for (int f = 0; f < diffusing_count; ++f) invert.theta_diffusivity[f] = theta_ * diffusivity(constants_.p, f);
    launch(Part::Coarsen, invert, level.bricks);
  }

  ChebyshevSweep sweep_of(const Level& level) const {
    ChebyshevSweep body{};
    body.table = level.table;
    body.op = level.op;
    body.load_vector = level.load;
    set_theta_diffusivity(body.theta_diffusivity);
    return body;
  }
  void set_theta_diffusivity(float* values) const {
    for (int f = 0; f < diffusing_count; ++f) values[f] = static_cast<float>(theta_ * diffusivity(constants_.p, f));
  }
  using Polynomials = std::array<ChebyshevPolynomial, diffusing_count>;

  /// Sweeps of the fields' polynomials. \param from_zero whatever x holds
  void sweep(Level& level, int sweeps, bool from_zero, Polynomials polynomials) {
    ChebyshevSweep body = sweep_of(level);
    for (int k = 0; k < sweeps; ++k) {
      body.first = from_zero && k == 0;
      body.second = from_zero && k == 1;
      body.remembers = false;
      for (int f = 0; f < diffusing_count; ++f) {
        polynomials[f].next();
        body.decay[f] = static_cast<float>(polynomials[f].decay);
        body.gain[f] = static_cast<float>(polynomials[f].gain);
        body.remembers = body.remembers || (!body.first && !body.second && polynomials[f].decay != 0.0);
      }
      body.x = level.x;
      body.x_new = level.y;
      launch(&level == &levels_[0] ? Part::FineSweeps : Part::CoarseSweeps, body, level.bricks);
      std::swap(level.x, level.y);
    }
  }

  /// Share of diffusion in a field's diagonal on grid `l`: eigenvalues lie in 1 -+ this. Negative when not known.
  static double diffusive_share(const SolvePlan& plan, int l, int field) {
    const double ratio = std::ldexp(plan.ratio[field], -2 * l);  // the spacing doubles with each grid
    return ratio < 0.0 ? -1.0 : ratio / (1.0 + ratio);
  }

  void sum_region() {
    reduce(Part::Finish, SumRegion<Real>{constants_, place_, state_, physics::field_range(physics::state_slack)},
           bricks_, region_slot);
    region_summed_ = true;
  }

  /// The whole solve on one grid.
  void iterate(int l, bool from_zero, const SolvePlan& plan) {
    Polynomials polynomials;
    for (int f = 0; f < diffusing_count; ++f) {
      const double share = diffusive_share(plan, l, f);
      polynomials[f] = share < 0.0 ? ChebyshevPolynomial::first_kind(plan.least, 2.0)
                                   : ChebyshevPolynomial::first_kind(1.0 - share, 1.0 + share);
    }
    sweep(levels_[l], plan.sweeps, from_zero, polynomials);
  }

  /// Up to this share of diffusion the sweeps of a smoother serve a field's whole range of eigenvalues better than
  /// those of the fourth kind with a coarse grid. Measured from 0.6 to 0.85: fewest steps.
  static constexpr double solved_by_sweeps = 0.85;

  void smooth(int l, bool from_zero, const SolvePlan& plan) {
    Polynomials polynomials;
    for (int f = 0; f < diffusing_count; ++f) {
      const double share = diffusive_share(plan, l, f);
      polynomials[f] = share < 0.0 || share > solved_by_sweeps
                           ? ChebyshevPolynomial::fourth_kind()
                           : ChebyshevPolynomial::first_kind(1.0 - share, 1.0 + share);
    }
    sweep(levels_[l], plan.smoothing, from_zero, polynomials);
  }

  /// V-cycle from grid `l` down and back.
  void descend(int l, bool from_zero, const SolvePlan& plan) {
    Level& level = levels_[l];
    if (l == plan.levels - 1) {
      iterate(l, from_zero, plan);
      return;
    }
    smooth(l, from_zero, plan);
    Level& below = levels_[l + 1];
    Residual residual{level.table, level.op, level.load, level.x, level.y, {}};
    set_theta_diffusivity(residual.theta_diffusivity);
    launch(Part::Transfers, residual, level.bricks);
    launch(Part::Transfers, RestrictResidual{below.children, level.active, level.y, below.load}, below.bricks);
    descend(l + 1, true, plan);
    launch(Part::Transfers, ProlongCorrection{below.parents, level.active, below.x, level.x}, level.bricks);
    smooth(l, false, plan);
  }

  template <class Body>
  void launch(Part part, const Body& body, int bricks) {
    profiler_.run(launcher_, part, traffic::bytes(body) * bricks * brick_size, [&] { launcher_.launch(body, bricks); });
  }
  template <class Body>
  void reduce(Part part, const Body& body, int bricks, int slot) {
    profiler_.run(launcher_, part, traffic::bytes(body) * bricks * brick_size,
                  [&] { launcher_.reduce(body, bricks, slot); });
  }

  std::size_t voxels() const { return static_cast<std::size_t>(bricks_) * brick_size; }

  /// Source at a stage's argument, and in the first stage its derivative in time, to the device.
  void ask_source(const StageInput& input) {
    std::array<std::vector<double>, field_count> at, made;
    combine(rosenbrock::a[input.stage], input.stage, at);
    const auto clear = [&] {
      for (auto& field : made) field.assign(voxels(), 0.0);
    };
    const auto send = [&](double* device) {
      std::vector<double> planes(voxels() * field_count);
      for (int f = 0; f < field_count; ++f)
        for (std::size_t i = 0; i < voxels(); ++i)
          planes[place_of(static_cast<int>(i / brick_size), field_count, f, static_cast<int>(i % brick_size))] =
              made[f][i];
      launcher_.to_device(device, planes.data(), planes.size());
    };
    clear();
    source_->rate(input.time + rosenbrock::alpha[input.stage] * input.dt, at, made);
    send(source_rate_);
    if (input.stage > 0) return;
    clear();
    source_->rate_in_time(input.time, at, made);
    send(source_in_time_);
  }

  void upload_table(const VoxelDomain& domain) {
    std::vector<std::int32_t> table(6 * (domain.bricks() + 1), bricks_);
    for (std::size_t b = 0; b < domain.bricks(); ++b)
      for (int side = 0; side < 6; ++side)
        if (domain.neighbours[b][side] >= 0) table[6 * b + side] = domain.neighbours[b][side];
    auto* device = launcher_.template allocate<std::int32_t>(table.size());
    launcher_.to_device(device, table.data(), table.size());
    place_.table.neighbours = device;
    for (std::size_t i = 0; i < domain.stored_voxels(); ++i) active_ += domain.active(i) ? 1 : 0;
  }
  const float* keep(const std::vector<float>& host, std::size_t voxels) {
    float* device = launcher_.template allocate<float>(voxels);
    launcher_.to_device(device, host.data(), host.size());
    return device;
  }
  Blocks make_blocks(std::size_t voxels) { return {make_array(voxels * Blocks::entries)}; }
  float* make_array(std::size_t count) { return launcher_.template allocate<float>(count); }

  /// Stores what BeginStage of stage `i` reads beyond its own voxel; for stage 0 what Prepare reads too.
  void form_stage_state(int i) {
    FormStageState<Real> form{constants_, state_, {}, argument_, {}, i};
    for (int j = 0; j < i; ++j) {
      form.increment[j] = increment_[j];
      form.a[j] = rosenbrock::a[i][j];
    }
    launch(Part::BeginStage, form, bricks_);
  }

  /// state + sum over the first `count` increments of weight[i] U_i, on the host.
  void combine(const double* weight, int count, std::array<std::vector<double>, field_count>& fields) {
    unpack(state_, fields);
    std::array<std::vector<double>, field_count> moved;
    for (int i = 0; i < count; ++i) {
      unpack(increment_[i], moved);
      for (int f = 0; f < field_count; ++f)
        for (std::size_t v = 0; v < voxels(); ++v) fields[f][v] += weight[i] * moved[f][v];
    }
  }
  template <class T, class LocalReal>
  void unpack(const FieldArrays<Real, LocalReal>& from, std::array<std::vector<T>, field_count>& fields) {
    std::vector<Real> diffusing(voxels() * diffusing_count);
    std::vector<LocalReal> local(voxels() * local_count);
    launcher_.to_host(diffusing.data(), from.diffusing, diffusing.size());
    launcher_.to_host(local.data(), from.local, local.size());
    for (int f = 0; f < diffusing_count; ++f) copy_plane(diffusing, diffusing_count, f, fields[f]);
    for (int f = 0; f < local_count; ++f) copy_plane(local, local_count, f, fields[diffusing_count + f]);
  }
  template <class From, class To>
  void copy_plane(const std::vector<From>& from, int planes, int plane, std::vector<To>& to) const {
    to.resize(voxels());
    for (int brick = 0; brick < bricks_; ++brick) {
      for (int lane = 0; lane < brick_size; ++lane)
        to[place_of(brick, 1, 0, lane)] = static_cast<To>(from[place_of(brick, planes, plane, lane)]);
    }
  }

  Launcher launcher_;
  Profiler profiler_;
  TissueConstants constants_;
  int bricks_;
  double box_volume_;
  std::array<double, diffusing_count> mass_;
  std::array<double, field_count> epsilon_{};  ///< of scale()
  std::size_t active_ = 0;
  Place place_;
  const float* tumour_ = nullptr;
  const float* bone_left_ = nullptr;
  State<Real> state_;
  Increment<Real> increment_[rosenbrock::stages];
  StageArgument<Real> argument_;
  Operator op_;
  std::vector<Level> levels_;  ///< finest first
  float* load_ = nullptr;
  bool region_summed_ = false;  ///< the sums over the region are those of the state
  Source* source_ = nullptr;
  double *source_rate_ = nullptr, *source_in_time_ = nullptr;  ///< field_count planes, once there is a source
  double theta_ = 0.0;
  int coarsened_ = 1;  ///< grids whose operator belongs to the last prepare()
};

}  // namespace howship
