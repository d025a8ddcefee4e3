#include "sim/phases/bids.h"

#include <boost/random/normal_distribution.hpp>
#include <utility>

#include "agents/auction.h"
#include "agents/choice.h"
#include "agents/portable_math.h"
#include "sim/counts/counting.h"
#include "sim/people/stages.h"
#include "sim/phases/phases.h"
#include "sim/phases/purchases.h"
#include "sim/platform/rounding.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// Nobody pays more than so many reference prices, however little it minds.
constexpr double kMostValue = 20.0;

/// What a unit is worth to its buyer, once shipping and fee are taken off, in money units.
double value_of(const Turn& turn, const Purchase& wanted, double odds, double draw) {
    const Offer& offer = turn.platform.offers[wanted.offer];
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const auto reference = static_cast<double>(offer.reference.units);
    const double most = kMostValue * reference;
    const BiddingSpec& bidding = turn.spec.bidding;
    switch (bidding.values) {
        case BidValues::Tastes: {
            if (segment.price_weight <= 0.0) return most;
            if (odds <= 0.0) return 0.0;
            const double expected = price_ratio_of(turn.platform, offer);
            return std::min(most, (expected + excess_of_best(odds, draw) / segment.price_weight) * reference);
        }
        case BidValues::Lognormal: {
            Dice dice(turn.key, Purpose::Bid, turn.number(wanted.member), wanted.wish ^ 0x40000000U);
            boost::random::normal_distribution<double> normal;
            const double taste =
                portable_exp(bidding.value_spread * static_cast<double>(static_cast<float>(normal(dice))));
            const double charges =
                static_cast<double>((turn.plan.shipping_charge[wanted.zone] + turn.model.revenue.buyer_fee).units);
            const double quality = offer.inferred / std::max(0.05, turn.spec.choice.reference_quality);
            return std::min(most, reference * taste * quality - charges);
        }
        case BidValues::Uniform:
            return reference * draw;
    }
    return 0.0;
}

/// What winning was worth: the choice itself was counted as worth nothing, since nobody knew then what it would come
/// to.
void count_surplus(Turn& turn, const Won& won, double gain) {
    // Who does not weigh prices gains no amount of money, at fixed prices neither.
    if (turn.world.plan.segments[turn.block.segment].price_weight > 0.0)
        turn.tally.count(Count::BuyerSurplus, won.bid.value - won.price);
    const std::int64_t utility = millionths(gain);
    turn.tally.count(Count::SurplusUtility, utility);
    turn.tally.segments[turn.block.segment].surplus += utility;
}

/// Whether the winner pays; if so its purchase becomes an order.
bool pays(Turn& turn, const Won& won) {
    const auto [honours, settles, unused, unused_too] =
        Dice(turn.key, Purpose::Hammer, won.bid.buyer, won.bid.wish).four();
    if (turn.relationships[won.bid.buyer - turn.block.first].stage == Stage::Left) return false;
    if (honours < turn.spec.bidding.unpaid) return false;
    return settles < turn.plan.payment_chance[won.bid.payment];
}

void put_off(Turn& turn, std::uint16_t member) {
    Relationship& r = turn.relationships[member];
    const std::uint32_t number = turn.number(member);
    if (r.stage == Stage::Left) return;
    Dice dice(turn.key, Purpose::LateBid, number, 0x80000000U | static_cast<std::uint32_t>(turn.today));
    const bool goes = dice.uniform() < turn.spec.bidding.sniped_leave;
    if (WatchedEvent* const event = note(turn, Happening::Outbid, number)) event->flag = goes;
    if (!goes) return;
    if (r.orders == 0) {  // was no customer yet, so none is lost
        turn.tally.count(Count::BiddersGaveUp);
        move_to(turn, r, Stage::Left);
        return;
    }
    leave(turn, member);
    count_leaver(turn, {.buyer = number,
                        .offer = kNoOffer,
                        .day = static_cast<std::uint16_t>(turn.today),
                        .reason = LeavingReason::Outbid,
                        .satisfaction = r.satisfaction});
}

}  // namespace

bool bid(Turn& turn, const Purchase& wanted, double odds) {
    const std::uint32_t number = turn.number(wanted.member);
    const auto [value_draw, late_draw, hand_draw, turn_draw] = Dice(turn.key, Purpose::Bid, number, wanted.wish).four();
    const BiddingSpec& bidding = turn.spec.bidding;
    // Where nobody sees a bid there is nothing to wait for, and nothing to answer.
    const bool is_seen = turn.model.auction.rule == AuctionRule::English;
    const bool waits = is_seen && late_draw < bidding.late;
    const Money value{whole_part(value_of(turn, wanted, odds, value_draw))};
    const Money most = bid_of(value, turn.model.auction.rule, turn.platform.auctions.shading,
                              turn.platform.offers[wanted.offer].price);
    if (most < turn.platform.offers[wanted.offer].price) return false;
    turn.outbox.bids.push_back({.offer = wanted.offer,
                                .buyer = number,
                                .wish = wanted.wish,
                                .turn = static_cast<std::uint32_t>(turn_draw * 0x1p32),
                                .most = most,
                                .value = value,
                                .expected = static_cast<float>(wanted.expected),
                                .payment = wanted.payment,
                                .zone = wanted.zone,
                                .is_late = waits,
                                .by_hand = is_seen && hand_draw < bidding.by_hand});
    turn.tally.count(Count::Bids);
    if (WatchedEvent* const event = note(turn, Happening::Bid, number, wanted.offer)) {
        event->amount = most;
        event->goods = turn.platform.offers[wanted.offer].price;
        event->flag = waits;
        event->category = turn.platform.offers[wanted.offer].category;
        event->until = turn.platform.auctions.listings[wanted.offer].closes;
    }
    return true;
}

void take_results(Turn& turn) {
    for (Won& won : std::exchange(turn.dealings.won, {})) {
        won.is_void = !turn.platform.offers[won.bid.offer].open;
        won.is_paid = !won.is_void && pays(turn, won);
        turn.outbox.answered.push_back(won);
        const Offer& offer = turn.platform.offers[won.bid.offer];
        if (won.is_void) continue;
        if (WatchedEvent* const event =
                note(turn, won.is_paid ? Happening::WonAuction : Happening::DidNotPay, won.bid.buyer, won.bid.offer)) {
            event->amount = won.price;
            event->flag = won.is_second_chance;
            event->category = offer.category;
        }
        if (!won.is_paid) continue;
        const double gain = static_cast<double>(larger(won.bid.value - won.price, {}).units) *
                            turn.world.plan.segments[turn.block.segment].price_weight /
                            static_cast<double>(offer.reference.units);
        count_surplus(turn, won, gain);
        place_order(turn, {.offer = won.bid.offer,
                           .wish = won.bid.wish,
                           .member = static_cast<std::uint16_t>(won.bid.buyer - turn.block.first),
                           .payment = won.bid.payment,
                           .zone = won.bid.zone,
                           .price = won.price,
                           .gain = gain,
                           .expected = double{won.bid.expected},
                           .mistake_draw = 1.0});  // who bids has looked at it for days
    }
    for (const std::uint16_t member : std::exchange(turn.dealings.sniped, {})) put_off(turn, member);
}

}  // namespace pasar
