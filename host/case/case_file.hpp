#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "howship/case.hpp"

#include "host/case/key_use.hpp"

namespace howship {

/// Reads a TOML 1.0 case file, checks every key, unit and range, and fills in the defaults.
/// \param overrides "key.path=value" as given to --set; values are TOML, bare words are taken as strings
/// \throws InputError naming file, line and key; FileError when the file cannot be read
Case read_case(const std::filesystem::path& file, const std::vector<std::string>& overrides = {});

/// The same from the text of a case file. \param file  its name, in messages and as the place of files that it names
/// \param log  gets what was asked of each key; may be null
Case parse_case(const std::string& text, const std::filesystem::path& file,
                const std::vector<std::string>& overrides = {}, KeyLog* log = nullptr);

/// The case with every default written out with its unit; reading it again gives the same Case.
std::string write_case(const Case& c);

/// What of it parameterises the model, in the same form: patient, tissue, blood and skeleton, and the phenotypes of its
/// lesions, each once. Cases that differ only in geometry, place of lesions, treatment, time, output or numerics have
/// the same text.
std::string write_parameter_set(const Case& c);

/// Names and one-line descriptions of the built-in templates, and the commented text of one.
struct CaseTemplate {
  std::string name, description;
};
std::vector<CaseTemplate> case_templates();
std::string case_template(const std::string& name);  ///< \throws InputError with a suggestion when unknown

}  // namespace howship
