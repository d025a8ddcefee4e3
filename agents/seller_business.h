// Whether it pays to be a seller: joining, listing on one more platform, and giving up. Free entry and exit: Salop
// 1979; Anderson, de Palma & Thisse 1992.
#pragma once

#include <algorithm>

#include "agents/portable_math.h"

namespace pasar {

/// Chance on one day that a seller gives up who earns `profit` a day after fixed costs, could earn `outside` elsewhere,
/// and has fixed costs of `fixed` a day: `rate` for one that earns nothing of what it needs, in proportion to what is
/// lacking, 0 where nothing is. All in the same money. Where a seller needs nothing, any loss lacks all.
[[nodiscard]] inline double chance_to_give_up(double rate, double profit, double outside, double fixed) {
    const double lacking = outside - profit, needed = outside + fixed;
    if (lacking <= 0.0) return 0.0;
    return rate * (needed > 0.0 ? std::min(1.0, lacking / needed) : 1.0);
}

/// Whether somebody joins who expects to earn `profit` a month after fixed costs, could earn `outside` elsewhere, and
/// wants the `entry_cost` back within `payback_months`.
[[nodiscard]] constexpr bool joins(double profit, double outside, double entry_cost, double payback_months) {
    return profit >= outside + entry_cost / payback_months;
}

/// Chance that a seller lists on a platform where it expects `profit` before fixed costs of `fixed`: profit - fixed
/// above a logistic draw of scale `noise`. Each platform is decided on by itself. All in the same money and time;
/// without noise it lists where it gains.
[[nodiscard]] inline double lists_on(double profit, double fixed, double noise) {
    if (noise <= 0.0) return profit > fixed ? 1.0 : 0.0;
    return logistic((profit - fixed) / noise);
}

}  // namespace pasar
