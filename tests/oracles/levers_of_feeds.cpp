// What the terms of a feed and the ways of its readers do, in the small market of levers.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/oracles/lever_market.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const std::vector<Sense>& senses_of_feeds() {
    using Given = std::vector<std::string>;
    const Given feed{"matching.kind=feed", "fulfilment.kind=digital", "market.wishes.rate_per_day=0.4",
                     "feed.price_per_thousand=60000"},
        written = beside(feed, {"feed.members_post=true", "market.browsing.posts_per_visit=0.1"}),
        moderated = beside(written, {"feed.moderation=0.5", "feed.moderation_cost=1000"}),
        social = beside(feed, {"market.browsing.network=0.8"}),
        planned = beside(feed, {R"(subscription.plans=[{"name":"no ads","price":20000,"cost_per_period":1000}])"}),
        invited = beside(feed, {"feed.invitations=2", "market.awareness.initially_aware=0.1"});
    static const std::vector<Sense> all{
        // Advertising is a price in annoyance: fewer come, and not as gladly. What it earns has a hump.
        {"feed.ads_per_visit", kStore, feed, "0", "6", "visit_share", -1},
        {"feed.ads_per_visit", kStore, feed, "0", "6", "mean_satisfaction", -1},
        {"feed.ads_per_visit", kStore, feed, "0", "6", "stickiness", -1},
        {"feed.ads_per_visit", kStore, feed, "0", "6", "nps", -1},
        {"feed.ads_per_visit", kStore, feed, "0", "6", "buyer_surplus", -1},
        {"feed.ads_per_visit", kStore, feed, "0.5", "4", "revenue_per_active", +1},
        {"feed.ads_per_visit", kStore, beside(feed, {"market.browsing.annoyance_memory=1"}), "8", "30", "other_revenue",
         -1},
        {"feed.price_per_thousand", kStore, feed, "60000", "120000", "contribution", +1},
        {"feed.price_per_thousand", kStore, feed, "60000", "120000", "mean_daily_active", 0},
        // More to read, and better: people come back. It costs.
        {"feed.pieces_per_day", kStore, feed, "2", "40", "visit_share", +1},
        {"feed.pieces_per_day", kStore, feed, "2", "40", "mean_satisfaction", +1},
        {"feed.piece_quality", kStore, feed, "0.4", "0.9", "visit_share", +1},
        {"feed.piece_quality", kStore, feed, "0.4", "0.9", "stickiness", +1},
        {"feed.piece_quality", kStore, feed, "0.4", "0.9", "nps", +1},
        {"feed.cost_per_piece", kStore, feed, "0", "100000", "content_cost", +1},
        {"feed.cost_per_piece", kStore, feed, "0", "100000", "visits", 0},
        // Members write for nothing, spam as well; moderation keeps that out, and costs its money and some good
        // authors.
        {"feed.members_post", kStore, beside(written, {"feed.pieces_per_day=2"}), "false", "true", "offered_quality",
         +1},
        {"feed.moderation", kStore, beside(written, {"market.browsing.bad_posts=0.4"}), "0", "1", "bad_post_share", -1},
        {"feed.moderation", kStore, beside(written, {"market.browsing.bad_posts=0.4"}), "0", "1", "mean_satisfaction",
         +1},
        {"feed.moderation_cost", kStore, moderated, "0", "1000", "content_cost", +1},
        {"feed.wrongly_removed", kStore, moderated, "0", "0.8", "mean_satisfaction", -1},
        {"feed.invitations", kStore, invited, "0", "3", "aware_share", +1},
        {"feed.invitations", kStore, invited, "0", "3", "acquisition_cost", -1},
        // What people are like.
        {"market.browsing.appeal", kStore, feed, "0", "2", "visit_share", +1},
        {"market.browsing.annoyance", kStore, feed, "0.1", "0.6", "visit_share", -1},
        {"market.browsing.annoyance_memory", kStore, feed, "0.01", "1", "visit_share", -1},
        {"market.browsing.network", kStore, feed, "0", "1", "visit_share", -1},
        {"market.browsing.network_base", kStore, social, "0.1", "0.9", "visit_share", -1},
        {"market.browsing.posts_per_visit", kStore, written, "0.001", "0.2", "mean_satisfaction", -1},
        {"market.browsing.post_quality", kStore, written, "0.3", "0.9", "mean_satisfaction", +1},
        {"market.browsing.bad_posts", kStore, written, "0", "0.5", "visit_share", -1},
        {"market.browsing.bad_quality", kStore, beside(written, {"market.browsing.bad_posts=0.5"}), "0", "0.5",
         "mean_satisfaction", +1},
        {"market.browsing.invitation_accepted", kStore, invited, "0.01", "0.3", "aware_share", +1},
        {"market.browsing.fresh_half", kStore, feed, "1", "40", "mean_satisfaction", -1},
        {"market.browsing.stale", kStore, feed, "0.2", "0.9", "offered_quality", +1},
        {"market.browsing.ads_tire", kStore, feed, "0", "0.05", "retention_rate", -1},
        {"market.browsing.ads_tire", kStore, feed, "0", "0.05", "nps", -1},
        {"market.browsing.removal_hurts", kStore, beside(moderated, {"feed.wrongly_removed=0.5"}), "0", "0.6",
         "mean_satisfaction", -1},
        {"market.browsing.leaving_visits", kStore, feed, "1", "20", "retention_rate", +1},
        {"market.browsing.worth", kStore, feed, "0.05", "0.2", "buyer_surplus", +1},
        {"market.browsing.worth", kStore, feed, "0.05", "0.2", "visits", 0},
        // Who is annoyed pays for being spared, if it thinks of it, and the less it costs.
        {"market.browsing.considers_ad_free", kStore, planned, "0.001", "0.05", "subscribers", +1},
        {"market.browsing.considers_ad_free", kStore, planned, "0.001", "0.05", "ad_free_share", +1},
        {"feed.ads_per_visit", kStore, planned, "1", "8", "subscribers", +1},
        {"feed.ads_per_visit", kStore, planned, "1", "8", "ad_free_share", +1},
        {"market.browsing.annoyance", kStore, planned, "0.1", "0.6", "subscribers", +1},
        // What holds where something is sold.
        {"promotion.discount", kStore, feed, "0", "0.2", "visits", 0},
        {"supply.markup", kStore, feed, "0.2", "0.9", "contribution", 0},
        {"revenue.advertising_per_visit", kStore, feed, "0", "500", "contribution", 0},
    };
    return all;
}

}  // namespace

TEST_CASE("terms of a feed and ways of readers move what they are there to move, the way they should") {
    for (const Sense& sense : senses_of_feeds()) holds(sense);
}

TEST_CASE("there is no number of a feed of which it is not said what it does") {
    std::set<std::string> said;
    for (const Sense& sense : senses_of_feeds()) said.insert(sense.path);
    for (const std::string& path : numeric_paths(*small_market().resolved)) {
        const std::string of = "models." + kStore + ".";
        if (path.starts_with("market.browsing.")) CHECK_MESSAGE(said.count(path) == 1, path);
        if (path.starts_with(of + "feed.")) CHECK_MESSAGE(said.count(path.substr(of.size())) == 1, path);
    }
}

TEST_CASE("where nothing is free to read, its terms change nothing, to the unit") {
    for (const char* const setting :
         {"models.Own store.feed.ads_per_visit=9", "models.Own store.feed.cost_per_piece=1000",
          "market.browsing.appeal=-5", "market.browsing.worth=9"})
        CHECK(measured(kStore, {setting}, "contribution") == measured(kStore, {}, "contribution"));
}
