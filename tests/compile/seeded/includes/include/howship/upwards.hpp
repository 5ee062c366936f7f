#pragma once

#include "host/case/case_file.hpp"
