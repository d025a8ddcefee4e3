// The picture of a market on the screen: the layers of viz/picture.h, made anew only where the scene or what is asked
// of it changed. They are drawn by the processor (viz/canvas.h) and shown as one texture, since 100,000 points and
// thousands of marks one by one are too much for drawing without a graphics card.
#pragma once

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Graphics/Texture.hpp>

#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viz/canvas.h"
#include "viz/picture.h"
#include "window/look.h"

namespace pasar {

/// What part of the plane all pictures look at: they move together.
struct PictureCamera {
    float zoom = 1.0F;
    Point middle{0.5F, 0.5F};  ///< as shares of the plane's width and height
};

/// A buyer or seller that was clicked.
struct Selection {
    std::uint32_t world = 0;  ///< its id
    bool is_seller = false;
    std::uint32_t number = 0;
    bool operator==(const Selection&) const = default;
};

class PictureView {
public:
    /// Makes layers anew where they have to be, for a picture of this size and area on the screen, when `share` of the
    /// time to the next evening has gone by. `worlds`: how many from `world` on, platforms of a market, share it.
    void prepare(const Look& look, const std::shared_ptr<const Scene>& scene, std::size_t world, std::size_t worlds,
                 const PictureOptions& options, const PictureCamera& camera, ImRect room, float share);
    [[nodiscard]] std::size_t first() const { return world_; }
    /// The worlds that it shows.
    [[nodiscard]] std::span<const SeenWorld> worlds() const {
        return std::span(scene_->worlds).subspan(world_, worlds_);
    }
    [[nodiscard]] const ImRect& room() const { return room_; }
    /// Whether it shows how many there are in each spot, and not each buyer.
    [[nodiscard]] bool is_of_areas() const { return !picture_.cells.empty(); }
    /// The layers, below all panels.
    void draw(sf::RenderWindow& window) const;
    /// Names of regions, and what is pointed at; zooms and moves the camera, and selects what is clicked. Into the
    /// panel of ImGui at hand.
    void overlay(const Look& look, PictureCamera& camera, std::optional<Selection>& selection);

private:
    [[nodiscard]] const SeenWorld& world() const { return scene_->worlds[world_]; }
    [[nodiscard]] ImVec2 on_screen(Point p) const { return {origin_.x + p.x * scale_, origin_.y + p.y * scale_}; }
    [[nodiscard]] ImVec2 on_canvas(Point p) const {
        const ImVec2 at = on_screen(p);
        return {at.x - room_.Min.x, at.y - room_.Min.y};
    }
    [[nodiscard]] Point on_plane(ImVec2 p) const { return {(p.x - origin_.x) / scale_, (p.y - origin_.y) / scale_}; }
    void make_people(const Look& look);
    void make_moving(const Look& look, float share);
    void add_sellers(const Look& look);
    void add_marks(const Look& look, float share, bool parcels);
    [[nodiscard]] bool is_of_people() const { return options_.buyers_by == BuyersBy::Platform; }
    [[nodiscard]] std::string told_of_buyer(std::uint32_t number) const;
    void draw_tooltip(const Look& look, const Pointed& pointed) const;

    std::shared_ptr<const Scene> scene_;
    std::size_t world_ = 0, worlds_ = 1;
    PictureOptions options_;
    double aspect_ = 0.0;
    Picture picture_;
    ImRect room_{};
    float scale_ = 1.0F;  ///< pixels for one unit of the plane
    ImVec2 origin_{};     ///< where the plane's corner is on the screen
    float made_for_px_ = 0.0F, made_for_share_ = 0.0F;
    Canvas people_;  ///< regions and buyers, as they stand from one evening to the next
    Canvas all_;     ///< with sellers and marks
    sf::Texture texture_;
    bool has_texture_ = false;
    std::optional<Selection> clicked_;  ///< until it is known not to be the first half of a double click
    double clicked_at_ = 0.0;           ///< by ImGui's clock
};

/// What colours, sizes and marks mean; entries hide and show their layer when clicked. `of_places`: as in PictureView.
/// Into the panel of ImGui at hand.
void draw_picture_legend(const Look& look, PictureOptions& options, bool of_areas, const Scene& scene);

}  // namespace pasar
