// The hash of a market's state: it tells any two markets apart that differ in a field, and no two that are alike.
#include "sim/world/state_hash.h"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <vector>

#include "sim/world/snapshot.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr unsigned kAllBits = 0xFF, kLowestBit = 1;  ///< the lowest alone where a byte may be a bool

/// How many bits of a record can be turned over without a change of its hash, looking at `bits` of each byte.
template <class Record, class Hash>
std::size_t bits_that_do_not_show(const Record& record, unsigned bits, Hash hash) {
    static_assert(std::is_trivially_copyable_v<Record>);
    std::array<unsigned char, sizeof(Record)> bytes{};
    std::memcpy(bytes.data(), &record, sizeof(Record));
    const std::uint64_t before = hash(record);
    std::size_t hidden = 0;
    for (unsigned char& byte : bytes) {
        for (unsigned bit = 1; bit <= kAllBits; bit <<= 1U) {
            if ((bits & bit) == 0) continue;
            Record changed;
            byte = static_cast<unsigned char>(byte ^ bit);
            std::memcpy(static_cast<void*>(&changed), bytes.data(), sizeof(Record));
            byte = static_cast<unsigned char>(byte ^ bit);
            hidden += hash(changed) == before ? 1 : 0;
        }
    }
    return hidden;
}

/// All integers of records that hold nothing else.
template <class Record>
std::span<std::int64_t> integers_to_change(Record* first, std::size_t count) {
    return {reinterpret_cast<std::int64_t*>(first), count * sizeof(Record) / sizeof(std::int64_t)};
}

std::unique_ptr<World> market_on_day(const Scenario& scenario, std::int64_t day, int threads = 1) {
    auto market = std::make_unique<World>(scenario, 0, 0, threads);
    while (market->day() < day) market->step();
    return market;
}

/// Something free to read in a market in which things still happen on every day.
Scenario lively_feed() {
    Scenario s = lively_market(SupplyKind::Own);
    s.market.season.clear();
    s.market.browsing.network = 0.5;
    ModelSpec& model = s.models[0];
    model.matching.kind = MatchingKind::Feed;
    model.fulfilment.kind = FulfilmentKind::Digital;
    model.feed.ads_per_visit = 2.5;
    model.feed.members_post = true;
    model.feed.moderation = 0.5;
    model.feed.invitations = 0.5;
    s.market.browsing.considers_ad_free = 0.1;
    model.subscription.plans = {{.name = "no ads", .price = {9'000}}};
    model.subscription.trial_days = 7;
    validate(s);
    return s;
}

}  // namespace

TEST_CASE("every bit of a record shows in its hash, but for padding") {
    // Padding at the end of a buyer's half of a cache line.
    CHECK(bits_that_do_not_show(Buyer{}, kLowestBit, [](const Buyer& b) { return hash_of(b, 7, 3); }) == 32 - 18);
    CHECK(bits_that_do_not_show(Relationship{}, kAllBits, [](const Relationship& r) { return hash_of(r, 7); }) == 0);
    constexpr std::size_t kUnusedBitsOfOrder = 0;
    CHECK(bits_that_do_not_show(Order{}, kAllBits, [](const Order& o) {
              return hash_of(o, 7, OrderBook::What::Arrival, 3);
          }) == kUnusedBitsOfOrder);
    CHECK(bits_that_do_not_show(Seller{}, kLowestBit, [](const Seller& s) { return hash_of(s, 7); }) == 0);
    // Padding: before the number of the first sibling, and at the end.
    CHECK(bits_that_do_not_show(Offer{}, kLowestBit, [](const Offer& o) { return hash_of(o, 7); }) == 1 + 48);
    // Padding: before its customers.
    CHECK(bits_that_do_not_show(Distributor{}, kLowestBit, [](const Distributor& d) { return hash_of(d, 7); }) == 6);
    CHECK(bits_that_do_not_show(Payout{}, kLowestBit, [](const Payout& p) { return hash_of(p, 7); }) == 2);
    CHECK(bits_that_do_not_show(Bid{}, kLowestBit, [](const Bid& b) { return hash_of(b, 3); }) == 0);
    // Padding at the end.
    CHECK(bits_that_do_not_show(Subscription{}, kLowestBit, [](const Subscription& s) { return hash_of(s, 7); }) == 3);
    CHECK(bits_that_do_not_show(PanelMember{}, kAllBits, [](const PanelMember& m) { return hash_of(m, 7); }) == 0);
}

TEST_CASE("every count shows in the hash of all counts, and so does where it stands") {
    Tally tally({.segments = 3, .regions = 4, .payments = 5, .couriers = 2});
    std::set<std::uint64_t> hashes{hash_of(tally)};
    std::size_t cells = 0;
    const auto count_each = [&](auto* first, std::size_t records) {
        for (std::int64_t& cell : integers_to_change(first, records)) {
            cell = 1;
            hashes.insert(hash_of(tally));
            cell = 0;
            ++cells;
        }
    };
    count_each(static_cast<FixedTally*>(&tally), 1);
    count_each(tally.segments.data(), tally.segments.size());
    count_each(tally.regions.data(), tally.regions.size());
    count_each(tally.payments.data(), tally.payments.size());
    count_each(tally.couriers.data(), tally.couriers.size());
    count_each(tally.courier_region.data(), tally.courier_region.size());
    count_each(tally.losses.data(), tally.losses.size());
    count_each(tally.fates.data(), tally.fates.size());
    CHECK(cells > 1000);
    CHECK(hashes.size() == cells + 1);
}

TEST_CASE("records of one content are told apart by their number, their kind and when they are due") {
    const std::set<std::uint64_t> hashes{hash_of(Seller{}, 0),
                                         hash_of(Seller{}, 1),
                                         hash_of(Offer{}, 0),
                                         hash_of(Offer{}, 1),
                                         hash_of(Buyer{}, 0, 0),
                                         hash_of(Buyer{}, 0, 1),
                                         hash_of(Buyer{}, 1, 0),
                                         hash_of(Order{}, 0, OrderBook::What::Arrival, 0),
                                         hash_of(Order{}, 0, OrderBook::What::Arrival, 1),
                                         hash_of(Order{}, 0, OrderBook::What::Answer, 0),
                                         hash_of(Order{}, 1, OrderBook::What::Arrival, 0)};
    CHECK(hashes.size() == 11);
}

TEST_CASE("whatever changes in a market changes its hash") {
    const Scenario scenario = lively_market(SupplyKind::Hybrid);
    const std::unique_ptr<World> market = market_on_day(scenario, 30);
    const std::uint64_t before = state_hash(*market);
    const std::int64_t tomorrow = 31;
    Block& block = market->blocks.front();
    const std::vector<std::function<void(World&)>> changes{
        [](World& m) { ++m.today; },
        [](World& m) { ++m.platform().aware.back(); },
        [](World& m) { ++m.platform().relationships[m.blocks.back().first].orders; },
        [](World& m) {
            m.platform().dealings.front().liked.keep(4096, 0, 3, {3, 1}, 0, 7, 7);
        },
        [](World& m) { (void)m.platform().dealings.front().subscriptions.of(7, 4096); },
        [](World& m) { m.platform().threads.front().counts.subscribers.count(SubscriberCohorts::Paid, 1, 2); },
        [](World& m) { ++m.platform().sellers.back().gmv.units; },
        [](World& m) { m.platform().ratings.back().stars += 1.0; },
        [](World& m) { ++m.platform().own_offers; },
        [](World& m) { ++m.platform().first_known_seller; },
        [=](World& m) { ++m.platform().money.settling.on(tomorrow); },
        [=](World& m) { ++m.platform().money.courier_cash.on(tomorrow); },
        [=](World& m) { ++m.platform().money.own_sales.on(tomorrow); },
        [=](World& m) { ++m.platform().money.held_refunds.on(tomorrow); },
        [=](World& m) { ++m.platform().money.refunds.on(tomorrow); },
        [=](World& m) { m.platform().payouts.on(tomorrow).push_back({.seller = 1, .to_seller = {1}}); },
        [](World& m) { ++m.platform().courier_accounts[0].due.units; },
        [](World& m) { ++m.platform().courier_accounts[0].cashback.units; },
        [](World& m) { m.platform().conditions.response_seconds += 1e-9; },
        [](World& m) { m.platform().conditions.quality_belief += 1e-9; },
        [](World& m) { m.platform().conditions.rating_inflation += 1e-9; },
        [](World& m) {
            m.platform().conditions.scores.learn(
                1e-9, {.signal = 0.1, .surprise = 0.2, .signal_squared = 0.1, .product = 0.1});
        },
        [](World& m) { m.platform().conditions.support_backlog += 1e-9; },
        [](World& m) { m.platform().conditions.picking_backlog += 1e-9; },
        [](World& m) { m.platform().conditions.courier_wait_parcels[0] += 1e-9; },
        [](World& m) { m.platform().new_sellers.push_back({.buyer = 7, .region = 0}); },
        [](World& m) { m.platform().new_sellers.push_back({.buyer = 7, .region = 0, .registers = true}); },
        [](World& m) { m.platform().sold_at_review.push_back(3); },
        [](World& m) { ++m.platform().entered; },
        [](World& m) { m.platform().distributors.push_back({}); },
        [](World& m) { m.platform().prospects.back() += 1e-9; },
        [](World& m) { m.platform().threads.front().counts.ended.count(3, OfOrder::Ended); },
        [](World& m) { ++m.platform().threads.front().counts.cohorts.joined.front(); },
        [](World& m) { ++m.platform().total.open_orders; },
    };
    for (std::size_t change = 0; change < changes.size(); ++change) {
        CAPTURE(change);
        const std::unique_ptr<World> other = copy_of(*market, scenario, 0, 1);
        REQUIRE(state_hash(*other) == before);
        changes[change](*other);
        CHECK(state_hash(*other) != before);
    }
    const std::span<const std::uint16_t> due = block.calendar.memory();
    std::uint16_t waiting = 0;
    while (due[waiting] == std::numeric_limits<std::uint16_t>::max()) ++waiting;
    block.calendar.remove(waiting);
    CHECK(state_hash(*market) != before);
}

TEST_CASE("whatever changes in what is free to read changes the hash of its market") {
    const Scenario scenario = lively_feed();
    const std::unique_ptr<World> market = market_on_day(scenario, 30);
    const std::uint64_t before = state_hash(*market);
    const std::vector<std::function<void(FeedState&)>> changes{
        [](FeedState& f) { ++f.last_read.back(); },   [](FeedState& f) { ++f.good_posts; },
        [](FeedState& f) { ++f.bad_posts; },          [](FeedState& f) { f.activity += 1e-9; },
        [](FeedState& f) { f.network_term += 1e-9; }, [](FeedState& f) { f.fresh += 1e-9; },
        [](FeedState& f) { f.from_members += 1e-9; }, [](FeedState& f) { f.bad += 1e-9; },
        [](FeedState& f) { f.quality += 1e-9; }};
    for (std::size_t change = 0; change < changes.size(); ++change) {
        CAPTURE(change);
        const std::unique_ptr<World> other = copy_of(*market, scenario, 0, 1);
        REQUIRE(state_hash(*other) == before);
        changes[change](other->platform().feed);
        CHECK(state_hash(*other) != before);
    }
}

TEST_CASE("every order under way is due on one day, so that none is missing in the hash") {
    const std::unique_ptr<World> market = market_on_day(lively_market(SupplyKind::Hybrid), 40);
    std::int64_t due = 0;
    for (const Dealings& block : market->platform().dealings)
        block.orders.for_each_due([&](OrderBook::What, std::int64_t, const Order&) { ++due; });
    CHECK(due > 100);
    CHECK(due == market->platform().total.open_orders);
}

TEST_CASE("no two days have one hash, and every day's is the same on 1, 2 and 3 threads and of a copy that goes on") {
    std::vector<Scenario> scenarios{lively_feed()};
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid}) {
        scenarios.push_back(lively_market(supply));
        sell_on(scenarios.back());
    }
    for (const Scenario& scenario : scenarios) {
        World one(scenario, 0, 0, 1), two(scenario, 0, 0, 2), three(scenario, 0, 0, 3);
        std::unique_ptr<World> copy;
        std::set<std::uint64_t> hashes{state_hash(one)};
        while (one.day() < 90) {
            one.step(), two.step(), three.step();
            if (copy) copy->step();
            if (one.day() == 45) copy = copy_of(two, scenario, 0, 3);
            CAPTURE(one.day());
            const std::uint64_t hash = state_hash(one);
            CHECK(hashes.insert(hash).second);
            CHECK(state_hash(two) == hash);
            CHECK(state_hash(three) == hash);
            if (copy) CHECK(state_hash(*copy) == hash);
        }
        CHECK(copy);
    }
}

TEST_CASE("a run tells the hash of its last day only when asked, and tables do not matter to it") {
    Scenario scenario = lively_market();
    scenario.days = 40;
    const std::uint64_t last = state_hash(*market_on_day(scenario, 40));
    CHECK(run_market(scenario, 0, 0).state_hash == 0);
    CHECK(run_market(scenario, 0, 0, {.state_hash = true}).state_hash == last);
    CHECK(run_market(scenario, 0, 0, {.threads = 2, .tables = false, .state_hash = true}).state_hash == last);
    CHECK(run_market(scenario, 0, 1, {.state_hash = true}).state_hash != last);  // another world
}
