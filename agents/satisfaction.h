// How an order is judged: expectation against experience, and what is deducted for a failure.
#pragma once

#include "agents/portable_math.h"

namespace pasar {

struct Disconfirmation {
    double neutral;  ///< satisfaction when experience meets expectation
    double gain;     ///< per unit of quality above expectation
    double loss;     ///< per unit of quality below expectation
};
/// s = clamp(s0 + gain * max(0, x - e) - loss * max(0, e - x) - deductions): expectancy disconfirmation (Oliver 1980)
/// with losses weighing more than gains (Kahneman & Tversky 1979).
[[nodiscard]] constexpr double satisfaction(const Disconfirmation& d, double expectation, double experience,
                                            double deductions) {
    const double better = experience - expectation;
    return clamp01(d.neutral + (better > 0.0 ? d.gain * better : d.loss * better) - deductions);
}

/// How much a failure weighs by the money at stake in it: (amount / usual)^exponent. With exponent 0 all failures weigh
/// alike, those without any money at stake included; else these weigh nothing.
[[nodiscard]] inline double money_at_stake(double amount, double usual, double exponent) {
    if (exponent == 0.0) return 1.0;
    return amount > 0.0 && usual > 0.0 ? portable_exp(exponent * portable_log(amount / usual)) : 0.0;
}

/// What waiting takes away: so much for each day from order to door beyond the usual ones.
[[nodiscard]] constexpr double tired_of_waiting(double per_day, double days, double usual_days) {
    return days > usual_days ? per_day * (days - usual_days) : 0.0;
}

/// Trust after an order: it moves towards the satisfaction, faster downwards (Slovic 1993).
[[nodiscard]] constexpr double updated_trust(double trust, double satisfied, double gain, double loss,
                                             double bad_news_weight) {
    const double distance = satisfied - trust;
    const double step = distance > 0.0 ? gain : loss * bad_news_weight;
    return clamp01(trust + (step > 1.0 ? 1.0 : step) * distance);
}

}  // namespace pasar
