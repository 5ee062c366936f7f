#pragma once

#include <ctime>

namespace howship::compare {

/// Processor time of the calling thread [s]. All that is compared runs on one thread: what else the machine does then
/// counts little.
inline double thread_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Adds the time of a scope to a total.
class Timed {
 public:
  explicit Timed(double& total) : total_(total), start_(thread_seconds()) {}
  ~Timed() { total_ += thread_seconds() - start_; }
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;

 private:
  double& total_;
  double start_;
};

}  // namespace howship::compare
