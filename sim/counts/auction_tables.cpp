#include "sim/counts/auction_tables.h"

#include <string>

#include "scenarios/dates.h"
#include "sim/counts/table_rows.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

Cell number(std::int64_t n) { return n; }
Cell money_if(bool is_there, Money amount) { return is_there ? Cell(amount.units) : Cell(kNoValue); }
Cell yes_or_no(bool yes) { return text(yes ? "yes" : "no"); }

std::string_view result_of(const EndedAuction& one) {
    if (!one.is_sold) return "unsold";
    if (one.is_void) return "seller_gone";
    if (!one.is_paid) return "unpaid";
    return one.is_second_chance ? "paid_by_runner_up" : "paid";
}

}  // namespace

Table auctions_table(const Platform* p) {
    Table table{
        "auctions",
        "an auction that ended",
        {{"date", "", "date on which it ended"},
         {"opened_day", "day", "day on which it was put up"},
         {"closed_day", "day", "day on which it ended"},
         {"seller", "", "number of the seller; the own store is 0"},
         {"offer", "", "number of the offer"},
         {"category", "", "category of the goods"},
         {"bidders", "bid",
          "bids of others than the leader, those too low included: a bidder who comes back counts again"},
         {"bids_made", "bid", "all bids, late ones that were lost included"},
         {"bids_late", "bid", "of these, bids kept for the last minute"},
         {"bids_lost", "bid", "of the late ones, those that did not get through"},
         {"start_price", "money", "lowest first bid"},
         {"reserve_price", "money", "least for which the seller parts with it"},
         {"price", "money", "what was to be paid; empty where it was not sold"},
         {"buyer", "", "number of the buyer who won; empty where it was not sold"},
         {"winner_value", "money",
          "what it was worth to the winner, shipping and fee taken off; empty where it was not sold"},
         {"runner_up_value", "money", "the same of the runner-up; empty where there was none"},
         {"won_by_best", "", "whether of all who bid it was worth most to the winner; empty where it was not sold"},
         {"result", "", "unsold, paid, unpaid, paid_by_runner_up, or seller_gone"}},
        {}};
    if (p == nullptr) return table;
    for (const EndedAuction& one : p->auctions.ended) {
        if (one.ended < p->world.scenario().warm_up) continue;
        add_row(table, text(date_of_day(p->world.scenario().start_date, one.ended)), number(one.opened),
                number(one.ended), number(one.seller), number(one.offer),
                text(p->world.spec().categories[one.category].name), number(one.bidders), number(one.bids),
                number(one.late), number(one.late_lost), number(one.start.units), number(one.reserve.units),
                money_if(one.is_sold, one.price), one.is_sold ? number(one.winner) : Cell(kNoValue),
                money_if(one.is_sold, one.winner_value), money_if(one.runner_up_value.units > 0, one.runner_up_value),
                one.is_sold ? yes_or_no(one.to_best) : text(""), text(result_of(one)));
    }
    return table;
}

Table bids_table(const Platform* p) {
    Table table{"bids",
                "a bid in the auction that had most bids, of those watched",
                {{"number", "", "which of its bids"},
                 {"category", "", "category of the goods"},
                 {"opened_day", "day", "day on which it was put up"},
                 {"closed_day", "day", "day on which it ended"},
                 {"start_price", "money", "lowest first bid"},
                 {"reserve_price", "money", "least for which the seller parts with it"},
                 {"final_price", "money", "what was to be paid; empty where it was not sold"},
                 {"day", "day", "day of the bid"},
                 {"buyer", "", "number of the buyer who bid"},
                 {"most", "money", "the most that the bidder would pay"},
                 {"shown_price", "money", "price on display after the bid"},
                 {"leads", "", "whether the bidder led after it"},
                 {"is_late", "", "whether it was kept for the last minute"},
                 {"is_lost", "", "whether it did not get through"}},
                {}};
    if (p == nullptr) return table;
    const EndedAuction& of = p->auctions.example_of;
    std::int64_t count = 0;
    for (const BidSeen& bid : p->auctions.example)
        add_row(table, number(++count), text(p->world.spec().categories[of.category].name), number(of.opened),
                number(of.ended), number(of.start.units), number(of.reserve.units), money_if(of.is_sold, of.price),
                number(bid.day), number(bid.buyer), number(bid.most.units), number(bid.price.units),
                yes_or_no(bid.leads), yes_or_no(bid.is_late), yes_or_no(bid.is_lost));
    return table;
}

}  // namespace pasar
