// What somebody who writes JSON by hand forgot: a comma, a colon, a quotation mark, a bracket, or that a number has a
// decimal point. A parser stops where it can no longer go on, which is often a line after the slip.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pasar {

struct JsonSlip {
    std::size_t at = 0;  ///< where to mend it
    std::string what;    ///< "a comma is missing at the end of this line, before \"seed\" in line 6"
};

/// The first slip of the text; nothing where it is of no kind known here. `stopped_at` is where the parser stopped:
/// what comes later is not its fault.
[[nodiscard]] std::optional<JsonSlip> find_json_slip(std::string_view text, std::size_t stopped_at);

}  // namespace pasar
