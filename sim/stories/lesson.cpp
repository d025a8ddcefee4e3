#include "sim/stories/lesson.h"

#include <array>
#include <string>
#include <vector>

#include "scenarios/currency.h"
#include "scenarios/faults.h"
#include "scenarios/form.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

std::vector<std::string_view> names_of_measures() {
    std::vector<std::string_view> names;
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) names.push_back(kpi_info(kpi).name);
    for (const MeasureInfo& count : kCounts) names.push_back(count.name);
    for (const MeasureInfo& state : kStates) names.push_back(state.name);
    return names;
}

template <std::size_t n>
std::optional<std::size_t> place_in(const std::array<MeasureInfo, n>& list, std::string_view name) {
    for (std::size_t i = 0; i < n; ++i)
        if (list[i].name == name) return i;
    return std::nullopt;
}

}  // namespace

const MeasureInfo& PredictedMeasure::info() const {
    if (from == From::KeyFigure) return kpi_info(index);
    return from == From::Count ? kCounts[index] : kStates[index];
}

double PredictedMeasure::after(std::span<const DayRow> days, std::span<const double> kpis, int currency_digits) const {
    if (from == From::KeyFigure) return kpis[index];
    const DayRow& day = days.back();
    const auto value = static_cast<double>(from == From::Count ? day.counts[index] : day.states[index]);
    return info().unit == "money" ? in_main_unit(value, currency_digits) : value;
}

std::optional<PredictedMeasure> find_predicted_measure(std::string_view name) {
    using From = PredictedMeasure::From;
    if (const std::size_t kpi = find_kpi(name); kpi < kKpiCount) return PredictedMeasure{From::KeyFigure, kpi};
    if (const auto count = place_in(kCounts, name)) return PredictedMeasure{From::Count, *count};
    if (const auto state = place_in(kStates, name)) return PredictedMeasure{From::State, *state};
    return std::nullopt;
}

void check_lesson(const Scenario& scenario, const Origins& origins, Faults& faults) {
    for (std::size_t step = 0; step < scenario.lesson.size(); ++step) {
        const std::string& measure = scenario.lesson[step].prediction.measure;
        if (measure.empty() || find_predicted_measure(measure)) continue;
        std::string pointer = below(below("", kLessonField), step);
        for (const char* const name : {"prediction", "measure"}) pointer = below(pointer, name);
        if (faults.touch(pointer)) continue;
        const Origin origin = origins.around(pointer);
        faults.add({.file = origin.file,
                    .line = origin.line,
                    .path = pointer,
                    .found = in_quotes(measure),
                    .allowed = "a key figure (kpis.csv) or a column of daily.csv, as in docs/measures.md",
                    .hint = did_you_mean(measure, names_of_measures())});
    }
}

}  // namespace pasar
