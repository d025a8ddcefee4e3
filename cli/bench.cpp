// pasar bench: time per purchase occasion, memory per buyer, where the time goes, and whether both grow as they should.
#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/terminal.h"
#include "scenarios/folder.h"
#include "sim/memory/room.h"
#include "sim/world/bench.h"
#include "sim/world/run.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::string_view kDefaultScenario = "c2c-or-b2c.json", kReferenceScenario = "reference-market.json";
constexpr std::int64_t kDefaultDays = 60;

struct Measured {
    std::int64_t buyers = 0;
    int threads = 1;
    std::string model;
    BenchFigures figures;

    [[nodiscard]] double nanoseconds_per_visit() const { return per_visit(figures.seconds_run); }
    /// Of processor time, all threads together. What other programs take away is not in it, though it grows when they
    /// fight over caches and memory.
    [[nodiscard]] double processor_nanoseconds_per_visit() const { return per_visit(figures.processor_seconds); }
    /// Processors that the run really had.
    [[nodiscard]] double cores() const {
        return figures.seconds_run > 0.0 ? figures.processor_seconds / figures.seconds_run : 0.0;
    }
    [[nodiscard]] double visits_per_second() const {
        return figures.seconds_run > 0.0 ? static_cast<double>(figures.visits) / figures.seconds_run : 0.0;
    }
    /// A buyer for a day, in millions a second, of so many seconds.
    [[nodiscard]] double million_steps(std::int64_t days, double seconds) const {
        return seconds > 0.0 ? 1e-6 * static_cast<double>(buyers) * static_cast<double>(days) / seconds : 0.0;
    }
    [[nodiscard]] double bytes_per_buyer() const {
        return (figures.bytes_total - figures.bytes_fixed) / static_cast<double>(std::max<std::int64_t>(1, buyers));
    }

private:
    [[nodiscard]] double per_visit(double seconds) const {
        return figures.visits > 0 ? 1e9 * seconds / static_cast<double>(figures.visits) : 0.0;
    }
};

std::string scenario_file(const Arguments& arguments) {
    if (!arguments.file.empty()) return arguments.file;
    const auto folder = scenario_folder();
    if (!folder) throw BadInput("the scenario folder was not found; name a scenario");
    return (*folder / kDefaultScenario).string();
}

Scenario with_buyers(const LoadedScenario& base, std::int64_t buyers) {
    return with_settings(base, std::vector{fmt::format("market.buyers={}", buyers)}).scenario;
}

Measured measure(const Scenario& scenario, std::size_t model, int threads, std::int64_t days) {
    if (stop_requested()) throw Interrupted("bench");
    const double needed = total_bytes(memory_needs(scenario, model, /*tables=*/false));
    const double memory = available_memory_bytes();
    if (needed > memory) {
        throw BadInput(fmt::format("{} buyers need about {} of memory, and {} are free; leave them out with --buyers",
                                   grouped(static_cast<double>(scenario.market.buyers)), bytes_in_words(needed),
                                   bytes_in_words(memory)));
    }
    return {.buyers = scenario.market.buyers,
            .threads = threads,
            .model = scenario.models[model].name,
            .figures = bench_market(scenario, model, threads, days)};
}

constexpr const char* kColumns = "{:>12}  {:>7}  {:<20}  {:>12}  {:>9}  {:>9}  {:>5}  {:>14}  {:>7}  {:>7}\n";

void print_row(const Measured& m) {
    fmt::print(kColumns, grouped(static_cast<double>(m.buyers)), m.threads, pad_right(printable(m.model, 20), 20),
               grouped(static_cast<double>(m.figures.visits)), grouped(m.nanoseconds_per_visit(), 1),
               grouped(m.processor_nanoseconds_per_visit(), 1), grouped(m.cores(), 2), grouped(m.visits_per_second()),
               grouped(m.figures.seconds_run, 2), grouped(m.bytes_per_buyer(), 1));
    std::fflush(stdout);
}

/// What is aimed at; docs/architecture.md says how far each goal is met and why not.
constexpr double kGoalNanoseconds = 400.0, kGoalSpeedUp = 1.7, kGoalBytes = 96.0, kGoalFlatness = 1.3,
                 kGoalIdleness = 0.6;

/// Million buyer-steps a second of the reference market, on one thread and on two; and what others came to.
constexpr double kGoalSteps = 60.0, kGoalStepsOfTwo = 110.0, kStepsOfFramework = 49.0, kStepsOfChoiceAlone = 450.0;

std::string_view verdict(bool met) { return met ? "met" : "missed"; }

/// What is measured by the clock on the wall says nothing of the program where the machine gave it fewer processors
/// than it has threads.
bool had_cores(const BenchFigures& figures, int threads) {
    return figures.processor_seconds > 0.9 * threads * figures.seconds_run;
}
constexpr std::string_view kCannotTell = "cannot be told, other programs took processors away";

/// For each model and size, how much faster the most threads are than one.
void print_speed_up(const std::vector<Measured>& all) {
    for (const Measured& one : all) {
        for (const Measured& many : all) {
            if (one.threads != 1 || many.threads == 1 || many.buyers != one.buyers || many.model != one.model) continue;
            const double speed_up = one.figures.seconds_run / many.figures.seconds_run;
            const bool can_tell = had_cores(one.figures, 1) && had_cores(many.figures, many.threads);
            fmt::print("{} threads are {} times as fast as one with {} buyers ({})", many.threads, grouped(speed_up, 2),
                       grouped(static_cast<double>(one.buyers)), printable(one.model, 30));
            if (many.threads == 2)
                fmt::print("; goal at least {}: {}", kGoalSpeedUp,
                           can_tell ? verdict(speed_up >= kGoalSpeedUp) : kCannotTell);
            fmt::print("\n");
        }
    }
}

/// Time per occasion on one thread in the largest market against the smallest: 1 is flat.
void print_flatness(const std::vector<Measured>& all) {
    for (const Measured& small : all) {
        if (small.threads != 1 || small.buyers != all.front().buyers) continue;
        const auto large = std::find_if(all.rbegin(), all.rend(), [&](const Measured& other) {
            return other.threads == 1 && other.model == small.model;
        });
        if (large == all.rend() || large->buyers == small.buyers) continue;
        const double flatness = large->processor_nanoseconds_per_visit() / small.processor_nanoseconds_per_visit();
        fmt::print("an occasion among {} buyers takes {} times as long as among {} ({}); goal at most {}: {}\n",
                   grouped(static_cast<double>(large->buyers)), grouped(flatness, 2),
                   grouped(static_cast<double>(small.buyers)), printable(small.model, 30), kGoalFlatness,
                   verdict(flatness <= kGoalFlatness));
    }
}

/// The slowest occasion on one thread, and the buyer that takes most memory, against their goals.
void print_worst(const std::vector<Measured>& all) {
    double nanoseconds = 0.0, bytes = 0.0;
    for (const Measured& m : all) {
        if (m.threads != 1) continue;
        nanoseconds = std::max(nanoseconds, m.processor_nanoseconds_per_visit());
        bytes = std::max(bytes, m.bytes_per_buyer());
    }
    fmt::print("at most {} ns of one processor an occasion; goal at most {}: {}\n", grouped(nanoseconds, 1),
               kGoalNanoseconds, verdict(nanoseconds <= kGoalNanoseconds));
    fmt::print("at most {} bytes a buyer beyond what an empty market needs; goal at most {}: {}\n", grouped(bytes, 1),
               kGoalBytes, verdict(bytes <= kGoalBytes));
}

/// The market that other programs were measured with. Where sizes or days are asked for it has no more of them.
void print_reference_market(const Arguments& arguments) {
    const auto folder = scenario_folder();
    if (!folder || !std::filesystem::exists(*folder / kReferenceScenario)) {
        fmt::print("\nThe reference market was not measured: {} was not found.\n", kReferenceScenario);
        return;
    }
    const LoadedScenario base = load_for_command((*folder / kReferenceScenario).string(), {});
    const std::int64_t whole = base.scenario.market.buyers;
    const std::int64_t buyers =
        arguments.buyers.empty() ? whole
                                 : std::min(whole, *std::max_element(arguments.buyers.begin(), arguments.buyers.end()));
    const std::int64_t days = std::min(base.scenario.days, arguments.days.value_or(base.scenario.days));
    const Scenario scenario = with_buyers(base, buyers);
    fmt::print(
        "\n{}, {} buyers, {}: the fastest framework came to {:.0f} million buyer-steps a second with two "
        "processes, a program of the choice alone, tuned by hand, to {:.0f}\n",
        printable(scenario.name), grouped(static_cast<double>(buyers)), counted(days, "day"), kStepsOfFramework,
        kStepsOfChoiceAlone);
    for (const int threads : {1, 2}) {
        const Measured m = measure(scenario, 0, threads, days);
        // As above: processor time where one thread is meant, else the clock on the wall.
        const double steps = m.million_steps(days, threads == 1 ? m.figures.processor_seconds : m.figures.seconds_run);
        const double goal = threads == 1 ? kGoalSteps : kGoalStepsOfTwo;
        const bool can_tell = threads == 1 || had_cores(m.figures, threads);
        fmt::print("  {} million buyer-steps a second on {}; goal at least {}{}: {}\n", grouped(steps, 1),
                   counted(std::int64_t{threads}, "thread"), goal,
                   buyers == whole ? "" : fmt::format(" with {} buyers", grouped(static_cast<double>(whole))),
                   can_tell ? verdict(steps >= goal) : kCannotTell);
    }
}

/// Time of each phase on one thread in the largest market measured.
void print_phases(const std::vector<Measured>& all, std::size_t models) {
    for (std::size_t i = all.size() - std::min(all.size(), models); i < all.size(); ++i) {
        const Measured& m = all[i];
        double sum = 0.0;
        for (const auto& [name, seconds] : m.figures.phase_seconds) sum += seconds;
        if (!(sum > 0.0)) continue;
        fmt::print("\nTime by phase, {} buyers, {} thread{}, {}\n", grouped(static_cast<double>(m.buyers)), m.threads,
                   m.threads == 1 ? "" : "s", printable(m.model, 30));
        for (const auto& [name, seconds] : m.figures.phase_seconds) {
            fmt::print("  {} {:5.1f} %  {:8.3f} s\n", pad_right(name, 12), 100.0 * seconds / sum, seconds);
        }
    }
}

/// Seconds in the phases that buyers go through, shop to retain; the others work for offers, newcomers and the books.
double seconds_of_buyers(const BenchFigures& figures) {
    double sum = 0.0;
    for (std::size_t phase = 2; phase + 1 < figures.phase_seconds.size(); ++phase)
        sum += figures.phase_seconds[phase].second;
    return sum;
}

/// Idle buyers cost nothing when half the wishes take half the time.
void print_idleness(const LoadedScenario& base, std::int64_t buyers, std::int64_t days) {
    const Scenario busy = with_buyers(base, buyers);
    const double rate = busy.market.wishes.rate_per_day;
    const Scenario idle = with_settings(base, std::vector{fmt::format("market.buyers={}", buyers),
                                                          fmt::format("market.wishes.rate_per_day={}", rate / 2.0)})
                              .scenario;
    const BenchFigures at_full = measure(busy, 0, 1, days).figures;
    const BenchFigures at_half = measure(idle, 0, 1, days).figures;
    if (at_full.visits == 0 || !(at_full.processor_seconds > 0.0)) return;
    const double share = seconds_of_buyers(at_half) / seconds_of_buyers(at_full);
    fmt::print(
        "with half the wish rate there are {} times the occasions in {} times the time, {} times in the phases that "
        "buyers go through ({} buyers); goal of the last at most {}: {}\n",
        grouped(static_cast<double>(at_half.visits) / static_cast<double>(at_full.visits), 2),
        grouped(at_half.processor_seconds / at_full.processor_seconds, 2), grouped(share, 2),
        grouped(static_cast<double>(buyers)), kGoalIdleness,
        had_cores(at_full, 1) && had_cores(at_half, 1) ? verdict(share <= kGoalIdleness) : kCannotTell);
}

}  // namespace

int bench_command(const Arguments& arguments) {
    const LoadedScenario base = load_for_command(scenario_file(arguments), arguments.sets);
    std::vector<std::int64_t> sizes = arguments.buyers;
    if (sizes.empty()) sizes = {100'000, 1'000'000, 10'000'000};
    std::sort(sizes.begin(), sizes.end());
    const std::int64_t days = arguments.days.value_or(kDefaultDays);
    std::vector<int> threads{1};
    const int most = arguments.threads > 0 ? arguments.threads : 2;
    if (most > 1) threads.push_back(most);

    fmt::print("{}, {}, {}\n\n", printable(base.scenario.name), counted(days, "day"),
               counted(std::int64_t{available_cores()}, "core"));
    fmt::print(kColumns, "buyers", "threads", "model", "occasions", "ns each", "processor", "cores", "occasions/s",
               "seconds", "B/buyer");
    std::vector<Measured> all;
    for (const std::int64_t buyers : sizes) {
        const Scenario scenario = with_buyers(base, buyers);
        for (const int count : threads) {
            for (std::size_t model = 0; model < scenario.models.size(); ++model) {
                all.push_back(measure(scenario, model, count, days));
                print_row(all.back());
            }
        }
    }
    fmt::print(
        "\n\"ns each\" by the clock on the wall, \"processor\" the same of processor time, \"cores\" how many the run "
        "had. Goals are for the default scenario, and for processor time where one thread is meant.\n\n");
    print_worst(all);
    print_speed_up(all);
    print_flatness(all);
    print_idleness(base, sizes[sizes.size() / 2], days);
    std::erase_if(all, [](const Measured& m) { return m.threads != 1; });
    print_phases(all, base.scenario.models.size());
    print_reference_market(arguments);
    return kDone;
}

}  // namespace pasar
