#include "host/models/mineral_ageing.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace howship {

namespace {

constexpr std::size_t classes = 1000;  // [day]
constexpr std::size_t wait = 12;       // until mineral comes [day]

/// Volume of mineral per volume of bone of an age [day].
double mineral_at(double age) {
  constexpr double start = 12.0, fast = 10.0, primary = 0.121, most = 0.442, rate = 0.007;
  if (age <= start) return 0.0;
  if (age <= start + fast) return primary * (age - start) / fast;
  return most + (primary - most) * std::exp(-rate * (age - start - fast));
}

}  // namespace

MineralAgeing::MineralAgeing(double bone, double turnover) : bins_(classes, turnover), mineral_share_(classes) {
  constexpr double oldest = 0.442;
  for (std::size_t i = 0; i < classes; ++i) mineral_share_[i] = mineral_at(static_cast<double>(i));
  mineral_share_.back() = oldest;
  for (std::size_t i = wait + 1; i < classes; ++i) bins_[i] = bins_[i - 1] * (1.0 - turnover / bone);
  close(bone);
}

void MineralAgeing::advance_day(double bone, double formed, double resorbed) {
  std::rotate(bins_.rbegin(), bins_.rbegin() + 1, bins_.rend());
  bins_.front() = formed;
  for (std::size_t i = wait + 1; i < classes; ++i) bins_[i] *= 1.0 - resorbed / bone;
  close(bone + formed - resorbed);
}

void MineralAgeing::close(double bone) {
  bins_.back() = std::max(0.0, bone - std::accumulate(bins_.begin(), bins_.end() - 1, 0.0));
  mineral_ = std::inner_product(bins_.begin(), bins_.end(), mineral_share_.begin(), 0.0);
}

}  // namespace howship
