#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/case_file.hpp"

#include "host/case/key_use.hpp"

namespace howship {

/// As read_case(), from the text of a case file. \param file  its name, in messages and as the place of files that it
/// names \param log  gets what was asked of each key; may be null
Case parse_case(const std::string& text, const std::filesystem::path& file,
                const std::vector<std::string>& overrides = {}, KeyLog* log = nullptr);

/// What of a case parameterises the model, in the form of write_case(): patient, tissue, blood and skeleton, and the
/// phenotypes of its lesions, each once. Cases that differ only in geometry, place of lesions, treatment, time, output
/// or numerics have the same text.
std::string write_parameter_set(const Case& c);

/// Names and one-line descriptions of the built-in templates, and the commented text of one.
struct CaseTemplate {
  std::string name, description;
};
std::vector<CaseTemplate> case_templates();
std::string case_template(const std::string& name);  ///< \throws InputError with a suggestion when unknown

}  // namespace howship
