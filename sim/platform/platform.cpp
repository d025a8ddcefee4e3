#include "sim/platform/platform.h"

#include <algorithm>
#include <utility>

#include "agents/portable_math.h"
#include "sim/phases/turn.h"
#include "sim/platform/firm.h"
#include "sim/world/world.h"

namespace pasar {

Platform::Platform(PlatformState state, const World& its_world, std::size_t its_number, std::size_t thread_count)
    : PlatformState(std::move(state)),
      world(its_world),
      number(its_number),
      bit(static_cast<std::uint16_t>(its_world.competes ? 1U << its_number : 1U)),
      key(its_world.competes ? its_world.plan.key.of_place(its_number) : its_world.plan.key),
      is_shut(is_store_kept_shut(its_world.scenario(), its_world.scenario().models[its_number], its_world.competes)),
      plan(its_world.plan, its_world.spec(), its_world.scenario().models[its_number], its_world.scenario().firm) {
    const auto months = static_cast<std::size_t>(world.plan.months);
    const std::size_t origins = world.competes ? world.scenario().models.size() + 1 : 0;
    for (std::size_t i = 0; i < thread_count; ++i) {
        threads.push_back({Counts(world.extent(), months, origins), Outbox(world.spec().couriers.size()),
                           std::make_unique<Scratch>()});
        threads.back().outbox.money.restart(world.today);
    }
    make_room_for_offers();
}

Platform::~Platform() = default;

const ModelSpec& Platform::model() const { return world.scenario().models[number]; }

bool Platform::opens_today() const { return !is_shut && world.today == model().competition.opens_on; }

bool Platform::is_open() const { return !is_shut && world.today >= model().competition.opens_on; }

void Platform::renew_plan() { plan = Plan(world.plan, world.spec(), model(), world.scenario().firm); }

void Platform::make_room_for_offers() {
    weights.resize(offers.size() * world.plan.classes.size());
    for (Thread& thread : threads) {
        thread.outbox.offers.resize(offers.size());
        if (plan.watches_demand)
            thread.outbox.category_visits.resize(world.spec().segments.size() * world.spec().categories.size());
    }
}

std::size_t Platform::shelf_of(std::size_t category, std::size_t region) const {
    return plan.serves_in_region ? category * world.spec().regions.size() + region : category;
}

CohortTally Platform::cohorts() const {
    CohortTally sum(static_cast<std::size_t>(world.plan.months));
    for (const Thread& thread : threads) sum.add(thread.counts.cohorts);
    return sum;
}

Tally Platform::counted() const {
    if (world.today <= world.scenario().warm_up && world.scenario().warm_up > 0) return Tally(world.extent());
    Tally since = total;
    if (before_counting != nullptr) since.take_off(before_counting->tally);
    return since;
}

BeforeCounting::SellerSoFar Platform::counted_of_seller(std::size_t seller_number) const {
    if (world.today <= world.scenario().warm_up && world.scenario().warm_up > 0) return {};
    const Seller& seller = sellers[seller_number];
    BeforeCounting::SellerSoFar since{seller.orders_served, seller.income, seller.gmv, seller.ledger};
    if (before_counting == nullptr || seller_number >= before_counting->sellers.size()) return since;
    const BeforeCounting::SellerSoFar& before = before_counting->sellers[seller_number];
    since.orders -= before.orders;
    since.income -= before.income;
    since.gmv -= before.gmv;
    since.ledger -= before.ledger;
    return since;
}

WeighedOrders Platform::weighed_orders() const {
    EndedOrders ended;
    for (const Thread& thread : threads) ended.add(thread.counts.ended);
    std::vector<std::int64_t> open;
    for (const Dealings& block : dealings) {
        for (const Order& order : block.orders.all()) {
            if (!order.is_open || order.placed < world.scenario().warm_up) continue;
            const auto age = static_cast<std::size_t>(world.today - 1 - order.placed);
            if (age >= open.size()) open.resize(age + 1, 0);
            ++open[age];
        }
    }
    return {ended, open};
}

RepeatLadder Platform::ladder() const {
    RepeatLadder sum;
    for (const Thread& thread : threads) sum.add(thread.counts.ladder);
    return sum;
}

SubscriberCohorts Platform::subscriber_cohorts() const {
    SubscriberCohorts sum;
    for (const Thread& thread : threads) sum.add(thread.counts.subscribers);
    return sum;
}

std::size_t Platform::bytes() const {
    std::size_t sum = relationships.bytes() + offers.capacity() * sizeof(Offer) + ratings.capacity() * sizeof(Ratings) +
                      sellers.capacity() * sizeof(Seller) + weights.capacity() * sizeof(float) + auctions.bytes() +
                      bookings.bytes() + price_beliefs.windows.capacity() * sizeof(PriceBeliefs::Window) +
                      threads.size() * (sizeof(Thread) + offers.size() * sizeof(OfferTally));
    for (const Thread& thread : threads) sum += thread.counts.ended.bytes() + thread.counts.ladder.bytes();
    for (const Dealings& block : dealings) sum += sizeof(Dealings) + block.bytes();
    payouts.for_each([&](std::int64_t, const std::vector<Payout>& day) { sum += day.capacity() * sizeof(Payout); });
    sum += days.capacity() * sizeof(DayRow) + stage_moves.capacity() * sizeof(stage_moves[0]) +
           books_by_day.capacity() * sizeof(Books) + stories.capacity() * sizeof(OrderStory) +
           seller_days.capacity() * sizeof(SellerDay);
    return sum;
}

}  // namespace pasar
