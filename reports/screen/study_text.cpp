#include "reports/screen/study_text.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "reports/headlines.h"
#include "reports/period.h"
#include "reports/result/tables.h"
#include "reports/screen/text_table.h"
#include "sim/counts/measures.h"
#include "words/text.h"

namespace pasar {

namespace {

std::string with_unit(std::string number, std::string_view unit) {
    const std::string behind = unit_behind(number, unit);
    return behind.empty() ? number : fmt::format("{} {}", number, behind);
}

}  // namespace

LeverWords::LeverWords(const Lever& lever, double uncertainty) : path_(lever.path) {
    name_ = label_of(lever.path.substr(std::min(lever.path.rfind('.') + 1, lever.path.size())));
    const double known = uncertainty > 0.0 ? uncertainty : (lever.high - lever.low) / 15.0;
    scale_ = scale_for(std::array{lever.low, lever.high}, known, lever.unit);
    if (lever.whole && scale_.divisor == 1.0) scale_.decimals = 0;
    // "buyers 2,000 buyers" would say it twice.
    if (!scale_.unit.empty() && name_ == unit_of_many(scale_.unit)) scale_.unit.clear();
}

std::string LeverWords::heading() const {
    const std::string text = fmt::format("{} ({})", name_, printable(path_, kLongestStudyPath));
    return label_with_unit(text, scale_.unit);
}

std::string LeverWords::label() const { return label_with_unit(name_, scale_.unit); }

std::string LeverWords::value(double value) const { return with_unit(scale_(value), scale_.unit); }

std::string LeverWords::chosen_number(double value) const {
    const double scaled = round_to_digits(value / scale_.divisor, 6);
    int decimals = 0;
    while (decimals < 9 && std::stod(fmt::format("{:.{}f}", scaled, decimals)) != scaled) ++decimals;
    return grouped(scaled, decimals);
}

std::string LeverWords::chosen(double value) const { return with_unit(chosen_number(value), scale_.unit); }

std::string LeverWords::chosen_range(double low, double high) const {
    return fmt::format("{} to {}", chosen_number(low), chosen(high));
}

MeasureWords::MeasureWords(const Scenario& scenario, std::size_t kpi, std::span<const double> values,
                           double uncertainty) {
    const MeasureInfo& info = kpi_info(kpi);
    const Period period = period_of(scenario, info);
    factor_ = period.factor;
    period_ = period.words;
    name_ = label_of(info.name);
    std::vector<double> told;
    for (const double value : values) told.push_back(value * factor_);
    scale_ = scale_for(told, uncertainty * factor_, unit_in_reports(info.unit, scenario));
}

std::string MeasureWords::heading() const { return label_with_unit(name_over_time(), scale_.unit); }

std::string MeasureWords::unit() const {
    const std::string text = unit_behind("", scale_.unit) + period_;
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

std::string MeasureWords::quantity(double value) const { return with_unit(number(value), scale_.unit); }

std::string MeasureWords::amount(double value) const { return quantity(value) + period_; }

std::string MeasureWords::signed_amount(double value) const {
    return with_unit(difference(value), scale_.unit) + period_;
}

std::string MeasureWords::interval(Interval interval) const {
    if (std::isnan(interval.low)) return "no interval";
    return fmt::format("95 % interval {} to {}", number(interval.low), number(interval.high));
}

std::string MeasureWords::with_interval(double value, Interval interval, bool signed_value) const {
    const std::string told = signed_value ? difference(value) : number(value);
    if (std::isnan(interval.low)) return told;
    return fmt::format("{} ({} to {})", told, number(interval.low), number(interval.high));
}

MeasureWords MeasureWords::in_points() const {
    MeasureWords words = *this;
    words.scale_ = scale_.of_differences();
    return words;
}

std::string label_of_measure(std::size_t kpi) { return label_of(kpi_info(kpi).name); }

std::string without_value(const std::string& model, std::size_t kpi) {
    return fmt::format("{} has no {} ({}) in any replication", model, label_of_measure(kpi), kpi_info(kpi).says);
}

namespace {

/// "100,000 buyers"; "1,000 to 3,000 buyers" where the study moves them.
std::string counted_or_range(std::string_view path, std::int64_t count, std::string_view noun,
                             std::span<const Lever> moved) {
    const auto lever = std::find_if(moved.begin(), moved.end(), [&](const Lever& each) { return each.path == path; });
    if (lever == moved.end()) return counted(count, noun);
    return fmt::format("{} to {}", grouped(lever->low), counted(lever->high, noun));
}

}  // namespace

std::string study_title(const Scenario& scenario, std::string_view what, const ScreenOptions& options,
                        const TitleDetails& details) {
    std::string text = fmt::format(
        "{}\n{}, {}, {} {}, seed {}\n{}\n", emphasised(printable(scenario.name, options.columns), options),
        counted_or_range("market.buyers", scenario.market.buyers, "buyer", details.moved),
        counted_or_range("days", scenario.days, "day", details.moved), counted(scenario.replications, "replication"),
        details.where, scenario.seed, wrapped(what, options.columns));
    for (const std::string& line : details.list) text += "  " + wrapped(line, options.columns - 2, 4) + "\n";
    return text + "\n";
}

std::string study_sentence(std::string_view sentence, const ScreenOptions& options) {
    return emphasised(wrapped(sentence, options.columns), options) + '\n';
}

}  // namespace pasar
