// Single values of a scenario: what is taken, what is refused, and how the refusal reads.
#include "scenarios/read.h"

#include <nlohmann/json.hpp>

#include "tests/scenarios/helpers.h"

using namespace pasar;

TEST_CASE("a scenario that says only its models runs on defaults") {
    const LoadedScenario loaded = load_scenario_text(R"({"models": [{"name": "Shop"}]})");
    CHECK(loaded.scenario.models.size() == 1);
    CHECK(loaded.scenario.models[0].name == "Shop");
    CHECK(loaded.scenario.days == Scenario{}.days);
    CHECK(loaded.scenario.market.buyers == MarketSpec{}.buyers);
    CHECK(loaded.resolved->at("market").at("trust").at("gain") == TrustSpec{}.gain);
}

TEST_CASE("a value out of its range is told with file, line, path, what was found and what is allowed") {
    CHECK(message_for("{\"models\": [\n{\"supply\":\n{\"sellers\": -5}}]}") ==
          "my.json:3: /models/0/supply/sellers: found -5; allowed: a whole number from 0 to 100000000 (seller)");
}

TEST_CASE("every fault is told at once") {
    const auto faults = faults_in_text(scenario_with(
        R"("days": 0, "seed": "seven", "market": {"buyers": 1.5, "trust": 3, "choice": {"risc": 1}}, "name": "")"));
    REQUIRE(faults.size() == 6);
    CHECK(faults[0].path == "/days");
    CHECK(faults[1].path == "/seed");
    CHECK(faults[2].path == "/market/buyers");
    CHECK(faults[3].path == "/market/trust");
    CHECK(faults[4].path == "/market/choice/risc");
    CHECK(faults[5].path == "/name");
}

TEST_CASE("a file with thousands of faults shows the first fifty and counts the rest") {
    std::string members;
    for (int i = 0; i < 5000; ++i) members += "\"strange" + std::to_string(i) + "\": 1, ";
    try {
        (void)load_scenario_text("{" + members + "\"models\": [{}]}");
        FAIL("not refused");
    } catch (const InvalidScenario& invalid) {
        CHECK(invalid.faults.size() == kMostFaultsKept);
        CHECK(invalid.more == 4950);
        CHECK(contains(invalid.what(), "and 4950 more"));
    }
}

TEST_CASE("a whole number may be written 1e6, but not 1.5") {
    const auto loaded =
        load_scenario_text(market_with(R"("buyers": 1e6, "couriers": [{"name": "A", "price": 9.5e3}])"));
    CHECK(loaded.scenario.market.buyers == 1'000'000);
    CHECK(loaded.scenario.market.couriers[0].price == Money{9500});
    CHECK(loaded.resolved->at("market").at("buyers").is_number_integer());
    CHECK(contains(message_for(market_with(R"("buyers": 1.5)")), "found 1.5; allowed: a whole number from 1 to"));
    CHECK(contains(message_for(market_with(R"("buyers": 1e300)")), "/market/buyers: found 1e+300"));
    CHECK(contains(message_for(scenario_with(R"("seed": 18446744073709551615)")), "found 18446744073709551615"));
    CHECK(contains(message_for(scenario_with(R"("seed": -9223372036854775808)")), "found -9223372036854775808"));
}

TEST_CASE("a value of the wrong type is told with the type that is wanted") {
    CHECK(contains(message_for(scenario_with(R"("days": "30")")), "found \"30\"; allowed: a whole number"));
    CHECK(contains(message_for(scenario_with(R"("days": "30")")), "write it without quotation marks"));
    CHECK(contains(message_for(scenario_with(R"("days": true)")), "found true"));
    CHECK(
        contains(message_for(scenario_with(R"("market": [1, 2])")), "/market: found a list of 2; allowed: an object"));
    CHECK(contains(message_for(scenario_with(R"("name": 7)")), "found 7; allowed: a name"));
    CHECK(contains(message_for(market_with(R"("couriers": {})")), "found an object; allowed: a list of 1 to"));
    CHECK(contains(message_for(market_with(R"("couriers": [3])")), "/market/couriers/0: found 3; allowed: an object"));
    CHECK(contains(message_for(market_with(R"("wishes": {"first_on_day_0": 1})")), "allowed: true or false"));
    CHECK(contains(message_for(model_with(R"("payments": ["transfer", 3])")), "/models/0/payments/1: found 3"));
    CHECK(contains(message_for(market_with(R"("couriers": [{"name": "A", "loss": null}])")), "found null"));
}

TEST_CASE("what a shop owner writes otherwise than JSON gets a hint that fits it") {
    CHECK(contains(message_for(market_with(R"("outside": {"quality": 8})")), "8 of 10 is written 0.8"));
    CHECK(contains(message_for(model_with(R"("costs": {"fixed_per_day": "Rp 39.000"})")), "write the number alone"));
    CHECK(contains(message_for(model_with(R"("payments": "transfer")")), R"(a list stands in brackets: ["transfer"])"));
}

TEST_CASE("a percentage where a share is wanted gets the share as a hint") {
    for (const char* written : {"8", R"("8%")", R"("8 %")"})
        CHECK(contains(message_for(model_with(R"("revenue": {"commission": )" + std::string(written) + "}")),
                       "8 % is written 0.08"));
}

TEST_CASE("an object where the list of models stands is one fault, and no table is offered that models cannot be") {
    const std::string said = message_for(R"({"name": "Test", "models": {"name": "A"}})");
    CHECK(contains(said, "/models: found an object; allowed: a list of 1 to 64 entries"));
    CHECK_FALSE(contains(said, "table"));
    CHECK(said.find('\n') == std::string::npos);
}

TEST_CASE("an unknown choice lists the known ones and the nearest") {
    const std::string message = message_for(model_with(R"("protection": {"kind": "escrew"})"));
    CHECK(contains(message, R"(found "escrew"; allowed: one of "none", "escrow", )"));
    CHECK(contains(message, R"(did you mean "escrow"?)"));
}

TEST_CASE("a misspelt name gets the nearest known one") {
    const std::string message = message_for(model_with(R"("supply": {"selers": 10})"));
    CHECK(contains(message, "/models/0/supply/selers: found an unknown name"));
    CHECK(contains(message, R"(did you mean "sellers"?)"));
    CHECK(contains(message_for(model_with(R"("site": {"secondsPerRequest": 1})")),
                   R"(did you mean "seconds_per_request"?)"));
    CHECK(contains(message_for(scenario_with(R"("Days": 10)")), R"(did you mean "days"?)"));
}

TEST_CASE("a name in the wrong place is told where it belongs") {
    CHECK(contains(message_for(model_with(R"("commission": 0.1)")), R"("commission" belongs to models[].revenue)"));
    CHECK(contains(message_for(scenario_with(R"("buyers": 10)")), R"("buyers" belongs to market)"));
    CHECK(contains(message_for(model_with(R"("replications": 10)")),
                   R"("replications" belongs to the top of the scenario)"));
}

TEST_CASE("lists have a fewest and a most number of entries") {
    CHECK(contains(message_for("{}"), "/models: found nothing; allowed: a list of 1 to 64 entries"));
    CHECK(
        contains(message_for(R"({"models": []})"), "/models: found an empty list; allowed: a list of 1 to 64 entries"));
    CHECK(contains(message_for(market_with(R"("couriers": [])")), "/market/couriers: found an empty list"));
}

TEST_CASE("a name must be there, not blank, and not endless") {
    CHECK(contains(message_for(market_with(R"("couriers": [{}])")), "/market/couriers/0/name: found nothing"));
    CHECK(contains(message_for(scenario_with(R"("name": " \n ")")), "allowed: a name of 1 to 200 characters"));
    const std::string longest(kMostFaultsKept * 4, 'x');
    CHECK(faults_in_text(scenario_with("\"name\": \"" + longest + "\"")).empty());
    CHECK(contains(message_for(scenario_with("\"name\": \"" + longest + "x\"")), "/name: found \"xxx"));
    CHECK(message_for(scenario_with("\"name\": \"" + std::string(10'000, 'x') + "\"")).size() < 300);
    CHECK(message_for("{\"models\": [{}], \"" + std::string(10'000, 'x') + "\": 1}").size() < 1000);
}

TEST_CASE("names may hold any character there is") {
    const auto loaded = load_scenario_text(R"({"name": "Toko \"Maju\"\nJaya 😀 √", "models": [{"name": "a,b;c"}]})");
    CHECK(loaded.scenario.name == "Toko \"Maju\"\nJaya 😀 √");
    std::string two_hundred_smileys;
    for (int i = 0; i < 200; ++i) two_hundred_smileys += "😀";
    CHECK(faults_in_text(scenario_with("\"name\": \"" + two_hundred_smileys + "\"")).empty());
}

TEST_CASE("the manifest of a result is read as the scenario in it") {
    const auto loaded = load_scenario_text(
        "{\"pasar_manifest\": 1, \"seed\": \"ignored\",\n \"scenario\":\n"
        "{\"models\": [{}],\n \"days\": 12}}");
    CHECK(loaded.scenario.days == 12);
    CHECK(loaded.origins.of("/days").line == 4);
    CHECK(contains(message_for(R"({"pasar_manifest": 1, "scenario": {"models": [{}], "days": 0}})"), "/days: found 0"));
    const auto faults = faults_in_text(R"({"pasar_manifest": 1})");
    REQUIRE(!faults.empty());
    CHECK(faults[0].found == "a manifest without a scenario");
}

TEST_CASE("the line of a value is kept, and a default says so") {
    const auto loaded =
        load_scenario_text("{\n\"days\": 9,\n\"models\": [\n{\"site\": {\n\"servers\": 3}}]}", {}, "my.json");
    CHECK(to_string(loaded.origins.of("/days")) == "my.json:2");
    CHECK(to_string(loaded.origins.of("/models/0/site/servers")) == "my.json:5");
    CHECK(to_string(loaded.origins.of("/models/0/site/peak_factor")) == "default");
    CHECK(to_string(loaded.origins.of("/seed")) == "default");
}

TEST_CASE("a scenario made in the program is checked as one from a file") {
    Scenario scenario;
    scenario.models.emplace_back();
    CHECK_NOTHROW(validate(scenario));
    scenario.market.trust.gain = 2.0;
    CHECK_THROWS_WITH_AS(validate(scenario),
                         "/market/trust/gain: found 2; allowed: a number from 0 to 1 (per order); "
                         "2 % is written 0.02",
                         InvalidScenario);
    scenario.market.trust.gain = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(validate(scenario), InvalidScenario);
}
