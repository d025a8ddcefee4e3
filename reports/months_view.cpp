#include "reports/months_view.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <vector>

namespace pasar {

namespace {

/// Something that happens, rather than a state or a ratio.
bool is_flow(const PeriodMeasure& measure) { return !measure.state && measure.over.empty(); }

}  // namespace

std::string PeriodsView::title(std::size_t measure) const {
    const PeriodMeasure& spec = period_measures()[measure];
    return label_with_unit(std::string(spec.label) + (is_flow(spec) ? std::string(words_) : ""), scale(measure).unit);
}

std::string PeriodsView::unit(std::size_t measure) const {
    const std::string unit = unit_behind("", scale(measure).unit);
    return unit + (is_flow(period_measures()[measure]) ? std::string(words_) : "");
}

Scale PeriodsView::scale(std::size_t measure) const {
    const PeriodMeasure& spec = period_measures()[measure];
    const double rate = is_flow(spec) ? rate_ : 1.0;
    std::vector<double> means;
    std::vector<double> halves;
    for (std::size_t model = 0; model < source_.models.size(); ++model) {
        for (std::size_t period = 0; period < periods_.count; ++period) {
            const RunningMean& cell = periods_.at(model, measure, period);
            if (std::isfinite(cell.mean())) means.push_back(rate * cell.mean());
            if (const double half = rate * cell.interval().half_width(); half > 0.0) halves.push_back(half);
        }
    }
    // The middle one: a quiet day has a narrow interval, and would ask for more decimals than anybody reads.
    std::sort(halves.begin(), halves.end());
    Scale scale = scale_for(means, halves.empty() ? 0.0 : halves[halves.size() / 2], source_.unit(spec.unit));
    scale.divisor /= rate;
    return scale;
}

std::string PeriodsView::days_in_words(std::size_t period) const {
    const std::int64_t first = static_cast<std::int64_t>(period) * periods_.length_days;
    const std::int64_t end = std::min(source_.days, first + periods_.length_days);
    std::string text = fmt::format("{} to {}", first, end - 1);
    if (end - first < periods_.length_days) text += fmt::format(" ({} of {} days)", end - first, periods_.length_days);
    if (end <= source_.warm_up)
        text += ", warm-up";
    else if (first < source_.warm_up)
        text += ", partly warm-up";
    return text;
}

MonthsView::MonthsView(const PageSource& source, const PageDays& days)
    : PeriodsView(source, days.months, source.period().factor == 1.0 ? 1.0 : static_cast<double>(kDaysPerMonth),
                  source.period().factor == 1.0 ? " a day" : " a month") {}

}  // namespace pasar
