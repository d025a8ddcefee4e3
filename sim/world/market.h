// The market: who takes part, as they stand, and the day.
//
// Inside a phase a worker reads what stood in the morning and writes only its own block of buyers and its own tallies;
// between phases the tallies are added up. All that is shared and changes is an integer or is worked out by one thread
// in a fixed order, so a run gives the same bytes on any number of threads.
#pragma once

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/scenario.h"
#include "scenarios/timeline.h"
#include "sim/counts/ended_orders.h"
#include "sim/counts/result.h"
#include "sim/counts/tally.h"
#include "sim/memory/pages.h"
#include "sim/people/buyers.h"
#include "sim/people/calendar.h"
#include "sim/platform/offers.h"
#include "sim/stories/watched_event.h"
#include "sim/world/courier_lines.h"
#include "sim/world/plan.h"
#include "sim/world/run.h"

namespace pasar {

/// Money on its way that arrives on a given day, per day of a ring of Agenda::kHorizonDays.
using DayRing = std::array<std::int64_t, Agenda::kHorizonDays>;
struct MoneyUnderWay {
    DayRing settling{};      ///< payment_transit -> held
    DayRing courier_cash{};  ///< courier_cash -> held
    DayRing own_sales{};     ///< held -> platform
    DayRing held_refunds{};  ///< held -> buyers
    DayRing refunds{};       ///< refunds_due -> buyers

    void add_and_clear(MoneyUnderWay& other);
};

/// An independent seller's share of an order, and the platform's, both out of held money on the day it is released.
struct Payout {
    std::uint32_t seller = 0;
    std::uint16_t day = 0;
    Money to_seller, to_platform;
};
/// What a seller owes the platform at once: a refund, a return, a fee. What its balance cannot bear the platform bears.
struct Clawback {
    std::uint32_t seller = 0;
    bool is_refund = false;  ///< counts as cost of remedies where the platform bears it
    Money amount;
};

/// An order that lost or may lose the race for the last unit.
struct Contest {
    std::uint32_t offer, hash, block, slot;
    std::uint16_t buyer, units;
};

/// One settled order, as the table "orders" tells it.
struct OrderStory {
    std::uint32_t buyer;
    std::uint8_t segment;
    std::uint16_t ended;
    Order order;
};

/// A customer who left, and the order after which it did.
struct Leaver {
    std::uint32_t buyer = 0;
    std::uint32_t offer = 0;
    std::uint16_t day = 0;  ///< on which it left
    LeavingReason reason = LeavingReason::LostInterest;
    Cause cause = Cause::Nobody;
    FeltCause felt = FeltCause::Shop;
    bool at_once = false;       ///< instead of complaining
    float satisfaction = 0.0F;  ///< with that order, at the end
};

/// An offer chosen and paid for in phase 3, to become an order.
struct Purchase {
    std::uint32_t offer = 0;
    std::uint32_t wish = 0;    ///< key of the luck
    std::uint16_t member = 0;  ///< index of the buyer inside the block
    std::uint8_t payment = 0;
    std::uint8_t zone = 0;      ///< see kZones
    bool coupon_valid = false;  ///< the buyer's coupon can be used on it
    double basket_draw = 0.0, mistake_draw = 0.0;
};

/// What one thread writes while a day is worked through.
struct Worker {
    explicit Worker(std::size_t months) : cohorts(months) {}
    Tally tally;
    CohortTally cohorts;
    EndedOrders ended;
    MoneyUnderWay money;
    std::vector<OfferTally> offers;   ///< today's
    std::vector<Payout> payouts;      ///< decided today
    std::vector<Clawback> clawbacks;  ///< due today
    std::vector<Contest> contests;
    std::vector<OrderStory> stories;                           ///< of the sampled orders settled today
    std::vector<Leaver> leavers;                               ///< today's
    std::vector<WatchedEvent> watched;                         ///< today's, of a market under watch
    std::vector<std::uint8_t> new_sellers;                     ///< regions of buyers who began to sell today
    std::array<std::int64_t, kMaxCouriers> courier_parcels{};  ///< handed over today
    std::array<std::int64_t, kMaxCouriers> courier_due{};      ///< shipping and cash fees, to be invoiced
    std::array<std::int64_t, kMaxCouriers> cashback_due{};
    std::uint32_t first_buyer = 0;           ///< number of the first buyer of the block at work
    std::vector<std::uint16_t> members;      ///< scratch
    std::vector<std::uint32_t> slots;        ///< scratch
    std::vector<Purchase> purchases;         ///< of the block at work
    std::vector<double> stay_draw;           ///< of the settled orders of the block at work, drawn with other luck
    std::array<double, 10> phase_seconds{};  ///< of phases by block

    /// Adds what stands in `other` between two days: what it counted, and the sellers of tomorrow. All else is empty
    /// then.
    void take_over(const Worker& other);
};

/// What everybody can see or feel this morning.
struct DayConditions {
    double response_seconds = 0.0;
    double lost_share = 0.0;
    std::vector<double> abandon;  ///< per segment
    double quality_belief = 0.5;
    double rating_inflation = 0.0;  ///< by how much what is shown stands above what buyers then got
    std::array<std::array<double, kZones>, kMaxSegments> delay_factor{};       ///< exp(-delay weight × promised days)
    std::array<double, kMaxCouriers> courier_wait_parcels{};                   ///< backlog
    std::array<double, kMaxCouriers> courier_yesterday{};                      ///< parcels handed over
    std::array<std::array<std::uint8_t, kMaxRegions>, kZones> best_courier{};  ///< per zone and region of the buyer
    double support_backlog = 0.0, support_yesterday = 0.0;
    double picking_backlog = 0.0, picking_yesterday = 0.0;
    std::vector<double> adstock;  ///< per advertising line
};

/// What had happened before the first day that is counted: to be taken off sums over the run.
struct BeforeCounting {
    struct SellerSoFar {
        std::int64_t orders = 0;
        Money income, gmv;
    };
    Tally tally;
    std::vector<SellerSoFar> sellers;  ///< those there were
};

class Market;
class Watch;
/// A phase that each block of buyers goes through by itself.
struct BlockPhase {
    std::size_t number;  ///< in the order of the day, from 1
    void (*work)(Market&, Block&, Worker&);
};
inline constexpr std::array<const char*, 10> kPhases{"attract", "list",    "shop", "fulfil", "deliver",
                                                     "blame",   "recover", "tell", "retain", "close_day"};

/// All of a market that changes from day to day, save for what threads count (see Worker). What follows from the
/// scenario stands in Market, so that a copy of a market may go on under another one (see snapshot.h).
struct MarketState {
    std::int64_t today = 0;

    ZeroedPages<Buyer> buyers;
    std::vector<Block> blocks;
    std::vector<std::int64_t> aware;  ///< per segment
    std::vector<Seller> sellers;      ///< the own store, where there is one, is number 0
    std::vector<Offer> offers;
    std::size_t own_offers = 0;  ///< the first so many offers are the store's own
    std::size_t first_known_seller =
        0;                       ///< from here on stand those of MarketSpec::known_sellers, where a model has them
    std::vector<float> weights;  ///< exp(offer's part of V), [offer × classes + class of customers]
    std::vector<Shelf> shelves;  ///< per category
    DayConditions conditions;

    MoneyUnderWay money;
    std::array<std::vector<Payout>, Agenda::kHorizonDays> payouts;
    std::array<Money, kMaxCouriers> courier_due{}, cashback_due{};
    Books own_books;                                        ///< transfers made by phases that one thread runs
    Tally own_tally;                                        ///< counts of those phases
    Tally total;                                            ///< of all workers, at the end of the last day
    std::shared_ptr<const BeforeCounting> before_counting;  ///< null while or where nothing is left out
    std::vector<DayRow> days;
    std::vector<std::array<std::array<std::int64_t, 2>, kCountOf<Stage>>> stage_moves;  ///< per day and stage: in, out
    std::vector<Books> books_by_day;  ///< transfers since the beginning, at the end of each day
    std::vector<OrderStory> stories;  ///< by the day they ended, buyer and wish
    /// A few customers who left, for each reason: the latest at the end.
    std::array<std::vector<Leaver>, kCountOf<LeavingReason>> leavers;
    double orders_sample = 0.0;
    bool keep_tables = true;
    std::array<double, kPhases.size()> phase_seconds{};  ///< of phases that one thread leads
};

// What the phases work on is public to them; everyone else reads RunResult.
class Market : public MarketState {
public:
    Market(const Scenario& scenario, std::size_t model, std::int64_t replication, int threads);
    /// Stands where `other` stands and goes on under `scenario`: see copy_of in snapshot.h.
    Market(const Market& other, const Scenario& scenario, std::size_t model, int threads);
    Market(const Market&) = delete;
    Market& operator=(const Market&) = delete;

    /// One day. Throws Contradiction when the books do not agree with what stands behind them, and
    /// BeyondCounting when sums grow too large.
    void step();

    [[nodiscard]] std::int64_t day() const { return today; }
    [[nodiscard]] std::int64_t replication() const { return plan.world.replication; }
    [[nodiscard]] std::size_t bytes() const;
    /// Of all workers, up to the end of the last day.
    [[nodiscard]] CohortTally cohorts() const;
    /// Of the days that count, up to the end of the last one: all since the warm-up.
    [[nodiscard]] Tally counted() const;
    /// The first seller is the platform's own store where it has one, whatever its kind says.
    [[nodiscard]] bool is_own_store(std::size_t seller) const { return own_offers > 0 && seller == 0; }
    /// A seller's orders served, income and sales on the days that count.
    [[nodiscard]] BeforeCounting::SellerSoFar counted_of_seller(std::size_t seller) const;
    /// Orders placed on the days that count; for rates of orders.
    [[nodiscard]] WeighedOrders weighed_orders() const;

    std::shared_ptr<const Timeline> timeline;  ///< what is in force when
    // What is in force today, and what follows from it. Written by the constructors and by put_in_force (in_force.h)
    // only.
    Scenario scenario;
    const MarketSpec& spec;
    const ModelSpec& model;
    Plan plan;
    Season season;
    CourierLines courier_lines;
    std::vector<Worker> workers;
    Watch* watch = nullptr;  ///< told what happens to some; see watch.h

    /// Runs `work(Block&, Worker&)` over all blocks on all threads.
    template <class Work>
    void for_each_block(Work work) {
        arena_.execute([&] {
            tbb::parallel_for(std::size_t{0}, blocks.size(), [&](std::size_t i) {
                work(blocks[i], workers[static_cast<std::size_t>(tbb::this_task_arena::current_thread_index())]);
            });
        });
    }
    /// Takes every block through these phases, one after the other while it is at hand in the cache.
    void through_blocks(std::span<const BlockPhase> phases);
    /// Runs `work(begin, end)` over ranges of [0, size) on all threads. The work must not depend on how it is cut.
    template <class Work>
    void for_ranges(std::size_t size, std::size_t grain, Work work) {
        arena_.execute([&] {
            tbb::parallel_for(tbb::blocked_range<std::size_t>(0, size, grain),
                              [&](const auto& r) { work(r.begin(), r.end()); });
        });
    }

    [[nodiscard]] Buyer& buyer(const Block& block, std::uint16_t member) { return buyers[block.first + member]; }
    /// Offer weights etc. sized for the offers there are now.
    void make_room_for_offers();
    void weigh_promises();

private:
    /// Rests on a state that is given and on a plan made from the scenario.
    Market(MarketState state, const Scenario& scenario, std::size_t model, std::int64_t replication, int threads);

    /// Lets a run have more threads than the machine has cores, when it is asked to. Of several limits the least holds
    /// for all markets of the program, so a market that needs none sets none.
    std::optional<tbb::global_control> allowed_;
    tbb::task_arena arena_;
};

}  // namespace pasar
