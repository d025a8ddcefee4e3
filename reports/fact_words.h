// A fact of the scorecard as people read it: what was measured and what is published, in one scale.
#pragma once

#include <string>

#include "sim/experiments/scorecard.h"

namespace pasar {

struct FactWords {
    std::string measured;  ///< "57.4 (56.1 to 58.7)"; "–" where there is nothing
    std::string target;    ///< "70 to 90 %", "4.41 ± 0.2 stars", "at least 1.5"
};
[[nodiscard]] FactWords fact_words(const FactRow& row);

/// "57.4 (56.1 to 58.7) is below 70 to 90 %", for sentences about a miss.
[[nodiscard]] std::string miss_in_words(const FactRow& row);

}  // namespace pasar
