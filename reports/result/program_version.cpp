#include "reports/result/program_version.h"

#include <fmt/format.h>

#include "words/text.h"

#ifndef PASAR_VERSION
#define PASAR_VERSION "unknown"
#endif

namespace pasar {

std::string program_version() { return PASAR_VERSION; }

std::string build_in_words(const std::string& version, const std::string& sources) {
    constexpr std::size_t kDigits = 12;
    return fmt::format("{}, sources {}", printable(version, 20),
                       sources.empty() ? "unknown" : printable(sources.substr(0, kDigits), kDigits));
}

}  // namespace pasar
