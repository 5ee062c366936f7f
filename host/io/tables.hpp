#pragma once

#include <string>

#include "howship/results.hpp"

#include "host/io/lesions.hpp"

namespace howship {

extern const char* const events_header;
std::string event_line(const AppliedEvent& event);

extern const char* const lesions_header;
std::string lesion_line(double time, const Lesion& lesion);

}  // namespace howship
