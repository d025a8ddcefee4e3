// The mean of a key figure over replications, as well as it is known: intervals of what is rare are made another way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/experiments/statistics.h"

namespace pasar {

/// A rate that fewer than so many events stand behind is said to stand on few events.
inline constexpr double kFewEvents = 30.0;

/// What a column "few_events" of a table says.
inline constexpr std::string_view kFewEventsSays =
    "yes where fewer than 30 events stand behind the figure, by what replications differ: its interval is approximate, "
    "and empty where no event was seen";

struct MeasuredMean {
    std::int64_t replications = 0;  ///< in which the figure has a value
    double mean = 0.0;              ///< NaN where there are none
    double standard_deviation = 0.0;
    Interval interval;        ///< at 95 %; NaN of one replication, and where no event was seen in any
    bool few_events = false;  ///< fewer than kFewEvents, by what the replications differ
};

/// Of a share, a count or a time, events are counted by how much replications differ: n runs of Poisson events with
/// mean m and standard deviation s hold n (m / s)² of them, and fewer where events come in clusters. Where these are
/// few, of what the share counts or of the rest, the interval is log_interval()'s, else Student's. Of money and
/// utility it is Student's always. Values of NaN are left out.
[[nodiscard]] MeasuredMean measured_mean(std::vector<double> values, std::size_t kpi);

/// Whether few events stand behind these values of the key figure.
[[nodiscard]] bool stands_on_few_events(std::span<const double> values, std::size_t kpi);

/// The same of a difference, for values of two models in the same replications. A model in which no event was seen,
/// such as fraud in a store of one's own, leaves the difference to the other model, and so it is left to that one here.
[[nodiscard]] bool difference_stands_on_few_events(std::span<const double> first, std::span<const double> second,
                                                   std::size_t kpi);

}  // namespace pasar
