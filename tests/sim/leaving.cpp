// Why customers left: every leaver has one reason, and it is the right one.
#include "sim/people/leaving.h"

#include <doctest/doctest.h>

#include <memory>
#include <numeric>

#include "sim/world/snapshot.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

std::int64_t sum(const std::vector<CauseOfLeaving>& causes) {
    return std::accumulate(causes.begin(), causes.end(), std::int64_t{0},
                           [](std::int64_t so_far, const CauseOfLeaving& cause) { return so_far + cause.buyers; });
}

std::vector<CauseOfLeaving> reasons(const Scenario& scenario) {
    World market(scenario, 0, 0, 1);
    run_to_the_end(market);
    return reasons_of_leaving(market.platform().total.leavers);
}

}  // namespace

TEST_CASE("each customer who left is counted once, under one reason, and the table tells of all of them") {
    Scenario scenario = lively_market(SupplyKind::Hybrid);
    scenario.models[0].programmes.win_back = {.on = true, .after_days = 10, .response = 0.5};
    World market(scenario, 0, 0, 2);
    run_to_the_end(market);
    const std::int64_t left = market.platform().total.counts[static_cast<std::size_t>(Count::BuyersLeft)];
    CHECK(left > 120);
    CHECK(market.platform().total.counts[static_cast<std::size_t>(Count::BuyersWonBack)] > 20);
    const std::vector<CauseOfLeaving> causes = causes_of_leaving(market.platform().total.leavers);
    CHECK(sum(causes) == left);
    CHECK(sum(reasons_of_leaving(market.platform().total.leavers)) == left);
    CHECK(
        std::is_sorted(causes.begin(), causes.end(), [](const auto& a, const auto& b) { return a.buyers > b.buyers; }));
    // All that there are where goods are chosen and shipped: services, auctions, subscriptions and feeds have
    // reasons of their own.
    constexpr std::size_t kOfOtherKinds = 8;
    CHECK(reasons_of_leaving(market.platform().total.leavers).size() == kCountOf<LeavingReason> - kOfOtherKinds);

    const RunResult result = result_of(market.platform(), true);
    const Rows table(result, "leavers");
    std::int64_t told = 0;
    double shares = 0.0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        told += table.whole(row, "buyers_left");
        shares += table.number(row, "share");
        // Nobody leaves at once where nothing failed, and a failure was somebody's doing.
        const bool failed = !table.text(row, "felt_cause").empty();
        if (table.text(row, "at_once") == "yes") CHECK(failed);
        if (failed) CHECK(table.text(row, "true_cause") != "nobody");
    }
    CHECK(told == left);
    CHECK(shares == doctest::Approx(1.0));
}

TEST_CASE("a customer who leaves after nothing went wrong has lost interest; one who was cheated leaves over that") {
    Scenario content = one_order_each();
    content.market.leaving = {.alpha = 1.0, .beta = 1.0, .dissatisfaction_weight = 0.0};
    content.market.satisfaction.neutral = 0.9;
    const std::vector<CauseOfLeaving> of_content = reasons(content);
    REQUIRE(of_content.size() == 1);
    CHECK(of_content[0].reason == LeavingReason::LostInterest);
    CHECK(of_content[0].cause == Cause::Nobody);
    CHECK(of_content[0].buyers > 100);

    // The same satisfaction below the target: nothing failed, but less came than was hoped for.
    content.market.leaving.satisfaction_target = 0.95;
    const std::vector<CauseOfLeaving> of_disappointed = reasons(content);
    REQUIRE(of_disappointed.size() == 1);
    CHECK(of_disappointed[0].reason == LeavingReason::WorseThanExpected);
    CHECK(of_disappointed[0].buyers == of_content[0].buyers);

    Scenario cheated = fraud_each(ProtectionKind::None);
    cheated.market.voice = {.rate = 0.0, .exit_rate = 1.0};
    const std::vector<CauseOfLeaving> of_cheated = reasons(cheated);
    REQUIRE(of_cheated.size() == 1);
    CHECK(of_cheated[0] == CauseOfLeaving{LeavingReason::NeverSent, Cause::Seller, FeltCause::Shop, true, 400});
}

TEST_CASE("examples of those who left are few, true, and the same on any number of threads") {
    const Scenario scenario = lively_market();
    World one(scenario, 0, 0, 1), two(scenario, 0, 0, 2);
    for (int day = 0; day < 60; ++day) {
        one.step();
        two.step();
    }
    std::size_t examples = 0;
    for (std::size_t reason = 0; reason < kCountOf<LeavingReason>; ++reason) {
        REQUIRE(one.platform().leavers[reason].size() == two.platform().leavers[reason].size());
        CHECK(one.platform().leavers[reason].size() <= 30);
        std::int64_t counted = 0;
        for (const auto& by_felt : one.platform().total.leavers[reason])
            for (const auto& at_once : by_felt) counted += at_once[0] + at_once[1];
        CHECK(one.platform().leavers[reason].empty() == (counted == 0));
        for (std::size_t i = 0; i < one.platform().leavers[reason].size(); ++i) {
            const Leaver& leaver = one.platform().leavers[reason][i];
            CHECK(leaver.buyer == two.platform().leavers[reason][i].buyer);
            CHECK(leaver.day == two.platform().leavers[reason][i].day);
            CHECK(static_cast<std::size_t>(leaver.reason) == reason);
            CHECK(Stage{one.platform().relationships[leaver.buyer].stage} == Stage::Left);
            CHECK(one.platform().relationships[leaver.buyer].satisfaction <= 1.0F);
            ++examples;
        }
    }
    CHECK(examples > 50);
}
