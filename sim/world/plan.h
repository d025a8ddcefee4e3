// A scenario made ready to run: what the loops of the day need from the parameters of market and model, looked up and
// scaled once. Nothing here changes while the market runs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "agents/dice.h"
#include "agents/satisfaction.h"
#include "scenarios/scenario.h"
#include "sim/counts/tally.h"

namespace pasar {

/// Most offers that a buyer considers.
inline constexpr std::size_t kLargestPage = 64;

/// Delivery zones: the same region, another region of the island, another island.
inline constexpr std::size_t kZones = 3;

struct SegmentPlan {
    std::uint32_t first_block = 0;  ///< buyers of a segment fill whole blocks, so that a block has one segment
    std::uint32_t blocks = 0;
    std::int64_t buyers = 0;
    double wish_rate = 0.0;  ///< mean, per day
    double quality_weight = 0.0, price_weight = 0.0, coupon_weight = 0.0, delay_weight = 0.0, own_experience = 0.0;
    double patience_seconds = 0.0;
    std::size_t page = 1;            ///< offers considered
    std::int64_t loudness = 1000;    ///< of a detractor, in thousandths
    std::size_t customer_class = 0;  ///< index into Plan::classes
};

/// Segments that weigh offers alike form one class, so that exp(V) is worked out once for all of them.
struct CustomerClass {
    double quality_weight, price_weight, review_reading;
    bool operator==(const CustomerClass&) const = default;
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

struct Plan {
    Plan(const Scenario& scenario, const ModelSpec& model, std::int64_t replication);

    WorldKey world;
    double scale = 1.0;  ///< of counted capacities: buyers / sized_for
    std::vector<SegmentPlan> segments;
    std::vector<CustomerClass> classes;
    Picker region, category, payment, seller_type, offered_payment;
    std::vector<std::size_t> offered;  ///< indices of the payment methods offered
    std::array<bool, kMaxPayments> is_offered{};
    std::array<double, kMaxPayments> payment_risk{};  ///< as seen by buyers, after protection
    std::array<std::array<std::uint8_t, kMaxRegions>, kMaxRegions> zone{};
    std::array<double, kZones> promised_days{};   ///< from order to door
    std::array<Money, kZones> shipping_charge{};  ///< what a buyer pays
    std::array<std::array<double, kZones>, kMaxCouriers> courier_days{};
    std::array<std::array<Money, kZones>, kMaxCouriers> courier_price{};
    /// Multiplies a courier's loss, damage, failed attempts and data errors in a region of buyers.
    std::array<std::array<double, kMaxRegions>, kMaxCouriers> courier_trouble{};
    std::array<double, kMaxCouriers> courier_capacity{};
    std::size_t fixed_courier = 0;
    std::array<std::size_t, kZones> cheapest_courier{};
    double mean_reference_price = 1.0;
    bool protects_prepaid = false;  ///< the protection takes away part of the risk seen in paying first
    double picking_capacity = 0.0, support_capacity = 0.0;
    std::int64_t servers = 1, sellers = 0, stock_up_to = 1, reorder_at = 0;
    Disconfirmation disconfirmation{};
    std::int64_t months = 1;

    [[nodiscard]] std::int64_t month_of(std::int64_t day) const { return day / 30; }
    /// What `times` a daily budget or cost, written for `sized_for` buyers, comes to in this market on `day`.
    [[nodiscard]] Money scaled(Money amount, std::int64_t day, double times = 1.0) const {
        return share_on_day(amount, scale * times, day);
    }
};

}  // namespace pasar
