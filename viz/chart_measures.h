// What the charts of the window show, day by day. Everything comes from the counts of sim/counts/measures.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/page/page_days.h"
#include "sim/counts/result.h"
#include "viz/scene.h"

namespace pasar {

/// A measure that a chart can show.
struct ChartMeasure {
    std::string name;       ///< such as "contribution"
    std::string unit;       ///< "money" for money
    std::string says;       ///< one sentence: what it is
    bool state = false;     ///< of the evening
    bool is_ratio = false;  ///< of sums over sums: not so much a day
    MeasuredWhere where = MeasuredWhere::Always;
    bool of_market = false;  ///< a share of what all platforms of a market have together
};
[[nodiscard]] const std::vector<ChartMeasure>& chart_measures();
/// Its place among them; nothing found: the number of measures.
[[nodiscard]] std::size_t find_chart_measure(std::string_view name);

/// A window of all days so far.
inline constexpr std::size_t kAllDays = std::numeric_limits<std::size_t>::max();

/// "mean of 7 days"; of kAllDays and of 1 in other words.
[[nodiscard]] std::string averaging_in_words(std::size_t window);

/// Its value on each day. What happens is summed over the last `window` days and divided by them, and a ratio is one of
/// such sums, so that a quiet day has its neighbours' say; what stands in the evening is of that evening. NaN where
/// there is nothing to divide by. Money in the main unit of a currency of so many digits. `warm_up`: so many days at
/// the beginning are in no mean of all days so far but their own. `market`: days of all platforms of the market, which
/// a share of it is taken of; without them there is none.
[[nodiscard]] std::vector<double> values_of(std::size_t measure, std::span<const DayRow> days, std::size_t window,
                                            int currency_digits, std::int64_t warm_up = 0,
                                            std::span<const std::span<const DayRow>> market = {});

/// A platform's share of the orders of its market over the last week; NaN where there were none.
[[nodiscard]] double share_of_orders(std::span<const SeenWorld> platforms, std::size_t platform);
/// Days of each of these, for values_of().
[[nodiscard]] std::vector<std::span<const DayRow>> days_of(std::span<const SeenWorld> platforms);

}  // namespace pasar
