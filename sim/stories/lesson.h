// What the steps of a lesson (scenarios/lesson_spec.h) let a class predict.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "scenarios/read.h"
#include "sim/counts/measures.h"

namespace pasar {

/// A measure of the prediction of a lesson step.
struct PredictedMeasure {
    enum class From { KeyFigure, Count, State };
    From from = From::KeyFigure;
    std::size_t index = 0;  ///< of the key figure, the count or the state
    [[nodiscard]] const MeasureInfo& info() const;
    /// Its value after the days given, the last of them being the day of the prediction; `kpis` are the key figures of
    /// these days (sim/world/run.h, result_of). A column of a day is in its own unit. Pre: there is at least one day.
    [[nodiscard]] double after(std::span<const DayRow> days, std::span<const double> kpis, int currency_digits) const;
};
/// By name, a key figure before a column of daily.csv; nothing where there is none.
[[nodiscard]] std::optional<PredictedMeasure> find_predicted_measure(std::string_view name);

/// Adds a fault for each prediction of a measure that there is not. A LessonCheck for load_scenario().
void check_lesson(const Scenario& scenario, const Origins& origins, Faults& faults);

}  // namespace pasar
