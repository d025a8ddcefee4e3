// The setting of some parameters that is best for a measure, under conditions on other measures: found in some
// replications, confirmed in others. Every setting is tried in the same replications, so that settings differ by what
// they do and not by their draws; but the best of many tries also had the most favourable draws, so its own figure is
// too good. How much too good is reported separately: the setting as it is and the best are run again on replications
// that the search has never seen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/counts/result.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/lever.h"
#include "sim/experiments/statistics.h"

namespace pasar {

/// A condition on the mean of a key figure.
struct Constraint {
    std::size_t kpi = 0;
    bool at_least = true;  ///< else at most
    double bound = 0.0;    ///< in the key figure's unit

    /// How far a mean misses the bound; 0 or less where it is kept.
    [[nodiscard]] double miss(double mean) const { return at_least ? bound - mean : mean - bound; }

    /// What is wrong with a bound outside the values that the key figure can have, which either no setting can keep or
    /// every setting keeps, with the number that was probably meant; empty where nothing is.
    [[nodiscard]] std::string fault() const;
};

/// "nps>=0" or "buyer_loss_share<=0.02", taken apart; nothing when the text is no condition.
struct ConstraintText {
    std::string measure;
    bool at_least = true;
    double bound = 0.0;
    std::string typed;  ///< the bound as it was typed
    std::string doubt;  ///< why the bound is not clear (TypedNumber::doubt); empty where it is
    std::string hint;
};
/// Money may have `currency` beside it.
[[nodiscard]] std::optional<ConstraintText> read_constraint(std::string_view text, std::string_view currency);

struct BestQuestion {
    std::size_t model = 0;  ///< position in KeyFigures
    std::vector<Lever> levers;
    std::size_t kpi = 0;  ///< made as large as can be; as small, where less of it is better
    std::vector<Constraint> constraints;
    std::int64_t replications = 0;   ///< of each evaluation in the search; the confirmation takes as many fresh ones
    std::int64_t evaluations = 100;  ///< settings tried in the search, the one as it is among them; at least 2
};

/// What one setting gave on the replications of the search.
struct Evaluation {
    std::vector<double> values;       ///< of the levers
    std::vector<double> series;       ///< of the key figure, by replication
    double mean = 0.0;                ///< of these; NaN where there is none
    std::vector<double> constrained;  ///< means of the constraints' key figures, in their order
    bool feasible = false;            ///< all constraints are kept by the means
};

/// What one setting gave on fresh replications.
struct Confirmation {
    double mean = 0.0;
    Interval interval;
    std::vector<double> constrained;  ///< as in Evaluation
    std::vector<Interval> constrained_intervals;
};

struct Best {
    BestQuestion question;
    std::vector<Evaluation> search;  ///< in the order in which they were tried; first the scenario as it is
    std::size_t best = 0;            ///< among these; where none is feasible, the one that misses the least
    bool feasible = false;           ///< the best keeps all constraints, by the search
    bool has_value = true;           ///< the key figure has one at some setting; where not, nothing is best
    Confirmation start;
    Confirmation found;
    PairedDifference search_gain;  ///< best less start on the replications of the search, on which it was chosen
    PairedDifference fresh_gain;   ///< the same on fresh ones: what can be believed
    double optimism = 0.0;         ///< search_gain less fresh_gain, positive where the search promised too much
    Interval optimism_interval;    ///< of this difference of two means over different replications
};

/// Searches with NLopt: first all over the ranges (DIRECT_L: Gablonsky & Kelley, "A locally-biased form of the DIRECT
/// algorithm", Journal of Global Optimization 21 (2001)), for three fifths of the evaluations, then downhill from the
/// best (COBYLA: Powell, 1994), at last the neighbours in whole numbers. NLopt sees rounded numbers only, and what it
/// proposes is rounded to 9 digits, so that its sequence does not hang on a compiler. A setting is never run twice.
/// Pre: replications >= 2, evaluations >= 2, at least one lever.
[[nodiscard]] Best find_best(const Laboratory& laboratory, const BestQuestion& question);

/// search, best and constraints, without rows; the first two have a column for each of these paths.
[[nodiscard]] std::vector<Table> best_outlines(std::span<const std::string> paths);
/// The same with their rows; `model` is the model's name.
[[nodiscard]] std::vector<Table> best_tables(const Best& best, const std::string& model);

}  // namespace pasar
