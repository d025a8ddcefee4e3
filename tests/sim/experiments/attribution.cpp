#include "sim/experiments/attribution.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace pasar;
using doctest::Approx;

namespace {

using Worth = std::function<double(Coalition off, std::size_t replication)>;

Attribution play(const AttributionPlan& plan, const Worth& worth, std::size_t replications = 1) {
    std::vector<std::vector<double>> values;
    for (const Coalition off : plan.worlds) {
        values.emplace_back();
        for (std::size_t r = 0; r < replications; ++r) values.back().push_back(worth(off, r));
    }
    return attribute(plan, values);
}

Attribution play(std::size_t causes, const Worth& worth, std::size_t replications = 1) {
    return play(plan_attribution(causes, 0, 1), worth, replications);
}

/// A game whose every coalition is worth a number of its own.
double any_number(Coalition off, std::uint32_t seed) {
    if (off == 0) return 0.0;
    std::mt19937 draw(off * 7919U + seed);
    return static_cast<double>(draw() % 100'000) / 1000.0;
}

double sum_of(const std::vector<Estimate>& estimates) {
    double sum = 0.0;
    for (const Estimate& estimate : estimates) sum += estimate.value;
    return sum;
}

double interaction_of(const Attribution& attribution, std::size_t i, std::size_t j) {
    for (const PairInteraction& pair : attribution.interactions)
        if (pair.first == i && pair.second == j) return pair.interaction.value;
    return std::nan("");
}

}  // namespace

TEST_CASE("causes that do not meet each have their own effect, and no interaction") {
    const std::vector<double> own{3.0, -1.0, 0.5, 0.0};
    const Attribution found = play(4, [&](Coalition off, std::size_t) {
        double sum = 10.0;
        for (std::size_t i = 0; i < own.size(); ++i) sum += (off >> i & 1U) != 0 ? own[i] : 0.0;
        return sum;
    });
    for (std::size_t i = 0; i < own.size(); ++i) CHECK(found.effects[i].value == Approx(own[i]));
    CHECK(found.whole.value == Approx(2.5));
    CHECK(found.shares[0].value == Approx(1.2));
    for (const PairInteraction& pair : found.interactions) CHECK(pair.interaction.value == Approx(0.0));
}

TEST_CASE("what only three causes together do is shared among them alike") {
    // The unanimity game of {0, 2, 3} among five: each third; the interaction index of a pair in it is 1 / (3 - 1).
    const Attribution found =
        play(5, [](Coalition off, std::size_t) { return (off & 0b01101U) == 0b01101U ? 6.0 : 0.0; });
    CHECK(found.effects[0].value == Approx(2.0));
    CHECK(found.effects[1].value == Approx(0.0));
    CHECK(found.effects[2].value == Approx(2.0));
    CHECK(found.effects[3].value == Approx(2.0));
    CHECK(interaction_of(found, 0, 2) == Approx(3.0));
    CHECK(interaction_of(found, 0, 1) == Approx(0.0));
}

TEST_CASE("the costs of a runway are shared as Littlechild and Owen found") {
    // A runway must be as long as the longest plane needs: 8, 11, 17, 20. Each pays its part of every stretch that it
    // uses: 8/4, + 3/3, + 6/2, + 3. Littlechild & Owen, Management Science 20 (1973).
    const std::vector<double> needs{8.0, 11.0, 17.0, 20.0};
    const Attribution found = play(4, [&](Coalition off, std::size_t) {
        double longest = 0.0;
        for (std::size_t i = 0; i < 4; ++i)
            if ((off >> i & 1U) != 0) longest = std::max(longest, needs[i]);
        return longest;
    });
    CHECK(found.effects[0].value == Approx(2.0));
    CHECK(found.effects[1].value == Approx(3.0));
    CHECK(found.effects[2].value == Approx(6.0));
    CHECK(found.effects[3].value == Approx(9.0));
}

TEST_CASE("of one cause the effect is the whole") {
    const Attribution found = play(1, [](Coalition off, std::size_t) { return off == 0 ? 2.0 : 7.0; });
    CHECK(found.effects[0].value == 5.0);
    CHECK(found.shares[0].value == 1.0);
    CHECK(found.interactions.empty());
}

TEST_CASE("effects add up to the whole whatever the world does, exactly and sampled") {
    for (std::size_t causes = 2; causes <= 11; ++causes) {
        for (std::uint32_t seed = 0; seed < 3; ++seed) {
            const Attribution found = play(
                causes,
                [&](Coalition off, std::size_t r) {
                    const bool all = std::popcount(off) == static_cast<int>(causes);
                    return any_number(off, seed + static_cast<std::uint32_t>(100 * r)) + (all ? 500.0 : 0.0);
                },
                3);
            INFO(causes << " causes");
            CHECK(sum_of(found.effects) == Approx(found.whole.value).epsilon(1e-12));
            CHECK(sum_of(found.shares) == Approx(1.0).epsilon(1e-12));
        }
    }
}

TEST_CASE("the interaction of two causes is what the effect of one changes when the other is off for good") {
    // Grabisch & Roubens: I(i, j) is the Shapley value of i with j off less the same with j on, without j as a player.
    const auto worth = [](Coalition off) { return any_number(off, 5); };
    const Attribution all = play(5, [&](Coalition off, std::size_t) { return worth(off); });
    const auto without_4 = [&](Coalition extra) {
        return play(4, [&](Coalition off, std::size_t) { return worth(off | extra); });
    };
    const Attribution off = without_4(0b10000), on = without_4(0);
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(interaction_of(all, i, 4) == Approx(off.effects[i].value - on.effects[i].value));
}

TEST_CASE("beyond eight causes orders are sampled, each cause as often in each place and next to each other") {
    for (const std::size_t causes : {std::size_t{9}, std::size_t{10}}) {
        const AttributionPlan plan = plan_attribution(causes, 0, 4);
        CHECK_FALSE(plan.exact);
        CHECK(plan.orders.size() == 2 * causes);
        std::map<std::pair<std::size_t, std::size_t>, int> positions, neighbours;
        for (std::size_t i = 0; i < plan.orders.size(); i += 2) {
            const auto& order = plan.orders[i];
            CHECK(std::vector<std::size_t>(order.rbegin(), order.rend()) == plan.orders[i + 1]);
            for (const auto& each : {order, plan.orders[i + 1]}) {
                CHECK(std::set<std::size_t>(each.begin(), each.end()).size() == causes);
                for (std::size_t position = 0; position < causes; ++position) ++positions[{each[position], position}];
                for (std::size_t position = 0; position + 1 < causes; ++position)
                    ++neighbours[{each[position], each[position + 1]}];
            }
        }
        CHECK(positions.size() == causes * causes);
        for (const auto& position : positions) CHECK(position.second == 2);
        CHECK(neighbours.size() == causes * (causes - 1));
        for (const auto& pair : neighbours) CHECK(pair.second == 2);
        CHECK(plan.worlds.size() < (std::size_t{1} << causes) / 2);
        CHECK(plan.worlds.front() == 0);
        CHECK(plan.worlds.back() == plan.all());
        CHECK(plan_attribution(causes, 100, 4).orders.size() >= 100);
    }
}

TEST_CASE("sampled effects and interactions are right on average") {
    // Ten causes: pairs (0, 1), (2, 3) … work only together, and each cause has an effect of its own.
    const auto worth = [](Coalition off, std::size_t) {
        double sum = 0.0;
        for (std::size_t i = 0; i < 10; ++i) {
            const bool own = (off >> i & 1U) != 0, other = (off >> (i ^ 1U) & 1U) != 0;
            sum += own ? static_cast<double>(i) : 0.0;
            sum += own && other ? 2.0 : 0.0;  // counted from both sides: 4 a pair
        }
        return sum;
    };
    std::vector<double> effects(10, 0.0);
    double together = 0.0, apart = 0.0;
    constexpr int kTimes = 40;
    for (std::uint32_t seed = 0; seed < kTimes; ++seed) {
        const Attribution found = play(plan_attribution(10, 0, seed), worth);
        for (std::size_t i = 0; i < 10; ++i) effects[i] += found.effects[i].value / kTimes;
        together += interaction_of(found, 4, 5) / kTimes;
        apart += interaction_of(found, 4, 6) / kTimes;
    }
    for (std::size_t i = 0; i < 10; ++i) CHECK(effects[i] == Approx(static_cast<double>(i) + 2.0).epsilon(0.02));
    CHECK(together == Approx(4.0));
    CHECK(apart == Approx(0.0));
}

TEST_CASE("the 95 % intervals of effects cover the truth, replications and sampling together") {
    for (const std::size_t causes : {std::size_t{3}, std::size_t{9}}) {
        int covered = 0, asked = 0;
        // Cause i makes good half of what is still lost (so that causes overlap), and replications differ by chance.
        const auto truth_of = [&](Coalition off) { return 100.0 * (1.0 - std::pow(0.5, std::popcount(off))); };
        const double truth = truth_of((Coalition{1} << causes) - 1) / static_cast<double>(causes);
        for (std::uint32_t seed = 0; seed < 300; ++seed) {
            std::mt19937 dice(seed);
            std::normal_distribution<double> draw(0.0, 5.0);
            std::vector<double> own(8);
            for (double& each : own) each = draw(dice);
            const Attribution found = play(
                plan_attribution(causes, 0, seed),
                [&](Coalition off, std::size_t r) {
                    return truth_of(off) + ((off & 1U) != 0 ? own[r] : 0.0);  // chance in what cause 0 costs
                },
                own.size());
            const Interval& interval = found.effects[0].interval;
            covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
            ++asked;
        }
        INFO(causes << " causes: " << covered << " of " << asked);
        CHECK(covered >= 273);  // 0.95 - 3.2 standard errors
    }
}

TEST_CASE("shares are told only where there is a whole to share") {
    const std::vector<double> draw{-1.0, 1.0, -0.5, 0.5};
    const Attribution nothing = play(
        2, [&](Coalition off, std::size_t r) { return off == 3 ? draw[r] : 0.0; }, draw.size());
    CHECK(nothing.whole.interval.low < 0.0);
    CHECK(nothing.whole.interval.high > 0.0);
    CHECK(std::isnan(nothing.shares[0].value));

    const Attribution one = play(2, [](Coalition off, std::size_t) { return off == 3 ? 8.0 : 0.0; });
    CHECK(one.shares[0].value == Approx(0.5));
    CHECK(std::isnan(one.shares[0].interval.low));  // one replication tells no interval
}

TEST_CASE("a share is told from nothing exactly where its effect is") {
    int clear = 0, unclear = 0;
    for (const std::size_t causes : {std::size_t{2}, std::size_t{4}, std::size_t{9}}) {
        for (std::uint32_t seed = 0; seed < (causes == 9 ? 20U : 200U); ++seed) {
            std::mt19937 dice(seed);
            std::normal_distribution<double> draw(0.0, 3.0);
            // What causes cost varies by replication, that of cause 0 most, and the whole with it.
            std::vector<std::vector<double>> cost(6);
            for (auto& of_replication : cost) {
                for (std::size_t i = 0; i < causes; ++i) of_replication.push_back(3.0 / (1.0 + static_cast<double>(i)));
                of_replication[0] += draw(dice);
                of_replication[1] += 0.3 * draw(dice);
            }
            const Attribution found = play(
                plan_attribution(causes, 0, seed),
                [&](Coalition off, std::size_t r) {
                    double sum = 0.02 * static_cast<double>(std::popcount(off) * std::popcount(off));
                    for (std::size_t i = 0; i < causes; ++i) sum += (off >> i & 1U) != 0 ? cost[r][i] : 0.0;
                    return sum;
                },
                cost.size());
            for (std::size_t i = 0; i < causes; ++i) {
                if (std::isnan(found.shares[i].value)) continue;
                CHECK(found.effects[i].interval.excludes_zero() == found.shares[i].interval.excludes_zero());
                CHECK(found.shares[i].interval.low <= found.shares[i].value);
                CHECK(found.shares[i].interval.high >= found.shares[i].value);
                ++(found.effects[i].interval.excludes_zero() ? clear : unclear);
            }
        }
    }
    CHECK(clear >= 50);
    CHECK(unclear >= 50);
}

TEST_CASE("the 95 % intervals of shares cover the truth, also where the whole is known badly") {
    int covered = 0, told = 0;
    for (std::uint32_t seed = 0; seed < 1000; ++seed) {
        std::mt19937 dice(seed);
        std::normal_distribution<double> draw;
        std::vector<double> first, second;
        for (int r = 0; r < 6; ++r) {
            first.push_back(2.0 + 0.8 * draw(dice));
            second.push_back(3.0 + 1.5 * draw(dice));
        }
        const Attribution found = play(
            2,
            [&](Coalition off, std::size_t r) {
                return ((off & 1U) != 0 ? first[r] : 0.0) + ((off & 2U) != 0 ? second[r] : 0.0);
            },
            first.size());
        if (std::isnan(found.shares[0].value)) continue;
        ++told;
        const Interval& interval = found.shares[0].interval;
        covered += interval.low <= 0.4 && 0.4 <= interval.high ? 1 : 0;
    }
    INFO(covered << " of " << told);
    CHECK(covered >= 0.93 * told);
}

TEST_CASE("the interval of a share is narrow where effect and whole go up and down together") {
    // In every replication cause 0 does three quarters of a whole that is anything between 1 and 5.
    const Attribution found = play(
        2,
        [](Coalition off, std::size_t r) {
            const double whole = 1.0 + static_cast<double>(r);
            return ((off & 1U) != 0 ? 0.75 : 0.0) * whole + ((off & 2U) != 0 ? 0.25 : 0.0) * whole;
        },
        5);
    CHECK(found.shares[0].value == Approx(0.75));
    CHECK(found.shares[0].interval.low == Approx(0.75));
    CHECK(found.shares[0].interval.high == Approx(0.75));
    CHECK(found.effects[0].interval.half_width() > 0.5);
}

TEST_CASE("a replication in which a world has no value is left out") {
    const Attribution found = play(
        2, [](Coalition off, std::size_t r) { return r == 1 && off == 2 ? std::nan("") : static_cast<double>(off); },
        3);
    CHECK(found.replications == 2);
    CHECK(found.effects[0].value == Approx(1.0));
    CHECK(found.effects[1].value == Approx(2.0));
}
