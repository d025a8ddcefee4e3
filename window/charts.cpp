#include "window/charts.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "sim/counts/applies.h"
#include "sim/counts/measures.h"
#include "viz/chart_tables.h"
#include "viz/words.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

/// From the click in a menu to a picture without it.
constexpr int kFramesToShot = 3;

constexpr const char* kFates = tr_later("fates of orders");
constexpr const char* kFunnel = tr_later("funnel");
constexpr const char* kCohorts = tr_later("cohorts");
constexpr const char* kQuality = tr_later("displayed against true quality");
constexpr const char* kBids = tr_later("bids of one auction");
constexpr const char* kRetention = tr_later("subscribers kept");

/// To where the warm-up is shaded: between its last evening and the first that counts.
double warm_up_shown(const SeenWorld& world) {
    const std::int64_t days = warm_up_of(world);
    return days > 0 ? static_cast<double>(days) + 0.5 : 0.0;
}

/// Of a chart of which no world has anything.
std::string none_of(MeasuredWhere where) {
    if (where == MeasuredWhere::Subscriptions) return tr("Nobody can subscribe to anything here.");
    return where == MeasuredWhere::Feeds ? tr("Nothing is free to read here.") : "";
}

std::string file_name(std::string_view what, const Scene& scene) {
    std::string name = fmt::format("pasar {} day {}", what, scene.day);
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

}  // namespace

std::string unit_of(std::string_view unit, const Scene& scene) {
    constexpr std::string_view kMoney = "money";
    return unit.starts_with(kMoney) ? scene.currency + std::string(unit.substr(kMoney.size())) : std::string(unit);
}

const std::vector<std::string>& other_charts() {
    static const std::vector<std::string> names{kFates, kFunnel, kCohorts, kQuality, kBids, kRetention};
    return names;
}

bool has_auctions(const SeenWorld& world) {
    return world.scenario != nullptr &&
           world.scenario->scenario.models[world.model].matching.kind == MatchingKind::Auction;
}

bool has_measure(const SeenWorld& world, MeasuredWhere where) {
    if (where == MeasuredWhere::Always) return true;
    if (world.scenario == nullptr) return false;
    const ModelSpec& model = world.scenario->scenario.models[world.model];
    return where == MeasuredWhere::Feeds ? model.matching.kind == MatchingKind::Feed
                                         : why_none("subscribers", model).empty();
}

bool has_measure(const SeenWorld& world, const ChartMeasure& measure) {
    return measure.of_market ? world.competes : has_measure(world, measure.where);
}

BidsPlot bids_plot(const Look& look, const Scene& scene, std::size_t place) {
    const SeenWorld& world = scene.worlds[place];
    return {.auction = world.auction,
            .empty = has_auctions(world) ? tr("No bid yet on an auction whose bids are kept: run the market.")
                                         : tr("Nothing is sold by auction here."),
            .unit = scene.currency,
            .name = spoken_name(world.name),
            .style = look.style_of(place)};
}

Chart::Chart(std::string what) { show(std::move(what)); }

void Chart::show(std::string what) {
    const bool known = find_chart_measure(what) < chart_measures().size() ||
                       std::find(other_charts().begin(), other_charts().end(), what) != other_charts().end();
    if (!known) what = chart_measures().front().name;
    what_ = std::move(what);
    window_days_ = kAWeek;
    state_ = {};
    made_of_.reset();
}

const SeenWorld* Chart::chosen_world(const Scene& scene) {
    if (scene.worlds.empty()) return nullptr;
    world_ = std::min(world_, scene.worlds.size() - 1);
    return &scene.worlds[world_];
}

/// Of the days so far; of one world, those that concern it.
std::vector<PlotMark> Chart::marks_of(const Look& look, const Scene& scene, std::optional<std::size_t> only_of) const {
    std::vector<PlotMark> marks;
    if (changes == nullptr) return marks;
    for (const ChangeMark& change : *changes) {
        const bool concerns =
            !only_of || std::find(change.worlds.begin(), change.worlds.end(), *only_of) != change.worlds.end();
        if (change.day > scene.day || !concerns) continue;
        PlotMark mark{.day = static_cast<double>(change.day)};
        if (change.until > 0) mark.until = static_cast<double>(std::min(change.until, scene.day));
        mark.name = change.event;
        if (change.is_of_one(scene.worlds.size())) mark.style = look.style_of(change.worlds.front());
        for (const std::string& one : change.says)
            mark.text += (mark.text.empty() ? filled(tr("day {}: "), change.day) : "\n") + one;
        marks.push_back(std::move(mark));
    }
    return marks;
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
    lines_.about = about.state ? "" : averaging_in_words(window_days_);
    lines_.none = about.of_market ? tr("No platforms compete here.") : none_of(about.where);
    lines_.marks = marks_of(look, scene);
    lines_.lines.clear();
    lines_.first_counted = 0.0;
    const std::vector<std::span<const SeenWorld>> markets = markets_of(scene.worlds);
    std::span<const SeenWorld> market;
    std::size_t end_of_market = 0, next_market = 0;
    for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
        const SeenWorld& world = scene.worlds[w];
        if (!has_measure(world, about)) continue;
        while (w >= end_of_market) end_of_market += (market = markets[next_market++]).size();
        PlotLine line{{world.name, 1, {}, {}, {}, spoken_name(world.name)}, look.style_of(w)};
        if (world.days != nullptr)
            line.series.values = values_of(measure, *world.days, window_days_, scene.currency_digits, warm_up_of(world),
                                           days_of(market));
        lines_.first_counted = std::max(lines_.first_counted, warm_up_shown(world));
        lines_.lines.push_back(std::move(line));
    }
}

void Chart::draw_head(const Look& look, const Scene& scene, Exports& exports) {
    ImGui::PushFont(look.fonts.strong);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0F);
    const float menu = ImGui::GetFrameHeight();
    const float width = std::min(look.px(230), ImGui::GetContentRegionAvail().x - menu - look.px(8));
    ImGui::SetNextItemWidth(width);
    const float room = width - ImGui::GetFrameHeight() - 2.0F * ImGui::GetStyle().FramePadding.x;
    const float begin = ImGui::GetCursorPosX();
    ImGui::SetCursorPosX(begin - ImGui::GetStyle().FramePadding.x);
    const bool is_open = ImGui::BeginCombo("##what", fitted(in_words_of(spoken_language(), what_), room).c_str(),
                                           ImGuiComboFlags_HeightLarge);
    ImGui::PopStyleVar();
    if (is_open) {
        ImGui::PushFont(look.fonts.normal);
        const bool any_auctions = std::any_of(scene.worlds.begin(), scene.worlds.end(), has_auctions);
        const auto is_there = [&](MeasuredWhere where) {
            return std::any_of(scene.worlds.begin(), scene.worlds.end(),
                               [where](const SeenWorld& world) { return has_measure(world, where); });
        };
        const auto is_measured = [&](const ChartMeasure& m) {
            return m.of_market ? scene.competes : is_there(m.where);
        };
        for (const std::string& name : other_charts()) {
            if (name == kBids && !any_auctions) continue;
            if (name == kRetention && !is_there(MeasuredWhere::Subscriptions)) continue;
            if (ImGui::Selectable(in_words_of(spoken_language(), name).c_str(), name == what_)) show(name);
        }
        ImGui::Separator();
        for (const ChartMeasure& m : chart_measures()) {
            if (!is_measured(m)) continue;
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
    if (ImGui::IsItemHovered() && !state_.is_for_picture) ImGui::SetTooltip("%s", tr("axes, and saving this chart"));
    if (!ImGui::BeginPopup("menu")) return;
    const std::size_t measure = find_chart_measure(what_);
    const bool is_measure = measure < chart_measures().size();
    if (is_measure) {
        draw_axis_choice();
        ImGui::Separator();
    }
    // What stands in the evening is not averaged.
    if (is_measure ? !chart_measures()[measure].state : what_ == kFates) {
        for (const std::size_t days : {std::size_t{1}, kAWeek, std::size_t{30}, kAllDays})
            if (ImGui::MenuItem(averaging_in_words(days).c_str(), nullptr, (instead ? kAWeek : window_days_) == days,
                                !instead))
                window_days_ = days;
        ImGui::Separator();
    }
    if (what_ == kFates || what_ == kCohorts || what_ == kBids) {
        for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
            ImGui::PushID(static_cast<int>(w));
            if (ImGui::MenuItem(spoken_name(scene.worlds[w].name).c_str(), nullptr, world_ == w)) world_ = w;
            ImGui::PopID();
        }
        ImGui::Separator();
    }
    if (ImGui::MenuItem(tr("fit to what there is"), tr("double click"))) state_.is_fitted = true;
    ImGui::Separator();
    if (ImGui::MenuItem(tr("save as PNG"))) frames_to_shot_ = kFramesToShot;
    if (ImGui::MenuItem(tr("save as CSV"))) exports.files.push_back({file_name(what_, scene) + ".csv", csv(scene)});
    ImGui::EndPopup();
}

/// A logarithmic axis is offered where it would show something; it may still be switched off.
void Chart::draw_axis_choice() {
    std::vector<const Series*> all;
    for (const PlotLine& line : lines_.lines) all.push_back(&line.series);
    const bool is_possible = !instead && any_above_zero(all);
    ImGui::MenuItem(tr("logarithmic axis"), nullptr, &state_.logarithmic, is_possible || state_.logarithmic);
    if (!is_possible && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled))
        ImGui::SetTooltip("%s", instead ? tr("Differences may be below 0.") : tr("No value is above 0."));
}

std::string Chart::csv(const Scene& scene) const {
    if (what_ == kFates) return fates_csv(scene, window_days_);
    if (what_ == kCohorts) return cohorts_csv(scene.worlds);
    if (what_ == kFunnel) return funnel_csv(scene.worlds);
    if (what_ == kQuality) return quality_csv(scene.worlds);
    if (what_ == kBids) return bids_csv(scene.worlds);
    if (what_ == kRetention) return retention_csv(scene.worlds);
    const ChartMeasure& about = chart_measures()[find_chart_measure(what_)];
    std::vector<Series> all;
    for (const PlotLine& line : instead ? instead->lines : lines_.lines) all.push_back(line.series);
    const std::size_t window = about.state ? 1 : instead ? kAWeek : window_days_;
    return lines_csv(scene, what_, unit_of(about.unit, scene), window, all);
}

void Chart::draw(const Look& look, const std::shared_ptr<const Scene>& scene, Exports& exports) {
    ImGui::PushID(this);
    from_ = ImGui::GetWindowPos();
    to_ = {from_.x + ImGui::GetWindowSize().x, from_.y + ImGui::GetWindowSize().y};
    // The menu that it was asked for in is gone by then.
    state_.is_for_picture = frames_to_shot_ > 0 && --frames_to_shot_ == 0;
    draw_head(look, *scene, exports);
    if (state_.is_for_picture) exports.shots.push_back({from_, to_, file_name(what_, *scene)});
    if (what_ == kFates) {
        draw_fates(look, *scene);
    } else if (what_ == kFunnel) {
        draw_funnel(look, *scene);
    } else if (what_ == kCohorts) {
        draw_cohorts(look, *scene);
    } else if (what_ == kQuality) {
        draw_quality(look, *scene);
    } else if (what_ == kBids) {
        draw_auction(look, *scene);
    } else if (what_ == kRetention) {
        draw_retention(look, *scene);
    } else {
        if (made_of_ != scene || made_with_days_ != window_days_ || made_in_ != spoken_language()) {
            renew(look, *scene);
            made_of_ = scene;
            made_in_ = spoken_language();
            made_with_days_ = window_days_;
        }
        if (instead) {
            if (!chart_measures()[find_chart_measure(what_)].state) instead->about = averaging_in_words(kAWeek);
            instead->marks = lines_.marks;
            instead->first_counted = lines_.first_counted;
        } else {
            lines_.notes = notes;
        }
        draw_lines("lines", look, instead ? *instead : lines_, state_, {0, 0});
    }
    ImGui::PopID();
}

void Chart::draw_fates(const Look& look, const Scene& scene) {
    const SeenWorld* world = chosen_world(scene);
    AreaPlot plot;
    plot.unit = tr("orders a day");
    plot.about = averaging_in_words(window_days_);
    if (world != nullptr) {
        plot.about += " · " + spoken_name(world->name);
        plot.marks = marks_of(look, scene, world_);
        plot.first_counted = warm_up_shown(*world);
    }
    plot.last_day = static_cast<double>(std::max<std::int64_t>(scene.day, 30));
    const Theme& theme = look.theme();
    plot.colours = {theme.series[2], theme.series[4], theme.series[1],
                    theme.series[3], theme.series[6], theme.series[5]};
    if (world != nullptr) plot.layers = fates_by_day(*world, window_days_);
    for (Series& layer : plot.layers) layer.shown = tr(layer.name.c_str());
    draw_areas("fates", look, plot, state_, {0, 0});
}

void Chart::draw_funnel(const Look& look, const Scene& scene) {
    BarPlot plot;
    plot.unit_shown = tr("people so far, those of day 0 too, who …");
    for (const char* const step : funnel_steps()) plot.labels.emplace_back(tr(step));
    for (const SeenWorld& world : scene.worlds) {
        plot.groups.push_back({world.name, spoken_name(world.name), look.style_of(plot.groups.size())});
        const auto people = funnel_of(world);
        plot.values.emplace_back(people.begin(), people.end());
    }
    draw_bars("funnel", look, plot, state_, {0, 0});
}

void Chart::draw_cohorts(const Look& look, const Scene& scene) {
    const SeenWorld* world = chosen_world(scene);
    HeatPlot plot{
        .across = tr("months since →"),
        .down = world == nullptr ? "" : filled(tr("month of the first order ↓ · {}"), spoken_name(world->name)),
        .cells = {},
        .least = 1.0};
    if (world != nullptr) {
        plot.cells = customers_kept(*world);
        for (std::size_t cohort = 0; cohort < plot.cells.size(); ++cohort) {
            std::vector<bool>& partial = plot.partial.emplace_back();
            for (std::size_t month = 0; month < plot.cells[cohort].size(); ++month)
                partial.push_back(!is_month_over(*world, cohort, month));
        }
        for (const std::vector<double>& row : plot.cells)
            for (const double share : row)
                if (!std::isnan(share)) plot.least = std::min(plot.least, share);
        plot.least = std::min(0.95, std::floor(plot.least * 20.0) / 20.0);
    }
    draw_heat("cohorts", look, plot, state_, {0, 0});
}

void Chart::draw_quality(const Look& look, const Scene& scene) {
    constexpr std::size_t kMostPointsOfAWorld = 3000;
    ScatterPlot plot{.across = tr("true quality →"),
                     .up = tr("↑ score on display"),
                     .groups = {},
                     .points = {},
                     .with_diagonal = true};
    const Language language = spoken_language();
    const std::string own_store = tr("the own store");
    std::vector<std::string> kinds;
    for (const std::string_view kind : NamesOf<SellerKind>::names)
        kinds.push_back(in_words_of(language, TextOf::Choice, kind));
    for (const SeenWorld& world : scene.worlds) {
        plot.groups.push_back({world.name, spoken_name(world.name), look.style_of(plot.groups.size())});
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
                 filled(tr("{}, seller {} ({})\ntrue quality {}, on display {}\n{}"), plot.groups.back().shown, i,
                        seller.own_store ? own_store : kinds[static_cast<std::size_t>(seller.kind)],
                        grouped_in(language, seller.quality, 2), grouped_in(language, seller.shown, 2),
                        counted(tr_later("{} unit sold"), tr_later("{} units sold"), seller.sold))});
        }
        plot.points.push_back(std::move(points));
    }
    draw_scatter("quality", look, plot, state_, {0, 0});
}

/// Of a world that has none, the first that has.
void Chart::draw_auction(const Look& look, const Scene& scene) {
    const SeenWorld* world = chosen_world(scene);
    if (world == nullptr) return;
    if (!has_auctions(*world)) {
        const auto other = std::find_if(scene.worlds.begin(), scene.worlds.end(), has_auctions);
        if (other != scene.worlds.end()) world_ = static_cast<std::size_t>(other - scene.worlds.begin());
    }
    draw_bids("bids", look, bids_plot(look, scene, world_), state_, {0, 0});
}

/// A line a world, with a band up to what it would be if no bill had failed.
void Chart::draw_retention(const Look& look, const Scene& scene) {
    LinePlot plot;
    plot.unit = "share";
    plot.about = tr("by renewal; band: without failed payments");
    plot.none = none_of(MeasuredWhere::Subscriptions);
    plot.is_of_days = false;
    plot.may_be_logarithmic = false;
    plot.last_day = 3.0;
    plot.name_of_day = [](std::int64_t renewal) {
        return renewal == 0 ? std::string(tr("first payment")) : filled(tr("renewal {}"), renewal);
    };
    for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
        const SeenWorld& world = scene.worlds[w];
        if (!has_measure(world, MeasuredWhere::Subscriptions)) continue;
        PlotLine line{{world.name, 0, {}, {}, {}, spoken_name(world.name)}, look.style_of(w)};
        const bool any_failed =
            std::any_of(world.retention.begin(), world.retention.end(),
                        [](const RetentionPoint& point) { return point.without_failures != point.kept; });
        for (const RetentionPoint& point : world.retention) {
            line.series.values.push_back(point.kept);
            if (!any_failed) continue;
            line.series.low.push_back(point.kept);
            line.series.high.push_back(point.without_failures);
        }
        plot.last_day = std::max(plot.last_day, static_cast<double>(world.retention.size()) - 1.0);
        plot.lines.push_back(std::move(line));
    }
    draw_lines("retention", look, plot, state_, {0, 0});
}

}  // namespace pasar
