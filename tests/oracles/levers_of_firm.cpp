// What moves the profit of a scenario's firm.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/oracles/lever_market.h"

using namespace pasar;
using namespace pasar::testing;

// A firm of one's own that sells two kinds of clothes beside the others, or in its own store.
namespace {

std::vector<std::string> with_firm(std::vector<std::string> more = {}) {
    std::vector<std::string> settings{"firm.ratings=20", "firm.costs_per_month=500000", kShirts};
    settings.insert(settings.end(), more.begin(), more.end());
    return settings;
}
double of_firm(const std::string& model, const std::vector<std::string>& more, std::string_view measure) {
    return mean_of(measured(model, with_firm(more), measure));
}

}  // namespace

TEST_CASE("a firm's profit falls with the commission, which is that share of what it sells for good") {
    const std::string stay = "models.Marketplace.policing.return_under_new_name=0";
    const auto at = [&](const std::string& commission, std::string_view measure) {
        return of_firm(kMarketplace, {stay, "models.Marketplace.revenue.commission=" + commission}, measure);
    };
    CHECK(at("0.05", "firm_orders") > 0.0);
    CHECK(at("0.15", "firm_profit") < at("0.05", "firm_profit"));
    for (const char* const commission : {"0.05", "0.15"}) {
        const double share = at(commission, "firm_commission") / at(commission, "firm_sales") / std::stod(commission);
        CHECK(share <= 1.0 + 1e-6);
        CHECK(share > 0.85);  // the rest came back with refunds
    }
}

TEST_CASE("a firm's own costs and listing fees leave its profit one for one, to the unit") {
    for (const std::string* model : {&kMarketplace, &kStore}) {
        const auto at = [&](const std::string& costs) {
            return of_firm(*model, {"firm.costs_per_month=" + costs}, "firm_profit");
        };
        CHECK(at("0") - at("750000") == 4.0 * 750'000.0);  // 120 days
    }
    // Three offers, and four months, beside others who do not answer.
    const auto with_fee = [](const std::string& fee, std::string_view measure) {
        return of_firm(kMarketplace, with({"revenue.listing_fee_per_month", kMarketplace, kStill, "", "", "", 0}, fee),
                       measure);
    };
    CHECK(with_fee("0", "firm_profit") - with_fee("1000", "firm_profit") == 3.0 * 4.0 * 1'000.0);
    CHECK(with_fee("1000", "firm_fees") == 3.0 * 4.0 * 1'000.0);
}

TEST_CASE("a firm sells more with more ratings, better goods, lower prices and more advertising") {
    const auto more = [](const std::string& low, const std::string& high, std::string_view measure) {
        return paired_difference(measured(kMarketplace, with_firm({high}), measure),
                                 measured(kMarketplace, with_firm({low}), measure))
            .interval;
    };
    const auto rated = [](const std::string& ratings) {
        return measured(kMarketplace, with_firm({ratings, "market.choice.newness_risk=1.5"}), "firm_orders");
    };
    CHECK(paired_difference(rated("firm.ratings=100"), rated("firm.ratings=0")).interval.low > 0.0);
    CHECK(more("firm.goods.0.quality=0.6", "firm.goods.0.quality=0.9", "firm_orders").low > 0.0);
    CHECK(more("firm.goods.0.price=100000", "firm.goods.0.price=140000", "firm_orders").high < 0.0);
    CHECK(more("models.Marketplace.firm.price=1", "models.Marketplace.firm.price=1.3", "firm_orders").high < 0.0);
    // Among few offers a page would hold one twice: there advertising has no places to buy.
    const auto advertised = [](const std::string& a_month) {
        return measured(kMarketplace,
                        with_firm({"firm.advertising_per_month=" + a_month, "models.Marketplace.supply.sellers=10000"}),
                        "firm_orders");
    };
    CHECK(paired_difference(advertised("6000000"), advertised("0")).interval.low > 0.0);
    CHECK(more("firm.goods.0.cost=80000", "firm.goods.0.cost=60000", "firm_profit").low > 0.0);
    const auto units_at = [](double cost) {
        return of_firm(kMarketplace, {fmt::format("firm.goods.0.cost={}", cost)}, "firm_goods") / cost;
    };
    CHECK(units_at(60'000) == doctest::Approx(units_at(80'000)).epsilon(0.02));  // couriers pay the price of lost goods
}
