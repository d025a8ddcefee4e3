// What the day does to sellers and their offers.
#include <algorithm>
#include <map>
#include <utility>

#include "agents/reputation.h"
#include "sim/phases/evening.h"
#include "sim/platform/firm.h"
#include "sim/platform/rounding.h"
#include "sim/world/world.h"

namespace pasar {

void update_offers(Platform& p, const std::vector<OfferTally>& today) {
    const double forgetting =
        p.model().reputation.system == ReputationSystem::Beta ? p.model().reputation.forgetting : 1.0;
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        const OfferTally& day = today[i];
        Offer& offer = p.offers[i];
        offer.stock += day.returned;
        if (day.orders > 0) offer.last_sale_day = p.world.today;
        offer.sold += day.demanded;
        offer.sold_since_review += day.demanded;
        const int rated = day.good + day.bad;
        // Ratings of one day count as simultaneous: they fade what was before, not each other.
        double kept = 1.0;  // multiplied out: the C library's power differs from machine to machine
        for (int rating = 0; forgetting < 1.0 && rating < rated; ++rating) kept *= forgetting;
        offer.ratings.good = offer.ratings.good * kept + day.good;
        offer.ratings.bad = offer.ratings.bad * kept + day.bad;
        offer.ratings.stars += day.stars;
        offer.ratings.count += rated;
        offer.ratings.transactions += day.settled;
        Seller& seller = p.sellers[offer.seller];
        if (offer.own)
            seller.ledger += day.ledger;
        else
            seller.book(day.ledger);
        seller.gmv += {day.gmv};
        seller.orders_served += day.orders;
        seller.cheats_recognised += day.cheats;
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
        sum += shown_score(p.model().reputation.system, offer.ratings, p.conditions.quality_belief);
        number += 1.0;
    }
    for (auto& [key, day] : days) {
        if (const auto score = scores.find(key); score != scores.end())
            day.shown = score->second.first / score->second.second;
        p.seller_days.push_back(day);
    }
}

void police_sellers(Platform& p) {
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        Offer& offer = p.offers[i];
        if (!offer.open) continue;
        Seller& seller = p.sellers[offer.seller];
        const SellerTypeSpec& type = p.world.spec().seller_types[seller.type];
        if (seller.state == SellerState::Active && type.patience_orders > 0 &&
            seller.orders_served >= type.patience_orders) {
            seller.state = SellerState::CashingIn;
            offer.cashing_in = true;
            p.own_tally.count(Count::ExitScams);
        }
        if (seller.cheats_recognised >= p.model().policing.cheats_to_ban) {
            seller.state = SellerState::Banned;
            offer.open = false;
            p.own_tally.count(Count::SellerBans);
            Dice dice(p.world.plan.key, Purpose::Policing, offer.seller, 0xFFFFFFFFU);
            if (dice.uniform() < p.model().policing.return_under_new_name && !is_firm(p, offer.seller))
                seller.returns_on = static_cast<std::uint16_t>(
                    std::min<std::int64_t>(p.world.today + 1 + p.model().policing.return_days, kNever - 1));
        } else if (static_cast<double>(p.world.today - offer.last_sale_day) >=
                       p.world.spec().sellers.idle_days_to_exit &&
                   offer.stock > 0 && !is_firm(p, offer.seller)) {
            seller.state = SellerState::Gone;
            offer.open = false;
            p.own_tally.count(Count::SellerExits);
        }
    }
}

/// Independent sellers look at their price every so many days: cheaper where sales miss the goal, dearer where they
/// beat it by half; never below cost. A seller out of stock learns nothing from not selling.
void adapt_prices(Platform& p) {
    const SellerBehaviourSpec& behaviour = p.world.spec().sellers;
    if (behaviour.price_step <= 0.0) return;
    const double goal = behaviour.sales_goal_per_week * static_cast<double>(behaviour.price_review_days) / 7.0;
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        Offer& offer = p.offers[i];
        // Not all on the same day.
        if (!offer.open || (p.world.today + static_cast<std::int64_t>(i)) % behaviour.price_review_days != 0) continue;
        if (is_priced_by_firm(p, i)) continue;
        const auto sold = static_cast<double>(offer.sold_since_review);
        // A price of few units cannot take a step of 2 %, but one unit every so many times.
        const auto stepped = [&](double step) {
            return fair_share(offer.price, 1.0 + step, [&] {
                return rounding_draw(p.world.plan.key, Rounded::Price, static_cast<std::uint32_t>(i),
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

}  // namespace pasar
