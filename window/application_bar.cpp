// The bar at the top: controls, clock and line of time, and the keys that do the same.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <SFML/Window/Keyboard.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "window/application.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr std::string_view kBetweenParts = " · ";
/// Bytes of a title that is cut, so that what is left of it says something.
constexpr std::size_t kLeastOfTitle = 12;

/// The panels at the right, in the order of Ctrl 1, 2, …
constexpr std::array<const char*, 5> kTabs{"figures", "inside", "why", "lesson", "experiments"};

constexpr std::array kSpeeds{1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, kAsFastAsItCan};

std::string speed_text(double days_per_second) {
    return std::isfinite(days_per_second) ? filled(tr(days_per_second == 1.0 ? "{} day/s" : "{} days/s"),
                                                   grouped_in(spoken_language(), days_per_second))
                                          : tr("as fast as it can");
}

std::size_t nearest_speed(double days_per_second) {
    std::size_t i = 0;
    while (i + 1 < kSpeeds.size() && kSpeeds[i] < days_per_second) ++i;
    return i;
}

enum class Sign { Run, Pause, Day, Month, End, Back, Start };

void draw_sign(ImDrawList& list, Sign sign, ImVec2 c, float r, ImU32 colour) {
    const auto triangle = [&](float x, bool right) {
        const float w = right ? r : -r;
        list.AddTriangleFilled({x - w * 0.5F, c.y - r}, {x + w * 0.6F, c.y}, {x - w * 0.5F, c.y + r}, colour);
    };
    const auto bar = [&](float x) { list.AddRectFilled({x - r * 0.16F, c.y - r}, {x + r * 0.16F, c.y + r}, colour); };
    switch (sign) {
        case Sign::Run:
            triangle(c.x, true);
            break;
        case Sign::Pause:
            list.AddRectFilled({c.x - r * 0.75F, c.y - r}, {c.x - r * 0.2F, c.y + r}, colour);
            list.AddRectFilled({c.x + r * 0.2F, c.y - r}, {c.x + r * 0.75F, c.y + r}, colour);
            break;
        case Sign::Day:
            bar(c.x - r * 0.8F);
            triangle(c.x + r * 0.25F, true);
            break;
        case Sign::Month:
            triangle(c.x - r * 0.45F, true);
            triangle(c.x + r * 0.55F, true);
            break;
        case Sign::End:
            triangle(c.x - r * 0.5F, true);
            triangle(c.x + r * 0.4F, true);
            bar(c.x + r * 1.15F);
            break;
        case Sign::Back:
            triangle(c.x - r * 0.25F, false);
            bar(c.x + r * 0.8F);
            break;
        case Sign::Start:
            bar(c.x - r * 0.9F);
            triangle(c.x + r * 0.1F, false);
            break;
    }
}

/// A button with a sign, its tooltip saying what it does and by which key.
bool sign_button(const Look& look, const char* id, Sign sign, const char* says, bool is_main = false) {
    const float height = ImGui::GetFrameHeight() + look.px(4), width = is_main ? height * 1.6F : height * 1.15F;
    const Theme& theme = look.theme();
    if (is_main) {
        ImGui::PushStyleColor(ImGuiCol_Button, tint(theme.accent));
        ImGui::PushStyleColor(ImGuiCol_ButtonHovered, tint(mixed(theme.accent, theme.ink, 0.15)));
        ImGui::PushStyleColor(ImGuiCol_ButtonActive, tint(mixed(theme.accent, theme.ink, 0.3)));
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::Button(id, {width, height});
    if (is_main) ImGui::PopStyleColor(3);
    draw_sign(*ImGui::GetWindowDrawList(), sign, {at.x + width / 2.0F, at.y + height / 2.0F}, height * 0.24F,
              paint(is_main ? theme.paper : theme.ink));
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", says);
    return clicked;
}

/// The titles of several scenarios stand in one line, each to be translated by itself.
std::string spoken_title(std::string_view titles) {
    constexpr std::string_view kBetween = kBetweenParts;
    std::string spoken;
    for (std::size_t begin = 0; begin <= titles.size();) {
        const std::size_t end = std::min(titles.find(kBetween, begin), titles.size());
        if (begin > 0) spoken += kBetween;
        spoken += spoken_name(titles.substr(begin, end - begin));
        begin = end + kBetween.size();
    }
    return spoken;
}

/// "7", or "7/8" where worlds were given others.
std::string seeds_of(const Scene& scene) {
    std::vector<std::int64_t> seeds;
    for (const SeenWorld& world : scene.worlds) {
        const std::int64_t seed = world.scenario->scenario.seed;
        if (std::find(seeds.begin(), seeds.end(), seed) == seeds.end()) seeds.push_back(seed);
    }
    return seeds.empty() ? fmt::format("{}", scene.seed) : fmt::format("{}", fmt::join(seeds, "/"));
}

}  // namespace

void Application::switch_projector() {
    look_.projector = !look_.projector;
    wants_new_look_ = true;
    // Few controls: the panels at the sides make room, and come back afterwards.
    if (look_.projector) {
        shown_before_ = {settings_.show_levers, settings_.show_details};
        settings_.show_levers = settings_.show_details = false;
    } else {
        settings_.show_levers = shown_before_[0];
        settings_.show_details = shown_before_[1];
    }
}

void Application::toggle_levers() {
    // Where there is room for one panel it is put away, and the other does not take its place.
    if (on_show_.levers && !has_room_for_both_) settings_.show_details = false;
    settings_.show_levers = prefers_levers_ = !on_show_.levers;
}

void Application::toggle_details() {
    if (on_show_.details && !has_room_for_both_) settings_.show_levers = false;
    settings_.show_details = !on_show_.details;
    prefers_levers_ = false;
}

void Application::run_or_pause() {
    if (scene_->running)
        session_->pause();
    else
        session_->run();
}

void Application::back(std::int64_t days) { session_->go_to(std::max<std::int64_t>(0, scene_->day - days)); }

void Application::speak_the_other_language() {
    if (!is_spoken(Language::Indonesian)) return;  // built without msgfmt
    speak(spoken_language() == Language::English ? Language::Indonesian : Language::English);
}

void Application::change_speed(int by) {
    const auto now = static_cast<int>(nearest_speed(settings_.days_per_second));
    settings_.days_per_second =
        kSpeeds[static_cast<std::size_t>(std::clamp(now + by, 0, static_cast<int>(kSpeeds.size()) - 1))];
    session_->set_speed(settings_.days_per_second);
}

/// A menu before the help, the help before a sheet. Whether there was anything.
bool Application::close_what_is_on_top() {
    const int menus = ImGui::GetCurrentContext()->OpenPopupStack.Size;
    if (menus > 0)
        ImGui::ClosePopupToLevel(menus - 1, true);
    else if (shows_help_)
        shows_help_ = false;
    else if (inside_.opened)
        inside_.opened.reset();
    else if (experiments_.shows_figures)
        experiments_.shows_figures = false;
    else
        return false;
    return true;
}

void Application::go_to_tab(std::size_t tab) {
    opens_tab_ = kTabs.at(tab);
    if (!on_show_.details) toggle_details();
    keys_.go_to("##details");
}

void Application::go_to_search() {
    if (!on_show_.levers) toggle_levers();
    levers_.wants_search = true;
}

void Application::take_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    const auto pressed = [](sf::Keyboard::Key key, bool repeats = false) { return ImGui::IsKeyPressed(key, repeats); };
    if (pressed(sf::Keyboard::Escape) && !close_what_is_on_top() && !keys_.had_active_control()) keys_.leave();
    if (io.KeyCtrl && pressed(sf::Keyboard::Q)) ask_to_close();
    // A list has all keys while it is open, a text while it is typed.
    if (KeyboardFocus::is_list_open()) return;
    if (pressed(sf::Keyboard::F2)) speak_the_other_language();
    if (session_ && scene_ && io.KeyCtrl) {
        for (std::size_t tab = 0; tab < kTabs.size(); ++tab)
            if (pressed(static_cast<sf::Keyboard::Key>(sf::Keyboard::Num1 + static_cast<int>(tab)))) go_to_tab(tab);
        if (pressed(sf::Keyboard::F)) go_to_search();
    }
    if (io.WantTextInput || !session_ || !scene_) return;
    if (pressed(sf::Keyboard::F1) || (pressed(sf::Keyboard::Slash) && io.KeyShift)) shows_help_ = !shows_help_;
    if (io.KeyCtrl) {
        if (pressed(sf::Keyboard::Z)) {
            if (io.KeyShift)
                session_->redo();
            else
                session_->undo();
        }
        if (pressed(sf::Keyboard::Y)) session_->redo();
        return;
    }
    if (io.KeyAlt) return;
    if (!keys_.is_on()) take_keys_of_time();
    if (pressed(sf::Keyboard::Add, true) || pressed(sf::Keyboard::Equal, true)) change_speed(1);
    if (pressed(sf::Keyboard::Subtract, true) || pressed(sf::Keyboard::Hyphen, true)) change_speed(-1);
    if (pressed(sf::Keyboard::B) && !scene_->worlds.empty()) session_->branch(scene_->worlds.front().id);
    if (pressed(sf::Keyboard::R)) session_->set_seed(scene_->seed + 1);
    if (pressed(sf::Keyboard::L)) toggle_levers();
    if (pressed(sf::Keyboard::I)) toggle_details();
    if (pressed(sf::Keyboard::P)) {
        switch_projector();
    }
    if (pressed(sf::Keyboard::D)) {
        look_.dark = !look_.dark;
        wants_new_look_ = true;
    }
    if (pressed(sf::Keyboard::S)) {
        exports_.shots.push_back({{0, 0}, io.DisplaySize, fmt::format("pasar-window-day-{}", scene_->day)});
    }
}

/// Those that go to the control with the ring where there is one.
void Application::take_keys_of_time() {
    const bool shift = ImGui::GetIO().KeyShift;
    const auto pressed = [](sf::Keyboard::Key key, bool repeats = false) { return ImGui::IsKeyPressed(key, repeats); };
    if (pressed(sf::Keyboard::Space)) run_or_pause();
    if (pressed(sf::Keyboard::Right, true)) {
        if (shift)
            session_->one_month();
        else
            session_->one_day();
    }
    if (pressed(sf::Keyboard::Left, true)) back(shift ? kDaysOfMonth : 1);
    if (pressed(sf::Keyboard::End)) session_->to_the_end();
    if (pressed(sf::Keyboard::Home)) session_->restart();
}

void Application::draw_bar(const ImRect& area) {
    begin_panel("##bar", area.Min, area.Max, ImGuiWindowFlags_NoScrollWithMouse);
    draw_run_controls(area.GetHeight());
    draw_clock(area);
    draw_timeline(area);
    ImGui::End();
}

void Application::draw_run_controls(float) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look_.px(4), look_.px(4)));
    if (sign_button(look_, "##start", Sign::Start, tr("back to day 0 (Home)"))) session_->restart();
    ImGui::SameLine();
    if (sign_button(look_, "##back", Sign::Back, tr("back one day (←), one month (Shift ←)"))) back(1);
    ImGui::SameLine();
    if (sign_button(look_, "##run", scene_->running ? Sign::Pause : Sign::Run,
                    scene_->running ? tr("pause (Space)") : tr("run (Space)"), true))
        run_or_pause();
    ImGui::SameLine();
    if (sign_button(look_, "##day", Sign::Day, tr("one day (→)"))) session_->one_day();
    ImGui::SameLine();
    if (sign_button(look_, "##month", Sign::Month, tr("one month of 30 days (Shift →)"))) session_->one_month();
    ImGui::SameLine();
    if (sign_button(look_, "##end", Sign::End, tr("to the last day, as fast as it can (End)"))) session_->to_the_end();
    ImGui::SameLine(0, look_.px(10));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + look_.px(2));
    ImGui::SetNextItemWidth(look_.px(148));
    if (ImGui::BeginCombo("##speed", speed_text(settings_.days_per_second).c_str())) {
        for (const double speed : kSpeeds) {
            if (!ImGui::Selectable(speed_text(speed).c_str(), speed == settings_.days_per_second)) continue;
            settings_.days_per_second = speed;
            session_->set_speed(speed);
        }
        ImGui::EndCombo();
    }
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tr("how fast it runs (+ and -)"));
    ImGui::PopStyleVar();
}

void Application::draw_clock(const ImRect& area) {
    const ImGuiStyle& style = ImGui::GetStyle();
    const float left = area.Min.x + look_.px(448);
    ImGui::PushFont(look_.fonts.large);
    const std::string day = filled(tr("Day {}"), grouped_in(spoken_language(), static_cast<double>(scene_->day)));
    const ImVec2 size = ImGui::CalcTextSize(day.c_str());
    ImGui::PopFont();
    // Where there is little room, as for the large type of a projector, buttons give way to the day: the keys do the
    // same, and Projector leads back.
    const auto width_of = [&](const char* name) { return ImGui::CalcTextSize(name).x + 2.0F * style.FramePadding.x; };
    const char* const light = look_.dark ? tr("Light") : tr("Dark");
    // Named in the language it leads to, for people who do not read the other.
    const char* const other = spoken_language() == Language::English ? "Bahasa" : "English";
    const float all = area.Max.x - style.WindowPadding.x - left - size.x - look_.px(8);
    float used = 0.0F;
    std::vector<std::string_view> fit;
    for (const char* name : {tr("Projector"), tr("Details"), tr("Levers"), tr("Help"), light, other}) {
        used += width_of(name) + look_.px(5);
        if (used <= all || fit.empty()) fit.push_back(name);
    }
    // Buttons at the right end first: the clock has what is left.
    float right = area.Max.x - style.WindowPadding.x;
    const auto button = [&](const char* name, const char* says, bool on) {
        if (std::find(fit.begin(), fit.end(), std::string_view(name)) == fit.end()) return false;
        const float width = width_of(name);
        right -= width;
        ImGui::SetCursorScreenPos({right, area.Min.y + style.WindowPadding.y + look_.px(2)});
        right -= look_.px(5);
        if (on) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetColorU32(ImGuiCol_HeaderActive));
        const bool clicked = ImGui::Button(name);
        if (on) ImGui::PopStyleColor();
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", says);
        return clicked;
    };
    if (button(tr("Help"), tr("keys and what can be done (F1)"), shows_help_)) shows_help_ = !shows_help_;
    if (is_spoken(Language::Indonesian) && button(other, tr("English or Indonesian (F2)"), false))
        speak_the_other_language();
    if (button(light, tr("the other colours (D)"), false)) {
        look_.dark = !look_.dark;
        wants_new_look_ = true;
    }
    if (button(tr("Projector"), tr("large type, few controls (P)"), look_.projector)) {
        switch_projector();
    }
    if (button(tr("Details"), tr("show or hide the panel at the right (I)"), on_show_.details)) toggle_details();
    if (button(tr("Levers"), tr("show or hide the panel at the left (L)"), on_show_.levers)) toggle_levers();
    if (right - left < look_.px(60)) return;
    const std::string date = date_of(scene_->start_date, std::max<std::int64_t>(0, scene_->day - 1));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({left, area.Min.y}, {right, area.Max.y}, true);
    ImGui::PushFont(look_.fonts.large);
    const float y = area.Min.y + style.WindowPadding.y + look_.px(3);
    list.AddText({left, y}, paint(look_.theme().ink), day.c_str());
    ImGui::PopFont();
    const std::string more =
        filled(tr("of {}{}{} · seed {} · {}"), grouped_in(spoken_language(), static_cast<double>(scene_->last_day)),
               date.empty() ? "" : " · ", date, seeds_of(*scene_), spoken_title(scene_->title));
    const float from = left + size.x + look_.px(8);
    // As many of its parts as there is room for whole; of a title alone the beginning says something.
    std::string shown = more;
    for (std::size_t cut = shown.size(); ImGui::CalcTextSize(shown.c_str()).x > right - from;) {
        cut = shown.rfind(kBetweenParts);
        if (cut == std::string::npos) break;
        const bool is_title = shown.size() == more.size();
        const std::string begun = is_title ? fitted(more, right - from) : std::string();
        if (begun.size() > cut + kBetweenParts.size() + kLeastOfTitle) {
            shown = begun;
            break;
        }
        shown.resize(cut);
    }
    if (ImGui::CalcTextSize(shown.c_str()).x <= right - from)
        list.AddText({from, y + size.y - ImGui::GetTextLineHeight() - look_.px(1)}, paint(look_.theme().muted),
                     shown.c_str());
    list.PopClipRect();
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({left, y}, {right, y + size.y}))
        ImGui::SetTooltip("%s %s", day.c_str(), more.c_str());
}

void Application::draw_timeline(const ImRect& area) {
    const float height = look_.px(10);
    const ImRect line{{area.Min.x + look_.px(12), area.Max.y - height - look_.px(2)},
                      {area.Max.x - look_.px(12), area.Max.y - look_.px(2)}};
    ImGui::SetCursorScreenPos(line.Min);
    {
        const MouseOnly ground;
        ImGui::InvisibleButton("timeline", {std::max(1.0F, line.GetWidth()), height});
    }
    const double last = std::max<double>(1.0, static_cast<double>(scene_->last_day));
    const double under = std::clamp((ImGui::GetIO().MousePos.x - line.Min.x) / line.GetWidth(), 0.0F, 1.0F) * last;
    const auto day = static_cast<std::int64_t>(std::lround(under));
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        std::string says = filled(tr("click: go to day {}{}"), day, day < scene_->day ? tr(", exactly as it was") : "");
        for (const ChangeMark& change : changes_.of(scene_->worlds)) {
            if (std::abs(static_cast<double>(change.day) - under) * line.GetWidth() > look_.px(5) * last) continue;
            for (const std::string& one : change.says) says += filled(tr("\nday {}: {}"), change.day, one);
        }
        ImGui::SetTooltip("%s", says.c_str());
    }
    if (ImGui::IsItemClicked()) session_->go_to(day);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = line.GetCenter().y, thick = look_.px(hovered ? 5.0F : 3.0F);
    const auto at = [&](double d) { return line.Min.x + static_cast<float>(d / last) * line.GetWidth(); };
    list.AddRectFilled({line.Min.x, middle - thick / 2}, {line.Max.x, middle + thick / 2}, paint(look_.theme().rule),
                       thick / 2);
    list.AddRectFilled({line.Min.x, middle - thick / 2}, {at(static_cast<double>(scene_->day)), middle + thick / 2},
                       paint(look_.theme().accent), thick / 2);
    for (const ChangeMark& change : changes_.of(scene_->worlds)) {
        const float x = std::round(at(static_cast<double>(change.day))), r = look_.px(3.5F);
        list.AddTriangleFilled({x - r, line.Min.y - r}, {x + r, line.Min.y - r}, {x, line.Min.y + r},
                               paint(look_.theme().ink));
    }
    list.AddCircleFilled({at(static_cast<double>(scene_->day)), middle}, look_.px(5), paint(look_.theme().accent));
    if (scene_->caught_up < 1.0)
        list.AddText({line.Max.x - look_.px(160), line.Min.y - ImGui::GetTextLineHeight()}, paint(look_.theme().muted),
                     filled(tr("playing days again: {:.0f} %"), 100.0 * scene_->caught_up).c_str());
}

}  // namespace pasar
