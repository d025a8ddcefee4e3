// How people read what is free, and what they post themselves.
#pragma once

#include "scenarios/describe.h"

namespace pasar {

struct BrowsingSpec {
    double appeal = 2.0;
    double annoyance = 0.3;
    double annoyance_memory = 0.05;
    double network = 0.0;
    double network_base = 0.5;
    double posts_per_visit = 0.02;
    double post_quality = 0.6;
    double bad_posts = 0.1;
    double bad_quality = 0.1;
    double invitation_accepted = 0.1;
    double considers_ad_free = 0.02;
    double fresh_half = 5.0;
    double stale = 0.6;
    double ads_tire = 0.02;
    double removal_hurts = 0.3;
    double leaving_visits = 8.0;
    double worth = 0.1;
};
template <class V>
void describe(V& v, BrowsingSpec& b) {
    v("appeal", b.appeal,
      {.unit = "utility",
       .min = -20,
       .max = 20,
       .says = "utility of a visit to a feed of reference quality without advertising, over doing something else (v)"});
    v("annoyance", b.annoyance,
      {.unit = "utility per advertisement",
       .min = 0,
       .max = 20,
       .says = "what each advertisement of a visit takes away from the utility of coming again (η; size an assumption)",
       .source = "form: Anderson & Coate 2005; direction: Goli, Huang, Reiley & Riabov 2025"});
    v("annoyance_memory", b.annoyance_memory,
      {.unit = "share of the way per visit",
       .min = 0.001,
       .max = 1,
       .says = "how far the load that somebody reckons with moves to the one just seen: 1 at once, small slowly "
               "(assumption)",
       .source =
           "Goli, Huang, Reiley & Riabov 2025: the effect in the long run is three times that of the first month"});
    v("network", b.network,
      {.unit = "utility",
       .min = 0,
       .max = 5,
       .says = "weight of the logarithm of how many are active (γ); above 1 a community has a critical mass"});
    v("network_base", b.network_base,
      {.unit = "share of buyers",
       .min = 1e-6,
       .max = 1,
       .says = "share of active people at which this is nothing (n₀)"});
    v("posts_per_visit", b.posts_per_visit,
      {.unit = "share of visits", .min = 0, .max = 1, .says = "visits in which somebody posts, where members may"});
    v("post_quality", b.post_quality, {.unit = "quality", .min = 0, .max = 1, .says = "mean quality of good posts"});
    v("bad_posts", b.bad_posts,
      {.unit = "share of posts", .min = 0, .max = 1, .says = "posts that are spam, abuse or lies"});
    v("bad_quality", b.bad_quality, {.unit = "quality", .min = 0, .max = 1, .says = "quality of these"});
    v("invitation_accepted", b.invitation_accepted,
      {.unit = "share of invitations",
       .min = 0,
       .max = 1,
       .says = "invitations by which somebody who did not know the platform gets to know it (assumption)"});
    v("considers_ad_free", b.considers_ad_free,
      {.unit = "share of occasions",
       .min = 0,
       .max = 1,
       .says =
           "occasions at which a reader who has no subscription weighs one without advertising, where it is to be had "
           "(assumption)"});
    v("fresh_half", b.fresh_half,
      {.unit = "piece per day",
       .min = 0,
       .max = 1e6,
       .says = "new pieces and posts a day at which half of all visits find something new (assumption); twice as many "
               "bring less than twice as much"});
    v("stale", b.stale,
      {.unit = "share of quality",
       .min = 0,
       .max = 1,
       .says = "what is left of a piece's quality for who has read it before (assumption)"});
    v("ads_tire", b.ads_tire,
      {.unit = "satisfaction per advertisement",
       .min = 0,
       .max = 1,
       .says = "drop in satisfaction for each advertisement of the load that a reader reckons with (assumption)",
       .source = "direction: Goli, Huang, Reiley & Riabov 2025"});
    v("removal_hurts", b.removal_hurts,
      {.unit = "satisfaction",
       .min = 0,
       .max = 1,
       .says = "drop in the satisfaction of somebody whose good post is taken down (assumption)"});
    v("leaving_visits", b.leaving_visits,
      {.unit = "visit",
       .min = 1,
       .max = 1000,
       .says = "visits that decide as much about leaving for good as one order that was as good (assumption)"});
    v("worth", b.worth,
      {.unit = "share of the reference price",
       .min = 1e-6,
       .max = 100,
       .says = "what stands for the reference price where something is read: a utility is worth this much of what it "
               "is worth in buying (assumption)"});
}

}  // namespace pasar
