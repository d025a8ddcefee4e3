#include "sim/experiments/replicate.h"

#include <algorithm>
#include <numeric>
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

/// Brings `figures` up to so many replications: from what is known, then by running.
void extend(KeyFigures& figures, const Scenario& scenario, const ReplicateOptions& options, std::int64_t replications) {
    const auto models = static_cast<std::int64_t>(figures.models.size());
    const std::int64_t end = replications * models;
    const auto known = static_cast<std::int64_t>(options.known.size());
    std::int64_t next = figures.replications * models;
    for (; next < std::min(end, known); ++next) append(figures, options.known[static_cast<std::size_t>(next)]);
    const auto make = [&](std::int64_t run, const RunOptions& run_options) {
        const std::size_t model = figures.models[static_cast<std::size_t>(run % models)];
        RunResult result = options.run ? options.run(model, run / models, run_options)
                                       : run_market(scenario, model, run / models, run_options);
        result.model = model;
        result.replication = run / models;
        return result;
    };
    run_in_order(next, end, options, make, [&](std::int64_t, RunResult&& result) {
        append(figures, result.kpis);
        if (options.sink) options.sink(std::move(result));
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
