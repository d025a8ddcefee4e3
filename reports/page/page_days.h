// daily.csv read once, row by row, into what the page shows of it: a mean and an interval over replications for each
// model, measure and period, and the sums of whole runs. Memory does not grow with replications.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/page/page_source.h"

namespace pasar {

/// Where a measure says something: everywhere, or where some model has plans or a feed.
enum class MeasuredWhere : std::uint8_t { Always, Subscriptions, Feeds };
[[nodiscard]] constexpr bool is_measured(MeasuredWhere where, const HeadlineKinds& there) {
    return where == MeasuredWhere::Always || (where == MeasuredWhere::Feeds ? there.feeds : there.subscriptions);
}

/// Whether one of the models has what is measured there.
[[nodiscard]] bool is_measured_of(const PageSource& source, std::size_t model, MeasuredWhere where);

/// A measure of a day or a longer period: a sum of columns by the day, or one sum over another.
struct PeriodMeasure {
    std::string_view label;
    std::string_view unit;  ///< as in sim/counts/measures.h
    std::vector<std::string_view> plus;
    std::vector<std::string_view> minus;
    std::vector<std::string_view> over;  ///< empty: not a ratio
    double divisor = 1.0;                ///< 1,000,000 where the columns are in millionths
    bool state = false;                  ///< how things stand at the end of the period, rather than what happened in it
    MeasuredWhere where = MeasuredWhere::Always;
};
/// Those of the time series, in their order; first those that are measured everywhere.
[[nodiscard]] const std::vector<PeriodMeasure>& period_measures();

/// Mean and variance of values that come one by one. B. P. Welford, "Note on a method for calculating corrected sums of
/// squares and products", Technometrics 4 (1962).
class RunningMean {
public:
    /// NaN is passed over.
    void add(double value);
    [[nodiscard]] std::int64_t count() const { return count_; }
    /// NaN without values.
    [[nodiscard]] double mean() const;
    /// Student-t at 95 %; NaN with fewer than two values.
    [[nodiscard]] Interval interval() const;

private:
    std::int64_t count_ = 0;
    double mean_ = 0.0;
    double squares_ = 0.0;
};

/// Periods of equal length (the last may be shorter), by model, measure and period.
struct Periods {
    std::int64_t length_days = 1;
    std::size_t count = 0;
    std::size_t measures = 0;
    std::vector<RunningMean> cells;  ///< empty ones for measures that there are none of (is_measured())

    [[nodiscard]] const RunningMean& at(std::size_t model, std::size_t measure, std::size_t period) const {
        return cells[(model * measures + measure) * count + period];
    }
};

struct PageDays {
    Periods fine;                            ///< as short as the page can carry: days, for a few models
    Periods months;                          ///< of 30 days
    std::vector<std::int64_t> replications;  ///< by model
    std::vector<std::string> columns;        ///< of daily.csv
    std::vector<double> totals;              ///< by model and column: summed over counted days, mean of replications
    std::vector<RunningMean> stages;         ///< by model, stage and fine period: buyers in it at the end of the period

    /// 0 for a column that the table does not have.
    [[nodiscard]] double total(std::size_t model, std::string_view column) const;
};

/// Stages of the journey in their order, as columns of daily.csv and in words.
struct JourneyStage {
    std::string_view column;
    std::string_view label;
};
[[nodiscard]] std::span<const JourneyStage> journey_stages();

/// Throws BadTable. Without daily.csv, or without a row in it, nothing is counted: fine.count is 0.
[[nodiscard]] PageDays read_page_days(const PageSource& source);

}  // namespace pasar
