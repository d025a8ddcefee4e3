// All controls by keyboard: Tab and Shift Tab go from one to the next and on to the next panel, F6 from panel to panel,
// arrows between neighbours; Space or Enter presses, Esc gives the keys back to the window's own shortcuts. A ring
// shows where one is. Dear ImGui 1.86 moves between the controls of one window; what it lacks is here: Tab stops only
// at fields for text there, presses what it comes to, and stays in its window.
#pragma once

#include <string>
#include <vector>

#include "window/look.h"

struct ImGuiWindow;

namespace pasar {

class KeyboardFocus {
public:
    /// Whether keys go to the control with the ring, and not to the window's shortcuts.
    [[nodiscard]] bool is_on() const { return is_on_; }
    /// Whether a list, a menu or a question is open, which has all keys but Esc.
    [[nodiscard]] static bool is_list_open();
    /// Whether Esc has something of ImGui's own to leave: a value that is changed by arrows, or text.
    [[nodiscard]] bool had_active_control() const { return had_active_; }

    void before_frame();
    /// After ImGui::NewFrame(). `panels`: names of the windows of ImGui that F6 goes through, in their order.
    void after_new_frame(const std::vector<const char*>& panels);
    /// Before ImGui::Render().
    void before_render();
    void leave();
    /// The ring goes to the first control of a panel, or to the next one that ImGui::SetKeyboardFocusHere() names.
    void go_to(const char* panel);

private:
    void to_panel(int step);

    bool is_on_ = false, had_active_ = false;
    bool is_tabbing_ = false;  ///< what Tab comes to is known in the next frame

    std::vector<const char*> panels_;
};

/// Works out a field that is typed into: Tab puts the text cursor there at once.
class TypedText {
public:
    TypedText();
    TypedText(const TypedText&) = delete;
    TypedText& operator=(const TypedText&) = delete;
    ~TypedText();
};
template <class Field>
auto typed(Field field) {
    const TypedText text;
    return field();
}

/// Items that the mouse alone has a use for, such as the ground of a chart: the ring passes over them.
class MouseOnly {
public:
    MouseOnly();
    MouseOnly(const MouseOnly&) = delete;
    MouseOnly& operator=(const MouseOnly&) = delete;
    ~MouseOnly();
};

/// A menu of the last item, behind a click with the right button or, where the ring is on it, the key for menus or
/// Shift F10. As ImGui::BeginPopupContextItem(): ImGui::EndPopup() where it is open.
[[nodiscard]] bool begin_item_menu(const char* id);

/// The ring about the last item, for those that ImGui itself draws none about.
void show_ring();

}  // namespace pasar
