// Charts that are not over days: bars, cells and points.
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "reports/language.h"

#include "window/plot.h"

namespace pasar {

namespace {

/// The room that is left, taken up by one item.
ImRect take(const char* id, ImVec2 size) {
    const ImVec2 left = ImGui::GetContentRegionAvail();
    if (size.x <= 0.0F) size.x = left.x;
    if (size.y <= 0.0F) size.y = left.y;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 taken{std::max(8.0F, size.x), std::max(8.0F, size.y)};
    ImGui::InvisibleButton(id, taken);
    return {at, {at.x + taken.x, at.y + taken.y}};
}

void say_in(const ImRect& room, const Look& look, const char* text) {
    const ImVec2 size = ImGui::CalcTextSize(text);
    ImGui::GetWindowDrawList()->AddText({room.GetCenter().x - size.x / 2.0F, room.GetCenter().y - size.y / 2.0F},
                                        paint(look.theme().muted), text);
}

/// Light stripes on every second bar, so that bars are told apart without their colours.
void stripe(ImDrawList& list, const Look& look, ImVec2 from, ImVec2 to) {
    list.PushClipRect(from, to, true);
    const float step = look.px(6), height = to.y - from.y;
    for (float x = from.x - height; x < to.x; x += step) {
        list.AddLine({x, to.y}, {x + height, from.y}, paint(look.theme().paper, 0.55), look.px(1.2F));
    }
    list.PopClipRect();
}

}  // namespace

void draw_bars(const char* id, const Look& look, const BarPlot& plot, ImVec2 size) {
    const float line = ImGui::GetTextLineHeight();
    ImGui::PushID(id);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t g = 0; g < plot.groups.size(); ++g) {
        if (g > 0) ImGui::SameLine(0, look.px(14));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::Dummy({line + look.px(4) + ImGui::CalcTextSize(plot.groups[g].c_str()).x, line});
        const ImVec2 to{at.x + line * 0.9F, at.y + line * 0.9F};
        list.AddRectFilled({at.x, at.y + line * 0.1F}, to, paint(colour_of_style(look, plot.styles[g])));
        if (plot.styles[g] % 2 == 1) stripe(list, look, {at.x, at.y + line * 0.1F}, to);
        list.AddText({at.x + line + look.px(4), at.y}, paint(look.theme().ink), plot.groups[g].c_str());
    }
    const ImRect room = take("bars", {size.x, size.y > 0 ? size.y - line : 0});
    double most = 0.0;
    for (const auto& group : plot.values) {
        for (const double value : group) most = std::max(most, std::isfinite(value) ? value : 0.0);
    }
    if (!(most > 0.0)) {
        say_in(room, look, tr("Nothing yet: run the market."));
        ImGui::PopID();
        return;
    }
    float names = 0.0F, figures = 0.0F;
    for (const std::string& label : plot.labels) names = std::max(names, ImGui::CalcTextSize(label.c_str()).x);
    for (const auto& group : plot.values) {
        for (const double value : group)
            figures = std::max(figures, ImGui::CalcTextSize(figure(value, plot.unit).c_str()).x);
    }
    const float left = room.Min.x + names + look.px(8);
    const float width = std::max(look.px(20), room.Max.x - left - figures - look.px(8));
    const float row = room.GetHeight() / static_cast<float>(std::max<std::size_t>(1, plot.labels.size()));
    const float thick =
        std::min(look.px(18), row * 0.84F / static_cast<float>(std::max<std::size_t>(1, plot.groups.size())));
    const bool roomy = thick >= line * 0.8F;
    for (std::size_t i = 0; i < plot.labels.size(); ++i) {
        const float middle = room.Min.y + row * (static_cast<float>(i) + 0.5F);
        const ImVec2 text = ImGui::CalcTextSize(plot.labels[i].c_str());
        list.AddText({left - look.px(8) - text.x, middle - text.y / 2.0F}, paint(look.theme().ink),
                     plot.labels[i].c_str());
        float top = middle - thick * static_cast<float>(plot.groups.size()) / 2.0F;
        for (std::size_t g = 0; g < plot.groups.size(); ++g, top += thick) {
            const double value = plot.values[g][i];
            if (!std::isfinite(value)) continue;
            const ImVec2 from{left, top + look.px(0.5F)},
                to{left + std::max(1.0F, width * static_cast<float>(value / most)), top + thick - look.px(0.5F)};
            list.AddRectFilled(from, to, paint(colour_of_style(look, plot.styles[g])));
            if (plot.styles[g] % 2 == 1) stripe(list, look, from, to);
            if (roomy)
                list.AddText({to.x + look.px(5), top + (thick - line) / 2.0F}, paint(look.theme().muted),
                             figure(value, plot.unit).c_str());
        }
    }
    if (ImGui::IsItemHovered()) {
        const auto i = static_cast<std::size_t>(std::clamp((ImGui::GetIO().MousePos.y - room.Min.y) / row, 0.0F,
                                                           static_cast<float>(plot.labels.size()) - 1.0F));
        ImGui::BeginTooltip();
        ImGui::TextUnformatted(plot.labels[i].c_str());
        for (std::size_t g = 0; g < plot.groups.size(); ++g)
            ImGui::TextUnformatted(fmt::format("{}: {}", plot.groups[g], figure(plot.values[g][i], plot.unit)).c_str());
        ImGui::EndTooltip();
    }
    ImGui::PopID();
}

void draw_heat(const char* id, const Look& look, const HeatPlot& plot, ImVec2 size) {
    const ImRect room = take(id, size);
    std::size_t columns = 0;
    for (const auto& row : plot.cells) columns = std::max(columns, row.size());
    if (columns == 0) {
        say_in(room, look, tr("Nothing yet: cohorts begin with the first month."));
        return;
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look.theme();
    const float line = ImGui::GetTextLineHeight();
    const float left = room.Min.x + ImGui::CalcTextSize("000").x + look.px(6), top = room.Min.y + line + look.px(2);
    const float bottom = room.Max.y - line - look.px(4);
    const float width = std::min(look.px(64), (room.Max.x - left) / static_cast<float>(columns));
    const float height = std::min(look.px(30), (bottom - top) / static_cast<float>(plot.cells.size()));
    list.AddText({room.Min.x, room.Min.y}, paint(theme.muted), plot.down.c_str());
    const bool roomy = width > ImGui::CalcTextSize("100").x + look.px(4) && height >= line;
    const auto column_step = static_cast<std::size_t>(std::max(1.0F, std::ceil(ImGui::CalcTextSize("00 ").x / width)));
    const auto row_step = static_cast<std::size_t>(std::max(1.0F, std::ceil(line / height)));
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool hovered = ImGui::IsItemHovered();
    for (std::size_t r = 0; r < plot.cells.size(); ++r) {
        const float y = top + static_cast<float>(r) * height;
        if (r % row_step == 0) {
            const std::string name = fmt::format("{}", r + 1);
            list.AddText({left - look.px(6) - ImGui::CalcTextSize(name.c_str()).x, y + (height - line) / 2.0F},
                         paint(theme.muted), name.c_str());
        }
        for (std::size_t c = 0; c < plot.cells[r].size(); ++c) {
            const double value = plot.cells[r][c];
            if (std::isnan(value)) continue;
            const double share = (value - plot.least) / std::max(1e-9, 1.0 - plot.least);
            const ImVec2 from{left + static_cast<float>(c) * width, y}, to{from.x + width - 1.0F, y + height - 1.0F};
            list.AddRectFilled(from, to, paint(on_ramp(share)));
            const std::string text = fmt::format("{:.0f}", 100.0 * value);
            if (roomy) {
                const float x = from.x + (width - ImGui::CalcTextSize(text.c_str()).x) / 2.0F;
                list.AddText({x, y + (height - line) / 2.0F},
                             paint(share > 0.5 ? colour_of(0xFFFFFF) : colour_of(0x000000)), text.c_str());
            }
            if (hovered && mouse.x >= from.x && mouse.x < to.x && mouse.y >= from.y && mouse.y < to.y)
                ImGui::SetTooltip(
                    "%s", number_in(spoken_language(),
                                    filled(tr("first order in month {}, {} months later: {:.1f} % are still customers"),
                                           r + 1, c, 100.0 * value))
                              .c_str());
        }
    }
    const float below = top + static_cast<float>(plot.cells.size()) * height + look.px(2);
    for (std::size_t c = 0; c < columns; c += column_step)
        list.AddText({left + static_cast<float>(c) * width + look.px(2), below}, paint(theme.muted),
                     fmt::format("{}", c).c_str());
    const ImVec2 across = ImGui::CalcTextSize(plot.across.c_str());
    list.AddText({std::max(left, room.Max.x - across.x), room.Min.y}, paint(theme.muted), plot.across.c_str());
}

void draw_scatter(const char* id, const Look& look, const ScatterPlot& plot, ImVec2 size) {
    ImGui::PushID(id);
    const float line = ImGui::GetTextLineHeight();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look.theme();
    const auto mark = [&](ImVec2 at, float r, std::size_t g) {
        const std::size_t group = plot.styles[g];
        const ImU32 colour = paint(colour_of_style(look, group), 0.62);
        if (group % 2 == 0)
            list.AddCircleFilled(at, r, colour);
        else
            list.AddQuadFilled({at.x, at.y - r * 1.25F}, {at.x + r * 1.25F, at.y}, {at.x, at.y + r * 1.25F},
                               {at.x - r * 1.25F, at.y}, colour);
    };
    for (std::size_t g = 0; g < plot.names.size(); ++g) {
        if (g > 0) ImGui::SameLine(0, look.px(14));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::Dummy({look.px(14) + ImGui::CalcTextSize(plot.names[g].c_str()).x, line});
        mark({at.x + look.px(5), at.y + line / 2.0F}, look.px(4), g);
        list.AddText({at.x + look.px(14), at.y}, paint(theme.ink), plot.names[g].c_str());
    }
    const ImRect room = take("points", {size.x, 0});
    const float left = room.Min.x + ImGui::CalcTextSize("0.75").x + look.px(8), bottom = room.Max.y - line - look.px(6);
    const ImRect area{{left, room.Min.y + line + look.px(4)}, {room.Max.x - look.px(10), bottom}};
    const PlotAxis x{plot.x, area.Min.x, area.Max.x, false}, y{plot.y, area.Max.y, area.Min.y, false};
    for (Tick& tick : ticks(plot.y.low, plot.y.high, 5, "").marks) {
        tick.label = number_in(spoken_language(), tick.label);
        const auto py = std::round(static_cast<float>(y.pixel(tick.value)));
        list.AddLine({area.Min.x, py}, {area.Max.x, py}, paint(theme.rule, 0.7));
        list.AddText({area.Min.x - look.px(6) - ImGui::CalcTextSize(tick.label.c_str()).x, py - line / 2.0F},
                     paint(theme.muted), tick.label.c_str());
    }
    for (Tick& tick : ticks(plot.x.low, plot.x.high, 5, "").marks) {
        tick.label = number_in(spoken_language(), tick.label);
        const auto px = std::round(static_cast<float>(x.pixel(tick.value)));
        list.AddLine({px, area.Min.y}, {px, area.Max.y}, paint(theme.rule, 0.7));
        list.AddText({px - ImGui::CalcTextSize(tick.label.c_str()).x / 2.0F, area.Max.y + look.px(3)},
                     paint(theme.muted), tick.label.c_str());
    }
    list.AddText(room.Min, paint(theme.muted), plot.up.c_str());
    const ImVec2 across = ImGui::CalcTextSize(plot.across.c_str());
    list.AddText({area.Max.x - across.x, area.Max.y - line - look.px(2)}, paint(theme.muted), plot.across.c_str());
    if (plot.with_diagonal) {
        const double low = std::max(plot.x.low, plot.y.low), high = std::min(plot.x.high, plot.y.high);
        list.AddLine({static_cast<float>(x.pixel(low)), static_cast<float>(y.pixel(low))},
                     {static_cast<float>(x.pixel(high)), static_cast<float>(y.pixel(high))}, paint(theme.muted, 0.6));
    }
    list.PushClipRect(area.Min, area.Max, true);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const ScatterPoint* pointed = nullptr;
    bool is_empty = true;
    for (std::size_t g = 0; g < plot.groups.size(); ++g) {
        for (const ScatterPoint& point : plot.groups[g]) {
            if (std::isnan(point.x) || std::isnan(point.y)) continue;
            is_empty = false;
            const ImVec2 at{static_cast<float>(x.pixel(point.x)), static_cast<float>(y.pixel(point.y))};
            mark(at, look.px(point.radius), g);
            if (std::hypot(mouse.x - at.x, mouse.y - at.y) <= look.px(point.radius) + look.px(2)) pointed = &point;
        }
    }
    list.PopClipRect();
    if (is_empty) say_in(area, look, tr("Nothing to show: no seller has a score on display."));
    if (pointed != nullptr && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", pointed->says.c_str());
    ImGui::PopID();
}

}  // namespace pasar
