#pragma once

#include "howship/run.hpp"

#include "host/io/manifest.hpp"

namespace howship {

/// This program, its libraries, the machine and how it was called; without back end and threads.
ManifestSession process_facts();

/// Threads of the CPU that a run with these options uses.
int threads_of(const RunOptions& options);

}  // namespace howship
