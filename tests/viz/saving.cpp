// What the window saves reads back as exactly what the window had.
#include "viz/saving.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "scenarios/folder.h"
#include "scenarios/write.h"
#include "tests/temporary_folder.h"
#include "viz/session.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const char* const kOriginal = R"({"name": "Mine", "days": 60, "market": {"buyers": 300},
    "models": [{"name": "A"}, {"name": "B", "revenue": {"commission": 0.1}}]})";

std::shared_ptr<const LoadedScenario> loaded(const std::filesystem::path& file) {
    return std::make_shared<const LoadedScenario>(load_scenario(file));
}

std::string refusal(const std::function<void()>& save) {
    try {
        save();
    } catch (const CannotSave& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a saved file holds only the differences and loads to exactly the scenario of the window") {
    const TemporaryFolder folder;
    const auto original = folder.write("mine.json", kOriginal);
    Session session({loaded(original)});
    session.change({.path = "model.revenue.commission", .value = "0.25"});
    session.change({.path = "market.couriers.0.loss", .value = "0.5"});
    session.wait_until_settled();
    session.branch(session.scene()->worlds[1].id, LeverChange{.path = "model.protection.kind", .value = "escrow"});
    session.wait_until_settled();
    const LoadedScenario now = scenario_of(session.scene()->worlds);
    REQUIRE(now.scenario.models.size() == 3);
    CHECK(now.scenario.models[2].protection.kind == ProtectionKind::Escrow);
    CHECK_FALSE(has_later_changes(session.scene()->worlds));

    const Saved saved = save_scenario(now.scenario, original, folder / "changed.json");
    CHECK(saved.extends);
    CHECK(*load_scenario(saved.file).resolved == *now.resolved);
    const auto text = nlohmann::json::parse(contents(saved.file));
    CHECK(text.at("extends") == "mine.json");
    CHECK_FALSE(text.contains("days"));
    CHECK_FALSE(text.at("market").contains("buyers"));
}

TEST_CASE("a scenario of the scenario folder is extended from anywhere; one from elsewhere is said whole") {
    const TemporaryFolder here, elsewhere;
    const auto shipped = scenario_folder().value() / "fraud-and-escrow.json";
    Scenario changed = load_scenario(shipped).scenario;
    changed.models[0].policing.detection = 0.9;
    const Saved short_one = save_scenario(changed, shipped, here / "mine.json");
    CHECK(short_one.extends);
    CHECK(*load_scenario(short_one.file).resolved == write(changed));

    const auto original = elsewhere.write("other.json", kOriginal);
    Scenario other = load_scenario(original).scenario;
    other.seed = 5;
    const Saved long_one = save_scenario(other, original, here / "other-copy.json");
    CHECK_FALSE(long_one.extends);
    CHECK(long_one.remark.find("every value") != std::string::npos);
    CHECK(*load_scenario(long_one.file).resolved == write(other));
}

TEST_CASE("a model says what it extends in the original, and what is changed in it") {
    const TemporaryFolder here;
    const auto shipped = scenario_folder().value() / "c2c-or-b2c.json";
    Scenario changed = load_scenario(shipped).scenario;
    changed.models[0].revenue.commission = 0.123;
    ModelSpec branch = changed.models[1];
    branch.name = "A second future";
    branch.fulfilment.dispatch_days = 4.5;
    changed.models.push_back(branch);
    const Saved saved = save_scenario(changed, shipped, here / "mine.json");
    CHECK(*load_scenario(saved.file).resolved == write(changed));
    const auto text = nlohmann::json::parse(contents(saved.file));
    CHECK(text == nlohmann::json::parse(R"({"extends": "c2c-or-b2c.json", "models": [
        {"name": "Marketplace", "extends": "presets/c2c_marketplace.json", "revenue": {"commission": 0.123}},
        {"name": "Own store", "extends": "presets/online_store.json"},
        {"name": "A second future", "extends": "presets/online_store.json", "fulfilment": {"dispatch_days": 4.5}}]})"));
}

TEST_CASE("a name that means another file where it is saved does not mislead") {
    const TemporaryFolder here;
    here.write("fraud-and-escrow.json", kOriginal);  // stands before the shipped one of this name
    const auto shipped = scenario_folder().value() / "fraud-and-escrow.json";
    Scenario changed = load_scenario(shipped).scenario;
    changed.seed = 12;
    const Saved saved = save_scenario(changed, shipped, here / "mine.json");
    CHECK(*load_scenario(saved.file).resolved == write(changed));
}

TEST_CASE("what is there already stays, and a folder that is not there is named") {
    const TemporaryFolder folder;
    const auto original = folder.write("mine.json", kOriginal);
    const Scenario scenario = load_scenario(original).scenario;
    CHECK(refusal([&] { (void)save_scenario(scenario, original, original); }).find("there already") !=
          std::string::npos);
    CHECK(contents(original) == kOriginal);
    CHECK(refusal([&] { (void)save_scenario(scenario, original, folder / "no/such.json"); }).find("no folder") !=
          std::string::npos);
}

TEST_CASE("worlds that differ in their market are not one scenario, and the difference is named") {
    const TemporaryFolder folder;
    Session session({loaded(folder.write("mine.json", kOriginal))});
    session.go_to(5);
    session.wait_until_settled();
    session.change({.path = "market.choice.price", .value = "1", .world = session.scene()->worlds[0].id});
    session.wait_until_settled();
    CHECK(refusal([&] { (void)scenario_of(session.scene()->worlds); }).find("market.choice.price") !=
          std::string::npos);
    CHECK(has_later_changes(session.scene()->worlds));
    // Each by itself is one.
    const std::span<const SeenWorld> worlds = session.scene()->worlds;
    CHECK(scenario_of(worlds.first(1)).scenario.market.choice.price == 1.0);
    CHECK(scenario_of(worlds.subspan(1, 1)).scenario.models[0].name == "B");
}

TEST_CASE("changes are unsaved until they are in a file, taken back or undone; other draws are no change") {
    const TemporaryFolder folder;
    Session session({loaded(folder.write("mine.json", kOriginal))});
    const auto worlds = [&] {
        session.wait_until_settled();
        return session.scene()->worlds;
    };
    SavedWorlds saved;
    CHECK(saved.unsaved(worlds()).empty());
    session.set_seed(7);
    CHECK(saved.unsaved(worlds()).empty());
    session.change({.path = "model.revenue.commission", .value = "0.25", .world = worlds()[1].id});
    CHECK(saved.unsaved(worlds()) == std::vector<std::string>{"B"});
    session.change({.path = "market.choice.price", .value = "1"});
    CHECK(saved.unsaved(worlds()) == std::vector<std::string>{"A", "B"});
    saved.add(worlds());
    CHECK(saved.unsaved(worlds()).empty());
    session.change({.path = "model.revenue.commission", .value = "0.3", .world = worlds()[0].id});
    CHECK(saved.unsaved(worlds()) == std::vector<std::string>{"A"});
    session.undo();
    CHECK(saved.unsaved(worlds()).empty());
    session.begin_anew();
    CHECK(saved.unsaved(worlds()).empty());
}
