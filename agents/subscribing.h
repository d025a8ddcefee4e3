// How long subscriptions last and what they are worth: pure functions. A subscriber leaves at each renewal with a
// probability of its own, Beta(alpha, beta) over subscribers, which gives the shifted Beta-geometric distribution
// (Fader & Hardie 2007, "How to project customer retention"; residual value: Fader & Hardie 2010, "Customer-base
// valuation in a contractual setting").
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "agents/portable_math.h"

namespace pasar {

/// Probability of leaving at renewal n = 1, 2, ... of those who have renewed n - 1 times.
[[nodiscard]] constexpr double sbg_churn(double alpha, double beta, std::int64_t n) {
    return alpha / (alpha + beta + static_cast<double>(n - 1));
}

/// Share of subscribers who renewed n times; 1 for n = 0. `lost`: share of bills that are never collected, at each
/// renewal and of everybody alike.
[[nodiscard]] constexpr double sbg_survival(double alpha, double beta, std::int64_t n, double lost = 0.0) {
    double survival = 1.0;
    for (std::int64_t i = 1; i <= n; ++i) survival *= (1.0 - sbg_churn(alpha, beta, i)) * (1.0 - lost);
    return survival;
}

/// Payments per sign-up in so many periods, the first one included.
[[nodiscard]] constexpr double expected_payments(double alpha, double beta, std::int64_t periods) {
    double sum = 0.0, survival = 1.0;
    for (std::int64_t n = 1; n <= periods; ++n) {
        sum += survival;
        survival *= 1.0 - sbg_churn(alpha, beta, n);
    }
    return sum;
}

/// Payments to come of a subscriber just before its n-th renewal, n = 1, 2, ..., that one not discounted and each later
/// one by 1 + `discount` per period. Discount above 0. Sums up to where a term is below a billionth of the sum, at most
/// 20,000.
[[nodiscard]] constexpr double residual_payments(double alpha, double beta, std::int64_t n, double discount) {
    double sum = 0.0, term = 1.0;
    for (std::int64_t t = n; t < n + 20'000; ++t) {
        term *= 1.0 - sbg_churn(alpha, beta, t);
        sum += term;
        term /= 1.0 + discount;
        if (term < 1e-9 * sum) break;
    }
    return sum;
}

/// Discounted payments of a new subscriber, who has not paid yet.
[[nodiscard]] constexpr double payments_of_new(double alpha, double beta, double discount) {
    return 1.0 + residual_payments(alpha, beta, 1, discount) / (1.0 + discount);
}

/// Share of the bills that failed, and not for good, that `retries` further tries collect.
[[nodiscard]] constexpr double recovered_by(std::int64_t retries, double success) {
    double failed = 1.0;
    for (std::int64_t i = 0; i < retries; ++i) failed *= 1.0 - success;
    return 1.0 - failed;
}

/// Share of bills that are never collected: `fails` at the first try, of these the share `hard` for good.
[[nodiscard]] constexpr double lost_bills(double fails, double hard, std::int64_t retries, double success) {
    return fails * (hard + (1.0 - hard) * (1.0 - recovered_by(retries, success)));
}

/// Share of subscribers who pause, where at each bill `pauses` of them do, for `periods` on average, and nobody at the
/// bill after a pause.
[[nodiscard]] constexpr double paused_share(double pauses, double periods) {
    return pauses * periods / (1.0 + pauses * periods);
}

/// Subscribers after so many periods, from none, where `joining` join in each and the share `churn` of those there
/// leaves: tends to joining / churn.
[[nodiscard]] constexpr double subscriber_base(double joining, double churn, std::int64_t periods) {
    double base = 0.0;
    for (std::int64_t i = 0; i < periods; ++i) base = base * (1.0 - churn) + joining;
    return base;
}

/// What became of subscribers at their n-th renewal.
struct AtRenewal {
    double renewed = 0.0, left = 0.0;
};

struct SbgFit {
    double alpha = 0.0, beta = 0.0;
    double log_likelihood = 0.0;
    bool is_found = false;  ///< false where nobody left, or nobody renewed
};

/// Alpha and beta by maximum likelihood from what became of subscribers at renewal 1, 2, ...: who has not come to a
/// renewal yet counts at none, so that unfinished subscriptions do no harm. Where churn does not fall with age the
/// estimate runs towards one rate for all (a large sum of both), at most 1e6.
[[nodiscard]] inline SbgFit fit_sbg(std::span<const AtRenewal> renewals) {
    double renewed = 0.0, left = 0.0;
    for (const AtRenewal& r : renewals) {
        renewed += r.renewed;
        left += r.left;
    }
    if (left <= 0.0 || renewed <= 0.0) return {};
    // For a given sum of both the likelihood has one peak in alpha: where its slope, which falls, is 0.
    const auto best_alpha = [&](double sum) {
        double low = 0.0, high = sum;
        for (int step = 0; step < 100; ++step) {
            const double alpha = 0.5 * (low + high);
            double slope = left / alpha;
            for (std::size_t i = 0; i < renewals.size(); ++i)
                slope -= renewals[i].renewed / (sum - alpha + static_cast<double>(i));
            (slope > 0.0 ? low : high) = alpha;
        }
        return 0.5 * (low + high);
    };
    const auto at = [&](double log_sum) {
        const double sum = portable_exp(log_sum);
        SbgFit fit{.alpha = best_alpha(sum), .is_found = true};
        fit.beta = sum - fit.alpha;
        for (std::size_t i = 0; i < renewals.size(); ++i) {
            const double whole = sum + static_cast<double>(i);
            if (renewals[i].left > 0.0) fit.log_likelihood += renewals[i].left * portable_log(fit.alpha / whole);
            if (renewals[i].renewed > 0.0)
                fit.log_likelihood += renewals[i].renewed * portable_log((whole - fit.alpha) / whole);
        }
        return fit;
    };
    constexpr double kGolden = 0.6180339887498949;
    double low = portable_log(1e-3), high = portable_log(1e6);
    double a = high - kGolden * (high - low), b = low + kGolden * (high - low);
    SbgFit at_a = at(a), at_b = at(b);
    for (int step = 0; step < 60; ++step) {
        if (at_a.log_likelihood >= at_b.log_likelihood) {
            high = b;
            b = a;
            at_b = at_a;
            a = high - kGolden * (high - low);
            at_a = at(a);
        } else {
            low = a;
            a = b;
            at_a = at_b;
            b = low + kGolden * (high - low);
            at_b = at(b);
        }
    }
    return at_a.log_likelihood >= at_b.log_likelihood ? at_a : at_b;
}

/// Whether somebody goes on paying after a trial.
enum class AfterTrial : std::uint8_t { Declines, Pays, Forgets };

/// `wants`: share of trials without a card after which somebody pays when it met expectations; `with_card`: the same
/// with a card, where those beyond forgot to call it off. Satisfaction moves by `added` log-odds who wants to pay; who
/// forgets does so whatever it was like. `draw` on (0, 1).
[[nodiscard]] inline AfterTrial after_trial(double wants, double with_card, bool needs_card, double added,
                                            double draw) {
    const double pays = wants <= 0.0 ? 0.0 : wants >= 1.0 ? 1.0 : logistic(portable_log(wants / (1.0 - wants)) + added);
    if (draw < pays) return AfterTrial::Pays;
    if (!needs_card || with_card <= wants) return AfterTrial::Declines;
    const double forgets = (with_card - wants) / (1.0 - wants);  // of those who do not want it
    return draw < pays + (1.0 - pays) * forgets ? AfterTrial::Forgets : AfterTrial::Declines;
}

}  // namespace pasar
