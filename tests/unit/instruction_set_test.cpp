// Which of the compiled instruction sets the CPU back end takes.

#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "kernels/cpu/cpu_launcher.hpp"

namespace howship {
namespace {

/// Of a processor with AVX2 and without AVX-512.
std::vector<cpu::InstructionSet> of_some_years_ago() {
  return {{"baseline", "x86-64", &cpu::table_baseline, ""},
          {"v3", "x86-64-v3 (AVX2)", &cpu::table_baseline, ""},
          {"v4", "x86-64-v4 (AVX-512)", &cpu::table_baseline, "AVX-512"}};
}

template <class Refusal>
std::string refusal_of(const char* wanted) {
  try {
    cpu::choose_instruction_set(wanted, of_some_years_ago());
  } catch (const Refusal& refusal) {
    return refusal.what();
  }
  return "accepted";
}

TEST(InstructionSet, IsTheBestOfTheProcessorUnlessOneIsNamed) {
  EXPECT_EQ(cpu::choose_instruction_set(nullptr, of_some_years_ago()).name, "v3");
  EXPECT_EQ(cpu::choose_instruction_set("", of_some_years_ago()).name, "v3");
  EXPECT_EQ(cpu::choose_instruction_set("baseline", of_some_years_ago()).name, "baseline");
  EXPECT_EQ(cpu::instruction_sets().front().missing, "");
  EXPECT_EQ(cpu::choose_instruction_set("baseline").table, &cpu::table_baseline);
}

TEST(InstructionSet, IsRefusedWhereTheProcessorOrTheProgramHasNone) {
  EXPECT_EQ(refusal_of<DeviceError>("v4"),
            "HOWSHIP_ISA is 'v4', but this processor has no AVX-512; unset it to use the best that there is");
  EXPECT_EQ(
      refusal_of<InputError>("V3"),
      "HOWSHIP_ISA is 'V3', which is no instruction set of this program; use one of baseline, v3, v4, or unset it");
}

TEST(InstructionSet, OfALauncherIsThatOfTheEnvironment) {
  const char* const before = std::getenv("HOWSHIP_ISA");
  const std::string kept = before == nullptr ? "" : before;
  setenv("HOWSHIP_ISA", "baseline", 1);
  EXPECT_EQ(cpu::CpuLauncher(2).description(), "2 threads, " + cpu::instruction_sets().front().description);
  setenv("HOWSHIP_ISA", "v1", 1);
  EXPECT_THROW(cpu::CpuLauncher(1), InputError);
  setenv("HOWSHIP_ISA", kept.c_str(), 1);
}

}  // namespace
}  // namespace howship
