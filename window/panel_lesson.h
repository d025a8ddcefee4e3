// The lesson of a scenario, step by step: what to do, a number to predict, and what it came to, with the guess drawn
// into the chart.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "viz/theatre.h"
#include "window/charts.h"
#include "window/look.h"

namespace pasar {

struct LessonPanel {
    struct Guess {
        double value = 0.0;
        bool is_made = false, is_told = false;
        std::optional<double> came_to;  ///< once it was seen
    };
    std::size_t step = 0;
    std::map<std::size_t, Guess> guesses;  ///< by step
};

/// Into the panel of ImGui at hand.
void draw_lesson_panel(const Look& look, LessonPanel& panel, Theatre& theatre, const Scene& scene);

/// Puts the guess of the step at hand into charts of its measure. Once a frame, before the charts are drawn.
void show_guess(const LessonPanel& panel, const Scene& scene, std::vector<std::unique_ptr<Chart>>& charts);

}  // namespace pasar
