#include "window/panel_causes.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <vector>

#include "window/plot.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr std::size_t kMostExamples = 8;

/// One reason in all worlds.
struct Row {
    LeavingReason reason = LeavingReason::LostInterest;
    std::string name;
    std::vector<const LeavingCause*> of_world;  ///< null where nobody left for it
    std::int64_t most = 0, sum = 0;
};

std::vector<Row> rows_of(const Scene& scene) {
    std::vector<Row> rows;
    for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
        for (const LeavingCause& cause : scene.worlds[w].causes) {
            auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.reason == cause.reason; });
            if (row == rows.end()) {
                rows.push_back({.reason = cause.reason, .name = cause.name, .of_world = {}});
                row = rows.end() - 1;
                row->of_world.resize(scene.worlds.size(), nullptr);
            }
            row->of_world[w] = &cause;
            row->most = std::max(row->most, cause.buyers);
            row->sum += cause.buyers;
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.sum > b.sum; });
    return rows;
}

std::int64_t left_in(const SeenWorld& world) {
    std::int64_t sum = 0;
    for (const LeavingCause& cause : world.causes) sum += cause.buyers;
    return sum;
}

/// All who ever ordered there.
std::int64_t customers_in(const SeenWorld& world) {
    std::int64_t sum = 0;
    if (world.days == nullptr) return sum;
    for (const DayRow& row : *world.days) sum += row.counts[static_cast<std::size_t>(Count::FirstOrders)];
    return sum;
}

void draw_bar(const Look& look, std::size_t world, std::int64_t buyers, std::int64_t all, std::int64_t longest) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.px(15);
    const float room = ImGui::GetContentRegionAvail().x;
    const std::string text =
        fmt::format("{}  ({})", grouped_in(spoken_language(), static_cast<double>(buyers)),
                    number_in(spoken_language(), percent(static_cast<double>(buyers), static_cast<double>(all))));
    const float text_room = look.px(112);
    const float width =
        longest > 0 ? static_cast<float>(buyers) / static_cast<float>(longest) * (room - text_room) : 0.0F;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + std::max(width, look.px(1)), at.y + height - look.px(2)},
                       paint(colour_of_style(look, look.style_of(world)), 0.85), look.px(2));
    list.AddText({at.x + width + look.px(6), at.y - look.px(1)}, ImGui::GetColorU32(ImGuiCol_Text), text.c_str());
    ImGui::Dummy({room, height});
}

void draw_examples(const Look& look, const Scene& scene, const Row& row, std::optional<Selection>& selection) {
    ImGui::Indent(look.px(12));
    for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
        if (row.of_world[w] == nullptr) continue;
        ImGui::TextDisabled(tr("%s, the latest:"), spoken_name(scene.worlds[w].name).c_str());
        const std::vector<Leaver>& examples = row.of_world[w]->examples;
        for (std::size_t i = 0; i < std::min(examples.size(), kMostExamples); ++i) {
            const Selection one{.world = scene.worlds[w].id, .is_seller = false, .number = examples[i].buyer};
            const std::string label =
                filled(tr("buyer {}, left on day {}##{}-{}"), examples[i].buyer, examples[i].day + 1, w, i);
            if (ImGui::Selectable(label.c_str(), selection == one)) selection = one;
        }
    }
    ImGui::Unindent(look.px(12));
}

}  // namespace

void draw_causes_panel(const Look& look, CausesPanel& panel, const Scene& scene, std::optional<Selection>& selection) {
    const std::vector<Row> rows = rows_of(scene);
    for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_swatch(*ImGui::GetWindowDrawList(), look, {at.x, at.y + ImGui::GetTextLineHeight() / 2}, look.px(22),
                    look.style_of(w));
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + look.px(28));
        const auto counted = [](std::int64_t count) {
            return grouped_in(spoken_language(), static_cast<double>(count));
        };
        ImGui::TextUnformatted(
            wrapped(filled(tr("{}: {} of {} customers left so far"), spoken_name(scene.worlds[w].name),
                           counted(left_in(scene.worlds[w])), counted(customers_in(scene.worlds[w]))),
                    ImGui::GetContentRegionAvail().x)
                .c_str());
    }
    ImGui::TextDisabled("%s", tr("in brackets: of all customers so far"));
    ImGui::Spacing();
    if (rows.empty()) {
        ImGui::TextDisabled("%s", tr("No customer has left yet."));
        return;
    }
    std::int64_t longest = 0;
    for (const Row& row : rows) longest = std::max(longest, row.most);
    for (const Row& row : rows) {
        const bool is_open = panel.opened == row.reason;
        if (ImGui::Selectable(
                fmt::format("{} {}", is_open ? "–" : "+", in_words_of(spoken_language(), row.name)).c_str())) {
            panel.opened = is_open ? std::nullopt : std::optional(row.reason);
        }
        for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
            const std::int64_t buyers = row.of_world[w] == nullptr ? 0 : row.of_world[w]->buyers;
            draw_bar(look, w, buyers, customers_in(scene.worlds[w]), longest);
        }
        if (is_open) draw_examples(look, scene, row, selection);
    }
}

}  // namespace pasar
