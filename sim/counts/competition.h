// What is told of platforms that compete in one world: shares, buyers who order on several, where orders come from.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/counts/result.h"

namespace pasar {

class Platform;

/// Key figures of a platform among others; all NaN where there is nothing to divide by.
struct CompetitionFigures {
    double order_share = kNoValue;     ///< of the orders of all platforms, on the days that count
    double sales_share = kNoValue;     ///< of gmv
    double customer_share = kNoValue;  ///< of the sum over platforms of customers at the end
    double multi_homers = kNoValue;    ///< share of its buyers who ordered on another platform as well, since day 0
    double duplication = kNoValue;     ///< mean over other platforms of D, see duplication_of()
    double switched_share = kNoValue;  ///< of its orders since day 0, those whose buyer had last ordered elsewhere
    double market_orders = kNoValue;   ///< on all platforms, on the days that count
};
/// Pre: the platform's world competes.
[[nodiscard]] CompetitionFigures competition_figures(const Platform& platform);

/// How much more often buyers of one platform also order on another than if one had nothing to do with the other:
/// D = b_ij / (b_i b_j), where b is the share of the market's buyers who ordered on i, on j, on both (the duplication
/// of purchase law says that D is alike for all pairs: Goodhardt & Ehrenberg 1969; Ehrenberg, Uncles & Goodhardt 2004).
/// Takes numbers of buyers; NaN where one platform has none.
[[nodiscard]] double duplication_of(std::int64_t both, std::int64_t first, std::int64_t second, std::int64_t market);

// Tables of a platform that competes; null gives their columns.
[[nodiscard]] Table shares_table(const Platform* platform);
[[nodiscard]] Table flows_table(const Platform* platform);
[[nodiscard]] Table multihoming_table(const Platform* platform);
[[nodiscard]] Table duplication_table(const Platform* platform);

/// What flows.csv calls the origin of buyers who had ordered nowhere.
inline constexpr std::string_view kNowhereBefore = "nowhere before";

}  // namespace pasar
