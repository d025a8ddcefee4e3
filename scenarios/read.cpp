#include "scenarios/read.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "scenarios/check.h"
#include "scenarios/check_money.h"
#include "scenarios/complete.h"
#include "scenarios/fill.h"
#include "scenarios/form.h"
#include "scenarios/merge.h"
#include "scenarios/settings.h"
#include "scenarios/write.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

LoadedScenario finish(Json resolved, Origins origins, std::span<const std::string> sets, Faults& faults,
                      FurtherCheck further_check = nullptr) {
    for (const std::string& setting : sets) apply_setting(resolved, origins, setting, faults);
    Scenario scenario = fill(resolved);
    if (faults.keeps_more()) check(scenario, origins, faults);
    if (faults.keeps_more()) check_money(scenario, resolved, origins, faults);
    if (further_check != nullptr && faults.keeps_more()) further_check(scenario, origins, faults);
    faults.throw_if_any();
    return {std::move(scenario), std::make_shared<const Json>(std::move(resolved)), std::move(origins)};
}

LoadedScenario load(Document document, std::span<const std::string> sets, Faults& faults,
                    FurtherCheck further_check = nullptr) {
    if (document.value.is_null()) faults.throw_if_any();
    Json resolved = complete(document.value, scenario_form(), "", document.origins, faults);
    return finish(std::move(resolved), std::move(document.origins), sets, faults, further_check);
}

}  // namespace

LoadedScenario load_scenario(const std::filesystem::path& path, std::span<const std::string> sets,
                             FurtherCheck further_check) {
    Faults faults;
    Document document = read_merged(path, faults);
    return load(std::move(document), sets, faults, further_check);
}

LoadedScenario load_scenario_text(std::string_view text, std::span<const std::string> sets, const std::string& name) {
    Faults faults;
    Document document = parse_merged(text, name, faults);
    return load(std::move(document), sets, faults);
}

LoadedScenario with_settings(const LoadedScenario& base, std::span<const std::string> sets) {
    Faults faults;
    return finish(*base.resolved, base.origins, sets, faults);
}

void validate(const Scenario& scenario) {
    Faults faults;
    const Origins none;
    const Json resolved = complete(write(scenario), scenario_form(), "", none, faults);
    const Scenario read_back = fill(resolved);
    if (faults.keeps_more()) check(read_back, none, faults);
    if (faults.keeps_more()) check_money(read_back, resolved, none, faults);
    faults.throw_if_any();
}

}  // namespace pasar
