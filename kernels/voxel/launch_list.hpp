#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <vector>

namespace howship {

/// Phases of an attempt at a step, in the order of its launches; what follows it comes later.
namespace phase {
constexpr int prepare = 0;
constexpr int begin_stage(int stage) {
  return 3 * stage + 1;
}
constexpr int solve(int stage) {
  return 3 * stage + 2;
}
constexpr int end_stage(int stage) {
  return 3 * stage + 3;
}
constexpr int check = 100;
constexpr int after = 101;  ///< of the attempt: taking the step, sums, output
}  // namespace phase

/// Launches that are still to be made, in order, with copies of their bodies.
/// \tparam Kernel what is to run over how much; launches of equal kernels can be made together. Has ==.
template <class Kernel>
class LaunchList {
 public:
  struct Launch {
    Kernel kernel;
    int phase;
    std::size_t offset, bytes;  ///< of the body
  };

  template <class Body>
  void add(const Kernel& kernel, int at_phase, const Body& body) {
    static_assert(std::is_trivially_copyable_v<Body>);
    const std::size_t offset = (bodies_.size() + alignment - 1) / alignment * alignment;
    bodies_.resize(offset + sizeof(Body));
    std::memcpy(bodies_.data() + offset, &body, sizeof(Body));
    launches_.push_back({kernel, at_phase, offset, sizeof(Body)});
  }
  void clear() {
    launches_.clear();
    bodies_.clear();
  }
  bool empty() const { return launches_.empty(); }
  /// Whether these are launches of an attempt at a step.
  bool attempts() const { return !launches_.empty() && launches_.front().phase <= phase::check; }

  const std::vector<Launch>& launches() const { return launches_; }
  const std::byte* body(const Launch& launch) const { return bodies_.data() + launch.offset; }

  static constexpr std::size_t alignment = 16;  ///< of bodies, which is that of vectors

 private:
  std::vector<Launch> launches_;
  std::vector<std::byte> bodies_;
};

/// Launches of several lists that are made as one: `count` members from `first` on.
template <class Kernel>
struct JointLaunch {
  Kernel kernel;
  std::size_t bytes;  ///< of each member's body
  std::size_t first, count;
};
template <class Kernel>
struct JointLaunches {
  struct Member {
    const LaunchList<Kernel>* list;
    std::size_t launch;
    const std::byte* body() const { return list->body(list->launches()[launch]); }
  };
  std::vector<JointLaunch<Kernel>> launches;
  std::vector<Member> members;
};

/// Puts lists side by side: each list's launches stay in order, and as many as can be are made together. Lists differ
/// where their solves take other sweeps or grids. Those whose head has the earliest phase go on; when their heads
/// differ, first the one that fewest of the others will come to themselves in this phase.
template <class Kernel>
JointLaunches<Kernel> join(const std::vector<const LaunchList<Kernel>*>& lists) {
  JointLaunches<Kernel> joint;
  std::vector<std::size_t> at(lists.size(), 0);
  const auto ended = [&](std::size_t l) { return at[l] == lists[l]->launches().size(); };
  const auto head = [&](std::size_t l) -> const auto& {
    return lists[l]->launches()[at[l]];
  };
  const auto comes_to = [&](std::size_t l, const Kernel& kernel) {
    const auto& launches = lists[l]->launches();
    for (std::size_t i = at[l] + 1; i < launches.size() && launches[i].phase == head(l).phase; ++i)
      if (launches[i].kernel == kernel) return true;
    return false;
  };
  for (;;) {
    int earliest = phase::after + 1;
    for (std::size_t l = 0; l < lists.size(); ++l)
      if (!ended(l)) earliest = std::min(earliest, head(l).phase);
    if (earliest > phase::after) return joint;

    std::size_t chosen = 0, fewest = lists.size() + 1;
    for (std::size_t l = 0; l < lists.size() && fewest > 0; ++l) {
      if (ended(l) || head(l).phase != earliest) continue;
      std::size_t later = 0;
      for (std::size_t other = 0; other < lists.size(); ++other)
        if (!ended(other) && head(other).phase == earliest && !(head(other).kernel == head(l).kernel) &&
            comes_to(other, head(l).kernel))
          ++later;
      if (later < fewest) {
        fewest = later;
        chosen = l;
      }
    }
    const typename LaunchList<Kernel>::Launch launch = head(chosen);
    JointLaunch<Kernel> made{launch.kernel, launch.bytes, joint.members.size(), 0};
    for (std::size_t l = 0; l < lists.size(); ++l) {
      if (ended(l) || head(l).phase != earliest || !(head(l).kernel == launch.kernel)) continue;
      joint.members.push_back({lists[l], at[l]++});
      ++made.count;
    }
    joint.launches.push_back(made);
  }
}

}  // namespace howship
