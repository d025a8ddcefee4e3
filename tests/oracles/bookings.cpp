// Bookings against capacity, in simulated markets: lost demand of a day and of stays, overbooking, two fares. The
// numbers are those of tests/agents/booking.cpp.
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// The quiet market that asks a provider of `capacity` places for `demand` bookings a day.
std::vector<std::string> places(int capacity, double demand, std::vector<std::string> more = {}) {
    more.push_back("models.0.booking.capacity=" + std::to_string(capacity));
    more.push_back("market.wishes.rate_per_day=" + std::to_string(demand / 20000.0));
    return more;
}

/// Within three standard errors, which are at most `most` of what is known.
void agrees_within(const std::string& what, const Estimate& found, double known, double most) {
    INFO(what << ": found " << found.mean << " ± " << found.standard_error << ", known " << known);
    CHECK(std::fabs(found.mean - known) <= 3.0 * found.standard_error);
    CHECK(found.standard_error <= most * known);
}

/// Sums over the days from `first` on, when the market has settled.
double sum_from(const RunResult& result, std::int64_t first, Count what) {
    double sum = 0.0;
    for (std::int64_t day = first; day < static_cast<std::int64_t>(result.days.size()); ++day)
        sum += static_cast<double>(on_day(result, day, what));
    return sum;
}

double lost_share(const RunResult& result) {
    constexpr std::int64_t kSettled = 100;
    return 1.0 - sum_from(result, kSettled, Count::Orders) / sum_from(result, kSettled, Count::Visits);
}

}  // namespace

TEST_CASE("a service of one day loses the share of demand that Poisson demand has beyond its places") {
    struct Case {
        int capacity;
        double demand, lost;
    };
    for (const Case c : {Case{10, 8.0, 0.053233}, Case{50, 45.0, 0.020447}}) {
        const std::vector<RunResult> results = run_all(oracle("bookings", places(c.capacity, c.demand)));
        agrees_within("lost share at " + std::to_string(c.capacity), estimate(results, lost_share), c.lost, 0.05);
        for (const RunResult& result : results) {
            CHECK(total(result, Count::Visits) == total(result, Count::BookingsAsked));
            CHECK(total(result, Count::BookingsAsked) ==
                  total(result, Count::BookingsFull) + total(result, Count::Orders));
            CHECK(total(result, Count::PlacesServed) == total(result, Count::Orders));
            CHECK(total(result, Count::PlacesOffered) == c.capacity * 1000);
            CHECK(total(result, Count::Denied) == 0);
        }
    }
}

TEST_CASE("a house with longer stays loses more of the same load") {
    struct Case {
        double stay, lost;
    };
    for (const Case c : {Case{3.0, 0.085533}, Case{10.0, 0.106573}}) {
        const std::vector<RunResult> results = run_all(oracle(
            "bookings", places(10, 8.0 / c.stay, {"market.services.nights=" + std::to_string(c.stay), "days=3000"})));
        agrees_within("lost share of stays of " + std::to_string(c.stay), estimate(results, lost_share), c.lost, 0.06);
    }
}

TEST_CASE("of 105, 109 and 112 bookings for 100 places as many are turned away as the binomial law says") {
    struct Case {
        const char* overbooking;
        double limit, denied, empty;
    };
    // Expected empty places are 100 - 0.9 b + denied.
    for (const Case c : {Case{"0.05", 105, 0.023476, 5.523476}, Case{"0.09", 109, 0.485836, 2.385836},
                         Case{"0.12", 112, 1.710427, 0.910427}}) {
        const std::vector<RunResult> results = run_all(oracle(
            "bookings",
            places(100, 170.0,
                   {"market.services.no_show=0.1", std::string("models.0.booking.overbooking=") + c.overbooking})));
        const auto a_day = [](Count what) {
            return [what](const RunResult& r) { return static_cast<double>(total(r, what)) / 1000.0; };
        };
        agrees_within("denied", estimate(results, a_day(Count::Denied)), c.denied, 0.12);
        agrees_within(
            "empty",
            estimate(results,
                     [](const RunResult& r) {
                         return static_cast<double>(total(r, Count::PlacesOffered) - total(r, Count::PlacesServed)) /
                                1000.0;
                     }),
            c.empty, 0.02);
        for (const RunResult& result : results) {
            CHECK(total(result, Count::Orders) == static_cast<std::int64_t>(c.limit) * 1000);
            CHECK(total(result, Count::Orders) ==
                  total(result, Count::NoShows) + total(result, Count::Denied) + total(result, Count::PlacesServed));
        }
    }
}

TEST_CASE("the rule takes 109 bookings where one who is turned away costs three fares") {
    // Of a price of 11 times the cost 10 / 11 are left: what is turned away costs three times that. No-shows get their
    // fare back.
    const std::vector<std::string> sets =
        places(100, 170.0,
               {"market.services.no_show=0.1", "models.0.booking.limit=rule",
                "models.0.booking.compensation=2.7272727272727273", "market.sellers.cost_share=0.1",
                "models.0.supply.markup=10", "replications=2"});
    for (const RunResult& result : run_all(oracle("bookings", sets))) {
        // What is learned of no-shows scatters about 0.1 and moves the limit by one at most.
        const double limit = static_cast<double>(total(result, Count::Orders)) / 1000.0;
        CHECK(limit == doctest::Approx(109.0).epsilon(0.005));
    }
}

TEST_CASE("keeping places for those who pay the full fare earns what Littlewood's rule says, and most at the rule's") {
    // Of 100 a day 20 come on the day itself and pay 1; 80 come the day before and pay half of it.
    const auto revenue_of = [](const std::string& protection) {
        const std::vector<RunResult> results = run_all(oracle(
            "bookings", places(50, 110.0,
                               {"market.services.short_notice=0.18181818181818182", "market.services.lead_days=1",
                                "models.0.booking.advance_days=1", "models.0.booking.advance_fare=0.5", protection})));
        return estimate(results, [](const RunResult& result) {
            constexpr std::int64_t kSettled = 100;
            return sum_from(result, kSettled, Count::Gmv) / (0.5e6 * static_cast<double>(1000 - kSettled));
        });
    };
    const auto kept = [&](const char* places_kept) {
        return revenue_of(std::string("models.0.booking.protect=") + places_kept);
    };
    const Estimate none = kept("0"), few = kept("15"), right = kept("20"), many = kept("25");
    CHECK(none.mean == doctest::Approx(50.0).epsilon(0.001));
    agrees_within("15 kept", few, 64.49918, 0.005);
    agrees_within("20 kept", right, 66.44659, 0.005);
    agrees_within("25 kept", many, 64.33834, 0.005);
    // The rule weighs what is left of fares. At a cost of an eleventh of the price an early fare of 6/11 leaves half of
    // what a full one does. What it has learned scatters about 20, and the revenue is flat there.
    const Estimate by_rule = estimate(
        run_all(oracle("bookings",
                       places(50, 110.0,
                              {"market.services.short_notice=0.18181818181818182", "market.services.lead_days=1",
                               "models.0.booking.advance_days=1", "models.0.booking.advance_fare=0.545454545454545",
                               "models.0.supply.markup=10", "models.0.booking.protection=rule"}))),
        [](const RunResult& result) {
            constexpr std::int64_t kSettled = 100;
            const double left =
                sum_from(result, kSettled, Count::Gmv) / 11e6 - sum_from(result, kSettled, Count::Orders) / 11.0;
            return left / (5.0 / 11.0 * static_cast<double>(1000 - kSettled));
        });
    CHECK(by_rule.mean == doctest::Approx(66.44659).epsilon(0.01));
    CHECK(by_rule.mean > few.mean);
    CHECK(by_rule.mean > many.mean);
}

TEST_CASE("where guests stay for days the rule takes fewer bookings too many, as only first days can be missed") {
    for (const char* const nights : {"1", "3", "5"}) {
        const Scenario scenario =
            load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / "overbooking.json",
                          std::vector<std::string>{std::string("market.services.nights=") + nights})
                .scenario;
        const RunResult result = run_market(scenario, 1, 0);
        CAPTURE(nights);
        CHECK(kpi(result, "denied_rate") > 0.0);
        CHECK(kpi(result, "denied_rate") < 0.02);
        CHECK(kpi(result, "load") > 0.93);
    }
}
