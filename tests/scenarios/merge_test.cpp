// `extends`: presets, chains, circles, and paths that lead where they should not.
#include "scenarios/merge.h"

#include "scenarios/show.h"
#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

Document document(std::string_view text, const std::string& file) {
    Faults faults;
    Document result = parse_document(text, file, faults);
    REQUIRE(faults.empty());
    return result;
}

}  // namespace

TEST_CASE("documents merge as RFC 7396 shows in its example") {
    Document base = document(R"({"title": "Goodbye!", "author": {"givenName": "John", "familyName": "Doe"},
                                "tags": ["example", "sample"], "content": "This will be unchanged"})",
                             "base");
    merge(base, document(R"({"title": "Hello!", "phoneNumber": "+01-123-456-7890", "author": {"familyName": null},
                            "tags": ["example"]})",
                         "patch"));
    CHECK(base.value == nlohmann::ordered_json::parse(R"({"title": "Hello!", "author": {"givenName": "John"},
        "tags": ["example"], "content": "This will be unchanged", "phoneNumber": "+01-123-456-7890"})"));
    CHECK(base.origins.of("/title").file == "patch");
    CHECK(base.origins.of("/tags/0").file == "patch");
    CHECK(base.origins.of("/tags/1") == Origin{});
    CHECK(base.origins.of("/author/givenName").file == "base");
    CHECK(base.origins.of("/author/familyName") == Origin{});
}

TEST_CASE("a merge keeps apart names of which one begins like the other") {
    Document base = document(R"({"a": {"x": 1}, "a-b": {"x": 2}, "ab": 3, "a.b": 4})", "base");
    merge(base, document(R"({"a": null})", "patch"));
    CHECK(base.origins.of("/a/x") == Origin{});
    CHECK(base.origins.of("/a-b/x").file == "base");
    CHECK(base.origins.of("/ab").file == "base");
    CHECK(base.origins.of("/a.b").file == "base");
}

TEST_CASE("a scenario extends a market and its models extend presets, in a chain, with every origin kept") {
    const TemporaryFolder shipped;
    const TemporaryFolder mine;
    const ScenarioFolderIs folder(shipped.path());
    shipped.write("presets/indonesia.json", R"({"market": {"buyers": 500,
        "couriers": [{"name": "Courier A"}, {"name": "Courier B", "loss": 0.1}]}, "currency": "IDR"})");
    shipped.write("presets/store.json", "{\"supply\": {\"kind\": \"own\",\n\"products\": 7}, \"about\": \"a store\"}");
    shipped.write("presets/big_store.json", R"({"extends": "store.json", "supply": {"products": 70}})");
    mine.write("common.json", "{\"$schema\": \"schema.json\", \"extends\": \"presets/indonesia.json\",\n\"days\": 30}");
    const auto path = mine.write("mine.json", R"({
        "$schema": "schema.json",
        "extends": "common.json",
        "market": {"trust": {"gain": 0.5}},
        "models": [
            {"name": "Store", "extends": "presets/big_store.json",
             "supply": {"markup": 0.5}},
            {"name": "Plain", "supply": null}
        ]})");
    const LoadedScenario loaded = load_scenario(path);
    const Scenario& scenario = loaded.scenario;
    CHECK(scenario.days == 30);
    CHECK(scenario.market.buyers == 500);
    CHECK(scenario.market.couriers.size() == 2);
    CHECK(scenario.market.trust.gain == 0.5);
    CHECK(scenario.models[0].about == "a store");
    CHECK(scenario.models[0].supply.kind == SupplyKind::Own);
    CHECK(scenario.models[0].supply.products == 70);
    CHECK(scenario.models[0].supply.markup == 0.5);
    CHECK(scenario.models[1].supply.products == SupplySpec{}.products);

    const auto origin = [&](const char* pointer) { return to_string(loaded.origins.of(pointer)); };
    CHECK(origin("/days") == (mine / "common.json").string() + ":2");
    CHECK(origin("/market/couriers/1/loss") == (shipped / "presets/indonesia.json").string() + ":2");
    CHECK(origin("/market/trust/gain") == path.string() + ":4");
    CHECK(origin("/models/0/supply/products") == (shipped / "presets/big_store.json").string() + ":1");
    CHECK(origin("/models/0/supply/kind") == (shipped / "presets/store.json").string() + ":1");
    CHECK(origin("/models/0/supply/markup") == path.string() + ":7");
    CHECK(origin("/models/1/supply/markup") == "default");

    const std::string lines = show_text(loaded);
    CHECK(contains(
        lines, "market.couriers.Courier B.loss = 0.1  (" + (shipped / "presets/indonesia.json").string() + ":2)\n"));
    CHECK(contains(lines, "market.season = []  (default)\n"));
    CHECK(contains(lines, "models.Store.name = \"Store\"  (" + path.string() + ":6)\n"));
    CHECK(contains(show_json_lines(loaded),
                   R"({"path":"models.Plain.supply.kind","value":"sellers","origin":"default"})"));
}

TEST_CASE("a fault in a preset is told with the preset's file and line") {
    const TemporaryFolder folder;
    folder.write("base.json", "{\n\n\"days\": -3}");
    const auto path = folder.write("mine.json", R"({"extends": "base.json", "models": [{}]})");
    CHECK(contains(message_for_file(path), (folder / "base.json").string() + ":3: /days: found -3"));
}

TEST_CASE("a file beside the scenario comes before one in the scenario folder") {
    const TemporaryFolder shipped;
    const TemporaryFolder mine;
    const ScenarioFolderIs folder(shipped.path());
    shipped.write("base.json", R"({"days": 1})");
    mine.write("base.json", R"({"days": 2})");
    CHECK(load_scenario(mine.write("mine.json", R"({"extends": "base.json", "models": [{}]})")).scenario.days == 2);
    CHECK(load_scenario_text(R"({"extends": "base.json", "models": [{}]})").scenario.days == 1);
}

TEST_CASE("files that extend each other in a circle are told as such") {
    const TemporaryFolder folder;
    const auto path = folder.write("a.json", R"({"extends": "b.json", "models": [{}]})");
    folder.write("b.json", "{\n\"extends\": \"c.json\"}");
    folder.write("c.json", R"({"extends": "a.json"})");
    const std::string a = path.string();
    const std::string message = message_for_file(path);
    CHECK(contains(message, (folder / "c.json").string() + ":1: /extends: found \"a.json\", which leads in a circle"));
    CHECK(
        contains(message, a + " → " + (folder / "b.json").string() + " → " + (folder / "c.json").string() + " → " + a));

    const auto self = folder.write("self.json", R"({"models": [{"extends": "self.json"}]})");
    CHECK(contains(message_for_file(self), "/models/0/extends: found \"self.json\", which leads in a circle"));
}

TEST_CASE("extends never leads out of the folder of the file and the scenario folder") {
    const TemporaryFolder folder;
    folder.write("outside.json", R"({"days": 3})");
    std::filesystem::create_directories(folder / "inside");
    std::filesystem::create_symlink(folder / "outside.json", folder / "inside/link.json");
    const std::string absolute = (folder / "outside.json").string();
    for (const std::string& name : {std::string("../outside.json"), std::string("x/../../outside.json"), absolute}) {
        const auto path = folder.write("inside/mine.json", R"({"models": [{}], "extends": ")" + name + "\"}");
        CHECK(contains(message_for_file(path), "/extends: found \"" + name + "\"; allowed: a file in the same folder"));
    }
    const auto path = folder.write("inside/mine.json", R"({"models": [{}], "extends": "link.json"})");
    CHECK(contains(message_for_file(path), "a link that leads elsewhere"));
}

TEST_CASE("extends of what is no file says what was meant") {
    const TemporaryFolder folder;
    folder.write("presets/indonesia.json", "{}");
    const auto with = [&](const std::string& value) {
        return message_for_file(folder.write("mine.json", "{\"models\": [{}],\n\"extends\": " + value + "}"));
    };
    CHECK(contains(with(R"("presets/indonesai.json")"),
                   "mine.json:2: /extends: found \"presets/indonesai.json\", which is no file"));
    CHECK(contains(with(R"("presets/indonesai.json")"), R"(did you mean "presets/indonesia.json"?)"));
    CHECK(contains(with(R"("presets")"), "presets: found a folder"));
    CHECK(contains(with("3"), "found no name of a file"));
    CHECK(contains(with(R"("")"), "found \"\""));
    CHECK(contains(with(R"("a\u0000b")"), "found \"a\\u0000b\""));
    CHECK(contains(with("\"" + std::string(10'000, 'x') + "\""), "which is no file"));
}

TEST_CASE("a preset of the other kind is one fault, whatever is in it") {
    const TemporaryFolder folder;
    folder.write("market.json", R"({"days": 30, "seed": 3, "market": {"buyers": 1000}})");
    folder.write("model.json", R"({"supply": {"sellers": 5}, "revenue": {}, "costs": {}})");
    const std::string model =
        message_for_file(folder.write("a.json", R"({"models": [{"name": "A", "extends": "market.json"}]})"));
    CHECK(contains(model, "/models/0/extends: found \"market.json\", which holds a market or a scenario"));
    CHECK(model.find('\n') == std::string::npos);
    const std::string market = message_for_file(folder.write("b.json", R"({"extends": "model.json"})"));
    CHECK(contains(market, "/extends: found \"model.json\", which holds a model"));
    CHECK(contains(market, R"("models": [{ "extends": "model.json" }])"));
    CHECK(market.find('\n') == std::string::npos);
}

TEST_CASE("a chain of presets has an end") {
    const TemporaryFolder folder;
    for (int i = 0; i < 100; ++i) {
        folder.write(std::to_string(i) + ".json", R"({"extends": ")" + std::to_string(i + 1) + ".json\"}");
    }
    const auto path = folder.write("mine.json", R"({"models": [{"extends": "0.json"}]})");
    CHECK(contains(message_for_file(path), "at most 32 files one upon the other"));
}

TEST_CASE("a slip in the name of the market to extend is one fault, not one for all that the market would have had") {
    const TemporaryFolder folder;
    folder.write("presets/market.json",
                 R"({"market": {"awareness": {"channels": [{"name": "radio"}]}, "couriers": [{"name": "A"}]}})");
    folder.write("presets/model.json",
                 R"({"promotion": {"advertising": [{"channel": "radio"}]}, "fulfilment": {"courier": "A"}})");
    const auto scenario = [&](const std::string& market, const std::string& more = "") {
        return folder.write("mine.json", R"({"extends": "presets/)" + market +
                                             R"(.json", "models": [{"name": "S", "extends": "presets/model.json"}])" +
                                             more + "}");
    };
    CHECK(faults_in_file(scenario("market")).empty());
    CHECK(contains(message_for_file(scenario("markt")), "/extends: found \"presets/markt.json\", which is no file"));
    // What the scenario says itself is checked all the same.
    CHECK(faults_in_file(scenario("markt", R"(, "currency": "rupiah")")).size() == 2);
}
