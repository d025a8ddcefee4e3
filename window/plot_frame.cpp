#include "window/plot_frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/words.h"
#include "window/keyboard.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

std::string tick_text(const Tick& tick) { return number_in(spoken_language(), tick.label); }

/// A dashed line downwards.
void draw_dashes(ImDrawList& list, const Look& look, ImVec2 from, float to, ImU32 colour) {
    const float dash = look.px(3);
    for (float y = from.y; y < to; y += 2.0F * dash)
        list.AddLine({from.x, y}, {from.x, std::min(to, y + dash)}, colour, look.px(1));
}

float width_of_sign(const Look& look, const LegendEntry& entry) {
    switch (entry.sign) {
        case LegendEntry::Sign::Line:
            return look.px(22);
        case LegendEntry::Sign::Point:
            return look.px(10);
        default:
            return std::round(ImGui::GetTextLineHeight() * 0.8F);
    }
}

void draw_sign_of(const LegendEntry& entry, const Look& look, ImVec2 at, bool hidden) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float line = ImGui::GetTextLineHeight(), width = width_of_sign(look, entry);
    const ImVec2 from{at.x, at.y + line * 0.12F}, to{at.x + width, at.y + line * 0.12F + width};
    const ImVec2 middle{at.x + width / 2.0F, at.y + line / 2.0F};
    switch (entry.sign) {
        case LegendEntry::Sign::Line:
            if (!hidden) draw_swatch(list, look, {at.x, middle.y}, width, entry.style);
            break;
        case LegendEntry::Sign::Point:
            if (!hidden) draw_sign(list, middle, look.px(4), entry.style, paint(colour_of_style(look, entry.style)));
            break;
        case LegendEntry::Sign::Area:
            if (hidden)
                list.AddRect(from, to, paint(look.theme().muted));
            else
                list.AddRectFilled(from, to, paint(entry.colour));
            break;
        case LegendEntry::Sign::Bar:
            if (hidden)
                list.AddRect(from, to, paint(look.theme().muted));
            else
                draw_bar(list, look, from, to, entry.style);
    }
}

/// How wide each entry is when none is wider than `most`.
std::vector<float> widths_of(const Look& look, const std::vector<LegendEntry>& legend, float most) {
    std::vector<float> widths;
    for (const LegendEntry& entry : legend) {
        const float whole = width_of_sign(look, entry) + look.px(5) + ImGui::CalcTextSize(entry.shown.c_str()).x;
        widths.push_back(std::min(std::ceil(whole), most));
    }
    return widths;
}

/// The names as far as there is room for them; of those that begin alike their ends, since these tell them apart.
std::vector<std::string> names_within(const Look& look, const std::vector<LegendEntry>& legend,
                                      const std::vector<float>& widths) {
    std::vector<std::string> names;
    const auto shortened = [&](std::size_t i, Keep keep) {
        // A pixel more than is needed, since widths are rounded.
        return fitted(legend[i].shown, widths[i] - width_of_sign(look, legend[i]) - look.px(5) + 1.0F, keep);
    };
    for (std::size_t i = 0; i < legend.size(); ++i) names.push_back(shortened(i, Keep::Beginning));
    const std::vector<std::string> beginnings = names;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (std::count(beginnings.begin(), beginnings.end(), names[i]) > 1) names[i] = shortened(i, Keep::End);
    return names;
}

int rows_of(const std::vector<float>& widths, float gap, float room) {
    int rows = 1;
    float taken = 0.0F;
    for (const float width : widths) {
        if (taken > 0.0F && taken + gap + width > room) {
            ++rows;
            taken = 0.0F;
        }
        taken += (taken > 0.0F ? gap : 0.0F) + width;
    }
    return rows;
}

}  // namespace

ImVec2 room_for(ImVec2 size) {
    const ImVec2 left = ImGui::GetContentRegionAvail();
    return {size.x > 0.0F ? size.x : left.x, size.y > 0.0F ? size.y : left.y};
}

void draw_bar(ImDrawList& list, const Look& look, ImVec2 from, ImVec2 to, std::size_t style) {
    list.AddRectFilled(from, to, paint(colour_of_style(look, style)));
    if (style % 2 == 0) return;
    list.PushClipRect(from, to, true);
    const float step = look.px(6), height = to.y - from.y;
    for (float x = from.x - height; x < to.x; x += step)
        list.AddLine({x, to.y}, {x + height, from.y}, paint(look.theme().paper, 0.55), look.px(1.2F));
    list.PopClipRect();
}

void say_within(const Look& look, const ImRect& area, const std::string& text) {
    const float line = ImGui::GetTextLineHeight(), margin = look.px(6);
    const std::string lines = wrapped(text, std::max(1.0F, area.GetWidth() - 2.0F * margin));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float height = ImGui::CalcTextSize(lines.c_str()).y;
    float y = std::round(std::max(area.Min.y, area.GetCenter().y - height / 2.0F));
    list.PushClipRect(area.Min, area.Max, true);
    for (std::size_t begin = 0; begin <= lines.size(); y += line) {
        const std::size_t end = std::min(lines.find('\n', begin), lines.size());
        const std::string one = lines.substr(begin, end - begin);
        const float width = ImGui::CalcTextSize(one.c_str()).x;
        const ImVec2 at{std::round(std::max(area.Min.x, area.GetCenter().x - width / 2.0F)), y};
        // The grid runs through; words stay readable.
        list.AddRectFilled({at.x - margin, at.y}, {at.x + width + margin, at.y + line},
                           paint(look.theme().panel, 0.85));
        list.AddText(at, paint(look.theme().muted), one.c_str());
        begin = end + 1;
    }
    list.PopClipRect();
}

ImVec2 draw_legend(const Look& look, std::set<std::string>& hidden, ImVec2 size,
                   const std::vector<LegendEntry>& legend) {
    const float line = ImGui::GetTextLineHeight(), gap = look.px(14);
    const float begin = ImGui::GetCursorScreenPos().x, top = ImGui::GetCursorPosY();
    const int most_rows = std::max(2, static_cast<int>(0.45F * size.y / ImGui::GetTextLineHeightWithSpacing()));
    std::vector<float> widths = widths_of(look, legend, size.x);
    if (rows_of(widths, gap, size.x) > most_rows) {
        const auto in_a_row = std::ceil(static_cast<float>(legend.size()) / static_cast<float>(most_rows));
        widths = widths_of(look, legend, std::floor((size.x + gap) / in_a_row - gap));
    }
    const std::vector<std::string> names = names_within(look, legend, widths);
    for (std::size_t i = 0; i < legend.size(); ++i) {
        const LegendEntry& entry = legend[i];
        if (i > 0) {
            ImGui::SameLine(0, gap);
            if (ImGui::GetCursorScreenPos().x + widths[i] > begin + size.x) ImGui::NewLine();
        }
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::PushID(entry.name.c_str());
        if (ImGui::InvisibleButton("legend", {std::max(1.0F, widths[i]), line}) && !hidden.erase(entry.name))
            hidden.insert(entry.name);
        show_ring();
        ImGui::PopID();
        const bool is_hidden = hidden.contains(entry.name);
        const float mark = width_of_sign(look, entry) + look.px(5);
        const std::string& name = names[i];
        if (ImGui::IsItemHovered()) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            const std::string whole = name == entry.shown ? std::string() : entry.shown + "\n";
            ImGui::SetTooltip("%s%s", whole.c_str(), is_hidden ? tr("click to show") : tr("click to hide"));
        }
        draw_sign_of(entry, look, at, is_hidden);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const Theme& theme = look.theme();
        const ImVec2 text{at.x + mark, at.y};
        list.AddText(text, paint(is_hidden ? theme.muted : theme.ink, is_hidden ? 0.7 : 1.0), name.c_str());
        if (is_hidden)
            list.AddLine({text.x, text.y + line * 0.55F}, {at.x + widths[i], text.y + line * 0.55F},
                         paint(theme.muted));
    }
    return {size.x, std::max(look.px(40), size.y - (ImGui::GetCursorPosY() - top))};
}

PlotFrame::PlotFrame(const Look& look, PlotState& state, ImVec2 size, const std::vector<LegendEntry>& legend)
    : look_(look), state_(state), size_(draw_legend(look, state.hidden, room_for(size), legend)) {}

void PlotFrame::lay_out(bool logarithmic, std::string_view unit, std::string about, bool of_days, bool of_differences) {
    about_ = std::move(about);
    of_differences_ = of_differences;
    if (logarithmic) about_ += (about_.empty() ? "" : " · ") + std::string(tr("logarithmic axis"));
    const float line = ImGui::GetTextLineHeight();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const ImVec2 to{from.x + size_.x, from.y + size_.y};
    left_ = from.x;
    // The topmost label of the axis, half of which stands above it, does not touch the unit.
    const float above = std::round(1.5F * line), below = line + look_.px(5);
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
    // One mark alone tells no scale.
    for (int more = across; more < across + 4; ++more) {
        x_ticks_ =
            of_days ? day_ticks(state_.x.low, state_.x.high, more) : ticks(state_.x.low, state_.x.high, more, "");
        if (x_ticks_.marks.size() >= 2) break;
    }
    x = {state_.x, area.Min.x, area.Max.x, false};
    y = {state_.y, area.Max.y, area.Min.y, logarithmic};
}

void PlotFrame::interact(Range whole_x, Range whole_y, double least_x) {
    ImGui::SetCursorScreenPos(area.Min);
    {
        const MouseOnly ground;
        ImGui::InvisibleButton("area", {std::max(1.0F, area.GetWidth()), std::max(1.0F, area.GetHeight())});
    }
    is_hovered = ImGui::IsItemHovered() && !state_.is_for_picture;
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
    std::string above = unit_of_many(of_differences_ ? unit_of_difference(y_ticks_.unit) : y_ticks_.unit);
    if (!about_.empty()) above += (above.empty() ? "" : " · ") + about_;
    list.AddText({left_, area.Min.y - line - look_.px(4)}, paint(theme.muted), fitted(above, size_.x).c_str());
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

void PlotFrame::draw_warm_up(double first_counted) const {
    if (!(first_counted > 0.0)) return;
    const float to = std::min(area.Max.x, static_cast<float>(x.pixel(first_counted)));
    const float from = std::max(area.Min.x, static_cast<float>(x.pixel(0.0)));
    if (to <= from) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look_.theme();
    list.AddRectFilled({from, area.Min.y}, {to, area.Max.y}, paint(theme.muted, 0.16));
    list.AddLine({to, area.Min.y}, {to, area.Max.y}, paint(theme.muted), look_.px(1));
    const char* const word = tr("warm-up");
    if (ImGui::CalcTextSize(word).x + look_.px(6) < to - from)
        list.AddText({from + look_.px(3), area.Max.y - ImGui::GetTextLineHeight() - look_.px(2)}, paint(theme.muted),
                     word);
}

void PlotFrame::clip() const { ImGui::PushClipRect(area.Min, area.Max, true); }
void PlotFrame::unclip() const { ImGui::PopClipRect(); }

void PlotFrame::draw_crosshair(double x_value) const {
    const auto px = std::round(static_cast<float>(x.pixel(x_value)));
    ImGui::GetWindowDrawList()->AddLine({px, area.Min.y}, {px, area.Max.y}, paint(look_.theme().muted, 0.7),
                                        look_.px(1));
}

bool PlotFrame::shows_event(const PlotMark& mark) const {
    return !mark.name.empty() && std::max(mark.day, mark.until) >= x.range.low && mark.day <= x.range.high;
}

void PlotFrame::draw_events(const std::vector<PlotMark>& marks) const {
    for (const PlotMark& mark : marks) {
        if (!shows_event(mark) || mark.until <= mark.day) continue;
        const ImVec2 from{std::max(area.Min.x, static_cast<float>(x.pixel(mark.day))), area.Min.y};
        const ImVec2 to{std::min(area.Max.x, static_cast<float>(x.pixel(mark.until))), area.Max.y};
        const Colour colour = mark.style ? colour_of_style(look_, *mark.style) : look_.theme().muted;
        if (to.x > from.x) ImGui::GetWindowDrawList()->AddRectFilled(from, to, paint(colour, 0.14));
    }
}

void PlotFrame::name_events(const std::vector<PlotMark>& marks) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float line = ImGui::GetTextLineHeight(), gap = look_.px(4), top = std::round(area.Min.y + line * 0.4F);
    float taken = area.Min.x;  // by names
    for (const PlotMark& mark : marks) {
        if (!shows_event(mark)) continue;
        const float at = std::round(std::max(area.Min.x, static_cast<float>(x.pixel(mark.day))));
        const float width = ImGui::CalcTextSize(mark.name.c_str()).x;
        const float left = at + gap + width < area.Max.x ? at + gap : at - gap - width;
        if (left < taken) continue;
        // Lines run through; words stay readable.
        list.AddRectFilled({left - 1.0F, top}, {left + width + 1.0F, top + line}, paint(look_.theme().panel, 0.8));
        list.AddText({left, top}, paint(look_.theme().ink), mark.name.c_str());
        taken = left + width + gap;
    }
}

std::string PlotFrame::draw_marks(const std::vector<PlotMark>& marks) const {
    constexpr std::size_t kMostWithLines = 12, kMostTold = 8;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto is_in_sight = [&](const PlotMark& mark) { return mark.day >= x.range.low && mark.day <= x.range.high; };
    const auto in_sight = std::count_if(marks.begin(), marks.end(), is_in_sight);
    const float size = look_.px(4), near = look_.px(5), mouse = ImGui::GetIO().MousePos.x;
    std::string told;
    std::size_t near_ones = 0;
    for (const PlotMark& mark : marks) {
        if (!is_in_sight(mark)) continue;
        const auto px = std::round(static_cast<float>(x.pixel(mark.day)));
        const ImU32 colour = paint(mark.style ? colour_of_style(look_, *mark.style) : look_.theme().muted, 0.85);
        if (static_cast<std::size_t>(in_sight) <= kMostWithLines)
            draw_dashes(list, look_, {px, area.Min.y + size}, area.Max.y, colour);
        list.AddTriangleFilled({px - size, area.Min.y}, {px + size, area.Min.y}, {px, area.Min.y + 1.6F * size},
                               colour);
        if (!is_hovered || std::abs(mouse - px) > near) continue;
        if (++near_ones <= kMostTold) told += (told.empty() ? "" : "\n") + mark.text;
    }
    if (near_ones > kMostTold)
        told += "\n" + counted(tr_later("and on {} more day"), tr_later("and on {} more days"),
                               static_cast<std::int64_t>(near_ones - kMostTold));
    return told;
}

}  // namespace pasar
