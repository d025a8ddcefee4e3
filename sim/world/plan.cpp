#include "sim/world/plan.h"

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "agents/choice.h"
#include "agents/piracy.h"
#include "agents/portable_math.h"
#include "agents/sending_back.h"
#include "sim/people/block.h"

namespace pasar {
namespace {

std::int64_t at_least(std::int64_t least, double value) { return std::max(least, whole_part(std::floor(value + 0.5))); }

/// Splits `total` by shares so that the parts add up: each gets the whole part of its share, the largest remainders one
/// more.
std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<SegmentSpec>& segments) {
    std::vector<std::int64_t> parts;
    std::vector<std::pair<double, std::size_t>> remainders;
    std::int64_t given = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const double exact = segments[i].share * static_cast<double>(total);
        parts.push_back(std::min(total - given, static_cast<std::int64_t>(exact)));
        given += parts.back();
        remainders.emplace_back(static_cast<double>(parts.back()) - exact, i);
    }
    std::sort(remainders.begin(), remainders.end());
    for (std::size_t i = 0; given < total; i = (i + 1) % remainders.size(), ++given) ++parts[remainders[i].second];
    return parts;
}

/// Calls `visit(amount, share)` for each kind of order of a segment at reference prices.
template <class Visit>
void for_each_order_size(const MarketSpec& market, const SegmentSpec& segment, Visit visit) {
    const Basket basket(segment.basket);
    for (const CategorySpec& category : market.categories)
        for (const bool more : {false, true})
            visit(static_cast<double>(category.reference_price.units) * static_cast<double>(basket.units(more)),
                  category.share * (more ? basket.part : 1.0 - basket.part));
}

void weigh_stakes(SegmentPlan& plan, const MarketSpec& market, const SegmentSpec& segment) {
    double usual = 0.0, stakes = 0.0;
    for_each_order_size(market, segment, [&](double amount, double share) { usual += share * amount; });
    plan.usual_order = std::max(1.0, usual);
    for_each_order_size(market, segment, [&](double amount, double share) {
        stakes += share * money_at_stake(amount, plan.usual_order, market.satisfaction.stakes);
    });
    plan.mean_stakes = stakes > 0.0 ? stakes : 1.0;
}

}  // namespace

WorldPlan::WorldPlan(const Scenario& scenario, std::int64_t replication)
    : key{static_cast<std::uint32_t>(scenario.seed), static_cast<std::uint32_t>(replication)} {
    const MarketSpec& market = scenario.market;
    scale = market.sized_for > 0 ? static_cast<double>(market.buyers) / static_cast<double>(market.sized_for) : 1.0;
    months = (scenario.days + 29) / 30;

    double parts = 0.0;
    for (const ModelSpec& model : scenario.models) parts += model.competition.share;
    for (const ModelSpec& model : scenario.models) taste_shares.push_back(model.competition.share / parts);

    const std::vector<std::int64_t> counts = apportion(market.buyers, market.segments);
    std::uint32_t next_block = 0;
    for (std::size_t g = 0; g < market.segments.size(); ++g) {
        const SegmentSpec& s = market.segments[g];
        SegmentPlan plan;
        plan.first_block = next_block;
        plan.buyers = counts[g];
        plan.blocks = static_cast<std::uint32_t>((counts[g] + Block::kBuyers - 1) / Block::kBuyers);
        next_block += plan.blocks;
        plan.wish_rate = market.wishes.rate_per_day * s.wishes;
        plan.quality_weight = market.choice.quality * s.quality;
        plan.price_weight = market.choice.price * s.price;
        plan.discount_weight = plan.price_weight * s.coupon_response;
        plan.delay_weight = market.choice.delay * s.delay;
        plan.level = reference_utility(market.choice.conversion, s.conversion,
                                       static_cast<double>(market.choice.reference_offers));
        plan.outside_weight = outside_weight({.share = market.outside.share,
                                              .quality_weight = plan.quality_weight,
                                              .quality = market.outside.quality,
                                              .reference_quality = market.choice.reference_quality,
                                              .price_weight = plan.price_weight,
                                              .price = market.outside.price,
                                              .utility = market.outside.utility});
        weigh_stakes(plan, market, s);
        plan.own_experience = market.choice.own_experience * s.loyalty;
        plan.patience_seconds = std::max(1e-3, market.ordering.site_patience_seconds * s.site_patience);
        plan.loudness = static_cast<std::int64_t>(1000.0 * s.bad_word_of_mouth + 0.5);
        plan.praise = static_cast<std::int64_t>(1000.0 * s.good_word_of_mouth + 0.5);
        const CustomerClass of_segment{plan.quality_weight, plan.price_weight, s.review_reading};
        const auto known = std::find(classes.begin(), classes.end(), of_segment);
        plan.customer_class = static_cast<std::size_t>(known - classes.begin());
        if (known == classes.end()) classes.push_back(of_segment);
        segments.push_back(plan);
    }
    for (const RegionSpec& from : market.regions) {
        region.add(from.share);
        std::vector<std::uint8_t>& zones = zone.emplace_back();
        for (const RegionSpec& to : market.regions)
            zones.push_back(&from == &to ? 0 : (from.island == to.island ? 1 : 2));
    }
    double price_sum = 0.0;
    for (const CategorySpec& c : market.categories) {
        category.add(c.share);
        price_sum += c.share * static_cast<double>(c.reference_price.units);
    }
    mean_reference_price = std::max(1.0, price_sum);
    for (const PaymentMethodSpec& method : market.payments) payment.add(method.preferred);
    for (const SellerTypeSpec& t : market.seller_types) seller_type.add(t.share);

    for (std::size_t c = 0; c < market.couriers.size(); ++c) {
        const CourierSpec& courier = market.couriers[c];
        CourierPlan& plan = couriers.emplace_back();
        plan.days = {courier.days_same_region, courier.days_same_island, courier.days_other_island};
        for (std::size_t z = 0; z < kZones; ++z)
            plan.price[z] = courier.price + courier.price_per_zone * static_cast<std::int64_t>(z);
        plan.capacity = courier.capacity_per_day * scale;
        for (std::size_t z = 0; z < kZones; ++z)
            if (plan.price[z] < couriers[cheapest_courier[z]].price[z]) cheapest_courier[z] = c;
        for (std::size_t r = 0; r < market.regions.size(); ++r) {
            // Drawn from the world's key, not from a model's: every model meets the same good and bad regions.
            Dice dice(key, Purpose::CourierRegion, static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(r));
            boost::random::normal_distribution<double> normal;
            const double spread = courier.regional_spread;
            plan.trouble.push_back(static_cast<float>(portable_exp(spread * normal(dice) - spread * spread / 2.0)));
        }
    }
    disconfirmation = {market.satisfaction.neutral, market.satisfaction.gain, market.satisfaction.loss};
}

Plan::Plan(const WorldPlan& world, const MarketSpec& market, const ModelSpec& model, const FirmSpec& firm) {
    for (const SegmentSpec& s : market.segments) {
        const double read = static_cast<double>(model.matching.consideration_set) * s.offers_read;
        pages.push_back(static_cast<std::size_t>(std::clamp<std::int64_t>(at_least(1, read), 1, kLargestPage)));
    }
    const bool is_digital = model.fulfilment.kind == FulfilmentKind::Digital;
    protects_prepaid = model.protection.kind != ProtectionKind::None;
    const bool bills = model.matching.kind == MatchingKind::Subscription ||
                       (model.matching.kind == MatchingKind::Feed && !model.subscription.plans.empty());
    const double risk_left = protects_prepaid ? 1.0 - model.protection.assurance : 1.0;
    for (std::size_t p = 0; p < market.payments.size(); ++p) {
        const PaymentMethodSpec& method = market.payments[p];
        const bool is_listed = model.payments.empty() || std::find(model.payments.begin(), model.payments.end(),
                                                                   method.name) != model.payments.end();
        // Nobody comes to the door with a download or a bill.
        is_offered.push_back(is_listed && !(method.on_delivery && (is_digital || bills)));
        if (is_offered[p]) {
            offered.push_back(p);
            offered_payment.add(method.preferred > 0.0 ? method.preferred : 1e-9);
        }
        // A buyer who pays at the door risks nothing before holding the goods: there is nothing for protection to take
        // away.
        payment_risk.push_back(method.perceived_risk * (method.on_delivery ? 1.0 : risk_left));
    }

    double another = 0.0, preferred = 0.0;  // success of another method, picked as buyers do who try again
    for (const std::size_t p : offered) {
        const double weight = market.payments[p].preferred > 0.0 ? market.payments[p].preferred : 1e-9;
        preferred += weight;
        another += weight * market.payments[p].success;
    }
    another = preferred > 0.0 ? another / preferred : 0.0;
    another_chance = another;
    double prepaid = 0.0;
    for (const std::size_t p : offered)
        if (!market.payments[p].on_delivery) prepaid += std::max(1e-9, market.payments[p].preferred);
    prepaid_share = preferred > 0.0 ? prepaid / preferred : 1.0;
    for (const PaymentMethodSpec& method : market.payments)
        payment_chance.push_back(method.success + (1.0 - method.success) * market.ordering.switch_payment * another);

    const FulfilmentSpec& fulfilment = model.fulfilment;
    for (std::size_t c = 0; c < market.couriers.size(); ++c)
        if (market.couriers[c].name == fulfilment.courier) fixed_courier = c;
    ByZone<double> mean_days{}, mean_price{};
    for (std::size_t z = 0; z < kZones; ++z) {
        const auto n = static_cast<double>(market.couriers.size());
        for (std::size_t c = 0; c < market.couriers.size(); ++c) {
            const double spread = 1.0 + market.couriers[c].spread;
            mean_days[z] += world.couriers[c].days[z] * spread / n;
            mean_price[z] += static_cast<double>(world.couriers[c].price[z].units) / n;
        }
        const std::size_t one =
            fulfilment.courier_policy == CourierPolicy::Cheapest ? world.cheapest_courier[z] : fixed_courier;
        if (fulfilment.courier_policy != CourierPolicy::Smart) {
            mean_days[z] = world.couriers[one].days[z] * (1.0 + market.couriers[one].spread);
            mean_price[z] = static_cast<double>(world.couriers[one].price[z].units);
        }
        const double hand_over =
            model.supply.kind == SupplyKind::Own
                ? fulfilment.dispatch_days
                : 1.0 + (fulfilment.handover == Handover::DropOff ? fulfilment.drop_off_days : 0.0);
        promised_days[z] = std::ceil(mean_days[z] + hand_over + fulfilment.promise_buffer_days);
        shipping_charge[z] = {whole_part(mean_price[z] * fulfilment.buyer_pays_shipping + 0.5)};
        shipping_price[z] = fulfilment.kind != FulfilmentKind::Couriers ? 0.0 : mean_price[z];
        if (fulfilment.kind != FulfilmentKind::Couriers) {
            // A service is given on the day that its buyer asks for, so that nobody waits for it.
            promised_days[z] = fulfilment.kind == FulfilmentKind::Service ? market.choice.reference_days : 0.0;
            shipping_charge[z] = {};
        }
    }

    weigh_beside_goods(world, market, model);
    weigh_copies(world, market, model);
    weigh_fit(market, model, mean_price);
    nuisance = is_digital && model.matching.kind == MatchingKind::Offers
                   ? market.piracy.nuisance * model.licence.protection
                   : 0.0;
    to_point = fulfilment.kind == FulfilmentKind::Couriers ? fulfilment.parcel_points * market.door.collects : 0.0;
    door_cost = {whole_part(static_cast<double>(fulfilment.call_cost.units) * fulfilment.calls_ahead +
                            static_cast<double>(fulfilment.address_check_cost.units) * fulfilment.address_check + 0.5)};

    const bool has_opportunists =
        std::any_of(market.seller_types.begin(), market.seller_types.end(),
                    [](const SellerTypeSpec& type) { return type.kind == SellerKind::Opportunist; });
    sells_by_auction = model.matching.kind == MatchingKind::Auction;
    takes_bookings = model.matching.kind == MatchingKind::Booking;
    sells_subscriptions = model.matching.kind == MatchingKind::Subscription;
    is_feed = model.matching.kind == MatchingKind::Feed;
    has_plans = sells_subscriptions || (is_feed && !model.subscription.plans.empty());
    serves_in_region = takes_bookings && model.booking.in_region;
    pays_by_sale = is_digital && !sells_by_auction && !has_plans;
    keeps_stock = !takes_bookings && !pays_by_sale && !has_plans && !is_feed;
    watches_demand = !sells_by_auction && !is_feed &&  // there prices are what bidders make them
                     ((model.supply.kind != SupplyKind::Own &&
                       (market.sellers.pricing == SellerPricing::Margin || has_opportunists)) ||
                      (model.supply.kind != SupplyKind::Sellers && model.supply.pricing == StorePricing::Optimise));

    const bool is_of_firm = firm.is_there() && model.supply.kind == SupplyKind::Own;
    scale = is_of_firm ? 1.0 : world.scale;
    picking_capacity = model.supply.picking_per_day * scale;
    // The store of the scenario's firm packs as much as the firm can.
    constexpr double kNoLimit = 1e12;
    if (is_of_firm) picking_capacity = firm.capacity_per_day > 0.0 ? firm.capacity_per_day : kNoLimit;
    support_capacity = model.support.agents * model.support.tickets_per_agent_day * scale;
    servers = at_least(1, static_cast<double>(model.site.servers) * scale);
    sellers = model.supply.kind == SupplyKind::Own || market.buyers == 0
                  ? 0
                  : at_least(std::min<std::int64_t>(1, model.supply.sellers),
                             static_cast<double>(model.supply.sellers) * world.scale);
    stock_up_to = at_least(1, model.supply.stock_up_to * scale);
    reorder_at = at_least(0, model.supply.reorder_at * scale);
    const bool has_goods = model.supply.kind != SupplyKind::Sellers && model.matching.kind == MatchingKind::Offers;
    distributors = has_goods && market.buyers > 0
                       ? at_least(std::min<std::int64_t>(1, market.distributors.number),
                                  static_cast<double>(market.distributors.number) * world.scale)
                       : 0;
    const auto first_type = [&](auto fits) {
        const auto found = std::find_if(market.seller_types.begin(), market.seller_types.end(), fits);
        return found == market.seller_types.end() ? kNoType
                                                  : static_cast<std::size_t>(found - market.seller_types.begin());
    };
    reseller_type = first_type([](const SellerTypeSpec& type) { return type.buys_in_store; });
    if (reseller_type == kNoType)
        reseller_type = first_type([](const SellerTypeSpec& type) { return type.kind == SellerKind::Reseller; });
}

void Plan::weigh_fit(const MarketSpec& market, const ModelSpec& model, const ByZone<double>& shipping_price) {
    const ProtectionSpec& protection = model.protection;
    const bool can_misfit = model.fulfilment.kind != FulfilmentKind::Service;
    // What was downloaded need not be sent back.
    const double way_back =
        model.fulfilment.kind == FulfilmentKind::Couriers ? shipping_price[1] * protection.return_shipping : 0.0;
    for (const PaymentMethodSpec& method : market.payments) {
        std::vector<double>& risks = fit_risk.emplace_back();
        for (const CategorySpec& category : market.categories) {
            const double taken_back =
                return_probability(market.returns.rate, market.returns.cost,
                                   way_back / static_cast<double>(category.reference_price.units)) *
                share_in_time(static_cast<double>(protection.return_days), market.returns.decide_days);
            const double seen = method.on_delivery ? model.fulfilment.may_look : 0.0;
            const double kept = (1.0 - seen) * (1.0 - taken_back);
            risks.push_back(
                can_misfit ? own_or(model.own_rates.misfit, category.misfit) * market.returns.misfit_loss * kept : 0.0);
        }
    }
}

void Plan::weigh_copies(const WorldPlan& world, const MarketSpec& market, const ModelSpec& model) {
    const PiracySpec& piracy = market.piracy;
    const bool can_be_copied =
        model.fulfilment.kind == FulfilmentKind::Digital && model.matching.kind == MatchingKind::Offers;
    if (!can_be_copied || piracy.willing <= 0.0) return;
    for (std::size_t g = 0; g < market.segments.size(); ++g) {
        const SegmentPlan& segment = world.segments[g];
        would_copy.push_back(clamp01(piracy.willing * market.segments[g].copying));
        for (const CategorySpec& category : market.categories) {
            const auto weight = [&](double barrier) {
                return copy_weight({.level = segment.level,
                                    .offers = static_cast<double>(market.choice.reference_offers),
                                    .to_be_had = category.copied,
                                    .quality_weight = segment.quality_weight,
                                    .quality = piracy.quality,
                                    .reference_quality = market.choice.reference_quality,
                                    .price_weight = segment.price_weight,
                                    .cost = piracy.effort + piracy.risk + barrier,
                                    .delay_weight = segment.delay_weight,
                                    .reference_days = market.choice.reference_days});
            };
            copies_.push_back({weight(piracy.barrier * model.licence.protection), weight(0.0)});
        }
    }
}

void Plan::weigh_beside_goods(const WorldPlan& world, const MarketSpec& market, const ModelSpec& model) {
    categories_ = market.categories.size();
    for (std::size_t g = 0; g < market.segments.size(); ++g) {
        const SegmentPlan& segment = world.segments[g];
        const Basket basket(market.segments[g].basket);
        levels.push_back(model.own_rates.conversion < 0.0
                             ? segment.level
                             : reference_utility(model.own_rates.conversion, market.segments[g].conversion,
                                                 static_cast<double>(market.choice.reference_offers)));
        for (const CategorySpec& category : market.categories) {
            for (const bool more : {false, true}) {
                ByZone<double>& weights = beside_goods_.emplace_back();
                // One unit at a time by auction, one place by booking.
                const std::int64_t units = model.matching.kind == MatchingKind::Offers ? basket.units(more) : 1;
                const double worth = static_cast<double>(category.reference_price.units) * static_cast<double>(units);
                for (std::size_t z = 0; z < kZones; ++z) {
                    const double charges =
                        static_cast<double>((shipping_charge[z] + model.revenue.buyer_fee).units) / worth;
                    weights[z] = attraction(levels.back() - segment.price_weight * charges -
                                            segment.delay_weight * (promised_days[z] - market.choice.reference_days));
                }
            }
        }
    }
}

}  // namespace pasar
