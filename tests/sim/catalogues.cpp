// Sellers of different sizes: their catalogues, how often they are seen, what they have in common.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/counts/concentration.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

Scenario sizes(double mean, double spread, std::int64_t sellers) {
    Scenario s = one_order_each();
    s.market.sellers.catalogue = mean;
    s.market.sellers.catalogue_spread = spread;
    s.models[0].supply.sellers = sellers;
    s.models[0].matching.ranking = Ranking::Even;
    s.models[0].matching.ranking_strength = 0.0;
    return s;
}

}  // namespace

TEST_CASE("sizes of catalogues are lognormal, whole offers follow them") {
    const World market(sizes(3.0, 1.76, 20'000), 0, 0, 1);
    const Platform& p = market.platform();
    std::vector<double> logs, all;
    std::uint32_t next = 0;
    for (const Seller& seller : p.sellers) {
        logs.push_back(std::log(double{seller.size}));
        all.push_back(double{seller.size});
        CHECK(seller.first_offer == next);
        next += seller.offers;
        const double whole = std::clamp(std::floor(double{seller.size} + 0.5), 1.0, 255.0);
        CHECK(static_cast<double>(seller.offers) == whole);
        double exposure = 0.0;
        for (std::uint32_t k = 0; k < seller.offers; ++k) {
            const Offer& offer = p.offers[seller.first_offer + k];
            exposure += double{offer.exposure};
            CHECK(offer.rated == p.offers[seller.first_offer].rated);
            CHECK(offer.quality == p.offers[seller.first_offer].quality);
            CHECK(offer.is_kin(seller.first_offer));
            CHECK_FALSE(offer.is_kin(seller.first_offer + seller.offers));
        }
        CHECK(exposure == doctest::Approx(double{seller.size}).epsilon(1e-4));
    }
    CHECK(p.offers.size() == next);
    const double n = static_cast<double>(logs.size());
    const double mean = std::accumulate(logs.begin(), logs.end(), 0.0) / n;
    double squares = 0.0;
    for (const double log : logs) squares += (log - mean) * (log - mean) / n;
    CHECK(mean == doctest::Approx(std::log(3.0) - 1.76 * 1.76 / 2.0).epsilon(0.05));
    CHECK(std::sqrt(squares) == doctest::Approx(1.76).epsilon(0.02));
    // Known: the top fifth of a lognormal has Φ(σ - 0.8416), its Gini is 2Φ(σ/√2) - 1; the tail of 20,000 is short of
    // it.
    CHECK(share_of_top_fifth(all) == doctest::Approx(0.8207).epsilon(0.02));
    CHECK(fewest_for_half_over_nine_tenths(all) == doctest::Approx(0.124).epsilon(0.15));
}

TEST_CASE("sellers alike in all but size sell in proportion to it") {
    Scenario s = sizes(1.0, 1.76, 500);
    s.days = 60;
    s.market.buyers = 4000;
    s.market.wishes = {.rate_per_day = 1.0};
    World market(s, 0, 0, 1);
    run_to_the_end(market);
    // By thirds of sellers, from the small to the large.
    std::vector<std::pair<double, double>> sellers;  // size, orders
    for (const Seller& seller : market.platform().sellers)
        sellers.emplace_back(double{seller.size}, static_cast<double>(seller.orders_served));
    std::sort(sellers.begin(), sellers.end());
    double all_sizes = 0.0, all_orders = 0.0;
    for (const auto& [size, orders] : sellers) {
        all_sizes += size;
        all_orders += orders;
    }
    CHECK(all_orders > 100'000.0);
    for (std::size_t third = 0; third < 3; ++third) {
        double size = 0.0, orders = 0.0;
        for (std::size_t i = third * sellers.size() / 3; i < (third + 1) * sellers.size() / 3; ++i) {
            size += sellers[i].first;
            orders += sellers[i].second;
        }
        INFO("third " << third << ": size " << size / all_sizes << ", orders " << orders / all_orders);
        CHECK(orders / all_orders == doctest::Approx(size / all_sizes).epsilon(0.1));
    }
}

TEST_CASE("who is disappointed by a seller bars all it offers, and what is said of one offer is said of all") {
    Scenario s = lively_market();
    s.market.sellers.catalogue = 4.0;
    s.market.sellers.catalogue_spread = 1.0;
    World market(s, 0, 0, 1);
    run_to_the_end(market);
    const Platform& p = market.platform();
    std::int64_t barred = 0;
    for (std::size_t block = 0; block < p.dealings.size(); ++block) {
        for (std::uint32_t member = 0; member < market.blocks[block].count; ++member) {
            const Relationship& b = p.relationships[market.blocks[block].first + member];
            if (b.stage == Stage::Unaware || b.barred_offer == kNoOffer) continue;
            ++barred;
            const Offer& offer = p.offers[b.barred_offer];
            CHECK((b.liked_offer == kNoOffer || !offer.is_kin(b.liked_offer)));
            p.dealings[block].liked.for_each(static_cast<std::uint16_t>(member), [&](const LikedOffers::Entry& liked) {
                CHECK_FALSE(offer.is_kin(liked.offer));
            });
        }
    }
    CHECK(barred > 20);
    for (const Seller& seller : p.sellers)
        for (std::uint32_t k = 1; k < seller.offers; ++k)
            CHECK(p.offers[seller.first_offer + k].shown == p.offers[seller.first_offer].shown);
}

TEST_CASE(
    "a platform that shows its own goods e times as often sells e times as many of them against sellers' like them") {
    const auto own_share = [](double exposure) {
        Scenario s = sizes(1.0, 0.0, 400);
        s.days = 30;
        s.market.buyers = 4000;
        s.market.wishes = {.rate_per_day = 1.0};
        s.market.categories[0].price_spread = 0.0;
        s.market.choice.newness_risk = 0.0;
        ModelSpec& model = s.models[0];
        model.supply.kind = SupplyKind::Hybrid;
        model.supply.products = 100;
        model.supply.markup = 0.0;
        model.supply.stock_up_to = 1e6;
        model.supply.picking_per_day = 1e9;
        model.matching.own_exposure = exposure;
        const RunResult result = run(s);
        const Rows sellers(result, "sellers");
        double all = 0.0;
        for (std::size_t row = 0; row < sellers.size(); ++row)
            all += static_cast<double>(sellers.whole(row, "orders_served"));
        CHECK(all > 50'000.0);
        return static_cast<double>(sellers.whole(0, "orders_served")) / all;
    };
    CHECK(own_share(1.0) == doctest::Approx(100.0 / 500.0).epsilon(0.03));
    CHECK(own_share(2.0) == doctest::Approx(200.0 / 600.0).epsilon(0.03));
    CHECK(own_share(0.5) == doctest::Approx(50.0 / 450.0).epsilon(0.03));
    CHECK(own_share(0.0) == 0.0);
}

TEST_CASE("resellers buy in the store what they sell, while the market pays more than the store asks") {
    Scenario s = sizes(1.0, 0.0, 60);
    s.days = 90;
    s.market.buyers = 1000;
    s.market.wishes = {.rate_per_day = 0.5};
    s.market.sellers.markup = 0.5;
    s.market.seller_types = {
        {.kind = SellerKind::Honest, .share = 0.5, .wrong_item = 0.0, .dispatch_days = 0.0, .units = 1e5},
        {.kind = SellerKind::Reseller,
         .share = 0.5,
         .wrong_item = 0.0,
         .dispatch_days = 0.0,
         .units = 20,
         .restock_days = 1,
         .buys_in_store = true}};
    ModelSpec& model = s.models[0];
    model.supply.kind = SupplyKind::Hybrid;
    model.supply.products = 5;
    model.supply.markup = 0.1;
    model.supply.stock_up_to = 500;
    model.supply.reorder_at = 100;
    model.supply.lead_time_days = 1;
    model.supply.picking_per_day = 1e9;
    model.revenue.commission = 0.08;
    const auto resold = [](const Scenario& scenario) {
        World market(scenario, 0, 0, 1);
        run_to_the_end(market);
        const Platform& p = market.platform();
        std::int64_t sold = 0, in_stock = 0;
        for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
            const Offer& offer = p.offers[i];
            if (offer.kind != SellerKind::Reseller) continue;
            sold += offer.sold;
            in_stock += offer.stock + offer.ordered;
        }
        const std::int64_t bought = p.total.counts[static_cast<std::size_t>(Count::UnitsToResellers)];
        const std::int64_t sold_out = p.total.counts[static_cast<std::size_t>(Count::StockOuts)];
        INFO("bought " << bought << ", ordered " << sold << ", in stock " << in_stock << ", sold out " << sold_out);
        // Units are neither made nor lost: what was ordered and not sent for want of stock was not sold.
        CHECK(bought >= sold + in_stock - sold_out);
        CHECK(bought <= sold + in_stock);
        return bought;
    };
    CHECK(resold(s) > 1000);
    // A price in the store above what the market leaves after commission: nobody buys to sell on.
    s.models[0].supply.markup = 0.5;
    CHECK(resold(s) == 0);
}

TEST_CASE("delighted buyers begin to sell where it pays, and only there") {
    Scenario s = sizes(1.0, 0.0, 5);
    s.days = 200;
    s.market.buyers = 4000;
    s.market.wishes = {.rate_per_day = 0.25};
    s.market.word_of_mouth.promoter_from = 0.0;  // whatever comes delights
    s.market.sellers.buyer_turns_seller = 0.001;
    s.market.sellers.profit_days = 1.0;
    s.models[0].fulfilment.buyer_pays_shipping = 1.0;  // sold at cost: they earn nothing, and lose nothing
    const RunResult result = run(s);
    const auto began = static_cast<double>(total(result, Count::BuyersTurnedSellers));
    const auto delighted = static_cast<double>(total(result, Count::Settled));
    CHECK(delighted > 100'000.0);
    CHECK(std::fabs(began - 0.001 * delighted) < 3.0 * std::sqrt(0.001 * delighted));
    // Who begins on one day joins on the next.
    CHECK(total(result, Count::SellerEntries) == total(result, Count::BuyersTurnedSellers, 0, s.days - 1));

    s.market.sellers.outside_income_per_month = {30'000};
    const RunResult elsewhere = run(s);
    CHECK(total(elsewhere, Count::BuyersTurnedSellers) > 100);
    CHECK(total(elsewhere, Count::SellerEntries, 30) == 0);
}
