#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "reports/headlines.h"
#include "reports/page/page_sections.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Replications of one model that are drawn one by one; more become a histogram.
constexpr std::size_t kMostDots = 200;
constexpr std::size_t kBins = 30;

/// Values of a measure over replications, by position of the model.
using Values = std::map<std::string, std::vector<std::vector<double>>>;

Values values_of(const PageSource& source) {
    Values values;
    if (!source.has("kpis")) return values;
    for (const MeasureFigures* figures : source.headlines()) values[figures->name].resize(source.models.size());
    CsvReader reader(source.file("kpis"));
    const std::size_t model_column = reader.column("model");
    const std::size_t measure_column = reader.column("measure");
    const std::size_t value_column = reader.column("value");
    while (reader.next()) {
        const auto found = values.find(std::string(reader.text(measure_column)));
        if (found == values.end()) continue;
        const std::size_t position = source.position_of(reader.text(model_column));
        const double value = source.measure(found->first)->factor * reader.number(value_column);
        if (position < source.models.size() && std::isfinite(value)) found->second[position].push_back(value);
    }
    return values;
}

/// Linear between neighbours, as R's default (type 7). Pre: sorted, not empty.
double quantile(const std::vector<double>& sorted, double share) {
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(position));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Json histogram(const std::vector<double>& values, double low, double high, const Scale& scale) {
    std::vector<std::int64_t> counts(kBins, 0);
    const double width = high > low ? (high - low) / static_cast<double>(kBins) : 1.0;
    for (const double value : values) {
        ++counts[std::min(kBins - 1, static_cast<std::size_t>(std::max(0.0, (value - low) / width)))];
    }
    return {
        {"low", chart_number(low / scale.divisor)}, {"width", chart_number(width / scale.divisor)}, {"counts", counts}};
}

Json distribution_for_chart(const std::vector<std::vector<double>>& models, const MeasureFigures& figures,
                            const Scale& scale) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    std::size_t most = 0;
    for (const auto& values : models) {
        most = std::max(most, values.size());
        for (const double value : values) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    Json entries = Json::array();
    for (std::size_t position = 0; position < models.size(); ++position) {
        const SummaryFigure& figure = figures.models[position];
        Json entry{{"mean", chart_number(figure.mean / scale.divisor)},
                   {"low", chart_number(figure.interval.low / scale.divisor)},
                   {"high", chart_number(figure.interval.high / scale.divisor)}};
        if (most > kMostDots) {
            entry["bins"] = histogram(models[position], low, high, scale);
        } else {
            std::vector<double> scaled = models[position];
            for (double& value : scaled) value /= scale.divisor;
            entry["values"] = chart_numbers(scaled);
        }
        entries.push_back(std::move(entry));
    }
    return {{"label", figures.label()},
            {"title", label_with_unit(figures.label(), scale.unit)},
            {"unit", unit_behind("", scale.unit)},
            {"decimals", scale.decimals},
            {"models", entries}};
}

}  // namespace

PageSection distributions_section(const PageSource& source) {
    PageSection section{.id = "distributions", .title = "Distribution over replications"};
    const Values values = values_of(source);
    if (values.empty()) return section;
    Json measures = Json::array();
    HtmlTable table("Main figures over replications", {{"measure", false},
                                                       {"model", false},
                                                       {"replications"},
                                                       {"mean"},
                                                       {"standard deviation"},
                                                       {"least"},
                                                       {"lower quarter"},
                                                       {"median"},
                                                       {"upper quarter"},
                                                       {"most"}});
    for (const MeasureFigures* figures : source.headlines()) {
        const Scale scale = scale_of(*figures);
        const auto& models = values.at(figures->name);
        measures.push_back(distribution_for_chart(models, *figures, scale));
        for (std::size_t position = 0; position < models.size(); ++position) {
            if (models[position].empty()) continue;
            std::vector<double> sorted = models[position];
            std::sort(sorted.begin(), sorted.end());
            const SummaryFigure& figure = figures->models[position];
            table.row({label_with_unit(figures->label(), scale.unit), printable_name(source.models[position]),
                       grouped(static_cast<double>(sorted.size())), scale(figure.mean),
                       scale(figure.standard_deviation), scale(sorted.front()), scale(quantile(sorted, 0.25)),
                       scale(quantile(sorted, 0.5)), scale(quantile(sorted, 0.75)), scale(sorted.back())});
        }
    }
    if (table.rows() == 0) return section;
    section.say(
        "How much a figure varies from one replication to the next is chance: the same market, other random numbers.");
    section.figure("distributions", "distributions",
                   "Each dot is a replication (a histogram where there are many). The line is the mean, the band its "
                   "95 % interval.",
                   {{"measures", measures}});
    section.table(table, "Distributions as a table");
    return section;
}

}  // namespace pasar
