// A. K. Erlang 1917; L. Kleinrock, Queueing Systems, vol. 1, 1975: M/M/c.
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("a site with c servers answers in the time that Erlang C says") {
    struct Case {
        int servers;
        double load, wait_in_service_times;
    };
    for (const Case c : {Case{1, 0.8, 4.0}, Case{4, 3.2, 0.74554}, Case{10, 9.0, 0.66873}}) {
        // One request a second: the load is the seconds of work per request.
        const RunResult result =
            run_market(oracle("site", {"models.0.site.servers=" + std::to_string(c.servers),
                                       "models.0.site.seconds_per_request=" + std::to_string(c.load)}),
                       0, 0);
        REQUIRE(on_day(result, 0, Count::Visits) == 864);
        const double seconds = static_cast<double>(evening(result, 1, State::ResponseMilliseconds)) / 1000.0;
        CHECK(seconds == doctest::Approx(c.load * (1.0 + c.wait_in_service_times)).epsilon(2e-4));
        // Without requests there is only the work: before the first visit, and after the day without any.
        CHECK(evening(result, 0, State::ResponseMilliseconds) == std::llround(1000.0 * c.load));
        CHECK(evening(result, 2, State::ResponseMilliseconds) == std::llround(1000.0 * c.load));
    }
}

TEST_CASE("who waits longer for the site than it has patience gives up") {
    // Steady visits; each day's abandonment follows from the visits of the day before.
    const RunResult result =
        run_market(oracle("site", {"days=200", "market.wishes.rate_per_day=1", "market.wishes.shape=1000",
                                   "models.0.site.servers=4", "models.0.site.seconds_per_request=2.8",
                                   "market.ordering.site_patience_seconds=30"}),
                   0, 0);
    double visits = 0.0, abandoned = 0.0, expected = 0.0;
    for (std::int64_t day = 1; day < 200; ++day) {
        const auto today = static_cast<double>(on_day(result, day, Count::Visits));
        const double seconds = static_cast<double>(evening(result, day, State::ResponseMilliseconds)) / 1000.0;
        visits += today;
        abandoned += static_cast<double>(on_day(result, day, Count::Abandoned));
        expected += today * (1.0 - std::exp(-seconds / 30.0));
        CHECK(on_day(result, day, Count::LostToQueue) == 0);
    }
    agrees("abandoned visits", proportion(abandoned, visits), expected / visits, Of::Probability);
}
