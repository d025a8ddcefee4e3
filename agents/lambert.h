// Lambert's W, by which the price, or the load of advertising, that earns most under logit demand is told in closed
// form.
#pragma once

#include <algorithm>

#include "agents/portable_math.h"

namespace pasar {

/// W with W + ln W = z, which is Lambert's W of e^z. Newton's steps from below, where they only rise.
[[nodiscard]] inline double lambert_of_exp(double z) {
    double w = z > 1.0 ? 1.0 : portable_exp(std::max(z, -700.0) - 1.0);
    for (int step = 0; step < 40; ++step) {
        const double before = w;
        w *= (1.0 + z - portable_log(w)) / (1.0 + w);
        if (w <= before) break;  // as near as numbers come
    }
    return w;
}

}  // namespace pasar
