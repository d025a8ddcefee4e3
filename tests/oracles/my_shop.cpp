// The planner's question of scenarios/my-shop.json: stay on the marketplace, open a store of one's own, or both, for
// the firm's profit; from which commission on that turns, and how known the store must be.
#include <doctest/doctest.h>

#include <fmt/format.h>
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/faults.h"
#include "scenarios/read.h"
#include "sim/counts/key_figures.h"
#include "sim/experiments/channels.h"
#include "sim/experiments/statistics.h"
#include "sim/world/run.h"

using namespace pasar;

namespace {

constexpr std::int64_t kRunsEach = 8;

LoadedScenario my_shop_with(const std::vector<std::string>& sets) {
    return load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / "my-shop.json", sets);
}

/// The firm's whole profit in each replication, by choice of channels: marketplace, store, both.
std::array<std::vector<double>, 3> profits_by_channel(const std::vector<std::string>& sets = {}) {
    constexpr std::array<std::size_t, 2> kAll{0, 1};
    const std::vector<ChannelChoice> choices = channel_choices(my_shop_with(sets));
    REQUIRE(choices.size() == 3);
    std::array<std::vector<double>, 3> profit;
    for (std::size_t i = 0; i < 3; ++i) {
        std::vector<std::string> of_choice = sets;
        of_choice.insert(of_choice.end(), choices[i].settings.begin(), choices[i].settings.end());
        const Scenario scenario = my_shop_with(of_choice).scenario;
        for (std::int64_t r = 0; r < kRunsEach; ++r) {
            const std::vector<RunResult> results = run_competition(scenario, kAll, r, {.threads = 2, .tables = false});
            profit[i].push_back(results[0].kpis[find_kpi("firm_profit_all")]);
            CHECK(results[1].kpis[find_kpi("firm_profit_all")] == profit[i].back());
        }
    }
    return profit;
}

/// By how much `a` is more than `b`: the whole 95 % interval of the paired difference.
Interval paired_gain(const std::vector<double>& a, const std::vector<double>& b) {
    const PairedDifference difference = paired_difference(a, b);
    INFO(difference.mean << " (" << difference.interval.low << " to " << difference.interval.high << ")");
    return difference.interval;
}

std::vector<std::string> marketplace_takes(double commission) {
    return {fmt::format("models.Marketplace.revenue.commission={}", commission)};
}

}  // namespace

TEST_CASE("my shop: both channels earn most at 8 %, the own store alone once the marketplace takes 30 %") {
    const auto [marketplace, store, both] = profits_by_channel();
    CHECK(paired_gain(both, marketplace).low > 0.0);
    CHECK(paired_gain(both, store).low > 0.0);
    CHECK(paired_gain(marketplace, store).low > 0.0);
    const auto [dear_marketplace, same_store, dear_both] = profits_by_channel(marketplace_takes(0.3));
    CHECK(paired_gain(same_store, dear_marketplace).low > 0.0);
    CHECK(paired_gain(same_store, dear_both).low > 0.0);
    // A rising commission favours the own store: against the marketplace, and against both.
    std::vector<double> ahead, ahead_then, beside, beside_then;
    for (std::size_t r = 0; r < marketplace.size(); ++r) {
        ahead.push_back(store[r] - marketplace[r]);
        ahead_then.push_back(same_store[r] - dear_marketplace[r]);
        beside.push_back(store[r] - both[r]);
        beside_then.push_back(same_store[r] - dear_both[r]);
    }
    CHECK(paired_gain(ahead_then, ahead).low > 0.0);
    CHECK(paired_gain(beside_then, beside).low > 0.0);
    // To the store alone the marketplace's commission makes little difference.
    const Interval moved = paired_gain(same_store, store);
    CHECK(moved.low > -0.3 * mean(store));
    CHECK(moved.high < 0.3 * mean(store));
}

TEST_CASE(
    "my shop: a store that one in a hundred knows beats the marketplace, one that one in a thousand knows does not") {
    const auto [marketplace, unknown, both_then] =
        profits_by_channel({"models.My store.competition.initially_aware=0.001"});
    CHECK(paired_gain(marketplace, unknown).low > 0.0);
    const auto [same, known, both_now] = profits_by_channel({"models.My store.competition.initially_aware=0.01"});
    CHECK(paired_gain(known, same).low > 0.0);
    CHECK(paired_gain(both_now, both_then).low > 0.0);
    CHECK(same == marketplace);  // whether a store that is shut would be known changes nothing
}

TEST_CASE("a firm is asked for channels it can choose between") {
    const auto refused = [](const std::vector<std::string>& sets) {
        try {
            (void)channel_choices(my_shop_with(sets));
        } catch (const InvalidScenario& invalid) {
            return std::string(invalid.what());
        }
        return std::string();
    };
    CHECK(refused({}).empty());
    CHECK(refused({R"(firm.channels=["My store"])"}).find("one channel, \"My store\"") != std::string::npos);
    CHECK(refused({R"(firm.channels=["My stor"])"}).find("did you mean \"My store\"") != std::string::npos);
    CHECK(refused({R"(firm.channels=["My store","My store"])"}).find("a second time") != std::string::npos);
    const std::vector<ChannelChoice> choices = channel_choices(my_shop_with({}));
    CHECK(choices.back().name == "Marketplace + My store");
    CHECK(choices.back().settings.front() == R"(firm.channels=["Marketplace","My store"])");
}
