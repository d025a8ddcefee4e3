#include "window/panel_difference.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "sim/experiments/statistics.h"
#include "viz/chart_measures.h"
#include "viz/chart_tables.h"
#include "viz/session.h"
#include "viz/words.h"
#include "window/keyboard.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr std::size_t kDaysOfMean = kAWeek;
constexpr std::size_t kStyleOfDifference = kMostWorlds;  ///< that of no world
constexpr int kLeastPairs = 2, kMostPairs = 200;

/// `name` in English, for files; `shown` in the language of the window.
LinePlot plot_of(const PairedDays& days, std::size_t measure, const std::string& name, const std::string& shown,
                 const Scene& scene) {
    const ChartMeasure& about = chart_measures()[measure];
    const DifferenceBand band = difference_by_day(days, [&](std::span<const DayRow> rows) {
        const std::size_t count = std::min(rows.size(), kDaysOfMean);
        return values_of(measure, rows.last(count), kDaysOfMean, scene.currency_digits).back();
    });
    LinePlot plot;
    plot.unit = unit_of(about.unit, scene);
    plot.is_of_differences = true;
    plot.may_be_logarithmic = false;
    plot.last_day = static_cast<double>(std::max<std::int64_t>(static_cast<std::int64_t>(band.mean.size()), 30));
    plot.name_of_day = [](std::int64_t day) { return filled(tr("day {}"), day); };
    plot.lines.push_back({{name, 1, band.mean, band.low, band.high,
                           filled(tr(days.done() == 1 ? "{} ({} pair)" : "{} ({} pairs)"), shown, days.done())},
                          kStyleOfDifference});
    return plot;
}

/// What happens is told by the day; what stands in the evening, as it stood on the last one.
DifferencePanel::Finding finding_of(const PairedDays& days, std::size_t measure, std::size_t last_days,
                                    const Scene& scene) {
    const ChartMeasure& about = chart_measures()[measure];
    const auto over_these_days = [&](const std::vector<std::shared_ptr<const std::vector<DayRow>>>& side) {
        std::vector<double> values;
        for (const auto& rows : side)
            values.push_back(rows->empty() ? std::nan("")
                                           : values_of(measure, *rows, last_days, scene.currency_digits).back());
        return values;
    };
    const PairedDifference found = paired_difference(over_these_days(days.first), over_these_days(days.second));
    DifferencePanel::Finding finding{.label = in_words_of(spoken_language(), about.name), .text = "–"};
    if (std::isnan(found.mean)) return finding;
    const std::array values{found.mean, found.interval.low, found.interval.high};
    const Scale scale = scale_for(std::span(values.data(), std::isnan(found.interval.low) ? 1 : 3),
                                  (found.interval.high - found.interval.low) / 2.0, unit_of(about.unit, scene));
    const bool is_by_day = !about.state && !about.is_ratio;
    finding.text = number_in(spoken_language(), scale.difference(found.mean));
    if (scale.unit != "0 to 1")
        finding.text += " " + unit_beside(scale.divisor == 1.0 ? found.mean : 2.0, unit_of_difference(scale.unit));
    if (is_by_day) finding.text += tr(" a day");
    if (about.state) finding.text += filled(tr(" on day {}"), days.first.front()->size());
    if (!std::isnan(found.interval.low))
        finding.text += number_in(
            spoken_language(), filled(tr(" (95 %: {} to {})"), scale(found.interval.low), scale(found.interval.high)));
    if (!found.interval.excludes_zero()) finding.text += tr(": not told apart");
    return finding;
}

void draw_findings(const Look& look, const DifferencePanel& panel, std::int64_t pairs) {
    if (panel.findings.empty()) return;
    ImGui::PushFont(look.fonts.strong);
    ImGui::TextUnformatted(wrapped(filled(tr("{} less {}"), spoken_name(panel.more), spoken_name(panel.less)),
                                   ImGui::GetContentRegionAvail().x)
                               .c_str());
    ImGui::PopFont();
    ImGui::TextDisabled("%s", filled(tr(pairs == 1 ? "day {} to {}, {} pair" : "day {} to {}, {} pairs"),
                                     panel.parted_on + 1, panel.until, pairs)
                                  .c_str());
    for (const DifferencePanel::Finding& finding : panel.findings) {
        ImGui::TextUnformatted(wrapped(finding.label + ": " + finding.text, ImGui::GetContentRegionAvail().x).c_str());
    }
}

void choose_world(const char* id, std::size_t& index, const Scene& scene) {
    ImGui::SetNextItemWidth(-1);
    if (!ImGui::BeginCombo(id, spoken_name(scene.worlds[index].name).c_str())) return;
    for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
        ImGui::PushID(static_cast<int>(w));
        if (ImGui::Selectable(spoken_name(scene.worlds[w].name).c_str(), w == index)) index = w;
        ImGui::PopID();
    }
    ImGui::EndCombo();
}

}  // namespace

void draw_difference_panel(const Look& look, DifferencePanel& panel, const Scene& scene) {
    if (scene.worlds.size() < 2) {
        ImGui::TextDisabled("%s", tr("A difference needs two worlds."));
        return;
    }
    ImGui::PushFont(look.fonts.strong);
    ImGui::TextUnformatted(tr("How sure is the difference?"));
    ImGui::PopFont();
    panel.first = std::min(panel.first, scene.worlds.size() - 1);
    panel.second = std::min(panel.second, scene.worlds.size() - 1);
    choose_world("##first", panel.first, scene);
    ImGui::TextUnformatted(tr("less"));
    choose_world("##second", panel.second, scene);
    ImGui::SetNextItemWidth(look.px(110));
    typed([&] { return ImGui::InputInt(tr("pairs of worlds"), &panel.replications); });
    panel.replications = std::clamp(panel.replications, kLeastPairs, kMostPairs);
    const bool is_same = panel.first == panel.second;
    const bool is_early = scene.day == 0;
    if (is_same || is_early) ImGui::BeginDisabled();
    const std::string label =
        is_early ? std::string(tr("Run some days first")) : filled(tr("Work out day 1 to {}"), scene.day);
    if (ImGui::Button(label.c_str(), {-1, 0})) {
        const SeenWorld& first = scene.worlds[panel.first];
        const SeenWorld& second = scene.worlds[panel.second];
        panel.more = first.name;
        panel.less = second.name;
        panel.of = {first.script, second.script};
        panel.until = scene.day;
        // What both lived through alike tells nothing of how they differ.
        const std::int64_t parted_on = first.model == second.model ? first.script->parts_from(*second.script) : 0;
        const std::int64_t warm_up = std::max(warm_up_of(first), warm_up_of(second));
        panel.parted_on = std::max(parted_on < scene.day ? parted_on : 0, warm_up < scene.day ? warm_up : 0);
        panel.running =
            std::make_unique<BackgroundDifference>(first.script, second.script, scene.day, panel.replications);
        panel.shows = true;
        panel.drawn.reset();
    }
    if (is_same || is_early) ImGui::EndDisabled();
    if (!panel.running) {
        ImGui::PushTextWrapPos(0.0F);
        ImGui::TextDisabled(
            "%s",
            tr("The lines of the charts are one replication. This plays both worlds again with other random numbers."));
        ImGui::PopTextWrapPos();
        return;
    }
    const std::shared_ptr<const PairedDays> days = panel.running->so_far();
    if (!panel.running->is_over()) {
        ImGui::ProgressBar(
            static_cast<float>(days->done()) / static_cast<float>(std::max<std::int64_t>(1, days->wanted)), {-1, 0},
            filled(tr("{} of {} pairs"), days->done(), days->wanted).c_str());
    }
    if (!days->problem.empty()) ImGui::TextWrapped("%s", days->problem.c_str());
    draw_findings(look, panel, days->done());
    ImGui::Checkbox(tr("show the difference in the charts"), &panel.shows);
    if (ImGui::Button(tr("Forget it"))) {
        panel.running.reset();
        panel.shows = false;
    }
}

namespace {

/// Whether both worlds still are, on the days worked out, what they were.
bool still_holds(const DifferencePanel& panel, const Scene& scene) {
    return std::all_of(panel.of.begin(), panel.of.end(), [&](const std::shared_ptr<const Script>& then) {
        return std::any_of(scene.worlds.begin(), scene.worlds.end(), [&](const SeenWorld& world) {
            return world.script == then || world.script->parts_from(*then) >= panel.until;
        });
    });
}

}  // namespace

void show_difference(DifferencePanel& panel, const Scene& scene, std::vector<std::unique_ptr<Chart>>& charts) {
    if (panel.running && !still_holds(panel, scene)) {  // a lever was moved, or a world closed
        panel.running.reset();
        panel.shows = false;
    }
    const std::shared_ptr<const PairedDays> days = panel.running ? panel.running->so_far() : nullptr;
    std::vector<std::string> shown;
    for (const auto& chart : charts) shown.push_back(chart->what());
    const bool is_known = days == panel.drawn && panel.shows == panel.drew && shown == panel.drawn_for &&
                          panel.drawn_in == spoken_language();
    if (is_known) return;
    panel.drawn = days;
    panel.drew = panel.shows;
    panel.drawn_in = spoken_language();
    const std::string name = fmt::format("{} less {}", panel.more, panel.less);
    const std::string in_words = filled(tr("{} less {}"), spoken_name(panel.more), spoken_name(panel.less));
    panel.drawn_for = std::move(shown);
    panel.findings.clear();
    for (const auto& chart : charts) {
        chart->instead.reset();
        const std::size_t measure = find_chart_measure(chart->what());
        if (days == nullptr || days->done() == 0 || measure == chart_measures().size()) continue;
        if (chart_measures()[measure].of_market) continue;  // what the other platforms had is not kept
        panel.findings.push_back(
            finding_of(*days, measure, static_cast<std::size_t>(panel.until - panel.parted_on), scene));
        if (panel.shows) chart->instead = plot_of(*days, measure, name, in_words, scene);
    }
}

}  // namespace pasar
