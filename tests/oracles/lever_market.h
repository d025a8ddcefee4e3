// A small market in which levers are moved, and what is said of each: which measure it moves, and which way.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/read.h"
#include "scenarios/settings.h"
#include "sim/counts/key_figures.h"
#include "sim/experiments/statistics.h"
#include "sim/world/run.h"
#include "tests/sim/eager_readers.h"

namespace pasar::testing {

inline constexpr std::int64_t kLeverReplications = 5;

inline const LoadedScenario& small_market() {
    static const LoadedScenario market =
        load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / "c2c-or-b2c.json",
                      std::vector<std::string>{"market.buyers=5000", "days=120"});
    return market;
}

/// Key figures of a model in each replication; runs nothing twice.
inline const std::vector<std::vector<double>>& runs(const std::string& model,
                                                    const std::vector<std::string>& settings) {
    static std::map<std::pair<std::string, std::vector<std::string>>, std::vector<std::vector<double>>> known;
    std::vector<std::vector<double>>& figures = known[{model, settings}];
    if (!figures.empty()) return figures;
    const Scenario scenario = with_settings(small_market(), settings).scenario;
    std::size_t number = 0;
    while (scenario.models[number].name != model) ++number;
    for (std::int64_t replication = 0; replication < kLeverReplications; ++replication)
        figures.push_back(run_market(scenario, number, replication).kpis);
    return figures;
}

inline std::vector<double> measured(const std::string& model, const std::vector<std::string>& settings,
                                    std::string_view measure) {
    const std::size_t kpi = find_kpi(measure);
    REQUIRE_MESSAGE(kpi < kKpiCount, measure);
    std::vector<double> values;
    for (const std::vector<double>& run : runs(model, settings)) values.push_back(run[kpi]);
    return values;
}
inline double mean_of(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

inline const std::string kMarketplace = "Marketplace", kStore = "Own store";

/// Moving `path` of the model from `low` to `high` moves the measure up (+1), down (-1) or, to the unit, not at all
/// (0).
struct Sense {
    std::string path;
    const std::string& model;
    std::vector<std::string> given;  ///< of the model or the market, so that the lever has something to move
    std::string low, high;
    std::string measure;
    int direction;
};

/// A firm that sells three kinds of shirts.
inline const std::string kShirts =
    R"(firm.goods=[{"name":"shirt","category":"fashion","quality":0.8,"cost":80000,"price":115000,"listings":3}])";

/// Sellers who answer to money in no way: what costs them is theirs to bear.
inline const std::vector<std::string> kStill{"market.sellers.pricing=fixed",
                                             "market.sellers.gives_up_per_day=0",
                                             "market.sellers.entry_per_day=0",
                                             "market.sellers.buyer_turns_seller=0",
                                             "market.seller_types.opportunist.shading=0",
                                             "policing.return_under_new_name=0"};

inline std::vector<std::string> beside(std::vector<std::string> given, const std::vector<std::string>& more) {
    given.insert(given.end(), more.begin(), more.end());
    return given;
}

inline std::vector<std::string> with(const Sense& sense, const std::string& value) {
    std::vector<std::string> settings;
    for (const std::string& given : sense.given)
        settings.push_back(
            given.starts_with("market.") || given.starts_with("firm.") ? given : "models." + sense.model + "." + given);
    settings.push_back((sense.path.starts_with("market.") ? "" : "models." + sense.model + ".") + sense.path + "=" +
                       value);
    return settings;
}

/// Moves the lever and looks at its measure, in every replication's pair of worlds taken together.
inline void holds(const Sense& sense) {
    const std::vector<double> low = measured(sense.model, with(sense, sense.low), sense.measure),
                              high = measured(sense.model, with(sense, sense.high), sense.measure);
    INFO(fmt::format("{} of {} from {} to {}: {} from {} to {}", sense.path, sense.model, sense.low, sense.high,
                     sense.measure, mean_of(low), mean_of(high)));
    if (sense.direction == 0) {
        CHECK(low == high);
        return;
    }
    const PairedDifference difference = paired_difference(high, low);
    CHECK(difference.mean * sense.direction > 0.0);
    CHECK(difference.interval.low * difference.interval.high > 0.0);
}

}  // namespace pasar::testing
