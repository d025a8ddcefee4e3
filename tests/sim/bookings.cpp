// Services that are booked for a day: places, money, threads, copies, and what must not move.
#include <doctest/doctest.h>

#include <map>
#include <memory>

#include "sim/world/snapshot.h"
#include "sim/world/state_hash.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// The lively market, with all that can become of a booking.
Scenario busy_services(SupplyKind supply = SupplyKind::Sellers, ProtectionKind protection = ProtectionKind::Escrow) {
    Scenario s = lively_market(supply, protection);
    s.market.services = {.lead_days = 6.0,
                         .short_notice = 0.5,
                         .short_days = 1,
                         .short_notice_price = 0.5,
                         .nights = 1.7,
                         .no_show = 0.15,
                         .cancels = 0.2};
    ModelSpec& model = s.models[0];
    model.matching.kind = MatchingKind::Booking;
    model.fulfilment.kind = FulfilmentKind::Service;
    model.booking = {.capacity = 2,
                     .horizon_days = 30,
                     .overbooking = 1.0,
                     .compensation = 1.7,
                     .advance_days = 4,
                     .advance_fare = 0.7,
                     .cancel_refund = 0.9,
                     .cancel_until_days = 2,
                     .no_show_refund = 0.35,
                     .not_served = 0.05};
    validate(s);
    return s;
}

std::int64_t counted(const World& market, Count what) {
    return market.platform().total.counts[static_cast<std::size_t>(what)];
}
std::int64_t balance_of(const World& market, Account account) {
    return market.platform().total.books.balance(account).units;
}
std::int64_t contribution(const World& market) {
    return static_cast<std::int64_t>(key_figures(market.platform())[find_kpi("contribution")]);
}

}  // namespace

TEST_CASE("all that can become of a booking does, and couriers, parcels and stock have no part in it") {
    const RunResult result = run(busy_services());
    std::map<std::string, int> fates;
    const Rows orders(result, "orders");
    for (std::size_t row = 0; row < orders.size(); ++row) ++fates[orders.text(row, "fate")];
    for (const char* fate : {"fine", "not_served", "denied", "no_show", "cancelled", "never_sent", "misdescribed"}) {
        INFO(fate);
        CHECK(fates[fate] > 10);
    }
    for (const char* fate : {"late", "lost", "damaged", "stock_out", "refused", "undeliverable", "returned"}) {
        INFO(fate);
        CHECK(fates[fate] == 0);
    }
    for (const Count none : {Count::Dispatched, Count::CourierRevenue, Count::CourierWaitDays, Count::PickingWaitDays,
                             Count::ShippingMargin, Count::Refused, Count::Undeliverable, Count::Late,
                             Count::HandlingCost, Count::StockOuts, Count::DeliveryDays})
        CHECK(total(result, none) == 0);
    for (std::size_t day = 0; day < result.days.size(); ++day) {
        CHECK(evening(result, static_cast<std::int64_t>(day), State::CourierBacklog) == 0);
        CHECK(evening(result, static_cast<std::int64_t>(day), State::PickingBacklog) == 0);
    }
    const Rows couriers(result, "couriers");
    for (std::size_t row = 0; row < couriers.size(); ++row)
        for (const char* none : {"dispatched", "delivered", "revenue"}) CHECK(couriers.whole(row, none) == 0);
    CHECK(total(result, Count::Orders) == total(result, Count::Settled));
    CHECK(total(result, Count::BookingsAsked) == total(result, Count::BookingsFull) + total(result, Count::Orders));
    CHECK(evening(result, 181, State::BookedAhead) == 0);
}

TEST_CASE("where everybody comes and no more is booked than there are places nobody is turned away") {
    Scenario s = busy_services();
    s.market.services.no_show = 0.0;
    s.models[0].booking.overbooking = 0.0;
    s.models[0].booking.capacity = 1;
    s.models[0].supply.sellers = 30;
    const RunResult result = run(s);
    CHECK(total(result, Count::Denied) == 0);
    CHECK(total(result, Count::NoShows) == 0);
    CHECK(total(result, Count::BookingsFull) > 50);
    CHECK(total(result, Count::PlacesServed) > 1000);
    // The same with no-shows: fewer come, and still nobody is turned away.
    s.market.services.no_show = 0.3;
    CHECK(total(run(s), Count::Denied) == 0);
}

TEST_CASE(
    "once all bookings have had their day no money is on its way, and what was earned is the cash that is there") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid}) {
        for (std::size_t kind = 0; kind < kCountOf<ProtectionKind>; ++kind) {
            for (const double refund : {0.0, 0.35, 1.0}) {
                Scenario scenario = busy_services(supply, static_cast<ProtectionKind>(kind));
                scenario.models[0].booking.no_show_refund = refund;
                World market(scenario, 0, 0, 1);
                run_to_the_end(market);
                INFO(name_of(supply) << ", " << name_of(static_cast<ProtectionKind>(kind)) << ", refund " << refund);
                CHECK(counted(market, Count::Orders) > 3000);
                CHECK(counted(market, Count::Denied) > 10);
                CHECK(market.platform().total.open_orders == 0);
                for (const Account account : {Account::PaymentTransit, Account::Held, Account::SellerBalances,
                                              Account::CourierCash, Account::RefundsDue, Account::Couriers}) {
                    INFO(kAccounts[static_cast<std::size_t>(account)].name);
                    CHECK(balance_of(market, account) == 0);
                }
                CHECK(balance_of(market, Account::Platform) == contribution(market));
                CHECK(balance_of(market, Account::Sellers) == counted(market, Count::SellerIncome));
                SellerLedger all;
                for (std::size_t i = 0; i < market.platform().sellers.size(); ++i) {
                    const Seller& seller = market.platform().sellers[i];
                    if (market.platform().is_own_store(i)) continue;
                    CHECK(seller.ledger.profit() == seller.income);
                    all += seller.ledger;
                }
                CHECK(all.profit().units == counted(market, Count::SellerIncome));
            }
        }
    }
}

TEST_CASE("buyers pay for their bookings, less what comes back, to the unit") {
    for (const ProtectionKind protection : {ProtectionKind::Escrow, ProtectionKind::None, ProtectionKind::MoneyBack}) {
        const RunResult result = run(busy_services(SupplyKind::Hybrid, protection));
        const Rows orders(result, "orders");
        std::int64_t paid = 0;
        for (std::size_t row = 0; row < orders.size(); ++row) {
            const std::string& fate = orders.text(row, "fate");
            const bool was_served =
                fate != "not_served" && fate != "denied" && fate != "no_show" && fate != "cancelled";
            if (orders.text(row, "payment") != "at the door" || was_served) paid += orders.whole(row, "paid");
        }
        CHECK(-last_balance(result, "buyers") == paid - total(result, Count::RefundMoney));
    }
}

TEST_CASE("a service costs its provider something only where it is given") {
    // Sold at cost and with nothing else in it, a seller earns what it keeps of bookings that nobody used.
    Scenario s = one_order_each();
    s.days = 60;
    ModelSpec& model = s.models[0];
    model.matching.kind = MatchingKind::Booking;
    model.fulfilment.kind = FulfilmentKind::Service;
    model.booking = {.capacity = 1000, .not_served = 0.0, .overload = 0.0};
    model.revenue = {};
    model.site.cost_per_server_month = {0};
    s.market.services.no_show = 1.0;
    s.market.services.cancels = 0.0;
    RunResult result = run(s);
    CHECK(total(result, Count::NoShows) == 400);
    CHECK(total(result, Count::SellerIncome) == 400 * 100'000);
    CHECK(last_balance(result, "suppliers") == 0);
    s.market.services.no_show = 0.0;
    result = run(s);
    CHECK(total(result, Count::PlacesServed) == 400);
    CHECK(total(result, Count::SellerIncome) == 0);
    CHECK(last_balance(result, "suppliers") == 400 * 100'000);
    s.market.services.short_notice = 0.0;  // all are booked ahead and called off, in time
    s.market.services.cancels = 1.0;
    s.models[0].booking.cancel_until_days = 0;
    result = run(s);
    CHECK(total(result, Count::BookingsCancelled) == 400);
    CHECK(total(result, Count::SellerIncome) == 0);
    CHECK(total(result, Count::RefundMoney) == 400 * 100'000);
    s.models[0].booking.cancel_until_days = 365;  // now all are too late
    s.models[0].booking.no_show_refund = 0.25;
    result = run(s);
    CHECK(total(result, Count::RefundMoney) == 100 * 100'000);
    CHECK(total(result, Count::SellerIncome) == 300 * 100'000);
}

TEST_CASE("who is turned away gets the fare back and the compensation, from whoever provides the service") {
    Scenario s = one_order_each();
    s.days = 60;
    s.market.services = {.short_notice = 1.0, .short_days = 0, .no_show = 0.0, .cancels = 0.0};
    ModelSpec& model = s.models[0];
    model.supply.sellers = 1;
    model.matching.kind = MatchingKind::Booking;
    model.fulfilment.kind = FulfilmentKind::Service;
    model.booking = {.capacity = 200, .overbooking = 1.0, .compensation = 0.5, .not_served = 0.0};
    model.revenue = {};
    const RunResult result = run(s);
    CHECK(total(result, Count::Orders) == 400);
    CHECK(total(result, Count::Denied) == 200);
    CHECK(total(result, Count::RefundMoney) == 200 * 150'000);
    CHECK(total(result, Count::SellerIncome) + total(result, Count::RemedyCost) * -1 == -200 * 50'000);
    CHECK(total(result, Count::Failures) == 200);
    CHECK(kpi(result, "load") == doctest::Approx(200.0 / 200.0 / 60.0));
}

TEST_CASE("a full day is a worse one") {
    Scenario s = one_order_each();
    s.market.services = {.short_notice = 1.0, .short_days = 0, .no_show = 0.0, .cancels = 0.0};
    s.market.satisfaction.gain = s.market.satisfaction.loss = 0.5;
    ModelSpec& model = s.models[0];
    model.supply.sellers = 1;
    model.matching.kind = MatchingKind::Booking;
    model.fulfilment.kind = FulfilmentKind::Service;
    model.booking = {.capacity = 400, .not_served = 0.0, .overload_from = 0.5, .overload = 0.3};
    const double full = kpi(run(s), "mean_satisfaction");
    s.models[0].booking.capacity = 500;  // load 0.8: three fifths of the way
    const double fuller = kpi(run(s), "mean_satisfaction");
    s.models[0].booking.capacity = 800;
    const double half = kpi(run(s), "mean_satisfaction");
    CHECK(full < fuller);
    CHECK(fuller < half);
    CHECK((half - fuller) / (half - full) == doctest::Approx(0.6).epsilon(0.02));
}

TEST_CASE("bookings are the same on any number of threads, and a copy in the middle of a stay goes on alike") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Hybrid}) {
        Scenario scenario = busy_services(supply);
        scenario.market.buyers = 20000;  // several blocks
        scenario.days = 70;
        scenario.market.season = {};
        scenario.models[0].supply.sellers = 30;
        scenario.models[0].booking.capacity = 15;
        scenario.models[0].booking.compensation = 0.3;
        scenario.models[0].booking.limit = BookingLimit::Rule;
        scenario.models[0].booking.protection = BookingLimit::Rule;
        validate(scenario);
        World one(scenario, 0, 0, 1), two(scenario, 0, 0, 2), three(scenario, 0, 0, 3);
        for (World* const market : {&one, &two, &three}) run_until(*market, 37);
        CHECK(state_hash(one) == state_hash(two));
        CHECK(state_hash(one) == state_hash(three));
        std::int64_t staying = 0;
        for (const std::uint16_t guests : one.platform().bookings.staying) staying += guests;
        REQUIRE(staying > 0);
        CHECK(counted(one, Count::Denied) > 0);
        const std::unique_ptr<World> copy = copy_of(one, scenario, 0, 2);
        CHECK(state_hash(*copy) == state_hash(one));
        for (World* const market : {&one, &two, &three, copy.get()}) run_to_the_end(*market);
        CHECK(state_hash(one) == state_hash(two));
        CHECK(state_hash(one) == state_hash(three));
        CHECK(state_hash(one) == state_hash(*copy));
    }
}

TEST_CASE("no more is ever booked than the limit, and no more served than there are places") {
    for (const double nights : {1.0, 4.0}) {
        Scenario scenario = busy_services();
        scenario.market.services.nights = nights;
        scenario.models[0].supply.sellers = 20;
        scenario.models[0].booking.overbooking = 0.5;
        World market(scenario, 0, 0, 1);
        market.platform().keep_bookings = true;
        bool ever_full = false;
        while (market.day() < 90) {
            market.step();
            const Bookings& b = market.platform().bookings;
            for (std::size_t offer = 0; offer < b.capacity.size(); ++offer) {
                REQUIRE(b.served[offer] <= b.capacity[offer]);
                for (std::int64_t ahead = 0; ahead < 40; ++ahead) {
                    const std::size_t at = b.at(offer, market.day() + ahead);
                    REQUIRE(b.booked[at] <= b.limit[offer]);
                    REQUIRE(b.staying[at] <= b.capacity[offer]);
                    REQUIRE(b.staying[at] <= b.booked[at]);
                    ever_full = ever_full || b.booked[at] == b.limit[offer];
                }
            }
        }
        CHECK(ever_full);
        // What is booked is what orders under way say.
        const Platform& p = market.platform();
        std::vector<std::int64_t> days(p.bookings.booked.size());
        for (const Dealings& dealings : p.dealings)
            dealings.orders.for_each_due([&](OrderBook::What what, std::int64_t, const Order& order) {
                if (what != OrderBook::What::Arrival) return;
                for (std::int64_t day = order.promised; day < order.promised + order.units; ++day)
                    ++days[p.bookings.at(order.offer, day)];
            });
        for (std::size_t i = 0; i < days.size(); ++i) CHECK(days[i] + p.bookings.staying[i] == p.bookings.booked[i]);
        // And the days kept for the table add up to what was counted.
        std::int64_t offered = 0, served = 0, denied = 0;
        for (const ProviderDay& day : p.bookings.provider_days) {
            offered += day.capacity;
            served += day.served;
            denied += day.denied;
            CHECK(day.served <= day.came);
            CHECK(day.came <= day.booked);
        }
        CHECK(offered == counted(market, Count::PlacesOffered));
        CHECK(served == counted(market, Count::PlacesServed));
        CHECK(denied == counted(market, Count::Denied));
    }
}

TEST_CASE("buyers wish for the same things on the same days, whether these are bought or booked") {
    Scenario s = busy_services();
    s.market.awareness.innovation_per_year = s.market.awareness.imitation_per_year =
        s.market.awareness.social_reach_per_post = 0.0;
    s.market.choice.conversion = 0.0;  // nobody buys, so that nobody waits or leaves
    s.models.push_back(lively_market().models[0]);
    s.models[1].name = "Goods";
    const RunResult booked = run(s, 0), bought = run(s, 1);
    CHECK(total(booked, Count::Visits) > 5000);
    for (std::int64_t day = 0; day < s.days; ++day)
        CHECK(on_day(booked, day, Count::Visits) == on_day(bought, day, Count::Visits));
}

TEST_CASE("where providers serve their own region alone, every booking is of the buyer's region") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid}) {
        Scenario scenario = busy_services(supply);
        scenario.models[0].booking.in_region = true;
        World market(scenario, 0, 0, 1);
        market.platform().orders_sample = 1.0;
        run_to_the_end(market);
        std::map<int, int> regions;
        for (const OrderStory& story : market.platform().stories) {
            CHECK(story.order.region == market.platform().offers[story.order.offer].region);
            ++regions[story.order.region];
        }
        CHECK(regions.size() == 3);
    }
}

TEST_CASE("nothing can be booked beyond the horizon, and at most one stay of 60 days") {
    Scenario scenario = busy_services();
    scenario.models[0].booking.horizon_days = 3;
    scenario.market.services.nights = 40.0;
    scenario.models[0].booking.capacity = 60;
    const RunResult result = run(scenario);
    const Rows orders(result, "orders");
    std::int64_t farthest = 0, longest = 0;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        farthest = std::max(farthest, orders.whole(row, "promised_day") - orders.whole(row, "placed_day"));
        longest = std::max(longest, orders.whole(row, "units"));
    }
    CHECK(farthest == 3);
    CHECK(longest == 60);
}

TEST_CASE("tables of bookings are there where services are booked") {
    const Scenario scenario = busy_services();
    const RunResult result = run_market(scenario, 0, 0, {.bookings = true});
    const Rows providers(result, "providers");
    std::int64_t offered = 0, served = 0, denied = 0, due = 0, no_shows = 0, not_served = 0;
    for (std::size_t row = 0; row < providers.size(); ++row) {
        offered += providers.whole(row, "places_offered");
        served += providers.whole(row, "places_served");
        denied += providers.whole(row, "denied");
        due += providers.whole(row, "bookings_due");
        no_shows += providers.whole(row, "no_shows");
        not_served += providers.whole(row, "nobody_there");
    }
    CHECK(offered == total(result, Count::PlacesOffered));
    CHECK(served == total(result, Count::PlacesServed));
    CHECK(denied == total(result, Count::Denied));
    CHECK(no_shows == total(result, Count::NoShows));
    CHECK(not_served == total(result, Count::NotServed) + total(result, Count::NeverSent));
    CHECK(due == total(result, Count::Orders) - total(result, Count::BookingsCancelled));
    CHECK(Rows(result, "provider_days").size() > 0);
    const auto has = [](const RunResult& r, std::string_view name) {
        return std::any_of(r.tables.begin(), r.tables.end(), [&](const Table& t) { return t.file == name; });
    };
    CHECK_FALSE(has(run_market(scenario, 0, 0), "provider_days"));
    CHECK_FALSE(has(run(lively_market()), "providers"));
}
