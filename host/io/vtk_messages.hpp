#pragma once

namespace howship {

/// Keeps VTK from printing. Its errors still reach observers, from which ours are made; switching its warnings off
/// would keep them from observers too. For the whole process, once, before VTK is used.
void keep_vtk_quiet();

}  // namespace howship
