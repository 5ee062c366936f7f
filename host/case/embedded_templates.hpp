#pragma once

#include <vector>

namespace howship {

/// A file of meshes/cases, taken into the executable when it is built so that `howship init` works anywhere.
struct EmbeddedTemplate {
  const char* name;  ///< file name without .toml
  const char* text;
};

/// Defined in the source file that templates.cmake generates.
const std::vector<EmbeddedTemplate>& embedded_templates();

}  // namespace howship
