#pragma once

namespace howship {

/// viz/howship_view.py, which shows the run folder that it lies in when ParaView opens it. Defined in the source file
/// that view_script.cmake generates.
extern const char* const view_script;

}  // namespace howship
