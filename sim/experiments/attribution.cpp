#include "sim/experiments/attribution.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

#include "sim/experiments/crossed_mean.h"
#include "sim/experiments/design.h"

namespace pasar {

namespace {

constexpr std::uint32_t kDice = 1;

Coalition only(std::size_t cause) { return Coalition{1} << cause; }
bool holds(Coalition coalition, std::size_t cause) { return (coalition & only(cause)) != 0; }

/// Orders of n things in which each stands equally often in each position and next to each other: the rows of a square
/// of Williams, 0 1 n-1 2 n-2 … shifted by 0 … n-1, and their reverses, with the things called by `names`.
std::vector<std::vector<std::size_t>> balanced_orders(const std::vector<std::size_t>& names) {
    const std::size_t n = names.size();
    std::vector<std::vector<std::size_t>> orders;
    for (std::size_t shift = 0; shift < n; ++shift) {
        std::vector<std::size_t> order;
        for (std::size_t position = 0; position < n; ++position) {
            const std::size_t step = (position + 1) / 2;
            order.push_back(names[((position % 2 == 1 ? step : n - step) + shift) % n]);
        }
        orders.push_back(order);
        std::reverse(order.begin(), order.end());
        orders.push_back(order);
    }
    return orders;
}

/// The causes before the one at `position` of an order.
Coalition before(const std::vector<std::size_t>& order, std::size_t position) {
    Coalition coalition = 0;
    for (std::size_t i = 0; i < position; ++i) coalition |= only(order[i]);
    return coalition;
}

/// w(s) = s! (n - s - 1)! / n!, by size s of a coalition of the other n - 1.
std::vector<double> shapley_weights(std::size_t n) {
    // 1 / (n C(n - 1, s)), by way of C(n - 1, s + 1) = C(n - 1, s) (n - 1 - s) / (s + 1).
    std::vector<double> weights;
    double choices = 1.0;
    for (std::size_t s = 0; s < n; ++s) {
        weights.push_back(1.0 / (static_cast<double>(n) * choices));
        choices = choices * static_cast<double>(n - 1 - s) / static_cast<double>(s + 1);
    }
    return weights;
}

/// The measure in every world of one replication.
class Game {
public:
    Game(const AttributionPlan& plan, const std::vector<std::vector<double>>& values, std::size_t replication) {
        for (std::size_t w = 0; w < plan.worlds.size(); ++w) values_[plan.worlds[w]] = values[w][replication];
    }
    [[nodiscard]] double operator()(Coalition off) const { return values_.at(off); }
    /// What switching off both changes beyond what each of the two changes, added up, with `off` being off already.
    [[nodiscard]] double interaction(Coalition off, std::size_t i, std::size_t j) const {
        return (*this)(off | only(i) | only(j)) - (*this)(off | only(i)) - (*this)(off | only(j)) + (*this)(off);
    }

private:
    std::map<Coalition, double> values_;
};

/// Numbers of one quantity by replication and, where orders were sampled, by pair of an order and its reverse. An exact
/// quantity has one "pair".
using Samples = CrossedSamples;

Estimate estimate(const Samples& samples) {
    const CrossedMean found = crossed_mean(samples);
    return {.value = found.value, .interval = found.interval};
}

double covariance_of_means(const std::vector<double>& a, const std::vector<double>& b) {
    const double mean_a = mean(a), mean_b = mean(b);
    double sum = 0.0;
    for (std::size_t r = 0; r < a.size(); ++r) sum += (a[r] - mean_a) * (b[r] - mean_b);
    return sum / static_cast<double>(a.size() - 1) / static_cast<double>(a.size());
}

/// The ratio of two means with Fieller's interval: every share for which effect - share × whole cannot be told from
/// nothing. At a share of 0 that is the question whether the effect can be told from nothing, so that the two intervals
/// never disagree about it; an interval of the ratio's linear approximation would where effect and whole go up and down
/// together and the whole is not known well.
Estimate share_of_whole(const Samples& effect, const std::vector<double>& whole, const Estimate& whole_estimate) {
    const Estimate nothing{kNaN, {kNaN, kNaN}};
    const bool has_interval = whole.size() >= 2;
    const bool is_clear = has_interval ? whole_estimate.interval.excludes_zero() : whole_estimate.value != 0.0;
    if (!is_clear) return nothing;
    const CrossedMean mean_effect = crossed_mean(effect);
    const double ratio = mean_effect.value / whole_estimate.value;
    if (!has_interval) return {ratio, {kNaN, kNaN}};

    // With x = share - ratio and d = effect - ratio × whole, whose mean is 0:
    // (x mean(whole))² <= t² (var(d) - 2 x cov(d, whole) + x² var(whole)), a quadratic inequality in x.
    Samples deviations = effect;
    for (auto& pair : deviations)
        for (std::size_t r = 0; r < pair.size(); ++r) pair[r] -= ratio * whole[r];
    const CrossedMean deviation = crossed_mean(deviations);
    const double squared_quantile = mean_effect.quantile * mean_effect.quantile;
    const double of_square =
        whole_estimate.value * whole_estimate.value - squared_quantile * covariance_of_means(whole, whole);
    // The whole is clear by its own quantile. Where orders were sampled that of the effect may be larger, and then no
    // share can be excluded.
    if (!(of_square > 0.0)) return nothing;
    const double middle = -squared_quantile * covariance_of_means(mean_over_draws(deviations), whole) / of_square;
    const double reach =
        std::sqrt(middle * middle + squared_quantile * (deviation.draw + deviation.drawing) / of_square);
    return {ratio, {ratio + middle - reach, ratio + middle + reach}};
}

struct AllSamples {
    std::vector<Samples> effects;                                         ///< by cause
    std::map<std::pair<std::size_t, std::size_t>, Samples> interactions;  ///< by pair of causes, smaller first
};

void take_exactly(const AttributionPlan& plan, const std::vector<Game>& games, AllSamples& result) {
    const std::vector<double> weights = shapley_weights(plan.causes);
    // Of pairs the weights are those of a game in which the pair is one player among n - 1.
    const std::vector<double> pair_weights = plan.causes > 1 ? shapley_weights(plan.causes - 1) : std::vector<double>{};
    for (std::size_t i = 0; i < plan.causes; ++i) {
        std::vector<double> effects;
        for (const Game& game : games) {
            double sum = 0.0;
            for (const Coalition off : plan.worlds) {
                if (holds(off, i)) continue;
                sum += weights[static_cast<std::size_t>(std::popcount(off))] * (game(off | only(i)) - game(off));
            }
            effects.push_back(sum);
        }
        result.effects[i] = {effects};
        for (std::size_t j = i + 1; j < plan.causes; ++j) {
            std::vector<double> interactions;
            for (const Game& game : games) {
                double sum = 0.0;
                for (const Coalition off : plan.worlds) {
                    if (holds(off, i) || holds(off, j)) continue;
                    sum += pair_weights[static_cast<std::size_t>(std::popcount(off))] * game.interaction(off, i, j);
                }
                interactions.push_back(sum);
            }
            result.interactions[{i, j}] = {interactions};
        }
    }
}

/// What each cause adds in one order, averaged over this order and those with two neighbours exchanged: the worlds
/// after an exchange are run for the interactions anyhow.
std::vector<double> contributions(const Game& game, std::vector<std::size_t> order) {
    const std::size_t n = order.size();
    std::vector<double> sums(n, 0.0);
    const auto add = [&] {
        Coalition off = 0;
        for (const std::size_t cause : order) {
            sums[cause] += game(off | only(cause)) - game(off);
            off |= only(cause);
        }
    };
    add();
    for (std::size_t position = 0; position + 1 < n; ++position) {
        std::swap(order[position], order[position + 1]);
        add();
        std::swap(order[position], order[position + 1]);
    }
    for (double& sum : sums) sum /= static_cast<double>(n);
    return sums;
}

void take_samples(const AttributionPlan& plan, const std::vector<Game>& games, AllSamples& result) {
    const std::size_t n = plan.causes;
    for (std::size_t pair = 0; pair < plan.orders.size() / 2; ++pair) {
        std::vector<std::vector<double>> effects(n);
        for (const Game& game : games) {
            const std::vector<double> one = contributions(game, plan.orders[2 * pair]);
            const std::vector<double> other = contributions(game, plan.orders[2 * pair + 1]);
            for (std::size_t i = 0; i < n; ++i) effects[i].push_back((one[i] + other[i]) / 2.0);
        }
        for (std::size_t i = 0; i < n; ++i) result.effects[i].push_back(std::move(effects[i]));
    }
    for (const auto& order : plan.orders) {
        for (std::size_t position = 0; position + 1 < n; ++position) {
            const auto [i, j] = std::minmax(order[position], order[position + 1]);
            std::vector<double> interactions;
            for (const Game& game : games) interactions.push_back(game.interaction(before(order, position), i, j));
            result.interactions[{i, j}].push_back(std::move(interactions));
        }
    }
}

}  // namespace

AttributionPlan plan_attribution(std::size_t causes, std::int64_t orders, std::uint32_t seed) {
    if (causes < 1 || causes > kMostCauses) throw std::logic_error("plan_attribution: no or too many causes");
    AttributionPlan plan{.causes = causes, .exact = causes <= kMostExactCauses, .orders = {}, .worlds = {}};
    std::set<Coalition> worlds;
    if (plan.exact) {
        for (Coalition off = 0; off <= plan.all(); ++off) worlds.insert(off);
    } else {
        Dice dice = design_dice(seed, kDice);
        while (plan.orders.empty() || static_cast<std::int64_t>(plan.orders.size()) < orders) {
            for (auto& order : balanced_orders(shuffled(causes, dice))) plan.orders.push_back(std::move(order));
        }
        for (const auto& order : plan.orders) {
            for (std::size_t position = 0; position <= causes; ++position) {
                worlds.insert(before(order, position));
                if (position + 1 < causes) worlds.insert(before(order, position) | only(order[position + 1]));
            }
        }
    }
    plan.worlds.assign(worlds.begin(), worlds.end());
    return plan;
}

std::vector<std::vector<double>> complete_replications(const std::vector<std::vector<double>>& values) {
    std::vector<std::vector<double>> complete(values.size());
    for (std::size_t r = 0; r < values.front().size(); ++r) {
        const bool in_all =
            std::none_of(values.begin(), values.end(), [&](const auto& world) { return std::isnan(world[r]); });
        for (std::size_t w = 0; in_all && w < values.size(); ++w) complete[w].push_back(values[w][r]);
    }
    return complete.front().empty() ? values : complete;
}

Attribution attribute(const AttributionPlan& plan, const std::vector<std::vector<double>>& values) {
    if (values.size() != plan.worlds.size()) throw std::logic_error("attribute: a world without values");
    std::vector<Game> games;
    std::vector<double> whole;
    for (std::size_t r = 0; r < values.front().size(); ++r) {
        if (std::any_of(values.begin(), values.end(), [&](const auto& world) { return std::isnan(world[r]); }))
            continue;
        games.emplace_back(plan, values, r);
        whole.push_back(games.back()(plan.all()) - games.back()(0));
    }
    Attribution result;
    result.replications = static_cast<std::int64_t>(games.size());
    const Estimate nothing{kNaN, {kNaN, kNaN}};
    AllSamples samples;
    samples.effects.resize(plan.causes);
    if (games.empty()) {
        result.whole = nothing;
        result.effects.assign(plan.causes, nothing);
        result.shares = result.effects;
        return result;
    }
    if (plan.exact)
        take_exactly(plan, games, samples);
    else
        take_samples(plan, games, samples);
    result.whole = estimate({whole});
    for (const Samples& effect : samples.effects) {
        result.effects.push_back(estimate(effect));
        result.shares.push_back(share_of_whole(effect, whole, result.whole));
    }
    for (const auto& [causes, interaction] : samples.interactions) {
        result.interactions.push_back({causes.first, causes.second, estimate(interaction)});
    }
    return result;
}

}  // namespace pasar
