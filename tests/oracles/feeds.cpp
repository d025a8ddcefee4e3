// What is free to read, in simulated markets: the load of advertising that earns most, communities and their critical
// mass, people who come on a day and within a month, invitations. The numbers are those of tests/agents/reading.cpp.
#include <algorithm>
#include <array>
#include <memory>

#include "agents/reading.h"
#include "sim/counts/key_figures.h"
#include "sim/world/snapshot.h"
#include "sim/world/world.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

double feed_sum(const RunResult& result, std::int64_t first, Count what) {
    double sum = 0.0;
    for (std::int64_t day = first; day < static_cast<std::int64_t>(result.days.size()); ++day)
        sum += static_cast<double>(on_day(result, day, what));
    return sum;
}

std::string ads(double load) { return "models.0.feed.ads_per_visit=" + std::to_string(load); }

double of_state(const DayRow& day, State which) {
    return static_cast<double>(day.states[static_cast<std::size_t>(which)]);
}
double activity(const DayRow& day) { return of_state(day, State::FeedActivity) / 1e6; }

/// Mean activity of the last `days` of a run.
double late_activity(const std::vector<DayRow>& days, std::size_t last) {
    double sum = 0.0;
    for (std::size_t i = days.size() - last; i < days.size(); ++i) sum += activity(days[i]);
    return sum / static_cast<double>(last);
}

Scenario community(double appeal, double weight, int days) {
    return oracle("feeds", {"days=" + std::to_string(days), "market.wishes.rate_per_day=1",
                            "market.browsing.appeal=" + std::to_string(appeal),
                            "market.browsing.network=" + std::to_string(weight)});
}

}  // namespace

TEST_CASE("advertising drives readers away, and earns most at the load that is known") {
    struct Case {
        double load, per_occasion;
    };
    constexpr std::int64_t kEverybodyHasBeenThere = 60;
    std::vector<double> earned;
    for (const Case c :
         {Case{1, 0.81757}, Case{2, 1.46212}, Case{3, 1.86738}, Case{4, 2.0}, Case{5, 1.88770}, Case{6, 1.61365}}) {
        const std::vector<RunResult> results = run_all(oracle("feeds", {ads(c.load)}));
        double occasions = 0.0, visits = 0.0, shown = 0.0;
        for (const RunResult& r : results) {
            occasions += feed_sum(r, kEverybodyHasBeenThere, Count::ReadingOccasions);
            visits += feed_sum(r, kEverybodyHasBeenThere, Count::Visits);
            shown += feed_sum(r, kEverybodyHasBeenThere, Count::AdsShown);
            CHECK(total(r, Count::Visits) == total(r, Count::Reads));
            CHECK(total(r, Count::Orders) == 0);
            // A thousand is paid for each advertisement.
            CHECK(total(r, Count::AdvertisingRevenue) == 1000 * total(r, Count::AdsShown));
        }
        CHECK(shown == c.load * visits);
        agrees("share of occasions at " + std::to_string(c.load), proportion(visits, occasions),
               c.per_occasion / c.load, Of::Probability);
        earned.push_back(shown / occasions);
    }
    // 4 is the fourth; the next best differ from it by more than what is left to chance.
    CHECK(std::max_element(earned.begin(), earned.end()) - earned.begin() == 3);
    CHECK(best_ad_load(2.0, 0.5) == doctest::Approx(4.0));
}

TEST_CASE("a load between two whole numbers is met on average") {
    const RunResult r = run_market(oracle("feeds", {ads(2.3)}), 0, 0);
    const double reads = static_cast<double>(total(r, Count::Reads));
    CHECK(static_cast<double>(total(r, Count::AdsShown)) / reads == doctest::Approx(2.3).epsilon(0.005));
}

TEST_CASE("what advertisers pay moves revenue alone, and without advertising annoyance moves nothing") {
    const RunResult cheap = run_market(oracle("feeds", {ads(3)}), 0, 0);
    const RunResult dear = run_market(oracle("feeds", {ads(3), "models.0.feed.price_per_thousand=2000000"}), 0, 0);
    CHECK(total(dear, Count::AdvertisingRevenue) == 2 * total(cheap, Count::AdvertisingRevenue));
    for (const Count same : {Count::Visits, Count::AdsShown, Count::BuyersLeft, Count::ReadingSatisfaction,
                             Count::SurplusUtility, Count::BuyerSurplus})
        CHECK(total(dear, same) == total(cheap, same));
    std::vector<DayRow> plain;
    for (const char* const annoyance : {"0", "0.3", "9"}) {
        const RunResult r = run_market(
            oracle("feeds", {std::string("market.browsing.annoyance=") + annoyance, "market.browsing.ads_tire=0.1"}), 0,
            0);
        if (plain.empty()) plain = r.days;
        REQUIRE(r.days.size() == plain.size());
        for (std::size_t day = 0; day < plain.size(); ++day) CHECK(r.days[day].counts == plain[day].counts);
    }
}

TEST_CASE("advertising tires slowly: in the first month it costs a third of the visits that it costs in the long run") {
    const auto lost = [](const std::string& memory, std::int64_t from, std::int64_t days) {
        const std::vector<std::string> settings{"market.browsing.annoyance=0.3",
                                                "market.wishes.rate_per_day=0.6",
                                                "market.buyers=20000",
                                                "days=500",
                                                "market.browsing.annoyance_memory=" + memory,
                                                ads(2)};
        const Scenario before = oracle("feeds", settings);
        Scenario after = before;
        after.models[0].feed.ads_per_visit = 6;
        World market(before, 0, 0, 1);
        while (market.day() < 200) market.step();
        const std::unique_ptr<World> more = copy_of(market, after, 0, 1);
        const auto visits = [&](World& world) {
            double sum = 0.0;
            for (std::int64_t day = 200; day < 200 + from + days; ++day) {
                world.step();
                if (day >= 200 + from)
                    sum += static_cast<double>(
                        world.platform().days.back().counts[static_cast<std::size_t>(Count::Visits)]);
            }
            return sum / static_cast<double>(days);
        };
        return visits(market) - visits(*more);
    };
    const double slowly = lost("0.05", 0, 30) / lost("0.05", 240, 60);
    CHECK(slowly > 0.22);
    CHECK(slowly < 0.42);
    CHECK(lost("1", 0, 30) / lost("1", 240, 60) > 0.9);
}

TEST_CASE("a community settles at its fixed point") {
    struct Case {
        double appeal, weight, share;
        int days;
    };
    for (const Case c : {Case{0.0, 0.5, 0.5, 400}, Case{0.2, 0.5, 0.56488, 400}, Case{0.2, 1.0, 0.59063, 500},
                         Case{0.2, 2.5, 0.79633, 600}, Case{0.0, 2.5, 0.69470, 1100}}) {
        const RunResult r = run_market(community(c.appeal, c.weight, c.days), 0, 0);
        INFO("appeal " << c.appeal << ", weight " << c.weight);
        CHECK(late_activity(r.days, 100) == doctest::Approx(c.share).epsilon(0.01));
        // It is what those come to who have an occasion on the day, and all have one a day on average.
        const double visits = feed_sum(r, c.days - 100, Count::Visits),
                     occasions = feed_sum(r, c.days - 100, Count::ReadingOccasions);
        CHECK(visits / occasions == doctest::Approx(c.share).epsilon(0.01));
    }
}

TEST_CASE("below its critical mass a community dwindles for good, above it it recovers") {
    // A bad spell keeps readers away until so many are left; then all is as it was.
    const Scenario good = community(0.2, 2.5, 1500);
    Scenario bad = good;
    bad.market.browsing.appeal = -4.0;
    const auto in_the_end = [&](double left) {
        World market(good, 0, 0, 1);
        while (market.day() < 300) market.step();
        std::unique_ptr<World> spell = copy_of(market, bad, 0, 1);
        while (activity(spell->platform().days.back()) > left) spell->step();
        const std::unique_ptr<World> after = copy_of(*spell, good, 0, 1);
        while (after->day() < 1500) after->step();
        return activity(after->platform().days.back());
    };
    CHECK(in_the_end(0.44) == doctest::Approx(0.79633).epsilon(0.02));
    CHECK(in_the_end(0.32) < 0.02);
}

TEST_CASE("people active on a day over those of a month, where some come often and others seldom") {
    struct Case {
        const char* shape;
        double day, month, ratio;
    };
    for (const Case c : {Case{"1.2", 0.16888, 0.88353, 0.19114}, Case{"0.5", -1.0, -1.0, 0.21427},
                         Case{"1000", 0.181269, 0.997521, 0.18172}}) {
        const std::vector<RunResult> results = run_all(
            oracle("feeds", {"market.browsing.appeal=20", "market.wishes.rate_per_day=0.2", "days=90", "replications=8",
                             "market.buyers=20000", std::string("market.wishes.shape=") + c.shape}));
        const auto kpi = [](const char* name, double over) {
            return [name, over](const RunResult& r) { return r.kpis[find_kpi(name)] / over; };
        };
        if (c.day > 0.0)
            agrees("active on a day", estimate(results, kpi("mean_daily_active", 20000)), c.day, Of::Probability);
        if (c.month > 0.0)
            agrees("active in a month", estimate(results, kpi("monthly_active", 20000)), c.month, Of::Probability);
        agrees("their ratio", estimate(results, kpi("stickiness", 1)), c.ratio, Of::Probability);
    }
}

TEST_CASE("with steady reach people come to know a platform along Bass's curve with a larger first coefficient") {
    const std::vector<std::string> reach{"market.awareness.social_reach_per_post=0.000136986301369863",
                                         "models.0.promotion.posts_per_day=1", "models.0.matching.kind=feed",
                                         "days=3650"};
    const Scenario scenario = oracle("awareness", reach);
    const std::vector<RunResult> results = run_all(scenario);
    constexpr std::array<std::pair<int, double>, 6> kKnown{
        {{1, 0.09216}, {2, 0.20779}, {4, 0.47925}, {6, 0.71999}, {8, 0.87037}, {10, 0.94478}}};
    for (const auto& [year, known] : kKnown) {
        const auto aware = [&, y = year](const RunResult& r) {
            return static_cast<double>(total(r, Count::BecameAware, 0, 365 * y)) /
                   static_cast<double>(scenario.market.buyers);
        };
        agrees("aware after " + std::to_string(year) + " years", estimate(results, aware), known, Of::Probability);
    }
}

TEST_CASE("invitations spread like an epidemic: by who is there and by who is left") {
    const Scenario scenario = oracle("feeds", {"market.browsing.appeal=20", "market.wishes.rate_per_day=20", "days=60",
                                               "market.awareness.initially_aware=0.05", "models.0.feed.invitations=10",
                                               "market.browsing.invitation_accepted=0.3"});
    const std::vector<RunResult> results = run_all(scenario);
    // Who gets to know it in the morning reads it on the day, and invites from the next day on.
    std::vector<double> known{0.05};
    for (int day = 1; day < 60; ++day)
        known.push_back(known.back() + (1.0 - known.back()) * (1.0 - std::exp(-known.back() * 10.0 / 30.0 * 0.3)));
    for (const std::size_t day : {20U, 40U, 59U}) {
        const auto aware = [day](const RunResult& r) { return 1.0 - of_state(r.days[day], State::Unaware) / 4000.0; };
        const Estimate found = estimate(results, aware);
        INFO("day " << day << ": found " << found.mean << " ± " << found.standard_error << ", known " << known[day]);
        CHECK(std::fabs(found.mean - known[day]) < 0.03);
    }
    for (const RunResult& r : results) {
        CHECK(total(r, Count::InvitationsAccepted) == total(r, Count::BecameAware));
        CHECK(total(r, Count::Invitations) > total(r, Count::InvitationsAccepted));
    }
}

TEST_CASE("of members' posts others see those that moderation left, and quality is that of the mixture") {
    const Scenario scenario =
        oracle("feeds",
               {"models.0.feed.members_post=true", "models.0.feed.moderation=0.6", "models.0.feed.wrongly_removed=0.05",
                "models.0.feed.moderation_cost=700", "market.browsing.posts_per_visit=0.3",
                "market.browsing.bad_posts=0.25", "models.0.feed.pieces_per_day=30", "market.browsing.fresh_half=20"});
    const std::vector<RunResult> results = run_all(scenario);
    const double bad = 0.25 * 0.4, good = 0.75 * (1.0 - 0.6 * 0.05);
    double posts = 0.0, bad_posts = 0.0, removed = 0.0, wrongly = 0.0;
    for (const RunResult& r : results) {
        posts += static_cast<double>(total(r, Count::Posts));
        bad_posts += static_cast<double>(total(r, Count::BadPosts));
        removed += static_cast<double>(total(r, Count::PostsRemoved));
        wrongly += static_cast<double>(total(r, Count::PostsWronglyRemoved));
        CHECK(r.kpis[find_kpi("bad_post_share")] == doctest::Approx(bad / (bad + good)).epsilon(0.05));
        CHECK(static_cast<double>(total(r, Count::ContentCost)) ==
              doctest::Approx(700 * 0.6 * static_cast<double>(total(r, Count::Posts))).epsilon(1e-3));
    }
    agrees("bad posts", proportion(bad_posts, posts), 0.25, Of::Probability);
    agrees("bad ones taken down", proportion(removed - wrongly, bad_posts), 0.6, Of::Probability);
    agrees("good ones taken down", proportion(wrongly, posts - bad_posts), 0.03, Of::Probability);
    // Of the last day, what was posted the day before. Posts of this market stand for those of a market of sized_for
    // buyers.
    const DayRow& before = results[0].days[results[0].days.size() - 2];
    const auto of_day = [&](Count what) { return static_cast<double>(before.counts[static_cast<std::size_t>(what)]); };
    const double seen = of_day(Count::Posts) - of_day(Count::PostsRemoved);
    const double seen_bad = of_day(Count::BadPosts) - of_day(Count::PostsRemoved) + of_day(Count::PostsWronglyRemoved);
    const std::int64_t sized_for = scenario.market.sized_for > 0 ? scenario.market.sized_for : scenario.market.buyers;
    const double scale = static_cast<double>(scenario.market.buyers) / static_cast<double>(sized_for);
    const double per_day = seen / scale;
    const BrowsingSpec& browsing = scenario.market.browsing;
    const double share = per_day / (per_day + 30.0), fresh = fresh_share(per_day + 30.0, browsing.fresh_half);
    const double of_posts = browsing.post_quality + seen_bad / seen * (browsing.bad_quality - browsing.post_quality);
    const double quality = (scenario.models[0].feed.piece_quality * (1.0 - share) + share * of_posts) *
                           (fresh + (1.0 - fresh) * browsing.stale);
    CHECK(results[0].kpis[find_kpi("offered_quality")] == doctest::Approx(quality).epsilon(1e-4));
}

TEST_CASE("a reader takes a plan without advertising by what all its visits are worth more, less the price") {
    // At v 2, η 0.5 and 4 advertisements an occasion is worth ln(1 + e^2) - ln 2 more without them; 15 of them are to
    // be expected in 30 days, and money counts as in reading: a million times worth 0.1.
    const double gain = 15.0 * (std::log(1.0 + std::exp(2.0)) - std::log(2.0));
    constexpr double kConsiders = 0.02;
    // Occasions of those who have read and have no plan: without advertising somebody comes with σ(2), with it with ½.
    const auto occasions_with_ads = [](const RunResult& r) {
        const auto with_ads =
            static_cast<double>(total(r, Count::Reads) - total(r, Count::AdFreeReads) - total(r, Count::FirstOrders));
        return with_ads / 0.5 + static_cast<double>(total(r, Count::SignUps));
    };
    double before = 1.0;
    for (const double utility : {1.0, 0.0, -1.0}) {
        const auto price = static_cast<std::int64_t>((gain - utility) * 0.1 * 1e6);
        const std::vector<RunResult> results = run_all(oracle(
            "feeds", {ads(4), "market.choice.price=1", "market.subscribing.fails=0", "market.subscribing.pauses=0",
                      "market.subscribing.reconsiders=0", "market.browsing.considers_ad_free=0.02",
                      R"(models.0.subscription.plans=[{"name":"no ads","price":)" + std::to_string(price) + "}]"}));
        double taken = 0.0, weighed = 0.0;
        for (const RunResult& r : results) {
            taken += static_cast<double>(total(r, Count::SignUps));
            weighed += kConsiders * occasions_with_ads(r);
            CHECK(total(r, Count::AdsShown) == 4 * (total(r, Count::Reads) - total(r, Count::AdFreeReads)));
            CHECK(total(r, Count::SubscriberUses) == total(r, Count::AdFreeReads));
            CHECK(total(r, Count::Orders) == total(r, Count::Bills));
        }
        INFO("utility " << utility << ": " << taken << " of " << weighed);
        CHECK(taken / weighed == doctest::Approx(logistic(utility)).epsilon(0.06));
        CHECK(taken / weighed < before);
        before = taken / weighed;
    }
}

TEST_CASE("more advertising sells more plans without it") {
    double before = -1.0;
    for (const double load : {1.0, 3.0, 6.0}) {
        const RunResult r =
            run_market(oracle("feeds", {ads(load), "market.choice.price=1", "market.wishes.shape=1",
                                        R"(models.0.subscription.plans=[{"name":"no ads","price":1500000}])"}),
                       0, 0);
        CHECK(r.kpis[find_kpi("subscribers")] > before);
        before = r.kpis[find_kpi("subscribers")];
    }
}
