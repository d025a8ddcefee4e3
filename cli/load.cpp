#include "cli/load.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/faults.h"
#include "sim/memory/room.h"
#include "sim/stories/lesson.h"
#include "words/figures.h"

namespace pasar {

namespace {

constexpr double kBillion = 1e9;

/// About what a billion buyers need in a market that is otherwise as by default.
double bytes_of_a_billion() {
    Scenario scenario;
    scenario.models.emplace_back();
    scenario.market.buyers = static_cast<std::int64_t>(kBillion);
    return total_bytes(memory_needs(scenario, 0));
}

void add_memory(Fault& fault) {
    if (fault.path != "/market/buyers") return;
    double buyers = 0.0;
    const auto read = std::from_chars(fault.found.data(), fault.found.data() + fault.found.size(), buyers);
    if (read.ec != std::errc{} || !std::isfinite(buyers) || buyers <= kBillion) return;
    if (!fault.hint.empty()) fault.hint += "; ";
    fault.hint += fmt::format("{} buyers would take about {} of memory", grouped(buyers),
                              bytes_in_words(bytes_of_a_billion() * buyers / kBillion));
}

}  // namespace

void tell_notes(const LoadedScenario& loaded) {
    for (const std::string& note : loaded.notes) fmt::print(stderr, "pasar: {}\n", note);
}

LoadedScenario load_for_command(const std::string& file, std::span<const std::string> sets) {
    try {
        return load_scenario(file, sets, check_lesson);
    } catch (const InvalidScenario& error) {
        std::vector<Fault> faults = error.faults;
        for (Fault& fault : faults) add_memory(fault);
        throw InvalidScenario(std::move(faults), error.more);
    }
}

Arguments with_first_models(const Arguments& arguments, std::size_t count) {
    Arguments chosen = arguments;
    if (!chosen.models.empty()) return chosen;
    const LoadedScenario loaded = load_for_command(arguments.file, arguments.sets);
    for (const ModelSpec& model : loaded.scenario.models) {
        if (chosen.models.size() < count) chosen.models.push_back(model.name);
    }
    return chosen;
}

Arguments with_baseline(const Arguments& arguments) {
    Arguments chosen = arguments;
    const bool is_named = std::find(chosen.models.begin(), chosen.models.end(), chosen.against) != chosen.models.end();
    if (!chosen.models.empty() && !chosen.against.empty() && !is_named) chosen.models.push_back(chosen.against);
    return chosen;
}

}  // namespace pasar
