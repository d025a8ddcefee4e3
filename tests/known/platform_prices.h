// What platforms charge in equilibrium, by theory: yardsticks for tests. The simulator is given its prices, so nothing
// in it calls these. Sources: Rochet & Tirole 2003; Armstrong, "Competition in Two-Sided Markets", RAND J. 37, 2006;
// Tan & Zhou, "The Effects of Competition and Entry in Multi-Sided Markets", Rev. Econ. Stud. 88, 2021; Anderson, de
// Palma & Thisse 1992.
#pragma once

#include <cmath>
#include <utility>

#include "agents/network_effect.h"
#include "agents/portable_math.h"

namespace pasar::known {

/// Where a function with one peak between `low` and `high` has it: golden section.
template <class Function>
[[nodiscard]] double peak(const Function& f, double low, double high) {
    constexpr double kGolden = 0.6180339887498949;
    double a = high - kGolden * (high - low), b = low + kGolden * (high - low);
    double at_a = f(a), at_b = f(b);
    for (int i = 0; i < 100; ++i) {
        if (at_a < at_b) {
            low = std::exchange(a, b);
            at_a = std::exchange(at_b, f(b = low + kGolden * (high - low)));
        } else {
            high = std::exchange(b, a);
            at_b = std::exchange(at_a, f(a = high - kGolden * (high - low)));
        }
    }
    return 0.5 * (low + high);
}
/// Where a function that falls from above 0 to below crosses it.
template <class Function>
[[nodiscard]] double crossing(const Function& f, double low, double high) {
    for (int i = 0; i < 200; ++i) {
        const double middle = 0.5 * (low + high);
        (f(middle) > 0.0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// A number for each side: buyers are side 1, sellers side 2.
struct Sides {
    double buyers, sellers;
};
struct TwoSidedTerms {
    Sides cost{0.0, 0.0};    ///< of serving one member, f
    Sides travel{1.0, 1.0};  ///< Hotelling's t: how different the two platforms are
    Sides effect{0.0, 0.0};  ///< what one member of the other side is worth to one of these, α
};
struct Charged {
    Sides price;
    double profit;  ///< of one platform
};

/// Two platforms, both sides on one platform each (Armstrong 2006, section 4): p_i = f_i + t_i - α_j.
[[nodiscard]] constexpr Charged both_single_home(const TwoSidedTerms& m) {
    return {{m.cost.buyers + m.travel.buyers - m.effect.sellers, m.cost.sellers + m.travel.sellers - m.effect.buyers},
            (m.travel.buyers + m.travel.sellers - m.effect.buyers - m.effect.sellers) / 2.0};
}
/// Shares of the platform that asks `own` where the other asks `rival`.
[[nodiscard]] constexpr Sides single_home_shares(const TwoSidedTerms& m, Sides own, Sides rival) {
    const double buyers_lead = -(own.buyers - rival.buyers) / (2.0 * m.travel.buyers);
    const double sellers_lead = -(own.sellers - rival.sellers) / (2.0 * m.travel.sellers);
    const double buyers_effect = m.effect.buyers / m.travel.buyers,
                 sellers_effect = m.effect.sellers / m.travel.sellers;
    const double buyers = (buyers_lead + buyers_effect * sellers_lead) / (1.0 - buyers_effect * sellers_effect);
    return {0.5 + buyers, 0.5 + sellers_lead + sellers_effect * buyers};
}

/// Two platforms; buyers on one each, sellers on as many as pay: n₂ = α₂ n₁ - p₂ (Armstrong 2006, section 5).
[[nodiscard]] constexpr Charged bottleneck(const TwoSidedTerms& m) {
    const double buyers = m.effect.buyers, sellers = m.effect.sellers;
    const Sides price{m.cost.buyers + m.travel.buyers - (sellers * sellers + 3.0 * buyers * sellers) / 4.0,
                      (sellers - buyers) / 4.0};
    return {price, 0.5 * (price.buyers - m.cost.buyers) + price.sellers * (buyers + sellers) / 4.0};
}
/// Buyers and sellers of the platform that asks `own`.
[[nodiscard]] constexpr Sides bottleneck_members(const TwoSidedTerms& m, Sides own, Sides rival) {
    const double lead = -m.effect.buyers * (own.sellers - rival.sellers) - (own.buyers - rival.buyers);
    const double buyers = 0.5 + lead / (2.0 * (m.travel.buyers - m.effect.buyers * m.effect.sellers));
    return {buyers, m.effect.sellers * buyers - own.sellers};
}

/// K platforms, no outside, logit of scale μ on both sides, effects linear in shares (Tan & Zhou 2021):
/// p_i = μ K / (K - 1) - α_j / (K - 1).
[[nodiscard]] constexpr Charged logit_platforms(double platforms, double scale, Sides effect) {
    const Sides price{(scale * platforms - effect.sellers) / (platforms - 1.0),
                      (scale * platforms - effect.buyers) / (platforms - 1.0)};
    return {price, (price.buyers + price.sellers) / platforms};
}
/// Shares of one of two such platforms.
[[nodiscard]] inline Sides logit_shares(double scale, Sides effect, Sides own, Sides rival) {
    const auto sellers = [&](double buyers) {
        return logistic((rival.sellers - own.sellers + effect.sellers * (2.0 * buyers - 1.0)) / scale);
    };
    const auto buyers = [&](double share) {
        return logistic((rival.buyers - own.buyers + effect.buyers * (2.0 * sellers(share) - 1.0)) / scale);
    };
    const double share = settles_at(buyers, 0.5);
    return {share, sellers(share)};
}

/// One platform, n_i = 1 + α_i n_j - p_i, no costs (Armstrong 2006, section 3): n = 1 / (2 - α₁ - α₂) on both sides.
[[nodiscard]] constexpr Charged monopoly(Sides effect) {
    const double members = 1.0 / (2.0 - effect.buyers - effect.sellers);
    const Sides price{1.0 - (1.0 - effect.buyers) * members, 1.0 - (1.0 - effect.sellers) * members};
    return {price, (price.buyers + price.sellers) * members};
}
[[nodiscard]] constexpr Sides monopoly_members(Sides effect, Sides price) {
    const double buyers =
        (1.0 - price.buyers + effect.buyers * (1.0 - price.sellers)) / (1.0 - effect.buyers * effect.sellers);
    return {buyers, 1.0 + effect.sellers * buyers - price.sellers};
}

/// Charges per transaction, D = 1 - p on both sides (Rochet & Tirole 2003): both (1 + cost) / 3.
[[nodiscard]] constexpr Charged per_transaction(double cost) {
    const double price = (1.0 + cost) / 3.0;
    return {{price, price}, (2.0 * price - cost) * (1.0 - price) * (1.0 - price)};
}

/// Platforms that take a commission from sellers of cost `cost` who enter freely and whose buyers all buy somewhere,
/// with price weight α and γ ln(sellers): prices are c / (1 - τ) + 1 / α, sellers in proportion to (1 - τ) * share.
struct CommissionRace {
    double price_weight = 3.0, cost = 0.6, network = 0.0;
    /// Of many sellers side by side; of pages of K of them it is K/((K - 1) price_weight).
    double markup = 1.0 / price_weight;

    [[nodiscard]] double price(double commission) const { return cost / (1.0 - commission) + markup; }
    /// Log-odds of a platform that takes `own` against one that takes `other`.
    [[nodiscard]] double log_odds_of(double own, double other) const {
        const auto pull = [&](double t) { return -price_weight * price(t) + network * std::log(1.0 - t); };
        return (pull(own) - pull(other)) / (1.0 - network);
    }
    /// What a platform earns for each unit sold anywhere, beside `platforms` - 1 others.
    [[nodiscard]] double earned(double own, double others, double platforms) const {
        return own * price(own) / (1.0 + (platforms - 1.0) * std::exp(log_odds_of(others, own)));
    }
    [[nodiscard]] double best_answer(double others, double platforms) const {
        return peak([&](double own) { return earned(own, others, platforms); }, 1e-6, 0.95);
    }
    /// The commission that is the best answer to itself.
    [[nodiscard]] double equilibrium(double platforms) const {
        return crossing([&](double t) { return best_answer(t, platforms) - t; }, 0.01, 0.94);
    }
};

}  // namespace pasar::known
