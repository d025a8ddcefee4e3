// Files of published facts: what they may say, and what is told of one that says something else.
#include "scenarios/facts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/folder.h"
#include "scenarios/form.h"
#include "sim/experiments/scorecard.h"
#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

/// A file with one fact on lines 2 to 5, in which `more` stands on line 4.
std::string one_fact(const std::string& more) {
    return "{ \"facts\": [\n{ \"name\": \"a fact\",\n\"what\": \"found\", \"source\": \"somebody\",\n" + more +
           "\n} ] }\n";
}

std::vector<std::string> faults_of(const std::string& text) {
    try {
        (void)load_facts_text(text, "facts.json", check_fact_measures);
    } catch (const InvalidScenario& error) {
        std::vector<std::string> lines;
        for (const Fault& fault : error.faults) lines.push_back(to_string(fault));
        return lines;
    }
    return {};
}

void refuses_fact(const std::string& more, const std::vector<std::string>& parts) {
    const std::vector<std::string> faults = faults_of(one_fact(more));
    INFO(more);
    REQUIRE(faults.size() == 1);
    INFO(faults.front());
    for (const std::string& part : parts) CHECK_MESSAGE(faults.front().find(part) != std::string::npos, part);
}

}  // namespace

TEST_CASE("the shipped facts are read without fault, each with a source, a way to measure it or what it needs") {
    const auto folder = scenario_folder();
    REQUIRE(folder.has_value());
    const std::vector<Fact> facts = load_facts(*folder / kFactsFile, check_fact_measures);
    CHECK(facts.size() >= 30);
    const auto count = [&](auto is) { return std::count_if(facts.begin(), facts.end(), is); };
    CHECK(count([](const Fact& fact) { return fact.says.needs.empty(); }) >= 25);
    CHECK(count([](const Fact& fact) { return fact.says.needs.starts_with("several platforms"); }) >= 3);
    for (const Fact& fact : facts) {
        INFO(fact.says.name);
        CHECK(fact.says.source.size() > 3);
        CHECK(fact.says.published.size() > 2);
        if (fact.says.needs.empty()) CHECK(fact.says.miss.size() > 20);
    }
    // It is no scenario, so lists of these leave it out.
    for (const Preset& preset : list_presets(*folder)) CHECK(preset.file != kFactsFile);
}

TEST_CASE("a fact has a value with a tolerance, or a range that may be open at one end") {
    const auto target = [](const std::string& more) {
        return load_facts_text(one_fact(R"("measure": "nps", )" + more), "facts.json").front().target;
    };
    CHECK(target(R"("value": 40, "tolerance": 10)").value == 40.0);
    CHECK(target(R"("value": 0, "tolerance": 0)").tolerance == 0.0);
    CHECK(target(R"("low": 30, "high": 50)").high == 50.0);
    const FactTarget open = target(R"("low": 0)");
    CHECK(open.low == 0.0);
    CHECK_FALSE(open.high.has_value());
    CHECK_FALSE(open.value.has_value());
    refuses_fact(R"("measure": "nps")", {"facts.json:", "/facts/0/value: found nothing", "value with its tolerance"});
    refuses_fact(R"("measure": "nps", "value": 4)", {"facts.json:", "/facts/0/tolerance: found nothing"});
    refuses_fact(R"("measure": "nps", "tolerance": 4)", {"/facts/0/value: found nothing"});
    refuses_fact(R"("measure": "nps", "value": 4, "tolerance": 1, "low": 3)", {"facts.json:4", "/facts/0/low"});
    refuses_fact(R"("measure": "nps", "low": 5, "high": 3)", {"facts.json:4: /facts/0/high: found 3", "5 or more"});
    refuses_fact(R"("measure": "nps", "value": 4, "tolerance": -1)",
                 {"facts.json:4: /facts/0/tolerance: found -1", "from 0 to"});
}

TEST_CASE("a fact is read from key figures that there are, and an input from a parameter that there is") {
    refuses_fact(R"("low": 1)", {"/facts/0/measure: found nothing", "docs/measures.md"});
    refuses_fact(R"("measure": "npss", "low": 1)",
                 {"facts.json:4: /facts/0/measure: found \"npss\"", "did you mean \"nps\"?"});
    refuses_fact(R"("measure": "nps", "over": "ordres", "low": 1)", {"/facts/0/over", "did you mean \"orders\"?"});
    refuses_fact(R"("measure": "nps", "over": "orders", "less": "csat", "low": 1)", {"one of over, less and per"});
    refuses_fact(R"("measure": "review_rate", "low": 45)",
                 {"/facts/0/low: found 45", "from 0 to 1", "45 % is written 0.45"});
    refuses_fact(R"("measure": "nps", "parameter": "revenue.commission", "low": 1)",
                 {"/facts/0/parameter", "save for"});
    refuses_fact(R"("measure": "nps", "step": 1, "low": 1)", {"/facts/0/step: found 1"});
    refuses_fact(R"("measure": "orders", "per": "price_index", "parameter": "supply.markup", "low": 1)",
                 {"/facts/0/step: found 0", "above 0"});
    refuses_fact(R"("measure": "orders", "per": "price_index", "parameter": "supply.markups", "step": 0.1, "low": 1)",
                 {"/facts/0/parameter: found \"supply.markups\"", "did you mean \"supply.markup\"?"});
    refuses_fact(R"("input": true, "low": 1)", {"/facts/0/parameter: found nothing"});
    refuses_fact(R"("input": true, "measure": "nps", "parameter": "revenue.commission", "low": 0)",
                 {"/facts/0/measure", "from its parameter alone"});
    CHECK(faults_of(one_fact(R"("input": true, "parameter": "market.answers.email_seen", "low": 0.2)")).empty());
    // Or from a measure for which a number of the scenario was chosen.
    CHECK(faults_of(one_fact(R"("input": true, "measure": "session_conversion", "low": 0.01)")).empty());
    refuses_fact(R"("input": true, "measure": "orders", "over": "visits", "low": 0)", {"/facts/0/over"});
    // What cannot be measured needs no way to.
    CHECK(faults_of(one_fact(R"("needs": "several platforms")")).empty());
    CHECK(find_fact_parameter("revenue.commission") != nullptr);
    CHECK(find_fact_parameter("market.choice.price") != nullptr);
    for (const char* none : {"revenue", "revenue.commission.x", "supply.kind", "treatment.0", "market", ""})
        CHECK_MESSAGE(find_fact_parameter(none) == nullptr, none);
}

TEST_CASE("slips in a file of facts are told with line, key, what may stand there and the nearest name") {
    refuses_fact(R"("measure": "nps", "low": 1, "confidense": "A")",
                 {"facts.json:4: /facts/0/confidense: found an unknown name", "did you mean \"confidence\"?"});
    refuses_fact(R"("measure": "nps", "low": 1, "confidence": "D")",
                 {"/facts/0/confidence: found \"D\"", "\"A\", \"B\", \"C\""});
    refuses_fact(R"("measure": "nps", "low": 1, "level": "plattform")",
                 {"/facts/0/level", "did you mean \"platform\"?"});
    refuses_fact(R"("measure": "nps", "low": "1")", {"/facts/0/low: found \"1\"", "without quotation marks"});
    refuses_fact(R"("measure": "nps", "low": 1, "low": 2)", {"\"low\" a second time"});
    CHECK(faults_of("{ \"fact\": [] }").front().find("/facts: found nothing") != std::string::npos);
    CHECK(faults_of("[]").size() == 1);
    CHECK(faults_of("{ \"facts\": [] }").front().find("/facts: found an empty list") != std::string::npos);
    CHECK(faults_of("{ \"facts\": [ 7 ] }").front().find("/facts/0: found 7") != std::string::npos);
    CHECK(faults_of("{ \"facts\": [ {").front().find("no valid JSON") != std::string::npos);
    const std::string twice =
        R"({ "facts": [ { "name": "a", "what": "b", "source": "c", "needs": "d" },
                        { "name": "a", "what": "b", "source": "c", "needs": "d" } ] })";
    REQUIRE(faults_of(twice).size() == 1);
    CHECK(faults_of(twice).front().find("facts.json:2: /facts/1/name: found \"a\" a second time") != std::string::npos);
    const std::vector<std::string> bare = faults_of(R"({ "facts": [ { "name": "a", "needs": "b" } ] })");
    REQUIRE(bare.size() == 2);  // every fault at once
    CHECK(bare[0].find("/facts/0/what: found nothing") != std::string::npos);
    CHECK(bare[1].find("/facts/0/source: found nothing") != std::string::npos);
}
