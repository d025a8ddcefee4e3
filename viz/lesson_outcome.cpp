#include "viz/lesson_outcome.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "scenarios/currency.h"
#include "sim/counts/measures.h"
#include "viz/chart_measures.h"

namespace pasar {

namespace {

/// The value in a day's row of a column of daily.csv, money in the main unit.
std::optional<double> daily_value(const DayRow& row, std::string_view column, int currency_digits) {
    for (std::size_t i = 0; i < kCounts.size(); ++i) {
        if (kCounts[i].name != column) continue;
        return in_main_unit(static_cast<double>(row.counts[i]), kCounts[i].unit == "money" ? currency_digits : 0);
    }
    for (std::size_t i = 0; i < kStates.size(); ++i) {
        if (kStates[i].name == column) return static_cast<double>(row.states[i]);
    }
    return std::nullopt;
}

/// Key figures and charts that tell the same of different spans of time.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kAlike{
    {{"nps", "NPS"},
     {"mean_trust", "trust"},
     {"retention_rate", "customers kept a month"},
     {"conversion", "conversion"},
     {"failure_rate", "failure rate"},
     {"complaint_rate", "complaint rate"},
     {"refund_rate", "refund rate"},
     {"on_time_rate", "on time rate"},
     {"mean_satisfaction", "mean satisfaction"},
     {"customers", "customers"},
     {"reputation_error", "reputation error"},
     {"offered_quality", "offered quality"},
     {"delivery_success_rate", "delivery success rate"},
     {"refusal_rate", "refusal rate"},
     {"fraud_rate", "fraud rate"},
     {"voice_share", "voice share"},
     {"buyer_loss_share", "buyer loss share"},
     {"abandonment_rate", "abandonment rate"},
     {"response_milliseconds", "response time of the site"},
     {"hammer_index", "hammer index"},
     {"won_by_best_share", "won by best share"},
     {"sniped_share", "sniped share"}}};

}  // namespace

std::int64_t reading_day(const PredictionSpec& prediction, std::int64_t last_day) {
    return prediction.day > 0 && prediction.day <= last_day ? prediction.day : last_day;
}

const SeenWorld* world_asked(const PredictionSpec& prediction, const Scene& scene) {
    const auto found = std::find_if(scene.worlds.begin(), scene.worlds.end(),
                                    [&](const SeenWorld& world) { return world.name == prediction.model; });
    return found == scene.worlds.end() ? nullptr : &*found;
}

std::optional<double> outcome(const PredictionSpec& prediction, const Scene& scene) {
    const SeenWorld* world = world_asked(prediction, scene);
    const std::int64_t day = reading_day(prediction, scene.last_day);
    if (world == nullptr || day < 1 || world->day < day) return std::nullopt;
    if (const std::size_t kpi = find_kpi(prediction.measure); kpi < kKpiCount) {
        if (world->day != day || kpi >= world->key_figures.size()) return std::nullopt;
        return world->key_figures[kpi];
    }
    if (world->days == nullptr || static_cast<std::int64_t>(world->days->size()) < day) return std::nullopt;
    return daily_value((*world->days)[static_cast<std::size_t>(day - 1)], prediction.measure, scene.currency_digits);
}

std::string unit_asked(const PredictionSpec& prediction, const Scene& scene) {
    std::string_view unit;
    if (const std::size_t kpi = find_kpi(prediction.measure); kpi < kKpiCount) unit = kpi_info(kpi).unit;
    for (const MeasureInfo& info : kCounts) {
        if (info.name == prediction.measure) unit = info.unit;
    }
    for (const MeasureInfo& info : kStates) {
        if (info.name == prediction.measure) unit = info.unit;
    }
    constexpr std::string_view kMoney = "money";
    return unit.starts_with(kMoney) ? scene.currency + std::string(unit.substr(kMoney.size())) : std::string(unit);
}

std::string chart_asked(const PredictionSpec& prediction) {
    for (const auto& [measure, chart] : kAlike) {
        if (measure == prediction.measure && find_chart_measure(chart) < chart_measures().size())
            return std::string(chart);
    }
    return {};
}

}  // namespace pasar
