// Who stays and who leaves after an order.
#pragma once

#include "agents/kinds.h"
#include "agents/portable_math.h"

namespace pasar {

/// What was wrong with the order after which a customer left. The first two: nothing was, and the customer would have
/// been as likely to go after any order that met the target; or goods that came as ordered disappointed all the same.
enum class LeavingReason : std::uint8_t {
    LostInterest,
    WorseThanExpected,
    OrderedWrong,
    WrongItem,
    Misdescribed,
    Damaged,
    Late,
    Lost,
    NeverSent,
    StockOut,
    Refused,
    Undeliverable,
    Returned,
    NotServed,
    Denied,
    NoShow,
    Cancelled,
    Outbid,         ///< in an auction, by a bid too late to be answered
    PaymentFailed,  ///< a subscription ended for want of payment, against its subscriber's will
    TooManyAds,     ///< of a feed: without advertising it would have been content
    PostRemoved     ///< of a feed: a good post of its own was taken down
};
template <>
struct NamesOf<LeavingReason> {
    static constexpr std::array<std::string_view, 21> names{"lost_interest",  "worse_than_expected",
                                                            "ordered_wrong",  "wrong_item",
                                                            "misdescribed",   "damaged",
                                                            "late",           "lost",
                                                            "never_sent",     "stock_out",
                                                            "refused",        "undeliverable",
                                                            "returned",       "not_served",
                                                            "denied",         "no_show",
                                                            "cancelled",      "outbid",
                                                            "payment_failed", "too_many_ads",
                                                            "post_removed"};
};
[[nodiscard]] constexpr LeavingReason reason_to_leave(Fate fate, double satisfaction, double target) {
    if (fate == Fate::Fine)
        return satisfaction < target ? LeavingReason::WorseThanExpected : LeavingReason::LostInterest;
    return static_cast<LeavingReason>(static_cast<std::size_t>(fate) + 1);
}
static_assert(kCountOf<LeavingReason> == kCountOf<Fate> + 5 &&
              name_of(reason_to_leave(Fate::OrderedWrong, 1.0, 0.0)) == name_of(Fate::OrderedWrong) &&
              name_of(reason_to_leave(Fate::Cancelled, 1.0, 0.0)) == name_of(Fate::Cancelled));

/// Probability of leaving for good after a settled order: logit^-1(logit(p) + kappa * (target - s) - programme
/// effects). With kappa 0 and no programmes it is the innate p of the BG/NBD model (Fader, Hardie & Lee 2005).
[[nodiscard]] inline double dropout_probability(double innate_log_odds, double kappa, double target,
                                                double satisfaction, double programme_effect) {
    return logistic(innate_log_odds + kappa * (target - satisfaction) - programme_effect);
}

/// The same where a customer's own interest ends at a moment of its own (Pareto/NBD: Schmittlein, Morrison & Colombo
/// 1987) and not with an order: only what dissatisfaction adds to the innate probability.
[[nodiscard]] inline double dropout_from_dissatisfaction(double innate_log_odds, double kappa, double target,
                                                         double satisfaction, double programme_effect) {
    const double added = dropout_probability(innate_log_odds, kappa, target, satisfaction, programme_effect) -
                         dropout_probability(innate_log_odds, kappa, target, target, 0.0);
    return added > 0.0 ? added : 0.0;
}

/// Share of customers who still are after `days`, where each lapses at a rate of its own, Gamma(shape, 1 / scale_days):
/// (scale / (scale + days))^shape.
[[nodiscard]] inline double share_not_lapsed(double shape, double scale_days, double days) {
    return portable_exp(-shape * portable_log(1.0 + days / scale_days));
}

/// Answer to "how likely are you to recommend us", 0 to 10: a mix of satisfaction and trust, scattered by `spread`
/// points either way. `uniform` on (0, 1).
[[nodiscard]] constexpr int recommendation(double satisfaction, double trust, double trust_weight, double spread,
                                           double uniform) {
    const double exact =
        10.0 * ((1.0 - trust_weight) * satisfaction + trust_weight * trust) + spread * (2.0 * uniform - 1.0) + 0.5;
    const int answer = static_cast<int>(exact < 0.0 ? 0.0 : exact);
    return answer > 10 ? 10 : answer;
}

/// Probability that this answer is at least `least`, over all draws.
[[nodiscard]] constexpr double recommends_with(int least, double satisfaction, double trust, double trust_weight,
                                               double spread) {
    const double middle = 10.0 * ((1.0 - trust_weight) * satisfaction + trust_weight * trust) + 0.5;
    if (spread <= 0.0) return middle >= least ? 1.0 : 0.0;
    return clamp01((middle + spread - least) / (2.0 * spread));
}

}  // namespace pasar
