// The table of an experiment as people read it on the page: measures in a scale of their own and for the time of the
// answer's sentences, parameters by their short names and in per cent where they are shares, intervals behind what
// they are of.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/moved_parameters.h"
#include "reports/page/page_parts.h"
#include "reports/page/page_source.h"
#include "words/figures.h"

namespace pasar {

/// The rows of a long table to show: all, or evenly chosen ones with the first and the last.
[[nodiscard]] std::vector<std::size_t> evenly_chosen(std::size_t rows, std::size_t most);

/// Keeps references to the table and to the parameters.
class StudyTableView {
public:
    StudyTableView(const CsvTable& table, const MovedParameters& parameters, const PageSource& source);

    /// Intervals stand behind their numbers; of a long table evenly chosen rows.
    [[nodiscard]] HtmlTable html(const std::string& caption, std::size_t most_rows) const;
    /// Column by column, as charts read it: {"value": [1, 2], "model": ["A", "A"]}, numbers as the html has them.
    [[nodiscard]] nlohmann::ordered_json columns(std::size_t most_rows) const;
    /// For charts, by measure: its label with the time it is told for, unit, unit of differences, decimals, and whether
    /// more (1) or less (-1) is better.
    [[nodiscard]] nlohmann::ordered_json measures() const;
    /// What a number is divided by to be told: 0.01 of a share, a million of much money, more of a whole run's money
    /// that is told by the month.
    [[nodiscard]] double divisor(std::size_t row, std::size_t column) const;
    /// What the measure of a row is called, with the time it is told for.
    [[nodiscard]] std::string label(std::size_t row) const;
    /// The unit of its measured numbers, with that time: "million IDR a month".
    [[nodiscard]] std::string unit_of_row(std::size_t row) const;
    [[nodiscard]] std::string unit_of_differences(std::size_t row) const;
    /// Whether any measure in it adds up over the days of the run.
    [[nodiscard]] bool has_sums() const;

private:
    /// What the numbers of a column are.
    enum class Holds { Text, Measured, Differences, Parameter, Share, Number };
    struct MeasureHere {
        std::string label;
        double factor = 1.0;
        std::string period;
        Scale scale;  ///< of the whole run's numbers: its divisor has the factor in it
        int better = 0;
        bool adds_up = false;

        /// A unit with the time that the measure is told for: "million IDR a month".
        [[nodiscard]] std::string amount(std::string_view unit) const;
    };

    [[nodiscard]] MeasureHere measure_here(const std::string& name) const;
    [[nodiscard]] Holds what_holds(std::size_t column) const;
    /// The parameter whose value stands there.
    [[nodiscard]] const MovedParameter* parameter_of(std::size_t row, std::size_t column) const;
    /// Whether the measured numbers of this row are differences of the measure.
    [[nodiscard]] bool row_is_difference(std::size_t row) const;
    [[nodiscard]] const MeasureHere* measure_of(std::size_t row) const;
    [[nodiscard]] double number(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::string words(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::string heading(std::size_t column) const;
    /// "1.2 (0.8 to 1.6)"
    [[nodiscard]] std::string with_ends(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::optional<std::size_t> end_of(std::size_t column, bool high) const;
    [[nodiscard]] bool is_end(std::size_t column) const;
    /// Whether all rows move the same parameter, so that headings can tell its unit.
    [[nodiscard]] bool one_parameter() const;

    const CsvTable& table_;
    const MovedParameters& parameters_;
    const PageSource& source_;
    std::vector<bool> numeric_;
    std::vector<Holds> holds_;
    std::map<std::string, MeasureHere> measures_;
};

}  // namespace pasar
