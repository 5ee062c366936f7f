#include "host/view/egl_context.hpp"

#include <cstdlib>
#include <cstring>
#include <vector>

#include "howship/error.hpp"

#define EGL_NO_X11
#include <EGL/egl.h>
#include <EGL/eglext.h>

namespace howship {
namespace {

constexpr const char* no_opengl =
    "pictures need OpenGL 3.2 through EGL, and this machine offers none; install Mesa's software renderer "
    "(Debian: apt-get install libegl-mesa0 libgl1-mesa-dri)";

// What Mesa thinks of the machine's screens is nobody's concern here. A setting of the user stays. Set before main()
// begins, as other threads may read the environment later.
[[maybe_unused]] const bool drivers_are_quiet = setenv("EGL_LOG_LEVEL", "fatal", 0) == 0;

bool has_extension(const char* list, const char* name) {
  if (list == nullptr) return false;
  const std::size_t length = std::strlen(name);
  for (const char* at = std::strstr(list, name); at != nullptr; at = std::strstr(at + length, name)) {
    const char after = at[length];
    if ((at == list || at[-1] == ' ') && (after == ' ' || after == '\0')) return true;
  }
  return false;
}

/// Those that need no screen first: a display may belong to somebody else's session.
std::vector<EGLDisplay> candidate_displays() {
  std::vector<EGLDisplay> displays;
  const char* extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  const auto platform_display =
      reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (platform_display != nullptr && has_extension(extensions, "EGL_MESA_platform_surfaceless")) {
    displays.push_back(platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
  }
  const auto query_devices = reinterpret_cast<PFNEGLQUERYDEVICESEXTPROC>(eglGetProcAddress("eglQueryDevicesEXT"));
  if (platform_display != nullptr && query_devices != nullptr && has_extension(extensions, "EGL_EXT_platform_device")) {
    EGLDeviceEXT devices[16];
    EGLint count = 0;
    if (query_devices(16, devices, &count) == EGL_TRUE) {
      for (EGLint n = 0; n < count; ++n)
        displays.push_back(platform_display(EGL_PLATFORM_DEVICE_EXT, devices[n], nullptr));
    }
  }
  displays.push_back(eglGetDisplay(EGL_DEFAULT_DISPLAY));
  return displays;
}

struct Opened {
  EGLSurface surface = EGL_NO_SURFACE;
  EGLContext context = EGL_NO_CONTEXT;
};

/// A context of an initialised display, and what it draws to: nothing where the driver allows, or one pixel. Pictures
/// are drawn to buffers of their own.
Opened open_context(EGLDisplay display) {
  const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  const EGLint version[] = {
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  const EGLint pixel[] = {EGL_WIDTH, 1, EGL_HEIGHT, 1, EGL_NONE};
  Opened opened;
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) return opened;
  if (eglChooseConfig(display, wanted, &config, 1, &count) != EGL_TRUE || count < 1) return opened;
  opened.context = eglCreateContext(display, config, EGL_NO_CONTEXT, version);
  if (opened.context == EGL_NO_CONTEXT) return opened;
  if (!has_extension(eglQueryString(display, EGL_EXTENSIONS), "EGL_KHR_surfaceless_context")) {
    opened.surface = eglCreatePbufferSurface(display, config, pixel);
  }
  if (eglMakeCurrent(display, opened.surface, opened.surface, opened.context) != EGL_TRUE) {
    if (opened.surface != EGL_NO_SURFACE) eglDestroySurface(display, opened.surface);
    eglDestroyContext(display, opened.context);
    return {};
  }
  eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  return opened;
}

}  // namespace

EglContext::EglContext() {
  for (EGLDisplay display : candidate_displays()) {
    if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) != EGL_TRUE) continue;
    const Opened opened = open_context(display);
    if (opened.context != EGL_NO_CONTEXT) {
      display_ = display;
      surface_ = opened.surface;
      context_ = opened.context;
      return;
    }
    eglTerminate(display);
  }
  throw DeviceError(no_opengl);
}

EglContext::~EglContext() {
  if (surface_ != EGL_NO_SURFACE) eglDestroySurface(display_, surface_);
  eglDestroyContext(display_, context_);
  // The display stays open: closing it unloads the driver, and nobody could tell afterwards whose the memory is that
  // drivers keep to the end of a process.
}

EglCurrent::EglCurrent(const EglContext& context) : context_(context) {
  // The API is chosen per thread.
  if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE ||
      eglMakeCurrent(context.display_, context.surface_, context.surface_, context.context_) != EGL_TRUE) {
    throw DeviceError(no_opengl);
  }
}

EglCurrent::~EglCurrent() {
  eglMakeCurrent(context_.display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
}

}  // namespace howship
