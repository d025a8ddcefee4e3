// pasar bench: time per purchase occasion, memory per buyer, where the time goes, and whether both grow as they should.
#include <fmt/format.h>
#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/terminal.h"
#include "reports/figures.h"
#include "reports/text.h"
#include "scenarios/folder.h"
#include "sim/bench.h"
#include "sim/run.h"

namespace pasar {

namespace {

constexpr std::string_view kDefaultScenario = "c2c-or-b2c.json";

struct Measured {
    std::int64_t buyers = 0;
    int threads = 1;
    std::string model;
    BenchFigures figures;

    [[nodiscard]] double nanoseconds_per_visit() const {
        return figures.visits > 0 ? 1e9 * figures.seconds_run / static_cast<double>(figures.visits) : 0.0;
    }
    [[nodiscard]] double visits_per_second() const {
        return figures.seconds_run > 0.0 ? static_cast<double>(figures.visits) / figures.seconds_run : 0.0;
    }
    [[nodiscard]] double bytes_per_buyer() const {
        return (figures.bytes_total - figures.bytes_fixed) / static_cast<double>(std::max<std::int64_t>(1, buyers));
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
    const double needed = estimated_bytes(scenario, model);
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

void print_row(const Measured& m) {
    fmt::print("{:>12}  {:>7}  {}  {:>12}  {:>9}  {:>14}  {:>7}  {:>7}\n", grouped(static_cast<double>(m.buyers)),
               m.threads, pad_right(printable(m.model, 20), 20), grouped(static_cast<double>(m.figures.visits)),
               grouped(m.nanoseconds_per_visit(), 1), grouped(m.visits_per_second()), grouped(m.figures.seconds_run, 2),
               grouped(m.bytes_per_buyer(), 1));
    std::fflush(stdout);
}

/// For each model and size, how much faster the most threads are than one.
void print_speed_up(const std::vector<Measured>& all) {
    for (const Measured& one : all) {
        for (const Measured& many : all) {
            if (one.threads != 1 || many.threads == 1 || many.buyers != one.buyers || many.model != one.model) continue;
            fmt::print("{} threads are {} times as fast as one with {} buyers ({})\n", many.threads,
                       grouped(one.figures.seconds_run / many.figures.seconds_run, 2),
                       grouped(static_cast<double>(one.buyers)), printable(one.model, 30));
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
        fmt::print("an occasion among {} buyers takes {} times as long as among {} ({})\n",
                   grouped(static_cast<double>(large->buyers)),
                   grouped(large->nanoseconds_per_visit() / small.nanoseconds_per_visit(), 2),
                   grouped(static_cast<double>(small.buyers)), printable(small.model, 30));
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

/// Idle buyers cost nothing when half the wishes take half the time.
void print_idleness(const LoadedScenario& base, std::int64_t buyers, std::int64_t days) {
    const Scenario busy = with_buyers(base, buyers);
    const double rate = busy.market.wishes.rate_per_day;
    const Scenario idle = with_settings(base, std::vector{fmt::format("market.buyers={}", buyers),
                                                          fmt::format("market.wishes.rate_per_day={}", rate / 2.0)})
                              .scenario;
    const BenchFigures at_full = measure(busy, 0, 1, days).figures;
    const BenchFigures at_half = measure(idle, 0, 1, days).figures;
    if (at_full.visits == 0 || !(at_full.seconds_run > 0.0)) return;
    fmt::print("with half the wish rate there are {} times the occasions in {} times the time ({} buyers)\n",
               grouped(static_cast<double>(at_half.visits) / static_cast<double>(at_full.visits), 2),
               grouped(at_half.seconds_run / at_full.seconds_run, 2), grouped(static_cast<double>(buyers)));
}

}  // namespace

int bench_command(const Arguments& arguments) {
    const LoadedScenario base = load_for_command(scenario_file(arguments), arguments.sets);
    std::vector<std::int64_t> sizes = arguments.buyers;
    if (sizes.empty()) sizes = {100'000, 1'000'000, 10'000'000};
    std::sort(sizes.begin(), sizes.end());
    std::vector<int> threads{1};
    const int most = arguments.threads > 0 ? arguments.threads : 2;
    if (most > 1) threads.push_back(most);

    fmt::print("{}, {} days, {} cores\n\n", printable(base.scenario.name), arguments.days, available_cores());
    fmt::print("{:>12}  {:>7}  {:<20}  {:>12}  {:>9}  {:>14}  {:>7}  {:>7}\n", "buyers", "threads", "model",
               "occasions", "ns each", "occasions/s", "seconds", "B/buyer");
    std::vector<Measured> all;
    for (const std::int64_t buyers : sizes) {
        const Scenario scenario = with_buyers(base, buyers);
        for (const int count : threads) {
            for (std::size_t model = 0; model < scenario.models.size(); ++model) {
                all.push_back(measure(scenario, model, count, arguments.days));
                print_row(all.back());
            }
        }
    }
    fmt::print("\n");
    print_speed_up(all);
    print_flatness(all);
    print_idleness(base, sizes[sizes.size() / 2], arguments.days);
    std::erase_if(all, [](const Measured& m) { return m.threads != 1; });
    print_phases(all, base.scenario.models.size());
    return kDone;
}

}  // namespace pasar
