// Visits that a message may bring on a later day, and the day on which a customer lapses.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/memory/by_day.h"

namespace pasar {

/// What brings a buyer to a visit: a wish of its own, a message, or a visit that the site turned away. Lapse brings
/// none: from that day on the buyer has lost interest. Renewal brings none either: a subscription has something due.
enum class Occasion : std::uint8_t { Wish, CouponVisit, Reminder, WinBack, TryAgain, Lapse, Renewal };

struct Appointment {
    std::uint16_t member = 0;  ///< of the block
    Occasion kind = Occasion::Reminder;
};

/// Those of one block with one platform.
using Appointments = ByDay<std::vector<Appointment>>;

}  // namespace pasar
