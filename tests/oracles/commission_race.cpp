// Platforms that race each other in commissions, where sellers price by what they keep, come and go freely, and draw
// buyers by their number: at the commission that is the best answer to itself nobody gains by asking more or less.
// The equilibria are those of Bertrand competition under logit demand with a network weight (Anderson, de Palma &
// Thisse 1992; Brock & Durlauf 2001), worked out in tests/known/platform_prices.h and here found again by a market.
#include <fmt/format.h>

#include <numeric>
#include <vector>

#include "scenarios/check.h"
#include "tests/known/platform_prices.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// What the first platform has of the orders of all, and what it earns of each order placed anywhere, in reference
/// prices; over a year, when sellers have settled.
struct First {
    double share = 0.0, income = 0.0;
};

First first_of(std::size_t platforms, double network, double own, double others) {
    constexpr std::int64_t kFrom = 480, kTo = 840;
    Scenario scenario =
        oracle("listing", {fmt::format("market.platforms.network={}", network), fmt::format("days={}", kTo),
                           fmt::format("market.platforms.network_size={}", 180 / platforms)});
    scenario.models.resize(1);
    scenario.models.front().supply.sellers = static_cast<std::int64_t>(160 / platforms);
    scenario.models.resize(platforms, scenario.models.front());
    for (std::size_t i = 0; i < platforms; ++i) {
        scenario.models[i].name = fmt::format("{}", i);
        scenario.models[i].revenue.commission = i == 0 ? own : others;
    }
    validate(scenario);
    std::vector<std::size_t> all(platforms);
    std::iota(all.begin(), all.end(), std::size_t{0});
    const std::vector<RunResult> results = run_competition(scenario, all, 0, {.threads = 2});
    double orders = 0.0;
    for (const RunResult& result : results) orders += static_cast<double>(total(result, Count::Orders, kFrom));
    const auto of_first = [&](Count which) { return static_cast<double>(total(results[0], which, kFrom)); };
    const auto reference = static_cast<double>(scenario.market.categories.front().reference_price.units);
    return {of_first(Count::Orders) / orders, of_first(Count::CommissionRevenue) / orders / reference};
}

}  // namespace

TEST_CASE("at the equilibrium of two, three and five platforms who asks a tenth more or less of prices earns less") {
    struct Case {
        std::size_t platforms;
        double network, commission;
    };
    for (const Case& race : {Case{2, 0.25, 0.40908}, Case{3, 0.5, 0.24214}, Case{5, 0.5, 0.21042}}) {
        CAPTURE(race.platforms);
        const auto count = static_cast<double>(race.platforms);
        known::CommissionRace known{.network = race.network};
        const First there = first_of(race.platforms, race.network, race.commission, race.commission);
        CHECK(there.share == doctest::Approx(1.0 / count).epsilon(0.03));
        // Pages of eight instead of all sellers: a markup of 8/21 instead of 1/3, which moves no choice.
        known.markup = 8.0 / 21.0;
        CHECK(there.income == doctest::Approx(known.earned(race.commission, race.commission, count)).epsilon(0.03));
        for (const double step : {-0.1, 0.1}) {
            CAPTURE(step);
            const double asked = race.commission + step;
            const First away = first_of(race.platforms, race.network, asked, race.commission);
            CHECK(away.income < 0.93 * there.income);
            CHECK(away.income / there.income == doctest::Approx(known.earned(asked, race.commission, count) /
                                                                known.earned(race.commission, race.commission, count))
                                                    .epsilon(0.04));
            CHECK((away.share > there.share) == (step < 0.0));
        }
    }
}
