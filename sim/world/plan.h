// A scenario made ready to run: what the loops of the day need from its parameters, looked up and scaled once. Made
// anew only when the scenario in force changes.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "agents/dice.h"
#include "agents/reputation.h"
#include "agents/satisfaction.h"
#include "scenarios/scenario.h"

namespace pasar {

/// How the market's buyers turn ratings into stars.
[[nodiscard]] inline StarCuts star_cuts(const ReviewSpec& r) {
    return {{r.two_stars_from, r.three_stars_from, r.four_stars_from, r.five_stars_from}, r.taste};
}

/// Most offers that a buyer considers.
inline constexpr std::size_t kLargestPage = 64;

/// Delivery zones: the same region, another region of the island, another island.
inline constexpr std::size_t kZones = 3;
template <class T>
using ByZone = std::array<T, kZones>;

struct SegmentPlan {
    std::uint32_t first_block = 0;  ///< buyers of a segment fill whole blocks, so that a block has one segment
    std::uint32_t blocks = 0;
    std::int64_t buyers = 0;
    double wish_rate = 0.0;  ///< mean, per day
    double quality_weight = 0.0, price_weight = 0.0, delay_weight = 0.0, own_experience = 0.0;
    double discount_weight = 0.0;  ///< price_weight by the segment's response to discounts
    double level = 0.0;            ///< utility of an offer of the reference page
    double outside_weight = 1.0;   ///< e^V of buying elsewhere or nothing
    double usual_order = 1.0;      ///< what an order comes to at reference prices, in money
    double mean_stakes = 1.0;      ///< of money_at_stake() over categories and baskets, before it is normalised to 1
    double patience_seconds = 0.0;
    std::int64_t loudness = 1000;    ///< of a detractor, in thousandths
    std::int64_t praise = 1000;      ///< loudness of a promoter, likewise
    std::size_t customer_class = 0;  ///< index into WorldPlan::classes
};

/// Segments that weigh offers alike form one class, so that exp(V) is worked out once for all of them.
struct CustomerClass {
    double quality_weight, price_weight, review_reading;
    bool operator==(const CustomerClass&) const = default;
};

/// Units of an order of a segment with this `basket`, of which its draw on (0, 1) decides: between 1 and 255.
struct Basket {
    std::int64_t whole;
    double part;  ///< chance of a unit more

    explicit Basket(double basket)
        : whole(static_cast<std::int64_t>(basket)), part(basket - static_cast<double>(whole)) {}
    [[nodiscard]] bool has_more(double draw) const { return draw < part; }
    [[nodiscard]] std::int64_t units(bool more) const {
        return std::clamp<std::int64_t>(whole + (more ? 1 : 0), 1, 255);
    }
};

/// Picks an index by cumulative shares.
class Picker {
public:
    void add(double share) { bounds_.push_back((bounds_.empty() ? 0.0 : bounds_.back()) + share); }
    [[nodiscard]] bool empty() const { return bounds_.empty() || bounds_.back() <= 0.0; }
    /// `uniform` on (0, 1). Pre: not empty.
    [[nodiscard]] std::size_t pick(double uniform) const {
        const double point = uniform * bounds_.back();
        std::size_t i = 0;
        while (i + 1 < bounds_.size() && point >= bounds_[i]) ++i;
        return i;
    }

private:
    std::vector<double> bounds_;
};

/// A courier's lines, the same for every platform.
struct CourierPlan {
    ByZone<double> days{};
    ByZone<Money> price{};
    double capacity = 0.0;  ///< parcels a day
    /// By region of buyers: multiplies its loss, damage, failed attempts and data errors there.
    std::vector<double> trouble;
};

/// What is the same for all platforms.
struct WorldPlan {
    WorldPlan(const Scenario& scenario, std::int64_t replication);

    WorldKey key;
    double scale = 1.0;  ///< of counted capacities: buyers / sized_for
    std::vector<SegmentPlan> segments;
    std::vector<CustomerClass> classes;
    Picker region, category, payment, seller_type;
    std::vector<std::vector<std::uint8_t>> zone;  ///< [region][region]
    std::vector<CourierPlan> couriers;
    ByZone<std::size_t> cheapest_courier{};
    double mean_reference_price = 1.0;
    Disconfirmation disconfirmation{};
    std::int64_t months = 1;
    std::vector<double> taste_shares;  ///< [model]: of buyers' own tastes for platforms

    [[nodiscard]] std::int64_t month_of(std::int64_t day) const { return day / 30; }
    /// What `times` a daily budget or cost, written for `sized_for` buyers, comes to in this market on `day`.
    [[nodiscard]] Money scaled(Money amount, std::int64_t day, double times = 1.0) const {
        return share_on_day(amount, scale * times, day);
    }
};

/// What copying a digital good weighs for those who would: e^V, under the licences of this platform, and as it would
/// without any protection. 0 where nothing can be copied.
struct CopyAtHand {
    double weight = 0.0, unprotected = 0.0;
};

/// What one platform's business model makes of it.
struct Plan {
    Plan(const WorldPlan& world, const MarketSpec& market, const ModelSpec& model, const FirmSpec& firm = FirmSpec());

    /// Of what the platform's own site and staff are and cost: the world's, or 1 for the store of the scenario's firm,
    /// which is never scaled.
    double scale = 1.0;
    [[nodiscard]] Money scaled(Money amount, std::int64_t day, double times = 1.0) const {
        return share_on_day(amount, scale * times, day);
    }
    std::vector<std::size_t> pages;    ///< offers considered, by segment
    std::vector<std::size_t> offered;  ///< indices of the payment methods offered
    Picker offered_payment;            ///< one of `offered`
    std::vector<bool> is_offered;      ///< by payment method
    std::vector<double> payment_risk;  ///< by payment method, as seen by buyers, after protection
    /// By payment method: chance that an order which begins with it is paid for, another try included.
    std::vector<double> payment_chance;
    /// [payment method][category]: risk of being left with goods that do not fit, seen in paying this way.
    std::vector<std::vector<double>> fit_risk;
    std::vector<double> levels;       ///< by segment: utility of an offer of the reference page
    double to_point = 0.0;            ///< share of orders collected at a parcel point
    Money door_cost;                  ///< of calls and checks of addresses, for each parcel to a door
    ByZone<double> promised_days{};   ///< from order to door
    ByZone<Money> shipping_charge{};  ///< what a buyer pays
    ByZone<double> shipping_price{};  ///< what the courier takes, on average, in money units
    /// Somebody sets prices, or decides whether to cheat, by what buyers choose: exposure and costs are counted for it.
    bool watches_demand = false;
    bool sells_by_auction = false, takes_bookings = false;
    bool sells_subscriptions = false;  ///< plans paid for period by period are what is chosen among
    bool is_feed = false;              ///< visits are free, and end without an order
    bool has_plans = false;            ///< all orders are bills of subscriptions: to plans, or beside a feed
    bool serves_in_region = false;     ///< providers serve buyers of their own region alone
    double another_chance = 0.0;       ///< that a payment goes through by another method than the preferred one
    double prepaid_share = 1.0;        ///< of orders, if buyers pay by the methods offered as they prefer
    std::size_t fixed_courier = 0;

    /// By zone, e^ of what belongs to no offer and no buyer: the segment's level, the promised days, and shipping and
    /// fee over the reference price of all units. `more`: whether the order has a unit more than the whole ones of the
    /// segment's basket.
    [[nodiscard]] const ByZone<double>& beside_goods(std::size_t segment, std::size_t category, bool more) const {
        return beside_goods_[(segment * categories_ + category) * 2 + (more ? 1 : 0)];
    }
    /// Goods are bought before they are sold, and run out. Not so services and, unless auctioned, digital goods.
    bool keeps_stock = true;
    /// Goods that are not kept in stock are paid for when one is sold: a royalty.
    bool pays_by_sale = false;
    double nuisance = 0.0;  ///< quality that the protection of digital goods takes from their buyers
    /// By segment: share of its buyers who would copy. Empty where nothing can be copied.
    std::vector<double> would_copy;
    [[nodiscard]] const CopyAtHand& copy_at_hand(std::size_t segment, std::size_t category) const {
        return copies_[segment * categories_ + category];
    }
    bool protects_prepaid = false;  ///< the protection takes away part of the risk seen in paying first
    double picking_capacity = 0.0, support_capacity = 0.0;
    std::int64_t servers = 1, sellers = 0, stock_up_to = 1, reorder_at = 0;
    std::int64_t distributors = 0;        ///< people who could be one
    std::size_t reseller_type = kNoType;  ///< of seller_types, as which buyers register and distributors list
    static constexpr std::size_t kNoType = static_cast<std::size_t>(-1);

private:
    void weigh_beside_goods(const WorldPlan& world, const MarketSpec& market, const ModelSpec& model);
    void weigh_copies(const WorldPlan& world, const MarketSpec& market, const ModelSpec& model);
    void weigh_fit(const MarketSpec& market, const ModelSpec& model, const ByZone<double>& shipping_price);

    std::vector<ByZone<double>> beside_goods_;
    std::vector<CopyAtHand> copies_;
    std::size_t categories_ = 1;
};

}  // namespace pasar
