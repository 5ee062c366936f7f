#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "tests/bench/compare/dense.hpp"
#include "tests/bench/compare/interval_problem.hpp"
#include "tests/bench/compare/timing.hpp"

// The usual method of the field (BioFVM: Ghaffarizadeh, Friedman & Macklin 2016), with its arithmetic in packs and
// factors made ahead.

namespace howship::compare {

namespace {

constexpr int n = diffusing_count;
constexpr double factors_hold = 1.0;  // [day]; bone, and with it diffusivity, moves by 1e-3 in that time at most

class Splitting {
 public:
  explicit Splitting(IntervalProblem& problem)
      : problem_(problem), system_(problem.system), cells_(problem.system.cells()), u_(problem.start) {
    for (auto& axis : lower_) axis.resize(n * cells_);
    for (auto& axis : upper_) axis.resize(n * cells_);
    for (auto& axis : inverse_) axis.resize(n * cells_);
    lines_.resize(static_cast<std::size_t>(system_.extent(0)) * Pack::lanes);
  }

  void run(double step, bool symmetric) {
    const long steps = std::lround(problem_.end / step);
    const double dt = problem_.end / static_cast<double>(steps);
    const double share = symmetric ? 0.5 * dt : dt;
    double factored = -1.0;
    for (long k = 0; k < steps; ++k) {
      const double t = static_cast<double>(k) * dt;
      if (factored < 0.0 || t - factored >= factors_hold) {
        factor(share);
        factored = t;
      }
      if (symmetric) {
        for (int axis = 0; axis < 3; ++axis) diffuse(axis);
        react(t + dt, dt);
        for (int axis = 2; axis >= 0; --axis) diffuse(axis);
      } else {
        react(t + dt, dt);
        for (int axis = 0; axis < 3; ++axis) diffuse(axis);
      }
    }
  }
  const std::vector<double>& state() const { return u_; }

 private:
  /// One linearly implicit Euler step of the reactions alone, local fields eliminated.
  void react(double t, double dt) {
    const TissueConstants& c = system_.constants();
    const Serum serum = problem_.serum.at(t);
    const double mass[n] = {1, 1, 1, 1, 1, 1, 1, 1};
    double* u = u_.data();
    system_.for_each_pack(u, [&](std::size_t cell, const physics::Site<Pack>& site, const Pack* state,
                                 const Pack* positive, const physics::Intermediates<Pack>& m) {
      Pack rate[field_count], w[local_count], block[n * n];
      physics::react(c, site, m, serum, state, rate);
      physics::Linearisation<Pack> j;
      physics::DirectSlopes<Pack> direct;
      physics::linearise(c, site, m, serum, positive, j, direct);
      physics::form_point_block(c.p, j, direct, dt, mass, block);
      for (auto& r : rate) r = dt * r;
      physics::solve_local(c.p, j, dt, rate + n, w);
      physics::add_local_to_diffusing(c.p, j, dt, w, rate);
      solve_dense(block, rate);
      for (int f = 0; f < local_count; ++f) w[f] = rate[n + f];
      physics::add_diffusing_to_local(j, dt, physics::drive_of(j, rate), w);
      physics::solve_local(c.p, j, dt, w, w);
      for (int f = 0; f < field_count; ++f)
        store(u + static_cast<std::size_t>(f) * cells_ + cell, state[f] + (f < n ? rate[f] : w[f - n]));
    });
  }

  /// Factors of the tridiagonal systems of every line, field and axis at the present bone.
  void factor(double dt) {
    SemiDiscrete::Weights weights;
    system_.face_weights(u_.data(), weights);
    for (int axis = 0; axis < 3; ++axis) {
      const std::size_t stride = system_.stride(axis);
      const auto at = static_cast<std::size_t>(axis);
      for (int f = 0; f < n; ++f) {
        const double spread = dt * diffusivity(system_.constants().p, f);
        const auto& w = f == index_of(Field::Tumour) ? weights.tumour[at] : weights.molecules[at];
        const std::size_t start = static_cast<std::size_t>(f) * cells_;
        // In the order of memory the cell before is done before its follower, whatever the axis.
        for (std::size_t cell = 0; cell < cells_; ++cell) {
          const double volume = system_.active(cell) ? system_.volume(cell) : 1.0;
          const double before = spread * w[cell] / volume;
          const double after = cell + stride < cells_ ? spread * w[cell + stride] / volume : 0.0;
          const double above = before > 0.0 ? upper_[at][start + cell - stride] : 0.0;
          const double pivot = 1.0 / (1.0 + before + after - before * above);
          lower_[at][start + cell] = before * pivot;
          upper_[at][start + cell] = after * pivot;
          inverse_[at][start + cell] = pivot;
        }
      }
    }
  }

  void diffuse(int axis) {
    const int nx = system_.extent(0), ny = system_.extent(1), nz = system_.extent(2);
    const auto at = static_cast<std::size_t>(axis);
    for (int f = 0; f < n; ++f) {
      const std::size_t start = static_cast<std::size_t>(f) * cells_;
      double* u = u_.data() + start;
      const double *lower = lower_[at].data() + start, *upper = upper_[at].data() + start,
                   *inverse = inverse_[at].data() + start;
      if (axis == 0) {
        // Along x eight lines run side by side, picked out of memory.
        const int lines = ny * nz;
        for (int first = 0; first < lines; first += Pack::lanes) {
          const int together = std::min(Pack::lanes, lines - first);
          along_x(u, lower, upper, inverse, static_cast<std::size_t>(first) * static_cast<std::size_t>(nx), nx,
                  together);
        }
        continue;
      }
      const std::size_t stride = system_.stride(axis);
      const int along = axis == 1 ? ny : nz, across = axis == 1 ? nz : ny;
      const std::size_t other = axis == 1 ? system_.stride(2) : system_.stride(1);
      for (int k = 0; k < across; ++k)
        for (int i = 0; i < nx; i += Pack::lanes)
          along_packs(u, lower, upper, inverse, static_cast<std::size_t>(k) * other + static_cast<std::size_t>(i),
                      stride, along);
    }
  }

  static void along_packs(double* u, const double* lower, const double* upper, const double* inverse, std::size_t start,
                          std::size_t stride, int count) {
    Pack before(0.0);
    std::size_t cell = start;
    for (int i = 0; i < count; ++i, cell += stride) {
      Pack own, l, d;
      load(u + cell, own);
      load(lower + cell, l);
      load(inverse + cell, d);
      before = own * d + l * before;
      store(u + cell, before);
    }
    cell -= stride;
    for (int i = count - 2; i >= 0; --i) {
      cell -= stride;
      Pack own, c;
      load(u + cell, own);
      load(upper + cell, c);
      before = own + c * before;
      store(u + cell, before);
    }
  }

  void along_x(double* u, const double* lower, const double* upper, const double* inverse, std::size_t start, int nx,
               int together) {
    constexpr int lanes = Pack::lanes;
    double before[lanes] = {};
    double* line = lines_.data();
    for (int i = 0; i < nx; ++i)
      for (int l = 0; l < lanes; ++l) {
        if (l >= together) break;
        const std::size_t cell = start + static_cast<std::size_t>(l * nx + i);
        before[l] = u[cell] * inverse[cell] + lower[cell] * before[l];
        line[i * lanes + l] = before[l];
      }
    for (int i = nx - 1; i >= 0; --i)
      for (int l = 0; l < lanes; ++l) {
        if (l >= together) break;
        const std::size_t cell = start + static_cast<std::size_t>(l * nx + i);
        if (i < nx - 1) before[l] = line[i * lanes + l] + upper[cell] * before[l];
        u[cell] = before[l];
      }
  }

  IntervalProblem& problem_;
  SemiDiscrete& system_;
  std::size_t cells_;
  std::vector<double> u_, lines_;
  std::array<std::vector<double>, 3> lower_, upper_, inverse_;
};

}  // namespace

IntervalRun run_splitting(IntervalProblem& problem, double step, bool symmetric) {
  Splitting splitting(problem);
  IntervalRun run;
  run.name = symmetric ? "splitting, Strang" : "splitting, Lie";
  run.setting = step;
  {
    const Timed timed(run.seconds);
    splitting.run(step, symmetric);
  }
  run.steps = std::lround(problem.end / step);
  run.end_state = splitting.state();
  return run;
}

}  // namespace howship::compare
