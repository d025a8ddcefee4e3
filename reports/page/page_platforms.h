// Platforms of one world, read back from the tables of `compete`, for page and workbook alike.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "reports/page/page_source.h"

namespace pasar {

/// What platforms share a market in: columns of shares.csv, and what they are called.
struct SharedMeasure {
    std::string_view column, label;
    bool is_state = false;  ///< of the evening, so that it is not summed over days
};
inline constexpr std::size_t kSharedMeasures = 3;
[[nodiscard]] const std::array<SharedMeasure, kSharedMeasures>& shared_measures();

/// Days over which what happens is summed before shares are taken.
inline constexpr std::size_t kSmoothedDays = 7;

/// The platforms of the world that has all of them; those of worlds in which one is missing are left out.
struct ShownPlatforms {
    std::vector<std::size_t> models;  ///< places in PageSource::models
    std::int64_t replications = 0;
    /// [measure][platform][day]: over all replications.
    std::array<std::vector<std::vector<double>>, kSharedMeasures> days;
    /// [month][from][to]: orders, a mean of the replications; the last origin is nowhere.
    std::vector<std::vector<std::vector<double>>> arrivals;
    std::vector<double> buyers;                    ///< of each platform since day 0, a mean of the replications
    std::vector<std::vector<double>> used;         ///< [platform][platforms used less 1]: share of these, a mean
    std::vector<std::vector<double>> duplication;  ///< [platform][other]: D, a mean; NaN where none is told
    std::vector<std::vector<double>> both;         ///< [platform][other]: share of the market's buyers on both, a mean

    [[nodiscard]] bool is_empty() const { return models.size() < 2; }
    [[nodiscard]] std::size_t count_days() const { return days.front().empty() ? 0 : days.front().front().size(); }
    /// A platform's share of a measure in the last kSmoothedDays days up to this one; NaN where nobody has any.
    [[nodiscard]] double share(std::size_t measure, std::size_t platform, std::size_t day) const;
    /// The same from day to day, both included.
    [[nodiscard]] double share(std::size_t measure, std::size_t platform, std::size_t first, std::size_t last) const;
    /// Arrivals of a span of months, [from][to].
    [[nodiscard]] std::vector<std::vector<double>> arrivals_in(std::size_t first, std::size_t last) const;
};
/// Empty where the result tells of no competition. Throws BadTable.
[[nodiscard]] ShownPlatforms read_shown_platforms(const PageSource& source);

}  // namespace pasar
