// Phase 9. Settled orders are told of: thank-you messages, reviews, surveys, and what the buyer says to others.
#include <algorithm>
#include <cmath>

#include "agents/reputation.h"
#include "agents/retention.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/phases/custom.h"
#include "sim/phases/judgement.h"
#include "sim/phases/phases.h"
#include "sim/phases/turn.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

bool ended_well(Fate fate) { return fate == Fate::Fine || fate == Fate::Late; }

/// A thank-you message with a coupon. True when the buyer noticed it.
bool thank(Turn& turn, const Order& order, Relationship& b) {
    const ThankYouSpec& thanks = turn.model.programmes.thank_you;
    if (!thanks.on || !ended_well(order.fate)) return false;
    Tally& t = turn.tally;
    t.count(Count::Messages);
    t.count(Count::ProgrammeCost, thanks.cost_per_message);
    t.books.move(Account::Platform, Account::Outside, thanks.cost_per_message);
    const AnswerSpec& answers = turn.spec.answers;
    const std::array<double, kCountOf<ThankYouChannel>> seen{answers.order_card_seen, answers.email_seen,
                                                             answers.in_shop_seen};
    Dice dice(turn.key, Purpose::Programme, turn.number(order.buyer), order.wish);
    if (dice.uniform() >= seen[static_cast<std::size_t>(thanks.channel)]) return false;
    b.take_coupon(thanks.coupon, turn.today, turn.today + thanks.expiry_days);
    if (WatchedEvent* const event = note(turn, Happening::Thanked, order)) {
        event->number = b.coupon * 1e-4;  // of the coupon it holds now
        event->until = b.coupon_until;
    }
    // The coupon itself may bring the buyer in before it expires.
    const double draws_in =
        clamp01(thanks.extra_wish * thanks.coupon * turn.spec.segments[turn.block.segment].coupon_response);
    const bool comes = dice.uniform() < draws_in;
    const std::int64_t day =
        turn.today + 1 + static_cast<std::int64_t>(dice.uniform() * static_cast<double>(thanks.expiry_days));
    if (comes && b.coupon_visit_on == kNever) {
        // Also beyond the end, whose day must not show before it.
        b.coupon_visit_on = static_cast<std::uint16_t>(std::min<std::int64_t>(day, kNever - 1));
        if (day < turn.world.scenario().days)
            turn.dealings.appointments.on(day).push_back({order.buyer, Occasion::CouponVisit});
    }
    return true;
}

/// The review of an order whose story ends, if it was not written when the buyer complained.
void review_in_the_end(Turn& turn, Order& order, bool asked, double review_draw, double star_draw) {
    if (order.fate == Fate::Refused || is_let_go(order.fate)) return;
    const bool is_over = order.has(order_flag::kVoiced) && reviews_at_arrival(turn, order);
    const int stars = is_over ? int{order.stars} : review(turn, order, asked, review_draw, star_draw);
    if (stars == 0) return;
    order.stars = static_cast<std::uint8_t>(stars) & 7U;
    count_ended(turn, order, OfOrder::Reviews);
    count_ended(turn, order, OfOrder::PositiveReviews, stars >= turn.spec.reviews.good_from_stars ? 1 : 0);
    count_ended(turn, order, OfOrder::Stars, stars);
    count_ended(turn, order, of_stars(stars));
}

/// CSAT, CES and NPS from the same buyer, about orders that were handed over. What is hard about an order is
/// complaining, waiting for an answer, a slow site.
void survey(Turn& turn, const Order& order, const Relationship& b, double survey_draw) {
    const SurveySpec& spec = turn.model.programmes.surveys;
    if (!spec.on || survey_draw >= spec.sample || !was_handed_over(order.fate)) return;
    const AnswerSpec& answers = turn.spec.answers;
    const double complaint_burden =
        order.has(order_flag::kVoiced)
            ? answers.complaint_effort * turn.model.support.effort + answers.waiting_effort * (turn.today - order.ended)
            : 0.0;
    const std::optional<Answers> given =
        ask(turn, turn.number(order.buyer), order.wish, order.satisfaction, b.trust, complaint_burden);
    if (!given) return;
    if (WatchedEvent* const event = note(turn, Happening::Surveyed, order)) {
        event->number = given->nps;
        event->before = static_cast<double>(given->csat);
        event->after = static_cast<double>(given->ces);
    }
    count_ended(turn, order, OfOrder::SurveyAnswers);
    count_ended(turn, order, OfOrder::Promoters, given->nps >= 9 ? 1 : 0);
    count_ended(turn, order, OfOrder::Detractors, given->nps <= 6 ? 1 : 0);
    count_ended(turn, order, OfOrder::CsatSum, given->csat);
    count_ended(turn, order, OfOrder::CsatSquares, given->csat * given->csat);
    count_ended(turn, order, OfOrder::CesSum, given->ces);
    count_ended(turn, order, OfOrder::CesSquares, given->ces * given->ces);
}

void talk(Turn& turn, const Order& order, Relationship& b, bool asked_to_share) {
    if (is_let_go(order.fate)) return;
    if (change_talk(turn, b, order.satisfaction))
        if (WatchedEvent* const event = note(turn, Happening::ChangedTalk, order)) event->talk = b.talk;
    if (b.talk != Talk::Promotes) return;
    Tally& t = turn.tally;
    Dice dice(turn.key, Purpose::Delight, turn.number(order.buyer), order.wish);
    if (turn.plan.sellers > 0 && dice.uniform() < turn.spec.sellers.buyer_turns_seller) {
        turn.outbox.new_sellers.push_back({turn.number(order.buyer), order.region});
        t.count(Count::BuyersTurnedSellers);
        (void)note(turn, Happening::BeganToSell, order);
    }
    const double registers = turn.spec.sellers.registers_as_reseller;
    if (registers > 0.0 && turn.plan.sellers > 0 && turn.plan.reseller_type != Plan::kNoType &&
        Dice(turn.key, Purpose::Register, turn.number(order.buyer), order.wish).uniform() < registers) {
        turn.outbox.new_sellers.push_back({turn.number(order.buyer), order.region, true});
        t.count(Count::ResellersRegistered);
        (void)note(turn, Happening::Registered, order);
    }
    if (asked_to_share && dice.uniform() < turn.model.programmes.thank_you.share_request) {
        t.count(Count::Shares);
        (void)note(turn, Happening::ToldFriend, order);
    }
}

}  // namespace

void give_feedback(Turn& turn) {
    turn.scratch.stay_draws.clear();
    for_each_order(turn, turn.dealings.settled, [&](std::uint32_t slot) {
        Order& order = turn.orders[slot];
        Relationship& b = turn.relationships[order.buyer];
        const auto [stay_draw, review_draw, star_draw, survey_draw] =
            Dice(turn.key, Purpose::After, turn.number(order.buyer), order.wish).four();
        turn.scratch.stay_draws.push_back(stay_draw);  // decides in the next phase
        const bool thanked = thank(turn, order, b);
        review_in_the_end(turn, order, thanked, review_draw, star_draw);
        survey(turn, order, b, survey_draw);
        talk(turn, order, b, thanked);
    });
}

}  // namespace pasar
