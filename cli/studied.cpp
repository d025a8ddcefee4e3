#include "cli/studied.h"

#include <fmt/format.h>

#include "cli/terminal.h"
#include "reports/figures.h"
#include "reports/tables.h"
#include "scenarios/settings.h"
#include "sim/measures.h"

namespace pasar {

Studied studied_of(const Study& study) {
    Studied studied;
    for (const std::size_t model : study.models) {
        studied.models.push_back(study.loaded.scenario.models[model].name);
        studied.model_paths.push_back(path_of(*study.loaded.resolved, fmt::format("/models/{}", model)));
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

void tell_cost(const Arguments& arguments, const Study& study, std::size_t points, std::string_view points_are) {
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
