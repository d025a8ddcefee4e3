// Currencies: how many digits they are counted in, and amounts on their way in and out.
#include "scenarios/currency.h"

#include <nlohmann/json.hpp>

#include "scenarios/check_money.h"
#include "scenarios/form.h"
#include "scenarios/settings.h"
#include "scenarios/write.h"
#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

std::string in_currency(std::string_view code, std::string_view market) {
    return scenario_with("\"currency\": \"" + std::string(code) + "\", \"market\": {" + std::string(market) + "}");
}

constexpr const char* kCategory = R"("categories": [{"name": "goods", "reference_price": 12.50}])";

}  // namespace

TEST_CASE("a currency is counted in the digits of ISO 4217, and IDR without sen") {
    CHECK(iso_currency_digits("IDR") == 0);
    CHECK(iso_currency_digits("JPY") == 0);
    CHECK(iso_currency_digits("USD") == 2);
    CHECK(iso_currency_digits("EUR") == 2);
    CHECK(iso_currency_digits("KWD") == 3);
    CHECK(iso_currency_digits("UYW") == 4);
    CHECK_FALSE(iso_currency_digits("XXX"));
    CHECK_FALSE(iso_currency_digits("AED AFN"));
    CHECK(currency_codes().size() > 150);
    for (const std::string_view code : currency_codes()) CHECK(iso_currency_digits(code));
}

TEST_CASE("amounts in a file are in the main unit and are held in the smallest") {
    const LoadedScenario dollars = load_scenario_text(in_currency("USD", kCategory));
    CHECK(dollars.scenario.market.categories[0].reference_price == Money{1250});
    const LoadedScenario dinars = load_scenario_text(in_currency("KWD", kCategory));
    CHECK(dinars.scenario.market.categories[0].reference_price == Money{12'500});
    const LoadedScenario set = load_scenario_text(
        in_currency("USD", kCategory), std::vector<std::string>{"market.categories.goods.reference_price=0.1"});
    CHECK(set.scenario.market.categories[0].reference_price == Money{10});
    // A default is a number of the main unit, whatever the currency.
    CHECK(load_scenario_text(in_currency("USD", "")).scenario.market.couriers[0].price == Money{900'000});
}

TEST_CASE("the currency may be set after the amounts") {
    const LoadedScenario set =
        load_scenario_text(scenario_with(R"("market": {"categories": [{"name": "goods", "reference_price": 12.50}]})"),
                           std::vector<std::string>{"currency=USD"});
    CHECK(set.scenario.market.categories[0].reference_price == Money{1250});
    const LoadedScenario both = load_scenario_text(
        scenario_with(""), std::vector<std::string>{"market.couriers.0.price=7,25", "currency=USD",
                                                    "market.couriers.0.price_per_zone=0.5", "currency_digits=3"});
    CHECK(both.scenario.market.couriers[0].price == Money{7250});
    CHECK(both.scenario.market.couriers[0].price_per_zone == Money{500});
}

TEST_CASE("an amount with more digits than its currency is refused where it stands") {
    const std::string rupiah = message_for("{\"currency\": \"IDR\",\n\"models\": [{\"name\": \"A\"}],\n\"market\": {" +
                                           std::string(kCategory) + "}}");
    CHECK(contains(rupiah,
                   "my.json:3: /market/categories/0/reference_price: found 12.5; allowed: a whole number, as IDR"));
    const std::string cents =
        message_for(in_currency("USD", R"("categories": [{"name": "goods", "reference_price": 12.505}])"));
    CHECK(contains(cents, "found 12.505; allowed: an amount in USD with at most 2 decimals"));
    CHECK(
        faults_in_text(in_currency("KWD", R"("categories": [{"name": "goods", "reference_price": 12.505}])")).empty());
    CHECK(contains(message_for(in_currency("USD", R"("categories": [{"name": "goods", "reference_price": 0}])")),
                   "allowed: an amount above 0, at most"));
}

TEST_CASE("currency_digits speaks before ISO 4217, and for codes that it does not know") {
    const auto with_digits = [](const char* code, int digits) {
        return scenario_with("\"currency\": \"" + std::string(code) + "\", \"currency_digits\": " +
                             std::to_string(digits) + ", \"market\": {" + kCategory + "}");
    };
    CHECK(load_scenario_text(with_digits("IDR", 2)).scenario.market.categories[0].reference_price == Money{1250});
    CHECK(load_scenario_text(with_digits("XTS", 1)).scenario.market.categories[0].reference_price == Money{125});
    const std::string unknown = message_for(in_currency("IDX", kCategory));
    CHECK(contains(unknown, "/currency: found \"IDX\"; allowed: a code of ISO 4217"));
    CHECK(contains(unknown, "did you mean \"IDR\"?"));
}

TEST_CASE("a scenario with cents is written as it was read") {
    const LoadedScenario loaded =
        load_scenario_text(in_currency("USD", R"("categories": [{"name": "a", "share": 0.5, "reference_price": 12.34},
                                             {"name": "b", "share": 0.5, "reference_price": 7}])"));
    const nlohmann::ordered_json written = write(loaded.scenario);
    CHECK(written == *loaded.resolved);
    CHECK(written.at("market").at("categories").at(0).at("reference_price").dump() == "12.34");
    CHECK(written.at("market").at("categories").at(1).at("reference_price").dump() == "7");
    const LoadedScenario again = load_scenario_text(written.dump());
    CHECK(again.scenario.market.categories[0].reference_price == Money{1234});
    validate(loaded.scenario);
}

TEST_CASE("every whole number of cents is an amount, and is told with its digits") {
    for (std::int64_t cents = -20'000; cents <= 20'000; ++cents) {
        const double main = in_main_unit(static_cast<double>(cents), 2);
        REQUIRE(is_amount(main, 2));
        REQUIRE(money_from_main(main, 2) == Money{cents});
        REQUIRE(std::stod(amount_text(cents, 2)) == main);
    }
    CHECK(amount_text(1250, 2) == "12.50");
    CHECK(amount_text(-5, 2) == "-0.05");
    CHECK(amount_text(7, 3) == "0.007");
    CHECK(amount_text(1'234'567, 0) == "1234567");
    CHECK_FALSE(is_amount(0.001, 2));
    CHECK_FALSE(is_amount(1e15, 2));  // beyond 2^53 cents doubles miss some
    CHECK(is_amount(1e15, 0));
}

TEST_CASE("a market whose sums could not be counted is refused, with the values that ask for it") {
    const auto only = [](const std::string& text) {
        const auto faults = faults_in_text(text);
        REQUIRE_FALSE(faults.empty());
        return to_string(faults.front());
    };
    const std::string fixed = only(R"({"days": 9400, "market": {"buyers": 10, "sized_for": 0},
                                       "models": [{"name": "Shop", "costs": {"fixed_per_day": 1e15}}]})");
    CHECK(contains(fixed,
                   "/models/0/costs/fixed_per_day: found fixed costs that may come to 9.4e+18 IDR (1e+15 a day × "
                   "9400 days); allowed: sums below 4.612e+18 IDR"));
    const std::string stock = only(model_with(R"("supply": {"kind": "own", "products": 200000, "stock_up_to": 1e9})"));
    CHECK(contains(stock, "/models/0/supply/stock_up_to: found the stock of day 0 that may come to"));
    const std::string sales = only(market_with(
        R"("buyers": 50000, "sized_for": 0, "wishes": {"rate_per_day": 1},
           "categories": [{"name": "house", "reference_price": 1e12}])"));
    CHECK(contains(sales, "/market/categories: found sales that may come to"));
    CHECK(contains(sales, "wishes); allowed: sums below"));
}

TEST_CASE("what shipped presets add up is far from the end") {
    const LoadedScenario loaded = load_scenario_text(scenario_with(R"("days": 3650, "market": {"buyers": 100000000})"));
    for (const ExpectedSum& sum : expected_sums(loaded.scenario, 0)) {
        INFO(sum.what << " " << sum.made_of);
        CHECK(sum.units >= 0.0);
        CHECK(sum.units < 1e18);
    }
}
