// Part of phases 2 and 4: the auctions. One thread leads them, as a bid hangs on those before it.
#include "sim/phases/run_auctions.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/world/world.h"

namespace pasar {
namespace {

/// Share of listings whose bids are kept for a picture, and the most bids kept of one.
constexpr std::uint32_t kWatchedOneIn = 64;
constexpr std::size_t kMostSeen = 400;

const AuctionSpec& auction_spec_of(const Platform& p) { return p.model().auction; }

/// What a unit has to bring to cover its cost and what the platform takes.
Money reserve_of(const Platform& p, const Offer& offer) {
    const RevenueSpec& revenue = p.model().revenue;
    const double kept = offer.own ? 1.0 : 1.0 - revenue.commission;
    const Money cost = offer.own ? offer.cost : offer.cost + revenue.seller_fee;
    return share_of(cost, auction_spec_of(p).reserve / std::max(0.01, kept));
}

/// Days until a listing that goes up today ends, the last one included. On day 0 some have been up for a while.
std::int64_t days_up(const Platform& p, std::size_t offer) {
    const std::int64_t days = auction_spec_of(p).days;
    if (!p.opens_today()) return days;
    Dice dice(p.key, Purpose::Hammer, static_cast<std::uint32_t>(offer), 0xFFFFFFFFU);
    return 1 + whole_part(dice.uniform() * static_cast<double>(days));
}

void put_up(Platform& p, std::size_t number) {
    Offer& offer = p.offers[number];
    Listing& listing = p.auctions.listings[number];
    const std::uint16_t unpaid_units = listing.unpaid_units;
    listing = {};
    listing.unpaid_units = unpaid_units;
    listing.is_open = offer.is_listed = true;
    listing.opened = static_cast<std::uint16_t>(p.world.today);
    listing.closes = static_cast<std::uint16_t>(p.world.today + days_up(p, number) - 1);
    listing.reserve = reserve_of(p, offer);
    listing.increment = larger({1}, share_of(offer.reference, auction_spec_of(p).increment));
    if (auction_spec_of(p).increment == 0.0) listing.increment = {0};
    listing.auction.start = larger({1}, share_of(offer.reference, auction_spec_of(p).start_price));
    listing.auction.price = listing.auction.start;
    Dice dice(p.key, Purpose::Hammer, static_cast<std::uint32_t>(number),
              0x80000000U | static_cast<std::uint32_t>(p.world.today));
    listing.is_watched = dice() % kWatchedOneIn == 0 && p.keep_tables;
    p.auctions.closing.on(listing.closes).push_back(static_cast<std::uint32_t>(number));
    offer.price = listing.auction.start;
}

std::size_t block_of(std::uint32_t buyer) { return buyer / Block::kBuyers; }

void keep_for_picture(const Platform& p, Listing& listing, const Bid& bid, BidTaken taken, bool late, bool lost) {
    if (!listing.is_watched || listing.seen.size() >= kMostSeen) return;
    if (taken == BidTaken::TooLow && !lost) return;  // who saw that it had risen above what it would pay
    listing.seen.push_back({.day = static_cast<std::uint16_t>(p.world.today),
                            .is_late = late,
                            .is_lost = lost,
                            .leads = taken == BidTaken::Leads,
                            .buyer = bid.buyer,
                            .most = bid.most,
                            .price = listing.auction.price});
}

void take_bid(Platform& p, Listing& listing, const Bid& bid, bool late) {
    const AuctionSpec& spec = auction_spec_of(p);
    const bool leads_already = listing.leader.most.units > 0 && listing.leader.buyer == bid.buyer;
    ++listing.bids;
    listing.late = listing.late + (late ? 1U : 0U);
    listing.best_value = larger(listing.best_value, bid.value);
    if (leads_already) {
        raise_own_bid(listing.auction, spec.rule, listing.increment, bid.most);
        if (bid.most > listing.leader.most) listing.leader = bid;
        keep_for_picture(p, listing, bid, BidTaken::Leads, late, false);
        return;
    }
    ++listing.bidders;
    const BidTaken taken = enter_bid(listing.auction, spec.rule, spec.increment_rule, listing.increment, bid.most);
    if (taken == BidTaken::TooLow) p.own_tally.count(Count::BidsTooLow);
    if (taken == BidTaken::Leads) listing.runner_up = std::exchange(listing.leader, bid);
    if (taken == BidTaken::IsSecond && bid.most > listing.runner_up.most) listing.runner_up = bid;
    keep_for_picture(p, listing, bid, taken, late, false);
}

std::vector<Bid> in_order(std::vector<Bid> bids) {
    std::sort(bids.begin(), bids.end(), [](const Bid& a, const Bid& b) {
        return std::tie(a.offer, a.turn, a.buyer, a.wish) < std::tie(b.offer, b.turn, b.buyer, b.wish);
    });
    return bids;
}

void show_price(Platform& p, std::size_t number) {
    const Listing& listing = p.auctions.listings[number];
    p.offers[number].price = larger(
        {1}, least_bid(listing.auction, auction_spec_of(p).rule, auction_spec_of(p).increment_rule, listing.increment));
}

/// Those who wait do so until the last minute of the listing.
void take_bids_of_today(Platform& p) {
    std::vector<Bid> bids;
    for (Platform::Thread& thread : p.threads) {
        bids.insert(bids.end(), thread.outbox.bids.begin(), thread.outbox.bids.end());
        thread.outbox.bids.clear();
    }
    for (const Bid& bid : in_order(std::move(bids))) {
        Listing& listing = p.auctions.listings[bid.offer];
        if (bid.is_late)
            p.auctions.late.on(listing.closes).push_back(bid);
        else
            take_bid(p, listing, bid, false);
        if (!bid.is_late) show_price(p, bid.offer);
    }
}

/// Offers the unit to the runner-up, for its own bid. False where there is nobody to offer it to.
bool gets_second_chance(Platform& p, const Won& won) {
    if (!auction_spec_of(p).second_chance || won.is_second_chance || won.runner_up.most.units <= 0) return false;
    if (!p.offers[won.bid.offer].open) return false;
    const Listing& listing = p.auctions.listings[won.bid.offer];
    if (won.runner_up.most < reserve_of(p, p.offers[won.bid.offer]) || listing.unpaid_units == 0) return false;
    const Won next{.bid = won.runner_up,
                   .runner_up = {},
                   .price = won.runner_up.most,
                   .listing = won.listing,
                   .is_second_chance = true};
    p.dealings[block_of(next.bid.buyer)].won.push_back(next);
    p.own_tally.count(Count::SecondChances);
    return true;
}

/// What winners of yesterday did this morning.
void see_who_paid(Platform& p) {
    std::vector<Won> answered;
    for (Platform::Thread& thread : p.threads) {
        answered.insert(answered.end(), thread.outbox.answered.begin(), thread.outbox.answered.end());
        thread.outbox.answered.clear();
    }
    std::sort(answered.begin(), answered.end(), [](const Won& a, const Won& b) {
        return std::tie(a.bid.offer, a.bid.buyer, a.is_second_chance) <
               std::tie(b.bid.offer, b.bid.buyer, b.is_second_chance);
    });
    for (const Won& won : answered) {
        Listing& listing = p.auctions.listings[won.bid.offer];
        if (!won.is_paid && !won.is_void) p.own_tally.count(Count::AuctionsUnpaid);
        if (!won.is_paid && gets_second_chance(p, won)) continue;
        --listing.unpaid_units;
        if (won.listing == kNoListing) continue;
        EndedAuction& ended = p.auctions.ended[won.listing];
        ended.is_paid = won.is_paid;
        ended.is_void = won.is_void;
        if (won.is_paid && won.is_second_chance) {
            ended.is_second_chance = true;
            ended.winner = won.bid.buyer;
            ended.price = won.price;
            ended.winner_value = won.bid.value;
            ended.runner_up_value = {};
            ended.to_best = won.bid.value == ended.best_value;
        }
    }
}

/// The last minute. Before a hard close some late bids do not get through, and nobody can answer those that do.
void take_late_bids(Platform& p, std::span<const Bid> late) {
    const bool is_hard = auction_spec_of(p).close == AuctionClose::Hard;
    for (std::size_t i = 0; i < late.size();) {
        const std::size_t offer = late[i].offer;
        Listing& listing = p.auctions.listings[offer];
        const Bid led = listing.leader;
        const bool is_slow = is_hard && led.most.units > 0 && led.by_hand;
        bool is_shown = false;  // the leader stands with what it has bid so far
        for (; i < late.size() && late[i].offer == offer; ++i) {
            if (!listing.is_open || !p.offers[offer].open) continue;
            const Bid& bid = late[i];
            p.own_tally.count(Count::LateBids);
            Dice dice(p.key, Purpose::LateBid, bid.buyer, bid.wish);
            if (is_hard && dice.uniform() < p.world.spec().bidding.late_lost) {
                p.own_tally.count(Count::LateBidsLost);
                ++listing.late;
                ++listing.late_lost;
                ++listing.bids;
                listing.best_value = larger(listing.best_value, bid.value);
                keep_for_picture(p, listing, bid, BidTaken::TooLow, true, true);
                continue;
            }
            if (is_slow && !is_shown && bid.buyer != led.buyer) {
                show_hand(listing.auction);
                listing.leader.most = listing.auction.highest;
                is_shown = true;
            }
            take_bid(p, listing, bid, true);
        }
        if (is_shown && listing.leader.buyer == led.buyer) {  // nobody beat it, and it would pay more than it has shown
            raise_own_bid(listing.auction, auction_spec_of(p).rule, listing.increment, led.most);
            listing.leader.most = larger(listing.leader.most, led.most);
        }
        if (is_hard && led.most.units > 0 && led.buyer != listing.leader.buyer) {
            p.own_tally.count(Count::Sniped);
            p.dealings[block_of(led.buyer)].sniped.push_back(static_cast<std::uint16_t>(led.buyer % Block::kBuyers));
        }
    }
}

EndedAuction row_of(const Platform& p, std::size_t number, const Listing& listing, Money price) {
    const Offer& offer = p.offers[number];
    return {.offer = static_cast<std::uint32_t>(number),
            .seller = offer.seller,
            .opened = listing.opened,
            .ended = static_cast<std::uint16_t>(p.world.today),
            .bidders = listing.bidders,
            .bids = listing.bids,
            .late = listing.late,
            .late_lost = listing.late_lost,
            .category = offer.category,
            .is_sold = price.units > 0,
            .is_paid = false,
            .is_second_chance = false,
            .to_best = price.units > 0 && listing.leader.value == listing.best_value,
            .winner = listing.leader.buyer,
            .start = listing.auction.start,
            .reserve = listing.reserve,
            .price = price,
            .winner_value = listing.leader.value,
            .runner_up_value = listing.runner_up.value,
            .best_value = listing.best_value};
}

/// What those learn who look at auctions that ended today.
struct Lesson {
    explicit Lesson(std::size_t categories) : index(categories, 0.0), won(categories, 0.0) {}
    double highest = 0.0, second = 0.0;  ///< sums of bids
    std::vector<double> index, won;      ///< by category: prices over reference prices, and how many
};

/// The hammer falls.
void end_auction(Platform& p, std::size_t number, Lesson& lesson) {
    Listing& listing = p.auctions.listings[number];
    Offer& offer = p.offers[number];
    listing.is_open = offer.is_listed = false;
    p.auctions.idle.push_back(static_cast<std::uint32_t>(number));
    if (!offer.open) return;  // its seller is gone: who had bid gets nothing
    const Money price = hammer_price(listing.auction, auction_spec_of(p).rule, listing.reserve);
    p.own_tally.count(Count::AuctionsEnded);
    EndedAuction row = row_of(p, number, listing, price);
    if (listing.is_watched && listing.bids > p.auctions.example_of.bids) {
        p.auctions.example_of = row;
        p.auctions.example = listing.seen;
    }
    const std::uint32_t place = p.keep_auctions ? static_cast<std::uint32_t>(p.auctions.ended.size()) : kNoListing;
    if (p.keep_auctions) p.auctions.ended.push_back(row);
    if (price.units > 0) {
        p.own_tally.count(Count::AuctionsWon);
        p.own_tally.count(Count::WonByBest, row.to_best ? 1 : 0);
        p.own_tally.count(Count::HammerMoney, price);
        const double index = static_cast<double>(price.units) / static_cast<double>(offer.reference.units);
        p.own_tally.count(Count::HammerIndex, millionths(index));
        lesson.index[offer.category] += index;
        lesson.won[offer.category] += 1.0;
        p.own_tally.count(Count::WinnerValue, listing.leader.value);
        ++listing.unpaid_units;
        p.dealings[block_of(listing.leader.buyer)].won.push_back(
            {.bid = listing.leader, .runner_up = listing.runner_up, .price = price, .listing = place});
    }
    lesson.highest += static_cast<double>(listing.auction.highest.units);
    // To a lone bidder the lowest bid that is taken is as good as a second one.
    if (listing.auction.highest.units > 0)
        lesson.second += static_cast<double>(larger(listing.auction.second, listing.auction.start).units);
}

void learn_from(Platform& p, const Lesson& lesson) {
    const double learned = p.world.spec().choice.belief_learning;
    for (std::size_t c = 0; c < lesson.won.size(); ++c)
        if (lesson.won[c] > 0.0)
            p.auctions.expected[c] += learned * (lesson.index[c] / lesson.won[c] - p.auctions.expected[c]);
    if (lesson.highest > 0.0)
        p.auctions.shading += learned * (std::clamp(lesson.second / lesson.highest, 0.0, 1.0) - p.auctions.shading);
}

void end_auctions_of_today(Platform& p) {
    const std::vector<Bid> late = in_order(p.auctions.late.take(p.world.today));
    take_late_bids(p, late);
    Lesson lesson(p.auctions.expected.size());
    for (const std::uint32_t number : p.auctions.closing.take(p.world.today)) end_auction(p, number, lesson);
    learn_from(p, lesson);
}

}  // namespace

std::size_t Auctions::bytes() const {
    std::size_t sum = listings.capacity() * sizeof(Listing) + ended.capacity() * sizeof(EndedAuction) +
                      example.capacity() * sizeof(BidSeen) + idle.capacity() * sizeof(std::uint32_t) + late.bytes() +
                      closing.bytes();
    closing.for_each(
        [&](std::int64_t, const std::vector<std::uint32_t>& due) { sum += due.capacity() * sizeof(std::uint32_t); });
    late.for_each([&](std::int64_t, const std::vector<Bid>& bids) { sum += bids.capacity() * sizeof(Bid); });
    for (const Listing& listing : listings) sum += listing.seen.capacity() * sizeof(BidSeen);
    return sum;
}

double expected_price(const Platform& p, const Offer& offer) {
    const double asked = static_cast<double>(offer.price.units) / static_cast<double>(offer.reference.units);
    return std::max(asked, p.auctions.expected.empty() ? 1.0 : p.auctions.expected[offer.category]);
}

void open_auctions(Platform& p) {
    p.auctions.expected.resize(p.world.spec().categories.size(), 1.0);
    for (std::size_t i = p.auctions.listings.size(); i < p.offers.size(); ++i) {
        p.auctions.idle.push_back(static_cast<std::uint32_t>(i));
        p.offers[i].is_listed = false;
    }
    p.auctions.listings.resize(p.offers.size());
    std::vector<std::uint32_t> still_idle;
    for (const std::uint32_t number : p.auctions.idle) {
        const Offer& offer = p.offers[number];
        if (!offer.open) continue;
        if (offer.stock > p.auctions.listings[number].unpaid_units)
            put_up(p, number);
        else
            still_idle.push_back(number);
    }
    p.auctions.idle = std::move(still_idle);
}

void run_auctions(Platform& p) {
    see_who_paid(p);
    take_bids_of_today(p);
    end_auctions_of_today(p);
}

}  // namespace pasar
