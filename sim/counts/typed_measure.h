// Values of key figures as people type them: --worth contribution=1.000.000, --subject-to 'nps>=0,5'.
#pragma once

#include <string_view>

#include "scenarios/typed_number.h"

namespace pasar {

/// As read_typed(): money may have the scenario's `currency` beside it, and has no thousandths; a name that is no key
/// figure's may have anything. A percentage is in doubt, and the hint says how it is written.
[[nodiscard]] TypedNumber read_typed_measure(std::string_view text, std::string_view measure,
                                             std::string_view currency);

}  // namespace pasar
