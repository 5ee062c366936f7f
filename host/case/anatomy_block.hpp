#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"

#include "host/case/section.hpp"

namespace howship {

/// Reads [geometry.vertebra] or [geometry.pelvis], whichever belongs to `geometry.shape`; the other one is not asked
/// for, so that giving it is an error. \throws InputError
void read_anatomy_block(Section& section, GeometryCase& geometry);

/// The built-in bone `shape` with entries of its table as on the command line: "level=L4", "body_height=29 mm".
/// \throws InputError
GeometryCase anatomy_of_entries(const std::string& shape, const std::vector<std::string>& entries);

}  // namespace howship
