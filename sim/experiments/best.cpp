#include "sim/experiments/best.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "sim/counts/measure_range.h"
#include "sim/counts/measures.h"
#include "sim/counts/typed_measure.h"
#include "sim/experiments/measured_mean.h"
#include "sim/experiments/setting_search.h"

namespace pasar {

namespace {

Interval interval_of_known(std::vector<double> values, std::size_t kpi) {
    return measured_mean(std::move(values), kpi).interval;
}

Confirmation confirmation_of(const KeyFigures& figures, const BestQuestion& question) {
    const std::vector<double> series = figures.series(question.model, question.kpi);
    Confirmation confirmation{.mean = known_mean(series), .interval = interval_of_known(series, question.kpi)};
    for (const Constraint& constraint : question.constraints) {
        const std::vector<double> constrained = figures.series(question.model, constraint.kpi);
        confirmation.constrained.push_back(known_mean(constrained));
        confirmation.constrained_intervals.push_back(interval_of_known(constrained, constraint.kpi));
    }
    return confirmation;
}

/// A difference of two means that have nothing to do with each other. Welch's standard error, with the degrees of
/// freedom of the smaller sample, which makes the interval rather too wide than too narrow.
Interval unpaired_interval(const PairedDifference& a, const PairedDifference& b) {
    const double error = std::sqrt(a.standard_deviation * a.standard_deviation / static_cast<double>(a.pairs) +
                                   b.standard_deviation * b.standard_deviation / static_cast<double>(b.pairs));
    const double half_width = student_quantile(std::min(a.pairs, b.pairs)) * error;
    return {a.mean - b.mean - half_width, a.mean - b.mean + half_width};
}

void confirm(const Laboratory& laboratory, Best& best) {
    const BestQuestion& question = best.question;
    Settings found;
    for (std::size_t i = 0; i < question.levers.size(); ++i) {
        found.push_back(question.levers[i].at(best.search[best.best].values[i]));
    }
    std::vector<Settings> points{{}};
    if (best.best != 0) points.push_back(found);
    const std::vector<KeyFigures> fresh = laboratory(points, {question.replications, question.replications});
    best.start = confirmation_of(fresh.front(), question);
    best.found = confirmation_of(fresh.back(), question);
    best.search_gain = paired_difference(best.search[best.best].series, best.search.front().series);
    best.fresh_gain = paired_difference(fresh.back().series(question.model, question.kpi),
                                        fresh.front().series(question.model, question.kpi));
    best.optimism = best.search_gain.mean - best.fresh_gain.mean;
    best.optimism_interval = unpaired_interval(best.search_gain, best.fresh_gain);
    if (kpi_info(question.kpi).better < 0) {
        best.optimism = 0.0 - best.optimism;
        best.optimism_interval = {-best.optimism_interval.high, -best.optimism_interval.low};
    }
}

// ---------------------------------------------------------------------------------------------------------- tables

std::string yes_or_no(bool yes) { return yes ? "yes" : "no"; }

bool all_kept(const BestQuestion& question, const std::vector<double>& means) {
    for (std::size_t i = 0; i < means.size(); ++i) {
        if (!(question.constraints[i].miss(means[i]) <= 0.0)) return false;
    }
    return true;
}

void add_search(Table& table, const Best& best, const std::string& model) {
    const MeasureInfo& info = kpi_info(best.question.kpi);
    for (std::size_t i = 0; i < best.search.size(); ++i) {
        const Evaluation& evaluation = best.search[i];
        table.cells.emplace_back(static_cast<std::int64_t>(i + 1));
        for (const double value : evaluation.values) table.cells.emplace_back(value);
        for (Cell cell : {Cell{model}, Cell{std::string(info.name)}, Cell{std::string(info.unit)},
                          Cell{evaluation.mean}, Cell{yes_or_no(evaluation.feasible)}}) {
            table.cells.push_back(std::move(cell));
        }
    }
}

void add_best(Table& table, const Best& best, const std::string& model) {
    const BestQuestion& question = best.question;
    const MeasureInfo& info = kpi_info(question.kpi);
    const std::vector<double> none(question.levers.size(), kNaN);
    const std::vector<double>& now = best.search.front().values;
    const std::vector<double>& found = best.search[best.best].values;
    const auto add = [&](const char* what, const char* draw, const std::vector<double>& values, double mean,
                         Interval interval, const std::string& kept) {
        table.cells.emplace_back(std::string(what));
        table.cells.emplace_back(std::string(draw));
        for (const double value : values) table.cells.emplace_back(value);
        for (Cell cell : {Cell{model}, Cell{std::string(info.name)}, Cell{std::string(info.unit)}, Cell{mean},
                          Cell{interval.low}, Cell{interval.high}, Cell{kept}}) {
            table.cells.push_back(std::move(cell));
        }
    };
    const Evaluation& start = best.search.front();
    const Evaluation& chosen = best.search[best.best];
    add("start", "search", now, start.mean, interval_of_known(start.series, question.kpi), yes_or_no(start.feasible));
    add("best", "search", found, chosen.mean, interval_of_known(chosen.series, question.kpi),
        yes_or_no(chosen.feasible));
    add("gain", "search", none, best.search_gain.mean, best.search_gain.interval, "");
    add("start", "fresh", now, best.start.mean, best.start.interval,
        yes_or_no(all_kept(question, best.start.constrained)));
    add("best", "fresh", found, best.found.mean, best.found.interval,
        yes_or_no(all_kept(question, best.found.constrained)));
    add("gain", "fresh", none, best.fresh_gain.mean, best.fresh_gain.interval, "");
    add("optimism", "", none, best.optimism, best.optimism_interval, "");
}

void add_constraints(Table& table, const Best& best) {
    const BestQuestion& question = best.question;
    for (std::size_t i = 0; i < question.constraints.size(); ++i) {
        const Constraint& constraint = question.constraints[i];
        const MeasureInfo& info = kpi_info(constraint.kpi);
        const auto add = [&](const char* what, const Confirmation& confirmation) {
            const double mean = confirmation.constrained[i];
            const Interval interval = confirmation.constrained_intervals[i];
            const double end = constraint.at_least ? interval.low : interval.high;
            const double worst = std::isnan(end) ? mean : end;  // no interval where nothing of the kind was ever seen
            for (Cell cell : {Cell{std::string(what)}, Cell{std::string(info.name)}, Cell{std::string(info.unit)},
                              Cell{std::string(constraint.at_least ? ">=" : "<=")}, Cell{constraint.bound}, Cell{mean},
                              Cell{interval.low}, Cell{interval.high}, Cell{yes_or_no(constraint.miss(mean) <= 0.0)},
                              Cell{yes_or_no(constraint.miss(worst) <= 0.0)}}) {
                table.cells.push_back(std::move(cell));
            }
        };
        add("start", best.start);
        add("best", best.found);
    }
}

}  // namespace

std::string Constraint::fault() const {
    const MeasureInfo& info = kpi_info(kpi);
    const MeasureRange range = range_of(info);
    if (range.holds(bound)) return {};
    const bool is_below = bound < range.low;
    std::string text = fmt::format("{} is {}, so {} setting has {} {:g}", info.name, range_in_words(info),
                                   is_below == at_least ? "every" : "no", at_least ? "at least" : "at most", bound);
    const std::string meant = meant_within_range(info, bound);
    return meant.empty() ? text : fmt::format("{}; {:g} % is written {}", text, bound, meant);
}

std::optional<ConstraintText> read_constraint(std::string_view text, std::string_view currency) {
    const std::size_t relation = std::min(text.find(">="), text.find("<="));
    if (relation == std::string_view::npos || relation == 0) return std::nullopt;
    ConstraintText constraint{.measure = std::string(text.substr(0, relation)), .at_least = text[relation] == '>'};
    while (constraint.measure.ends_with(' ')) constraint.measure.pop_back();
    constraint.typed = text.substr(relation + 2);
    const TypedNumber number = read_typed_measure(constraint.typed, constraint.measure, currency);
    constraint.doubt = number.doubt;
    constraint.hint = number.hint;
    if (number.plain.empty()) return number.doubt.empty() ? std::nullopt : std::optional(constraint);
    const std::optional<double> bound = plain_value(number.plain);
    if (!bound) return std::nullopt;
    constraint.bound = *bound;
    return constraint;
}

Best find_best(const Laboratory& laboratory, const BestQuestion& question) {
    if (question.replications < 2 || question.evaluations < 2 || question.levers.empty()) {
        throw std::logic_error("find_best: two replications, two evaluations and a lever at least");
    }
    Best best{.question = question, .search = {}, .start = {}, .found = {}, .search_gain = {}, .fresh_gain = {}};
    best.search = search_settings(laboratory, question);
    best.best = best_of(best.search, question);
    best.feasible = best.search[best.best].feasible;
    best.has_value = std::any_of(best.search.begin(), best.search.end(),
                                 [](const Evaluation& evaluation) { return !std::isnan(evaluation.mean); });
    confirm(laboratory, best);
    return best;
}

std::vector<Table> best_outlines(std::span<const std::string> paths) {
    Table search{.file = "search", .row_is = "a setting that was tried, in order", .columns = {}, .cells = {}};
    search.columns = {{"evaluation", "", "number of the setting, from 1; the first is the scenario as it is"}};
    Table best{.file = "best", .row_is = "a figure of the search or of its confirmation", .columns = {}, .cells = {}};
    best.columns = {
        {"what", "",
         "start (the scenario as it is), best (the setting found), gain (best less start, paired), optimism "
         "(by how much the search promised more gain than fresh replications gave)"},
        {"luck", "", "search: the replications on which the setting was chosen; fresh: others"}};
    for (const std::string& path : paths) {
        search.columns.push_back({path, "", "value of this parameter"});
        best.columns.push_back({path, "", "value of this parameter"});
    }
    for (Table* table : {&search, &best}) {
        table->columns.push_back({"model", "", "name of the business model"});
        table->columns.push_back({"measure", "", "name of the key figure that is made best"});
        table->columns.push_back({"unit", "", "its unit"});
        table->columns.push_back({"mean", "unit", "mean over the replications"});
    }
    search.columns.push_back({"feasible", "", "yes where the means keep all constraints"});
    best.columns.push_back({"confidence_low", "unit", "low end of its 95 % interval"});
    best.columns.push_back({"confidence_high", "unit", "high end of its 95 % interval"});
    best.columns.push_back({"constraints_kept", "", "yes where the means keep all constraints"});
    Table constraints{
        .file = "constraints", .row_is = "a constraint on the start or the best", .columns = {}, .cells = {}};
    constraints.columns = {{"what", "", "start or best, both on fresh replications"},
                           {"measure", "", "name of the key figure"},
                           {"unit", "", "its unit"},
                           {"relation", "", ">= or <="},
                           {"bound", "unit", "what the mean may not pass"},
                           {"mean", "unit", "mean over the fresh replications"},
                           {"confidence_low", "unit", "low end of its 95 % interval"},
                           {"confidence_high", "unit", "high end of its 95 % interval"},
                           {"kept", "", "yes where the mean keeps the bound"},
                           {"kept_surely", "", "yes where the whole interval keeps it"}};
    return {std::move(search), std::move(best), std::move(constraints)};
}

std::vector<Table> best_tables(const Best& best, const std::string& model) {
    std::vector<std::string> paths;
    for (const Lever& lever : best.question.levers) paths.push_back(lever.path);
    std::vector<Table> tables = best_outlines(paths);
    add_search(tables[0], best, model);
    add_best(tables[1], best, model);
    add_constraints(tables[2], best);
    return tables;
}

}  // namespace pasar
