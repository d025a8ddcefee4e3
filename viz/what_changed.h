// The sentence below the pictures: what became of trust and customers lately, and which failure it goes with.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sim/measures.h"

namespace pasar {

/// What a stretch of days says, against the stretch of the same length before it.
struct Lately {
    std::int64_t days = 0;                         ///< of each stretch; 0 where there are too few days to compare
    double trust_before = 0.0, trust_now = 0.0;    ///< mean over customers at the end of each stretch; NaN without any
    double left_before = 0.0, left_now = 0.0;      ///< customers who left, of those there were at its beginning
    std::string commonest;                         ///< the most frequent failure of the second; empty for none
    std::int64_t left = 0;                         ///< customers who left in the second
    double failed_before = 0.0, failed_now = 0.0;  ///< failures of settled orders, as shares
    std::string cause;                             ///< the failure that changed most with them; empty for none
    double cause_before = 0.0, cause_now = 0.0;    ///< the same, of orders
};

/// The last thirty days against the thirty before, or half the days there are. Pre: rows from day 0 on.
[[nodiscard]] Lately look_back(std::span<const DayRow> days);

/// One or two sentences; empty where there are too few days.
[[nodiscard]] std::string what_changed(std::span<const DayRow> days);

}  // namespace pasar
