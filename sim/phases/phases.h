// The phases of a day, in the order in which World::step() calls them; a file each.
#pragma once

#include "agents/choice.h"
#include "sim/platform/platform.h"
#include "sim/world/world.h"

namespace pasar {

// Phases that one thread leads.
void attract(World& world, Platform& platform);
void stock_up(World& world, Platform& platform);
void publish_offers(World& world, Platform& platform);
void clear_market(World& world, Platform& platform);
/// The same for stock that shops on several platforms share, over all of these at once.
void clear_shared_stock(World& world);
void close_day(World& world, Platform& platform);
/// The evening of a platform that has not opened yet: a day without anything.
void stay_closed(Platform& platform);

/// The terms of an offer's part of V for a class of customers, as the offer is weighed this morning.
[[nodiscard]] OfferUtility terms_of(const Platform& platform, const Offer& offer, const CustomerClass& customers);

/// An offer's price over the reference price, after what everybody is let off.
[[nodiscard]] double price_ratio_of(const Platform& platform, const Offer& offer);

/// What this morning tells of an offer's quality: what is expected of it without its score, and how far its score
/// stands from the usual one.
struct ScoreReading {
    double prior, signal;
};
[[nodiscard]] ScoreReading read_score(const Platform& platform, const Offer& offer);
/// The same if the offer had these ratings, and this score were on display.
[[nodiscard]] ScoreReading read_score(const Platform& platform, const Offer& offer, const Ratings& ratings,
                                      double shown);

// Phases that every block of buyers goes through by itself, on any thread.
void shop(Turn& turn);
void fulfil(Turn& turn);
void deliver(Turn& turn);
void blame(Turn& turn);
void recover(Turn& turn);
void give_feedback(Turn& turn);
void stay_or_go(Turn& turn);

}  // namespace pasar
