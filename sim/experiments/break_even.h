// Where the difference of two models crosses zero as a parameter moves, and how surely. Replications are paired, so
// each replication has a difference of its own at every value; the interval of a crossing holds all values at which the
// Student interval of the mean difference covers zero. That is a test turned round: the true crossing is inside as
// often as the test lets a true zero pass, in 95 of 100 experiments. E. C. Fieller, "Some problems in interval
// estimation", Journal of the Royal Statistical Society B 16 (1954), has the case of a straight line.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agents/kinds.h"
#include "sim/counts/result.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/lever.h"
#include "sim/experiments/statistics.h"

namespace pasar {

struct BreakEvenQuestion {
    Lever lever;
    std::size_t kpi = 0;
    std::size_t model = 1;     ///< position in KeyFigures; differences are of this model
    std::size_t baseline = 0;  ///< less this one
    std::int64_t replications = 0;
    std::int64_t steps = 9;         ///< values of the first look, both ends among them; at least 2
    std::int64_t most_values = 60;  ///< values looked at in all, at least `steps`
};

enum class BreakEvenAnswer : std::uint8_t {
    Crossing,
    SeveralCrossings,
    NoCrossing,
    NotDistinguishable,
    Identical,
    NoValue  ///< in no replication at any value do both models have the measure
};
template <>
struct NamesOf<BreakEvenAnswer> {
    static constexpr std::array<std::string_view, 6> names{
        "crossing", "several crossings", "no crossing in this range", "not distinguishable", "identical", "no value"};
};

/// The difference at one value.
struct CurvePoint {
    double value = 0.0;
    PairedDifference difference;
    double model_mean = 0.0;  ///< over the same pairs, as `baseline_mean`; NaN without any
    double baseline_mean = 0.0;
    bool model_has_value = true;  ///< in some replication
    bool baseline_has_value = true;

    /// Whether there is anything to compare here. Where not, more replications would tell no more.
    [[nodiscard]] bool known() const { return difference.pairs > 0; }

    /// +1 or -1 where the interval excludes zero, else 0.
    [[nodiscard]] int side() const {
        return difference.interval.low > 0.0 ? 1 : difference.interval.high < 0.0 ? -1 : 0;
    }
};

/// Values between which it cannot be told which of the two has more.
struct UnclearRange {
    Interval values;
    bool open_low = false;   ///< reaches the low end of the range, and may go on beyond it
    bool open_high = false;  ///< the same at the high end
};

struct Crossing {
    double at = 0.0;     ///< where the mean difference is zero
    double level = 0.0;  ///< what both models have there, in the measure's unit; between two values on a straight line
    UnclearRange interval;  ///< of whole numbers where the lever takes no others
    bool rising = false;    ///< from below zero to above it
};

struct BreakEven {
    BreakEvenQuestion question;
    BreakEvenAnswer answer = BreakEvenAnswer::NoCrossing;
    /// From low to high. Where the answer is NotDistinguishable: the crossing of the means, if there is one, with an
    /// interval that is open on both sides.
    std::vector<Crossing> crossings;
    std::vector<UnclearRange> unclear;  ///< without a crossing: the same model is ahead on all sides that are clear
    std::vector<CurvePoint> curve;      ///< by value; what is not known() is passed over in all of the above

    /// Points of the curve where there is nothing to compare.
    [[nodiscard]] std::size_t unknown() const;
};

/// Looks at even distances first, then closer wherever the answer changes between two values. Which values it looks at
/// depends on the results alone, so a repetition asks for the same. Pre: replications >= 2, steps >= 2.
[[nodiscard]] BreakEven find_break_even(const Laboratory& laboratory, const BreakEvenQuestion& question);

/// curve and break_even, without rows.
[[nodiscard]] std::vector<Table> break_even_outlines();
/// The same with the rows of these answers; `models` are the names by position.
[[nodiscard]] std::vector<Table> break_even_tables(std::span<const BreakEven> answers,
                                                   std::span<const std::string> models);

}  // namespace pasar
