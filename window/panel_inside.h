// Looking inside one buyer or seller: what it is, what happened to it in words,
// in all worlds side by side, where the stories part, and why each offer was
// chosen.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "viz/scene.h"
#include "viz/story.h"
#include "window/look.h"
#include "window/picture_view.h"
#include "window/plot.h"
#include "words/language.h"

namespace pasar {

struct InsidePanel {
    std::optional<Selection> told;                       ///< whose story it is
    std::vector<std::shared_ptr<const Script>> scripts;  ///< of the worlds it was told in
    std::int64_t told_until = 0;                         ///< the day on show in the last frame
    Language told_in = Language::English;
    std::unique_ptr<BackgroundStory> story;
    std::optional<std::pair<std::size_t, std::size_t>> opened;  ///< a choice that is explained: world, line
    int number = 0;                                             ///< typed in
    std::vector<PlotState> auctions;                            ///< of the worlds, where nobody is selected
};

/// Into the panel of ImGui at hand. What is selected here is told; the panel
/// lets select others.
void draw_inside_panel(const Look& look, InsidePanel& panel, const Scene& scene, std::optional<Selection>& selection);

}  // namespace pasar
