#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "howship/backend.hpp"
#include "howship/rosenbrock.hpp"

#include "kernels/voxel/chebyshev.hpp"
#include "kernels/voxel/finish.hpp"
#include "kernels/voxel/initial_state.hpp"
#include "kernels/voxel/prepare.hpp"
#include "kernels/voxel/region_sums.hpp"
#include "kernels/voxel/stage.hpp"

// One voxel body at a time on any launcher, all memory in, all memory out: what a body writes where it should not shows
// as well. The file is compiled by nvcc too.

namespace howship::test {

enum class BodyKind {
  SetInitialState,
  Prepare,
  FormStageState,
  BeginStage,
  FirstSweep,
  SecondSweep,
  ChebyshevSweep,
  EndStage,
  CheckStep,
  Interpolate,
  AcceptStep,
  SumRegion
};

struct BodyCall {
  BodyKind body;
  int stage;
};

/// Everything that bodies read and write, with the empty brick at the end; diffusing fields widened to double.
struct Memory {
  struct Fields {
    std::vector<double> diffusing, local;
  };
  Fields state, increment[rosenbrock::stages];
  std::vector<double> argument, hindrance;
  std::vector<float> slopes, inverse, block, face[3], load, solution, other;
  std::vector<double> results;  ///< sums, then minima, of the body just run
};

/// A step of a day in the middle of treatment: nothing in it is zero.
struct StepSettings {
  static constexpr double dt = 0.7, theta = rosenbrock::gamma * dt, rtol = 1e-3, share_of_step = 0.3;
  static constexpr Serum serum{1.2e5, 1.2, 0.9, 2.2, 0.02}, serum_rate{-3000.0, 0.1, -0.05, 0.03, -0.004};
  /// Calcium quasi-steady, so that the mass matters.
  static constexpr double mass[diffusing_count] = {1, 1, 1, 1, 1, 1, 0, 1};
  static constexpr float decay = 0.3F, gain = 0.8F;
  /// By which field f is scaled at the end; only booked fields are in a step, all here.
  static constexpr double epsilon(int f) { return 1e-3 * (f + 1); }
};

class BodyRunner {
 public:
  virtual ~BodyRunner() = default;
  /// Memory after the call on memory as given.
  virtual Memory run(const BodyCall& call, const Memory& before) = 0;
  /// \throws DeviceError when so much cannot be had
  virtual void allocate(std::size_t bytes) = 0;
};

template <class Launcher, class Real>
class BodyRunnerOn final : public BodyRunner {
 public:
  BodyRunnerOn(Launcher launcher, const VoxelDomain& domain, const TissueSites& sites)
      : launcher_(std::move(launcher)),
        bricks_(static_cast<int>(domain.bricks())),
        voxels_((domain.bricks() + 1) * brick_size),
        constants_(make_constants(TissueParameters{})) {
    std::vector<std::int32_t> table(6 * (domain.bricks() + 1), bricks_);
    for (std::size_t b = 0; b < domain.bricks(); ++b)
      for (std::size_t side = 0; side < 6; ++side)
        if (domain.neighbours[b][side] >= 0) table[6 * b + side] = domain.neighbours[b][side];
    place_.table.neighbours = keep(table, table.size());
    place_.volume = keep(domain.volume_fraction, voxels_);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      place_.aperture[axis] = keep(domain.aperture[axis], voxels_);
      place_.inverse_spacing_squared[axis] = 1.0 / (domain.grid.spacing[axis] * domain.grid.spacing[axis]);
    }
    place_.healthy = keep(sites.healthy, voxels_);
    for (std::size_t i = 0; i < phenotype_count; ++i) place_.phenotype[i] = keep(sites.phenotype[i], voxels_);
    tumour_ = keep(sites.tumour, voxels_);
    bone_left_ = keep(sites.bone_left, voxels_);
    state_ = {launcher_.template allocate<Real>(voxels_ * diffusing_count),
              launcher_.template allocate<double>(voxels_ * local_count)};
    for (Increment<Real>& increment : increment_)
      increment = {launcher_.template allocate<Real>(voxels_ * diffusing_count),
                   launcher_.template allocate<Real>(voxels_ * local_count)};
    argument_ = {launcher_.template allocate<Real>(voxels_ * diffusing_count),
                 launcher_.template allocate<Real>(voxels_ * hindrance_count)};
    op_.slopes = launcher_.template allocate<float>(voxels_ * physics::slope_count);
    for (Blocks* blocks : {&op_.inverse, &op_.block})
      *blocks = {launcher_.template allocate<float>(voxels_ * Blocks::entries)};
    for (float*& face : op_.face) face = launcher_.template allocate<float>(voxels_);
    for (float** array : {&load_, &solution_, &other_})
      *array = launcher_.template allocate<float>(voxels_ * diffusing_count);
    launcher_.reserve_reductions(bricks_, 1);
  }

  Memory run(const BodyCall& call, const Memory& before) override {
    using S = StepSettings;
    Memory memory = before;
    memory.results.clear();
    exchange(memory, true);
    switch (call.body) {
      case BodyKind::SetInitialState:
        launcher_.launch(SetInitialState<Real>{constants_, place_, tumour_, bone_left_, state_}, bricks_);
        break;
      case BodyKind::Prepare: {
        Prepare<Real> body{constants_, place_, state_, argument_.hindrance, op_, S::serum, S::theta, {}};
        std::copy_n(S::mass, diffusing_count, body.mass);
        launcher_.launch(body, bricks_);
        break;
      }
      case BodyKind::FormStageState: {
        FormStageState<Real> body{constants_, state_, {}, argument_, {}, call.stage};
        for (int j = 0; j < call.stage; ++j) {
          body.increment[j] = increment_[j];
          body.a[j] = rosenbrock::a[call.stage][j];
        }
        launcher_.launch(body, bricks_);
        break;
      }
      case BodyKind::BeginStage: {
        BeginStage<Real> body{};
        body.constants = constants_;
        body.place = place_;
        body.state = state_;
        body.argument = {call.stage > 0 ? argument_.diffusing : state_.diffusing, argument_.hindrance};
        body.op = op_;
        body.load_vector = load_;
        body.serum = S::serum;
        body.serum_rate = S::serum_rate;
        body.dt = S::dt;
        body.theta = S::theta;
        body.gamma_sum = rosenbrock::gamma_sum[call.stage];
        body.stage = call.stage;
        std::copy_n(S::mass, diffusing_count, body.mass);
        for (int j = 0; j < rosenbrock::stages; ++j) {
          body.increment[j] = increment_[j];
          body.a[j] = rosenbrock::a[call.stage][j];
          body.c[j] = rosenbrock::c[call.stage][j];
        }
        reduce(body, memory);
        break;
      }
      case BodyKind::FirstSweep:
      case BodyKind::SecondSweep:
      case BodyKind::ChebyshevSweep: {
        ChebyshevSweep body{};
        body.table = place_.table;
        body.op = op_;
        body.load_vector = load_;
        body.x = solution_;
        body.x_new = other_;
        for (int f = 0; f < diffusing_count; ++f)
          body.theta_diffusivity[f] = static_cast<float>(S::theta * diffusivity(constants_.p, f));
        body.first = call.body == BodyKind::FirstSweep;
        body.second = call.body == BodyKind::SecondSweep;
        body.remembers = call.body == BodyKind::ChebyshevSweep;
        for (int f = 0; f < diffusing_count; ++f) {
          body.decay[f] = S::decay + 0.01F * static_cast<float>(f);
          body.gain[f] = S::gain - 0.02F * static_cast<float>(f);
        }
        launcher_.launch(body, bricks_);
        break;
      }
      case BodyKind::EndStage:
        reduce(EndStage<Real>{constants_, place_, increment_[call.stage], op_, solution_, S::theta}, memory);
        break;
      case BodyKind::CheckStep: {
        CheckStep<Real> body{};
        body.place = place_;
        body.slopes = op_.slopes;
        body.state = state_;
        for (int i = 0; i < rosenbrock::stages; ++i) {
          body.increment[i] = increment_[i];
          body.weight[i] = rosenbrock::m[i];
          body.error_weight[i] = rosenbrock::m[i] - rosenbrock::m_hat[i];
        }
        body.rtol = S::rtol;
        for (int f = 0; f < field_count; ++f) body.scale[f] = 1e-3 * field_info[f].typical;
        body.range = physics::field_range(1.0);
        reduce(body, memory);
        break;
      }
      case BodyKind::Interpolate: {
        Interpolate<Real> body{};
        body.state = state_;
        float* const vectors[] = {load_, solution_, other_};
        for (int f = 0; f < field_count; ++f)
          body.result[f] = vectors[f / diffusing_count] + static_cast<std::size_t>(f % diffusing_count) *
                                                              static_cast<std::size_t>(bricks_) * brick_size;
        for (int i = 0; i < rosenbrock::stages; ++i) body.increment[i] = increment_[i];
        for (int f = 0; f < field_count; ++f) body.epsilon[f] = S::share_of_step * S::epsilon(f);
        rosenbrock::dense_weights(S::share_of_step, body.weight);
        launcher_.launch(body, bricks_);
        break;
      }
      case BodyKind::AcceptStep: {
        AcceptStep<Real> body{};
        body.place = place_;
        body.state = state_;
        for (int f = 0; f < field_count; ++f) body.epsilon[f] = S::epsilon(f);
        for (int i = 0; i < rosenbrock::stages; ++i) {
          body.increment[i] = increment_[i];
          body.weight[i] = rosenbrock::m[i];
        }
        reduce(body, memory);
        break;
      }
      case BodyKind::SumRegion:
        reduce(SumRegion<Real>{constants_, place_, state_, physics::field_range(physics::state_slack)}, memory);
        break;
    }
    exchange(memory, false);
    return memory;
  }

  void allocate(std::size_t bytes) override { launcher_.template allocate<char>(bytes); }

 private:
  template <class T>
  T* keep(const std::vector<T>& host, std::size_t count) {
    T* device = launcher_.template allocate<T>(count);
    launcher_.to_device(device, host.data(), host.size());
    return device;
  }

  template <class T>
  void move(T* device, std::vector<T>& host, bool to_device) {
    if (to_device)
      launcher_.to_device(device, host.data(), host.size());
    else
      launcher_.to_host(host.data(), device, host.size());
  }

  /// An array of Real that the host keeps in double.
  void move_widened(Real* device, std::vector<double>& host, bool to_device) {
    std::vector<Real> narrow(host.begin(), host.end());
    move(device, narrow, to_device);
    host.assign(narrow.begin(), narrow.end());
  }

  void exchange(Memory& m, bool to_device) {
    move_widened(state_.diffusing, m.state.diffusing, to_device);
    move(state_.local, m.state.local, to_device);
    for (int i = 0; i < rosenbrock::stages; ++i) {
      move_widened(increment_[i].diffusing, m.increment[i].diffusing, to_device);
      move_widened(increment_[i].local, m.increment[i].local, to_device);
    }
    move_widened(argument_.diffusing, m.argument, to_device);
    move_widened(argument_.hindrance, m.hindrance, to_device);
    move(op_.slopes, m.slopes, to_device);
    move(op_.inverse.values, m.inverse, to_device);
    move(op_.block.values, m.block, to_device);
    for (int axis = 0; axis < 3; ++axis) move(op_.face[axis], m.face[axis], to_device);
    move(load_, m.load, to_device);
    move(solution_, m.solution, to_device);
    move(other_, m.other, to_device);
  }

  template <class Body>
  void reduce(const Body& body, Memory& memory) {
    memory.results.resize(Body::sums + Body::minima);
    launcher_.reduce(body, bricks_, 0);
    launcher_.fetch(0, memory.results.data(), Body::sums, memory.results.data() + Body::sums, Body::minima);
  }

  Launcher launcher_;
  int bricks_;
  std::size_t voxels_;
  TissueConstants constants_;
  Place place_;
  const float *tumour_ = nullptr, *bone_left_ = nullptr;
  State<Real> state_;
  Increment<Real> increment_[rosenbrock::stages];
  StageArgument<Real> argument_;
  Operator op_;
  float *load_ = nullptr, *solution_ = nullptr, *other_ = nullptr;
};

/// \param precision "mixed" or "double"
template <class Launcher>
std::unique_ptr<BodyRunner> make_runner(Launcher launcher, const char* precision, const VoxelDomain& domain,
                                        const TissueSites& sites) {
  if (precision[0] == 'm') return std::make_unique<BodyRunnerOn<Launcher, float>>(std::move(launcher), domain, sites);
  return std::make_unique<BodyRunnerOn<Launcher, double>>(std::move(launcher), domain, sites);
}

/// On CUDA device 0; defined in cuda_runner.cu, so only in a build with CUDA.
std::unique_ptr<BodyRunner> make_cuda_runner(const char* precision, const VoxelDomain& domain,
                                             const TissueSites& sites);

}  // namespace howship::test
