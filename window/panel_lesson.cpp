#include "window/panel_lesson.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "viz/lesson.h"
#include "window/plot.h"

namespace pasar {

namespace {

const std::vector<LessonStepSpec>* lesson_in(const Scene& scene) {
    if (scene.worlds.empty()) return nullptr;
    return &scene.worlds.front().scenario->scenario.lesson;
}

void paragraph(const std::string& text) {
    if (text.empty()) return;
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::Spacing();
}

/// The scale on which a number was guessed, with the guess above it and what it came to below.
void draw_guess_scale(const Look& look, const PredictionSpec& asked, const LessonPanel::Guess& guess,
                      std::string_view unit) {
    const float line = ImGui::GetTextLineHeight(), width = ImGui::GetContentRegionAvail().x;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, 3.4F * line});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = look.theme();
    double low = std::min(asked.low, guess.value), high = std::max(asked.high, guess.value);
    if (guess.came_to) {
        low = std::min(low, *guess.came_to);
        high = std::max(high, *guess.came_to);
    }
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
    mark(guess.value, "guessed " + figure(guess.value, unit), true, theme.accent);
    if (guess.came_to) mark(*guess.came_to, "came to " + figure(*guess.came_to, unit), false, theme.series[1]);
}

void draw_prediction(const Look& look, const LessonStepSpec& step, LessonPanel::Guess& guess, Theatre& theatre,
                     const Scene& scene) {
    const PredictionSpec& asked = step.prediction;
    const std::int64_t day = reading_day(asked, scene.last_day);
    const std::string unit = unit_asked(asked, scene);
    if (!guess.is_made) {
        ImGui::TextDisabled("%s", fmt::format("{}, after day {}", asked.model, day).c_str());
        ImGui::SetNextItemWidth(-1.0F);
        ImGui::SliderScalar("##guess", ImGuiDataType_Double, &guess.value, &asked.low, &asked.high, "%.6g");
        ImGui::TextDisabled("%s", figure(guess.value, unit).c_str());
        if (ImGui::Button("This is my prediction")) guess.is_made = true;
        return;
    }
    if (!guess.came_to) guess.came_to = outcome(asked, scene);
    draw_guess_scale(look, asked, guess, unit);
    if (guess.came_to) return;
    if (world_asked(asked, scene) == nullptr) {
        paragraph(fmt::format("No world is called \"{}\" any more, so this cannot be read.", asked.model));
        return;
    }
    const std::string label = fmt::format("Go to day {} and see", day);
    if (ImGui::Button(label.c_str())) theatre.go_to(day);
    if (ImGui::Button("Guess again")) guess.is_made = false;
}

}  // namespace

void draw_lesson_panel(const Look& look, LessonPanel& panel, Theatre& theatre, const Scene& scene) {
    const auto* lesson = lesson_in(scene);
    if (lesson == nullptr || lesson->empty()) {
        paragraph(
            "This scenario has no lesson. Those that have one hold a list `lesson`; docs/lessons/ tells of them.");
        return;
    }
    panel.step = std::min(panel.step, lesson->size() - 1);
    const LessonStepSpec& step = (*lesson)[panel.step];
    const auto [found, is_new] = panel.guesses.try_emplace(panel.step);
    LessonPanel::Guess& guess = found->second;
    if (is_new) guess.value = (step.prediction.low + step.prediction.high) / 2.0;

    ImGui::TextDisabled("%s", fmt::format("Step {} of {}", panel.step + 1, lesson->size()).c_str());
    ImGui::PushFont(look.fonts.large);
    paragraph(step.title);
    ImGui::PopFont();
    paragraph(step.text);
    ImGui::PushFont(look.fonts.strong);
    paragraph(step.question);
    ImGui::PopFont();
    const bool predicts = !step.prediction.measure.empty();
    if (predicts) draw_prediction(look, step, guess, theatre, scene);
    if (!step.reveal.empty()) {
        if (!guess.is_told && (!predicts || guess.came_to) && ImGui::Button("What is behind it")) guess.is_told = true;
        if (guess.is_told) {
            ImGui::Separator();
            paragraph(step.reveal);
        }
    }
    ImGui::Spacing();
    if (panel.step > 0) {
        if (ImGui::Button("Back")) --panel.step;
        ImGui::SameLine();
    }
    if (panel.step + 1 < lesson->size() && ImGui::Button("Next step")) ++panel.step;
}

void show_guess(const LessonPanel& panel, const Scene& scene, std::vector<std::unique_ptr<Chart>>& charts) {
    for (const auto& chart : charts) chart->notes.clear();
    const auto* lesson = lesson_in(scene);
    const auto guess = panel.guesses.find(panel.step);
    if (lesson == nullptr || panel.step >= lesson->size() || guess == panel.guesses.end() || !guess->second.is_made)
        return;
    const PredictionSpec& asked = (*lesson)[panel.step].prediction;
    const std::string name = chart_asked(asked);
    if (name.empty()) return;
    for (const auto& chart : charts) {
        if (chart->what() != name) continue;
        chart->notes.push_back(
            {static_cast<double>(reading_day(asked, scene.last_day)), guess->second.value, "guess: " + asked.model});
    }
}

}  // namespace pasar
