// The sentences below the pictures: what became of trust, customers, orders and failures lately, against earlier days
// or against the world this one branched off.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "sim/counts/measures.h"
#include "viz/scene.h"

namespace pasar {

inline constexpr std::size_t kFailureKinds = 9;

/// What a stretch of days says.
struct Stretch {
    double trust = 0.0;         ///< mean over customers at its end; NaN without any
    std::int64_t left = 0;      ///< customers who left
    double left_share = 0.0;    ///< of those there were at its beginning; NaN where the market had just opened
    std::int64_t orders = 0;    ///< placed
    std::int64_t settled = 0;   ///< orders whose story ended
    double failed_share = 0.0;  ///< of settled orders
    std::array<double, kFailureKinds> kinds{};  ///< each kind of failure, of settled orders
    double made_good = 0.0;                     ///< failures that were paid back or replaced, of all
    std::int64_t bans = 0, sellers = 0;         ///< banned for cheating; in business at its end
};

/// What the last days of a world are set against.
enum class Against { Earlier, BeforeChange, OtherWorld };

struct Lately {
    std::int64_t days = 0;  ///< of each stretch; 0 where there are too few days to compare
    Against against = Against::Earlier;
    std::int64_t changed_on = 0;  ///< days that were done when something was last changed; of BeforeChange
    Stretch before, now;
};

/// The last 30 days against the 30 before, or 14, or 7, as there are days; where something was changed after
/// `changed_on` days and a week of it is over, against the days before that change. Pre: rows from day 0 on.
[[nodiscard]] Lately look_back(std::span<const DayRow> days, std::int64_t changed_on = 0);

/// The last days of a world, at most 30, since it parted from another after `parted_on` days, against the same days of
/// that one. Pre: rows of the same days from day 0 on.
[[nodiscard]] Lately look_aside(std::span<const DayRow> days, std::span<const DayRow> other, std::int64_t parted_on);

/// The failure that does most for what failures changed by; kFailureKinds where none does at least half of it.
[[nodiscard]] std::size_t main_cause(const Lately& lately);

/// In two to four sentences; empty where there are too few days.
[[nodiscard]] std::string in_sentences(const Lately& lately);

/// What is to be said of one of the worlds of a scene, in the language that is spoken. A second future is set against
/// the world it branched off, as long as that is there.
[[nodiscard]] std::string what_changed(const Scene& scene, const SeenWorld& world);

}  // namespace pasar
