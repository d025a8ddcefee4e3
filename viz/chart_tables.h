// What the charts show that are no lines of measures: fates of orders, the funnel, cohorts, and sellers' displayed
// against true quality. Worked out without a screen, and each as a table of its own for a file; files are English.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "viz/plot/series.h"
#include "viz/scene.h"

namespace pasar {

/// How orders ended on each day, from the good to the bad: a mean of the last `window` days, one series a fate, named
/// in English (marked for translation).
[[nodiscard]] std::vector<Series> fates_by_day(const World& world, std::size_t window);

inline constexpr std::size_t kFunnelSteps = 6;
/// In English, marked for translation.
[[nodiscard]] const std::array<const char*, kFunnelSteps>& funnel_steps();
/// How often each step was taken so far.
[[nodiscard]] std::array<double, kFunnelSteps> funnel_of(const World& world);

/// Share of the customers won in a month who are still there some months on: [month of 30 days][months since]; NaN
/// where nobody was won.
[[nodiscard]] std::vector<std::vector<double>> customers_kept(const World& world);

[[nodiscard]] std::string funnel_csv(std::span<const World> worlds);
[[nodiscard]] std::string cohorts_csv(const World& world);
/// All sellers, those who are gone too.
[[nodiscard]] std::string quality_csv(std::span<const World> worlds);

}  // namespace pasar
