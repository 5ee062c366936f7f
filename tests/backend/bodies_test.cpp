// Every voxel body by itself, on every launcher, instruction set and precision, against the same body run in double
// precision lane by lane.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "kernels/backends.hpp"
#include "kernels/cpu/cpu_launcher.hpp"

#include "tests/backend/awkward_domain.hpp"
#include "tests/backend/body_runner.hpp"
#include "tests/backend/instances.hpp"
#include "tests/backend/reference_launcher.hpp"

namespace howship::test {
namespace {

const VoxelDomain domain = awkward_domain();
const TissueSites sites = random_sites(domain);

/// Why an instance cannot run here; empty when it can.
std::string missing(const Instance& instance) {
  if (instance.cuda()) return cuda_status().missing;
  if (std::string(instance.backend) == "cpu") return "";
  for (const cpu::InstructionSet& set : cpu::instruction_sets())
    if (set.name == instance.backend) return set.missing;
  return "an instruction set of another architecture";
}

std::unique_ptr<BodyRunner> runner_of(const Instance& instance) {
  const std::string backend = instance.backend;
  if (backend == "cpu") return make_runner(cpu::CpuLauncher(instance.threads), instance.precision, domain, sites);
#ifdef HOWSHIP_TEST_CUDA
  if (backend == "cuda") return make_cuda_runner(instance.precision, domain, sites);
#endif
  const cpu::InstructionSet set = cpu::choose_instruction_set(instance.backend);
  return make_runner(TableLauncher(*set.table), instance.precision, domain, sites);
}

/// A step body by body, each reading what those before it left.
std::vector<BodyCall> whole_step() {
  std::vector<BodyCall> calls{{BodyKind::SumRegion, 0}};
  for (int stage = 0; stage < rosenbrock::stages; ++stage) {
    calls.push_back({BodyKind::FormStageState, stage});
    if (stage == 0) calls.push_back({BodyKind::Prepare, stage});
    calls.push_back({BodyKind::BeginStage, stage});
    calls.push_back({BodyKind::FirstSweep, stage});
    calls.push_back({BodyKind::SecondSweep, stage});
    for (int sweep = 0; sweep < 2; ++sweep) calls.push_back({BodyKind::ChebyshevSweep, stage});
    calls.push_back({BodyKind::EndStage, stage});
  }
  calls.push_back({BodyKind::CheckStep, 0});
  calls.push_back({BodyKind::Interpolate, 0});
  // Last, for they replace the state that the others read.
  calls.push_back({BodyKind::AcceptStep, 0});
  calls.push_back({BodyKind::SetInitialState, 0});
  return calls;
}

Memory start() {
  const std::size_t voxels = domain.stored_voxels() + brick_size;
  const auto fields = random_fields(domain, sites);
  Memory m;
  for (Memory::Fields* f : {&m.state, &m.increment[0], &m.increment[1], &m.increment[2], &m.increment[3]}) {
    f->diffusing.resize(voxels * diffusing_count);
    f->local.resize(voxels * local_count);
  }
  m.argument.resize(voxels * diffusing_count);
  m.hindrance.resize(voxels * hindrance_count);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    const int brick = static_cast<int>(v / brick_size), lane = static_cast<int>(v % brick_size);
    for (int f = 0; f < field_count; ++f) {
      if (f < diffusing_count)
        m.state.diffusing[place_of(brick, diffusing_count, f, lane)] = fields[f][v];
      else
        m.state.local[place_of(brick, local_count, f - diffusing_count, lane)] = fields[f][v];
    }
  }
  m.slopes.resize(voxels * physics::slope_count);
  for (auto* blocks : {&m.inverse, &m.block}) blocks->resize(voxels * Blocks::entries);
  for (auto& face : m.face) face.resize(voxels);
  for (auto* array : {&m.load, &m.solution, &m.other}) array->resize(voxels * diffusing_count);
  return m;
}

void round_to_single(Memory& m) {
  std::vector<std::vector<double>*> stored{&m.state.diffusing, &m.argument, &m.hindrance};
  for (Memory::Fields& increment : m.increment) {
    stored.push_back(&increment.diffusing);
    stored.push_back(&increment.local);
  }
  for (std::vector<double>* values : stored)
    for (double& value : *values) value = static_cast<float>(value);
}

bool is_sweep(const BodyCall& call) {
  return call.body == BodyKind::FirstSweep || call.body == BodyKind::SecondSweep ||
         call.body == BodyKind::ChebyshevSweep;
}
/// A sweep leaves its result where the next one reads it.
void after(const BodyCall& call, Memory& m) {
  if (is_sweep(call)) std::swap(m.solution, m.other);
}

/// Distance allowed between a launcher and the judge.
struct Allowed {
  double own;    ///< of the value itself: how it is stored
  double plane;  ///< of the largest value in its plane: terms that cancel
};

/// Values [brick][z][plane][16], plane by plane.
template <class T>
void expect_near(const std::vector<T>& made, const std::vector<T>& right, int planes, const Allowed& allowed,
                 const std::string& name) {
  ASSERT_EQ(made.size(), right.size()) << name;
  const std::size_t count = static_cast<std::size_t>(planes);
  std::vector<double> size(count, 0.0);
  const auto plane_of = [&](std::size_t i) { return i / layer_size % count; };
  for (std::size_t i = 0; i < right.size(); ++i)
    size[plane_of(i)] = std::max(size[plane_of(i)], std::fabs(static_cast<double>(right[i])));
  for (std::size_t i = 0; i < right.size(); ++i) {
    const double a = static_cast<double>(made[i]), b = static_cast<double>(right[i]);
    const double limit = allowed.own * std::fabs(b) + allowed.plane * size[plane_of(i)];
    ASSERT_TRUE(std::fabs(a - b) <= limit)
        << name << ", layer " << i / layer_size / count << ", plane " << plane_of(i) << ", lane " << i % layer_size
        << ": " << a << " instead of " << b << ", allowed " << limit;
  }
}

void expect_near(const Memory& made, const Memory& right, bool mixed, bool single_arithmetic) {
  // Double arithmetic: a value rounded to single may fall to either side of a tie or, when the judge keeps double, off
  // by half a unit: 2^-23 covers both. Below that, contraction of multiplications and additions, amplified where
  // binding cancels digits.
  const double single = std::ldexp(1.0, -23), rounding = 1e-12;
  const Allowed real{mixed ? single : 0.0, rounding}, local{0.0, rounding}, stored{single, rounding};
  // The sweep adds some 60 products in single precision, each off by 2^-24 of its size.
  const Allowed swept{0.0, single_arithmetic ? 60 * std::ldexp(1.0, -24) : rounding};
  expect_near(made.state.diffusing, right.state.diffusing, diffusing_count, real, "state");
  expect_near(made.state.local, right.state.local, local_count, local, "state");
  expect_near(made.argument, right.argument, diffusing_count, real, "argument");
  expect_near(made.hindrance, right.hindrance, hindrance_count, real, "hindrance");
  for (int i = 0; i < rosenbrock::stages; ++i) {
    const std::string name = "increment " + std::to_string(i);
    expect_near(made.increment[i].diffusing, right.increment[i].diffusing, diffusing_count, real, name);
    expect_near(made.increment[i].local, right.increment[i].local, local_count, real, name);
  }
  expect_near(made.slopes, right.slopes, physics::slope_count, stored, "slopes");
  expect_near(made.inverse, right.inverse, Blocks::entries, stored, "inverse");
  expect_near(made.block, right.block, Blocks::entries, stored, "block");
  for (int axis = 0; axis < 3; ++axis) expect_near(made.face[axis], right.face[axis], 1, stored, "face weights");
  expect_near(made.load, right.load, diffusing_count, stored, "load");
  expect_near(made.solution, right.solution, diffusing_count, swept, "solution");
  expect_near(made.other, right.other, diffusing_count, swept, "new solution");
  ASSERT_EQ(made.results.size(), right.results.size());
  for (std::size_t k = 0; k < right.results.size(); ++k)
    EXPECT_NEAR(made.results[k], right.results[k], 1e-9 * std::fabs(right.results[k])) << "result " << k;
}

/// AcceptStep says what storing the booked fields in single precision added: nothing that the judge, who stores them in
/// double, can know. Judged by the two states, and taken out of the results.
void expect_rounding_is_reported(Memory& made, Memory& right) {
  for (int k = 0; k < booked_count; ++k) {
    const int field = index_of(booked_field(k));
    double added = 0.0, size = 0.0;
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      const std::size_t at =
          place_of(static_cast<int>(v / brick_size), diffusing_count, field, static_cast<int>(v % brick_size));
      const double rounded = domain.volume_fraction[v] * (made.state.diffusing[at] - right.state.diffusing[at]);
      added += rounded;
      size += std::fabs(rounded);
    }
    EXPECT_GT(size, 0.0);
    // What the judge computes differs by 1e-16 of the value, 1e-8 of its rounding.
    EXPECT_NEAR(made.results[static_cast<std::size_t>(k)], added, 1e-6 * size) << field_info[field].name;
  }
  made.results.clear();
  right.results.clear();
}

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}
bool same_bits(const Memory& a, const Memory& b) {
  bool same = same_bits(a.slopes, b.slopes) && same_bits(a.inverse, b.inverse) && same_bits(a.block, b.block) &&
              same_bits(a.load, b.load) && same_bits(a.solution, b.solution) && same_bits(a.other, b.other) &&
              same_bits(a.results, b.results) && same_bits(a.argument, b.argument) &&
              same_bits(a.hindrance, b.hindrance);
  for (int i = 0; i < 3; ++i) same = same && same_bits(a.face[i], b.face[i]);
  const auto fields = [&](const Memory::Fields& x, const Memory::Fields& y) {
    same = same && same_bits(x.diffusing, y.diffusing) && same_bits(x.local, y.local);
  };
  fields(a.state, b.state);
  for (int i = 0; i < rosenbrock::stages; ++i) fields(a.increment[i], b.increment[i]);
  return same;
}

const char* name_of(BodyKind body) {
  constexpr const char* names[] = {"SetInitialState", "Prepare",     "FormStageState", "BeginStage",
                                   "FirstSweep",      "SecondSweep", "ChebyshevSweep", "EndStage",
                                   "CheckStep",       "Interpolate", "AcceptStep",     "SumRegion"};
  return names[static_cast<int>(body)];
}

class Bodies : public testing::TestWithParam<Instance> {
 protected:
  void SetUp() override {
    const std::string reason = missing(GetParam());
    if (!reason.empty()) GTEST_SKIP() << reason;
  }
};
INSTANTIATE_TEST_SUITE_P(On, Bodies, testing::ValuesIn(back_ends_and_instruction_sets()),
                         [](const auto& instance) { return instance.param.name(); });

TEST_P(Bodies, DoWhatDoublePrecisionLaneByLaneDoes) {
  const bool mixed = std::string(GetParam().precision) == "mixed";
  const auto judge = make_runner(ScalarLauncher(), "double", domain, sites);
  const auto runner = runner_of(GetParam());
  Memory memory = start();
  for (const BodyCall& call : whole_step()) {
    SCOPED_TRACE(std::string(name_of(call.body)) + ", stage " + std::to_string(call.stage));
    if (mixed) round_to_single(memory);
    Memory right = judge->run(call, memory);
    Memory made = runner->run(call, memory);
    if (mixed && call.body == BodyKind::AcceptStep) expect_rounding_is_reported(made, right);
    expect_near(made, right, mixed, is_sweep(call));
    if (HasFatalFailure()) return;
    after(call, right);
    memory = right;
  }
}

TEST_P(Bodies, GiveTheSameBitsForAnyNumberOfThreadsAndEveryTime) {
  const Instance& instance = GetParam();
  const Instance one{instance.backend, instance.precision, instance.threads > 0 ? 1 : 0};
  const auto first = runner_of(one), second = runner_of(instance);
  Memory memory = start();
  for (const BodyCall& call : whole_step()) {
    if (std::string(instance.precision) == "mixed") round_to_single(memory);
    Memory made = first->run(call, memory);
    ASSERT_TRUE(same_bits(made, second->run(call, memory))) << name_of(call.body) << ", stage " << call.stage;
    after(call, made);
    memory = made;
  }
}

double& value_in(Memory& m, int field, std::size_t voxel) {
  const int brick = static_cast<int>(voxel / brick_size), lane = static_cast<int>(voxel % brick_size);
  return field < diffusing_count ? m.state.diffusing[place_of(brick, diffusing_count, field, lane)]
                                 : m.state.local[place_of(brick, local_count, field - diffusing_count, lane)];
}

/// Every field bad in a voxel of its own, the last with bone among them.
struct Spoilt {
  const char* what;
  double (*value)(const FieldInfo& info);
  int after_step, in_state;  ///< how many values CheckStep and SumRegion are to count
};
const Spoilt spoilt[] = {
    {"sound", nullptr, 0, 0},
    // Beside the 17 themselves: osteoid in the volume of bone, matrix there and under mineral, mineral above matrix.
    {"nan", [](const FieldInfo&) { return std::numeric_limits<double>::quiet_NaN(); }, 21, 21},
    {"infinite", [](const FieldInfo&) { return std::numeric_limits<double>::infinity(); }, 20, 20},
    {"too large", [](const FieldInfo& info) { return 1.02 * info.most; }, 20, 20},
    // Below zero after a step is for `least` to tell. Matrix below zero lies under its mineral.
    {"negative", [](const FieldInfo& info) { return -0.5 * info.typical; }, 1, 18},
};

TEST_P(Bodies, CountTheValuesThatNoBoneCanHave) {
  const auto runner = runner_of(GetParam());
  for (const Spoilt& kind : spoilt) {
    Memory memory = start();
    std::size_t voxel = domain.stored_voxels();
    if (kind.value != nullptr)
      for (int f = 0; f < field_count; ++f) {
        while (!domain.active(--voxel)) value_in(memory, f, voxel) = kind.value(field_info[f]);  // counts for nothing
        value_in(memory, f, voxel) = kind.value(field_info[f]);
      }
    const Memory checked = runner->run({BodyKind::CheckStep, 0}, memory);
    EXPECT_EQ(checked.results.at(CheckStep<double>::beyond), kind.after_step) << kind.what;
    const Memory summed = runner->run({BodyKind::SumRegion, 0}, memory);
    EXPECT_EQ(summed.results.at(SumRegion<double>::weighted), kind.in_state) << kind.what;
  }
}

class Launchers : public Bodies {};
INSTANTIATE_TEST_SUITE_P(On, Launchers, testing::ValuesIn(back_ends()),
                         [](const auto& instance) { return instance.param.name(); });

TEST_P(Launchers, OutOfMemoryIsADeviceErrorThatSaysWhatToDo) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers end the program when an allocation fails";
#endif
  const auto runner = runner_of(GetParam());
  try {
    runner->allocate(std::size_t{1} << 52);  // more than any address space has
    FAIL() << "4 PB were given";
  } catch (const DeviceError& error) {
    EXPECT_EQ(error.code(), ExitCode::Device);
    const std::string message = error.what();
    EXPECT_NE(message.find("out of"), std::string::npos) << message;
    EXPECT_NE(message.find("4503599627"), std::string::npos) << "2^52 bytes in MB: " << message;
    EXPECT_NE(message.find("coarser geometry.spacing"), std::string::npos) << message;
  }
  runner->allocate(64);  // the failure is not carried over
  Memory memory = start();
  runner->run({BodyKind::SumRegion, 0}, memory);
}

}  // namespace
}  // namespace howship::test
