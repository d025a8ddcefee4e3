// What happens on certain days of a run: changed values and shocks, each with its days.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/kinds.h"
#include "scenarios/describe.h"

namespace pasar {

/// Values of other parameters by their paths, as after --set: { "market.choice.price": 4 }.
struct SettingsSpec {
    struct Setting {
        std::string path;
        std::string value;  ///< as JSON
        bool operator==(const Setting&) const = default;
    };
    std::vector<Setting> all;
    bool operator==(const SettingsSpec&) const = default;
};

struct ShockSpec {
    ShockKind kind = ShockKind::None;
    std::string model;
    std::string courier;
    std::string region;
    std::string segment;
    double share = 1.0;
    double trust_loss = 0.3;
    double utility = 0.5;
    double highest_commission = 0.05;
};
template <class V>
void describe(V& v, ShockSpec& s) {
    v("kind", s.kind,
      {.says = "a data breach lowers the trust of customers once, on its first day, after which they learn as ever; a "
               "courier strike, an outage of the site, a rival's campaign and a cap on fees last as long as the event",
       .source = "Janakiraman, Lim & Rishika 2018 (data breach; direction)"});
    v("model", s.model, {.says = "name of the model whose platform it hits; empty: all"});
    v("courier", s.courier, {.says = "name of the courier that a courier strike hits; empty: all"});
    v("region", s.region, {.says = "name of the region whose customers a data breach hits; empty: all"});
    v("segment", s.segment, {.says = "name of the segment whose customers a data breach hits; empty: all"});
    v("share", s.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of these customers that a data breach hits, of a courier's capacity that a strike takes away, or "
               "of visits that an outage turns away"});
    v("trust_loss", s.trust_loss,
      {.unit = "trust", .min = 0, .max = 1, .says = "how far a data breach lowers the trust of each customer it hits"});
    v("utility", s.utility,
      {.unit = "utility", .min = 0, .max = 50, .says = "utility that a rival's campaign adds to buying elsewhere"});
    v("highest_commission", s.highest_commission,
      {.unit = "share of price", .min = 0, .max = 1, .says = "highest commission that a cap on fees leaves"});
}

struct EventSpec {
    std::string name;
    std::string date;
    std::int64_t day = 0;
    std::int64_t until = 0;
    std::int64_t days = 0;
    SettingsSpec set;
    ShockSpec shock;
};
template <class V>
void describe(V& v, EventSpec& e) {
    v("name", e.name, {.says = "what the event is called, such as courier strike"});
    v("date", e.date,
      {.says =
           "date on which it begins: MM-DD comes every year, hijri MM-DD every Islamic year (up to a day off what is "
           "announced by sight), YYYY-MM-DD once; empty: on a day number"});
    v("day", e.day,
      {.unit = "day",
       .min = 0,
       .max = 36500,
       .says = "first day of the event, 0 being the first day of the run; with a date, days after it"});
    v("until", e.until,
      {.unit = "day",
       .min = 0,
       .max = 36500,
       .says = "day from whose morning on what held before holds again; 0: see days; not with a date"});
    v("days", e.days,
      {.unit = "day",
       .min = 0,
       .max = 36500,
       .says = "how many days it lasts; 0, where until does not say it either: to the end of the run"});
    v("set", e.set,
      {.says = "values that hold meanwhile, by their paths, such as market.couriers.Courier A.capacity_per_day; a path "
               "that opens with model. is one of every model"});
    v("shock", e.shock, {.says = "what happens beside or instead of changed values"});
}

}  // namespace pasar
