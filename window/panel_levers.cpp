#include "window/panel_levers.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "reports/language.h"
#include "viz/saving.h"

namespace pasar {

namespace {

/// A slider tells the market of where it stands not more often than this, so that markets can follow.
constexpr double kSecondsBetweenChanges = 0.15;

/// The world whose values are shown: the one that is moved, or the first.
const World& shown_world(const LeversPanel& panel, const Scene& scene) {
    for (const World& world : scene.worlds) {
        if (panel.world == world.id) return world;
    }
    return scene.worlds.front();
}

void renew(LeversPanel& panel, const World& world) {
    const Language language = spoken_language();
    // Models of one file share its scenario as long as nothing is changed.
    const bool is_new = panel.made_of != world.scenario || panel.made_for_model != world.model || panel.levers.empty();
    if (is_new) {
        panel.levers = levers_of(*world.scenario, world.script->base(), world.model);
        panel.switches = policy_switches(*world.scenario, world.script->base(), world.model);
        panel.entries = list_entries(*world.scenario, world.model);
        panel.made_of = world.scenario;
        panel.made_for_model = world.model;
        panel.compared.clear();
    }
    // Hundreds of levers: what they are called is not looked up for each frame.
    const bool is_told_anew = is_new || panel.told_in != language;
    if (is_told_anew) {
        panel.told_in = language;
        panel.in_words.clear();
        for (const WorldLever& lever : panel.levers) panel.in_words.push_back(words_of(lever, language));
    }
    if (is_told_anew || panel.found_for != panel.words.data()) {
        panel.found = find_levers(panel.levers, panel.words.data(), language);
        panel.found_for = panel.words.data();
    }
}

/// Why the worlds are not one scenario any more; empty where they are.
std::string why_parted(const Scene& scene) {
    // Several files were meant to be different markets.
    const bool is_of_one_file = std::all_of(scene.worlds.begin(), scene.worlds.end(), [&](const World& world) {
        return &world.script->base() == &scene.worlds.front().script->base();
    });
    if (!is_of_one_file) return {};
    try {
        static_cast<void>(scenario_of(scene.worlds));
        return {};
    } catch (const std::exception& error) {
        return error.what();
    }
}

/// Where all worlds are moved at once, which policies are on in some of them only.
void mark_mixed(LeversPanel& panel, const Scene& scene) {
    std::vector<std::shared_ptr<const LoadedScenario>> compared{panel.world ? panel.made_of : nullptr};
    for (const World& world : scene.worlds) compared.push_back(world.scenario);
    if (compared == panel.compared && panel.compared_in == spoken_language()) return;
    panel.compared = std::move(compared);
    panel.compared_in = spoken_language();
    panel.parted = why_parted(scene);
    for (PolicySwitch& policy : panel.switches) policy.is_mixed = false;
    panel.changed_elsewhere.clear();
    if (panel.world) return;
    for (const World& world : scene.worlds) {
        if (world.scenario != panel.made_of && !world.script->changes().empty()) {
            for (const WorldLever& lever : levers_of(*world.scenario, world.script->base(), world.model)) {
                if (!lever.is_changed) continue;
                std::string& names = panel.changed_elsewhere[lever.path];
                names += (names.empty() ? "" : ", ") + spoken_name(world.name);
            }
        }
        const std::vector<PolicySwitch> there = policy_switches(*world.scenario, world.script->base(), world.model);
        for (std::size_t i = 0; i < panel.switches.size() && i < there.size(); ++i)
            if (there[i].is_on != panel.switches[i].is_on) panel.switches[i].is_mixed = true;
    }
}

void send(const LeversPanel& panel, Theatre& theatre, const std::string& path, const std::string& value,
          bool drags_on = false) {
    theatre.change({.path = path,
                    .value = value,
                    .when = panel.from_day_0 ? When::FromDay0 : When::FromNowOn,
                    .world = panel.world,
                    .drags_on = drags_on});
}

/// 0.083 is "0.083", 100000 "100,000".
std::string number_text(double value) {
    std::string text = fmt::format("{:.6g}", value);
    if (text.find_first_of(".e") != std::string::npos || std::abs(value) < 10'000) return text;
    for (std::size_t at = text.size(); at > 3 && text[at - 4] != '-'; at -= 3) text.insert(at - 3, ",");
    if (text.front() == ',') text.erase(0, 1);
    return text;
}

/// In one of the worlds that are moved.
bool is_changed_anywhere(const LeversPanel& panel, const WorldLever& lever) {
    return lever.is_changed || panel.changed_elsewhere.contains(lever.path);
}

void tooltip(const Look& look, const LeversPanel& panel, const WorldLever& lever) {
    if (!ImGui::IsItemHovered()) return;
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
    if (lever.is_changed) ImGui::Text(tr("in the file: %s"), lever.value_in_file.c_str());
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
        ImGui::TextUnformatted(
            tr("All models of one scenario share this. Moved in one world alone, it makes another market of it: such "
               "worlds can be watched and their difference worked out, but not be saved in one file or compared by an "
               "experiment."));
    }
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

/// Whether a control of this lever can be used as the panel stands; where not, it is drawn faint.
bool can_move(const LeversPanel& panel, const WorldLever& lever) {
    return panel.from_day_0 || lever.why_only_from_day_0.empty();
}

std::string shown_value(const LeversPanel& panel, const WorldLever& lever, const LeverNames& words) {
    const std::string number = number_text(panel.dragged == lever.path ? panel.dragged_to : lever.number);
    return words.unit.empty() ? number : fmt::format("{} {}", number, words.unit);
}

void draw_slider(const Look& look, LeversPanel& panel, Theatre& theatre, const WorldLever& lever) {
    const SliderScale scale = scale_of(lever);
    const bool is_dragged = panel.dragged == lever.path;
    const double value = is_dragged ? panel.dragged_to : lever.number;
    auto position = static_cast<float>(position_of(scale, value));
    // The number stands above: in the slider its knob would hide it.
    ImGui::SetNextItemWidth(-1);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {look.px(8), look.px(1)});
    const bool moved = ImGui::SliderFloat("##slider", &position, 0.0F, 1.0F, "", ImGuiSliderFlags_NoInput);
    ImGui::PopStyleVar();
    const bool is_active = ImGui::IsItemActive();
    const bool ended = ImGui::IsItemDeactivated();
    if (moved) {
        if (!is_dragged) panel.drags_on = false;
        panel.dragged = lever.path;
        panel.dragged_to = value_at(scale, position);
    }
    if (panel.dragged != lever.path) return;
    // From day 0 a change replays all days, so that one is sent at the end of the drag alone.
    const bool now = !panel.from_day_0 && ImGui::GetTime() - panel.sent_at > kSecondsBetweenChanges;
    if (ended || (moved && now)) {
        send(panel, theatre, lever.path, setting_text(scale, panel.dragged_to), panel.drags_on);
        panel.drags_on = true;
        panel.sent_at = ImGui::GetTime();
    }
    if (!is_active) panel.dragged.clear();
}

/// Exact value, and back to that of the file; behind a click with the right button.
void draw_exact(const Look& look, LeversPanel& panel, Theatre& theatre, const WorldLever& lever,
                const LeverNames& words) {
    if (!ImGui::BeginPopupContextItem("exact")) return;
    static double exact = 0.0;
    if (ImGui::IsWindowAppearing()) exact = lever.number;
    if (is_numeric(lever.type)) {
        ImGui::TextUnformatted(words.label.c_str());
        ImGui::SetNextItemWidth(look.px(160));
        if (ImGui::InputDouble("##exact", &exact, 0.0, 0.0, "%.10g", ImGuiInputTextFlags_EnterReturnsTrue)) {
            send(panel, theatre, lever.path, fmt::format("{}", exact));
            ImGui::CloseCurrentPopup();
        }
    }
    if (lever.is_changed && !lever.value_in_file.empty() &&
        ImGui::MenuItem(filled(tr("Back to {} as in the file"), lever.value_in_file).c_str())) {
        send(panel, theatre, lever.path, lever.value_in_file);
    }
    if (ImGui::MenuItem(tr("Copy the path"))) ImGui::SetClipboardText(lever.path.c_str());
    ImGui::EndPopup();
}

void draw_choice(LeversPanel& panel, Theatre& theatre, const WorldLever& lever) {
    std::string now = lever.value;
    now.erase(std::remove(now.begin(), now.end(), '"'), now.end());
    ImGui::SetNextItemWidth(-1);
    const Language language = spoken_language();
    if (!ImGui::BeginCombo("##choice", choice_in(language, now).c_str())) return;
    for (const std::string_view choice : lever.choices) {
        const std::string name(choice);
        if (ImGui::Selectable(choice_in(language, choice).c_str(), name == now)) send(panel, theatre, lever.path, name);
    }
    ImGui::EndCombo();
}

void draw_control(const Look& look, LeversPanel& panel, Theatre& theatre, const WorldLever& lever) {
    switch (lever.type) {
        case FieldType::Switch: {
            bool on = lever.value == "true";
            if (ImGui::Checkbox("##switch", &on)) send(panel, theatre, lever.path, on ? "true" : "false");
            ImGui::SameLine();
            ImGui::TextUnformatted(on ? tr("on") : tr("off"));
            break;
        }
        case FieldType::Whole:
        case FieldType::Number:
        case FieldType::Money:
            draw_slider(look, panel, theatre, lever);
            break;
        case FieldType::Choice:
            draw_choice(panel, theatre, lever);
            break;
        case FieldType::Text:
        case FieldType::Texts:
        case FieldType::Group:
        case FieldType::List:
            ImGui::TextDisabled("%s", lever.value.c_str());
            break;
    }
}

void draw_lever(const Look& look, LeversPanel& panel, Theatre& theatre, const WorldLever& lever,
                const LeverNames& words, bool with_group) {
    ImGui::PushID(lever.path.c_str());
    ImGui::BeginGroup();
    const std::string value = is_numeric(lever.type) ? shown_value(panel, lever, words) : std::string();
    const float whole = ImGui::GetContentRegionAvail().x, of_value = ImGui::CalcTextSize(value.c_str()).x;
    const float room = whole - (value.empty() ? 0.0F : of_value + look.px(10));
    const float left = ImGui::GetCursorPosX();
    // A mark, and words in the tooltip: not by colour alone.
    const bool is_marked = is_changed_anywhere(panel, lever);
    ImGui::PushFont(is_marked ? look.fonts.strong : look.fonts.normal);
    ImGui::TextUnformatted(fitted(is_marked ? "• " + words.label : words.label, room).c_str());
    ImGui::PopFont();
    tooltip(look, panel, lever);
    if (!value.empty()) {
        ImGui::SameLine(left + whole - of_value);
        ImGui::TextUnformatted(value.c_str());
        tooltip(look, panel, lever);
    }
    if (with_group && !words.group.empty()) {
        // The end of the group is what tells levers of one name apart.
        ImGui::TextDisabled("%s", fitted(words.group, whole, Keep::End).c_str());
        tooltip(look, panel, lever);
    }
    if (const auto elsewhere = panel.changed_elsewhere.find(lever.path);
        !lever.is_changed && elsewhere != panel.changed_elsewhere.end())
        ImGui::TextDisabled("%s", fitted(filled(tr("changed in {}"), elsewhere->second), whole).c_str());
    const bool movable = can_move(panel, lever);
    if (!movable) ImGui::BeginDisabled();
    draw_control(look, panel, theatre, lever);
    if (!movable) ImGui::EndDisabled();
    // Who moved it waits for what it does: not in vain.
    const bool is_moved = lever.is_changed || panel.dragged == lever.path;
    if (is_moved && !panel.from_day_0 && !lever.reaches_only.empty()) {
        const std::string reach =
            filled(tr("From now on it reaches only {}."), in_words_of(spoken_language(), lever.reaches_only));
        ImGui::TextDisabled("%s", wrapped(reach, whole).c_str());
    }
    ImGui::EndGroup();
    draw_exact(look, panel, theatre, lever, words);
    ImGui::PopID();
}

/// Where a change holds, and from when on.
void draw_target(const Look& look, LeversPanel& panel, const Scene& scene) {
    if (scene.worlds.size() > 1) {
        const World& shown = shown_world(panel, scene);
        const std::string now = panel.world ? spoken_name(shown.name) : std::string(tr("all worlds"));
        ImGui::SetNextItemWidth(-1);
        if (ImGui::BeginCombo("##where", filled(tr("in {}"), now).c_str())) {
            if (ImGui::Selectable(tr("in all worlds"), !panel.world)) panel.world.reset();
            for (const World& world : scene.worlds) {
                ImGui::PushID(static_cast<int>(world.id));
                if (ImGui::Selectable(filled(tr("in {}"), spoken_name(world.name)).c_str(), panel.world == world.id))
                    panel.world = world.id;
                ImGui::PopID();
            }
            ImGui::EndCombo();
        }
    }
    int when = panel.from_day_0 ? 1 : 0;
    ImGui::RadioButton(tr("from now on"), &when, 0);
    ImGui::SameLine(0, look.px(14));
    ImGui::RadioButton(tr("from day 0"), &when, 1);
    if (ImGui::IsItemHovered())
        ImGui::SetTooltip("%s",
                          tr("plays all days anew under the change. To keep the run as it was beside it, go to day 0\n"
                             "first and open a second future there (+)."));
    panel.from_day_0 = when == 1;
}

void draw_switches(const Look& look, LeversPanel& panel, Theatre& theatre) {
    const float width = (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x) / 2.0F;
    std::size_t place = 0;
    for (const PolicySwitch& policy : panel.switches) {
        if (place++ % 2 == 1) ImGui::SameLine();
        const bool blocked = !policy.why_not.empty();
        const Theme& theme = look.theme();
        const bool lit = policy.is_on && !policy.is_mixed;
        if (lit) {
            ImGui::PushStyleColor(ImGuiCol_Button, tint(theme.series[0], 0.85));
            ImGui::PushStyleColor(ImGuiCol_ButtonHovered, tint(theme.series[0], 1.0));
            ImGui::PushStyleColor(ImGuiCol_Text, tint(theme.paper));
        }
        if (blocked) ImGui::PushStyleVar(ImGuiStyleVar_Alpha, 0.5F);
        const std::string name = in_words_of(spoken_language(), policy.name);
        const char* const state = policy.is_mixed ? tr("in some worlds") : policy.is_on ? tr("on") : tr("off");
        const ImVec2 at = ImGui::GetCursorScreenPos(), size{width, look.px(44)};
        if (ImGui::Button(("##" + policy.path).c_str(), size) && !blocked)
            send(panel, theatre, policy.path, policy.turned);
        const float line = ImGui::GetTextLineHeight(), top = at.y + (size.y - 2.0F * line) / 2.0F;
        const auto centred = [&](const std::string& text, float y) {
            const std::string shown = fitted(text, width - look.px(8));
            const float left = at.x + (width - ImGui::CalcTextSize(shown.c_str()).x) / 2.0F;
            ImGui::GetWindowDrawList()->AddText({left, y}, ImGui::GetColorU32(ImGuiCol_Text), shown.c_str());
        };
        centred(name, top);
        centred(state, top + line);
        if (blocked) ImGui::PopStyleVar();
        if (lit) ImGui::PopStyleColor(3);
        if (ImGui::IsItemHovered()) {
            ImGui::BeginTooltip();
            ImGui::PushTextWrapPos(look.px(340));
            ImGui::TextUnformatted(in_words_of(spoken_language(), policy.says).c_str());
            if (policy.is_mixed)
                ImGui::TextUnformatted(policy.is_on ? tr("A click turns it off in all worlds.")
                                                    : tr("A click turns it on in all worlds."));
            if (blocked) ImGui::TextUnformatted(in_words_of(spoken_language(), policy.why_not).c_str());
            ImGui::PopTextWrapPos();
            ImGui::EndTooltip();
        }
    }
}

/// Behind a click with the right button on the head of an entry of a list.
void draw_entry_menu(LeversPanel& panel, Theatre& theatre, const std::string& group, const std::string& in_words) {
    const auto entry =
        std::find_if(panel.entries.begin(), panel.entries.end(), [&](const ListEntry& e) { return e.group == group; });
    if (entry == panel.entries.end()) return;
    if (ImGui::IsItemHovered() && !ImGui::IsPopupOpen("entry"))
        ImGui::SetTooltip("%s\n%s", in_words.c_str(), tr("right click: another one like it, or take it out"));
    if (!ImGui::BeginPopupContextItem("entry")) return;
    const bool can = panel.from_day_0 || entry->why_only_from_day_0.empty();
    if (ImGui::MenuItem(tr("another one like it"), nullptr, false, can && !entry->with_another.empty()))
        send(panel, theatre, entry->list_path, entry->with_another);
    if (ImGui::MenuItem(tr("take it out"), nullptr, false, can)) send(panel, theatre, entry->list_path, entry->without);
    if (!can) {
        ImGui::TextDisabled(tr("Only from day 0: %s"),
                            in_words_of(spoken_language(), entry->why_only_from_day_0).c_str());
    }
    ImGui::EndPopup();
}

void draw_list(const Look& look, LeversPanel& panel, Theatre& theatre) {
    const bool searched = panel.words[0] != '\0';
    if (panel.found.empty()) {
        ImGui::TextDisabled(tr("No parameter fits \"%s\"."), panel.words.data());
        return;
    }
    std::string group;
    bool is_open = true, any = false;
    for (const std::size_t place : panel.found) {
        const WorldLever& lever = panel.levers[place];
        if (panel.only_changed && !is_changed_anywhere(panel, lever)) continue;
        any = true;
        const bool flat = searched || panel.only_changed;
        if (!flat && lever.group != group) {
            group = lever.group;
            // The end of the name is what tells groups apart.
            const float room = ImGui::GetContentRegionAvail().x - ImGui::GetTreeNodeToLabelSpacing() -
                               ImGui::GetStyle().FramePadding.x;
            const std::string& in_words = panel.in_words[place].group;
            const std::string shown = fitted(in_words, room, Keep::End);
            is_open = ImGui::CollapsingHeader((shown + "###" + group).c_str());
            if (shown.size() != in_words.size() && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", in_words.c_str());
            ImGui::PushID(group.c_str());
            draw_entry_menu(panel, theatre, group, in_words);
            ImGui::PopID();
        }
        if (flat || is_open) draw_lever(look, panel, theatre, lever, panel.in_words[place], flat);
    }
    if (!any) ImGui::TextDisabled("%s", tr("Nothing differs from the file."));
}

void draw_saving(const Look& look, LeversPanel& panel, const Scene& scene, const std::filesystem::path& original) {
    if (ImGui::BeginPopup("save")) {
        ImGui::TextUnformatted(tr("Save as a scenario that says only what differs"));
        const auto name_of_saved = [&](std::size_t i) {
            return i == 0 ? std::string(tr("all worlds"))
                          : filled(tr("only {}"), spoken_name(scene.worlds[i - 1].name));
        };
        if (panel.saved > scene.worlds.size() || scene.worlds.size() == 1) panel.saved = 0;
        if (scene.worlds.size() > 1) {
            ImGui::SetNextItemWidth(look.px(320));
            if (ImGui::BeginCombo("##what", name_of_saved(panel.saved).c_str())) {
                for (std::size_t i = 0; i <= scene.worlds.size(); ++i)
                    if (ImGui::Selectable(name_of_saved(i).c_str(), panel.saved == i)) panel.saved = i;
                ImGui::EndCombo();
            }
        }
        ImGui::SetNextItemWidth(look.px(320));
        const bool entered =
            ImGui::InputText("##file", panel.file.data(), panel.file.size(), ImGuiInputTextFlags_EnterReturnsTrue);
        ImGui::SameLine();
        const std::span<const World> all(scene.worlds);
        const std::span<const World> chosen = panel.saved == 0 ? all : all.subspan(panel.saved - 1, 1);
        if (ImGui::Button(tr("Save")) || entered) {
            try {
                const Saved saved = save_scenario(scenario_of(chosen).scenario, original, panel.file.data());
                panel.told = filled(tr("{} is written. {}"), saved.file.string(), saved.remark);
                panel.failed = false;
            } catch (const std::exception& error) {
                panel.told = error.what();
                panel.failed = true;
            }
        }
        ImGui::TextDisabled("%s", filled(tr("in {}"), std::filesystem::current_path().string()).c_str());
        if (panel.saved == 0 && !panel.parted.empty())
            ImGui::TextUnformatted(wrapped(panel.parted, look.px(380)).c_str());
        if (has_later_changes(chosen)) {
            ImGui::TextDisabled("%s", tr("A file has no days: what was changed later holds there from day 0."));
        }
        if (!panel.told.empty()) {
            ImGui::PushTextWrapPos(look.px(380));
            ImGui::TextUnformatted(panel.failed ? tr("Not saved:") : tr("Saved:"));
            ImGui::TextUnformatted(panel.told.c_str());
            ImGui::PopTextWrapPos();
        }
        ImGui::EndPopup();
    }
}

}  // namespace

void draw_levers_panel(const Look& look, LeversPanel& panel, Theatre& theatre, const Scene& scene,
                       const std::filesystem::path& original) {
    if (scene.worlds.empty()) {
        ImGui::TextDisabled("%s", tr("The market is being made …"));
        return;
    }
    const bool known = std::any_of(scene.worlds.begin(), scene.worlds.end(),
                                   [&](const World& world) { return panel.world == world.id; });
    if (!known) panel.world.reset();
    renew(panel, shown_world(panel, scene));
    mark_mixed(panel, scene);

    const float third = (ImGui::GetContentRegionAvail().x - 2 * ImGui::GetStyle().ItemSpacing.x) / 3.0F;
    const auto button = [&](const char* label, const std::string& says, bool enabled) {
        if (!enabled) ImGui::BeginDisabled();
        const bool pressed = ImGui::Button(label, {third, 0});
        if (!enabled) ImGui::EndDisabled();
        if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) ImGui::SetTooltip("%s", says.c_str());
        return pressed;
    };
    if (button(tr("Undo"), scene.undo.empty() ? tr("nothing to undo") : scene.undo, !scene.undo.empty()))
        theatre.undo();
    ImGui::SameLine();
    if (button(tr("Redo"), scene.redo.empty() ? tr("nothing to do again") : scene.redo, !scene.redo.empty()))
        theatre.redo();
    ImGui::SameLine();
    if (button(tr("Save …"), tr("a scenario file that holds only the differences"), true)) {
        panel.told.clear();
        if (panel.file[0] == '\0') {
            const std::string name =
                fmt::format("{}-changed.json", original.empty() ? "market" : original.stem().string());
            std::snprintf(panel.file.data(), panel.file.size(), "%s", name.c_str());
        }
        ImGui::OpenPopup("save");
    }
    draw_saving(look, panel, scene, original);

    draw_target(look, panel, scene);
    // One line, since what is below must not move under the mouse.
    if (!panel.parted.empty()) {
        ImGui::TextDisabled(
            "%s", fitted(tr("The worlds' markets differ (why it matters)"), ImGui::GetContentRegionAvail().x).c_str());
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", wrapped(panel.parted, look.px(380)).c_str());
    }
    ImGui::Spacing();
    draw_switches(look, panel, theatre);
    ImGui::Spacing();

    ImGui::SetNextItemWidth(-1);
    ImGui::InputTextWithHint("##search", tr("search all parameters"), panel.words.data(), panel.words.size());
    ImGui::Checkbox(tr("changed only"), &panel.only_changed);
    ImGui::SameLine();
    const auto changed = std::count_if(panel.levers.begin(), panel.levers.end(),
                                       [&](const WorldLever& lever) { return is_changed_anywhere(panel, lever); });
    ImGui::TextDisabled(tr("%d of %d changed"), static_cast<int>(changed), static_cast<int>(panel.levers.size()));
    ImGui::BeginChild("levers", {0, 0}, false);
    draw_list(look, panel, theatre);
    ImGui::EndChild();
}

}  // namespace pasar
