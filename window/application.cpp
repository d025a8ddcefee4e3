#include "window/application.h"

#include <fmt/format.h>
#include <imgui.h>

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <SFML/OpenGL.hpp>
#include <SFML/System/Clock.hpp>
#include <SFML/System/Err.hpp>
#include <SFML/System/Sleep.hpp>
#include <SFML/Window/VideoMode.hpp>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "scenarios/faults.h"
#include "viz/free_file.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr float kFixedFrame = 1.0F / 60.0F;
/// Points in which nothing of the window is cut: on a screen of high density type gives way in a smaller window.
constexpr float kLeastWidth = 900.0F, kLeastHeight = 600.0F;
constexpr unsigned kFramesPerSecond = 60;

std::atomic<bool> is_told_to_end = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

extern "C" {
static void end_the_window(int) { is_told_to_end.store(true); }
}

/// Ctrl-C in the terminal, and a session that ends, close the window as a click does; the second time ends at once.
void listen_for_the_end() {
    struct sigaction action {};
    action.sa_handler = end_the_window;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

}  // namespace

Application::Application(const WindowOptions& options, float scale_of_screen)
    : options_(options), settings_file_(options.keep_settings ? settings_file() : std::filesystem::path()) {
    settings_ = kept_ = load_settings(settings_file_);
    if (options_.width) settings_.width = *options_.width;
    if (options_.height) settings_.height = *options_.height;
    if (options_.theme) settings_.dark = *options_.theme == "dark";
    if (options_.projector) {
        settings_.projector = true;
        settings_.show_levers = false;
        settings_.show_details = options_.tab.has_value();
    }
    opens_tab_ = options_.tab;
    const Language language = options_.language.value_or(language_of(settings_.language).value_or(Language::English));
    if (is_spoken(language)) speak(language);
    look_.dark = settings_.dark;
    look_.projector = settings_.projector;
    look_.scale = options_.scale ? static_cast<float>(*options_.scale) : scale_of_screen;
    picture_options_.buyers_by = settings_.buyers_by == "trust" ? BuyersBy::Trust : BuyersBy::Stage;
    if (options_.competes) picture_options_.buyers_by = BuyersBy::Platform;
    picture_options_.sellers_by = settings_.sellers_by == "true" ? SellersBy::True : SellersBy::Shown;
    for (const std::string& name : options_.competes ? settings_.charts_of_competition : settings_.charts)
        charts_.push_back(std::make_unique<Chart>(name));
    load();  // in a thread of its own, while the window opens
    open();
}

Application::~Application() {
    session_.reset();
    keep();
}

void Application::open() {
    std::ostringstream quiet;  // SFML's remarks on what a driver lacks
    std::streambuf* usual = sf::err().rdbuf(quiet.rdbuf());
    sf::VideoMode mode(static_cast<unsigned>(settings_.width), static_cast<unsigned>(settings_.height));
    if (!options_.width && !options_.fixed_dt) {
        const sf::VideoMode desktop = sf::VideoMode::getDesktopMode();
        // What was kept is in pixels, perhaps of a screen whose pixels were larger.
        mode.width = std::max(mode.width, static_cast<unsigned>(kLeastWidth * look_.scale));
        mode.height = std::max(mode.height, static_cast<unsigned>(kLeastHeight * look_.scale));
        mode.width = std::min(mode.width, desktop.width);
        mode.height = std::min(mode.height, desktop.height);
    }
    window_.create(mode, "Pasar", sf::Style::Default, sf::ContextSettings(0, 0, 0, 3, 0));
    sf::err().rdbuf(usual);
    if (!window_.isOpen() || !window_.setActive(true) || glGetString(GL_VERSION) == nullptr)
        throw NoWindow("a window could not be opened: OpenGL does not work on this display");
    window_.setKeyRepeatEnabled(true);
    if (options_.frames || options_.fixed_dt)
        window_.setPosition({0, 0});
    else
        window_.setFramerateLimit(kFramesPerSecond);
    try {
        bridge_ = std::make_unique<Bridge>(window_);
        if (options_.fixed_dt) bridge_->ignore_mouse();
    } catch (const std::runtime_error& error) {
        throw NoWindow(error.what());
    }
}

void Application::load() {
    session_.reset();
    scene_.reset();
    broken_.clear();
    try {
        std::vector<std::shared_ptr<const LoadedScenario>> scenarios;
        for (const std::string& file : options_.files)
            scenarios.push_back(std::make_shared<LoadedScenario>(load_scenario(file, options_.sets)));
        session_ = std::make_unique<Session>(scenarios, SessionOptions{.threads = options_.threads,
                                                                       .days_per_second = settings_.days_per_second,
                                                                       .competes = options_.competes});
        if (options_.day) session_->go_to(*options_.day);
    } catch (const std::exception& error) {
        broken_ = error.what();  // a broken scenario, or too little memory for it
    }
}

void Application::run() {
    listen_for_the_end();
    const sf::Clock since_start;
    sf::Clock clock;
    int frames = 0;
    float slowest = 0.0F, total = 0.0F;
    while (!wants_to_close_ && !is_told_to_end) {
        take_events();
        if (wants_to_close_) break;
        if (!has_to_draw(clock.getElapsedTime().asSeconds())) {
            sf::sleep(sf::milliseconds(8));
            continue;
        }
        const float seconds = clock.restart().asSeconds();
        if (wants_new_look_) change_look();
        if (options_.fixed_dt && session_) session_->wait_until_settled();
        if (options_.fixed_dt && inside_.story) inside_.story->wait();
        keys_.before_frame();
        bridge_->begin_frame(options_.fixed_dt ? kFixedFrame : std::min(seconds, 0.25F));
        keys_.after_new_frame({"##bar", "##levers", "##pictures", "##charts", "##details", "##broken", "###choice",
                               "###figures", "##help"});
        sf::Clock work;
        frame();
        const bool is_last = options_.frames && frames + 1 >= *options_.frames;
        if (is_last && options_.screenshot) {
            const ImVec2 size = ImGui::GetIO().DisplaySize;
            save_picture({{0, 0}, size}, *options_.screenshot);
        }
        export_wanted();
        window_.display();
        if (options_.measure && frames == 0)
            fmt::print(stderr, "first picture after {:.2f} s\n", since_start.getElapsedTime().asSeconds());
        if (frames > 0) {
            slowest = std::max(slowest, work.getElapsedTime().asSeconds());
            total += work.getElapsedTime().asSeconds();
        }
        ++frames;
        if (is_last) break;
        // While another window is looked at, not every frame here need be seen. Longer than a frame, since the limit of
        // frames takes off its own sleep what was slept here.
        if (!window_.hasFocus() && !options_.fixed_dt && !options_.frames) sf::sleep(sf::milliseconds(60));
    }
    if (options_.measure && frames > 1) {
        fmt::print(stderr, "{} frames, {:.1f} a second, slowest {:.0f} ms\n", frames,
                   static_cast<float>(frames - 1) / total, 1000.0F * slowest);
    }
}

/// A window in which nothing changes need not keep two cores busy with drawing it without a graphics card. `seconds`:
/// since the last frame was begun.
bool Application::has_to_draw(float seconds) {
    constexpr float kSecondsAwake = 0.4F;   // after whatever happened, since panels answer over several frames
    constexpr float kLongestFrame = 0.25F;  // for what nobody tells of: text cursors, progress, messages that fade
    if (options_.frames || options_.fixed_dt || options_.measure || wants_new_look_) return true;
    const bool has_news = had_events_ || (scene_ && scene_->running) || (session_ && session_->scene() != scene_);
    if (has_news) awake_until_ = awake_.getElapsedTime().asSeconds() + kSecondsAwake;
    had_events_ = false;
    return awake_.getElapsedTime().asSeconds() < awake_until_ || seconds >= kLongestFrame;
}

void Application::take_events() {
    sf::Event event{};
    while (window_.pollEvent(event)) {
        had_events_ = true;
        if (event.type == sf::Event::Closed) ask_to_close();
        if (event.type == sf::Event::Resized) {
            settings_.width = static_cast<int>(std::max(1U, event.size.width));
            settings_.height = static_cast<int>(std::max(1U, event.size.height));
            wants_new_look_ = wants_new_look_ || std::abs(type_for_the_room() - look_.larger) > 0.04F;
        }
        bridge_->handle(event);
    }
}

/// Type for a projector is read from the last row: the larger the window, the larger it is. At a desk type is as large
/// as the screen asks for, as long as the window has room for that, and never smaller than on an ordinary screen.
float Application::type_for_the_room() const {
    const sf::Vector2u pixels = window_.getSize();
    const ImVec2 size{static_cast<float>(pixels.x), static_cast<float>(pixels.y)};
    if (!look_.projector) {
        const float room = std::min(size.x / kLeastWidth, size.y / kLeastHeight);
        return std::clamp(room, 1.0F, look_.scale) / look_.scale;
    }
    const float window = std::min(size.x / 1280.0F, size.y / 800.0F);
    return std::clamp(1.35F * window, 1.15F, 2.7F * look_.scale) / look_.scale;
}

void Application::change_look() {
    wants_new_look_ = false;
    look_.larger = type_for_the_room();
    settings_.dark = look_.dark;
    settings_.projector = look_.projector;
    dress(look_);
    look_.fonts = load_fonts(look_);
    bridge_->renew_fonts();
    stand_in_for_missing_signs();
}

void Application::frame() {
    if (session_) scene_ = session_->scene();
    if (options_.buyer && scene_ && !scene_->worlds.empty() && !opened_ && !selection_)
        selection_ = Selection{scene_->worlds.front().id, false, *options_.buyer};
    if (scene_) give_styles();
    const Theme& theme = look_.theme();
    window_.clear({theme.paper.red, theme.paper.green, theme.paper.blue});
    ImGui::PushFont(look_.fonts.normal);
    take_keys();
    tell_of_unfinished();
    if (!session_) {
        draw_broken();
    } else {
        if (selection_ && selection_ != opened_ && !on_show_.details)
            toggle_details();  // who is clicked is looked into
        Areas areas = arrange();
        splitters(areas);
        draw_bar(areas.bar);
        if (on_show_.levers) draw_levers(areas.levers);
        if (on_show_.details) draw_details(areas.details);
        prepare_pictures(areas.pictures);
        draw_pictures(areas.pictures);
        draw_charts(areas.charts);
        for (const PictureView& picture : pictures_) picture.draw(window_);
    }
    if (exports_.shots.empty()) draw_notice();  // a picture shows what was asked for
    if (shows_help_) draw_help();
    draw_closing();
    ImGui::PopFont();
    keys_.before_render();
    window_.setView(sf::View(sf::FloatRect(0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y)));
    bridge_->draw();
}

void Application::give_styles() {
    const auto is_here = [&](std::uint32_t id) {
        return std::any_of(scene_->worlds.begin(), scene_->worlds.end(),
                           [&](const SeenWorld& world) { return world.id == id; });
    };
    look_.styles.clear();
    std::size_t place = 0;
    std::uint32_t market = 0;
    for (const SeenWorld& world : scene_->worlds) {
        // A platform keeps its colour in all futures of its market, whose number is that of its first platform.
        place = world.market == market && !look_.styles.empty() ? place + 1 : 0;
        market = world.market;
        const std::uint32_t id = world.market;
        auto own = std::find(styled_.begin(), styled_.end(), id);
        if (own == styled_.end()) {
            own = std::find_if(styled_.begin(), styled_.end(), [&](std::uint32_t one) { return !is_here(one); });
            if (own == styled_.end()) own = styled_.insert(own, id);
            *own = id;
        }
        const auto style = static_cast<std::size_t>(own - styled_.begin());
        look_.styles.push_back(world.competes ? style * kStylesOfAMarket + place : style);
    }
}

Application::Areas Application::arrange() {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    Areas areas;
    const float bar = look_.px(62), gap = look_.px(5);
    areas.bar = {{0, 0}, {size.x, bar}};
    // Where both panels would leave no picture between them, the one that was asked for last is shown.
    const float least_middle = look_.px(260), good_middle = look_.px(420);
    const float levers = look_.px(static_cast<float>(settings_.levers_width)),
                details = look_.px(static_cast<float>(settings_.details_width));
    const bool both = has_room_for_both_ = levers + details + good_middle <= size.x;
    on_show_.levers = settings_.show_levers && (both || !settings_.show_details || prefers_levers_);
    on_show_.details = settings_.show_details && (both || !on_show_.levers);
    float left = on_show_.levers ? levers : 0.0F, right = on_show_.details ? details : 0.0F;
    if (left + right + least_middle > size.x) {
        const float squeeze = std::max(0.0F, size.x - least_middle) / std::max(1.0F, left + right);
        left *= squeeze;
        right *= squeeze;
    }
    areas.levers = {{0, bar}, {left, size.y}};
    areas.details = {{size.x - right, bar}, {size.x, size.y}};
    const ImRect middle{{left > 0 ? left + gap : 0, bar}, {right > 0 ? size.x - right - gap : size.x, size.y}};
    const float split = std::round(middle.Min.y + middle.GetHeight() * static_cast<float>(settings_.pictures_share));
    areas.pictures = {middle.Min, {middle.Max.x, split}};
    areas.charts = {{middle.Min.x, split + gap}, middle.Max};
    return areas;
}

void Application::splitters(Areas& areas) {
    const float gap = look_.px(5);
    const auto splitter = [&](const char* id, ImRect area, bool upright) -> float {
        ImGui::SetNextWindowPos(area.Min);
        ImGui::SetNextWindowSize(area.GetSize());
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
        ImGui::Begin(id, nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus |
                         ImGuiWindowFlags_NoNav);
        ImGui::InvisibleButton("split", {std::max(1.0F, area.GetWidth()), std::max(1.0F, area.GetHeight())});
        const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
        if (hot) ImGui::SetMouseCursor(upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        ImGui::GetWindowDrawList()->AddRectFilled(
            area.Min, area.Max, paint(hot ? look_.theme().accent : look_.theme().rule, hot ? 0.6 : 1.0));
        const ImVec2 delta = ImGui::IsItemActive() ? ImGui::GetIO().MouseDelta : ImVec2(0, 0);
        ImGui::End();
        ImGui::PopStyleVar(2);
        return upright ? delta.x : delta.y;
    };
    const double unit = look_.px(1);
    if (on_show_.levers) {
        const float moved =
            splitter("##split levers",
                     {{areas.levers.Max.x, areas.levers.Min.y}, {areas.levers.Max.x + gap, areas.levers.Max.y}}, true);
        settings_.levers_width = std::clamp(settings_.levers_width + moved / unit, 160.0, 800.0);
    }
    if (on_show_.details) {
        const float moved = splitter(
            "##split details",
            {{areas.details.Min.x - gap, areas.details.Min.y}, {areas.details.Min.x, areas.details.Max.y}}, true);
        settings_.details_width = std::clamp(settings_.details_width - moved / unit, 160.0, 800.0);
    }
    const float moved =
        splitter("##split middle",
                 {{areas.charts.Min.x, areas.charts.Min.y - gap}, {areas.charts.Max.x, areas.charts.Min.y}}, false);
    const float height = std::max(1.0F, areas.charts.Max.y - areas.pictures.Min.y);
    settings_.pictures_share = std::clamp(settings_.pictures_share + moved / height, 0.15, 0.85);
}

void Application::say(std::string text) {
    said_ = std::move(text);
    notice_is_error_ = false;
    said_until_ = ImGui::GetTime() + 6.0;
}

void Application::export_wanted() {
    const std::filesystem::path folder = std::filesystem::current_path();
    for (const Shot& shot : exports_.shots) {
        const std::string file = free_file(folder / (shot.name + ".png")).string();
        save_picture({shot.from, shot.to}, file);
    }
    for (const WantedFile& wanted : exports_.files) {
        const std::filesystem::path file = free_file(folder / wanted.name);
        std::ofstream out(file);
        out << wanted.text;
        out.flush();
        say(out ? tr("Saved ") + file.string() : tr("Could not write ") + file.string());
    }
    exports_ = {};
}

void Application::save_picture(const ImRect& part, const std::string& file) {
    const sf::Vector2u size = window_.getSize();
    sf::Texture texture;
    if (!texture.create(size.x, size.y)) {
        say(tr("Could not take a picture of the window"));
        return;
    }
    texture.update(window_);
    const sf::Image all = texture.copyToImage();
    const auto left = static_cast<unsigned>(std::clamp(part.Min.x, 0.0F, static_cast<float>(size.x)));
    const auto top = static_cast<unsigned>(std::clamp(part.Min.y, 0.0F, static_cast<float>(size.y)));
    const auto right = static_cast<unsigned>(std::clamp(part.Max.x, 0.0F, static_cast<float>(size.x)));
    const auto bottom = static_cast<unsigned>(std::clamp(part.Max.y, 0.0F, static_cast<float>(size.y)));
    sf::Image image;
    image.create(std::max(1U, right - left), std::max(1U, bottom - top));
    for (unsigned y = top; y < bottom; ++y) {
        for (unsigned x = left; x < right; ++x) {
            sf::Color colour = all.getPixel(x, y);
            colour.a = 255;
            image.setPixel(x - left, y - top, colour);
        }
    }
    const bool saved = image.saveToFile(file);
    say((saved ? tr("Saved ") : tr("Could not write ")) + file);
    if (!saved && options_.screenshot) fmt::print(stderr, "pasar: could not write {}\n", file);
}

void Application::keep() {
    settings_.language = name_of(spoken_language());
    if (!options_.competes) settings_.buyers_by = picture_options_.buyers_by == BuyersBy::Trust ? "trust" : "stage";
    settings_.sellers_by = picture_options_.sellers_by == SellersBy::True ? "true" : "shown";
    std::vector<std::string>& charts = options_.competes ? settings_.charts_of_competition : settings_.charts;
    charts.clear();
    for (const auto& chart : charts_) charts.push_back(chart->what());
    if (!(settings_ == kept_)) static_cast<void>(save_settings(settings_file_, settings_));
}

}  // namespace pasar
