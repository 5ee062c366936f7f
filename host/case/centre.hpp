#pragma once

#include <string>

#include "howship/domain.hpp"

#include "host/case/section.hpp"

namespace howship {

/// The key `centre`: the name of a site, or three lengths [mm], in which case `site` stays empty.
/// \throws InputError when the key is missing
void read_centre(Section& section, std::string& site, Vec3& centre);

}  // namespace howship
