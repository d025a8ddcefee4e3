// BG/NBD: P. S. Fader, B. G. S. Hardie & K. L. Lee, "Counting your customers" the easy way: an alternative to the
// Pareto/NBD model, Marketing Science 24 (2005), equations 9 and 8, with their estimates for the CDNOW cohort.
#include <array>
#include <fstream>
#include <map>

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Day of 1997, 0 being 1 January.
int day_of_1997(const std::string& date) {
    constexpr std::array<int, 12> kBefore{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    REQUIRE(date.substr(0, 5) == "1997-");
    return kBefore[static_cast<std::size_t>(std::stoi(date.substr(5, 2)) - 1)] + std::stoi(date.substr(8, 2)) - 1;
}

/// Days on which each customer bought, once each, in order.
std::map<int, std::vector<int>> cdnow_purchases() {
    std::ifstream file(std::filesystem::path(PASAR_SOURCE_FOLDER) / "tests/data/cdnow_sample_weeks_1_39.csv");
    REQUIRE(file.good());
    std::map<int, std::vector<int>> days;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const std::size_t comma = line.find(',');
        std::vector<int>& of_customer = days[std::stoi(line.substr(0, comma))];
        const int day = day_of_1997(line.substr(comma + 1, 10));
        if (of_customer.empty() || of_customer.back() != day) of_customer.push_back(day);
    }
    return days;
}

}  // namespace

TEST_CASE("a cohort buys again as BG/NBD says, and as the customers of CDNOW did") {
    const Scenario scenario = oracle("repeat_buying");
    const std::vector<RunResult> results = run_all(scenario);
    const auto buyers = static_cast<double>(scenario.market.buyers);
    const auto repeats_by = [&](const RunResult& result, std::int64_t day) {
        return static_cast<double>(total(result, Count::RepeatOrders, 0, day)) / buyers;
    };

    for (const RunResult& result : results) REQUIRE(total(result, Count::FirstOrders, 0, 1) == scenario.market.buyers);
    constexpr std::array<std::pair<int, double>, 6> kKnown{
        {{1, 0.05327}, {4, 0.19607}, {13, 0.53444}, {26, 0.90264}, {39, 1.19672}, {52, 1.44605}}};
    for (const auto& [week, known] : kKnown)
        agrees("repeat purchases by week " + std::to_string(week),
               estimate(results, [&, w = week](const RunResult& r) { return repeats_by(r, 7 * w); }), known,
               Of::Amount);

    // The real cohort, whose customers came one after another over twelve weeks: what the simulated one buys at each
    // age, summed over customers. The paper finds BG/NBD within a few per cent of the actual total in the weeks it was
    // fitted to.
    std::vector<double> by_age(static_cast<std::size_t>(scenario.days) + 1, 0.0);
    for (std::size_t age = 1; age < by_age.size(); ++age)
        by_age[age] =
            by_age[age - 1] + estimate(
                                  results,
                                  [&](const RunResult& r) {
                                      return on_day(r, static_cast<std::int64_t>(age) - 1, Count::RepeatOrders);
                                  }).mean /
                                  buyers;
    const auto purchases = cdnow_purchases();
    REQUIRE(purchases.size() == 2357);
    for (const int week : {20, 26, 32, 39}) {
        double simulated = 0.0, actual = 0.0;
        for (const auto& [customer, days] : purchases) {
            for (std::size_t i = 1; i < days.size(); ++i) actual += days[i] < 7 * week ? 1.0 : 0.0;
            if (days.front() < 7 * week) simulated += by_age[static_cast<std::size_t>(7 * week - days.front())];
        }
        INFO("week " << week << ": simulated " << simulated << ", actual " << actual);
        CHECK(std::fabs(simulated / actual - 1.0) < 0.06);
    }
}

TEST_CASE("more than half of such a cohort has not come back after 39 weeks") {
    const std::vector<RunResult> results = run_all(oracle("repeat_buying", {"days=273"}));
    agrees("share without a repeat purchase",
           estimate(results, [](const RunResult& r) { return 1.0 - kpi(r, "repeat_rate"); }), 0.57379, Of::Probability);
}
