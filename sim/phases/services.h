// Services that are booked for a day, by block: what a visit wants, its request, the order of a booking granted, and
// the day itself.
#pragma once

#include <cstdint>

#include "sim/phases/turn.h"

namespace pasar {

/// The days that a visit is about.
struct StayWanted {
    std::int64_t first = 0;  ///< day
    std::int64_t days = 1;
    bool is_short = false;      ///< at short notice
    bool is_advance = false;    ///< early enough for the advance fare
    bool is_in_horizon = true;  ///< not too far ahead to be booked
    std::uint32_t turn = 0;     ///< of its request among those of the day for one offer
};
/// It follows from buyer and wish alone, so that every model meets the same wishes.
[[nodiscard]] StayWanted stay_wanted(const Turn& turn, std::uint32_t buyer, std::uint32_t wish);

/// Fare of a day over the offer's price.
[[nodiscard]] double fare_of(const BookingSpec& spec, const StayWanted& stay);

/// Whether a provider has a place on each of these days, as bookings stand now; of the advance fare, beyond those kept
/// for the full fare.
[[nodiscard]] bool has_room(const Platform& platform, std::uint32_t offer, const StayWanted& stay);

/// By how much the utility of an offer differs from that of a unit bought at its price: the fare, what short notice
/// does to the weight of the price, and the fee, which a stay of several days pays once. `price_ratio` as in
/// OfferUtility.
[[nodiscard]] double utility_of_stay(const Turn& turn, const StayWanted& stay, double price_weight, double price_ratio,
                                     double fee_ratio);

/// A booking asked for: granted or not when the market is cleared.
void ask_for_booking(Turn& turn, Purchase wanted, const StayWanted& stay);

/// Bookings of today for which there was room become orders, due on their day or on that on which they are called off.
void take_bookings(Turn& turn);

/// What becomes of a booking on its day, as far as its buyer and its provider go.
enum class Attendance : std::uint8_t {
    Comes,
    NoShow,
    NotServed,  ///< the provider does not come
    NeverCame   ///< nor ever meant to: it has been paid
};
[[nodiscard]] Attendance attendance(const Platform& platform, std::uint32_t offer, std::uint32_t buyer,
                                    std::uint32_t wish, std::uint8_t payment);

/// The day of a booking, or that on which it is called off. True when its buyer has something to judge: a service, or
/// that there was none. Others are settled then.
[[nodiscard]] bool attend(Turn& turn, std::uint32_t slot);

/// By how much the quality of a provider's service is lower today for being crowded.
[[nodiscard]] double overload_today(const Turn& turn, std::uint32_t offer);

}  // namespace pasar
