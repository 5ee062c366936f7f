#pragma once

#include <string>
#include <vector>

#include "kernels/cpu/body_table.hpp"

namespace howship::cpu {

/// An instruction set that the voxel bodies were compiled for.
struct InstructionSet {
  std::string name;         ///< "baseline"; on x86-64 also "v3" and "v4", levels of its ABI
  std::string description;  ///< with what it stands for, as "x86-64-v4 (AVX-512)"
  const BodyTable* table;
  std::string missing;  ///< what this processor lacks for it; empty when it can be used
};

/// All of this build, best last.
std::vector<InstructionSet> instruction_sets();

/// The best that this processor has, or the one wanted: results differ between them by rounding, so one of them makes
/// runs on different machines alike, and tools that know no AVX-512 can follow the bodies.
///
/// \param wanted name of an instruction set; null or empty for the best
/// \param from   best last; the first must lack nothing
/// \throws InputError when there is none of that name, DeviceError when the processor lacks it
InstructionSet choose_instruction_set(const char* wanted, const std::vector<InstructionSet>& from = instruction_sets());

}  // namespace howship::cpu
