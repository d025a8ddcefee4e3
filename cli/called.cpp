#include "cli/called.h"

#include <cstdlib>

#include "words/text.h"

namespace pasar {

std::string called_as() {
    const char* const from_script = std::getenv("PASAR_CALLED_AS");
    return from_script != nullptr && *from_script != '\0' ? printable(from_script, 200) : "pasar";
}

}  // namespace pasar
