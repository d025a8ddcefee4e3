#include "sim/phases/run_feed.h"

#include <algorithm>
#include <cmath>

#include "agents/reading.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// Occasions of all buyers on a day, of those who do not know the platform and of those who left as well.
double occasions_of_all(const World& world) {
    double sum = 0.0;
    for (const SegmentPlan& segment : world.plan.segments)
        sum += static_cast<double>(segment.buyers) * segment.wish_rate;
    return sum * (world.season.start_of(world.today + 1) - world.season.start_of(world.today));
}

/// Who has last read how many days ago. Those who read today move from where they stood.
void move_readers(FeedState& feed, const FeedDay& today) {
    for (std::size_t days = feed.last_read.size() - 1; days > 0; --days)
        feed.last_read[days] = feed.last_read[days - 1] - today.readers[days];
    feed.last_read[0] = 0;
    for (const std::int64_t readers : today.readers) feed.last_read[0] += readers;
}

}  // namespace

void open_feed(Platform& p) {
    const FeedSpec& spec = p.model().feed;
    const BrowsingSpec& browsing = p.world.spec().browsing;
    FeedState& feed = p.feed;
    // Everybody can read the same piece: what the platform makes is not scaled, but its cost is, and so are the posts
    // of a market smaller than the one that is meant.
    const double written = static_cast<double>(feed.good_posts + feed.bad_posts);
    const double posts = written / p.world.plan.scale;
    const double all = spec.pieces_per_day + posts;
    feed.network_term = network_utility(browsing.network, feed.activity, browsing.network_base);
    feed.fresh = fresh_share(all, browsing.fresh_half);
    feed.from_members = all > 0.0 ? posts / all : 0.0;
    feed.bad = written > 0.0 ? static_cast<double>(feed.bad_posts) / written : 0.0;
    const double of_members = browsing.post_quality + feed.bad * (browsing.bad_quality - browsing.post_quality);
    feed.quality = (spec.piece_quality + feed.from_members * (of_members - spec.piece_quality)) *
                   (feed.fresh + (1.0 - feed.fresh) * browsing.stale);
    const Money cost = p.world.plan.scaled(spec.cost_per_piece, p.world.today, spec.pieces_per_day);
    p.own_books.move(Account::Platform, Account::Outside, cost);
    p.own_tally.count(Count::ContentCost, cost);
}

void close_feed(Platform& p, const FeedDay& today) {
    const FeedSpec& spec = p.model().feed;
    FeedState& feed = p.feed;
    const Money earned = share_on_day(spec.price_per_thousand, static_cast<double>(today.ads) / 1000.0, p.world.today);
    p.own_books.move(Account::Outside, Account::Platform, earned);
    p.own_tally.count(Count::AdvertisingRevenue, earned);
    const Money looked_at =
        share_on_day(spec.moderation_cost, static_cast<double>(today.posts) * spec.moderation, p.world.today);
    p.own_books.move(Account::Platform, Account::Outside, looked_at);
    p.own_tally.count(Count::ContentCost, looked_at);

    feed.good_posts = today.good_posts;
    feed.bad_posts = today.bad_posts;
    move_readers(feed, today);
    constexpr double kSmoothedDays = 30.0;
    if (const double occasions = occasions_of_all(p.world); occasions > 0.0)
        feed.activity += (std::min(1.0, static_cast<double>(today.visits) / occasions) - feed.activity) / kSmoothedDays;
}

Invited invite(Platform& p) {
    const double each = p.model().feed.invitations / 30.0;
    const auto buyers = static_cast<double>(p.world.spec().buyers);
    if (!p.plan.is_feed || each <= 0.0 || p.days.empty() || buyers <= 0.0) return {};
    double members = 0.0;
    for (const State stage : {State::OneOrderCustomers, State::RepeatCustomers, State::Advocates})
        members += static_cast<double>(p.days.back().states[static_cast<std::size_t>(stage)]);
    // Draws of a segment that no market has: see attract().
    Dice dice(p.key, Purpose::Awareness, 0xFFFFFFFFU, static_cast<std::uint32_t>(p.world.today));
    const double mean = members * each, whole = std::floor(mean);
    const double sent = whole + (dice.uniform() < mean - whole ? 1.0 : 0.0);
    p.own_tally.count(Count::Invitations, static_cast<std::int64_t>(sent));
    return {static_cast<std::int64_t>(sent), sent * p.world.spec().browsing.invitation_accepted / buyers};
}

}  // namespace pasar
