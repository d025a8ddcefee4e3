#include "window/panel_lever.h"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "viz/slider_scale.h"
#include "viz/words.h"
#include "window/keyboard.h"
#include "window/plot.h"
#include "words/language.h"

namespace pasar {

namespace {

/// A slider tells the market of where it stands not more often than this, so that markets can follow.
constexpr double kSecondsBetweenChanges = 0.15;

/// 0.083 is "0.083", 100000 "100,000".
std::string number_text(double value) {
    std::string text = fmt::format("{:.6g}", value);
    if (text.find_first_of(".e") != std::string::npos || std::abs(value) < 10'000) return text;
    for (std::size_t at = text.size(); at > 3 && text[at - 4] != '-'; at -= 3) text.insert(at - 3, ",");
    if (text.front() == ',') text.erase(0, 1);
    return text;
}

std::string with_unit(const WorldLever& lever, const std::string& number, double value) {
    if (lever.unit.empty()) return number;
    return fmt::format("{} {}", number, unit_beside(value, lever.unit));
}

/// A value as the panel shows it, without its unit.
std::string shown(const WorldLever& lever, const std::string& json, double number) {
    if (is_numeric(lever.type)) return number_text(number);
    if (lever.type == FieldType::Switch) return json == "true" ? tr("on") : tr("off");
    std::string text = json;
    text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
    return lever.choices.empty() ? text : choice_in(spoken_language(), text);
}

std::string shown(const WorldLever& lever, const LeverInWorld& one) {
    return one.value.empty() ? "–" : shown(lever, one.value, one.number);
}

/// "0.08 · 0": a value for each world, in their order.
std::string shown_by_world(const WorldLever& lever, std::span<const LeverInWorld> values) {
    std::string text;
    for (const LeverInWorld& one : values) text += (text.empty() ? "" : " · ") + shown(lever, one);
    return text;
}

/// "C2C marketplace: 0.08", a line each.
std::string told_by_world(const LeverContext& context, const WorldLever& lever, std::span<const LeverInWorld> values) {
    std::string text;
    for (const LeverInWorld& one : values) {
        text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", context.name_of(one.world), shown(lever, one));
        if (one.is_changed && !one.value_in_file.empty()) text += filled(tr(" (in the file {})"), one.value_in_file);
    }
    return text;
}

void tooltip(const LeverContext& context, const WorldLever& lever) {
    if (!ImGui::IsItemHovered()) return;
    const Look& look = context.look;
    const LeversPanel& panel = context.panel;
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(look.px(380));
    ImGui::PushFont(look.fonts.strong);
    ImGui::TextUnformatted(lever.pattern.c_str());
    ImGui::PopFont();
    const Language language = spoken_language();
    ImGui::TextUnformatted(in_words_of(language, lever.says).c_str());
    ImGui::TextDisabled(tr("allowed: %s"), allowed_in(language, lever).c_str());
    if (!lever.source.empty()) {
        ImGui::TextDisabled(tr("source: %s"), in_words_of(language, lever.source).c_str());
    }
    if (const auto values = context.differing(lever.path); !values.empty()) {
        ImGui::TextUnformatted(tr("The worlds differ:"));
        ImGui::TextUnformatted(told_by_world(context, lever, values).c_str());
    } else if (lever.is_changed) {
        ImGui::Text(tr("in the file: %s"), lever.value_in_file.c_str());
    }
    if (const auto elsewhere = panel.changed_elsewhere.find(lever.path); elsewhere != panel.changed_elsewhere.end())
        ImGui::Text(tr("not as in the file: %s"), elsewhere->second.c_str());
    if (!lever.why_only_from_day_0.empty()) {
        ImGui::Text(tr("Only from day 0: %s"), in_words_of(language, lever.why_only_from_day_0).c_str());
    }
    if (!lever.reaches_only.empty()) {
        ImGui::TextUnformatted(
            filled(tr("From now on it reaches only {}."), in_words_of(language, lever.reaches_only)).c_str());
    }
    if (panel.world && !lever.path.starts_with("model.")) {
        ImGui::TextUnformatted(context.scene.competes
                                   ? tr("All platforms of the market share this: it is moved for all of them.")
                                   : tr("All models of one scenario share this. Moved in one world alone, it makes "
                                        "another market of it: such "
                                        "worlds can be watched and their difference worked out, but not be saved in "
                                        "one file or compared by an "
                                        "experiment."));
    }
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

/// Whether a control of this lever can be used as the panel stands; where not, it is drawn faint.
bool can_move(const LeversPanel& panel, const WorldLever& lever) {
    return panel.from_day_0 || lever.why_only_from_day_0.empty();
}

/// Where a number is on its way to: under the mouse, asked about, or sent and not yet known to the markets.
std::optional<double> on_its_way(const LeverContext& context, const WorldLever& lever) {
    const LeversPanel& panel = context.panel;
    const bool is_asked = panel.question && panel.question->path == lever.path;
    if (panel.dragged == lever.path || is_asked) return panel.dragged_to;
    if (panel.sent == lever.path && context.scene.commands < panel.sent_as) return panel.sent_to;
    return std::nullopt;
}

std::string shown_value(const LeverContext& context, const WorldLever& lever) {
    const std::optional<double> wanted = on_its_way(context, lever);
    const auto values = context.differing(lever.path);
    if (!wanted && !values.empty()) return with_unit(lever, shown_by_world(lever, values), 2.0);
    const double number = wanted.value_or(lever.number);
    return with_unit(lever, number_text(number), number);
}

/// A tick for each world at its value, in its colour and with its sign.
void draw_ticks(const Look& look, const SliderScale& scale, std::span<const LeverInWorld> values) {
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    // Where the middle of ImGui's knob may stand.
    const float edge = 2.0F + 0.5F * ImGui::GetStyle().GrabMinSize;
    const float left = from.x + edge, width = to.x - from.x - 2.0F * edge, middle = (from.y + to.y) / 2.0F;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const LeverInWorld& one : values) {
        if (one.value.empty()) continue;
        const float x = std::round(left + static_cast<float>(position_of(scale, one.number)) * width);
        const std::size_t style = look.style_of(one.world);
        const ImU32 colour = paint(colour_of_style(look, style));
        list.AddLine({x, from.y + 1.0F}, {x, to.y - 1.0F}, colour, look.px(2));
        draw_sign(list, {x, middle}, look.px(3.6F), style, colour);
    }
}

void draw_slider(const LeverContext& context, const WorldLever& lever, const LeverNames& words) {
    LeversPanel& panel = context.panel;
    const Look& look = context.look;
    const auto values = context.differing(lever.path);
    const SliderScale scale = values.empty() ? scale_of(lever) : scale_of_all(lever, values);
    const bool is_dragged = panel.dragged == lever.path;
    const std::optional<double> wanted = on_its_way(context, lever);
    auto position = static_cast<float>(position_of(scale, wanted.value_or(lever.number)));
    // The number stands above: in the slider its knob would hide it. Where the worlds differ there is no knob, which
    // would stand at the value of one of them, until it is moved.
    const bool has_knob = values.empty() || wanted;
    ImGui::SetNextItemWidth(-1);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {look.px(8), look.px(1)});
    if (!has_knob) {
        ImGui::PushStyleColor(ImGuiCol_SliderGrab, {0, 0, 0, 0});
        ImGui::PushStyleColor(ImGuiCol_SliderGrabActive, {0, 0, 0, 0});
    }
    const bool moved = ImGui::SliderFloat("##slider", &position, 0.0F, 1.0F, "", ImGuiSliderFlags_NoInput);
    if (!has_knob) ImGui::PopStyleColor(2);
    ImGui::PopStyleVar();
    const bool is_active = ImGui::IsItemActive();
    const bool ended = ImGui::IsItemDeactivated();
    if (!values.empty()) draw_ticks(look, scale, values);
    if (moved) {
        if (!is_dragged) {
            panel.drags_on = false;
            if (!values.empty()) panel.grabbed = nearest_world(scale, values, position);
        }
        panel.dragged = lever.path;
        panel.dragged_to = value_at(scale, position);
    }
    if (panel.dragged != lever.path) return;
    if (!values.empty()) {
        if (is_active && !ended) return;
        panel.dragged.clear();
        context.send_or_ask(lever, words.label, setting_text(scale, panel.dragged_to),
                            with_unit(lever, number_text(panel.dragged_to), panel.dragged_to));
        return;
    }
    // From day 0 a change replays all days, so that one is sent at the end of the drag alone.
    const bool now = !panel.from_day_0 && ImGui::GetTime() - panel.sent_at > kSecondsBetweenChanges;
    if (ended || (moved && now)) {
        panel.sent_to = panel.dragged_to;
        context.send(lever.path, setting_text(scale, panel.dragged_to), panel.drags_on);
        panel.drags_on = true;
        panel.sent_at = ImGui::GetTime();
    }
    if (!is_active) panel.dragged.clear();
}

/// Exact value, and back to that of the file; behind a click with the right button, or the key for menus.
void draw_exact(const LeverContext& context, const WorldLever& lever, const LeverNames& words) {
    if (!begin_item_menu("exact")) return;
    static double exact = 0.0;
    if (ImGui::IsWindowAppearing()) exact = lever.number;
    const auto values = context.differing(lever.path);
    if (is_numeric(lever.type)) {
        ImGui::TextUnformatted(words.label.c_str());
        if (!values.empty()) ImGui::TextDisabled("%s", told_by_world(context, lever, values).c_str());
        ImGui::SetNextItemWidth(context.look.px(160));
        if (typed([] {
                return ImGui::InputDouble("##exact", &exact, 0.0, 0.0, "%.10g", ImGuiInputTextFlags_EnterReturnsTrue);
            })) {
            context.panel.grabbed = 0;
            context.panel.sent_to = context.panel.dragged_to = exact;
            const std::string text = fmt::format("{}", exact);
            context.send_or_ask(lever, words.label, text, with_unit(lever, number_text(exact), exact));
            ImGui::CloseCurrentPopup();
        }
    }
    const std::span<const SeenWorld> all(context.scene.worlds);
    if (context.panel.world) {
        if (lever.is_changed && !lever.value_in_file.empty() &&
            ImGui::MenuItem(filled(tr("Back to {} as in the file"), lever.value_in_file).c_str()))
            context.send(lever.path, lever.value_in_file);
    } else if (is_changed_anywhere(context.panel, lever)) {
        // Each world back to what the file says of its own model.
        const std::vector<LeverChange> changes = back_to_file(all, lever.path, context.when());
        const bool is_one = std::all_of(changes.begin(), changes.end(), [&](const LeverChange& change) {
            return change.value == changes.front().value;
        });
        const std::string label = !changes.empty() && is_one
                                      ? filled(tr("Back to {} as in the file"), changes.front().value)
                                      : std::string(tr("Back to the file, in each world to its own value"));
        if (!changes.empty() && ImGui::MenuItem(label.c_str())) context.session.change_each(changes);
    }
    if (ImGui::MenuItem(tr("Copy the path"))) ImGui::SetClipboardText(lever.path.c_str());
    ImGui::EndPopup();
}

void draw_choice(const LeverContext& context, const WorldLever& lever, const LeverNames& words) {
    std::string now = lever.value;
    now.erase(std::remove(now.begin(), now.end(), '"'), now.end());
    ImGui::SetNextItemWidth(-1);
    const Language language = spoken_language();
    const auto values = context.differing(lever.path);
    const std::string preview = values.empty() ? choice_in(language, now) : shown_by_world(lever, values);
    if (!ImGui::BeginCombo("##choice", preview.c_str())) return;
    for (const std::string_view choice : lever.choices) {
        const std::string name(choice), in_words = choice_in(language, choice);
        if (ImGui::Selectable(in_words.c_str(), values.empty() && name == now))
            context.send_or_ask(lever, words.label, name, in_words);
    }
    ImGui::EndCombo();
}

void draw_switch(const LeverContext& context, const WorldLever& lever, const LeverNames& words) {
    const auto values = context.differing(lever.path);
    bool on = lever.value == "true";
    ImGui::PushItemFlag(ImGuiItemFlags_MixedValue, !values.empty());
    const bool clicked = ImGui::Checkbox("##switch", &on);
    ImGui::PopItemFlag();
    ImGui::SameLine();
    if (values.empty()) {
        ImGui::TextUnformatted(on ? tr("on") : tr("off"));
        if (clicked) context.send(lever.path, on ? "true" : "false");
        return;
    }
    ImGui::TextUnformatted(
        fitted(shown_by_world(lever, values), std::max(1.0F, ImGui::GetContentRegionAvail().x)).c_str());
    if (!clicked) return;
    WorldQuestion question{.path = lever.path,
                           .what = words.label,
                           .differs = told_by_world(context, lever, values),
                           .answers = {},
                           .is_open = false};
    for (const char* const value : {"true", "false"}) {
        const bool is_on = std::string_view(value) == "true";
        question.answers.push_back({is_on ? tr("on in all worlds") : tr("off in all worlds"), {}});
        for (const LeverInWorld& one : values)
            if (!one.value.empty() && one.value != value)
                question.answers.back().changes.push_back({.path = lever.path,
                                                           .value = value,
                                                           .when = context.when(),
                                                           .world = context.scene.worlds[one.world].id});
    }
    for (const LeverInWorld& one : values) {
        if (one.value.empty()) continue;
        const bool was_on = one.value == "true";
        question.answers.push_back(
            {filled(was_on ? tr("off only in {}") : tr("on only in {}"), context.name_of(one.world)),
             {{.path = lever.path,
               .value = was_on ? "false" : "true",
               .when = context.when(),
               .world = context.scene.worlds[one.world].id}}});
    }
    context.panel.question = std::move(question);
}

void draw_control(const LeverContext& context, const WorldLever& lever, const LeverNames& words) {
    switch (lever.type) {
        case FieldType::Switch:
            draw_switch(context, lever, words);
            break;
        case FieldType::Whole:
        case FieldType::Number:
        case FieldType::Money:
            draw_slider(context, lever, words);
            break;
        case FieldType::Choice:
            draw_choice(context, lever, words);
            break;
        case FieldType::Text:
        case FieldType::Texts:
        case FieldType::Settings:
        case FieldType::Group:
        case FieldType::List: {
            const auto values = context.differing(lever.path);
            ImGui::TextDisabled("%s", fitted(values.empty() ? lever.value : shown_by_world(lever, values),
                                             ImGui::GetContentRegionAvail().x)
                                          .c_str());
            tooltip(context, lever);
            break;
        }
    }
}

}  // namespace

std::span<const LeverInWorld> LeverContext::differing(const std::string& path) const {
    if (panel.world) return {};
    const auto found = panel.all.differing.find(path);
    return found == panel.all.differing.end() ? std::span<const LeverInWorld>{} : found->second;
}

std::string LeverContext::name_of(std::size_t world) const {
    return world < scene.worlds.size() ? spoken_name(scene.worlds[world].name) : std::string();
}

void LeverContext::send(const std::string& path, const std::string& value, bool drags_on) const {
    session.change({.path = path, .value = value, .when = when(), .world = panel.world, .drags_on = drags_on});
    panel.sent = path;
    panel.sent_as = session.commands();
}

void LeverContext::send_or_ask(const WorldLever& lever, const std::string& label, const std::string& value,
                               const std::string& shown_as) const {
    const auto values = differing(lever.path);
    if (values.empty()) return send(lever.path, value);
    WorldQuestion question{.path = lever.path,
                           .what = fmt::format("{}: {}", label, shown_as),
                           .differs = told_by_world(*this, lever, values),
                           .answers = {{tr("in all worlds"), {}}},
                           .is_open = false};
    const auto change_in = [&](const LeverInWorld& one) {
        return LeverChange{.path = lever.path, .value = value, .when = when(), .world = scene.worlds[one.world].id};
    };
    const auto only_in = [&](const LeverInWorld& one) {
        question.answers.push_back({filled(tr("only in {}"), name_of(one.world)), {change_in(one)}});
    };
    // The one that was taken hold of stands first.
    for (const bool is_grabbed : {true, false})
        for (const LeverInWorld& one : values)
            if (!one.value.empty() && (one.world == panel.grabbed) == is_grabbed) only_in(one);
    for (const LeverInWorld& one : values)
        if (!one.value.empty()) question.answers.front().changes.push_back(change_in(one));
    panel.question = std::move(question);
}

bool is_changed_anywhere(const LeversPanel& panel, const WorldLever& lever) {
    return lever.is_changed || panel.changed_elsewhere.contains(lever.path);
}

void draw_lever(const LeverContext& context, const WorldLever& lever, const LeverNames& words, bool with_group) {
    const Look& look = context.look;
    const LeversPanel& panel = context.panel;
    ImGui::PushID(lever.path.c_str());
    ImGui::BeginGroup();
    const float whole = ImGui::GetContentRegionAvail().x;
    // Neither the name nor the values of many worlds leave the other without room.
    const std::string value =
        is_numeric(lever.type) ? fitted(shown_value(context, lever), 0.62F * whole) : std::string();
    const float of_value = ImGui::CalcTextSize(value.c_str()).x;
    const float room = whole - (value.empty() ? 0.0F : of_value + look.px(10));
    const float left = ImGui::GetCursorPosX();
    // A mark, and words in the tooltip: not by colour alone.
    const bool is_marked = is_changed_anywhere(panel, lever);
    ImGui::PushFont(is_marked ? look.fonts.strong : look.fonts.normal);
    ImGui::TextUnformatted(fitted(is_marked ? "• " + words.label : words.label, room).c_str());
    ImGui::PopFont();
    tooltip(context, lever);
    if (!value.empty()) {
        ImGui::SameLine(left + whole - of_value);
        ImGui::TextUnformatted(value.c_str());
        tooltip(context, lever);
    }
    if (with_group && !words.group.empty()) {
        // The end of the group is what tells levers of one name apart.
        ImGui::TextDisabled("%s", fitted(words.group, whole, Keep::End).c_str());
        tooltip(context, lever);
    }
    if (const auto elsewhere = panel.changed_elsewhere.find(lever.path);
        !lever.is_changed && elsewhere != panel.changed_elsewhere.end())
        ImGui::TextDisabled("%s", fitted(filled(tr("changed in {}"), elsewhere->second), whole).c_str());
    const bool movable = can_move(panel, lever);
    if (!movable) ImGui::BeginDisabled();
    draw_control(context, lever, words);
    if (!movable) ImGui::EndDisabled();
    // Somebody who has moved it waits for what it does, and must not wait in vain.
    const bool is_moved = lever.is_changed || panel.dragged == lever.path;
    if (is_moved && !panel.from_day_0 && !lever.reaches_only.empty()) {
        const std::string reach =
            filled(tr("From now on it reaches only {}."), in_words_of(spoken_language(), lever.reaches_only));
        ImGui::TextDisabled("%s", wrapped(reach, whole).c_str());
    }
    ImGui::EndGroup();
    draw_exact(context, lever, words);
    ImGui::PopID();
}

void draw_question(const LeverContext& context) {
    std::optional<WorldQuestion>& question = context.panel.question;
    if (!question) return;
    if (!question->is_open) {
        ImGui::OpenPopup("which worlds");
        question->is_open = true;
    }
    if (!ImGui::BeginPopup("which worlds")) {  // closed by a click beside it or by Esc: nothing is changed
        question.reset();
        return;
    }
    ImGui::PushFont(context.look.fonts.strong);
    ImGui::TextUnformatted(question->what.c_str());
    ImGui::PopFont();
    ImGui::TextUnformatted(tr("The worlds differ in this:"));
    ImGui::TextDisabled("%s", question->differs.c_str());
    ImGui::Spacing();
    bool is_answered = false;
    for (const WorldQuestion::Answer& answer : question->answers) {
        if (!ImGui::Button(answer.label.c_str(), {context.look.px(260), 0})) continue;
        if (!answer.changes.empty()) context.session.change_each(answer.changes);
        context.panel.sent = question->path;
        context.panel.sent_to = context.panel.dragged_to;
        context.panel.sent_as = context.session.commands();
        is_answered = true;
    }
    if (ImGui::Button(tr("Leave them as they are"), {context.look.px(260), 0})) is_answered = true;
    if (is_answered) {
        ImGui::CloseCurrentPopup();
        question.reset();
    }
    ImGui::EndPopup();
}

}  // namespace pasar
