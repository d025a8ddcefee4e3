#include "sim/experiments/laboratory.h"

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>
#include <utility>

#include "scenarios/faults.h"
#include "sim/experiments/arms.h"
#include "sim/memory/room.h"
#include "sim/world/run.h"

namespace pasar {

namespace {

class MarketLaboratory {
public:
    MarketLaboratory(const LoadedScenario& base, LaboratoryOptions options)
        : base_(base), options_(std::move(options)) {}

    std::vector<KeyFigures> measure(std::span<const Settings> asked, Replications replications) {
        // A design may come to the same settings twice: whole numbers between close ends, a row of a file given again.
        std::vector<Settings> points;
        std::vector<std::int64_t> numbers;
        std::map<Settings, std::size_t> positions;
        for (const Settings& settings : asked) {
            if (!positions.try_emplace(settings, points.size()).second) continue;
            if (!numbers_.contains(settings)) examine(settings);
            numbers.push_back(numbers_.try_emplace(settings, static_cast<std::int64_t>(numbers_.size())).first->second);
            points.push_back(settings);
        }
        std::vector<KeyFigures> results(points.size());
        for (KeyFigures& figures : results) {
            figures.models = options_.models;
            figures.replications = replications.count;
        }

        const auto models = static_cast<std::int64_t>(options_.models.size());
        const std::int64_t runs = static_cast<std::int64_t>(points.size()) * models * replications.count;
        const auto record_of = [&](std::int64_t run) {
            const auto position = static_cast<std::size_t>(run / models) % points.size();
            return RunRecord{
                .run = done_ + run,
                .point = numbers[position],
                .replication = replications.first + run / models / static_cast<std::int64_t>(points.size()),
                .model = options_.models[static_cast<std::size_t>(run % models)],
                .settings = points[position],
                .kpis = {}};
        };
        const auto keep = [&](std::int64_t run, const std::vector<double>& kpis) {
            KeyFigures& figures = results[static_cast<std::size_t>(run / models) % points.size()];
            figures.kpis = kpis.size();
            figures.values.insert(figures.values.end(), kpis.begin(), kpis.end());
        };

        std::int64_t next = 0;
        for (; options_.recall && next < runs; ++next) {
            const auto known = options_.recall(record_of(next));
            if (!known) break;
            keep(next, *known);
        }
        // Where platforms compete a run is a world, of which every model under study leaves a record. One of which not
        // all were recorded before the experiment was stopped is run again.
        const std::int64_t records_a_run = options_.compete ? models : 1;
        const std::int64_t first_run = next / records_a_run;
        const std::int64_t end = runs / records_a_run;
        if (options_.announce) options_.announce(end - first_run);
        BatchOptions batch;
        batch.cores = plan_cores(end - first_run, options_.threads, largest_bytes_, options_.memory_bytes);
        batch.tables = false;
        batch.stop = options_.stop;
        batch.after_day = options_.after_day;
        const auto make = [&](std::int64_t run, const RunOptions& run_options) {
            const RunRecord record = record_of(run * records_a_run);
            const LoadedScenario point = with_settings(base_, record.settings);
            if (!options_.variants.empty()) {
                const LaboratoryOptions::Variant& variant = options_.variants.at(record.model);
                const Scenario varied = with_settings(point, variant.settings).scenario;
                std::vector<RunResult> all =
                    run_competition(varied, all_models(varied), record.replication, run_options);
                return std::vector{std::move(all.at(variant.platform))};
            }
            if (options_.compete) return run_all(point.scenario, record.replication, run_options);
            return std::vector{run_market(point.scenario, record.model, record.replication, run_options)};
        };
        run_in_order(first_run, end, batch, make, [&](std::int64_t run, std::vector<RunResult>&& made) {
            for (std::size_t i = 0; i < made.size(); ++i) {
                const std::int64_t number = run * records_a_run + static_cast<std::int64_t>(i);
                if (number < next) continue;
                keep(number, made[i].kpis);
                if (!options_.record) continue;
                RunRecord record = record_of(number);
                record.kpis = std::move(made[i].kpis);
                options_.record(record);
            }
        });
        done_ += runs;
        if (points.size() == asked.size()) return results;
        std::vector<KeyFigures> of_asked;
        for (const Settings& settings : asked) of_asked.push_back(results[positions.at(settings)]);
        return of_asked;
    }

private:
    /// All models of the scenario in one world; the results of those under study.
    [[nodiscard]] std::vector<RunResult> run_all(const Scenario& scenario, std::int64_t replication,
                                                 const RunOptions& run_options) const {
        std::vector<RunResult> of_all = run_competition(scenario, all_models(scenario), replication, run_options);
        std::vector<RunResult> results;
        for (const std::size_t model : options_.models) results.push_back(std::move(of_all.at(model)));
        return results;
    }

    /// A point that makes no scenario, or one that does not fit into memory, must be told before hours are spent on the
    /// others. The scenario is made anew for each run: thousands of them would not fit into memory.
    void examine(const Settings& settings) {
        const LoadedScenario point = with_settings(base_, settings);
        const bool is_shared = options_.compete || !options_.variants.empty();
        const std::vector<std::size_t> models = is_shared ? all_models(point.scenario) : options_.models;
        if (is_shared) refuse_unless_they_compete(point, models);
        for (const LaboratoryOptions::Variant& variant : options_.variants)
            (void)with_settings(point, variant.settings);
        double of_all = 0.0;
        for (const std::size_t model : models) {
            const std::vector<MemoryNeed> needs = memory_needs(point.scenario, model, /*tables=*/false);
            of_all = is_shared ? of_all + total_bytes(needs) : total_bytes(needs);
            if (of_all > options_.memory_bytes) {
                Faults faults;
                faults.add({.path = largest_of(needs).parameter,
                            .found = largest_of(needs).what,
                            .allowed = "what fits into memory; this takes about " +
                                       std::to_string(static_cast<std::int64_t>(of_all / 1e6)) + " MB"});
                faults.throw_if_any();
            }
            largest_bytes_ = std::max(largest_bytes_, of_all);
        }
    }

    const LoadedScenario base_;
    const LaboratoryOptions options_;
    std::map<Settings, std::int64_t> numbers_;  ///< of the points asked for so far
    std::int64_t done_ = 0;                     ///< runs made or recalled by earlier calls
    double largest_bytes_ = 0.0;                ///< of a run of any point so far
};

}  // namespace

Laboratory market_laboratory(const LoadedScenario& scenario, LaboratoryOptions options) {
    if (options.models.empty()) throw std::logic_error("a laboratory without models");
    const auto laboratory = std::make_shared<MarketLaboratory>(scenario, std::move(options));
    return [laboratory](std::span<const Settings> points, Replications replications) {
        return laboratory->measure(points, replications);
    };
}

}  // namespace pasar
