#pragma once

#include <exception>

namespace howship {

/// Carries the first exception out of a parallel region, which none may leave by itself: mostly that of memory running
/// out.
class ParallelErrors {
 public:
  /// Called by the threads, each with its own work.
  template <class Work>
  void keep(const Work& work) noexcept {
    try {
      work();
    } catch (...) {
#pragma omp critical(howship_parallel_errors)
      if (!first_) first_ = std::current_exception();
    }
  }
  /// After the region. \throws what was kept
  void rethrow() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  std::exception_ptr first_;
};

}  // namespace howship
