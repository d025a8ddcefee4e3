// What the program finds around it: the terminal's width and colours, cores, memory.
#pragma once

#include <optional>

#include "reports/screen/screen.h"
#include "words/language.h"

namespace pasar {

/// Width and colours of standard output. No colours into a file, and none where NO_COLOR is set (no-color.org).
[[nodiscard]] ScreenOptions screen_of_standard_output();

/// The language to speak: the one asked for, else that of the variable PASAR_LANGUAGE, else English. Throws BadInput
/// for one that this program does not speak.
[[nodiscard]] Language language_to_speak(std::optional<Language> asked);

/// Whether someone watches standard error, so that a progress bar makes sense.
[[nodiscard]] bool standard_error_is_watched();

/// Cores this process may use.
[[nodiscard]] int available_cores();

/// Bytes of memory that can still be had: what the machine has free, or what the control group leaves, if less.
/// Infinity where neither is known.
[[nodiscard]] double available_memory_bytes();

}  // namespace pasar
