#pragma once

#include <filesystem>

#include "howship/case.hpp"

#include "host/case/section.hpp"

namespace howship {

/// Absolute path of a file that a case names, which may be relative to the case file `source`.
std::filesystem::path beside_the_case(const std::filesystem::path& file, const std::filesystem::path& source);

/// `[geometry]` without its density. \throws InputError
GeometryCase read_geometry(Section& g, const std::filesystem::path& source);

/// `[geometry.density]`. \throws InputError
DensityCase read_density(Section d, const GeometryCase& geometry, const std::filesystem::path& source);

/// One `[[lesion]]`. \throws InputError
LesionCase read_lesion(Section& l, const std::filesystem::path& source);

}  // namespace howship
