#include "sim/experiments/replicate.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace pasar {

std::vector<double> KeyFigures::series(std::size_t position, std::size_t kpi) const {
    std::vector<double> result;
    result.reserve(static_cast<std::size_t>(replications));
    for (std::int64_t replication = 0; replication < replications; ++replication) {
        result.push_back(at(position, replication, kpi));
    }
    return result;
}

namespace {

void append(KeyFigures& figures, const std::vector<double>& kpis) {
    figures.kpis = kpis.size();
    figures.values.insert(figures.values.end(), kpis.begin(), kpis.end());
}

/// The runs of a replication: the first position of each group, and where the last one ends.
std::vector<std::size_t> bounds_of_groups(const ReplicateOptions& options, std::size_t positions) {
    std::vector<std::size_t> bounds{0};
    for (const std::size_t size : options.groups) bounds.push_back(bounds.back() + size);
    if (options.groups.empty())
        for (std::size_t position = 0; position < positions; ++position) bounds.push_back(position + 1);
    if (bounds.back() != positions) throw std::logic_error("groups that are not all models");
    return bounds;
}

/// Brings `figures` up to so many replications: from what is known, then by running.
void extend(KeyFigures& figures, const Scenario& scenario, const ReplicateOptions& options, std::int64_t replications) {
    const auto models = static_cast<std::int64_t>(figures.models.size());
    const std::vector<std::size_t> bounds = bounds_of_groups(options, figures.models.size());
    const auto groups = static_cast<std::int64_t>(bounds.size()) - 1;
    const std::int64_t end = replications * models;
    const auto known = static_cast<std::int64_t>(options.known.size());
    std::int64_t next = figures.replications * models;
    for (; next < std::min(end, known); ++next) append(figures, options.known[static_cast<std::size_t>(next)]);

    // The run that the first unknown result comes from, and how many of its results are known.
    const auto position = static_cast<std::size_t>(next % models);
    const auto group =
        static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), position) - bounds.begin()) - 1;
    const std::int64_t first_run = next / models * groups + static_cast<std::int64_t>(group);
    const std::size_t known_of_first = position - bounds[group];

    const auto make = [&](std::int64_t run, const RunOptions& run_options) {
        const auto made = static_cast<std::size_t>(run % groups);
        const std::int64_t replication = run / groups;
        std::vector<RunResult> results;
        if (!options.groups.empty())
            results = options.run_group(made, replication, run_options);
        else if (options.run)
            results.push_back(options.run(figures.models[made], replication, run_options));
        else
            results.push_back(run_market(scenario, figures.models[made], replication, run_options));
        if (results.size() != bounds[made + 1] - bounds[made])
            throw std::logic_error("a group without all its results");
        for (std::size_t i = 0; i < results.size(); ++i) {
            results[i].model = figures.models[bounds[made] + i];
            results[i].replication = replication;
        }
        return results;
    };
    run_in_order(first_run, replications * groups, options, make,
                 [&](std::int64_t run, std::vector<RunResult>&& results) {
                     for (std::size_t i = run == first_run ? known_of_first : 0; i < results.size(); ++i) {
                         append(figures, results[i].kpis);
                         if (options.sink) options.sink(std::move(results[i]));
                     }
                 });
    figures.replications = replications;
}

}  // namespace

KeyFigures replicate(const Scenario& scenario, const ReplicateOptions& options) {
    KeyFigures figures;
    figures.models = options.models;
    if (figures.models.empty()) {
        figures.models.resize(scenario.models.size());
        std::iota(figures.models.begin(), figures.models.end(), std::size_t{0});
    }
    extend(figures, scenario, options, scenario.replications);
    while (options.enough && figures.replications < options.most_replications) {
        const std::int64_t wanted = std::min(options.enough(figures), options.most_replications);
        if (wanted <= figures.replications) break;
        extend(figures, scenario, options, wanted);
    }
    return figures;
}

}  // namespace pasar
