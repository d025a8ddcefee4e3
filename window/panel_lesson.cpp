#include "window/panel_lesson.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "viz/lesson_outcome.h"
#include "window/plot.h"
#include "words/language.h"

namespace pasar {

namespace {

const std::vector<LessonStepSpec>* lesson_in(const Scene& scene) {
    if (scene.worlds.empty()) return nullptr;
    return &scene.worlds.front().scenario->scenario.lesson;
}

std::string of_scenario(const std::string& text) { return in_words_of(spoken_language(), TextOf::Scenario, text); }

void paragraph(const std::string& text) {
    if (text.empty()) return;
    ImGui::TextUnformatted(wrapped(text, ImGui::GetContentRegionAvail().x).c_str());
    ImGui::Spacing();
}

/// The style of the world that is asked about; nothing where there is none.
std::optional<std::size_t> style_asked(const Look& look, const PredictionSpec& asked, const Scene& scene) {
    const SeenWorld* world = world_asked(asked, scene);
    if (world == nullptr) return std::nullopt;
    return look.style_of(static_cast<std::size_t>(world - scene.worlds.data()));
}

/// The ends of a scale, as words below it.
void draw_ends(double low, double high, std::string_view unit) {
    const std::string least = figure(low, unit), most = figure(high, unit);
    const float left = ImGui::GetCursorPosX(), width = ImGui::GetContentRegionAvail().x;
    ImGui::TextDisabled("%s", least.c_str());
    const float right = left + width - ImGui::CalcTextSize(most.c_str()).x;
    // On a line of its own where both do not fit beside each other.
    if (right > left + ImGui::CalcTextSize(least.c_str()).x + ImGui::GetFontSize())
        ImGui::SameLine(right);
    else
        ImGui::SetCursorPosX(std::max(left, right));
    ImGui::TextDisabled("%s", most.c_str());
}

/// The scale on which a number was guessed, with the guess above it and what it came to below.
void draw_guess_scale(const Look& look, const PredictionSpec& asked, const LessonPanel::Guess& guess,
                      std::string_view unit, std::optional<std::size_t> style) {
    const float line = ImGui::GetTextLineHeight(), width = ImGui::GetContentRegionAvail().x;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, (guess.came_to ? 3.2F : 2.0F) * line});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look.theme();
    double low = std::min(asked.low, guess.value), high = std::max(asked.high, guess.value);
    if (guess.came_to) {
        low = std::min(low, *guess.came_to);
        high = std::max(high, *guess.came_to);
    }
    draw_ends(low, high, unit);
    if (!(high > low)) return;
    const float middle = from.y + 1.7F * line;
    const auto at = [&](double value) {
        return from.x + look.px(6) + static_cast<float>((value - low) / (high - low)) * (width - look.px(12));
    };
    list.AddLine({from.x, middle}, {from.x + width, middle}, paint(theme.rule), look.px(3));
    const auto mark = [&](double value, const std::string& says, bool above, Colour colour) {
        const float x = at(value), r = look.px(5);
        if (above)
            list.AddTriangleFilled({x - r, middle - 2 * r}, {x + r, middle - 2 * r}, {x, middle - r * 0.4F},
                                   paint(colour));
        else
            list.AddCircleFilled({x, middle}, r, paint(colour));
        const float text = ImGui::CalcTextSize(says.c_str()).x;
        const float left = std::clamp(x - text / 2.0F, from.x, std::max(from.x, from.x + width - text));
        list.AddText({left, above ? from.y : middle + look.px(6)}, paint(theme.ink), says.c_str());
    };
    mark(guess.value, tr("guessed ") + figure(guess.value, unit), true, theme.ink);
    if (guess.came_to)
        mark(*guess.came_to, tr("came to ") + figure(*guess.came_to, unit), false,
             style ? colour_of_style(look, *style) : theme.accent);
}

/// Reads the number where it can be read, and forgets one that has been changed since: by a lever, or another seed.
void see_outcome(const PredictionSpec& asked, LessonPanel::Guess& guess, const Scene& scene) {
    const SeenWorld* const world = world_asked(asked, scene);
    if (world == nullptr) return;
    const bool is_another_story = guess.came_to && guess.came_to_under != world->script &&
                                  world->script->parts_from(*guess.came_to_under) < reading_day(asked, scene.last_day);
    if (is_another_story) guess.came_to.reset();
    if (!guess.came_to) guess.came_to = outcome(asked, scene);
    if (guess.came_to) guess.came_to_under = world->script;
}

void draw_prediction(const Look& look, const LessonStepSpec& step, LessonPanel& panel, LessonPanel::Guess& guess,
                     Session& session, const Scene& scene) {
    const PredictionSpec& asked = step.prediction;
    const std::int64_t day = reading_day(asked, scene.last_day);
    const std::string unit = unit_asked(asked, scene);
    if (!guess.is_made) {
        ImGui::TextDisabled("%s", filled(tr("{}, after day {}"), spoken_name(asked.model), day).c_str());
        ImGui::SetNextItemWidth(-1.0F);
        // The number stands below: inside, the grab would hide it.
        ImGui::SliderScalar("##guess", ImGuiDataType_Double, &guess.value, &asked.low, &asked.high, "",
                            ImGuiSliderFlags_NoInput);
        draw_ends(asked.low, asked.high, unit);
        ImGui::PushFont(look.fonts.strong);
        ImGui::TextUnformatted(figure(guess.value, unit).c_str());
        ImGui::PopFont();
        if (ImGui::Button(tr("This is my prediction"))) guess.is_made = true;
        return;
    }
    see_outcome(asked, guess, scene);
    draw_guess_scale(look, asked, guess, unit, style_asked(look, asked, scene));
    if (const std::string chart = chart_asked(asked); !chart.empty() && !panel.is_in_chart) {
        if (ImGui::Button(tr("Draw it into a chart"))) panel.wanted = chart;
        if (ImGui::IsItemHovered())
            ImGui::SetTooltip(tr("the first chart then shows: %s"), in_words_of(spoken_language(), chart).c_str());
    }
    if (guess.came_to) return;
    if (world_asked(asked, scene) == nullptr) {
        paragraph(filled(tr("No world is called \"{}\" any more, so this cannot be read."), spoken_name(asked.model)));
        return;
    }
    const std::string label = filled(tr("Go to day {} and see"), day);
    if (ImGui::Button(label.c_str())) session.go_to(day);
    if (ImGui::Button(tr("Guess again"))) guess.is_made = false;
}

/// For the next class: no predictions, the first step, day 0, and levers where the lesson begins with them.
void draw_reset(LessonPanel& panel, Session& session, const Scene& scene) {
    const bool has_guesses = std::any_of(panel.guesses.begin(), panel.guesses.end(), [](const auto& guess) {
        return guess.second.is_made || guess.second.is_told;
    });
    const bool has_changes = std::any_of(scene.worlds.begin(), scene.worlds.end(), [](const SeenWorld& world) {
        return world.is_branch || !world.script->changes().empty();
    });
    if (!has_guesses && !has_changes && panel.step == 0) return;
    ImGui::Spacing();
    if (ImGui::Button(tr("Begin the lesson again"))) {
        panel.guesses.clear();
        panel.step = 0;
        if (has_changes)
            session.begin_anew();
        else
            session.restart();
    }
    if (ImGui::IsItemHovered())
        ImGui::SetTooltip("%s", tr("Forgets the predictions and goes back to step 1 and day 0, with the worlds as they "
                                   "were opened.\nCtrl Z brings changes of the worlds back."));
}

}  // namespace

void draw_lesson_panel(const Look& look, LessonPanel& panel, Session& session, const Scene& scene) {
    const auto* lesson = lesson_in(scene);
    if (lesson == nullptr || lesson->empty()) {
        paragraph(
            tr("This scenario has no lesson. Those that have one hold a list `lesson`; docs/lessons/ tells of them."));
        return;
    }
    panel.step = std::min(panel.step, lesson->size() - 1);
    const LessonStepSpec& step = (*lesson)[panel.step];
    const auto [found, is_new] = panel.guesses.try_emplace(panel.step);
    LessonPanel::Guess& guess = found->second;
    if (is_new) guess.value = (step.prediction.low + step.prediction.high) / 2.0;

    ImGui::TextDisabled("%s", filled(tr("Step {} of {}"), panel.step + 1, lesson->size()).c_str());
    ImGui::PushFont(look.fonts.large);
    paragraph(of_scenario(step.title));
    ImGui::PopFont();
    paragraph(of_scenario(step.text));
    ImGui::PushFont(look.fonts.strong);
    paragraph(of_scenario(step.question));
    ImGui::PopFont();
    const bool predicts = !step.prediction.measure.empty();
    if (predicts) draw_prediction(look, step, panel, guess, session, scene);
    if (!step.reveal.empty()) {
        if (!guess.is_told && (!predicts || guess.came_to) && ImGui::Button(tr("What is behind it")))
            guess.is_told = true;
        if (guess.is_told) {
            ImGui::Separator();
            paragraph(of_scenario(step.reveal));
            ImGui::PushStyleColor(ImGuiCol_Text, ImGui::GetColorU32(ImGuiCol_TextDisabled));
            paragraph(
                tr("This was found in many runs of the scenario as it is shipped. Yours is one run, and may come out "
                   "otherwise, the more so with few buyers."));
            ImGui::PopStyleColor();
        }
    }
    ImGui::Spacing();
    if (panel.step > 0) {
        if (ImGui::Button(tr("Back"))) --panel.step;
        ImGui::SameLine();
    }
    if (panel.step + 1 < lesson->size() && ImGui::Button(tr("Next step"))) ++panel.step;
    draw_reset(panel, session, scene);
}

void show_guess(const Look& look, LessonPanel& panel, const Scene& scene, std::vector<std::unique_ptr<Chart>>& charts,
                std::size_t on_show) {
    if (!panel.wanted.empty() && !charts.empty()) {
        charts.front()->show(panel.wanted);
        charts.front()->average_all_days();
    }
    panel.wanted.clear();
    panel.is_in_chart = false;
    for (const auto& chart : charts) chart->notes.clear();
    const auto* lesson = lesson_in(scene);
    const auto guess = panel.guesses.find(panel.step);
    if (lesson == nullptr || panel.step >= lesson->size() || guess == panel.guesses.end() || !guess->second.is_made)
        return;
    const PredictionSpec& asked = (*lesson)[panel.step].prediction;
    const std::string name = chart_asked(asked);
    if (name.empty()) return;
    const auto day = static_cast<double>(reading_day(asked, scene.last_day));
    const std::string unit = unit_asked(asked, scene);
    const std::optional<double>& came_to = guess->second.came_to;
    for (std::size_t i = 0; i < charts.size(); ++i) {
        if (charts[i]->what() != name) continue;
        panel.is_in_chart = panel.is_in_chart || i < on_show;
        charts[i]->notes.push_back(
            {.day = day,
             .value = guess->second.value,
             .text = filled(tr("guess for {}: {}"), spoken_name(asked.model), figure(guess->second.value, unit)),
             .is_below = came_to && guess->second.value < *came_to});
        if (came_to)
            charts[i]->notes.push_back({.day = day,
                                        .value = came_to,
                                        .text = tr("came to ") + figure(*came_to, unit),
                                        .style = style_asked(look, asked, scene),
                                        .is_below = guess->second.value >= *came_to});
    }
}

}  // namespace pasar
