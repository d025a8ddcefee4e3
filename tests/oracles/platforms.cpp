// Several platforms in one world, as simulated markets. Nested logit: D. McFadden, "Modelling the choice of residential
// location", 1978. NBD-Dirichlet: G. J. Goodhardt, A. S. C. Ehrenberg & C. Chatfield, "The Dirichlet: a comprehensive
// model of buying behaviour", Journal of the Royal Statistical Society A 147 (1984). Network effects: W. A. Brock & S.
// N. Durlauf, "Discrete choice with social interactions", Review of Economic Studies 68 (2001). Each case names the
// nest that it uses: where buying nothing stands "beside" platforms, and where "within" the one chosen.
#include <fmt/format.h>

#include <array>
#include <numeric>
#include <span>

#include "sim/world/world.h"
#include "tests/known/dirichlet_table.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

using Sets = std::vector<std::string>;

std::vector<std::size_t> first_models(std::size_t count) {
    std::vector<std::size_t> models(count);
    std::iota(models.begin(), models.end(), std::size_t{0});
    return models;
}

double visits_of(const RunResult& result) { return static_cast<double>(total(result, Count::Visits)); }
double orders_of(const RunResult& result) { return static_cast<double>(total(result, Count::Orders)); }

/// Wishes of everybody, which do not hang on platforms: visits to one that all know and that is all there is.
double wishes_of(const Scenario& scenario) {
    Scenario alone = scenario;
    alone.models.front().competition.initially_aware = 1.0;
    return visits_of(run_market(alone, 0, 0));
}

/// Shares of all wishes that `models` get, against the known ones; the last of these is that of nothing.
void shares_agree(const Scenario& scenario, std::span<const std::size_t> models, std::span<const double> known) {
    const double wishes = wishes_of(scenario);
    double anywhere = 0.0;
    const std::vector<RunResult> results = run_competition(scenario, models, 0);
    REQUIRE(known.size() == results.size() + 1);
    for (std::size_t i = 0; i < results.size(); ++i) {
        anywhere += visits_of(results[i]);
        agrees("share of wishes of platform " + std::to_string(models[i] + 1),
               proportion(visits_of(results[i]), wishes), known[i], Of::Probability);
    }
    agrees("nothing", proportion(wishes - anywhere, wishes), known.back(), Of::Probability);
}

/// By orders: where those of a buyer went.
struct Panel {
    std::vector<std::array<double, 3>> orders;  ///< of each buyer, on each platform

    [[nodiscard]] double share_who(auto does) const {
        double sum = 0.0;
        for (const std::array<double, 3>& of : orders) sum += does(of) ? 1.0 : 0.0;
        return sum / static_cast<double>(orders.size());
    }
    [[nodiscard]] double users(std::size_t k) const {
        return share_who([k](const auto& of) { return of[k] > 0.0; });
    }
    [[nodiscard]] double orders_per_user(std::size_t k) const {
        double sum = 0.0;
        for (const std::array<double, 3>& of : orders) sum += of[k];
        return sum / static_cast<double>(orders.size()) / users(k);
    }
    /// Of its users, those who use no other.
    [[nodiscard]] double only_here(std::size_t k) const {
        return share_who([k](const auto& of) { return of[k] > 0.0 && of[0] + of[1] + of[2] == of[k]; }) / users(k);
    }
    [[nodiscard]] double duplication(std::size_t i, std::size_t j) const {
        return share_who([&](const auto& of) { return of[i] > 0.0 && of[j] > 0.0; }) / (users(i) * users(j));
    }
    [[nodiscard]] double two_or_more() const {
        return share_who([](const auto& of) { return (of[0] > 0.0) + (of[1] > 0.0) + (of[2] > 0.0) >= 2; });
    }
    [[nodiscard]] double anywhere() const {
        return share_who([](const auto& of) { return of[0] + of[1] + of[2] > 0.0; });
    }
};

/// Six orders a period, of buyers whose rates are Gamma with shape 1.2, on platforms of shares 0.5, 0.3 and 0.2.
Scenario dirichlet(const std::string& habit, const Sets& more = {}) {
    Sets sets{"market.platforms.nothing=within",
              "market.platforms.habit=" + habit,
              "market.wishes.shape=1.2",
              "market.wishes.rate_per_day=0.03",
              "days=200",
              "market.buyers=60000",
              "models.0.competition.share=5",
              "models.1.competition.share=3",
              "models.2.competition.share=2"};
    sets.insert(sets.end(), more.begin(), more.end());
    return oracle("platforms", sets);
}

Panel panel_of(const Scenario& scenario) {
    const std::vector<std::size_t> models = first_models(3);
    World world(scenario, models, 0, 2);
    while (world.day() < scenario.days) world.step();
    Panel panel;
    for (const Block& block : world.blocks)
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number) {
            std::array<double, 3>& of = panel.orders.emplace_back();
            for (std::size_t k = 0; k < 3; ++k)
                of[k] = static_cast<double>(std::as_const(*world.platforms[k]).relationships[number].orders);
        }
    return panel;
}

/// Share of wishes that go to the first platform in the last 100 days, once the network has had its time.
std::vector<double> shares_in_the_end(const Scenario& scenario, std::size_t platforms) {
    std::vector<double> mean_shares(platforms, 0.0);
    for (std::int64_t replication = 0; replication < scenario.replications; ++replication) {
        const std::vector<RunResult> results =
            run_competition(scenario, first_models(platforms), replication, {.threads = 2, .tables = true});
        double sum = 0.0;
        std::vector<double> visits;
        for (const RunResult& result : results) {
            visits.push_back(static_cast<double>(total(result, Count::Visits, scenario.days - 100)));
            sum += visits.back();
        }
        for (std::size_t k = 0; k < platforms; ++k)
            mean_shares[k] += visits[k] / sum / static_cast<double>(scenario.replications);
    }
    return mean_shares;
}

Sets network(const std::string& weight, const Sets& more) {
    Sets sets{"market.platforms.nothing=within", "market.platforms.network=" + weight,
              "market.platforms.network_of=buyers", "market.buyers=20000", "replications=4"};
    sets.insert(sets.end(), more.begin(), more.end());
    return sets;
}

}  // namespace

TEST_CASE("who knows which platform shares out wishes as consideration sets of the logit say") {
    // Nest beside. M5: awareness 0.9 and 0.5, independent, utilities 1 and 1.5, nothing 0.
    const Sets two{"models.0.competition.appeal=1", "models.1.competition.appeal=1.5"};
    Sets known_by_some = two;
    known_by_some.insert(known_by_some.end(),
                         {"models.0.competition.initially_aware=0.9", "models.1.competition.initially_aware=0.5"});
    shares_agree(oracle("platforms", known_by_some), first_models(2), std::array{0.47815, 0.28683, 0.23502});
    shares_agree(oracle("platforms", two), first_models(2), std::array{0.33150, 0.54655, 1 - 0.33150 - 0.54655});
    shares_agree(
        oracle("platforms", {"models.0.competition.appeal=1", "models.1.competition.appeal=1",
                             "models.2.competition.appeal=1", "models.0.competition.initially_aware=0.95",
                             "models.1.competition.initially_aware=0.7", "models.2.competition.initially_aware=0.3"}),
        first_models(3), std::array{0.43778, 0.27817, 0.10307, 1 - 0.43778 - 0.27817 - 0.10307});
}

TEST_CASE("when a platform closes its wishes go to the others in proportion to their shares, and to nothing") {
    // Nest beside. M5: utilities 1, 0.5, -0.2.
    const Scenario scenario = oracle("platforms", {"models.0.competition.appeal=1", "models.1.competition.appeal=0.5",
                                                   "models.2.competition.appeal=-0.2"});
    constexpr double kSum = 1.0 + 2.7182818 + 1.6487213 + 0.8187308;
    shares_agree(scenario, first_models(3),
                 std::array{2.7182818 / kSum, 1.6487213 / kSum, 0.8187308 / kSum, 1.0 / kSum});
    shares_agree(scenario, std::array<std::size_t, 2>{1, 2}, std::array{0.47548, 0.23612, 0.28840});
}

TEST_CASE("orders of a closed platform go to the others in proportion to their shares where buyers have tastes, too") {
    // Nest within, Dirichlet tastes with S = 1: 0.3 / (1 - 0.5).
    const Scenario scenario = dirichlet("1", {"market.buyers=40000"});
    const std::vector<RunResult> left = run_competition(scenario, std::array<std::size_t, 2>{1, 2}, 0);
    const std::vector<RunResult> all = run_competition(scenario, first_models(3), 0);
    CHECK(orders_of(left[0]) + orders_of(left[1]) ==
          doctest::Approx(orders_of(all[0]) + orders_of(all[1]) + orders_of(all[2])).epsilon(0.001));
    // Tastes make orders of one buyer alike: the error is that of buyers and not that of orders.
    CHECK(orders_of(left[0]) / (orders_of(left[0]) + orders_of(left[1])) == doctest::Approx(0.6).epsilon(0.015));
    // Nobody who did not order on the closed one changes.
    CHECK(orders_of(left[0]) > orders_of(all[1]));
    CHECK(orders_of(left[1]) > orders_of(all[2]));
}

TEST_CASE("users, orders of each, loyalty and duplication are those of the NBD-Dirichlet") {
    // Nest within. Of finite strengths.
    for (const known::PublishedDirichlet& published : std::span(known::kDirichlet).first(3)) {
        const std::string habit = fmt::format("{}", published.strength);
        const Panel panel = panel_of(dirichlet(habit));
        const auto buyers = static_cast<double>(panel.orders.size());
        const std::string s = "S " + habit + ": ";
        // Of 60,000 buyers: three standard errors of a proportion, and a bound on each of the others.
        const auto is_share = [&](const std::string& what, double found, double expected, double of) {
            INFO(s << what << ": found " << found << ", known " << expected);
            CHECK(std::fabs(found - expected) <= 3.0 * std::sqrt(expected * (1.0 - expected) / of));
        };
        const auto is_near = [&](const std::string& what, double found, double expected, double within) {
            INFO(s << what << ": found " << found << ", known " << expected);
            CHECK(std::fabs(found / expected - 1.0) <= within);
        };
        is_share("users of any", panel.anywhere(), 0.88353, buyers);
        for (std::size_t k = 0; k < 3; ++k) {
            const std::string of = " of platform " + std::to_string(k + 1);
            is_share("users" + of, panel.users(k), published.users[k], buyers);
            is_share("only here" + of, panel.only_here(k), published.only_here[k], buyers * published.users[k]);
            is_near("orders per user" + of, panel.orders_per_user(k), published.orders[k], 0.025);
        }
        is_near("duplication of 1 and 2", panel.duplication(0, 1), published.duplication[0], 0.02);
        is_near("duplication of 1 and 3", panel.duplication(0, 2), published.duplication[1], 0.02);
        is_near("duplication of 2 and 3", panel.duplication(1, 2), published.duplication[2], 0.02);
        is_share("two or more", panel.two_or_more() / panel.anywhere(), published.two_or_more, buyers * 0.88353);
        is_near("platforms of a user", (panel.users(0) + panel.users(1) + panel.users(2)) / panel.anywhere(),
                published.platforms, 0.01);
        // Double jeopardy: a smaller platform has fewer users, and each orders less often.
        CHECK(panel.orders_per_user(0) > panel.orders_per_user(1));
        CHECK(panel.orders_per_user(1) > panel.orders_per_user(2));
    }
}

TEST_CASE("the platform ordered on next follows from the one before as tastes say") {
    // Nest within, S = 1: (S share_j + [i = j]) / (S + 1).
    const Scenario scenario = dirichlet("1", {"market.buyers=40000"});
    World world(scenario, first_models(3), 0, 2);
    while (world.day() < scenario.days) world.step();
    std::array<std::array<double, 3>, 4> flows{};  // [from, or 3: nowhere][to]
    for (std::size_t to = 0; to < 3; ++to)
        for (const Platform::Thread& thread : world.platforms[to]->threads) {
            const Arrivals& arrivals = thread.counts.arrivals;
            REQUIRE(arrivals.origins == 4);
            for (std::size_t i = 0; i < arrivals.orders.size(); ++i)
                flows[i % 4][to] += static_cast<double>(arrivals.orders[i]);
        }
    constexpr std::array<std::array<double, 3>, 4> kKnown{
        {{0.75, 0.15, 0.10}, {0.25, 0.65, 0.10}, {0.25, 0.15, 0.60}, {0.5, 0.3, 0.2}}};
    for (std::size_t from = 0; from < 4; ++from) {
        const double row = flows[from][0] + flows[from][1] + flows[from][2];
        for (std::size_t to = 0; to < 3; ++to) {
            INFO("from " << from << " to " << to << ": found " << flows[from][to] / row);
            CHECK(std::fabs(flows[from][to] / row - kKnown[from][to]) < 0.01);
        }
    }
}

TEST_CASE("a clone of a platform that buyers compare adds as many orders as its offers are unlike") {
    // Nest within. Every wish compares both; V gives an offer odds of 2 to 3 against nothing. A nest of two like offers
    // weighs 2^unlike times one of them.
    for (const auto& [unlike, known] : {std::pair{"0.01", 0.40167}, {"0.5", 0.48528}, {"1", 0.57143}}) {
        const Sets sets{"market.platforms.nothing=within", "market.platforms.compare_shops=1",
                        "market.choice.conversion=0.4", std::string("market.platforms.offers=") + unlike};
        const Scenario scenario = oracle("platforms", sets);
        const double wishes = wishes_of(scenario);
        const double alone = orders_of(run_market(scenario, 0, 0));
        agrees("orders of one", proportion(alone, wishes), 0.4, Of::Probability);
        const std::vector<RunResult> both = run_competition(scenario, first_models(2), 0);
        const double together = orders_of(both[0]) + orders_of(both[1]);
        agrees(std::string("orders of two, unlike ") + unlike, proportion(together, wishes), known, Of::Probability);
        agrees("part of the first", proportion(orders_of(both[0]), together), 0.5, Of::Probability);
        // What a wish is worth is ln(1 + W of the nest), and each platform gives the part in which it is chosen.
        const double worth = std::log(1.0 / (1.0 - known));
        for (const RunResult& one : both)
            CHECK(static_cast<double>(total(one, Count::SurplusUtility)) / 1e6 / wishes ==
                  doctest::Approx(worth / 2.0).epsilon(0.02));
        if (std::string(unlike) == "0.01") CHECK(std::fabs(together / alone - 1.0) < 0.02);
        if (std::string(unlike) == "1") CHECK(together > 1.3 * alone);
    }
}

TEST_CASE("who compares nothing orders no more where there is a second platform of the same kind") {
    const Scenario scenario = oracle(
        "platforms", {"market.platforms.nothing=within", "market.choice.conversion=0.4", "market.platforms.offers=1"});
    const double wishes = wishes_of(scenario);
    const std::vector<RunResult> both = run_competition(scenario, first_models(2), 0);
    agrees("orders of two", proportion(orders_of(both[0]) + orders_of(both[1]), wishes), 0.4, Of::Probability);
}

TEST_CASE("the order in which a scenario names its platforms changes no share beyond chance") {
    // Both nests. Awareness differs too, so that who hears of which platform in which order is part of the question.
    for (const std::string nest : {"within", "beside"}) {
        std::array<std::array<double, 3>, 2> shares{};
        for (std::size_t turned = 0; turned < 2; ++turned) {
            Sets sets{"market.platforms.nothing=" + nest, "market.platforms.habit=2"};
            const std::array<std::string, 3> appeal{"1", "0.5", "-0.2"}, aware{"0.9", "0.6", "0.3"},
                part{"1", "2", "1"};
            for (std::size_t k = 0; k < 3; ++k) {
                const std::string of = "models." + std::to_string(turned == 0 ? k : 2 - k) + ".competition.";
                sets.insert(sets.end(),
                            {of + "appeal=" + appeal[k], of + "initially_aware=" + aware[k], of + "share=" + part[k]});
            }
            const Scenario scenario = oracle("platforms", sets);
            const double wishes = static_cast<double>(scenario.days * scenario.market.buyers) * 0.05;
            const std::vector<RunResult> results = run_competition(scenario, first_models(3), 0);
            for (std::size_t k = 0; k < 3; ++k)
                shares[turned][k] = visits_of(results[turned == 0 ? k : 2 - k]) / wishes;
        }
        for (std::size_t k = 0; k < 3; ++k) {
            INFO(nest << ", platform " << k << ": " << shares[0][k] << " and, named last to first, " << shares[1][k]);
            CHECK(std::fabs(shares[0][k] - shares[1][k]) < 0.01);
        }
    }
}

TEST_CASE("without a weight of the network its size is nothing to anybody") {
    std::vector<std::vector<RunResult>> results;
    for (const char* const size : {"1", "1e6"})
        for (const char* const of : {"buyers", "offers"})
            results.push_back(run_competition(oracle("platforms", {"market.buyers=3000", "market.platforms.network=0",
                                                                   std::string("market.platforms.network_size=") + size,
                                                                   std::string("market.platforms.network_of=") + of}),
                                              first_models(2), 0));
    for (const std::vector<RunResult>& result : results)
        for (std::size_t k = 0; k < 2; ++k) CHECK(same(result[k], results.front()[k]));
    // With one it is, beside nothing.
    const auto visits = [](const char* size) {
        return visits_of(run_competition(oracle("platforms", {"market.buyers=3000", "market.platforms.network=0.5",
                                                              std::string("market.platforms.network_size=") + size}),
                                         first_models(2), 0)[0]);
    };
    CHECK(visits("1") > 1.2 * visits("1e6"));
}

TEST_CASE("a network of buyers multiplies what speaks for a platform by one over one less its weight") {
    // Nest within. M6: logit of the share = 0.2 / (1 - gamma). The time that it takes grows alike.
    struct Known {
        std::string weight, days;
        double share;
    };
    for (const Known& known : {Known{"0", "200", 0.54983}, Known{"0.25", "300", 0.56627}, Known{"0.5", "450", 0.59869},
                               Known{"0.75", "900", 0.68997}}) {
        const Scenario scenario =
            oracle("platforms", network(known.weight, {"days=" + known.days, "models.0.competition.appeal=0.2"}));
        const double found = shares_in_the_end(scenario, 2).front();
        INFO("weight " << known.weight << ": found " << found << ", known " << known.share);
        CHECK(std::fabs(found - known.share) < 0.006);
    }
    // Three platforms of 0.3, 0.1 and 0.
    const Scenario three =
        oracle("platforms",
               network("0.5", {"days=450", "models.0.competition.appeal=0.3", "models.1.competition.appeal=0.1"}));
    const std::vector<double> found = shares_in_the_end(three, 3);
    constexpr std::array kKnown{0.45063, 0.30206, 0.24731};
    for (std::size_t k = 0; k < 3; ++k) {
        INFO("platform " << k << ": found " << found[k] << ", known " << kKnown[k]);
        CHECK(std::fabs(found[k] - kKnown[k]) < 0.005);
    }
}

TEST_CASE("a network of a weight above one tips the market, to the better platform or, of like ones, to either") {
    const Scenario better =
        oracle("platforms", network("1.2", {"days=700", "replications=1", "models.0.competition.appeal=0.2"}));
    CHECK(shares_in_the_end(better, 2).front() > 0.99);
    Scenario alike = oracle("platforms", network("1.5", {"days=800", "market.buyers=5000", "replications=1"}));
    int won_by_first = 0;
    constexpr int kMarkets = 8;
    for (int market = 0; market < kMarkets; ++market) {
        alike.seed = 100 + market;
        const double share = shares_in_the_end(alike, 2).front();
        CHECK((share > 0.95 || share < 0.05));
        won_by_first += share > 0.5 ? 1 : 0;
    }
    CHECK(won_by_first > 0);
    CHECK(won_by_first < kMarkets);
    // With tastes of their own buyers go on sharing it evenly up to (S + 1) / S, which at S = 1 is 2.
    Scenario with_tastes = alike;
    with_tastes.market.platforms.habit = 1.0;
    with_tastes.seed = 100;
    CHECK(shares_in_the_end(with_tastes, 2).front() == doctest::Approx(0.5).epsilon(0.1));
    with_tastes.market.platforms.network = 3.0;
    const double tipped = shares_in_the_end(with_tastes, 2).front();
    CHECK((tipped > 0.95 || tipped < 0.05));
}
