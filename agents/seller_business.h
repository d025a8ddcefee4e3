// Whether it pays to be a seller: joining, and giving up. Free entry and exit: Salop 1979; Anderson, de Palma & Thisse
// 1992.
#pragma once

#include <algorithm>

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

}  // namespace pasar
