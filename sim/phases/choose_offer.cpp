// Which offer of a page a buyer chooses, or none.
#include "sim/phases/visit.h"

#include <algorithm>

#include "agents/portable_math.h"
#include "sim/counts/counting.h"
#include "sim/phases/billing.h"
#include "sim/phases/phases.h"
#include "sim/platform/rounding.h"
#include "sim/platform/surplus.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// What a buyer would pay with whose preferred method is missing, or the number of methods when it accepts none.
std::size_t other_method(const Visit& v, double draw) {
    const Plan& plan = v.turn.plan;
    const double willing = v.turn.spec.ordering.switch_payment;
    if (draw >= willing || plan.offered.empty()) return v.turn.spec.payments.size();
    return plan.offered[plan.offered_payment.pick(draw / willing)];
}

/// What copying what it came for weighs for this buyer: nothing where it never would, or nothing is there to copy.
CopyAtHand copy_at_hand(const Visit& v, std::size_t category) {
    const std::vector<double>& would = v.turn.plan.would_copy;
    if (would.empty()) return {};
    // Drawn from the buyer alone: whoever would copy would in every model, and all through the run.
    const bool copies = Dice(v.turn.world.plan.key, Purpose::Copying, v.number).uniform() < would[v.turn.block.segment];
    return copies ? v.turn.plan.copy_at_hand(v.turn.block.segment, category) : CopyAtHand{};
}

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
        if (deal.stay) {
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

/// The page as it is weighed, offers that the buyer liked before included.
struct WeighedPage {
    std::array<double, kLargestPage + kMostRecalled> weights;  ///< of the page, and behind it of what is recalled
    std::size_t count = 0;
    std::array<std::uint32_t, kMostRecalled> recalled;  ///< liked offers that the page lacks
    BuyerUtility terms;
    double sum = 0.0;
};

/// `counts`: the visit is made, and not only thought of.
void weigh_page(const Visit& v, const Prospect& prospect, std::size_t method, const Deal& deal, bool counts,
                WeighedPage& weighed) {
    Turn& turn = v.turn;
    const SegmentPlan& segment = turn.world.plan.segments[v.turn.block.segment];
    const Shelf::Page& page = prospect.page;
    const auto& zone_to_here = turn.world.plan.zone[v.buyer.region];
    const ByZone<double>& beside_goods = turn.plan.beside_goods(v.turn.block.segment, prospect.category, deal.more);

    std::array<double, kLargestPage + kMostRecalled>& weights = weighed.weights;
    std::size_t& count = weighed.count;
    count = page.places.size();
    for (std::size_t i = 0; i < count; ++i)
        weights[i] = static_cast<double>(page.weights[i]) * beside_goods[zone_to_here[page.places[i].region]];
    if (v.relationship.barred_offer != kNoOffer) {
        const Offer& barred = turn.platform.offers[v.relationship.barred_offer];
        for (std::size_t i = 0; i < count; ++i)
            if (barred.is_kin(page.places[i].offer)) weights[i] = 0.0;
    }
    std::array<std::uint32_t, kMostRecalled>& recalled = weighed.recalled;
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
        if (counts && turn.plan.watches_demand) ++turn.outbox.offers[liked_offer].recalled;
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
            weights[i] *= attraction(segment.discount_weight * deal.coupon *
                                     price_ratio_of(turn.platform, turn.platform.offers[offer_at(i)]) *
                                     (deal.stay ? fare_of(turn.model.booking, *deal.stay) : 1.0) / deal.usage);
    if (turn.plan.sells_subscriptions)
        for (std::size_t i = 0; i < count; ++i)
            weights[i] *= attraction(utility_of_plan(turn, offer_at(i), deal.usage));
    if (deal.stay) weigh_stays(turn, *deal.stay, prospect.category, {weights.data(), count}, offer_at);

    const Money reference_worth = turn.spec.categories[prospect.category].reference_price * deal.units;
    const double payment_risk = method < turn.spec.payments.size()
                                    ? turn.plan.payment_risk[method] + turn.plan.fit_risk[method][prospect.category]
                                    : turn.spec.payments[v.buyer.payment].perceived_risk;
    weighed.terms = {
        .trust_weight = turn.spec.choice.trust,
        .trust = v.relationship.trust,
        .reference_trust = turn.spec.choice.reference_trust,
        .risk_weight = turn.spec.choice.risk,
        .payment_risk = payment_risk,
        .reference_risk = turn.spec.choice.reference_risk,
        .discount_weight = segment.discount_weight,
        .points = std::min(1.0, static_cast<double>(deal.points.units) / static_cast<double>(reference_worth.units)) /
                  deal.usage};
    const double readiness = attraction(buyer_utility(weighed.terms));
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) sum += weights[i] *= readiness;
    weighed.sum = sum;
}

}  // namespace

bool choice_decides(const Turn& turn) { return turn.model.matching.kind == MatchingKind::Offers; }

Prospect look_ahead(const Turn& turn, std::uint32_t number, std::uint32_t wish) {
    // The first word of a wish decided when it arises.
    const auto [gap_draw, category_draw, basket_draw, payment_draw] =
        Dice(turn.world.plan.key, Purpose::Wish, number, wish).four();
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

Approach approach(const Visit& v, const Prospect& prospect) {
    const Turn& turn = v.turn;
    Approach a{.payment = Dice(turn.key, Purpose::Payment, v.number, v.wish),
               .method = v.buyer.payment,
               .coupon_valid = v.relationship.has_coupon(turn.today) && !turn.plan.sells_by_auction,
               .deal = {}};
    if (!turn.plan.is_offered[v.buyer.payment]) a.method = other_method(v, a.payment.uniform());
    const Basket basket(turn.spec.segments[turn.block.segment].basket);
    const LoyaltySpec& loyalty = turn.model.programmes.loyalty;
    a.deal.more = basket.has_more(prospect.basket_draw) && choice_decides(turn);
    a.deal.coupon = a.coupon_valid ? v.relationship.coupon * 1e-4 : 0.0;
    if (turn.plan.takes_bookings) a.deal.stay = stay_wanted(turn, v.number, v.wish);
    if (turn.plan.sells_subscriptions) a.deal.usage = usage_of(turn, v.member);
    a.deal.units = choice_decides(turn) ? basket.units(a.deal.more) : a.deal.stay.value_or(StayWanted{}).days;
    if (loyalty.on && v.relationship.points >= loyalty.reward_at) a.deal.points = v.relationship.points;
    return a;
}

double weight_of_page(const Visit& v, const Prospect& prospect) {
    const Approach a = approach(v, prospect);
    WeighedPage weighed;
    weigh_page(v, prospect, a.method, a.deal, /*counts=*/false, weighed);
    return weighed.sum;
}

double weight_of_outside(const Visit& v, const Prospect& prospect) {
    return v.turn.world.plan.segments[v.turn.block.segment].outside_weight + copy_at_hand(v, prospect.category).weight;
}

Chosen choose_offer(Visit& v, const Prospect& prospect, std::size_t method, const Deal& deal) {
    Turn& turn = v.turn;
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    WeighedPage weighed;
    weigh_page(v, prospect, method, deal, /*counts=*/true, weighed);
    const std::size_t count = weighed.count;
    const double sum = weighed.sum;
    const Money reference_worth = turn.spec.categories[prospect.category].reference_price * deal.units;
    // Who cannot pay here has nothing of it, however good the offers; whose payment may fail has that much less.
    const double can_pay = method < turn.spec.payments.size() ? turn.plan.payment_chance[method] : 0.0;
    const CopyAtHand copy = copy_at_hand(v, prospect.category);
    const double outside = segment.outside_weight + copy.weight;
    const double seen = v.beside && v.beside->joint >= 0.0 ? v.beside->joint : sum;
    const double surplus = surplus_utility(outside, seen);
    // Who compares two shops gains from each in the part in which it chooses there; who weighed nothing beside the
    // platforms chooses here for certain.
    const double part = v.beside ? v.beside->part : 1.0;
    const bool is_certain = v.beside && v.beside->outside == 0.0 && seen > 0.0;
    double expected_surplus = part * can_pay * (is_certain ? gain_of_chosen(surplus, outside, seen) : surplus);
    // Over what its buyer could do without this platform, which protects no copy: what makes copying dearer is a loss.
    if ((!v.beside || v.beside->is_first) && copy.unprotected > copy.weight)
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
    const double against = v.beside ? v.beside->outside : (turn.plan.sells_by_auction ? 0.0 : outside);
    const std::size_t chosen = choose({weighed.weights.data(), count}, against, sum, prospect.choice_draw);
    if (WatchedEvent* const event = note(turn, Happening::Considered, v.number))
        tell_choice(v, prospect, deal, weighed.terms, against, {weighed.weights.data(), count}, weighed.recalled, sum,
                    chosen, *event);
    if (chosen == count) {
        // Of what is not bought here, the first part of the draw is copied.
        Chosen nothing;
        if (v.beside && !v.beside->is_last) return nothing;
        const double copied = v.beside ? copy.weight * against / outside : copy.weight;
        nothing.is_copied = prospect.choice_draw * (against + sum) < sum + copied;
        if (nothing.is_copied)
            turn.tally.count(Count::DisplacedByCopies, millionths(displaced(sum, segment.outside_weight, can_pay)));
        return nothing;
    }
    const double gain = gain_of_chosen(surplus, outside, seen);
    const std::size_t on_page = prospect.page.places.size();
    const std::uint32_t offer =
        chosen < on_page ? prospect.page.places[chosen].offer : weighed.recalled[chosen - on_page];
    return {offer, turn.world.plan.zone[v.buyer.region][turn.platform.offers[offer].region], gain, sum / outside};
}

}  // namespace pasar
