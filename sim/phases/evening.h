// The parts of the evening: each is called once by close_day.
#pragma once

#include <vector>

#include "sim/phases/outbox.h"
#include "sim/platform/platform.h"

namespace pasar {

// evening_money.cpp: what is owed and what is on its way.

/// Money on its way that arrives today.
void move_money(Platform& platform);
/// Refunds and charges that sellers owe. Their balances bear what they can, together and whatever the order.
void claw_back(Platform& platform, const std::vector<Clawback>& clawbacks);
/// Invoices, withdrawals, listing fees, wages and fixed costs that fall due today.
void keep_calendar_payments(Platform& platform);

// evening_sellers.cpp: what the day does to sellers.

/// Sales, ratings, returns and recognised cheats of the day reach the offers and their sellers. `today` by offer.
void update_offers(Platform& platform, const std::vector<OfferTally>& today);
/// What the table "reviews" tells of today: sales, reviews and the scores that these leave on display. After offers
/// and beliefs have been brought up to date. Does nothing unless it is asked for.
void keep_reviews(Platform& platform, const Outbox& today);
/// Independent sellers pay their fixed costs and look at what they earn.
void judge_business(Platform& platform);
/// Patient cheats who have built a name begin to cash it in; cheats caught too often are banned; sellers who never
/// sell, or earn less for long than they could elsewhere, give up.
void police_sellers(Platform& platform);

/// Takes all offers of a seller off the platform.
void close_business(Platform& platform, Seller& seller, SellerState state);

// prices.cpp: what is asked for goods.

/// What buyers chose today, and what sales cost, for those who set prices by it. After all counts have been added up.
/// Does nothing where nobody asks.
void learn_demand(Platform& platform, const Tally& before, const Outbox& today);
/// Independent sellers and the own store look at their prices every so many days.
void adapt_prices(Platform& platform);

// honesty.cpp: who cheats, and who takes less care.

/// Opportunists decide whether to cheat until they look at their price again; sellers who got their first bad rating
/// today take less care. `today` by offer. Before prices are looked at, which begins a new window.
void decide_honesty(Platform& platform, const std::vector<OfferTally>& today);
/// Opportunists in business who send worse goods than they describe.
[[nodiscard]] std::int64_t cheating_sellers(const Platform& platform);

// audit.cpp: the books against what stands behind them.

/// Throws Contradiction, naming the day and the sum.
void check_books(const Platform& platform);
/// Counts open orders and their held money anew. Costs a walk over all of them, so only now and then.
void recount_orders(const Platform& platform);

}  // namespace pasar
