// Charts on ImGui's draw lists: axes, lines, areas, bars, cells and points, with a legend, a crosshair, pan and zoom.
// What is worked out stands in viz/plot/; here it is only drawn.
#pragma once

#include <imgui.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reports/auction_picture.h"
#include "viz/plot/series.h"
#include "viz/plot/ticks.h"
#include "viz/plot/viewport.h"
#include "window/look.h"

namespace pasar {

/// What a picture of a part of the window is wanted of, once the frame is drawn.
struct Shot {
    ImVec2 from, to;
    std::string name;  ///< of the file, without an ending
};

/// What a user did to a chart; stays while the chart is there.
struct PlotState {
    bool is_fitted = true;
    bool logarithmic = false;
    Range x{}, y{};
    std::set<std::string> hidden;
    bool is_for_picture = false;  ///< it is about to be saved: nothing that follows the mouse is drawn
};

/// Numbers of styles from one future of a market to the next: the same colours with other dashes and markers.
inline constexpr std::size_t kStylesOfAMarket = 8;

/// A line told apart by colour, and by dash and marker.
struct PlotLine {
    Series series;
    std::size_t style = 0;  ///< colour, dash and marker number so much
};

/// A guess drawn into a chart, or a day of which something is to be said.
struct PlotNote {
    std::optional<double> day, value;
    std::string text;
    std::optional<std::size_t> style{};  ///< of the world it tells of; else it is nobody's
    bool is_below = false;               ///< the text, so that two notes of one day can be read
};

/// A day on which something was changed: a thin line with a small triangle on top. A shade where it ends.
struct PlotMark {
    double day = 0.0;
    double until = 0.0;                  ///< where it ends; else 0
    std::string name{};                  ///< beside the line, where there is room
    std::optional<std::size_t> style{};  ///< of the only world it concerns
    std::string text;                    ///< shown where the mouse is near
};

struct LinePlot {
    std::string unit;   ///< of the values
    std::string about;  ///< what else is to be known of them, such as over how many days they are averaged
    std::vector<PlotLine> lines;
    std::vector<PlotNote> notes;
    std::vector<PlotMark> marks;  ///< by day
    bool with_zero = true;
    bool may_be_logarithmic = true;
    bool is_of_differences = false;  ///< shares then differ by percentage points
    double first_counted = 0.0;      ///< days before are the warm-up, which no number counts
    double last_day = 1.0;           ///< to which the axis reaches when fitted
    std::function<std::string(std::int64_t)> name_of_day;
    std::string none{};      ///< said where there is no line at all
    bool is_of_days = true;  ///< else over numbers that name_of_day names, which `about` tells of
};
/// Takes `size`; zero: what is left of the panel. Pre: inside a window of ImGui; `id` is unique there.
void draw_lines(const char* id, const Look& look, const LinePlot& plot, PlotState& state, ImVec2 size);

/// Layers on top of each other, the first at the bottom, over the days of their series.
struct AreaPlot {
    std::string unit, about;
    std::vector<Series> layers;
    std::vector<Colour> colours;
    std::vector<PlotMark> marks;  ///< by day
    double first_counted = 0.0;   ///< as in LinePlot
    double last_day = 1.0;
    std::function<std::string(std::int64_t)> name_of_day;
};
void draw_areas(const char* id, const Look& look, const AreaPlot& plot, PlotState& state, ImVec2 size);

/// What is told apart in charts that are not over days, such as the worlds.
struct PlotGroup {
    std::string name;   ///< by which it is hidden
    std::string shown;  ///< in the language of the window
    std::size_t style = 0;
};

/// Bars side by side: for each label one for each group, such as a step of the funnel for each world.
struct BarPlot {
    std::string unit;        ///< of the figures beside the bars; empty where these are numbers alone
    std::string unit_shown;  ///< what all of them are, above the bars
    std::vector<std::string> labels;
    std::vector<PlotGroup> groups;
    std::vector<std::vector<double>> values;  ///< [group][label]
};
void draw_bars(const char* id, const Look& look, const BarPlot& plot, PlotState& state, ImVec2 size);

/// Cells coloured by share: cohorts by month of age.
struct HeatPlot {
    std::string across, down;                ///< what columns and rows are
    std::vector<std::vector<double>> cells;  ///< [row][column], shares; NaN: none
    double least = 0.0;                      ///< lightest colour
    std::vector<std::vector<bool>> partial;  ///< [row][column] of a month that is not over: drawn apart; may be empty
};
void draw_heat(const char* id, const Look& look, const HeatPlot& plot, const PlotState& state, ImVec2 size);

struct ScatterPoint {
    double x = 0.0, y = 0.0;
    float radius = 2.0F;
    std::string says;
};
struct ScatterPlot {
    std::string across, up;
    std::vector<PlotGroup> groups;
    std::vector<std::vector<ScatterPoint>> points;  ///< of each group
    Range x{0.0, 1.0}, y{0.0, 1.0};
    bool with_diagonal = false;  ///< where both are alike
};
void draw_scatter(const char* id, const Look& look, const ScatterPlot& plot, PlotState& state, ImVec2 size);

/// The bids of one auction over its days, the price on display, and the reserve.
struct BidsPlot {
    std::shared_ptr<const AuctionPicture> auction;  ///< null for none
    std::string empty;                              ///< said then
    std::string unit;                               ///< the currency
    std::string name;                               ///< of the world
    std::size_t style = 0;                          ///< of the world
};
/// With a sentence on what is seen above it, where there is room.
void draw_bids(const char* id, const Look& look, const BidsPlot& plot, PlotState& state, ImVec2 size);

/// The sign of a style: a disc, a square, a triangle or a diamond.
void draw_sign(ImDrawList& list, ImVec2 at, float radius, std::size_t style, ImU32 colour);
/// A short piece of a line in its style.
void draw_swatch(ImDrawList& list, const Look& look, ImVec2 from, float width, std::size_t style);
[[nodiscard]] Colour colour_of_style(const Look& look, std::size_t style);

/// A number with so many digits as tell something, and its unit: "1.25 million IDR".
[[nodiscard]] std::string figure(double value, std::string_view unit);

}  // namespace pasar
