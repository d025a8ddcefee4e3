// A model's own rates: those of the market, said in another place, make the same market to the last order.
#include <doctest/doctest.h>

#include "sim/counts/key_figures.h"
#include "sim/world/run.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("a model's own rates are the market's, said of this model") {
    Scenario of_market = lively_market(), own = lively_market();
    for (CategorySpec& category : of_market.market.categories) category.misfit = 0.15;
    for (CourierSpec& courier : of_market.market.couriers)
        courier.failed_attempt = courier.failed_attempt_prepaid = 0.3;
    of_market.market.choice.conversion = 0.6;
    of_market.market.refusal.rate = 0.2;
    of_market.market.refusal.prepaid = 0.05;
    of_market.market.voice.rate = 0.5;
    of_market.market.reviews.base_probability = 0.3;
    own.models[0].own_rates = {.conversion = 0.6,
                               .failed_attempt = 0.3,
                               .failed_attempt_prepaid = 0.3,
                               .refusal = 0.2,
                               .refusal_prepaid = 0.05,
                               .misfit = 0.15,
                               .complaint = 0.5,
                               .review = 0.3};
    const RunResult said_there = run(of_market), said_here = run(own);
    CHECK(said_there.days.size() == said_here.days.size());
    for (std::size_t day = 0; day < said_here.days.size(); ++day)
        CHECK(said_there.days[day].counts == said_here.days[day].counts);
    // And not what they were without.
    CHECK(total(run(lively_market()), Count::Orders) != total(said_here, Count::Orders));
}
