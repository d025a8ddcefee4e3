#include "viz/change_marks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "reports/events.h"
#include "viz/levers.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

/// A tooltip has to be read.
constexpr std::size_t kMostColumns = 120, kMostChanges = 4;

using WorldPlaces = std::vector<std::size_t>;

/// What happened on a day, in the order it was first met, and to which worlds.
struct ChangesOfDay {
    std::vector<std::pair<std::string, WorldPlaces>> changes;
    WorldPlaces branched;

    void add(const std::string& text, std::size_t world) {
        auto same =
            std::find_if(changes.begin(), changes.end(), [&](const auto& change) { return change.first == text; });
        if (same == changes.end()) same = changes.insert(same, {text, {}});
        if (same->second.empty() || same->second.back() != world) same->second.push_back(world);
    }
};

std::string branching_in_words(std::span<const SeenWorld> worlds, const SeenWorld& branch) {
    const auto parent = std::find_if(worlds.begin(), worlds.end(),
                                     [&](const SeenWorld& world) { return world.id == branch.branch_of; });
    return parent == worlds.end()
               ? filled(tr("{} branches off"), spoken_name(branch.name))
               : filled(tr("{} branches off {}"), spoken_name(branch.name), spoken_name(parent->name));
}

std::string number_in_words(double number) {
    const bool is_large = std::abs(number) >= 1000.0 && number == std::floor(number);
    return is_large ? grouped_in(spoken_language(), number)
                    : number_in(spoken_language(), fmt::format("{:.4g}", number));
}

std::string value_in_words(const WorldLever& lever, const std::string& json, double number) {
    if (is_numeric(lever.type)) return number_in_words(number);
    if (lever.type == FieldType::Switch) return json == "true" ? tr("on") : tr("off");
    std::string text = json;
    text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
    return lever.choices.empty() ? text : choice_in(spoken_language(), text);
}

/// Entries of lists that the file of these levers has not.
std::vector<std::string> entries_beyond_file(const std::vector<WorldLever>& levers) {
    std::vector<std::string> groups;
    for (const WorldLever& lever : levers) {
        const std::string group = words_of(lever, spoken_language()).group;
        if (lever.value_in_file.empty() && (groups.empty() || groups.back() != group)) groups.push_back(group);
    }
    return groups;
}

/// Policies and choices first, then numbers by how many times they changed; of shares that give way to one that was
/// moved, that one.
std::vector<WorldLever> most_telling_first(std::vector<WorldLever> levers) {
    const auto rank = [](const WorldLever& lever) {
        const double change = std::abs(lever.number - lever.number_in_file);
        const int kind = !is_numeric(lever.type) ? 0 : lever.shares_out ? 2 : 1;
        return std::pair(kind, kind == 2 ? -change : -change / std::max(1e-9, std::abs(lever.number_in_file)));
    };
    std::stable_sort(levers.begin(), levers.end(),
                     [&](const WorldLever& a, const WorldLever& b) { return rank(a) < rank(b); });
    return levers;
}

std::vector<std::string> differences_in_words(const LoadedScenario& before, const LoadedScenario& now,
                                              std::size_t model) {
    std::vector<std::string> texts;
    std::vector<WorldLever> levers = levers_of(now, before, model);
    for (const std::string& group : entries_beyond_file(levers)) texts.push_back(filled(tr("{}: added"), group));
    for (const std::string& group : entries_beyond_file(levers_of(before, now, model)))
        texts.push_back(filled(tr("{}: taken out"), group));
    std::erase_if(levers, [](const WorldLever& lever) { return !lever.is_changed || lever.value_in_file.empty(); });
    for (const WorldLever& lever : most_telling_first(std::move(levers))) {
        const LeverNames names = words_of(lever, spoken_language());
        texts.push_back(printable(fmt::format("{} ({}): {} → {}", names.label, names.group,
                                              value_in_words(lever, lever.value_in_file, lever.number_in_file),
                                              value_in_words(lever, lever.value, lever.number)),
                                  kMostColumns));
    }
    if (texts.size() > kMostChanges) {
        const std::size_t more = texts.size() - kMostChanges;
        texts.resize(kMostChanges);
        texts.push_back(filled(tr("and {} more"), more));
    }
    return texts;
}

/// The events of all timelines, those that worlds have in common once.
std::vector<ChangeMark> marks_of_events(std::span<const SeenWorld> worlds) {
    std::vector<ChangeMark> marks;
    for (std::size_t w = 0; w < worlds.size(); ++w) {
        const Scenario& scenario = worlds[w].script->base().scenario;
        for (const ToldEvent& event : told_events(scenario, spoken_language())) {
            if (!event.concerns(scenario.models[worlds[w].model].name)) continue;
            const std::string says = printable(
                fmt::format("{}, {}{}{}", event.name, dates_in_words(event, scenario.start_date, spoken_language()),
                            event.sets.empty() ? "" : ": ", event.sets),
                kMostColumns);
            const std::int64_t until = event.is_span() ? event.until : 0;
            const auto same = std::find_if(marks.begin(), marks.end(), [&](const ChangeMark& mark) {
                return mark.day == event.day && mark.until == until && mark.says.front() == says &&
                       mark.worlds.back() != w;
            });
            if (same != marks.end())
                same->worlds.push_back(w);
            else
                marks.push_back({.day = event.day, .worlds = {w}, .says = {says}, .event = event.name, .until = until});
        }
    }
    for (ChangeMark& mark : marks) {
        if (mark.worlds.size() == worlds.size()) continue;
        std::vector<std::string> names;
        for (const std::size_t w : mark.worlds) names.push_back(spoken_name(worlds[w].name));
        mark.says.front() = fmt::format("{}: {}", fmt::join(names, ", "), mark.says.front());
    }
    return marks;
}

}  // namespace

const std::vector<std::string>& ChangeMarks::told(const Script& script, std::int64_t day) {
    constexpr std::size_t kMostTold = 200;
    const auto &before = script.scenario_on(day - 1), &now = script.scenario_on(day);
    const auto known = std::find_if(told_.begin(), told_.end(), [&](const Told& one) {
        return one.before == before && one.now == now && one.model == script.model();
    });
    if (known != told_.end()) return known->texts;
    if (told_.size() >= kMostTold) told_.clear();
    told_.push_back({before, now, script.model(), differences_in_words(*before, *now, script.model())});
    return told_.back().texts;
}

void ChangeMarks::renew(std::span<const SeenWorld> worlds) {
    std::map<std::int64_t, ChangesOfDay> days;
    for (std::size_t w = 0; w < worlds.size(); ++w) {
        const SeenWorld& world = worlds[w];
        if (world.branch_day > 0) days[world.branch_day].branched.push_back(w);
        std::set<std::int64_t> changed;
        for (const Change& change : world.script->changes())
            if (change.day > 0) changed.insert(change.day);
        for (const std::int64_t day : changed)
            for (const std::string& text : told(*world.script, day)) days[day].add(text, w);
    }
    marks_.clear();
    for (const auto& [day, found] : days) {
        ChangeMark mark{.day = day};
        std::set<std::size_t> concerned(found.branched.begin(), found.branched.end());
        for (const std::size_t branch : found.branched) mark.says.push_back(branching_in_words(worlds, worlds[branch]));
        for (const auto& [text, changed] : found.changes) {
            concerned.insert(changed.begin(), changed.end());
            if (changed.size() == worlds.size()) {
                mark.says.push_back(text);
                continue;
            }
            for (const std::size_t w : changed)
                mark.says.push_back(fmt::format("{}: {}", spoken_name(worlds[w].name), text));
        }
        mark.worlds.assign(concerned.begin(), concerned.end());
        marks_.push_back(std::move(mark));
    }
    for (ChangeMark& mark : marks_of_events(worlds)) marks_.push_back(std::move(mark));
    std::stable_sort(marks_.begin(), marks_.end(),
                     [](const ChangeMark& a, const ChangeMark& b) { return a.day < b.day; });
}

const std::vector<ChangeMark>& ChangeMarks::of(std::span<const SeenWorld> worlds) {
    std::vector<std::shared_ptr<const Script>> scripts;
    std::vector<std::uint32_t> ids;
    for (const SeenWorld& world : worlds) {
        scripts.push_back(world.script);
        ids.push_back(world.id);
    }
    if (scripts == scripts_ && ids == ids_ && language_ == spoken_language()) return marks_;
    scripts_ = std::move(scripts);
    ids_ = std::move(ids);
    if (language_ != spoken_language()) told_.clear();
    language_ = spoken_language();
    renew(worlds);
    return marks_;
}

}  // namespace pasar
