// What moved a measure in a sweep: a one-way analysis of variance over the points for each path.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/experiments/statistics.h"
#include "sim/experiments/sweep.h"

namespace pasar {

namespace {

constexpr std::size_t kMostGroups = 5;

struct Group {
    ValueRange values;
    std::vector<double> means;
};

std::optional<double> number_in(const std::string& text) {
    double value = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Points with a mean, put together by what stands in the path's column: each value for itself while there are few,
/// else neighbouring numbers.
std::vector<Group> groups_by(const SweepDesign& design, std::size_t path, const std::vector<double>& means) {
    std::map<double, std::pair<std::string, std::vector<double>>> by_number;
    std::map<std::string, std::vector<double>> by_text;
    bool all_numbers = true;
    for (std::size_t i = 0; i < means.size(); ++i) {
        if (std::isnan(means[i])) continue;
        const std::string& text = design.points[i][path];
        const std::optional<double> number = number_in(text);
        all_numbers = all_numbers && number;
        if (number) {
            auto& [name, values] = by_number[*number];
            name = text;
            values.push_back(means[i]);
        }
        by_text[text].push_back(means[i]);
    }
    std::vector<Group> groups;
    if (!all_numbers) {
        for (auto& [text, values] : by_text) groups.push_back({{text, text}, std::move(values)});
        return groups;
    }
    if (by_number.size() <= kMostGroups) {
        for (auto& [number, entry] : by_number) groups.push_back({{entry.first, entry.first}, std::move(entry.second)});
        return groups;
    }
    const std::size_t points =
        std::accumulate(by_number.begin(), by_number.end(), std::size_t{0},
                        [](std::size_t sum, const auto& entry) { return sum + entry.second.second.size(); });
    std::size_t placed = 0;
    for (const auto& [number, entry] : by_number) {
        const std::size_t wanted = std::min(kMostGroups - 1, placed * kMostGroups / points);
        if (groups.empty() || (wanted >= groups.size() && !groups.back().means.empty())) {
            groups.emplace_back().values.first = entry.first;
        }
        groups.back().values.last = entry.first;
        groups.back().means.insert(groups.back().means.end(), entry.second.begin(), entry.second.end());
        placed += entry.second.size();
    }
    return groups;
}

/// ω² of the groups; 1 where each point is a group of its own and there is but one path.
double explained(const std::vector<Group>& groups, bool only_path) {
    std::vector<double> all;
    for (const Group& group : groups) all.insert(all.end(), group.means.begin(), group.means.end());
    if (groups.size() < 2) return groups.empty() ? kNaN : 0.0;
    const double centre = mean(all);
    double total = 0.0, within = 0.0;
    for (const double value : all) total += (value - centre) * (value - centre);
    for (const Group& group : groups) {
        const double own = mean(group.means);
        for (const double value : group.means) within += (value - own) * (value - own);
    }
    if (!(total > 0.0)) return kNaN;
    if (all.size() == groups.size()) return only_path ? 1.0 : kNaN;
    const double noise = within / static_cast<double>(all.size() - groups.size());
    const double between = total - within - static_cast<double>(groups.size() - 1) * noise;
    return std::max(0.0, between / (total + noise));
}

}  // namespace

std::vector<SweepEffect> sweep_effects(const Sweep& sweep, const SweepOfModel& model, std::size_t kpi) {
    std::vector<double> means;
    for (std::size_t point = 0; point < model.points.size(); ++point) {
        std::vector<double> values = model.series(sweep, point, kpi);
        std::erase_if(values, [](double value) { return std::isnan(value); });
        means.push_back(mean(values));
    }
    std::vector<SweepEffect> effects;
    for (std::size_t path = 0; path < model.design.paths.size(); ++path) {
        const std::vector<Group> groups = groups_by(model.design, path, means);
        SweepEffect effect{.path = path, .share = explained(groups, model.design.paths.size() == 1)};
        effect.lowest_mean = effect.highest_mean = kNaN;
        for (const Group& group : groups) {
            const double own = mean(group.means);
            if (!(own >= effect.lowest_mean)) {
                effect.lowest_mean = own;
                effect.lowest = group.values;
            }
            if (!(own <= effect.highest_mean)) {
                effect.highest_mean = own;
                effect.highest = group.values;
            }
        }
        effects.push_back(std::move(effect));
    }
    const auto strength = [](const SweepEffect& e) { return std::isnan(e.share) ? -1.0 : e.share; };
    std::stable_sort(effects.begin(), effects.end(),
                     [&](const SweepEffect& a, const SweepEffect& b) { return strength(a) > strength(b); });
    return effects;
}

}  // namespace pasar
