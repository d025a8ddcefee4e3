#include "window/bridge.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <SFML/OpenGL.hpp>
#include <SFML/Window/Clipboard.hpp>
#include <SFML/Window/Mouse.hpp>
#include <algorithm>
#include <stdexcept>
#include <utility>

namespace pasar {

namespace {

constexpr std::array kKeys{std::pair{ImGuiKey_Tab, sf::Keyboard::Tab},
                           std::pair{ImGuiKey_LeftArrow, sf::Keyboard::Left},
                           std::pair{ImGuiKey_RightArrow, sf::Keyboard::Right},
                           std::pair{ImGuiKey_UpArrow, sf::Keyboard::Up},
                           std::pair{ImGuiKey_DownArrow, sf::Keyboard::Down},
                           std::pair{ImGuiKey_PageUp, sf::Keyboard::PageUp},
                           std::pair{ImGuiKey_PageDown, sf::Keyboard::PageDown},
                           std::pair{ImGuiKey_Home, sf::Keyboard::Home},
                           std::pair{ImGuiKey_End, sf::Keyboard::End},
                           std::pair{ImGuiKey_Insert, sf::Keyboard::Insert},
                           std::pair{ImGuiKey_Delete, sf::Keyboard::Delete},
                           std::pair{ImGuiKey_Backspace, sf::Keyboard::Backspace},
                           std::pair{ImGuiKey_Space, sf::Keyboard::Space},
                           std::pair{ImGuiKey_Enter, sf::Keyboard::Enter},
                           std::pair{ImGuiKey_Escape, sf::Keyboard::Escape},
                           std::pair{ImGuiKey_A, sf::Keyboard::A},
                           std::pair{ImGuiKey_C, sf::Keyboard::C},
                           std::pair{ImGuiKey_V, sf::Keyboard::V},
                           std::pair{ImGuiKey_X, sf::Keyboard::X},
                           std::pair{ImGuiKey_Y, sf::Keyboard::Y},
                           std::pair{ImGuiKey_Z, sf::Keyboard::Z}};

/// In the order of ImGuiMouseButton_.
constexpr std::array kButtons{sf::Mouse::Left, sf::Mouse::Right, sf::Mouse::Middle};

/// In the order of ImGuiMouseCursor_.
constexpr std::array kCursors{sf::Cursor::Arrow,
                              sf::Cursor::Text,
                              sf::Cursor::SizeAll,
                              sf::Cursor::SizeVertical,
                              sf::Cursor::SizeHorizontal,
                              sf::Cursor::SizeBottomLeftTopRight,
                              sf::Cursor::SizeTopLeftBottomRight,
                              sf::Cursor::Hand,
                              sf::Cursor::NotAllowed};

void copy_text(void*, const char* text) {
    const std::string utf8 = text;
    sf::Clipboard::setString(sf::String::fromUtf8(utf8.begin(), utf8.end()));
}

const char* pasted_text(void* user_data) {
    auto& kept = *static_cast<std::string*>(user_data);
    const auto utf8 = sf::Clipboard::getString().toUtf8();
    kept.assign(utf8.begin(), utf8.end());
    return kept.c_str();
}

}  // namespace

Bridge::Bridge(sf::RenderWindow& window) : window_(window), context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;  // what is kept between starts is kept by the window itself
    io.BackendPlatformName = "pasar";
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    for (const auto& [imgui_key, key] : kKeys) io.KeyMap[imgui_key] = key;
    io.KeyMap[ImGuiKey_KeyPadEnter] = sf::Keyboard::Enter;
    io.ClipboardUserData = &clipboard_;
    io.SetClipboardTextFn = copy_text;
    io.GetClipboardTextFn = pasted_text;
    if (!window_.setActive(true) || !ImGui_ImplOpenGL3_Init("#version 130")) {
        ImGui::DestroyContext(context_);
        throw std::runtime_error("OpenGL 3.0, which the window needs, could not be started here");
    }
    for (std::size_t i = 0; i < kCursors.size(); ++i) {
        auto cursor = std::make_unique<sf::Cursor>();
        if (cursor->loadFromSystem(kCursors[i])) cursors_[i] = std::move(cursor);
    }
}

Bridge::~Bridge() {
    static_cast<void>(window_.setActive(true));
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context_);
    window_.close();  // before the cursors, which it may still show, are destroyed
}

void Bridge::take_button(const sf::Event& event) {
    const auto found = std::find(kButtons.begin(), kButtons.end(), event.mouseButton.button);
    if (found == kButtons.end()) return;
    clicks_.push_back({static_cast<std::size_t>(found - kButtons.begin()), event.type == sf::Event::MouseButtonPressed,
                       event.mouseButton.x, event.mouseButton.y});
}

// One press or one letting go a frame, so that a click shorter than a frame counts and a double click is one. And the
// mouse comes first: what is pressed in the same frame in which the mouse arrives at it, tabs of ImGui take no notice
// of.
void Bridge::move_mouse() {
    ImGuiIO& io = ImGui::GetIO();
    if (!clicks_.empty()) {
        const MouseEvent next = clicks_.front();
        const ImVec2 at{static_cast<float>(next.x), static_cast<float>(next.y)};
        const bool is_there = io.MousePos.x == at.x && io.MousePos.y == at.y;
        io.MousePos = at;
        if (next.is_press && !is_there) return;
        io.MouseDown[next.button] = next.is_press;
        clicks_.pop_front();
        return;
    }
    const sf::Vector2i mouse = sf::Mouse::getPosition(window_);
    const sf::Vector2u size = window_.getSize();
    const bool inside =
        mouse.x >= 0 && mouse.y >= 0 && mouse.x < static_cast<int>(size.x) && mouse.y < static_cast<int>(size.y);
    bool dragging = false;
    for (std::size_t i = 0; i < kButtons.size(); ++i) {
        // Nobody tells of a button that is let go while another program has the mouse.
        io.MouseDown[i] = io.MouseDown[i] && sf::Mouse::isButtonPressed(kButtons[i]);
        dragging = dragging || io.MouseDown[i];
    }
    io.MousePos = inside || dragging ? ImVec2(static_cast<float>(mouse.x), static_cast<float>(mouse.y))
                                     : ImVec2(-FLT_MAX, -FLT_MAX);
}

void Bridge::take_key(const sf::Event& event) {
    const int key = event.key.code;
    const bool is_press = event.type == sf::Event::KeyPressed;
    if (is_press) {
        keys_.push_back(key);
        std::erase_if(let_go_before_, [&](const sf::Event& e) { return e.key.code == key; });
    } else if (!keys_.empty()) {
        let_go_.push_back(event);  // perhaps of a modifier, which the keys pressed in this frame need as well
        return;
    }
    ImGuiIO& io = ImGui::GetIO();
    if (key >= 0 && key < sf::Keyboard::KeyCount) io.KeysDown[key] = is_press;
    io.KeyCtrl = event.key.control;
    io.KeyShift = event.key.shift;
    io.KeyAlt = event.key.alt;
    io.KeySuper = event.key.system;
}

void Bridge::handle(const sf::Event& event) {
    ImGuiIO& io = ImGui::GetIO();
    switch (event.type) {
        case sf::Event::MouseButtonPressed:
        case sf::Event::MouseButtonReleased:
            take_button(event);
            break;
        case sf::Event::MouseWheelScrolled:
            (event.mouseWheelScroll.wheel == sf::Mouse::HorizontalWheel ? io.MouseWheelH : io.MouseWheel) +=
                event.mouseWheelScroll.delta;
            break;
        case sf::Event::KeyPressed:
        case sf::Event::KeyReleased:
            take_key(event);
            break;
        case sf::Event::TextEntered:
            if (event.text.unicode >= ' ' && event.text.unicode != 127) io.AddInputCharacter(event.text.unicode);
            break;
        case sf::Event::LostFocus:
            io.AddFocusEvent(false);
            std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
            io.KeyCtrl = io.KeyShift = io.KeyAlt = io.KeySuper = false;
            break;
        case sf::Event::GainedFocus:
            io.AddFocusEvent(true);
            break;
        default:
            break;
    }
}

void Bridge::begin_frame(float seconds) {
    ImGuiIO& io = ImGui::GetIO();
    const sf::Vector2u size = window_.getSize();
    io.DisplaySize = {static_cast<float>(size.x), static_cast<float>(size.y)};
    io.DeltaTime = std::max(seconds, 1e-4F);
    if (sees_mouse_) move_mouse();
    if (keys_.empty()) {
        for (const sf::Event& event : std::exchange(let_go_before_, {})) take_key(event);
    } else {
        let_go_.insert(let_go_.begin(), let_go_before_.begin(), let_go_before_.end());
    }
    show_cursor();
    static_cast<void>(window_.setActive(true));
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    keys_.clear();
    let_go_before_ = std::exchange(let_go_, {});
}

void Bridge::show_cursor() {
    const int wanted = ImGui::GetMouseCursor();
    if (wanted == cursor_) return;
    cursor_ = wanted;
    if (wanted < 0 || wanted >= static_cast<int>(cursors_.size())) return;
    if (const auto& cursor = cursors_[static_cast<std::size_t>(wanted)]) window_.setMouseCursor(*cursor);
}

void Bridge::draw() {
    ImGui::Render();
    static_cast<void>(window_.setActive(true));
    window_.resetGLStates();
    window_.pushGLStates();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    window_.popGLStates();
}

void Bridge::renew_fonts() {
    static_cast<void>(window_.setActive(true));
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
}

}  // namespace pasar
