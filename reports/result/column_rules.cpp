#include "reports/result/column_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "reports/result/dictionary.h"
#include "scenarios/form.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

/// More than any count of a run; doubles hold whole numbers up to here.
constexpr double kLargestCount = 9007199254740992.0;

constexpr std::array<std::string_view, 8> kOtherModels{"baseline",    "leader",      "runner_up", "winner",
                                                       "ahead_below", "ahead_above", "entrant",   "platform"};
constexpr std::array<std::string_view, 6> kDays{"day",       "joined_day", "placed_day",
                                                "ended_day", "opened_day", "closed_day"};
/// Days that an order may not come to; a promise may reach beyond the run.
constexpr std::array<std::string_view, 4> kDaysIfAny{"promised_day", "door_day", "complained_day", "answered_day"};
constexpr std::array<std::string_view, 3> kMonths{"cohort_month", "age_months", "month"};
constexpr std::array<std::string_view, 10> kYesOrNo{"counted", "complete", "complained", "at_once", "few_events",
                                                    "input",   "leads",    "is_late",    "is_lost", "is_in_business"};
constexpr std::array<std::string_view, 5> kCountedFromOne{"replication", "point", "run", "replications", "number"};
/// Numbers of people and things. Where an auction ended without a sale there is no buyer; few distributors have a
/// shelf.
constexpr std::array<std::string_view, 6> kIdentities{"seller", "buyer", "offer", "distributor", "deals_in", "shelf"};
/// Amounts of auctions that are never below nothing.
constexpr std::array<std::string_view, 5> kPrices{"start_price", "reserve_price", "final_price", "most", "shown_price"};
/// What became of an auction: column "result" of auctions.csv.
constexpr std::array<std::string_view, 5> kResults{"unsold", "paid", "unpaid", "paid_by_runner_up", "seller_gone"};

/// Columns of numbers that have no unit of their own, besides those in the unit of their row.
constexpr std::array<std::string_view, 15> kBareNumbers{
    "duplication", "score", "share_won", "share_won_low", "share_won_high",     "correlation", "variance", "x", "y",
    "crossing",    "low",   "high",      "now",           "variance_reduction", "luck_share"};

template <std::size_t Count>
bool is_one_of(const std::array<std::string_view, Count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_column(const Table& outline, std::string_view name) {
    return std::any_of(outline.columns.begin(), outline.columns.end(),
                       [&](const Column& column) { return column.name == name; });
}

/// Whether the table tells what a run counted, rather than what was worked out from several runs.
bool is_of_one_run(const Table& outline) { return has_column(outline, "replication") && !has_column(outline, "point"); }

/// Whether the unit is one that is counted: orders, buyers, days.
bool is_counted(std::string_view unit) {
    return !unit.empty() && !unit.starts_with("money") && !unit.starts_with("share") && unit != "millionth" &&
           unit != "unit" && unit != "utility" && unit.find_first_of("0123456789") == std::string_view::npos;
}

bool is_date(std::string_view text) {
    if (text.size() != 10) return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool dash = at == 4 || at == 7;
        if (dash ? text[at] != '-' : (text[at] < '0' || text[at] > '9')) return false;
    }
    return true;
}

std::string range_in_words(const char* what, double low, double high) {
    if (std::isfinite(low) && std::isfinite(high) && high < kLargestCount)
        return fmt::format("{} from {} to {}", what, number_text(low), number_text(high));
    if (std::isfinite(low)) return fmt::format("{}, {} or more", what, number_text(low));
    return what;
}

}  // namespace

ColumnRule rule_of(const Table& outline, const Column& column, const ResultExtent& extent) {
    using Kind = ColumnRule::Kind;
    const bool of_one_run = is_of_one_run(outline);
    if (column.name == "model") return {.kind = Kind::Model, .may_be_empty = !of_one_run};
    if (is_one_of(kOtherModels, column.name)) return {.kind = Kind::Model, .may_be_empty = true};
    if (column.name == "date") return {.kind = Kind::Date};
    if (is_one_of(kYesOrNo, column.name)) return {.kind = Kind::YesNo};
    if (column.name == "won_by_best" && column.unit.empty()) return {.kind = Kind::YesNo, .may_be_empty = true};
    if (column.name == "result" && column.unit.empty() && has_column(outline, "bids_made"))
        return {.kind = Kind::OneOf, .words = {kResults.begin(), kResults.end()}};
    const auto whole = [](double low, double high) {
        return ColumnRule{.kind = Kind::Whole, .low = low, .high = high};
    };
    if (is_one_of(kDays, column.name)) return whole(0, static_cast<double>(extent.days - 1));
    if (is_one_of(kDaysIfAny, column.name))
        return {.kind = Kind::Whole, .low = 0.0, .high = 65535.0, .may_be_empty = true};
    if (is_one_of(kMonths, column.name)) {
        const std::int64_t months = (extent.days + 29) / 30;
        return whole(0, static_cast<double>(months - 1));
    }
    if (is_one_of(kIdentities, column.name))
        return {.kind = Kind::Whole,
                .low = 0.0,
                .high = 4294967295.0,
                .may_be_empty = column.name == "buyer" || column.name == "shelf"};
    if (is_one_of(kCountedFromOne, column.name)) return whole(column.name == "replications" ? 0 : 1, kLargestCount);

    // Where a map's point lies is always known; of other numbers there may be nothing to divide by.
    ColumnRule number{.kind = Kind::Number, .may_be_empty = column.name != "x" && column.name != "y"};
    if (column.unit.empty()) {
        std::vector<std::string> header;
        for (const Column& each : outline.columns) header.push_back(each.name);
        // The column luck of best.csv says whether these are the replications of the search.
        const bool in_unit_of_row = is_in_unit_of_row(column.name, header) && column.name != "luck";
        const bool bare = is_one_of(kBareNumbers, column.name) || in_unit_of_row;
        return bare ? number : ColumnRule{};
    }
    if (of_one_run && (is_counted(column.unit) || is_one_of(kPrices, column.name))) number.low = 0.0;
    const bool is_share = column.unit.starts_with("share") || column.unit == "0 to 1";
    if (of_one_run && is_share) {
        number.low = 0.0;
        number.high = 1.0;
    }
    return number;
}

std::int64_t whole_within(const CsvReader& reader, std::size_t position, std::int64_t low, std::int64_t high) {
    const std::int64_t value = reader.whole(position);
    if (value < low || value > high) {
        throw BadTable(reader.fault(
            position, range_in_words("a whole number", static_cast<double>(low), static_cast<double>(high))));
    }
    return value;
}

void check_cell(const CsvReader& reader, std::size_t position, const ColumnRule& rule, const ResultExtent& extent) {
    const std::string_view text = reader.text(position);
    switch (rule.kind) {
        case ColumnRule::Kind::Text:
            return;
        case ColumnRule::Kind::Model: {
            if (text.empty() && rule.may_be_empty) return;
            if (std::find(extent.models.begin(), extent.models.end(), text) != extent.models.end()) return;
            std::vector<std::string> quoted;
            for (const std::string& model : extent.models) quoted.push_back(in_quotes(model));
            Fault fault = reader.fault(position, fmt::format("a model of the scenario: {}", fmt::join(quoted, ", ")));
            fault.hint = did_you_mean(text, extent.models);
            throw BadTable(std::move(fault));
        }
        case ColumnRule::Kind::Date:
            if (!is_date(text)) throw BadTable(reader.fault(position, "a date, as YYYY-MM-DD"));
            return;
        case ColumnRule::Kind::YesNo:
            if (text.empty() && rule.may_be_empty) return;
            if (text != "yes" && text != "no") throw BadTable(reader.fault(position, "yes or no"));
            return;
        case ColumnRule::Kind::OneOf:
            if (std::find(rule.words.begin(), rule.words.end(), text) == rule.words.end())
                throw BadTable(reader.fault(position, fmt::format("{}", fmt::join(rule.words, ", "))));
            return;
        case ColumnRule::Kind::Whole:
            if (text.empty() && rule.may_be_empty) return;
            (void)whole_within(reader, position, static_cast<std::int64_t>(rule.low),
                               static_cast<std::int64_t>(rule.high));
            return;
        case ColumnRule::Kind::Number: {
            const double value = reader.number(position);
            if (std::isnan(value) && text.empty() && rule.may_be_empty) return;
            // A share that was rounded may stand a hair beyond one.
            const bool within = value >= rule.low - 1e-9 && value <= rule.high + 1e-9;
            if (!within) throw BadTable(reader.fault(position, range_in_words("a number", rule.low, rule.high)));
            return;
        }
    }
}

}  // namespace pasar
