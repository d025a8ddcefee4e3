#include "window/panel_levers.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <utility>

#include "viz/policy_switches.h"
#include "viz/saving.h"
#include "window/keyboard.h"
#include "window/panel_lever.h"
#include "words/language.h"

namespace pasar {

namespace {

/// The world whose values are shown: the one that is moved, or the first.
const SeenWorld& shown_world(const LeversPanel& panel, const Scene& scene) {
    for (const SeenWorld& world : scene.worlds) {
        if (panel.world == world.id) return world;
    }
    return scene.worlds.front();
}

void renew(LeversPanel& panel, const SeenWorld& world) {
    const Language language = spoken_language();
    // Models of one file share its scenario as long as nothing is changed.
    const bool is_new = panel.made_of != world.wanted || panel.made_for_model != world.model || panel.levers.empty();
    if (is_new) {
        panel.levers = levers_of(*world.wanted, world.script->base(), world.model);
        panel.switches = policy_switches(*world.wanted, world.script->base(), world.model);
        panel.entries = list_entries(*world.wanted, world.model);
        panel.made_of = world.wanted;
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
    if (scene.competes) return {};  // it is one, and a second future of it is another
    // Several files were meant to be different markets.
    const bool is_of_one_file = std::all_of(scene.worlds.begin(), scene.worlds.end(), [&](const SeenWorld& world) {
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

/// Where all worlds are moved at once, what each of them says.
void compare_worlds(LeversPanel& panel, const Scene& scene) {
    std::vector<std::shared_ptr<const LoadedScenario>> compared{panel.world ? panel.made_of : nullptr};
    for (const SeenWorld& world : scene.worlds) compared.push_back(world.wanted);
    if (compared == panel.compared && panel.compared_in == spoken_language()) return;
    panel.compared = std::move(compared);
    panel.compared_in = spoken_language();
    panel.parted = why_parted(scene);
    for (PolicySwitch& policy : panel.switches) policy.is_mixed = false;
    panel.changed_elsewhere.clear();
    panel.all = {};
    if (panel.world) return;
    panel.all = levers_of_worlds(scene.worlds);
    for (const auto& [path, worlds] : panel.all.changed) {
        std::string names;
        for (const std::size_t w : worlds)
            if (scene.worlds[w].wanted != panel.made_of || scene.worlds[w].model != panel.made_for_model)
                names += (names.empty() ? "" : ", ") + spoken_name(scene.worlds[w].name);
        if (!names.empty()) panel.changed_elsewhere[path] = names;
    }
    for (const std::vector<PolicySwitch>& there : panel.all.switches)
        for (std::size_t i = 0; i < panel.switches.size() && i < there.size(); ++i)
            if (there[i].is_on != panel.switches[i].is_on) panel.switches[i].is_mixed = true;
}

/// Where a change holds, and from when on.
void draw_target(const Look& look, LeversPanel& panel, const Scene& scene) {
    if (scene.worlds.size() > 1) {
        const SeenWorld& shown = shown_world(panel, scene);
        const std::string everywhere = scene.competes ? tr("on all platforms") : tr("in all worlds");
        ImGui::SetNextItemWidth(-1);
        if (ImGui::BeginCombo(
                "##where", panel.world ? filled(tr("in {}"), spoken_name(shown.name)).c_str() : everywhere.c_str())) {
            if (ImGui::Selectable(everywhere.c_str(), !panel.world)) panel.world.reset();
            for (const SeenWorld& world : scene.worlds) {
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

/// What a click on a policy does: turns it in the world that is moved, or in all; where these differ it is asked.
void turn_policy(const LeverContext& context, std::size_t index) {
    const PolicySwitch& policy = context.panel.switches[index];
    const std::span<const SeenWorld> worlds(context.scene.worlds);
    const LeversOfWorlds& all = context.panel.all;
    if (context.panel.world) return context.send(policy.path, policy.turned);
    if (!policy.is_mixed) return context.session.change_each(turn(worlds, all, index, !policy.is_on, context.when()));
    WorldQuestion question{.path = policy.path,
                           .what = in_words_of(spoken_language(), policy.name),
                           .differs = {},
                           .answers = {},
                           .is_open = false};
    for (const bool on : {true, false})
        question.answers.push_back(
            {on ? tr("on in all worlds") : tr("off in all worlds"), turn(worlds, all, index, on, context.when())});
    for (std::size_t w = 0; w < worlds.size(); ++w) {
        const bool is_on = all.switches[w][index].is_on;
        question.differs +=
            fmt::format("{}{}: {}", w > 0 ? "\n" : "", context.name_of(w), is_on ? tr("on") : tr("off"));
        std::vector<LeverChange> changes = turn(worlds, all, index, !is_on, context.when());
        std::erase_if(changes, [&](const LeverChange& change) { return change.world != worlds[w].id; });
        if (!changes.empty())
            question.answers.push_back(
                {filled(is_on ? tr("off only in {}") : tr("on only in {}"), context.name_of(w)), std::move(changes)});
    }
    context.panel.question = std::move(question);
}

/// Why a policy cannot be turned in any of the worlds that are moved; empty where it can.
std::string why_not_turned(const LeversPanel& panel, std::size_t index) {
    for (const std::vector<PolicySwitch>& there : panel.all.switches)
        if (there[index].why_not.empty()) return {};
    return panel.switches[index].why_not;
}

void draw_switches(const LeverContext& context) {
    const Look& look = context.look;
    const LeversPanel& panel = context.panel;
    const float width = (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x) / 2.0F;
    std::size_t index = 0;
    for (const PolicySwitch& policy : panel.switches) {
        if (index++ % 2 == 1) ImGui::SameLine();
        const std::string why_not = why_not_turned(panel, index - 1);
        const bool blocked = !why_not.empty();
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
        if (ImGui::Button(("##" + policy.path).c_str(), size) && !blocked) turn_policy(context, index - 1);
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
            if (policy.is_mixed) ImGui::TextUnformatted(tr("The worlds differ in this: a click asks which are meant."));
            if (blocked) ImGui::TextUnformatted(in_words_of(spoken_language(), why_not).c_str());
            ImGui::PopTextWrapPos();
            ImGui::EndTooltip();
        }
    }
}

/// Behind a click with the right button on the head of an entry of a list, or the key for menus.
void draw_entry_menu(const LeverContext& context, const std::string& group, const std::string& in_words) {
    const LeversPanel& panel = context.panel;
    const auto entry =
        std::find_if(panel.entries.begin(), panel.entries.end(), [&](const ListEntry& e) { return e.group == group; });
    if (entry == panel.entries.end()) return;
    if (ImGui::IsItemHovered() && !ImGui::IsPopupOpen("entry"))
        ImGui::SetTooltip("%s\n%s", in_words.c_str(), tr("right click: another one like it, or take it out"));
    if (!begin_item_menu("entry")) return;
    const bool can = panel.from_day_0 || entry->why_only_from_day_0.empty();
    const auto change = [&](bool another) {
        if (panel.world)
            context.send(entry->list_path, another ? entry->with_another : entry->without);
        else
            context.session.change_each(change_entry(context.scene.worlds, panel.all, group, another, context.when()));
    };
    if (ImGui::MenuItem(tr("another one like it"), nullptr, false, can && !entry->with_another.empty())) change(true);
    if (ImGui::MenuItem(tr("take it out"), nullptr, false, can)) change(false);
    if (!can) {
        ImGui::TextDisabled(tr("Only from day 0: %s"),
                            in_words_of(spoken_language(), entry->why_only_from_day_0).c_str());
    }
    ImGui::EndPopup();
}

void draw_list(const LeverContext& context) {
    const LeversPanel& panel = context.panel;
    const bool searched = panel.words[0] != '\0';
    if (panel.found.empty()) {
        ImGui::TextDisabled(tr("No parameter fits \"%s\"."), panel.words.data());
        return;
    }
    std::string group;
    bool is_open = true, any = false;
    for (const std::size_t index : panel.found) {
        const WorldLever& lever = panel.levers[index];
        if (panel.only_changed && !is_changed_anywhere(panel, lever)) continue;
        any = true;
        const bool flat = searched || panel.only_changed;
        if (!flat && lever.group != group) {
            group = lever.group;
            // The end of the name is what tells groups apart.
            const float room = ImGui::GetContentRegionAvail().x - ImGui::GetTreeNodeToLabelSpacing() -
                               ImGui::GetStyle().FramePadding.x;
            const std::string& in_words = panel.in_words[index].group;
            const std::string shown = fitted(in_words, room, Keep::End);
            is_open = ImGui::CollapsingHeader((shown + "###" + group).c_str());
            if (shown.size() != in_words.size() && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", in_words.c_str());
            ImGui::PushID(group.c_str());
            draw_entry_menu(context, group, in_words);
            ImGui::PopID();
        }
        if (flat || is_open) draw_lever(context, lever, panel.in_words[index], flat);
    }
    if (!any) ImGui::TextDisabled("%s", tr("Nothing differs from the file."));
}

void draw_saving(const Look& look, LeversPanel& panel, const Scene& scene, const std::filesystem::path& original) {
    if (ImGui::BeginPopup("save")) {
        ImGui::TextUnformatted(tr("Save as a scenario that says only what differs"));
        const std::vector<std::span<const SeenWorld>> each = markets_of(scene.worlds);
        const auto name_of_saved = [&](std::size_t i) {
            if (i == 0) return std::string(tr("all worlds"));
            std::string names;
            for (const SeenWorld& world : each[i - 1]) names += (names.empty() ? "" : " · ") + spoken_name(world.name);
            return filled(tr("only {}"), names);
        };
        if (panel.saved > each.size() || each.size() == 1) panel.saved = 0;
        if (each.size() > 1) {
            ImGui::SetNextItemWidth(look.px(320));
            if (ImGui::BeginCombo("##what", name_of_saved(panel.saved).c_str())) {
                for (std::size_t i = 0; i <= each.size(); ++i)
                    if (ImGui::Selectable(name_of_saved(i).c_str(), panel.saved == i)) panel.saved = i;
                ImGui::EndCombo();
            }
        }
        ImGui::SetNextItemWidth(look.px(320));
        const bool entered = typed([&] {
            return ImGui::InputText("##file", panel.file.data(), panel.file.size(),
                                    ImGuiInputTextFlags_EnterReturnsTrue);
        });
        ImGui::SameLine();
        const std::span<const SeenWorld> all(scene.worlds);
        const std::span<const SeenWorld> chosen = panel.saved == 0 ? all : each[panel.saved - 1];
        if (ImGui::Button(tr("Save")) || entered) {
            try {
                const Saved saved = save_scenario(scenario_of(chosen).scenario, original, panel.file.data());
                panel.told = filled(tr("{} is written. {}"), saved.file.string(), saved.remark);
                panel.failed = false;
                panel.in_files.add(chosen);
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

void draw_levers_panel(const Look& look, LeversPanel& panel, Session& session, const Scene& scene,
                       const std::filesystem::path& original) {
    if (scene.worlds.empty()) {
        ImGui::TextDisabled("%s", tr("The market is being made …"));
        return;
    }
    const bool known = std::any_of(scene.worlds.begin(), scene.worlds.end(),
                                   [&](const SeenWorld& world) { return panel.world == world.id; });
    if (!known) panel.world.reset();
    renew(panel, shown_world(panel, scene));
    compare_worlds(panel, scene);
    const LeverContext context{look, panel, session, scene};

    const float third = (ImGui::GetContentRegionAvail().x - 2 * ImGui::GetStyle().ItemSpacing.x) / 3.0F;
    const auto button = [&](const char* label, const std::string& says, bool enabled) {
        if (!enabled) ImGui::BeginDisabled();
        const bool pressed = ImGui::Button(label, {third, 0});
        if (!enabled) ImGui::EndDisabled();
        if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) ImGui::SetTooltip("%s", says.c_str());
        return pressed;
    };
    if (button(tr("Undo"), scene.undo.empty() ? tr("nothing to undo") : scene.undo, !scene.undo.empty()))
        session.undo();
    ImGui::SameLine();
    if (button(tr("Redo"), scene.redo.empty() ? tr("nothing to do again") : scene.redo, !scene.redo.empty()))
        session.redo();
    ImGui::SameLine();
    if (button(tr("Save …"), tr("a scenario file that holds only the differences"), true) ||
        std::exchange(panel.wants_to_save, false)) {
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
    draw_switches(context);
    ImGui::Spacing();

    ImGui::SetNextItemWidth(-1);
    if (std::exchange(panel.wants_search, false)) ImGui::SetKeyboardFocusHere();
    typed([&] {
        return ImGui::InputTextWithHint("##search", tr("search all parameters"), panel.words.data(),
                                        panel.words.size());
    });
    ImGui::Checkbox(tr("changed only"), &panel.only_changed);
    ImGui::SameLine();
    const auto changed = std::count_if(panel.levers.begin(), panel.levers.end(),
                                       [&](const WorldLever& lever) { return is_changed_anywhere(panel, lever); });
    ImGui::TextDisabled(tr("%d of %d changed"), static_cast<int>(changed), static_cast<int>(panel.levers.size()));
    ImGui::BeginChild("levers", {0, 0}, false, kPartOfPanel);
    draw_list(context);
    ImGui::EndChild();
    draw_question(context);
}

}  // namespace pasar
