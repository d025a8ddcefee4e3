// Models held against published facts: what is run for it, what each fact came to, and whether that is near.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/facts.h"
#include "sim/counts/result.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/studied.h"

namespace pasar {

enum class FactVerdict : std::uint8_t { Near, NotNear, NotMeasurable };
template <>
struct NamesOf<FactVerdict> {
    static constexpr std::array<std::string_view, 3> names{"near", "not near", "not measurable"};
};

/// Whether the fact's key figures exist and can have the target's values; adds to `faults`.
void check_fact_measures(const Fact& fact, const std::string& pointer, const Origins& origins, Faults& faults);

/// What will be run, known before it is: the scenario as it is, and for each elasticity its parameter moved down and up
/// in all models that it is measured in.
struct ScorecardPlan {
    std::vector<Fact> facts;
    std::vector<Settings> points;
    /// Of each fact the two points between which it is told; none where it is read from the first point.
    std::vector<std::optional<std::array<std::size_t, 2>>> between;
};
[[nodiscard]] ScorecardPlan plan_scorecard(std::vector<Fact> facts, const LoadedScenario& scenario,
                                           std::span<const std::size_t> models);

/// One fact of one model, as scorecard.csv has it.
struct FactRow {
    std::string fact, model;  ///< model is empty where it is measured in none
    std::string level, what, unit;
    std::int64_t replications = 0;
    double measured = 0.0;                                       ///< NaN where there is none
    double low_end = 0.0, high_end = 0.0;                        ///< of its 95 % interval; NaN where there is none
    double standard_error = 0.0;                                 ///< NaN of one replication
    double value = 0.0, tolerance = 0.0, low = 0.0, high = 0.0;  ///< of the target; NaN where it has none
    FactVerdict verdict = FactVerdict::NotMeasurable;
    bool input = false;
    std::string why;  ///< it cannot be measured
    std::string published, miss, source, read_in, confidence;
};

/// Near: within the tolerance of the value, or within the range, give or take two standard errors. An error that is not
/// known counts as none.
[[nodiscard]] bool is_near(double measured, double standard_error, const FactTarget& target);

/// The fact in each replication of the model at this position; `figures` are those of plan.points. Pre: it is measured,
/// and no input.
[[nodiscard]] std::vector<double> values_of_fact(const ScorecardPlan& plan, std::size_t fact,
                                                 std::span<const KeyFigures> figures, std::size_t position);

/// Every fact in each model that it is measured in, in the order of the facts.
[[nodiscard]] std::vector<FactRow> score(const ScorecardPlan& plan, std::span<const KeyFigures> figures,
                                         const LoadedScenario& scenario, std::span<const std::size_t> models);

/// scorecard.csv.
[[nodiscard]] Table scorecard_table(std::span<const FactRow> rows);
[[nodiscard]] Table scorecard_outline();

}  // namespace pasar
