#include "kernels/cpu/cpu_launcher.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <omp.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship::cpu {

namespace {
constexpr std::size_t padding = 1024;       // bytes; keeps the start aligned
constexpr std::size_t huge_page = 2097152;  // bytes

/// Sum of n values `stride` apart by halving: error grows with log n, and the order never changes.
double sum_pairwise(const double* values, int n, int stride) {
  if (n <= 8) {
    double sum = 0.0;
    for (int i = 0; i < n; ++i) sum += values[static_cast<std::size_t>(i) * stride];
    return sum;
  }
  const int half = n / 2;
  return sum_pairwise(values, half, stride) +
         sum_pairwise(values + static_cast<std::size_t>(half) * stride, n - half, stride);
}
}  // namespace

CpuLauncher::CpuLauncher(int threads, Convoy* convoy)
    : instruction_set_(choose_instruction_set(std::getenv("HOWSHIP_ISA"))),
      threads_(threads > 0 ? threads : omp_get_max_threads()),
      convoy_(convoy) {}

std::string CpuLauncher::description() const {
  return fmt::format("{} thread{}, {}", threads_, threads_ == 1 ? "" : "s", instruction_set_.description);
}

void CpuLauncher::Free::operator()(void* p) const {
  std::free(p);
}

void* CpuLauncher::allocate_bytes(std::size_t bytes) {
  // Large arrays on huge pages: a sweep streams through some twenty of them and would miss the TLB at each small page.
  const std::size_t page = bytes >= 4 * huge_page ? huge_page : 4096;
  const std::size_t total = (bytes + 2 * padding + page - 1) / page * page;
  void* block = std::aligned_alloc(page, total);
  if (block == nullptr)
    throw DeviceError(
        fmt::format("out of host memory: {:.1f} MB more are needed beyond the {:.1f} MB in use; use a "
                    "coarser geometry.spacing",
                    static_cast<double>(bytes) / 1e6, static_cast<double>(bytes_) / 1e6));
#if defined(__linux__)
  if (page == huge_page) madvise(block, total, MADV_HUGEPAGE);  // advice: small pages do as well
#endif
  memory_.emplace_back(block);
  bytes_ += total;
  char* start = static_cast<char*>(block);
  if (convoy_ != nullptr) {
    // An arm's own thread, which would get a team of its own for this alone.
    std::memset(start, 0, total);
    return start + padding;
  }
  // Each thread zeroes the part that it will work on, so that pages lie near it.
#pragma omp parallel for schedule(static) num_threads(threads_)
  for (std::size_t i = 0; i < total; i += 4096) std::memset(start + i, 0, 4096);
  return start + padding;
}

void CpuLauncher::copy(void* to, const void* from, std::size_t bytes) {
  std::memcpy(to, from, bytes);
}

void CpuLauncher::reserve_reductions(int bricks, int slots) {
  partials_.resize(static_cast<std::size_t>(bricks) * most_results);
  results_.resize(static_cast<std::size_t>(slots));
}

void CpuLauncher::combine(const Combination& combination) {
  if (convoy_ != nullptr)
    list_.add(Kernel{&Combination::run, 1}, phase_, combination);
  else
    combine_now(combination);
}

void CpuLauncher::combine_now(const Combination& c) {
  const int count = c.sums + c.minima;
  std::vector<double>& result = results_[static_cast<std::size_t>(c.slot)];
  result.assign(static_cast<std::size_t>(count), 0.0);
  for (int k = 0; k < count; ++k) {
    const double* first = partials_.data() + k;
    double& value = result[static_cast<std::size_t>(k)];
    if (k < c.sums) {
      value = sum_pairwise(first, c.bricks, count);
    } else {
      value = c.bricks > 0 ? *first : 0.0;
      for (int b = 1; b < c.bricks; ++b) value = std::min(value, first[static_cast<std::size_t>(b) * count]);
    }
  }
}

void CpuLauncher::fetch(int slot, double* sums, int sum_count, double* minima, int minimum_count) {
  wait();
  const std::vector<double>& result = results_[static_cast<std::size_t>(slot)];
  std::copy_n(result.begin(), sum_count, sums);
  if (minimum_count > 0) std::copy_n(result.begin() + sum_count, minimum_count, minima);
}

void CpuLauncher::wait() {
  if (list_.empty()) return;
  convoy_->meet(&list_, list_.attempts(), [this](const std::vector<Convoy::Load>& lists) { run_together(lists); });
  list_.clear();
}

void CpuLauncher::run_together(const std::vector<Convoy::Load>& loads) const {
  std::vector<const LaunchList<Kernel>*> lists;
  lists.reserve(loads.size());
  for (Convoy::Load load : loads) lists.push_back(static_cast<const LaunchList<Kernel>*>(load));
  const auto joint = join(lists);
  for (const auto& launch : joint.launches) {
    const auto* const members = joint.members.data() + launch.first;
    const int bricks = launch.kernel.bricks;
    const auto all = static_cast<std::ptrdiff_t>(launch.count) * bricks;
#pragma omp parallel for schedule(static) num_threads(threads_)
    for (std::ptrdiff_t i = 0; i < all; ++i)
      launch.kernel.run(instruction_set_.table, members[i / bricks].body(), static_cast<int>(i % bricks));
  }
}

}  // namespace howship::cpu
