#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "kernels/cpu/instruction_set.hpp"

namespace howship::cpu {

/// Runs voxel bodies on the host: bricks over OpenMP threads, lanes over SIMD packs of the best instruction set that
/// the processor has, or of the one that the environment variable HOWSHIP_ISA names. Same bits for any number of
/// threads: lanes are independent and sums follow a fixed tree.
class CpuLauncher {
 public:
  /// \param threads 0 = all cores
  /// \throws InputError, DeviceError when HOWSHIP_ISA asks for what there is not
  explicit CpuLauncher(int threads);

  std::string name() const { return "cpu"; }
  std::string description() const;
  double bytes() const { return static_cast<double>(bytes_); }

  /// Zero-filled. Freed with the launcher.
  /// \throws DeviceError when the memory cannot be had
  template <class T>
  T* allocate(std::size_t count) {
    return static_cast<T*>(allocate_bytes(count * sizeof(T)));
  }
  template <class T>
  void to_device(T* device, const T* host, std::size_t count) {
    copy(device, host, count * sizeof(T));
  }
  template <class T>
  void to_host(T* host, const T* device, std::size_t count) {
    copy(host, device, count * sizeof(T));
  }

  template <class Body>
  void launch(const Body& body, int bricks) {
    run_entry(*static_cast<const Entry<Body>*>(instruction_set_.table), body, bricks, nullptr);
  }

  static void wait() {}  // launches have ended when they return
  void reserve_reductions(int bricks, int slots);

  template <class Body>
  void reduce(const Body& body, int bricks, int slot) {
    constexpr int count = Body::sums + Body::minima;
    partials_.resize(static_cast<std::size_t>(bricks) * count);
    run_entry(*static_cast<const Entry<Body>*>(instruction_set_.table), body, bricks, partials_.data());
    combine(bricks, Body::sums, Body::minima, slot);
  }
  void fetch(int slot, double* sums, int sum_count, double* minima, int minimum_count) const;

 private:
  template <class Body>
  void run_entry(const Entry<Body>& entry, const Body& body, int bricks, double* results) {
    const auto run = entry.run;
#pragma omp parallel for schedule(static) num_threads(threads_)
    for (int brick = 0; brick < bricks; ++brick) run(body, brick, brick + 1, results);
  }
  void* allocate_bytes(std::size_t bytes);
  static void copy(void* to, const void* from, std::size_t bytes);
  void combine(int bricks, int sums, int minima, int slot);

  struct Free {
    void operator()(void* p) const;
  };
  InstructionSet instruction_set_;
  int threads_;
  std::size_t bytes_ = 0;
  std::vector<std::unique_ptr<void, Free>> memory_;
  std::vector<double> partials_;
  std::vector<std::vector<double>> results_;
};

}  // namespace howship::cpu
