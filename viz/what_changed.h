// The sentence below the pictures: what became of trust and customers lately, and which failure it goes with.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sim/measures.h"

namespace pasar {

/// What the last stretch of days says, against one of the same length before it.
struct Lately {
    std::int64_t days = 0;        ///< of each stretch; 0 where there are too few days to compare
    std::int64_t changed_on = 0;  ///< days that were done when something was last changed, which is where the stretch
                                  ///< before ends; 0 where it ends where the last one begins
    double trust_before = 0.0, trust_now = 0.0;    ///< mean over customers at the end of each stretch; NaN without any
    double left_before = 0.0, left_now = 0.0;      ///< customers who left, of those there were at its beginning
    std::string commonest;                         ///< the most frequent failure of the last; empty for none
    std::int64_t left = 0;                         ///< customers who left in the last
    double failed_before = 0.0, failed_now = 0.0;  ///< failures of settled orders, as shares
    std::string cause;                             ///< the failure that changed most with them; empty for none
    double cause_before = 0.0, cause_now = 0.0;    ///< the same, of orders
    double orders_before = 0.0, orders_now = 0.0;  ///< placed, a day
    double refunded_now = 0.0;                     ///< failures of the last that were paid back or replaced, as a share
    std::int64_t bans_before = 0, bans = 0;        ///< sellers banned for cheating
    std::int64_t sellers_before = 0, sellers = 0;  ///< in business at the end of each
};

/// The last 30 days against the 30 before, or 14, or 7, as there are days; where something was changed after
/// `changed_on` days and a week of it is over, against the days before that change. Pre: rows from day 0 on.
[[nodiscard]] Lately look_back(std::span<const DayRow> days, std::int64_t changed_on = 0);

/// Two to four sentences; empty where there are too few days.
[[nodiscard]] std::string what_changed(std::span<const DayRow> days, std::int64_t changed_on = 0);

}  // namespace pasar
