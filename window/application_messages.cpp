// What stands above everything else: a scenario that cannot be run, messages, and help.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "viz/keys.h"
#include "window/application.h"
#include "words/language.h"

namespace pasar {

void Application::draw_broken() {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const float width = std::min(size.x - look_.px(40), look_.px(900));
    ImGui::SetNextWindowPos({(size.x - width) / 2.0F, size.y * 0.12F});
    ImGui::SetNextWindowSize({width, size.y * 0.76F});
    ImGui::Begin("##broken", nullptr, kFixedPanel & ~ImGuiWindowFlags_NoScrollbar);
    ImGui::PushFont(look_.fonts.large);
    ImGui::TextUnformatted(tr("This scenario cannot be run"));
    ImGui::PopFont();
    ImGui::Spacing();
    for (const std::string& file : options_.files) ImGui::TextDisabled("%s", file.c_str());
    ImGui::Spacing();
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(broken_.c_str());
    ImGui::PopTextWrapPos();
    ImGui::Spacing();
    if (ImGui::Button(tr("Read it again"))) load();
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tr("after the file was mended"));
    ImGui::SameLine();
    if (ImGui::Button(tr("Copy the messages"))) ImGui::SetClipboardText(broken_.c_str());
    ImGui::SameLine();
    if (ImGui::Button(tr("Close"))) ask_to_close();
    ImGui::End();
}

void Application::draw_notice() {
    if (scene_ && scene_->notice.number > notice_) {
        notice_ = scene_->notice.number;
        said_ = scene_->notice.text;
        notice_is_error_ = scene_->notice.is_error;
        said_until_ = ImGui::GetTime() + (notice_is_error_ ? 14.0 : 6.0);
    }
    if (said_.empty() || ImGui::GetTime() > said_until_) return;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({size.x / 2.0F, size.y - look_.px(24)}, ImGuiCond_Always, {0.5F, 1.0F});
    ImGui::SetNextWindowSizeConstraints({look_.px(200), 0},
                                        {std::min(size.x - look_.px(40), look_.px(760)), size.y * 0.5F});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, tint(mixed(look_.theme().ink, look_.theme().paper, 0.06)));
    ImGui::PushStyleColor(ImGuiCol_Text, tint(look_.theme().paper));
    ImGui::Begin("##notice", nullptr,
                 (kFixedPanel & ~ImGuiWindowFlags_NoBringToFrontOnFocus) | ImGuiWindowFlags_AlwaysAutoResize |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoInputs);
    ImGui::PushTextWrapPos(look_.px(720));
    ImGui::TextUnformatted((notice_is_error_ ? tr("Not done: ") + said_ : said_).c_str());
    ImGui::PopTextWrapPos();
    ImGui::End();
    ImGui::PopStyleColor(2);
}

void Application::draw_help() {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({size.x / 2.0F, size.y / 2.0F}, ImGuiCond_Always, {0.5F, 0.5F});
    // In two columns where there is room for them, else scrolled.
    const bool is_wide = size.x >= look_.px(860);
    const std::size_t columns = is_wide ? 2 : 1, rows = (kKeyHelp.size() + columns - 1) / columns;
    ImGui::SetNextWindowSizeConstraints({0, 0}, {size.x, size.y - look_.px(20)});
    ImGui::SetNextWindowSize({std::min(size.x - look_.px(20), look_.px(is_wide ? 980 : 620)), 0});
    if (ImGui::GetCurrentContext()->OpenPopupStack.empty()) ImGui::SetNextWindowFocus();
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetColorU32(ImGuiCol_PopupBg));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
    ImGui::Begin("##help", nullptr,
                 (kFixedPanel & ~(ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollbar)) |
                     ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PushFont(look_.fonts.large);
    ImGui::TextUnformatted(tr("Keys"));
    ImGui::PopFont();
    ImGui::SameLine(ImGui::GetContentRegionMax().x - ImGui::CalcTextSize(tr("Close")).x -
                    2.0F * ImGui::GetStyle().FramePadding.x);
    if (ImGui::Button(tr("Close"))) shows_help_ = false;
    if (ImGui::BeginTable("keys", static_cast<int>(2 * columns), ImGuiTableFlags_SizingFixedFit)) {
        for (std::size_t column = 0; column < columns; ++column) {
            ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed);
            ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch);
        }
        for (std::size_t row = 0; row < rows; ++row) {
            ImGui::TableNextRow();
            for (std::size_t index = row; index < kKeyHelp.size(); index += rows) {
                const KeyHelp& key = kKeyHelp[index];
                ImGui::TableNextColumn();
                ImGui::PushFont(look_.fonts.strong);
                ImGui::TextUnformatted(in_words_of(spoken_language(), key.keys).c_str());
                ImGui::PopFont();
                ImGui::TableNextColumn();
                const std::string does = in_words_of(spoken_language(), key.does);
                ImGui::TextUnformatted(wrapped(does, ImGui::GetContentRegionAvail().x).c_str());
            }
        }
        ImGui::EndTable();
    }
    ImGui::Separator();
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(tr(
        "Pictures and charts: drag to move, wheel to zoom where the mouse is, double click to see all. In charts Ctrl "
        "and wheel "
        "zooms the values. Click a legend to hide and show. Click the line below the controls to go to a day. Every "
        "world has the same random numbers, so what differs between them comes from how they are run."));
    ImGui::PopTextWrapPos();
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

}  // namespace pasar
