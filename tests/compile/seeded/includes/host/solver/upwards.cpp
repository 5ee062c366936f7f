#include <toml++/toml.h>
#include "host/app/run.hpp"
