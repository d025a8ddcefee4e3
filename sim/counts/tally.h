// What one worker thread has counted since the run began. Only integers: adding workers' tallies gives the same sum in
// any order, so results do not depend on which thread did what. Sums of money stay at the end of their range rather
// than wrap; see countable.h.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "agents/kinds.h"
#include "agents/retention.h"
#include "sim/counts/ledger.h"
#include "sim/counts/measures.h"

namespace pasar {

/// How many of each there are in a market: what has a row of its own in the tables.
struct Extent {
    std::size_t segments = 0, regions = 0, payments = 0, couriers = 0;
};

/// Counts that are kept apart for each segment, region, payment method and seller kind.
struct GroupCounts {
    std::int64_t visits = 0, orders = 0, delivered = 0, failures = 0, complaints = 0, refunds = 0, left = 0,
                 won_back = 0, first_orders = 0, settled = 0;
    std::int64_t shown = 0;  ///< visits that saw offers
    std::int64_t gmv = 0, paid = 0, buyer_loss = 0;
    std::int64_t satisfaction = 0;  ///< millionths, over settled orders
    std::int64_t surplus = 0;       ///< millionths, over visits that saw offers

    void add(const GroupCounts& o);
};

struct CourierCounts {
    std::int64_t parcels = 0, delivered = 0, on_time = 0, lost = 0, damaged = 0, undeliverable = 0, refused = 0,
                 days = 0, rescued = 0, wait_days = 0;
    std::int64_t revenue = 0, liability = 0, cashback = 0;

    void add(const CourierCounts& o);
};

struct ComplaintCell {
    std::int64_t count = 0, before = 0, after = 0;  ///< satisfaction in millionths, summed
};

/// What a kind of supply sold, and what that cost it beside goods and commission; see Plan::watches_demand.
struct TradeCounts {
    std::int64_t goods = 0;  ///< price of what was sold
    std::int64_t units = 0;
    std::int64_t costs = 0;    ///< shipping borne, charges, goods lost; less what is earned whatever the price
    std::int64_t refunds = 0;  ///< paid back after the sale
};

/// Parcels that came back for one reason.
struct ReasonCounts {
    std::int64_t orders = 0, goods = 0;
    std::int64_t shipping = 0;  ///< what both ways cost
};

/// Customers who left, by what was wrong with their last order: [reason][true cause][felt cause][at once], at once
/// being those who left instead of complaining.
using LeaverCounts =
    std::array<std::array<std::array<std::array<std::int64_t, 2>, kCountOf<FeltCause>>, kCountOf<Cause>>,
               kCountOf<LeavingReason>>;

/// What every market counts alike.
struct FixedTally {
    DayCounts counts{};
    Books books;
    std::array<GroupCounts, kCountOf<SellerKind>> seller_kinds{};
    /// [true cause][felt cause][complained][remedy]
    std::array<std::array<std::array<std::array<ComplaintCell, kCountOf<Remedy>>, 2>, kCountOf<FeltCause>>,
               kCountOf<Cause>>
        complaints{};
    LeaverCounts leavers{};
    /// [from][to]
    std::array<std::array<std::int64_t, kCountOf<Stage>>, kCountOf<Stage>> moves{};
    std::int64_t promoters = 0;    ///< buyers who recommend, net of those who stopped
    std::int64_t detractors = 0;   ///< buyers who warn, net of those who stopped
    std::int64_t detraction = 0;   ///< their loudness, in thousandths of a detractor
    std::int64_t praise = 0;       ///< loudness of those who recommend, in thousandths of a promoter
    std::int64_t trust = 0;        ///< millionths, summed over customers who have not left
    std::int64_t experienced = 0;  ///< quality of goods received, millionths, summed
    std::int64_t inflated = 0;     ///< score shown less quality received, millionths, summed
    std::int64_t experiences = 0;
    // Of the same deliveries, for what scores are worth (ScoreLesson): what the score told, by how much the goods were
    // better than expected without it, and squares and products; millionths, summed.
    std::int64_t signal = 0, surprise = 0, signal_squared = 0, signal_by_surprise = 0;
    std::int64_t people_tickets = 0;  ///< complaints put into the queue for people
    std::int64_t own_orders = 0;      ///< orders put on the own picking line
    std::int64_t open_orders = 0;     ///< placed less ended
    std::int64_t open_tickets = 0;
    std::int64_t held_open = 0;          ///< money of buyers in open orders that is not paid out, in money units
    std::array<TradeCounts, 2> trade{};  ///< of independent sellers, of the own store
    /// Net of those who are so no longer, by SubscriptionState.
    std::array<std::int64_t, 5> subscriptions{};
    std::int64_t recurring = 0;  ///< what paying subscribers are billed for 30 days

    void count(Count what, std::int64_t by = 1) { counts[static_cast<std::size_t>(what)] += by; }
    void count(Count what, Money by) { add_up(counts[static_cast<std::size_t>(what)], by.units); }
};

/// And what it counts for each of its segments, regions, payment methods and couriers.
struct Tally : FixedTally {
    /// Parcels ended, and ended well.
    using Parcels = std::array<std::int64_t, 2>;
    using LossesByParty = std::array<std::int64_t, kCountOf<Party>>;

    std::vector<GroupCounts> segments, regions, payments;
    std::vector<CourierCounts> couriers;
    std::vector<Parcels> courier_region;                            ///< see parcels_of
    std::vector<std::array<LossesByParty, kCountOf<Fate>>> losses;  ///< [payment][incident][party]
    std::vector<std::array<std::int64_t, kCountOf<Fate>>> fates;    ///< [payment][incident]

    /// [payment][way back][reason]
    std::vector<std::array<std::array<ReasonCounts, kCountOf<Reason>>, kCountOf<WayBack>>> reasons;

    explicit Tally(const Extent& extent = {});

    /// Per courier and region of the buyer: what the policy smart learns from.
    [[nodiscard]] Parcels& parcels_of(std::size_t courier, std::size_t region) {
        return courier_region[courier * regions.size() + region];
    }
    [[nodiscard]] const Parcels& parcels_of(std::size_t courier, std::size_t region) const {
        return courier_region[courier * regions.size() + region];
    }

    /// Pre: of the same extent.
    void add(const Tally& other);
    void take_off(const Tally& other);
    /// Whether `fits` is true of every sum.
    template <class Fits>
    [[nodiscard]] bool all_of(Fits fits) const;
};

/// Buyers per cohort month and month of leaving; apart from Tally since its size grows with the run.
struct CohortTally {
    explicit CohortTally(std::size_t count = 0)
        : months(count), joined(count, 0), left(count * count, 0), lost(count, 0) {}
    std::size_t months;
    std::vector<std::int64_t> joined;  ///< first orders by month
    std::vector<std::int64_t> left;    ///< [cohort * months + month]: left less won back
    std::vector<std::int64_t> lost;    ///< by month: of the customers with whom it began, those who are none at its end

    void add(const CohortTally& other);
};

/// All integers of structs that hold nothing else.
template <class Struct>
[[nodiscard]] std::span<const std::int64_t> integers_of(const Struct* first, std::size_t count) {
    static_assert(sizeof(Struct) % sizeof(std::int64_t) == 0 && std::is_trivially_copyable_v<Struct>);
    return {reinterpret_cast<const std::int64_t*>(first), count * sizeof(Struct) / sizeof(std::int64_t)};
}

template <class Fits>
bool Tally::all_of(Fits fits) const {
    const auto fit = [&](std::span<const std::int64_t> sums) { return std::all_of(sums.begin(), sums.end(), fits); };
    const auto all_fit = [&](const auto& list) { return fit(integers_of(list.data(), list.size())); };
    return fit(integers_of(static_cast<const FixedTally*>(this), 1)) && all_fit(segments) && all_fit(regions) &&
           all_fit(payments) && all_fit(couriers) && all_fit(courier_region) && all_fit(losses) && all_fit(fates) &&
           all_fit(reasons);
}

/// A fraction as whole millionths, halves away from zero.
[[nodiscard]] inline std::int64_t millionths(double x) { return whole_part(x * 1e6 + (x < 0 ? -0.5 : 0.5)); }

}  // namespace pasar
