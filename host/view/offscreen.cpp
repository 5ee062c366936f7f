#include <GL/glew.h>
// GLEW comes before all else that declares OpenGL.
#include <mutex>

#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtkPNGWriter.h>
#include <vtkUnsignedCharArray.h>
#include <vtkWindowToImageFilter.h>

#include "howship/error.hpp"

#include "host/view/egl_context.hpp"
#include "host/view/offscreen.hpp"

namespace howship {
namespace {

/// VTK's window for a context that others make. VTK of Debian is built for GLX alone: GLEW there loads the functions of
/// OpenGL and then misses an X server, which is no error here.
class OffscreenWindow : public vtkGenericOpenGLRenderWindow {
 public:
  static OffscreenWindow* New();
  vtkTypeMacro(OffscreenWindow, vtkGenericOpenGLRenderWindow);

  void OpenGLInitContext() override {
    if (Initialized) return;
    glewExperimental = GL_TRUE;
    const GLenum status = glewInit();
    GlewInitValid = status == GLEW_OK || status == GLEW_ERROR_NO_GLX_DISPLAY;
    Initialized = true;
  }
  bool usable() const { return GlewInitValid; }
};
vtkStandardNewMacro(OffscreenWindow);

/// The window with its context; outlives all renderers, and goes before its context goes.
class Studio {
 public:
  Studio() {
    const EglCurrent current(context_);
    window_ = vtkSmartPointer<OffscreenWindow>::New();
    window_->SetOffScreenRendering(1);
    window_->SetShowWindow(false);
    window_->SetUseOffScreenBuffers(true);
    window_->SetSupportsOpenGL(1);
    window_->SetIsCurrent(true);
    window_->SetReadyForRendering(true);
    window_->SetMultiSamples(4);
    window_->SetDPI(72);  // one point of text is one pixel
    window_->OpenGLInit();
    if (!window_->usable()) {
      window_ = nullptr;  // while its context is current
      throw DeviceError("pictures need OpenGL 3.2, whose functions could not be loaded; install libgl1-mesa-dri");
    }
  }
  ~Studio() {
    try {
      const EglCurrent current(context_);
      window_->Finalize();
      window_ = nullptr;
    } catch (const Error&) {
      // A driver that refuses at the end of the process: without a context the window cannot go, and stays.
      window_->Register(nullptr);
    }
  }

  vtkSmartPointer<vtkImageData> take(vtkRenderer* renderer, int width, int height) {
    const EglCurrent current(context_);
    window_->SetSize(width, height);
    window_->AddRenderer(renderer);
    window_->Render();
    vtkNew<vtkWindowToImageFilter> grab;
    grab->SetInput(window_);
    grab->SetInputBufferTypeToRGB();
    grab->ReadFrontBufferOff();
    grab->ShouldRerenderOff();
    grab->Update();
    window_->RemoveRenderer(renderer);
    return grab->GetOutput();
  }

 private:
  EglContext context_;
  vtkSmartPointer<OffscreenWindow> window_;
};

}  // namespace

Picture render_offscreen(vtkRenderer* renderer, int width, int height) {
  static std::mutex one_at_a_time;
  const std::lock_guard<std::mutex> lock(one_at_a_time);
  static Studio studio;
  vtkNew<vtkPNGWriter> writer;
  writer->SetInputData(studio.take(renderer, width, height));
  writer->WriteToMemoryOn();
  writer->Write();
  const vtkUnsignedCharArray* png = writer->GetResult();
  Picture picture{width, height, {}};
  const unsigned char* bytes = const_cast<vtkUnsignedCharArray*>(png)->GetPointer(0);
  picture.png.assign(bytes, bytes + png->GetNumberOfValues());
  return picture;
}

}  // namespace howship
