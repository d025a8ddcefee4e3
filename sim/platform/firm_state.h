// The scenario's firm on one platform, as it changes from day to day (firm.h).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "agents/money.h"

namespace pasar {

inline constexpr std::uint32_t kNoFirm = std::numeric_limits<std::uint32_t>::max();

struct FirmState {
    std::uint32_t seller = kNoFirm;
    std::uint32_t first_offer = 0;    ///< its offers are numbered from here on, those of one kind of goods together
    std::vector<std::uint8_t> goods;  ///< of each offer: index into FirmSpec::goods
    std::vector<Money> asked;         ///< of each offer: the price that the scenario says or leads to
    // Its line of orders to dispatch; that of an own store is DayConditions::picking_backlog.
    double backlog = 0.0;
    double arriving = 0.0;  ///< orders of the last day
    // Where it sells in several channels of one world, one line serves them all, and this holds all their orders.
    bool shares_line = false;
    double placed = 0.0;  ///< orders of today, sold-out ones apart; where it shares a line
};

}  // namespace pasar
