// What buyers see of a seller's past, and what they make of it.
#pragma once

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

/// Quality that a buyer infers: the prior, moved by how far the seller's score stands from the score that goods of
/// average quality are known to show, and trusted the more the more ratings there are: E = prior + slope * (shown -
/// anchor) * n / (n + n0).
[[nodiscard]] constexpr double inferred_quality(double prior, double slope, double shown, double anchor, double ratings,
                                                double prior_ratings) {
    const double weight = ratings + prior_ratings > 0.0 ? ratings / (ratings + prior_ratings) : 0.0;
    return clamp01(prior + slope * (shown - anchor) * weight);
}

/// Stars for a rating between 0 and 1: 1 + 4r, rounded up or down at random so that the mean is exact. This is an
/// ordered response with uniform taste; `uniform` on (0, 1).
[[nodiscard]] constexpr int stars_for(double rating, double uniform) {
    const double exact = 4.0 * clamp01(rating);
    const int whole = static_cast<int>(exact);
    return 1 + (whole < 4 && uniform < exact - whole ? whole + 1 : whole);
}

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
