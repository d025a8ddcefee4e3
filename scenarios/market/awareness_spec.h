// How buyers hear of a platform: advertising channels, posts, word of mouth.
#pragma once

#include <string>
#include <vector>

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct ChannelSpec {
    std::string name;
    double max_reach_per_day = 0.01;
    Money half_saturation{50000000};
    double steepness = 1.0;
    double carry_over = 0.5;
};
template <class V>
void describe(V& v, ChannelSpec& c) {
    v("name", c.name, {.says = "how models and reports call this advertising channel"});
    v("max_reach_per_day", c.max_reach_per_day,
      {.unit = "hazard per day", .min = 0, .max = 10, .says = "hazard of becoming aware at unlimited spending"});
    v("half_saturation", c.half_saturation,
      {.unit = "money per day", .min = kLeastAmount, .max = 1e15, .says = "spending that reaches half of that"});
    v("steepness", c.steepness,
      {.unit = "", .min = 0.1, .max = 10, .says = "Hill exponent: above 1 the curve is S-shaped"});
    v("carry_over", c.carry_over,
      {.unit = "share per day",
       .min = 0,
       .max = 0.999,
       .says = "share of yesterday's effect still at work today (adstock)",
       .source = "Broadbent 1979 (form)"});
}

struct AwarenessSpec {
    double initially_aware = 0.2;
    double innovation_per_year = 0.03;
    double imitation_per_year = 0.38;
    double social_reach_per_post = 0.0002;
    std::vector<ChannelSpec> channels;
};
template <class V>
void describe(V& v, AwarenessSpec& a) {
    v("initially_aware", a.initially_aware,
      {.unit = "share", .min = 0, .max = 1, .says = "share of buyers who know the platform on day 0"});
    v("innovation_per_year", a.innovation_per_year,
      {.unit = "per year",
       .min = 0,
       .max = 100,
       .says = "hazard of hearing of the platform by oneself (Bass p)",
       .source = "Bass 1969; p 0.03"});
    v("imitation_per_year", a.imitation_per_year,
      {.unit = "per year",
       .min = 0,
       .max = 100,
       .says = "hazard per share of the population that talks of it (Bass q)",
       .source = "Bass 1969; q 0.38"});
    v("social_reach_per_post", a.social_reach_per_post,
      {.unit = "hazard per post",
       .min = 0,
       .max = 1,
       .says = "hazard of becoming aware for each post of the platform on social media, shrinking with the square root "
               "of posts a day"});
    v("channels", a.channels, {.min = 0, .max = 12, .says = "advertising channels open to every model"});
}

struct WordOfMouthSpec {
    double neutral = 1.0;
    double promoter = 2.0;
    double detractor = -2.0;
    double promoter_from = 0.84;
    double detractor_below = 0.5;
};
template <class V>
void describe(V& v, WordOfMouthSpec& w) {
    v("neutral", w.neutral,
      {.unit = "talkers",
       .min = 0,
       .max = 100,
       .says = "weight of a buyer who knows the platform and neither praises nor warns; 1 alone gives Bass",
       .source = "Bass 1969"});
    v("promoter", w.promoter,
      {.unit = "talkers", .min = 0, .max = 100, .says = "weight of a buyer whose last purchase delighted"});
    v("detractor", w.detractor,
      {.unit = "talkers", .min = -100, .max = 0, .says = "weight of a buyer whose last purchase disappointed"});
    v("promoter_from", w.promoter_from,
      {.unit = "satisfaction", .min = 0, .max = 1.01, .says = "satisfaction from which a buyer recommends"});
    v("detractor_below", w.detractor_below,
      {.unit = "satisfaction", .min = 0, .max = 1, .says = "satisfaction below which a buyer warns others"});
}

}  // namespace pasar
