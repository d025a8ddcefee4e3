#include "viz/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "scenarios/faults.h"
#include "scenarios/from_now_on.h"
#include "scenarios/settings.h"
#include "sim/world/snapshot.h"
#include "words/language.h"

namespace pasar {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kOwnModel = "model.";

std::string model_pointer(std::size_t model) { return fmt::format("/models/{}", model); }

}  // namespace

std::string full_path(const std::string& path, std::size_t model) {
    return path.starts_with(kOwnModel) ? fmt::format("models.{}.{}", model, path.substr(kOwnModel.size())) : path;
}

std::string own_path(const LoadedScenario& loaded, const std::string& path, std::size_t model) {
    if (path.starts_with(kOwnModel)) return path;
    const std::string pointer = find_path(*loaded.resolved, path).pointer;
    if (!pointer.starts_with(model_pointer(model) + "/")) return path;
    const std::string prefix = path_of(*loaded.resolved, model_pointer(model)) + ".";
    return std::string(kOwnModel) + path_of(*loaded.resolved, pointer).substr(prefix.size());
}

Script::Script(std::shared_ptr<const LoadedScenario> base, std::size_t model, std::vector<std::size_t> platforms)
    : base_(std::move(base)), model_(model), platforms_(std::move(platforms)) {
    stage(nullptr);
}

Script::Script(const Script& other, std::vector<Change> changes)
    : base_(other.base_), model_(other.model_), platforms_(other.platforms_), changes_(std::move(changes)) {
    stage(&other);
}

namespace {

/// Sets something of an entry of a list that a change says whole: "e-wallet.fee_rate". Nothing happens where the list
/// has no such entry.
void set_in_list(Change& list, std::string_view of_entry, const std::string& value) {
    Json entries = Json::parse(list.value, nullptr, false);
    if (!entries.is_array()) return;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!entries[i].is_object()) continue;
        // It goes by its first member, or by its number.
        const Json& first = entries[i].front();
        const std::string number = std::to_string(i), name = first.is_string() ? first.get<std::string>() : number;
        const std::string_view called = of_entry.starts_with(name + ".") ? std::string_view(name) : number;
        if (!of_entry.starts_with(std::string(called) + ".")) continue;
        Json* at = &entries[i];
        std::string_view rest = of_entry.substr(called.size() + 1);
        for (std::size_t dot = 0; at->is_object() && dot != std::string_view::npos; rest.remove_prefix(dot + 1)) {
            dot = rest.find('.');
            at = &(*at)[std::string(rest.substr(0, dot))];
            if (dot == std::string_view::npos) break;
        }
        const Json parsed = Json::parse(value, nullptr, false);
        *at = parsed.is_discarded() ? Json(value) : parsed;
        list.value = entries.dump();
        return;
    }
}

}  // namespace

std::shared_ptr<const Script> Script::with(const std::vector<Change>& wanted) const {
    std::vector<Change> changes = changes_;
    for (const Change& change : wanted) {
        std::erase_if(changes,
                      [&](const Change& before) { return before.path == change.path && before.day >= change.day; });
        const auto later =
            std::find_if(changes.begin(), changes.end(), [&](const Change& c) { return c.day > change.day; });
        const auto position = changes.insert(later, change);
        for (auto list = position + 1; list != changes.end(); ++list)
            if (change.path.starts_with(list->path + "."))
                set_in_list(*list, std::string_view(change.path).substr(list->path.size() + 1), change.value);
    }
    return std::shared_ptr<const Script>(new Script(*this, std::move(changes)));
}

/// Works out which scenario holds from which day on. What a sibling of the same base says before the two part is
/// shared, so that hours of changes and their undoing do not pile up scenarios.
void Script::stage(const Script* sibling) {
    const std::int64_t parts = sibling == nullptr ? 0 : parts_from(*sibling);
    spans_.push_back({0, base_});
    std::vector<std::string> sets;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
        const Change& change = changes_[i];
        sets.push_back(fmt::format("{}={}", full_path(change.path, model_), change.value));
        if (i + 1 < changes_.size() && changes_[i + 1].day == change.day) continue;  // one span a day
        auto scenario = change.day < parts ? sibling->scenario_on(change.day)
                                           : std::make_shared<const LoadedScenario>(with_settings(*base_, sets));
        if (change.day == 0) {
            spans_.front().scenario = std::move(scenario);
            continue;
        }
        const std::vector<OnlyFromDay0> refused = only_from_day_0(spans_.back().scenario->scenario, scenario->scenario);
        if (!refused.empty()) {
            throw RefusedChange(filled(tr("{} cannot change while a market runs. {} It can be changed from day 0."),
                                       path_of(*scenario->resolved, refused.front().pointer),
                                       in_words_of(spoken_language(), refused.front().why)));
        }
        spans_.push_back({change.day, std::move(scenario)});
    }
}

const std::shared_ptr<const LoadedScenario>& Script::scenario_on(std::int64_t days_done) const {
    std::size_t span = 0;
    while (span + 1 < spans_.size() && spans_[span + 1].day <= days_done) ++span;
    return spans_[span].scenario;
}

bool Script::turns_on(std::int64_t days_done) const {
    return days_done > 0 &&
           std::any_of(spans_.begin(), spans_.end(), [&](const Span& span) { return span.day == days_done; });
}

std::int64_t Script::parts_from(const Script& other) const {
    if (base_ != other.base_ || model_ != other.model_ || platforms_ != other.platforms_) return 0;
    const auto [mine, theirs] =
        std::mismatch(changes_.begin(), changes_.end(), other.changes_.begin(), other.changes_.end());
    const std::int64_t my_day = mine == changes_.end() ? kNoDay : mine->day;
    return theirs == other.changes_.end() ? my_day : std::min(my_day, theirs->day);
}

std::shared_ptr<const Script> Script::seen_by(std::size_t model) const {
    auto seen = std::make_shared<Script>(*this);
    seen->model_ = model;
    for (Change& change : seen->changes_) {
        change.path = full_path(change.path, model_);
        try {
            change.path = own_path(*scenario_on(change.day), change.path, model);
        } catch (const InvalidScenario&) {
            // An entry that has gone since: it is told by its whole path.
        }
    }
    return seen;
}

bool Script::shares_world_with(const Script& other) const {
    return !platforms_.empty() && base_ == other.base_ && platforms_ == other.platforms_ &&
           std::equal(spans_.begin(), spans_.end(), other.spans_.begin(), other.spans_.end(),
                      [](const Span& a, const Span& b) { return a.day == b.day && a.scenario == b.scenario; });
}

Platform& platform_of(World& world, const Script& script) {
    if (script.platforms().empty()) return world.platform();
    const auto found = std::find_if(world.platforms.begin(), world.platforms.end(),
                                    [&](const auto& platform) { return platform->number == script.model(); });
    return **found;
}

LiveWorld begin(const Script& script, int threads, std::int64_t replication) {
    LiveWorld live{.scenario = script.scenario_on(0), .world = nullptr};
    const Scenario& scenario = live.scenario->scenario;
    live.world = script.platforms().empty()
                     ? std::make_unique<World>(scenario, script.model(), replication, threads)
                     : std::make_unique<World>(scenario, std::span(script.platforms()), replication, threads);
    return live;
}

LiveWorld go_on(const LiveWorld& before, const Script& script, int threads) {
    LiveWorld live{.scenario = script.scenario_on(before.world->day()), .world = nullptr};
    live.world = copy_of(*before.world, live.scenario->scenario, script.model(), threads);
    return live;
}

void step(LiveWorld& live, const Script& script, int threads) {
    live.world->step();
    if (script.turns_on(live.world->day())) live = go_on(live, script, threads);
}

}  // namespace pasar
