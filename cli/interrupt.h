// Ctrl-C: the first asks the runs to stop and leave nothing half-written, the second ends the program at once.
#pragma once

#include <atomic>

namespace pasar {

/// From now on SIGINT and SIGTERM set the flag; a second one of the same kind kills.
void listen_for_interrupts();

[[nodiscard]] const std::atomic<bool>& stop_requested();

}  // namespace pasar
