#include "reports/period.h"

#include "reports/figures.h"

namespace pasar {

Period period_of(const Scenario& scenario, const MeasureInfo& info, Language language) {
    if (!info.adds_up) return {};
    if (info.unit != "money" || scenario.days < kLeastDaysForMonths)
        return {1.0, filled(scenario.days == 1 ? tr(" in {} day", language) : tr(" in {} days", language),
                            scenario.days)};
    return {kDaysPerMonth / static_cast<double>(scenario.days), tr(" a month", language)};
}

}  // namespace pasar
