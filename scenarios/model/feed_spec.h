// What is free to read, and the advertising beside it: the second choice where `matching.kind` is "feed".
#pragma once

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct FeedSpec {
    double ads_per_visit = 3.0;
    Money price_per_thousand{0};
    double pieces_per_day = 20.0;
    double piece_quality = 0.7;
    Money cost_per_piece{0};
    bool members_post = false;
    double moderation = 0.0;
    Money moderation_cost{0};
    double wrongly_removed = 0.02;
    double invitations = 0.0;
};
template <class V>
void describe(V& v, FeedSpec& f) {
    v("ads_per_visit", f.ads_per_visit,
      {.unit = "advertisement per visit", .min = 0, .max = 100, .says = "advertisements that a visitor sees"});
    v("price_per_thousand", f.price_per_thousand,
      {.unit = "money per 1000 advertisements", .min = 0, .max = 1e12, .says = "what advertisers pay (CPM)"});
    v("pieces_per_day", f.pieces_per_day,
      {.unit = "piece per day",
       .min = 0,
       .max = 1e6,
       .says = "articles, films, music that the platform makes itself or buys (at the market's sized_for)"});
    v("piece_quality", f.piece_quality,
      {.unit = "quality", .min = 0, .max = 1, .says = "mean quality of these, on the scale of goods"});
    v("cost_per_piece", f.cost_per_piece,
      {.unit = "money per piece", .min = 0, .max = 1e12, .says = "what one of them costs"});
    v("members_post", f.members_post, {.says = "visitors may post as well"});
    v("moderation", f.moderation,
      {.unit = "share of bad posts",
       .min = 0,
       .max = 1,
       .says = "bad posts that are found and taken down before others see them"});
    v("moderation_cost", f.moderation_cost,
      {.unit = "money per post",
       .min = 0,
       .max = 1e12,
       .says = "what looking at a post costs where all are looked at; moderation by half costs half"});
    v("wrongly_removed", f.wrongly_removed,
      {.unit = "share of good posts",
       .min = 0,
       .max = 1,
       .says = "good posts that full moderation takes down by mistake, to the annoyance of who wrote them"});
    v("invitations", f.invitations,
      {.unit = "per member and month",
       .min = 0,
       .max = 100,
       .says = "people whom a member invites, when the platform asks for it"});
}

}  // namespace pasar
