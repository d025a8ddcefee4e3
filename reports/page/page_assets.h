// What report.html brings along: its style, and the script that draws its charts. Both are made by CMake from
// reports/page/ (cmake/Page.cmake).
#pragma once

#include <string>

namespace pasar {

[[nodiscard]] std::string page_style();

/// Empty where Pasar was built without npm: the page then has its tables and no charts.
[[nodiscard]] std::string page_script();

}  // namespace pasar
