#include "sim/counts/competition.h"

#include <array>

#include "sim/counts/table_rows.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

double part_of(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : kNoValue;
}

std::int64_t customers_of(const DayRow& day) {
    const auto state = [&](State which) { return day.states[static_cast<std::size_t>(which)]; };
    return state(State::OneOrderCustomers) + state(State::RepeatCustomers) + state(State::Advocates);
}
std::int64_t count_of(const DayRow& day, Count which) { return day.counts[static_cast<std::size_t>(which)]; }

/// A sum over the platforms of a world.
template <class Of>
std::int64_t over_platforms(const Platform& platform, Of of) {
    std::int64_t sum = 0;
    for (const std::unique_ptr<Platform>& each : platform.world.platforms) sum += of(*each);
    return sum;
}

/// Buyers of a platform since day 0, by where else they ordered.
struct BuyersHere {
    explicit BuyersHere(const Platform& platform);

    std::vector<std::int64_t> by_platforms_used;  ///< [platforms used, this one included]
    std::vector<std::int64_t> of_both;            ///< [place of a platform in the world]; of itself: all its buyers
    std::vector<std::int64_t> of_other;           ///< buyers of that platform
};

BuyersHere::BuyersHere(const Platform& platform) {
    const std::vector<std::unique_ptr<Platform>>& all = platform.world.platforms;
    by_platforms_used.resize(all.size() + 1);
    of_both.resize(all.size());
    for (const std::unique_ptr<Platform>& other : all)
        of_other.push_back(other->total.counts[static_cast<std::size_t>(Count::FirstOrders)]);
    for (const Block& block : platform.world.blocks)
        for (std::size_t buyer = block.first; buyer < block.first + block.count; ++buyer) {
            if (platform.relationships[buyer].orders == 0) continue;
            std::size_t used = 0;
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (all[i]->relationships[buyer].orders == 0) continue;
                ++used;
                ++of_both[i];
            }
            ++by_platforms_used[used];
        }
}

/// Orders since day 0 by origin, over all threads: [month × origins + origin].
Arrivals arrivals_of(const Platform& platform) {
    Arrivals sum = platform.threads.front().counts.arrivals;
    for (std::size_t i = 1; i < platform.threads.size(); ++i) sum.add(platform.threads[i].counts.arrivals);
    return sum;
}

}  // namespace

double duplication_of(std::int64_t both, std::int64_t first, std::int64_t second, std::int64_t market) {
    if (first == 0 || second == 0) return kNoValue;
    return static_cast<double>(both) * static_cast<double>(market) /
           (static_cast<double>(first) * static_cast<double>(second));
}

CompetitionFigures competition_figures(const Platform& platform) {
    const auto counted = [](Count which) {
        return [which](const Platform& each) { return each.counted().counts[static_cast<std::size_t>(which)]; };
    };
    const auto customers = [](const Platform& each) { return each.days.empty() ? 0 : customers_of(each.days.back()); };
    CompetitionFigures figures;
    const std::int64_t orders = over_platforms(platform, counted(Count::Orders));
    figures.market_orders = static_cast<double>(orders);
    figures.order_share = part_of(counted(Count::Orders)(platform), orders);
    figures.sales_share = part_of(counted(Count::Gmv)(platform), over_platforms(platform, counted(Count::Gmv)));
    figures.customer_share = part_of(customers(platform), over_platforms(platform, customers));

    const BuyersHere buyers(platform);
    std::int64_t all = 0, single = 0;
    for (std::size_t used = 1; used < buyers.by_platforms_used.size(); ++used) all += buyers.by_platforms_used[used];
    if (buyers.by_platforms_used.size() > 1) single = buyers.by_platforms_used[1];
    figures.multi_homers = part_of(all - single, all);
    double sum = 0.0;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < buyers.of_both.size(); ++i) {
        if (platform.world.platforms[i].get() == &platform || all == 0 || buyers.of_other[i] == 0) continue;
        sum += duplication_of(buyers.of_both[i], all, buyers.of_other[i], platform.world.spec().buyers);
        ++pairs;
    }
    if (pairs > 0) figures.duplication = sum / static_cast<double>(pairs);

    const Arrivals arrivals = arrivals_of(platform);
    std::int64_t arrived = 0, from_elsewhere = 0;
    for (std::size_t i = 0; i < arrivals.orders.size(); ++i) {
        const std::size_t origin = i % arrivals.origins;
        arrived += arrivals.orders[i];
        if (origin != platform.number && origin + 1 != arrivals.origins) from_elsewhere += arrivals.orders[i];
    }
    figures.switched_share = part_of(from_elsewhere, arrived);
    return figures;
}

Table shares_table(const Platform* p) {
    Table table{"shares",
                "a day",
                {{"day", "day", "day of the run"},
                 {"orders", "order", "orders placed on the platform"},
                 {"order_share", "share of orders", "of the orders on all platforms of its world"},
                 {"gmv", "money", "price of the goods ordered"},
                 {"sales_share", "share of sales", "of the same on all platforms"},
                 {"customers", "buyer", "buyers who ordered and have not left, in the evening"},
                 {"customer_share", "share of customers", "of the sum over all platforms"}},
                {}};
    if (p == nullptr) return table;
    for (std::size_t day = 0; day < p->days.size(); ++day) {
        const DayRow& own = p->days[day];
        const auto all = [&](auto of) {
            return over_platforms(*p, [&](const Platform& each) { return of(each.days[day]); });
        };
        const auto orders = [](const DayRow& row) { return count_of(row, Count::Orders); };
        const auto gmv = [](const DayRow& row) { return count_of(row, Count::Gmv); };
        add_row(table, static_cast<std::int64_t>(day), orders(own), part_of(orders(own), all(orders)), gmv(own),
                part_of(gmv(own), all(gmv)), customers_of(own), part_of(customers_of(own), all(customers_of)));
    }
    return table;
}

Table flows_table(const Platform* p) {
    Table table{
        "flows",
        "a month and a platform from which buyers came",
        {{"month", "month", "month of 30 days, from 0"},
         {"from", "",
          "platform on which the buyer of an order had last ordered; nowhere before where it is the buyer's "
          "first"},
         {"arrivals", "order", "orders placed on this platform, those before the first day that counts included"}},
        {}};
    if (p == nullptr) return table;
    const Arrivals arrivals = arrivals_of(*p);
    const std::size_t months = arrivals.origins > 0 ? arrivals.orders.size() / arrivals.origins : 0;
    for (std::size_t month = 0; month < months; ++month) {
        const auto add = [&](std::string_view from, std::size_t origin) {
            add_row(table, static_cast<std::int64_t>(month), text(from),
                    arrivals.orders[month * arrivals.origins + origin]);
        };
        for (const std::unique_ptr<Platform>& from : p->world.platforms) add(from->model().name, from->number);
        add(kNowhereBefore, arrivals.origins - 1);
    }
    return table;
}

Table multihoming_table(const Platform* p) {
    Table table{
        "multihoming",
        "a number of platforms",
        {{"platforms_used", "platform", "platforms on which a buyer has ordered since day 0, this one included"},
         {"buyers_here", "buyer", "buyers of this platform who have ordered on so many"},
         {"buyers_share", "share of buyers", "of all buyers of this platform"}},
        {}};
    if (p == nullptr) return table;
    const BuyersHere buyers(*p);
    std::int64_t all = 0;
    for (const std::int64_t some : buyers.by_platforms_used) all += some;
    for (std::size_t used = 1; used < buyers.by_platforms_used.size(); ++used)
        add_row(table, static_cast<std::int64_t>(used), buyers.by_platforms_used[used],
                part_of(buyers.by_platforms_used[used], all));
    return table;
}

Table duplication_table(const Platform* p) {
    Table table{"duplication",
                "another platform of the world",
                {{"other", "", "name of the other platform"},
                 {"buyers_of_both", "buyer", "buyers who have ordered on both since day 0"},
                 {"of_market", "share of buyers", "of all buyers of the market"},
                 {"duplication", "",
                  "how many times as many as if ordering on one had nothing to do with ordering on the other: D = "
                  "b_ij/(b_i b_j), b being shares of the market's buyers"}},
                {}};
    if (p == nullptr) return table;
    const BuyersHere buyers(*p);
    const std::int64_t market = p->world.spec().buyers;
    std::int64_t all = 0;
    for (const std::int64_t some : buyers.by_platforms_used) all += some;
    for (std::size_t i = 0; i < buyers.of_both.size(); ++i) {
        const Platform& other = *p->world.platforms[i];
        if (&other == p) continue;
        add_row(table, text(other.model().name), buyers.of_both[i], part_of(buyers.of_both[i], market),
                duplication_of(buyers.of_both[i], all, buyers.of_other[i], market));
    }
    return table;
}

}  // namespace pasar
