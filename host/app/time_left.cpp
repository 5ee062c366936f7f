#include "host/app/time_left.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

/// Share of the total work after which older work counts for 1/e: long enough to hold several doses' intervals.
constexpr double memory = 0.1;
/// Before this share of the work, or this time, nothing is said.
constexpr double least_share = 0.01;
constexpr double least_seconds = 1.0;

}  // namespace

void TimeLeft::update(double done, double wall) {
  const double work = std::max(done - done_, 0.0), seconds = std::max(wall - wall_, 0.0);
  const double kept = std::exp(-work / (memory * total_));
  work_sum_ = kept * work_sum_ + work;
  wall_sum_ = kept * wall_sum_ + seconds;
  done_ += work;
  wall_ += seconds;
}

double TimeLeft::seconds() const {
  if (done_ >= total_) return 0.0;
  if (done_ < least_share * total_ || wall_ < least_seconds || work_sum_ <= 0.0) return -1.0;
  return (total_ - done_) * wall_sum_ / work_sum_;
}

}  // namespace howship
