// What the day does to sellers and their offers.
#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "agents/reputation.h"
#include "agents/seller_business.h"
#include "sim/phases/evening.h"
#include "sim/platform/firm.h"
#include "sim/world/world.h"

namespace pasar {

void update_offers(Platform& p, const std::vector<OfferTally>& today) {
    const double forgetting =
        p.model().reputation.system == ReputationSystem::Beta ? p.model().reputation.forgetting : 1.0;
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        const OfferTally& day = today[i];
        Offer& offer = p.offers[i];
        offer.stock += day.returned;
        offer.sold += day.demanded;
        offer.sold_since_review += day.demanded;
        const int rated = day.good + day.bad;
        // Ratings of one day count as simultaneous: they fade what was before, not each other.
        double kept = 1.0;  // multiplied out: the C library's power differs from machine to machine
        for (int rating = 0; forgetting < 1.0 && rating < rated; ++rating) kept *= forgetting;
        Ratings& ratings = p.ratings[offer.rated];
        ratings.good = ratings.good * kept + day.good;
        ratings.bad = ratings.bad * kept + day.bad;
        ratings.stars += day.stars;
        ratings.count += rated;
        ratings.transactions += day.settled;
        Seller& seller = p.sellers[offer.seller];
        if (offer.own)
            seller.ledger += day.ledger;
        else
            seller.book(day.ledger);
        seller.gmv += {day.gmv};
        seller.orders_served += day.orders;
        seller.cheats_recognised += day.cheats;
        if (day.orders > 0) seller.last_sale_day = p.world.today;
    }
}

void keep_reviews(Platform& p, const Outbox& today) {
    if (!p.keep_reviews) return;
    std::map<std::pair<std::uint32_t, std::uint8_t>, SellerDay> days;  // by seller and category
    const auto day_of = [&](std::size_t offer) -> SellerDay& {
        const Offer& of = p.offers[offer];
        SellerDay& day = days[{of.seller, of.category}];
        day.seller = of.seller;
        day.category = of.category;
        day.day = static_cast<std::uint16_t>(p.world.today);
        return day;
    };
    for (std::size_t i = 0; i < today.offers.size(); ++i) {
        if (today.offers[i].orders == 0) continue;
        SellerDay& day = day_of(i);
        day.orders += today.offers[i].orders;
        day.gmv += {today.offers[i].gmv};
    }
    for (const WrittenReview& review : today.written) {
        SellerDay& day = day_of(review.offer);
        (review.is_fake ? day.fake_reviews : day.reviews[review.stars - 1U]) += review.count;
    }
    std::map<std::pair<std::uint32_t, std::uint8_t>, std::pair<double, double>> scores;  // sum and number
    for (const Offer& offer : p.offers) {
        if (!offer.open || !days.contains({offer.seller, offer.category})) continue;
        auto& [sum, number] = scores[{offer.seller, offer.category}];
        sum += shown_score(p.model().reputation.system, p.ratings[offer.rated], p.conditions.quality_belief);
        number += 1.0;
    }
    for (auto& [key, day] : days) {
        if (const auto score = scores.find(key); score != scores.end())
            day.shown = score->second.first / score->second.second;
        p.seller_days.push_back(day);
    }
}

void judge_business(Platform& p) {
    if (p.plan.sellers == 0 && p.world.spec().known_sellers.empty()) return;
    const SellerBehaviourSpec& behaviour = p.world.spec().sellers;
    const std::size_t types = p.world.spec().seller_types.size();
    std::vector<double> earned(types, 0.0), size(types, 0.0);  // today, in offers' worth of catalogues
    for (Seller& seller : p.sellers) {
        if (seller.is_store || seller.stays || !is_in_business(seller)) continue;  // a firm has costs of its own
        const auto on_day = [&](Money a_month) {
            return share_on_day(a_month, double{seller.size} / 30.0, p.world.today);
        };
        // Who sells on several platforms is in business once; a further listing costs what keeping it up does.
        const Money full = on_day(behaviour.fixed_cost_per_month);
        const bool is_main = is_main_shop(p, static_cast<std::size_t>(&seller - p.sellers.data()));
        const Money fixed = is_main ? full : on_day(p.world.spec().platforms.listing_costs);
        p.own_books.move(Account::Sellers, Account::Outside, fixed);
        p.own_tally.count(Count::SellerIncome, -fixed);
        seller.book({.fixed = fixed.units});
        // What it would earn here if this were all it had: what newcomers can expect.
        const auto profit = static_cast<double>((seller.income - seller.judged + fixed - full).units);
        seller.judged = seller.income;
        seller.profit_per_day += static_cast<float>((profit - seller.profit_per_day) / behaviour.profit_days);
        earned[seller.type] += profit;
        size[seller.type] += seller.size;
    }
    for (std::size_t type = 0; type < types; ++type)
        if (size[type] > 0.0)
            p.prospects[type] += (earned[type] / size[type] - p.prospects[type]) / behaviour.profit_days;
}

void close_business(Platform& p, Seller& seller, SellerState state) {
    seller.state = state;
    for (std::uint32_t i = 0; i < seller.offers; ++i) p.offers[seller.first_offer + i].open = false;
}

namespace {

/// A seller who has hoped for a sale for too long, or for a living.
bool gives_up(const Platform& p, const Seller& seller) {
    const SellerBehaviourSpec& behaviour = p.world.spec().sellers;
    const std::span<const Offer> catalogue(p.offers.data() + seller.first_offer, seller.offers);
    const bool has_stock =
        std::any_of(catalogue.begin(), catalogue.end(), [](const Offer& offer) { return offer.stock > 0; });
    if (static_cast<double>(p.world.today - seller.last_sale_day) >= behaviour.idle_days_to_exit && has_stock)
        return true;
    const double fixed = static_cast<double>(behaviour.fixed_cost_per_month.units) * seller.size / 30.0;
    double chance = 0.0;
    if (has_other_shops(p, seller)) {
        // Only a listing is at stake: it is given up where it does not bring in what keeping it up costs.
        const double listing =
            static_cast<double>(p.world.spec().platforms.listing_costs.units) * double{seller.size} / 30.0;
        chance = chance_to_give_up(behaviour.gives_up_per_day, double{seller.profit_per_day} + fixed - listing, 0.0,
                                   listing);
    } else {
        chance =
            chance_to_give_up(behaviour.gives_up_per_day, seller.profit_per_day, seller.outside_income_per_day, fixed);
    }
    if (chance <= 0.0) return false;
    return Dice(p.key, Purpose::GiveUp, seller.identity, static_cast<std::uint32_t>(p.world.today)).uniform() < chance;
}

}  // namespace

void police_sellers(Platform& p) {
    for (std::size_t i = 0; i < p.sellers.size(); ++i) {
        Seller& seller = p.sellers[i];
        if (seller.is_store || !is_in_business(seller)) continue;
        const SellerTypeSpec& type = p.world.spec().seller_types[seller.type];
        if (seller.state == SellerState::Active && type.patience_orders > 0 &&
            seller.orders_served >= type.patience_orders) {
            seller.state = SellerState::CashingIn;
            for (std::uint32_t k = 0; k < seller.offers; ++k) p.offers[seller.first_offer + k].cashing_in = true;
            p.own_tally.count(Count::ExitScams);
        }
        if (seller.cheats_recognised >= p.model().policing.cheats_to_ban) {
            close_business(p, seller, SellerState::Banned);
            p.own_tally.count(Count::SellerBans);
            Dice dice(p.key, Purpose::Policing, static_cast<std::uint32_t>(i), 0xFFFFFFFFU);
            if (dice.uniform() < p.model().policing.return_under_new_name && !seller.stays)
                seller.returns_on = static_cast<std::uint16_t>(
                    std::min<std::int64_t>(p.world.today + 1 + p.model().policing.return_days, kNever - 1));
        } else if (!seller.stays && gives_up(p, seller)) {
            close_business(p, seller, SellerState::Gone);
            p.own_tally.count(Count::SellerExits);
        }
    }
}

}  // namespace pasar
