#pragma once

#include <string>
#include <vector>

#include "howship/anatomy.hpp"

#include "host/case/units.hpp"

namespace howship {

/// One dimension of a built-in bone that a case may give.
template <class Size>
struct SizeInfo {
  const char* name;
  double Size::*member;
  Dimension dimension;  ///< Length, Angle or None
  double least, most;   ///< what a case may say, [least, most]
  const char* meaning;  ///< a phrase without units
  const char*
      source;  ///< of the default; "recalled" where it is quoted from memory, "chosen" where none stands behind it
};

/// [geometry.vertebra] and [geometry.pelvis].
const std::vector<SizeInfo<VertebraSize>>& vertebra_size_table();
const std::vector<SizeInfo<PelvisSize>>& pelvis_size_table();

/// "L1" to "L5".
const std::vector<std::string>& vertebra_levels();
/// Mean dimensions of an adult's vertebra. \throws InputError for another level
VertebraSize vertebra_size(const std::string& level);

}  // namespace howship
