// Values of key figures as people type them: --worth contribution=1.000.000, --subject-to 'nps>=0,5'.
#pragma once

#include <string_view>

#include "scenarios/typed_number.h"
#include "sim/counts/measures.h"

namespace pasar {

/// As read_typed(). Money has no thousandths; a name that is no key figure's may have anything.
[[nodiscard]] inline TypedNumber read_typed_measure(std::string_view text, std::string_view measure) {
    const std::size_t kpi = find_kpi(measure);
    const bool is_money = kpi < kKpiCount && kpi_info(kpi).unit.starts_with("money");
    return read_typed(text, {.has_decimals = !is_money});
}

}  // namespace pasar
