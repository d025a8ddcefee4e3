// The bookings of a platform whose services are given on a day: how many places of each day are taken.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pasar {

/// Places of days to come, by offer. Days are kept in a ring as long as anything can be booked ahead.
struct Bookings {
    std::size_t days = 0;               ///< length of the ring; 0 where nothing is booked
    std::vector<std::uint16_t> booked;  ///< [offer × days + day in the ring]: bookings of that day
    std::vector<std::uint16_t> advance; ///< of these, at the advance fare
    std::vector<std::uint16_t> staying; ///< [the same]: buyers who have come and stay on that day
    std::vector<std::uint16_t> capacity;  ///< of each offer: places a day
    std::vector<std::uint16_t> limit;     ///< of each offer: most bookings of a day
    std::vector<std::uint16_t> kept;      ///< of each offer: places that the advance fare cannot take
    /// What has been learned for the rules: bookings that came to their day, those of them whose buyers came, demand at
    /// the full fare a day and offer with its square.
    double due = 0.0, came = 0.0;
    double full_fare_days = 0.0, full_fare = 0.0, full_fare_squares = 0.0;

    [[nodiscard]] std::size_t at(std::size_t offer, std::int64_t day) const {
        return offer * days + static_cast<std::size_t>(day) % days;
    }
    [[nodiscard]] std::size_t bytes() const {
        return (booked.capacity() + advance.capacity() + staying.capacity() + capacity.capacity() + limit.capacity() +
                kept.capacity()) *
               sizeof(std::uint16_t);
    }
};

}  // namespace pasar
