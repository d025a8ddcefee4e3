#include "window/picture_view.h"

#include <fmt/format.h>

#include <SFML/Graphics/Sprite.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "reports/figures.h"
#include "reports/language.h"
#include "window/plot.h"

namespace pasar {

namespace {

constexpr float kMostZoom = 60.0F;

sf::Color to_sfml(Colour c, double opacity = 1.0) {
    return {c.red, c.green, c.blue, static_cast<sf::Uint8>(std::lround(255.0 * opacity))};
}

void add_quad(sf::VertexArray& array, const Area& area, sf::Color colour) {
    array.append({{area.left, area.top}, colour});
    array.append({{area.right, area.top}, colour});
    array.append({{area.right, area.bottom}, colour});
    array.append({{area.left, area.bottom}, colour});
}

void add_triangle(sf::VertexArray& array, sf::Vector2f a, sf::Vector2f b, sf::Vector2f c, sf::Color colour) {
    array.append({a, colour});
    array.append({b, colour});
    array.append({c, colour});
}

void add_disc(sf::VertexArray& array, Point at, float radius, sf::Color colour, int corners) {
    sf::Vector2f before{at.x + radius, at.y};
    for (int i = 1; i <= corners; ++i) {
        const float angle = 2.0F * std::numbers::pi_v<float> * static_cast<float>(i) / static_cast<float>(corners);
        const sf::Vector2f next{at.x + radius * std::cos(angle), at.y + radius * std::sin(angle)};
        add_triangle(array, {at.x, at.y}, before, next, colour);
        before = next;
    }
}

/// A stroke of this thickness.
void add_stroke(sf::VertexArray& array, Point a, Point b, float thick, sf::Color colour) {
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (!(length > 0.0F)) return;
    const float x = (b.y - a.y) / length * thick / 2.0F, y = (a.x - b.x) / length * thick / 2.0F;
    add_triangle(array, {a.x + x, a.y + y}, {a.x - x, a.y - y}, {b.x + x, b.y + y}, colour);
    add_triangle(array, {b.x + x, b.y + y}, {a.x - x, a.y - y}, {b.x - x, b.y - y}, colour);
}

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
void add_mark(sf::VertexArray& array, Point at, float r, Mark::Kind kind, sf::Color colour) {
    const float thick = r * 0.55F;
    switch (kind) {
        case Mark::Kind::Order:
            add_stroke(array, {at.x - r, at.y}, {at.x + r, at.y}, thick, colour);
            add_stroke(array, {at.x, at.y - r}, {at.x, at.y + r}, thick, colour);
            break;
        case Mark::Kind::Parcel:
            add_triangle(array, {at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, colour);
            add_triangle(array, {at.x, at.y - r}, {at.x - r, at.y}, {at.x, at.y + r}, colour);
            break;
        case Mark::Kind::Failure:
            add_stroke(array, {at.x - r, at.y - r}, {at.x + r, at.y + r}, thick, colour);
            add_stroke(array, {at.x - r, at.y + r}, {at.x + r, at.y - r}, thick, colour);
            break;
    }
}

}  // namespace

void PictureView::prepare(const Look& look, const std::shared_ptr<const Scene>& scene, std::size_t world,
                          const PictureOptions& options, const PictureCamera& camera, ImRect room) {
    const double exact = std::max(1.0F, room.GetWidth()) / std::max(1.0F, room.GetHeight());
    // In steps, so that dragging a splitter does not move everybody all the time.
    const double aspect = std::clamp(std::round(exact * 10.0) / 10.0, 0.3, 5.0);
    const bool is_new =
        scene != scene_ || world != world_ || !(options == options_) || aspect != aspect_ || look.dark != made_dark_;
    scene_ = scene;
    world_ = world;
    options_ = options;
    aspect_ = aspect;
    room_ = room;
    made_dark_ = look.dark;
    const float whole = std::min(room.GetHeight(), room.GetWidth() / static_cast<float>(aspect));
    scale_ = whole * camera.zoom;
    origin_ = {room.GetCenter().x - camera.middle.x * static_cast<float>(aspect) * scale_,
               room.GetCenter().y - camera.middle.y * scale_};
    if (is_new) {
        picture_ = make_picture(*scene_, scene_->worlds[world_], options_, aspect_);
        make_grounds(look);
    }
    const bool is_larger = is_new || scale_ != made_for_scale_ || look.px(1) != made_for_px_;
    if (is_larger || origin_.x != made_for_origin_.x || origin_.y != made_for_origin_.y ||
        wide_ != static_cast<unsigned>(room.GetWidth()) || high_ != static_cast<unsigned>(room.GetHeight())) {
        made_for_origin_ = origin_;
        make_people(look);
    }
    if (is_larger) make_moving(look);
}

void PictureView::make_grounds(const Look& look) {
    const Theme& theme = look.theme();
    grounds_.clear();
    for (const Area& area : picture_.regions)
        add_quad(grounds_, area, to_sfml(mixed(theme.paper, theme.muted, look.dark ? 0.10 : 0.07)));
}

/// Fills a part of the buyers' pixels, in pixels of the screen.
void PictureView::put(ImVec2 from, ImVec2 to, Colour colour) {
    const auto inside = [](float value, unsigned most) {
        return static_cast<unsigned>(std::clamp(value, 0.0F, static_cast<float>(most)));
    };
    const unsigned left = inside(from.x - room_.Min.x, wide_), right = inside(to.x - room_.Min.x, wide_);
    const unsigned bottom = inside(to.y - room_.Min.y, high_);
    for (unsigned y = inside(from.y - room_.Min.y, high_); y < bottom; ++y) {
        sf::Uint8* pixel = pixels_.data() + 4U * (static_cast<std::size_t>(y) * wide_ + left);
        for (unsigned x = left; x < right; ++x, pixel += 4) {
            pixel[0] = colour.red;
            pixel[1] = colour.green;
            pixel[2] = colour.blue;
            pixel[3] = 255;
        }
    }
}

void PictureView::make_people(const Look& look) {
    wide_ = static_cast<unsigned>(std::max(1.0F, room_.GetWidth()));
    high_ = static_cast<unsigned>(std::max(1.0F, room_.GetHeight()));
    pixels_.assign(4U * static_cast<std::size_t>(wide_) * high_, 0);
    // Larger the fewer there are, and closer up, but never so that they cover each other all over.
    const float crowd =
        std::sqrt(room_.GetWidth() * room_.GetHeight() / (1.0F + static_cast<float>(picture_.dots.size())));
    const float size =
        std::round(std::clamp(0.42F * crowd * std::sqrt(scale_ / room_.GetHeight()), look.px(1.0F), look.px(6.0F)));
    for (const Dot& dot : picture_.dots) {
        const ImVec2 at = on_screen(dot.at);
        const ImVec2 from{std::round(at.x - size / 2.0F), std::round(at.y - size / 2.0F)};
        if (from.x + size < room_.Min.x || from.y + size < room_.Min.y || from.x > room_.Max.x || from.y > room_.Max.y)
            continue;
        put(from, {from.x + size, from.y + size}, dot.colour);
    }
    const Colour ground = mixed(look.theme().paper, look.theme().muted, 0.08);
    for (const GridCell& cell : picture_.cells) {
        const double share = std::sqrt(static_cast<double>(cell.count) / std::max(1U, picture_.fullest_cell));
        const ImVec2 from = on_screen({cell.area.left, cell.area.top}),
                     to = on_screen({cell.area.right, cell.area.bottom});
        put({std::round(from.x), std::round(from.y)}, {std::round(to.x), std::round(to.y)},
            mixed(ground, cell.colour, 0.15 + 0.85 * share));
    }
    if (people_.getSize() != sf::Vector2u(wide_, high_) && !people_.create(wide_, high_)) {
        wide_ = high_ = 0;  // larger than the graphics card can: a picture without buyers
        return;
    }
    people_.update(pixels_.data());
}

void PictureView::make_moving(const Look& look) {
    made_for_scale_ = scale_;
    made_for_px_ = look.px(1);
    const float pixel = 1.0F / scale_;  // on the plane
    const Theme& theme = look.theme();
    sellers_.clear();
    for (const Disc& disc : picture_.discs) {
        const float radius = look.px(disc.radius) * pixel;
        const int corners = disc.radius < 3.0F ? 6 : disc.radius < 8.0F ? 10 : 28;
        if (disc.radius >= 3.0F)
            add_disc(sellers_, disc.at, radius + look.px(1) * pixel, to_sfml(theme.paper, 0.9), corners);
        add_disc(sellers_, disc.at, radius, to_sfml(disc.colour), corners);
        if (!disc.open) add_disc(sellers_, disc.at, 0.55F * radius, to_sfml(theme.paper), corners);  // a ring: gone
    }
    marks_.clear();
    parcels_.clear();
    // The more there are of a kind the smaller they are, so that the market under them stays in sight.
    std::array<std::size_t, 3> counts{};
    for (const Trail& trail : picture_.trails) ++counts[static_cast<std::size_t>(trail.kind)];
    const auto size_of = [&](Mark::Kind kind) {
        const auto count = static_cast<float>(counts[static_cast<std::size_t>(kind)]);
        const float room = std::sqrt(room_.GetWidth() * room_.GetHeight() / (1.0F + count)) / look.px(1);
        return look.px(std::clamp(0.08F * room, 1.2F, 3.4F)) * pixel;
    };
    const std::array<float, 3> sizes{size_of(Mark::Kind::Order), size_of(Mark::Kind::Parcel),
                                     size_of(Mark::Kind::Failure)};
    for (const Trail& trail : picture_.trails) {
        const float share = trail.kind == Mark::Kind::Parcel ? std::clamp(trail.progress, 0.0F, 1.0F) : 1.0F;
        const Point at{trail.from.x + (trail.to.x - trail.from.x) * share,
                       trail.from.y + (trail.to.y - trail.from.y) * share};
        const Colour colour = colour_of_mark(trail.kind, theme);
        if (trail.kind != Mark::Kind::Parcel && picture_.trails.size() < 200)
            add_stroke(parcels_, trail.from, trail.to, look.px(1) * pixel, to_sfml(colour, 0.16));
        const bool is_parcel = trail.kind == Mark::Kind::Parcel;
        add_mark(is_parcel ? parcels_ : marks_, at, sizes[static_cast<std::size_t>(trail.kind)], trail.kind,
                 to_sfml(colour, is_parcel ? 0.75 : 1.0));
    }
}

void PictureView::draw(sf::RenderWindow& window) const {
    const sf::Vector2u size = window.getSize();
    if (room_.GetWidth() < 2.0F || room_.GetHeight() < 2.0F || size.x == 0 || size.y == 0) return;
    sf::View view(sf::FloatRect(room_.Min.x, room_.Min.y, room_.GetWidth(), room_.GetHeight()));
    const auto w = static_cast<float>(size.x), h = static_cast<float>(size.y);
    view.setViewport({room_.Min.x / w, room_.Min.y / h, room_.GetWidth() / w, room_.GetHeight() / h});
    window.setView(view);
    sf::Transform transform;
    transform.translate(origin_.x, origin_.y).scale(scale_, scale_);
    const sf::RenderStates states(transform);
    window.draw(grounds_, states);
    if (wide_ > 0) {
        sf::Sprite people(people_);
        people.setPosition(room_.Min.x, room_.Min.y);
        window.draw(people);
    }
    window.draw(parcels_, states);
    window.draw(sellers_, states);
    window.draw(marks_, states);
}

void PictureView::overlay(const Look& look, PictureCamera& camera, std::optional<Selection>& selection) {
    ImGui::SetCursorScreenPos(room_.Min);
    ImGui::InvisibleButton("picture", {std::max(1.0F, room_.GetWidth()), std::max(1.0F, room_.GetHeight())});
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
    if (hovered && ImGui::IsMouseDoubleClicked(0)) camera = {};
    const float room = 0.5F - 0.5F / camera.zoom;
    camera.middle.x = std::clamp(camera.middle.x, 0.5F - room, 0.5F + room);
    camera.middle.y = std::clamp(camera.middle.y, 0.5F - room, 0.5F + room);

    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(room_.Min, room_.Max, true);
    const Theme& theme = look.theme();
    for (std::size_t r = 0; r < picture_.regions.size() && r < scene_->regions.size(); ++r) {
        const Area& area = picture_.regions[r];
        const ImVec2 from = on_screen({area.left, area.top}), to = on_screen({area.right, area.bottom});
        const ImVec2 size = ImGui::CalcTextSize(scene_->regions[r].name.c_str());
        if (to.x - from.x < size.x + look.px(10) || to.y - from.y < size.y + look.px(6)) continue;
        const ImVec2 at{std::max(from.x, room_.Min.x) + look.px(5), std::max(from.y, room_.Min.y) + look.px(3)};
        list.AddRectFilled({at.x - look.px(3), at.y - look.px(1)},
                           {at.x + size.x + look.px(3), at.y + size.y + look.px(1)}, paint(theme.paper, 0.72),
                           look.px(3));
        list.AddText(at, paint(theme.ink), scene_->regions[r].name.c_str());
    }
    const auto mark_selected = [&](bool is_seller, std::uint32_t number) {
        const World& world = scene_->worlds[world_];
        const std::size_t count = is_seller ? world.sellers.size() : world.buyers ? world.buyers->size() : 0;
        if (number >= count) return;
        const std::uint8_t region = is_seller ? world.sellers[number].region : (*world.buyers)[number].region;
        if (region >= picture_.regions.size()) return;
        const Area& area = picture_.regions[region];
        const ImVec2 at = on_screen(is_seller ? place_of_seller(area, number, count) : place_of_buyer(area, number));
        list.AddCircle(at, look.px(11), paint(theme.paper), 0, look.px(4));
        list.AddCircle(at, look.px(11), paint(theme.accent), 0, look.px(2));
    };
    if (selection) mark_selected(selection->is_seller, selection->number);  // in every world: it is the same person
    if (hovered && !ImGui::IsMouseDragging(0, 4.0F)) {
        if (const auto pointed = pointed_at(picture_, on_plane(io.MousePos), scale_, look.px(5), look.px(1))) {
            mark_selected(pointed->is_seller, pointed->number);
            draw_tooltip(look, *pointed);
            if (ImGui::IsMouseReleased(0) && io.MouseDragMaxDistanceSqr[0] < 16.0F)
                selection = Selection{scene_->worlds[world_].id, pointed->is_seller, pointed->number};
        }
    }
    list.PopClipRect();
}

void PictureView::draw_tooltip(const Look& look, const Pointed& pointed) const {
    const World& world = scene_->worlds[world_];
    std::string head, text;
    if (pointed.is_seller) {
        const SellerPoint& seller = world.sellers[pointed.number];
        head = seller.own_store ? tr("The own store") : filled(tr("Seller {}"), pointed.number);
        const std::string type = !seller.own_store && seller.type < scene_->seller_types.size()
                                     ? scene_->seller_types[seller.type] + ", "
                                     : "";
        text = filled(tr("{}{}{}\n{} units sold\ntrue quality {:.2f}, on display {}"), type,
                      scene_->regions[seller.region].name, seller.open ? "" : tr(", gone"),
                      grouped_in(spoken_language(), static_cast<double>(seller.sold)), seller.quality,
                      std::isnan(seller.shown) ? std::string(tr("nothing")) : fmt::format("{:.2f}", seller.shown));
    } else {
        const BuyerPoint& buyer = (*world.buyers)[pointed.number];
        head = filled(tr("Buyer {}"), pointed.number);
        const std::string segment =
            buyer.segment < scene_->segments.size() ? scene_->segments[buyer.segment] + ", " : "";
        text = filled(tr("{}{}\n{}\ntrust {:.2f}"), segment, scene_->regions[buyer.region].name,
                      in_words_of(spoken_language(), name_of(buyer.stage)), buyer.trust / 255.0);
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
    const float needed = mark + look.px(3) + ImGui::CalcTextSize(name).x;
    ImGui::SameLine(0, look.px(11));
    if (ImGui::GetCursorScreenPos().x + needed > right) ImGui::NewLine();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(name, {needed, line});
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        ImGui::SetTooltip("%s", shown ? tr("click to hide") : tr("click to show"));
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (shown) sign(list, ImVec2{at.x + mark / 2.0F, at.y + line / 2.0F});
    const ImU32 colour = paint(shown ? look.theme().ink : look.theme().muted, shown ? 1.0 : 0.75);
    list.AddText({at.x + mark + look.px(3), at.y}, colour, name);
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

void draw_picture_legend(const Look& look, PictureOptions& options) {
    const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look.px(8), look.px(3)));
    const char* stages = options.buyers_by == BuyersBy::Stage ? tr("Buyers by stage ▼") : tr("Buyers by trust ▼");
    if (ImGui::SmallButton(stages))
        options.buyers_by = options.buyers_by == BuyersBy::Stage ? BuyersBy::Trust : BuyersBy::Stage;
    if (ImGui::IsItemHovered())
        ImGui::SetTooltip("%s", tr("what the colours of buyers tell: click to change\nPeople who never heard of the "
                                   "platform are not drawn."));
    if (options.buyers_by == BuyersBy::Trust) {
        ImGui::SameLine();
        draw_scale(look, tr("none"), tr("full"));
    }
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
    const char* sellers =
        options.sellers_by == SellersBy::Shown ? tr("Sellers by displayed quality ▼") : tr("Sellers by true quality ▼");
    if (ImGui::SmallButton(sellers))
        options.sellers_by = options.sellers_by == SellersBy::Shown ? SellersBy::True : SellersBy::Shown;
    if (ImGui::IsItemHovered())
        ImGui::SetTooltip(
            "%s",
            tr("what the colours of sellers tell: click to change\nThe area of a disc goes with its sales; a ring is a "
               "seller who is gone."));
    ImGui::SameLine();
    draw_scale(look, "0", "1");
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
