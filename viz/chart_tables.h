// What the charts show that are no lines of measures: fates of orders, the funnel, cohorts, sellers' displayed against
// true quality, and the bids of an auction. Worked out without a screen, and each as a table of its own for a file;
// files are English.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "viz/plot/series.h"
#include "viz/scene.h"

namespace pasar {

/// Days at the beginning of a world's run that no number of the whole run counts.
[[nodiscard]] std::int64_t warm_up_of(const SeenWorld& world);

/// How orders ended on each day, from the good to the bad: a mean of the last `window` days, one series a fate, named
/// in English (marked for translation).
[[nodiscard]] std::vector<Series> fates_by_day(const SeenWorld& world, std::size_t window);

inline constexpr std::size_t kFunnelSteps = 5;
/// Of people, so that each step is a part of the one before. In English, marked for translation.
[[nodiscard]] const std::array<const char*, kFunnelSteps>& funnel_steps();
/// How many people have come so far by this evening; those who knew the platform on day 0 are among them, and those who
/// left since.
[[nodiscard]] std::array<double, kFunnelSteps> funnel_of(const SeenWorld& world);

/// Whether a cell of customers_kept() is of a month that was over this evening: what is of the month at hand is still
/// to fall.
[[nodiscard]] bool is_month_over(const SeenWorld& world, std::size_t cohort, std::size_t months_since);

/// Share of the customers won in a month who are still there some months on: [month of 30 days][months since]; NaN
/// where nobody was won.
[[nodiscard]] std::vector<std::vector<double>> customers_kept(const SeenWorld& world);

// Tables for files. Columns that `pasar compare` writes too are called as there and count as there: days and months
// from 0. Each has the world's name in front.

/// A row for each day of each line, with unit and how many days the value is of: `world,date,day,measure,unit,
/// averaged_days,value`, and the interval where any line has one. `lines`: one a world, by whose name it goes;
/// `window`: 1 for what stands in the evening.
[[nodiscard]] std::string lines_csv(const Scene& scene, std::string_view measure, std::string_view unit,
                                    std::size_t window, std::span<const Series> lines);
/// The same columns, with a fate as the measure.
[[nodiscard]] std::string fates_csv(const Scene& scene, std::size_t window);
[[nodiscard]] std::string funnel_csv(std::span<const SeenWorld> worlds);
/// As cohorts.csv of `pasar compare`.
[[nodiscard]] std::string cohorts_csv(std::span<const SeenWorld> worlds);
/// The bids of the auction that each world shows: columns as in bids.csv of `pasar run`, but for those who have none
/// yet, such as the price of one that is open.
[[nodiscard]] std::string bids_csv(std::span<const SeenWorld> worlds);
/// What is kept of subscribers at each renewal, with how many came to it, where there are any.
[[nodiscard]] std::string retention_csv(std::span<const SeenWorld> worlds);
/// All sellers, those who are gone too.
[[nodiscard]] std::string quality_csv(std::span<const SeenWorld> worlds);

}  // namespace pasar
