#include "window/charts.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "reports/figures.h"
#include "reports/language.h"
#include "sim/measures.h"
#include "viz/chart_tables.h"

namespace pasar {

namespace {

constexpr const char* kFates = tr_later("fates of orders");
constexpr const char* kFunnel = tr_later("funnel");
constexpr const char* kCohorts = tr_later("cohorts");
constexpr const char* kQuality = tr_later("displayed against true quality");

std::string unit_of(std::string_view unit, const Scene& scene) {
    return unit == "money" ? scene.currency : std::string(unit);
}

std::string file_name(std::string_view what, const Scene& scene) {
    std::string name = fmt::format("pasar {} day {}", what, scene.day);
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

}  // namespace

const std::vector<std::string>& other_charts() {
    static const std::vector<std::string> names{kFates, kFunnel, kCohorts, kQuality};
    return names;
}

Chart::Chart(std::string what) { show(std::move(what)); }

void Chart::show(std::string what) {
    const bool known = find_chart_measure(what) < chart_measures().size() ||
                       std::find(other_charts().begin(), other_charts().end(), what) != other_charts().end();
    if (!known) what = chart_measures().front().name;
    what_ = std::move(what);
    state_ = {};
    made_of_.reset();
}

const World* Chart::chosen_world(const Scene& scene) {
    if (scene.worlds.empty()) return nullptr;
    world_ = std::min(world_, scene.worlds.size() - 1);
    return &scene.worlds[world_];
}

void Chart::renew(const Look& look, const Scene& scene) {
    const std::size_t measure = find_chart_measure(what_);
    const ChartMeasure& about = chart_measures()[measure];
    lines_.unit = unit_of(about.unit, scene);
    lines_.with_zero = about.unit != "share" && about.unit != "0 to 1" && !about.unit.starts_with("share of");
    lines_.last_day = static_cast<double>(std::max<std::int64_t>(scene.day, 30));
    lines_.name_of_day = [start = scene.start_date](std::int64_t day) {
        const std::string date = date_of(start, day - 1);
        return filled(tr("day {}{}{}"), day, date.empty() ? "" : ", ", date);
    };
    lines_.lines.clear();
    for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
        const World& world = scene.worlds[w];
        PlotLine line{{world.name, 1, {}, {}, {}, spoken_name(world.name)}, look.style_of(w)};
        if (world.days != nullptr) line.series.values = values_of(measure, *world.days, window_days_);
        lines_.lines.push_back(std::move(line));
    }
}

void Chart::draw_head(const Look& look, const Scene& scene, Exports& exports) {
    ImGui::PushFont(look.fonts.strong);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0F);
    const float menu = ImGui::GetFrameHeight();
    ImGui::SetNextItemWidth(std::min(look.px(230), ImGui::GetContentRegionAvail().x - menu - look.px(8)));
    const float begin = ImGui::GetCursorPosX();
    ImGui::SetCursorPosX(begin - ImGui::GetStyle().FramePadding.x);
    const bool is_open =
        ImGui::BeginCombo("##what", in_words_of(spoken_language(), what_).c_str(), ImGuiComboFlags_HeightLarge);
    ImGui::PopStyleVar();
    if (is_open) {
        ImGui::PushFont(look.fonts.normal);
        for (const std::string& name : other_charts()) {
            if (ImGui::Selectable(in_words_of(spoken_language(), name).c_str(), name == what_)) show(name);
        }
        ImGui::Separator();
        for (const ChartMeasure& m : chart_measures()) {
            if (ImGui::Selectable(in_words_of(spoken_language(), m.name).c_str(), m.name == what_)) show(m.name);
            if (ImGui::IsItemHovered() && !m.says.empty())
                ImGui::SetTooltip("%s", in_words_of(spoken_language(), m.says).c_str());
        }
        ImGui::PopFont();
        ImGui::EndCombo();
    }
    ImGui::PopStyleColor();
    ImGui::PopFont();
    ImGui::SameLine(begin + ImGui::GetContentRegionAvail().x - menu);
    if (ImGui::Button("...", {menu, 0})) ImGui::OpenPopup("menu");
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tr("axes, and saving this chart"));
    if (!ImGui::BeginPopup("menu")) return;
    const bool is_measure = find_chart_measure(what_) < chart_measures().size();
    if (is_measure) {
        ImGui::MenuItem(tr("logarithmic axis"), nullptr, &state_.logarithmic);
        for (const std::size_t days : {std::size_t{1}, kAWeek, std::size_t{30}, kAllDays}) {
            const std::string label = days == 1          ? tr("each day by itself")
                                      : days == kAllDays ? tr("all days so far")
                                                         : filled(tr("mean of {} days"), days);
            if (ImGui::MenuItem(label.c_str(), nullptr, window_days_ == days)) window_days_ = days;
        }
        ImGui::Separator();
    } else if (what_ == kFates || what_ == kCohorts) {
        for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
            if (ImGui::MenuItem(spoken_name(scene.worlds[w].name).c_str(), nullptr, world_ == w)) world_ = w;
        }
        ImGui::Separator();
    }
    if (ImGui::MenuItem(tr("fit to what there is"), tr("double click"))) state_.is_fitted = true;
    ImGui::Separator();
    if (ImGui::MenuItem(tr("save as PNG"))) exports.shots.push_back({from_, to_, file_name(what_, scene)});
    if (ImGui::MenuItem(tr("save as CSV"))) exports.files.push_back({file_name(what_, scene) + ".csv", csv(scene)});
    ImGui::EndPopup();
}

std::string Chart::csv(const Scene& scene) {
    const World* const world = chosen_world(scene);
    if (what_ == kFates) return world == nullptr ? "" : csv_of(fates_by_day(*world, window_days_), 1, world->day);
    if (what_ == kCohorts) return world == nullptr ? "" : cohorts_csv(*world);
    if (what_ == kFunnel) return funnel_csv(scene.worlds);
    if (what_ == kQuality) return quality_csv(scene.worlds);
    std::vector<Series> all;
    for (const PlotLine& line : instead ? instead->lines : lines_.lines) all.push_back(line.series);
    return csv_of(all, 1, scene.day);
}

void Chart::draw(const Look& look, const std::shared_ptr<const Scene>& scene, Exports& exports) {
    ImGui::PushID(this);
    from_ = ImGui::GetWindowPos();
    to_ = {from_.x + ImGui::GetWindowSize().x, from_.y + ImGui::GetWindowSize().y};
    draw_head(look, *scene, exports);
    if (what_ == kFates) {
        draw_fates(look, *scene);
    } else if (what_ == kFunnel) {
        draw_funnel(look, *scene);
    } else if (what_ == kCohorts) {
        draw_cohorts(look, *scene);
    } else if (what_ == kQuality) {
        draw_quality(look, *scene);
    } else if (instead) {
        draw_lines("lines", look, *instead, state_, {0, 0});
    } else {
        if (made_of_ != scene || made_with_days_ != window_days_ || made_in_ != spoken_language()) {
            renew(look, *scene);
            made_of_ = scene;
            made_in_ = spoken_language();
            made_with_days_ = window_days_;
        }
        lines_.notes = notes;
        draw_lines("lines", look, lines_, state_, {0, 0});
    }
    ImGui::PopID();
}

void Chart::draw_fates(const Look& look, const Scene& scene) {
    const World* world = chosen_world(scene);
    AreaPlot plot;
    plot.unit = world == nullptr ? tr("orders a day") : tr("orders a day, ") + spoken_name(world->name);
    plot.last_day = static_cast<double>(std::max<std::int64_t>(scene.day, 30));
    const Theme& theme = look.theme();
    plot.colours = {theme.series[2], theme.series[4], theme.series[1],
                    theme.series[3], theme.series[6], theme.series[5]};
    if (world != nullptr) plot.layers = fates_by_day(*world, window_days_);
    for (Series& layer : plot.layers) layer.shown = tr(layer.name.c_str());
    draw_areas("fates", look, plot, state_, {0, 0});
}

void Chart::draw_funnel(const Look& look, const Scene& scene) const {
    BarPlot plot;
    for (const char* const step : funnel_steps()) plot.labels.emplace_back(tr(step));
    for (const World& world : scene.worlds) {
        plot.styles.push_back(look.style_of(plot.groups.size()));
        plot.groups.push_back(spoken_name(world.name));
        const auto taken = funnel_of(world);
        plot.values.emplace_back(taken.begin(), taken.end());
    }
    draw_bars("funnel", look, plot, {0, 0});
}

void Chart::draw_cohorts(const Look& look, const Scene& scene) {
    const World* world = chosen_world(scene);
    HeatPlot plot{.across = tr("months since →"),
                  .down = world == nullptr ? "" : tr("month of the first order, ") + spoken_name(world->name),
                  .cells = {},
                  .least = 1.0};
    if (world != nullptr) {
        plot.cells = customers_kept(*world);
        for (const std::vector<double>& row : plot.cells)
            for (const double share : row)
                if (!std::isnan(share)) plot.least = std::min(plot.least, share);
        plot.least = std::min(0.95, std::floor(plot.least * 20.0) / 20.0);
    }
    draw_heat("cohorts", look, plot, {0, 0});
}

void Chart::draw_quality(const Look& look, const Scene& scene) const {
    constexpr std::size_t kMostPointsOfAWorld = 3000;
    ScatterPlot plot{
        .across = tr("true quality →"), .up = tr("score on display"), .groups = {}, .names = {}, .with_diagonal = true};
    const Language language = spoken_language();
    const std::string own_store = tr("the own store");
    std::vector<std::string> kinds;
    for (const std::string_view kind : NamesOf<SellerKind>::names)
        kinds.push_back(in_words_of(language, TextOf::Choice, kind));
    for (const World& world : scene.worlds) {
        plot.styles.push_back(look.style_of(plot.names.size()));
        plot.names.push_back(spoken_name(world.name));
        std::vector<ScatterPoint> points;
        std::int64_t most = 1;
        for (const SellerPoint& seller : world.sellers) most = std::max(most, seller.sold);
        for (std::size_t i = 0; i < world.sellers.size() && points.size() < kMostPointsOfAWorld; ++i) {
            const SellerPoint& seller = world.sellers[i];
            if (!seller.open) continue;
            points.push_back(
                {seller.quality, seller.shown,
                 1.8F +
                     7.0F * static_cast<float>(std::sqrt(static_cast<double>(seller.sold) / static_cast<double>(most))),
                 filled(tr("{}, seller {} ({})\ntrue quality {}, on display {}\n{} units sold"), plot.names.back(), i,
                        seller.own_store ? own_store : kinds[static_cast<std::size_t>(seller.kind)],
                        grouped_in(language, seller.quality, 2), grouped_in(language, seller.shown, 2),
                        grouped_in(language, static_cast<double>(seller.sold)))});
        }
        plot.groups.push_back(std::move(points));
    }
    draw_scatter("quality", look, plot, {0, 0});
}

}  // namespace pasar
