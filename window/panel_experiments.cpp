#include "window/panel_experiments.h"

#include <fmt/format.h>
#include <imgui.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "reports/headlines.h"
#include "scenarios/settings.h"
#include "scenarios/typed_number.h"
#include "sim/counts/measures.h"
#include "sim/counts/sides.h"
#include "viz/saving.h"
#include "viz/slider_scale.h"
#include "window/keyboard.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr std::int64_t kLeastReplications = 2, kMostReplications = 1000;

struct Kind {
    const char* command;
    const char* title;
    const char* says;
    std::size_t varied;  ///< parameters
};
constexpr std::array<Kind, 6> kKinds{{
    {"compare", tr_later("Which does better?"),
     tr_later("All worlds' models with the same random numbers, with intervals."), 0},
    {"sweep", tr_later("What over a whole range?"), tr_later("One parameter in five steps."), 1},
    {"break-even", tr_later("From where on does it turn?"), tr_later("Where the first two models do equally well."), 1},
    {"map", tr_later("Who does best where?"), tr_later("Two parameters in five steps each."), 2},
    {"why", tr_later("What are losses due to?"), tr_later("Causes switched off one by one and together."), 0},
    {"ladder", tr_later("Which choice makes the difference?"),
     tr_later("From the first model to the second, one choice at a time."), 0},
}};

template <std::size_t Size>
void set_text(std::array<char, Size>& buffer, const std::string& text) {
    std::snprintf(buffer.data(), buffer.size(), "%s", text.c_str());
}

std::vector<std::shared_ptr<const Script>> scripts_of(const Scene& scene) {
    std::vector<std::shared_ptr<const Script>> scripts;
    for (const SeenWorld& world : scene.worlds) scripts.push_back(world.script);
    return scripts;
}

/// All numbers of the scenario that an experiment over these worlds would be about: of its market, and of each world's
/// model.
void renew(ExperimentsPanel& panel, const Scene& scene) {
    std::vector<std::shared_ptr<const LoadedScenario>> in_force;
    for (const SeenWorld& world : scene.worlds) in_force.push_back(world.wanted);
    std::vector<std::shared_ptr<const Script>> scripts = scripts_of(scene);
    if (scripts == panel.made_of && in_force == panel.made_in_force) return;
    panel.made_of = std::move(scripts);
    panel.made_in_force = std::move(in_force);
    panel.numbers.clear();
    panel.no_numbers.clear();
    try {
        const LoadedScenario scenario = scenario_of(scene.worlds);
        for (std::size_t model = 0; model < scenario.scenario.models.size(); ++model) {
            for (WorldLever& lever : levers_of(scenario, scenario, model)) {
                const std::string whole = full_path(lever.path, model);
                if (!is_numeric(lever.type) || (model > 0 && whole == lever.path)) continue;
                const FoundPath found = find_path(*scenario.resolved, whole);
                // One share alone cannot be varied: all of them add up to 1.
                if (found.field != nullptr && found.field->about.shares_out) continue;
                lever.path = found.path;
                panel.numbers.push_back(std::move(lever));
            }
        }
    } catch (const std::exception& error) {  // worlds that cannot be one scenario any more
        panel.no_numbers = error.what();
    }
}

/// The range of a parameter that was just chosen, or moved, unless somebody has typed another one.
void suggest_range(ExperimentsPanel& panel, std::size_t axis, const WorldLever& number) {
    const NumberRange range = range_about(number), now{panel.low[axis], panel.high[axis]};
    const bool is_new = panel.range_of[axis] != number.path;
    if (is_new || now == panel.suggested_range[axis]) {
        panel.low[axis] = range.low;
        panel.high[axis] = range.high;
        panel.suggested_range[axis] = range;
    }
    panel.range_of[axis] = number.path;
}

/// The numbers that fit what was typed, in the language of the window or in English, to choose from.
void draw_suggestions(const Look& look, ExperimentsPanel& panel, std::size_t axis) {
    auto& path = axis == 0 ? panel.first : panel.second;
    const std::vector<WorldLever>& numbers = panel.numbers;
    constexpr std::size_t kMostShown = 6;
    const std::string words = path.data();
    if (words.size() < 2) return;
    const auto is_it = [&](const WorldLever& number) { return number.path == words; };
    if (const auto it = std::find_if(numbers.begin(), numbers.end(), is_it); it != numbers.end()) {
        suggest_range(panel, axis, *it);
        return;
    }
    const std::vector<std::size_t> found = find_levers(numbers, words, spoken_language());
    for (std::size_t i = 0; i < std::min(found.size(), kMostShown); ++i) {
        const WorldLever& number = numbers[found[i]];
        const bool is_chosen = ImGui::Selectable(
            fmt::format("  {}##{}", fitted(number.path, ImGui::GetContentRegionAvail().x - look.px(10), Keep::End), i)
                .c_str());
        if (ImGui::IsItemHovered()) {
            const LeverNames about = words_of(number, spoken_language());
            ImGui::SetTooltip("%s: %s", about.group.c_str(), about.label.c_str());
        }
        if (!is_chosen) continue;
        set_text(path, number.path);
        suggest_range(panel, axis, number);
    }
    if (found.size() > kMostShown) ImGui::TextDisabled("  …");
    if (found.empty()) ImGui::TextDisabled("%s", tr("  no number of this name"));
}

void draw_varied(const Look& look, ExperimentsPanel& panel, std::size_t axis) {
    auto& path = axis == 0 ? panel.first : panel.second;
    ImGui::PushID(static_cast<int>(axis));
    ImGui::TextUnformatted(axis == 0 ? tr("parameter") : tr("second parameter"));
    ImGui::SetNextItemWidth(-1);
    typed([&] { return ImGui::InputTextWithHint("##path", tr("such as commission"), path.data(), path.size()); });
    draw_suggestions(look, panel, axis);
    // Without a parameter there is nothing to go from and to.
    if (panel.range_of[axis] == path.data() && path[0] != '\0') {
        const float width = look.px(96);
        ImGui::SetNextItemWidth(width);
        typed([&] { return ImGui::InputDouble("##low", &panel.low[axis], 0.0, 0.0, "%.6g"); });
        ImGui::SameLine();
        ImGui::TextUnformatted(tr("to"));
        ImGui::SameLine();
        ImGui::SetNextItemWidth(width);
        typed([&] { return ImGui::InputDouble("##high", &panel.high[axis], 0.0, 0.0, "%.6g"); });
    }
    ImGui::PopID();
}

/// Of platforms that compete an experiment is about their market.
constexpr std::string_view kOfPlatforms = "compete";

ExperimentOrder order_of(const ExperimentsPanel& panel, const std::string& stem, bool competes) {
    const Kind& kind = kKinds[panel.command];
    ExperimentOrder order{
        .command = kind.command, .options = {"--replications", fmt::format("{}", panel.replications)}, .stem = stem};
    for (std::size_t i = 0; i < kind.varied; ++i) {
        order.options.insert(order.options.end(),
                             {"--vary", fmt::format("{}={}:{}{}", i == 0 ? panel.first.data() : panel.second.data(),
                                                    undoubted(panel.low[i]), undoubted(panel.high[i]),
                                                    order.command == "sweep" ? ":5" : "")});
    }
    if (order.command == "map") order.options.insert(order.options.end(), {"--steps", "5"});
    order.options.insert(order.options.end(), {"--measure", std::string(kpi_info(panel.measure).name)});
    if (!competes) return order;
    if (order.command == "compare")
        order.command = kOfPlatforms;
    else
        order.options.insert(order.options.end(), {"--world", std::string(kOfPlatforms)});
    return order;
}

/// What an order is about, below its question.
std::string details_of(const ExperimentsPanel& panel) {
    const Kind& kind = kKinds[panel.command];
    std::string text;
    for (std::size_t i = 0; i < kind.varied; ++i)
        text += filled(tr("{}: {} to {}\n"), i == 0 ? panel.first.data() : panel.second.data(), panel.low[i],
                       panel.high[i]);
    text += filled(tr("measure: {}\n"), in_words_of(spoken_language(), label_of(kpi_info(panel.measure).name)));
    return text + filled(tr("{} replications"), panel.replications);
}

/// Why it cannot be run as the panel stands; empty where it can.
std::string why_not(const ExperimentsPanel& panel) {
    const Kind& kind = kKinds[panel.command];
    if (kind.varied > 0 && !panel.no_numbers.empty()) return panel.no_numbers;
    for (std::size_t i = 0; i < kind.varied; ++i) {
        const std::string path = i == 0 ? panel.first.data() : panel.second.data();
        const bool is_known = std::any_of(panel.numbers.begin(), panel.numbers.end(),
                                          [&](const WorldLever& number) { return number.path == path; });
        if (!is_known) return tr("Type a word into the parameter and choose one from the list.");
        if (!(panel.low[i] < panel.high[i])) return tr("The range must go from a lower to a higher number.");
    }
    if (kind.varied > 1 && std::string_view(panel.first.data()) == panel.second.data())
        return tr("A map needs two different parameters.");
    return {};
}

void begin(ExperimentsPanel& panel, const Scene& scene, const std::filesystem::path& where, const std::string& stem) {
    panel.problem.clear();
    try {
        const LoadedScenario scenario = scenario_of(scene.worlds);
        const ExperimentOrder order = order_of(panel, stem, scene.competes);
        panel.command_of_running = order.command;
        panel.asked = tr(kKinds[panel.command].title);
        panel.details = details_of(panel);
        panel.asked_of = scripts_of(scene);
        panel.shows_figures = false;
        panel.seen.reset();
        panel.opening.reset();
        panel.running = std::make_unique<BackgroundExperiment>(scenario.scenario, order, where);
    } catch (const std::exception& error) {
        panel.problem = error.what();
    }
}

/// "for buyers: buyer surplus", or a key figure alone.
std::string words_of_measure(std::size_t kpi) {
    const std::string label = in_words_of(spoken_language(), label_of(kpi_info(kpi).name));
    const std::optional<Side> side = side_by_measure(kpi);
    if (!side) return label;
    switch (*side) {
        case Side::Platform:
            return filled(tr("for the platform: {}"), label);
        case Side::Sellers:
            return filled(tr("for sellers: {}"), label);
        case Side::Buyers:
            return filled(tr("for buyers: {}"), label);
        case Side::Couriers:
            return filled(tr("for couriers: {}"), label);
        case Side::Firm:
            return filled(tr("for the firm: {}"), label);
        case Side::Society:
            break;
    }
    return filled(tr("for society: {}"), label);
}

/// Those of the sides first, then all others.
std::vector<std::size_t> measures_to_choose() {
    std::vector<std::size_t> measures;
    for (std::size_t side = 0; side < kCountOf<Side>; ++side) measures.push_back(measure_of(static_cast<Side>(side)));
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi)
        if (!side_by_measure(kpi)) measures.push_back(kpi);
    return measures;
}

void draw_measure(ExperimentsPanel& panel) {
    ImGui::TextUnformatted(tr("measure"));
    ImGui::SetNextItemWidth(-1);
    const std::string now = words_of_measure(panel.measure);
    if (!ImGui::BeginCombo("##measure", now.c_str(), ImGuiComboFlags_HeightLarge)) return;
    static const std::vector<std::size_t> choices = measures_to_choose();
    for (const std::size_t kpi : choices) {
        const MeasureInfo& info = kpi_info(kpi);
        if (ImGui::Selectable(words_of_measure(kpi).c_str(), kpi == panel.measure)) panel.measure = kpi;
        if (ImGui::IsItemHovered()) {
            const std::string says = in_words_of(spoken_language(), info.says), name(info.name);
            ImGui::SetTooltip("%s (%s)", says.c_str(), name.c_str());
        }
    }
    ImGui::EndCombo();
}

/// What the command printed: tables, in letters that are equally wide.
void draw_figures_sheet(const Look& look, ExperimentsPanel& panel, const BackgroundExperiment::Status& status) {
    if (!panel.shows_figures) return;
    begin_sheet(look, panel.asked, "###figures", panel.shows_figures);
    ImGui::PushFont(look.fonts.even);
    ImGui::TextUnformatted(status.screen.c_str());
    ImGui::PopFont();
    ImGui::End();
}

void draw_status(const Look& look, ExperimentsPanel& panel, const Scene& scene, const std::filesystem::path& where) {
    if (!panel.running) return;
    const BackgroundExperiment::Status& status = panel.running->look();
    ImGui::Separator();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushFont(look.fonts.strong);
    ImGui::TextUnformatted(wrapped(panel.asked, width).c_str());
    ImGui::PopFont();
    // Below the fold, what has come would not be seen.
    const bool is_news = panel.seen != status.state;
    panel.seen = status.state;
    if (is_news) {
        ImGui::SetScrollHereY(0.0F);
        panel.look_for_unfinished(where);
    }
    ImGui::TextDisabled("%s", wrapped(panel.details, width).c_str());
    ImGui::PushTextWrapPos(0.0F);
    if (panel.asked_of.empty())
        ImGui::TextUnformatted(tr("This is of the worlds of an earlier window."));
    else if (panel.asked_of != scripts_of(scene))
        ImGui::TextUnformatted(tr("The worlds have been changed since: this is of how they were then."));
    ImGui::PopTextWrapPos();
    using State = BackgroundExperiment::State;
    if (status.state == State::Running) {
        const std::string left =
            status.seconds_left < 0.0 ? "" : filled(tr(", {} left"), duration_in_words(status.seconds_left));
        ImGui::TextUnformatted(filled(tr("{} is at work{}"), panel.command_of_running, left).c_str());
        ImGui::ProgressBar(static_cast<float>(status.share), {-1, 0});
        if (ImGui::Button(tr("Cancel"))) panel.running->cancel();
        return;
    }
    if (status.state == State::Done) {
        for (const std::string& sentence : status.answer) ImGui::TextUnformatted(wrapped(sentence, width).c_str());
        if (ImGui::Button(tr("Show the figures"))) panel.shows_figures = true;
        ImGui::SameLine();
        if (ImGui::Button(tr("Open the page")))
            panel.opening = std::make_unique<PageOpening>(status.folder / "report.html");
        ImGui::PushTextWrapPos(0.0F);
        if (panel.opening && panel.opening->look() == PageOpening::State::Failed) {
            ImGui::TextUnformatted(filled(tr("The page could not be opened: no browser was found. It is the file {}"),
                                          panel.opening->page().string())
                                       .c_str());
        }
        ImGui::TextDisabled("%s", status.folder.string().c_str());
        ImGui::PopTextWrapPos();
        draw_figures_sheet(look, panel, status);
        return;
    }
    ImGui::PushTextWrapPos(0.0F);
    if (status.state == State::Cancelled) {
        ImGui::TextUnformatted(status.resumable.empty() ? tr("Cancelled, before anything was done.")
                                                        : tr("Cancelled. What was done so far is kept."));
        if (!status.resumable.empty()) ImGui::TextDisabled("%s", status.resumable.string().c_str());
    } else {
        ImGui::TextUnformatted(tr("It failed:"));
        ImGui::TextUnformatted(status.message.c_str());
    }
    ImGui::PopTextWrapPos();
    if (!status.resumable.empty() && ImGui::Button(tr("Go on"))) {
        const std::filesystem::path unfinished = status.resumable;
        panel.running = std::make_unique<BackgroundExperiment>(panel.command_of_running, unfinished, 1, where);
    }
}

/// What was begun in an earlier window, to be gone on with.
void draw_unfinished(const Look& look, ExperimentsPanel& panel, const std::filesystem::path& where) {
    const std::vector<UnfinishedExperiment> all = panel.unfinished;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const UnfinishedExperiment& one = all[i];
        const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& known) {
            return one.command == known.command || (one.command == kOfPlatforms && &known == kKinds.data());
        });
        const bool is_at_hand = panel.running && panel.running->working() == one.folder;
        if (kind == kKinds.end() || is_at_hand) continue;
        ImGui::PushID(static_cast<int>(i));
        ImGui::Separator();
        const float width = ImGui::GetContentRegionAvail().x;
        ImGui::PushFont(look.fonts.strong);
        ImGui::TextUnformatted(wrapped(filled(tr("Not finished: {}"), tr(kind->title)), width).c_str());
        ImGui::PopFont();
        std::string details;
        for (const std::string& varied : one.vary) details += varied + "\n";
        ImGui::TextDisabled("%s", wrapped(details + one.folder.string(), width).c_str());
        if (panel.is_at_work()) ImGui::BeginDisabled();
        const bool goes_on = ImGui::Button(tr("Go on"));
        if (panel.is_at_work()) ImGui::EndDisabled();
        ImGui::PopID();
        if (!goes_on) continue;
        panel.command_of_running = one.command;
        panel.asked = tr(kind->title);
        panel.details = details;
        panel.asked_of.clear();
        panel.shows_figures = false;
        panel.seen.reset();
        panel.opening.reset();
        panel.problem.clear();
        panel.running = std::make_unique<BackgroundExperiment>(one.command, one.folder, 1, where);
    }
}

}  // namespace

void draw_experiments_panel(const Look& look, ExperimentsPanel& panel, const Scene& scene,
                            const std::filesystem::path& where, const std::string& stem) {
    if (scene.worlds.empty()) {
        ImGui::TextDisabled("%s", tr("The market is being made …"));
        return;
    }
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (ImGui::RadioButton(tr(kKinds[i].title), panel.command == i)) panel.command = i;
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s (pasar %s)", tr(kKinds[i].says), kKinds[i].command);
    }
    ImGui::Spacing();
    const Kind& kind = kKinds[panel.command];
    if (kind.varied > 0) renew(panel, scene);
    for (std::size_t i = 0; i < kind.varied; ++i) draw_varied(look, panel, i);
    draw_measure(panel);
    ImGui::SetNextItemWidth(look.px(110));
    typed([&] { return ImGui::InputInt(tr("replications"), &panel.replications); });
    panel.replications =
        static_cast<int>(std::clamp<std::int64_t>(panel.replications, kLeastReplications, kMostReplications));

    const bool busy = panel.is_at_work();
    const std::string lacking = why_not(panel);
    const bool can_begin = !busy && lacking.empty();
    if (!can_begin) ImGui::BeginDisabled();
    if (ImGui::Button(tr("Run in the background"), {-1, 0})) begin(panel, scene, where, stem);
    if (!can_begin) ImGui::EndDisabled();
    if (!lacking.empty()) ImGui::TextUnformatted(wrapped(lacking, ImGui::GetContentRegionAvail().x).c_str());
    ImGui::TextDisabled(tr("over the markets as they are now, all %lld days"), static_cast<long long>(scene.last_day));
    if (!panel.problem.empty()) {
        ImGui::PushTextWrapPos(0.0F);
        ImGui::TextUnformatted(panel.problem.c_str());
        ImGui::PopTextWrapPos();
    }
    draw_status(look, panel, scene, where);
    draw_unfinished(look, panel, where);
}

}  // namespace pasar
