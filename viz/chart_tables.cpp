#include "viz/chart_tables.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "agents/kinds.h"
#include "reports/csv.h"
#include "reports/language.h"

namespace pasar {

namespace {

constexpr std::size_t kDaysOfCohort = 30;

std::int64_t of(const DayRow& row, Count what) { return row.counts[static_cast<std::size_t>(what)]; }

struct FateLayer {
    const char* name;
    std::vector<Count> counts;
};
const std::array<FateLayer, 6>& fate_layers() {
    static const std::array<FateLayer, 6> layers{
        {{tr_later("delivered on time"), {Count::DeliveredOnTime}},
         {tr_later("late"), {Count::Late}},
         {tr_later("lost or undeliverable"), {Count::Lost, Count::Undeliverable}},
         {tr_later("refused at the door"), {Count::Refused}},
         {tr_later("never sent"), {Count::NeverSent}},
         {tr_later("sold out"), {Count::StockOuts}}}};
    return layers;
}

/// With no more digits than it has; empty where there is none.
std::string number_of(float value) { return std::isnan(value) ? "" : fmt::format("{}", value); }

}  // namespace

std::vector<Series> fates_by_day(const World& world, std::size_t window) {
    std::vector<Series> layers;
    for (const FateLayer& layer : fate_layers()) {
        Series series{layer.name, 1, {}, {}, {}};
        if (world.days != nullptr) {
            for (const DayRow& row : *world.days) {
                std::int64_t sum = 0;
                for (const Count count : layer.counts) sum += of(row, count);
                series.values.push_back(static_cast<double>(sum));
            }
            series.values = moving_mean(series.values, window);
        }
        layers.push_back(std::move(series));
    }
    return layers;
}

const std::array<const char*, kFunnelSteps>& funnel_steps() {
    static constexpr std::array<const char*, kFunnelSteps> kNames{tr_later("heard of it"),  tr_later("visits"),
                                                                  tr_later("orders"),       tr_later("delivered"),
                                                                  tr_later("first orders"), tr_later("orders again")};
    return kNames;
}

std::array<double, kFunnelSteps> funnel_of(const World& world) {
    constexpr std::array<Count, kFunnelSteps> kSteps{Count::BecameAware, Count::Visits,      Count::Orders,
                                                     Count::Delivered,   Count::FirstOrders, Count::RepeatOrders};
    std::array<double, kFunnelSteps> sums{};
    if (world.days == nullptr) return sums;
    for (const DayRow& row : *world.days)
        for (std::size_t i = 0; i < kSteps.size(); ++i) sums[i] += static_cast<double>(of(row, kSteps[i]));
    return sums;
}

std::vector<std::vector<double>> customers_kept(const World& world) {
    std::vector<std::vector<double>> rows;
    if (world.day < 1) return rows;
    const CohortTally& tally = world.cohorts;
    const std::size_t now = static_cast<std::size_t>(world.day - 1) / kDaysOfCohort;
    for (std::size_t cohort = 0; cohort < tally.months && cohort <= now; ++cohort) {
        const auto joined = static_cast<double>(tally.joined[cohort]);
        std::vector<double> row;
        std::int64_t left = 0;
        for (std::size_t month = cohort; month <= now && month < tally.months; ++month) {
            left += tally.left[cohort * tally.months + month];
            row.push_back(joined > 0.0 ? 1.0 - static_cast<double>(left) / joined
                                       : std::numeric_limits<double>::quiet_NaN());
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string funnel_csv(std::span<const World> worlds) {
    std::string text = "step";
    std::vector<std::array<double, kFunnelSteps>> taken;
    for (const World& world : worlds) {
        text += "," + csv_text(world.name);
        taken.push_back(funnel_of(world));
    }
    text += "\n";
    for (std::size_t step = 0; step < kFunnelSteps; ++step) {
        text += csv_text(funnel_steps()[step]);
        for (const auto& of_world : taken) text += "," + csv_number(of_world[step]);
        text += "\n";
    }
    return text;
}

std::string cohorts_csv(const World& world) {
    std::string text = "world,cohort_month,months_since,customers_won,share_kept\n";
    const std::vector<std::vector<double>> kept = customers_kept(world);
    for (std::size_t cohort = 0; cohort < kept.size(); ++cohort)
        for (std::size_t age = 0; age < kept[cohort].size(); ++age)
            text += fmt::format("{},{},{},{},{}\n", csv_text(world.name), cohort + 1, age, world.cohorts.joined[cohort],
                                csv_number(kept[cohort][age]));
    return text;
}

std::string quality_csv(std::span<const World> worlds) {
    std::string text = "world,seller,kind,open,true_quality,displayed,units_sold\n";
    for (const World& world : worlds)
        for (std::size_t i = 0; i < world.sellers.size(); ++i) {
            const SellerPoint& seller = world.sellers[i];
            text += fmt::format("{},{},{},{},{},{},{}\n", csv_text(world.name), i,
                                seller.own_store ? std::string_view("own store") : name_of(seller.kind),
                                seller.open ? 1 : 0, number_of(seller.quality), number_of(seller.shown), seller.sold);
        }
    return text;
}

}  // namespace pasar
