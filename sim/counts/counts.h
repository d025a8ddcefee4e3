// What one thread has counted since the run began. Only integers: adding threads' counts gives the same sum in any
// order, so results do not depend on which thread did what.
#pragma once

#include <cstddef>

#include "sim/counts/arrivals.h"
#include "sim/counts/ended_orders.h"
#include "sim/counts/repeat_ladder.h"
#include "sim/counts/subscriber_cohorts.h"
#include "sim/counts/tally.h"

namespace pasar {

struct Counts {
    /// `origins` as in Arrivals.
    Counts(const Extent& extent, std::size_t months, std::size_t origins = 0)
        : tally(extent), cohorts(months), arrivals(months, origins) {}
    Tally tally;
    CohortTally cohorts;
    EndedOrders ended;
    RepeatLadder ladder;
    SubscriberCohorts subscribers;
    Arrivals arrivals;

    void add(const Counts& other) {
        tally.add(other.tally);
        cohorts.add(other.cohorts);
        ended.add(other.ended);
        ladder.add(other.ladder);
        subscribers.add(other.subscribers);
        arrivals.add(other.arrivals);
    }
};

}  // namespace pasar
