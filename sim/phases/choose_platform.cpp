// Which of several platforms a buyer goes to with a wish: docs/model.md 7.27.
#include "sim/phases/choose_platform.h"

#include <algorithm>
#include <array>
#include <boost/random/gamma_distribution.hpp>
#include <utility>

#include "agents/choice.h"
#include "agents/platform_choice.h"
#include "agents/portable_math.h"
#include "agents/reputation.h"
#include "sim/phases/billing.h"
#include "sim/phases/visit.h"
#include "sim/platform/sellers.h"

namespace pasar {
namespace {

/// [segment][category][region] in PlatformStanding::weights.
std::size_t cell_of(const MarketSpec& market, std::size_t segment, std::size_t category, std::size_t region) {
    return (segment * market.categories.size() + category) * market.regions.size() + region;
}

/// Mean weight of a place on the shelves of a category by the region that it ships from: [class][region]; over all
/// places, so that the regions add up.
std::vector<double> weights_by_origin(const Platform& p, std::size_t category) {
    const std::size_t regions = p.world.spec().regions.size(), classes = p.world.plan.classes.size();
    std::vector<double> sums(classes * regions, 0.0);
    std::size_t places = 0;
    const std::size_t shelves = p.plan.serves_in_region ? regions : 1;
    for (std::size_t region = 0; region < shelves; ++region) {
        const Shelf& shelf = p.shelves[p.shelf_of(category, region)];
        for (std::size_t c = 0; c < classes; ++c) {
            const Shelf::Page all = shelf.page(0.0, shelf.places(), c);
            for (std::size_t i = 0; i < all.places.size(); ++i)
                sums[c * regions + all.places[i].region] += static_cast<double>(all.weights[i]);
        }
        places += shelf.places();
    }
    for (double& sum : sums) sum /= std::max(1.0, static_cast<double>(places));
    return sums;
}

/// Beyond it a platform is chosen for certain anyway; still a number in single precision.
constexpr double kMostWeight = 1e38;

double network_utility(const Platform& p) {
    const PlatformChoiceSpec& spec = p.world.spec().platforms;
    if (spec.network <= 0.0) return 0.0;
    double there = p.standing.visits_a_month;
    if (spec.network_of == NetworkOf::Offers)
        there = static_cast<double>(std::count_if(p.offers.begin(), p.offers.end(), [](const Offer& offer) {
            return offer.open && offer.is_listed && offer.stock > 0;
        }));
    return spec.network * portable_log(std::max(1.0, there) / spec.network_size);
}

/// A buyer's own taste for a platform, among all models of the scenario: drawn anew from its key each time, which is
/// cheaper than to keep it for everybody.
double taste_for(const Turn& turn, std::uint32_t number) {
    const double habit = turn.spec.platforms.habit;
    if (habit <= 0.0) return 0.0;
    Dice dice(turn.key, Purpose::PlatformTaste, number);
    const double shape = habit * turn.world.plan.taste_shares[turn.platform.number];
    boost::random::gamma_distribution<double> one_more(shape + 1.0, 1.0);
    const auto drawn = static_cast<float>(one_more(dice));  // rounds away the last bits, in which C libraries differ
    return taste_for_platform(static_cast<double>(drawn), dice.uniform(), shape);
}

/// Whether the member has a subscription here that it may use.
bool is_served(const Turn& turn, std::uint16_t member) {
    const Subscription* const s = std::as_const(turn.dealings).subscriptions.find(member);
    return s != nullptr && s->is_served();
}

/// Weight of plans that can be subscribed to: to a subscriber that of one use, for which it pays nothing more; to
/// others that of all plans at their price.
double weight_of_plans(const Turn& turn, std::uint16_t member, std::size_t category) {
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const auto weight_of = [&](std::size_t offer) {
        const std::size_t zone = turn.world.plan.zone[turn.buyers[member].region][turn.platform.offers[offer].region];
        return static_cast<double>(
                   turn.platform.weights[offer * turn.world.plan.classes.size() + segment.customer_class]) *
               turn.plan.beside_goods(turn.block.segment, category, /*more=*/false)[zone];
    };
    const std::size_t categories = turn.spec.categories.size();
    if (is_served(turn, member))
        return weight_of(std::as_const(turn.dealings).subscriptions.find(member)->offer / categories * categories +
                         category) *
               attraction(segment.price_weight);
    if (!may_sign_up(turn, member)) return 0.0;
    const double usage = usage_of(turn, member);
    double sum = 0.0;
    for (std::size_t offer = category; offer < plan_offers(turn.platform); offer += categories)
        sum += weight_of(offer) * attraction(utility_of_plan(turn, static_cast<std::uint32_t>(offer), usage));
    return sum;
}

/// What all that a visit would see weighs, on average over the pages that it may come to, and the chance that it can
/// be bought.
struct Expected {
    double weight, chance;
};
Expected expected_of(const Turn& turn, std::uint16_t member, std::size_t category) {
    const Buyer& buyer = turn.buyers[member];
    const Relationship& r = turn.relationships[member];
    const Plan& plan = turn.plan;
    const std::size_t g = turn.block.segment;
    const SegmentPlan& segment = turn.world.plan.segments[g];
    const bool is_offered = plan.is_offered[buyer.payment];
    const Shelf& shelf = turn.platform.shelves[turn.platform.shelf_of(category, buyer.region)];
    const auto page = static_cast<double>(std::min(plan.pages[g], shelf.places()));
    const double reference = static_cast<double>(turn.spec.categories[category].reference_price.units);
    const LoyaltySpec& loyalty = turn.model.programmes.loyalty;
    const double points = loyalty.on && r.points >= loyalty.reward_at
                              ? std::min(1.0, static_cast<double>(r.points.units) / reference)
                              : 0.0;
    const double coupon = r.has_coupon(turn.today) && !plan.sells_by_auction ? r.coupon * 1e-4 : 0.0;
    const BuyerUtility terms{
        .trust_weight = turn.spec.choice.trust,
        .trust = r.trust,
        .reference_trust = turn.spec.choice.reference_trust,
        .risk_weight = turn.spec.choice.risk,
        .payment_risk = is_offered ? plan.payment_risk[buyer.payment] + plan.fit_risk[buyer.payment][category]
                                   : turn.spec.payments[buyer.payment].perceived_risk,
        .reference_risk = turn.spec.choice.reference_risk,
        .discount_weight = segment.discount_weight,
        .points = points + coupon};
    const double weight =
        plan.sells_subscriptions
            ? weight_of_plans(turn, member, category)
            : page * static_cast<double>(turn.platform.standing.weights[cell_of(turn.spec, g, category, buyer.region)]);
    // Who finds no way to pay that it likes takes another one at times; a use is paid for already.
    const bool is_paid = plan.sells_subscriptions && is_served(turn, member);
    const double pays = is_paid      ? 1.0
                        : is_offered ? plan.payment_chance[buyer.payment]
                                     : turn.spec.ordering.switch_payment * plan.another_chance;
    const DayConditions& conditions = turn.platform.conditions;
    return {weight * attraction(buyer_utility(terms)),
            pays * (1.0 - conditions.lost_share) * (1.0 - conditions.abandon[g])};
}

double utility_of(const Turn& turn, std::uint16_t member, std::uint32_t number, std::size_t category) {
    const PlatformChoiceSpec& spec = turn.spec.platforms;
    // Where nothing can be done without the platform it is worth much, but not so much that two of them are alike.
    const double outside = std::max(1e-30, turn.world.plan.segments[turn.block.segment].outside_weight);
    double worth = 0.0;
    if (spec.offers > 0.0) {
        const Expected expected = expected_of(turn, member, category);
        constexpr double kLeast = 1e-30;
        worth = spec.nothing == PlatformNest::Within
                    ? expected.chance * inclusive_value(expected.weight, outside)
                    : portable_log(std::max(kLeast, expected.chance * expected.weight / outside));
    }
    const bool is_new = turn.relationships[member].orders == 0;
    return spec.offers * worth + turn.model.competition.appeal + turn.platform.standing.network +
           taste_for(turn, number) - (is_new ? spec.first_account : 0.0);
}

bool is_open_to(const Turn& turn, std::uint16_t member) {
    if ((turn.buyers[member].knows & turn.platform.bit) == 0) return false;
    return turn.relationships[member].stage != Stage::Left;
}

}  // namespace

void weigh_platform(World& world, Platform& p) {
    const MarketSpec& market = world.spec();
    const std::size_t regions = market.regions.size();
    p.standing.network = network_utility(p);
    p.standing.weights.assign(market.segments.size() * market.categories.size() * regions, 0.0F);
    for (std::size_t category = 0; category < market.categories.size(); ++category) {
        const std::vector<double> by_origin = weights_by_origin(p, category);
        for (std::size_t g = 0; g < market.segments.size(); ++g) {
            const std::size_t of_class = world.plan.segments[g].customer_class * regions;
            const ByZone<double>& beside = p.plan.beside_goods(g, category, /*more=*/false);
            for (std::size_t here = 0; here < regions; ++here) {
                double sum = 0.0;
                for (std::size_t from = 0; from < regions; ++from)
                    sum += by_origin[of_class + from] * beside[world.plan.zone[here][from]];
                p.standing.weights[cell_of(market, g, category, here)] = static_cast<float>(std::min(sum, kMostWeight));
            }
        }
    }
}

bool goes_anywhere(std::span<const Turn> turns, std::uint16_t member) {
    return std::any_of(turns.begin(), turns.end(), [member](const Turn& turn) { return is_open_to(turn, member); });
}

PlatformChoice choose_platform(std::span<Turn> turns, std::uint16_t member, std::uint32_t number, std::uint32_t wish) {
    const Turn& any = turns.front();
    const PlatformChoiceSpec& spec = any.spec.platforms;
    PlatformChoice choice{.nothing_is_beside = spec.nothing == PlatformNest::Beside};
    std::array<std::size_t, kMaxPlatforms> open;
    std::size_t count = 0;
    for (std::size_t i = 0; i < turns.size(); ++i)
        if (is_open_to(turns[i], member)) open[count++] = i;
    if (count == 0) return choice;
    if (count == 1 && !choice.nothing_is_beside) {
        choice.best = open[0];
        return choice;
    }
    const std::size_t category =
        any.world.plan.category.pick(Dice(any.world.plan.key, Purpose::Wish, number, wish).four()[1]);
    // Each platform's noise hangs on its own place, so that whoever did not choose a platform chooses alike without it.
    const auto [unused, nothing_draw, compares_draw, spare] =
        Dice(any.world.plan.key, Purpose::PlatformChoice, number, wish).four();
    double best = choice.nothing_is_beside ? gumbel(nothing_draw) : -std::numeric_limits<double>::infinity();
    double second = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < count; ++i) {
        const Turn& turn = turns[open[i]];
        const double utility = utility_of(turn, member, number, category) +
                               gumbel(Dice(turn.key, Purpose::PlatformChoice, number, wish).uniform());
        if (utility > best) {
            second = best;
            choice.second = choice.best;
            best = utility;
            choice.best = open[i];
        } else if (utility > second) {
            second = utility;
            choice.second = open[i];
        }
    }
    const auto can_be_compared = [&](std::size_t i) { return i != PlatformChoice::kNone && choice_decides(turns[i]); };
    if (choice.nothing_is_beside) choice.second = PlatformChoice::kNone;
    choice.compares =
        compares_draw < spec.compare_shops && can_be_compared(choice.best) && can_be_compared(choice.second);
    return choice;
}

}  // namespace pasar
