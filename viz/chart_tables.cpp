#include "viz/chart_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "agents/kinds.h"
#include "reports/result/csv.h"
#include "sim/counts/key_figures.h"
#include "viz/chart_measures.h"
#include "viz/plot/ticks.h"
#include "words/language.h"

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

constexpr std::string_view kColumnsOfDays = "world,date,day,measure,unit,averaged_days,value";

/// A row for each day of a line, its date and number as daily.csv has them. `line`: one of the window, whose days count
/// from 1.
void add_days(std::string& text, const Scene& scene, std::string_view world, std::string_view measure,
              std::string_view unit, std::size_t window, const Series& line, bool with_interval) {
    const auto of_world =
        std::find_if(scene.worlds.begin(), scene.worlds.end(), [&](const SeenWorld& one) { return one.name == world; });
    const std::int64_t warm_up = window == kAllDays && of_world != scene.worlds.end() ? warm_up_of(*of_world) : 0;
    const std::string of_line = csv_text(world), about = csv_text(measure) + "," + csv_text(unit);
    for (std::size_t i = 0; i < line.values.size(); ++i) {
        const std::int64_t day = line.first_day + static_cast<std::int64_t>(i) - 1;
        const auto days_there = static_cast<std::size_t>(day < warm_up ? day : day - warm_up) + 1;
        text += fmt::format("{},{},{},{},{},{}", of_line, iso_date_of(scene.start_date, day), day, about,
                            std::min(std::max<std::size_t>(1, window), days_there), csv_number(line.values[i]));
        if (with_interval) {
            text += "," + (i < line.low.size() ? csv_number(line.low[i]) : std::string());
            text += "," + (i < line.high.size() ? csv_number(line.high[i]) : std::string());
        }
        text += "\n";
    }
}

}  // namespace

std::int64_t warm_up_of(const SeenWorld& world) {
    return world.scenario == nullptr ? 0 : world.scenario->scenario.warm_up;
}

std::vector<Series> fates_by_day(const SeenWorld& world, std::size_t window) {
    std::vector<Series> layers;
    for (const FateLayer& layer : fate_layers()) {
        Series series{layer.name, 1, {}, {}, {}};
        if (world.days != nullptr) {
            for (const DayRow& row : *world.days) {
                std::int64_t sum = 0;
                for (const Count count : layer.counts) sum += of(row, count);
                series.values.push_back(static_cast<double>(sum));
            }
            const auto first = window == kAllDays ? static_cast<std::size_t>(warm_up_of(world)) : 0;
            series.values = moving_mean(series.values, window, first);
        }
        layers.push_back(std::move(series));
    }
    return layers;
}

const std::array<const char*, kFunnelSteps>& funnel_steps() {
    static constexpr std::array<const char*, kFunnelSteps> kNames{tr_later("know it"), tr_later("visited"),
                                                                  tr_later("ordered"), tr_later("ordered again"),
                                                                  tr_later("recommend it")};
    return kNames;
}

std::array<double, kFunnelSteps> funnel_of(const SeenWorld& world) {
    std::array<double, kFunnelSteps> people{};
    if (world.days == nullptr || world.days->empty()) return people;
    const DayRow& evening = world.days->back();
    const auto in = [&](State what) { return static_cast<double>(evening.states[static_cast<std::size_t>(what)]); };
    // Only customers can leave, so everybody who left had ordered.
    people[2] =
        in(State::OneOrderCustomers) + in(State::RepeatCustomers) + in(State::Advocates) + in(State::LeftBuyers);
    people[1] = people[2] + in(State::Considering);
    people[0] = people[1] + in(State::Aware);
    // Those of them who left are known by the key figure alone, a share of all who ordered.
    const std::size_t repeat_rate = find_kpi("repeat_rate");
    if (repeat_rate < world.key_figures.size() && people[2] > 0.0)
        people[3] = std::round(world.key_figures[repeat_rate] * people[2]);
    people[4] = in(State::Advocates);
    return people;
}

bool is_month_over(const SeenWorld& world, std::size_t cohort, std::size_t months_since) {
    return static_cast<std::int64_t>((cohort + months_since + 1) * kDaysOfCohort) <= world.day;
}

std::vector<std::vector<double>> customers_kept(const SeenWorld& world) {
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

std::string lines_csv(const Scene& scene, std::string_view measure, std::string_view unit, std::size_t window,
                      std::span<const Series> lines) {
    const bool with_intervals =
        std::any_of(lines.begin(), lines.end(), [](const Series& line) { return !line.low.empty(); });
    std::string text = fmt::format("{}{}\n", kColumnsOfDays, with_intervals ? ",confidence_low,confidence_high" : "");
    for (const Series& line : lines) add_days(text, scene, line.name, measure, unit, window, line, with_intervals);
    return text;
}

std::string fates_csv(const Scene& scene, std::size_t window) {
    std::string text = fmt::format("{}\n", kColumnsOfDays);
    for (const SeenWorld& world : scene.worlds)
        for (const Series& fate : fates_by_day(world, window))
            add_days(text, scene, world.name, fate.name, "order", window, fate, false);
    return text;
}

std::string funnel_csv(std::span<const SeenWorld> worlds) {
    std::string text = "world,step,unit,value\n";
    for (const SeenWorld& world : worlds) {
        const auto people = funnel_of(world);
        for (std::size_t step = 0; step < kFunnelSteps; ++step)
            text += fmt::format("{},{},buyer,{}\n", csv_text(world.name), csv_text(funnel_steps()[step]),
                                csv_number(people[step]));
    }
    return text;
}

std::string cohorts_csv(std::span<const SeenWorld> worlds) {
    std::string text = "world,cohort_month,age_months,buyers,retained,retained_share,complete\n";
    for (const SeenWorld& world : worlds) {
        const std::vector<std::vector<double>> kept = customers_kept(world);
        for (std::size_t cohort = 0; cohort < kept.size(); ++cohort) {
            const std::int64_t buyers = world.cohorts.joined[cohort];
            std::int64_t retained = buyers;
            for (std::size_t age = 0; age < kept[cohort].size(); ++age) {
                retained -= world.cohorts.left[cohort * world.cohorts.months + cohort + age];
                text += fmt::format("{},{},{},{},{},{},{}\n", csv_text(world.name), cohort, age, buyers, retained,
                                    csv_number(kept[cohort][age]), is_month_over(world, cohort, age) ? "yes" : "no");
            }
        }
    }
    return text;
}

std::string bids_csv(std::span<const SeenWorld> worlds) {
    std::string text =
        "world,number,category,opened_day,closed_day,start_price,reserve_price,final_price,day,buyer,most,shown_price,"
        "leads,is_late,is_lost\n";
    const auto yes_or_no = [](bool yes) { return yes ? "yes" : "no"; };
    for (const SeenWorld& world : worlds) {
        if (world.auction == nullptr) continue;
        const AuctionPicture& auction = *world.auction;
        const std::string head = fmt::format("{},{},{},{},{},{}", csv_text(auction.category), auction.opened,
                                             auction.closes, csv_number(auction.start), csv_number(auction.reserve),
                                             auction.price ? csv_number(*auction.price) : std::string());
        for (std::size_t i = 0; i < auction.bids.size(); ++i) {
            const PicturedBid& bid = auction.bids[i];
            text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", csv_text(world.name), i + 1, head, bid.day,
                                bid.bidder, csv_number(bid.most), csv_number(bid.shown), yes_or_no(bid.leads),
                                yes_or_no(bid.is_late), yes_or_no(bid.is_lost));
        }
    }
    return text;
}

std::string retention_csv(std::span<const SeenWorld> worlds) {
    std::string text = "world,renewal,due,survival,survival_without_failures\n";
    for (const SeenWorld& world : worlds)
        for (std::size_t renewal = 0; renewal < world.retention.size(); ++renewal) {
            const RetentionPoint& point = world.retention[renewal];
            text += fmt::format("{},{},{},{},{}\n", csv_text(world.name), renewal, csv_number(point.due),
                                csv_number(point.kept), csv_number(point.without_failures));
        }
    return text;
}

std::string quality_csv(std::span<const SeenWorld> worlds) {
    std::string text = "world,seller,seller_type,open,true_quality,shown_score,units_sold\n";
    for (const SeenWorld& world : worlds)
        for (std::size_t i = 0; i < world.sellers.size(); ++i) {
            const SellerPoint& seller = world.sellers[i];
            text += fmt::format("{},{},{},{},{},{},{}\n", csv_text(world.name), i,
                                seller.own_store ? std::string_view("own_store") : name_of(seller.kind),
                                seller.open ? "yes" : "no", number_of(seller.quality), number_of(seller.shown),
                                seller.sold);
        }
    return text;
}

}  // namespace pasar
