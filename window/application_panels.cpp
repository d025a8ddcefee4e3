// What the window draws of its own: the bar with controls and clock, pictures and charts, help and messages.
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <SFML/Window/Keyboard.hpp>
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "reports/figures.h"
#include "reports/headlines.h"
#include "reports/language.h"
#include "sim/measures.h"
#include "viz/keys.h"
#include "viz/plot/ticks.h"
#include "viz/what_changed.h"
#include "window/application.h"

namespace pasar {

namespace {

constexpr std::array kSpeeds{1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, kAsFastAsItCan};
constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                    ImGuiWindowFlags_NoNav;

std::string speed_text(double days_per_second) {
    return std::isfinite(days_per_second) ? filled(tr("{} days/s"), grouped_in(spoken_language(), days_per_second))
                                          : tr("as fast as it can");
}

std::size_t nearest_speed(double days_per_second) {
    std::size_t i = 0;
    while (i + 1 < kSpeeds.size() && kSpeeds[i] < days_per_second) ++i;
    return i;
}

/// Whether a tab called "Lesson" is meant by "lesson".
bool is_named(std::string_view tab, std::string_view word) {
    return std::equal(tab.begin(), tab.end(), word.begin(), word.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

/// A panel that stands where it is put. True: draw into it; end_panel() either way.
void begin_panel(const char* name, const ImRect& place, ImGuiWindowFlags more = 0) {
    ImGui::SetNextWindowPos(place.Min);
    ImGui::SetNextWindowSize({std::max(1.0F, place.GetWidth()), std::max(1.0F, place.GetHeight())});
    ImGui::Begin(name, nullptr, kFixed | more);
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
    constexpr std::string_view kBetween = " · ";
    std::string spoken;
    for (std::size_t begin = 0; begin <= titles.size();) {
        const std::size_t end = std::min(titles.find(kBetween, begin), titles.size());
        if (begin > 0) spoken += kBetween;
        spoken += spoken_name(titles.substr(begin, end - begin));
        begin = end + kBetween.size();
    }
    return spoken;
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

void Application::run_or_pause() {
    if (scene_->running)
        theatre_->pause();
    else
        theatre_->run();
}

void Application::back(std::int64_t days) { theatre_->go_to(std::max<std::int64_t>(0, scene_->day - days)); }

void Application::speak_the_other_language() {
    if (!is_spoken(Language::Indonesian)) return;  // built without msgfmt
    speak(spoken_language() == Language::English ? Language::Indonesian : Language::English);
}

void Application::change_speed(int by) {
    const auto now = static_cast<int>(nearest_speed(settings_.days_per_second));
    settings_.days_per_second =
        kSpeeds[static_cast<std::size_t>(std::clamp(now + by, 0, static_cast<int>(kSpeeds.size()) - 1))];
    theatre_->set_speed(settings_.days_per_second);
}

void Application::take_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    const auto pressed = [](sf::Keyboard::Key key, bool repeats = false) { return ImGui::IsKeyPressed(key, repeats); };
    if (pressed(sf::Keyboard::Escape)) shows_help_ = false;
    if (io.KeyCtrl && pressed(sf::Keyboard::Q)) wants_to_close_ = true;
    if (io.WantTextInput || !theatre_ || !scene_) return;
    if (pressed(sf::Keyboard::F1) || (pressed(sf::Keyboard::Slash) && io.KeyShift)) shows_help_ = !shows_help_;
    if (io.KeyCtrl) {
        if (pressed(sf::Keyboard::Z)) {
            if (io.KeyShift)
                theatre_->redo();
            else
                theatre_->undo();
        }
        if (pressed(sf::Keyboard::Y)) theatre_->redo();
        return;
    }
    if (io.KeyAlt) return;
    if (pressed(sf::Keyboard::Space)) run_or_pause();
    if (pressed(sf::Keyboard::Right, true)) {
        if (io.KeyShift)
            theatre_->one_month();
        else
            theatre_->one_day();
    }
    if (pressed(sf::Keyboard::Left, true)) back(io.KeyShift ? kDaysOfMonth : 1);
    if (pressed(sf::Keyboard::End)) theatre_->to_the_end();
    if (pressed(sf::Keyboard::Home)) theatre_->restart();
    if (pressed(sf::Keyboard::Add, true) || pressed(sf::Keyboard::Equal, true)) change_speed(1);
    if (pressed(sf::Keyboard::Subtract, true) || pressed(sf::Keyboard::Hyphen, true)) change_speed(-1);
    if (pressed(sf::Keyboard::B) && !scene_->worlds.empty()) theatre_->branch(scene_->worlds.front().id);
    if (pressed(sf::Keyboard::R)) theatre_->set_seed(scene_->seed + 1);
    if (pressed(sf::Keyboard::L)) settings_.show_levers = !settings_.show_levers;
    if (pressed(sf::Keyboard::I)) settings_.show_details = !settings_.show_details;
    if (pressed(sf::Keyboard::P)) {
        switch_projector();
    }
    if (pressed(sf::Keyboard::D)) {
        look_.dark = !look_.dark;
        wants_new_look_ = true;
    }
    if (pressed(sf::Keyboard::F2)) speak_the_other_language();
    if (pressed(sf::Keyboard::S)) {
        exports_.shots.push_back({{0, 0}, io.DisplaySize, fmt::format("pasar-window-day-{}", scene_->day)});
    }
}

void Application::draw_bar(const ImRect& place) {
    begin_panel("##bar", place, ImGuiWindowFlags_NoScrollWithMouse);
    draw_run_controls(place.GetHeight());
    draw_clock(place);
    draw_timeline(place);
    ImGui::End();
}

void Application::draw_run_controls(float) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look_.px(4), look_.px(4)));
    if (sign_button(look_, "##start", Sign::Start, tr("back to day 0 (Home)"))) theatre_->restart();
    ImGui::SameLine();
    if (sign_button(look_, "##back", Sign::Back, tr("back one day (←), one month (Shift ←)"))) back(1);
    ImGui::SameLine();
    if (sign_button(look_, "##run", scene_->running ? Sign::Pause : Sign::Run,
                    scene_->running ? tr("pause (Space)") : tr("run (Space)"), true))
        run_or_pause();
    ImGui::SameLine();
    if (sign_button(look_, "##day", Sign::Day, tr("one day (→)"))) theatre_->one_day();
    ImGui::SameLine();
    if (sign_button(look_, "##month", Sign::Month, tr("one month of 30 days (Shift →)"))) theatre_->one_month();
    ImGui::SameLine();
    if (sign_button(look_, "##end", Sign::End, tr("to the last day, as fast as it can (End)"))) theatre_->to_the_end();
    ImGui::SameLine(0, look_.px(10));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + look_.px(2));
    ImGui::SetNextItemWidth(look_.px(148));
    if (ImGui::BeginCombo("##speed", speed_text(settings_.days_per_second).c_str())) {
        for (const double speed : kSpeeds) {
            if (!ImGui::Selectable(speed_text(speed).c_str(), speed == settings_.days_per_second)) continue;
            settings_.days_per_second = speed;
            theatre_->set_speed(speed);
        }
        ImGui::EndCombo();
    }
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tr("how fast it runs (+ and -)"));
    ImGui::PopStyleVar();
}

void Application::draw_clock(const ImRect& place) {
    const ImGuiStyle& style = ImGui::GetStyle();
    const float left = place.Min.x + look_.px(448);
    ImGui::PushFont(look_.fonts.large);
    const std::string day = filled(tr("Day {}"), grouped_in(spoken_language(), static_cast<double>(scene_->day)));
    const ImVec2 size = ImGui::CalcTextSize(day.c_str());
    ImGui::PopFont();
    // Where there is little room, as for the large type of a projector, buttons give way to the day: the keys do the
    // same, and Projector leads back.
    const auto width_of = [&](const char* name) { return ImGui::CalcTextSize(name).x + 2.0F * style.FramePadding.x; };
    const char* const light = look_.dark ? tr("Light") : tr("Dark");
    // Named in the language it leads to, for who does not read the other.
    const char* const other = spoken_language() == Language::English ? "Bahasa" : "English";
    const float all = place.Max.x - style.WindowPadding.x - left - size.x - look_.px(8);
    float used = 0.0F;
    std::vector<std::string_view> fit;
    for (const char* name : {tr("Projector"), tr("Details"), tr("Levers"), tr("Help"), light, other}) {
        used += width_of(name) + look_.px(5);
        if (used <= all || fit.empty()) fit.push_back(name);
    }
    // Buttons at the right end first: the clock has what is left.
    float right = place.Max.x - style.WindowPadding.x;
    const auto button = [&](const char* name, const char* says, bool on) {
        if (std::find(fit.begin(), fit.end(), std::string_view(name)) == fit.end()) return false;
        const float width = width_of(name);
        right -= width;
        ImGui::SetCursorScreenPos({right, place.Min.y + style.WindowPadding.y + look_.px(2)});
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
    if (button(tr("Details"), tr("show or hide the panel at the right (I)"), settings_.show_details))
        settings_.show_details = !settings_.show_details;
    if (button(tr("Levers"), tr("show or hide the panel at the left (L)"), settings_.show_levers))
        settings_.show_levers = !settings_.show_levers;
    if (right - left < look_.px(60)) return;
    const std::string date = date_of(scene_->start_date, std::max<std::int64_t>(0, scene_->day - 1));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({left, place.Min.y}, {right, place.Max.y}, true);
    ImGui::PushFont(look_.fonts.large);
    const float y = place.Min.y + style.WindowPadding.y + look_.px(3);
    list.AddText({left, y}, paint(look_.theme().ink), day.c_str());
    ImGui::PopFont();
    const std::string more =
        filled(tr("of {}{}{} · seed {} · {}"), grouped_in(spoken_language(), static_cast<double>(scene_->last_day)),
               date.empty() ? "" : " · ", date, scene_->seed, spoken_title(scene_->title));
    const float from = left + size.x + look_.px(8);
    list.AddText({from, y + size.y - ImGui::GetTextLineHeight() - look_.px(1)}, paint(look_.theme().muted),
                 fitted(more, right - from).c_str());
    list.PopClipRect();
}

void Application::draw_timeline(const ImRect& place) {
    const float height = look_.px(10);
    const ImRect line{{place.Min.x + look_.px(12), place.Max.y - height - look_.px(2)},
                      {place.Max.x - look_.px(12), place.Max.y - look_.px(2)}};
    ImGui::SetCursorScreenPos(line.Min);
    ImGui::InvisibleButton("timeline", {std::max(1.0F, line.GetWidth()), height});
    const double last = std::max<double>(1.0, static_cast<double>(scene_->last_day));
    const double under = std::clamp((ImGui::GetIO().MousePos.x - line.Min.x) / line.GetWidth(), 0.0F, 1.0F) * last;
    const auto day = static_cast<std::int64_t>(std::lround(under));
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        ImGui::SetTooltip(
            "%s", filled(tr("click: go to day {}{}"), day, day < scene_->day ? tr(", exactly as it was") : "").c_str());
    }
    if (ImGui::IsItemClicked()) theatre_->go_to(day);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = line.GetCenter().y, thick = look_.px(hovered ? 5.0F : 3.0F);
    const auto at = [&](double d) { return line.Min.x + static_cast<float>(d / last) * line.GetWidth(); };
    list.AddRectFilled({line.Min.x, middle - thick / 2}, {line.Max.x, middle + thick / 2}, paint(look_.theme().rule),
                       thick / 2);
    list.AddRectFilled({line.Min.x, middle - thick / 2}, {at(static_cast<double>(scene_->day)), middle + thick / 2},
                       paint(look_.theme().accent), thick / 2);
    list.AddCircleFilled({at(static_cast<double>(scene_->day)), middle}, look_.px(5), paint(look_.theme().accent));
    if (scene_->caught_up < 1.0)
        list.AddText({line.Max.x - look_.px(160), line.Min.y - ImGui::GetTextLineHeight()}, paint(look_.theme().muted),
                     filled(tr("playing days again: {:.0f} %"), 100.0 * scene_->caught_up).c_str());
}

/// While days go by slowly enough for eyes to follow, what moves in the pictures moves on between two evenings. The
/// market itself knows evenings only.
void Application::go_through_the_day() {
    constexpr double kMostDaysPerSecond = 10.0;
    if (scene_->day != evening_ || !scene_->running) {
        if (scene_->day != evening_) share_of_day_ = 0.0F;
        evening_ = scene_->day;
        return;
    }
    if (scene_->days_per_second > kMostDaysPerSecond) return;
    const auto gone_by = static_cast<float>(ImGui::GetIO().DeltaTime * scene_->days_per_second);
    share_of_day_ = std::min(1.0F, share_of_day_ + gone_by);
}

void Application::prepare_pictures(const ImRect& room) {
    const std::size_t count = scene_->worlds.size();
    if (pictures_.size() != count) pictures_ = std::vector<PictureView>(count);
    if (count == 0) return;
    go_through_the_day();
    // Side by side, or two rows where there are many and room is tall.
    const std::size_t columns = count <= 3 || room.GetWidth() > 2.4F * room.GetHeight() ? count : 2;
    const std::size_t rows = (count + columns - 1) / columns;
    const float head = ImGui::GetTextLineHeight() + look_.px(10), gap = look_.px(8);
    const float legend = look_.projector ? 0.0F : legend_height_;
    const float width = room.GetWidth() / static_cast<float>(columns),
                height = std::max(look_.px(60), room.GetHeight() - legend) / static_cast<float>(rows);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = i / columns;
        const ImVec2 from{room.Min.x + width * static_cast<float>(i % columns),
                          room.Min.y + height * static_cast<float>(row)};
        picture_options_.dark = look_.dark;
        pictures_[i].prepare(look_, scene_, i, picture_options_, camera_,
                             {{std::round(from.x + gap), std::round(from.y + head)},
                              {std::round(from.x + width - gap), std::round(from.y + height - look_.px(2))}},
                             share_of_day_);
    }
}

void Application::draw_pictures(const ImRect& place) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    begin_panel("##pictures", place, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    if (scene_->worlds.empty()) {
        const char* text = tr("The markets are being made ...");
        const ImVec2 size = ImGui::CalcTextSize(text);
        ImGui::SetCursorScreenPos({place.GetCenter().x - size.x / 2.0F, place.GetCenter().y - size.y / 2.0F});
        ImGui::TextDisabled("%s", text);
    }
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
        const World& world = scene_->worlds[i];
        const std::string world_name = spoken_name(world.name);
        ImGui::PushID(static_cast<int>(world.id));
        const ImRect& room = pictures_[i].room();
        const ImVec2 head{room.Min.x, room.Min.y - ImGui::GetTextLineHeight() - look_.px(4)};
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect({room.Min.x, head.y - look_.px(4)}, {room.Max.x, room.Min.y}, true);
        draw_swatch(list, look_, {head.x, head.y + ImGui::GetTextLineHeight() / 2.0F}, look_.px(20), look_.style_of(i));
        ImGui::PushFont(look_.fonts.strong);
        // At its right end: another future of this world, or the end of this one.
        const float side = ImGui::GetTextLineHeight() + look_.px(2), place_of_button = side + look_.px(4);
        const float to_close = world.branch_of ? place_of_button : 0.0F;
        const bool can_branch =
            scene_->worlds.size() < kMostWorlds &&
            look_.px(26) + ImGui::CalcTextSize(world_name.c_str()).x + to_close + place_of_button <= room.GetWidth();
        const float button = to_close + (can_branch ? place_of_button : 0.0F);
        const std::string shown_name = fitted(world_name, room.GetWidth() - look_.px(26) - button);
        list.AddText({head.x + look_.px(26), head.y}, paint(look_.theme().ink), shown_name.c_str());
        const float name = ImGui::CalcTextSize(shown_name.c_str()).x;
        ImGui::PopFont();
        const auto counted = [](std::int64_t count) {
            return grouped_in(spoken_language(), static_cast<double>(count));
        };
        // As much as there is room for.
        const std::string orders = filled(tr("{} orders"), counted(world.orders_today)),
                          failures = filled(tr("{}, {} failures"), orders, counted(world.failures_today));
        const float room_left = room.GetWidth() - look_.px(36) - name - button;
        for (const std::string& today :
             {filled(tr("today {}; {} parcels"), failures, counted(world.parcels_under_way)), failures, orders}) {
            if (ImGui::CalcTextSize(today.c_str()).x > room_left) continue;
            list.AddText({head.x + look_.px(36) + name, head.y}, paint(look_.theme().muted), today.c_str());
            break;
        }
        list.PopClipRect();
        pictures_[i].overlay(look_, camera_, selection_);
        const auto head_button = [&](const char* sign, float from_right) {
            ImGui::SetCursorScreenPos({room.Max.x - from_right - side, head.y - look_.px(1)});
            ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
            const bool clicked = ImGui::Button(sign, {side, side});
            ImGui::PopStyleVar();
            return clicked;
        };
        if (can_branch) {
            if (head_button("+", to_close)) theatre_->branch(world.id);
            if (ImGui::IsItemHovered())
                ImGui::SetTooltip(tr("a second future of %s, from today on"), world_name.c_str());
        }
        if (world.branch_of) {
            if (head_button("×", 0.0F)) theatre_->remove(world.id);
            if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tr("close this future (Ctrl Z brings it back)"));
        }
        ImGui::PopID();
    }
    if (!look_.projector && !pictures_.empty()) {
        ImGui::SetCursorScreenPos({place.Min.x + look_.px(10), place.Max.y - legend_height_ + look_.px(2)});
        ImGui::BeginChild("legend", {place.GetWidth() - look_.px(20), legend_height_}, false,
                          ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground);
        draw_picture_legend(look_, picture_options_);
        legend_height_ = ImGui::GetCursorPosY() + look_.px(4);
        ImGui::EndChild();
    }
    ImGui::End();
}

void Application::draw_charts(const ImRect& place) {
    show_difference(difference_, *scene_, charts_);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look_.px(4), look_.px(4)});
    begin_panel("##charts", place, ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetContentRegionAvail().y;
    const auto fit = static_cast<std::size_t>(std::max(1.0F, std::floor(width / look_.px(300))));
    const std::size_t rows = height > look_.px(330) && charts_.size() > fit ? 2 : 1;
    const std::size_t columns = std::min(fit, std::max<std::size_t>(1, (charts_.size() + rows - 1) / rows));
    show_guess(look_, lesson_, *scene_, charts_, std::min(charts_.size(), rows * columns));
    const ImVec2 gap{look_.px(6), look_.px(6)};
    const ImVec2 size{(width - gap.x * static_cast<float>(columns - 1)) / static_cast<float>(columns),
                      (height - gap.y * static_cast<float>(rows - 1)) / static_cast<float>(rows)};
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, gap);
    for (std::size_t i = 0; i < std::min(charts_.size(), rows * columns); ++i) {
        if (i % columns != 0) ImGui::SameLine();
        ImGui::PushID(static_cast<int>(i));
        ImGui::PushStyleColor(ImGuiCol_ChildBg, ImGui::GetColorU32(ImGuiCol_WindowBg));
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look_.px(10), look_.px(6)});
        ImGui::BeginChild("chart", size, true,
                          ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoScrollbar |
                              ImGuiWindowFlags_NoScrollWithMouse);
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {look_.px(8), look_.px(3)});
        charts_[i]->draw(look_, scene_, exports_);
        ImGui::PopStyleVar();
        ImGui::EndChild();
        ImGui::PopID();
    }
    ImGui::PopStyleVar();
    ImGui::End();
}

void Application::draw_levers(const ImRect& place) {
    begin_panel("##levers", place);
    ImGui::PushFont(look_.fonts.strong);
    ImGui::TextUnformatted(tr("Levers"));
    ImGui::PopFont();
    if (!scene_->worlds.empty()) draw_levers_panel(look_, levers_, *theatre_, *scene_, options_.files.front());
    ImGui::End();
}

void Application::draw_details(const ImRect& place) {
    begin_panel("##details", place);
    // Who is clicked in a picture is looked into.
    const bool opens = selection_ && selection_ != opened_;
    opened_ = selection_;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {look_.px(5), look_.px(4)});
    const bool has_tabs = ImGui::BeginTabBar("details", ImGuiTabBarFlags_FittingPolicyResizeDown);
    ImGui::PopStyleVar();
    if (has_tabs) {
        const auto tab = [&](const char* name, auto draw, bool open = false) {
            open = open || (opens_tab_ && is_named(name, *opens_tab_));
            ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {look_.px(5), look_.px(4)});
            // It stays the same tab under a name of another language.
            const std::string label = fmt::format("{}###{}", tr(name), name);
            const bool shown = ImGui::BeginTabItem(label.c_str(), nullptr, open ? ImGuiTabItemFlags_SetSelected : 0);
            ImGui::PopStyleVar();
            if (!shown) return;
            ImGui::BeginChild(name);
            draw();
            ImGui::EndChild();
            ImGui::EndTabItem();
        };
        tab(tr_later("Figures"), [&] { draw_figures(); });
        tab(
            tr_later("Inside"), [&] { draw_inside_panel(look_, inside_, *scene_, selection_); }, opens);
        tab(tr_later("Why"), [&] { draw_causes_panel(look_, causes_, *scene_, selection_); });
        tab(tr_later("Lesson"), [&] { draw_lesson_panel(look_, lesson_, *theatre_, *scene_); });
        tab(tr_later("Experiments"), [&] {
            draw_difference_panel(look_, difference_, *scene_);
            ImGui::Spacing();
            ImGui::Separator();
            ImGui::Spacing();
            const std::filesystem::path file(options_.files.front());
            draw_experiments_panel(look_, experiments_, *scene_, std::filesystem::current_path(), file.stem().string());
        });
        opens_tab_.reset();
        ImGui::EndTabBar();
    }
    ImGui::End();
}

void Application::draw_figures() {
    for (const World& world : scene_->worlds) {
        const std::string changed = world.days != nullptr ? what_changed(*world.days) : std::string();
        if (changed.empty()) continue;
        ImGui::PushFont(look_.fonts.strong);
        ImGui::TextUnformatted(spoken_name(world.name).c_str());
        ImGui::PopFont();
        ImGui::TextUnformatted(wrapped(changed, ImGui::GetContentRegionAvail().x).c_str());
    }
    ImGui::TextDisabled("%s", tr("Of the days so far, as if the run ended today"));
    for (std::size_t i = 0; scene_->worlds.size() > 2 && i < scene_->worlds.size(); ++i) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float line = ImGui::GetTextLineHeight();
        draw_swatch(*ImGui::GetWindowDrawList(), look_, {at.x, at.y + line / 2.0F}, look_.px(22), look_.style_of(i));
        ImGui::Dummy({look_.px(22), line});
        ImGui::SameLine(0, look_.px(6));
        ImGui::TextWrapped("%s", spoken_name(scene_->worlds[i].name).c_str());
    }
    const int columns = 1 + static_cast<int>(scene_->worlds.size());
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {look_.px(8), 0});
    const bool has_table = ImGui::BeginTable(
        "figures", columns, ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp);
    ImGui::PopStyleVar();
    if (!has_table) return;
    ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch, 1.6F);
    for (const World& world : scene_->worlds)
        ImGui::TableSetupColumn(spoken_name(world.name).c_str(), ImGuiTableColumnFlags_WidthStretch, 1.0F);
    // Whole names and their signs: those of two futures begin alike. Of more than two they stand above, since the
    // columns are too narrow for words.
    const bool has_names = scene_->worlds.size() <= 2;
    ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
    ImGui::TableNextColumn();
    for (std::size_t i = 0; i < scene_->worlds.size(); ++i) {
        ImGui::TableNextColumn();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float line = ImGui::GetTextLineHeight();
        draw_swatch(*ImGui::GetWindowDrawList(), look_, {at.x, at.y + line / 2.0F}, look_.px(22), look_.style_of(i));
        ImGui::Dummy({look_.px(22), line});
        if (has_names)
            ImGui::TextWrapped("%s", spoken_name(scene_->worlds[i].name).c_str());
        else if (ImGui::IsItemHovered())
            ImGui::SetTooltip("%s", spoken_name(scene_->worlds[i].name).c_str());
    }
    for (const std::string_view name : kHeadlines) {
        const std::size_t kpi = find_kpi(name);
        if (kpi >= kKpiCount) continue;
        const MeasureInfo& info = kpi_info(kpi);
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        const std::string label = in_words_of(spoken_language(), label_of(info.name));
        std::vector<double> values;
        for (const World& world : scene_->worlds)
            values.push_back(kpi < world.key_figures.size() ? world.key_figures[kpi] : std::nan(""));
        const Scale scale =
            scale_for(values, 0.0, info.unit == "money" ? std::string_view(scene_->currency) : info.unit);
        ImGui::PushTextWrapPos(0.0F);
        ImGui::TextUnformatted(label.c_str());
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", in_words_of(spoken_language(), info.says).c_str());
        if (!scale.unit.empty()) {
            ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y);
            ImGui::TextDisabled("%s", unit_in(spoken_language(), scale.unit).c_str());
        }
        ImGui::PopTextWrapPos();
        for (const double value : values) {
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(number_in(spoken_language(), scale(value)).c_str());
        }
    }
    ImGui::EndTable();
}

void Application::draw_broken() {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const float width = std::min(size.x - look_.px(40), look_.px(900));
    ImGui::SetNextWindowPos({(size.x - width) / 2.0F, size.y * 0.12F});
    ImGui::SetNextWindowSize({width, size.y * 0.76F});
    ImGui::Begin("##broken", nullptr, kFixed & ~ImGuiWindowFlags_NoScrollbar);
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
    if (ImGui::Button(tr("Close"))) wants_to_close_ = true;
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
                 (kFixed & ~ImGuiWindowFlags_NoBringToFrontOnFocus) | ImGuiWindowFlags_AlwaysAutoResize |
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
    ImGui::SetNextWindowSize({std::min(size.x - look_.px(20), look_.px(620)), 0});
    ImGui::SetNextWindowFocus();
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetColorU32(ImGuiCol_PopupBg));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
    ImGui::Begin("##help", nullptr,
                 (kFixed & ~ImGuiWindowFlags_NoBringToFrontOnFocus) | ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PushFont(look_.fonts.large);
    ImGui::TextUnformatted(tr("Keys"));
    ImGui::PopFont();
    ImGui::SameLine(ImGui::GetContentRegionMax().x - ImGui::CalcTextSize(tr("Close")).x -
                    2.0F * ImGui::GetStyle().FramePadding.x);
    if (ImGui::Button(tr("Close"))) shows_help_ = false;
    if (ImGui::BeginTable("keys", 2, ImGuiTableFlags_SizingFixedFit)) {
        for (const KeyHelp& key : kKeyHelp) {
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushFont(look_.fonts.strong);
            ImGui::TextUnformatted(key.keys.data(), key.keys.data() + key.keys.size());
            ImGui::PopFont();
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(in_words_of(spoken_language(), key.does).c_str());
        }
        ImGui::EndTable();
    }
    ImGui::Separator();
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(tr(
        "Pictures and charts: drag to move, wheel to zoom where the mouse is, double click to see all. In charts Ctrl "
        "and wheel "
        "zooms the values. Click a legend to hide and show. Click the line below the controls to go to a day. Every "
        "world lives "
        "through the same luck, so what differs between them comes from how they are run."));
    ImGui::PopTextWrapPos();
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

}  // namespace pasar
