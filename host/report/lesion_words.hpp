#pragma once

#include <string>

#include "host/report/moments.hpp"

namespace howship {

// Sentences about lesions (HTML).

/// How one lesion went: its class, volumes, density, the cortex, and what became of it.
/// \param main  it is the first of the run's, \param several  of more than one
/// \param place  place_words() of the run
std::string lesion_words(const RunFolder& run, const LesionCourse& lesion, const Moments& m, bool main, bool several,
                         const std::string& place);

/// How density went in the bone that lesions took up at the start, after a space; empty where snapshots do not tell.
/// \throws FileError when a snapshot cannot be read
std::string place_words(const RunFolder& run, const Moments& m);

/// What lytic and sclerotic mean, and the region.
std::string class_rule();

}  // namespace howship
