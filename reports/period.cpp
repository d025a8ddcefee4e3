#include "reports/period.h"

#include "reports/figures.h"

namespace pasar {

Period period_of(const Scenario& scenario, const MeasureInfo& info, Language language) {
    if (!info.adds_up) return {};
    if (info.unit != "money" || counted_days(scenario) < kLeastDaysForMonths)
        return {1.0, filled(tr(" in {} days", language), counted_days(scenario))};
    return {kDaysPerMonth / static_cast<double>(counted_days(scenario)), tr(" a month", language)};
}

}  // namespace pasar
