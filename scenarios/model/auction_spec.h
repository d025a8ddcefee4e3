// Auctions: the second choice where `matching.kind` is "auction".
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "scenarios/describe.h"

namespace pasar {

struct AuctionSpec {
    AuctionRule rule = AuctionRule::English;
    std::int64_t days = 7;
    std::int64_t listings = 1;
    double start_price = 0.1;
    double reserve = 1.0;
    double increment = 0.03;
    IncrementRule increment_rule = IncrementRule::NextBid;
    AuctionClose close = AuctionClose::Hard;
    bool second_chance = true;
};
template <class V>
void describe(V& v, AuctionSpec& a) {
    v("rule", a.rule,
      {.says =
           "english shows the price as it rises, by proxy bids; under the sealed rules nobody sees other bids, and the "
           "winner pays the second highest or its own",
       .source = "Vickrey 1961"});
    v("days", a.days, {.unit = "day", .min = 1, .max = 60, .says = "days that a listing is open to bids"});
    v("listings", a.listings,
      {.unit = "listing",
       .min = 1,
       .max = 50,
       .says =
           "units of each of its goods that an independent seller has up at a time, at most 255 in all; own stores and "
           "known sellers have one of each, a firm as many as it lists"});
    v("start_price", a.start_price,
      {.unit = "of the reference price", .min = 0, .max = 10, .says = "lowest first bid"});
    v("reserve", a.reserve,
      {.unit = "× cost after commission",
       .min = 0,
       .max = 20,
       .says = "least for which a seller parts with a unit, over what the unit has to bring to cover its cost and the "
               "commission; bidders do not see it, and 0 is none",
       .source = "Myerson 1981; Riley & Samuelson 1981"});
    v("increment", a.increment,
      {.unit = "of the reference price", .min = 0, .max = 1, .says = "step by which bids rise (english)"});
    v("increment_rule", a.increment_rule,
      {.says =
           "second_plus takes every bid, and the price is the second highest plus the increment, at most the highest; "
           "next_bid asks for at least the price plus the increment, which shuts out who comes in between (english)"});
    v("close", a.close,
      {.says = "hard closes at the minute announced; extension goes on after a late bid until nobody answers",
       .source = "Roth & Ockenfels 2002; Ockenfels & Roth 2006"});
    v("second_chance", a.second_chance,
      {.says = "where a winner does not pay, the runner-up may have the unit for its own bid"});
}

}  // namespace pasar
