#include "window/keyboard.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <SFML/Window/Keyboard.hpp>
#include <algorithm>
#include <utility>

namespace pasar {

namespace {

/// A bit that ImGui does not use: what is pressed, and not typed into.
constexpr ImGuiItemFlags kPressable = 1 << 24;

bool is_pressed(sf::Keyboard::Key key, bool repeats = false) { return ImGui::IsKeyPressed(key, repeats); }

bool is_there(const ImGuiWindow* window) { return window != nullptr && window->WasActive && !window->Hidden; }

}  // namespace

bool KeyboardFocus::is_list_open() {
    return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

void KeyboardFocus::before_frame() {
    ImGuiIO& io = ImGui::GetIO();
    had_active_ = ImGui::GetCurrentContext()->ActiveId != 0;
    // In a list the arrows go from entry to entry, whoever opened it.
    if (is_on_ || is_list_open())
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    else
        io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
}

void KeyboardFocus::after_new_frame(const std::vector<const char*>& panels) {
    ImGuiContext& g = *ImGui::GetCurrentContext();
    panels_ = panels;
    // All controls are stops of Tab, not only fields for text.
    ImGui::PushItemFlag(ImGuiItemFlags_Inputable | kPressable, true);
    // What Tab has come to is not pressed by that; text is typed into at once.
    if (is_tabbing_) {
        is_tabbing_ = false;
        const ImGuiNavItemData& found =
            g.NavTabbingResultFirst.ID == g.NavId ? g.NavTabbingResultFirst : g.NavMoveResultLocal;
        const bool is_text = found.ID == g.NavId && (found.InFlags & kPressable) == 0;
        if (!is_text) {
            g.NavActivateId = g.NavActivateDownId = g.NavActivatePressedId = g.NavActivateInputId = 0;
            g.NavDisableHighlight = false;
            g.NavDisableMouseHover = true;
        }
    }
    for (const bool down : g.IO.MouseDown)
        if (down) leave();
    const bool is_tab = is_pressed(sf::Keyboard::Tab, true) && !g.IO.KeyCtrl && !g.IO.KeyAlt;
    if (is_tab || is_pressed(sf::Keyboard::F6)) {
        const bool was_on = std::exchange(is_on_, true);
        const bool is_f6 = is_pressed(sf::Keyboard::F6);
        const bool is_new = !was_on && !g.IO.WantTextInput && g.ActiveId == 0;
        if (!is_list_open() && (is_f6 || is_new || !is_there(g.NavWindow))) {
            to_panel(is_f6 ? (g.IO.KeyShift ? -1 : 1) : 0);
        } else if (g.NavMoveScoringItems && (g.NavMoveFlags & ImGuiNavMoveFlags_Tabbing) != 0) {
            // ImGui would stay where it is unless something is typed into.
            if (g.NavTabbingDir == 0 && g.NavId != 0) g.NavTabbingDir = 1;
        }
    }
    // Enter presses as Space does.
    if ((is_on_ || is_list_open()) && g.NavActivateInputId != 0 && g.NavActivateId == 0 &&
        is_pressed(sf::Keyboard::Enter))
        g.NavActivateId = g.NavActivateDownId = g.NavActivatePressedId = g.NavActivateInputId;
}

void KeyboardFocus::before_render() {
    ImGui::PopItemFlag();
    ImGuiContext& g = *ImGui::GetCurrentContext();
    if ((g.NavMoveFlags & ImGuiNavMoveFlags_Tabbing) == 0 || !g.NavMoveSubmitted) return;
    is_tabbing_ = true;
    // Behind the last control of a panel comes the next panel.
    const bool is_at_end = g.NavTabbingDir == 1 && g.NavMoveResultLocal.ID == 0 && g.NavTabbingResultFirst.ID != 0;
    if (!is_at_end || is_list_open()) return;
    g.NavTabbingResultFirst.Clear();
    is_tabbing_ = false;
    to_panel(1);
}

void KeyboardFocus::leave() {
    is_on_ = false;
    ImGui::GetCurrentContext()->NavDisableHighlight = true;
}

void KeyboardFocus::go_to(const char* panel) {
    is_on_ = true;
    ImGuiWindow* window = ImGui::FindWindowByName(panel);
    if (window == nullptr) return;
    ImGui::FocusWindow(window);
    ImGui::NavInitWindow(window, true);
    ImGui::GetCurrentContext()->NavDisableHighlight = false;
    ImGui::GetCurrentContext()->NavDisableMouseHover = true;
}

/// So many panels on from the one that has the ring; to the first where none has it.
void KeyboardFocus::to_panel(int step) {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    std::vector<const char*> there;
    for (const char* const name : panels_)
        if (is_there(ImGui::FindWindowByName(name))) there.push_back(name);
    if (there.empty()) return;
    const ImGuiWindow* const root = g.NavWindow != nullptr ? g.NavWindow->RootWindow : nullptr;
    const auto now = std::find_if(there.begin(), there.end(), [&](const char* name) {
        return root != nullptr && ImGui::FindWindowByName(name) == root;
    });
    const auto count = static_cast<std::ptrdiff_t>(there.size());
    const std::ptrdiff_t index =
        now == there.end() ? (step < 0 ? count - 1 : 0) : (now - there.begin() + step + count) % count;
    go_to(there[static_cast<std::size_t>(index)]);
}

TypedText::TypedText() { ImGui::PushItemFlag(kPressable, false); }
TypedText::~TypedText() { ImGui::PopItemFlag(); }

MouseOnly::MouseOnly() { ImGui::PushItemFlag(ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop, true); }
MouseOnly::~MouseOnly() { ImGui::PopItemFlag(); }

bool begin_item_menu(const char* id) {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    const bool has_ring = ImGui::IsItemFocused() && !g.NavDisableHighlight;
    const bool is_asked = is_pressed(sf::Keyboard::Menu) || (is_pressed(sf::Keyboard::F10) && g.IO.KeyShift);
    if (has_ring && is_asked) ImGui::OpenPopup(id);
    return ImGui::BeginPopupContextItem(id);
}

void show_ring() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (!ImGui::IsItemFocused() || g.NavDisableHighlight) return;
    ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                        ImGui::GetColorU32(ImGuiCol_NavHighlight), 2.0F, 0, 2.0F);
}

}  // namespace pasar
