// What a buyer keeps in mind, one thing of a kind: a coupon with its last day, an offer liked and one barred, a message
// to come.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "sim/counts/observe.h"
#include "sim/people/liked_offers.h"
#include "tests/oracles/oracle.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("what a coupon is worth and how long it is good stay together") {
    Relationship b;
    b.take_coupon(0.5, 10, 11);
    CHECK(b.has_coupon(11));
    CHECK_FALSE(b.has_coupon(12));
    b.take_coupon(0.05, 11, 40);  // of two that are good the buyer keeps the better one
    CHECK(+b.coupon == 5000);
    CHECK(b.coupon_until == 11);
    b.take_coupon(0.05, 12, 40);  // the better one has expired
    CHECK(+b.coupon == 500);
    CHECK(b.coupon_until == 40);
    b.take_coupon(0.05, 13, 50);
    CHECK(b.coupon_until == 50);
    b.take_coupon(0.0, 13, 60);  // an offer without a coupon takes none away
    CHECK(+b.coupon == 500);
    b.take_coupon(0.2, 14, 15);
    CHECK(+b.coupon == 2000);
    CHECK(b.coupon_until == 15);
}

TEST_CASE("of each category a few liked offers are kept in mind, those liked most") {
    LikedOffers liked;
    const auto in_mind = [&liked](std::uint16_t member) {
        std::map<std::uint32_t, std::uint16_t> offers;
        liked.for_each(member, [&](const LikedOffers::Entry& entry) { offers[entry.offer] = entry.steps; });
        return offers;
    };
    using Offers = std::map<std::uint32_t, std::uint16_t>;
    liked.forget(3, {100, 1});
    CHECK(in_mind(3).empty());
    CHECK(liked.bytes() == 0);  // who likes nothing takes nothing
    liked.keep(10, 3, 100, {100, 1}, 0, 50, 2);
    liked.keep(10, 3, 101, {101, 1}, 0, 60, 2);
    liked.keep(10, 3, 102, {102, 1}, 0, 40, 2);  // liked less than both
    CHECK(in_mind(3) == Offers{{100, 50}, {101, 60}});
    liked.keep(10, 3, 103, {103, 1}, 0, 50, 2);  // of equals the later
    CHECK(in_mind(3) == Offers{{101, 60}, {103, 50}});
    liked.keep(10, 3, 103, {103, 1}, 0, 70, 2);  // the same again, better
    liked.keep(10, 3, 200, {200, 1}, 1, 10, 2);  // of another category
    liked.keep(10, 4, 100, {100, 1}, 0, 90, 2);  // by another customer
    CHECK(in_mind(3) == Offers{{101, 60}, {103, 70}, {200, 10}});
    CHECK(in_mind(4) == Offers{{100, 90}});
    liked.forget(3, {103, 1});
    liked.forget(3, {103, 1});
    CHECK(in_mind(3) == Offers{{101, 60}, {200, 10}});
    liked.keep(10, 4, 101, {101, 1}, 0, 20, 2);  // in the place that was left
    CHECK(in_mind(3) == Offers{{101, 60}, {200, 10}});
    CHECK(in_mind(4) == Offers{{100, 90}, {101, 20}});
    liked.keep(10, 6, 301, {300, 4}, 0, 30, 2);
    liked.keep(10, 6, 303, {300, 4}, 0, 20, 2);  // another one of the same seller, in its place
    CHECK(in_mind(6) == Offers{{303, 30}});
    liked.forget(6, {300, 4});
    CHECK(in_mind(6).empty());
    liked.keep(10, 5, 1, {1, 1}, 0, 1, 0);
    CHECK(in_mind(5).empty());
}

TEST_CASE("the more sellers buyers keep in mind, the more often they buy again where they liked it") {
    double before = -1.0;
    for (const std::int64_t liked_offers : {0, 1, 4}) {
        Scenario s = one_order_each();
        s.days = 150;
        s.market.buyers = 2000;
        s.market.wishes.rate_per_day = 0.1;
        s.market.satisfaction = SatisfactionSpec{};
        s.market.choice.own_experience = 1.5;
        s.market.choice.liked_offers = liked_offers;
        s.models[0].supply.sellers = 200;
        validate(s);
        const RunResult result = run(s);
        const Rows orders(result, "orders");
        std::map<std::int64_t, std::set<std::int64_t>> known;
        double again = 0.0, late = 0.0;
        for (std::size_t row = 0; row < orders.size(); ++row) {
            const bool is_new = known[orders.whole(row, "buyer")].insert(orders.whole(row, "offer")).second;
            if (orders.whole(row, "placed_day") < 100) continue;
            late += 1.0;
            again += is_new ? 0.0 : 1.0;
        }
        INFO(liked_offers << ": " << again / late << ", before " << before);
        CHECK(again / late > before + 0.01);
        before = again / late;
    }
}

TEST_CASE("no order is paid with a coupon that has expired") {
    // A win-back coupon of half the price is good on its day and the next; thank-you coupons of 5 % for 30 days.
    const RunResult result = run(oracle("odd/expired_coupon"));
    const Rows orders(result, "orders");
    std::map<std::int64_t, std::vector<std::size_t>> by_buyer;
    for (std::size_t row = 0; row < orders.size(); ++row) by_buyer[orders.whole(row, "buyer")].push_back(row);
    std::int64_t half_price = 0, expired = 0;
    for (const auto& [buyer, rows] : by_buyer) {
        for (const std::size_t row : rows) {
            if (orders.number(row, "discount") < 0.4 * orders.number(row, "goods")) continue;
            ++half_price;
            // The buyer left on the day on which an order of its own ended, and was written to 30 days later.
            const bool is_good = std::any_of(rows.begin(), rows.end(), [&](std::size_t other) {
                const std::int64_t since = orders.whole(row, "placed_day") - orders.whole(other, "ended_day");
                return since == 30 || since == 31;
            });
            expired += is_good ? 0 : 1;
        }
    }
    CHECK(half_price > 500);
    CHECK(expired == 0);
}

TEST_CASE("a customer is reminded once, however many orders were under way") {
    Scenario s = one_order_each();
    s.days = 60;
    s.market.wishes = {.rate_per_day = 1.5, .first_on_day_0 = true};
    s.market.season = {{.name = "nobody wants more", .day = 3, .days = 366, .factor = 0.0}};
    s.market.couriers[0].spread = 2.0;  // so that orders of one buyer end on different days
    s.models[0].programmes.reminder = {.on = true, .after_days = 20, .response = 0.0, .cost_per_message = {50}};
    validate(s);
    const RunResult result = run(s);
    REQUIRE(total(result, Count::Orders) > 2 * total(result, Count::FirstOrders));
    CHECK(total(result, Count::BuyersLeft) == 0);
    CHECK(total(result, Count::Messages) == total(result, Count::FirstOrders));
}

TEST_CASE("a customer has one visit for a coupon ahead, however often it was thanked") {
    Scenario s = lively_market();
    s.models[0].programmes.thank_you = {.on = true, .coupon = 0.5, .extra_wish = 1000.0};
    s.market.answers.order_card_seen = s.market.answers.email_seen = s.market.answers.in_shop_seen = 1.0;
    World market(s, 0, 0, 1);
    std::int64_t most = 0, planned = 0;
    for (const std::int64_t day : {20, 35, 50}) {
        run_until(market, day);
        std::map<std::uint32_t, std::int64_t> visits;
        for (std::size_t block = 0; block < market.blocks.size(); ++block)
            market.platform().dealings[block].appointments.for_each(
                [&](std::int64_t, const std::vector<Appointment>& due) {
                    for (const Appointment& one : due)
                        if (one.kind == Occasion::CouponVisit) ++visits[market.blocks[block].first + one.member];
                });
        planned += static_cast<std::int64_t>(visits.size());
        for (const auto& [buyer, count] : visits) most = std::max(most, count);
    }
    CHECK(planned > 500);
    CHECK(most == 1);
}

TEST_CASE("nobody likes best what it will never buy again") {
    std::int64_t barred = 0;
    for (const SupplyKind supply : {SupplyKind::Own, SupplyKind::Hybrid}) {
        Scenario s = lively_market(supply);
        s.market.wishes.rate_per_day = 0.5;
        s.models[0].supply.products = 2;  // so that several orders of one offer are under way
        s.models[0].supply.sellers = 2;
        s.models[0].supply.wrong_item = 0.3;
        s.models[0].supply.stock_up_to = 1e6;
        s.models[0].treatment = {{.remedy = Remedy::Apology}};
        validate(s);
        World market(s, 0, 0, 1);
        run_until(market, 56);
        std::int64_t both = 0;
        for_each_buyer(market.platform(), [&](std::uint32_t, std::uint8_t, const Buyer&, const Relationship& b) {
            if (b.stage == Stage::Unaware || b.barred_offer == kNoOffer) return;
            ++barred;
            both += b.liked_offer == b.barred_offer ? 1 : 0;
        });
        CHECK(both == 0);
    }
    CHECK(barred > 100);
}

TEST_CASE("common beliefs stay between 0 and 1 however much experience scatters") {
    for (const double quality : {0.01, 1000.0}) {
        Scenario s = lively_market();
        s.market.satisfaction.experience_noise = 1.0;
        s.market.choice.belief_learning = 1.0;
        for (SellerTypeSpec& type : s.market.seller_types) {
            type.quality_alpha = quality;
            type.quality_beta = 1.0;
        }
        validate(s);
        const RunResult result = run(s);
        std::int64_t low = 1'000'000, high = 0;
        for (std::int64_t day = 0; day < 90; ++day) {
            low = std::min(low, evening(result, day, State::QualityBelief));
            high = std::max(high, evening(result, day, State::QualityBelief));
        }
        CHECK(low >= 0);
        CHECK(high <= 1'000'000);
        CHECK(low < high);
    }
}

TEST_CASE("a courier that asks nothing is a courier all the same") {
    const Scenario s = oracle("odd/free_courier");
    const RunResult result = run(s);
    const Rows orders(result, "orders");
    std::int64_t sent = 0;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        const bool was_sent = orders.text(row, "fate") != "stock_out" && orders.text(row, "fate") != "never_sent";
        CHECK(orders.text(row, "courier") == (was_sent ? "Own riders" : ""));
        sent += was_sent ? 1 : 0;
    }
    CHECK(sent > 100);
    World market(s, 0, 0, 1);
    run_until(market, 30);
    CHECK(parcels_under_way(market.platform(), 100).under_way > 0);
    CHECK_FALSE(orders_of_last_day(market.platform(), 100).empty());
    CHECK(orders_of_last_day(market.platform(), 100).front().is_shipped);
}

TEST_CASE("nobody is kept twice: with every lost customer won back the retention rate stays a share") {
    const Scenario s = oracle("odd/win_back");
    const RunResult without = run_market(s, 0, 0), with = run_market(s, 1, 0);
    CHECK(total(with, Count::BuyersWonBack) > 300);
    CHECK(kpi(with, "retention_rate") <= 1.0);
    CHECK(kpi(with, "retention_rate") < 0.95);  // half of all leave after an order
    CHECK(kpi(with, "churned_share") < kpi(without, "churned_share"));
}
