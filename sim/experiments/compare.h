// Comparing models that lived through the same replications: how far apart they are in each key figure, how surely, and
// whether a planner should care.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "agents/kinds.h"
#include "sim/experiments/replicate.h"
#include "sim/experiments/statistics.h"

namespace pasar {

/// What can be said of a model against a baseline. Higher and Lower are for measures of which neither is better;
/// NoValue is for those that no replication has for both, so that more of them would not tell either.
/// PracticallyTheSame: the whole interval lies below the difference that is worth caring about.
enum class Verdict : std::uint8_t { NotDistinguishable, Better, Worse, Higher, Lower, NoValue, PracticallyTheSame };
template <>
struct NamesOf<Verdict> {
    static constexpr std::array<std::string_view, 7> names{
        "not distinguishable", "better", "worse", "higher", "lower", "no value", "practically the same"};
};

/// The smallest difference worth caring about, by key figure, in its unit; 0 where nothing is said.
using Worth = std::map<std::size_t, double>;

/// A difference counts when its interval excludes zero and it is at least `worth`; there is none where no pair has one.
/// An interval within `worth` to both sides is practically the same, with zero in it or not. All others are not
/// distinguishable: of 0, or of what is too small to matter.
/// `better` is MeasureInfo::better: +1 more is better, -1 less is, 0 neither.
[[nodiscard]] Verdict verdict_of(const PairedDifference& difference, double worth, int better);

/// One key figure of one model over all replications.
struct Summary {
    std::size_t position = 0;  ///< as in KeyFigures
    std::size_t kpi = 0;
    std::int64_t replications = 0;  ///< in which the figure exists
    double mean = 0.0;
    double standard_deviation = 0.0;
    Interval interval;
    bool few_events = false;  ///< as in MeasuredMean
};

/// One key figure of `model` less the same of `baseline`, replication by replication.
struct PairComparison {
    std::size_t model = 0;     ///< position of the later model
    std::size_t baseline = 0;  ///< position of the earlier one
    std::size_t kpi = 0;
    PairedDifference difference;
    double worth = 0.0;
    Verdict verdict = Verdict::NotDistinguishable;
    bool few_events = false;  ///< behind the figure of either model: the interval is approximate
};

struct Comparison {
    KeyFigures figures;
    std::vector<Summary> summaries;      ///< by position, then by key figure
    std::vector<PairComparison> pairs;   ///< by baseline, model, key figure; each pair once
    std::optional<std::size_t> against;  ///< position of the baseline that was chosen

    [[nodiscard]] const Summary& summary(std::size_t position, std::size_t kpi) const {
        return summaries[position * figures.kpis + kpi];
    }
    /// Model against baseline, in either order; the difference is turned round when needed.
    [[nodiscard]] PairComparison pair(std::size_t model, std::size_t baseline, std::size_t kpi) const;
    /// The pair as it is told: against the chosen baseline where it is one of the two.
    [[nodiscard]] PairComparison as_told(const PairComparison& pair) const;
    /// The key figure of `position` over the replications in which `other` has it too; over all where that never has
    /// it.
    [[nodiscard]] Summary summary_beside(std::size_t position, std::size_t other, std::size_t kpi) const;
};

/// Works out summaries and pairs from the key figures of runs done.
[[nodiscard]] Comparison compare_figures(KeyFigures figures, const Worth& worth = {},
                                         std::optional<std::size_t> against = std::nullopt);

/// Runs everything, then compares. Throws as replicate() does.
[[nodiscard]] Comparison compare(const Scenario& scenario, const ReplicateOptions& options, const Worth& worth = {},
                                 std::optional<std::size_t> against = std::nullopt);

}  // namespace pasar
