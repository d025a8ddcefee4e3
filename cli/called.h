// How the program was called, for hints that can be typed as they stand.
#pragma once

#include <string>

namespace pasar {

/// "./run" where that script runs the program for somebody, else "pasar".
[[nodiscard]] std::string called_as();

}  // namespace pasar
