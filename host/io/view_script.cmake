# Embeds viz/howship_view.py into howship_io, so that every run folder can hold it.
set(view_script_file ${PROJECT_SOURCE_DIR}/viz/howship_view.py)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${view_script_file})
file(READ ${view_script_file} view_script_text)
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded_view_script.cpp @ONLY CONTENT [=[
#include "host/io/view_script.hpp"

namespace howship {

const char* const view_script = R"script(@view_script_text@)script";

}  // namespace howship
]=])
target_sources(howship_io PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embedded_view_script.cpp)
