// The charts below the pictures: which there are, what each shows of a scene, and their menus.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/change_marks.h"
#include "viz/chart_measures.h"
#include "viz/scene.h"
#include "window/plot.h"
#include "words/language.h"

namespace pasar {

/// Words to be written to a file once the frame is drawn.
struct WantedFile {
    std::string name;
    std::string text;
};
struct Exports {
    std::vector<Shot> shots;
    std::vector<WantedFile> files;
};

inline constexpr std::size_t kAWeek = 7;

/// One tile: a measure over time, or one of the other pictures of numbers.
class Chart {
public:
    /// `what`: the name of a measure (viz/chart_measures.h), or one of other_charts(). An unknown one is as the first
    /// measure.
    explicit Chart(std::string what);

    [[nodiscard]] const std::string& what() const { return what_; }
    void show(std::string what);
    /// Of all days so far, as key figures are.
    void average_all_days() { window_days_ = kAllDays; }
    /// Days on which worlds were changed; null for none. Outlives the chart's drawing.
    const std::vector<ChangeMark>* changes = nullptr;
    /// Guesses and days to be marked.
    std::vector<PlotNote> notes;
    /// Differences with intervals, where background runs have found them; drawn instead of the worlds' own lines.
    std::optional<LinePlot> instead;

    /// Draws the tile into the panel of ImGui at hand, title and menu too.
    void draw(const Look& look, const std::shared_ptr<const Scene>& scene, Exports& exports);

private:
    void renew(const Look& look, const Scene& scene);
    [[nodiscard]] std::vector<PlotMark> marks_of(const Look& look, const Scene& scene,
                                                 std::optional<std::size_t> only_of = {}) const;
    void draw_head(const Look& look, const Scene& scene, Exports& exports);
    void draw_fates(const Look& look, const Scene& scene);
    void draw_axis_choice();
    void draw_funnel(const Look& look, const Scene& scene);
    void draw_cohorts(const Look& look, const Scene& scene);
    void draw_quality(const Look& look, const Scene& scene);
    void draw_auction(const Look& look, const Scene& scene);
    void draw_retention(const Look& look, const Scene& scene);
    [[nodiscard]] const SeenWorld* chosen_world(const Scene& scene);
    /// What it shows, of all worlds, as a table for a file.
    [[nodiscard]] std::string csv(const Scene& scene) const;

    std::string what_;
    std::shared_ptr<const Scene> made_of_;  ///< the scene that the lines below come from
    Language made_in_ = Language::English;
    std::size_t window_days_ = kAWeek, made_with_days_ = 0;  ///< over which measures are averaged
    LinePlot lines_;
    PlotState state_;
    std::size_t world_ = 0;   ///< shown by charts of a single world
    ImVec2 from_{}, to_{};    ///< of the whole tile
    int frames_to_shot_ = 0;  ///< until a picture of it is taken; 0: none is asked for
};

/// The unit of a measure in a scene: the currency for "money".
[[nodiscard]] std::string unit_of(std::string_view unit, const Scene& scene);

/// Names of the charts that are not a measure over time.
[[nodiscard]] const std::vector<std::string>& other_charts();

/// What is drawn of a world's auction (viz/scene.h), wherever it stands. `place`: of the world in the scene.
[[nodiscard]] BidsPlot bids_plot(const Look& look, const Scene& scene, std::size_t place);
/// Whether anything is sold by auction in it.
[[nodiscard]] bool has_auctions(const SeenWorld& world);
/// Whether a measure says something of it, such as the number of subscribers where there are plans.
[[nodiscard]] bool has_measure(const SeenWorld& world, MeasuredWhere where);
[[nodiscard]] bool has_measure(const SeenWorld& world, const ChartMeasure& measure);

}  // namespace pasar
