// Two marketplaces that sellers enter freely, where a platform's offers draw buyers: a lower commission brings sellers,
// sellers bring buyers, and buyers bring sellers. With utility differing by ΔV and network weight γ the log of the
// ratio of shares is (ΔV + γ ln((1 - a)/(1 - b)))/(1 - γ) for commissions a and b: Anderson, de Palma & Thisse 1992;
// Brock & Durlauf 2001.
#include <fmt/format.h>

#include <array>
#include <vector>

#include "sim/world/world.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Of the last year: share of orders on the first platform, and numbers of sellers on each.
struct YearOfTwo {
    double share = 0.0;
    std::array<double, 2> sellers{}, orders{};
};

YearOfTwo year_of_two(const std::vector<std::string>& sets) {
    constexpr std::array<std::size_t, 2> kBoth{0, 1};
    constexpr std::int64_t kFrom = 840, kTo = 1200;
    const std::vector<RunResult> results = run_competition(oracle("listing", sets), kBoth, 0, {.threads = 2});
    YearOfTwo year;
    for (std::size_t platform = 0; platform < 2; ++platform) {
        year.orders[platform] = static_cast<double>(total(results[platform], Count::Orders, kFrom));
        for (std::int64_t day = kFrom; day < kTo; ++day)
            year.sellers[platform] += static_cast<double>(evening(results[platform], day, State::Sellers)) / 360.0;
    }
    year.share = year.orders[0] / (year.orders[0] + year.orders[1]);
    return year;
}

std::string second_takes(double second) { return fmt::format("models.1.revenue.commission={}", second); }

}  // namespace

TEST_CASE(
    "a commission of 8 instead of 10 per cent: 0.51087 of buyers by price, 0.52721 where sellers follow and draw") {
    // The standard error of a year is 0.0008, what sellers' coming and going adds in the second case about 0.0025.
    const YearOfTwo still = year_of_two({"market.platforms.network=0"});
    CHECK(std::fabs(still.share - 0.51087) < 0.0025);
    const YearOfTwo loop = year_of_two({});
    CHECK(std::fabs(loop.share - 0.52721) < 0.0075);
    // As many sellers as (1 - commission) · visits · 8/(21 F) on each.
    for (std::size_t platform = 0; platform < 2; ++platform) {
        const double kept = platform == 0 ? 0.92 : 0.9;
        const double feeds = kept * loop.orders[platform] / 360.0 * 8.0 / 21.0 / 2.0;
        CHECK(loop.sellers[platform] == doctest::Approx(feeds).epsilon(0.04));
    }
}

TEST_CASE("raising a platform's commission costs it sellers, then buyers, and more of both than price alone") {
    const YearOfTwo before = year_of_two({}), after = year_of_two({second_takes(0.2)});
    const YearOfTwo by_price = year_of_two({second_takes(0.2), "market.platforms.network=0"});
    // ln of the ratio: 3 · 0.6 (1/0.8 - 1/0.92) = 0.29348 by price, and (0.29348 + 0.5 ln(0.92/0.8))/(1 - 0.5) =
    // 0.72672.
    CHECK(by_price.share == doctest::Approx(0.57285).epsilon(0.007));
    CHECK(after.share == doctest::Approx(0.67408).epsilon(0.015));
    CHECK(after.sellers[1] < 0.75 * before.sellers[1]);
    CHECK(after.orders[1] < 0.75 * before.orders[1]);
    CHECK(after.sellers[0] > 1.15 * before.sellers[0]);  // where they go
    CHECK(after.orders[0] > 1.15 * before.orders[0]);
    CHECK(after.sellers[1] < 0.9 * by_price.sellers[1]);
}

TEST_CASE("sellers who are on both platforms leave the one that asks more, and stay on the other") {
    const std::vector<std::string> both{"market.platforms.seller_overlap=1", "market.platforms.listing_costs=60000000",
                                        "market.platforms.listing_noise=10000000", "days=900"};
    const auto sellers = [&](double second) {
        std::vector<std::string> sets = both;
        sets.push_back(second_takes(second));
        constexpr std::array<std::size_t, 2> kBoth{0, 1};
        const std::vector<RunResult> results = run_competition(oracle("listing", sets), kBoth, 0, {.threads = 2});
        std::array<double, 2> there{};
        for (std::size_t platform = 0; platform < 2; ++platform)
            for (std::int64_t day = 600; day < 900; ++day)
                there[platform] += static_cast<double>(evening(results[platform], day, State::Sellers)) / 300.0;
        CHECK(kpi(results[0], "sellers_elsewhere") > 0.2);
        return there;
    };
    const std::array<double, 2> before = sellers(0.1), after = sellers(0.25);
    INFO(before[0] << ", " << before[1] << " before, " << after[0] << ", " << after[1] << " after");
    CHECK(after[1] < 0.75 * before[1]);
    CHECK(after[0] > before[0]);
}
