// What the parameters of a sweep do to a measure: the change over the range that was tried, on average over the other
// parameters, with its interval. A share of the variance would say how much of what was seen goes with a parameter, and
// neither in which direction nor how surely; and where two parameters rise and fall together in a design, each would be
// given what the other does.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiments/statistics.h"
#include "sim/experiments/sweep.h"

namespace pasar {

/// Of what a parameter moves, so much goes with the others of the design: above it the design is said to decide.
inline constexpr double kEntangled = 0.5;

/// From one value of a parameter to another.
struct SweepEffect {
    std::size_t path = 0;  ///< of SweepOfModel::design
    std::string from,
        to;  ///< values as they were given: the least and the largest number, or the first name and another
    double at_from = kNaN;  ///< the measure there, on average over the others
    double at_to = kNaN;
    double change = kNaN;           ///< at_to less at_from; NaN where the design cannot tell it from what others do
    Interval interval{kNaN, kNaN};  ///< NaN where too little is known to say how surely
    double between = kNaN;  ///< how far the measure lies above the straight line between the two, on average over what
                            ///< lies between them; NaN of names, and where nothing does
    Interval between_interval{kNaN, kNaN};
    double entangled = 0.0;  ///< share of the parameter's own variance that others explain; 0 in a grid
    std::optional<std::size_t>
        entangled_with;  ///< the path that explains most of it, where that is at least kEntangled

    [[nodiscard]] bool is_sure() const { return interval.excludes_zero(); }
    [[nodiscard]] bool bends() const { return between_interval.excludes_zero(); }
};

struct SweepEffects {
    std::vector<SweepEffect> effects;  ///< the largest change first
    std::size_t points = 0;            ///< that went into them: those with a value
    std::size_t replications = 0;      ///< in which all of these have one
    bool is_grid = false;              ///< every combination of values is among the points
};

/// Where the points are every combination of their values, an effect is the difference of two means over points, and
/// its interval is Student's over the replications. In any other design an additive model is fitted by least squares:
/// a line and a parabola for numbers, a step for each name. Then the doubt has two parts, which are added up as in
/// crossed_mean(): how effects differ between replications, and what the model leaves unexplained of the points.
/// N. R. Draper & H. Smith, "Applied Regression Analysis", 3rd edition, 1998, chapters 5 and 16.
[[nodiscard]] SweepEffects sweep_effects(const Sweep& sweep, const SweepOfModel& model, std::size_t kpi);

/// effects.csv: a row is a change of one parameter and what it does to a measure of a model. Without rows.
[[nodiscard]] Table sweep_effects_outline();
[[nodiscard]] Table sweep_effects_table(const Sweep& sweep, const Studied& studied);

}  // namespace pasar
