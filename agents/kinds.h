// The kinds that choices in a scenario are made of, each with the names a scenario file uses for them. The first name
// belongs to the enumerator 0, and so on.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace pasar {

/// The names of an enumeration's values, in order; specialised beside each enumeration.
template <class Enum>
struct NamesOf;

template <class Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value) {
    return NamesOf<Enum>::names[static_cast<std::size_t>(value)];
}
template <class Enum>
inline constexpr std::size_t kCountOf = NamesOf<Enum>::names.size();

enum class SupplyKind : std::uint8_t { Sellers, Own, Hybrid };
template <>
struct NamesOf<SupplyKind> {
    static constexpr std::array<std::string_view, 3> names{"sellers", "own", "hybrid"};
};

/// Whose question a scenario asks: by whose key figure models are judged where nobody says. Usual: the firm's where
/// there is one, and the platform's.
enum class AskedBy : std::uint8_t { Usual, Platform, Sellers, Buyers, Couriers, Society, Firm };
template <>
struct NamesOf<AskedBy> {
    static constexpr std::array<std::string_view, 7> names{"usual",    "platform", "sellers", "buyers",
                                                           "couriers", "society",  "firm"};
};

enum class ShockKind : std::uint8_t { None, DataBreach, CourierStrike, Outage, RivalCampaign, FeeCap };
template <>
struct NamesOf<ShockKind> {
    static constexpr std::array<std::string_view, 6> names{"none",   "data_breach",    "courier_strike",
                                                           "outage", "rival_campaign", "fee_cap"};
};

/// How buyers and what is sold meet: a choice among offers with prices, auctions of single units, places of a day,
/// plans that are paid for period by period, or pages that are free to read.
enum class MatchingKind : std::uint8_t { Offers, Auction, Booking, Subscription, Feed };
template <>
struct NamesOf<MatchingKind> {
    static constexpr std::array<std::string_view, 5> names{"offers", "auction", "booking", "subscription", "feed"};
};

/// Where several platforms share a world: whether buying nothing is weighed once a platform is chosen, or beside them.
enum class PlatformNest : std::uint8_t { Within, Beside };
template <>
struct NamesOf<PlatformNest> {
    static constexpr std::array<std::string_view, 2> names{"within", "beside"};
};

/// What of a platform draws buyers to it.
enum class NetworkOf : std::uint8_t { Buyers, Offers };
template <>
struct NamesOf<NetworkOf> {
    static constexpr std::array<std::string_view, 2> names{"buyers", "offers"};
};

/// Whether bidders see the price rise, and what the winner pays.
enum class AuctionRule : std::uint8_t { English, SealedSecondPrice, SealedFirstPrice };
template <>
struct NamesOf<AuctionRule> {
    static constexpr std::array<std::string_view, 3> names{"english", "sealed_second_price", "sealed_first_price"};
};

/// SecondPlus: any bid is taken, and the price is the second highest plus the increment, at most the highest. NextBid:
/// a bid has to be at least the price plus the increment.
enum class IncrementRule : std::uint8_t { SecondPlus, NextBid };
template <>
struct NamesOf<IncrementRule> {
    static constexpr std::array<std::string_view, 2> names{"second_plus", "next_bid"};
};

/// Hard: at the minute announced. Extension: a late bid prolongs the auction, so that all can answer.
enum class AuctionClose : std::uint8_t { Hard, Extension };
template <>
struct NamesOf<AuctionClose> {
    static constexpr std::array<std::string_view, 2> names{"hard", "extension"};
};

/// Where the most that a bidder would pay comes from: from the same tastes by which buyers choose among offers, or from
/// a distribution of its own.
enum class BidValues : std::uint8_t { Tastes, Lognormal, Uniform };
template <>
struct NamesOf<BidValues> {
    static constexpr std::array<std::string_view, 3> names{"tastes", "lognormal", "uniform"};
};

/// How a limit of bookings is set: as said, or by what a place too many costs against one that stays empty.
enum class BookingLimit : std::uint8_t { Fixed, Rule };
template <>
struct NamesOf<BookingLimit> {
    static constexpr std::array<std::string_view, 2> names{"fixed", "rule"};
};

/// What a platform that enters its sellers' business goes by.
enum class EntryBy : std::uint8_t { Units, Sales };
template <>
struct NamesOf<EntryBy> {
    static constexpr std::array<std::string_view, 2> names{"units", "sales"};
};

/// How the share of a distributor's customers who buy falls with its price.
enum class OffPlatformDemand : std::uint8_t { Logit, Linear };
template <>
struct NamesOf<OffPlatformDemand> {
    static constexpr std::array<std::string_view, 2> names{"logit", "linear"};
};

enum class Ranking : std::uint8_t { Even, Reputation, Cheapest, Bestselling, Balanced };
template <>
struct NamesOf<Ranking> {
    static constexpr std::array<std::string_view, 5> names{"even", "reputation", "cheapest", "bestselling", "balanced"};
};

enum class FulfilmentKind : std::uint8_t { Couriers, Digital, Service };
template <>
struct NamesOf<FulfilmentKind> {
    static constexpr std::array<std::string_view, 3> names{"couriers", "digital", "service"};
};

enum class Handover : std::uint8_t { DropOff, PickUp };
template <>
struct NamesOf<Handover> {
    static constexpr std::array<std::string_view, 2> names{"drop_off", "pick_up"};
};

enum class CourierPolicy : std::uint8_t { Fixed, Cheapest, Smart };
template <>
struct NamesOf<CourierPolicy> {
    static constexpr std::array<std::string_view, 3> names{"fixed", "cheapest", "smart"};
};

enum class ProtectionKind : std::uint8_t { None, Escrow, MoneyBack, Replacement, Warranty };
template <>
struct NamesOf<ProtectionKind> {
    static constexpr std::array<std::string_view, 5> names{"none", "escrow", "money_back", "replacement", "warranty"};
};

enum class ReputationSystem : std::uint8_t { None, PercentPositive, Stars, Beta, EffectivePositive };
template <>
struct NamesOf<ReputationSystem> {
    static constexpr std::array<std::string_view, 5> names{"none", "percent_positive", "stars", "beta",
                                                           "effective_positive"};
};

enum class SellerKind : std::uint8_t { Honest, Careless, Deceiver, Fraudster, Reseller, Business, Opportunist };
template <>
struct NamesOf<SellerKind> {
    static constexpr std::array<std::string_view, 7> names{"honest",   "careless", "deceiver",   "fraudster",
                                                           "reseller", "business", "opportunist"};
};

/// How independent sellers set their prices.
enum class SellerPricing : std::uint8_t { Fixed, Goal, Margin };
template <>
struct NamesOf<SellerPricing> {
    static constexpr std::array<std::string_view, 3> names{"fixed", "goal", "margin"};
};

/// How the platform's own store sets its prices.
enum class StorePricing : std::uint8_t { Fixed, Match, Optimise };
template <>
struct NamesOf<StorePricing> {
    static constexpr std::array<std::string_view, 3> names{"fixed", "match", "optimise"};
};

/// What became of an order. See is_failure().
enum class Fate : std::uint8_t {
    Fine,
    OrderedWrong,
    WrongItem,
    Misdescribed,
    Damaged,
    Late,
    Lost,
    NeverSent,
    StockOut,
    Refused,
    Undeliverable,
    Returned,  ///< handed over as it should be, and sent back: it did not fit or was not wanted after all
    // Of services alone.
    NotServed,  ///< the provider did not come
    Denied,     ///< more came than there was room for
    NoShow,     ///< the buyer did not come
    Cancelled   ///< called off by the buyer before its day
};
template <>
struct NamesOf<Fate> {
    static constexpr std::array<std::string_view, 16> names{
        "fine",      "ordered_wrong", "wrong_item",    "misdescribed", "damaged",    "late",   "lost",    "never_sent",
        "stock_out", "refused",       "undeliverable", "returned",     "not_served", "denied", "no_show", "cancelled"};
};

/// A failure that its buyer could feel, which a return or a buyer who does not come is not.
[[nodiscard]] constexpr bool is_failure(Fate fate) {
    return fate != Fate::Fine && fate != Fate::Returned && fate != Fate::NoShow && fate != Fate::Cancelled;
}

/// A booking that its buyer let go by: there is nothing to judge or to tell.
[[nodiscard]] constexpr bool is_let_go(Fate fate) { return fate == Fate::NoShow || fate == Fate::Cancelled; }

/// Why a parcel came back: after failed attempts, from the door, or from its buyer.
enum class Reason : std::uint8_t {
    None,
    NotAtHome,
    Address,  ///< was not found
    NotCollected,
    ChangedMind,
    CannotPay,  ///< had no cash at hand
    Fault,      ///< that could be seen
    Late,
    WrongSize,
    Used  ///< a digital good: its buyer has had what it wanted of it
};
template <>
struct NamesOf<Reason> {
    static constexpr std::array<std::string_view, 10> names{"none",         "not_at_home", "address", "not_collected",
                                                            "changed_mind", "cannot_pay",  "fault",   "late",
                                                            "wrong_size",   "used"};
};

/// Whether goods were sent on their way, or a place in a service was taken: not where nothing ever was.
[[nodiscard]] constexpr bool was_sent(Fate fate) {
    return fate != Fate::StockOut && fate != Fate::NeverSent && fate != Fate::NotServed && fate != Fate::Cancelled;
}

/// Whether the goods ended up with their buyer, in whatever state; of a service, whether it was given.
[[nodiscard]] constexpr bool was_handed_over(Fate fate) {
    return fate != Fate::Lost && fate != Fate::NeverSent && fate != Fate::StockOut && fate != Fate::Refused &&
           fate != Fate::Undeliverable && fate < Fate::NotServed;
}

/// The ways on which a parcel comes back to who sent it.
enum class WayBack : std::uint8_t { Undeliverable, Refused, Returned };
template <>
struct NamesOf<WayBack> {
    static constexpr std::array<std::string_view, 3> names{"undeliverable", "refused", "returned"};
};
/// Pre: it came back.
[[nodiscard]] constexpr WayBack way_back_of(Fate fate) {
    return fate == Fate::Undeliverable ? WayBack::Undeliverable
           : fate == Fate::Refused     ? WayBack::Refused
                                       : WayBack::Returned;
}

/// The party that truly caused a failure. The own store is a seller here.
enum class Cause : std::uint8_t { Nobody, Buyer, Seller, Courier };
template <>
struct NamesOf<Cause> {
    static constexpr std::array<std::string_view, 4> names{"nobody", "buyer", "seller", "courier"};
};

/// The party that the buyer blames: the buyer, or the shop's (seller, courier and platform look alike from outside).
enum class FeltCause : std::uint8_t { Own, Shop };
template <>
struct NamesOf<FeltCause> {
    static constexpr std::array<std::string_view, 2> names{"own", "shop"};
};

enum class Remedy : std::uint8_t { None, Ignored, Apology, Coupon, Replacement, Refund, Compensation };
template <>
struct NamesOf<Remedy> {
    static constexpr std::array<std::string_view, 7> names{"none",        "ignored", "apology",     "coupon",
                                                           "replacement", "refund",  "compensation"};
};

enum class Party : std::uint8_t { Buyer, Seller, Courier, Platform };
template <>
struct NamesOf<Party> {
    static constexpr std::array<std::string_view, 4> names{"buyer", "seller", "courier", "platform"};
};

/// When a customer may leave of its own accord.
enum class LeavingForm : std::uint8_t { AfterOrders, AnyTime };
template <>
struct NamesOf<LeavingForm> {
    static constexpr std::array<std::string_view, 2> names{"after_orders", "any_time"};
};

/// Where a buyer stands in the customer journey.
enum class Stage : std::uint8_t { Unaware, Aware, Considering, Customer, Repeat, Advocate, Left };
template <>
struct NamesOf<Stage> {
    static constexpr std::array<std::string_view, 7> names{"unaware", "aware",    "considering", "one_order",
                                                           "repeat",  "advocate", "left"};
};

enum class ThankYouChannel : std::uint8_t { OrderCard, Email, InShop };
template <>
struct NamesOf<ThankYouChannel> {
    static constexpr std::array<std::string_view, 3> names{"order_card", "email", "in_shop"};
};

enum class SupportPriority : std::uint8_t { FirstCome, WorstFirst };
template <>
struct NamesOf<SupportPriority> {
    static constexpr std::array<std::string_view, 2> names{"first_come", "worst_first"};
};

/// Wildcards of the treatment table: Any matches every value.
enum class CauseRule : std::uint8_t { Any, Buyer, Seller, Courier };
template <>
struct NamesOf<CauseRule> {
    static constexpr std::array<std::string_view, 4> names{"any", "buyer", "seller", "courier"};
};
enum class FeltRule : std::uint8_t { Any, Own, Shop };
template <>
struct NamesOf<FeltRule> {
    static constexpr std::array<std::string_view, 3> names{"any", "own", "shop"};
};
enum class FateRule : std::uint8_t { Any, OrderedWrong, WrongItem, Misdescribed, Damaged, Late, Lost, NeverSent };
template <>
struct NamesOf<FateRule> {
    static constexpr std::array<std::string_view, 8> names{"any",     "ordered_wrong", "wrong_item", "misdescribed",
                                                           "damaged", "late",          "lost",       "never_sent"};
};

}  // namespace pasar
