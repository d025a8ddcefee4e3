// pasar explain: what a parameter means.
#include <fmt/format.h>

#include "cli/commands.h"
#include "scenarios/reference.h"

namespace pasar {

int explain_command(const Arguments& arguments) {
    std::string wanted;
    for (const std::string& word : arguments.words) wanted += (wanted.empty() ? "" : " ") + word;
    const std::string text = explain_text(wanted);
    if (explain(wanted).entries.empty()) throw BadInput(text);
    fmt::print("{}", text);
    return kDone;
}

}  // namespace pasar
