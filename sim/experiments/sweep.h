// A sweep: a scenario at many points, each in the same replications. A point changes any parameters, whatever their
// kind: numbers, names, lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/csv_reader.h"
#include "scenarios/read.h"
#include "sim/experiments/design.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/lever.h"
#include "sim/experiments/studied.h"
#include "sim/result.h"

namespace pasar {

/// One parameter that a sweep changes: to one of several values, or to any value of a range.
struct Axis {
    std::string path;
    std::string unit;
    std::vector<std::string> values;  ///< as they stand behind the = of --set
    std::optional<Lever> range;       ///< instead of values

    /// The value at a place between 0 and 1 of the axis.
    [[nodiscard]] std::string value_at(double place) const;
};

/// The axis that `text` describes: "PATH=a,b,c" for these values, "PATH=low:high:steps" for so many numbers from low to
/// high, "PATH=low:high" and "PATH" alone for a range as in find_lever(). Throws InvalidScenario.
[[nodiscard]] Axis find_axis(const LoadedScenario& scenario, std::string_view text);

/// The same axis with its range cut into `steps` values, for a grid.
[[nodiscard]] Axis in_steps(Axis axis, std::int64_t steps);

enum class SweepKind : std::uint8_t { Grid, LatinHypercube, Sobol };

/// More points than this are refused: nobody waits for them, and nobody reads them.
inline constexpr std::int64_t kMostSweepPoints = 20'000;

/// The points of a sweep, in the order in which they are run.
struct SweepDesign {
    std::vector<std::string> paths;
    std::vector<std::string> units;                ///< of each path
    std::vector<std::vector<std::string>> points;  ///< points[i][p] is the value of paths[p]

    [[nodiscard]] Settings settings(std::size_t point) const;
};

/// Points over the axes in a balanced order. `points` is not used by a grid. Pre: at least one axis, of a grid with
/// values. Throws InvalidScenario where there are more than kMostSweepPoints.
[[nodiscard]] SweepDesign design_sweep(const std::vector<Axis>& axes, SweepKind kind, std::int64_t points,
                                       std::uint32_t seed);

/// The points that a table gives, in its order: each column is a path, each row a point. Throws InvalidScenario with
/// every fault, by file, line and column.
[[nodiscard]] SweepDesign design_of_table(const LoadedScenario& scenario, const CsvTable& table);

/// What a sweep found: figures[point], each over all replications.
struct Sweep {
    SweepDesign design;
    std::vector<KeyFigures> figures;

    /// One measure of one model over the replications.
    [[nodiscard]] std::vector<double> series(std::size_t point, std::size_t place, std::size_t kpi) const {
        return figures[point].series(place, kpi);
    }
};

/// Runs all points; the laboratory takes them in their order in one replication after the other, so that a sweep that
/// was stopped has about as many runs of every point, and points all over the design.
[[nodiscard]] Sweep run_sweep(SweepDesign design, const Laboratory& laboratory, std::int64_t replications);

/// points.csv: a row is one measure of one model at one point.
[[nodiscard]] Table sweep_points(const Sweep& sweep, const Studied& studied);
/// Its columns without rows; those of the varied paths are told about in one.
[[nodiscard]] std::vector<Table> sweep_outlines();

/// What a sweep says of one model. Parameters of other models change nothing for it, so of points that differ in these
/// alone the first stands for all.
struct SweepOfModel {
    std::size_t place = 0;
    SweepDesign design;               ///< of the paths that are the model's own or no model's
    std::vector<std::size_t> points;  ///< places in Sweep::figures of the design's points

    /// `model_path` as settings write it: models.Own store.
    SweepOfModel(const Sweep& sweep, std::size_t place, std::string_view model_path);

    /// One measure over the replications at a point of this design.
    [[nodiscard]] std::vector<double> series(const Sweep& sweep, std::size_t point, std::size_t kpi) const {
        return sweep.series(points[point], place, kpi);
    }
};

/// The values of a group of points: one, or neighbouring numbers from the first to the last.
struct ValueRange {
    std::string first, last;
};

/// How far one path moves one measure of one model.
struct SweepEffect {
    std::size_t path = 0;        ///< of SweepOfModel::design
    double share = 0.0;          ///< of the variance between points that goes with the path; NaN where nothing varies
    ValueRange lowest, highest;  ///< with the smallest and the largest mean
    double lowest_mean = 0.0, highest_mean = 0.0;
};
/// One for each path, the strongest first. Points are put into at most five groups by the value of the path; the share
/// is ω² of a one-way analysis of variance, which takes off what groups differ by chance (Hays 1963).
[[nodiscard]] std::vector<SweepEffect> sweep_effects(const Sweep& sweep, const SweepOfModel& model, std::size_t kpi);

}  // namespace pasar
