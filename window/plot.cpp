#include "window/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/words.h"
#include "window/plot_frame.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

/// Lengths of dash and gap in points; a zero dash is a solid line.
constexpr std::array<std::array<float, 2>, 4> kDashes{{{0, 0}, {7, 4}, {2, 3}, {12, 3}}};

/// Which dash and marker a style has.
std::size_t form_of(std::size_t style) { return (style + style / kStylesOfAMarket) % kDashes.size(); }

/// A line of many pieces, dashed along its whole length.
class Pen {
public:
    Pen(ImDrawList& list, const Look& look, std::size_t style)
        : list_(list),
          colour_(paint(colour_of_style(look, style))),
          thick_(look.px(1.75F)),
          dash_(look.px(kDashes[form_of(style)][0])),
          gap_(look.px(kDashes[form_of(style)][1])) {}

    void lift() {
        flush();
        is_down_ = false;
    }
    void to(ImVec2 point) {
        if (!is_down_) {
            is_down_ = true;
            at_ = point;
            along_ = 0.0F;
            points_.assign(1, point);
            return;
        }
        if (dash_ == 0.0F) {
            points_.push_back(point);
            at_ = point;
            return;
        }
        dashed_to(point);
    }
    void flush() {
        std::vector<PlotPoint> line;
        line.reserve(points_.size());
        for (const ImVec2& point : points_) line.push_back({point.x, point.y});
        const std::vector<std::size_t> pieces = pieces_of(line);
        for (std::size_t p = 0; p < pieces.size(); ++p) {
            const std::size_t from = pieces[p], to = p + 1 < pieces.size() ? pieces[p + 1] + 1 : points_.size();
            if (to > from + 1)
                list_.AddPolyline(points_.data() + from, static_cast<int>(to - from), colour_, ImDrawFlags_None,
                                  thick_);
        }
        points_.clear();
    }

private:
    void dashed_to(ImVec2 point) {
        float left = std::hypot(point.x - at_.x, point.y - at_.y);
        while (left > 0.0F) {
            const float round = std::fmod(along_, dash_ + gap_);
            const bool drawing = round < dash_;
            const float piece = std::min(left, std::max(0.05F, (drawing ? dash_ : dash_ + gap_) - round));
            const float share = piece / left;
            const ImVec2 next{at_.x + (point.x - at_.x) * share, at_.y + (point.y - at_.y) * share};
            if (drawing) {
                if (points_.empty()) points_.push_back(at_);
                points_.push_back(next);
            } else {
                flush();
            }
            at_ = next;
            along_ += piece;
            left -= piece;
        }
    }

    ImDrawList& list_;
    ImU32 colour_;
    float thick_, dash_, gap_;
    bool is_down_ = false;
    ImVec2 at_{};
    float along_ = 0.0F;
    std::vector<ImVec2> points_;
};

void draw_marker(ImDrawList& list, const Look& look, ImVec2 at, std::size_t style) {
    draw_sign(list, at, look.px(3.6F), style, paint(colour_of_style(look, style)));
}

void draw_band(ImDrawList& list, const Look& look, const PlotFrame& frame, const PlotLine& line) {
    if (line.series.low.empty()) return;
    const ImU32 colour = paint(colour_of_style(look, line.style), 0.18);
    // Edges smoothed one by one would show as seams between the pieces.
    const ImDrawListFlags flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    const Series low{"", line.series.first_day, line.series.low, {}, {}};
    const Series high{"", line.series.first_day, line.series.high, {}, {}};
    const auto below = decimated(low, frame.x.range, frame.columns()),
               above = decimated(high, frame.x.range, frame.columns());
    for (std::size_t i = 1; i < std::min(below.size(), above.size()); ++i) {
        list.AddQuadFilled(frame.at(below[i - 1].at, below[i - 1].least),
                           frame.at(above[i - 1].at, above[i - 1].greatest), frame.at(above[i].at, above[i].greatest),
                           frame.at(below[i].at, below[i].least), colour);
    }
    list.Flags = flags;
}

void draw_line(ImDrawList& list, const Look& look, const PlotFrame& frame, const PlotLine& line) {
    Pen pen(list, look, line.style);
    double before = std::numeric_limits<double>::quiet_NaN();
    for (const PixelColumn& column : decimated(line.series, frame.x.range, frame.columns())) {
        // Days without a value are a gap.
        if (!std::isnan(before) && column.at - before > 1.5 && column.first == column.last &&
            column.least == column.greatest &&
            std::isnan(value_on(line.series, static_cast<std::int64_t>(column.at) - 1))) {
            pen.lift();
        }
        before = column.at;
        for (const double value : {column.first, column.least, column.greatest, column.last}) {
            const ImVec2 point = frame.at(column.at, value);
            if (std::isnan(point.y))
                pen.lift();
            else
                pen.to(point);
            if (column.least == column.greatest) break;
        }
    }
    pen.flush();
}

void draw_notes(ImDrawList& list, const Look& look, const PlotFrame& frame, const std::vector<PlotNote>& notes) {
    const Theme& theme = look.theme();
    for (const PlotNote& note : notes) {
        std::string text = note.text;
        ImVec2 text_at{frame.area.Min.x + look.px(6), frame.area.Min.y + look.px(4)};
        const ImU32 colour = paint(note.style ? colour_of_style(look, *note.style) : theme.ink);
        if (note.day) {
            const auto x = static_cast<float>(frame.x.pixel(*note.day));
            if (!note.value) list.AddLine({x, frame.area.Min.y}, {x, frame.area.Max.y}, colour, look.px(1));
            // To the left of its day where the right has no room, as on the last day; in lines where neither side has.
            const float gap = look.px(4), right = frame.area.Max.x - x - gap, left = x - gap - frame.area.Min.x;
            text = wrapped(note.text, std::max(right, left));
            const float width = ImGui::CalcTextSize(text.c_str()).x;
            text_at.x = width <= right ? x + gap : std::max(frame.area.Min.x, x - gap - width);
        }
        if (note.value) {
            const auto y = static_cast<float>(frame.y.pixel(*note.value));
            if (std::isnan(y)) continue;
            if (note.day)
                draw_sign(list, frame.at(*note.day, *note.value), look.px(3.6F), note.style.value_or(3), colour);
            else
                list.AddLine({frame.area.Min.x, y}, {frame.area.Max.x, y}, colour, look.px(1));
            const float high = ImGui::CalcTextSize(text.c_str()).y, away = look.px(5);
            text_at.y = std::clamp(note.is_below ? y + away : y - high - away, frame.area.Min.y,
                                   std::max(frame.area.Min.y, frame.area.Max.y - high));
        }
        // Lines of the chart run through; words stay readable.
        const ImVec2 size = ImGui::CalcTextSize(text.c_str());
        list.AddRectFilled(text_at, {text_at.x + size.x, text_at.y + size.y}, paint(theme.panel, 0.75));
        list.AddText(text_at, paint(theme.ink), text.c_str());
    }
}

std::vector<double> values_in_sight(const std::vector<const Series*>& all, Range days) {
    std::vector<double> values;
    for (const Series* series : all) {
        for (const auto* column : {&series->values, &series->low, &series->high}) {
            for (std::size_t i = 0; i < column->size(); ++i) {
                const double day = static_cast<double>(series->first_day) + static_cast<double>(i);
                if (day >= days.low - 1.0 && day <= days.high + 1.0) values.push_back((*column)[i]);
            }
        }
    }
    return values;
}

/// Why there is nothing to be seen; empty where there is something.
std::string why_empty(const std::vector<const Series*>& seen, const std::vector<double>& values, bool logarithmic) {
    if (seen.empty()) return tr("All is hidden: click the legend.");
    if (values.empty()) return tr("Nothing yet: run the market.");
    if (std::none_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        return tr("No value yet: nothing it is worked out from has happened.");
    if (logarithmic && !any_above_zero(seen))
        return tr("A logarithmic axis cannot show 0 and less: switch it off in the menu.");
    return {};
}

/// Days that a logarithmic axis leaves out would else be missed by nobody.
void note_days_off_axis(const Look& look, const PlotFrame& frame, std::size_t days) {
    if (days == 0) return;
    const std::string text = fitted(counted(tr_later("not shown: ≤ 0, on {} day"),
                                            tr_later("not shown: ≤ 0, on {} days"), static_cast<std::int64_t>(days)),
                                    frame.area.GetWidth() - look.px(8));
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    const ImVec2 at{frame.area.Max.x - size.x - look.px(4), frame.area.Max.y - size.y - look.px(2)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + size.x, at.y + size.y}, paint(look.theme().panel, 0.75));
    list.AddText(at, paint(look.theme().muted), text.c_str());
}

/// In the tooltip at hand.
void tell_of_marks(const Look& look, const std::string& told) {
    if (!told.empty()) ImGui::TextUnformatted(wrapped(told, look.px(420)).c_str());
}

}  // namespace

Colour colour_of_style(const Look& look, std::size_t style) {
    return look.theme().series[style % look.theme().series.size()];
}

void draw_sign(ImDrawList& list, ImVec2 at, float radius, std::size_t style, ImU32 colour) {
    const float r = radius;
    switch (form_of(style)) {
        case 0:
            list.AddCircleFilled(at, r, colour);
            break;
        case 1:
            list.AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r}, colour);
            break;
        case 2:
            list.AddTriangleFilled({at.x, at.y - r * 1.2F}, {at.x + r * 1.1F, at.y + r}, {at.x - r * 1.1F, at.y + r},
                                   colour);
            break;
        default:
            list.AddQuadFilled({at.x, at.y - r * 1.35F}, {at.x + r * 1.35F, at.y}, {at.x, at.y + r * 1.35F},
                               {at.x - r * 1.35F, at.y}, colour);
    }
}

void draw_swatch(ImDrawList& list, const Look& look, ImVec2 from, float width, std::size_t style) {
    Pen pen(list, look, style);
    pen.to(from);
    pen.to({from.x + width, from.y});
    pen.flush();
    draw_marker(list, look, {from.x + width / 2.0F, from.y}, style);
}

std::string figure(double value, std::string_view unit) {
    const std::array values{value};
    return figures_alike(values, unit).front();
}

void draw_lines(const char* id, const Look& look, const LinePlot& plot, PlotState& state, ImVec2 size) {
    ImGui::PushID(id);
    std::vector<const Series*> seen;
    std::vector<LegendEntry> legend;
    for (const PlotLine& line : plot.lines) {
        const bool hidden = state.hidden.contains(line.series.name);
        if (!hidden) seen.push_back(&line.series);
        legend.push_back({line.series.name, line.series.name_shown(), line.style, {}, LegendEntry::Sign::Line});
    }
    PlotFrame frame(look, state, size, legend);
    Range days{0.0, std::max(2.0, plot.last_day)};
    for (const PlotNote& note : plot.notes) days.high = std::max(days.high, note.day.value_or(0.0));
    if (state.is_fitted) state.x = days;
    const bool logarithmic = state.logarithmic && plot.may_be_logarithmic;
    std::vector<double> values = values_in_sight(seen, state.x);
    // A guess alone says nothing of the scale.
    if (values.empty() && !plot.notes.empty() && !logarithmic) values.push_back(0.0);
    for (const PlotNote& note : plot.notes) {
        if (note.value) values.push_back(*note.value);
    }
    if (state.is_fitted) state.y = fitting(values, plot.with_zero, logarithmic);
    if (logarithmic && !(state.y.low > 0.0)) state.y = fitting(values, plot.with_zero, true);
    frame.lay_out(logarithmic, plot.unit, plot.about, plot.is_of_days, plot.is_of_differences);
    frame.interact(days, fitting(values, plot.with_zero, logarithmic), 2.0);
    frame.draw_axes();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    frame.clip();
    frame.draw_warm_up(plot.first_counted);
    frame.draw_events(plot.marks);
    const std::string told = frame.draw_marks(plot.marks);
    for (const PlotLine& line : plot.lines) {
        if (!state.hidden.contains(line.series.name)) draw_band(list, look, frame, line);
    }
    for (const PlotLine& line : plot.lines) {
        if (!state.hidden.contains(line.series.name)) draw_line(list, look, frame, line);
    }
    frame.name_events(plot.marks);
    frame.unclip();
    // A note on the last day is drawn whole.
    ImGui::PushClipRect(frame.area.Min, {frame.area.Max.x + look.px(8), frame.area.Max.y + look.px(8)}, true);
    draw_notes(list, look, frame, plot.notes);
    ImGui::PopClipRect();
    frame.clip();
    std::vector<Series> shown;
    for (const Series* series : seen) shown.push_back(*series);
    const auto nearest = nearest_day(shown, frame.x.value(ImGui::GetIO().MousePos.x));
    const bool is_pointed = frame.is_hovered && nearest.has_value();
    const std::int64_t day = nearest.value_or(0);
    if (is_pointed) {
        frame.draw_crosshair(static_cast<double>(day));
        for (const PlotLine& line : plot.lines) {
            const double value = value_on(line.series, day);
            if (state.hidden.contains(line.series.name) || std::isnan(value)) continue;
            const ImVec2 at = frame.at(static_cast<double>(day), value);
            if (!std::isnan(at.y)) draw_marker(list, look, at, line.style);
        }
    }
    frame.unclip();
    if (const std::string why = why_empty(seen, values, logarithmic); !why.empty())
        frame.say(plot.lines.empty() && !plot.none.empty() ? plot.none : why);
    else if (logarithmic)
        note_days_off_axis(look, frame, days_off_log_axis(seen, state.x));
    if (is_pointed || !told.empty()) {
        ImGui::BeginTooltip();
        if (is_pointed)
            ImGui::TextUnformatted(plot.name_of_day ? plot.name_of_day(day).c_str()
                                                    : filled(tr("day {}"), day).c_str());
        // All numbers of a tooltip in one unit: 1.25 and 0.90 million, not 900,000.
        std::vector<double> told_values;
        for (const Series* series : seen) {
            told_values.push_back(value_on(*series, day));
            if (series->low.empty()) continue;
            told_values.push_back(value_on({"", series->first_day, series->low, {}, {}}, day));
            told_values.push_back(value_on({"", series->first_day, series->high, {}, {}}, day));
        }
        const std::vector<std::string> figures = plot.is_of_differences ? figures_of_differences(told_values, plot.unit)
                                                                        : figures_alike(told_values, plot.unit);
        auto next_figure = figures.begin();
        for (const PlotLine& line : plot.lines) {
            if (!is_pointed) break;
            if (state.hidden.contains(line.series.name)) continue;
            const ImVec2 at = ImGui::GetCursorScreenPos();
            draw_swatch(*ImGui::GetWindowDrawList(), look, {at.x, at.y + ImGui::GetTextLineHeight() / 2.0F},
                        look.px(22), line.style);
            ImGui::Dummy({look.px(22), ImGui::GetTextLineHeight()});
            ImGui::SameLine();
            std::string text = fmt::format("{}: {}", line.series.name_shown(), *next_figure++);
            if (!line.series.low.empty()) {
                const std::string &low = *next_figure++, &high = *next_figure++;
                text += filled(tr(" ({} to {})"), low, high);
            }
            ImGui::TextUnformatted(text.c_str());
        }
        tell_of_marks(look, told);
        ImGui::EndTooltip();
    }
    ImGui::PopID();
}

void draw_areas(const char* id, const Look& look, const AreaPlot& plot, PlotState& state, ImVec2 size) {
    ImGui::PushID(id);
    std::vector<LegendEntry> legend;
    std::vector<std::size_t> seen;
    std::vector<std::vector<double>> layers;
    for (std::size_t i = 0; i < plot.layers.size(); ++i) {
        legend.push_back(
            {plot.layers[i].name, plot.layers[i].name_shown(), i, plot.colours[i], LegendEntry::Sign::Area});
        if (state.hidden.contains(plot.layers[i].name)) continue;
        seen.push_back(i);
        layers.push_back(plot.layers[i].values);
    }
    const auto edges = stacked(layers);
    PlotFrame frame(look, state, size, legend);
    const Range days{0.0, std::max(2.0, plot.last_day)};
    const Range all = edges.empty() ? Range{} : fitting(edges.back(), true, false);
    if (state.is_fitted) {
        state.x = days;
        state.y = all;
    }
    frame.lay_out(false, plot.unit, plot.about, true);
    frame.interact(days, all, 2.0);
    frame.draw_axes();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    frame.clip();
    const ImDrawListFlags flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    for (std::size_t layer = edges.size(); layer-- > 0;) {
        const std::int64_t first = plot.layers[seen[layer]].first_day;
        const Series upper{"", first, edges[layer], {}, {}};
        const auto columns = decimated(upper, frame.x.range, frame.columns());
        const float ground = static_cast<float>(frame.y.pixel(0.0));
        const ImU32 colour = paint(plot.colours[seen[layer]]);
        for (std::size_t i = 1; i < columns.size(); ++i) {
            const ImVec2 a = frame.at(columns[i - 1].at, columns[i - 1].last),
                         b = frame.at(columns[i].at, columns[i].last);
            list.AddQuadFilled({a.x, ground}, a, b, {b.x, ground}, colour);
        }
        for (std::size_t i = 1; i < columns.size(); ++i) {
            list.AddLine(frame.at(columns[i - 1].at, columns[i - 1].last), frame.at(columns[i].at, columns[i].last),
                         paint(look.theme().paper), look.px(1));
        }
    }
    list.Flags = flags;
    frame.draw_warm_up(plot.first_counted);
    frame.draw_events(plot.marks);
    const std::string told = frame.draw_marks(plot.marks);
    frame.name_events(plot.marks);
    const auto nearest = nearest_day(plot.layers, frame.x.value(ImGui::GetIO().MousePos.x));
    const bool is_pointed = frame.is_hovered && !seen.empty() && nearest.has_value();
    const std::int64_t day = nearest.value_or(0);
    if (is_pointed) frame.draw_crosshair(static_cast<double>(day));
    frame.unclip();
    if (seen.empty())
        frame.say(tr("All is hidden: click the legend."));
    else if (edges.back().empty())
        frame.say(tr("Nothing yet: run the market."));
    if (is_pointed) {
        ImGui::BeginTooltip();
        ImGui::TextUnformatted(plot.name_of_day ? plot.name_of_day(day).c_str() : filled(tr("day {}"), day).c_str());
        std::vector<double> told_values;
        for (const std::size_t i : seen) told_values.push_back(value_on(plot.layers[i], day));
        const std::vector<std::string> figures = figures_alike(told_values, plot.unit);
        for (std::size_t i = seen.size(); i-- > 0;) {
            const Series& layer = plot.layers[seen[i]];
            ImGui::ColorButton("##colour", tint(plot.colours[seen[i]]), ImGuiColorEditFlags_NoTooltip,
                               {ImGui::GetTextLineHeight(), ImGui::GetTextLineHeight()});
            ImGui::SameLine();
            ImGui::TextUnformatted(fmt::format("{}: {}", layer.name_shown(), figures[i]).c_str());
        }
        tell_of_marks(look, told);
        ImGui::EndTooltip();
    }
    ImGui::PopID();
}

}  // namespace pasar
