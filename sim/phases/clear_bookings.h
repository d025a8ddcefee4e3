// Part of phases 2, 4 and 11: bookings of places of a day. One thread leads these, as a booking hangs on those before
// it.
#pragma once

#include "sim/phases/outbox.h"
#include "sim/platform/platform.h"

namespace pasar {

/// The morning: how many places each provider has today, how many bookings it takes, how many places it keeps for the
/// full fare. Pre: make_room_for_offers().
void open_bookings(Platform& platform);

/// Requests of today are granted while there is room; of the bookings whose day has come it is seen how many come, and
/// where more do than there is room for, who is turned away.
void clear_bookings(World& world, Platform& platform);

/// The evening: days that became free, guests who stay, what the day taught. Today's places are gone.
void close_bookings(Platform& platform, const Outbox& today);

}  // namespace pasar
