#include "agents/queueing.h"

#include <doctest/doctest.h>

using namespace pasar;

TEST_CASE("blocked bookings follow Erlang B") {
    CHECK(erlang_b(10, 8.0) == doctest::Approx(0.12166).epsilon(5e-5));
    CHECK(erlang_b(1, 0.8) == doctest::Approx(0.8 / 1.8));
    CHECK(erlang_b(2, 1.0) == doctest::Approx(0.2));  // (1/2) / (1 + 1 + 1/2)
    CHECK(erlang_b(0, 3.0) == 1.0);
    CHECK(erlang_b(5, 0.0) == 0.0);
}

TEST_CASE("the probability of waiting follows Erlang C") {
    CHECK(erlang_c(1, 0.8) == doctest::Approx(0.8));  // one server waits as often as it is busy
    CHECK(erlang_c(4, 3.2) == doctest::Approx(0.59643).epsilon(1e-5));
    CHECK(erlang_c(10, 9.0) == doctest::Approx(0.66873).epsilon(1e-5));
    CHECK(erlang_c(3, 0.0) == 0.0);
    CHECK(erlang_c(3, 3.0) == 1.0);
    CHECK(erlang_c(3, 4.0) == 1.0);
}

TEST_CASE("mean waiting, in service times, is P(wait) over the servers that are left") {
    CHECK(erlang_c(1, 0.8) / (1 - 0.8) == doctest::Approx(4.0));
    CHECK(erlang_c(4, 3.2) / (4 - 3.2) == doctest::Approx(0.74554).epsilon(1e-5));
    CHECK(erlang_c(10, 9.0) / (10 - 9.0) == doctest::Approx(0.66873).epsilon(1e-5));
}

TEST_CASE("one large line waits less than two small ones with the same load") {
    CHECK(erlang_c(8, 6.4) < erlang_c(4, 3.2));
    CHECK(erlang_b(8, 6.4) < erlang_b(4, 3.2));
}

TEST_CASE("a site answers in the time of the work plus the wait") {
    const SiteLoad idle = site_load(4, 0.0, 0.25);
    CHECK(idle.response_seconds == 0.25);
    CHECK(idle.lost_share == 0.0);
    // Four servers, each a request a second, 3.2 requests arriving.
    const SiteLoad busy = site_load(4, 3.2, 1.0);
    CHECK(busy.response_seconds == doctest::Approx(1.0 + 0.74554).epsilon(1e-5));
    CHECK(busy.lost_share == 0.0);
}

TEST_CASE("past its capacity a site turns away the excess and no more") {
    const SiteLoad over = site_load(2, 4.0, 1.0);  // twice as much as two servers can do
    CHECK(over.lost_share == doctest::Approx(1.0 - 1.98 / 4.0));
    CHECK(4.0 * (1.0 - over.lost_share) == doctest::Approx(1.98));
    CHECK(over.response_seconds == doctest::Approx(1.0 + erlang_c(2, 1.98) / 0.02));
    // However large the load, the line is no longer.
    CHECK(site_load(2, 400.0, 1.0).response_seconds == doctest::Approx(over.response_seconds));
}

TEST_CASE("work that takes no time never makes anybody wait") {
    CHECK(site_load(1, 1e9, 0.0).response_seconds == 0.0);
    CHECK(site_load(1, 1e9, 0.0).lost_share == 0.0);
}
