// What is wanted, where and when: seasons, regions, categories of goods, how often wishes arise.
#pragma once

#include <cstdint>
#include <string>

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct SeasonSpec {
    std::string name;
    std::string date;
    std::int64_t day = 0;
    std::int64_t days = 1;
    double factor = 1.0;
    std::int64_t waits_days = 7;
    double waits_share = 0.0;
    std::int64_t dip_days = 7;
    double dip_share = 0.0;
};
template <class V>
void describe(V& v, SeasonSpec& s) {
    v("name", s.name, {.says = "what the season is called, such as 11.11 or Ramadan"});
    v("date", s.date,
      {.says =
           "date on which it begins: MM-DD comes every year, hijri MM-DD every Islamic year (up to a day off what is "
           "announced by sight), YYYY-MM-DD once; empty: on a day number"});
    v("day", s.day,
      {.unit = "day",
       .min = 0,
       .max = 36500,
       .says = "first day of the season, 0 being the first day of the run; with a date, days after it"});
    v("days", s.days, {.unit = "day", .min = 1, .max = 366, .says = "how many days it lasts"});
    v("factor", s.factor,
      {.unit = "×", .min = 0, .max = 100, .says = "how many times as many wishes arise on these days"});
    v("waits_days", s.waits_days,
      {.unit = "day",
       .min = 1,
       .max = 60,
       .says = "wishes of so many days before the season wait for it, where waits_share says that any do"});
    v("waits_share", s.waits_share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says =
           "share of the wishes of the day before that wait for the season; it falls in equal steps to nothing over "
           "waits_days, and what waits is spread evenly over the season's days"});
    v("dip_days", s.dip_days,
      {.unit = "day",
       .min = 1,
       .max = 60,
       .says = "wishes of so many days after the season are brought forward, where dip_share says that any are"});
    v("dip_share", s.dip_share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of the wishes of the day after that are brought forward into the season; it falls in equal steps "
               "to nothing over dip_days"});
}

struct RegionSpec {
    std::string name;
    double share = 1.0;
    std::string island;
    double address_difficulty = 1.0;
};
template <class V>
void describe(V& v, RegionSpec& r) {
    v("name", r.name, {.says = "how reports call this region"});
    v("share", r.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of buyers and of sellers who live here; the shares of all regions add up to 1",
       .shares_out = true});
    v("island", r.island, {.says = "regions of one island are one delivery zone apart, others two"});
    v("address_difficulty", r.address_difficulty,
      {.unit = "×", .min = 0, .max = 20, .says = "how many times as often an address is not found here"});
}

struct CategorySpec {
    std::string name;
    double share = 1.0;
    Money reference_price{150000};
    double price_spread = 0.2;
    double misfit = 0.04;
    double wrong_size = 0.3;
    double copied = 1.0;
};
template <class V>
void describe(V& v, CategorySpec& c) {
    v("name", c.name, {.says = "how reports call this category of goods"});
    v("share", c.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of wishes that are for this category; all shares add up to 1",
       .shares_out = true});
    v("reference_price", c.reference_price,
      {.unit = "money",
       .min = kLeastAmount,
       .max = 1e12,
       .says = "what buyers hold to be a normal price for one unit"});
    v("price_spread", c.price_spread,
      {.unit = "log",
       .min = 0,
       .max = 2,
       .says = "standard deviation of the logarithm of sellers' costs around the normal"});
    v("misfit", c.misfit,
      {.unit = "share of orders",
       .min = 0,
       .max = 1,
       .says = "orders that come as they should and do not fit, or are not wanted after all; market.returns tells who "
               "sends them back"});
    v("wrong_size", c.wrong_size,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "of these, those of a wrong size; the others are a change of mind. Of digital goods all are that"});
    v("copied", c.copied,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "of its goods, those of which there is a copy, where they are digital; see market.piracy"});
}

struct WishSpec {
    double rate_per_day = 1.0 / 30.0;
    double shape = 1.0;
    bool first_on_day_0 = false;
    double sessions_per_wish = 20.0;
};
template <class V>
void describe(V& v, WishSpec& w) {
    v("rate_per_day", w.rate_per_day,
      {.unit = "per day", .min = 0, .max = 20, .says = "mean rate at which a buyer wishes to buy something"});
    v("shape", w.shape,
      {.unit = "",
       .min = 0.01,
       .max = 1000,
       .says = "shape of the Gamma distribution of rates over buyers; small means few buyers do most of the buying",
       .source = "Fader, Hardie & Lee 2005 (form)"});
    v("first_on_day_0", w.first_on_day_0,
      {.says = "every buyer's first wish arises at the very start, as in a cohort study"});
    v("sessions_per_wish", w.sessions_per_wish,
      {.unit = "session",
       .min = 1,
       .max = 10000,
       .says =
           "web sessions behind a visit, which is a wish to buy: looking around, comparing, coming back; changes no "
           "behaviour, but says in session_conversion what web shops call conversion",
       .source = "chosen with choice.conversion: web shops count 1.4 to 3.0 orders in a hundred sessions, 1.8 in 2024 "
                 "(Statista)"});
}

}  // namespace pasar
