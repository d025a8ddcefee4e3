// What charts share: the legend, words in an empty chart, and of those over days the frame: axes, grid, and what the
// mouse does to them.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "window/plot.h"

namespace pasar {

struct LegendEntry {
    std::string name;   ///< by which it is hidden
    std::string shown;  ///< in the language of the window
    std::size_t style = 0;
    Colour colour{};  ///< of an area
    enum class Sign { Line, Area, Bar, Point } sign = Sign::Line;
};
/// Entries side by side, in further rows where they need them; where that would take too much of `size`, their names
/// are shortened. They hide and show what they name when clicked. Returns what is left below.
ImVec2 draw_legend(const Look& look, std::set<std::string>& hidden, ImVec2 size,
                   const std::vector<LegendEntry>& legend);

/// A sentence in the middle of an empty chart, in as many lines as it takes.
void say_within(const Look& look, const ImRect& area, const std::string& text);

/// Light stripes on the bars of every second style, so that bars are told apart without their colours.
void draw_bar(ImDrawList& list, const Look& look, ImVec2 from, ImVec2 to, std::size_t style);

/// What is left of the panel where a size is not given.
[[nodiscard]] ImVec2 room_for(ImVec2 size);

class PlotFrame {
public:
    /// Draws the legend, whose entries hide and show their lines when clicked.
    PlotFrame(const Look& look, PlotState& state, ImVec2 size, const std::vector<LegendEntry>& legend);
    /// Room for the labels of the axes that state.x and state.y ask for. `about` stands beside the unit.
    /// `of_differences`: the values are, so that shares are in percentage points.
    void lay_out(bool logarithmic, std::string_view unit, std::string about, bool of_days, bool of_differences = false);
    /// Drag to move, wheel to zoom (with Ctrl: the values), double click to fit.
    void interact(Range whole_x, Range whole_y, double least_x);
    void draw_axes() const;
    /// A shade over the days before the first that is counted, with a word where there is room; nothing where it is 0.
    void draw_warm_up(double first_counted) const;
    void clip() const;
    void unclip() const;
    void draw_crosshair(double x) const;
    /// Shades of events that end.
    void draw_events(const std::vector<PlotMark>& marks) const;
    /// Names of events, as far as there is room.
    void name_events(const std::vector<PlotMark>& marks) const;
    /// Marks of days, few of them with a line. Returns what is to be said of those near the mouse.
    [[nodiscard]] std::string draw_marks(const std::vector<PlotMark>& marks) const;
    void say(const std::string& text) const { say_within(look_, area, text); }

    [[nodiscard]] ImVec2 at(double x_value, double y_value) const {
        return {static_cast<float>(x.pixel(x_value)), static_cast<float>(y.pixel(y_value))};
    }
    [[nodiscard]] std::size_t columns() const { return static_cast<std::size_t>(std::max(1.0F, area.GetWidth())); }

    ImRect area;  ///< inside the axes
    PlotAxis x, y;
    bool is_hovered = false;

private:
    [[nodiscard]] bool shows_event(const PlotMark& mark) const;

    const Look& look_;
    PlotState& state_;
    ImVec2 size_;
    float left_ = 0.0F;
    Ticks x_ticks_, y_ticks_;
    std::string about_;
    bool of_differences_ = false;
};

}  // namespace pasar
