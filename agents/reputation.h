// What buyers see of a seller's past, and what they make of it.
#pragma once

#include <algorithm>
#include <array>

#include "agents/kinds.h"
#include "agents/portable_math.h"

namespace pasar {

/// Everything the five reputation systems need to know about one offer.
struct Ratings {
    double good = 0.0;  ///< positive ratings; in the system beta already faded by age
    double bad = 0.0;
    double stars = 0.0;         ///< sum of stars, 1 to 5 each
    double count = 0.0;         ///< ratings, never faded
    double transactions = 0.0;  ///< settled sales, rated or not
};

/// Expected quality after `good` and `bad` experiences, each already faded by its age:
/// E = (good + 1) / (good + bad + 2), the mean of the Beta posterior under a uniform prior.
/// Jøsang & Ismail, "The Beta Reputation System", 2002, eq. 4.
[[nodiscard]] constexpr double beta_reputation(double good, double bad) { return (good + 1.0) / (good + bad + 2.0); }

/// What a system shows, on a scale from 0 to 1; `nothing_yet` where there is nothing to show.
/// percent_positive: positives over all ratings (eBay). stars: mean, (stars - 1) / 4. effective_positive: positives
/// over all transactions, silence counted as bad (Nosko & Tadelis 2015).
[[nodiscard]] constexpr double shown_score(ReputationSystem system, const Ratings& r, double nothing_yet) {
    switch (system) {
        case ReputationSystem::None:
            return nothing_yet;
        case ReputationSystem::PercentPositive:
            return r.good + r.bad > 0.0 ? r.good / (r.good + r.bad) : nothing_yet;
        case ReputationSystem::Stars:
            return r.count > 0.0 ? (r.stars / r.count - 1.0) / 4.0 : nothing_yet;
        case ReputationSystem::Beta:
            return beta_reputation(r.good, r.bad);
        case ReputationSystem::EffectivePositive:
            return r.transactions > 0.0 ? r.good / r.transactions : nothing_yet;
    }
    return nothing_yet;
}

/// What a score tells: how far it stands from the score that goods of average quality are known to show, trusted the
/// more the more ratings there are: (shown - anchor) * n / (n + n0).
[[nodiscard]] constexpr double score_signal(double shown, double anchor, double ratings, double prior_ratings) {
    const double weight = ratings + prior_ratings > 0.0 ? ratings / (ratings + prior_ratings) : 0.0;
    return (shown - anchor) * weight;
}

/// Quality that a buyer infers: the prior, moved by what the score tells: E = prior + slope * signal.
[[nodiscard]] constexpr double inferred_quality(double prior, double slope, double signal) {
    return clamp01(prior + slope * signal);
}

/// What common experience teaches about scores: how much better goods are than expected without any score, over what
/// the score told, by least squares on all deliveries; each day those before it fade by the share `g` that is learned.
/// Where nearly everybody gets five stars a small difference in scores comes to stand for a large one in quality.
class ScoreLesson {
public:
    /// Before any experience: a slope, believed in as firmly as deliveries whose scores scatter by a tenth teach it.
    static constexpr double kFirstVariance = 0.01;
    static constexpr double kSteepest = 10.0;

    constexpr ScoreLesson() = default;
    constexpr explicit ScoreLesson(double slope) : covariance_(slope * kFirstVariance) {}

    /// Means over the day's deliveries: of signal and surprise, and of squares and products of these.
    struct Day {
        double signal, surprise, signal_squared, product;
    };
    constexpr void learn(double g, const Day& day) {
        const double dx = day.signal - signal_, dy = day.surprise - surprise_;
        variance_ = (1.0 - g) * (variance_ + g * dx * dx) + g * (day.signal_squared - day.signal * day.signal);
        covariance_ = (1.0 - g) * (covariance_ + g * dx * dy) + g * (day.product - day.signal * day.surprise);
        signal_ += g * dx;
        surprise_ += g * dy;
        if (variance_ > 1e-6) slope_ = covariance_ / variance_;
        slope_ = slope_ < 0.0 ? 0.0 : (slope_ > kSteepest ? kSteepest : slope_);
    }
    /// Quality per unit of signal. Nobody ever takes a better score for worse goods.
    [[nodiscard]] constexpr double slope() const { return slope_; }
    [[nodiscard]] constexpr std::array<double, 5> state() const {
        return {signal_, surprise_, variance_, covariance_, slope_};
    }

private:
    double signal_ = 0.0, surprise_ = 0.0;
    double variance_ = kFirstVariance, covariance_ = kFirstVariance;
    double slope_ = covariance_ / variance_;
};

/// Stars for a share between 0 and 1: 1 + 4r, rounded up or down at random so that the mean is exact; `uniform` on
/// (0, 1).
[[nodiscard]] constexpr int stars_for(double rating, double uniform) {
    const double exact = 4.0 * clamp01(rating);
    const int whole = static_cast<int>(exact);
    return 1 + (whole < 4 && uniform < exact - whole ? whole + 1 : whole);
}

/// Cut points of an ordered response: a star more for each that a rating reaches, when taste has moved it by up to
/// `taste` either way. Evenly 1/8, 3/8, 5/8, 7/8 with a taste of 1/8 the mean is 1 + 4 * rating; close together below
/// the middle with more taste most give five stars and more give one than two: a J (Hu, Zhang & Pavlou 2009).
struct StarCuts {
    std::array<double, 4> from;  ///< ratings from which there are two, three, four, five stars
    double taste;

    [[nodiscard]] constexpr int stars(double rating, double uniform) const {
        const double felt = rating + taste * (2.0 * uniform - 1.0);
        int stars = 1;
        for (const double cut : from) stars += felt >= cut ? 1 : 0;
        return stars;
    }
    /// Shares of one to five stars among many buyers of one rating.
    [[nodiscard]] constexpr std::array<double, 5> shares(double rating) const {
        std::array<double, 5> shares{};
        std::array<double, 6> reached{1.0, 0.0, 0.0, 0.0, 0.0, 0.0};  // so many cuts or more
        std::array<double, 4> ordered = from;
        std::sort(ordered.begin(), ordered.end());
        for (std::size_t i = 0; i < 4; ++i)
            reached[i + 1] = taste > 0.0 ? clamp01((rating + taste - ordered[i]) / (2.0 * taste))
                                         : (rating >= ordered[i] ? 1.0 : 0.0);
        for (std::size_t i = 0; i < 5; ++i) shares[i] = reached[i] - reached[i + 1];
        return shares;
    }
};

/// Probability of leaving a review: U-shaped in satisfaction, lowest in the middle (Hu, Zhang & Pavlou 2009); the odds
/// are multiplied by `odds_factor` (kind of customer, a thank-you message that asks for it).
[[nodiscard]] constexpr double review_probability(double base, double extreme, double satisfaction,
                                                  double odds_factor) {
    const double distance = 2.0 * satisfaction - 1.0;
    const double plain = clamp01(base + extreme * distance * distance);
    const double odds = plain * odds_factor;
    return odds / (1.0 - plain + odds + 1e-300);
}

}  // namespace pasar
