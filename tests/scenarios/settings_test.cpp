// --set path=value, and the paths that sweeps and sliders use.
#include "scenarios/settings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

constexpr const char* kTwoModels = R"({"models": [{"name": "Marketplace"}, {"name": "Own store 2.0"}],
    "market": {"couriers": [{"name": "Courier A"}, {"name": "Courier A.1"}],
               "season": [{"name": "11.11", "day": 3}, {"name": "Ramadan"}, {"name": "Ramadan", "day": 9}]}})";

LoadedScenario with(const std::vector<std::string>& sets) { return load_scenario_text(kTwoModels, sets); }
std::string refused(const std::string& setting) { return message_for(kTwoModels, {setting}); }

}  // namespace

TEST_CASE("the numbers of a lesson are none of the market's") {
    const LoadedScenario taught = load_scenario_text(scenario_with(
        R"("lesson": [{"title": "First", "prediction": {"measure": "orders", "model": "Shop", "high": 5}}])"));
    const LoadedScenario plain = load_scenario_text(scenario_with(""));
    CHECK(get_path(*taught.resolved, "lesson.First.prediction.high") == 5.0);
    CHECK(numeric_paths(*taught.resolved) == numeric_paths(*plain.resolved));
}

TEST_CASE("a value is set by its path, entries of lists by name or number") {
    const Scenario scenario = with({"market.buyers=1e6", "models.Marketplace.revenue.commission=0.08",
                                    "models.1.supply.sellers=10", "market.couriers.Courier A.loss=0.1",
                                    "market.seller_types.honest.units=5", "market.wishes.first_on_day_0=true"})
                                  .scenario;
    CHECK(scenario.market.buyers == 1'000'000);
    CHECK(scenario.models[0].revenue.commission == 0.08);
    CHECK(scenario.models[1].supply.sellers == 10);
    CHECK(scenario.market.couriers[0].loss == 0.1);
    CHECK(scenario.market.seller_types[0].units == 5);
    CHECK(scenario.market.wishes.first_on_day_0);
}

TEST_CASE("one setting reaches every model, and a slip in it is told once") {
    for (const char* every : {"models.*.revenue.commission=0.07", "model.revenue.commission=0.07"}) {
        const Scenario scenario = with({every}).scenario;
        for (const ModelSpec& model : scenario.models) CHECK(model.revenue.commission == 0.07);
    }
    const std::string slip = refused("models.*.revenue.comission=0.07");
    CHECK(slip.find("did you mean \"commission\"?") != std::string::npos);
    CHECK(slip.find("comission", slip.find("comission") + 12) == slip.rfind("comission"));
}

TEST_CASE("names with dots are addressed too, the longest that fits") {
    const Scenario scenario = with({"models.Own store 2.0.supply.products=9", "market.couriers.Courier A.1.loss=0.2",
                                    "market.couriers.Courier A.damage=0.3", "market.season.11.11.factor=5"})
                                  .scenario;
    CHECK(scenario.models[1].supply.products == 9);
    CHECK(scenario.market.couriers[1].loss == 0.2);
    CHECK(scenario.market.couriers[0].damage == 0.3);
    CHECK(scenario.market.season[0].factor == 5);
}

TEST_CASE("an entry whose name could be another's number is addressed by its own number") {
    const auto loaded =
        load_scenario_text(R"({"models": [{"name": "1"}, {"name": "a=b"}, {"name": "2026"}]})",
                           std::vector<std::string>{"models.1.site.servers=9", "models.2026.site.servers=7"});
    CHECK(loaded.scenario.models[1].site.servers == 9);
    CHECK(loaded.scenario.models[2].site.servers == 7);
    CHECK(path_of(*loaded.resolved, "/models/0/site") == "models.0.site");
    CHECK(path_of(*loaded.resolved, "/models/1/site") == "models.1.site");
    CHECK(path_of(*loaded.resolved, "/models/2/site") == "models.2026.site");
}

TEST_CASE("text is taken as it stands, in quotation marks or without") {
    CHECK(with({"models.0.name=2026"}).scenario.models[0].name == "2026");
    CHECK(with({"models.0.name=\"Pasar Baru\""}).scenario.models[0].name == "Pasar Baru");
    CHECK(with({"name=a=b"}).scenario.name == "a=b");
    CHECK(with({"start_date=2027-03-04"}).scenario.start_date == "2027-03-04");
    CHECK(with({"models.0.protection.kind=escrow"}).scenario.models[0].protection.kind == ProtectionKind::Escrow);
    CHECK(with({"about="}).scenario.about.empty());
}

TEST_CASE("objects are merged and lists replaced") {
    const Scenario scenario = with({R"(models.0.supply={"sellers": 5})", "market.season=[]",
                                    R"(models.0={"about": "x"})", R"(models.0.payments=["transfer"])"})
                                  .scenario;
    CHECK(scenario.models[0].supply.sellers == 5);
    CHECK(scenario.models[0].name == "Marketplace");
    CHECK(scenario.models[0].about == "x");
    CHECK(scenario.models[0].payments == std::vector<std::string>{"transfer"});
    CHECK(scenario.market.season.empty());
}

TEST_CASE("a later setting sees what an earlier one did") {
    CHECK(with({"models.0.name=Bazaar", "models.Bazaar.site.servers=2"}).scenario.models[0].site.servers == 2);
}

TEST_CASE("what was set says so") {
    const auto loaded = with({"market.buyers=7", R"(models.0.supply={"sellers": 5})"});
    CHECK(to_string(loaded.origins.of("/market/buyers")) == "--set");
    CHECK(to_string(loaded.origins.of("/models/0/supply/sellers")) == "--set");
    CHECK(to_string(loaded.origins.of("/models/0/supply/products")) == "default");
}

TEST_CASE("a path that leads nowhere is told with the nearest name") {
    CHECK(contains(refused("market.byers=3"), "--set: market.byers: found \"byers\"; allowed: "));
    CHECK(contains(refused("market.byers=3"), "did you mean \"buyers\"?"));
    CHECK(contains(refused("models.Marketplce.name=x"), "did you mean \"Marketplace\"?"));
    CHECK(contains(refused("models.2.name=x"), R"(allowed: "Marketplace", "Own store 2.0", or a number from 0 to 1)"));
    CHECK(contains(refused("models.-1.name=x"), "found \"-1\""));
    CHECK(contains(refused("models.0.payments.0=x"), "the list is empty"));
    CHECK(contains(refused("market.season.Ramadan.day=1"), "more than one \"Ramadan\"; allowed: the entry's number"));
    CHECK(contains(refused("days.hours=1"), "found more after \"days\""));
    CHECK(contains(refused("=1"), "found \"\""));
    CHECK(contains(refused("market.=1"), "found \"\""));
    CHECK(contains(refused("market..buyers=1"), "found \"\""));
    CHECK(contains(refused("market.buyers"), "--set: found \"market.buyers\"; allowed: path=value"));
}

TEST_CASE("a set value is checked like one in a file") {
    CHECK(contains(refused("market.buyers=many"), "--set: /market/buyers: found \"many\"; allowed: a whole number"));
    CHECK(contains(refused("market.buyers=1.5"), "found 1.5"));
    CHECK(contains(refused("market.buyers=1e999"), "found \"1e999\""));
    CHECK(contains(refused("market.choice.price=NaN"), "found \"NaN\"; allowed: a number"));
    CHECK(contains(refused("models.0=3"), "--set: /models/0: found 3; allowed: an object"));
    CHECK(
        contains(refused(R"(models.0.supply={"selers": 5})"), "--set: /models/0/supply/selers: found an unknown name"));
    CHECK(contains(refused("models.0.supply.sellers=0"), "--set: /models/0/supply/sellers: found zero sellers"));
    CHECK(contains(refused("name=caf\xe9"), "--set: /name: found \"caf"));
    CHECK(faults_in_text(kTwoModels, {"a=1", "days=0", "market.buyers=-1"}).size() == 3);
}

TEST_CASE("get_path reads what set_path wrote, and set_path refuses what a file must not say") {
    nlohmann::ordered_json resolved = *with({}).resolved;
    set_path(resolved, "market.couriers.Courier A.loss", 0.25);
    CHECK(get_path(resolved, "market.couriers.0.loss") == 0.25);
    CHECK(find_path(resolved, "market.couriers.1.loss").path == "market.couriers.1.loss");
    CHECK(find_path(resolved, "models.0.site").path == "models.Marketplace.site");
    CHECK(find_path(resolved, "models.0.site").pointer == "/models/0/site");
    CHECK_THROWS_AS(set_path(resolved, "market.couriers.0.loss", 2), InvalidScenario);
    CHECK(get_path(resolved, "market.couriers.0.loss") == 0.25);
    CHECK_THROWS_AS(set_path(resolved, "market.courier.0.loss", 0.1), InvalidScenario);
}

TEST_CASE("the paths of all numbers lead to numbers, each to its own") {
    const auto loaded = with({});
    const auto paths = numeric_paths(*loaded.resolved);
    CHECK(std::find(paths.begin(), paths.end(), "models.Own store 2.0.supply.sellers") != paths.end());
    CHECK(std::find(paths.begin(), paths.end(), "market.season.2.day") != paths.end());
    std::vector<std::string> pointers;
    for (const std::string& path : paths) {
        CHECK(get_path(*loaded.resolved, path).is_number());
        pointers.push_back(find_path(*loaded.resolved, path).pointer);
        CHECK(find_path(*loaded.resolved, path).path == path);
        CHECK(path_of(*loaded.resolved, pointers.back()) == path);
    }
    std::sort(pointers.begin(), pointers.end());
    CHECK(std::adjacent_find(pointers.begin(), pointers.end()) == pointers.end());
}

TEST_CASE("a scenario takes further settings after it has been read") {
    const auto loaded = with({"days=5"});
    const auto other = with_settings(loaded, std::vector<std::string>{"seed=8"});
    CHECK(other.scenario.days == 5);
    CHECK(other.scenario.seed == 8);
    CHECK(loaded.scenario.seed == 1);
    CHECK_THROWS_AS((void)with_settings(loaded, std::vector<std::string>{"market.regions.0.share=0.5"}),
                    InvalidScenario);
}

TEST_CASE("numbers under their names of an earlier version are understood, and it is said how") {
    const std::string text =
        R"({"models": [{"name": "A"}], "market": {"choice": {"intercept": -2.6}, "refusal": {"intercept": -3.2}}})";
    const LoadedScenario loaded = load_scenario_text(text, {}, "old.json");
    CHECK(loaded.scenario.market.choice.conversion == doctest::Approx(0.3634).epsilon(1e-3));
    CHECK(loaded.scenario.market.refusal.rate == doctest::Approx(0.07799).epsilon(1e-3));
    REQUIRE(loaded.notes.size() == 2);
    CHECK(loaded.notes[0] ==
          "old.json:1: market.choice.intercept is now market.choice.conversion, the share of visits that "
          "choose from the reference page; -2.6 is taken as 0.3634");
    CHECK(to_string(loaded.origins.of("/market/choice/conversion")) == "old.json:1");
    const std::vector<std::string> sets{"market.refusal.intercept=-100"};
    const LoadedScenario never = load_scenario_text(R"({"models": [{"name": "A"}]})", sets);
    CHECK(never.scenario.market.refusal.rate < 1e-30);
    CHECK(never.notes.size() == 1);
    // Two log-odds over silence became shares of all, in the reference case that the slopes beside them make.
    const auto voice_of = [](const char* voice) {
        return load_scenario_text(std::string(R"({"models": [{"name": "A"}], "market": {"voice": )") + voice + "}}", {})
            .scenario.market.voice;
    };
    const auto silence_of = [](const VoiceSpec& voice) { return 1.0 - voice.rate - voice.exit_rate; };
    const VoiceSpec both = voice_of(R"({"intercept": -2, "exit_intercept": -4})");
    CHECK(std::log(both.rate / silence_of(both)) == doctest::Approx(-2 + 5 * 0.4 + 1.2 + 1 - 1));
    CHECK(std::log(both.exit_rate / silence_of(both)) == doctest::Approx(-4 + 4 * 0.4 - 1.5 / 2));
    CHECK(both.rate == doctest::Approx(VoiceSpec{}.rate).epsilon(0.01));  // the defaults of then and now
    CHECK(both.exit_rate == doctest::Approx(VoiceSpec{}.exit_rate).epsilon(0.02));
    const VoiceSpec steep = voice_of(R"({"intercept": 1, "severity": 2, "exit_intercept": 0, "exit_loyalty": 0})");
    CHECK(std::log(steep.rate / silence_of(steep)) == doctest::Approx(1 + 2 * 0.4 + 1.2 + 1 - 1));
    CHECK(std::log(steep.exit_rate / silence_of(steep)) == doctest::Approx(4 * 0.4));
    const VoiceSpec one = voice_of(R"({"intercept": -1})");
    CHECK(std::log(one.rate / silence_of(one)) == doctest::Approx(-1 + 5 * 0.4 + 1.2 + 1 - 1));
    CHECK(one.exit_rate == VoiceSpec{}.exit_rate);
    const std::vector<std::string> extremes{"market.voice.intercept=-100", "market.voice.exit_intercept=100"};
    const LoadedScenario leaving = load_scenario_text(R"({"models": [{"name": "A"}]})", extremes);
    CHECK(leaving.scenario.market.voice.rate < 1e-30);
    CHECK(leaving.scenario.market.voice.exit_rate == doctest::Approx(1.0));
    CHECK(leaving.notes.size() == 2);
    // Both names at once, or no number: a slip, told as any other.
    for (const char* const slip : {R"({"intercept": 1, "conversion": 0.5})", R"({"intercept": "much"})"}) {
        CAPTURE(slip);
        CHECK_THROWS_AS(
            (void)load_scenario_text(std::string(R"({"models": [{"name": "A"}], "market": {"choice": )") + slip + "}}"),
            InvalidScenario);
    }
}
