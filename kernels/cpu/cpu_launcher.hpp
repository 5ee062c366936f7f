#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "howship/convoy.hpp"

#include "kernels/cpu/body_table.hpp"
#include "kernels/cpu/instruction_set.hpp"
#include "kernels/voxel/launch_list.hpp"

namespace howship::cpu {

/// Runs voxel bodies on the host: bricks over OpenMP threads, lanes over SIMD packs of the best instruction set that
/// the processor has, or of the one that the environment variable HOWSHIP_ISA names. Same bits for any number of
/// threads: lanes are independent and sums follow a fixed tree. In a convoy launches wait for those of the other arms,
/// and one loop runs over the bricks of all.
class CpuLauncher {
 public:
  /// \param threads 0 = all cores
  /// \throws InputError, DeviceError when HOWSHIP_ISA asks for what there is not
  explicit CpuLauncher(int threads, Convoy* convoy = nullptr);

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
    wait();
    copy(device, host, count * sizeof(T));
  }
  template <class T>
  void to_host(T* host, const T* device, std::size_t count) {
    wait();
    copy(host, device, count * sizeof(T));
  }

  void set_phase(int phase) { phase_ = phase; }
  template <class Body>
  void launch(const Body& body, int bricks) {
    make(Job<Body>{body, nullptr}, bricks);
  }

  /// Launches have ended when they return, but in a convoy.
  void wait();
  void reserve_reductions(int bricks, int slots);

  template <class Body>
  void reduce(const Body& body, int bricks, int slot) {
    static_assert(Body::sums + Body::minima <= most_results);
    make(Job<Body>{body, partials_.data()}, bricks);
    combine({this, bricks, Body::sums, Body::minima, slot});
  }
  void fetch(int slot, double* sums, int sum_count, double* minima, int minimum_count);

 private:
  /// What is to run over which bricks. Jobs of equal kernels can run in one loop.
  struct Kernel {
    void (*run)(const void* table, const void* job, int brick);
    int bricks;
    bool operator==(const Kernel& other) const { return run == other.run && bricks == other.bricks; }
  };
  template <class Body>
  struct Job {
    Body body;
    double* results;
    static void run(const void* table, const void* job, int brick) {
      const Job& own = *static_cast<const Job*>(job);
      static_cast<const Entry<Body>*>(static_cast<const BodyTable*>(table))
          ->run(own.body, brick, brick + 1, own.results);
    }
  };
  /// Sums and minima of bricks, left in partials_ by a job.
  struct Combination {
    CpuLauncher* launcher;
    int bricks, sums, minima, slot;
    static void run(const void*, const void* job, int) {
      const auto& own = *static_cast<const Combination*>(job);
      own.launcher->combine_now(own);
    }
  };
  static constexpr int most_results = 32;  ///< of one reduction

  template <class Body>
  void make(const Job<Body>& job, int bricks) {
    if (convoy_ != nullptr) {
      list_.add(Kernel{&Job<Body>::run, bricks}, phase_, job);
      return;
    }
    const auto run = static_cast<const Entry<Body>*>(instruction_set_.table)->run;
#pragma omp parallel for schedule(static) num_threads(threads_)
    for (int brick = 0; brick < bricks; ++brick) run(job.body, brick, brick + 1, job.results);
  }
  void combine(const Combination& combination);
  void combine_now(const Combination& combination);
  void run_together(const std::vector<Convoy::Load>& lists) const;
  void* allocate_bytes(std::size_t bytes);
  static void copy(void* to, const void* from, std::size_t bytes);

  struct Free {
    void operator()(void* p) const;
  };
  InstructionSet instruction_set_;
  int threads_;
  Convoy* convoy_;
  LaunchList<Kernel> list_;  ///< that wait for the other arms
  int phase_ = phase::after;
  std::size_t bytes_ = 0;
  std::vector<std::unique_ptr<void, Free>> memory_;
  std::vector<double> partials_;
  std::vector<std::vector<double>> results_;
};

}  // namespace howship::cpu
