#include <filesystem>

#include "sim/counts/market_tables.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

void everything_is_zero(const RunResult& result) {
    for (const DayRow& day : result.days) CHECK(day.counts == DayCounts{});
}

}  // namespace

TEST_CASE("where nobody knows the platform nothing happens, and the report is still valid") {
    const Scenario scenario = oracle("nothing");
    for (std::size_t model = 0; model < scenario.models.size(); ++model) {
        const RunResult result = run_market(scenario, model, 0);
        CHECK(result.days.size() == 60);
        everything_is_zero(result);
        CHECK(at_the_end(result, State::Unaware) == scenario.market.buyers);
        CHECK(kpi(result, "contribution") == 0.0);
        CHECK(std::isnan(kpi(result, "conversion")));
        CHECK(result.tables.size() + 13 ==
              table_outlines().size());  // all but those one asks for, of auctions, bookings, distributors,
                                         // subscriptions and platforms that compete
        // Only those who sell have laid in stock: no other money moved.
        for (const char* account : {"buyers", "payment_transit", "held", "seller_balances", "courier_cash", "couriers",
                                    "payment_providers", "refunds_due", "outside"})
            CHECK(last_balance(result, account) == 0);
        CHECK(last_balance(result, "platform") + last_balance(result, "sellers") + last_balance(result, "suppliers") ==
              0);
    }
}

TEST_CASE("a market without a single buyer is a market with an empty ledger") {
    Scenario scenario = oracle("nothing");
    scenario.market.buyers = 0;  // which no file may say
    for (std::size_t model = 0; model < scenario.models.size(); ++model) {
        const RunResult result = run_market(scenario, model, 0);
        everything_is_zero(result);
        const Rows ledger(result, "ledger");
        for (std::size_t row = 0; row < ledger.size(); ++row) {
            CHECK(ledger.whole(row, "debit") == 0);
            CHECK(ledger.whole(row, "credit") == 0);
        }
    }
}
