#pragma once

#include <string>

#include "host/report/picture_plan.hpp"

namespace howship {

/// The colour scale of a row of pictures, drawn once above them, where it stays readable on a small screen (HTML).
/// \param view  of those pictures: from outside and in a plane, the same array may have other colours
/// \param difference  pictures show differences between arms
/// \param id  unique in the document
std::string colour_legend(const PicturePlan& plan, View view, bool difference, const std::string& id);

}  // namespace howship
