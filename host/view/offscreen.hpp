#pragma once

#include <vtkRenderer.h>

#include "host/view/pictures.hpp"

namespace howship {

/// Renders to a picture in memory through EGL: no X server, no display, no window. The OpenGL context is made on first
/// use and lives to the end of the process; one call at a time, whatever the thread.
/// \param width, height [pixel]
/// \throws DeviceError when no OpenGL is to be had
Picture render_offscreen(vtkRenderer* renderer, int width, int height);

}  // namespace howship
