// What decides between platforms of one world, and what economics says each number does: moved in a small market in
// which a marketplace and a store compete, in every replication's pair of worlds taken together.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/oracles/lever_market.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const std::string kBoth = "all platforms";

/// The measure of a platform, or of all together, in each replication; runs nothing twice.
std::vector<double> in_competition(const std::vector<std::string>& settings, const std::string& platform,
                                   std::string_view measure) {
    static std::map<std::vector<std::string>, std::vector<std::vector<RunResult>>> known;
    std::vector<std::vector<RunResult>>& worlds = known[settings];
    const Scenario scenario = with_settings(small_market(), settings).scenario;
    constexpr std::array<std::size_t, 2> kModels{0, 1};
    if (worlds.empty())
        for (std::int64_t replication = 0; replication < kLeverReplications; ++replication)
            worlds.push_back(run_competition(scenario, kModels, replication, {.tables = false}));
    std::vector<double> values;
    for (const std::vector<RunResult>& world : worlds) {
        double sum = 0.0;
        for (const RunResult& result : world)
            if (platform == kBoth || scenario.models[result.model].name == platform) sum += kpi(result, measure);
        values.push_back(sum);
    }
    return values;
}

/// Moving `path` from `low` to `high` moves the measure of a platform up (+1), down (-1) or, to the unit, not at all
/// (0).
struct SenseOfPlatforms {
    std::string path;
    std::vector<std::string> given;
    std::string low, high;
    std::string platform;
    std::string measure;
    int direction;
};

std::vector<SenseOfPlatforms> senses_of_platforms() {
    using Given = std::vector<std::string>;
    const std::string store = "models.Own store.competition.";
    const Given none, late{store + "opens_on=40", store + "initially_aware=0.8"},
        dear{"models.Own store.supply.markup=1.2"}, beside_all{"market.platforms.nothing=beside"},
        known_less{store + "initially_aware=0.1", "models.Marketplace.competition.initially_aware=0.9"},
        by_offers{"market.platforms.network_of=offers",
                  "market.platforms.network=0.5",
                  "market.platforms.offers=0",
                  "market.platforms.compare_shops=0",
                  "market.leaving.beta=1000",
                  "market.leaving.dissatisfaction_weight=0",
                  "models.Own store.supply.stock_up_to=100000",
                  "models.Own store.supply.reorder_at=50000"};
    return {
        // What speaks for a platform brings it buyers, and takes them from the other.
        {store + "appeal", none, "-1", "1", kStore, "orders", +1},
        {store + "appeal", none, "-1", "1", kMarketplace, "orders", -1},
        {store + "appeal", beside_all, "-1", "1", kStore, "orders", +1},
        {store + "appeal", beside_all, "-1", "1", kMarketplace, "orders", -1},
        {store + "appeal", beside_all, "-1", "1", kBoth, "visits", +1},  // only here does it reach who bought nothing
        {store + "share", none, "0.5", "4", kStore, "orders", +1},
        {store + "share", none, "0.5", "4", kMarketplace, "orders", -1},
        {store + "share", {"market.platforms.habit=0"}, "0.5", "4", kBoth, "orders", 0},
        {store + "initially_aware", none, "0.1", "0.9", kStore, "orders", +1},
        {store + "initially_aware", none, "0.1", "0.9", kMarketplace, "orders", -1},
        {store + "opens_on", none, "0", "60", kStore, "orders", -1},
        {store + "opens_on", none, "0", "60", kMarketplace, "orders", +1},
        // How much buyers look at offers decides how much a dear shop loses.
        {"market.platforms.offers", dear, "0", "1", kStore, "visits", -1},
        {"market.platforms.offers", dear, "0", "1", kMarketplace, "visits", +1},
        {"market.platforms.compare_shops", dear, "0", "1", kStore, "orders", -1},
        {"market.platforms.compare_shops", {"market.platforms.offers=1"}, "0", "1", kBoth, "orders", +1},
        {"market.platforms.offers", {"market.platforms.compare_shops=1"}, "0.01", "1", kBoth, "orders", +1},
        // Tastes of one's own keep buyers with one platform; those without them become customers of both.
        {"market.platforms.habit", none, "0.1", "10", kBoth, "customers", +1},
        {"market.platforms.habit", none, "0.1", "10", kBoth, "orders_per_customer", -1},
        // A first account is a hurdle for newcomers, and keeps buyers where they are.
        {"market.platforms.first_account", late, "0", "3", kStore, "orders", -1},
        {"market.platforms.first_account", late, "0", "3", kMarketplace, "orders", +1},
        {"market.platforms.first_account", none, "0", "3", kBoth, "customers", -1},
        // The network brings more where there is much already.
        {"market.platforms.network", known_less, "0", "0.9", kStore, "orders", -1},
        {"market.platforms.network", known_less, "0", "0.9", kMarketplace, "orders", +1},
        {"models.Own store.supply.products", by_offers, "20", "400", kStore, "visits", +1},
        {"market.platforms.network_size",
         {"market.platforms.nothing=beside", "market.platforms.network=0.5"},
         "10",
         "10000",
         kBoth,
         "visits",
         -1},
        {"market.platforms.network_size", none, "10", "10000", kBoth, "orders", 0},
        // A rival's price is felt here, as one's own is: the commission that makes a marketplace dear.
        {"models.Own store.supply.markup", none, "0.5", "1.2", kMarketplace, "orders", +1},
        {"models.Marketplace.revenue.commission", none, "0.05", "0.25", kMarketplace, "orders", -1},
        {"models.Marketplace.revenue.commission", none, "0.05", "0.25", kStore, "orders", +1},
    };
}

}  // namespace

TEST_CASE("what decides between platforms moves buyers the way economics says") {
    for (const SenseOfPlatforms& sense : senses_of_platforms()) {
        std::vector<std::string> low{"market.awareness.initially_aware=1"};  // so that both are chosen between
        low.insert(low.end(), sense.given.begin(), sense.given.end());
        std::vector<std::string> high = low;
        low.push_back(sense.path + "=" + sense.low);
        high.push_back(sense.path + "=" + sense.high);
        const std::vector<double> before = in_competition(low, sense.platform, sense.measure),
                                  after = in_competition(high, sense.platform, sense.measure);
        INFO(fmt::format("{} from {} to {}: {} of {} from {} to {}", sense.path, sense.low, sense.high, sense.measure,
                         sense.platform, mean_of(before), mean_of(after)));
        if (sense.direction == 0) {
            CHECK(before == after);
            continue;
        }
        const PairedDifference difference = paired_difference(after, before);
        CHECK(difference.mean * sense.direction > 0.0);
        CHECK(difference.interval.low * difference.interval.high > 0.0);
    }
}

TEST_CASE("there is no number that decides between platforms of which it is not said what it does") {
    // How sellers spread over platforms is said elsewhere.
    std::set<std::string> said{"market.platforms.seller_overlap", "market.platforms.listing_review_days",
                               "market.platforms.listing_costs", "market.platforms.listing_noise"};
    for (const SenseOfPlatforms& sense : senses_of_platforms()) said.insert(sense.path);
    for (const std::string& path : numeric_paths(*small_market().resolved))
        if (path.starts_with("market.platforms.") || path.starts_with("models.Own store.competition."))
            CHECK_MESSAGE(said.count(path) == 1, path);
}

TEST_CASE(
    "where a model is the only platform of its world, what decides between platforms changes nothing, to the unit") {
    for (const char* const setting :
         {"models.Own store.competition.appeal=3", "models.Own store.competition.share=9", "market.platforms.habit=9",
          "market.platforms.offers=0.9", "market.platforms.first_account=9", "market.platforms.compare_shops=1",
          "market.platforms.network=2", "market.platforms.nothing=beside", "market.platforms.network_size=7"})
        CHECK(measured(kStore, {setting}, "contribution") == measured(kStore, {}, "contribution"));
}
