// Why a measure is not better: worlds with causes switched off, and each cause's share of what they lose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/counts/result.h"
#include "sim/experiments/attribution.h"
#include "sim/experiments/causes.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/studied.h"

namespace pasar {

/// What will be run, known before it is.
struct WhyPlan {
    Causes causes;
    AttributionPlan attribution;   ///< over causes.present
    std::vector<Settings> worlds;  ///< of each of attribution.worlds

    /// Names of the causes that are off in a world, joined by " + ".
    [[nodiscard]] std::string names_off(Coalition off) const;
};

/// For the causes of these names, or all that the scenario has. `orders` is for more than kMostExactCauses causes, as
/// in plan_attribution(). Throws InvalidScenario for an unknown cause, or when the scenario is without all that were
/// named.
[[nodiscard]] WhyPlan plan_why(const Scenario& scenario, std::span<const std::size_t> models,
                               std::span<const std::string> names, std::int64_t orders);

/// One measure of one model, explained.
struct WhyAnswer {
    std::size_t position = 0;      ///< of the model, as in KeyFigures
    std::size_t measure = 0;       ///< index into Studied::measures
    std::vector<Estimate> worlds;  ///< mean in each world
    Attribution attribution;
};

/// Every measure of every model. `figures` are those of plan.worlds.
[[nodiscard]] std::vector<WhyAnswer> answer_why(const WhyPlan& plan, const std::vector<KeyFigures>& figures,
                                                const Studied& studied);

/// attribution.csv, interactions.csv and worlds.csv.
[[nodiscard]] std::vector<Table> why_tables(const WhyPlan& plan, std::span<const WhyAnswer> answers,
                                            const Studied& studied);
[[nodiscard]] std::vector<Table> why_outlines();

/// The row of attribution.csv with the sum of all effects.
inline constexpr const char* kWholeRow = "whole";

}  // namespace pasar
