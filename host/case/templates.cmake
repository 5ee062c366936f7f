# Embeds meshes/cases/*.toml into howship_case. The order is the one `howship init --list` shows.
set(template_entries "")
foreach(name lytic-vertebra sclerotic-vertebra mixed-pelvis osteoporosis-vertebra healthy-vertebra hypercalcaemia-pelvis
             giant-cell-tumour-pelvis)
  set(template_file ${PROJECT_SOURCE_DIR}/meshes/cases/${name}.toml)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${template_file})
  file(READ ${template_file} template_text)
  string(APPEND template_entries "    {\"${name}\", R\"template(${template_text})template\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded_templates.cpp @ONLY CONTENT [=[
#include "host/case/embedded_templates.hpp"

namespace howship {

const std::vector<EmbeddedTemplate>& embedded_templates() {
  static const std::vector<EmbeddedTemplate> templates = {
@template_entries@  };
  return templates;
}

}  // namespace howship
]=])
target_sources(howship_case PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embedded_templates.cpp)
