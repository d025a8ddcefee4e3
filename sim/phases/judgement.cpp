#include "sim/phases/judgement.h"

#include "agents/reputation.h"
#include "agents/satisfaction.h"
#include "sim/phases/phases.h"
#include "sim/phases/services.h"
#include "sim/stories/watch.h"

namespace pasar {

double stakes_of(const Turn& turn, const Order& order, bool paid) {
    const SatisfactionSpec& s = turn.spec.satisfaction;
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const double amount = static_cast<double>(order.paid.units) * (paid ? 1.0 : s.unpaid_stakes);
    return money_at_stake(amount, segment.usual_order, s.stakes) / segment.mean_stakes;
}

double quality_received(const Turn& turn, const Order& order) {
    const Offer& offer = turn.platform.offers[order.offer];
    const double shaded = order.is_shaded ? turn.spec.seller_types[offer.type].shading : 0.0;
    const double locked = turn.plan.nuisance;
    const double crowded = turn.plan.takes_bookings ? overload_today(turn, order.offer) : 0.0;
    const double less = shaded + crowded + locked;
    return less > 0.0 ? clamp01(offer.quality - less) : offer.quality;
}

void count_lesson(Turn& turn, const Offer& offer, double experience) {
    const ScoreReading seen = read_score(turn.platform, offer);
    const double surprise = experience - seen.prior;
    Tally& t = turn.tally;
    t.signal += millionths(seen.signal);
    t.surprise += millionths(surprise);
    t.signal_squared += millionths(seen.signal * seen.signal);
    t.signal_by_surprise += millionths(seen.signal * surprise);
}

bool reviews_at_arrival(const Turn& turn, const Order& order) {
    const double share = turn.spec.reviews.at_arrival;
    return share > 0.0 && Dice(turn.key, Purpose::ReviewTime, turn.number(order.buyer), order.wish).uniform() < share;
}

int review(Turn& turn, const Order& order, bool asked, double review_draw, double star_draw) {
    const ReviewSpec& r = turn.spec.reviews;
    const double odds = turn.spec.segments[turn.block.segment].reviewing *
                        (asked ? turn.model.programmes.thank_you.review_request : 1.0);
    const double base = own_or(turn.model.own_rates.review, r.base_probability);
    if (review_draw >= review_probability(base, r.extreme_probability, order.satisfaction, odds)) return 0;
    // Goods that came as they should speak for themselves as well; otherwise satisfaction alone is rated.
    const double rating = order.fate == Fate::Fine ? r.experience_weight * quality_received(turn, order) +
                                                         (1.0 - r.experience_weight) * order.satisfaction
                                                   : static_cast<double>(order.satisfaction);
    const int stars = star_cuts(r).stars(rating + r.bias, star_draw);
    const bool good = stars >= r.good_from_stars;
    if (!good && r.retaliation > 0.0 &&
        Dice(turn.key, Purpose::Fear, turn.number(order.buyer), order.wish).uniform() < r.retaliation) {
        (void)note(turn, Happening::FearedToReview, order);
        return 0;
    }
    if (WatchedEvent* const event = note(turn, Happening::Reviewed, order)) event->number = stars;
    Tally& t = turn.tally;
    t.count(Count::Reviews);
    t.count(Count::PositiveReviews, good ? 1 : 0);
    t.count(Count::Stars, stars);
    OfferTally& offer = turn.outbox.offers[order.offer];
    offer.good += good ? 1 : 0;
    offer.bad += good ? 0 : 1;
    offer.stars += stars;
    if (turn.platform.keep_reviews)
        turn.outbox.written.push_back({.offer = order.offer, .stars = static_cast<std::uint8_t>(stars)});
    return stars;
}

void review_at_arrival(Turn& turn, Order& order) {
    if (!reviews_at_arrival(turn, order)) return;
    const auto [stay_draw, review_draw, star_draw, survey_draw] =
        Dice(turn.key, Purpose::After, turn.number(order.buyer), order.wish).four();
    order.stars = static_cast<std::uint8_t>(review(turn, order, false, review_draw, star_draw)) & 7U;
}

}  // namespace pasar
