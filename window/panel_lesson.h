// The lesson of a scenario, step by step: what to do, a number to predict, and what it came to, with the guess drawn
// into the chart.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/session.h"
#include "window/charts.h"
#include "window/look.h"

namespace pasar {

struct LessonPanel {
    struct Guess {
        double value = 0.0;
        bool is_made = false, is_told = false;
        std::optional<double> came_to;                ///< once it was seen
        std::shared_ptr<const Script> came_to_under;  ///< what had been done to the world until then
    };
    std::size_t step = 0;
    std::map<std::size_t, Guess> guesses;  ///< by step
    bool is_in_chart = false;              ///< the guess at hand, in one of the charts on show
    std::string wanted;                    ///< the chart that is to take the first place, for a guess to stand in
};

/// Into the panel of ImGui at hand.
void draw_lesson_panel(const Look& look, LessonPanel& panel, Session& session, const Scene& scene);

/// Puts the guess of the step at hand, and what it came to, into charts of its measure; the first chart becomes the one
/// that was wanted. Once a frame, before the charts are drawn. `on_show`: how many of them are.
void show_guess(const Look& look, LessonPanel& panel, const Scene& scene, std::vector<std::unique_ptr<Chart>>& charts,
                std::size_t on_show);

}  // namespace pasar
