// docs/measures.md: every table of a result folder and every column in it, told about from the one list of measures.
#pragma once

#include <string>

namespace pasar {

[[nodiscard]] std::string measures_markdown();

}  // namespace pasar
