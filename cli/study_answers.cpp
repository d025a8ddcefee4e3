#include "cli/study_answers.h"

#include <fmt/format.h>

#include "cli/terminal.h"
#include "reports/result/tables.h"
#include "scenarios/settings.h"
#include "sim/counts/measures.h"
#include "words/figures.h"

namespace pasar {

Studied studied_of(const Study& study) {
    Studied studied;
    for (const std::size_t model : study.models) {
        studied.models.push_back(study.loaded.scenario.models[model].name);
        studied.model_paths.push_back(study.loaded.scenario.models[model].competes
                                          ? "models"
                                          : path_of(*study.loaded.resolved, fmt::format("/models/{}", model)));
    }
    for (const std::size_t kpi : study.kpis) {
        const MeasureInfo& info = kpi_info(kpi);
        studied.measures.push_back({.kpi = kpi,
                                    .name = std::string(info.name),
                                    .unit = unit_in_reports(info.unit, study.loaded.scenario),
                                    .better = info.better});
    }
    return studied;
}

namespace {

/// Points are made before any of them is run: each a setting of every parameter, and then its key figures.
void refuse_points_that_do_not_fit(const Study& study, std::size_t points) {
    const double runs =
        static_cast<double>(study.models.size()) * static_cast<double>(study.loaded.scenario.replications);
    const double bytes = static_cast<double>(points) * (500.0 + runs * static_cast<double>(kKpiCount) * sizeof(double));
    if (bytes <= study.memory_bytes) return;
    throw BadInput(
        fmt::format("{} points with {} runs each need about {} of memory, and {} are free; lower --points or "
                    "--replications",
                    grouped(static_cast<double>(points)), grouped(runs), bytes_in_words(bytes),
                    bytes_in_words(study.memory_bytes)));
}

}  // namespace

void tell_cost(const Arguments& arguments, const Study& study, std::size_t points, std::string_view points_are) {
    refuse_points_that_do_not_fit(study, points);
    if (arguments.quiet || !standard_error_is_watched()) return;
    const std::int64_t replications = study.loaded.scenario.replications;
    const auto count = [](std::size_t n, std::string_view what) {
        return fmt::format("{} {}{}", grouped(static_cast<double>(n)), what, n == 1 ? "" : "s");
    };
    const std::size_t models = study.models.size();
    fmt::print(stderr, "{} × {} × {}: {}\n", count(points, points_are), count(models, "model"),
               count(static_cast<std::size_t>(replications), "replication"),
               count(points * models * static_cast<std::size_t>(replications), "run"));
}

}  // namespace pasar
