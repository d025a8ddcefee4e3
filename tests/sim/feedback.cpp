// What failures cost by the money at stake, what waiting costs, what stars tell, and who lapses.
#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <numeric>

#include "sim/stories/watch.h"
#include "sim/world/snapshot.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Cheap goods of 25,000 and dear ones of 100,000, in equal parts, each with the wrong item in the parcel. A usual
/// order is 62,500; the square roots of 0.4 and 1.6 are on average 0.9487, over which they are 2/3 and 4/3.
Scenario cheap_and_dear() {
    Scenario s = wrong_item_each(Remedy::Apology);
    s.market.categories = {{.name = "cheap", .share = 0.5, .reference_price = {25'000}, .price_spread = 0.0},
                           {.name = "dear", .share = 0.5, .reference_price = {100'000}, .price_spread = 0.0}};
    s.market.buyers = 4000;
    s.market.voice.rate = 0.0;
    s.market.satisfaction.severity_wrong_item = 0.3;
    validate(s);
    return s;
}

/// Mean of a column of the table "orders" where the goods cost so much.
double mean_of_orders(const RunResult& result, std::string_view column, double goods) {
    const Rows orders(result, "orders");
    double sum = 0.0, count = 0.0;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        if (orders.number(row, "goods") != goods) continue;
        sum += orders.number(row, column);
        count += 1.0;
    }
    REQUIRE(count > 100.0);
    return sum / count;
}

/// All that happens to all buyers.
std::vector<WatchedEvent> story_of_all(const Scenario& scenario) {
    World market(scenario, 0, 0, 1);
    std::vector<std::uint32_t> all(market.buyers.size());
    std::iota(all.begin(), all.end(), 0U);
    Watch watch(all, {});
    put_under_watch(market.platform(), &watch);
    run_to_the_end(market);
    return watch.take();
}

double stars_of(const RunResult& result) { return kpi(result, "mean_stars"); }

/// Parcels that take `days`, while two are promised; nothing else goes wrong.
Scenario slow(double days) {
    Scenario s = one_order_each();
    s.days = 60;
    s.market.buyers = 4000;
    s.market.leaving = {.alpha = 1.0, .beta = 50.0};
    s.market.voice = VoiceSpec{};
    s.market.reviews.base_probability = 0.8;
    s.market.couriers[0].days_same_region = 1.0;
    s.market.couriers[0].data_entry_error = days > 1.0 ? 1.0 : 0.0;
    s.market.couriers[0].data_entry_days = days - 1.0;
    validate(s);
    return s;
}

/// 40 sellers of every quality from bad to good, by whose ratings buyers choose for half a year.
Scenario sellers_of_all_qualities() {
    Scenario s = one_order_each();
    s.days = 200;
    s.market.buyers = 4000;
    s.market.wishes.rate_per_day = 0.03;
    s.market.choice = {.conversion = 0.9,
                       .quality = 8.0,
                       .price = 0.0,
                       .newness_risk = 0.0,
                       .belief_learning = 0.05,
                       .description_credence = 0.0};
    s.market.satisfaction = SatisfactionSpec{};
    s.market.reviews.base_probability = 0.5;
    s.market.seller_types[0].quality_alpha = s.market.seller_types[0].quality_beta = 2.0;
    s.models[0].supply.sellers = 40;
    s.models[0].supply.initial_ratings = 5;
    s.models[0].matching.ranking = Ranking::Even;
    s.models[0].reputation.system = ReputationSystem::Stars;
    validate(s);
    return s;
}
/// Mean true quality of what is sold in the second half.
double sold_quality(const RunResult& result) {
    const Rows orders(result, "orders");
    double quality = 0.0, count = 0.0;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        if (orders.whole(row, "placed_day") < 100) continue;
        quality += orders.number(row, "true_quality");
        count += 1.0;
    }
    return quality / count;
}
void cut_evenly(ReviewSpec& r, double taste) {
    r.two_stars_from = 0.125;
    r.three_stars_from = 0.375;
    r.four_stars_from = 0.625;
    r.five_stars_from = 0.875;
    r.taste = taste;
}

}  // namespace

TEST_CASE("a dear order that fails costs its buyer twice what one of a quarter the price does, and all alike at 0") {
    Scenario s = cheap_and_dear();
    const double neutral = s.market.satisfaction.neutral;
    const RunResult with_stakes = run(s);
    CHECK(mean_of_orders(with_stakes, "satisfaction", 25'000) == doctest::Approx(neutral - 0.2).epsilon(1e-5));
    CHECK(mean_of_orders(with_stakes, "satisfaction", 100'000) == doctest::Approx(neutral - 0.4).epsilon(1e-5));
    s.market.satisfaction.stakes = 0.0;
    const RunResult without = run(s);
    for (const double goods : {25'000.0, 100'000.0})
        CHECK(mean_of_orders(without, "satisfaction", goods) == doctest::Approx(neutral - 0.3).epsilon(1e-5));
    CHECK(kpi(without, "mean_satisfaction") == doctest::Approx(kpi(with_stakes, "mean_satisfaction")).epsilon(0.01));
}

TEST_CASE("large losses are voiced more and forgiven less") {
    Scenario s = cheap_and_dear();
    s.market.voice = VoiceSpec{};
    s.market.leaving = {.alpha = 1.0, .beta = 60.0};
    validate(s);
    const auto dear = [](const WatchedEvent& event) { return event.goods.units > 50'000 ? 1 : 0; };
    std::array<double, 2> ordered{}, voiced{}, left{};
    for (const WatchedEvent& event : story_of_all(s)) {
        if (event.what == Happening::Ordered) ordered[dear(event)] += 1.0;
        if (event.what == Happening::Complained) voiced[dear(event)] += 1.0;
        if (event.what == Happening::LeftForGood) left[dear(event)] += 1.0;
    }
    CHECK(voiced[1] / ordered[1] > voiced[0] / ordered[0] + 0.1);
    CHECK(left[1] / ordered[1] > 1.3 * left[0] / ordered[0]);
}

TEST_CASE("little is at stake in a parcel that was to be paid at the door and never came") {
    Scenario s = one_order_each();
    s.market.couriers[0].loss = 1.0;
    s.market.voice.rate = 0.0;
    s.market.satisfaction.waiting_per_day = 0.0;
    const double neutral = s.market.satisfaction.neutral;
    CHECK(kpi(run(s), "mean_satisfaction") == doctest::Approx(neutral - s.market.satisfaction.severity_lost));
    s.market.payments[0].on_delivery = true;
    s.market.satisfaction.unpaid_stakes = 0.25;
    CHECK(kpi(run(s), "mean_satisfaction") == doctest::Approx(neutral - 0.5 * s.market.satisfaction.severity_lost));
    s.market.satisfaction.unpaid_stakes = 0.0;
    CHECK(kpi(run(s), "mean_satisfaction") == doctest::Approx(neutral));
    s.market.satisfaction.waiting_per_day = 0.02;  // but one has waited for nothing
    CHECK(kpi(run(s), "mean_satisfaction") < neutral - 0.05);
}

TEST_CASE("a refused parcel is no good experience, and nobody is asked about it") {
    Scenario s = one_order_each();
    s.market.payments[0].on_delivery = true;
    s.market.refusal.rate = 1.0;
    s.market.voice.rate = 0.0;
    s.models[0].programmes.surveys.on = true;
    s.models[0].programmes.surveys.sample = 1.0;
    const RunResult refused = run(s);
    CHECK(total(refused, Count::Refused) == 400);
    CHECK(kpi(refused, "mean_satisfaction") ==
          doctest::Approx(s.market.satisfaction.neutral - s.market.satisfaction.severity_refused));
    CHECK(total(refused, Count::SurveysSent) == 0);
    s.market.refusal.rate = 0.0;
    CHECK(total(run(s), Count::SurveysSent) == 400);
    // All customers would be asked by the further key figure: those who got theirs say what they say in the survey.
    CHECK(kpi(refused, "nps_of_customers") < kpi(run(s), "nps_of_customers"));
}

TEST_CASE("waiting counts even where it was promised so") {
    Scenario quick = one_order_each(), long_promised = one_order_each();
    long_promised.market.couriers[0].days_same_region = 14.0;
    const RunResult soon = run(quick), late = run(long_promised);
    REQUIRE(kpi(late, "on_time_rate") == 1.0);
    CHECK(kpi(soon, "mean_satisfaction") == doctest::Approx(quick.market.satisfaction.neutral));
    // 14 days on the way, of which 4 are usual, at 0.01 each.
    CHECK(kpi(late, "mean_satisfaction") ==
          doctest::Approx(quick.market.satisfaction.neutral - 0.01 * (kpi(late, "delivery_days") - 4.0)));
    CHECK(kpi(late, "delivery_days") >= 14.0);
}

TEST_CASE("late goods cost stars and customers, the later the more") {
    double stars = 6.0;
    std::int64_t left = -1;
    for (const double days : {1.0, 6.0, 11.0}) {
        const RunResult result = run(slow(days));
        CAPTURE(days);
        CHECK(stars_of(result) < stars - 0.1);
        CHECK(total(result, Count::BuyersLeft) > left);
        stars = stars_of(result);
        left = total(result, Count::BuyersLeft);
    }
    CHECK(left > 200);
}

TEST_CASE("most reviews have five stars, and more have one than two: a J") {
    Scenario s = lively_market();
    s.market.reviews.retaliation = 0.0;
    std::array<std::int64_t, 6> stars{};
    for (const WatchedEvent& event : story_of_all(s))
        if (event.what == Happening::Reviewed) ++stars[static_cast<std::size_t>(event.number)];
    INFO(stars[1] << " " << stars[2] << " " << stars[3] << " " << stars[4] << " " << stars[5]);
    CHECK(stars[5] > stars[4]);
    CHECK(stars[5] > stars[1]);
    CHECK(stars[1] > stars[2]);
    CHECK(stars[1] > stars[3]);
}

TEST_CASE("a review written at once tells of the failure, one written later of the answer") {
    Scenario s = wrong_item_each(Remedy::Compensation);
    s.market.reviews = {.base_probability = 1.0, .extreme_probability = 0.0, .at_arrival = 1.0};
    s.models[0].support.agents = 1000;
    const RunResult at_once = run(s);
    s.market.reviews.at_arrival = 0.0;
    const RunResult later = run(s);
    for (const RunResult* const result : {&at_once, &later}) {
        CHECK(total(*result, Count::Reviews) == 400);
        CHECK(kpi(*result, "review_rate") == 1.0);  // each order counts once
        CHECK(kpi(*result, "mean_stars") == doctest::Approx(static_cast<double>(total(*result, Count::Stars)) / 400.0));
    }
    CHECK(kpi(at_once, "mean_stars") < kpi(later, "mean_stars") - 1.0);
    CHECK(kpi(at_once, "mean_satisfaction") == kpi(later, "mean_satisfaction"));
    s.market.reviews.at_arrival = 0.5;
    const double half = kpi(run(s), "mean_stars");
    CHECK(half > kpi(at_once, "mean_stars"));
    CHECK(half < kpi(later, "mean_stars"));
}

TEST_CASE("a seller's past is cut by the same points as what follows") {
    // What is shown on the first morning is about what is shown after two months of reviews.
    Scenario s = sellers_of_all_qualities();
    s.market.satisfaction.gain = s.market.satisfaction.loss = 0.0;
    s.models[0].supply.initial_ratings = 50;
    const auto mean_shown = [](const World& market) {
        double sum = 0.0;
        for (const Offer& offer : market.platform().offers) sum += offer.shown;
        return sum / static_cast<double>(market.platform().offers.size());
    };
    World market(s, 0, 0, 1);
    market.step();
    const double first = mean_shown(market);
    run_until(market, 150);
    CHECK(mean_shown(market) == doctest::Approx(first).epsilon(0.05));
}

TEST_CASE("noise in reviews and a J lower the advantage of good sellers, but do not erase it") {
    Scenario s = sellers_of_all_qualities();
    cut_evenly(s.market.reviews, 0.125);
    const double even = sold_quality(run(s));
    cut_evenly(s.market.reviews, 1.0);
    const double noisy = sold_quality(run(s));
    s.market.reviews = ReviewSpec{};
    const double j = sold_quality(run(s));
    s.models[0].reputation.system = ReputationSystem::None;
    const double blind = sold_quality(run(s));
    INFO("sold without ratings " << blind << ", with a J " << j << ", with noise " << noisy << ", evenly cut " << even);
    CHECK(j < even);
    CHECK(noisy < even);
    CHECK(j > blind + 0.3 * (even - blind));
    CHECK(noisy > blind + 0.3 * (even - blind));
}

TEST_CASE("buyers learn what a difference in scores is worth: the flatter stars rise, the more") {
    Scenario s = sellers_of_all_qualities();
    const auto slope = [&s](double taste) {
        cut_evenly(s.market.reviews, taste);
        const RunResult result = run(s);
        CHECK(evening(result, 0, State::ScoreSlope) > 0);
        return at_the_end(result, State::ScoreSlope) / 1e6;
    };
    s.market.reviews.experience_weight = 1.0;
    s.market.reviews.bias = 0.0;
    const double straight = slope(0.125);
    CHECK(straight == doctest::Approx(1.0).epsilon(0.2));  // stars are 1 + 4 times quality
    CHECK(slope(0.9) > 1.3 * straight);
}

TEST_CASE("lapsing without an order lowers activity with time alone") {
    Scenario s = one_order_each();
    s.days = 300;
    s.market.buyers = 4000;
    s.market.wishes.rate_per_day = 0.02;
    s.market.leaving.form = LeavingForm::AnyTime;
    s.market.leaving.lapse_shape = 1.0;
    s.market.leaving.lapse_days = 100.0;
    validate(s);
    const RunResult lapsing = run(s);
    const auto left_by = [](const RunResult& r, std::int64_t day) {
        return static_cast<double>(total(r, Count::BuyersLeft, 0, day)) / 4000.0;
    };
    // Of all, half are gone after 100 days and two thirds after 200, three sigma of either being 2.5 %.
    CHECK(left_by(lapsing, 100) == doctest::Approx(0.5).epsilon(0.06));
    CHECK(left_by(lapsing, 200) == doctest::Approx(2.0 / 3.0).epsilon(0.05));
    // Who orders more seldom lapses as often: time counts, not orders.
    s.market.season = {{.name = "nobody wants more", .day = 5, .days = 366, .factor = 0.0}};
    validate(s);
    const RunResult idle = run(s);
    CHECK(total(idle, Count::BuyersLeft) == total(lapsing, Count::BuyersLeft));
    CHECK(total(lapsing, Count::RepeatOrders, 250, 300) < total(lapsing, Count::RepeatOrders, 0, 50) / 2);
    // And each is told as one who lost interest.
    const Rows table(lapsing, "leavers");
    REQUIRE(table.size() == 1);
    CHECK(table.text(0, "reason") == "lost_interest");
    // Other rates from some day on: who has not lapsed yet lapses by these, whatever came before.
    s.market.season.clear();
    validate(s);
    World market(s, 0, 0, 1);
    run_until(market, 100);
    Scenario never = s;
    never.market.leaving.form = LeavingForm::AfterOrders;
    Scenario faster = s;
    faster.market.leaving.lapse_days = 1.0;
    const std::unique_ptr<World> stays = copy_of(market, never, 0, 1), hurries = copy_of(market, faster, 0, 1),
                                 goes_on = copy_of(market, s, 0, 2);
    run_to_the_end(*stays);
    run_to_the_end(*hurries);
    run_to_the_end(*goes_on);
    const auto left = [](const World& w) {
        return w.platform().total.counts[static_cast<std::size_t>(Count::BuyersLeft)];
    };
    CHECK(left(*stays) == left(market));
    CHECK(left(*hurries) > 3950);
    CHECK(left(*goes_on) == total(lapsing, Count::BuyersLeft));
}

TEST_CASE("promoters who are twice as loud win as many as promoters whose word counts twice") {
    Scenario loud = lively_market();
    loud.market.awareness.imitation_per_year = 4.0;
    Scenario weighty = loud;
    for (SegmentSpec& segment : loud.market.segments) segment.good_word_of_mouth = 2.0;
    weighty.market.word_of_mouth.promoter *= 2.0;
    const RunResult by_loudness = run(loud), by_weight = run(weighty);
    CHECK(total(by_loudness, Count::BecameAware) == total(by_weight, Count::BecameAware));
    CHECK(total(by_loudness, Count::Orders) == total(by_weight, Count::Orders));
    weighty.market.word_of_mouth.promoter /= 2.0;
    CHECK(total(run(weighty), Count::BecameAware) < total(by_loudness, Count::BecameAware));
}
