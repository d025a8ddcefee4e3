#include "sim/world/market.h"

#include <algorithm>
#include <utility>

#include "agents/portable_math.h"
#include "sim/people/wishes.h"
#include "sim/phases/phases.h"
#include "sim/platform/sellers.h"
#include "sim/world/in_force.h"

namespace pasar {
namespace {

std::size_t block_count(const Plan& plan) {
    std::size_t blocks = 0;
    for (const SegmentPlan& segment : plan.segments) blocks += segment.blocks;
    return blocks;
}

}  // namespace

void Worker::take_over(const Worker& other) {
    tally.add(other.tally);
    cohorts.add(other.cohorts);
    ended.add(other.ended);
    new_sellers.insert(new_sellers.end(), other.new_sellers.begin(), other.new_sellers.end());
    for (std::size_t phase = 0; phase < phase_seconds.size(); ++phase)
        phase_seconds[phase] += other.phase_seconds[phase];
}

void MoneyUnderWay::add_and_clear(MoneyUnderWay& other) {
    for (DayRing MoneyUnderWay::*ring :
         {&MoneyUnderWay::settling, &MoneyUnderWay::courier_cash, &MoneyUnderWay::own_sales,
          &MoneyUnderWay::held_refunds, &MoneyUnderWay::refunds}) {
        for (std::size_t day = 0; day < (this->*ring).size(); ++day) add_up((this->*ring)[day], (other.*ring)[day]);
        (other.*ring).fill(0);
    }
}

Market::Market(MarketState state, const Scenario& all, std::size_t model_index, std::int64_t replication, int threads)
    : MarketState(std::move(state)),
      timeline(std::make_shared<const Timeline>(all)),
      scenario(timeline->on(std::max<std::int64_t>(0, today - 1))),  // that of today comes with its morning
      spec(scenario.market),
      model(scenario.models[model_index]),
      plan(scenario, model, replication),
      season(season_of(scenario)),
      courier_lines(*timeline, plan.scale),
      workers(static_cast<std::size_t>(std::max(1, threads)), Worker(static_cast<std::size_t>(plan.months))),
      arena_(std::max(1, threads)) {
    if (threads > tbb::info::default_concurrency())
        allowed_.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    weigh_promises();
}

Market::Market(const Market& other, const Scenario& all, std::size_t model_index, int threads)
    : Market(MarketState(other), all, model_index, other.replication(), threads) {
    // How many threads there are may differ; what they have counted adds up alike, whoever holds it.
    for (const Worker& w : other.workers) workers.front().take_over(w);
    make_room_for_offers();
}

Market::Market(const Scenario& all, std::size_t model_index, std::int64_t replication, int threads)
    : Market(MarketState{}, all, model_index, replication, threads) {
    buyers = ZeroedPages<Buyer>(block_count(plan) * Block::kBuyers);
    blocks.resize(block_count(plan));
    aware.assign(plan.segments.size(), 0);
    shelves.resize(spec.categories.size());
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
    conditions.abandon.assign(plan.segments.size(), 0.0);
    conditions.quality_belief = spec.choice.prior_quality;
    open_sellers(*this);
    make_room_for_offers();

    const double known = spec.awareness.initially_aware;
    std::vector<std::int64_t> first(plan.segments.size());
    for (std::size_t g = 0; g < first.size(); ++g) {
        first[g] = static_cast<std::int64_t>(known * static_cast<double>(plan.segments[g].buyers) + 0.5);
        own_tally.moves[static_cast<std::size_t>(Stage::Unaware)][static_cast<std::size_t>(Stage::Aware)] += first[g];
    }
    for_ranges(first.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t g = begin; g < end; ++g) make_aware(*this, g, first[g]);
    });
    total = own_tally;
}

/// What the promised days weigh in the choice: settled by the plan alone.
void Market::weigh_promises() {
    for (std::size_t g = 0; g < plan.segments.size(); ++g)
        for (std::size_t z = 0; z < kZones; ++z)
            conditions.delay_factor[g][z] = portable_exp(-plan.segments[g].delay_weight * plan.promised_days[z]);
}

void Market::make_room_for_offers() {
    weights.resize(offers.size() * plan.classes.size());
    for (Worker& w : workers) w.offers.resize(offers.size());
}

void Market::through_blocks(std::span<const BlockPhase> phases) {
    for_each_block([&](Block& block, Worker& w) {
        w.first_buyer = block.first;
        auto start = std::chrono::steady_clock::now();
        for (const BlockPhase& phase : phases) {
            phase.work(*this, block, w);
            const auto end = std::chrono::steady_clock::now();
            w.phase_seconds[phase.number - 1] += std::chrono::duration<double>(end - start).count();
            start = end;
        }
    });
}

/// One day. The same ten phases, in the same order, as docs/model.md, "Process overview".
void Market::step() {
    begin_events(*this);
    const auto led = [this](std::size_t number, void (*phase)(Market&)) {
        const auto start = std::chrono::steady_clock::now();
        phase(*this);
        phase_seconds[number - 1] += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    led(1, attract);  //  1. buyers become aware
    led(2, list);     //  2. offers, prices and ratings of this morning
    through_blocks(std::array<BlockPhase, 1>{{
        {3, shop},  //  3. visits, choice, payment
    }});
    led(4, clear_market);  //  4. who gets the last unit, before anything is sent
    through_blocks(std::array<BlockPhase, 6>{{
        {4, fulfil},   //  4. dispatch, courier, fate of each parcel
        {5, deliver},  //  5. parcels due today meet their buyers
        {6, blame},    //  6. whose fault it was felt to be, and who speaks up
        {7, recover},  //  7. the support desk
        {8, tell},     //  8. reviews, surveys, word of mouth
        {9, retain},   //  9. who stays, and when they come again
    }});
    led(10, close_day);  // 10. ratings, prices, bans, balances, ledger
    ++today;
}

CohortTally Market::cohorts() const {
    CohortTally sum(static_cast<std::size_t>(plan.months));
    for (const Worker& w : workers) sum.add(w.cohorts);
    return sum;
}

Tally Market::counted() const {
    if (today <= scenario.warm_up && scenario.warm_up > 0) return {};
    Tally since = total;
    if (before_counting != nullptr) since.take_off(before_counting->tally);
    return since;
}

BeforeCounting::SellerSoFar Market::counted_of_seller(std::size_t number) const {
    if (today <= scenario.warm_up && scenario.warm_up > 0) return {};
    const Seller& seller = sellers[number];
    BeforeCounting::SellerSoFar since{seller.orders_served, seller.income, seller.gmv};
    if (before_counting == nullptr || number >= before_counting->sellers.size()) return since;
    const BeforeCounting::SellerSoFar& before = before_counting->sellers[number];
    since.orders -= before.orders;
    since.income -= before.income;
    since.gmv -= before.gmv;
    return since;
}

WeighedOrders Market::weighed_orders() const {
    EndedOrders ended;
    for (const Worker& w : workers) ended.add(w.ended);
    std::array<std::int64_t, EndedOrders::kAges> open{};
    for (const Block& block : blocks) {
        for (const Order& order : block.agenda.all()) {
            if (order.entry != Entry::Order || order.placed < scenario.warm_up) continue;
            const auto age = static_cast<std::size_t>(today - 1 - order.placed);
            ++open[std::min(age, open.size() - 1)];
        }
    }
    return {ended, open};
}

std::size_t Market::bytes() const {
    std::size_t sum = buyers.bytes() + blocks.capacity() * sizeof(Block) + offers.capacity() * sizeof(Offer) +
                      sellers.capacity() * sizeof(Seller) + weights.capacity() * sizeof(float) +
                      workers.size() * (sizeof(Worker) + EndedOrders::kAges * sizeof(OrdersOfAge) +
                                        offers.size() * sizeof(OfferTally));
    for (const Block& block : blocks) {
        sum += block.calendar.bytes() + block.agenda.bytes();
        sum += (block.placed.capacity() + block.judged.capacity() + block.complaining.capacity() +
                block.settled.capacity()) *
               sizeof(std::uint32_t);
    }
    for (const auto& day : payouts) sum += day.capacity() * sizeof(Payout);
    sum += days.capacity() * sizeof(DayRow) + stage_moves.capacity() * sizeof(stage_moves[0]) +
           books_by_day.capacity() * sizeof(Books) + stories.capacity() * sizeof(OrderStory);
    return sum;
}

}  // namespace pasar
