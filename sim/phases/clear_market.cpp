// Phase 4. Orders of today meet the stock: where more was ordered than there is, a fixed order decides who gets the
// last unit.
#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sim/phases/clear_bookings.h"
#include "sim/phases/phases.h"
#include "sim/phases/run_auctions.h"
#include "sim/platform/firm.h"
#include "sim/world/merchants.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// Place in the queue for the last unit: depends on buyer and wish alone, so that it is the same on any number of
/// threads.
std::uint32_t queue_position(const World& world, std::uint32_t buyer, std::uint32_t wish) {
    return Dice(world.plan.key, Purpose::LastUnit, buyer, wish)();
}

std::int64_t demanded_of(const Platform& p, std::size_t offer) {
    std::int64_t demanded = 0;
    for (const Platform::Thread& thread : p.threads) demanded += thread.outbox.offers[offer].demanded;
    return demanded;
}

/// Takes what was ordered out of stock. Returns which offers lack some of it; empty where none does.
std::vector<bool> sell_out(Platform& p) {
    std::vector<bool> contested;
    if (!p.plan.keeps_stock) return contested;
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        if (shares_stock(p, i)) continue;  // see clear_shared_stock()
        const std::int64_t demanded = demanded_of(p, i);
        if (demanded <= p.offers[i].stock) {
            p.offers[i].stock -= demanded;
        } else {
            contested.resize(p.offers.size(), false);
            contested[i] = true;
        }
    }
    return contested;
}

/// All orders of today for these offers, in the order in which they are served.
std::vector<Contest> contests_for(const World& world, Platform& p, const std::vector<bool>& contested) {
    world.for_each_block([&](std::size_t number, std::size_t thread) {
        const Dealings& dealings = p.dealings[number];
        const std::uint32_t first = world.blocks[number].first;
        for (const std::uint32_t slot : dealings.placed) {
            const Order& order = dealings.orders[slot];
            if (!contested[order.offer]) continue;
            p.threads[thread].outbox.contests.push_back(
                {order.offer, queue_position(world, first + order.buyer, order.wish),
                 static_cast<std::uint32_t>(number), slot, order.buyer, order.units});
        }
    });
    std::vector<Contest> all;
    for (Platform::Thread& thread : p.threads) {
        all.insert(all.end(), thread.outbox.contests.begin(), thread.outbox.contests.end());
        thread.outbox.contests.clear();
    }
    std::sort(all.begin(), all.end(), [](const Contest& a, const Contest& b) {
        return std::tie(a.offer, a.hash, a.block, a.buyer, a.slot) <
               std::tie(b.offer, b.hash, b.block, b.buyer, b.slot);
    });
    return all;
}

/// An order for a good that several shops sell out of one stock.
struct SharedContest {
    std::uint32_t merchant, good;
    std::uint32_t platform;
    Contest contest;
};

}  // namespace

void clear_shared_stock(World& world) {
    // By platform: which offers lack units, and whose good each of them is.
    std::vector<std::vector<bool>> contested(world.platforms.size());
    std::vector<std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>>> good_of(contested.size());
    bool is_contested = false;
    for (std::uint32_t number = 0; number < world.merchants.all.size(); ++number) {
        Merchant& merchant = world.merchants.all[number];
        for (std::uint32_t g = 0; g < merchant.goods.size(); ++g) {
            SharedGood& good = merchant.goods[g];
            std::int64_t demanded = 0;
            for (const Outlet& outlet : merchant.outlets)
                if (outlet.shares_stock)
                    demanded += demanded_of(*world.platforms[outlet.platform], outlet.first_offer + g);
            if (demanded == 0) continue;
            if (demanded <= good.stock) {
                good.stock -= demanded;
                continue;
            }
            is_contested = true;
            for (const Outlet& outlet : merchant.outlets) {
                if (!outlet.shares_stock) continue;
                std::vector<bool>& here = contested[outlet.platform];
                here.resize(world.platforms[outlet.platform]->offers.size(), false);
                here[outlet.first_offer + g] = true;
                good_of[outlet.platform][outlet.first_offer + g] = {number, g};
            }
        }
    }
    std::vector<SharedContest> all;
    for (std::uint32_t i = 0; is_contested && i < contested.size(); ++i) {
        if (contested[i].empty()) continue;
        for (const Contest& contest : contests_for(world, *world.platforms[i], contested[i])) {
            const auto [merchant, good] = good_of[i].at(contest.offer);
            all.push_back({merchant, good, i, contest});
        }
    }
    std::sort(all.begin(), all.end(), [](const SharedContest& a, const SharedContest& b) {
        return std::tie(a.merchant, a.good, a.contest.hash, a.contest.block, a.contest.buyer, a.platform,
                        a.contest.slot) < std::tie(b.merchant, b.good, b.contest.hash, b.contest.block, b.contest.buyer,
                                                   b.platform, b.contest.slot);
    });
    for (const SharedContest& order : all) {
        SharedGood& good = world.merchants.all[order.merchant].goods[order.good];
        if (good.stock >= order.contest.units)
            good.stock -= order.contest.units;
        else
            world.platforms[order.platform]->dealings[order.contest.block].orders[order.contest.slot].set(
                order_flag::kSoldOut);
    }
    show_shared_stock(world);
}

void clear_market(World& world, Platform& p) {
    line_up_at_firm(p);
    if (p.plan.takes_bookings) return clear_bookings(world, p);
    if (p.plan.has_plans) return;  // never sold out
    if (p.plan.sells_by_auction) run_auctions(p);
    const std::vector<bool> contested = sell_out(p);
    if (contested.empty()) return;
    for (const Contest& contest : contests_for(world, p, contested)) {
        Offer& offer = p.offers[contest.offer];
        if (offer.stock >= contest.units)
            offer.stock -= contest.units;
        else
            p.dealings[contest.block].orders[contest.slot].set(order_flag::kSoldOut);
    }
}

}  // namespace pasar
