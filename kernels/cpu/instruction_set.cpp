#include "kernels/cpu/instruction_set.hpp"

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship::cpu {

std::vector<InstructionSet> instruction_sets() {
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
  return {{"baseline", "x86-64", &table_baseline, ""},
          {"v3", "x86-64-v3 (AVX2)", &table_v3, avx2 ? "" : "AVX2 or FMA"},
          {"v4", "x86-64-v4 (AVX-512)", &table_v4, avx512 ? "" : "AVX-512"}};
#else
  return {{"baseline", "baseline", &table_baseline, ""}};
#endif
}

InstructionSet choose_instruction_set(const char* wanted, const std::vector<InstructionSet>& from) {
  if (wanted == nullptr || *wanted == '\0') {
    std::size_t best = from.size() - 1;
    while (!from[best].missing.empty()) --best;
    return from[best];
  }
  std::string names;
  for (const InstructionSet& set : from) {
    if (set.name != wanted) {
      names += (names.empty() ? "" : ", ") + set.name;
      continue;
    }
    if (set.missing.empty()) return set;
    throw DeviceError(
        fmt::format("HOWSHIP_ISA is '{}', but this processor has no {}; unset it to use the best that there is", wanted,
                    set.missing));
  }
  throw InputError(fmt::format(
      "HOWSHIP_ISA is '{}', which is no instruction set of this program; use one of {}, or unset it", wanted, names));
}

}  // namespace howship::cpu
