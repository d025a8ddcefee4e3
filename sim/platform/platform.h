// A platform: one business model at work in a world.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "agents/reputation.h"
#include "scenarios/scenario.h"
#include "sim/counts/counts.h"
#include "sim/memory/pages.h"
#include "sim/people/block.h"
#include "sim/people/relationship.h"
#include "sim/phases/outbox.h"
#include "sim/platform/auctions.h"
#include "sim/platform/bookings.h"
#include "sim/platform/distributors.h"
#include "sim/platform/feed.h"
#include "sim/platform/firm_state.h"
#include "sim/platform/offers.h"
#include "sim/platform/price_beliefs.h"
#include "sim/platform/standing.h"
#include "sim/world/plan.h"

namespace pasar {

class Watch;
class World;
struct Scratch;

/// What everybody can see or feel of a platform this morning.
struct DayConditions {
    double response_seconds = 0.0;
    double lost_share = 0.0;
    std::vector<double> abandon;  ///< per segment
    double quality_belief = 0.5;
    double rating_inflation = 0.0;                   ///< by how much what is shown stands above what buyers then got
    ScoreLesson scores;                              ///< what a difference in scores is taken to mean
    std::vector<double> courier_wait_parcels;        ///< backlog of each courier
    std::vector<double> courier_yesterday;           ///< parcels handed over to each
    ByZone<std::vector<std::uint8_t>> best_courier;  ///< per zone and region of the buyer
    double support_backlog = 0.0, support_yesterday = 0.0;
    double picking_backlog = 0.0, picking_yesterday = 0.0;
    std::vector<double> adstock;  ///< per advertising line
};

/// What had happened before the first day that is counted: to be taken off sums over the run.
struct BeforeCounting {
    struct SellerSoFar {
        std::int64_t orders = 0;
        Money income, gmv;
        SellerLedger ledger;
    };
    Tally tally;
    std::vector<SellerSoFar> sellers;  ///< those there were
};

/// What is owed to a courier and by it until the next invoice.
struct CourierAccount {
    Money due, cashback;
};

/// The phases of a day, in their order.
inline constexpr std::array<const char*, 11> kPhases{"attract",       "publish_offers", "shop",     "clear_market",
                                                     "fulfil",        "deliver",        "blame",    "recover",
                                                     "give_feedback", "stay_or_go",     "close_day"};
using PhaseSeconds = std::array<double, kPhases.size()>;

/// All of a platform that changes from day to day, save for what threads count. What follows from the scenario stands
/// in Platform, so that a copy may go on under another one (see snapshot.h).
struct PlatformState {
    ZeroedPages<Relationship> relationships;  ///< with each buyer of the world, by number
    std::vector<Dealings> dealings;           ///< with each block
    std::vector<std::int64_t> aware;          ///< buyers who know it, per segment
    std::vector<Seller> sellers;              ///< the own store, where there is one, is number 0
    std::vector<Offer> offers;
    std::vector<Ratings> ratings;  ///< see Offer::rated
    std::size_t own_offers = 0;    ///< the first so many offers are the store's own, since day 0; later ones may be
    std::vector<std::int64_t> sold_at_review;  ///< Offer::sold when the platform last looked for what to enter
    std::int64_t entered = 0;                  ///< own offers opened since day 0
    std::vector<Distributor> distributors;     ///< empty where nobody could be one
    std::size_t first_known_seller =
        0;                       ///< from here on stand those of MarketSpec::known_sellers, where a model has them
    FirmState firm;              ///< the scenario's, if it has one
    std::vector<float> weights;  ///< exp(offer's part of V), [offer × classes + class of customers]
    std::vector<Shelf> shelves;  ///< [category], or [category × regions + region], see shelf_of()
    DayConditions conditions;
    std::vector<BuyerTurnedSeller> new_sellers;  ///< tomorrow's, by number
    /// What sellers of each type have earned a day, in money units for each offer of their size, over the last days.
    std::vector<double> prospects;
    PriceBeliefs price_beliefs;
    Auctions auctions;
    Bookings bookings;
    FeedState feed;
    PlatformStanding standing;

    MoneyUnderWay money;
    ByDay<std::vector<Payout>> payouts;
    std::vector<CourierAccount> courier_accounts;
    Books own_books;                                        ///< transfers made by phases that one thread leads
    Tally own_tally;                                        ///< counts of those phases
    Tally total;                                            ///< of all threads, at the end of the last day
    std::shared_ptr<const BeforeCounting> before_counting;  ///< null while or where nothing is left out
    std::vector<DayRow> days;
    std::vector<std::array<std::array<std::int64_t, 2>, kCountOf<Stage>>> stage_moves;  ///< per day and stage: in, out
    std::vector<Books> books_by_day;     ///< transfers since the beginning, at the end of each day
    std::vector<OrderStory> stories;     ///< by the day they ended, buyer and wish
    std::vector<SellerDay> seller_days;  ///< by day, seller and category
    /// A few customers who left, for each reason: the latest at the end.
    std::array<std::vector<Leaver>, kCountOf<LeavingReason>> leavers;
    double orders_sample = 0.0;
    bool keep_reviews = false;   ///< fill seller_days
    bool keep_auctions = false;  ///< all of Auctions::ended
    bool keep_bookings = false;  ///< fill Bookings::provider_days
    bool keep_tables = true;
    PhaseSeconds phase_seconds{};  ///< of phases that one thread leads
};

// What the phases work on is public to them; everyone else reads RunResult.
class Platform : public PlatformState {
public:
    /// The model of this number in the scenario in force, on a state that is given.
    Platform(PlatformState state, const World& world, std::size_t number, std::size_t threads);
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;
    ~Platform();

    const World& world;
    const std::size_t number;  ///< index into Scenario::models
    const std::uint16_t bit;   ///< of Buyer::knows
    const WorldKey key;        ///< of what is drawn on it, other than traits of people and their wishes
    const bool is_shut;        ///< the firm's own store, which is none of its channels: it never opens
    Plan plan;
    Watch* watch = nullptr;  ///< told what happens to some; see watch.h

    /// What one thread counts, hands on and works with.
    struct Thread {
        Counts counts;
        Outbox outbox;
        std::unique_ptr<Scratch> scratch;
        PhaseSeconds phase_seconds{};  ///< of phases by block
    };
    std::vector<Thread> threads;

    [[nodiscard]] const ModelSpec& model() const;
    /// Whether this is its first day; and whether that has come.
    [[nodiscard]] bool opens_today() const;
    [[nodiscard]] bool is_open() const;
    /// Looks up anew what follows from the scenario in force.
    void renew_plan();
    /// Offer weights etc. sized for the offers there are now.
    void make_room_for_offers();

    /// The shelf of a category that a buyer of this region sees: one for all, unless providers serve their own region
    /// alone.
    [[nodiscard]] std::size_t shelf_of(std::size_t category, std::size_t region) const;

    [[nodiscard]] std::size_t bytes() const;
    /// Of all threads, up to the end of the last day.
    [[nodiscard]] CohortTally cohorts() const;
    [[nodiscard]] RepeatLadder ladder() const;
    [[nodiscard]] SubscriberCohorts subscriber_cohorts() const;
    /// Of the days that count, up to the end of the last one: all since the warm-up.
    [[nodiscard]] Tally counted() const;
    /// Own offers, those opened since day 0 included.
    [[nodiscard]] std::size_t all_own_offers() const { return own_offers + static_cast<std::size_t>(entered); }
    /// The first seller is the platform's own store where it has one, whatever its kind says.
    [[nodiscard]] bool is_own_store(std::size_t seller) const { return sellers[seller].is_store; }
    /// A seller's orders served, income, sales and ledger on the days that count.
    [[nodiscard]] BeforeCounting::SellerSoFar counted_of_seller(std::size_t seller) const;
    /// Orders placed on the days that count; for rates of orders.
    [[nodiscard]] WeighedOrders weighed_orders() const;
};

}  // namespace pasar
