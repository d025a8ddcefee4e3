// What people do in auctions.
#pragma once

#include "agents/kinds.h"
#include "scenarios/describe.h"

namespace pasar {

struct BiddingSpec {
    BidValues values = BidValues::Tastes;
    double value_spread = 0.3;
    double late = 0.5;
    double late_lost = 0.05;
    double by_hand = 0.25;
    double unpaid = 0.05;
    double sniped_leave = 0.08;
};
template <class V>
void describe(V& v, BiddingSpec& b) {
    v("values", b.values,
      {.says = "the most that a bidder would pay: tastes takes the utilities and tastes by which buyers choose among "
               "offers "
               "with prices, so that both ways to sell meet the same demand; lognormal and uniform draw it over the "
               "reference price, for known answers",
       .source = "McFadden 1974; Riley & Samuelson 1981"});
    v("value_spread", b.value_spread,
      {.unit = "log",
       .min = 0,
       .max = 3,
       .says = "standard deviation of the logarithm of lognormal values (median 1)"});
    v("late", b.late,
      {.unit = "share of bidders",
       .min = 0,
       .max = 1,
       .says = "bidders who wait for the last minute, where the price is shown",
       .source = "Roth & Ockenfels 2002 (direction)"});
    v("late_lost", b.late_lost,
      {.unit = "share of late bids",
       .min = 0,
       .max = 1,
       .says = "late bids that do not get through before a hard close",
       .source = "Roth & Ockenfels 2002 (direction)"});
    v("by_hand", b.by_hand,
      {.unit = "share of bidders",
       .min = 0,
       .max = 1,
       .says = "bidders who bid no more than they need to lead, and raise when they are outbid: too slow against a "
               "late bid "
               "before a hard close",
       .source = "Ockenfels & Roth 2006"});
    v("unpaid", b.unpaid, {.unit = "share of winners", .min = 0, .max = 1, .says = "winners who do not pay"});
    v("sniped_leave", b.sniped_leave,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "of those who led until a late bid beat them, those who do not come back to the platform",
       .source = "Backus, Blake, Masterov & Tadelis 2015 (4 to 18 in a hundred)"});
}

}  // namespace pasar
