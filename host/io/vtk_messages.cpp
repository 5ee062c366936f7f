#include "host/io/vtk_messages.hpp"

#include <vtkLogger.h>
#include <vtkNew.h>
#include <vtkStringOutputWindow.h>

namespace howship {

void keep_vtk_quiet() {
  vtkNew<vtkStringOutputWindow> unseen;
  vtkOutputWindow::SetInstance(unseen);
  vtkLogger::SetStderrVerbosity(vtkLogger::VERBOSITY_OFF);
}

}  // namespace howship
