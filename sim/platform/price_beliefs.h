// What those who set prices by demand know of it: kept per platform, from all that buyers chose there, and per seller,
// since it last looked at its price. Empty where nobody asks; see Plan::watches_demand.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace pasar {

struct PriceBeliefs {
    /// Of a segment. What is older fades.
    struct Segment {
        double visits = 0.0;  ///< that saw offers
        double views = 0.0;   ///< places on the pages of these
        double orders = 0.0;
        double units = 0.0;
    };
    /// Of independent sellers, or of the own store; likewise.
    struct Trade {
        double goods = 0.0, units = 0.0, costs = 0.0, refunds = 0.0;

        [[nodiscard]] double cost_a_unit() const { return units > 0.0 ? costs / units : 0.0; }
        [[nodiscard]] double refunded() const { return goods > 0.0 ? refunds / goods : 0.0; }
    };
    /// Of a seller, since it last looked at its price.
    struct Window {
        double views = 0.0;  ///< visits in whose page any of its offers stood
        std::int64_t orders = 0;
        std::int64_t days = 0;
    };

    std::vector<Segment> segments;
    std::array<Trade, 2> trade{};  ///< of independent sellers, of the own store
    double store_orders = 0.0;
    std::vector<Window> windows;  ///< by seller

    [[nodiscard]] bool empty() const { return segments.empty(); }
};

}  // namespace pasar
