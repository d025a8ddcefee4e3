#include "sim/experiments/scorecard.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "scenarios/form.h"
#include "scenarios/settings.h"
#include "sim/counts/measure_range.h"
#include "sim/counts/measure_words.h"
#include "sim/counts/measures.h"
#include "sim/experiments/measured_mean.h"
#include "sim/experiments/statistics.h"

namespace pasar {

namespace {

constexpr std::string_view kMarketParameters = "market.";

bool is_plain(const FactSpec& fact) { return fact.over.empty() && fact.less.empty() && fact.per.empty(); }

bool concerns(const FactSpec& fact, const ModelSpec& model) {
    switch (fact.models) {
        case FactModels::All:
            return true;
        case FactModels::WithSellers:
            return model.supply.kind != SupplyKind::Own;
        case FactModels::OwnGoods:
            return model.supply.kind != SupplyKind::Sellers;
    }
    return false;
}

/// The parameter of a fact as settings write it, for one model.
std::string path_for(const FactSpec& fact, const LoadedScenario& scenario, std::size_t model) {
    if (fact.parameter.starts_with(kMarketParameters)) return fact.parameter;
    return path_of(*scenario.resolved, fmt::format("/models/{}", model)) + "." + fact.parameter;
}

double parameter_of(const FactSpec& fact, const LoadedScenario& scenario, std::size_t model) {
    const std::string pointer = fact.parameter.starts_with(kMarketParameters)
                                    ? "/" + fact.parameter
                                    : fmt::format("/models/{}/{}", model, fact.parameter);
    std::string with_slashes = pointer;
    std::replace(with_slashes.begin(), with_slashes.end(), '.', '/');
    return scenario.resolved->at(nlohmann::ordered_json::json_pointer(with_slashes)).get<double>();
}

/// "path=value" that moves the parameter by `by`, as far as it may be; nothing where it cannot be moved at all.
std::optional<std::string> moved_setting(const FactSpec& fact, const LoadedScenario& scenario, std::size_t model,
                                         double by) {
    const About& about = find_fact_parameter(fact.parameter)->about;
    const double now = parameter_of(fact, scenario, model);
    const double value = std::clamp(now + by, about.min, about.max);
    if (value == now) return std::nullopt;
    return fmt::format("{}={}", path_for(fact, scenario, model), round_to_digits(value));
}

double ratio_of(double part, double whole) { return whole != 0.0 ? part / whole : kNaN; }

double elasticity(double from, double to, double by_from, double by_to) {
    const bool known = from > 0.0 && to > 0.0 && by_from > 0.0 && by_to > 0.0 && by_from != by_to;
    return known ? std::log(to / from) / std::log(by_to / by_from) : kNaN;
}

}  // namespace

void check_fact_measures(const Fact& fact, const std::string& pointer, const Origins& origins, Faults& faults) {
    const auto refuse = [&](const char* field, std::string found, std::string allowed, std::string hint) {
        const Origin origin = origins.around(below(pointer, field));
        faults.add({.file = origin.file,
                    .line = origin.line,
                    .path = below(pointer, field),
                    .found = std::move(found),
                    .allowed = std::move(allowed),
                    .hint = std::move(hint)});
    };
    const FactSpec& says = fact.says;
    for (const auto& [field, name] :
         {std::pair{"measure", &says.measure}, {"over", &says.over}, {"less", &says.less}, {"per", &says.per}}) {
        if (name->empty() || find_kpi(*name) < kKpiCount) continue;
        refuse(field, in_quotes(*name), "a key figure, as docs/measures.md lists them", measure_hint(*name));
    }
    const std::size_t kpi = find_kpi(says.measure);
    if (kpi >= kKpiCount || !is_plain(says)) return;
    const MeasureInfo& info = kpi_info(kpi);
    const auto within_range = [&](const char* field, const std::optional<double>& value) {
        if (!value || range_of(info).holds(*value)) return;
        const std::string meant = meant_within_range(info, *value);
        refuse(field, number_text(*value), fmt::format("what {} can be: {}", info.name, range_in_words(info)),
               meant.empty() ? "" : fmt::format("{} % is written {}", number_text(*value), meant));
    };
    within_range("value", fact.target.value);
    within_range("low", fact.target.low);
    within_range("high", fact.target.high);
}

ScorecardPlan plan_scorecard(std::vector<Fact> facts, const LoadedScenario& scenario,
                             std::span<const std::size_t> models) {
    ScorecardPlan plan{.facts = std::move(facts), .points = {Settings{}}, .between = {}};
    std::map<std::array<Settings, 2>, std::array<std::size_t, 2>> known;
    for (const Fact& fact : plan.facts) {
        plan.between.emplace_back();
        if (!fact.says.needs.empty() || fact.says.per.empty()) continue;
        std::array<Settings, 2> ends;
        for (const std::size_t model : models) {
            if (!concerns(fact.says, scenario.scenario.models[model])) continue;
            const auto down = moved_setting(fact.says, scenario, model, -fact.says.step);
            const auto up = moved_setting(fact.says, scenario, model, fact.says.step);
            if (down) ends[0].push_back(*down);
            if (up) ends[1].push_back(*up);
            if (fact.says.parameter.starts_with(kMarketParameters)) break;  // once for all models
        }
        if (ends[0].empty() && ends[1].empty()) continue;
        const auto [place, is_new] = known.try_emplace(ends);
        if (is_new) {
            for (std::size_t end = 0; end < 2; ++end) {
                place->second[end] = ends[end].empty() ? 0 : plan.points.size();
                if (!ends[end].empty()) plan.points.push_back(ends[end]);
            }
        }
        plan.between.back() = place->second;
    }
    return plan;
}

bool is_near(double measured, double standard_error, const FactTarget& target) {
    const double margin = std::isnan(standard_error) ? 0.0 : 2.0 * standard_error;
    if (target.value) return std::abs(measured - *target.value) <= target.tolerance.value_or(0.0) + margin;
    return measured >= target.low.value_or(-std::numeric_limits<double>::infinity()) - margin &&
           measured <= target.high.value_or(std::numeric_limits<double>::infinity()) + margin;
}

std::vector<double> values_of_fact(const ScorecardPlan& plan, std::size_t fact, std::span<const KeyFigures> figures,
                                   std::size_t position) {
    const FactSpec& says = plan.facts[fact].says;
    const auto series = [&](std::size_t point, const std::string& measure) {
        return figures[point].series(position, find_kpi(measure));
    };
    if (!says.per.empty()) {
        if (!plan.between[fact]) return {};
        const auto [low, high] = *plan.between[fact];
        const std::vector<double> from = series(low, says.measure), to = series(high, says.measure);
        const std::vector<double> by_from = series(low, says.per), by_to = series(high, says.per);
        std::vector<double> values;
        for (std::size_t r = 0; r < from.size(); ++r)
            values.push_back(elasticity(from[r], to[r], by_from[r], by_to[r]));
        return values;
    }
    std::vector<double> values = series(0, says.measure);
    if (is_plain(says)) return values;
    const std::vector<double> other = series(0, says.over.empty() ? says.less : says.over);
    for (std::size_t r = 0; r < values.size(); ++r)
        values[r] = says.over.empty() ? values[r] - other[r] : ratio_of(values[r], other[r]);
    return values;
}

namespace {

/// An input that is no measure.
bool reads_parameter(const FactSpec& says) { return says.input && !says.parameter.empty(); }

FactRow blank_row(const Fact& fact) {
    const FactSpec& says = fact.says;
    FactRow row{.fact = says.name,
                .model = "",
                .level = std::string(name_of(says.level)),
                .what = says.what,
                .unit = "",
                .measured = kNaN,
                .low_end = kNaN,
                .high_end = kNaN,
                .standard_error = kNaN,
                .value = fact.target.value.value_or(kNaN),
                .tolerance = fact.target.tolerance.value_or(kNaN),
                .low = fact.target.low.value_or(kNaN),
                .high = fact.target.high.value_or(kNaN),
                .input = says.input,
                .why = "",
                .published = says.published,
                .miss = says.miss,
                .source = says.source,
                .read_in = says.read_in,
                .confidence = std::string(name_of(says.confidence))};
    if (!says.needs.empty()) return row;
    if (reads_parameter(says))
        row.unit = find_fact_parameter(says.parameter)->about.unit;
    else if (says.over.empty() && says.per.empty())
        row.unit = kpi_info(find_kpi(says.measure)).unit;
    return row;
}

std::string no_value(const FactSpec& says) {
    for (const std::string* measure : {&says.measure, &says.over, &says.less, &says.per}) {
        const std::size_t kpi = find_kpi(*measure);
        if (kpi < kKpiCount && is_plain(says))
            return fmt::format("{} has no value in this run ({})", *measure, kpi_info(kpi).says);
    }
    return "one of its key figures has no value in this run";
}

/// Why a fact cannot be told of any model here; empty where it can.
std::string why_not(const FactSpec& says, const LoadedScenario& scenario, std::span<const std::size_t> models) {
    if (!says.needs.empty()) return "needs " + says.needs;
    const std::int64_t counted = counted_days(scenario.scenario);
    if (says.days > counted)
        return fmt::format("needs {} days that count, and the run has {}", says.days,
                           std::max<std::int64_t>(0, counted));
    const bool any = std::any_of(models.begin(), models.end(),
                                 [&](std::size_t model) { return concerns(says, scenario.scenario.models[model]); });
    if (any) return "";
    return says.models == FactModels::WithSellers ? "no model here has independent sellers"
                                                  : "no model here sells goods of its own";
}

}  // namespace

std::vector<FactRow> score(const ScorecardPlan& plan, std::span<const KeyFigures> figures,
                           const LoadedScenario& scenario, std::span<const std::size_t> models) {
    std::vector<FactRow> rows;
    for (std::size_t i = 0; i < plan.facts.size(); ++i) {
        const Fact& fact = plan.facts[i];
        const FactRow blank = blank_row(fact);
        if (std::string why = why_not(fact.says, scenario, models); !why.empty()) {
            rows.push_back(blank);
            rows.back().why = std::move(why);
            continue;
        }
        for (std::size_t position = 0; position < models.size(); ++position) {
            if (!concerns(fact.says, scenario.scenario.models[models[position]])) continue;
            FactRow& row = rows.emplace_back(blank);
            row.model = scenario.scenario.models[models[position]].name;
            if (reads_parameter(fact.says)) {
                row.measured = parameter_of(fact.says, scenario, models[position]);
                row.standard_error = 0.0;
            } else {
                std::vector<double> values = values_of_fact(plan, i, figures, position);
                std::erase_if(values, [](double value) { return std::isnan(value); });
                const Interval interval = is_plain(fact.says)
                                              ? measured_mean(values, find_kpi(fact.says.measure)).interval
                                              : student_interval(values);
                row.replications = std::ssize(values);
                row.measured = values.empty() ? kNaN : mean(values);
                row.low_end = interval.low;
                row.high_end = interval.high;
                row.standard_error = values.size() > 1
                                         ? standard_deviation(values) / std::sqrt(static_cast<double>(values.size()))
                                         : kNaN;
            }
            if (std::isnan(row.measured)) {
                row.why = no_value(fact.says);
                continue;
            }
            row.verdict =
                is_near(row.measured, row.standard_error, fact.target) ? FactVerdict::Near : FactVerdict::NotNear;
        }
    }
    return rows;
}

Table scorecard_outline() {
    return {
        .file = "scorecard",
        .row_is = "a published fact in a model",
        .columns = {{"fact", "", "name of the fact, as in scenarios/facts.json"},
                    {"model", "", "name of the model; empty where it is measured in none"},
                    {"verdict", "",
                     "near: within the tolerance of the value, or within the range, give or take two standard "
                     "errors; not near; not measurable"},
                    {"unit", "", "unit of what was measured and of the target; empty for plain numbers"},
                    {"measured", "", "mean over replications; of an input that is a parameter what the scenario says"},
                    {"confidence_low", "", "lower end of its 95 % interval"},
                    {"confidence_high", "", "upper end"},
                    {"standard_error", "", "of the mean; empty of one replication"},
                    {"value", "", "published value to come near to, with a tolerance"},
                    {"tolerance", "", "how far from it is near"},
                    {"low", "", "lower end of the range that counts as near, where there is no value"},
                    {"high", "", "upper end of that range"},
                    {"replications", "", "replications in which it has a value; 0 of a parameter"},
                    {"input", "",
                     "yes: the scenario itself says it, or was chosen for it, so that agreement proves nothing"},
                    {"why", "", "why it cannot be measured here"},
                    {"miss", "", "what a miss means"},
                    {"what", "", "what was found, in a sentence"},
                    {"level", "", "whom it is about: platform, store, country or delivered_order"},
                    {"published", "", "the published numbers as they stand in the source"},
                    {"source", "", "who found it"},
                    {"read_in", "", "where it was read"},
                    {"confidence", "",
                     "A: primary source or recomputed; B: press or trade with a named primary source; C: weak"}},
        .cells = {}};
}

Table scorecard_table(std::span<const FactRow> rows) {
    Table table = scorecard_outline();
    for (const FactRow& row : rows) {
        const auto add = [&](auto cell) { table.cells.emplace_back(std::move(cell)); };
        for (const std::string& text : {row.fact, row.model, std::string(name_of(row.verdict)), row.unit}) add(text);
        for (const double number :
             {row.measured, row.low_end, row.high_end, row.standard_error, row.value, row.tolerance, row.low, row.high})
            add(round_to_digits(number));
        add(row.replications);
        for (const std::string& text : {std::string(row.input ? "yes" : "no"), row.why, row.miss, row.what, row.level,
                                        row.published, row.source, row.read_in, row.confidence})
            add(text);
    }
    return table;
}

}  // namespace pasar
