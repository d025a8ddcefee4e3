#include "sim/world/merchants.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "agents/dice.h"
#include "agents/seller_business.h"
#include "sim/phases/evening.h"
#include "sim/platform/firm.h"
#include "sim/platform/sellers.h"
#include "sim/world/run.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

Platform& platform_of(const World& world, const Outlet& outlet) { return *world.platforms[outlet.platform]; }

std::uint32_t index_in_world(const World& world, const Platform& p) {
    std::uint32_t index = 0;
    while (world.platforms[index].get() != &p) ++index;
    return index;
}

bool has_several_platforms(const World& world) { return world.competes && world.platforms.size() > 1; }

bool is_open(const World& world, const Outlet& outlet) { return is_in_business(seller_at(world, outlet)); }

/// Whether goods on offer here can be the same units as are on offer elsewhere.
bool can_share_stock(const Platform& p) { return p.plan.keeps_stock && !p.plan.sells_by_auction; }

const Outlet* outlet_of(const World& world, const Platform& p, std::size_t offer_number, const Merchant*& merchant) {
    const std::uint32_t seller = p.offers[offer_number].seller, number = p.sellers[seller].merchant;
    if (number == kNoMerchant) return nullptr;
    merchant = &world.merchants.all[number];
    if (merchant->goods.empty()) return nullptr;
    for (const Outlet& outlet : merchant->outlets)
        if (outlet.shares_stock && outlet.seller == seller && world.platforms[outlet.platform].get() == &p)
            return &outlet;
    return nullptr;
}

std::int64_t sold_at(const World& world, const Merchant& merchant, const Outlet& outlet) {
    const Platform& p = platform_of(world, outlet);
    const std::size_t offers = outlet.shares_stock ? merchant.offers : p.sellers[outlet.seller].offers;
    std::int64_t sold = 0;
    for (std::size_t i = 0; i < offers; ++i) sold += p.offers[outlet.first_offer + i].sold;
    return sold;
}

/// The open shop that sold most so far, on the first such platform; one that can order for all before others.
void choose_main(const World& world, Merchant& merchant) {
    if (merchant.outlets.size() < 2) return;
    const auto rank = [&](const Outlet& outlet) {
        return std::tuple(is_open(world, outlet), outlet.shares_stock, sold_at(world, merchant, outlet),
                          -static_cast<std::int64_t>(outlet.platform));
    };
    merchant.main = 0;
    for (std::uint32_t i = 1; i < merchant.outlets.size(); ++i)
        if (rank(merchant.outlets[i]) > rank(merchant.outlets[merchant.main])) merchant.main = i;
}

/// What each shop's stock has changed by is that of all.
void pool(const World& world, Merchant& merchant) {
    for (std::size_t g = 0; g < merchant.goods.size(); ++g) {
        SharedGood& good = merchant.goods[g];
        const std::int64_t before = good.stock;
        for (const Outlet& outlet : merchant.outlets)
            if (outlet.shares_stock)
                good.stock += platform_of(world, outlet).offers[outlet.first_offer + g].stock - before;
    }
}

void show_stock(const World& world, const Merchant& merchant) {
    for (std::size_t g = 0; g < merchant.goods.size(); ++g)
        for (const Outlet& outlet : merchant.outlets)
            if (outlet.shares_stock)
                platform_of(world, outlet).offers[outlet.first_offer + g].stock = merchant.goods[g].stock;
}

/// What stands for the goods themselves is alike in all shops, as it is in this one: a reseller's are what its main
/// shop bought last.
void show_goods(const World& world, const Merchant& merchant, const Outlet& as_here) {
    if (!as_here.shares_stock) return;
    for (std::size_t g = 0; g < merchant.goods.size(); ++g) {
        const Offer source = platform_of(world, as_here).offers[as_here.first_offer + g];
        for (const Outlet& outlet : merchant.outlets) {
            if (!outlet.shares_stock) continue;
            Offer& offer = platform_of(world, outlet).offers[outlet.first_offer + g];
            offer.stock = merchant.goods[g].stock;
            offer.cost = source.cost;
            offer.floor = source.floor;
            offer.asks_for = source.asks_for;
            offer.quality = source.quality;
            if (!offer.own && !source.own) offer.described = source.described;  // its own store says what goods are
        }
    }
}

/// From here on the stock of the first outlet is that of all.
void begin_to_share(World& world, Merchant& merchant, const Outlet& first) {
    const Platform& p = platform_of(world, first);
    for (std::uint32_t g = 0; g < merchant.offers; ++g) {
        const Offer& offer = p.offers[first.first_offer + g];
        merchant.goods.push_back({.stock = offer.stock, .bought = offer.stock + offer.ordered + offer.sold});
    }
}

const Outlet* first_that_shares(const Merchant& merchant) {
    const auto found =
        std::find_if(merchant.outlets.begin(), merchant.outlets.end(), [](const Outlet& o) { return o.shares_stock; });
    return found == merchant.outlets.end() ? nullptr : &*found;
}

/// The latest merchant of this identity whose goods are those of a shop that opens here; shops on this platform alone
/// are former names, with goods of their own.
std::uint32_t same_goods_elsewhere(const World& world, const Platform& p, std::uint32_t identity, std::size_t type,
                                   std::size_t offers) {
    const auto found = world.merchants.of_identity.find(identity);
    if (found == world.merchants.of_identity.end()) return kNoMerchant;
    const Merchant& merchant = world.merchants.all[found->second];
    if (identity == kFirm) return found->second;
    const bool is_elsewhere = std::any_of(merchant.outlets.begin(), merchant.outlets.end(), [&](const Outlet& outlet) {
        return world.platforms[outlet.platform].get() != &p;
    });
    if (!is_elsewhere || seller_at(world, merchant.outlets.front()).type != type) return kNoMerchant;
    // Where goods are auctioned, offers are listings side by side, and their number says nothing.
    const Outlet* const shares = first_that_shares(merchant);
    if (can_share_stock(p) && shares != nullptr && merchant.offers != offers) return kNoMerchant;
    return found->second;
}

/// Whose shop one that opens is: a further shop is that of whoever opens it, whoever else goes by the same identity.
std::uint32_t merchant_of_new(const World& world, const Platform& p, const Seller& seller, std::uint32_t identity,
                              std::size_t offers) {
    if (seller.merchant != kNoMerchant) return seller.merchant;
    return same_goods_elsewhere(world, p, identity, seller.type, offers);
}

/// Costs and fixed costs of a day at the seller's size, in money units.
double a_day(Money a_month, const Seller& seller) {
    return static_cast<double>(a_month.units) * double{seller.size} / 30.0;
}

/// What it earned less than others of its type where it gave up.
void remember_closed_shops(const World& world, Merchant& merchant) {
    for (Outlet& outlet : merchant.outlets) {
        if (outlet.is_closed || is_open(world, outlet)) continue;
        const Platform& p = platform_of(world, outlet);
        const Seller& seller = seller_at(world, outlet);
        outlet.is_closed = true;
        outlet.below_others = static_cast<float>(p.prospects[seller.type] -
                                                 double{seller.profit_per_day} / static_cast<double>(seller.size));
    }
}

/// Somebody who in all shops together earns less than it could elsewhere.
void give_up_all(World& world, const Merchant& merchant) {
    const std::size_t open = open_outlets(world, merchant);
    if (open < 2) return;
    const SellerBehaviourSpec& behaviour = world.spec().sellers;
    const Seller& main = seller_at(world, merchant.outlets[merchant.main]);
    if (main.stays || main.is_store) return;  // the firm never gives up
    const double fixed = a_day(behaviour.fixed_cost_per_month, main);
    const double listing = a_day(world.spec().platforms.listing_costs, main);
    const double further = static_cast<double>(open - 1);
    double profit = further * (fixed - listing);  // shops reckon as if each bore all fixed costs
    for (const Outlet& outlet : merchant.outlets)
        if (is_open(world, outlet)) profit += double{seller_at(world, outlet).profit_per_day};
    const double chance = chance_to_give_up(behaviour.gives_up_per_day, profit, double{main.outside_income_per_day},
                                            fixed + further * listing);
    if (chance <= 0.0) return;
    // On days after those by which platforms' own draws are keyed.
    constexpr std::uint32_t kOfTheWorld = 0x40000000U;
    Dice dice(world.plan.key, Purpose::GiveUp, merchant.identity,
              kOfTheWorld | static_cast<std::uint32_t>(world.today));
    if (dice.uniform() >= chance) return;
    for (const Outlet& outlet : merchant.outlets) {
        if (!is_open(world, outlet)) continue;
        Platform& p = platform_of(world, outlet);
        close_business(p, p.sellers[outlet.seller], SellerState::Gone);
        p.own_tally.count(Count::SellerExits);
    }
}

/// Whether sellers can come to the platform today.
bool takes_sellers(const Platform& p) {
    return p.plan.sellers > 0 && p.is_open() && !p.opens_today() && !p.plan.has_plans && !p.plan.is_feed;
}

/// Thinks of each platform on which it is not.
void think_of_listing(World& world, std::uint32_t number) {
    const Merchant& merchant = world.merchants.all[number];
    if (merchant.outlets.empty() || open_outlets(world, merchant) == 0) return;
    const Outlet from = merchant.outlets[merchant.main];
    const Seller seller = seller_at(world, from);  // a copy: sellers move when one joins
    if (seller.is_store || seller.stays || !is_in_business(seller)) return;
    for (const std::unique_ptr<Platform>& platform : world.platforms) {
        Platform& p = *platform;
        if (!takes_sellers(p)) continue;
        const Merchant& now = world.merchants.all[number];
        // Whoever was banned does not come back this way.
        if (is_known_here(world, p, now) || !would_list(world, p, now, seller)) continue;
        open_further_shop(world, p, platform_of(world, from), seller);
    }
}

}  // namespace

const Merchant* Merchants::find(std::uint32_t identity) const {
    const auto found = of_identity.find(identity);
    return found == of_identity.end() ? nullptr : &all[found->second];
}

const Seller& seller_at(const World& world, const Outlet& outlet) {
    return platform_of(world, outlet).sellers[outlet.seller];
}

std::size_t open_outlets(const World& world, const Merchant& merchant) {
    return static_cast<std::size_t>(std::count_if(merchant.outlets.begin(), merchant.outlets.end(),
                                                  [&](const Outlet& outlet) { return is_open(world, outlet); }));
}

bool sells_elsewhere(const World& world, const Platform& p, const Merchant& merchant) {
    return std::any_of(merchant.outlets.begin(), merchant.outlets.end(), [&](const Outlet& outlet) {
        return world.platforms[outlet.platform].get() != &p && is_open(world, outlet);
    });
}

bool is_known_here(const World& world, const Platform& p, const Merchant& merchant) {
    return std::any_of(merchant.outlets.begin(), merchant.outlets.end(), [&](const Outlet& outlet) {
        return world.platforms[outlet.platform].get() == &p &&
               (is_open(world, outlet) || seller_at(world, outlet).state == SellerState::Banned);
    });
}

bool opened_today(const World& world, const Merchant& merchant) {
    return std::any_of(merchant.outlets.begin(), merchant.outlets.end(), [&](const Outlet& outlet) {
        return is_open(world, outlet) && seller_at(world, outlet).joined == world.today;
    });
}

bool has_other_shops(const Platform& p, const Seller& seller) {
    return seller.merchant != kNoMerchant && open_outlets(p.world, p.world.merchants.all[seller.merchant]) > 1;
}

bool is_main_shop(const Platform& p, std::size_t seller) {
    if (!has_other_shops(p, p.sellers[seller])) return true;
    const Merchant& merchant = p.world.merchants.all[p.sellers[seller].merchant];
    const Outlet& main = merchant.outlets[merchant.main];
    // Where the main one was closed since the morning, the first that is open stands in for it.
    const auto bears = is_open(p.world, main)
                           ? merchant.outlets.begin() + merchant.main
                           : std::find_if(merchant.outlets.begin(), merchant.outlets.end(),
                                          [&](const Outlet& outlet) { return is_open(p.world, outlet); });
    return bears->seller == seller && p.world.platforms[bears->platform].get() == &p;
}

bool finds_goods_elsewhere(const World& world, const Platform& p, const Seller& seller, std::uint32_t identity,
                           std::size_t offers) {
    if (!has_several_platforms(world) || !can_share_stock(p)) return false;
    const std::uint32_t merchant = merchant_of_new(world, p, seller, identity, offers);
    return merchant != kNoMerchant && first_that_shares(world.merchants.all[merchant]) != nullptr;
}

void enrol(World& world, Platform& p, std::uint32_t seller_number, std::uint32_t first_offer, std::uint32_t offers) {
    if (!has_several_platforms(world)) return;
    Seller& seller = p.sellers[seller_number];
    const std::uint32_t identity = is_firm(p, seller_number) ? kFirm : seller.identity;
    std::uint32_t number = merchant_of_new(world, p, seller, identity, offers);
    if (number == kNoMerchant) {
        number = static_cast<std::uint32_t>(world.merchants.all.size());
        world.merchants.of_identity[identity] = number;
        world.merchants.all.emplace_back().identity = identity;
    }
    Merchant* const merchant = &world.merchants.all[number];
    seller.merchant = number;
    pool(world, *merchant);
    if (open_outlets(world, *merchant) > 0 && identity != kFirm)
        // Until it knows better, the listing just pays for itself.
        seller.profit_per_day = static_cast<float>(a_day(world.spec().platforms.listing_costs, seller) -
                                                   a_day(world.spec().sellers.fixed_cost_per_month, seller));
    const Outlet* const found = first_that_shares(*merchant);
    const std::optional<Outlet> shares = found != nullptr ? std::optional(*found) : std::nullopt;
    const bool joins_them = can_share_stock(p);
    if (joins_them && !shares) merchant->offers = offers;
    if (joins_them && shares && merchant->goods.empty()) begin_to_share(world, *merchant, *shares);
    merchant->outlets.push_back({.platform = index_in_world(world, p),
                                 .seller = seller_number,
                                 .first_offer = first_offer,
                                 .shares_stock = joins_them});
    choose_main(world, *merchant);
    if (joins_them && shares) show_goods(world, *merchant, *shares);
}

bool shares_stock(const Platform& p, std::size_t offer) {
    const Merchant* merchant = nullptr;
    return !p.world.merchants.all.empty() && outlet_of(p.world, p, offer, merchant) != nullptr;
}

bool is_ordered_elsewhere(const Platform& p, std::size_t offer) {
    if (p.world.merchants.all.empty()) return false;
    const Merchant* merchant = nullptr;
    const Outlet* const here = outlet_of(p.world, p, offer, merchant);
    if (here == nullptr) return false;
    if (here != &merchant->outlets[merchant->main]) return true;
    const std::size_t good = offer - here->first_offer;
    return std::any_of(merchant->outlets.begin(), merchant->outlets.end(), [&](const Outlet& outlet) {
        return outlet.shares_stock && platform_of(p.world, outlet).offers[outlet.first_offer + good].ordered > 0;
    });
}

void note_bought(World& world, const Platform& p, std::size_t offer, std::int64_t units) {
    if (world.merchants.all.empty()) return;
    const Merchant* merchant = nullptr;
    const Outlet* const here = outlet_of(world, p, offer, merchant);
    if (here == nullptr) return;
    const std::uint32_t number = p.sellers[p.offers[offer].seller].merchant;
    world.merchants.all[number].goods[offer - here->first_offer].bought += units;
}

void note_passed_on(World& world, const Platform& p, std::size_t offer, std::int64_t units) {
    if (!shares_stock(p, offer)) return;
    note_bought(world, p, offer, -units);
    Merchant& merchant = world.merchants.all[p.sellers[p.offers[offer].seller].merchant];
    pool(world, merchant);
    show_stock(world, merchant);
}

bool would_list(const World& world, const Platform& p, const Merchant& merchant, const Seller& seller) {
    const PlatformChoiceSpec& spec = world.spec().platforms;
    const SellerBehaviourSpec& sellers = world.spec().sellers;
    double a_day_and_offer = p.prospects[seller.type];
    for (const Outlet& outlet : merchant.outlets)  // it knows how it did there itself
        if (outlet.is_closed && world.platforms[outlet.platform].get() == &p)
            a_day_and_offer = p.prospects[seller.type] - double{outlet.below_others};
    // What it has to pay for being in business it pays already.
    const double profit = a_day_and_offer * 30.0 + static_cast<double>(sellers.fixed_cost_per_month.units);
    const double joining = static_cast<double>(p.model().policing.identity_cost.units) / sellers.payback_months /
                           static_cast<double>(seller.size);
    const double chance = lists_on(profit, static_cast<double>(spec.listing_costs.units) + joining,
                                   static_cast<double>(spec.listing_noise.units));
    // What else speaks for it and against it is this person's, for this platform, once and for all: a review that finds
    // nothing new changes nothing. Numbers up to kMaxPlatforms are drawn on day 0 (sellers.cpp).
    constexpr std::uint32_t kReviews = 0x100U;
    return Dice(world.plan.key, Purpose::Listing, seller.identity, kReviews | static_cast<std::uint32_t>(p.number))
               .uniform() < chance;
}

void show_shared_stock(World& world) {
    for (const Merchant& merchant : world.merchants.all) show_stock(world, merchant);
}

void begin_day_of_merchants(World& world) {
    if (world.merchants.all.empty()) return;
    for (Merchant& merchant : world.merchants.all) {
        remember_closed_shops(world, merchant);
        choose_main(world, merchant);
        for (std::size_t g = 0; g < merchant.goods.size(); ++g)
            for (const Outlet& outlet : merchant.outlets) {
                if (!outlet.shares_stock) continue;
                Offer& offer = platform_of(world, outlet).offers[outlet.first_offer + g];
                if (offer.ordered == 0 || offer.restock_day > world.today) continue;
                merchant.goods[g].stock += offer.ordered;
                offer.ordered = 0;
            }
    }
    show_shared_stock(world);
    if (world.today == 0) return;
    const auto every = static_cast<std::uint32_t>(world.spec().platforms.listing_review_days);
    const std::size_t there = world.merchants.all.size();  // those who open a first shop today think later
    for (std::uint32_t number = 0; number < there; ++number) {
        Merchant& merchant = world.merchants.all[number];
        give_up_all(world, merchant);
        // Each on days of its own, the same in every world.
        const std::uint32_t turn = Dice(world.plan.key, Purpose::Listing, merchant.identity, 0x200U)() % every;
        if (static_cast<std::uint32_t>(world.today) % every == turn) think_of_listing(world, number);
    }
}

void pool_stock(World& world, bool returns) {
    for (Merchant& merchant : world.merchants.all) {
        if (merchant.goods.empty()) continue;
        if (returns)
            for (SharedGood& good : merchant.goods) good.returned -= good.stock;
        pool(world, merchant);
        if (returns)
            for (SharedGood& good : merchant.goods) good.returned += good.stock;
        show_goods(world, merchant, merchant.outlets[merchant.main]);
    }
    show_shared_stock(world);
}

void check_shared_stock(const World& world) {
    for (const Merchant& merchant : world.merchants.all)
        for (std::size_t g = 0; g < merchant.goods.size(); ++g) {
            const SharedGood& good = merchant.goods[g];
            std::int64_t under_way = 0, sold = 0;
            for (const Outlet& outlet : merchant.outlets) {
                if (!outlet.shares_stock) continue;
                const Offer& offer = platform_of(world, outlet).offers[outlet.first_offer + g];
                under_way += offer.ordered;
                sold += offer.sold;
            }
            if (good.bought + good.returned != good.stock + under_way + sold)
                throw Contradiction(fmt::format(
                    "day {}: seller {} bought {} units of a good for all its shops and got {} back, but sold {} and "
                    "has {}",
                    world.today, merchant.identity, good.bought, good.returned, sold, good.stock + under_way));
        }
}

}  // namespace pasar
