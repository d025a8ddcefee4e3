// Platforms that compete, held against worlds in which some of them are missing. What each platform came to in each of
// these worlds is an arm: reports treat arms as they treat models.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "scenarios/scenario.h"
#include "sim/experiments/compare.h"
#include "sim/experiments/replicate.h"
#include "sim/experiments/statistics.h"

namespace pasar {

/// A world of a competition.
struct CompetingWorld {
    std::vector<std::size_t> models;   ///< its platforms: indices into the scenario's models, ascending
    std::vector<std::size_t> missing;  ///< those of the first world that are not there
    // Where the firm chooses its channels:
    std::string choice;                             ///< "Marketplace + My store"; empty elsewhere
    std::shared_ptr<const Scenario> scenario = {};  ///< with the firm on these channels; null elsewhere
    std::size_t channel = 0;                        ///< the first model on which the firm sells
};

/// A platform in one of the worlds.
struct Arm {
    std::size_t model = 0;  ///< index into the scenario's models
    std::size_t world = 0;  ///< index into Arms::worlds
    /// The platform's own in the first world; in the others "A without B", "A alone", or, by where the firm sells,
    /// "A only", "A (My shop on B)".
    std::string name;
};

struct Arms {
    std::vector<CompetingWorld> worlds;  ///< the first holds all
    std::vector<Arm> arms;               ///< world by world, in each in the order of its models
    Scenario scenario;                   ///< for reports: its models are the arms

    /// The worlds differ in where the scenario's firm sells.
    [[nodiscard]] bool are_of_channels() const { return !worlds.front().choice.empty(); }
    /// Arms of the first world stand in front.
    [[nodiscard]] std::size_t platforms() const { return worlds.front().models.size(); }
    /// Number of the arm of a model in a world; that world has it.
    [[nodiscard]] std::size_t arm_of(std::size_t model, std::size_t world) const;
    /// Numbers of the arms of one model, that of the first world in front.
    [[nodiscard]] std::vector<std::size_t> arms_of_model(std::size_t model) const;
};

/// The most models that can be held against the worlds in which each is missing: 8 and 8 × 7 arms.
inline constexpr std::size_t kMostMissedInTurn = 8;

/// The worlds in which all of `models` are, and one less for each of `missing`.
[[nodiscard]] Arms arms_without(const Scenario& scenario, const std::vector<std::size_t>& models,
                                const std::vector<std::size_t>& missing);
/// The world in which all of `models` are, and one world for each of them by itself.
[[nodiscard]] Arms arms_alone(const Scenario& scenario, const std::vector<std::size_t>& models);

/// The worlds in which the firm sells in all its channels at once, and in each of them alone: channel_choices(). An own
/// store that is no channel is not there. Throws as channel_choices() does.
[[nodiscard]] Arms arms_of_channels(const LoadedScenario& loaded);

/// Lets replicate() run them: models of the options are the arms, groups the worlds. Keeps a reference to `scenario`,
/// whose models the arms are of, and to `arms`.
void run_arms(ReplicateOptions& options, const Scenario& scenario, const Arms& arms);

/// The figures of some arms, in this order, as if only these had been run.
[[nodiscard]] KeyFigures figures_of_arms(const KeyFigures& all, const std::vector<std::size_t>& arms);

/// Throws InvalidScenario that names what keeps these models from competing, and where it stands.
void refuse_unless_they_compete(const LoadedScenario& loaded, const std::vector<std::size_t>& models);
/// Numbers of all models of a scenario, without a store of its firm that firm.channels does not name: it is shut.
[[nodiscard]] std::vector<std::size_t> open_models(const Scenario& scenario);
/// Numbers of all models of a scenario.
[[nodiscard]] std::vector<std::size_t> all_models(const Scenario& scenario);

/// Where a part of what a platform sells comes from: how much less another platform sells with it in the market than
/// without it.
struct Gain {
    std::size_t world = 0;    ///< the one without the entrant
    std::size_t entrant = 0;  ///< index into the scenario's models
    enum class From : std::uint8_t { Platform, New, All } from = From::All;
    std::size_t platform = 0;  ///< of From::Platform: index into the scenario's models
    std::size_t kpi = 0;
    double mean = 0.0;   ///< over replications in which both worlds have the figure
    Interval interval;   ///< Student's, of the paired difference
    double share = 0.0;  ///< of what the entrant has in all, means over means; NaN where that is nothing
    std::int64_t replications = 0;
};

/// Of each world that misses one platform, for each of `kpis`: what that platform has where all are (All), what of it
/// each other platform has lost to it (Platform; below 0 where that has gained), and the rest, by which the market is
/// larger with it (New).
[[nodiscard]] std::vector<Gain> gains_of(const Arms& arms, const KeyFigures& figures,
                                         const std::vector<std::size_t>& kpis);

/// gains.csv. `scenario` is that of the platforms.
[[nodiscard]] Table gains_table(const Scenario& scenario, const std::vector<Gain>& gains);
[[nodiscard]] Table gains_outline();

}  // namespace pasar
