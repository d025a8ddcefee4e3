#include "sim/market.h"

#include <algorithm>

#include "agents/portable_math.h"
#include "sim/phases/phases.h"
#include "sim/sellers.h"
#include "sim/wishes.h"

namespace pasar {
namespace {

std::size_t block_count(const Plan& plan) {
    std::size_t blocks = 0;
    for (const SegmentPlan& segment : plan.segments) blocks += segment.blocks;
    return blocks;
}

}  // namespace

void MoneyUnderWay::add_and_clear(MoneyUnderWay& other) {
    for (DayRing MoneyUnderWay::*ring : {&MoneyUnderWay::settling, &MoneyUnderWay::courier_cash, &MoneyUnderWay::own_sales, &MoneyUnderWay::held_refunds, &MoneyUnderWay::refunds}) {
        for (std::size_t day = 0; day < (this->*ring).size(); ++day) (this->*ring)[day] += (other.*ring)[day];
        (other.*ring).fill(0);
    }
}

Market::Market(const Scenario& all, std::size_t model_index, std::int64_t replication, int threads)
    : scenario(all),
      spec(all.market),
      model(all.models[model_index]),
      plan(all, all.models[model_index], replication),
      season(all.market.season, all.days),
      buyers(block_count(plan) * Block::kBuyers),
      blocks(block_count(plan)),
      aware(plan.segments.size(), 0),
      shelves(all.market.categories.size()),
      workers(static_cast<std::size_t>(std::max(1, threads)), Worker(static_cast<std::size_t>(plan.months))),
      cohorts(static_cast<std::size_t>(plan.months)),
      arena_(std::max(1, threads)) {
    for (std::size_t g = 0; g < plan.segments.size(); ++g) {
        const SegmentPlan& segment = plan.segments[g];
        for (std::uint32_t i = 0; i < segment.blocks; ++i) {
            Block& block = blocks[segment.first_block + i];
            block.first = (segment.first_block + i) * Block::kBuyers;
            block.segment = static_cast<std::uint8_t>(g);
            block.count = static_cast<std::uint32_t>(std::min<std::int64_t>(Block::kBuyers, segment.buyers - static_cast<std::int64_t>(i) * Block::kBuyers));
            block.calendar = DayLists(block.count, static_cast<std::size_t>(scenario.days));
        }
        for (std::size_t z = 0; z < kZones; ++z) morning.delay_factor[g][z] = portable_exp(-segment.delay_weight * plan.promised_days[z]);
    }
    morning.abandon.assign(plan.segments.size(), 0.0);
    morning.quality_belief = spec.choice.prior_quality;
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

void Market::make_room_for_offers() {
    weights.resize(offers.size() * plan.segments.size());
    for (Worker& w : workers) w.offers.resize(offers.size());
}

/// One day. The same ten phases, in the same order, as docs/model.md, "Process overview".
void Market::step() {
    const auto timed = [this](const char* name, void (*phase)(Market&)) {
        const auto start = std::chrono::steady_clock::now();
        phase(*this);
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        for (auto& [known, seconds] : phase_seconds) {
            if (known != name) continue;
            seconds += taken.count();
            return;
        }
        phase_seconds.emplace_back(name, taken.count());
    };
    timed("attract", attract);      //  1. buyers become aware
    timed("list", list);            //  2. offers, prices and ratings of this morning
    timed("shop", shop);            //  3. visits, choice, payment
    timed("fulfil", fulfil);        //  4. stock, dispatch, courier, fate of each parcel
    timed("deliver", deliver);      //  5. parcels due today meet their buyers
    timed("blame", blame);          //  6. whose fault it was felt to be, and who speaks up
    timed("recover", recover);      //  7. the support desk
    timed("tell", tell);            //  8. reviews, surveys, word of mouth
    timed("retain", retain);        //  9. who stays, and when they come again
    timed("close_day", close_day);  // 10. ratings, prices, bans, balances, ledger
    ++today;
}

std::size_t Market::bytes() const {
    std::size_t sum = buyers.bytes() + blocks.capacity() * sizeof(Block) + offers.capacity() * sizeof(Offer) + sellers.capacity() * sizeof(Seller) +
                      weights.capacity() * sizeof(float) + workers.size() * (sizeof(Worker) + offers.size() * sizeof(OfferTally));
    for (const Block& block : blocks) {
        sum += block.calendar.bytes() + block.agenda.bytes();
        sum += (block.placed.capacity() + block.judged.capacity() + block.complaining.capacity() + block.settled.capacity()) * sizeof(std::uint32_t);
    }
    for (const auto& day : payouts) sum += day.capacity() * sizeof(Payout);
    return sum;
}

}  // namespace pasar
