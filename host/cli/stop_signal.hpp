#pragma once

namespace howship {

/// From now on SIGINT and SIGTERM are only noted, so that a run can end in good order; a second one of the same kind
/// ends the program at once. A signal that was ignored before stays ignored.
void note_stop_signals();

/// SIGINT or SIGTERM once noted, 0 before.
int noted_stop_signal();

}  // namespace howship
