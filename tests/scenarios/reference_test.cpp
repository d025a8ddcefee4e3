// Everything that is told about parameters: the list itself, the reference, the explanations and the schema.
#include "scenarios/reference.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/folder.h"
#include "scenarios/form.h"
#include "scenarios/schema.h"
#include "scenarios/write.h"
#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

using Json = nlohmann::ordered_json;

void check_form(const Form& form, const std::string& path) {
    std::set<std::string_view> names;
    for (const Field& field : form.fields) {
        INFO(path << "." << std::string(field.name));
        CHECK(names.insert(field.name).second);
        CHECK_FALSE(field.about.says.empty());
        CHECK_FALSE(field.about.source.empty());
        CHECK(field.about.min <= field.about.max);
        if (is_numeric(field.type)) {
            CHECK(std::isfinite(field.about.min));
            CHECK(std::isfinite(field.about.max));
            CHECK(field.value.get<double>() >= field.about.min);
            CHECK(field.value.get<double>() <= field.about.max);
        }
        // A list that must have entries and has none by default must be said by the author: only the models.
        const bool is_list = field.type == FieldType::List || field.type == FieldType::Texts;
        if (is_list && field.name != kModelsField)
            CHECK(static_cast<double>(field.value.size()) >= std::max(0.0, field.about.min));
        if (is_list) CHECK(std::isfinite(field.about.max));
        if (field.form) check_form(*field.form, path + "." + std::string(field.name));
    }
}

/// As much of JSON Schema as ours uses.
bool accepts(const Json& schema, const Json& value) {
    if (schema.contains("anyOf")) {
        return std::any_of(schema["anyOf"].begin(), schema["anyOf"].end(),
                           [&](const Json& one) { return accepts(one, value); });
    }
    if (schema.contains("enum")) return std::count(schema["enum"].begin(), schema["enum"].end(), value) == 1;
    const std::string type = schema.at("type");
    if (type == "boolean") return value.is_boolean();
    if (type == "string") {
        return value.is_string() && value.get<std::string>().size() >= schema.value("minLength", std::size_t{0});
    }
    if (type == "number" || type == "integer") {
        if (!value.is_number()) return false;
        const double number = value;
        if (type == "integer" && number != std::floor(number)) return false;
        return number >= schema.value("minimum", -INFINITY) && number <= schema.value("maximum", INFINITY);
    }
    if (type == "array") {
        return value.is_array() && value.size() >= schema.value("minItems", std::size_t{0}) &&
               value.size() <= schema.value("maxItems", std::size_t{1} << 30) &&
               std::all_of(value.begin(), value.end(),
                           [&](const Json& entry) { return accepts(schema["items"], entry); });
    }
    if (!value.is_object()) return false;
    for (const Json& needed : schema.value("required", Json::array())) {
        if (!value.contains(needed.get<std::string>())) return false;
    }
    for (const auto& [name, member] : value.items()) {
        if (!schema["properties"].contains(name) || !accepts(schema["properties"][name], member)) return false;
    }
    return true;
}

std::vector<std::string> paths_of(const Explanation& explanation) {
    std::vector<std::string> paths;
    for (const Parameter& parameter : explanation.entries) paths.push_back(parameter.path);
    return paths;
}

}  // namespace

TEST_CASE("every parameter is told in a sentence, with a source, and a default within its range") {
    check_form(scenario_form(), "scenario");
}

TEST_CASE("parameters are listed with path pattern, unit, default, range, sentence and source") {
    const auto& all = parameters();
    const auto found =
        std::find_if(all.begin(), all.end(), [](const auto& p) { return p.path == "market.couriers[].loss"; });
    REQUIRE(found != all.end());
    CHECK(found->unit == "per parcel");
    CHECK(found->type == "number");
    CHECK(found->default_value == "0.003");
    CHECK(found->min == 0.0);
    CHECK(found->max == 1.0);
    CHECK(found->allowed == "a number from 0 to 1 (per parcel)");
    std::set<std::string> paths;
    for (const Parameter& parameter : all) CHECK(paths.insert(parameter.path).second);
}

TEST_CASE("a parameter is explained by its path, with entries by name, number, brackets or left out") {
    for (const char* path :
         {"market.couriers[].loss", "market.couriers.Courier A.loss", "market.couriers.0.loss",
          "market.couriers.Courier 2.0.loss", "market.couriers.loss", "couriers[].loss", "/market/couriers/0/loss"}) {
        INFO(path);
        CHECK(paths_of(explain(path)) == std::vector<std::string>{"market.couriers[].loss"});
    }
    CHECK(paths_of(explain("models.Shop 2.1.promotion.advertising.radio.channel")) ==
          std::vector<std::string>{"models[].promotion.advertising[].channel"});
}

TEST_CASE("a group is explained with its members") {
    const auto paths = paths_of(explain("market.trust"));
    CHECK(paths ==
          std::vector<std::string>{"market.trust", "market.trust.initial", "market.trust.gain", "market.trust.loss"});
    CHECK(paths_of(explain("market.couriers")).front() == "market.couriers");
    CHECK(paths_of(explain("market.couriers.Courier A")).front() == "market.couriers");
    CHECK(paths_of(explain("market.couriers")).size() > 5);
}

TEST_CASE("a parameter is found by its name or by words of its sentence") {
    CHECK(paths_of(explain("commission")) == std::vector<std::string>{"models[].revenue.commission"});
    const auto paths = paths_of(explain("Adstock"));
    CHECK(std::find(paths.begin(), paths.end(), "market.awareness.channels[].carry_over") != paths.end());
    CHECK_FALSE(explain("parcel arrives damaged").entries.empty());
    CHECK(paths_of(explain("escrow")).front() == "models[].protection.kind");  // a name to choose from
    CHECK(explain("").entries.empty());
}

TEST_CASE("words that say nothing are passed over, and what is called so itself stands first") {
    const Explanation sellers = explain("number of sellers");
    REQUIRE(!sellers.entries.empty());
    CHECK(sellers.entries.front().path.ends_with("sellers"));
    CHECK(std::any_of(sellers.entries.begin(), sellers.entries.begin() + 4,
                      [](const Parameter& p) { return p.path == "models[].supply.sellers"; }));
    CHECK(!explain("how many").entries.empty());
}

TEST_CASE("one of many is explained with all that is told about the many") {
    const auto paths = paths_of(explain("courier"));
    CHECK(std::find(paths.begin(), paths.end(), "models[].fulfilment.courier") != paths.end());
    for (const std::string& member : paths_of(explain("market.couriers")))
        CHECK_MESSAGE(std::find(paths.begin(), paths.end(), member) != paths.end(), member);
    CHECK(paths_of(explain("category")).front() == "market.categories");
}

TEST_CASE("a name that nothing has is answered with the nearest") {
    const Explanation explanation = explain("comission");
    CHECK(explanation.entries.empty());
    CHECK(explanation.nearest == std::vector<std::string>{"models[].revenue.commission"});
    CHECK(explain("qqqqqq").nearest.empty());
    CHECK(contains(text_of(explain("commission")), "allowed: a number from 0 to 1 (share of price)"));
}

TEST_CASE("the reference has a row for every parameter") {
    const std::string text = parameters_markdown();
    const auto rows = std::count(text.begin(), text.end(), '\n');
    CHECK(rows > static_cast<long>(parameters().size()));
    CHECK(contains(text, "## market.couriers[]\n"));
    CHECK(contains(text,
                   "| `loss` | per parcel | `0.003` | a number from 0 to 1 | a parcel never arrives | assumption |"));
}

TEST_CASE("the schema accepts every valid scenario in full and knows extends and $schema") {
    const Json schema = Json::parse(scenario_schema());
    const Scenario scenario =
        load_scenario_text(R"({"models": [{"payments": ["transfer"], "treatment": [{}]}]})").scenario;
    CHECK(accepts(schema, write(scenario)));
    CHECK(accepts(schema, Json::parse(R"({"$schema": "schema.json", "extends": "presets/indonesia.json", "days": 3,
        "models": [{"name": "A", "extends": "presets/online_store.json", "supply": {"markup": 0.2}}]})")));
    CHECK(accepts(schema, Json::parse(R"({"market": {"season": {"table": "season.csv"}}})")));
    CHECK_FALSE(accepts(schema, Json::parse(R"({"market": {"season": {"file": "season.csv"}}})")));
    CHECK_FALSE(accepts(schema, Json::parse(R"({"market": {"season": {}}})")));
    CHECK(accepts(Json::parse(model_schema()), write(scenario)["models"][0]));
    CHECK(accepts(Json::parse(model_schema()), Json::parse(R"({"extends": "store.json", "costs": {}})")));
}

TEST_CASE("the schema refuses what the reader refuses") {
    const Json schema = Json::parse(scenario_schema());
    for (const char* text : {R"({"days": 0})", R"({"dais": 1})", R"({"days": 1.5})", R"({"name": ""})",
                             R"({"models": []})", R"({"models": [{"protection": {"kind": "escrew"}}]})",
                             R"({"market": {"extends": "x"}})", R"({"market": {"trust": {"gain": "0.1"}}})"}) {
        INFO(text);
        CHECK_FALSE(accepts(schema, Json::parse(text)));
        CHECK_FALSE(faults_in_text(text).empty());
    }
}

TEST_CASE("a model that extends a model is listed as one") {
    const TemporaryFolder folder;
    folder.write("presets/store.json", R"({"name": "Store", "supply": {"kind": "own"}})");
    folder.write("presets/both.json", R"({"name": "Both", "extends": "store.json", "supply": {"kind": "hybrid"}})");
    const ScenarioFolderIs here(folder.path());
    const auto presets = list_presets(folder.path());
    REQUIRE(presets.size() == 2);
    CHECK(presets[0].name == "Both");
    CHECK(presets[0].kind == PresetKind::Model);
}

TEST_CASE("presets are listed with their kind, name and sentence") {
    const TemporaryFolder folder;
    folder.write("compare.json", R"({"name": "Compare", "models": [{"extends": "presets/store.json"}]})");
    folder.write("schema.json", scenario_schema());
    folder.write("presets/store.json",
                 R"({"name": "Store", "about": "sells its own goods", "supply": {"kind": "own"}})");
    folder.write("presets/country.json", R"({"market": {"buyers": 10}})");
    folder.write("presets/broken.json", "{");
    folder.write("presets/notes.txt", "nothing");
    const ScenarioFolderIs here(folder.path());
    REQUIRE(scenario_folder() == folder.path());
    const auto presets = list_presets(folder.path());
    REQUIRE(presets.size() == 3);
    CHECK(presets[0].file == "compare.json");
    CHECK(presets[0].kind == PresetKind::Scenario);
    CHECK(presets[1].file == "presets/country.json");
    CHECK(presets[1].kind == PresetKind::Market);
    CHECK(presets[2].kind == PresetKind::Model);
    CHECK(presets[2].about == "sells its own goods");
}

TEST_CASE("a scenario folder that is set but not there is none") {
    const TemporaryFolder folder;
    const ScenarioFolderIs nowhere(folder / "missing");
    CHECK_FALSE(scenario_folder().has_value());
}
