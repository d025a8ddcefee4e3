// Words and numbers that the answers of studies share: what a parameter is set to, what a measure came to.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/screen/screen.h"
#include "scenarios/scenario.h"
#include "sim/experiments/lever.h"
#include "sim/experiments/statistics.h"
#include "words/figures.h"

namespace pasar {

/// Columns of a model's name in the text of a study.
inline constexpr std::size_t kLongestStudyName = 60;
/// Of the path of a parameter where it stands alone.
inline constexpr std::size_t kLongestStudyPath = 100;

/// What a study found: sentences for manifest, page and workbook, and the whole text for the terminal.
struct StudyText {
    std::vector<std::string> answer;
    std::string screen;
};

/// A parameter as sentences speak of it.
class LeverWords {
public:
    /// `uncertainty` is how exactly its values are known, in its unit; 0: to a fifteenth of the range.
    explicit LeverWords(const Lever& lever, double uncertainty = 0.0);

    /// "commission" of models.Marketplace.revenue.commission.
    [[nodiscard]] const std::string& name() const { return name_; }
    /// "commission (models.Marketplace.revenue.commission), % of price"
    [[nodiscard]] std::string heading() const;
    /// "commission, % of price"
    [[nodiscard]] std::string label() const;
    /// "8.4"
    [[nodiscard]] std::string number(double value) const { return scale_(value); }
    /// "8.4 % of price"
    [[nodiscard]] std::string value(double value) const;
    /// A value that was chosen, in the few digits that takes: "8 % of price".
    [[nodiscard]] std::string chosen(double value) const;
    /// The number alone: "8".
    [[nodiscard]] std::string chosen_number(double value) const;
    /// "% of price"
    [[nodiscard]] const std::string& unit() const { return scale_.unit; }
    /// "4 to 20 % of price"
    [[nodiscard]] std::string chosen_range(double low, double high) const;

private:
    std::string path_;
    std::string name_;
    Scale scale_;
};

/// A measure as sentences speak of it, over the time of period_of().
class MeasureWords {
public:
    /// `values` are those to be told, known to within about `uncertainty`, in the measure's own unit.
    MeasureWords(const Scenario& scenario, std::size_t kpi, std::span<const double> values, double uncertainty);

    /// "retention rate"
    [[nodiscard]] const std::string& name() const { return name_; }
    /// "contribution a month"
    [[nodiscard]] std::string name_over_time() const { return name_ + period_; }
    /// "contribution a month, million IDR"
    [[nodiscard]] std::string heading() const;
    /// "million IDR a month"
    [[nodiscard]] std::string unit() const;
    [[nodiscard]] std::string number(double value) const { return scale_(value * factor_); }
    [[nodiscard]] std::string difference(double value) const { return scale_.difference(value * factor_); }
    /// "171 million IDR"
    [[nodiscard]] std::string quantity(double value) const;
    /// "171 million IDR a month"
    [[nodiscard]] std::string amount(double value) const;
    /// "+171 million IDR a month"
    [[nodiscard]] std::string signed_amount(double value) const;
    /// "95 % interval 160 to 182"; "no interval" where there is none
    [[nodiscard]] std::string interval(Interval interval) const;
    /// "160 (154 to 171)", without the brackets where there is no interval; `signed_value`: "+160 (154 to 171)".
    [[nodiscard]] std::string with_interval(double value, Interval interval, bool signed_value) const;

    /// The same for differences: those of shares are points, so that they are not taken for percentages of the share.
    [[nodiscard]] MeasureWords in_points() const;

private:
    double factor_ = 1.0;
    std::string period_;  ///< " a month", " in 20 days", or empty
    std::string name_;
    Scale scale_;
};

/// "retention rate" of the key figure's index.
[[nodiscard]] std::string label_of_measure(std::size_t kpi);

/// That a model has none of a measure: "Own store has no seller income gini (inequality of incomes among independent
/// sellers) in any replication". More replications would give it none, which is not the same as a difference that
/// cannot be told.
[[nodiscard]] std::string without_value(const std::string& model, std::size_t kpi);

struct TitleDetails {
    std::string_view where = "at each point";  ///< replications are those
    std::span<const std::string> list;         ///< below the title, a line each
    std::span<const Lever> moved;              ///< what has a range instead of the scenario's value
};
/// The first lines of every study: the scenario's name, and what was run.
[[nodiscard]] std::string study_title(const Scenario& scenario, std::string_view what, const ScreenOptions& options,
                                      const TitleDetails& details = {});

/// A sentence as it stands on the screen: bold and broken into lines.
[[nodiscard]] std::string study_sentence(std::string_view sentence, const ScreenOptions& options);

}  // namespace pasar
