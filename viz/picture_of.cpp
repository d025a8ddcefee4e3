#include "viz/picture_of.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/currency.h"
#include "sim/counts/observe.h"
#include "sim/people/leaving.h"
#include "sim/stories/in_words.h"
#include "sim/world/run.h"

namespace pasar {
namespace {

constexpr double kFullTrust = 255.0;

std::shared_ptr<const std::vector<BuyerPoint>> buyer_points(const Platform& p) {
    auto points = std::make_shared<std::vector<BuyerPoint>>(p.world.buyers.size());
    for_each_buyer(p, [&](std::uint32_t number, std::uint8_t segment, const Buyer& buyer, const Relationship& r) {
        // Who knows another platform lives where it lives.
        if (r.stage == Stage::Unaware && buyer.knows == 0) return;
        const double trust = std::clamp(static_cast<double>(r.trust), 0.0, 1.0);
        (*points)[number] = {.region = buyer.region,
                             .segment = segment,
                             .stage = r.stage,
                             .trust = static_cast<std::uint8_t>(std::lround(kFullTrust * trust))};
    });
    return points;
}

std::vector<SellerPoint> seller_points(const Platform& p) {
    std::vector<SellerPoint> points;
    // Before the first morning nothing has been put on display.
    const bool shows = p.model().reputation.system != ReputationSystem::None && p.world.day() > 0;
    for (const SeenSeller& seller : look_at_sellers(p)) {
        points.push_back({.region = seller.region,
                          .type = seller.type,
                          .own_store = seller.is_store,
                          .open = seller.state == SellerState::Active || seller.state == SellerState::CashingIn,
                          .kind = seller.kind,
                          .quality = static_cast<float>(seller.true_quality),
                          .shown = shows ? static_cast<float>(seller.shown) : std::numeric_limits<float>::quiet_NaN(),
                          .sold = seller.sold});
    }
    return points;
}

double days_on_the_way(const SeenOrder& order) { return std::max(1, order.promised - order.placed); }

float way_done(const SeenOrder& order, std::int64_t day) {
    return static_cast<float>(std::clamp(static_cast<double>(day - order.placed) / days_on_the_way(order), 0.0, 1.0));
}

void make_marks(const Platform& p, SeenWorld& world) {
    world.marks.clear();
    const auto mark = [&](const SeenOrder& order, Mark::Kind kind, Fate fate, float progress) {
        world.marks.push_back({.buyer = order.buyer,
                               .seller = order.seller,
                               .kind = kind,
                               .fate = fate,
                               .progress = progress,
                               .a_day = static_cast<float>(1.0 / days_on_the_way(order))});
    };
    const auto on_last_day = [&](Count what) {
        return p.days.empty() ? 0 : p.days.back().counts[static_cast<std::size_t>(what)];
    };
    world.orders_today = on_last_day(Count::Orders);
    world.failures_today = on_last_day(Count::Failures);
    for (const SeenOrder& order : orders_of_last_day(p, kMostMarks)) mark(order, Mark::Kind::Order, Fate::Fine, 0.0F);
    const Parcels parcels = parcels_under_way(p, kMostMarks);
    world.parcels_under_way = parcels.under_way;
    for (const SeenOrder& order : parcels.some)
        mark(order, Mark::Kind::Parcel, Fate::Fine, way_done(order, p.world.day()));
    for (const SeenOrder& order : failures_of_last_day(p, kMostMarks))
        mark(order, Mark::Kind::Failure, order.fate, 1.0F);
}

/// On the days that count, as in leavers.csv.
std::vector<LeavingCause> leaving_causes(const Platform& p) {
    std::vector<LeavingCause> causes;
    for (const CauseOfLeaving& found : reasons_of_leaving(p.counted().leavers)) {
        LeavingCause cause{.name = std::string(in_words(found.reason)),
                           .reason = found.reason,
                           .cause = found.cause,
                           .felt = found.felt,
                           .is_felt = found.is_felt(),
                           .buyers = found.buyers,
                           .examples = {}};
        const std::vector<Leaver>& leavers = p.leavers[static_cast<std::size_t>(found.reason)];
        cause.examples.assign(leavers.rbegin(), leavers.rend());
        causes.push_back(std::move(cause));
    }
    return causes;
}

AuctionPicture auction_of(const Platform& p, std::uint8_t category, std::uint16_t opened, std::uint16_t closes,
                          const std::vector<BidSeen>& bids) {
    const int digits = currency_digits(p.world.scenario());
    AuctionPicture auction{
        .category = p.world.spec().categories[category].name, .opened = opened, .closes = closes, .bids = {}};
    for (const BidSeen& bid : bids)
        auction.bids.push_back({.day = bid.day,
                                .is_late = bid.is_late,
                                .is_lost = bid.is_lost,
                                .leads = bid.leads,
                                .bidder = bid.buyer,
                                .most = in_main_unit(static_cast<double>(bid.most.units), digits),
                                .shown = in_main_unit(static_cast<double>(bid.price.units), digits)});
    return auction;
}

/// An open auction with fewer is passed over for one that has ended: it would show little of how a price comes about.
constexpr std::size_t kFewBids = 3;

std::shared_ptr<const AuctionPicture> auction_to_show(const Platform& p) {
    if (p.model().matching.kind != MatchingKind::Auction) return nullptr;
    const int digits = currency_digits(p.world.scenario());
    const auto amount = [&](Money money) { return in_main_unit(static_cast<double>(money.units), digits); };
    const std::vector<Listing>& listings = p.auctions.listings;
    const auto bids_of = [](const Listing& listing) { return listing.is_open ? listing.seen.size() : 0; };
    const auto most = std::max_element(listings.begin(), listings.end(),
                                       [&](const Listing& a, const Listing& b) { return bids_of(a) < bids_of(b); });
    const std::size_t least = p.auctions.example.empty() ? 1 : kFewBids;
    if (most != listings.end() && bids_of(*most) >= least) {
        const Offer& offer = p.offers[static_cast<std::size_t>(most - listings.begin())];
        AuctionPicture auction = auction_of(p, offer.category, most->opened, most->closes, most->seen);
        auction.open_for = p.world.day() - most->opened;
        auction.start = amount(most->auction.start);
        auction.reserve = amount(most->reserve);
        return std::make_shared<const AuctionPicture>(std::move(auction));
    }
    if (p.auctions.example.empty()) return nullptr;
    const EndedAuction& ended = p.auctions.example_of;
    AuctionPicture auction = auction_of(p, ended.category, ended.opened, ended.ended, p.auctions.example);
    auction.start = amount(ended.start);
    auction.reserve = amount(ended.reserve);
    if (ended.is_sold) auction.price = amount(ended.price);
    return std::make_shared<const AuctionPicture>(std::move(auction));
}

std::vector<RetentionPoint> retention_of(const Platform& p) {
    const SubscriberCohorts cohorts = p.subscriber_cohorts();
    std::vector<AtBill> bills(cohorts.months() > 0 ? SubscriberCohorts::kAges : 0);
    for (std::size_t month = 0; month < cohorts.months(); ++month)
        for (std::size_t age = 0; age < SubscriberCohorts::kAges; ++age) {
            const SubscriberCohorts::Cell& cell = cohorts.at(month, age);
            bills[age] += {.renewed = static_cast<double>(cell[SubscriberCohorts::Paid]),
                           .cancelled = static_cast<double>(cell[SubscriberCohorts::Cancelled]),
                           .lapsed = static_cast<double>(cell[SubscriberCohorts::Lapsed])};
        }
    return retention_curve(bills, kFewSubscribers);
}

}  // namespace

void picture(const Platform& p, SeenWorld& world) {
    world.day = p.world.day();
    world.days = std::make_shared<const std::vector<DayRow>>(p.days);
    world.key_figures = p.world.day() > 0 ? result_of(p, false).kpis : std::vector<double>{};
    world.cohorts = p.cohorts();
    world.buyers = buyer_points(p);
    world.sellers = seller_points(p);
    world.causes = leaving_causes(p);
    make_marks(p, world);
    world.auction = auction_to_show(p);
    world.retention = retention_of(p);
}

std::shared_ptr<const std::vector<BuyerCustom>> custom_of(const World& market) {
    auto all = std::make_shared<std::vector<BuyerCustom>>(market.buyers.size());
    for (const Block& block : market.blocks)
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number) {
            const Buyer& buyer = market.buyers[number];
            BuyerCustom& custom = (*all)[number];
            custom.knows = buyer.knows != 0;
            custom.has_left = custom.knows;
            if (!custom.knows) continue;  // nothing of it is settled yet
            for (std::size_t place = 0; place < market.platforms.size(); ++place) {
                const Platform& platform = *market.platforms[place];
                if (platform.number == buyer.bought_on) custom.bought_on = static_cast<std::uint8_t>(place);
                if ((buyer.knows & platform.bit) != 0 && platform.relationships[number].stage != Stage::Left)
                    custom.has_left = false;
            }
        }
    return all;
}

Surroundings surroundings_in(const Scenario& scenario) {
    Surroundings around;
    for (const RegionSpec& region : scenario.market.regions)
        around.regions.push_back({.name = region.name, .island = region.island, .share = region.share});
    for (const SegmentSpec& segment : scenario.market.segments) around.segments.push_back(segment.name);
    for (const SellerTypeSpec& type : scenario.market.seller_types)
        around.seller_types.emplace_back(name_of(type.kind));
    return around;
}

}  // namespace pasar
