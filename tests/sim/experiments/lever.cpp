// Levers: numbers of the scenario that experiments move.
#include "sim/experiments/lever.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/faults.h"
#include "scenarios/read.h"
#include "tests/says.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const LoadedScenario& two_models() {
    static const LoadedScenario loaded = load_scenario_text(
        R"({"models": [{"name": "Marketplace"}, {"name": "Own store 2.0"}], "currency": "IDR",
            "market": {"couriers": [{"name": "Courier A", "price": 9000, "loss": 0}, {"name": "Courier B"}]}})");
    return loaded;
}

Lever lever(std::string_view text) { return find_lever(two_models(), text); }

std::string refused(std::string_view text) {
    try {
        (void)lever(text);
    } catch (const InvalidScenario& invalid) {
        return invalid.what();
    }
    return "nothing was refused";
}

}  // namespace

TEST_CASE("a lever moves the parameter of its path between two values") {
    const Lever commission = lever("models.Marketplace.revenue.commission=0.02:0.3");
    CHECK(commission.path == "models.Marketplace.revenue.commission");
    CHECK(commission.low == 0.02);
    CHECK(commission.high == 0.3);
    CHECK(commission.now == two_models().scenario.models[0].revenue.commission);
    CHECK_FALSE(commission.whole);
    const LoadedScenario moved = with_settings(two_models(), std::vector<std::string>{commission.at(0.1)});
    CHECK(moved.scenario.models[0].revenue.commission == 0.1);
    CHECK(moved.scenario.models[1].revenue.commission == two_models().scenario.models[1].revenue.commission);
}

TEST_CASE("an entry of a list is found by its name, even with dots, or by its number, and told by its name") {
    CHECK(lever("market.couriers.Courier A.price=1:5").now == 9000);
    CHECK(lever("market.couriers.0.price=1:5").path == "market.couriers.Courier A.price");
    CHECK(lever("models.Own store 2.0.site.servers=1:5").path == "models.Own store 2.0.site.servers");
}

TEST_CASE("values are written in the fewest digits that read back the same") {
    const Lever commission = lever("models.0.revenue.commission=0:1");
    CHECK(commission.at(0.1) == "models.Marketplace.revenue.commission=0.1");
    CHECK(commission.at(1.0 / 3.0) == "models.Marketplace.revenue.commission=0.3333333333333333");
    CHECK(commission.at(-0.0) == "models.Marketplace.revenue.commission=0");
    CHECK(commission.at(7.0) == "models.Marketplace.revenue.commission=1");
}

TEST_CASE("money of a currency with cents is rounded to these, and asked for in the main unit") {
    const LoadedScenario dollars = load_scenario_text(
        R"({"models": [{"name": "A"}], "currency": "USD", "market": {"couriers": [{"name": "Courier A", "price": 9.5}]}})");
    const Lever price = find_lever(dollars, "market.couriers.Courier A.price=5.25:12");
    CHECK_FALSE(price.whole);
    CHECK(price.now == 9.5);
    CHECK(price.unit == "USD per parcel");
    CHECK(price.at(7.0049) == "market.couriers.Courier A.price=7");
    CHECK(price.at(7.126) == "market.couriers.Courier A.price=7.13");
    CHECK(with_settings(dollars, std::vector<std::string>{price.at(7.126)}).scenario.market.couriers[0].price ==
          Money{713});
    const Lever around = find_lever(dollars, "market.couriers.Courier A.price");
    CHECK(around.low == 7.6);
    CHECK(around.high == 11.4);
    CHECK(evenly_spaced(find_lever(dollars, "market.couriers.Courier A.price=1:1.02"), 9) ==
          std::vector<double>{1.0, 1.01, 1.02});
    CHECK_THROWS_AS(static_cast<void>(find_lever(dollars, "market.couriers.Courier A.price=5.255:12")),
                    InvalidScenario);
    CHECK_THROWS_AS(static_cast<void>(find_lever(dollars, "currency_digits=0:2")), InvalidScenario);
}

TEST_CASE("whole numbers and money are rounded, and money has the scenario's currency") {
    const Lever price = lever("market.couriers.Courier A.price=5000:12000");
    CHECK(price.whole);
    CHECK(price.unit.starts_with("IDR"));
    CHECK(price.at(7000.5) == "market.couriers.Courier A.price=7001");
    CHECK(price.at(1.0) == "market.couriers.Courier A.price=5000");
    CHECK(lever("market.buyers=1e3:2e6").at(1234567.4) == "market.buyers=1234567");
}

TEST_CASE("without a range a lever reaches a fifth to either side, as far as allowed") {
    const Lever price = lever("market.couriers.Courier A.price");
    CHECK(price.low == 7200);
    CHECK(price.high == 10800);
    const LoadedScenario few = load_scenario_text(R"({"models": [{"name": "Shop", "site": {"servers": 2}}]})");
    const Lever servers = find_lever(few, "models.Shop.site.servers");
    CHECK(servers.low == 1);
    CHECK(servers.high == 3);
    const LoadedScenario sure =
        load_scenario_text(R"({"models": [{"name": "Shop"}], "market": {"couriers": [{"name": "A", "loss": 0.9}]}})");
    CHECK(find_lever(sure, "market.couriers.A.loss").low == 0.72);
    CHECK(find_lever(sure, "market.couriers.A.loss").high == 1.0);
    CHECK(says(refused("market.couriers.Courier A.loss"), "found no range, and 0 as the present value"));
}

TEST_CASE("a percentage as the end of a range gets the share as a hint") {
    for (const char* end : {"30", "30%"})
        CHECK(says(refused("models.Marketplace.revenue.commission=0.02:" + std::string(end)), "30 % is written 0.3"));
}

TEST_CASE("an unknown path is refused with the nearest known name") {
    const std::string fault = refused("models.Marketplace.revenue.comission=0:1");
    CHECK(says(fault, "--vary"));
    CHECK(says(fault, "did you mean \"commission\"?"));
    CHECK(says(refused("models.Market place.revenue.commission=0:1"), "did you mean \"Marketplace\"?"));
}

TEST_CASE("a path that is no number is refused with one that is") {
    const std::string group = refused("models.Marketplace.revenue=0:1");
    CHECK(says(group, "(group)"));
    CHECK(says(group, "such as \"models.Marketplace.revenue."));
    CHECK(says(refused("models.Marketplace.protection.kind=0:1"), "(choice)"));
    CHECK(says(refused("models.Marketplace=0:1"), "allowed: the path of a number"));
    CHECK(says(refused("=0:1"), "--vary"));
}

TEST_CASE("what says how often to look is no lever") {
    CHECK(says(refused("seed=1:5"), "no part of the market"));
    CHECK(says(refused("replications=1:5"), "no part of the market"));
    CHECK(lever("days=30:60").high == 60);
}

TEST_CASE("a range that is empty, reversed, no range or not allowed is refused") {
    const std::string path = "models.Marketplace.revenue.commission";
    CHECK(says(refused(path + "=0.1:0.1"), "allowed: a low end below the high end"));
    CHECK(says(refused(path + "=0.3:0.1"), "did you mean 0.1:0.3?"));
    CHECK(says(refused(path + "=0.1"), "allowed: PATH=low:high"));
    CHECK(says(refused(path + "=0.1:0.2:0.3"), "allowed: PATH=low:high"));
    CHECK(says(refused(path + "=:0.3"), "as the low end of the range"));
    CHECK(says(refused(path + "=0.1:high"), "found \"high\" as the high end of the range"));
    CHECK(says(refused(path + "=0.1:1.5"), "allowed: a number from 0 to 1"));
    CHECK(says(refused(path + "=nan:1"), "found \"nan\""));
    CHECK(says(refused("market.buyers=10:20.5"), "allowed: a whole number"));
    CHECK(says(refused("market.buyers=-10:20"), "allowed: a whole number"));
}

TEST_CASE("values at equal distances hold both ends, and no whole number twice") {
    CHECK(evenly_spaced(lever("models.0.revenue.commission=0:0.3"), 4) == std::vector<double>{0.0, 0.1, 0.2, 0.3});
    CHECK(evenly_spaced(lever("models.0.site.servers=1:4"), 9) == std::vector<double>{1, 2, 3, 4});
    CHECK(evenly_spaced(lever("models.0.site.servers=1:10"), 4) == std::vector<double>{1, 4, 7, 10});
}
