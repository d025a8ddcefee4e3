#include "scenarios/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "scenarios/check.h"
#include "scenarios/check_money.h"
#include "scenarios/check_timeline.h"
#include "scenarios/complete.h"
#include "scenarios/currency.h"
#include "scenarios/faults.h"
#include "scenarios/fill.h"
#include "scenarios/form.h"
#include "scenarios/merge.h"
#include "scenarios/renamed.h"
#include "scenarios/settings.h"
#include "scenarios/write.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

std::string left_out(const std::vector<Fault>& faults) {
    const std::string more = faults.size() > 1 ? fmt::format(" (and {} more like it)", faults.size() - 1) : "";
    return fmt::format("the lesson does not fit this scenario and is left out: {}{}", to_string(faults.front()), more);
}

/// Takes the lesson out where it does not fit what its author did not see; elsewhere that is a fault. `file` is the
/// scenario's own, and empty where values were set since it was read.
void check_lesson_of(LoadedScenario& loaded, Json& resolved, const std::string& file, LessonCheck lesson_check,
                     Faults& faults) {
    Faults of_lesson;
    check_predictions(loaded.scenario, loaded.origins, faults, of_lesson);
    if (lesson_check != nullptr) lesson_check(loaded.scenario, loaded.origins, of_lesson);
    if (of_lesson.empty()) return;
    const std::string pointer = below("", kLessonField);
    const std::vector<Fault>& found = of_lesson.kept();
    const auto is_set = [](const Fault& fault) { return fault.file == kSettingOrigin; };
    const bool by_others = loaded.origins.of(pointer).file != file;
    if (!by_others || std::any_of(found.begin(), found.end(), is_set)) {
        for (const Fault& fault : found) faults.add(fault);
        return;
    }
    loaded.notes.push_back(left_out(found));
    loaded.scenario.lesson.clear();
    resolved[std::string(kLessonField)] = Json::array();
    loaded.origins.erase(pointer);
}

/// Goods that lose with each unit sold: not refused, as somebody may want to see just that.
void note_goods_below_cost(LoadedScenario& loaded) {
    const FirmSpec& firm = loaded.scenario.firm;
    const int digits = currency_digits(loaded.scenario);
    for (const FirmGoodsSpec& goods : firm.goods) {
        if (goods.price.units == 0 || goods.price >= goods.cost) continue;
        loaded.notes.push_back(fmt::format("{} asks {} for {}, which is less than the {} that a unit costs",
                                           in_quotes(firm.name), amount_text(goods.price.units, digits),
                                           in_quotes(goods.name), amount_text(goods.cost.units, digits)));
    }
}

LoadedScenario finish(Json resolved, Origins origins, std::span<const std::string> sets, SaidBy said_by,
                      const std::string& file, Faults& faults, LessonCheck lesson_check = nullptr,
                      std::vector<std::string> notes = {}) {
    // The currency decides how amounts are read, so it is set before them, wherever it stands.
    const auto sets_currency = [](std::string_view setting) { return setting.starts_with("currency"); };
    for (const bool of_currency : {true, false})
        for (const std::string& setting : sets)
            if (sets_currency(setting) == of_currency)
                apply_setting(resolved, origins, with_new_name(setting, resolved, notes), said_by, faults);
    LoadedScenario loaded{
        .scenario = fill(resolved), .resolved = {}, .origins = std::move(origins), .notes = std::move(notes)};
    if (faults.keeps_more()) check(loaded.scenario, loaded.origins, faults);
    if (faults.keeps_more()) check_money(loaded.scenario, resolved, loaded.origins, faults);
    if (faults.empty()) check_timeline(loaded.scenario, resolved, loaded.origins, faults);
    if (faults.keeps_more())
        check_lesson_of(loaded, resolved, sets.empty() ? file : std::string(), lesson_check, faults);
    faults.throw_if_any();
    note_goods_below_cost(loaded);
    loaded.resolved = std::make_shared<const Json>(std::move(resolved));
    return loaded;
}

LoadedScenario load(Document document, std::span<const std::string> sets, const std::string& file, Faults& faults,
                    LessonCheck lesson_check = nullptr) {
    if (document.value.is_null()) faults.throw_if_any();
    std::vector<std::string> notes;
    take_old_names(document.value, document.origins, notes);
    Json resolved =
        complete(document.value, scenario_form(), "", document.origins, money_kind_of(document.value), faults);
    return finish(std::move(resolved), std::move(document.origins), sets, SaidBy::Person, file, faults, lesson_check,
                  std::move(notes));
}

}  // namespace

LoadedScenario load_scenario(const std::filesystem::path& path, std::span<const std::string> sets,
                             LessonCheck lesson_check) {
    Faults faults;
    Document document = read_merged(path, faults);
    return load(std::move(document), sets, path.string(), faults, lesson_check);
}

LoadedScenario load_scenario_text(std::string_view text, std::span<const std::string> sets, const std::string& name) {
    Faults faults;
    Document document = parse_merged(text, name, faults);
    return load(std::move(document), sets, name, faults);
}

LoadedScenario with_settings(const LoadedScenario& base, std::span<const std::string> sets) {
    Faults faults;
    return finish(*base.resolved, base.origins, sets, SaidBy::Program, "", faults);
}

void validate(const Scenario& scenario) {
    Faults faults;
    const Origins none;
    const Json written = write(scenario);
    const Json resolved = complete(written, scenario_form(), "", none, money_kind_of(written), faults);
    const Scenario read_back = fill(resolved);
    if (faults.keeps_more()) check(read_back, none, faults);
    if (faults.keeps_more()) check_money(read_back, resolved, none, faults);
    if (faults.empty()) check_timeline(read_back, resolved, none, faults);
    if (faults.keeps_more()) check_predictions(read_back, none, faults, faults);
    faults.throw_if_any();
}

}  // namespace pasar
