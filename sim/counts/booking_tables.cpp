#include "sim/counts/booking_tables.h"

#include <string>

#include "scenarios/dates.h"
#include "sim/counts/table_rows.h"
#include "sim/world/world.h"

namespace pasar {

Table providers_table(const Platform* p) {
    Table table{
        "providers",
        "an offer of a provider whose places are booked",
        {{"offer", "", "number of the offer"},
         {"seller", "", "number of the provider; the own store is 0"},
         {"category", "", "category of the service"},
         {"region", "", "region of the provider"},
         {"places_offered", "place", "places, a day each"},
         {"places_served", "place", "places in which a buyer was served, a day each"},
         {"places_empty", "place", "places in which nobody was served, a day each"},
         {"bookings_due", "order", "bookings that came to their day, those called off before apart"},
         {"no_shows", "order", "of these, those whose buyers did not come"},
         {"nobody_there", "order", "of these, those for whose buyers nobody was there"},
         {"denied", "order", "of these, those whose buyers were turned away, since more came than there was room for"},
         {"provider_load", "share of places", "places served over places offered"}},
        {}};
    if (p == nullptr) return table;
    const MarketSpec& market = p->world.spec();
    for (std::size_t i = 0; i < p->bookings.sums.size(); ++i) {
        const Offer& offer = p->offers[i];
        const ProviderSums& s = p->bookings.sums[i];
        add_row(table, static_cast<std::int64_t>(i), static_cast<std::int64_t>(offer.seller),
                text(market.categories[offer.category].name), text(market.regions[offer.region].name));
        add_row(table, s.offered, s.served, s.offered - s.served, s.due, s.no_shows, s.not_served, s.denied,
                s.offered > 0 ? static_cast<double>(s.served) / static_cast<double>(s.offered) : kNoValue);
    }
    return table;
}

Table provider_days_table(const Platform* p) {
    Table table{"provider_days",
                "a day of an offer whose places are booked",
                {{"date", "", "date of the day"},
                 {"day", "day", "day of the run"},
                 {"offer", "", "number of the offer"},
                 {"seller", "", "number of the provider; the own store is 0"},
                 {"day_capacity", "place", "places"},
                 {"day_booked", "place", "places booked, those of guests who stay included"},
                 {"day_came", "place", "bookings whose buyers came, guests who stay included"},
                 {"day_served", "place", "places in which a buyer was served"},
                 {"day_denied", "order", "bookings whose buyers were turned away"},
                 {"day_empty", "place", "places in which nobody was served"}},
                {}};
    if (p == nullptr) return table;
    for (const ProviderDay& d : p->bookings.provider_days)
        add_row(table, date_of_day(p->world.scenario().start_date, d.day), std::int64_t{d.day}, std::int64_t{d.offer},
                static_cast<std::int64_t>(p->offers[d.offer].seller), std::int64_t{d.capacity}, std::int64_t{d.booked},
                std::int64_t{d.came}, std::int64_t{d.served}, std::int64_t{d.denied},
                std::int64_t{d.capacity} - std::int64_t{d.served});
    return table;
}

}  // namespace pasar
