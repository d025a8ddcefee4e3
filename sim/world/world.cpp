#include "sim/world/world.h"

#include <tbb/info.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "sim/people/wishes.h"
#include "sim/phases/choose_platform.h"
#include "sim/phases/phases.h"
#include "sim/phases/turn.h"
#include "sim/platform/firm.h"
#include "sim/platform/sellers.h"
#include "sim/world/in_force.h"

namespace pasar {
namespace {

std::size_t block_count(const WorldPlan& plan) {
    std::size_t blocks = 0;
    for (const SegmentPlan& segment : plan.segments) blocks += segment.blocks;
    return blocks;
}

/// What a platform has before its first day.
PlatformState before_opening(const World& world, const ModelSpec& model) {
    const MarketSpec& market = world.spec();
    PlatformState state;
    state.relationships = ZeroedPages<Relationship>(world.buyers.size());
    state.dealings.resize(world.blocks.size());
    for (std::size_t i = 0; i < world.blocks.size(); ++i)
        state.dealings[i].panel = BlockPanel(world.blocks[i].count, panel_one_in(market.buyers));
    state.aware.assign(market.segments.size(), 0);
    state.shelves.resize(market.categories.size());
    state.conditions.abandon.assign(market.segments.size(), 0.0);
    state.conditions.quality_belief = market.choice.prior_quality;
    state.conditions.courier_wait_parcels.assign(market.couriers.size(), 0.0);
    state.conditions.courier_yesterday.assign(market.couriers.size(), 0.0);
    for (std::vector<std::uint8_t>& best : state.conditions.best_courier) best.assign(market.regions.size(), 0);
    state.courier_accounts.resize(market.couriers.size());
    state.feed.activity =
        model.competition.initially_aware < 0.0 ? market.awareness.initially_aware : model.competition.initially_aware;
    // A platform that opens later begins with nobody.
    if (world.competes && model.competition.opens_on == 0)
        state.standing.visits_a_month = market.platforms.network_size;
    state.total = state.own_tally = Tally(world.extent());  // also of one that never opens
    return state;
}

/// Opens its doors: sellers are there, and the first buyers know it.
void open(World& world, Platform& platform) {
    open_sellers(world, platform);
    platform.make_room_for_offers();
    const double own = platform.model().competition.initially_aware;
    const double known = own < 0.0 ? world.spec().awareness.initially_aware : own;
    std::vector<std::int64_t> first(world.plan.segments.size());
    for (std::size_t g = 0; g < first.size(); ++g) {
        first[g] = static_cast<std::int64_t>(known * static_cast<double>(world.plan.segments[g].buyers) + 0.5);
        platform.own_tally.moves[static_cast<std::size_t>(Stage::Unaware)][static_cast<std::size_t>(Stage::Aware)] +=
            first[g];
    }
    make_aware(world, platform, first);
    // On a later day these are among what happened on it.
    if (world.today == 0) platform.total = platform.own_tally;
}

/// A platform that opens later finds the couriers' lines as they are, and that of the firm.
void join_lines(const World& world, Platform& platform) {
    for (const std::unique_ptr<Platform>& other : world.platforms) {
        if (other.get() == &platform || !other->is_open() || other->opens_today()) continue;
        platform.conditions.courier_wait_parcels = other->conditions.courier_wait_parcels;
        platform.conditions.courier_yesterday = other->conditions.courier_yesterday;
        if (has_firm(platform) && has_firm(*other)) {
            // Alone, an own store's line is that of its picking.
            if (!other->firm.shares_line && firm_owns_store(*other))
                other->firm.backlog = other->conditions.picking_backlog;
            platform.firm.backlog = other->firm.backlog;
        }
    }
}

}  // namespace

World::World(WorldState state, const Scenario& scenario, bool its_platforms_compete, std::int64_t replication,
             int threads)
    : WorldState(std::move(state)),
      competes(its_platforms_compete),
      timeline(std::make_shared<const Timeline>(scenario)),
      scenario_(&timeline->on(std::max<std::int64_t>(0, today - 1))),  // that of today comes with its morning
      plan(*scenario_, replication),
      season(season_of(*scenario_)),
      courier_lines(*timeline, plan.scale),
      arena_(std::max(1, threads)) {
    if (threads > tbb::info::default_concurrency())
        allowed_.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
}

World::World(const World& other, const Scenario& scenario, std::size_t model, int threads)
    : World(WorldState(other), scenario, other.competes, other.replication(), threads) {
    for (const std::unique_ptr<Platform>& platform : other.platforms) {
        platforms.push_back(std::make_unique<Platform>(PlatformState(*platform), *this,
                                                       competes ? platform->number : model,
                                                       static_cast<std::size_t>(std::max(1, threads))));
        // How many threads there are may differ; what they have counted adds up alike, whoever holds it.
        Platform::Thread& first = platforms.back()->threads.front();
        for (const Platform::Thread& thread : platform->threads) {
            first.counts.add(thread.counts);
            for (std::size_t phase = 0; phase < kPhases.size(); ++phase)
                first.phase_seconds[phase] += thread.phase_seconds[phase];
        }
    }
}

World::World(const Scenario& scenario, std::size_t model, std::int64_t replication, int threads)
    : World(scenario, std::span(&model, 1), false, replication, threads) {}

World::World(const Scenario& scenario, std::span<const std::size_t> models, std::int64_t replication, int threads)
    : World(scenario, models, true, replication, threads) {}

World::World(const Scenario& scenario, std::span<const std::size_t> models, bool its_platforms_compete,
             std::int64_t replication, int threads)
    : World(WorldState{}, scenario, its_platforms_compete, replication, threads) {
    buyers = ZeroedPages<Buyer>(block_count(plan) * Block::kBuyers);
    blocks.resize(block_count(plan));
    for (std::size_t g = 0; g < plan.segments.size(); ++g) {
        const SegmentPlan& segment = plan.segments[g];
        for (std::uint32_t i = 0; i < segment.blocks; ++i) {
            Block& block = blocks[segment.first_block + i];
            block.first = (segment.first_block + i) * Block::kBuyers;
            block.segment = static_cast<std::uint8_t>(g);
            block.count = static_cast<std::uint32_t>(
                std::min<std::int64_t>(Block::kBuyers, segment.buyers - static_cast<std::int64_t>(i) * Block::kBuyers));
            block.calendar = DayLists(block.count);
        }
    }
    for (const std::size_t model : models) {
        platforms.push_back(std::make_unique<Platform>(before_opening(*this, scenario.models[model]), *this, model,
                                                       static_cast<std::size_t>(std::max(1, threads))));
    }
    for (const std::unique_ptr<Platform>& platform : platforms)
        if (platform->opens_today()) open(*this, *platform);
}

Extent World::extent() const {
    return {.segments = spec().segments.size(),
            .regions = spec().regions.size(),
            .payments = spec().payments.size(),
            .couriers = spec().couriers.size()};
}

Turn World::turn_of(Platform& p, std::size_t number, std::size_t thread_number) {
    Block& block = blocks[number];
    Dealings& dealings = p.dealings[number];
    Platform::Thread& thread = p.threads[thread_number];
    return {.world = *this,
            .platform = p,
            .spec = spec(),
            .model = p.model(),
            .plan = p.plan,
            .key = p.key,
            .today = today,
            .block = block,
            .dealings = dealings,
            .orders = dealings.orders,
            .buyers = buyers.part(block.first, Block::kBuyers),
            .relationships = p.relationships.part(block.first, Block::kBuyers),
            .counts = thread.counts,
            .tally = thread.counts.tally,
            .outbox = thread.outbox,
            .scratch = *thread.scratch};
}

void World::through_blocks(Platform& p, std::span<const BlockPhase> phases) {
    for_each_block([&](std::size_t number, std::size_t thread_number) {
        Turn turn = turn_of(p, number, thread_number);
        auto start = std::chrono::steady_clock::now();
        for (const BlockPhase& phase : phases) {
            phase.work(turn);
            const auto end = std::chrono::steady_clock::now();
            p.threads[thread_number].phase_seconds[phase.number - 1] +=
                std::chrono::duration<double>(end - start).count();
            start = end;
        }
    });
}

void World::go_shopping() {
    for_each_block([&](std::size_t number, std::size_t thread_number) {
        const auto start = std::chrono::steady_clock::now();
        std::vector<Turn> turns;
        turns.reserve(platforms.size());
        for (const std::unique_ptr<Platform>& p : platforms)
            if (p->is_open()) turns.push_back(turn_of(*p, number, thread_number));
        if (turns.empty()) return;
        shop_around(turns);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        platforms.front()->threads[thread_number].phase_seconds[2] += took.count();
    });
}

void World::count_parcels() {
    parcels.assign(spec().couriers.size(), 0.0);
    for (const std::unique_ptr<Platform>& p : platforms)
        for (const Platform::Thread& thread : p->threads)
            for (std::size_t c = 0; c < parcels.size(); ++c)
                parcels[c] += static_cast<double>(thread.outbox.couriers[c].parcels);
}

/// One day. The same phases, in the same order, as docs/model.md, "Process overview".
void World::step() {
    begin_events(*this);
    const auto led = [&](std::size_t number, void (*phase)(World&, Platform&)) {
        for (const std::unique_ptr<Platform>& p : platforms) {
            if (!p->is_open()) continue;
            const auto start = std::chrono::steady_clock::now();
            phase(*this, *p);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
            p->phase_seconds[number - 1] += took.count();
        }
    };
    const auto by_block = [&](std::span<const BlockPhase> phases) {
        for (const std::unique_ptr<Platform>& p : platforms)
            if (p->is_open()) through_blocks(*p, phases);
    };
    if (today > 0)
        for (const std::unique_ptr<Platform>& p : platforms)
            if (p->opens_today()) {
                open(*this, *p);
                join_lines(*this, *p);
            }
    led(1, attract);  //  1. buyers become aware
    begin_day_of_merchants(*this);
    led(2, stock_up);                      //  2. who sells, and what arrives; then
    pool_stock(*this, /*returns=*/false);  //     what is in stock over all shops of a seller,
    led(2, publish_offers);                //     offers, prices and ratings of this morning
    // Where nothing is beside platforms, it is weighed against a single one, too.
    const bool chooses = competes && spec().platforms.nothing == PlatformNest::Beside;
    if (platforms.size() == 1 && !chooses) {
        by_block(std::array<BlockPhase, 1>{{
            {3, shop},  //  3. visits, choice, payment
        }});
    } else {
        led(2, weigh_platform);  // what each platform has to offer, over all
        go_shopping();           // 3. the same, on the platform that each buyer chooses
    }
    led(4, clear_market);  //  4. who gets the last unit, before anything is sent
    clear_shared_stock(*this);
    by_block(std::array<BlockPhase, 6>{{
        {5, fulfil},         //  5. dispatch, courier, fate of each parcel
        {6, deliver},        //  6. parcels due today meet their buyers
        {7, blame},          //  7. whose fault it was felt to be, and who speaks up
        {8, recover},        //  8. the support desk
        {9, give_feedback},  //  9. reviews, surveys, word of mouth
        {10, stay_or_go},    // 10. who stays, and when they come again
    }});
    count_parcels();
    count_orders_of_firm(*this);
    led(11, close_day);  // 11. ratings, prices, bans, balances, ledger
    for (const std::unique_ptr<Platform>& p : platforms)
        if (!p->is_open()) stay_closed(*p);
    pool_stock(*this, /*returns=*/true);
    check_shared_stock(*this);
    ++today;
}

std::size_t World::bytes() const {
    std::size_t sum = buyers.bytes() + blocks.capacity() * sizeof(Block);
    for (const Block& block : blocks) sum += block.calendar.bytes();
    for (const std::unique_ptr<Platform>& platform : platforms) sum += platform->bytes();
    for (const Merchant& merchant : merchants.all)
        sum += sizeof(Merchant) + 4 * sizeof(void*) + merchant.outlets.capacity() * sizeof(Outlet) +
               merchant.goods.capacity() * sizeof(SharedGood);  // and its place by identity
    return sum;
}

}  // namespace pasar
