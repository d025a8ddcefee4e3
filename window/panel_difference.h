// How sure is the difference between two worlds? Both are played again with fresh random numbers in the background, and
// the charts show their mean difference day by day with its 95 % interval instead of the worlds' own lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "viz/difference.h"
#include "viz/scene.h"
#include "window/charts.h"
#include "window/look.h"

namespace pasar {

struct DifferencePanel {
    std::size_t first = 1, second = 0;  ///< places in Scene::worlds
    int replications = 10;
    bool shows = false;  ///< the difference stands in the charts
    std::unique_ptr<BackgroundDifference> running;
    std::vector<std::shared_ptr<const Script>> of;  ///< the two worlds as they were then
    std::int64_t until = 0;                         ///< days worked out
    std::int64_t parted_on = 0;                     ///< days that both lived through alike, or that are warm-up, which
                                                    ///< are left out
    std::string more, less;                         ///< names of the worlds: what is told of is one less the other

    /// What it came to over the days since they parted, for each measure on show.
    struct Finding {
        std::string label, text;
    };
    std::vector<Finding> findings;

    // What the charts and the findings were last made of.
    std::shared_ptr<const PairedDays> drawn;
    bool drew = false;  ///< into the charts
    std::vector<std::string> drawn_for;
    Language drawn_in = Language::English;
};

/// Into the panel of ImGui at hand.
void draw_difference_panel(const Look& look, DifferencePanel& panel, const Scene& scene);

/// Puts the difference into the charts of measures, or takes it out. Once a frame, before the charts are drawn.
void show_difference(DifferencePanel& panel, const Scene& scene, std::vector<std::unique_ptr<Chart>>& charts);

}  // namespace pasar
