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

bool tells_months(std::int64_t days) { return days >= kLeastDaysForMonths; }

std::string in_all_days(std::int64_t days, Language language) {
    return filled(tr(" in all {} days", language), grouped_in(language, static_cast<double>(days)));
}

Period period_of(const Scenario& scenario, const MeasureInfo& info, Language language) {
    return period_over(counted_days(scenario), info, language);
}

}  // namespace pasar
