// The bookings of a platform whose services are given on a day: how many places of each day are taken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pasar {

/// What came of a provider's places and bookings so far, on days that count.
struct ProviderSums {
    std::int64_t offered = 0;     ///< places, a day each
    std::int64_t served = 0;      ///< places in which a buyer was served, a day each
    std::int64_t due = 0;         ///< bookings that came to their day
    std::int64_t no_shows = 0;    ///< of these, those whose buyers did not come
    std::int64_t not_served = 0;  ///< of these, those for whose buyers nobody was there
    std::int64_t denied = 0;      ///< of these, those whose buyers were turned away
};

/// A provider's day, as the table "provider_days" tells it. In places.
struct ProviderDay {
    std::uint32_t offer = 0;
    std::uint16_t day = 0;
    std::uint16_t capacity = 0;
    std::uint16_t booked = 0;  ///< those of guests who stay included
    std::uint16_t came = 0;    ///< likewise
    std::uint16_t served = 0;  ///< likewise
    std::uint16_t denied = 0;
};

/// Places of days to come, by offer. Days are kept in a ring as long as anything can be booked ahead.
struct Bookings {
    /// Longest stay, in days.
    static constexpr std::int64_t kLongestStay = 60;

    std::size_t days = 0;                 ///< length of the ring; 0 where nothing is booked
    std::vector<std::uint16_t> booked;    ///< [offer × days + day in the ring]: bookings of that day
    std::vector<std::uint16_t> staying;   ///< of these, of buyers who have come and stay on that day
    std::vector<std::uint16_t> asked;     ///< [the same]: bookings asked for at the full fare, refused ones included
    std::vector<std::uint16_t> capacity;  ///< of each offer: places a day
    std::vector<std::uint16_t> limit;     ///< of each offer: most bookings of a day
    std::vector<std::uint16_t> kept;      ///< of each offer: places that the advance fare cannot take
    std::vector<std::uint16_t> served;    ///< of each offer: places in which buyers are served today
    std::vector<float> demand;            ///< of each offer: bookings a day asked for at the full fare, as learned
    /// Bookings that came to their day, and those of them whose buyers came: so far, on the platform.
    double due = 0.0, came = 0.0;
    std::vector<ProviderSums> sums;          ///< of each offer
    std::vector<ProviderDay> provider_days;  ///< by day and offer, where they are kept

    [[nodiscard]] std::size_t at(std::size_t offer, std::int64_t day) const {
        return offer * days + static_cast<std::size_t>(day) % days;
    }
    [[nodiscard]] std::size_t bytes() const {
        return (booked.capacity() + staying.capacity() + asked.capacity() + capacity.capacity() + limit.capacity() +
                kept.capacity() + served.capacity()) *
                   sizeof(std::uint16_t) +
               demand.capacity() * sizeof(float) + sums.capacity() * sizeof(ProviderSums) +
               provider_days.capacity() * sizeof(ProviderDay);
    }
};

}  // namespace pasar
