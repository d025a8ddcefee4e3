// What the program finds around it: the terminal's width and colours, cores, memory.
#pragma once

#include "reports/screen.h"

namespace pasar {

/// Width and colours of standard output. No colours into a file, and none where NO_COLOR is set (no-color.org).
[[nodiscard]] ScreenOptions screen_of_standard_output();

/// Whether someone watches standard error, so that a progress bar makes sense.
[[nodiscard]] bool standard_error_is_watched();

/// Cores this process may use.
[[nodiscard]] int available_cores();

/// Bytes of memory that can still be had: what the machine has free, or what the control group leaves, if less.
/// Infinity where neither is known.
[[nodiscard]] double available_memory_bytes();

}  // namespace pasar
