// How much of what is lost each cause answers for, when causes work together: the Shapley value of the game whose
// players are causes and whose pay-off is the measure in a world where they are switched off. An effect is the
// measure's change when the cause is switched off, on average over all orders in which causes can be switched off one
// after the other; effects add up to the change when all are off. L. S. Shapley, "A value for n-person games", 1953; as
// attribution by simulation: Song, Nelson & Staum, SIAM/ASA J. Uncertainty Quantification 4 (2016).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/experiments/statistics.h"

namespace pasar {

/// A set of causes that are switched off: bit i stands for cause i.
using Coalition = std::uint32_t;

/// Up to so many causes every coalition is run; beyond, orders are sampled.
inline constexpr std::size_t kMostExactCauses = 8;
inline constexpr std::size_t kMostCauses = 20;

/// Which worlds an attribution needs, known before anything is run.
struct AttributionPlan {
    std::size_t causes = 0;
    bool exact = true;
    std::vector<std::vector<std::size_t>> orders;  ///< sampled, each followed by its reverse; none when exact
    std::vector<Coalition> worlds;                 ///< every coalition needed, once, ascending: from nothing off to all

    [[nodiscard]] Coalition all() const { return (Coalition{1} << causes) - 1; }
};

/// Exact for up to kMostExactCauses. Beyond, at least `orders` orders, in whole blocks in which each cause takes each
/// position equally often and each two causes follow each other equally often (Williams 1949); 0 takes one block.
/// Pre: 1 <= causes <= kMostCauses.
[[nodiscard]] AttributionPlan plan_attribution(std::size_t causes, std::int64_t orders, std::uint32_t seed);

/// A mean over replications with its Student interval; where orders were sampled, that doubt is in the interval too.
struct Estimate {
    double value = 0.0;
    Interval interval;
};

struct PairInteraction {
    std::size_t first = 0;
    std::size_t second = 0;
    /// Shapley interaction index: what switching off both changes beyond what each of the two changes, added up; on
    /// average over the others being off or not.
    Estimate interaction;
};

struct Attribution {
    std::int64_t replications = 0;  ///< in which every world has a value
    std::vector<Estimate> effects;  ///< of each cause
    /// Of the whole; NaN where the whole has no measurable effect. Intervals are Fieller's: they leave out 0 where
    /// those of the effects do. E. C. Fieller, "Some problems in interval estimation", JRSS B 16 (1954).
    std::vector<Estimate> shares;
    Estimate whole;  ///< all causes off less the world as it is
    std::vector<PairInteraction> interactions;
};

/// The replications in which all worlds have a value, so that means of worlds differ as effects say; or everything,
/// where there are none. values[w][r] as below.
[[nodiscard]] std::vector<std::vector<double>> complete_replications(const std::vector<std::vector<double>>& values);

/// values[w][r]: the measure in world plan.worlds[w] and replication r. Replications with a NaN are left out.
/// The interaction index: Grabisch & Roubens, Int. J. Game Theory 28 (1999).
[[nodiscard]] Attribution attribute(const AttributionPlan& plan, const std::vector<std::vector<double>>& values);

}  // namespace pasar
