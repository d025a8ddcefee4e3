// The translations in po/, compiled into the program by cmake/Languages.cmake.
#pragma once

#include <string_view>

namespace pasar {

/// The .mo file made of po/id.po; empty where msgfmt was missing when the program was built.
[[nodiscard]] std::string_view indonesian_catalogue();

}  // namespace pasar
