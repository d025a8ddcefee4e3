// What a seller earned and what it paid, line by line. Its profit is what is left, to the unit.
#pragma once

#include <cstdint>

#include "agents/money.h"

namespace pasar {

struct SellerLedger {
    std::int64_t sales = 0;       ///< goods of orders whose money was released, and what limited refunds left of others
    std::int64_t commission = 0;  ///< less what the platform gave back with refunds
    std::int64_t fees = 0;        ///< for listing and joining
    std::int64_t shipping = 0;    ///< of orders sold, as far as buyers did not pay it
    std::int64_t goods = 0;       ///< cost of goods sold, replaced or lost, less what couriers paid for these
    std::int64_t returns = 0;     ///< refunds after the release, and shipping of failed orders
    std::int64_t advertising = 0;  ///< bought from the platform
    std::int64_t fixed = 0;        ///< costs of its own

    bool operator==(const SellerLedger&) const = default;

    [[nodiscard]] constexpr Money profit() const {
        Money left{sales};
        for (const std::int64_t cost : {commission, fees, shipping, goods, returns, advertising, fixed})
            left -= Money{cost};
        return left;
    }
    constexpr SellerLedger& operator+=(const SellerLedger& other) { return add(other, 1); }
    constexpr SellerLedger& operator-=(const SellerLedger& other) { return add(other, -1); }

private:
    constexpr SellerLedger& add(const SellerLedger& other, std::int64_t sign) {
        add_up(sales, sign * other.sales);
        add_up(commission, sign * other.commission);
        add_up(fees, sign * other.fees);
        add_up(shipping, sign * other.shipping);
        add_up(goods, sign * other.goods);
        add_up(returns, sign * other.returns);
        add_up(advertising, sign * other.advertising);
        add_up(fixed, sign * other.fixed);
        return *this;
    }
};

}  // namespace pasar
