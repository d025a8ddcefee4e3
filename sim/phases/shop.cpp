// Phase 3. Buyers with a wish today come to the site, look at a page of offers, choose one or none, and pay.
#include <algorithm>
#include <utility>

#include "agents/choice.h"
#include "agents/piracy.h"
#include "agents/portable_math.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/people/stages.h"
#include "sim/people/wishes.h"
#include "sim/phases/bids.h"
#include "sim/phases/billing.h"
#include "sim/phases/browse.h"
#include "sim/phases/phases.h"
#include "sim/phases/purchases.h"
#include "sim/phases/services.h"
#include "sim/phases/turn.h"
#include "sim/platform/rounding.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// A visit before anything is decided: its random numbers, and the page of offers that these lead to. They hang on the
/// buyer's number and wish alone, so they are known some turns before the visit, and the page can be on its way to the
/// cache.
struct Prospect {
    double basket_draw, payment_draw, site_draw, choice_draw, mistake_draw;
    std::size_t category;
    Shelf::Page page;
};

/// One visit: who, and with which draws.
struct Visit {
    Turn& turn;
    std::uint16_t member;
    std::uint32_t number;  ///< of the buyer
    std::uint32_t wish;    ///< key of the draws
    const Buyer& buyer;
    Relationship& relationship;  ///< with the platform
    Occasion brought_by = Occasion::Wish;
};

Prospect look_ahead(const Turn& turn, std::uint32_t number, std::uint32_t wish) {
    // The first word of a wish decided when it arises.
    const auto [gap_draw, category_draw, basket_draw, payment_draw] =
        Dice(turn.key, Purpose::Wish, number, wish).four();
    const auto [site_draw, page_draw, choice_draw, mistake_draw] = Dice(turn.key, Purpose::Visit, number, wish).four();
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const std::size_t category = turn.world.plan.category.pick(category_draw);
    const std::size_t shelf = turn.platform.shelf_of(category, turn.buyers[number - turn.block.first].region);
    return {.basket_draw = basket_draw,
            .payment_draw = payment_draw,
            .site_draw = site_draw,
            .choice_draw = choice_draw,
            .mistake_draw = mistake_draw,
            .category = category,
            .page = turn.platform.shelves[shelf].page(page_draw, turn.plan.pages[turn.block.segment],
                                                      segment.customer_class)};
}

/// Who was turned away may come again tomorrow.
void turn_away(Visit& v) {
    v.turn.tally.count(Count::LostToQueue);
    (void)note(v.turn, Happening::TurnedAway, v.number);
    const double share = v.turn.model.site.tries_again;
    if (share > 0.0 && Dice(v.turn.key, Purpose::TryAgain, v.number, v.wish).uniform() < share)
        v.turn.dealings.try_again.push_back(v.member);
}

/// The site answers too late, or not at all. One draw decides both.
bool site_fails(Visit& v, double draw) {
    const DayConditions& conditions = v.turn.platform.conditions;
    if (draw < conditions.lost_share) {
        turn_away(v);
        return true;
    }
    const double rest = (draw - conditions.lost_share) / (1.0 - conditions.lost_share);
    if (rest < conditions.abandon[v.turn.block.segment]) {
        v.turn.tally.count(Count::Abandoned);
        if (WatchedEvent* const event = note(v.turn, Happening::GaveUpWaiting, v.number))
            event->number = conditions.response_seconds;
        return true;
    }
    return false;
}

/// What a buyer would pay with whose preferred method is missing, or the number of methods when it accepts none.
std::size_t other_method(const Visit& v, double draw) {
    const Plan& plan = v.turn.plan;
    const double willing = v.turn.spec.ordering.switch_payment;
    if (draw >= willing || plan.offered.empty()) return v.turn.spec.payments.size();
    return plan.offered[plan.offered_payment.pick(draw / willing)];
}

struct Chosen {
    std::uint32_t offer = kNoOffer;
    std::size_t zone = 0;
    double gain = 0.0;       ///< what having chosen is worth over not buying here, in utility
    double odds = 0.0;       ///< weight of the page over that of not buying here
    double expected = -1.0;  ///< see Purchase
    bool is_copied = false;  ///< nothing bought, a copy made
};

/// What copying what it came for weighs for this buyer: nothing where it never would, or nothing is there to copy.
CopyAtHand copy_at_hand(const Visit& v, std::size_t category) {
    const std::vector<double>& would = v.turn.plan.would_copy;
    if (would.empty()) return {};
    // Drawn from the buyer alone: whoever would copy would in every model, and all through the run.
    const bool copies = Dice(v.turn.key, Purpose::Copying, v.number).uniform() < would[v.turn.block.segment];
    return copies ? v.turn.plan.copy_at_hand(v.turn.block.segment, category) : CopyAtHand{};
}

/// What a visit is about, beside the page: how many units, and what lowers the price.
struct Deal {
    bool more = false;  ///< a unit more than the whole ones of the segment's basket
    std::int64_t units = 1;
    double coupon = 0.0;               ///< share of the goods' price
    Money points;                      ///< that can be spent
    const StayWanted* stay = nullptr;  ///< of a service: its days
    double usage = 1.0;                ///< of a plan: see usage_of
};

/// Where goods are sold at a price, a choice is as good as an order. What a bid will come to is not known yet, nor
/// whether there is room for a booking.
bool choice_decides(const Turn& turn) { return turn.model.matching.kind == MatchingKind::Offers; }

/// Liked offers that a visit may add to its page: the one liked best, and those of the category that are kept in mind.
constexpr std::size_t kMostRecalled = 1 + LikedOffers::kMost;

/// The page as a watched buyer sees it, term by term. `weights` are those of the choice: the page's, and behind them
/// those of the `recalled` offers.
[[gnu::cold]] void tell_choice(const Visit& v, const Prospect& prospect, const Deal& deal,
                               const BuyerUtility& readiness, double outside, std::span<const double> weights,
                               std::span<const std::uint32_t> recalled, double sum, std::size_t chosen,
                               WatchedEvent& event) {
    Turn& turn = v.turn;
    const SegmentPlan& segment = turn.world.plan.segments[v.turn.block.segment];
    event.category = static_cast<std::uint8_t>(prospect.category);
    event.chosen = chosen;
    event.number = outside / (outside + sum);
    const auto worth_of_unit = static_cast<double>(turn.spec.categories[prospect.category].reference_price.units);
    const double worth = worth_of_unit * static_cast<double>(deal.units);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        ConsideredOffer seen;
        const std::size_t on_page = prospect.page.places.size();
        seen.is_remembered = i >= on_page;
        seen.offer = seen.is_remembered ? recalled[i - on_page] : prospect.page.places[i].offer;
        const Offer& offer = turn.platform.offers[seen.offer];
        const OfferUtility terms = terms_of(turn.platform, offer, turn.world.plan.classes[segment.customer_class]);
        seen.seller = offer.seller;
        seen.price = {whole_part(static_cast<double>(offer.price.units) * (1.0 - turn.model.promotion.discount) + 0.5)};
        seen.expected_quality = terms.expected_quality;
        seen.true_quality = offer.quality - offer.short_by;
        const std::size_t zone = turn.world.plan.zone[v.buyer.region][offer.region];
        seen.promised_days = turn.plan.promised_days[zone];
        seen.level = turn.plan.levels[turn.block.segment];
        seen.quality = terms.quality_weight * (terms.expected_quality - terms.reference_quality);
        seen.price_term = -terms.price_weight * (terms.price_ratio - 1.0);
        seen.charges = -terms.price_weight *
                       static_cast<double>((turn.plan.shipping_charge[zone] + turn.model.revenue.buyer_fee).units) /
                       worth;
        seen.seller_risk = -terms.risk_weight * terms.seller_risk;
        seen.delay = -segment.delay_weight * (seen.promised_days - turn.spec.choice.reference_days);
        const bool is_liked_best = v.relationship.liked_offer != kNoOffer && offer.is_kin(v.relationship.liked_offer);
        double liked_by = is_liked_best ? v.relationship.liked_by() : 0.0;
        v.turn.dealings.liked.for_each(v.member, [&](const LikedOffers::Entry& other) {
            if (offer.is_kin(other.offer)) liked_by = other.steps / Relationship::kSatisfactionSteps;
        });
        seen.own_experience = segment.own_experience * liked_by;
        seen.trust = readiness.trust_weight * (readiness.trust - readiness.reference_trust);
        seen.payment_risk = -readiness.risk_weight * (readiness.payment_risk - readiness.reference_risk);
        seen.discount = segment.discount_weight * (deal.coupon * terms.price_ratio + readiness.points);
        if (deal.stay != nullptr) {
            const double fare = fare_of(turn.model.booking, *deal.stay);
            const double fee_ratio = static_cast<double>(turn.model.revenue.buyer_fee.units) / worth_of_unit;
            seen.price = {whole_part(static_cast<double>(seen.price.units) * fare + 0.5)};
            seen.charges = -terms.price_weight * fee_ratio;
            seen.price_term +=
                utility_of_stay(turn, *deal.stay, terms.price_weight, price_ratio_of(turn.platform, offer), fee_ratio);
            seen.discount = segment.discount_weight * (deal.coupon * terms.price_ratio * fare + readiness.points);
        }
        if (turn.plan.sells_subscriptions) {
            seen.price_term = utility_of_plan(turn, seen.offer, deal.usage) + seen.charges;
            seen.discount = segment.discount_weight *
                            (deal.coupon * price_ratio_of(turn.platform, offer) / deal.usage + readiness.points);
            seen.charges = 0.0;
        }
        seen.total = seen.level + seen.quality + seen.price_term + seen.charges + seen.seller_risk + seen.delay +
                     seen.own_experience + seen.trust + seen.payment_risk + seen.discount;
        seen.probability = weights[i] / (outside + sum);
        seen.is_barred =
            weights[i] == 0.0 && v.relationship.barred_offer != kNoOffer && offer.is_kin(v.relationship.barred_offer);
        event.page.push_back(seen);
    }
}

/// What fare and notice do to the weights of offers; those that have no room on one of the days have none.
template <class OfferAt>
void weigh_stays(const Turn& turn, const StayWanted& stay, std::size_t category, std::span<double> weights,
                 OfferAt offer_at) {
    const double price_weight = turn.world.plan.segments[turn.block.segment].price_weight;
    const double fee_ratio = static_cast<double>(turn.model.revenue.buyer_fee.units) /
                             static_cast<double>(turn.spec.categories[category].reference_price.units);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::uint32_t offer = offer_at(i);
        if (!stay.is_in_horizon || !has_room(turn.platform, offer, stay)) {
            weights[i] = 0.0;
            continue;
        }
        const double price_ratio = price_ratio_of(turn.platform, turn.platform.offers[offer]);
        weights[i] *= attraction(utility_of_stay(turn, stay, price_weight, price_ratio, fee_ratio));
    }
}

/// Weighs the page of offers that the platform shows, and those that the buyer liked before, against not buying.
Chosen choose_offer(Visit& v, const Prospect& prospect, std::size_t method, const Deal& deal) {
    Turn& turn = v.turn;
    const SegmentPlan& segment = turn.world.plan.segments[v.turn.block.segment];
    const Shelf::Page& page = prospect.page;
    const auto& zone_to_here = turn.world.plan.zone[v.buyer.region];
    const ByZone<double>& beside_goods = turn.plan.beside_goods(v.turn.block.segment, prospect.category, deal.more);

    std::array<double, kLargestPage + kMostRecalled> weights;  // the page, and behind it what is recalled
    std::size_t count = page.places.size();
    for (std::size_t i = 0; i < count; ++i)
        weights[i] = static_cast<double>(page.weights[i]) * beside_goods[zone_to_here[page.places[i].region]];
    if (v.relationship.barred_offer != kNoOffer) {
        const Offer& barred = turn.platform.offers[v.relationship.barred_offer];
        for (std::size_t i = 0; i < count; ++i)
            if (barred.is_kin(page.places[i].offer)) weights[i] = 0.0;
    }
    std::array<std::uint32_t, kMostRecalled> recalled;  // liked offers that the page lacks
    const auto offer_at = [&](std::size_t i) {
        return i < page.places.size() ? page.places[i].offer : recalled[i - page.places.size()];
    };
    const auto recall = [&](std::uint32_t liked_offer, double liked_by) {
        const double liking = attraction(segment.own_experience * liked_by);
        const Offer& liked = turn.platform.offers[liked_offer];
        bool seen = false;
        for (std::size_t i = 0; i < page.places.size(); ++i) {
            if (!liked.is_kin(page.places[i].offer)) continue;
            seen = seen || page.places[i].offer == liked_offer;
            weights[i] *= liking;
        }
        if (seen || liked.category != prospect.category || !liked.open || !liked.is_listed || liked.stock <= 0) return;
        if (turn.plan.serves_in_region && liked.region != v.buyer.region) return;
        if (turn.plan.watches_demand) ++turn.outbox.offers[liked_offer].recalled;
        recalled[count - page.places.size()] = liked_offer;
        weights[count++] =
            static_cast<double>(
                turn.platform.weights[liked_offer * turn.world.plan.classes.size() + segment.customer_class]) *
            beside_goods[zone_to_here[liked.region]] * liking;
    };
    if (v.relationship.liked_offer != kNoOffer) {
        recall(v.relationship.liked_offer, v.relationship.liked_by());
        v.turn.dealings.liked.for_each(v.member, [&](const LikedOffers::Entry& other) {
            if (other.category == prospect.category || turn.plan.sells_subscriptions)  // a plan is one for all
                recall(other.offer, other.steps / Relationship::kSatisfactionSteps);
        });
    }
    if (deal.coupon > 0.0)  // a share of each offer's own price
        for (std::size_t i = 0; i < count; ++i)
            weights[i] *=
                attraction(segment.discount_weight * deal.coupon *
                           price_ratio_of(turn.platform, turn.platform.offers[offer_at(i)]) *
                           (deal.stay != nullptr ? fare_of(turn.model.booking, *deal.stay) : 1.0) / deal.usage);
    if (turn.plan.sells_subscriptions)
        for (std::size_t i = 0; i < count; ++i)
            weights[i] *= attraction(utility_of_plan(turn, offer_at(i), deal.usage));
    if (deal.stay != nullptr) weigh_stays(turn, *deal.stay, prospect.category, {weights.data(), count}, offer_at);

    const Money reference_worth = turn.spec.categories[prospect.category].reference_price * deal.units;
    const double payment_risk = method < turn.spec.payments.size()
                                    ? turn.plan.payment_risk[method] + turn.plan.fit_risk[method][prospect.category]
                                    : turn.spec.payments[v.buyer.payment].perceived_risk;
    const BuyerUtility terms{
        .trust_weight = turn.spec.choice.trust,
        .trust = v.relationship.trust,
        .reference_trust = turn.spec.choice.reference_trust,
        .risk_weight = turn.spec.choice.risk,
        .payment_risk = payment_risk,
        .reference_risk = turn.spec.choice.reference_risk,
        .discount_weight = segment.discount_weight,
        .points = std::min(1.0, static_cast<double>(deal.points.units) / static_cast<double>(reference_worth.units)) /
                  deal.usage};
    const double readiness = attraction(buyer_utility(terms));
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) sum += weights[i] *= readiness;
    // Who cannot pay here has nothing of it, however good the offers; whose payment may fail has that much less.
    const double can_pay = method < turn.spec.payments.size() ? turn.plan.payment_chance[method] : 0.0;
    const CopyAtHand copy = copy_at_hand(v, prospect.category);
    const double outside = segment.outside_weight + copy.weight;
    const double surplus = surplus_utility(outside, sum);
    double expected_surplus = can_pay * surplus;
    // Over what its buyer could do without this platform, which protects no copy: what makes copying dearer is a loss.
    if (copy.unprotected > copy.weight)
        expected_surplus += portable_log(outside / (segment.outside_weight + copy.unprotected));
    if (choice_decides(turn)) {
        v.turn.tally.count(Count::SurplusUtility, millionths(expected_surplus));
        v.turn.tally.segments[v.turn.block.segment].surplus += millionths(expected_surplus);
    }
    ++v.turn.tally.segments[v.turn.block.segment].shown;
    if (turn.plan.watches_demand)
        ++turn.outbox.category_visits[v.turn.block.segment * turn.spec.categories.size() + prospect.category];
    if (segment.price_weight > 0.0 && choice_decides(turn))
        v.turn.tally.count(Count::BuyerSurplus,
                           fair_share(reference_worth, expected_surplus / segment.price_weight,
                                      [&] { return rounding_draw(turn.key, Rounded::Surplus, v.number, v.wish); }));

    // Which listing is best is one question; whether it is worth a bid shows when it is seen what is asked for it.
    const double against = turn.plan.sells_by_auction ? 0.0 : outside;
    const std::size_t chosen = choose({weights.data(), count}, against, sum, prospect.choice_draw);
    if (WatchedEvent* const event = note(turn, Happening::Considered, v.number))
        tell_choice(v, prospect, deal, terms, against, {weights.data(), count}, recalled, sum, chosen, *event);
    if (chosen == count) {
        // Of what is not bought here, the first part of the draw is copied.
        Chosen nothing;
        nothing.is_copied = prospect.choice_draw * (outside + sum) < sum + copy.weight;
        if (nothing.is_copied)
            turn.tally.count(Count::DisplacedByCopies, millionths(displaced(sum, segment.outside_weight, can_pay)));
        return nothing;
    }
    const double gain = gain_of_chosen(surplus, outside, sum);
    const std::uint32_t offer = offer_at(chosen);
    return {offer, zone_to_here[turn.platform.offers[offer].region], gain, sum / outside};
}

/// A question to the seller before buying. False when it, or what is answered, ends the visit.
bool ask_seller(Visit& v, std::size_t category, std::size_t method, std::int64_t units, Chosen& chosen) {
    Turn& turn = v.turn;
    const QuestionSpec& questions = turn.spec.questions;
    if (questions.share <= 0.0) return true;
    const auto [asks, answered, waits, stays] = Dice(turn.key, Purpose::Question, v.number, v.wish).four();
    if (asks >= questions.share) return true;
    turn.tally.count(Count::Questions);
    const Offer& offer = turn.platform.offers[chosen.offer];
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const SellerTypeSpec& type = turn.spec.seller_types[offer.type];
    const double hours = offer.own ? turn.model.support.answer_hours : type.answer_hours;
    const bool in_time = answered < answered_in_time(questions.patience_hours, hours);
    bool buys = in_time || waits >= questions.gives_up;
    if (in_time) {
        const bool honest =
            offer.kind != SellerKind::Deceiver && offer.kind != SellerKind::Fraudster && offer.short_by == 0.0F;
        const double manner = offer.own ? turn.model.support.skill : type.responsiveness;
        const double news = honest ? questions.told * manner * (offer.quality - offer.inferred) : 0.0;
        chosen.expected = clamp01(offer.inferred + news);
        buys = stays < stays_chosen(-segment.quality_weight * news);
    }
    if (WatchedEvent* const event = note(turn, Happening::AskedSeller, v.number, chosen.offer)) {
        event->number = chosen.expected;
        event->flag = !buys;
    }
    if (buys) return true;
    turn.tally.count(Count::LostToQuestions);
    // The visit was counted as worth what its choice was.
    if (segment.price_weight > 0.0 && choice_decides(turn))
        turn.tally.count(Count::BuyerSurplus,
                         -fair_share(turn.spec.categories[category].reference_price * units,
                                     turn.plan.payment_chance[method] * chosen.gain / segment.price_weight,
                                     [&] { return rounding_draw(turn.key, Rounded::Unanswered, v.number, v.wish); }));
    return false;
}

/// A subscriber uses what it pays for; who pauses, or has tried it and did not want to pay, looks at no plan.
bool looks_at_plans(Visit& v) {
    if (use_subscription(v.turn, v.member)) return false;
    if (may_sign_up(v.turn, v.member)) return true;
    v.turn.tally.count(Count::NothingChosen);
    return false;
}

/// Of whom a card is asked that it does not give for a trial: it has chosen in vain.
bool is_stopped_by_card(Visit& v, std::uint32_t offer) {
    Turn& turn = v.turn;
    if (!turn.model.subscription.trial_needs_card || !begins_with_trial(turn, v.member) ||
        !refuses_card(turn, v.member))
        return false;
    turn.tally.count(Count::TrialsRefused);
    turn.tally.count(Count::NothingChosen);
    (void)note(turn, Happening::RefusedCard, v.number, offer);
    return true;
}

/// From coming to the site to a payment that goes through. True when something was bought: the purchase waits in
/// Scratch::purchases, so that the offer can be on its way to the cache before the order is written.
bool visit(Visit v, const Prospect& prospect) {
    Turn& turn = v.turn;
    Tally& t = v.turn.tally;
    ReadingVisit reading{.member = v.member,
                         .number = v.number,
                         .wish = v.wish,
                         .category = prospect.category,
                         .brought_by = v.brought_by};
    if (turn.plan.is_feed && !comes_to_read(turn, reading)) return false;
    t.count(Count::Visits);
    ++t.segments[v.turn.block.segment].visits;
    ++t.regions[v.buyer.region].visits;
    if (turn.model.revenue.advertising_per_visit.units > 0 && !turn.plan.is_feed) {
        t.count(Count::AdvertisingRevenue, turn.model.revenue.advertising_per_visit);
        t.books.move(Account::Outside, Account::Platform, turn.model.revenue.advertising_per_visit);
    }
    if (v.relationship.stage == Stage::Aware) move_to(turn, v.relationship, Stage::Considering);
    if (WatchedEvent* const event = note(turn, Happening::Visited, v.number)) {
        event->category = static_cast<std::uint8_t>(prospect.category);
        event->occasion = v.brought_by;
    }
    if (site_fails(v, prospect.site_draw)) {
        if (turn.plan.is_feed) read_nothing(turn, reading);
        return false;
    }
    if (turn.plan.is_feed) {
        read_feed(turn, reading);
        return false;
    }
    if (turn.plan.sells_subscriptions && !looks_at_plans(v)) return false;

    Dice payment(turn.key, Purpose::Payment, v.number, v.wish);  // draws nothing while all goes as preferred
    std::size_t method = turn.plan.is_offered[v.buyer.payment] ? v.buyer.payment : other_method(v, payment.uniform());
    const bool coupon_valid = v.relationship.has_coupon(turn.today) && !turn.plan.sells_by_auction;
    const Basket basket(turn.spec.segments[turn.block.segment].basket);
    const LoyaltySpec& loyalty = turn.model.programmes.loyalty;
    Deal deal{.more = basket.has_more(prospect.basket_draw) && turn.model.matching.kind == MatchingKind::Offers,
              .coupon = coupon_valid ? v.relationship.coupon * 1e-4 : 0.0};
    StayWanted stay;
    if (turn.plan.takes_bookings) {
        stay = stay_wanted(turn, v.number, v.wish);
        deal.stay = &stay;
    }
    if (turn.plan.sells_subscriptions) deal.usage = usage_of(turn, v.member);
    deal.units = turn.model.matching.kind == MatchingKind::Offers ? basket.units(deal.more) : stay.days;
    if (loyalty.on && v.relationship.points >= loyalty.reward_at) deal.points = v.relationship.points;
    Chosen chosen = choose_offer(v, prospect, method, deal);
    if (chosen.offer == kNoOffer) {
        t.count(Count::NothingChosen);
        if (chosen.is_copied) {
            t.count(Count::Copies);
            if (WatchedEvent* const event = note(turn, Happening::MadeCopy, v.number))
                event->category = static_cast<std::uint8_t>(prospect.category);
        }
        return false;
    }
    if (method == turn.spec.payments.size()) {
        t.count(Count::PaymentFailed);
        if (WatchedEvent* const event = note(turn, Happening::FoundNoPayment, v.number, chosen.offer))
            event->payment = v.buyer.payment;
        return false;
    }
    if (!ask_seller(v, prospect.category, method, deal.units, chosen)) return false;
    if (turn.plan.sells_by_auction) {
        if (bid(turn,
                {.offer = chosen.offer,
                 .wish = v.wish,
                 .member = v.member,
                 .payment = static_cast<std::uint8_t>(method),
                 .zone = static_cast<std::uint8_t>(chosen.zone),
                 .expected = chosen.expected,
                 .mistake_draw = prospect.mistake_draw},
                chosen.odds))
            return false;
        t.count(Count::NothingChosen);
        return false;
    }
    if (turn.plan.sells_subscriptions && is_stopped_by_card(v, chosen.offer)) return false;
    const bool is_free =
        turn.plan.sells_subscriptions && !turn.model.subscription.trial_needs_card && begins_with_trial(turn, v.member);
    if (!is_free && prospect.payment_draw >= turn.spec.payments[method].success) {
        // A second try with another method, for those who bear with it.
        const bool tries_again = payment.uniform() < turn.spec.ordering.switch_payment;
        if (WatchedEvent* const event =
                tries_again ? note(turn, Happening::TriedOtherPayment, v.number, chosen.offer) : nullptr)
            event->payment = static_cast<std::uint8_t>(method);
        if (tries_again) method = turn.plan.offered[turn.plan.offered_payment.pick(payment.uniform())];
        if (!tries_again || payment.uniform() >= turn.spec.payments[method].success) {
            t.count(Count::PaymentFailed);
            if (WatchedEvent* const event = note(turn, Happening::PaymentFailed, v.number, chosen.offer))
                event->payment = static_cast<std::uint8_t>(method);
            return false;
        }
    }
    const Purchase purchase{.offer = chosen.offer,
                            .wish = v.wish,
                            .member = v.member,
                            .payment = static_cast<std::uint8_t>(method),
                            .zone = static_cast<std::uint8_t>(chosen.zone),
                            .units = static_cast<std::uint8_t>(deal.units),
                            .coupon_valid = coupon_valid,
                            .gain = chosen.gain,
                            .expected = chosen.expected,
                            .mistake_draw = prospect.mistake_draw};
    if (deal.stay != nullptr) {
        ask_for_booking(turn, purchase, stay);
        return false;
    }
    if (turn.plan.sells_subscriptions) {
        sign_up(turn, purchase);
        return false;
    }
    fetch(turn.platform.offers[chosen.offer]);  // for when the order is written
    fetch(v.turn.outbox.offers[chosen.offer]);
    v.turn.scratch.purchases.push_back(purchase);
    return true;
}

void tell_message(Turn& turn, Happening what, std::uint32_t buyer, Occasion message, double coupon) {
    if (WatchedEvent* const event = note(turn, what, buyer)) {
        event->occasion = message;
        event->number = coupon;
    }
}

/// A customer's own interest ends, without an order.
void lapse(Turn& turn, std::uint16_t member) {
    const Relationship& b = turn.relationships[member];
    leave(turn, member);
    count_leaver(turn, {.buyer = turn.number(member),
                        .offer = kNoOffer,
                        .day = static_cast<std::uint16_t>(turn.today),
                        .satisfaction = b.satisfaction});
    if (WatchedEvent* const event = note(turn, Happening::LostInterest, turn.number(member)))
        event->until = b.last_order_day;
}

/// Keys the draws of a visit that no wish brought, apart from those of the buyer's wishes: by day and kind.
std::uint32_t key_of(Occasion kind, std::int64_t day) {
    return 0x80000000U | static_cast<std::uint32_t>(kind) << 24U | static_cast<std::uint32_t>(day);
}

/// Visits that a message brought: a coupon, a reminder, a win-back offer.
void answer_messages(Turn& turn) {
    const std::vector<Appointment> due_today = turn.dealings.appointments.take(turn.today);
    for (auto message = due_today.rbegin(); message != due_today.rend(); ++message) {
        if (message->kind == Occasion::Renewal) {
            renew(turn, message->member);
            continue;
        }
        Relationship& b = turn.relationships[message->member];
        const std::uint32_t number = turn.number(message->member);
        const std::uint32_t key = key_of(message->kind, turn.today);
        Dice dice(turn.key, Purpose::Message, number, key);
        if (message->kind == Occasion::Lapse) {
            if (b.lapses_on == turn.today && b.stage != Stage::Left) lapse(turn, message->member);
            continue;
        }
        if (message->kind == Occasion::WinBack) {
            if (b.stage != Stage::Left) continue;
            const WinBackSpec& offer = turn.model.programmes.win_back;
            turn.tally.count(Count::Messages);
            turn.tally.count(Count::ProgrammeCost, offer.cost_per_message);
            turn.tally.books.move(Account::Platform, Account::Outside, offer.cost_per_message);
            const double memory = std::min(1.0, b.satisfaction / std::max(1e-9, turn.spec.leaving.satisfaction_target));
            if (dice.uniform() >= offer.response * memory) {
                tell_message(turn, Happening::MessageIgnored, number, message->kind, offer.coupon);
                continue;
            }
            come_back(turn, message->member);
            b.take_coupon(offer.coupon, turn.today, turn.today + 1);
            tell_message(turn, Happening::CameBack, number, message->kind, offer.coupon);
        } else {
            // Each customer has one reminder and one visit for a coupon ahead: what was laid out before is void.
            std::uint16_t& due = message->kind == Occasion::Reminder ? b.remind_on : b.coupon_visit_on;
            if (due != turn.today) continue;
            due = kNever;
            if (b.stage == Stage::Left) continue;
            if (turn.plan.sells_subscriptions && !may_sign_up(turn, message->member)) continue;
            if (message->kind == Occasion::Reminder) {
                const ReminderSpec& reminder = turn.model.programmes.reminder;
                turn.tally.count(Count::Messages);
                turn.tally.count(Count::ProgrammeCost, reminder.cost_per_message);
                turn.tally.books.move(Account::Platform, Account::Outside, reminder.cost_per_message);
                if (dice.uniform() >= reminder.response) {
                    tell_message(turn, Happening::MessageIgnored, number, message->kind, 0.0);
                    continue;
                }
            } else if (!b.has_coupon(turn.today)) {
                continue;  // it has been used already
            }
        }
        visit({turn, message->member, number, key, turn.buyers[message->member], b, message->kind},
              look_ahead(turn, number, key));
        place_orders(turn);  // before the same buyer comes again
    }
}

/// Visits of those whom the site turned away yesterday. Several of one buyer are told apart by the bits of the key
/// between day and kind.
void try_again(Turn& turn) {
    constexpr std::uint32_t kMostOfOneBuyer = 256;
    if (turn.dealings.try_again.empty()) return;
    std::vector<std::uint16_t> due_today = std::exchange(turn.dealings.try_again, {});
    std::sort(due_today.begin(), due_today.end());
    std::uint32_t earlier = 0;  // of the same buyer
    for (std::size_t i = 0; i < due_today.size(); ++i) {
        const std::uint16_t member = due_today[i];
        earlier = i > 0 && due_today[i - 1] == member ? earlier + 1 : 0;
        Relationship& r = turn.relationships[member];
        if (r.stage == Stage::Left || earlier >= kMostOfOneBuyer) continue;
        const std::uint32_t number = turn.number(member);
        const std::uint32_t key = key_of(Occasion::TryAgain, turn.today) | earlier << 16U;
        visit({turn, member, number, key, turn.buyers[member], r, Occasion::TryAgain}, look_ahead(turn, number, key));
        place_orders(turn);  // before the same buyer comes again
    }
}

/// Visits of those whose wishes fall due today. Buyers are asked for twice as far ahead as their pages, which can only
/// be asked for once the buyer is there.
void answer_wishes(Turn& turn) {
    turn.block.calendar.take(static_cast<std::size_t>(turn.today), turn.scratch.members);
    const std::vector<std::uint16_t>& members = turn.scratch.members;
    constexpr std::size_t kAhead = kBuyerAhead;
    std::array<Prospect, kAhead> prospects;  // of the visits to come, in a ring
    const auto fetch_buyer = [&](std::size_t i) {
        if (i >= members.size()) return;
        fetch(turn.buyers[members[i]]);
        fetch_whole(turn.relationships[members[i]]);
    };
    const auto fetch_page = [&](std::size_t i) {
        if (i >= members.size()) return;
        const Prospect& prospect = prospects[i % kAhead] =
            look_ahead(turn, turn.number(members[i]), turn.buyers[members[i]].wish);
        fetch_all(prospect.page.places);
        fetch_all(prospect.page.weights);
        const Relationship& r = turn.relationships[members[i]];
        if (r.liked_offer == kNoOffer) return;
        fetch(turn.platform.offers[r.liked_offer]);
        fetch(turn.platform.weights[r.liked_offer * turn.world.plan.classes.size()]);
    };
    for (std::size_t i = 0; i < 2 * kAhead; ++i) fetch_buyer(i);
    for (std::size_t i = 0; i < kAhead; ++i) fetch_page(i);
    for (std::size_t i = 0; i < members.size(); ++i) {
        fetch_buyer(i + 2 * kAhead);
        Prospect& prospect = prospects[i % kAhead];
        const std::uint16_t member = members[i];
        Buyer& buyer = turn.buyers[member];
        Relationship& r = turn.relationships[member];
        const std::uint32_t number = turn.number(member);
        buyer.in_calendar = false;
        // A wish that follows an order on the same day waits for the morrow: its buyer waits for the first to arrive.
        bool ordered = false;
        for (bool first = true;
             r.stage != Stage::Left && !ordered && turn.world.season.day_of(buyer.next_wish) <= turn.today;
             first = false) {
            if (!first) prospect = look_ahead(turn, number, buyer.wish);
            ordered = visit({turn, member, number, buyer.wish, buyer, r}, prospect);
            next_wish(turn.world, number, buyer);
        }
        if (r.stage != Stage::Left) put_into_calendar(turn.world, turn.block, buyer, member, turn.today + 1);
        fetch_page(i + kAhead);
    }
    place_orders(turn);
}

/// The block after this one is as a rule the next that this thread works on. Only its calendar, which never moves: its
/// orders may be growing on another thread just now.
void fetch_next_block(const Turn& turn) {
    const Block* const next = &turn.block + 1;
    if (next == turn.world.blocks.data() + turn.world.blocks.size()) return;
    fetch_all(next->calendar.memory());
}

}  // namespace

void shop(Turn& turn) {
    fetch_next_block(turn);
    turn.dealings.placed.clear();
    turn.dealings.judged.clear();
    turn.dealings.complaining.clear();
    turn.dealings.settled.clear();
    if (turn.plan.sells_by_auction) take_results(turn);
    try_again(turn);
    answer_messages(turn);
    answer_wishes(turn);
}

}  // namespace pasar
