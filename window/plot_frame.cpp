#include "window/plot_frame.h"

#include <algorithm>
#include <cmath>

#include "reports/language.h"

namespace pasar {

namespace {

std::string tick_text(const Tick& tick) { return number_in(spoken_language(), tick.label); }

void draw_legend(const Look& look, PlotState& state, float width, const std::vector<LegendEntry>& legend) {
    const float line = ImGui::GetTextLineHeight(), swatch = look.px(22);
    const float begin = ImGui::GetCursorScreenPos().x;
    bool is_first = true;
    for (const LegendEntry& entry : legend) {
        const float mark = entry.is_area ? line * 0.8F : swatch;
        const float needed = mark + look.px(5) + ImGui::CalcTextSize(entry.shown.c_str()).x;
        if (!is_first) {
            ImGui::SameLine(0, look.px(14));
            if (ImGui::GetCursorScreenPos().x + needed > begin + width) ImGui::NewLine();
        }
        is_first = false;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::PushID(entry.name.c_str());
        if (ImGui::InvisibleButton("legend", {std::max(1.0F, needed), line})) {
            if (!state.hidden.erase(entry.name)) state.hidden.insert(entry.name);
        }
        const bool hidden = state.hidden.contains(entry.name);
        if (ImGui::IsItemHovered()) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            ImGui::SetTooltip("%s", hidden ? tr("click to show") : tr("click to hide"));
        }
        ImGui::PopID();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const Theme& theme = look.theme();
        if (entry.is_area) {
            const ImVec2 from{at.x, at.y + line * 0.12F}, to{at.x + mark, at.y + line * 0.12F + mark};
            if (hidden)
                list.AddRect(from, to, paint(theme.muted));
            else
                list.AddRectFilled(from, to, paint(entry.colour));
        } else if (!hidden) {
            draw_swatch(list, look, {at.x, at.y + line / 2.0F}, swatch, entry.style);
        }
        const ImVec2 text{at.x + mark + look.px(5), at.y};
        list.AddText(text, paint(hidden ? theme.muted : theme.ink, hidden ? 0.7 : 1.0), entry.shown.c_str());
        if (hidden)
            list.AddLine({text.x, text.y + line * 0.55F}, {at.x + needed, text.y + line * 0.55F}, paint(theme.muted));
    }
}

}  // namespace

PlotFrame::PlotFrame(const Look& look, PlotState& state, ImVec2 size, const std::vector<LegendEntry>& legend)
    : look_(look), state_(state) {
    const ImVec2 left = ImGui::GetContentRegionAvail();
    if (size.x <= 0.0F) size.x = left.x;
    if (size.y <= 0.0F) size.y = left.y;
    const float top = ImGui::GetCursorPosY();
    draw_legend(look, state, size.x, legend);
    size_ = {size.x, std::max(look.px(40), size.y - (ImGui::GetCursorPosY() - top))};
}

void PlotFrame::lay_out(bool logarithmic, std::string_view unit, bool of_days) {
    const float line = ImGui::GetTextLineHeight();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const ImVec2 to{from.x + size_.x, from.y + size_.y};
    left_ = from.x;
    const float above = line + look_.px(4), below = line + look_.px(5);
    const int rows = std::max(2, static_cast<int>((size_.y - above - below) / (line * 2.0F)) + 1);
    y_ticks_ = logarithmic ? log_ticks(state_.y.low, state_.y.high, rows, unit)
                           : ticks(state_.y.low, state_.y.high, rows, unit);
    // One mark alone tells no scale.
    for (int more = rows + 1; !logarithmic && y_ticks_.marks.size() < 2 && more < rows + 4; ++more)
        y_ticks_ = ticks(state_.y.low, state_.y.high, more, unit);
    float widest = look_.px(16);
    for (const Tick& tick : y_ticks_.marks) widest = std::max(widest, ImGui::CalcTextSize(tick_text(tick).c_str()).x);
    area = {{from.x + widest + look_.px(7), from.y + above},
            {std::max(to.x - look_.px(10), from.x + widest + look_.px(20)), to.y - below}};
    const int across = std::max(2, static_cast<int>(area.GetWidth() / look_.px(64)));
    x_ticks_ =
        of_days ? day_ticks(state_.x.low, state_.x.high, across) : ticks(state_.x.low, state_.x.high, across, "");
    x = {state_.x, area.Min.x, area.Max.x, false};
    y = {state_.y, area.Max.y, area.Min.y, logarithmic};
}

void PlotFrame::interact(Range whole_x, Range whole_y, double least_x) {
    ImGui::SetCursorScreenPos(area.Min);
    ImGui::InvisibleButton("area", {std::max(1.0F, area.GetWidth()), std::max(1.0F, area.GetHeight())});
    is_hovered = ImGui::IsItemHovered();
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, 3.0F) &&
        (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F)) {
        state_.is_fitted = false;
        state_.x = kept_in_sight(x.panned(io.MouseDelta.x), whole_x);
        state_.y = y.logarithmic ? y.panned(io.MouseDelta.y) : kept_in_sight(y.panned(io.MouseDelta.y), whole_y);
    }
    if (is_hovered && io.MouseWheel != 0.0F) {
        state_.is_fitted = false;
        const double factor = std::pow(1.2, io.MouseWheel);
        if (io.KeyCtrl)
            state_.y = y.zoomed(io.MousePos.y, factor, 1e-9 * whole_y.length());
        else
            state_.x = kept_in_sight(x.zoomed(io.MousePos.x, factor, least_x), whole_x);
    }
    if (is_hovered && ImGui::IsMouseDoubleClicked(0)) state_.is_fitted = true;
    x.range = state_.x;
    y.range = state_.y;
}

void PlotFrame::draw_axes() const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look_.theme();
    const float line = ImGui::GetTextLineHeight();
    list.AddText({left_, area.Min.y - line - look_.px(4)}, paint(theme.muted),
                 unit_in(spoken_language(), y_ticks_.unit).c_str());
    if (x_ticks_.unit == "day" && area.Min.x - left_ > ImGui::CalcTextSize(filled(tr("day {}"), 0).c_str()).x)
        list.AddText({left_, std::round(area.Max.y + look_.px(4))}, paint(theme.muted), tr("day"));
    for (const Tick& tick : y_ticks_.marks) {
        const auto py = std::round(static_cast<float>(y.pixel(tick.value)));
        if (py < area.Min.y - 1.0F || py > area.Max.y + 1.0F) continue;
        list.AddLine({area.Min.x, py}, {area.Max.x, py}, paint(theme.rule, tick.value == 0.0 ? 1.0 : 0.7),
                     look_.px(tick.value == 0.0 ? 1.5F : 1.0F));
        const float width = ImGui::CalcTextSize(tick_text(tick).c_str()).x;
        list.AddText({std::round(area.Min.x - look_.px(6) - width), std::round(py - line / 2.0F)}, paint(theme.muted),
                     tick_text(tick).c_str());
    }
    for (const Tick& tick : x_ticks_.marks) {
        const auto px = std::round(static_cast<float>(x.pixel(tick.value)));
        list.AddLine({px, area.Max.y}, {px, area.Max.y + look_.px(3)}, paint(theme.muted), look_.px(1));
        const float width = ImGui::CalcTextSize(tick_text(tick).c_str()).x;
        const float left = std::clamp(px - width / 2.0F, area.Min.x - width / 2.0F,
                                      std::max(area.Min.x, area.Max.x + look_.px(8) - width));
        list.AddText({std::round(left), std::round(area.Max.y + look_.px(4))}, paint(theme.muted),
                     tick_text(tick).c_str());
    }
    list.AddLine({area.Min.x, area.Max.y}, {area.Max.x, area.Max.y}, paint(theme.muted, 0.6), look_.px(1));
}

void PlotFrame::clip() const { ImGui::PushClipRect(area.Min, area.Max, true); }
void PlotFrame::unclip() const { ImGui::PopClipRect(); }

void PlotFrame::draw_crosshair(double x_value) const {
    const auto px = std::round(static_cast<float>(x.pixel(x_value)));
    ImGui::GetWindowDrawList()->AddLine({px, area.Min.y}, {px, area.Max.y}, paint(look_.theme().muted, 0.7),
                                        look_.px(1));
}

void PlotFrame::say(const char* text) const {
    const ImVec2 size = ImGui::CalcTextSize(text);
    ImGui::GetWindowDrawList()->AddText({area.GetCenter().x - size.x / 2.0F, area.GetCenter().y - size.y / 2.0F},
                                        paint(look_.theme().muted), text);
}

}  // namespace pasar
