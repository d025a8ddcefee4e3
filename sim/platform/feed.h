// A platform that is free to read: who reads it, and what there is to read this morning.
#pragma once

#include <array>
#include <cstdint>

namespace pasar {

/// Of platforms whose `matching.kind` is "feed"; of others it stays as it is.
struct FeedState {
    /// People by the days since they last read, 0 being the last day.
    std::array<std::int64_t, 30> last_read{};
    /// Visits a day over the occasions of all buyers, smoothed over 30 days. Before the first day those who know the
    /// platform are taken for active.
    double activity = 0.0;
    std::int64_t good_posts = 0, bad_posts = 0;  ///< of members yesterday, for today

    // Worked out each morning.
    double network_term = 0.0;  ///< what the activity adds to the utility of a visit
    double fresh = 0.0;         ///< share of visits that find something new
    double from_members = 0.0;  ///< share of what there is to read that members wrote
    double bad = 0.0;           ///< share of that which is bad
    double quality = 0.0;       ///< mean of what a visit finds

    [[nodiscard]] std::int64_t monthly_active() const {
        std::int64_t people = 0;
        for (const std::int64_t count : last_read) people += count;
        return people;
    }
};

}  // namespace pasar
