// From one business model to another, one choice at a time: what each step changes in the order in which steps are
// taken, and on average over all orders (Shapley value; see attribution.h).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read.h"
#include "sim/counts/result.h"
#include "sim/experiments/attribution.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/studied.h"

namespace pasar {

/// A choice in which the two models differ.
struct LadderStep {
    std::string name;                 ///< "revenue", or "supply + matching" where these can only be taken together
    std::vector<std::string> groups;  ///< of a model, that differ: "revenue"
    Settings settings;                ///< that give the first model the other's
};

/// What will be run, known before it is.
struct LadderPlan {
    std::size_t from = 0, to = 0;   ///< indices into Scenario::models
    std::vector<LadderStep> steps;  ///< in the order in which they are taken
    AttributionPlan attribution;    ///< over steps; all coalitions
    std::vector<Settings> worlds;   ///< of the first model in each of attribution.worlds

    /// Names of the steps taken in a world, joined by " + ".
    [[nodiscard]] std::string names_taken(Coalition taken) const;
    /// The world in which the first `count` steps are taken, as an index into `worlds`.
    [[nodiscard]] std::size_t rung(std::size_t count) const;
};

/// Names of all choices, in the usual order.
[[nodiscard]] std::vector<std::string_view> ladder_choices();

/// The groups of a model that they say: all but its name and what is said about it.
[[nodiscard]] std::vector<std::string_view> ladder_groups();

/// `order`: names of choices to be taken first, in this order; the others follow in the usual one. Choices of which one
/// without the other makes no valid model (a booking is for a service) are one step. Throws InvalidScenario where the
/// models do not differ, for an unknown choice, and where no way from one to the other is valid.
[[nodiscard]] LadderPlan plan_ladder(const LoadedScenario& scenario, std::size_t from, std::size_t to,
                                     std::span<const std::string> order);

/// One measure on the way.
struct LadderAnswer {
    std::size_t measure = 0;         ///< index into Studied::measures
    std::vector<Estimate> worlds;    ///< mean in each world
    std::vector<Estimate> in_order;  ///< of each step: what it changes where those before it are taken
    Attribution attribution;         ///< on average over all orders
};

/// `figures` are those of plan.worlds, with the first model alone.
[[nodiscard]] std::vector<LadderAnswer> answer_ladder(const LadderPlan& plan, const std::vector<KeyFigures>& figures,
                                                      const Studied& studied);

/// ladder.csv and rungs.csv.
[[nodiscard]] std::vector<Table> ladder_tables(const LadderPlan& plan, std::span<const LadderAnswer> answers,
                                               const Studied& studied, const Scenario& scenario);
[[nodiscard]] std::vector<Table> ladder_outlines();

/// The row of ladder.csv with the sum of all steps.
inline constexpr const char* kWholeLadder = "whole";

}  // namespace pasar
