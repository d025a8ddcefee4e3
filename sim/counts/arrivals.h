// Where buyers come from who order on a platform, where several compete.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pasar {

/// Orders by month and by where their buyer had ordered before.
struct Arrivals {
    /// `origins`: platforms that an order could come from and one more, for buyers who had ordered nowhere; 0 counts
    /// nothing.
    Arrivals(std::size_t months, std::size_t origins_there_are)
        : origins(origins_there_are), orders(months * origins_there_are) {}

    std::size_t origins;
    std::vector<std::int64_t> orders;  ///< [month × origins + origin]

    void add(const Arrivals& other) {
        for (std::size_t i = 0; i < orders.size(); ++i) orders[i] += other.orders[i];
    }
};

}  // namespace pasar
