// Own goods beside sellers': what an own offer takes from them, when it pays, and what favouring it does (Jiang, Jerath
// & Srinivasan 2011; Hagiu, Teh & Wright 2022); and entry into what sells well (Zhu & Liu 2018). A share of 0.44 of
// 344,000 visits is known to 0.0009.
#include <algorithm>
#include <array>
#include <vector>

#include "sim/world/snapshot.h"
#include "sim/world/state_hash.h"
#include "sim/world/world.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const std::string kSellersAlone = "models.0.supply.kind=sellers";

RunResult hybrid(const std::vector<std::string>& sets = {}) { return run_market(oracle("hybrid", sets), 0, 0); }

double visits(const RunResult& result) { return static_cast<double>(total(result, Count::Visits)); }

/// Orders of the seller of this name, over visits; of the own store where it is empty.
Estimate share_of(const RunResult& result, const std::string& name) {
    const Rows sellers(result, "sellers");
    for (std::size_t row = 0; row < sellers.size(); ++row)
        if (sellers.text(row, "name") == name)
            return proportion(static_cast<double>(sellers.whole(row, "orders_served")), visits(result));
    FAIL("no seller ", name);
    return {};
}

/// In reference prices.
double contribution_a_visit(const RunResult& result) { return kpi(result, "contribution") / 1e6 / visits(result); }

/// Own goods with this margin, sold at 1.01 reference prices.
std::vector<std::string> with_margin(double margin) {
    const double cost = 1.01 - margin;
    return {"models.0.supply.unit_cost_advantage=" + std::to_string(1.0 - cost),
            "models.0.supply.markup=" + std::to_string(1.01 / cost - 1.0)};
}

}  // namespace

TEST_CASE("an own offer takes of every seller the same share, its own, and gives buyers more") {
    const RunResult alone = hybrid({kSellersAlone}), beside = hybrid();
    agrees("first, alone", share_of(alone, "first"), 0.43944, Of::Probability);
    agrees("second, alone", share_of(alone, "second"), 0.26654, Of::Probability);
    agrees("third, alone", share_of(alone, "third"), 0.13236, Of::Probability);
    agrees("first", share_of(beside, "first"), 0.32317, Of::Probability);
    agrees("second", share_of(beside, "second"), 0.19601, Of::Probability);
    agrees("third", share_of(beside, "third"), 0.09734, Of::Probability);
    agrees("own", share_of(beside, ""), 0.26459, Of::Probability);
    for (const char* seller : {"first", "second", "third"})
        CHECK(share_of(beside, seller).mean / share_of(alone, seller).mean == doctest::Approx(0.73541).epsilon(0.015));
    const auto surplus = [](const RunResult& result) {
        return static_cast<double>(total(result, Count::SurplusUtility)) / 1e6 / visits(result);
    };
    CHECK(surplus(alone) == doctest::Approx(1.82225).epsilon(1e-4));
    CHECK(surplus(beside) == doctest::Approx(2.12957).epsilon(1e-4));
    // Of sales, in money.
    CHECK(kpi(beside, "own_sales_share") ==
          doctest::Approx(0.26459 * 1.01 / (0.26459 * 1.01 + 0.61652)).epsilon(0.005));
    CHECK(kpi(beside, "seller_gmv") < 0.75 * kpi(alone, "seller_gmv"));
    CHECK(kpi(beside, "seller_gmv") + kpi(beside, "own_sales_share") * kpi(beside, "gmv") ==
          doctest::Approx(kpi(beside, "gmv")));
    CHECK(std::isnan(kpi(alone, "own_sales_share")));
}

TEST_CASE("an own offer pays when its margin exceeds the commission on all who buy anyway") {
    // 0.08 of 0.83834 is 0.06707; what it brings is its share times what its margin has over that.
    const double alone = contribution_a_visit(hybrid({kSellersAlone}));
    CHECK(alone == doctest::Approx(0.06707).epsilon(0.002));
    CHECK(contribution_a_visit(hybrid(with_margin(0.06))) < alone);
    CHECK(contribution_a_visit(hybrid(with_margin(0.074))) > alone);
    CHECK(contribution_a_visit(hybrid(with_margin(0.2))) - alone ==
          doctest::Approx(0.26459 * (0.2 - 0.06707)).epsilon(0.01));
}

TEST_CASE("an own offer like a seller's sells as much, and twice as much in view sells as utility higher by ln 2") {
    // Pages of one among nine sellers and an own offer, all alike, where everybody buys.
    const auto own_share = [](double exposure) {
        const RunResult result = hybrid(
            {"market.known_sellers=[]", "models.0.supply.sellers=9", "market.choice.quality=0", "market.choice.price=0",
             "market.choice.conversion=1", "models.0.supply.markup=0", "models.0.matching.consideration_set=1",
             "models.0.matching.own_exposure=" + std::to_string(exposure)});
        return kpi(result, "own_sales_share");
    };
    CHECK(own_share(1.0) == doctest::Approx(1.0 / 10.0).epsilon(0.015));
    CHECK(own_share(2.0) == doctest::Approx(2.0 / 11.0).epsilon(0.015));
    CHECK(own_share(0.5) == doctest::Approx(0.5 / 9.5).epsilon(0.03));
}

TEST_CASE("where everybody sees everything, a platform cannot favour itself") {
    const RunResult fair = hybrid(), favoured = hybrid({"models.0.matching.own_exposure=50"});
    CHECK(fair.kpis.size() == favoured.kpis.size());
    CHECK(total(fair, Count::OwnGmv) == total(favoured, Count::OwnGmv));
    CHECK(total(fair, Count::Orders) == total(favoured, Count::Orders));
}

TEST_CASE("a platform that hides its own goods sells none of them, however few others there are") {
    const RunResult hidden = hybrid({"models.0.matching.own_exposure=0"});
    CHECK(total(hidden, Count::OwnGmv) == 0);
    CHECK(total(hidden, Count::Orders) > 0);
    CHECK(total(hybrid({"market.known_sellers=[]", "models.0.supply.kind=own", "models.0.matching.own_exposure=0"}),
                Count::Orders) == 0);
}

// ------------------------------------------------------------------------------------------------ entry
namespace {

/// Forty sellers of goods that differ in quality and cost, with one own product beside them.
Scenario many(const std::vector<std::string>& more = {}) {
    std::vector<std::string> sets{"market.known_sellers=[]",
                                  "market.choice.price=1",
                                  "market.wishes.rate_per_day=0.2",
                                  "market.buyers=2000",
                                  "models.0.supply.sellers=40",
                                  "models.0.supply.markup=0.3",
                                  "models.0.supply.unit_cost_advantage=0.1",
                                  "models.0.supply.entry.on=true",
                                  "models.0.supply.entry.review_days=10",
                                  "models.0.supply.entry.products_per_review=3",
                                  "models.0.supply.entry.most=7"};
    sets.insert(sets.end(), more.begin(), more.end());
    Scenario s = oracle("hybrid", sets);
    s.market.categories[0].price_spread = 0.3;
    return s;
}

/// Three offers of sellers that did best since the last review, as the platform sees them this evening.
std::vector<std::size_t> best_three(const Platform& p, EntryBy by, const std::vector<std::int64_t>& before) {
    std::vector<std::size_t> all;
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i)
        if (!p.offers[i].own && !p.offers[i].is_copied) all.push_back(i);
    const auto score = [&](std::size_t i) {
        const Offer& offer = p.offers[i];
        const auto sold = static_cast<double>(offer.sold - (i < before.size() ? before[i] : 0));
        const double each = by == EntryBy::Sales ? static_cast<double>(offer.price.units) : 1.0;
        return sold * each * double{offer.inferred};
    };
    std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) { return score(a) > score(b); });
    all.resize(3);
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<std::size_t> copied(const Platform& p) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < p.offers.size(); ++i)
        if (p.offers[i].is_copied) found.push_back(i);
    return found;
}

}  // namespace

TEST_CASE(
    "the platform enters what sold best and is thought best, three at a time, once each, and no more than it may") {
    for (const EntryBy by : {EntryBy::Units, EntryBy::Sales}) {
        const Scenario s = many({"models.0.supply.entry.by=" + std::string(name_of(by))});
        World market(s, 0, 0, 1);
        std::vector<std::int64_t> before;
        std::vector<std::size_t> known;
        for (const std::int64_t review : {10, 20}) {
            while (market.day() < review) market.step();
            const std::vector<std::size_t> best = best_three(market.platform(), by, before);
            before.clear();
            for (const Offer& offer : market.platform().offers) before.push_back(offer.sold);
            CHECK(copied(market.platform()) == known);
            market.step();
            known.insert(known.end(), best.begin(), best.end());
            std::sort(known.begin(), known.end());
            CHECK(copied(market.platform()) == known);
        }
        while (market.day() < 43) market.step();
        const Platform& p = market.platform();
        CHECK(p.entered == 7);
        CHECK(copied(p).size() == 7);
        CHECK(p.total.counts[static_cast<std::size_t>(Count::ProductsEntered)] == 7);
        // The same goods, bought a tenth cheaper, with the store's markup, and on sale.
        std::int64_t sold = 0;
        for (std::size_t i = 41; i < p.offers.size(); ++i) {
            const Offer& own = p.offers[i];
            CHECK(own.own);
            CHECK(p.is_own_store(own.seller));
            const auto copy = copied(p);
            CHECK(std::any_of(copy.begin(), copy.end(), [&](std::size_t of) {
                const Offer& seller = p.offers[of];
                return seller.quality == own.quality && seller.category == own.category &&
                       own.cost == larger({1}, pasar::share_of(seller.cost, 0.9));
            }));
            CHECK(own.price == pasar::share_of(own.cost, 1.3));
            sold += own.sold;
        }
        CHECK(sold > 1000);
    }
}

TEST_CASE("until it first enters, a platform that enters is one that does not; goods may be less alike") {
    const Scenario entering = many(), other = many({"models.0.supply.entry.on=false"});
    World one(entering, 0, 0, 1), two(other, 0, 0, 1);
    while (one.day() < 10) {
        one.step(), two.step();
        CHECK(state_hash(one) == state_hash(two));
    }
    one.step(), two.step();
    CHECK(state_hash(one) != state_hash(two));

    const RunResult like =
        run_market(many({"models.0.supply.quality_alpha=1", "models.0.supply.quality_beta=99"}), 0, 0);
    const RunResult unlike = run_market(many({"models.0.supply.quality_alpha=1", "models.0.supply.quality_beta=99",
                                              "models.0.supply.entry.likeness=0"}),
                                        0, 0);
    CHECK(kpi(like, "offered_quality") > kpi(unlike, "offered_quality") + 0.05);
}

TEST_CASE("entry takes sales from sellers, and buyers gain by it") {
    const RunResult without = run_market(many({"models.0.supply.entry.on=false"}), 0, 0),
                    with = run_market(many(), 0, 0);
    CHECK(kpi(with, "seller_gmv") < 0.95 * kpi(without, "seller_gmv"));
    CHECK(kpi(with, "seller_income") ==
          doctest::Approx(-0.08 * kpi(with, "seller_gmv")).epsilon(1e-6));  // sold at cost
    CHECK(kpi(with, "buyer_surplus") > kpi(without, "buyer_surplus"));
    CHECK(kpi(with, "orders") > kpi(without, "orders"));
}

TEST_CASE("sellers who set prices by demand answer entry with lower ones") {
    const auto mean_price = [](const std::string& entry) {
        World market(many({"market.sellers.pricing=margin", "market.choice.price=3", "models.0.supply.sellers=6",
                           "market.sellers.price_review_days=7", entry}),
                     0, 0, 1);
        while (market.day() < 43) market.step();
        double sum = 0.0, sellers = 0.0;
        for (const Offer& offer : market.platform().offers) {
            if (offer.own) continue;
            sum += static_cast<double>(offer.price.units) / 1e6;
            sellers += 1.0;
        }
        CHECK(sellers == 6.0);
        return sum / sellers;
    };
    CHECK(mean_price("models.0.supply.entry.on=true") < mean_price("models.0.supply.entry.on=false") - 0.005);
}
