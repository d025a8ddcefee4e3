// How measures over time are told by periods of a run, on the page and in the workbook: titles, scales, names of
// periods.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "reports/page/page_days.h"
#include "reports/page/page_source.h"
#include "words/figures.h"

namespace pasar {

/// A time series by periods of one length; what happens in them is told at the rate of so many days. Keeps references.
class PeriodsView {
public:
    PeriodsView(const PageSource& source, const Periods& periods, double rate, std::string_view words)
        : source_(source), periods_(periods), rate_(rate), words_(words) {}

    [[nodiscard]] const Periods& periods() const { return periods_; }
    /// "orders a day", "GMV a month, billion IDR", "conversion, % of visits".
    [[nodiscard]] std::string title(std::size_t measure) const;
    /// "billion IDR a month"
    [[nodiscard]] std::string unit(std::size_t measure) const;
    /// For cells of the periods, which hold means a day.
    [[nodiscard]] Scale scale(std::size_t measure) const;
    /// "30 to 59", as the tables count days; a last period that the run cut short says how much of it there is, and one
    /// of warm-up that it is.
    [[nodiscard]] std::string days_in_words(std::size_t period) const;
    /// Days of the last period where the run ended before it did; else 0.
    [[nodiscard]] std::int64_t days_of_part() const { return source_.days % periods_.length_days; }

private:
    const PageSource& source_;
    const Periods& periods_;
    double rate_;
    std::string_view words_;  ///< " a day", " a month"
};

/// By months of 30 days, at the rate of a month where the run is long enough for the answer to speak of months.
class MonthsView : public PeriodsView {
public:
    MonthsView(const PageSource& source, const PageDays& days);
};

}  // namespace pasar
