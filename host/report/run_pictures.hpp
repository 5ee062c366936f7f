#pragma once

#include <string>
#include <vector>

#include "host/report/gallery.hpp"

namespace howship {

/// Pictures of a run through time (HTML): the whole bone, cut open through the main lesion, and three planes through
/// its centre; density as in a radiograph, tumour, and the planes of other lesions at the end.
/// \throws FileError when a snapshot cannot be read
std::string run_pictures(const RunFolder& run, const PicturePlan& plan, const std::vector<std::size_t>& shown,
                         Gallery& gallery);

/// What a picture of a run at a time shows, in words (plain text): the lesion's class, volumes and density.
std::string lesion_in_words(const RunFolder& run, int lesion, double time);

}  // namespace howship
