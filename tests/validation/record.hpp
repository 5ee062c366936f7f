#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/validation/verdict.hpp"

namespace howship::validation {

/// Verdict and value of every line, one a line: "id,verdict,value".
void write_record(const std::vector<Judged>& judged, const std::filesystem::path& file);

/// One sentence for each line whose verdict is not that of the record, whose value lies further from the recorded one
/// than 2 % of its band's width (of an open band, of its bound; a criterion in words has no width), or that is not in
/// the record; and for each line of the record that is no fact.
/// \param judged all facts or some of them
/// \throws InputError naming file and line where the record cannot be read
std::vector<std::string> differences(const std::vector<Judged>& judged, const std::vector<Fact>& facts,
                                     const std::filesystem::path& file);

}  // namespace howship::validation
