// Phase 11. The evening: what threads counted is added up, ratings and stock move, money arrives, cheats are banned,
// prices adapt, queues move on, the books are checked, and one row of the day is written.
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "sim/counts/countable.h"
#include "sim/phases/clear_bookings.h"
#include "sim/phases/evening.h"
#include "sim/phases/phases.h"
#include "sim/phases/run_feed.h"
#include "sim/platform/firm.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// All that threads hand on, in one place and in an order that does not depend on threads. Their outboxes are empty
/// then.
Outbox collect(Platform& p) {
    Outbox all(p.courier_accounts.size());
    for (Platform::Thread& thread : p.threads) all.take_over(thread.outbox, p.world.today + 1);
    std::sort(all.stories.begin(), all.stories.end(), [](const OrderStory& a, const OrderStory& b) {
        return std::tie(a.buyer, a.order.wish) < std::tie(b.buyer, b.order.wish);
    });
    std::sort(all.leavers.begin(), all.leavers.end(),
              [](const Leaver& a, const Leaver& b) { return a.buyer < b.buyer; });
    std::sort(all.new_sellers.begin(), all.new_sellers.end(),
              [](const BuyerTurnedSeller& a, const BuyerTurnedSeller& b) {
                  return std::tie(a.buyer, a.registers) < std::tie(b.buyer, b.registers);
              });
    return all;
}

/// What lies under way or is kept for later.
void put_away(Platform& p, Outbox& today) {
    p.money.take_over(today.money, p.world.today + 1);
    for (const Payout& payout : today.payouts) p.payouts.on(payout.day).push_back(payout);
    for (std::size_t c = 0; c < p.courier_accounts.size(); ++c) {
        p.courier_accounts[c].due += Money{today.couriers[c].due};
        p.courier_accounts[c].cashback += Money{today.couriers[c].cashback};
    }
    p.stories.insert(p.stories.end(), today.stories.begin(), today.stories.end());
    p.new_sellers = std::move(today.new_sellers);
}

/// Of those who left today the first few for each reason are kept as examples, and of earlier ones only so many.
void remember_leavers(Platform& p, const std::vector<Leaver>& today) {
    constexpr std::size_t kADay = 3, kInAll = 30;
    std::array<std::size_t, kCountOf<LeavingReason>> kept{};
    for (const Leaver& leaver : today) {
        const auto reason = static_cast<std::size_t>(leaver.reason);
        if (kept[reason]++ >= kADay) continue;
        std::vector<Leaver>& examples = p.leavers[reason];
        if (examples.size() == kInAll) examples.erase(examples.begin());
        examples.push_back(leaver);
    }
}

/// What common experience teaches, and how the queues stand tomorrow morning.
void learn(Platform& p, const Tally& before) {
    const std::int64_t experiences = p.total.experiences - before.experiences;
    if (experiences > 0) {
        const double mean =
            static_cast<double>(p.total.experienced - before.experienced) / 1e6 / static_cast<double>(experiences);
        p.conditions.quality_belief += p.world.spec().choice.belief_learning * (mean - p.conditions.quality_belief);
    }
    if (experiences > 0 && !p.plan.is_feed) {  // a feed has no scores
        const double rating_inflation =
            static_cast<double>(p.total.inflated - before.inflated) / 1e6 / static_cast<double>(experiences);
        p.conditions.rating_inflation +=
            p.world.spec().choice.belief_learning * (rating_inflation - p.conditions.rating_inflation);
        const auto mean_of_day = [experiences](std::int64_t now, std::int64_t then) {
            return static_cast<double>(now - then) / 1e6 / static_cast<double>(experiences);
        };
        p.conditions.scores.learn(p.world.spec().choice.belief_learning,
                                  {.signal = mean_of_day(p.total.signal, before.signal),
                                   .surprise = mean_of_day(p.total.surprise, before.surprise),
                                   .signal_squared = mean_of_day(p.total.signal_squared, before.signal_squared),
                                   .product = mean_of_day(p.total.signal_by_surprise, before.signal_by_surprise)});
    }
    for (std::size_t c = 0; c < p.world.spec().couriers.size(); ++c) {
        const double parcels = p.world.parcels[c];  // of all platforms, which share the couriers
        p.conditions.courier_yesterday[c] = parcels;
        p.conditions.courier_wait_parcels[c] =
            std::max(0.0, p.conditions.courier_wait_parcels[c] + parcels - p.world.plan.couriers[c].capacity);
    }
    p.conditions.support_yesterday = static_cast<double>(p.total.people_tickets - before.people_tickets);
    p.conditions.support_backlog =
        std::max(0.0, p.conditions.support_backlog + p.conditions.support_yesterday - p.plan.support_capacity);
    // Complaints that waited too long are given up, so the line is never longer than that.
    p.conditions.support_backlog =
        std::min(p.conditions.support_backlog, p.plan.support_capacity * p.model().support.give_up_days);
    p.conditions.picking_yesterday = static_cast<double>(p.total.own_orders - before.own_orders);
    p.conditions.picking_backlog =
        std::max(0.0, p.conditions.picking_backlog + p.conditions.picking_yesterday - p.plan.picking_capacity);
    if (p.firm.shares_line && firm_owns_store(p)) p.conditions.picking_backlog = p.firm.backlog;
}

std::int64_t stage_count(const Platform& p, Stage stage) {
    std::int64_t count = 0;
    for (std::size_t other = 0; other < kCountOf<Stage>; ++other)
        count += p.total.moves[other][static_cast<std::size_t>(stage)] -
                 p.total.moves[static_cast<std::size_t>(stage)][other];
    return count;
}

void write_row(Platform& p, const Tally& before) {
    DayRow row;
    for (std::size_t i = 0; i < row.counts.size(); ++i)
        row.counts[i] = saturated_sum(p.total.counts[i], -before.counts[i]);
    const auto state = [&row](State which, std::int64_t value) { row.states[static_cast<std::size_t>(which)] = value; };
    state(State::Unaware, p.world.spec().buyers + stage_count(p, Stage::Unaware));
    state(State::Aware, stage_count(p, Stage::Aware));
    state(State::Considering, stage_count(p, Stage::Considering));
    state(State::OneOrderCustomers, stage_count(p, Stage::Customer));
    state(State::RepeatCustomers, stage_count(p, Stage::Repeat));
    state(State::Advocates, stage_count(p, Stage::Advocate));
    state(State::LeftBuyers, stage_count(p, Stage::Left));
    state(State::OpenOrders, p.total.open_orders);
    state(State::OpenTickets, p.total.open_tickets);
    double backlog = 0.0;
    for (const double parcels : p.conditions.courier_wait_parcels) backlog += parcels;
    state(State::CourierBacklog, whole_part(backlog));
    state(State::PickingBacklog, whole_part(p.conditions.picking_backlog));
    state(State::ResponseMilliseconds, whole_part(p.conditions.response_seconds * 1000.0 + 0.5));
    state(State::TrustMillionths, p.total.trust);
    state(State::QualityBelief, millionths(p.conditions.quality_belief));
    state(State::ScoreSlope, millionths(p.conditions.scores.slope()));
    double error = 0.0, price = 0.0, quality = 0.0, open = 0.0, stocked = 0.0;
    for (const Offer& offer : p.offers) {
        if (!offer.open) continue;
        open += 1.0;
        const float true_quality = offer.quality - offer.short_by;
        error += std::fabs(offer.inferred - true_quality);
        if (offer.stock <= 0) continue;
        stocked += 1.0;
        price += static_cast<double>(offer.price.units) / static_cast<double>(offer.reference.units);
        quality += true_quality;
    }
    state(State::Sellers, std::count_if(p.sellers.begin(), p.sellers.end(), is_in_business));
    state(State::ReputationError, open > 0.0 ? millionths(error / open) : 0);
    state(State::OffersInStock, static_cast<std::int64_t>(stocked));
    state(State::MeanPriceIndex, stocked > 0.0 ? millionths(price / stocked) : 0);
    state(State::MeanQuality, stocked > 0.0 ? millionths(quality / stocked) : 0);
    state(State::CheatingOpportunists, cheating_sellers(p));
    state(State::OpenAuctions, std::count_if(p.auctions.listings.begin(), p.auctions.listings.end(),
                                             [](const Listing& listing) { return listing.is_open; }));
    std::int64_t booked = 0;
    for (std::size_t i = 0; i < p.bookings.booked.size(); ++i) booked += p.bookings.booked[i];
    state(State::BookedAhead, booked);
    std::int64_t distributors = 0, with_distributors = 0;
    for (const Distributor& d : p.distributors) {
        distributors += d.is_in_business ? 1 : 0;
        with_distributors += d.stock + d.ordered;
    }
    state(State::Distributors, distributors);
    state(State::DistributorStock, with_distributors);
    if (p.plan.is_feed) {
        state(State::MeanQuality, millionths(p.feed.quality));
        state(State::DailyActive, p.feed.last_read[0]);
        state(State::MonthlyActive, p.feed.monthly_active());
        state(State::FeedActivity, millionths(p.feed.activity));
    }
    const auto subscribers = [&p](SubscriptionState of) { return p.total.subscriptions[static_cast<std::size_t>(of)]; };
    state(State::PayingSubscribers, subscribers(SubscriptionState::Active) + subscribers(SubscriptionState::PastDue));
    state(State::OnTrial, subscribers(SubscriptionState::Trial));
    state(State::PastDueSubscribers, subscribers(SubscriptionState::PastDue));
    state(State::PausedSubscribers, subscribers(SubscriptionState::Paused));
    state(State::RecurringRevenue, p.total.recurring);
    p.days.push_back(row);

    std::array<std::array<std::int64_t, 2>, kCountOf<Stage>> moves{};
    for (std::size_t from = 0; from < kCountOf<Stage>; ++from) {
        for (std::size_t to = 0; to < kCountOf<Stage>; ++to) {
            const std::int64_t moved = p.total.moves[from][to] - before.moves[from][to];
            moves[to][0] += moved;
            moves[from][1] += moved;
        }
    }
    p.stage_moves.push_back(moves);
    if (p.keep_tables) p.books_by_day.push_back(p.total.books);
}

/// The last evening of the warm-up: what has been summed up so far does not count.
void begin_counting(Platform& p) {
    auto before = std::make_shared<BeforeCounting>();
    before->tally = p.total;
    for (const Seller& seller : p.sellers)
        before->sellers.push_back({seller.orders_served, seller.income, seller.gmv, seller.ledger});
    p.before_counting = std::move(before);
}

}  // namespace

void stay_closed(Platform& p) {
    write_row(p, p.total);
    if (p.world.today + 1 == p.world.scenario().warm_up) begin_counting(p);
}

void close_day(World& world, Platform& p) {
    const Tally before = p.total;
    Outbox today = collect(p);
    put_away(p, today);
    remember_leavers(p, today.leavers);
    if (p.plan.takes_bookings) close_bookings(p, today);
    if (p.plan.is_feed) close_feed(p, today.feed);
    update_offers(p, today.offers);
    move_money(p);
    claw_back(p, today.clawbacks);
    keep_calendar_payments(p);
    close_day_of_firm(p, today.offers);
    judge_business(p);
    police_sellers(p);
    p.total = p.own_tally;
    p.total.books.add(p.own_books);
    for (const Platform::Thread& thread : p.threads) p.total.add(thread.counts.tally);
    learn(p, before);
    learn_demand(p, before, today);
    decide_honesty(p, today.offers);
    adapt_prices(p);
    keep_reviews(p, today);
    write_row(p, before);
    check_countable(p);
    if (world.today + 1 == world.scenario().warm_up) begin_counting(p);
    check_books(p);
    if (p.watch != nullptr) look_round(p, std::move(today.watched));
    today.offers.assign(p.offers.size(), {});
    p.threads.front().outbox.offers.swap(today.offers);  // to be counted in again tomorrow, in the same memory
    p.standing.visits_a_month += static_cast<double>(p.days.back().counts[static_cast<std::size_t>(Count::Visits)]) -
                                 p.standing.visits_a_month / 30.0;
    if (world.today % 30 == 29 || world.today + 1 == world.scenario().days) recount_orders(p);
}

}  // namespace pasar
