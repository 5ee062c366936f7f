#include <cvode/cvode.h>
#include "../io/output.hpp"
#include "host/io/output.hpp"
