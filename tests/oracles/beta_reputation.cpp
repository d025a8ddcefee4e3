// A. Jøsang & R. Ismail, "The Beta Reputation System", 2002.
#include "agents/reputation.h"

#include <algorithm>

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// The buyer's experiences in their order: true for good ones.
std::vector<bool> experiences(const RunResult& result) {
    const Rows orders(result, "orders");
    std::vector<bool> good;
    for (std::size_t row = 0; row < orders.size(); ++row) good.push_back(orders.text(row, "fate") == "fine");
    return good;
}
double shown(const RunResult& result) { return Rows(result, "sellers").number(0, "shown_score"); }

RunResult run(const std::vector<std::string>& sets) {
    return run_market(oracle("beta_reputation", sets), 0, 0, {.orders_sample = 1.0});
}

}  // namespace

TEST_CASE("good, good, bad with a forgetting of 0.9 shows 0.57537") {
    // What the past shows on a morning are the experiences of the days before: look on the first morning after the
    // third.
    const RunResult whole = run({});
    const Rows orders(whole, "orders");
    REQUIRE(orders.size() >= 4);
    REQUIRE(orders.text(0, "fate") == "fine");
    REQUIRE(orders.text(1, "fate") == "fine");
    REQUIRE(orders.text(2, "fate") == "wrong_item");
    const std::int64_t third = orders.whole(2, "ended_day");
    REQUIRE(orders.whole(3, "ended_day") > third);
    CHECK(shown(run({"days=" + std::to_string(third + 2)})) == doctest::Approx(0.57537).epsilon(1e-5));
}

TEST_CASE("a long past shows what the formula makes of it, whatever the forgetting") {
    for (const double forgetting : {1.0, 0.9, 0.5, 0.0}) {
        const RunResult result = run({"models.0.reputation.forgetting=" + std::to_string(forgetting)});
        const Rows orders(result, "orders");
        double good = 0.0, bad = 0.0;
        for (std::size_t row = 0; row < orders.size(); ++row) {
            if (orders.whole(row, "ended_day") == 199) continue;  // the last day shows only the next morning
            const bool fine = orders.text(row, "fate") == "fine";
            good = forgetting * good + (fine ? 1.0 : 0.0);
            bad = forgetting * bad + (fine ? 0.0 : 1.0);
        }
        REQUIRE(experiences(result).size() > 20);
        CHECK(shown(result) == doctest::Approx(beta_reputation(good, bad)).epsilon(1e-6));
    }
}

TEST_CASE("without forgetting the order of experiences does not matter: seven good ones and one bad one show 0.8") {
    // A world whose first eight experiences are seven good ones and a bad one.
    std::vector<std::string> sets{"seed=2", "models.0.reputation.forgetting=1",
                                  "market.seller_types.0.wrong_item=0.125"};
    const RunResult whole = run(sets);
    const std::vector<bool> good = experiences(whole);
    REQUIRE(good.size() > 8);
    REQUIRE(std::count(good.begin(), good.begin() + 8, true) == 7);
    const std::int64_t eighth = Rows(whole, "orders").whole(7, "ended_day");
    sets.push_back("days=" + std::to_string(eighth + 2));
    CHECK(shown(run(sets)) == doctest::Approx(0.8).epsilon(1e-6));
}
