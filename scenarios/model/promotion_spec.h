// What is done to become known and to sell more: advertising, posts, discounts for everybody.
#pragma once

#include <string>
#include <vector>

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct AdvertisingSpec {
    std::string channel;
    Money spend_per_day{0};
};
template <class V>
void describe(V& v, AdvertisingSpec& a) {
    v("channel", a.channel, {.says = "name of a channel of market.awareness.channels"});
    v("spend_per_day", a.spend_per_day,
      {.unit = "money per day", .min = 0, .max = 1e15, .says = "spending (at the market's sized_for)"});
}

struct PromotionSpec {
    std::vector<AdvertisingSpec> advertising;
    double posts_per_day = 0.0;
    Money cost_per_post{150000};
    double discount = 0.0;
    double discount_paid_by_platform = 1.0;
};
template <class V>
void describe(V& v, PromotionSpec& p) {
    v("advertising", p.advertising,
      {.min = 0, .max = 12, .says = "budget per advertising channel", .source = "sources 2 and 3"});
    v("posts_per_day", p.posts_per_day,
      {.unit = "post per day", .min = 0, .max = 1000, .says = "own posts on social media", .source = "source 2"});
    v("cost_per_post", p.cost_per_post,
      {.unit = "money per post",
       .min = 0,
       .max = 1e12,
       .says = "what a post costs to make (at the market's sized_for)"});
    v("discount", p.discount,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says = "share of the goods' price that everybody is let off; a timeline may give it on campaign days only"});
    v("discount_paid_by_platform", p.discount_paid_by_platform,
      {.unit = "share of the discount",
       .min = 0,
       .max = 1,
       .says = "share of that discount that the platform pays; independent sellers bear the rest as a lower price; of "
               "the own store's goods it pays all"});
}

}  // namespace pasar
