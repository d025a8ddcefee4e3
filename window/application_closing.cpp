// What is asked before the window closes, and what is offered when it opens again: nothing is lost unasked.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <filesystem>

#include "window/application.h"
#include "words/language.h"

namespace pasar {

/// A sentence each.
std::vector<std::string> Application::what_would_be_lost() {
    std::vector<std::string> lost;
    if (scene_) {
        std::string names;
        for (const std::string& name : levers_.in_files.unsaved(scene_->worlds))
            names += (names.empty() ? "" : ", ") + spoken_name(name);
        if (!names.empty()) lost.push_back(filled(tr("Changes are in no file yet: {}."), names));
    }
    if (experiments_.is_at_work()) {
        lost.push_back(filled(tr("An experiment is at work: {} ({:.0f} % done). It is stopped; what it has done is "
                                 "kept, and the next window offers to go on with it."),
                              experiments_.asked, 100.0 * experiments_.running->look().share));
    }
    if (difference_.running && !difference_.running->is_over()) {
        const auto days = difference_.running->so_far();
        lost.push_back(
            filled(tr("The difference of two worlds is being worked out ({} of {} pairs). That is not kept."),
                   days->done(), days->wanted));
    }
    return lost;
}

void Application::ask_to_close() {
    if (what_would_be_lost().empty())
        wants_to_close_ = true;
    else
        is_closing_asked_ = true;
}

void Application::draw_closing() {
    constexpr const char* kName = "###closing";
    if (!is_closing_asked_) return;
    const std::vector<std::string> lost = what_would_be_lost();
    if (lost.empty()) {  // it ended meanwhile
        wants_to_close_ = true;
        return;
    }
    const bool is_first = !is_closing_shown_;
    if (is_first) ImGui::OpenPopup(kName);
    is_closing_shown_ = true;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({size.x / 2.0F, size.y / 2.0F}, ImGuiCond_Always, {0.5F, 0.5F});
    constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoTitleBar |
                                        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
    if (!ImGui::BeginPopupModal(kName, nullptr, kFlags)) {  // Esc
        is_closing_asked_ = is_closing_shown_ = false;
        return;
    }
    const float width = std::min(look_.px(460), size.x - look_.px(60));
    ImGui::PushFont(look_.fonts.strong);
    ImGui::TextUnformatted(tr("Close the window?"));
    ImGui::PopFont();
    for (const std::string& sentence : lost) ImGui::TextUnformatted(wrapped(sentence, width).c_str());
    ImGui::Spacing();
    const auto leave = [&] {
        is_closing_asked_ = is_closing_shown_ = false;
        ImGui::CloseCurrentPopup();
    };
    if (ImGui::Button(tr("Stay"))) leave();
    if (is_first) {
        ImGui::SetItemDefaultFocus();
        ImGui::GetCurrentContext()->NavDisableHighlight = false;
    }
    if (!levers_.in_files.unsaved(scene_->worlds).empty()) {
        ImGui::SameLine();
        if (ImGui::Button(tr("Save the changes …"))) {
            if (!on_show_.levers) toggle_levers();
            levers_.wants_to_save = true;
            leave();
        }
    }
    ImGui::SameLine();
    if (ImGui::Button(tr("Close"))) wants_to_close_ = true;
    ImGui::EndPopup();
}

/// Once, when the window has opened.
void Application::tell_of_unfinished() {
    if (has_looked_for_unfinished_ || options_.fixed_dt || !scene_ || scene_->worlds.empty()) return;
    has_looked_for_unfinished_ = true;
    experiments_.look_for_unfinished(std::filesystem::current_path());
    if (!experiments_.unfinished.empty())
        say(tr("An experiment was not finished: the panel Experiments (Ctrl 5) goes on with it."));
}

}  // namespace pasar
