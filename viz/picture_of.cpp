#include "viz/picture_of.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/in_words.h"
#include "sim/leaving.h"
#include "sim/run.h"

namespace pasar {
namespace {

constexpr double kFullTrust = 255.0;

std::shared_ptr<const std::vector<BuyerPoint>> buyer_points(const Market& m) {
    auto points = std::make_shared<std::vector<BuyerPoint>>(m.buyers.size());
    for (const Block& block : m.blocks) {
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number) {
            const Buyer& buyer = m.buyers[number];
            if (buyer.stage == Stage::Unaware) continue;
            (*points)[number] = {.region = buyer.region,
                                 .segment = block.segment,
                                 .stage = buyer.stage,
                                 .trust = static_cast<std::uint8_t>(
                                     std::lround(kFullTrust * std::clamp(static_cast<double>(buyer.trust), 0.0, 1.0)))};
        }
    }
    return points;
}

std::vector<SellerPoint> seller_points(const Market& m) {
    std::vector<SellerPoint> points(m.sellers.size());
    std::vector<std::int64_t> offers(m.sellers.size(), 0);
    const bool shows = m.model.reputation.system != ReputationSystem::None;
    for (const Offer& offer : m.offers) {
        SellerPoint& point = points[offer.seller];
        ++offers[offer.seller];
        point.own_store = offer.own;
        point.quality += offer.quality;
        point.shown += offer.shown;
        point.sold += offer.sold;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        SellerPoint& point = points[i];
        const Seller& seller = m.sellers[i];
        point.region = seller.region;
        point.type = seller.type;
        point.kind = seller.kind;
        point.open = seller.state == SellerState::Active || seller.state == SellerState::CashingIn;
        const auto count = static_cast<float>(std::max<std::int64_t>(offers[i], 1));
        point.quality /= count;
        // Before the first morning nothing has been put on display.
        point.shown = shows && m.day() > 0 ? point.shown / count : std::numeric_limits<float>::quiet_NaN();
    }
    return points;
}

/// Takes one of so many, spread evenly, that no more than kMostMarks are left.
class Sampler {
public:
    explicit Sampler(std::int64_t all)
        : step_(std::max<std::int64_t>(
              1, (all + static_cast<std::int64_t>(kMostMarks) - 1) / static_cast<std::int64_t>(kMostMarks))) {}
    /// By buyer and wish, so that a parcel that is shown today is shown until it arrives while the step stays.
    [[nodiscard]] bool takes(std::uint32_t buyer, std::uint32_t wish) const {
        return (std::uint64_t{buyer} * 2654435761U + std::uint64_t{wish} * 40503U) % 1000003U %
                   static_cast<std::uint64_t>(step_) ==
               0;
    }

private:
    std::int64_t step_;
};

bool is_order(const Order& order) { return order.entry == Entry::Order; }
/// What its buyer still waits for, also where it was lost or never sent.
bool is_under_way(const Order& order, std::int64_t day) { return is_order(order) && order.ended >= day; }

float way_done(const Order& order, std::int64_t day) {
    const double whole = std::max(1, order.promised - order.placed);
    return static_cast<float>(std::clamp(static_cast<double>(day - order.placed) / whole, 0.0, 1.0));
}

void count_marks(const Market& m, World& world) {
    const std::int64_t yesterday = m.day() - 1;  // the last day that is done
    for (const Block& block : m.blocks) {
        world.orders_today += static_cast<std::int64_t>(block.placed.size());
        const std::vector<Order>& orders = block.agenda.all();
        world.parcels_under_way += std::count_if(orders.begin(), orders.end(),
                                                 [&](const Order& order) { return is_under_way(order, m.day()); });
    }
    world.failures_today =
        m.days[static_cast<std::size_t>(yesterday)].counts[static_cast<std::size_t>(Count::Failures)];
}

/// Orders placed on the last day, parcels on their way, and orders whose story ended that day with a failure. An order
/// that has ended keeps its fate in its freed place until something else is entered there.
void make_marks(const Market& m, World& world) {
    world.orders_today = world.parcels_under_way = world.failures_today = 0;
    world.marks.clear();
    if (m.day() == 0) return;
    count_marks(m, world);
    const Sampler new_orders(world.orders_today), parcels(world.parcels_under_way), failures(world.failures_today);
    for (const Block& block : m.blocks) {
        const std::vector<Order>& orders = block.agenda.all();
        const auto mark = [&](const Order& order, Mark::Kind kind, Fate fate, float progress) {
            world.marks.push_back({.buyer = block.first + order.buyer,
                                   .seller = m.offers[order.offer].seller,
                                   .kind = kind,
                                   .fate = fate,
                                   .progress = progress});
        };
        for (const std::uint32_t slot : block.placed) {
            const Order& order = orders[slot];
            if (order.placed == m.day() - 1 && new_orders.takes(block.first + order.buyer, order.wish))
                mark(order, Mark::Kind::Order, Fate::Fine, 0.0F);
        }
        for (const Order& order : orders) {
            if (is_under_way(order, m.day()) && parcels.takes(block.first + order.buyer, order.wish))
                mark(order, Mark::Kind::Parcel, Fate::Fine, way_done(order, m.day()));
        }
        for (const std::uint32_t slot : block.settled) {
            const Order& order = orders[slot];
            if (order.fate != Fate::Fine && failures.takes(block.first + order.buyer, order.wish))
                mark(order, Mark::Kind::Failure, order.fate, 1.0F);
        }
    }
}

std::vector<LeavingCause> leaving_causes(const Market& m) {
    std::vector<LeavingCause> causes;
    for (const CauseOfLeaving& found : reasons_of_leaving(m.total.leavers)) {
        LeavingCause cause{.name = std::string(in_words(found.reason)),
                           .reason = found.reason,
                           .cause = found.cause,
                           .felt = found.felt,
                           .is_felt = found.is_felt(),
                           .buyers = found.buyers,
                           .examples = {}};
        const std::vector<Leaver>& leavers = m.leavers[static_cast<std::size_t>(found.reason)];
        cause.examples.assign(leavers.rbegin(), leavers.rend());
        causes.push_back(std::move(cause));
    }
    return causes;
}

}  // namespace

void picture(const Market& market, World& world) {
    world.day = market.day();
    world.days = std::make_shared<const std::vector<DayRow>>(market.days);
    world.key_figures = market.day() > 0 ? result_of(market, false).kpis : std::vector<double>{};
    world.cohorts = market.cohorts();
    world.buyers = buyer_points(market);
    world.sellers = seller_points(market);
    world.causes = leaving_causes(market);
    make_marks(market, world);
}

void describe_scene(const Scenario& scenario, Scene& scene) {
    scene.title = scenario.name;
    scene.currency = scenario.currency;
    scene.start_date = scenario.start_date;
    scene.seed = scenario.seed;
    scene.regions.clear();
    for (const RegionSpec& region : scenario.market.regions)
        scene.regions.push_back({.name = region.name, .island = region.island, .share = region.share});
    scene.segments.clear();
    for (const SegmentSpec& segment : scenario.market.segments) scene.segments.push_back(segment.name);
    scene.seller_types.clear();
    for (const SellerTypeSpec& type : scenario.market.seller_types) scene.seller_types.emplace_back(name_of(type.kind));
}

}  // namespace pasar
