// What became of orders, by the age at which their story ended. Good orders end sooner than bad ones, so those that
// have ended by the last day of a run are better than all that were placed. Rates of orders therefore weigh them: an
// order still open passes its weight on, in equal parts, to those that are known to have taken longer (docs/model.md,
// "Rates of orders").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/money.h"

namespace pasar {

/// What is counted of an order once its story has ended. Integers, so that threads' counts add up alike in any order.
enum class OfOrder : std::uint8_t {
    Ended,
    EndedOnDelivery,  ///< to be paid at the door
    Sent,             ///< as a parcel or a download
    Delivered,
    OnTime,
    DeliveryDays,
    Lost,
    Damaged,  ///< also of a parcel that was then refused, as the two after it
    WrongItem,
    Misdescribed,
    NeverSent,
    Refused,
    Undeliverable,
    Failures,
    Complaints,
    Ignored,
    FirstResponseHours,
    ResolutionHours,
    Refunds,
    Chargebacks,
    Satisfaction,  ///< millionths
    Reviews,
    PositiveReviews,
    Stars,
    SurveyAnswers,
    Promoters,
    Detractors,
    CsatSum,
    CsatSquares,
    CesSum,
    CesSquares,
    Payments,  ///< what buyers were to pay
    BuyerLoss,
    OneStar,  ///< reviews by their stars, in this order
    TwoStars,
    ThreeStars,
    FourStars,
    FiveStars,
    SentOnDelivery,      ///< parcels to be paid at the door
    ReturnedOnDelivery,  ///< of these refused or undeliverable
    SentPrepaid,
    ReturnedPrepaid,
    FailuresDelivered,  ///< failures of orders that were handed over
    MoneyLosses,        ///< lost, never sent, damaged
    MoneyLossComplaints,
    QualityFailures,  ///< late, misdescribed
    QualityComplaints,
    Recovered,  ///< complaints that ended with money back or a replacement
    RecoveredSatisfaction,
    WentWell,  ///< without any failure
    WentWellSatisfaction,
    RefusedOnDelivery,  ///< to be paid at the door
    Returned,           ///< came as they should, and were sent back
};
inline constexpr std::size_t kOfOrder = static_cast<std::size_t>(OfOrder::Returned) + 1;

/// What ended orders of one age came to.
using OrdersOfAge = std::array<std::int64_t, kOfOrder>;

/// Orders placed on counted days, by age in days when they ended; apart from Tally since it is large.
class EndedOrders {
public:
    /// What orders of this age have come to, to be added to. Good until the next call.
    [[nodiscard]] OrdersOfAge& at(std::int64_t age) {
        const auto row = static_cast<std::size_t>(age);
        if (row >= ages_.size()) [[unlikely]]
            grow(row + 1);
        return ages_[row];
    }
    void count(std::int64_t age, OfOrder what, std::int64_t by = 1) {
        add_up(at(age)[static_cast<std::size_t>(what)], by);
    }
    void add(const EndedOrders& other);
    [[nodiscard]] std::span<const OrdersOfAge> ages() const { return ages_; }
    [[nodiscard]] std::size_t bytes() const { return ages_.capacity() * sizeof(OrdersOfAge); }

private:
    [[gnu::cold]] void grow(std::size_t ages);

    std::vector<OrdersOfAge> ages_;  ///< up to the oldest so far
};

/// Sums over ended orders, weighed so that they stand for all orders placed.
class WeighedOrders {
public:
    /// `open[a]`: orders whose story has not ended and that are `a` days old.
    WeighedOrders(const EndedOrders& ended, std::span<const std::int64_t> open);

    /// Mean over all orders placed; NaN where half of them or more take longer than could be seen, since what is known
    /// of the others tells too little of them.
    [[nodiscard]] double of(OfOrder what) const;
    [[nodiscard]] double ratio(OfOrder part, OfOrder whole) const;
    /// Orders of as many equal weights as would tell as much of `what`, which each order has or has not: (Σ w)² / Σ w².
    [[nodiscard]] double equal_weights(OfOrder what) const;
    /// Share of orders whose story has not ended.
    [[nodiscard]] double open_share() const { return open_share_; }
    /// Share of orders that take longer than the oldest has been under watch, by Kaplan and Meier's estimate.
    [[nodiscard]] double unseen_share() const { return unseen_share_; }

private:
    std::vector<OrdersOfAge> ages_;
    std::vector<double> weights_;  ///< by age; those of all orders that ended sum to 1 - unseen_share
    double open_share_, unseen_share_;
};

}  // namespace pasar
