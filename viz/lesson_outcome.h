// A lesson in the window: what a step asks to be predicted, and what it then came to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scenarios/lesson_spec.h"
#include "viz/scene.h"

namespace pasar {

/// After how many days the number is read.
[[nodiscard]] std::int64_t reading_day(const PredictionSpec& prediction, std::int64_t last_day);

/// The world that is asked about: the first of that model's name. Null where there is none.
[[nodiscard]] const SeenWorld* world_asked(const PredictionSpec& prediction, const Scene& scene);

/// What was to be predicted, where it can be read from the scene: a key figure only on its day itself, a column of
/// daily.csv from that day on.
[[nodiscard]] std::optional<double> outcome(const PredictionSpec& prediction, const Scene& scene);

/// Unit of the number, money in the scene's currency; empty for a measure that does not exist.
[[nodiscard]] std::string unit_asked(const PredictionSpec& prediction, const Scene& scene);

/// The chart (viz/chart_measures.h) on whose scale the number stands, so that a guess can be drawn into it; empty for
/// sums over the whole run, which no chart of days shows.
[[nodiscard]] std::string chart_asked(const PredictionSpec& prediction);

}  // namespace pasar
