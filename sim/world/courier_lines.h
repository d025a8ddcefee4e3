// How long a parcel waits for a courier whose capacity changes with the days: first in, first out by cumulative
// capacity.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/delivery.h"
#include "scenarios/timeline.h"
#include "sim/counts/tally.h"
#include "sim/people/buyers.h"

namespace pasar {

class CourierLines {
public:
    /// The capacities of a timeline, times `scale`.
    CourierLines(const Timeline& timeline, double scale);

    /// Whole days that a parcel waits, handed over on `day`, with `place` parcels in front of it.
    [[nodiscard]] double days_waiting(std::size_t courier, std::int64_t day, double place) const {
        return days_in_line(place, day, capacities_[courier], kLongestWait);
    }

private:
    /// What is under way arrives within the days that can be planned ahead, so no parcel waits longer than this.
    static constexpr std::int64_t kLongestWait = Agenda::kHorizonDays - 8;
    std::array<std::vector<CapacityFrom>, kMaxCouriers> capacities_;
};

}  // namespace pasar
