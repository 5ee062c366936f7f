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

CpuLauncher::CpuLauncher(int threads)
    : instruction_set_(choose_instruction_set(std::getenv("HOWSHIP_ISA"))),
      threads_(threads > 0 ? threads : omp_get_max_threads()) {}

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
  // Each thread zeroes the part that it will work on, so that pages lie near it.
  char* start = static_cast<char*>(block);
#pragma omp parallel for schedule(static) num_threads(threads_)
  for (std::size_t i = 0; i < total; i += 4096) std::memset(start + i, 0, 4096);
  return start + padding;
}

void CpuLauncher::copy(void* to, const void* from, std::size_t bytes) {
  std::memcpy(to, from, bytes);
}

void CpuLauncher::reserve_reductions(int, int slots) {
  results_.resize(slots);
}

void CpuLauncher::combine(int bricks, int sums, int minima, int slot) {
  const int count = sums + minima;
  std::vector<double>& result = results_[slot];
  result.assign(count, 0.0);
  for (int k = 0; k < count; ++k) {
    const double* first = partials_.data() + k;
    if (k < sums) {
      result[k] = sum_pairwise(first, bricks, count);
    } else {
      result[k] = bricks > 0 ? *first : 0.0;
      for (int b = 1; b < bricks; ++b) result[k] = std::min(result[k], first[static_cast<std::size_t>(b) * count]);
    }
  }
}

void CpuLauncher::fetch(int slot, double* sums, int sum_count, double* minima, int minimum_count) const {
  const std::vector<double>& result = results_[slot];
  std::copy_n(result.begin(), sum_count, sums);
  if (minimum_count > 0) std::copy_n(result.begin() + sum_count, minimum_count, minima);
}

}  // namespace howship::cpu
