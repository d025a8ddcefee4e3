// Charts that are not over days: bars, cells and points.
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "viz/words.h"
#include "window/keyboard.h"
#include "window/plot.h"
#include "window/plot_frame.h"
#include "words/language.h"

namespace pasar {

namespace {

/// The room that is left, taken up by one item.
ImRect take(const char* id, ImVec2 size) {
    size = room_for(size);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 taken{std::max(8.0F, size.x), std::max(8.0F, size.y)};
    const MouseOnly ground;
    ImGui::InvisibleButton(id, taken);
    return {at, {at.x + taken.x, at.y + taken.y}};
}

/// The same signs in the legend of all charts that are not over days.
std::vector<LegendEntry> legend_of(const std::vector<PlotGroup>& groups, LegendEntry::Sign sign) {
    std::vector<LegendEntry> legend;
    for (const PlotGroup& group : groups) legend.push_back({group.name, group.shown, group.style, {}, sign});
    return legend;
}

/// Of what is not complete.
void draw_hatching(ImDrawList& list, const Look& look, ImVec2 from, ImVec2 to) {
    list.PushClipRect(from, to, true);
    const float step = look.px(6), height = to.y - from.y;
    for (float x = from.x - height; x < to.x; x += step)
        list.AddLine({x, to.y}, {x + height, from.y}, paint(look.theme().ink, 0.30), look.px(1));
    list.PopClipRect();
}

/// Where the parts of a bar chart stand: names of the rows, bars, and a column of figures for each group, as far as
/// there is room for them.
struct BarColumns {
    float names = 0.0F;    ///< width
    float bars = 0.0F;     ///< width
    float figures = 0.0F;  ///< width of one column; 0 where figures beside bars would leave no room for these
    float gap = 0.0F;
    float letters = 0.0F;  ///< height of the figures
};

/// Things that are counted have no decimals.
std::string bar_figure(double value, std::string_view unit) {
    const bool is_count = unit.empty() && std::isfinite(value) && value == std::round(value) && std::abs(value) < 1e6;
    return is_count ? grouped_in(spoken_language(), value) : figure(value, unit);
}

BarColumns columns_of(const Look& look, const BarPlot& plot, const std::vector<std::size_t>& seen, float width) {
    BarColumns columns{.gap = look.px(8)};
    for (const std::string& label : plot.labels)
        columns.names = std::max(columns.names, ImGui::CalcTextSize(label.c_str()).x);
    columns.names = std::min(columns.names, width * 0.4F);
    float widest = 0.0F;
    for (const std::size_t g : seen)
        for (const double value : plot.values[g])
            widest = std::max(widest, ImGui::CalcTextSize(bar_figure(value, plot.unit).c_str()).x);
    const float least = look.px(44), without = width - columns.names - columns.gap;
    for (const float smaller : {1.0F, 0.8F}) {
        columns.letters = std::round(ImGui::GetFontSize() * smaller);
        columns.figures = std::ceil(widest * columns.letters / ImGui::GetFontSize());
        columns.bars = without - static_cast<float>(seen.size()) * (columns.figures + columns.gap);
        if (columns.bars >= least) return columns;
        columns.gap = look.px(6);
    }
    columns.figures = 0.0F;
    columns.bars = std::max(1.0F, without);
    return columns;
}

}  // namespace

void draw_bars(const char* id, const Look& look, const BarPlot& plot, PlotState& state, ImVec2 size) {
    const float line = ImGui::GetTextLineHeight();
    ImGui::PushID(id);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look.theme();
    const ImVec2 left_over =
        draw_legend(look, state.hidden, room_for(size), legend_of(plot.groups, LegendEntry::Sign::Bar));
    const ImRect room = take("bars", left_over);
    std::vector<std::size_t> seen;
    double most = 0.0;
    for (std::size_t g = 0; g < plot.groups.size(); ++g) {
        if (state.hidden.contains(plot.groups[g].name)) continue;
        seen.push_back(g);
        for (const double value : plot.values[g]) most = std::max(most, std::isfinite(value) ? value : 0.0);
    }
    if (!(most > 0.0)) {
        say_within(look, room,
                   seen.empty() ? tr("All is hidden: click the legend.") : tr("Nothing yet: run the market."));
        ImGui::PopID();
        return;
    }
    const BarColumns columns = columns_of(look, plot, seen, room.GetWidth());
    const float bars_from = room.Min.x + columns.names + columns.gap;
    list.AddText(room.Min, paint(theme.muted), fitted(plot.unit_shown, room.GetWidth()).c_str());
    const float top = room.Min.y + (plot.unit_shown.empty() ? 0.0F : line + look.px(2));
    const float row = (room.Max.y - top) / static_cast<float>(std::max<std::size_t>(1, plot.labels.size()));
    const float thick = std::min(look.px(18), row * 0.84F / static_cast<float>(seen.size()));
    // Where rows are lower than letters, only so many of them are named as do not touch.
    const auto named = static_cast<std::size_t>(std::max(1.0F, std::ceil(line * 0.95F / row)));
    for (std::size_t i = 0; i < plot.labels.size(); ++i) {
        const float middle = top + row * (static_cast<float>(i) + 0.5F);
        const float text_y = std::round(middle - line / 2.0F);
        if (i % named == 0) {
            const std::string name = fitted(plot.labels[i], columns.names + 1.0F);
            list.AddText({bars_from - columns.gap - ImGui::CalcTextSize(name.c_str()).x, text_y}, paint(theme.ink),
                         name.c_str());
        }
        float y = middle - thick * static_cast<float>(seen.size()) / 2.0F;
        for (std::size_t index = 0; index < seen.size(); ++index, y += thick) {
            const std::size_t g = seen[index];
            const double value = plot.values[g][i];
            if (!std::isfinite(value)) continue;
            draw_bar(list, look, {bars_from, y + look.px(0.5F)},
                     {bars_from + std::max(1.0F, columns.bars * static_cast<float>(value / most)),
                      y + thick - look.px(0.5F)},
                     plot.groups[g].style);
            if (columns.figures == 0.0F || i % named != 0) continue;
            // Figures of one group below each other, in the order of the legend and of the bars.
            const std::string text = bar_figure(value, plot.unit);
            const float right =
                room.Max.x - static_cast<float>(seen.size() - 1 - index) * (columns.figures + columns.gap);
            const float length = ImGui::CalcTextSize(text.c_str()).x * columns.letters / ImGui::GetFontSize();
            list.AddText(ImGui::GetFont(), columns.letters,
                         {std::round(right - length), std::round(middle - columns.letters / 2.0F)},
                         paint(mixed(theme.ink, colour_of_style(look, plot.groups[g].style), 0.55)), text.c_str());
        }
    }
    if (ImGui::IsItemHovered() && !state.is_for_picture) {
        const auto i = static_cast<std::size_t>(
            std::clamp((ImGui::GetIO().MousePos.y - top) / row, 0.0F, static_cast<float>(plot.labels.size()) - 1.0F));
        ImGui::BeginTooltip();
        ImGui::TextUnformatted(plot.labels[i].c_str());
        std::vector<double> told;
        for (const std::size_t g : seen) told.push_back(plot.values[g][i]);
        const std::vector<std::string> figures = figures_alike(told, plot.unit);
        for (std::size_t index = 0; index < seen.size(); ++index)
            ImGui::TextUnformatted(fmt::format("{}: {}", plot.groups[seen[index]].shown, figures[index]).c_str());
        ImGui::EndTooltip();
    }
    ImGui::PopID();
}

void draw_heat(const char* id, const Look& look, const HeatPlot& plot, const PlotState& state, ImVec2 size) {
    const ImRect room = take(id, size);
    std::size_t columns = 0;
    for (const auto& row : plot.cells) columns = std::max(columns, row.size());
    if (columns == 0) {
        say_within(look, room, tr("Nothing yet: cohorts begin with the first month."));
        return;
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look.theme();
    const float line = ImGui::GetTextLineHeight();
    const float left = room.Min.x + ImGui::CalcTextSize("000").x + look.px(6), top = room.Min.y + line + look.px(2);
    const float width = std::min(look.px(64), (room.Max.x - left) / static_cast<float>(columns));
    // What the columns are stands beside their numbers where these leave room for it, else below them.
    const float numbers_end = left + width * static_cast<float>(columns) + look.px(8);
    const float across = ImGui::CalcTextSize(plot.across.c_str()).x;
    const bool is_beside = numbers_end + across <= room.Max.x;
    const float below_cells = (is_beside ? line : 2.0F * line) + look.px(4);
    const float height =
        std::clamp((room.Max.y - top - below_cells) / static_cast<float>(plot.cells.size()), 1.0F, look.px(30));
    list.AddText({room.Min.x, room.Min.y}, paint(theme.muted), fitted(plot.down, room.GetWidth()).c_str());
    const bool roomy = width > ImGui::CalcTextSize("100").x + look.px(4) && height >= line;
    const auto column_step = static_cast<std::size_t>(std::max(1.0F, std::ceil(ImGui::CalcTextSize("000").x / width)));
    const auto row_step = static_cast<std::size_t>(std::max(1.0F, std::ceil(line / height)));
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool hovered = ImGui::IsItemHovered() && !state.is_for_picture;
    for (std::size_t r = 0; r < plot.cells.size(); ++r) {
        const float y = top + static_cast<float>(r) * height;
        if (r % row_step == 0) {
            const std::string name = fmt::format("{}", r + 1);
            list.AddText({left - look.px(6) - ImGui::CalcTextSize(name.c_str()).x,
                          std::round(std::max(top, y + (height - line) / 2.0F))},
                         paint(theme.muted), name.c_str());
        }
        for (std::size_t c = 0; c < plot.cells[r].size(); ++c) {
            const double value = plot.cells[r][c];
            if (std::isnan(value)) continue;
            const double share = (value - plot.least) / std::max(1e-9, 1.0 - plot.least);
            const ImVec2 from{left + static_cast<float>(c) * width, y};
            const float seam = height > 3.0F ? 1.0F : 0.0F;
            const ImVec2 to{from.x + width - seam, y + height - seam};
            const bool is_partial =
                r < plot.partial.size() && c < plot.partial[r].size() && static_cast<bool>(plot.partial[r][c]);
            list.AddRectFilled(from, to, paint(on_ramp(share), is_partial ? 0.45 : 1.0));
            if (is_partial) draw_hatching(list, look, from, to);
            const std::string text = fmt::format("{:.0f}", 100.0 * value);
            if (roomy) {
                const float x = from.x + (width - ImGui::CalcTextSize(text.c_str()).x) / 2.0F;
                list.AddText({std::round(x), std::round(y + (height - line) / 2.0F)},
                             paint(is_partial    ? theme.ink
                                   : share > 0.5 ? colour_of(0xFFFFFF)
                                                 : colour_of(0x000000)),
                             text.c_str());
            }
            if (hovered && mouse.x >= from.x && mouse.x < from.x + width && mouse.y >= from.y &&
                mouse.y < from.y + height)
                ImGui::SetTooltip(
                    "%s%s",
                    number_in(
                        spoken_language(),
                        filled(c == 1 ? tr("first order in month {}, {} month later: {:.1f} % are still customers")
                                      : tr("first order in month {}, {} months later: {:.1f} % are still customers"),
                               r + 1, c, 100.0 * value))
                        .c_str(),
                    is_partial ? tr("\nso far: this month is not over") : "");
        }
    }
    const float below = std::round(top + static_cast<float>(plot.cells.size()) * height + look.px(2));
    for (std::size_t c = 0; c < columns; c += column_step) {
        const std::string name = fmt::format("{}", c);
        const float middle = left + (static_cast<float>(c) + 0.5F) * width;
        list.AddText({std::round(std::max(left, middle - ImGui::CalcTextSize(name.c_str()).x / 2.0F)), below},
                     paint(theme.muted), name.c_str());
    }
    list.AddText(is_beside ? ImVec2{numbers_end, below} : ImVec2{left, below + line}, paint(theme.muted),
                 fitted(plot.across, room.Max.x - (is_beside ? numbers_end : left)).c_str());
}

void draw_scatter(const char* id, const Look& look, const ScatterPlot& plot, PlotState& state, ImVec2 size) {
    ImGui::PushID(id);
    const float line = ImGui::GetTextLineHeight();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look.theme();
    const ImVec2 left_over =
        draw_legend(look, state.hidden, room_for(size), legend_of(plot.groups, LegendEntry::Sign::Point));
    const ImRect room = take("points", left_over);
    // Both names above the points, as their arrows tell which is which; else one above and one below.
    const float up = ImGui::CalcTextSize(plot.up.c_str()).x, across = ImGui::CalcTextSize(plot.across.c_str()).x;
    const bool is_one_line = up + look.px(16) + across <= room.GetWidth();
    const float left = room.Min.x + ImGui::CalcTextSize("0.75").x + look.px(8);
    const float bottom = room.Max.y - (is_one_line ? line : 2.0F * line) - look.px(6);
    const ImRect area{{left, room.Min.y + std::round(1.5F * line)}, {room.Max.x - look.px(10), bottom}};
    const PlotAxis x{plot.x, area.Min.x, area.Max.x, false}, y{plot.y, area.Max.y, area.Min.y, false};
    const auto at_most = [&](float length, float each) { return std::clamp(static_cast<int>(length / each), 2, 5); };
    for (Tick& tick : ticks(plot.y.low, plot.y.high, at_most(area.GetHeight(), 1.3F * line), "").marks) {
        tick.label = number_in(spoken_language(), tick.label);
        const auto py = std::round(static_cast<float>(y.pixel(tick.value)));
        list.AddLine({area.Min.x, py}, {area.Max.x, py}, paint(theme.rule, 0.7));
        list.AddText({area.Min.x - look.px(6) - ImGui::CalcTextSize(tick.label.c_str()).x, py - line / 2.0F},
                     paint(theme.muted), tick.label.c_str());
    }
    for (Tick& tick : ticks(plot.x.low, plot.x.high, at_most(area.GetWidth(), look.px(48)), "").marks) {
        tick.label = number_in(spoken_language(), tick.label);
        const auto px = std::round(static_cast<float>(x.pixel(tick.value)));
        const float width = ImGui::CalcTextSize(tick.label.c_str()).x;
        list.AddLine({px, area.Min.y}, {px, area.Max.y}, paint(theme.rule, 0.7));
        list.AddText({std::min(px - width / 2.0F, room.Max.x - width), area.Max.y + look.px(3)}, paint(theme.muted),
                     tick.label.c_str());
    }
    list.AddText(room.Min, paint(theme.muted), fitted(plot.up, room.GetWidth()).c_str());
    const std::string below = fitted(plot.across, room.GetWidth());
    list.AddText({std::max(room.Min.x, room.Max.x - across), is_one_line ? room.Min.y : room.Max.y - line},
                 paint(theme.muted), below.c_str());
    if (plot.with_diagonal) {
        const double low = std::max(plot.x.low, plot.y.low), high = std::min(plot.x.high, plot.y.high);
        list.AddLine({static_cast<float>(x.pixel(low)), static_cast<float>(y.pixel(low))},
                     {static_cast<float>(x.pixel(high)), static_cast<float>(y.pixel(high))}, paint(theme.muted, 0.6));
    }
    list.PushClipRect(area.Min, area.Max, true);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const ScatterPoint* pointed = nullptr;
    bool is_empty = true, is_all_hidden = true;
    for (std::size_t g = 0; g < plot.groups.size(); ++g) {
        if (state.hidden.contains(plot.groups[g].name)) continue;
        is_all_hidden = false;
        const ImU32 colour = paint(colour_of_style(look, plot.groups[g].style), 0.62);
        for (const ScatterPoint& point : plot.points[g]) {
            if (std::isnan(point.x) || std::isnan(point.y)) continue;
            is_empty = false;
            const ImVec2 at{static_cast<float>(x.pixel(point.x)), static_cast<float>(y.pixel(point.y))};
            draw_sign(list, at, look.px(point.radius), plot.groups[g].style, colour);
            if (std::hypot(mouse.x - at.x, mouse.y - at.y) <= look.px(point.radius) + look.px(2)) pointed = &point;
        }
    }
    list.PopClipRect();
    if (is_empty)
        say_within(look, area,
                   is_all_hidden ? tr("All is hidden: click the legend.")
                                 : tr("Nothing to show: no seller has a score on display."));
    if (pointed != nullptr && !state.is_for_picture && ImGui::IsItemHovered())
        ImGui::SetTooltip("%s", pointed->says.c_str());
    ImGui::PopID();
}

}  // namespace pasar
