// Between SFML, which has the window and what is typed and clicked, and Dear ImGui, which draws panels: events in,
// triangles out.
#pragma once

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Window/Cursor.hpp>
#include <SFML/Window/Event.hpp>

#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

struct ImGuiContext;

namespace pasar {

/// Pre: the window is open and stays so for as long as the bridge stands, which closes it; one bridge at a time.
class Bridge {
public:
    explicit Bridge(sf::RenderWindow& window);
    Bridge(const Bridge&) = delete;
    Bridge& operator=(const Bridge&) = delete;
    ~Bridge();

    void handle(const sf::Event& event);
    /// For pictures that are the same wherever the mouse happens to be.
    void ignore_mouse() { sees_mouse_ = false; }
    /// `seconds` since the last frame.
    void begin_frame(float seconds);
    /// Draws what ImGui was told since begin_frame().
    void draw();
    /// After the fonts were changed.
    void renew_fonts();

private:
    /// A button that was pressed or let go, and where.
    struct MouseEvent {
        std::size_t button;
        bool is_press;
        int x, y;
    };

    void take_button(const sf::Event& event);
    void move_mouse();
    void take_key(const sf::Event& event);
    void show_cursor();

    sf::RenderWindow& window_;
    ImGuiContext* context_;
    std::deque<MouseEvent> clicks_;  ///< that ImGui was not told yet
    /// Keys pressed since the last frame, and those of them already let go: they count as held for a frame, modifiers
    /// too.
    std::vector<int> keys_;
    std::vector<sf::Event> let_go_, let_go_before_;
    std::array<std::unique_ptr<sf::Cursor>, 9> cursors_;
    int cursor_ = -2;  ///< shown now; -2: none was chosen yet
    std::string clipboard_;
    bool sees_mouse_ = true;
};

}  // namespace pasar
