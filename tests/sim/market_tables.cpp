// Tables that a run makes when it is asked for them: orders as a firm's own data has them, and reviews by day and
// seller.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "scenarios/dates.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

RunResult run_with_reviews(const Scenario& scenario, int threads = 1) {
    return run_market(scenario, 0, 0, {.threads = threads, .orders_sample = 1.0, .reviews = true});
}

}  // namespace

TEST_CASE("an order's days, charges and stars in orders.csv are those of its story") {
    const Scenario s = lively_market(SupplyKind::Hybrid);
    const RunResult result = run(s);
    const Rows orders(result, "orders");
    const std::set<std::string> never_there{"lost", "undeliverable", "never_sent", "stock_out"};
    std::int64_t reviews = 0, stars = 0, ignored = 0;
    std::set<std::string> channels, reasons;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        const std::int64_t placed = orders.whole(row, "placed_day"), ended = orders.whole(row, "ended_day");
        CHECK(orders.text(row, "date") == date_of_day(s.start_date, placed));
        CHECK(orders.whole(row, "promised_day") >= placed);
        const double at_door = orders.number(row, "door_day"), complained = orders.number(row, "complained_day"),
                     answered = orders.number(row, "answered_day");
        CHECK(std::isnan(at_door) == never_there.contains(orders.text(row, "fate")));
        if (!std::isnan(at_door))
            CHECK((at_door >= static_cast<double>(placed) && at_door <= static_cast<double>(ended)));
        if (orders.text(row, "fate") == "late") CHECK(at_door > static_cast<double>(orders.whole(row, "promised_day")));
        CHECK(std::isnan(complained) == (orders.text(row, "complained") == "no"));
        const bool is_ignored = orders.text(row, "remedy") == "ignored";
        ignored += is_ignored ? 1 : 0;
        CHECK(std::isnan(answered) == (std::isnan(complained) || is_ignored));
        if (!std::isnan(answered)) CHECK(answered >= complained);
        CHECK(orders.whole(row, "fee") == 1003);
        CHECK(orders.whole(row, "shipping_paid") >= 0);
        CHECK(orders.whole(row, "goods") - orders.whole(row, "discount") + orders.whole(row, "shipping_paid") +
                  orders.whole(row, "fee") ==
              orders.whole(row, "paid"));
        CHECK((orders.text(row, "channel") == "own_store") == (orders.whole(row, "seller") == 0));
        channels.insert(orders.text(row, "channel"));
        reasons.insert(orders.text(row, "brought_by"));
        if (const double written = orders.number(row, "review_stars"); !std::isnan(written)) {
            ++reviews;
            stars += static_cast<std::int64_t>(written);
        }
    }
    CHECK(channels.size() == 2);
    CHECK(reasons == std::set<std::string>{"wish"});
    CHECK(reviews == total(result, Count::Reviews));
    CHECK(stars == total(result, Count::Stars));
    CHECK(ignored == total(result, Count::TicketsIgnored));
}

TEST_CASE("orders.csv tells the fee of the day of the order, and what brought its buyer") {
    Scenario s = lively_market(SupplyKind::Own);
    s.models[0].programmes.thank_you.extra_wish = 5.0;
    s.models[0].programmes.reminder = {.on = true, .after_days = 5, .response = 0.5};
    s.models[0].programmes.win_back = {.on = true, .after_days = 7, .response = 0.5};
    s.timeline = {
        {.name = "dear", .day = 20, .until = 30, .set = {{{"model.revenue.buyer_fee", "5000"}}}, .shock = {}}};
    validate(s);
    const RunResult result = run(s);
    const Rows orders(result, "orders");
    std::set<std::string> reasons;
    std::set<std::int64_t> shipping;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        const std::int64_t placed = orders.whole(row, "placed_day");
        CHECK(orders.whole(row, "fee") == (placed >= 20 && placed < 30 ? 5000 : 1003));
        shipping.insert(orders.whole(row, "shipping_paid"));
        reasons.insert(orders.text(row, "brought_by"));
    }
    CHECK(shipping.size() <= 3);  // a charge for each zone
    CHECK(reasons == std::set<std::string>{"wish", "coupon", "reminder", "win_back"});
}

TEST_CASE("reviews.csv adds up to the reviews, stars, fakes and sales of the run") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Hybrid}) {
        const Scenario s = lively_market(supply);
        const RunResult result = run_with_reviews(s);
        const Rows days(result, "reviews"), sellers(result, "sellers"), orders(result, "orders");
        std::int64_t reviews = 0, stars = 0, fakes = 0, served = 0, gmv = 0, gmv_of_sellers = 0;
        std::set<std::pair<std::int64_t, std::pair<std::int64_t, std::string>>> keys;
        for (std::size_t row = 0; row < days.size(); ++row) {
            std::int64_t count = 0, of_stars = 0, each = 0;
            for (const char* const column : {"one_star", "two_stars", "three_stars", "four_stars", "five_stars"}) {
                count += days.whole(row, column);
                of_stars += ++each * days.whole(row, column);
            }
            CHECK(count == days.whole(row, "reviews"));
            CHECK(of_stars == days.whole(row, "stars"));
            CHECK(count + days.whole(row, "fake_reviews") + days.whole(row, "orders_served") > 0);
            reviews += count;
            stars += of_stars;
            fakes += days.whole(row, "fake_reviews");
            served += days.whole(row, "orders_served");
            gmv += days.whole(row, "gmv_served");
            keys.insert({days.whole(row, "day"), {days.whole(row, "seller"), days.text(row, "category")}});
        }
        CHECK(keys.size() == days.size());
        CHECK(reviews == total(result, Count::Reviews));
        CHECK(stars == total(result, Count::Stars));
        CHECK(fakes == total(result, Count::FakeReviews));
        CHECK(served == total(result, Count::Orders) - total(result, Count::StockOuts));
        for (std::size_t row = 0; row < sellers.size(); ++row) gmv_of_sellers += sellers.whole(row, "gmv_served");
        CHECK(gmv == gmv_of_sellers);
    }
}

TEST_CASE("a score on display falls on the day of the first bad review") {
    Scenario s = lively_market();
    s.models[0].reputation.system = ReputationSystem::Stars;
    const RunResult result = run_with_reviews(s);
    const Rows days(result, "reviews");
    std::map<std::int64_t, double> shown;
    std::set<std::int64_t> had_bad;
    std::int64_t seen = 0, fell = 0;
    for (std::size_t row = 0; row < days.size(); ++row) {
        const std::int64_t seller = days.whole(row, "seller");
        const bool is_first = days.whole(row, "one_star") > 0 && had_bad.insert(seller).second;
        const double now = days.number(row, "shown_score");
        const auto before = shown.find(seller);
        if (is_first && before != shown.end() && days.whole(row, "reviews") == 1 && before->second > 0.3) {
            ++seen;
            fell += now < before->second ? 1 : 0;
        }
        if (!std::isnan(now)) shown[seller] = now;
    }
    CHECK(seen > 10);
    CHECK(fell >= seen - seen / 10);  // a seller may have written itself a good one that morning
}

TEST_CASE("reviews.csv is there when it is asked for, is the same from any number of threads, and changes nothing") {
    const Scenario s = lively_market();
    const RunResult without = run(s), with = run_with_reviews(s);
    CHECK(std::none_of(without.tables.begin(), without.tables.end(),
                       [](const Table& table) { return table.file == "reviews"; }));
    CHECK(same(with.days, without.days));
    for (const int threads : {2, 3}) CHECK(same(with, run_with_reviews(s, threads)));
}
