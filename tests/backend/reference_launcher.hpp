#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "kernels/cpu/body_table.hpp"

namespace howship::test {

/// Memory and results of the two launchers below. Reductions are summed brick after brick.
class HostLauncher {
 public:
  std::string name() const { return "reference"; }
  std::string description() const { return "reference"; }
  double bytes() const { return 0.0; }
  template <class T>
  T* allocate(std::size_t count) {
    memory_.push_back(std::make_unique<char[]>(count * sizeof(T)));
    return reinterpret_cast<T*>(memory_.back().get());
  }
  template <class T>
  void to_device(T* device, const T* host, std::size_t count) {
    std::memcpy(device, host, count * sizeof(T));
  }
  template <class T>
  void to_host(T* host, const T* device, std::size_t count) {
    std::memcpy(host, device, count * sizeof(T));
  }
  static void wait() {}
  static void set_phase(int) {}
  void reserve_reductions(int, int slots) { results_.resize(static_cast<std::size_t>(slots)); }
  void fetch(int slot, double* sums, int sum_count, double* minima, int minimum_count) const {
    const std::vector<double>& result = results_[static_cast<std::size_t>(slot)];
    std::copy_n(result.begin(), sum_count, sums);
    if (minimum_count > 0) std::copy_n(result.begin() + sum_count, minimum_count, minima);
  }

 protected:
  /// Adds one part's sums and takes its minima.
  template <class Body>
  static void include(const double* part, bool first, std::vector<double>& result) {
    for (int k = 0; k < Body::sums + Body::minima; ++k) {
      double& into = result[static_cast<std::size_t>(k)];
      into = first ? part[k] : k < Body::sums ? into + part[k] : std::min(into, part[k]);
    }
  }
  std::vector<std::vector<double>> results_;

 private:
  std::vector<std::unique_ptr<char[]>> memory_;
};

/// The judge: every body in double precision, lane by lane, as the source says it. No pack, no instruction set, no
/// thread has a part in it.
class ScalarLauncher : public HostLauncher {
 public:
  template <class Body>
  void launch(const Body& body, int bricks) {
    for (int brick = 0; brick < bricks; ++brick)
      for (int lane = 0; lane < brick_size; ++lane) body.template run<double>(brick, lane);
  }
  template <class Body>
  void reduce(const Body& body, int bricks, int slot) {
    std::vector<double>& result = results_[static_cast<std::size_t>(slot)];
    result.resize(Body::sums + Body::minima);
    double part[Body::sums + Body::minima];
    for (int brick = 0; brick < bricks; ++brick)
      for (int lane = 0; lane < brick_size; ++lane) {
        body.template run<double>(brick, lane, part, part + Body::sums);
        include<Body>(part, brick == 0 && lane == 0, result);
      }
  }
};

/// The packs of one instruction set, whichever the CPU launcher would choose here.
class TableLauncher : public HostLauncher {
 public:
  explicit TableLauncher(const cpu::BodyTable& table) : table_(&table) {}
  template <class Body>
  void launch(const Body& body, int bricks) {
    static_cast<const cpu::Entry<Body>*>(table_)->run(body, 0, bricks, nullptr);
  }
  template <class Body>
  void reduce(const Body& body, int bricks, int slot) {
    constexpr int count = Body::sums + Body::minima;
    std::vector<double> parts(static_cast<std::size_t>(bricks * count));
    static_cast<const cpu::Entry<Body>*>(table_)->run(body, 0, bricks, parts.data());
    std::vector<double>& result = results_[static_cast<std::size_t>(slot)];
    result.resize(count);
    for (int brick = 0; brick < bricks; ++brick) include<Body>(parts.data() + brick * count, brick == 0, result);
  }

 private:
  const cpu::BodyTable* table_;
};

}  // namespace howship::test
