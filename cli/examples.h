// What --help shows by example.
#pragma once

#include <string>
#include <string_view>

namespace pasar {

/// Examples of a command, with the program as it was called; for no command the first ones of all. Empty where there
/// are none.
[[nodiscard]] std::string examples_of(std::string_view command);

}  // namespace pasar
