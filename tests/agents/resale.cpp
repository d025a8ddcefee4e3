#include "agents/resale.h"

#include <doctest/doctest.h>

#include <utility>

using namespace pasar;

namespace {

constexpr OffPlatformTaste kLogit{OffPlatformDemand::Logit, 2.0, 3.0}, kLinear{OffPlatformDemand::Linear, 1.0, 1.0};

double profit(const OffPlatformTaste& taste, double price, double cost) {
    return (price - cost) * share_who_buy(taste, price);
}

/// What earns most of a grid so fine that its neighbours differ by a hundred-thousandth.
template <class Profit>
double best_on_a_grid(double from, Profit of) {
    double best = from, most = of(from);
    for (int step = 1; step <= 200'000; ++step) {
        const double price = from + 1e-5 * step;
        if (of(price) > most) most = of(best = price);
    }
    return best;
}

}  // namespace

TEST_CASE("a marketplace's price cannot rise far above what a store asks, handling and commission on top") {
    const double bound = price_that_draws_resellers(100'000.0, 12'000.0, 0.08);
    CHECK(bound == doctest::Approx(121'739.13).epsilon(1e-7));
    CHECK(resale_pays(112'000.0, 0.08, bound + 0.01));
    CHECK(!resale_pays(112'000.0, 0.08, bound - 0.01));
    CHECK(!resale_pays(112'000.0, 0.0, 112'000.0));  // for nothing nobody takes the trouble
}

TEST_CASE("whoever alone serves customers of logit demand asks what Lambert's W says") {
    CHECK(monopoly_price(kLogit, 0.3) == doctest::Approx(0.83469).epsilon(1e-5));
    CHECK(share_who_buy(kLogit, 0.83469) == doctest::Approx(0.37659).epsilon(1e-4));
    CHECK(profit(kLogit, monopoly_price(kLogit, 0.3), 0.3) == doctest::Approx(0.20136).epsilon(1e-4));
    CHECK(monopoly_price(kLogit, 0.6) == doctest::Approx(1.041579).epsilon(1e-6));  // one seller on the page: M8
    for (const double cost : {0.0, 0.5, 2.0, 30.0})
        CHECK(monopoly_price(kLogit, cost) ==
              doctest::Approx(best_on_a_grid(cost, [=](double p) { return profit(kLogit, p, cost); })).epsilon(1e-4));
    for (const double z : {-300.0, -5.0, 0.0, 0.9, 1.0, 1.1, 4.0, 60.0, 600.0}) {
        const double w = lambert_of_exp(z);
        CHECK(w > 0.0);
        CHECK(w + portable_log(w) == doctest::Approx(z).epsilon(1e-12));
    }
}

TEST_CASE("of linear demand half way between cost and what nobody pays, and no less than what all pay") {
    CHECK(monopoly_price(kLinear, 0.0) == 0.5);
    CHECK(monopoly_price(kLinear, 0.5) == 0.75);
    CHECK(monopoly_price(kLinear, 1.0) == 1.0);
    CHECK(monopoly_price(kLinear, 3.0) == 3.0);  // nobody buys at cost
    CHECK(share_who_buy(kLinear, 3.0) == 0.0);
    const OffPlatformTaste eager{OffPlatformDemand::Linear, 4.0, 1.0};
    CHECK(monopoly_price(eager, 0.0) == 3.0);
    CHECK(share_who_buy(eager, 3.0) == 1.0);
    CHECK(share_who_buy(eager, 0.0) == 1.0);
}

TEST_CASE("two who add a margin one after the other ask more and earn less together than one: Spengler 1950") {
    const auto chain = [](const OffPlatformTaste& taste, double cost) {
        const auto of_maker = [&](double wholesale) {
            return (wholesale - cost) * share_who_buy(taste, monopoly_price(taste, wholesale));
        };
        return best_on_a_grid(cost, of_maker);
    };
    const double linear = chain(kLinear, 0.0);
    CHECK(linear == doctest::Approx(0.5).epsilon(1e-4));
    CHECK(monopoly_price(kLinear, linear) == doctest::Approx(0.75).epsilon(1e-4));
    CHECK(linear * share_who_buy(kLinear, 0.75) == doctest::Approx(0.125).epsilon(1e-4));
    CHECK(profit(kLinear, 0.75, linear) == doctest::Approx(0.0625).epsilon(1e-4));
    CHECK(profit(kLinear, monopoly_price(kLinear, 0.0), 0.0) == 0.25);

    const double logit = chain(kLogit, 0.3), retail = monopoly_price(kLogit, logit);
    CHECK(logit == doctest::Approx(0.78671).epsilon(1e-4));
    CHECK(retail == doctest::Approx(1.18950).epsilon(1e-4));
    CHECK(share_who_buy(kLogit, retail) == doctest::Approx(0.17243).epsilon(1e-3));
    CHECK((logit - 0.3) * share_who_buy(kLogit, retail) == doctest::Approx(0.08392).epsilon(1e-3));
    CHECK(profit(kLogit, retail, logit) == doctest::Approx(0.06945).epsilon(1e-3));
}
