#include "viz/change_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "reports/text.h"
#include "viz/levers.h"

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

std::string branching_in_words(std::span<const World> worlds, const World& branch) {
    const auto parent =
        std::find_if(worlds.begin(), worlds.end(), [&](const World& world) { return world.id == branch.branch_of; });
    return parent == worlds.end()
               ? filled(tr("{} branches off"), spoken_name(branch.name))
               : filled(tr("{} branches off {}"), spoken_name(branch.name), spoken_name(parent->name));
}

std::string value_in_words(const WorldLever& lever, const std::string& json, double number) {
    if (is_numeric(lever.type)) return fmt::format("{:.4g}", number);
    std::string text = json;
    text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
    return lever.choices.empty() ? text : choice_in(spoken_language(), text);
}

/// What a script changes in the morning after so many days, the greatest change first: of shares that give way to one
/// that was moved, that one.
std::vector<std::string> changes_in_words(const Script& script, std::int64_t day) {
    std::vector<WorldLever> levers = levers_of(*script.scenario_on(day), *script.scenario_on(day - 1), script.model());
    std::erase_if(levers, [](const WorldLever& lever) { return !lever.is_changed; });
    const auto times = [](const WorldLever& lever) {
        return std::abs(lever.number - lever.number_in_file) / std::max(1e-9, std::abs(lever.number_in_file));
    };
    std::stable_sort(levers.begin(), levers.end(),
                     [&](const WorldLever& a, const WorldLever& b) { return times(a) > times(b); });
    std::vector<std::string> texts;
    for (const WorldLever& lever : levers) {
        if (texts.size() == kMostChanges) {
            texts.push_back(filled(tr("and {} more"), levers.size() - kMostChanges));
            break;
        }
        const LeverNames names = words_of(lever, spoken_language());
        const std::string before = value_in_words(lever, lever.value_in_file, lever.number_in_file);
        const std::string now = value_in_words(lever, lever.value, lever.number);
        texts.push_back(
            printable(fmt::format("{} ({}): {} → {}", names.label, names.group, before, now), kMostColumns));
    }
    return texts;
}

}  // namespace

std::vector<ChangeMark> change_marks(std::span<const World> worlds) {
    std::map<std::int64_t, ChangesOfDay> days;
    for (std::size_t w = 0; w < worlds.size(); ++w) {
        const World& world = worlds[w];
        if (world.branch_day > 0) days[world.branch_day].branched.push_back(w);
        std::set<std::int64_t> changed;
        for (const Change& change : world.script->changes())
            if (change.day > 0) changed.insert(change.day);
        for (const std::int64_t day : changed)
            for (const std::string& text : changes_in_words(*world.script, day)) days[day].add(text, w);
    }
    std::vector<ChangeMark> marks;
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
        marks.push_back(std::move(mark));
    }
    return marks;
}

const std::vector<ChangeMark>& ChangeMarks::of(std::span<const World> worlds) {
    std::vector<std::shared_ptr<const Script>> scripts;
    std::vector<std::uint32_t> ids;
    for (const World& world : worlds) {
        scripts.push_back(world.script);
        ids.push_back(world.id);
    }
    if (scripts == scripts_ && ids == ids_ && language_ == spoken_language()) return marks_;
    scripts_ = std::move(scripts);
    ids_ = std::move(ids);
    language_ = spoken_language();
    marks_ = change_marks(worlds);
    return marks_;
}

}  // namespace pasar
