// Phase 8. Settled orders are told of: thank-you messages, reviews, surveys, and what the buyer says to others.
#include <algorithm>
#include <cmath>

#include "agents/reputation.h"
#include "agents/retention.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/phases/phases.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

bool ended_well(Fate fate) { return fate == Fate::Fine || fate == Fate::Late; }

/// A thank-you message with a coupon. True when the buyer noticed it.
bool thank(Market& m, Block& block, Worker& w, const Order& order, Buyer& b) {
    const ThankYouSpec& thanks = m.model.programmes.thank_you;
    if (!thanks.on || !ended_well(order.fate)) return false;
    Tally& t = w.tally;
    t.count(Count::Messages);
    t.count(Count::ProgrammeCost, thanks.cost_per_message);
    t.books.move(Account::Platform, Account::Outside, thanks.cost_per_message);
    const AnswerSpec& answers = m.spec.answers;
    const std::array<double, kCountOf<ThankYouChannel>> seen{answers.order_card_seen, answers.email_seen,
                                                             answers.in_shop_seen};
    Dice dice(m.plan.world, Purpose::Programme, block.first + order.buyer, order.wish);
    if (dice.uniform() >= seen[static_cast<std::size_t>(thanks.channel)]) return false;
    b.take_coupon(thanks.coupon, m.today, m.today + thanks.expiry_days);
    if (WatchedEvent* const event = note(m, w, Happening::Thanked, block, order)) {
        event->number = b.coupon * 1e-4;  // of the coupon it holds now
        event->until = b.coupon_until;
    }
    // The coupon itself may bring the buyer in before it expires.
    const double draws_in = clamp01(thanks.extra_wish * thanks.coupon * m.spec.segments[block.segment].coupon_response);
    const bool comes = dice.uniform() < draws_in;
    const std::int64_t longest = std::min<std::int64_t>(thanks.expiry_days, Agenda::kHorizonDays - 2);
    const std::int64_t day = m.today + 1 + static_cast<std::int64_t>(dice.uniform() * static_cast<double>(longest));
    if (comes && b.coupon_visit_on == kNever) {
        b.coupon_visit_on = static_cast<std::uint16_t>(day);  // also beyond the end, whose day must not show before it
        if (day >= m.scenario.days) return true;
        block.agenda.schedule(Agenda::What::Visit, day,
                              block.agenda.add(Order::message(Entry::CouponVisit, order.buyer)));
    }
    return true;
}

void review(Market& m, Block& block, Worker& w, const Order& order, bool asked, double review_draw, double star_draw) {
    const ReviewSpec& r = m.spec.reviews;
    const double odds =
        m.spec.segments[block.segment].reviewing * (asked ? m.model.programmes.thank_you.review_request : 1.0);
    if (review_draw >= review_probability(r.base_probability, r.extreme_probability, order.satisfaction, odds)) return;
    // Goods that came as they should speak for themselves as well; otherwise satisfaction alone is rated.
    const double rating = ended_well(order.fate) ? r.experience_weight * m.offers[order.offer].quality +
                                                       (1.0 - r.experience_weight) * order.satisfaction
                                                 : static_cast<double>(order.satisfaction);
    const int stars = stars_for(rating + r.bias, star_draw);
    const bool good = stars >= r.good_from_stars;
    if (!good && r.retaliation > 0.0 &&
        Dice(m.plan.world, Purpose::Fear, block.first + order.buyer, order.wish).uniform() < r.retaliation) {
        (void)note(m, w, Happening::FearedToReview, block, order);
        return;
    }
    if (WatchedEvent* const event = note(m, w, Happening::Reviewed, block, order)) event->number = stars;
    Tally& t = w.tally;
    t.count(Count::Reviews);
    t.count(Count::PositiveReviews, good ? 1 : 0);
    t.count(Count::Stars, stars);
    count_ended(m, w, order, OfOrder::Reviews);
    count_ended(m, w, order, OfOrder::PositiveReviews, good ? 1 : 0);
    count_ended(m, w, order, OfOrder::Stars, stars);
    OfferTally& offer = w.offers[order.offer];
    offer.good += good ? 1 : 0;
    offer.bad += good ? 0 : 1;
    offer.stars += stars;
}

/// CSAT, CES and NPS from the same buyer. What is hard about an order is complaining, waiting for an answer, a slow
/// site.
void survey(Market& m, Block& block, Worker& w, const Order& order, const Buyer& b, double survey_draw) {
    const SurveySpec& spec = m.model.programmes.surveys;
    if (!spec.on || survey_draw >= spec.sample) return;
    Dice dice(m.plan.world, Purpose::Survey, block.first + order.buyer, order.wish);
    Tally& t = w.tally;
    t.count(Count::SurveysSent);
    const double s = order.satisfaction;
    const double distance = 2.0 * s - 1.0;
    if (dice.uniform() >= clamp01(spec.response * (1.0 + spec.extreme * distance * distance))) return;
    t.count(Count::SurveyAnswers);
    t.count(Count::ProgrammeCost, spec.cost_per_answer);
    t.books.move(Account::Platform, Account::Outside, spec.cost_per_answer);
    const AnswerSpec& answers = m.spec.answers;
    const int nps = recommendation(s, b.trust, answers.trust_weight, answers.spread, dice.uniform());
    t.count(Count::SurveyPromoters, nps >= 9 ? 1 : 0);
    t.count(Count::SurveyDetractors, nps <= 6 ? 1 : 0);
    const double star_draw = dice.uniform();
    const std::int64_t csat = stars_for(s, star_draw);
    const double wait_burden = m.conditions.response_seconds /
                               (m.conditions.response_seconds + m.plan.segments[block.segment].patience_seconds);
    const double complaint_burden =
        order.has(order_flag::kVoiced)
            ? answers.complaint_effort * m.model.support.effort + answers.waiting_effort * (m.today - order.ended)
            : 0.0;
    const std::int64_t ces = std::min<std::int64_t>(
        7, 1 + static_cast<std::int64_t>(6.0 * clamp01(1.0 - wait_burden - complaint_burden) + dice.uniform()));
    if (WatchedEvent* const event = note(m, w, Happening::Surveyed, block, order)) {
        event->number = nps;
        event->before = static_cast<double>(csat);
        event->after = static_cast<double>(ces);
    }
    t.count(Count::CsatSum, csat);
    t.count(Count::CsatSquares, csat * csat);
    t.count(Count::CesSum, ces);
    t.count(Count::CesSquares, ces * ces);
    count_ended(m, w, order, OfOrder::SurveyAnswers);
    count_ended(m, w, order, OfOrder::Promoters, nps >= 9 ? 1 : 0);
    count_ended(m, w, order, OfOrder::Detractors, nps <= 6 ? 1 : 0);
    count_ended(m, w, order, OfOrder::CsatSum, csat);
    count_ended(m, w, order, OfOrder::CsatSquares, csat * csat);
    count_ended(m, w, order, OfOrder::CesSum, ces);
    count_ended(m, w, order, OfOrder::CesSquares, ces * ces);
}

void talk(Market& m, Block& block, Worker& w, const Order& order, Buyer& b, bool asked_to_share) {
    const WordOfMouthSpec& words = m.spec.word_of_mouth;
    const Talk now = order.satisfaction >= words.promoter_from
                         ? Talk::Promotes
                         : (order.satisfaction < words.detractor_below ? Talk::Detracts : Talk::Neutral);
    Tally& t = w.tally;
    const std::int64_t loudness = m.plan.segments[block.segment].loudness;
    const auto enter = [&](Talk state, std::int64_t sign) {
        if (state == Talk::Promotes) t.promoters += sign;
        if (state == Talk::Detracts) {
            t.detractors += sign;
            t.detraction += sign * loudness;
        }
    };
    if (now != b.talk) {
        enter(b.talk, -1);
        enter(now, +1);
        b.talk = now;
        if (WatchedEvent* const event = note(m, w, Happening::ChangedTalk, block, order)) event->talk = now;
    }
    if (now != Talk::Promotes) return;
    Dice dice(m.plan.world, Purpose::Delight, block.first + order.buyer, order.wish);
    if (m.plan.sellers > 0 && dice.uniform() < m.spec.sellers.buyer_turns_seller) {
        w.new_sellers.push_back(b.region);
        t.count(Count::BuyersTurnedSellers);
        (void)note(m, w, Happening::BeganToSell, block, order);
    }
    if (asked_to_share && dice.uniform() < m.model.programmes.thank_you.share_request) {
        t.count(Count::Shares);
        (void)note(m, w, Happening::ToldFriend, block, order);
    }
}

}  // namespace

void tell(Market& m, Block& block, Worker& w) {
    w.stay_draw.clear();
    for_each_order(m, block, w, block.settled, [&](std::uint32_t slot) {
        const Order order = block.agenda[slot];  // a copy, since a thank-you may add to the agenda and so move it
        Buyer& b = m.buyer(block, order.buyer);
        const auto [stay_draw, review_draw, star_draw, survey_draw] =
            Dice(m.plan.world, Purpose::After, block.first + order.buyer, order.wish).four();
        w.stay_draw.push_back(stay_draw);  // decides in the next phase
        const bool thanked = thank(m, block, w, order, b);
        if (order.fate != Fate::Refused) review(m, block, w, order, thanked, review_draw, star_draw);
        survey(m, block, w, order, b, survey_draw);
        talk(m, block, w, order, b, thanked);
    });
}

}  // namespace pasar
