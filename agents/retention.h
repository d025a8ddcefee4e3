// Who stays and who leaves after an order.
#pragma once

#include "agents/portable_math.h"

namespace pasar {

/// Probability of leaving for good after a settled order: logit^-1(logit(p) + kappa * (target - s) - programme
/// effects). With kappa 0 and no programmes it is the innate p of the BG/NBD model (Fader, Hardie & Lee 2005).
[[nodiscard]] inline double dropout_probability(double innate_log_odds, double kappa, double target,
                                                double satisfaction, double programme_effect) {
    return logistic(innate_log_odds + kappa * (target - satisfaction) - programme_effect);
}

/// Answer to "how likely are you to recommend us", 0 to 10: a mix of satisfaction and trust, scattered by `spread`
/// points either way. `uniform` on (0, 1).
[[nodiscard]] constexpr int recommendation(double satisfaction, double trust, double trust_weight, double spread,
                                           double uniform) {
    const double exact =
        10.0 * ((1.0 - trust_weight) * satisfaction + trust_weight * trust) + spread * (2.0 * uniform - 1.0) + 0.5;
    const int answer = static_cast<int>(exact < 0.0 ? 0.0 : exact);
    return answer > 10 ? 10 : answer;
}

}  // namespace pasar
