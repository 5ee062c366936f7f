#pragma once

#include <string>

#include <vtkCallbackCommand.h>
#include <vtkNew.h>
#include <vtkObject.h>
#include <vtkOutputWindow.h>
#include <vtkStringOutputWindow.h>

namespace howship {

/// Keeps what VTK would print as an error, so that the user gets one line instead of VTK's.
class VtkErrors {
 public:
  explicit VtkErrors(vtkObject* object) {
    command_->SetClientData(this);
    command_->SetCallback([](vtkObject*, unsigned long, void* self, void* text) {
      auto& first = static_cast<VtkErrors*>(self)->first_;
      if (first.empty()) first = text != nullptr ? static_cast<const char*>(text) : "unknown";
    });
    object->AddObserver(vtkCommand::ErrorEvent, command_);
    object->AddObserver(vtkCommand::WarningEvent, ignore_);
  }
  bool caught() const { return !first_.empty(); }

 private:
  vtkNew<vtkCallbackCommand> command_;
  vtkNew<vtkCallbackCommand> ignore_;
  std::string first_;
};

/// Hears that data of a legacy file ended too early, which VTK prints without telling any observer and then goes on
/// with what it has. Takes VTK's output of the whole process: only for use within read_apart.
class VtkShortReads {
 public:
  VtkShortReads() { vtkOutputWindow::SetInstance(window_); }
  bool any() const { return window_->GetOutput().find("Error reading") != std::string::npos; }

 private:
  vtkNew<vtkStringOutputWindow> window_;
};

}  // namespace howship
