#include "viz/change_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "reports/language.h"
#include "reports/text.h"

namespace pasar {

namespace {

/// A list can be long, and a tooltip has to be read.
constexpr std::size_t kMostColumns = 120;

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

}  // namespace

std::vector<ChangeMark> change_marks(std::span<const World> worlds, std::int64_t until) {
    std::map<std::int64_t, ChangesOfDay> days;
    for (std::size_t w = 0; w < worlds.size(); ++w) {
        const World& world = worlds[w];
        if (world.branch_day > 0 && world.branch_day <= until) days[world.branch_day].branched.push_back(w);
        for (const Change& change : world.script->changes())
            if (change.day > 0 && change.day <= until)
                days[change.day].add(printable(fmt::format("{} = {}", change.path, change.value), kMostColumns), w);
    }
    std::vector<ChangeMark> marks;
    for (const auto& [day, found] : days) {
        ChangeMark mark{.day = day};
        WorldPlaces concerned = found.branched;
        for (const std::size_t branch : found.branched) mark.says.push_back(branching_in_words(worlds, worlds[branch]));
        for (const auto& [text, changed] : found.changes) {
            concerned.insert(concerned.end(), changed.begin(), changed.end());
            if (changed.size() == worlds.size()) {
                mark.says.push_back(text);
                continue;
            }
            for (const std::size_t w : changed)
                mark.says.push_back(fmt::format("{}: {}", spoken_name(worlds[w].name), text));
        }
        const bool is_of_one = worlds.size() > 1 && std::all_of(concerned.begin(), concerned.end(),
                                                                [&](std::size_t w) { return w == concerned.front(); });
        if (is_of_one) mark.world = concerned.front();
        marks.push_back(std::move(mark));
    }
    return marks;
}

}  // namespace pasar
