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
#include "sim/counts/result.h"
#include "sim/experiments/design.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/lever.h"
#include "sim/experiments/studied.h"

namespace pasar {

/// One parameter that a sweep changes: to one of several values, or to any value of a range.
struct Axis {
    std::string path;
    std::string unit;
    std::vector<std::string> values;  ///< as they stand behind the = of --set
    std::optional<Lever> range;       ///< instead of values

    /// The value at a position between 0 and 1 of the axis.
    [[nodiscard]] std::string value_at(double position) const;
};

/// The axis that `text` describes: "PATH=a,b,c" for these values, "PATH=low:high:steps" for so many numbers from low to
/// high, "PATH=low:high" and "PATH" alone for a range as in find_lever(). Throws InvalidScenario.
[[nodiscard]] Axis find_axis(const LoadedScenario& scenario, std::string_view text);

/// The same axis with its range cut into `steps` values, for a grid.
[[nodiscard]] Axis in_steps(Axis axis, std::int64_t steps);

enum class SweepKind : std::uint8_t { Grid, LatinHypercube, Sobol };

/// More points than this are refused: nobody waits for them, and nobody reads them.
inline constexpr std::int64_t kMostSweepPoints = 20'000;

/// The points of a sweep, in the order in which they are run. No two of them set the same.
struct SweepDesign {
    std::vector<std::string> paths;
    std::vector<std::string> units;                ///< of each path
    std::vector<std::vector<std::string>> points;  ///< points[i][p] is the value of paths[p]
    std::size_t repeated = 0;                      ///< points left out, as they set what an earlier one does
    std::vector<std::string> references;           ///< of each path the value that was named first; may be empty

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
    [[nodiscard]] std::vector<double> series(std::size_t point, std::size_t position, std::size_t kpi) const {
        return figures[point].series(position, kpi);
    }
};

/// Leaves out points that set the same as an earlier one, however it is written: 0.10 and 0.1, "escrow" and escrow.
void merge_repeated_points(SweepDesign& design);

/// Runs all points; the laboratory takes them in their order in one replication after the other, so that a sweep that
/// was stopped has about as many runs of every point, and points all over the design.
[[nodiscard]] Sweep run_sweep(SweepDesign design, const Laboratory& laboratory, std::int64_t replications);

/// A value of a setting as a cell of a table: a number as a number, everything else as text.
[[nodiscard]] Cell cell_of_setting(const std::string& value);

/// points.csv: a row is one measure of one model at one point.
[[nodiscard]] Table sweep_points(const Sweep& sweep, const Studied& studied);
/// Its columns without rows; those of the varied paths are told about in one.
[[nodiscard]] std::vector<Table> sweep_outlines();

/// What a sweep says of one model. Parameters of other models change nothing for it, so of points that differ in these
/// alone the first stands for all.
struct SweepOfModel {
    std::size_t position = 0;
    SweepDesign design;               ///< of the paths that are the model's own or no model's
    std::vector<std::size_t> points;  ///< positions in Sweep::figures of the design's points

    /// `model_path` as settings write it: models.Own store.
    SweepOfModel(const Sweep& sweep, std::size_t position, std::string_view model_path);

    /// One measure over the replications at a point of this design.
    [[nodiscard]] std::vector<double> series(const Sweep& sweep, std::size_t point, std::size_t kpi) const {
        return sweep.series(points[point], position, kpi);
    }
};

}  // namespace pasar
