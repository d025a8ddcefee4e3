// The panels of the window: pictures and charts, levers and details.
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "reports/headlines.h"
#include "sim/counts/measures.h"
#include "viz/chart_tables.h"
#include "viz/what_changed.h"
#include "viz/words.h"
#include "window/application.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

/// Whether a tab called "Lesson" is meant by "lesson".
bool is_named(std::string_view tab, std::string_view word) {
    return std::equal(tab.begin(), tab.end(), word.begin(), word.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

/// What goes on today, of one world or several platforms together.
struct TodayInWords {
    std::int64_t orders = 0, failures = 0, parcels = 0;
    void add(const SeenWorld& world) {
        orders += world.orders_today;
        failures += world.failures_today;
        parcels += world.parcels_under_way;
    }
    [[nodiscard]] std::array<std::string, 3> longest_first() const {
        const std::string some = counted(tr_later("{} order"), tr_later("{} orders"), orders),
                          more = some + ", " + counted(tr_later("{} failure"), tr_later("{} failures"), failures),
                          under_way = counted(tr_later("{} parcel"), tr_later("{} parcels"), parcels);
        return {filled(tr("today {}; {}"), more, under_way), more, some};
    }
};

/// A block for each platform of a picture of the people.
void draw_shops(ImDrawList& list, const Look& look, ImVec2 from, std::size_t count, std::size_t first) {
    const float r = look.px(5);
    for (std::size_t p = 0; p < count; ++p) {
        const float x = from.x + look.px(14) * static_cast<float>(p);
        list.AddRectFilled({x, from.y - r}, {x + 2.0F * r, from.y + r},
                           paint(colour_of_style(look, look.style_of(first + p))));
    }
}

}  // namespace

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
    // Of platforms that compete one picture of the people whom they share, or of what they are to each of them.
    const bool of_people = picture_options_.buyers_by == BuyersBy::Platform;
    const std::vector<std::span<const SeenWorld>> markets = markets_of(scene_->worlds);
    const std::size_t count = of_people ? markets.size() : scene_->worlds.size();
    if (pictures_.size() != count) pictures_ = std::vector<PictureView>(count);
    if (count == 0) return;
    go_through_the_day();
    // Side by side, or two rows where there are many and room is tall.
    const std::size_t columns = count <= 3 || room.GetWidth() > 2.4F * room.GetHeight() ? count : 2;
    const std::size_t rows = (count + columns - 1) / columns;
    const float head = ImGui::GetTextLineHeight() + look_.px(10), gap = look_.px(8);
    const float legend = legend_height_;
    const float width = room.GetWidth() / static_cast<float>(columns),
                height = std::max(look_.px(60), room.GetHeight() - legend) / static_cast<float>(rows);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = i / columns;
        const ImVec2 from{room.Min.x + width * static_cast<float>(i % columns),
                          room.Min.y + height * static_cast<float>(row)};
        picture_options_.dark = look_.dark;
        const std::size_t first = of_people ? static_cast<std::size_t>(markets[i].data() - scene_->worlds.data()) : i;
        pictures_[i].prepare(look_, scene_, first, of_people ? markets[i].size() : 1, picture_options_, camera_,
                             {{std::round(from.x + gap), std::round(from.y + head)},
                              {std::round(from.x + width - gap), std::round(from.y + height - look_.px(2))}},
                             share_of_day_);
    }
}

void Application::draw_pictures(const ImRect& area) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    begin_panel("##pictures", area.Min, area.Max, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    if (scene_->worlds.empty()) {
        const char* text = tr("The markets are being made ...");
        const ImVec2 size = ImGui::CalcTextSize(text);
        ImGui::SetCursorScreenPos({area.GetCenter().x - size.x / 2.0F, area.GetCenter().y - size.y / 2.0F});
        ImGui::TextDisabled("%s", text);
    }
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
        const std::span<const SeenWorld> shown = pictures_[i].worlds();
        const SeenWorld& world = shown.front();
        std::string world_name;
        TodayInWords today;
        for (const SeenWorld& one : shown) {
            world_name += (world_name.empty() ? "" : " · ") + spoken_name(one.name);
            today.add(one);
        }
        const bool is_first_of_market = world.id == world.market;
        ImGui::PushID(static_cast<int>(world.id));
        const ImRect& room = pictures_[i].room();
        const ImVec2 head{room.Min.x, room.Min.y - ImGui::GetTextLineHeight() - look_.px(4)};
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect({room.Min.x, head.y - look_.px(4)}, {room.Max.x, room.Min.y}, true);
        if (shown.size() == 1)
            draw_swatch(list, look_, {head.x, head.y + ImGui::GetTextLineHeight() / 2.0F}, look_.px(20),
                        look_.style_of(pictures_[i].first()));
        else
            draw_shops(list, look_, {head.x, head.y + ImGui::GetTextLineHeight() / 2.0F}, shown.size(),
                       pictures_[i].first());
        const float sign = shown.size() == 1 ? look_.px(26) : look_.px(14) * static_cast<float>(shown.size());
        ImGui::PushFont(look_.fonts.strong);
        // At its right end: another future of this world, or the end of this one.
        const float side = ImGui::GetTextLineHeight() + look_.px(2), place_of_button = side + look_.px(4);
        const bool can_close = world.is_branch && is_first_of_market;
        const float to_close = can_close ? place_of_button : 0.0F;
        const bool has_second_future = is_first_of_market && can_branch(*scene_, world) &&
                                       look_.px(40) + sign + to_close + place_of_button <= room.GetWidth();
        const float button = to_close + (has_second_future ? place_of_button : 0.0F);
        const std::string shown_name = fitted(world_name, room.GetWidth() - sign - button);
        list.AddText({head.x + sign, head.y}, paint(look_.theme().ink), shown_name.c_str());
        const float name = ImGui::CalcTextSize(shown_name.c_str()).x;
        ImGui::PopFont();
        // As much as there is room for.
        const float room_left = room.GetWidth() - look_.px(10) - sign - name - button;
        for (const std::string& text : today.longest_first()) {
            if (ImGui::CalcTextSize(text.c_str()).x > room_left) continue;
            list.AddText({head.x + look_.px(10) + sign + name, head.y}, paint(look_.theme().muted), text.c_str());
            break;
        }
        list.PopClipRect();
        pictures_[i].overlay(look_, camera_, selection_);
        const auto head_button = [&](const char* label, float from_right) {
            ImGui::SetCursorScreenPos({room.Max.x - from_right - side, head.y - look_.px(1)});
            ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
            const bool clicked = ImGui::Button(label, {side, side});
            ImGui::PopStyleVar();
            return clicked;
        };
        if (has_second_future) {
            if (head_button("+", to_close)) session_->branch(world.id);
            if (ImGui::IsItemHovered())
                ImGui::SetTooltip(tr("a second future of %s, from today on"), world_name.c_str());
        }
        if (can_close) {
            if (head_button("×", 0.0F)) session_->remove(world.id);
            if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tr("close this future (Ctrl Z brings it back)"));
        }
        ImGui::PopID();
    }
    if (!pictures_.empty()) {
        ImGui::SetCursorScreenPos({area.Min.x + look_.px(10), area.Max.y - legend_height_ + look_.px(2)});
        ImGui::BeginChild("legend", {area.GetWidth() - look_.px(20), legend_height_}, false,
                          ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground | kPartOfPanel);
        draw_picture_legend(look_, picture_options_, pictures_.front().is_of_areas(), *scene_);
        // Sentences stand whole or not at all; beside a panel there may be no room for them.
        const float most = (look_.projector ? 0.62F : 0.4F) * area.GetHeight();
        if (look_.projector && ImGui::GetCursorPosY() + height_of_sentences() + look_.px(4) <= most) draw_sentences();
        legend_height_ = std::min(ImGui::GetCursorPosY() + look_.px(4), most);
        ImGui::EndChild();
    }
    ImGui::End();
}

/// The sentence of a world in the lines that its picture has room for, and how far in it begins.
std::string Application::sentence_of(const SeenWorld& world, float width, float& mark) const {
    mark = scene_->worlds.size() > 1 ? look_.px(26) : 0.0F;
    const std::string says = what_changed(*scene_, world);
    return wrapped(says.empty() ? tr("Too few days yet to say what changed.") : says, width - mark - look_.px(10));
}

float Application::height_of_sentences() const {
    const float width = ImGui::GetContentRegionAvail().x / static_cast<float>(scene_->worlds.size());
    float highest = 0.0F, mark = 0.0F;
    for (const SeenWorld& world : scene_->worlds)
        highest = std::max(highest, ImGui::CalcTextSize(sentence_of(world, width, mark).c_str()).y);
    return highest;
}

/// At a projector, where the panels are put away: what became of trust and customers, and why, below each picture.
void Application::draw_sentences() {
    const auto count = static_cast<float>(scene_->worlds.size());
    const float width = ImGui::GetContentRegionAvail().x / count, top = ImGui::GetCursorPosY();
    float bottom = top;
    for (std::size_t i = 0; i < scene_->worlds.size(); ++i) {
        const SeenWorld& world = scene_->worlds[i];
        float mark = 0.0F;
        const std::string lines = sentence_of(world, width, mark);
        ImGui::SetCursorPos({width * static_cast<float>(i), top});
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (mark > 0.0F)
            draw_swatch(*ImGui::GetWindowDrawList(), look_, {at.x, at.y + ImGui::GetTextLineHeight() / 2.0F},
                        look_.px(20), look_.style_of(i));
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + mark);
        ImGui::TextUnformatted(lines.c_str());
        bottom = std::max(bottom, ImGui::GetCursorPosY());
    }
    ImGui::SetCursorPosY(bottom);
}

void Application::draw_charts(const ImRect& area) {
    show_difference(difference_, *scene_, charts_);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look_.px(4), look_.px(4)});
    begin_panel("##charts", area.Min, area.Max, ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetContentRegionAvail().y;
    const auto fit =
        static_cast<std::size_t>(std::max(1.0F, std::floor(width / look_.px(look_.projector ? 225 : 262))));
    const std::size_t rows = height > look_.px(330) && charts_.size() > fit ? 2 : 1;
    const std::size_t columns = std::min(fit, std::max<std::size_t>(1, (charts_.size() + rows - 1) / rows));
    show_guess(look_, lesson_, *scene_, charts_, std::min(charts_.size(), rows * columns));
    const std::vector<ChangeMark>& changes = changes_.of(scene_->worlds);
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
                              ImGuiWindowFlags_NoScrollWithMouse | kPartOfPanel);
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {look_.px(8), look_.px(3)});
        charts_[i]->changes = &changes;
        charts_[i]->draw(look_, scene_, exports_);
        ImGui::PopStyleVar();
        ImGui::EndChild();
        ImGui::PopID();
    }
    ImGui::PopStyleVar();
    ImGui::End();
}

void Application::draw_levers(const ImRect& area) {
    begin_panel("##levers", area.Min, area.Max);
    ImGui::PushFont(look_.fonts.strong);
    ImGui::TextUnformatted(tr("Levers"));
    ImGui::PopFont();
    if (!scene_->worlds.empty()) draw_levers_panel(look_, levers_, *session_, *scene_, options_.files.front());
    ImGui::End();
}

void Application::draw_details(const ImRect& area) {
    begin_panel("##details", area.Min, area.Max);
    // A click on somebody in a picture opens the panel about them.
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
            // The ring of the keyboard comes to the tab that is open.
            ImGui::PushItemFlag(ImGuiItemFlags_NoNavDefaultFocus, opens_tab_ ? !open : shown_tab_ != name);
            const bool shown = ImGui::BeginTabItem(label.c_str(), nullptr, open ? ImGuiTabItemFlags_SetSelected : 0);
            ImGui::PopItemFlag();
            if (shown) shown_tab_ = name;
            ImGui::PopStyleVar();
            if (!shown) return;
            ImGui::BeginChild(name, {0, 0}, false, kPartOfPanel);
            // The ring goes to the tab that is asked for, and not to a control of the one that is about to close.
            if (!opens_tab_ || open) draw();
            ImGui::EndChild();
            ImGui::EndTabItem();
        };
        tab(tr_later("Figures"), [&] { draw_figures(); });
        tab(
            tr_later("Inside"), [&] { draw_inside_panel(look_, inside_, *scene_, selection_); }, opens);
        tab(tr_later("Why"), [&] { draw_causes_panel(look_, causes_, *scene_, selection_); });
        tab(tr_later("Lesson"), [&] { draw_lesson_panel(look_, lesson_, *session_, *scene_); });
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
    for (const SeenWorld& world : scene_->worlds) {
        const std::string changed = what_changed(*scene_, world);
        if (changed.empty()) continue;
        ImGui::PushFont(look_.fonts.strong);
        ImGui::TextUnformatted(spoken_name(world.name).c_str());
        ImGui::PopFont();
        ImGui::TextUnformatted(wrapped(changed, ImGui::GetContentRegionAvail().x).c_str());
    }
    std::int64_t warm_up = 0;
    for (const SeenWorld& world : scene_->worlds) warm_up = std::max(warm_up, warm_up_of(world));
    const std::string of_days = warm_up == 0 ? std::string(tr("Of the days so far, as if the run ended today"))
                                : scene_->day <= warm_up
                                    ? filled(tr("Warm-up until day {}: no day counts yet"), warm_up)
                                    : filled(tr("Of the days since day {}, as if the run ended today"), warm_up + 1);
    ImGui::TextDisabled("%s", wrapped(of_days, ImGui::GetContentRegionAvail().x).c_str());
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
    for (const SeenWorld& world : scene_->worlds)
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
    HeadlineKinds there;
    for (const SeenWorld& world : scene_->worlds) {
        const HeadlineKinds of = headline_kinds(world.scenario->scenario);
        there = {there.firm || of.firm, there.auctions || of.auctions, there.bookings || of.bookings,
                 there.feeds || of.feeds, there.subscriptions || of.subscriptions};
    }
    for (const std::string_view name : headlines_where(there)) {
        const std::size_t kpi = find_kpi(name);
        if (kpi >= kKpiCount) continue;
        const MeasureInfo& info = kpi_info(kpi);
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        const std::string label = in_words_of(spoken_language(), label_of(info.name));
        std::vector<double> values;
        for (const SeenWorld& world : scene_->worlds)
            values.push_back(kpi < world.key_figures.size() ? world.key_figures[kpi] : std::nan(""));
        Scale scale = scale_for(values, 0.0, unit_of(info.unit, *scene_));
        const bool is_whole = std::all_of(values.begin(), values.end(), [](double v) { return v == std::floor(v); });
        if (is_whole && scale.divisor == 1.0) scale.decimals = 0;  // 40 customers, not 40.0
        ImGui::PushTextWrapPos(0.0F);
        ImGui::TextUnformatted(label.c_str());
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", in_words_of(spoken_language(), info.says).c_str());
        // "orders" in orders says nothing more.
        if (!scale.unit.empty() && unit_of_many(scale.unit) != label) {
            ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y);
            ImGui::TextDisabled("%s", unit_of_many(scale.unit).c_str());
        }
        ImGui::PopTextWrapPos();
        for (const double value : values) {
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(number_in(spoken_language(), scale(value)).c_str());
        }
    }
    ImGui::EndTable();
}

}  // namespace pasar
