// What is asked for goods: by independent sellers (fixed, goal, margin) and by the own store (fixed, match, optimise).
// Whoever asks what earns most knows the price weights of buyers, as everybody knows how much dearer goods sell worse,
// and learns from all sales on the platform who buys and what a sale costs beside the goods; its own share it learns
// from its own visits.
#include "sim/phases/prices.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "agents/booking.h"
#include "agents/portable_math.h"
#include "agents/pricing.h"
#include "sim/phases/evening.h"
#include "sim/platform/firm.h"
#include "sim/platform/rounding.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// Units for which count what everybody assumes on day 0, and days over which what was learned fades.
constexpr double kUnitsAssumed = 300.0, kDaysRemembered = 28.0;
/// Views for which counts, with each seller, what is usual on the platform.
constexpr double kViewsAssumed = 50.0;

constexpr std::size_t kIndependent = 0, kStore = 1;

/// Of an order; days of a service.
double mean_units(const Platform& p, const SegmentSpec& segment) {
    if (p.plan.takes_bookings) return mean_stay(p.world.spec().services.nights, Bookings::kLongestStay);
    const Basket basket(segment.basket);
    return basket.part * static_cast<double>(basket.units(true)) +
           (1.0 - basket.part) * static_cast<double>(basket.units(false));
}

/// Chance that a buyer and what it buys are a zone apart. The own store ships from the first region.
ByZone<double> chance_of_zone(const Platform& p, bool own) {
    const std::vector<RegionSpec>& regions = p.world.spec().regions;
    ByZone<double> chance{};
    for (std::size_t to = 0; to < regions.size(); ++to)
        for (std::size_t from = 0; from < (own ? std::size_t{1} : regions.size()); ++from)
            chance[p.world.plan.zone[to][from]] += regions[to].share * (own ? 1.0 : regions[from].share);
    return chance;
}

/// e^V of an offer like those of the reference page, under this platform's charges and promises.
double weight_of_like_offer(const Platform& p, std::size_t segment, const ByZone<double>& zones) {
    const MarketSpec& market = p.world.spec();
    const Basket basket(market.segments[segment].basket);
    double weight = 0.0;
    for (std::size_t c = 0; c < market.categories.size(); ++c)
        for (const bool more : {false, true})
            for (std::size_t z = 0; z < kZones; ++z)
                weight += market.categories[c].share * (more ? basket.part : 1.0 - basket.part) * zones[z] *
                          p.plan.beside_goods(segment, c, more)[z];
    return weight;
}

/// What a unit costs beside its goods, as far as the business model tells: shipping that buyers do not pay, handling
/// and payment of own goods.
double planned_cost(const Platform& p, bool own, double units) {
    const ByZone<double> zones = chance_of_zone(p, own);
    double an_order = 0.0;
    for (std::size_t z = 0; z < kZones; ++z)
        an_order += zones[z] * (p.plan.shipping_price[z] - static_cast<double>(p.plan.shipping_charge[z].units));
    if (own) {
        const bool is_sent = p.model().fulfilment.kind == FulfilmentKind::Couriers;  // else nobody collects at the door
        const Money handling = !p.plan.keeps_stock ? Money{} : p.model().costs.handling_per_order;
        an_order += static_cast<double>((handling - p.model().revenue.buyer_fee).units);
        const double paid = p.world.plan.mean_reference_price * units;
        double preferred = 0.0, fees = 0.0;
        for (const std::size_t method : p.plan.offered) {
            const PaymentMethodSpec& of = p.world.spec().payments[method];
            preferred += of.preferred;
            const double cash_fee = !is_sent ? 0.0 : p.world.spec().couriers[p.plan.fixed_courier].cod_fee;
            const double rate = of.on_delivery ? cash_fee : of.fee_rate;
            fees += of.preferred * (paid * rate + static_cast<double>(of.fee_fixed.units));
        }
        if (preferred > 0.0) an_order += fees / preferred;
    }
    return an_order / units;
}

PriceBeliefs::Segment all_segments(const PriceBeliefs& beliefs) {
    PriceBeliefs::Segment sum;
    for (const PriceBeliefs::Segment& g : beliefs.segments) {
        sum.visits += g.visits;
        sum.views += g.views;
        sum.orders += g.orders;
        sum.units += g.units;
    }
    return sum;
}
double part_over(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

/// What those who set a price know of demand: the share that is usual, and the price weight that goes with it.
struct Demand {
    double usual, price_weight;
};
Demand demand_for(const Platform& p, bool own) {
    const PriceBeliefs& beliefs = p.price_beliefs;
    const PriceBeliefs::Segment all = all_segments(beliefs);
    const double of_store = part_over(beliefs.store_orders, all.orders);
    const double usual = own ? part_over(beliefs.store_orders, all.visits) : part_over(all.orders, all.views);
    std::vector<SegmentDemand> demand;
    for (std::size_t g = 0; g < beliefs.segments.size(); ++g) {
        const PriceBeliefs::Segment& of = beliefs.segments[g];
        demand.push_back({.price_weight = p.world.plan.segments[g].price_weight,
                          .units = of.units,
                          .share = own ? of_store * part_over(of.orders, of.visits) : part_over(of.orders, of.views)});
    }
    return {usual, effective_price_weight(demand, usual)};
}

/// Demand on the reference page, if all offers cost so many reference prices.
void assume_demand(Platform& p, double price, std::span<const double> offers_seen, std::span<const double> weights) {
    PriceBeliefs& beliefs = p.price_beliefs;
    for (std::size_t g = 0; g < beliefs.segments.size(); ++g) {
        const SegmentPlan& segment = p.world.plan.segments[g];
        PriceBeliefs::Segment& of = beliefs.segments[g];
        const double weight = weights[g] * portable_exp(std::clamp(segment.price_weight * (1.0 - price), -80.0, 80.0));
        of.visits = segment.wish_rate * static_cast<double>(segment.buyers);
        of.views = of.visits * offers_seen[g];
        of.orders = of.views * share_of_page(weight, offers_seen[g], segment.outside_weight);
        if (!p.plan.would_copy.empty()) {
            double copies = 0.0;
            for (std::size_t c = 0; c < p.world.spec().categories.size(); ++c)
                copies += p.world.spec().categories[c].share * p.plan.copy_at_hand(g, c).weight;
            const double would = p.plan.would_copy[g];
            of.orders = (1.0 - would) * of.orders +
                        would * of.views * share_of_page(weight, offers_seen[g], segment.outside_weight + copies);
        }
        of.units = of.orders * mean_units(p, p.world.spec().segments[g]);
    }
    const double units = all_segments(beliefs).units;
    const double scale = units > 0.0 ? kUnitsAssumed / units : 0.0;
    for (PriceBeliefs::Segment& of : beliefs.segments) {
        of.visits *= scale;
        of.views *= scale;
        of.orders *= scale;
        of.units *= scale;
    }
    const double own = part_over(static_cast<double>(p.all_own_offers()), static_cast<double>(p.offers.size()));
    beliefs.store_orders = own * all_segments(beliefs).orders;
}

/// What everybody assumes before anything is sold: prices at which all are content, on the reference page.
void assume_beliefs(Platform& p) {
    const MarketSpec& market = p.world.spec();
    PriceBeliefs& beliefs = p.price_beliefs;
    beliefs.segments.assign(market.segments.size(), {});
    const bool own = p.all_own_offers() == p.offers.size();
    std::vector<double> offers(market.categories.size(), 0.0), seen(market.segments.size(), 0.0), weights;
    for (const Offer& offer : p.offers) offers[offer.category] += 1.0;
    const ByZone<double> zones = chance_of_zone(p, own);
    for (std::size_t g = 0; g < market.segments.size(); ++g) {
        for (std::size_t c = 0; c < market.categories.size(); ++c)
            seen[g] += market.categories[c].share * std::min(offers[c], static_cast<double>(p.plan.pages[g]));
        weights.push_back(weight_of_like_offer(p, g, zones));
    }
    assume_demand(p, 1.0, seen, weights);
    const PriceBeliefs::Segment all = all_segments(beliefs);
    const double units = std::max(1.0, part_over(all.units, all.orders));
    for (const bool of_store : {false, true}) {
        PriceBeliefs::Trade& trade = beliefs.trade[of_store ? kStore : kIndependent];
        trade = {.goods = kUnitsAssumed * p.world.plan.mean_reference_price,
                 .units = kUnitsAssumed,
                 .costs = kUnitsAssumed * planned_cost(p, of_store, units)};
    }
    double cost = 0.0, counted = 0.0;
    for (std::size_t i = own ? 0 : p.own_offers; i < p.offers.size(); ++i) {
        if (p.offers[i].own != own) continue;
        const double beside = own ? beliefs.trade[kStore].cost_a_unit() : cost_beside_goods(p);
        cost += (static_cast<double>(p.offers[i].asks_for.units) + beside) /
                static_cast<double>(p.offers[i].reference.units);
        counted += 1.0;
    }
    cost = part_over(cost, counted);
    double price = 1.0;
    for (int round = 0; round < 200; ++round) {
        const Demand demand = demand_for(p, own);
        const double best = best_price({.cost = cost,
                                        .kept = own ? 1.0 : kept_by_sellers(p),
                                        .reference = 1.0,
                                        .price_weight = demand.price_weight,
                                        .share = demand.usual});
        price += 0.5 * (best - price);  // half way: where one offer is all there is the rule alone would swing
        assume_demand(p, price, seen, weights);
    }
}

/// A price that is not whole, rounded fairly.
Money whole_price(const Platform& p, std::size_t number, const Offer& offer, double price) {
    return larger({1}, fair_share(offer.reference, price / static_cast<double>(offer.reference.units), [&] {
                      return rounding_draw(p.key, Rounded::Price, static_cast<std::uint32_t>(number),
                                           static_cast<std::uint32_t>(p.world.today));
                  }));
}

/// What earns most, or what is asked now where buyers do not mind prices at all.
double best_for_seller(const Platform& p, const Offer& offer, const Demand& demand, double share) {
    if (demand.price_weight <= 0.0) return static_cast<double>(offer.price.units);
    return best_price({.cost = static_cast<double>(offer.asks_for.units) + cost_beside_goods(p),
                       .kept = kept_by_sellers(p),
                       .reference = static_cast<double>(offer.reference.units),
                       .price_weight = demand.price_weight,
                       .share = share});
}

/// Goes a share of the way from the present price.
void move_price(const Platform& p, std::size_t number, Offer& offer, double target, double share) {
    const auto now = static_cast<double>(offer.price.units);
    offer.price = whole_price(p, number, offer, now + share * (target - now));
}

/// Cheaper where sales miss the goal, dearer where they beat it by half; never below cost. A seller out of stock learns
/// nothing from not selling.
void follow_goal(Platform& p) {
    const SellerBehaviourSpec& behaviour = p.world.spec().sellers;
    if (behaviour.price_step <= 0.0) return;
    const double goal = behaviour.sales_goal_per_week * static_cast<double>(behaviour.price_review_days) / 7.0;
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        Offer& offer = p.offers[i];
        // Not all on the same day.
        if (offer.own || !offer.open ||
            (p.world.today + static_cast<std::int64_t>(i)) % behaviour.price_review_days != 0)
            continue;
        if (is_priced_by_firm(p, i)) continue;
        const auto sold = static_cast<double>(offer.sold_since_review);
        // A price of few units cannot take a step of 2 %, but one unit every so many times.
        const auto stepped = [&](double step) {
            return fair_share(offer.price, 1.0 + step, [&] {
                return rounding_draw(p.key, Rounded::Price, static_cast<std::uint32_t>(i),
                                     static_cast<std::uint32_t>(p.world.today));
            });
        };
        if (sold > 1.5 * goal)
            offer.price = stepped(behaviour.price_step);
        else if (sold < goal && offer.stock > 0)
            offer.price = larger(offer.floor, stepped(-behaviour.price_step));
        offer.sold_since_review = 0;
    }
}

void follow_margin(Platform& p) {
    const Demand demand = demand_for(p, false);
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        Offer& offer = p.offers[i];
        if (offer.own || !offer.open || !looks_at_price(p, offer.seller) || is_priced_by_firm(p, i)) continue;
        move_price(p, i, offer, best_for_seller(p, offer, demand, share_of_seller(p, offer.seller)),
                   p.world.spec().sellers.price_response);
    }
}

/// Places on the shelf of this morning, by offer.
std::vector<double> places_of_offers(const Platform& p) {
    std::vector<double> places(p.offers.size(), 0.0);
    for (const Shelf& shelf : p.shelves)
        for (const Place& place : shelf.page(0.0, shelf.places(), 0).places) places[place.offer] += 1.0;
    return places;
}

/// Places on the shelves of a category: of all of them, or of the one that a buyer sees on average.
double places_of_category(const Platform& p, std::size_t category) {
    const std::size_t shelves = p.plan.serves_in_region ? p.world.spec().regions.size() : 1;
    double sum = 0.0;
    for (std::size_t r = 0; r < shelves; ++r) sum += static_cast<double>(p.shelves[p.shelf_of(category, r)].places());
    return sum;
}
double places_in_view(const Platform& p, std::size_t category, std::size_t page) {
    const std::vector<RegionSpec>& regions = p.world.spec().regions;
    if (!p.plan.serves_in_region) return static_cast<double>(std::min(page, p.shelves[category].places()));
    double mean = 0.0;
    for (std::size_t r = 0; r < regions.size(); ++r)
        mean += regions[r].share * static_cast<double>(std::min(page, p.shelves[p.shelf_of(category, r)].places()));
    return mean;
}

/// Mean price over reference price of what independent sellers have in stock in each category, as often as it is seen.
std::vector<double> prices_of_others(const Platform& p, const std::vector<double>& places) {
    const std::size_t categories = p.world.spec().categories.size();
    std::vector<double> sum(categories, 0.0), weight(categories, 0.0);
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        const Offer& offer = p.offers[i];
        if (offer.own || !offer.open || offer.stock <= 0) continue;
        sum[offer.category] +=
            places[i] * static_cast<double>(offer.price.units) / static_cast<double>(offer.reference.units);
        weight[offer.category] += places[i];
    }
    for (std::size_t c = 0; c < categories; ++c)
        sum[c] = weight[c] > 0.0 ? sum[c] / weight[c] : p.world.spec().outside.price;
    return sum;
}

/// The own store goes `share` of the way to what it would ask, for its offers from `first` on.
void price_own_goods(Platform& p, double share, std::size_t first = 0) {
    const SupplySpec& supply = p.model().supply;
    if (supply.pricing == StorePricing::Match) {
        const bool is_new = p.opens_today();  // nothing stands on the shelf yet
        const std::vector<double> others =
            prices_of_others(p, is_new ? std::vector<double>(p.offers.size(), 1.0) : places_of_offers(p));
        for (std::size_t i = first; i < p.offers.size(); ++i) {
            Offer& offer = p.offers[i];
            if (!offer.own || is_priced_by_firm(p, i)) continue;
            const double target =
                others[offer.category] * (1.0 - supply.undercut) * static_cast<double>(offer.reference.units);
            move_price(p, i, offer, target, share);
            offer.price = larger(offer.price, offer.cost);
        }
    } else if (supply.pricing == StorePricing::Optimise) {
        const Demand demand = demand_for(p, true);
        if (demand.price_weight <= 0.0) return;
        const PriceBeliefs::Trade& trade = p.price_beliefs.trade[kStore];
        for (std::size_t i = first; i < p.offers.size(); ++i) {
            Offer& offer = p.offers[i];
            if (!offer.own || is_priced_by_firm(p, i)) continue;
            const double target = best_price({.cost = static_cast<double>(offer.cost.units) + trade.cost_a_unit(),
                                              .kept = 1.0 - trade.refunded(),
                                              .reference = static_cast<double>(offer.reference.units),
                                              .price_weight = demand.price_weight,
                                              .share = demand.usual});
            move_price(p, i, offer, target, share);
        }
    }
}

/// Visits of a category today, by how many offers they looked at.
using VisitsByPage = std::vector<std::pair<double, double>>;

std::vector<VisitsByPage> visits_by_page(const Platform& p, const std::vector<std::int64_t>& visits) {
    const std::size_t categories = p.world.spec().categories.size();
    std::vector<VisitsByPage> by_page(categories);
    for (std::size_t i = 0; i < visits.size(); ++i) {
        if (visits[i] == 0) continue;
        const auto page = static_cast<double>(p.plan.pages[i / categories]);
        VisitsByPage& of = by_page[i % categories];
        const auto known = std::find_if(of.begin(), of.end(), [&](const auto& entry) { return entry.first == page; });
        if (known == of.end())
            of.emplace_back(page, static_cast<double>(visits[i]));
        else
            known->second += static_cast<double>(visits[i]);
    }
    return by_page;
}

/// What each seller saw of today: in whose pages its offers stood, and what they sold. Offers of a seller stand side by
/// side.
void learn_windows(Platform& p, const Outbox& today) {
    std::vector<PriceBeliefs::Window>& windows = p.price_beliefs.windows;
    windows.resize(p.sellers.size());
    const std::vector<VisitsByPage> visits = visits_by_page(p, today.category_visits);
    const std::vector<double> places = places_of_offers(p);
    std::vector<double> missed;  // by size of page: chance that none of the seller's offers stands on it
    for (std::size_t i = p.own_offers; i < p.offers.size();) {
        const Offer& first = p.offers[i];
        if (first.own) {
            ++i;
            continue;
        }
        PriceBeliefs::Window& window = windows[first.seller];
        window.days += i == p.own_offers || p.offers[i - 1].seller != first.seller ? 1 : 0;
        const VisitsByPage& seen = visits[first.category];
        const double all = places_of_category(p, first.category);
        missed.assign(seen.size(), 1.0);
        // The firm of a scenario alone has goods of several categories.
        for (; i < p.offers.size() && p.offers[i].seller == first.seller && p.offers[i].category == first.category;
             ++i) {
            for (std::size_t k = 0; k < seen.size(); ++k)
                missed[k] *= 1.0 - chance_on_page(std::min(seen[k].first, all), places[i], all);
            window.views += static_cast<double>(today.offers[i].recalled);
            window.orders += today.offers[i].orders;
        }
        for (std::size_t k = 0; k < seen.size(); ++k) window.views += seen[k].second * (1.0 - missed[k]);
    }
}

}  // namespace

bool looks_at_price(const Platform& p, std::uint32_t seller) {
    return (p.world.today + static_cast<std::int64_t>(seller)) % p.world.spec().sellers.price_review_days == 0;
}

double share_of_seller(const Platform& p, std::uint32_t seller) {
    const PriceBeliefs::Segment all = all_segments(p.price_beliefs);
    const double usual = part_over(all.orders, all.views);
    if (seller >= p.price_beliefs.windows.size()) return usual;
    const PriceBeliefs::Window& window = p.price_beliefs.windows[seller];
    return shrunk_share(static_cast<double>(window.orders), window.views, usual, kViewsAssumed);
}

double kept_by_sellers(const Platform& p) {
    return (1.0 - p.model().revenue.commission) *
           (1.0 - std::clamp(p.price_beliefs.trade[kIndependent].refunded(), 0.0, 1.0));
}

double cost_beside_goods(const Platform& p) {
    const PriceBeliefs::Segment all = all_segments(p.price_beliefs);
    const double units = std::max(1.0, part_over(all.units, all.orders));
    return p.price_beliefs.trade[kIndependent].cost_a_unit() +
           static_cast<double>(p.model().revenue.seller_fee.units) / units;
}

void start_prices(Platform& p) {
    if (p.plan.sells_by_auction) return;
    if (p.plan.watches_demand) assume_beliefs(p);
    if (p.own_offers < p.offers.size() && p.world.spec().sellers.pricing == SellerPricing::Margin) {
        const Demand demand = demand_for(p, false);
        const std::vector<KnownSellerSpec>& known = p.world.spec().known_sellers;
        for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
            Offer& offer = p.offers[i];
            const std::size_t place = offer.seller - p.first_known_seller;  // very large before the first
            if (place < known.size() && known[place].price.units > 0) continue;
            if (is_priced_by_firm(p, i)) continue;
            move_price(p, i, offer, best_for_seller(p, offer, demand, demand.usual), 1.0);
        }
    }
    price_own_goods(p, 1.0);
}

void price_new_own_offer(Platform& p, std::size_t number) { price_own_goods(p, 1.0, number); }

Money first_price(Platform& p, std::size_t number, const Offer& offer) {
    if (p.plan.sells_by_auction || p.world.spec().sellers.pricing != SellerPricing::Margin) return offer.price;
    if (p.price_beliefs.empty()) assume_beliefs(p);
    const Demand demand = demand_for(p, false);
    return whole_price(p, number, offer, best_for_seller(p, offer, demand, demand.usual));
}

void learn_demand(Platform& p, const Tally& before, const Outbox& today) {
    if (!p.plan.watches_demand) return;
    PriceBeliefs& beliefs = p.price_beliefs;
    if (beliefs.empty()) assume_beliefs(p);
    const double kept = 1.0 - 1.0 / kDaysRemembered;
    const std::size_t categories = p.world.spec().categories.size();
    double recalled = 0.0, all_visits = 0.0;
    for (const OfferTally& offer : today.offers) recalled += static_cast<double>(offer.recalled);
    for (const std::int64_t those : today.category_visits) all_visits += static_cast<double>(those);
    for (std::size_t g = 0; g < beliefs.segments.size(); ++g) {
        PriceBeliefs::Segment& of = beliefs.segments[g];
        double visits = 0.0, views = 0.0;
        for (std::size_t c = 0; c < categories && !today.category_visits.empty(); ++c) {
            const auto those = static_cast<double>(today.category_visits[g * categories + c]);
            visits += those;
            views += those * places_in_view(p, c, p.plan.pages[g]);
        }
        const auto orders = static_cast<double>(p.total.segments[g].orders - before.segments[g].orders);
        of.visits = kept * of.visits + visits;
        of.views = kept * of.views + views + recalled * part_over(visits, all_visits);
        of.orders = kept * of.orders + orders;
        of.units = kept * of.units + orders * mean_units(p, p.world.spec().segments[g]);
    }
    for (std::size_t i = 0; i < beliefs.trade.size(); ++i) {
        const TradeCounts &now = p.total.trade[i], &then = before.trade[i];
        PriceBeliefs::Trade& of = beliefs.trade[i];
        of.goods = kept * of.goods + static_cast<double>(now.goods - then.goods);
        of.units = kept * of.units + static_cast<double>(now.units - then.units);
        of.costs = kept * of.costs + static_cast<double>(now.costs - then.costs);
        of.refunds = kept * of.refunds + static_cast<double>(now.refunds - then.refunds);
    }
    double of_store = 0.0;
    for (std::size_t i = 0; i < p.offers.size(); ++i)
        if (p.offers[i].own) of_store += static_cast<double>(today.offers[i].orders);
    beliefs.store_orders = kept * beliefs.store_orders + of_store;
    learn_windows(p, today);
}

void adapt_prices(Platform& p) {
    if (p.plan.sells_by_auction) return;
    const SellerBehaviourSpec& behaviour = p.world.spec().sellers;
    if (behaviour.pricing == SellerPricing::Goal) follow_goal(p);
    if (behaviour.pricing == SellerPricing::Margin && p.plan.watches_demand) follow_margin(p);
    if (p.own_offers > 0 && (p.world.today + 1) % p.model().supply.price_review_days == 0)
        price_own_goods(p, behaviour.price_response);
    // Who has looked looks anew from tomorrow on.
    for (std::size_t seller = 0; seller < p.price_beliefs.windows.size(); ++seller)
        if (looks_at_price(p, static_cast<std::uint32_t>(seller))) p.price_beliefs.windows[seller] = {};
}

}  // namespace pasar
