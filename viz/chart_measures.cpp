#include "viz/chart_measures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "scenarios/currency.h"
#include "sim/counts/measures.h"
#include "words/language.h"

namespace pasar {

namespace {

/// Where a day's row holds a column of daily.csv.
struct DayColumn {
    bool is_state = false;
    std::size_t index = 0;
};
DayColumn column_of(std::string_view name) {
    const auto is_it = [&](const MeasureInfo& info) { return info.name == name; };
    const auto count = std::find_if(kCounts.begin(), kCounts.end(), is_it);
    if (count != kCounts.end()) return {false, static_cast<std::size_t>(count - kCounts.begin())};
    const auto state = std::find_if(kStates.begin(), kStates.end(), is_it);
    if (state == kStates.end()) throw std::logic_error("no such column: " + std::string(name));
    return {true, static_cast<std::size_t>(state - kStates.begin())};
}
struct Columns {
    std::vector<DayColumn> all;
    Columns() = default;
    Columns(std::initializer_list<std::string_view> names) : Columns(std::vector<std::string_view>(names)) {}
    Columns(const std::vector<std::string_view>& names) {
        for (const std::string_view name : names) all.push_back(column_of(name));
    }
    [[nodiscard]] double sum(const DayRow& row) const {
        double total = 0.0;
        for (const DayColumn& c : all)
            total += static_cast<double>(c.is_state ? row.states[c.index] : row.counts[c.index]);
        return total;
    }
};

/// Sums of counts or states over sums of others.
struct Recipe {
    std::string_view name, unit, says;
    Columns plus{}, minus{}, over{};
    double factor = 1.0;
    double offset = 0.0;
    bool state = false;
    MeasuredWhere where = MeasuredWhere::Always;
    bool of_market = false;  ///< over `plus` of all platforms of the market
};

std::vector<Recipe> make_recipes() {
    std::vector<Recipe> recipes;
    for (const PeriodMeasure& m : period_measures()) {
        recipes.push_back({m.label, m.unit, {}, m.plus, m.minus, m.over, 1.0 / m.divisor, 0.0, m.state, m.where});
    }
    recipes.push_back({.name = tr_later("trust"),
                       .unit = "0 to 1",
                       .says = tr_later("trust in the platform, mean of customers who have not left"),
                       .plus = {"trust_sum"},
                       .over = {"one_order_customers", "repeat_customers", "advocates"},
                       .factor = 1e-6,
                       .state = true});
    recipes.push_back(
        {.name = "NPS",
         .unit = "points",
         .says = tr_later("net promoter score of the surveys answered: promoters less detractors, of 100 answers"),
         .plus = {"survey_promoters"},
         .minus = {"survey_detractors"},
         .over = {"survey_answers"},
         .factor = 100.0});
    recipes.push_back(
        {.name = tr_later("customers kept a month"),
         .unit = "share",
         .says = tr_later("share of customers who would be kept over 30 days if all days were like these"),
         .plus = {"buyers_left"},
         .over = {"one_order_customers", "repeat_customers", "advocates"},
         .factor = -30.0,
         .offset = 1.0});
    recipes.push_back({.name = tr_later("refund rate"),
                       .unit = "share of settled orders",
                       .says = tr_later("orders paid back, wholly or in part"),
                       .plus = {"refunds"},
                       .over = {"settled"}});
    // What lessons ask about, so that a class sees its guess beside the days.
    recipes.push_back({.name = tr_later("delivery success rate"),
                       .unit = "share of parcels",
                       .says = "parcels handed over to their buyers, of all dispatched whose story ended",
                       .plus = {"delivered"},
                       .over = {"delivered", "lost", "refused", "undeliverable"}});
    recipes.push_back({.name = tr_later("refusal rate"),
                       .unit = "share of cash-on-delivery orders",
                       .says = tr_later("parcels refused at the door"),
                       .plus = {"refused"},
                       .over = {"ended_on_delivery"}});
    recipes.push_back({.name = tr_later("fraud rate"),
                       .unit = "share of orders",
                       .says = tr_later("never sent or misdescribed"),
                       .plus = {"never_sent", "misdescribed"},
                       .over = {"orders"}});
    recipes.push_back({.name = tr_later("voice share"),
                       .unit = "share of failures",
                       .says = tr_later("failures about which the buyer spoke up"),
                       .plus = {"complaints"},
                       .over = {"failures"}});
    recipes.push_back(
        {.name = tr_later("buyer loss share"),
         .unit = "share of payments",
         .says = tr_later("losses that stayed with buyers, of what was to be paid for the orders settled"),
         .plus = {"buyer_loss"},
         .over = {"settled_payments"}});
    recipes.push_back({.name = tr_later("abandonment rate"),
                       .unit = "share of visits",
                       .says = tr_later("visits lost to a slow or overloaded site"),
                       .plus = {"visits_abandoned", "visits_lost_to_overload"},
                       .over = {"visits"}});
    recipes.push_back({.name = tr_later("hammer index"),
                       .unit = "of the reference price",
                       .says = "mean price at which auctions were won",
                       .plus = {"hammer_index_sum"},
                       .over = {"auctions_won"},
                       .factor = 1e-6});
    recipes.push_back({.name = tr_later("won by best share"),
                       .unit = "share of auctions won",
                       .says = "auctions won by whom of all bidders the unit was worth most to",
                       .plus = {"won_by_best"},
                       .over = {"auctions_won"}});
    recipes.push_back({.name = tr_later("sniped share"),
                       .unit = "share of auctions",
                       .says = "auctions whose leader was beaten by a late bid before a hard close",
                       .plus = {"sniped"},
                       .over = {"auctions_ended"}});
    recipes.push_back({.name = tr_later("share of orders"),
                       .unit = "share",
                       .says = tr_later("of the orders on all platforms of the market"),
                       .plus = {"orders"},
                       .of_market = true});
    recipes.push_back({.name = tr_later("share of sales"),
                       .unit = "share",
                       .says = tr_later("of the price of goods ordered on all platforms of the market"),
                       .plus = {"gmv"},
                       .of_market = true});
    recipes.push_back(
        {.name = tr_later("share of customers"),
         .unit = "share",
         .says = tr_later("of the customers of all platforms of the market: who is a customer of two counts "
                          "on both"),
         .plus = {"one_order_customers", "repeat_customers", "advocates"},
         .state = true,
         .of_market = true});
    return recipes;
}
const std::vector<Recipe>& recipes() {
    static const std::vector<Recipe> made = make_recipes();
    return made;
}

}  // namespace

const std::vector<ChartMeasure>& chart_measures() {
    static const std::vector<ChartMeasure> measures = [] {
        std::vector<ChartMeasure> made;
        for (const Recipe& r : recipes()) {
            made.push_back({std::string(r.name), std::string(r.unit), std::string(r.says), r.state,
                            r.of_market || !r.over.all.empty(), r.where, r.of_market});
        }
        return made;
    }();
    return measures;
}

std::size_t find_chart_measure(std::string_view name) {
    const auto& all = chart_measures();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ChartMeasure& m) { return m.name == name; });
    return static_cast<std::size_t>(found - all.begin());
}

std::string averaging_in_words(std::size_t window) {
    if (window == kAllDays) return tr("mean of all days so far");
    return window <= 1 ? tr("each day by itself") : filled(tr("mean of {} days"), window);
}

std::vector<double> values_of(std::size_t measure, std::span<const DayRow> days, std::size_t window,
                              int currency_digits, std::int64_t warm_up,
                              std::span<const std::span<const DayRow>> market) {
    const Recipe& recipe = recipes().at(measure);
    const int digits = recipe.unit == "money" ? currency_digits : 0;
    const std::size_t width = recipe.state ? 1 : std::max<std::size_t>(1, window);
    std::vector<double> above(days.size()), below(days.size(), 1.0), values(days.size());
    for (std::size_t d = 0; d < days.size(); ++d) {
        above[d] = recipe.plus.sum(days[d]) - recipe.minus.sum(days[d]);
        if (!recipe.over.all.empty()) below[d] = recipe.over.sum(days[d]);
        if (!recipe.of_market) continue;
        below[d] = 0.0;
        for (const std::span<const DayRow> one : market)
            if (d < one.size()) below[d] += recipe.plus.sum(one[d]);
    }
    double top = 0.0, bottom = 0.0;
    for (std::size_t d = 0; d < days.size(); ++d) {
        if (!recipe.state && window == kAllDays && static_cast<std::int64_t>(d) == warm_up) top = bottom = 0.0;
        top += above[d];
        bottom += below[d];
        if (d >= width) {
            top -= above[d - width];
            bottom -= below[d - width];
        }
        values[d] = bottom > 0.0 ? recipe.offset + in_main_unit(recipe.factor * top / bottom, digits)
                                 : std::numeric_limits<double>::quiet_NaN();
    }
    return values;
}

std::vector<std::span<const DayRow>> days_of(std::span<const SeenWorld> platforms) {
    std::vector<std::span<const DayRow>> days;
    for (const SeenWorld& platform : platforms)
        days.push_back(platform.days == nullptr ? std::span<const DayRow>() : std::span<const DayRow>(*platform.days));
    return days;
}

double share_of_orders(std::span<const SeenWorld> platforms, std::size_t platform) {
    constexpr std::size_t kWeek = 7;
    std::vector<std::span<const DayRow>> lately = days_of(platforms);
    for (std::span<const DayRow>& days : lately) days = days.last(std::min(days.size(), kWeek));
    const std::span<const DayRow> own = lately[platform];
    if (own.empty()) return std::numeric_limits<double>::quiet_NaN();
    return values_of(find_chart_measure("share of orders"), own, kWeek, 0, 0, lately).back();
}

}  // namespace pasar
