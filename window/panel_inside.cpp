#include "window/panel_inside.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "viz/words.h"
#include "window/charts.h"
#include "window/keyboard.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr std::array<const char*, 7> kStages{tr_later("has not heard of it"),
                                             tr_later("has heard of it"),
                                             tr_later("is considering"),
                                             tr_later("customer with one order"),
                                             tr_later("repeat customer"),
                                             tr_later("advocate"),
                                             tr_later("left")};

std::string stage_in_words(Stage stage) {
    const auto index = static_cast<std::size_t>(stage);
    return index < kStages.size() ? tr(kStages[index]) : "";
}

/// Begins the story anew where another one is selected, the worlds went another way, or it is to be told in another
/// language.
void follow(InsidePanel& panel, const Scene& scene, const std::optional<Selection>& selection) {
    std::vector<std::shared_ptr<const Script>> scripts;
    for (const SeenWorld& world : scene.worlds) scripts.push_back(world.script);
    if (!selection) {
        panel.story.reset();
        panel.told.reset();
        return;
    }
    // Of days that were gone back from nothing is known.
    const bool is_back = scene.day < panel.told_until;
    panel.told_until = scene.day;
    if (is_back || panel.told != selection || panel.scripts != scripts || panel.told_in != spoken_language()) {
        std::vector<StoryWorld> worlds;
        const auto of = std::find_if(scene.worlds.begin(), scene.worlds.end(),
                                     [&](const SeenWorld& world) { return world.id == selection->world; });
        for (const SeenWorld& world : scene.worlds) {
            // Each platform has sellers of its own.
            if (selection->is_seller && scene.competes && of != scene.worlds.end() && world.model != of->model)
                continue;
            worlds.push_back({world.id, world.name, world.script});
        }
        panel.story = std::make_unique<BackgroundStory>(selection->is_seller ? Teller::Seller : Teller::Buyer,
                                                        selection->number, std::move(worlds), scene.day);
        panel.told = selection;
        panel.number = static_cast<int>(selection->number);
        panel.told_in = spoken_language();
        panel.scripts = std::move(scripts);
        panel.opened.reset();
    } else {
        panel.story->tell_until(scene.day);
    }
}

void fact(const char* name, const std::string& value) {
    ImGui::TextDisabled("%s", name);
    ImGui::SameLine(ImGui::GetFontSize() * 7.0F);
    ImGui::TextUnformatted(value.c_str());
}

void draw_buyer(const WorldStory& story, const Scene& scene) {
    const SeenBuyer& buyer = story.buyer;
    if (buyer.stage == Stage::Unaware) {
        ImGui::TextUnformatted(wrapped(tr("It has not heard of the platform: nothing is known of it yet."),
                                       ImGui::GetContentRegionAvail().x)
                                   .c_str());
        return;
    }
    for (const SeenWorld& world : scene.worlds) {
        if (world.id != story.world) continue;
        const Surroundings& around = *world.surroundings;
        if (buyer.region < around.regions.size()) fact(tr("region"), spoken_name(around.regions[buyer.region].name));
        if (buyer.segment < around.segments.size()) fact(tr("segment"), spoken_name(around.segments[buyer.segment]));
    }
    fact(tr("stage"), stage_in_words(buyer.stage));
    fact(tr("trust"), grouped_in(spoken_language(), buyer.trust, 2) + tr(" of 1"));
    fact(tr("orders"),
         fmt::format("{}{}", buyer.orders, buyer.under_way > 0 ? filled(tr(", {} under way"), buyer.under_way) : ""));
    if (buyer.orders > 0)
        fact(tr("satisfaction"),
             grouped_in(spoken_language(), buyer.satisfaction, 2) + tr(" of 1, with the last order"));
    fact(tr("wishes"), grouped_in(spoken_language(), buyer.wishes_per_day * 30.0, 1) + tr(" a month"));
    if (story.names && buyer.payment < story.names->payments.size())
        fact(tr("likes to pay"), story.names->payments[buyer.payment]);
    if (story.names && buyer.points.units > 0) fact(tr("points"), money_in_words(buyer.points, story.names->currency));
    if (buyer.coupon > 0.0)
        fact(tr("coupon"), filled(tr("{} %, until day {}"), grouped_in(spoken_language(), 100.0 * buyer.coupon, 0),
                                  buyer.coupon_until + 1));
}

void draw_seller(const WorldStory& story, const Scene& scene, std::uint32_t number) {
    for (const SeenWorld& world : scene.worlds) {
        if (world.id != story.world || number >= world.sellers.size()) continue;
        const SellerPoint& seller = world.sellers[number];
        const Surroundings& around = *world.surroundings;
        if (seller.region < around.regions.size()) fact(tr("region"), spoken_name(around.regions[seller.region].name));
        if (!seller.own_store && seller.type < around.seller_types.size())
            fact(tr("kind"), in_words_of(spoken_language(), TextOf::Choice, around.seller_types[seller.type]));
        fact(tr("in business"), seller.open ? tr("yes") : tr("no"));
        fact(tr("true quality"), grouped_in(spoken_language(), seller.quality, 2) + tr(" of 1"));
        fact(tr("shown"), grouped_in(spoken_language(), seller.shown, 2) + tr(" of 1"));
        fact(tr("sold"), counted(tr_later("{} unit"), tr_later("{} units"), seller.sold));
    }
}

/// The offers of a page with their utility term by term, on a sheet of its own: it is wider than any panel.
void draw_choice(const Look& look, const WorldStory& story, const StoryLine& line) {
    const ChoiceTable table = choice_of(line.event, *story.names);
    ImGui::TextUnformatted(wrapped(table.sentence, look.px(720)).c_str());
    ImGui::TextDisabled("%s", wrapped(tr("Utility is what an offer is worth to this buyer, term by term; the higher, "
                                         "the likelier it is chosen. The best come first."),
                                      look.px(720))
                                  .c_str());
    ImGui::Spacing();
    const int columns = static_cast<int>(table.terms.size()) + 3;
    constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH |
                                       ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_NoHostExtendX;
    if (!ImGui::BeginTable("choice", columns, kFlags)) return;
    // Numbers stand at the right of their column, below the end of its name.
    const auto at_the_right = [](const std::string& text) {
        const float room = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(text.c_str()).x;
        if (room > 0.0F) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
        ImGui::TextUnformatted(text.c_str());
    };
    // A row like any other but for its ground: columns are made as wide as these, not as the names in a row of heads.
    ImGui::TableNextRow();
    ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, ImGui::GetColorU32(ImGuiCol_TableHeaderBg));
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(tr("offer"));
    for (const std::string_view term : table.terms) {
        ImGui::TableNextColumn();
        at_the_right(in_words_of(spoken_language(), term));
    }
    for (const char* const name : {tr("utility"), tr("chance")}) {
        ImGui::TableNextColumn();
        at_the_right(name);
    }
    for (const ChoiceTable::Row& row : table.rows) {
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        const char* mark = row.is_chosen       ? tr("chosen: ")
                           : row.is_barred     ? tr("never again: ")
                           : row.is_remembered ? tr("remembered: ")
                                               : "";
        if (row.is_chosen) ImGui::PushFont(look.fonts.strong);
        ImGui::Text("%s%s", mark, row.offer.c_str());
        for (const double term : row.terms) {
            ImGui::TableNextColumn();
            at_the_right(grouped_in(spoken_language(), term, 2));
        }
        ImGui::TableNextColumn();
        at_the_right(grouped_in(spoken_language(), row.total, 2));
        ImGui::TableNextColumn();
        at_the_right(grouped_in(spoken_language(), 100.0 * row.probability, 1) + " %");
        if (row.is_chosen) ImGui::PopFont();
    }
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextDisabled("%s", tr("nothing"));
    ImGui::TableSetColumnIndex(columns - 1);
    at_the_right(grouped_in(spoken_language(), 100.0 * table.nothing, 1) + " %");
    ImGui::EndTable();
}

/// The sheet of the choice that was asked about, until it is closed.
void draw_opened(const Look& look, InsidePanel& panel, const Story& story) {
    if (!panel.opened) return;
    const auto [world, index] = *panel.opened;
    if (world >= story.worlds.size() || index >= story.worlds[world].lines.size()) {
        panel.opened.reset();
        return;
    }
    const WorldStory& told = story.worlds[world];
    if (told.names == nullptr) return;
    bool is_open = true;
    begin_sheet(look,
                filled(tr("Buyer {} on day {}, {}: what it chose from"), story.number, told.lines[index].day,
                       spoken_name(told.name)),
                "###choice", is_open);
    draw_choice(look, told, told.lines[index]);
    ImGui::End();
    if (!is_open) panel.opened.reset();
}

/// A star stands before what did not happen likewise in the other worlds.
void draw_line(InsidePanel& panel, const WorldStory& story, std::size_t world, std::size_t index, bool is_own) {
    const StoryLine& line = story.lines[index];
    ImGui::PushID(static_cast<int>(world * 1'000'000 + index));
    // At blanks only: ImGui itself would break a number behind its point.
    ImGui::TextUnformatted(wrapped(is_own ? "* " + line.text : line.text, ImGui::GetContentRegionAvail().x).c_str());
    const bool is_choice = line.event.what == Happening::Considered && story.names != nullptr;
    if (is_choice && ImGui::SmallButton(tr("why?"))) panel.opened = std::pair(world, index);
    ImGui::PopID();
}

void draw_days(const Look& look, InsidePanel& panel, const Story& story) {
    const int columns = static_cast<int>(story.worlds.size()) + 1;
    // Side by side as long as a column has room for words; beyond that they are scrolled to.
    const float least = look.px(120), first = ImGui::GetFontSize() * 2.6F;
    const bool is_narrow = ImGui::GetContentRegionAvail().x - first < least * static_cast<float>(story.worlds.size());
    const ImGuiTableFlags flags = ImGuiTableFlags_BordersInner | ImGuiTableFlags_ScrollY |
                                  (is_narrow ? ImGuiTableFlags_ScrollX | ImGuiTableFlags_SizingFixedFit : 0);
    if (!ImGui::BeginTable("days", columns, flags, {0, 0})) return;
    ImGui::TableSetupScrollFreeze(is_narrow ? 1 : 0, 1);
    ImGui::TableSetupColumn(tr("day"), ImGuiTableColumnFlags_WidthFixed, first);
    for (const WorldStory& world : story.worlds)
        ImGui::TableSetupColumn(spoken_name(world.name).c_str(),
                                is_narrow ? ImGuiTableColumnFlags_WidthFixed : ImGuiTableColumnFlags_None,
                                is_narrow ? least : 0.0F);
    ImGui::TableHeadersRow();
    for (const StoryDay& day : story.days) {
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        ImGui::Text("%lld", static_cast<long long>(day.day));
        for (std::size_t w = 0; w < story.worlds.size(); ++w) {
            ImGui::TableNextColumn();
            if (w >= day.lines.size()) continue;
            for (std::size_t i = 0; i < day.lines[w].size(); ++i)
                draw_line(panel, story.worlds[w], w, day.lines[w][i], day.is_own[w][i]);
        }
    }
    ImGui::EndTable();
}

void choose(const Look& look, InsidePanel& panel, const Scene& scene, std::optional<Selection>& selection) {
    ImGui::SetNextItemWidth(look.px(110));
    typed([&] { return ImGui::InputInt("##number", &panel.number, 0); });
    panel.number = std::max(panel.number, 0);
    const std::uint32_t world = selection ? selection->world : scene.worlds.front().id;
    ImGui::SameLine();
    if (ImGui::Button(tr("buyer")))
        selection = Selection{.world = world, .is_seller = false, .number = static_cast<std::uint32_t>(panel.number)};
    ImGui::SameLine();
    if (ImGui::Button(tr("seller")))
        selection = Selection{.world = world, .is_seller = true, .number = static_cast<std::uint32_t>(panel.number)};
}

/// Of each world the auction that it shows, while nobody is selected.
void draw_auctions(const Look& look, InsidePanel& panel, const Scene& scene) {
    panel.auctions.resize(scene.worlds.size());
    if (std::none_of(scene.worlds.begin(), scene.worlds.end(), has_auctions)) return;
    ImGui::Spacing();
    ImGui::Separator();
    ImGui::PushFont(look.fonts.strong);
    ImGui::TextUnformatted(tr("Bids of one auction"));
    ImGui::PopFont();
    for (std::size_t w = 0; w < scene.worlds.size(); ++w) {
        if (!has_auctions(scene.worlds[w])) continue;
        ImGui::PushID(static_cast<int>(scene.worlds[w].id));
        const float top = ImGui::GetCursorPosY(), height = look.px(290);
        draw_bids("bids", look, bids_plot(look, scene, w), panel.auctions[w], {0, height});
        ImGui::SetCursorPosY(top + height);
        ImGui::Dummy({0, look.px(6)});
        ImGui::PopID();
    }
}

}  // namespace

void draw_inside_panel(const Look& look, InsidePanel& panel, const Scene& scene, std::optional<Selection>& selection) {
    if (scene.worlds.empty()) {
        ImGui::TextDisabled("%s", tr("The market is being made …"));
        return;
    }
    choose(look, panel, scene, selection);
    follow(panel, scene, selection);
    if (!panel.story) {
        ImGui::TextWrapped("%s", tr("Click a buyer or a seller in a picture, or type its "
                                    "number, and read what happened to it in every world."));
        draw_auctions(look, panel, scene);
        return;
    }
    const std::shared_ptr<const Story> story = panel.story->so_far();
    ImGui::PushFont(look.fonts.strong);
    ImGui::Text("%s %u", story->of == Teller::Buyer ? tr("Buyer") : tr("Seller"), story->number);
    ImGui::PopFont();
    if (story->share < 1.0) ImGui::ProgressBar(static_cast<float>(story->share), {-1, 0}, tr("reading the past"));
    if (!story->problem.empty()) ImGui::TextWrapped("%s", story->problem.c_str());
    const bool is_anywhere =
        std::any_of(story->worlds.begin(), story->worlds.end(), [](const WorldStory& w) { return w.is_there; });
    if (!is_anywhere && story->share >= 1.0) {
        ImGui::TextWrapped(tr("There is no such %s."), story->of == Teller::Buyer ? tr("buyer") : tr("seller"));
        if (story->of == Teller::Buyer)
            ImGui::TextWrapped("%s", tr("Numbers of buyers have gaps; those of the dots in a picture are in use."));
        return;
    }
    for (const WorldStory& world : story->worlds) {
        if (!world.is_there) continue;
        ImGui::PushID(static_cast<int>(world.world));
        if (ImGui::TreeNodeEx(fmt::format("{}###world", spoken_name(world.name)).c_str(),
                              story->worlds.size() > 1 ? 0 : ImGuiTreeNodeFlags_DefaultOpen)) {
            if (story->of == Teller::Buyer)
                draw_buyer(world, scene);
            else
                draw_seller(world, scene, story->number);
            ImGui::TreePop();
        }
        ImGui::PopID();
    }
    if (story->worlds.size() > 1) {
        if (story->parts_on)
            ImGui::TextWrapped(tr("The stories part on day %lld. What differs is marked *."),
                               static_cast<long long>(*story->parts_on));
        else if (std::find(story->is_compared.begin(), story->is_compared.end(), true) == story->is_compared.end())
            ImGui::TextWrapped("%s", scene.competes && story->of == Teller::Buyer
                                         ? tr("Each column tells what happened on that platform.")
                                     : story->of == Teller::Seller
                                         ? tr("Only one of the worlds has this very seller: nothing is compared.")
                                         : tr("Only one of the worlds has this very buyer: nothing is compared."));
        else
            ImGui::TextDisabled("%s", story->days.empty() ? tr("So far nothing happened to it.")
                                                          : tr("So far the same in all worlds."));
    }
    draw_days(look, panel, *story);
    draw_opened(look, panel, *story);
}

}  // namespace pasar
