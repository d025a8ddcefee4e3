// How long a parcel waits for a courier whose capacity changes with the days: first in, first out by cumulative
// capacity.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/delivery.h"
#include "scenarios/timeline.h"

namespace pasar {

class CourierLines {
public:
    /// The capacities of a timeline, times `scale`.
    CourierLines(const Timeline& timeline, double scale);

    /// Whole days that a parcel waits, handed over on `day`, with `ahead` parcels in front of it.
    [[nodiscard]] double days_waiting(std::size_t courier, std::int64_t day, double ahead) const {
        return days_in_line(ahead, day, capacities_[courier], kLongestWait);
    }

private:
    /// Of a parcel whose courier never works again. Longer than anybody waits for one.
    static constexpr std::int64_t kLongestWait = 3 * 365;
    std::vector<std::vector<CapacityFrom>> capacities_;  ///< by courier
};

}  // namespace pasar
