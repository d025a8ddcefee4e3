// What is told of a buyer or seller under watch (see watch.h): plain values, which mean something without the market.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "agents/kinds.h"
#include "agents/money.h"
#include "agents/retention.h"
#include "sim/people/appointment.h"
#include "sim/people/relationship.h"

namespace pasar {

inline constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// Id, phase of the day in which it happens.
// clang-format off
#define PASAR_HAPPENINGS(X)   \
    X(HeardOf, 1)             \
    X(LostInterest, 3)        \
    X(MessageIgnored, 3)      \
    X(CameBack, 3)            \
    X(Visited, 3)             \
    X(TurnedAway, 3)          \
    X(GaveUpWaiting, 3)       \
    X(Considered, 3)          \
    X(AskedSeller, 3)         \
    X(MadeCopy, 3)            \
    X(FoundNoPayment, 3)      \
    X(TriedOtherPayment, 3)   \
    X(PaymentFailed, 3)       \
    X(Bid, 3)                 \
    X(DidNotPay, 3)           \
    X(Outbid, 3)              \
    X(WonAuction, 3)          \
    X(AskedForBooking, 3)     \
    X(StayedAway, 3)          \
    X(ReadFeed, 3)            \
    X(Posted, 3)              \
    X(PostTakenDown, 3)       \
    X(UsedSubscription, 3)    \
    X(BeganTrial, 3)          \
    X(RefusedCard, 3)         \
    X(EndedTrial, 3)          \
    X(BillFailed, 3)          \
    X(ChangedPlan, 3)         \
    X(Paused, 3)              \
    X(LostSubscription, 3)    \
    X(Ordered, 3)             \
    X(SoldOut, 5)             \
    X(KeptBack, 5)            \
    X(HandedOver, 5)          \
    X(Received, 6)            \
    X(RefusedAtDoor, 6)       \
    X(NeverCame, 6)           \
    X(CalledOff, 6)           \
    X(DidNotCome, 6)          \
    X(TurnedAwayInPerson, 6)  \
    X(NobodyServed, 6)        \
    X(PaidBackUnasked, 7)     \
    X(Blamed, 7)              \
    X(ChargedBack, 8)         \
    X(Complained, 8)          \
    X(Ignored, 8)             \
    X(Answered, 8)            \
    X(SentBack, 8)            \
    X(GaveBackLicence, 8)     \
    X(Thanked, 9)             \
    X(Reviewed, 9)            \
    X(FearedToReview, 9)      \
    X(Surveyed, 9)            \
    X(ChangedTalk, 9)         \
    X(BeganToSell, 9)         \
    X(Registered, 9)          \
    X(ToldFriend, 9)          \
    X(Settled, 10)             \
    X(LeftForGood, 10)         \
    X(SellerJoined, 11)       \
    X(SellerSold, 11)         \
    X(SellerRated, 11)        \
    X(SellerRanOut, 11)       \
    X(SellerRestocked, 11)    \
    X(SellerRepriced, 11)     \
    X(SellerCashesIn, 11)     \
    X(SellerBanned, 11)       \
    X(SellerGaveUp, 11)
// clang-format on

enum class Happening : std::uint8_t {
#define PASAR_ENUM(id, phase) id,
    PASAR_HAPPENINGS(PASAR_ENUM)
#undef PASAR_ENUM
};
/// The phase of the day in which it happens, as World::step numbers them.
#define PASAR_PHASE(id, phase) phase,
inline constexpr std::array kPhaseOfHappening{PASAR_HAPPENINGS(PASAR_PHASE)};
#undef PASAR_PHASE
inline constexpr std::size_t kHappenings = kPhaseOfHappening.size();

/// An offer on the page that a buyer looked at, with its utility term by term; all but the prices in units of utility.
struct ConsideredOffer {
    std::uint32_t offer = 0;
    std::uint32_t seller = 0;
    Money price;
    double expected_quality = 0.0;  ///< 0..1, as this buyer's segment infers it from ratings and description
    double true_quality = 0.0;      ///< 0..1, unknown to the buyer
    double promised_days = 0.0;
    // What each says is over the reference page.
    double level = 0.0;           ///< of an offer of the reference page over not buying
    double quality = 0.0;         ///< what the expected quality adds
    double price_term = 0.0;      ///< what the price of the goods takes away
    double charges = 0.0;         ///< what shipping and fee take away
    double seller_risk = 0.0;     ///< what the risk of a stranger takes away
    double delay = 0.0;           ///< what the promised days take away
    double own_experience = 0.0;  ///< what liking this offer from before adds
    double trust = 0.0;           ///< what trust in the platform adds, the same for all
    double payment_risk = 0.0;    ///< what the risk of the payment takes away, the same for all
    double discount = 0.0;        ///< what coupon and points add
    double total = 0.0;           ///< the sum of the above
    double probability = 0.0;     ///< of being chosen; 0 for one this buyer never wants again
    bool is_barred = false;       ///< never again, after an earlier order
    bool is_remembered = false;   ///< not on the page: the buyer liked it before
};

/// Which of the fields say something depends on what happened: see in_words().
struct WatchedEvent {
    std::uint16_t day = 0;
    Happening what = Happening::Visited;
    Occasion occasion = Occasion::Wish;  ///< what brought a visit
    std::uint32_t buyer = kNobody;
    std::uint32_t seller = kNobody;
    std::uint32_t offer = kNoOffer;
    std::uint16_t placed = kNever;  ///< day of the order it is about; kNever when about none
    std::uint16_t until = kNever;   ///< day promised, day on which money comes, last day of a coupon
    std::uint8_t category = 0;
    std::uint8_t payment = 0;
    std::uint8_t courier = 0;
    std::uint8_t units = 0;
    Reason came_back_for = Reason::None;
    Fate fate = Fate::Fine;
    Cause cause = Cause::Nobody;
    FeltCause felt = FeltCause::Shop;
    Remedy remedy = Remedy::None;
    LeavingReason reason = LeavingReason::LostInterest;
    Talk talk = Talk::Neutral;
    bool flag = false;  ///< first order; coupon used; shipped by courier; leaves at once
    Money amount;       ///< paid; paid back; sold for
    Money goods;        ///< price of the goods; price before
    Money discount;
    double number = 0.0;                ///< seconds, stars, share, satisfaction now, score shown, answer to NPS
    double before = 0.0;                ///< satisfaction or trust before; CSAT
    double after = 0.0;                 ///< trust after; CES
    std::vector<ConsideredOffer> page;  ///< of Considered
    std::size_t chosen = 0;             ///< of Considered: index into the page, or its size when nothing was bought
};

}  // namespace pasar
