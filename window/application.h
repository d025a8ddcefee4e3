// The program loop behind show_window(): what stands where, keys, and what is kept.
#pragma once

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/System/Clock.hpp>

#include <imgui_internal.h>

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/change_marks.h"
#include "viz/session.h"
#include "viz/window_settings.h"
#include "window/bridge.h"
#include "window/charts.h"
#include "window/keyboard.h"
#include "window/look.h"
#include "window/panel_causes.h"
#include "window/panel_difference.h"
#include "window/panel_experiments.h"
#include "window/panel_inside.h"
#include "window/panel_lesson.h"
#include "window/panel_levers.h"
#include "window/picture_view.h"
#include "window/window.h"

namespace pasar {

class Application {
public:
    /// Throws NoWindow.
    Application(const WindowOptions& options, float scale_of_screen);
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;
    ~Application();
    void run();

private:
    struct Areas {
        ImRect bar, levers, pictures, legend, charts, details;
    };

    void open();
    void load();
    void take_events();
    [[nodiscard]] bool has_to_draw(float seconds);
    void frame();
    [[nodiscard]] float type_for_the_room() const;
    void change_look();
    [[nodiscard]] Areas arrange();
    void splitters(Areas& areas);
    void prepare_pictures(const ImRect& room);
    void go_through_the_day();

    void draw_bar(const ImRect& area);
    void draw_run_controls(float height);
    void draw_clock(const ImRect& area);
    void draw_timeline(const ImRect& area);
    void draw_levers(const ImRect& area);
    void draw_details(const ImRect& area);
    void draw_figures();
    void draw_pictures(const ImRect& area);
    [[nodiscard]] std::string sentence_of(const SeenWorld& world, float width, float& mark) const;
    [[nodiscard]] float height_of_sentences() const;
    void draw_sentences();
    void draw_charts(const ImRect& area);
    void draw_broken();
    void draw_help();
    void draw_notice();
    void draw_closing();

    void take_keys();
    void take_keys_of_time();
    void go_to_tab(std::size_t tab);
    void go_to_search();
    bool close_what_is_on_top();
    void ask_to_close();
    [[nodiscard]] std::vector<std::string> what_would_be_lost();
    void tell_of_unfinished();
    void switch_projector();
    void toggle_levers();
    void toggle_details();
    void give_styles();
    void run_or_pause();
    void speak_the_other_language();
    void change_speed(int by);
    void back(std::int64_t days);
    void say(std::string text);
    void export_wanted();
    void save_picture(const ImRect& part, const std::string& file);
    void keep();

    const WindowOptions options_;
    std::filesystem::path settings_file_;
    WindowSettings settings_, kept_;
    Look look_;
    sf::RenderWindow window_;
    std::unique_ptr<Bridge> bridge_;
    KeyboardFocus keys_;
    std::unique_ptr<Session> session_;
    std::string broken_;  ///< why there is no session
    std::shared_ptr<const Scene> scene_;
    std::vector<PictureView> pictures_;
    PictureOptions picture_options_;
    PictureCamera camera_;
    std::optional<Selection> selection_, opened_;
    std::optional<std::string> opens_tab_;  ///< asked for from outside, until it is open
    std::string shown_tab_;                 ///< in the last frame
    LeversPanel levers_;
    CausesPanel causes_;
    InsidePanel inside_;
    LessonPanel lesson_;
    DifferencePanel difference_;
    ExperimentsPanel experiments_;
    std::vector<std::unique_ptr<Chart>> charts_;
    ChangeMarks changes_;
    Exports exports_;
    float legend_height_ = 60.0F;  ///< of legend or sentences, as it was in the last frame
    float share_of_day_ = 0.0F;    ///< of the time from the evening on show to the next one, gone by
    std::int64_t evening_ = 0;     ///< on show
    bool wants_new_look_ = true, shows_help_ = false, wants_to_close_ = false;
    bool is_closing_asked_ = false;  ///< whether to close, since something would be lost
    bool is_closing_shown_ = false;  ///< the question is on the screen
    bool has_looked_for_unfinished_ = false;
    bool had_events_ = true;    ///< since the last frame
    sf::Clock awake_;           ///< since the window was made
    float awake_until_ = 0.0F;  ///< by that clock: frames follow each other
    struct {
        bool levers = false, details = false;
    } on_show_;  ///< which panels there is room for, of those that are wanted
    bool has_room_for_both_ = true;
    bool prefers_levers_ = false;                   ///< where there is room for one
    std::array<bool, 2> shown_before_{true, true};  ///< levers and details, before the projector
    std::vector<std::uint32_t> styled_;             ///< worlds by their style
    std::string said_;                              ///< by the window itself
    double said_until_ = 0.0;                       ///< by ImGui's clock
    std::uint64_t notice_ = 0;                      ///< the last one of the session that was shown
    bool notice_is_error_ = false;
};

}  // namespace pasar
