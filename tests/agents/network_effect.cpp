// Known answers of network effects.
#include "agents/network_effect.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

#include "tests/known/near.h"

using namespace pasar;

namespace {

struct SettledShare {
    double weight, share;
};

std::vector<double> settled_shares(const std::vector<double>& utilities, double weight, std::vector<double> shares) {
    for (int period = 0; period < 5000; ++period) answer_to_shares(utilities, weight, shares);
    return shares;
}
double settled_first(double gain, double weight, double start = 0.5) {
    return settled_shares({gain, 0.0}, weight, {start, 1.0 - start})[0];
}
SharesOfSides after_periods(const TwoSidedEffect& effect, SharesOfSides shares, int periods) {
    for (int period = 0; period < periods; ++period) shares = after_period(effect, shares);
    return shares;
}
double settled_linear(double gain, double weight, double start) {
    return settles_at([&](double share) { return answer_to_share(gain, weight, share); }, start);
}

}  // namespace

TEST_CASE("with a logarithmic effect log-odds settle at gain / (1 - weight), and tip from a weight of 1 on") {
    const std::array<SettledShare, 5> rows{
        {{0.0, 0.54983}, {0.25, 0.56627}, {0.5, 0.59869}, {0.75, 0.68997}, {0.9, 0.88080}}};
    for (const SettledShare& row : rows) {
        CAPTURE(row.weight);
        for (const double start : {0.05, 0.5, 0.95}) is_published(settled_first(0.2, row.weight, start), row.share, 5);
        // The same as a map of one share, by log-odds.
        const auto answer = [&](double x) { return logistic(0.2 + row.weight * log_odds(x)); };
        is_published(settles_at(answer, 0.5), row.share, 5);
        is_published(settles_at(answer, 0.5, 0.5), row.share, 5);
    }
    CHECK(settled_first(0.2, 1.0) > 0.999);
    CHECK(settled_first(0.2, 1.1) > 0.999);
    CHECK(settled_first(0.2, 1.1, 0.01) < 0.001);  // a lead of the other that a gain of 0.2 does not make good
}

TEST_CASE("shares of several platforms settle in proportion to e^(V / (1 - weight))") {
    const std::vector<double> utilities{0.3, 0.1, 0.0};
    const std::array<double, 3> even{0.39069, 0.31987, 0.28943}, pulled{0.45063, 0.30206, 0.24731};
    const auto without = settled_shares(utilities, 0.0, {0.2, 0.3, 0.5});
    const auto with = settled_shares(utilities, 0.5, {0.2, 0.3, 0.5});
    for (std::size_t k = 0; k < 3; ++k) {
        is_published(without[k], even[k], 5);
        is_published(with[k], pulled[k], 5);
    }
}

TEST_CASE("a gain on one side is passed on to the other and back") {
    const TwoSidedEffect effect{.buyers_gain = 0.2, .buyers_weight = 0.5, .sellers_weight = 0.5};
    const SharesOfSides settled = after_periods(effect, {0.5, 0.5}, 200);
    is_published(settled.buyers, 0.56627, 5);
    is_published(settled.sellers, 0.53328, 5);
    const TwoSidedEffect both{.buyers_gain = 0.2, .sellers_gain = -0.1, .buyers_weight = 0.4, .sellers_weight = 0.7};
    CHECK(log_odds(after_periods(both, {0.1, 0.9}, 500).buyers) == doctest::Approx((0.2 - 0.4 * 0.1) / (1.0 - 0.28)));
    // What counts is the product: one weight may be above 1.
    const TwoSidedEffect stable{.buyers_weight = 1.5, .sellers_weight = 0.6};
    CHECK(after_periods(stable, {0.7, 0.7}, 2000).buyers == doctest::Approx(0.5).epsilon(1e-6));
    const TwoSidedEffect tips{.buyers_weight = 1.5, .sellers_weight = 0.7};
    CHECK(after_periods(tips, {0.51, 0.5}, 2000).buyers > 0.999);
}

TEST_CASE("both sides adjusting each period come together below a weight of 1 and drift apart above") {
    constexpr std::array<int, 4> kPeriods{1, 5, 10, 20};
    struct Row {
        double weight;
        std::array<double, 4> shares;
    };
    for (const Row& row :
         {Row{0.9, {0.58138, 0.53529, 0.51232, 0.50150}}, Row{1.1, {0.62025, 0.74110, 0.93865, 1.00000}}})
        for (std::size_t i = 0; i < kPeriods.size(); ++i) {
            const TwoSidedEffect effect{.buyers_weight = row.weight, .sellers_weight = row.weight};
            is_published(after_periods(effect, {0.6, 0.5}, kPeriods[i]).buyers, row.shares[i], 5);
        }
}

TEST_CASE("with an effect linear in the share the threshold is 2") {
    for (const SettledShare& row : std::array<SettledShare, 3>{{{2.2, 0.75147}, {2.5, 0.85521}, {3.0, 0.92928}}}) {
        CAPTURE(row.weight);
        is_published(settled_linear(0.0, row.weight, 0.6), row.share, 5);
        is_published(settled_linear(0.0, row.weight, 0.4), 1.0 - row.share,
                     5);  // the lead of the other is kept as well
    }
    for (const SettledShare& row : std::array<SettledShare, 3>{{{1.0, 0.59747}, {1.5, 0.67119}, {2.0, 0.80591}}}) {
        CAPTURE(row.weight);
        is_published(settled_linear(0.2, row.weight, 0.5), row.share, 5);
        is_published(settled_linear(0.2, row.weight, 0.1), row.share, 5);
    }
    CHECK(settled_linear(0.0, 1.9, 0.9) == doctest::Approx(0.5).epsilon(1e-6));
}

TEST_CASE("many on the other side add to a platform; none count as one, and no weight as nothing") {
    CHECK(network_term(0.5, 200.0, 200.0) == 0.0);
    CHECK(network_term(0.5, 800.0, 200.0) == doctest::Approx(std::log(2.0)));
    CHECK(network_term(0.5, 0.0, 200.0) == network_term(0.5, 1.0, 200.0));
    CHECK(network_term(0.0, 0.0, 200.0) == 0.0);
}
