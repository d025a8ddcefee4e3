// Every shipped scenario but the reference market, which is there to measure speed by, shows what its `about` promises:
// between the two models named, the measure moves in the direction that the sources say, and the 95 % interval of the
// paired difference excludes zero.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/read.h"
#include "sim/counts/key_figures.h"
#include "sim/experiments/compare.h"
#include "sim/experiments/statistics.h"
#include "sim/world/run.h"
#include "tests/sim/eager_readers.h"

using namespace pasar;
using pasar::testing::total;

namespace {

/// The paired comparisons of one scenario in a market small enough for a test; figures are means over replications.
class Lesson {
public:
    explicit Lesson(const std::string& name, std::int64_t replications = 6, std::vector<std::string> settings = {})
        : scenario_(load(name, replications, std::move(settings))), comparison_(compare(scenario_, {})) {}

    /// Asserts that `second` has more of the measure than `first`.
    void more(const std::string& measure, const std::string& first, const std::string& second) const {
        moves(measure, first, second, +1.0);
    }
    void less(const std::string& measure, const std::string& first, const std::string& second) const {
        moves(measure, first, second, -1.0);
    }
    /// Mean of `second` less that of `first`.
    double difference(const std::string& measure, const std::string& first, const std::string& second) const {
        const std::size_t kpi = find_kpi(measure);
        REQUIRE(kpi < kKpiCount);
        return comparison_.pair(position_of(second), position_of(first), kpi).difference.mean;
    }

private:
    static Scenario load(const std::string& name, std::int64_t replications, std::vector<std::string> settings) {
        settings.insert(settings.end(), {"market.buyers=20000", "replications=" + std::to_string(replications)});
        return load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / (name + ".json"), settings)
            .scenario;
    }

    void moves(const std::string& measure, const std::string& first, const std::string& second,
               double direction) const {
        const std::size_t kpi = find_kpi(measure);
        REQUIRE(kpi < kKpiCount);
        const PairedDifference difference = comparison_.pair(position_of(second), position_of(first), kpi).difference;
        INFO(measure << ", " << second << " less " << first << ": " << difference.mean << " ("
                     << difference.interval.low << " to " << difference.interval.high << ")");
        CHECK(direction * difference.mean > 0.0);
        CHECK(difference.interval.low * difference.interval.high > 0.0);
    }

    std::size_t position_of(const std::string& name) const {
        std::size_t position = 0;
        while (position < scenario_.models.size() && scenario_.models[position].name != name) ++position;
        REQUIRE(position < scenario_.models.size());
        return position;
    }

    Scenario scenario_;
    Comparison comparison_;
};

/// The worlds of one scenario whose models compete, in a market small enough for a test; figures are means over
/// replications.
class Competition {
public:
    explicit Competition(const std::string& name, std::vector<std::string> settings = {}, std::int64_t replications = 4)
        : scenario_(load(name, replications, std::move(settings))) {}

    /// A key figure of a platform in the world of these, or of all of them.
    [[nodiscard]] double mean_of(const std::string& measure, const std::string& platform,
                                 const std::vector<std::string>& world = {}) {
        const std::size_t kpi = find_kpi(measure);
        REQUIRE(kpi < kKpiCount);
        std::vector<double> values;
        for (const std::vector<RunResult>& results : run(world))
            for (const RunResult& result : results)
                if (scenario_.models[result.model].name == platform) values.push_back(result.kpis[kpi]);
        REQUIRE(!values.empty());
        return mean(values);
    }
    /// Part of the orders of all platforms of the world from `first` day on that are this one's.
    [[nodiscard]] double share_of_orders(const std::string& platform, std::int64_t first) {
        double here = 0.0, all = 0.0;
        for (const std::vector<RunResult>& results : run({}))
            for (const RunResult& result : results) {
                const auto orders = static_cast<double>(total(result, Count::Orders, first));
                all += orders;
                if (scenario_.models[result.model].name == platform) here += orders;
            }
        return here / all;
    }

private:
    static Scenario load(const std::string& name, std::int64_t replications, std::vector<std::string> settings) {
        settings.insert(settings.end(), {"market.buyers=20000", "replications=" + std::to_string(replications)});
        return load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / (name + ".json"), settings)
            .scenario;
    }
    const std::vector<std::vector<RunResult>>& run(const std::vector<std::string>& world) {
        std::vector<std::vector<RunResult>>& results = known_[world];
        std::vector<std::size_t> models;
        for (std::size_t model = 0; model < scenario_.models.size(); ++model)
            if (world.empty() || std::ranges::count(world, scenario_.models[model].name) > 0) models.push_back(model);
        for (std::int64_t r = static_cast<std::int64_t>(results.size()); r < scenario_.replications; ++r)
            results.push_back(run_competition(scenario_, models, r, {.threads = 2}));
        return results;
    }

    Scenario scenario_;
    std::map<std::vector<std::string>, std::vector<std::vector<RunResult>>> known_;
};

}  // namespace

TEST_CASE("the own store delivers on time more often and leaves buyers with fewer losses than the marketplace") {
    const Lesson lesson("c2c-or-b2c");
    lesson.more("contribution", "Marketplace", "Own store");
    lesson.more("on_time_rate", "Marketplace", "Own store");
    lesson.less("buyer_loss_share", "Marketplace", "Own store");
    lesson.more("mean_satisfaction", "Marketplace", "Own store");
}

TEST_CASE("escrow takes losses off buyers and wins orders where sellers cheat") {
    const Lesson lesson("fraud-and-escrow", 10);
    lesson.less("buyer_loss_share", "No protection", "Escrow");
    lesson.more("conversion", "No protection", "Escrow");
    lesson.more("buyer_surplus", "No protection", "Escrow");
    lesson.more("contribution", "No protection", "Escrow");
}

TEST_CASE("smart logistics lifts delivery success over a fixed and over the cheapest courier") {
    const Lesson lesson("cod-and-smart-logistics");
    lesson.more("delivery_success_rate", "Fixed courier", "Smart logistics");
    lesson.more("delivery_success_rate", "Cheapest courier", "Smart logistics");
    lesson.less("return_to_sender_rate", "Fixed courier", "Smart logistics");
    lesson.more("contribution", "Fixed courier", "Smart logistics");
}

TEST_CASE("a slow site loses visits, orders and money") {
    const Lesson lesson("slow-site");
    lesson.more("abandonment_rate", "Quick site", "Slow site");
    lesson.less("orders", "Quick site", "Slow site");
    lesson.less("contribution", "Quick site", "Slow site");
}

TEST_CASE("treating each kind of complaint in its own way leaves buyers more satisfied than an apology for all") {
    const Lesson lesson("two-kinds-of-complaint", 10);
    lesson.more("mean_satisfaction", "Sorry for all", "Treatment by kind");
    lesson.less("buyer_loss_share", "Sorry for all", "Treatment by kind");
}

TEST_CASE("reviews let buyers know quality better, and they buy more") {
    const Lesson lesson("reviews-or-none", 10);
    lesson.less("reputation_error", "No reviews", "Stars");
    lesson.more("buyer_surplus", "No reviews", "Stars");
    lesson.more("orders", "No reviews", "Stars");
}

TEST_CASE("where quality cannot be seen, good sellers leave and trade shrinks") {
    const Lesson lesson("lemons");
    lesson.more("offered_quality", "Unseen quality", "Reviews and escrow");
    lesson.more("orders", "Unseen quality", "Reviews and escrow");
    lesson.more("sellers", "Unseen quality", "Reviews and escrow");
}

TEST_CASE("a thank-you coupon brings buyers back, and costs money") {
    const Lesson lesson("thank-you-coupon", 12);
    lesson.more("repeat_rate", "No thanks", "10 % coupon");
    lesson.more("orders_per_customer", "No thanks", "20 % coupon");
    lesson.more("review_rate", "No thanks", "10 % coupon");
    lesson.less("contribution", "No thanks", "20 % coupon");
}

TEST_CASE("buyers and sellers bear a commission together, and a fee as much whichever of them is charged") {
    const Lesson lesson("who-pays");
    lesson.more("contribution", "At 8 %", "At 25 %");
    lesson.more("price_index", "At 8 %", "At 25 %");
    lesson.more("seller_exits", "At 8 %", "At 25 %");
    for (const char* measure : {"orders", "buyer_surplus", "seller_income", "sellers", "total_surplus"})
        lesson.less(measure, "At 8 %", "At 25 %");
    // Charged to sellers the fee stands in the price, and nobody fares much differently.
    lesson.more("price_index", "Fee on buyers", "Fee on sellers");
    for (const char* measure : {"buyer_surplus", "seller_income"}) {
        for (const char* with_fee : {"Fee on buyers", "Fee on sellers"}) lesson.less(measure, "At 8 %", with_fee);
        const double of_fee = lesson.difference(measure, "At 8 %", "Fee on buyers");
        const double of_side = lesson.difference(measure, "Fee on buyers", "Fee on sellers");
        CAPTURE(measure);
        CHECK(std::abs(of_side) < 0.1 * std::abs(of_fee));
    }
}

TEST_CASE("what is rare brings sellers more by auction, and what there is plenty of more at a fixed price") {
    const Lesson rare("auction-or-fixed-price");
    rare.more("seller_income", "Fixed price", "Auction");
    rare.less("buyer_surplus", "Fixed price", "Auction");
    const Lesson plenty("auction-or-fixed-price", 6,
                        {"models.Fixed price.supply.sellers=2000", "models.Auction.supply.sellers=2000"});
    plenty.less("seller_income", "Fixed price", "Auction");
}

TEST_CASE("a hard close costs sellers and the best bidder what an extended auction gives them") {
    const Lesson lesson("sniping");
    lesson.more("hammer_index", "Hard close", "Extension");
    lesson.more("won_by_best_share", "Hard close", "Extension");
    lesson.more("seller_income", "Hard close", "Extension");
    lesson.more("customers", "Hard close", "Extension");
    lesson.less("sniped_share", "Hard close", "Sealed");
}

TEST_CASE("a courier that is fast and dear keeps more customers, and pays, where the cheap one fails at the door") {
    const Lesson lesson("fast-or-cheap-courier");
    lesson.more("delivery_success_rate", "Cheap", "Fast");
    lesson.more("on_time_rate", "Cheap", "Fast");
    lesson.more("retention_rate", "Cheap", "Fast");
    lesson.more("contribution", "Cheap", "Fast");
}

TEST_CASE("a strike of ten days makes parcels late where there is one courier, and hardly where one can be chosen") {
    const Lesson lesson("courier-strike", 10);
    lesson.more("on_time_rate", "One courier", "Choice of couriers");
    lesson.less("complaint_rate", "One courier", "Choice of couriers");
    // Not for other reasons: without the strike the first loses much more than the second.
    const auto on_time = [](std::size_t model, const std::vector<std::string>& sets) {
        std::vector<std::string> all{"market.buyers=20000"};
        all.insert(all.end(), sets.begin(), sets.end());
        const RunResult result = run_market(
            load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / "courier-strike.json", all)
                .scenario,
            model, 0);
        return result.kpis[find_kpi("on_time_rate")];
    };
    const double one = on_time(0, {"timeline=[]"}) - on_time(0, {});
    const double choice = on_time(1, {"timeline=[]"}) - on_time(1, {});
    CHECK(one > 0.01);
    CHECK(std::abs(choice) < one / 4.0);
}

TEST_CASE("a data breach costs trust, orders and money from its day on, and nothing before") {
    const Lesson lesson("data-breach");
    lesson.less("mean_trust", "Spared", "Breached");
    lesson.less("conversion", "Spared", "Breached");
    lesson.less("orders", "Spared", "Breached");
    lesson.less("contribution", "Spared", "Breached");
    const Scenario scenario =
        load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / "data-breach.json",
                      std::vector<std::string>{"market.buyers=20000", "days=170"})
            .scenario;
    const RunResult spared = run_market(scenario, 0, 0), breached = run_market(scenario, 1, 0);
    const std::size_t day_of_breach = 151;  // 1 June
    for (std::size_t day = 0; day < day_of_breach; ++day) {
        CAPTURE(day);
        CHECK(spared.days[day].counts == breached.days[day].counts);
        CHECK(spared.days[day].states == breached.days[day].states);
    }
    const auto trust = [&](const RunResult& result) {
        return result.days[day_of_breach].states[static_cast<std::size_t>(State::TrustMillionths)];
    };
    CHECK(static_cast<double>(trust(breached)) < 0.5 * static_cast<double>(trust(spared)));
}

TEST_CASE("a place sold twice pays where some do not come, and not where most are turned away") {
    const Lesson lesson("overbooking");
    lesson.more("contribution", "No overbooking", "By the rule");
    lesson.less("empty_share", "No overbooking", "By the rule");
    lesson.more("denied_rate", "No overbooking", "By the rule");
    CHECK(lesson.difference("denied_rate", "No overbooking", "By the rule") < 0.01);
    lesson.less("contribution", "No overbooking", "Forty more");
    lesson.less("empty_share", "By the rule", "Forty more");
    lesson.more("complaint_rate", "By the rule", "Forty more");
    lesson.less("mean_satisfaction", "By the rule", "Forty more");
}

TEST_CASE("a heavy load of advertising drives readers away, and a plan without it serves both sides") {
    const Lesson lesson("ads-or-subscription", 3);
    lesson.less("visit_share", "Four ads", "Fourteen ads");
    lesson.less("mean_daily_active", "Four ads", "Fourteen ads");
    lesson.less("buyer_surplus", "Four ads", "Fourteen ads");
    lesson.more("other_revenue", "Four ads", "Fourteen ads");
    CHECK(lesson.difference("visit_share", "Four ads", "Fourteen ads") < -0.4);
    lesson.more("contribution", "Four ads", "Four ads or a plan");
    lesson.more("buyer_surplus", "Four ads", "Four ads or a plan");
    lesson.more("ad_free_share", "Four ads", "Four ads or a plan");
    CHECK(lesson.difference("ad_free_share", "Four ads", "Four ads or a plan") > 0.3);
    lesson.more("contribution", "Four ads or a plan", "Fourteen ads or a plan");
    lesson.less("buyer_surplus", "Four ads or a plan", "Fourteen ads or a plan");
    lesson.more("subscribers", "Four ads or a plan", "Fourteen ads or a plan");
}

TEST_CASE("an early fare pays where places are kept for those who come late and pay in full") {
    const Lesson lesson("two-fares");
    lesson.less("contribution", "One fare", "None kept");
    lesson.more("load", "One fare", "None kept");
    lesson.more("contribution", "One fare", "Littlewood");
    lesson.more("contribution", "None kept", "Littlewood");
    lesson.less("advance_share", "None kept", "Littlewood");
    lesson.less("load", "None kept", "Littlewood");
    lesson.more("buyer_surplus", "One fare", "Littlewood");
}

TEST_CASE("some protection of downloads pays, all of it does not, and buyers are worse off with every step") {
    const Lesson lesson("digital-goods");
    lesson.less("piracy_rate", "Open files", "Half locked");
    lesson.less("piracy_rate", "Half locked", "Fully locked");
    lesson.more("contribution", "Open files", "Half locked");
    lesson.less("contribution", "Half locked", "Fully locked");
    lesson.less("mean_satisfaction", "Open files", "Half locked");
    lesson.less("mean_satisfaction", "Half locked", "Fully locked");
    lesson.less("buyer_surplus", "Open files", "Half locked");
    lesson.less("buyer_surplus", "Half locked", "Fully locked");
    // The lesson's step about money back.
    lesson.less("orders", "Half locked", "No money back");
    lesson.less("return_rate", "Half locked", "No money back");
    lesson.more("contribution", "Half locked", "No money back");
    const Scenario scenario =
        load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / "digital-goods.json", {}).scenario;
    const RunResult open = run_market(scenario, 0, 0), half = run_market(scenario, 1, 0);
    const auto figure = [](const RunResult& result, const char* name) { return result.kpis[find_kpi(name)]; };
    CHECK(figure(open, "piracy_rate") > 0.5);
    CHECK(figure(open, "piracy_rate") < 0.65);
    CHECK(figure(open, "displacement_rate") > 0.4);
    CHECK(figure(open, "displacement_rate") < 0.5);
    CHECK(figure(half, "piracy_rate") > 0.25);
    CHECK(figure(half, "piracy_rate") < 0.33);
    CHECK(figure(half, "return_rate") == doctest::Approx(0.05).epsilon(0.15));
}

TEST_CASE("own goods beside sellers': platform and buyers gain, sellers lose, and more so where it enters what sells") {
    const Lesson lesson("own-goods-beside-sellers");
    for (const auto& [first, second] :
         {std::pair{"Marketplace", "Some own goods"}, std::pair{"Some own goods", "Enters what sells"}}) {
        lesson.more("contribution", first, second);
        lesson.more("buyer_surplus", first, second);
        lesson.more("orders", first, second);
        lesson.less("seller_gmv", first, second);
        lesson.less("seller_income", first, second);
        lesson.less("sellers", first, second);
    }
    lesson.more("own_sales_share", "Some own goods", "Enters what sells");
    lesson.more("total_surplus", "Marketplace", "Enters what sells");
}

TEST_CASE("own goods beside sellers': favouring goods that are dear takes from buyers what it brings the platform") {
    const std::string dear = "models.Enters what sells.supply.undercut=-0.2",
                      others_too = "models.Some own goods.supply.undercut=-0.2";
    const std::string entry = R"(models.Some own goods.supply.entry={"on":true,"products_per_review":8,"most":80})";
    const Lesson lesson("own-goods-beside-sellers", 6,
                        {dear, others_too, entry, "models.Enters what sells.matching.own_exposure=4"});
    lesson.more("contribution", "Some own goods", "Enters what sells");
    lesson.less("buyer_surplus", "Some own goods", "Enters what sells");
}

TEST_CASE("distributors: a discount brings their price down and more of them in, and the store gives its margin away") {
    const Lesson lesson("distributors");
    lesson.more("contribution", "Store alone", "List price");
    CHECK(std::abs(lesson.difference("contribution", "List price", "A fifth off")) < 0.2e9);  // of some 2.6 billion IDR
    lesson.less("contribution", "A fifth off", "Two fifths off");
    lesson.less("contribution", "List price", "Two fifths off");
    for (const auto& [first, second] :
         {std::pair{"List price", "A fifth off"}, std::pair{"A fifth off", "Two fifths off"}}) {
        lesson.less("off_platform_price", first, second);
        lesson.more("off_platform_units", first, second);
        lesson.more("distributors", first, second);
        lesson.more("distributor_income", first, second);
    }
    CHECK(lesson.difference("distributors", "List price", "A fifth off") > 7.0);
    CHECK(lesson.difference("distributors", "List price", "A fifth off") < 30.0);
}

TEST_CASE("a card makes more of those pay who try, fewer of those stay who pay, and keeps most from trying") {
    const Lesson lesson("trial-with-card", 8);
    lesson.more("trial_conversion", "No card", "Card");
    lesson.more("monthly_churn", "No card", "Card");
    lesson.less("subscribers", "No card", "Card");
    lesson.less("contribution", "No card", "Card");
    lesson.less("retention_rate", "No card", "Card");
    const double more = lesson.difference("trial_conversion", "No card", "Card");
    CHECK(more > 0.27);
    CHECK(more < 0.35);
    // Where nobody shies away from it the card wins.
    const Lesson no_hurdle("trial-with-card", 4, {"market.subscribing.card_hurdle=0.3"});
    no_hurdle.more("contribution", "No card", "Card");
    no_hurdle.more("subscribers", "No card", "Card");
}

TEST_CASE("further tries keep subscribers who did not want to leave, and nobody who did") {
    const Lesson lesson("failed-payments");
    for (const auto& [fewer, more] : {std::pair{"No further try", "Three tries"}, {"Three tries", "Eight tries"}}) {
        lesson.less("involuntary_churn_share", fewer, more);
        lesson.less("monthly_churn_involuntary", fewer, more);
        lesson.more("subscribers", fewer, more);
        lesson.more("contribution", fewer, more);
        lesson.more("subscriber_value", fewer, more);
    }
    CHECK(lesson.difference("recovery_rate", "Three tries", "Eight tries") == doctest::Approx(0.25).epsilon(0.2));
}

TEST_CASE(
    "eight ways to sell: downloads and the store earn, what is free and auctions do not, and who else lives on it") {
    const Lesson lesson("eight-models", 3, {"market.buyers=20000"});
    lesson.more("contribution", "Own store", "Digital store");
    lesson.more("contribution", "Marketplace", "Own store");
    lesson.less("contribution", "Marketplace", "Content and community");
    lesson.less("contribution", "Marketplace", "Auction house");
    lesson.more("buyer_surplus", "Own store", "Digital store");
    lesson.more("buyer_surplus", "Content and community", "Subscription");
    lesson.less("buyer_surplus", "Marketplace", "Auction house");
    lesson.less("seller_income", "Marketplace", "Own store");
    lesson.less("courier_profit", "Marketplace", "Digital store");
}

TEST_CASE("two platforms: a rival takes orders rather than customers, more from the worse shop, and the market grows") {
    Competition market("two-platforms");
    const auto kept = [&](const std::string& measure, const std::string& platform) {
        return market.mean_of(measure, platform) / market.mean_of(measure, platform, {platform});
    };
    CHECK(kept("orders", "Marketplace") == doctest::Approx(0.6).epsilon(0.1));
    CHECK(kept("orders", "Own store") == doctest::Approx(0.68).epsilon(0.1));
    CHECK(kept("orders", "Own store") > kept("orders", "Marketplace"));
    CHECK(kept("customers", "Marketplace") == doctest::Approx(0.84).epsilon(0.07));
    CHECK(market.mean_of("orders", "Marketplace") + market.mean_of("orders", "Own store") >
          market.mean_of("orders", "Own store", {"Own store"}));
    // The loop of a rising commission: sellers, choice, buyers; some go to the rival, most do without.
    Competition dear("two-platforms", {"models.Marketplace.revenue.commission=0.25"});
    const double alone = dear.mean_of("orders", "Marketplace", {"Marketplace"}) /
                         market.mean_of("orders", "Marketplace", {"Marketplace"}),
                 beside = dear.mean_of("orders", "Marketplace") / market.mean_of("orders", "Marketplace");
    CHECK(alone == doctest::Approx(0.6).epsilon(0.1));
    CHECK(beside < alone);
    CHECK(beside == doctest::Approx(0.54).epsilon(0.1));
    CHECK(dear.mean_of("sellers", "Marketplace") < market.mean_of("sellers", "Marketplace"));
    const double more_in_store = dear.mean_of("orders", "Own store") - market.mean_of("orders", "Own store");
    CHECK(more_in_store > 0.02 * market.mean_of("orders", "Own store"));
    CHECK(more_in_store < 0.5 * (market.mean_of("orders", "Marketplace") - dear.mean_of("orders", "Marketplace")));
}

TEST_CASE("a new rival: what it sells is mostly taken, dearly bought, and not because its shipping is free") {
    Competition market("new-rival");
    const std::string incumbent = "Old marketplace", newcomer = "New marketplace";
    const double without = market.mean_of("orders", incumbent, {incumbent}),
                 beside = market.mean_of("orders", incumbent), sold = market.mean_of("orders", newcomer);
    CHECK(beside / without == doctest::Approx(0.84).epsilon(0.05));
    CHECK((without - beside) / sold > 0.5);
    CHECK((without - beside) / sold < 0.85);
    CHECK(market.share_of_orders(newcomer, 304) == doctest::Approx(0.41).epsilon(0.1));
    CHECK(market.mean_of("customers", incumbent) > 0.93 * market.mean_of("customers", incumbent, {incumbent}));
    CHECK(market.mean_of("contribution", newcomer) < 0.0);
    CHECK(market.mean_of("aware_share", newcomer) == doctest::Approx(0.87).epsilon(0.05));
    // Sellers bear it, and ask for it.
    Competition paid("new-rival", {"models.New marketplace.fulfilment.buyer_pays_shipping=0.9"});
    CHECK(paid.mean_of("orders", newcomer) == doctest::Approx(sold).epsilon(0.05));
    CHECK(market.mean_of("price_index", newcomer) / paid.mean_of("price_index", newcomer) ==
          doctest::Approx(1.11).epsilon(0.03));
    // What the platform pays itself does bring buyers, and costs it.
    Competition given("new-rival", {"models.New marketplace.promotion.discount=0.1",
                                    "models.New marketplace.promotion.discount_paid_by_platform=1"});
    CHECK(given.mean_of("orders", newcomer) > 1.2 * sold);
    CHECK(given.mean_of("contribution", newcomer) < market.mean_of("contribution", newcomer));
}

TEST_CASE("a network: a lead melts below a weight of one, and takes it all above, unless tastes stand against it") {
    const auto with_weight = [](const char* weight, std::vector<std::string> more = {}) {
        more.push_back(std::string("market.platforms.network=") + weight);
        return Competition("tipping", more, 2);
    };
    Competition none = with_weight("0"), some = with_weight("0.6");
    CHECK(none.share_of_orders("Red", 0) == doctest::Approx(0.56).epsilon(0.04));
    CHECK(some.share_of_orders("Red", 0) == doctest::Approx(0.625).epsilon(0.04));
    CHECK(none.share_of_orders("Red", 630) == doctest::Approx(0.52).epsilon(0.05));
    CHECK(some.share_of_orders("Red", 630) == doctest::Approx(0.55).epsilon(0.06));
    CHECK(with_weight("0.9").share_of_orders("Red", 630) == doctest::Approx(0.72).epsilon(0.08));
    CHECK(with_weight("1.2").share_of_orders("Red", 630) > 0.9);
    CHECK(with_weight("1.2", {"market.platforms.habit=1"}).share_of_orders("Red", 630) < 0.65);
    CHECK(with_weight("1.2", {"market.platforms.compare_shops=0.3"}).share_of_orders("Red", 630) < 0.75);
}

TEST_CASE("resellers are the store's customers, who reach buyers that do not know it, and sell on what is cheapest") {
    Competition reselling("reseller"), supplied("reseller", {"market.seller_types.reseller.buys_in_store=false"});
    CHECK(reselling.mean_of("contribution", "Own store") > 2.0 * supplied.mean_of("contribution", "Own store"));
    const double own_customers = reselling.mean_of("orders", "Own store") / supplied.mean_of("orders", "Own store");
    CHECK(own_customers < 1.0);
    CHECK(own_customers > 0.95);
    CHECK(reselling.mean_of("price_index", "Marketplace") < supplied.mean_of("price_index", "Marketplace"));
    CHECK(reselling.mean_of("offered_quality", "Marketplace") < supplied.mean_of("offered_quality", "Marketplace"));
    CHECK(reselling.mean_of("conversion", "Marketplace") < supplied.mean_of("conversion", "Marketplace"));
}
