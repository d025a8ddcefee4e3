// A few thousand buyers of one segment, who are worked on together: by one thread at a time, while they are at hand in
// the cache.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/counts/panel.h"
#include "sim/people/appointment.h"
#include "sim/people/calendar.h"
#include "sim/people/liked_offers.h"
#include "sim/platform/order.h"
#include "sim/platform/purchase.h"
#include "sim/platform/subscriptions.h"

namespace pasar {

struct Block {
    static constexpr std::uint32_t kBuyers = 4096;

    std::uint32_t first = 0;  ///< number of its first buyer
    std::uint32_t count = 0;
    std::uint8_t segment = 0;
    DayLists calendar;  ///< who has a wish on which day
};

/// What the buyers of a block and one platform have going on.
struct Dealings {
    OrderBook orders;
    Appointments appointments;
    std::vector<std::uint16_t> try_again;  ///< members whom the site turned away and who come again the next day
    BlockPanel panel;
    LikedOffers liked;                    ///< beside the one that each customer likes best
    std::vector<Won> won;                 ///< units that auctions left to members yesterday, to be paid for today
    std::vector<std::uint16_t> sniped;    ///< members who led in an auction yesterday until a late bid beat them
    std::vector<BookingRequest> granted;  ///< bookings of today for which there is room
    Subscriptions subscriptions;
    // Orders that today's phases hand on to each other.
    std::vector<std::uint32_t> placed, judged, complaining, settled;

    [[nodiscard]] std::size_t bytes() const {
        return orders.bytes() + subscriptions.bytes() + appointments.bytes() + liked.bytes() + panel.bytes() +
               (try_again.capacity() + sniped.capacity()) * sizeof(std::uint16_t) + won.capacity() * sizeof(Won) +
               granted.capacity() * sizeof(BookingRequest) +
               (placed.capacity() + judged.capacity() + complaining.capacity() + settled.capacity()) *
                   sizeof(std::uint32_t);
    }
};

}  // namespace pasar
