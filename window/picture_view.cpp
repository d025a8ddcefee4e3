#include "window/picture_view.h"

#include <fmt/format.h>

#include <SFML/Graphics/Sprite.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "viz/chart_measures.h"
#include "viz/words.h"
#include "window/keyboard.h"
#include "window/plot.h"
#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr float kMostZoom = 60.0F;

Colour colour_of_mark(Mark::Kind kind, const Theme& theme) {
    switch (kind) {
        case Mark::Kind::Order:
            return theme.ink;
        case Mark::Kind::Parcel:
            return theme.series[3];
        case Mark::Kind::Failure:
            return theme.bad;
    }
    return theme.ink;
}

/// A plus for an order, a diamond for a parcel, a cross for a failure: `r` is half its size.
void add_mark(Canvas& canvas, ImVec2 at, float r, Mark::Kind kind, Colour colour, float opacity) {
    const float thick = r * 0.55F;
    switch (kind) {
        case Mark::Kind::Order:
            canvas.plus(at.x, at.y, r, thick, colour, opacity);
            break;
        case Mark::Kind::Parcel:
            canvas.diamond(at.x, at.y, r, colour, opacity);
            break;
        case Mark::Kind::Failure:
            canvas.cross(at.x, at.y, r, thick, colour, opacity);
            break;
    }
}

}  // namespace

void PictureView::prepare(const Look& look, const std::shared_ptr<const Scene>& scene, std::size_t world,
                          std::size_t worlds, const PictureOptions& options, const PictureCamera& camera, ImRect room,
                          float share) {
    const double exact = std::max(1.0F, room.GetWidth()) / std::max(1.0F, room.GetHeight());
    // In steps, so that dragging a splitter does not move everybody all the time.
    const double aspect = std::clamp(std::round(exact * 10.0) / 10.0, 0.3, 5.0);
    // A new scene may show the same evening, as long as days are played again or only something was told.
    const auto is_same_evening = [&] {
        const SeenWorld& now = scene->worlds[world];
        return scene_ != nullptr && worlds == worlds_ && world_ < scene_->worlds.size() && this->world().id == now.id &&
               this->world().days == now.days && this->world().surroundings == now.surroundings;
    };
    const bool is_new = !is_same_evening() || !(options == options_) || aspect != aspect_;
    scene_ = scene;
    world_ = world;
    worlds_ = worlds;
    options_ = options;
    aspect_ = aspect;
    const float whole = std::min(room.GetHeight(), room.GetWidth() / static_cast<float>(aspect));
    const float scale = whole * camera.zoom;
    const ImVec2 origin{room.GetCenter().x - camera.middle.x * static_cast<float>(aspect) * scale,
                        room.GetCenter().y - camera.middle.y * scale};
    const auto differ = [](ImVec2 a, ImVec2 b) { return a.x != b.x || a.y != b.y; };
    const bool is_elsewhere = differ(room.Min, room_.Min) || differ(room.Max, room_.Max) || differ(origin, origin_) ||
                              scale != scale_ || look.px(1) != made_for_px_;
    room_ = room;
    scale_ = scale;
    origin_ = origin;
    made_for_px_ = look.px(1);
    if (is_new && is_of_people()) {
        std::vector<Colour> colours;
        for (std::size_t w = world; w < world + worlds; ++w) colours.push_back(colour_of_style(look, look.style_of(w)));
        picture_ = make_picture_of_people(this->worlds(), colours, options_, aspect_);
    } else if (is_new) {
        picture_ = make_picture(this->world(), options_, aspect_);
    }
    if (is_new || is_elsewhere) make_people(look);
    if (is_new || is_elsewhere || share != made_for_share_) make_moving(look, share);
}

void PictureView::make_people(const Look& look) {
    const Theme& theme = look.theme();
    people_.begin(static_cast<unsigned>(std::max(1.0F, room_.GetWidth())),
                  static_cast<unsigned>(std::max(1.0F, room_.GetHeight())), theme.paper);
    for (const Area& area : picture_.regions) {
        const ImVec2 from = on_canvas({area.left, area.top}), to = on_canvas({area.right, area.bottom});
        people_.rectangle(from.x, from.y, to.x, to.y, mixed(theme.paper, theme.muted, look.dark ? 0.10 : 0.07));
    }
    // Larger the fewer there are, and closer up, but never so that they cover each other all over.
    const float crowd =
        std::sqrt(room_.GetWidth() * room_.GetHeight() / (1.0F + static_cast<float>(picture_.dots.size())));
    const float size =
        std::round(std::clamp(0.42F * crowd * std::sqrt(scale_ / room_.GetHeight()), look.px(1.0F), look.px(6.0F)));
    for (const Dot& dot : picture_.dots) {
        const ImVec2 at = on_canvas(dot.at);
        const ImVec2 from{std::round(at.x - size / 2.0F), std::round(at.y - size / 2.0F)};
        people_.rectangle(from.x, from.y, from.x + size, from.y + size, dot.colour);
    }
    const Colour ground = mixed(theme.paper, theme.muted, 0.08);
    for (const GridCell& cell : picture_.cells) {
        const double share = std::sqrt(static_cast<double>(cell.count) / std::max(1U, picture_.fullest_cell));
        const ImVec2 from = on_canvas({cell.area.left, cell.area.top}),
                     to = on_canvas({cell.area.right, cell.area.bottom});
        people_.rectangle(from.x, from.y, to.x, to.y, mixed(ground, cell.colour, 0.15 + 0.85 * share));
    }
}

void PictureView::make_moving(const Look& look, float share) {
    made_for_share_ = share;
    all_ = people_;
    add_marks(look, share, true);
    add_sellers(look);
    add_marks(look, share, false);
    if (texture_.getSize() != sf::Vector2u(all_.wide(), all_.high()) && !texture_.create(all_.wide(), all_.high())) {
        has_texture_ = false;  // larger than the graphics card can
        return;
    }
    has_texture_ = true;
    texture_.update(all_.bytes());
}

void PictureView::add_sellers(const Look& look) {
    const Colour paper = look.theme().paper;
    for (const Disc& disc : picture_.discs) {
        const float radius = look.px(disc.radius);
        const ImVec2 at = on_canvas(disc.at);
        if (disc.radius >= 3.0F) all_.disc(at.x, at.y, radius + look.px(1), paper, 0.9F);
        all_.disc(at.x, at.y, radius, disc.colour);
        if (!disc.open) all_.disc(at.x, at.y, 0.55F * radius, paper);  // a ring: gone
    }
}

/// Parcels lie below sellers, orders and failures above.
void PictureView::add_marks(const Look& look, float share, bool parcels) {
    const Theme& theme = look.theme();
    // The more there are of a kind the smaller they are, so that the market under them stays in sight.
    std::array<std::size_t, 3> counts{};
    for (const Trail& trail : picture_.trails) ++counts[static_cast<std::size_t>(trail.kind)];
    const auto size_of = [&](Mark::Kind kind) {
        const auto count = static_cast<float>(counts[static_cast<std::size_t>(kind)]);
        const float room = std::sqrt(room_.GetWidth() * room_.GetHeight() / (1.0F + count)) / look.px(1);
        return look.px(std::clamp(0.08F * room, 1.2F, 3.4F));
    };
    const std::array<float, 3> sizes{size_of(Mark::Kind::Order), size_of(Mark::Kind::Parcel),
                                     size_of(Mark::Kind::Failure)};
    for (const Trail& trail : picture_.trails) {
        const bool is_parcel = trail.kind == Mark::Kind::Parcel;
        const Colour colour = colour_of_mark(trail.kind, theme);
        if (parcels && !is_parcel && picture_.trails.size() < 200) {
            const ImVec2 from = on_canvas(trail.seller), to = on_canvas(trail.buyer);
            all_.line(from.x, from.y, to.x, to.y, look.px(1), colour, 0.16F);
        }
        if (is_parcel != parcels) continue;
        const MarkOnItsWay mark = on_its_way(trail, share);
        add_mark(all_, on_canvas(mark.at), sizes[static_cast<std::size_t>(trail.kind)], trail.kind, colour,
                 is_parcel ? 0.75F : mark.strength);
    }
}

void PictureView::draw(sf::RenderWindow& window) const {
    const sf::Vector2u size = window.getSize();
    if (!has_texture_ || size.x == 0 || size.y == 0) return;
    window.setView(sf::View(sf::FloatRect(0, 0, static_cast<float>(size.x), static_cast<float>(size.y))));
    sf::Sprite sprite(texture_);
    sprite.setPosition(room_.Min.x, room_.Min.y);
    window.draw(sprite, sf::BlendNone);  // it covers all of it
}

void PictureView::overlay(const Look& look, PictureCamera& camera, std::optional<Selection>& selection) {
    ImGui::SetCursorScreenPos(room_.Min);
    {
        const MouseOnly ground;
        ImGui::InvisibleButton("picture", {std::max(1.0F, room_.GetWidth()), std::max(1.0F, room_.GetHeight())});
    }
    const ImGuiIO& io = ImGui::GetIO();
    const bool hovered = ImGui::IsItemHovered();
    const float wide = static_cast<float>(aspect_) * scale_;
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, 4.0F)) {
        camera.middle.x -= io.MouseDelta.x / wide;
        camera.middle.y -= io.MouseDelta.y / scale_;
    }
    if (hovered && io.MouseWheel != 0.0F) {
        const float zoom = std::clamp(camera.zoom * std::pow(1.25F, io.MouseWheel), 1.0F, kMostZoom);
        const float factor = zoom / camera.zoom;
        const Point under{(io.MousePos.x - room_.GetCenter().x) / wide, (io.MousePos.y - room_.GetCenter().y) / scale_};
        camera.middle.x += under.x * (1.0F - 1.0F / factor);
        camera.middle.y += under.y * (1.0F - 1.0F / factor);
        camera.zoom = zoom;
    }
    if (hovered && ImGui::IsMouseDoubleClicked(0)) {
        camera = {};
        clicked_.reset();
    }
    // Only now, since the first click of a double one means nobody.
    if (clicked_ && ImGui::GetTime() - clicked_at_ > io.MouseDoubleClickTime) selection = std::exchange(clicked_, {});
    const float room = 0.5F - 0.5F / camera.zoom;
    camera.middle.x = std::clamp(camera.middle.x, 0.5F - room, 0.5F + room);
    camera.middle.y = std::clamp(camera.middle.y, 0.5F - room, 0.5F + room);

    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(room_.Min, room_.Max, true);
    const Theme& theme = look.theme();
    const Surroundings& around = *world().surroundings;
    std::string cut_name;  // of the region whose name is pointed at, where there was no room for all of it
    for (std::size_t r = 0; r < picture_.regions.size() && r < around.regions.size(); ++r) {
        const Area& area = picture_.regions[r];
        const ImVec2 from = on_screen({area.left, area.top}), to = on_screen({area.right, area.bottom});
        const ImVec2 at{std::max(from.x, room_.Min.x) + look.px(5), std::max(from.y, room_.Min.y) + look.px(3)};
        // As much of the name as there is room for, in what is seen of the region.
        const float width = std::min(to.x, room_.Max.x) - at.x - look.px(5);
        if (width < look.px(36) || to.y - at.y < ImGui::GetTextLineHeight() + look.px(3)) continue;
        // In several lines where they fit, else cut.
        const std::string whole = spoken_name(around.regions[r].name);
        std::string name = wrapped(whole, width);
        ImVec2 size = ImGui::CalcTextSize(name.c_str());
        if (size.x > width || size.y > 0.6F * (to.y - at.y)) {
            name = fitted(whole, width);
            size = ImGui::CalcTextSize(name.c_str());
        }
        list.AddRectFilled({at.x - look.px(3), at.y - look.px(1)},
                           {at.x + size.x + look.px(3), at.y + size.y + look.px(1)}, paint(theme.paper, 0.72),
                           look.px(3));
        list.AddText(at, paint(theme.ink), name.c_str());
        const bool is_whole = name.size() == whole.size();  // a line break stands for a blank
        if (!is_whole && hovered && ImGui::IsMouseHoveringRect(at, {at.x + size.x, at.y + size.y})) cut_name = whole;
    }
    const auto mark_selected = [&](bool is_seller, std::uint32_t number, std::size_t platform) {
        const SeenWorld& world = worlds()[platform];
        const bool knows_other =
            is_of_people() && world.custom != nullptr && number < world.custom->size() && (*world.custom)[number].knows;
        const std::size_t count = is_seller ? world.sellers.size() : world.buyers ? world.buyers->size() : 0;
        if (number >= count || (!is_seller && !knows_other && (*world.buyers)[number].stage == Stage::Unaware)) return;
        const std::uint8_t region = is_seller ? world.sellers[number].region : (*world.buyers)[number].region;
        if (region >= picture_.regions.size()) return;
        const Area& area = picture_.regions[region];
        const ImVec2 at = on_screen(is_seller ? place_of_seller(area, number, count) : place_of_buyer(area, number));
        list.AddCircle(at, look.px(11), paint(theme.paper), 0, look.px(4));
        list.AddCircle(at, look.px(11), paint(theme.accent), 0, look.px(2));
    };
    if (selection) {  // in every world: it is the same person; of platforms each has sellers of its own
        std::size_t platform = 0;
        for (std::size_t p = 0; p < worlds_; ++p)
            if (worlds()[p].id == selection->world) platform = p;
        const bool is_elsewhere = selection->is_seller && scene_->competes && worlds()[platform].id != selection->world;
        if (!is_elsewhere) mark_selected(selection->is_seller, selection->number, platform);
    }
    if (hovered && !ImGui::IsMouseDragging(0, 4.0F)) {
        if (const auto pointed = pointed_at(picture_, on_plane(io.MousePos), scale_, look.px(5), look.px(1))) {
            mark_selected(pointed->is_seller, pointed->number, pointed->platform);
            draw_tooltip(look, *pointed);
            const bool is_click = ImGui::IsMouseReleased(0) && io.MouseDragMaxDistanceSqr[0] < 16.0F;
            if (is_click && io.MouseClickedLastCount[0] == 1) {
                clicked_ = Selection{worlds()[pointed->platform].id, pointed->is_seller, pointed->number};
                clicked_at_ = ImGui::GetTime();
            }
        } else if (!cut_name.empty()) {
            ImGui::SetTooltip("%s", cut_name.c_str());
        }
    }
    list.PopClipRect();
}

/// What a buyer is to each platform of the market.
std::string PictureView::told_of_buyer(std::uint32_t number) const {
    std::string text;
    for (const SeenWorld& world : worlds()) {
        const BuyerPoint& buyer = (*world.buyers)[number];
        text += "\n" + (buyer.stage == Stage::Unaware ? filled(tr("{}: has not heard of it"), spoken_name(world.name))
                                                      : filled(tr("{}: {}, trust {}"), spoken_name(world.name),
                                                               in_words_of(spoken_language(), name_of(buyer.stage)),
                                                               grouped_in(spoken_language(), buyer.trust / 255.0, 2)));
    }
    const BuyerCustom& custom = (*world().custom)[number];
    if (custom.bought_on < worlds_)
        text += "\n" + filled(tr("last bought on {}"), spoken_name(worlds()[custom.bought_on].name));
    return text;
}

void PictureView::draw_tooltip(const Look& look, const Pointed& pointed) const {
    const SeenWorld& world = worlds()[pointed.platform];
    const Surroundings& around = *world.surroundings;
    std::string head, text;
    if (pointed.is_seller) {
        const SellerPoint& seller = world.sellers[pointed.number];
        head = seller.own_store ? tr("The own store") : filled(tr("Seller {}"), pointed.number);
        if (is_of_people()) head += " (" + spoken_name(world.name) + ")";
        const std::string type =
            !seller.own_store && seller.type < around.seller_types.size()
                ? in_words_of(spoken_language(), TextOf::Choice, around.seller_types[seller.type]) + ", "
                : "";
        text = filled(
            tr("{}{}{}\n{}\ntrue quality {}, on display {}"), type, spoken_name(around.regions[seller.region].name),
            seller.open ? "" : tr(", gone"), counted(tr_later("{} unit sold"), tr_later("{} units sold"), seller.sold),
            grouped_in(spoken_language(), seller.quality, 2),
            std::isnan(seller.shown) ? std::string(tr("nothing")) : grouped_in(spoken_language(), seller.shown, 2));
    } else {
        const BuyerPoint& buyer = (*world.buyers)[pointed.number];
        head = filled(tr("Buyer {}"), pointed.number);
        const std::string segment =
            buyer.segment < around.segments.size() ? spoken_name(around.segments[buyer.segment]) + ", " : "";
        if (is_of_people())
            text = segment + spoken_name(around.regions[buyer.region].name) + told_of_buyer(pointed.number);
        else
            text = filled(tr("{}{}\n{}\ntrust {}"), segment, spoken_name(around.regions[buyer.region].name),
                          in_words_of(spoken_language(), name_of(buyer.stage)),
                          grouped_in(spoken_language(), buyer.trust / 255.0, 2));
    }
    ImGui::BeginTooltip();
    ImGui::PushFont(look.fonts.strong);
    ImGui::TextUnformatted(head.c_str());
    ImGui::PopFont();
    ImGui::TextUnformatted(text.c_str());
    ImGui::TextDisabled("%s", tr("click to look inside"));
    ImGui::EndTooltip();
}

namespace {

/// An entry of the legend, beside what was drawn before where there is room: a sign and words; true when it was
/// clicked.
template <class Sign>
bool legend_entry(const Look& look, const char* name, bool shown, float right, Sign sign) {
    const float line = ImGui::GetTextLineHeight(), mark = look.px(13);
    const char* const end = ImGui::FindRenderedTextEnd(name);
    const float needed = mark + look.px(3) + ImGui::CalcTextSize(name, end).x;
    ImGui::SameLine(0, look.px(11));
    if (ImGui::GetCursorScreenPos().x + needed > right) ImGui::NewLine();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(name, {needed, line});
    show_ring();
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        ImGui::SetTooltip("%s", shown ? tr("click to hide") : tr("click to show"));
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (shown) sign(list, ImVec2{at.x + mark / 2.0F, at.y + line / 2.0F});
    const ImU32 colour = paint(shown ? look.theme().ink : look.theme().muted, shown ? 1.0 : 0.75);
    list.AddText({at.x + mark + look.px(3), at.y}, colour, name, end);
    if (!shown)
        list.AddLine({at.x + mark + look.px(3), at.y + line * 0.55F}, {at.x + needed, at.y + line * 0.55F}, colour);
    return clicked;
}

/// A scale of colours from low to high, with its words.
void draw_scale(const Look& look, const char* low, const char* high) {
    const float line = ImGui::GetTextLineHeight(), width = look.px(54);
    ImGui::TextDisabled("%s", low);
    ImGui::SameLine(0, look.px(4));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, line});
    constexpr int kSteps = 9;
    for (int i = 0; i < kSteps; ++i) {
        const float x = at.x + width * static_cast<float>(i) / kSteps;
        ImGui::GetWindowDrawList()->AddRectFilled(
            {x, at.y + line * 0.2F}, {x + width / kSteps, at.y + line * 0.8F},
            paint(colour_of_share(static_cast<double>(i) / (kSteps - 1), look.dark)));
    }
    ImGui::SameLine(0, look.px(4));
    ImGui::TextDisabled("%s", high);
}

}  // namespace

namespace {

const char* words_of(BuyersBy buyers_by) {
    if (buyers_by == BuyersBy::Platform) return tr("Buyers by platform ▼");
    return buyers_by == BuyersBy::Stage ? tr("Buyers by stage ▼") : tr("Buyers by trust ▼");
}

/// What the colours of buyers may tell, one after the other.
BuyersBy next_after(BuyersBy now, bool competes) {
    if (now == BuyersBy::Platform) return BuyersBy::Stage;
    if (now == BuyersBy::Stage) return BuyersBy::Trust;
    return competes ? BuyersBy::Platform : BuyersBy::Stage;
}

void draw_stages(const Look& look, PictureOptions& options, float right) {
    for (std::size_t s = 1; s < kCountOf<Stage>; ++s) {
        const Colour colour = colour_of_stage(static_cast<Stage>(s), look.dark);
        const bool by_stage = options.buyers_by == BuyersBy::Stage;
        const std::string name = in_words_of(spoken_language(), name_of(static_cast<Stage>(s)));
        if (legend_entry(look, name.c_str(), options.stages[s], right, [&](ImDrawList& list, ImVec2 at) {
                const float r = look.px(4);
                list.AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r},
                                   paint(by_stage ? colour : look.theme().muted));
            }))
            options.stages[s] = !options.stages[s];
    }
}

/// A shop with an awning, in the colour of its platform.
void draw_shop(const Look& look, ImDrawList& list, ImVec2 at, Colour colour) {
    const float r = look.px(6);
    list.AddRectFilled({at.x - r * 0.8F, at.y - r * 0.1F}, {at.x + r * 0.8F, at.y + r}, paint(colour));
    list.AddRectFilled({at.x - r * 0.3F, at.y + r * 0.3F}, {at.x + r * 0.3F, at.y + r}, paint(look.theme().paper));
    list.AddQuadFilled({at.x - r * 0.8F, at.y - r}, {at.x + r * 0.8F, at.y - r}, {at.x + r * 1.1F, at.y - r * 0.1F},
                       {at.x - r * 1.1F, at.y - r * 0.1F}, paint(colour));
}

/// A shop for each platform of the first market with its share of the orders of the last days; then those who buy
/// nowhere.
void draw_platforms(const Look& look, PictureOptions& options, const Scene& scene, float right) {
    const std::vector<std::span<const SeenWorld>> markets = markets_of(scene.worlds);
    const std::span<const SeenWorld> platforms = markets.front();
    for (std::size_t p = 0; p < platforms.size() && p < kMostCompeting; ++p) {
        std::string name = spoken_name(platforms[p].name);
        std::string shares;  // in each future of the market
        for (const std::span<const SeenWorld> market : markets) {
            const double share = share_of_orders(market, p);
            if (!std::isnan(share))
                shares += (shares.empty() ? " " : " / ") + grouped_in(spoken_language(), 100.0 * share, 0) + " %";
        }
        name += shares;
        // The same entry while its share changes.
        name += fmt::format("##platform {}", p);
        if (legend_entry(look, name.c_str(), options.custom[p], right, [&](ImDrawList& list, ImVec2 at) {
                draw_shop(look, list, at, colour_of_style(look, look.style_of(p)));
            }))
            options.custom[p] = !options.custom[p];
    }
    const Colour first = colour_of_style(look, look.style_of(0));
    for (const auto& [group, name] :
         {std::pair{kNowhereYet, tr("bought nowhere yet")}, std::pair{kLeftAll, tr("left all they knew (pale)")}}) {
        if (legend_entry(look, name, options.custom[group], right, [&, which = group](ImDrawList& list, ImVec2 at) {
                const float r = look.px(4);
                list.AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r},
                                   paint(colour_of_custom(which, first, look.dark)));
            }))
            options.custom[group] = !options.custom[group];
    }
}

}  // namespace

void draw_picture_legend(const Look& look, PictureOptions& options, bool of_areas, const Scene& scene) {
    const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    const bool by_platform = options.buyers_by == BuyersBy::Platform;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look.px(8), look.px(3)));
    if (ImGui::SmallButton(words_of(options.buyers_by)))
        options.buyers_by = next_after(options.buyers_by, scene.competes);
    if (ImGui::IsItemHovered())
        ImGui::SetTooltip(
            "%s", by_platform ? tr("what the colours of buyers tell: click to change\nEach has the colour of the "
                                   "platform on which it last bought. People who know none are not drawn.")
                              : tr("what the colours of buyers tell: click to change\nPeople who never heard of the "
                                   "platform are not drawn."));
    if (options.buyers_by == BuyersBy::Trust) {
        ImGui::SameLine();
        draw_scale(look, ("≤ " + grouped_in(spoken_language(), kLittleTrust, 2)).c_str(),
                   ("≥ " + grouped_in(spoken_language(), kMuchTrust, 2)).c_str());
    }
    if (by_platform)
        draw_platforms(look, options, scene, right);
    else
        draw_stages(look, options, right);
    if (of_areas)
        ImGui::TextDisabled(
            "%s", fitted(tr("so many people: the stronger a spot, the more are there; its colour mixes theirs"),
                         right - ImGui::GetCursorScreenPos().x)
                      .c_str());
    if (!by_platform) {
        const char* sellers = options.sellers_by == SellersBy::Shown ? tr("Sellers by displayed quality ▼")
                                                                     : tr("Sellers by true quality ▼");
        if (ImGui::SmallButton(sellers))
            options.sellers_by = options.sellers_by == SellersBy::Shown ? SellersBy::True : SellersBy::Shown;
        if (ImGui::IsItemHovered())
            ImGui::SetTooltip("%s", tr("what the colours of sellers tell: click to change\nThe area of a disc goes "
                                       "with its sales; a ring is a "
                                       "seller who is gone."));
        ImGui::SameLine();
        draw_scale(look, "0", "1");
    } else {
        ImGui::TextDisabled("%s", tr("Sellers by platform"));
        if (ImGui::IsItemHovered())
            ImGui::SetTooltip("%s", tr("The area of a disc goes with its sales; a ring is a seller who is gone."));
    }
    const auto marks = [&](const char* name, bool& shown, Mark::Kind kind) {
        if (legend_entry(look, name, shown, right, [&](ImDrawList& list, ImVec2 at) {
                const float r = look.px(4);
                const ImU32 colour = paint(colour_of_mark(kind, look.theme()));
                if (kind == Mark::Kind::Parcel) {
                    list.AddQuadFilled({at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}, colour);
                } else if (kind == Mark::Kind::Order) {
                    list.AddLine({at.x - r, at.y}, {at.x + r, at.y}, colour, look.px(2));
                    list.AddLine({at.x, at.y - r}, {at.x, at.y + r}, colour, look.px(2));
                } else {
                    list.AddLine({at.x - r, at.y - r}, {at.x + r, at.y + r}, colour, look.px(2));
                    list.AddLine({at.x - r, at.y + r}, {at.x + r, at.y - r}, colour, look.px(2));
                }
            }))
            shown = !shown;
    };
    if (legend_entry(look, tr("sellers"), options.sellers, right, [&](ImDrawList& list, ImVec2 at) {
            list.AddCircleFilled(at, look.px(5), paint(colour_of_share(0.8, look.dark)));
        }))
        options.sellers = !options.sellers;
    marks(tr("orders today"), options.orders, Mark::Kind::Order);
    marks(tr("parcels"), options.parcels, Mark::Kind::Parcel);
    marks(tr("failures today"), options.failures, Mark::Kind::Failure);
    ImGui::PopStyleVar();
}

}  // namespace pasar
