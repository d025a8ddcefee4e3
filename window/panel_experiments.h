// Experiments from the window: compare, sweep, break-even, map and why over the markets as they are now, in the
// background, with progress and cancel; what they found is read here, and their page opens in the browser.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/background.h"
#include "viz/browser.h"
#include "viz/levers.h"
#include "viz/scene.h"
#include "viz/slider_scale.h"
#include "window/look.h"

namespace pasar {

struct ExperimentsPanel {
    std::size_t command = 0;
    std::array<char, 256> first{}, second{};  ///< paths that are varied
    std::array<double, 2> low{}, high{};
    std::array<std::string, 2> range_of;         ///< the parameter that each range is of; empty for none yet
    std::array<NumberRange, 2> suggested_range;  ///< a range that nobody touched goes with its parameter
    int replications = 5;
    std::size_t measure = 0;                                           ///< index of kpi_info()
    std::vector<std::shared_ptr<const Script>> made_of;                ///< the worlds of which the following tells
    std::vector<std::shared_ptr<const LoadedScenario>> made_in_force;  ///< and what held in them
    std::string no_numbers;                                            ///< why there is nothing to vary; else empty
    std::vector<WorldLever> numbers;  ///< what may be varied, with paths as --vary takes them
    std::string command_of_running;
    std::unique_ptr<BackgroundExperiment> running;
    std::string asked,
        details;  ///< what the running or finished one is about: its question; what is varied and how often
    std::vector<std::shared_ptr<const Script>> asked_of;  ///< the worlds as they were then
    bool shows_figures = false;                           ///< what it printed, on a sheet
    std::optional<BackgroundExperiment::State> seen;      ///< how it stood in the last frame; nothing before the first
    std::string problem;                                  ///< why none could be begun
    std::unique_ptr<PageOpening> opening;                 ///< of its page
    std::vector<UnfinishedExperiment> unfinished;         ///< that can be gone on with

    [[nodiscard]] bool is_at_work() const {
        return running && running->look().state == BackgroundExperiment::State::Running;
    }
    void look_for_unfinished(const std::filesystem::path& where) { unfinished = unfinished_experiments(where); }
};

/// Into the panel of ImGui at hand. Results are made in results/ below `where`.
void draw_experiments_panel(const Look& look, ExperimentsPanel& panel, const Scene& scene,
                            const std::filesystem::path& where, const std::string& stem);

}  // namespace pasar
