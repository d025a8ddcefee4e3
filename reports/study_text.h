// Words and numbers that the answers of studies share: what a parameter is set to, what a measure came to.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/figures.h"
#include "reports/screen.h"
#include "scenarios/scenario.h"
#include "sim/experiments/lever.h"
#include "sim/experiments/statistics.h"

namespace pasar {

/// Columns of a model's name in the text of a study.
inline constexpr std::size_t kLongestStudyName = 40;

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
    /// "8.4"
    [[nodiscard]] std::string number(double value) const { return scale_(value); }
    /// "8.4 % of price"
    [[nodiscard]] std::string value(double value) const;

private:
    std::string path_;
    std::string name_;
    Scale scale_;
};

/// A measure as sentences speak of it: money of a long run by the month.
class MeasureWords {
public:
    /// `values` are those to be told, known to within about `uncertainty`, in the measure's own unit.
    MeasureWords(const Scenario& scenario, std::size_t kpi, std::span<const double> values, double uncertainty);

    /// "retention rate"
    [[nodiscard]] const std::string& name() const { return name_; }
    /// "contribution a month, million IDR"
    [[nodiscard]] std::string heading() const;
    [[nodiscard]] std::string number(double value) const { return scale_(value * factor_); }
    [[nodiscard]] std::string difference(double value) const { return scale_.difference(value * factor_); }
    /// "171 million IDR a month"
    [[nodiscard]] std::string amount(double value) const;
    /// "95 % interval 160 to 182"
    [[nodiscard]] std::string interval(Interval interval) const;

private:
    double factor_ = 1.0;
    std::string period_;  ///< " a month", or empty
    std::string name_;
    Scale scale_;
};

/// "retention rate" of the key figure's index.
[[nodiscard]] std::string label_of_measure(std::size_t kpi);

/// The first lines of every study: the scenario's name, and what was run.
[[nodiscard]] std::string study_title(const Scenario& scenario, std::string_view what, const ScreenOptions& options);

/// A sentence as it stands on the screen: bold and broken into lines.
[[nodiscard]] std::string study_sentence(std::string_view sentence, const ScreenOptions& options);

}  // namespace pasar
