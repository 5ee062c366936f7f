#pragma once

#include <string>

#include "host/report/picture_plan.hpp"

namespace howship {

/// The colour scale of a row of pictures, drawn once above them, where it stays readable on a small screen (HTML).
/// \param difference  pictures show differences between arms
/// \param id  unique in the document
std::string colour_legend(const PicturePlan& plan, bool difference, const std::string& id);

}  // namespace howship
