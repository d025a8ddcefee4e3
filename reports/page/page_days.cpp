#include "reports/page/page_days.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "words/figures.h"

namespace pasar {

namespace {

/// Points of all lines of the time series together, so that the page stays small with many models.
constexpr std::int64_t kMostPoints = 20'000;

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

constexpr std::array<JourneyStage, 7> kStages{JourneyStage{"unaware", "unaware"},
                                              JourneyStage{"aware", "aware"},
                                              JourneyStage{"considering", "considering"},
                                              JourneyStage{"one_order_customers", "one-order customer"},
                                              JourneyStage{"repeat_customers", "repeat customer"},
                                              JourneyStage{"advocates", "advocate"},
                                              JourneyStage{"left_buyers", "left"}};

/// student_quantile() once for each number of values: it takes its time, and most periods have the same number.
double quantile_for(std::int64_t count) {
    thread_local std::int64_t known_count = 0;
    thread_local double known = kNothing;
    if (count != known_count) {
        known = student_quantile(count);
        known_count = count;
    }
    return known;
}

using Positions = std::vector<std::size_t>;

Positions positions_of(const CsvReader& reader, const std::vector<std::string_view>& columns) {
    Positions positions;
    for (const std::string_view column : columns) positions.push_back(reader.column(column));
    return positions;
}

double sum_of(const std::vector<double>& row, const Positions& positions) {
    double sum = 0.0;
    for (const std::size_t position : positions) sum += row[position];
    return sum;
}

/// Where a measure finds its columns.
struct Recipe {
    Positions plus;
    Positions minus;
    Positions over;
    double divisor;
    bool state;
    bool is_measured = true;
};

/// The current replication's part of one period of one measure.
struct Part {
    double above = 0.0;
    double below = 0.0;
    double days = 0.0;

    void add(const Recipe& recipe, const std::vector<double>& row) {
        const double value = sum_of(row, recipe.plus) - sum_of(row, recipe.minus);
        const double under = sum_of(row, recipe.over);
        above = recipe.state ? value : above + value;
        below = recipe.state ? under : below + under;
        days = recipe.state ? 1.0 : days + 1.0;
    }
    [[nodiscard]] double value(const Recipe& recipe) const {
        if (recipe.over.empty()) return above / days / recipe.divisor;
        return below > 0.0 ? above / below / recipe.divisor : kNothing;
    }
};

/// Sums a replication period by period and adds each period that ended to the cells.
class PeriodSums {
public:
    PeriodSums(Periods& periods, const std::vector<Recipe>& recipes)
        : periods_(periods), recipes_(recipes), parts_(recipes.size()) {}

    void add(std::size_t model, std::int64_t day, const std::vector<double>& row) {
        const auto period = static_cast<std::size_t>(day / periods_.length_days);
        if (period >= periods_.count) return;
        if (open_ && (model != model_ || period != period_)) close();
        open_ = true;
        model_ = model;
        period_ = period;
        for (std::size_t i = 0; i < recipes_.size(); ++i) parts_[i].add(recipes_[i], row);
    }
    void close() {
        if (!open_) return;
        open_ = false;
        for (std::size_t i = 0; i < recipes_.size(); ++i) {
            if (!recipes_[i].is_measured) continue;
            periods_.cells[(model_ * periods_.measures + i) * periods_.count + period_].add(
                parts_[i].value(recipes_[i]));
            parts_[i] = {};
        }
    }

private:
    Periods& periods_;
    const std::vector<Recipe>& recipes_;
    std::vector<Part> parts_;
    bool open_ = false;
    std::size_t model_ = 0;
    std::size_t period_ = 0;
};

Periods periods_of(std::int64_t days, std::int64_t length, std::size_t models, std::size_t measures) {
    Periods periods;
    periods.length_days = length;
    periods.count = static_cast<std::size_t>((days + length - 1) / length);
    periods.measures = measures;
    periods.cells.resize(models * measures * periods.count);
    return periods;
}

std::int64_t finest_length(std::int64_t days, std::size_t models, std::size_t measures) {
    const std::int64_t lines = static_cast<std::int64_t>(models) * static_cast<std::int64_t>(measures);
    const std::int64_t most = std::max<std::int64_t>(12, kMostPoints / std::max<std::int64_t>(1, lines));
    return (days + most - 1) / most;
}

}  // namespace

bool is_measured_of(const PageSource& source, std::size_t model, MeasuredWhere where) {
    if (where == MeasuredWhere::Always) return true;
    const MeasureFigures* const figures = source.measure(where == MeasuredWhere::Feeds ? "stickiness" : "subscribers");
    return figures != nullptr && std::isfinite(figures->models[model].mean);
}

const std::vector<PeriodMeasure>& period_measures() {
    static const std::vector<PeriodMeasure> measures{
        {.label = "orders", .unit = "order", .plus = {"orders"}},
        {.label = "contribution",
         .unit = "money",
         .plus = {"commission_revenue", "margin_revenue", "listing_revenue", "advertising_revenue", "buyer_fee_revenue",
                  "shipping_margin"},
         .minus = {"payment_fees", "discount_cost", "remedy_cost", "support_cost", "promotion_cost", "programme_cost",
                   "site_cost", "handling_cost", "content_cost", "fixed_cost"}},
        {.label = "GMV", .unit = "money", .plus = {"gmv"}},
        {.label = "visits", .unit = "visit", .plus = {"visits"}},
        {.label = "conversion", .unit = "share of visits", .plus = {"orders"}, .over = {"visits"}},
        {.label = "customers",
         .unit = "buyer",
         .plus = {"one_order_customers", "repeat_customers", "advocates"},
         .state = true},
        {.label = "customers who left", .unit = "buyer", .plus = {"buyers_left"}},
        {.label = "failure rate", .unit = "share of settled orders", .plus = {"failures"}, .over = {"settled"}},
        {.label = "complaint rate", .unit = "share of settled orders", .plus = {"complaints"}, .over = {"settled"}},
        {.label = "on time rate", .unit = "share of deliveries", .plus = {"delivered_on_time"}, .over = {"delivered"}},
        {.label = "mean satisfaction",
         .unit = "0 to 1",
         .plus = {"satisfaction", "reading_satisfaction"},
         .over = {"settled", "reads"},
         .divisor = 1e6},
        {.label = "buyer loss", .unit = "money", .plus = {"buyer_loss"}},
        {.label = "open complaints", .unit = "ticket", .plus = {"open_tickets"}, .state = true},
        {.label = "courier backlog", .unit = "parcel", .plus = {"courier_backlog"}, .state = true},
        {.label = "sellers", .unit = "seller", .plus = {"sellers"}, .state = true},
        {.label = "offered quality", .unit = "0 to 1", .plus = {"offered_quality"}, .divisor = 1e6, .state = true},
        {.label = "reputation error", .unit = "0 to 1", .plus = {"reputation_error"}, .divisor = 1e6, .state = true},
        {.label = "response time of the site", .unit = "ms", .plus = {"response_milliseconds"}, .state = true},
        {.label = "recurring revenue",
         .unit = "money",
         .plus = {"recurring_money"},
         .state = true,
         .where = MeasuredWhere::Subscriptions},
        {.label = "paying subscribers",
         .unit = "buyer",
         .plus = {"paying_subscribers"},
         .state = true,
         .where = MeasuredWhere::Subscriptions},
        {.label = "on trial",
         .unit = "buyer",
         .plus = {"on_trial"},
         .state = true,
         .where = MeasuredWhere::Subscriptions},
        {.label = "past due subscribers",
         .unit = "buyer",
         .plus = {"past_due_subscribers"},
         .state = true,
         .where = MeasuredWhere::Subscriptions},
        {.label = "paused subscribers",
         .unit = "buyer",
         .plus = {"paused_subscribers"},
         .state = true,
         .where = MeasuredWhere::Subscriptions},
        {.label = "daily active",
         .unit = "person",
         .plus = {"daily_active"},
         .state = true,
         .where = MeasuredWhere::Feeds},
        {.label = "monthly active",
         .unit = "person",
         .plus = {"monthly_active"},
         .state = true,
         .where = MeasuredWhere::Feeds},
        {.label = "stickiness",
         .unit = "share of readers",
         .plus = {"daily_active"},
         .over = {"monthly_active"},
         .state = true,
         .where = MeasuredWhere::Feeds}};
    return measures;
}

std::span<const JourneyStage> journey_stages() { return kStages; }

void RunningMean::add(double value) {
    if (std::isnan(value)) return;
    ++count_;
    const double before = value - mean_;
    mean_ += before / static_cast<double>(count_);
    squares_ += before * (value - mean_);
}

double RunningMean::mean() const { return count_ > 0 ? mean_ : kNothing; }

Interval RunningMean::interval() const {
    if (count_ < 2) return {kNothing, kNothing};
    const double n = static_cast<double>(count_);
    const double half = quantile_for(count_) * std::sqrt(squares_ / (n - 1.0)) / std::sqrt(n);
    return {mean_ - half, mean_ + half};
}

double PageDays::total(std::size_t model, std::string_view column) const {
    const auto found = std::find(columns.begin(), columns.end(), column);
    return found == columns.end() ? 0.0
                                  : totals[model * columns.size() + static_cast<std::size_t>(found - columns.begin())];
}

PageDays read_page_days(const PageSource& source) {
    PageDays days;
    if (!source.has("daily") || source.days < 1) return days;
    CsvReader reader(source.file("daily"));
    const std::size_t model_column = reader.column("model");
    const std::size_t replication_column = reader.column("replication");
    const std::size_t date_column = reader.column("date");
    const std::size_t day_column = reader.column("day");
    const std::size_t counted_column = reader.find("counted").value_or(reader.header().size());

    std::vector<Recipe> recipes;
    const HeadlineKinds there = source.headlines_there();
    std::size_t measured = 0;
    for (const PeriodMeasure& measure : period_measures()) {
        if (!is_measured(measure.where, there)) {
            recipes.push_back({{}, {}, {}, 1.0, true, false});
            continue;
        }
        ++measured;
        recipes.push_back({positions_of(reader, measure.plus), positions_of(reader, measure.minus),
                           positions_of(reader, measure.over), measure.divisor, measure.state});
    }
    std::vector<Recipe> stage_recipes;
    for (const JourneyStage& stage : kStages)
        stage_recipes.push_back({{reader.column(stage.column)}, {}, {}, 1.0, true});

    const std::size_t models = source.models.size();
    days.columns = reader.header();
    days.replications.resize(models, 0);
    days.totals.resize(models * days.columns.size(), 0.0);
    days.fine = periods_of(source.days, finest_length(source.days, models, measured), models, recipes.size());
    days.months = periods_of(source.days, kDaysPerMonth, models, recipes.size());
    Periods stages = periods_of(source.days, days.fine.length_days, models, kStages.size());

    PeriodSums fine(days.fine, recipes);
    PeriodSums months(days.months, recipes);
    PeriodSums journey(stages, stage_recipes);
    std::vector<double> row(days.columns.size(), 0.0);
    std::size_t model = models;
    std::int64_t replication = -1;
    bool any = false;
    while (reader.next()) {
        if (const std::int64_t next = reader.whole(replication_column);
            model == models || next != replication || reader.text(model_column) != source.models[model]) {
            for (PeriodSums* sums : {&fine, &months, &journey}) sums->close();
            model = source.position_of(reader.text(model_column));
            if (model == models) continue;
            replication = next;
            ++days.replications[model];
        }
        any = true;
        const std::int64_t day = reader.whole(day_column);
        for (std::size_t column = 0; column < row.size(); ++column) {
            if (column == model_column || column == date_column || column == counted_column) continue;
            row[column] = reader.number(column);
            if (day >= source.warm_up) days.totals[model * row.size() + column] += row[column];
        }
        fine.add(model, day, row);
        months.add(model, day, row);
        journey.add(model, day, row);
    }
    for (PeriodSums* sums : {&fine, &months, &journey}) sums->close();
    for (std::size_t position = 0; position < models; ++position) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            double& total = days.totals[position * row.size() + column];
            total = days.replications[position] > 0 ? total / static_cast<double>(days.replications[position]) : 0.0;
        }
    }
    days.stages = std::move(stages.cells);
    if (!any) days.fine.count = 0;
    return days;
}

}  // namespace pasar
