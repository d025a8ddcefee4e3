// The frame that charts of days share: legend, axes, grid, and what the mouse does to them.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <string>
#include <string_view>
#include <vector>

#include "window/plot.h"

namespace pasar {

struct LegendEntry {
    std::string name;   ///< by which it is hidden
    std::string shown;  ///< in the language of the window
    std::size_t style = 0;
    Colour colour{};
    bool is_area = false;  ///< drawn as a square of `colour` instead of a line of `style`
};

class PlotFrame {
public:
    /// Draws the legend, whose entries hide and show their lines when clicked.
    PlotFrame(const Look& look, PlotState& state, ImVec2 size, const std::vector<LegendEntry>& legend);
    /// Room for the labels of the axes that state.x and state.y ask for.
    void lay_out(bool logarithmic, std::string_view unit, bool of_days);
    /// Drag to move, wheel to zoom (with Ctrl: the values), double click to fit.
    void interact(Range whole_x, Range whole_y, double least_x);
    void draw_axes() const;
    void clip() const;
    void unclip() const;
    void draw_crosshair(double x) const;
    /// A sentence in the middle of an empty chart.
    void say(const char* text) const;

    [[nodiscard]] ImVec2 at(double x_value, double y_value) const {
        return {static_cast<float>(x.pixel(x_value)), static_cast<float>(y.pixel(y_value))};
    }
    [[nodiscard]] std::size_t columns() const { return static_cast<std::size_t>(std::max(1.0F, area.GetWidth())); }

    ImRect area;  ///< inside the axes
    PlotAxis x, y;
    bool is_hovered = false;

private:
    const Look& look_;
    PlotState& state_;
    ImVec2 size_;
    float left_ = 0.0F;
    Ticks x_ticks_, y_ticks_;
};

}  // namespace pasar
