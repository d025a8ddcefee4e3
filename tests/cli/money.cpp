// Sums that a scenario asks for and 64 bits cannot hold, and a currency with cents, from outside.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/run_program.h"
#include "tests/says.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// All values are within their ranges, and what is expected at face value can be counted; prices rise by half a day,
/// and nobody minds.
constexpr const char* kRisingPrices = R"({
  "name": "Rising", "extends": "presets/indonesia.json", "days": 300, "replications": 1, "seed": 5,
  "market": {
    "buyers": 3000, "awareness": { "initially_aware": 1 }, "wishes": { "rate_per_day": 1 },
    "choice": { "price": 0, "conversion": 0.999 }, "satisfaction": { "value_for_money": 0 }, "refusal": { "price": 0 },
    "leaving": { "alpha": 0.01, "beta": 60, "dissatisfaction_weight": 0 },
    "segments": [ { "name": "all", "share": 1, "basket": 20 } ],
    "categories": [ { "name": "house", "share": 1, "reference_price": 180000000000, "price_spread": 0 } ],
    "sellers": { "pricing": "goal", "price_step": 0.5, "price_review_days": 1, "sales_goal_per_week": 0.001 },
    "couriers": [ { "name": "Courier A", "price": 4000000000 } ]
  },
  "models": [ { "name": "M", "extends": "presets/c2c_marketplace.json", "fulfilment": { "courier": "Courier A" },
                "supply": { "sellers": 200 } } ] })";

}  // namespace

TEST_CASE("a run whose sums grow beyond what can be counted ends with exit code 3, a sentence and no result") {
    const TemporaryFolder folder;
    folder.write("rising.json", kRisingPrices);
    const Outcome one = run_pasar({"run", "rising.json", "--threads", "1", "--out", "one"}, folder.path());
    CHECK(one.exit_code == 3);
    CHECK_MESSAGE(says(one.err, "gmv has come to 4611686018427387904 or more"), one.err);
    CHECK_FALSE(says(one.err, "contradicted"));
    CHECK_FALSE(std::filesystem::exists(folder / "one"));
    const Outcome two = run_pasar({"run", "rising.json", "--threads", "2", "--out", "two"}, folder.path());
    CHECK(two.exit_code == 3);
    CHECK(two.err == one.err);
}

TEST_CASE("a market that could not be counted is refused before it runs, with the values that ask for it") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome outcome = run_pasar({"run", "small.json", "--set", "models.Marketplace.costs.fixed_per_day=1e15",
                                       "--set", "days=9400", "--set", "market.sized_for=0"},
                                      folder.path());
    CHECK(outcome.exit_code == 2);
    CHECK_MESSAGE(says(outcome.err,
                       "--set: /models/0/costs/fixed_per_day: found fixed costs that may come to 9.4e+18 "
                       "IDR (1e+15 a day × 9400 days)"),
                  outcome.err);
}

TEST_CASE("dollars and cents go in and come out") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const std::vector<std::string> dollars{"run",
                                           "small.json",
                                           "--set",
                                           "currency=USD",
                                           "--set",
                                           "market.categories.fashion.reference_price=12.50",
                                           "--set",
                                           "models.Marketplace.revenue.buyer_fee=0.25",
                                           "--model",
                                           "Marketplace",
                                           "--replications",
                                           "1",
                                           "--orders",
                                           "--out",
                                           "result"};
    const Outcome outcome = run_pasar(dollars, folder.path());
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    const std::string daily = contents(folder / "result/daily.csv"), ledger = contents(folder / "result/ledger.csv");
    CHECK(says(contents(folder / "result/kpis.csv"), ",USD"));
    CHECK(says(ledger, ".00"));
    CHECK(says(contents(folder / "result/manifest.json"), "\"reference_price\": 12.5"));
    const Outcome shown =
        run_pasar({"show", "small.json", "--set", "currency=USD", "--set", "models.Marketplace.revenue.buyer_fee=0.25"},
                  folder.path());
    CHECK(says(shown.out, "models.Marketplace.revenue.buyer_fee = 0.25  (--set)"));
    const Outcome again = run_pasar(
        {"run", "result/manifest.json", "--model", "Marketplace", "--orders", "--out", "again"}, folder.path());
    CHECK_MESSAGE(again.exit_code == 0, again.err);
    CHECK(contents(folder / "again/daily.csv") == daily);
    CHECK(contents(folder / "again/ledger.csv") == ledger);
}
