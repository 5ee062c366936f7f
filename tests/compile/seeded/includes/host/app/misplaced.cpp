#include <vtkPoints.h>
#include <CLI/CLI.hpp>
#include "host/cli/commands.hpp"
