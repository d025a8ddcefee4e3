#include "sim/platform/sellers.h"

#include <algorithm>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <optional>
#include <utility>

#include "agents/portable_math.h"
#include "agents/seller_business.h"
#include "sim/memory/room.h"
#include "sim/phases/prices.h"
#include "sim/platform/firm.h"
#include "sim/platform/stocking.h"
#include "sim/world/merchants.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// Cost of a unit: what its quality costs to make, times what the seller draws in buying.
Money unit_cost(const Platform& p, const CategorySpec& category, double quality, double cost_factor) {
    const double share = p.world.spec().sellers.cost_share + p.world.spec().sellers.cost_of_quality * quality;
    return larger({1}, share_of(category.reference_price, share * cost_factor));
}

/// What a seller's goods are: as drawn, kept as float, which rounds away the last bits, in which C libraries differ.
struct Goods {
    float quality;
    std::vector<float> cost_draws;  ///< one for each offer
    std::size_t category;
    float size = 1.0F;  ///< of the catalogue: its exposure, in offers
};

float draw_cost(const CategorySpec& category, Dice& dice, boost::random::normal_distribution<double>& normal) {
    const double spread = category.price_spread;
    return static_cast<float>(portable_exp(spread * normal(dice) - spread * spread / 2.0));
}

/// Lognormal with mean 1.
double draw_factor(Dice& dice, double spread) {
    boost::random::normal_distribution<double> normal;
    return portable_exp(spread * normal(dice) - spread * spread / 2.0);
}

/// Goods of one offer.
Goods draw_goods(const Platform& p, std::uint32_t who, double alpha, double beta) {
    Dice dice(p.world.plan.key, Purpose::Seller, who);
    const std::size_t category = p.world.plan.category.pick(dice.uniform());
    boost::random::normal_distribution<double> normal;
    const float cost_draw = draw_cost(p.world.spec().categories[category], dice, normal);
    boost::random::beta_distribution<double> quality(alpha, beta);
    return {static_cast<float>(quality(dice)), {cost_draw}, category};
}

/// As many offers more as the seller's size asks for, alike in all but cost.
void draw_catalogue(const Platform& p, std::uint32_t who, Goods& goods) {
    const SellerBehaviourSpec& sellers = p.world.spec().sellers;
    goods.size = static_cast<float>(sellers.catalogue);
    if (sellers.catalogue == 1.0 && sellers.catalogue_spread == 0.0) return;
    Dice dice(p.world.plan.key, Purpose::Catalogue, who);
    goods.size = static_cast<float>(sellers.catalogue * draw_factor(dice, sellers.catalogue_spread));
    const auto offers = std::clamp<std::int64_t>(whole_part(static_cast<double>(goods.size) + 0.5), 1,
                                                 static_cast<std::int64_t>(kMostOfASeller));
    boost::random::normal_distribution<double> normal;
    while (static_cast<std::int64_t>(goods.cost_draws.size()) < offers)
        goods.cost_draws.push_back(draw_cost(p.world.spec().categories[goods.category], dice, normal));
}

/// An offer of the own store's, at cost and markup.
Offer own_offer(const Platform& p, std::size_t category, float quality, Money cost) {
    Offer offer;
    offer.own = true;
    offer.kind = SellerKind::Business;
    offer.category = static_cast<std::uint8_t>(category);
    offer.quality = offer.described = quality;
    offer.reference = p.world.spec().categories[category].reference_price;
    offer.cost = cost;
    offer.floor = offer.asks_for = offer.cost;
    offer.price = larger({1}, share_of(offer.cost, 1.0 + p.model().supply.markup));
    offer.up_to = p.plan.stock_up_to;
    offer.reorder_at = std::min(p.plan.reorder_at, offer.up_to - 1);
    return offer;
}

/// With its first stock, which the platform pays for.
void put_up(Platform& p, Offer& offer, const Ratings& ratings) {
    if (p.offers.size() + 1 > kMostOffers) throw OutOfRoom("out of numbers for offers; " + what_takes_the_room(p));
    buy_first_stock(p, offer);
    offer.first = static_cast<std::uint32_t>(p.offers.size());
    offer.rated = static_cast<std::uint32_t>(p.ratings.size());
    p.ratings.push_back(ratings);
    p.offers.push_back(offer);
}

/// The plans that can be subscribed to: an offer for each plan and category, plan by plan. Those beside a feed stand on
/// no page.
void open_plans(Platform& p) {
    const std::size_t categories = p.world.spec().categories.size();
    for (const SubscriptionPlanSpec& plan : p.model().subscription.plans) {
        const auto first = static_cast<std::uint32_t>(p.offers.size());
        p.ratings.push_back(past_true_to(p, plan.quality, p.model().supply.initial_ratings));
        for (std::size_t category = 0; category < categories; ++category) {
            Offer offer;
            offer.own = true;
            offer.kind = SellerKind::Business;
            offer.category = static_cast<std::uint8_t>(category);
            offer.is_listed = p.plan.sells_subscriptions;
            offer.first = first;
            offer.siblings = static_cast<std::uint8_t>(categories);
            offer.rated = static_cast<std::uint32_t>(p.ratings.size() - 1);
            buy_first_stock(p, offer);
            p.offers.push_back(offer);
            set_terms_of_plan(p, p.offers.size() - 1);
        }
    }
}

void open_own_store(Platform& p) {
    const SupplySpec& supply = p.model().supply;
    Seller store;
    store.kind = SellerKind::Business;
    store.is_store = true;
    p.sellers.push_back(store);
    if (p.plan.has_plans) open_plans(p);
    p.own_offers = p.offers.size();
    if (p.plan.sells_subscriptions || p.plan.is_feed) return;
    if (p.world.scenario().firm.is_there() && supply.kind == SupplyKind::Own) return;  // its goods are the firm's
    for (std::int64_t product = 0; product < supply.products; ++product) {
        // Numbered apart from independent sellers, so that adding these does not change the catalogue's draws.
        const Goods goods =
            draw_goods(p, 0x80000000U + static_cast<std::uint32_t>(product), supply.quality_alpha, supply.quality_beta);
        // A catalogue covers every category: products are dealt out in turn, not at random.
        const std::size_t category = static_cast<std::size_t>(product) < p.world.spec().categories.size()
                                         ? static_cast<std::size_t>(product)
                                         : goods.category;
        Offer offer = own_offer(p, category, goods.quality,
                                unit_cost(p, p.world.spec().categories[category], goods.quality,
                                          goods.cost_draws.front() * (1.0 - supply.unit_cost_advantage)));
        // Where providers serve their own region alone, every region has some.
        if (p.plan.serves_in_region)
            offer.region = static_cast<std::uint8_t>(static_cast<std::size_t>(product) /
                                                     p.world.spec().categories.size() % p.world.spec().regions.size());
        put_up(p, offer, past_true_to(p, goods.quality, supply.initial_ratings));
    }
    p.own_offers = p.offers.size();
}

/// An independent seller that joins today, with its catalogue.
struct Entrant {
    Seller seller;
    std::vector<Offer> offers;
    Ratings ratings;
};

/// Who thinks about selling: somebody of the world, the same in all models.
struct Person {
    std::uint32_t identity;
    std::size_t type, region;
    double outside_income_factor = 1.0, entry_cost_factor = 1.0;
};

/// `region` beside the drawn type, or a drawn one.
Person draw_person(const Platform& p, std::uint32_t identity, std::optional<std::size_t> region = {}) {
    const SellerBehaviourSpec& sellers = p.world.spec().sellers;
    Dice dice(p.world.plan.key, Purpose::Entry, identity, 0);
    Person person{.identity = identity, .type = p.world.plan.seller_type.pick(dice.uniform()), .region = 0};
    const std::size_t drawn = p.world.plan.region.pick(dice.uniform());
    person.region = region.value_or(drawn);
    person.outside_income_factor = draw_factor(dice, sellers.outside_income_spread);
    person.entry_cost_factor = draw_factor(dice, sellers.entry_cost_spread);
    return person;
}

/// What a seller of this type pays for a unit over what suppliers ask: where a reseller has no store to buy in, and is
/// said to buy in another one, that one's markup.
double bought_at(const Platform& p, const SellerTypeSpec& type) {
    return type.buys_in_store && !stocks_up_in_store(p, type) ? 1.0 + type.store_markup : 1.0;
}

/// A seller of this person's, with prices that follow from its goods.
Entrant entrant(const Platform& p, const Person& person, const Goods& goods) {
    const SellerTypeSpec& type = p.world.spec().seller_types[person.type];
    const SellerBehaviourSpec& sellers = p.world.spec().sellers;
    const CategorySpec& category = p.world.spec().categories[goods.category];
    Entrant e;
    Seller& seller = e.seller;
    seller.kind = type.kind;
    seller.type = static_cast<std::uint8_t>(person.type);
    seller.region = static_cast<std::uint8_t>(person.region);
    seller.joined = static_cast<std::uint16_t>(p.world.today);
    seller.identity = person.identity;
    seller.size = goods.size;
    seller.first_offer = static_cast<std::uint32_t>(p.offers.size());
    seller.offers = static_cast<std::uint16_t>(goods.cost_draws.size());
    seller.last_sale_day = p.world.today;
    seller.outside_income_per_day = static_cast<float>(static_cast<double>(sellers.outside_income_per_month.units) /
                                                       30.0 * goods.size * person.outside_income_factor);
    seller.profit_per_day = seller.outside_income_per_day;  // until it knows better, it just gets along
    for (const float cost_draw : goods.cost_draws) {
        Offer& offer = e.offers.emplace_back();
        offer.seller = static_cast<std::uint32_t>(p.sellers.size());
        offer.category = static_cast<std::uint8_t>(goods.category);
        offer.region = seller.region;
        offer.kind = seller.kind;
        offer.type = seller.type;
        offer.first = seller.first_offer;
        offer.siblings = static_cast<std::uint8_t>(seller.offers);
        offer.exposure = goods.size / static_cast<float>(seller.offers);
        offer.quality = goods.quality;
        offer.described = static_cast<float>(clamp01(goods.quality + type.misdescription));
        offer.reference = category.reference_price;
        const double draw = cost_draw * bought_at(p, type);
        offer.cost = unit_cost(p, category, goods.quality, draw);
        offer.floor = offer.cost;
        // A seller who describes goods as better than they are also asks the price of the better ones.
        const Money priced_as = unit_cost(p, category, offer.described, draw);
        offer.asks_for = priced_as;
        offer.price = larger({1}, share_of(priced_as, 1.0 + sellers.markup));
        offer.up_to = whole_part(type.units);
        if (p.plan.sells_by_auction) offer.up_to = std::max<std::int64_t>(1, offer.up_to / p.model().auction.listings);
    }
    return e;
}

/// Fills the shelf, pays for joining and lets the seller in; `has_goods` where its goods are in stock already. Returns
/// its number.
std::uint32_t move_in(Platform& p, Entrant e, bool has_goods) {
    if (p.offers.size() + e.offers.size() > kMostOffers)
        throw OutOfRoom("out of numbers for offers; " + what_takes_the_room(p));
    const bool stocks_up_later =
        e.seller.distributor != kNoDistributor || stocks_up_in_store(p, p.world.spec().seller_types[e.seller.type]);
    const Money joining = p.model().policing.identity_cost;
    if (!p.opens_today() && joining.units > 0) {
        p.own_books.move(Account::Sellers, Account::Platform, joining);
        p.own_tally.count(Count::ListingRevenue, joining);
        p.own_tally.count(Count::SellerIncome, -joining);
        e.seller.book({.fees = joining.units});
        e.seller.judged -= joining;  // once for all, and weighed before it was paid
    }
    for (Offer& offer : e.offers) {
        offer.reorder_at = offer.up_to / 2;
        if (!p.opens_today()) offer.price = first_price(p, p.offers.size(), offer);
        offer.rated = static_cast<std::uint32_t>(p.ratings.size());
        if (!has_goods && (!stocks_up_later || !p.plan.keeps_stock)) buy_first_stock(p, offer);
        p.offers.push_back(offer);
    }
    p.ratings.push_back(e.ratings);
    p.sellers.push_back(e.seller);
    return static_cast<std::uint32_t>(p.sellers.size() - 1);
}

/// The same for a person of the world, who may sell elsewhere too.
void let_in(World& world, Platform& p, Entrant e) {
    const auto first_offer = static_cast<std::uint32_t>(p.offers.size());
    const auto offers = static_cast<std::uint32_t>(e.offers.size());
    const bool has_goods = finds_goods_elsewhere(world, p, e.seller, e.seller.identity, offers);
    const std::uint32_t seller = move_in(p, std::move(e), has_goods);
    enrol(world, p, seller, first_offer, offers);
}

/// Of each good so many units are up for auction at a time: an offer each, which share its stock.
void list_side_by_side(Goods& goods, std::int64_t listings) {
    const std::vector<float> of_goods = std::exchange(goods.cost_draws, {});
    const auto room = static_cast<std::int64_t>(kMostOfASeller / of_goods.size());
    for (const float cost_draw : of_goods)
        for (std::int64_t i = 0; i < std::max<std::int64_t>(1, std::min(listings, room)); ++i)
            goods.cost_draws.push_back(cost_draw);
}

/// Somebody with goods of its own kind, who would sell them.
Entrant would_be_seller(const Platform& p, const Person& person) {
    const SellerTypeSpec& type = p.world.spec().seller_types[person.type];
    Goods goods = draw_goods(p, person.identity, type.quality_alpha, type.quality_beta);
    draw_catalogue(p, person.identity, goods);
    if (p.plan.sells_by_auction) list_side_by_side(goods, p.model().auction.listings);
    return entrant(p, person, goods);
}

/// Joins if it expects to earn enough by what sellers of its type have earned; somebody who sells elsewhere already as
/// it would list on any further platform.
bool join_if_it_pays(World& world, Platform& p, const Person& person) {
    const Merchant* const merchant = world.merchants.find(person.identity);
    if (merchant != nullptr && is_known_here(world, p, *merchant)) return false;
    Entrant e = would_be_seller(p, person);
    if (merchant != nullptr && sells_elsewhere(world, p, *merchant)) {
        // Whoever has just opened a first shop thinks of a second one later (merchants.h).
        if (opened_today(world, *merchant) || !would_list(world, p, *merchant, e.seller)) return false;
        let_in(world, p, std::move(e));
        p.own_tally.count(Count::SellerEntries);
        return true;
    }
    const SellerBehaviourSpec& sellers = p.world.spec().sellers;
    const double expected = p.prospects[person.type] * double{e.seller.size} * 30.0;
    const double cost = static_cast<double>(sellers.entry_cost.units) * person.entry_cost_factor +
                        static_cast<double>(p.model().policing.identity_cost.units);
    if (!joins(expected, double{e.seller.outside_income_per_day} * 30.0, cost, sellers.payback_months)) return false;
    let_in(world, p, std::move(e));
    p.own_tally.count(Count::SellerEntries);
    return true;
}

template <class Entry, class Name>
std::size_t place_of(const std::vector<Entry>& list, Name Entry::*name, const Name& wanted) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Entry& entry) { return entry.*name == wanted; });
    return static_cast<std::size_t>(found - list.begin());
}

/// What buyers said of a known seller before day 0; nothing where the scenario tells of no order.
Ratings past_of(const Platform& p, const std::string& seller) {
    Ratings past;
    for (const PastOrderSpec& order : p.world.spec().past_orders) {
        if (order.seller != seller) continue;
        past.transactions += 1.0;
        if (order.stars == 0.0) continue;
        past.count += 1.0;
        past.stars += order.stars;
        (order.stars >= p.world.spec().reviews.good_from_stars ? past.good : past.bad) += 1.0;
    }
    return past;
}

/// Numbers of people, apart for each way in which they come, so that none changes the draws of another. Sellers of
/// day 0 are numbered from 0, products of the own store from 0x80000000.
/// Those of day 0 who are on a later platform alone have numbers of its own, 2^25 for each place.
constexpr std::uint32_t kCandidatesFrom = 0x20000000U, kKnownFrom = 0x40000000U, kDistributorsFrom = 0x68000000U,
                        kBuyersFrom = 0xC0000000U;

/// The `number`-th who thinks about selling on a day.
std::uint32_t candidate(std::int64_t day, std::uint32_t number) {
    return kCandidatesFrom | (static_cast<std::uint32_t>(day) & 0xFFFFU) << 13U | std::min(number, 0x1FFFU);
}

/// Who the `i`-th seller of day 0 is: on a later platform somebody of the scenario's first model with sellers, with the
/// chance that the scenario says, or else somebody who is on this one alone.
std::uint32_t seller_of_day_0(const Platform& p, std::int64_t i) {
    constexpr unsigned kPeopleOfAPlace = 25;
    static_assert((kMaxPlatforms << kPeopleOfAPlace) <= kCandidatesFrom);
    const auto person = static_cast<std::uint32_t>(i);
    const std::vector<ModelSpec>& models = p.world.scenario().models;
    const auto first = std::find_if(models.begin(), models.end(), [](const ModelSpec& model) {
        return model.supply.kind != SupplyKind::Own && model.supply.sellers > 0;
    });
    const bool is_first = static_cast<std::ptrdiff_t>(p.number) == first - models.begin();
    if (!p.world.competes || is_first || person >> kPeopleOfAPlace != 0) return person;
    Dice dice(p.world.plan.key, Purpose::Listing, person, static_cast<std::uint32_t>(p.number));
    return dice.uniform() < p.world.spec().platforms.seller_overlap
               ? person
               : person + (static_cast<std::uint32_t>(p.number) << kPeopleOfAPlace);
}

/// The sellers of the scenario's own list.
void open_known_sellers(World& world, Platform& p) {
    p.first_known_seller = p.sellers.size();
    for (std::size_t i = 0; i < p.world.spec().known_sellers.size(); ++i) {
        const KnownSellerSpec& known = p.world.spec().known_sellers[i];
        const std::uint32_t who = kKnownFrom + static_cast<std::uint32_t>(i);
        Person person = draw_person(p, who);
        person.type = place_of(p.world.spec().seller_types, &SellerTypeSpec::kind, known.type);
        Goods goods = draw_goods(p, who, 1.0, 1.0);
        goods.quality = static_cast<float>(known.quality);
        if (!known.category.empty())
            goods.category = place_of(p.world.spec().categories, &CategorySpec::name, known.category);
        if (!known.region.empty()) person.region = place_of(p.world.spec().regions, &RegionSpec::name, known.region);
        Entrant e = entrant(p, person, goods);
        Offer& offer = e.offers.front();
        if (known.price.units > 0) {
            offer.price = known.price;
            offer.cost = larger({1}, share_of(known.price, 1.0 / (1.0 + p.world.spec().sellers.markup)));
            offer.floor = offer.asks_for = offer.cost;
        }
        offer.up_to = known.units;
        e.ratings = past_of(p, known.name);
        if (e.ratings.transactions == 0.0) e.ratings = past_true_to(p, goods.quality, p.model().supply.initial_ratings);
        let_in(world, p, std::move(e));
    }
}

/// Others than buyers who think about selling here today. Their number is rounded by one draw of the day, so that a
/// model with more sellers meets the same people and more.
std::uint32_t candidates_today(const Platform& p) {
    const double expected = p.world.spec().sellers.entry_per_day * static_cast<double>(p.plan.sellers);
    Dice dice(p.world.plan.key, Purpose::Entry, 0xFFFFFFFFU, static_cast<std::uint32_t>(p.world.today));
    return static_cast<std::uint32_t>(expected + dice.uniform());
}

/// Whether the `number`-th candidate, who thinks of several platforms this morning, goes to another one: where sellers
/// of its type earn most, joining included; among equals by a draw of its own.
bool prefers_another(const Platform& p, const Person& person, std::uint32_t number) {
    if (!p.world.competes || p.world.platforms.size() == 1) return false;
    const auto worth = [&](const Platform& at) {
        return std::pair(at.prospects[person.type] - static_cast<double>(at.model().policing.identity_cost.units) /
                                                         p.world.spec().sellers.payback_months / 30.0,
                         Dice(p.world.plan.key, Purpose::Listing, person.identity,
                              0x300U | static_cast<std::uint32_t>(at.number))());
    };
    return std::any_of(p.world.platforms.begin(), p.world.platforms.end(), [&](const auto& other) {
        return other.get() != &p && other->is_open() && !other->opens_today() && other->plan.sellers > 0 &&
               number < candidates_today(*other) && worth(*other) > worth(p);
    });
}

/// Banned cheats under a new name, with the goods they had, if joining does not cost more than the last name earned.
void let_cheats_return(World& world, Platform& p) {
    for (std::size_t i = 0; i < p.sellers.size(); ++i) {
        if (p.sellers[i].returns_on != p.world.today) continue;
        p.sellers[i].returns_on = kNever;
        if (p.sellers[i].income < p.model().policing.identity_cost) continue;
        Person person = draw_person(p, p.sellers[i].identity);
        person.type = p.sellers[i].type;
        person.region = p.sellers[i].region;
        let_in(world, p, would_be_seller(p, person));
        p.own_tally.count(Count::SellerReturns);
    }
}

}  // namespace

std::size_t plan_offers(const Platform& p) {
    return p.plan.has_plans ? p.model().subscription.plans.size() * p.world.spec().categories.size() : 0;
}

const SubscriptionPlanSpec& plan_of(const Platform& p, std::size_t offer) {
    return p.model().subscription.plans[offer / p.world.spec().categories.size()];
}

void set_terms_of_plan(Platform& p, std::size_t offer_number) {
    Offer& offer = p.offers[offer_number];
    const SubscriptionPlanSpec& plan = plan_of(p, offer_number);
    offer.quality = offer.described = static_cast<float>(plan.quality);
    offer.cost = plan.cost_per_period;
    offer.price = offer.floor = offer.asks_for = larger({1}, plan.price);
    // Prices are compared by 30 days.
    offer.reference = larger({1}, share_of(p.world.spec().categories[offer.category].reference_price,
                                           static_cast<double>(plan.period_days) / 30.0));
}

/// What buyers say of goods that came as they were expected, by the same cut points as ever.
Ratings past_true_to(const Platform& p, double quality, std::int64_t ratings) {
    Ratings past;
    if (ratings <= 0) return past;
    const auto n = static_cast<double>(ratings);
    const ReviewSpec& r = p.world.spec().reviews;
    const double rating = r.experience_weight * clamp01(quality - p.plan.nuisance) +
                          (1.0 - r.experience_weight) * p.world.spec().satisfaction.neutral + r.bias;
    const std::array<double, 5> shares = star_cuts(r).shares(rating);
    past.count = n;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double stars = static_cast<double>(i + 1);
        past.stars += n * shares[i] * stars;
        (stars >= r.good_from_stars ? past.good : past.bad) += n * shares[i];
    }
    past.transactions = n / std::max(0.05, own_or(p.model().own_rates.review, r.base_probability));
    return past;
}

void open_sellers(World& world, Platform& p) {
    const SellerBehaviourSpec& sellers = p.world.spec().sellers;
    p.prospects.assign(p.world.spec().seller_types.size(),
                       static_cast<double>(sellers.outside_income_per_month.units) / 30.0);
    if (p.model().supply.kind != SupplyKind::Sellers && p.world.spec().buyers > 0) open_own_store(p);
    for (std::int64_t i = 0; i < p.plan.sellers; ++i) {
        Entrant e = would_be_seller(p, draw_person(p, seller_of_day_0(p, i)));
        e.ratings = past_true_to(p, double{e.offers.front().quality}, p.model().supply.initial_ratings);
        let_in(world, p, std::move(e));
    }
    if (p.model().supply.kind != SupplyKind::Own && p.world.spec().buyers > 0) open_known_sellers(world, p);
    open_firm(world, p);
    open_distributors(p);
    start_prices(p);
}

void let_sellers_in(World& world, Platform& p) {
    if (p.opens_today() || p.plan.sellers == 0) return;
    // Buyers who were delighted yesterday.
    for (const BuyerTurnedSeller& buyer : std::exchange(p.new_sellers, {})) {
        Person person = draw_person(p, kBuyersFrom | buyer.buyer, std::size_t{buyer.region});
        if (!buyer.registers) {
            join_if_it_pays(world, p, person);
        } else if (p.plan.reseller_type != Plan::kNoType) {
            const Merchant* const merchant = world.merchants.find(person.identity);
            if (merchant != nullptr && is_known_here(world, p, *merchant)) continue;
            person.type = p.plan.reseller_type;
            let_in(world, p, would_be_seller(p, person));
            p.own_tally.count(Count::SellerEntries);
        }
    }
    const std::uint32_t candidates = candidates_today(p);
    for (std::uint32_t i = 0; i < candidates; ++i) {
        const Person person = draw_person(p, candidate(p.world.today, i));
        if (!prefers_another(p, person, i)) join_if_it_pays(world, p, person);
    }
    let_cheats_return(world, p);
}

std::uint32_t open_shelf_of_distributor(Platform& p, std::size_t distributor) {
    const Distributor& of = p.distributors[distributor];
    const Offer& product = p.offers[of.product];
    Person person = draw_person(p, kDistributorsFrom | static_cast<std::uint32_t>(distributor));
    person.type = p.plan.reseller_type;
    // One offer of the goods it deals in, on an empty shelf.
    Entrant e = entrant(p, person, {product.quality, {1.0F}, product.category});
    e.seller.distributor = static_cast<std::uint32_t>(distributor);
    const std::uint32_t seller = move_in(p, std::move(e), false);  // its goods are on this platform alone
    p.own_tally.count(Count::SellerEntries);
    return seller;
}

void open_further_shop(World& world, Platform& p, const Platform& from, const Seller& old) {
    Person person = draw_person(p, old.identity);
    person.type = old.type;
    person.region = old.region;
    Entrant e = would_be_seller(p, person);
    e.seller.merchant = old.merchant;
    e.seller.size = old.size;
    e.seller.outside_income_per_day = old.outside_income_per_day;
    // Goods that are sold elsewhere are what they are there, whoever drew or named them.
    if (e.offers.size() != old.offers && !p.plan.sells_by_auction && !from.plan.sells_by_auction) {
        e.offers.resize(old.offers, e.offers.front());
        e.seller.offers = old.offers;
    }
    for (std::size_t i = 0; i < e.offers.size() && e.offers.size() == old.offers; ++i) {
        const Offer& there = from.offers[old.first_offer + i];
        Offer& offer = e.offers[i];
        offer.category = there.category;
        offer.reference = there.reference;
        offer.exposure = there.exposure;
        offer.siblings = there.siblings;
        offer.quality = there.quality;
        offer.described = there.described;
        offer.cost = there.cost;
        offer.floor = there.floor;
        offer.asks_for = there.asks_for;
        offer.up_to = there.up_to;
        offer.price = larger({1}, share_of(offer.asks_for, 1.0 + p.world.spec().sellers.markup));
    }
    let_in(world, p, std::move(e));
    p.own_tally.count(Count::SellerEntries);
}

void open_own_copy(Platform& p, std::size_t number) {
    p.offers[number].is_copied = true;
    const Offer copied = p.offers[number];
    const SupplySpec& supply = p.model().supply;
    // What any own product is like, numbered on from the catalogue of day 0.
    const Goods drawn = draw_goods(p, 0x80000000U + static_cast<std::uint32_t>(p.all_own_offers()),
                                   supply.quality_alpha, supply.quality_beta);
    const double likeness = supply.entry.likeness;
    const auto quality =
        static_cast<float>(likeness * double{copied.quality} + (1.0 - likeness) * double{drawn.quality});
    const CategorySpec& category = p.world.spec().categories[copied.category];
    // From the seller's supplier or one like it, at what goods of this quality cost more or less.
    const double dearer = static_cast<double>(unit_cost(p, category, quality, 1.0).units) /
                          static_cast<double>(unit_cost(p, category, copied.quality, 1.0).units);
    Offer offer = own_offer(p, copied.category, quality,
                            larger({1}, share_of(copied.cost, dearer * (1.0 - supply.unit_cost_advantage))));
    offer.region = p.offers.front().region;
    put_up(p, offer, {});
    ++p.entered;
    price_new_own_offer(p, p.offers.size() - 1);
    p.own_tally.count(Count::ProductsEntered);
    p.own_books.move(Account::Platform, Account::Outside, supply.entry.cost_per_product);
    p.own_tally.count(Count::FixedCost, supply.entry.cost_per_product);
}

}  // namespace pasar
