#include "reports/period.h"

#include "words/figures.h"

namespace pasar {

Period period_over(std::int64_t days, const MeasureInfo& info, Language language) {
    if (!info.adds_up) return {};
    if (days < kLeastDaysForMonths) {
        return {1.0, filled(days == 1 ? tr(" in {} day", language) : tr(" in {} days", language), days)};
    }
    return {kDaysPerMonth / static_cast<double>(days), tr(" a month", language)};
}

Period period_of(const Scenario& scenario, const MeasureInfo& info, Language language) {
    return period_over(counted_days(scenario), info, language);
}

}  // namespace pasar
