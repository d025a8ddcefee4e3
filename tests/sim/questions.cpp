// Questions to the seller before buying, against numbers worked out by hand.
#include <doctest/doctest.h>

#include <cmath>

#include "agents/choice.h"
#include "sim/counts/key_figures.h"
#include "sim/world/run.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

Scenario asking() {
    Scenario s = one_order_each();
    s.market.buyers = 20'000;
    s.market.questions = {.share = 0.4, .patience_hours = 12.0, .gives_up = 0.5, .told = 0.0};
    s.market.seller_types[0].answer_hours = 4.0;
    return s;
}

/// Five standard errors of a share of 20,000.
double spread_of(double share) { return 5.0 * std::sqrt(share / 20'000.0) / share; }

}  // namespace

TEST_CASE("sales are lost where answers take longer than patience lasts") {
    CHECK(answered_in_time(12.0, 4.0) == Approx(0.75));
    CHECK(answered_in_time(12.0, 0.0) == 1.0);
    const RunResult result = run(asking());
    CHECK(total(result, Count::Questions) == Approx(8000.0).epsilon(spread_of(0.4)));
    CHECK(kpi(result, "question_loss_rate") == Approx(0.4 * 0.25 * 0.5).epsilon(spread_of(0.05)));
    CHECK(total(result, Count::Orders) + total(result, Count::LostToQuestions) == 20'000);

    Scenario slow = asking();
    slow.market.seller_types[0].answer_hours = 12.0;
    CHECK(kpi(run(slow), "question_loss_rate") == Approx(0.4 * 0.5 * 0.5).epsilon(spread_of(0.1)));
    Scenario at_once = asking();
    at_once.market.seller_types[0].answer_hours = 0.0;
    CHECK(total(run(at_once), Count::LostToQuestions) == 0);
}

TEST_CASE("an answer tells what the goods are worth, and puts some buyers off") {
    CHECK(stays_chosen(-1.0) == 1.0);
    CHECK(stays_chosen(1.0) == Approx(std::exp(-1.0)));
    Scenario s = lively_market();
    s.market.choice.quality = 6.0;
    s.market.questions = {.share = 1.0, .patience_hours = 1.0, .gives_up = 0.0, .told = 0.0};
    for (SellerTypeSpec& type : s.market.seller_types) {
        type.answer_hours = 0.0;
        type.responsiveness = 1.0;
    }
    const auto quality_bought = [](const RunResult& result) {
        const Rows orders(result, "orders");
        double sum = 0.0;
        for (std::size_t row = 0; row < orders.size(); ++row) sum += orders.number(row, "true_quality");
        return sum / static_cast<double>(orders.size());
    };
    const auto run_watched = [](const Scenario& scenario) {
        return run_market(scenario, 0, 0, {.orders_sample = 1.0});
    };
    const RunResult silent = run_watched(s);
    CHECK(total(silent, Count::LostToQuestions) == 0);
    s.market.questions.told = 1.0;
    const RunResult frank = run_watched(s);
    CHECK(total(frank, Count::LostToQuestions) > 0);
    CHECK(quality_bought(frank) > quality_bought(silent));
}
