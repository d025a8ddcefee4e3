// The picture of a market on the screen: the layers of viz/picture.h, made anew only where the scene or what is asked
// of it changed. Buyers are put into a texture by the processor, since 100,000 points one by one are too much for
// drawing without a graphics card; the others are one vertex array each.
#pragma once

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <SFML/Graphics/VertexArray.hpp>

#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

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
    /// Makes layers anew where they have to be, for a picture of this size and place on the screen.
    void prepare(const Look& look, const std::shared_ptr<const Scene>& scene, std::size_t world,
                 const PictureOptions& options, const PictureCamera& camera, ImRect room);
    [[nodiscard]] const ImRect& room() const { return room_; }
    /// The layers, below all panels.
    void draw(sf::RenderWindow& window) const;
    /// Names of regions, and what is pointed at; zooms and moves the camera, and selects what is clicked. Into the
    /// panel of ImGui at hand.
    void overlay(const Look& look, PictureCamera& camera, std::optional<Selection>& selection);

private:
    [[nodiscard]] ImVec2 on_screen(Point p) const { return {origin_.x + p.x * scale_, origin_.y + p.y * scale_}; }
    [[nodiscard]] Point on_plane(ImVec2 p) const { return {(p.x - origin_.x) / scale_, (p.y - origin_.y) / scale_}; }
    void make_grounds(const Look& look);
    void make_people(const Look& look);
    void put(ImVec2 from, ImVec2 to, Colour colour);
    void make_moving(const Look& look);
    void draw_tooltip(const Look& look, const Pointed& pointed) const;

    std::shared_ptr<const Scene> scene_;
    std::size_t world_ = 0;
    PictureOptions options_;
    double aspect_ = 0.0;
    Picture picture_;
    ImRect room_{};
    float scale_ = 1.0F;  ///< pixels for one unit of the plane
    ImVec2 origin_{};     ///< where the plane's corner is on the screen
    float made_for_scale_ = 0.0F, made_for_px_ = 0.0F;
    ImVec2 made_for_origin_{};
    std::vector<sf::Uint8> pixels_;  ///< of buyers, four bytes each, row by row
    unsigned wide_ = 0, high_ = 0;
    sf::Texture people_;
    bool made_dark_ = false;
    sf::VertexArray grounds_{sf::Quads}, parcels_{sf::Triangles}, marks_{sf::Triangles}, sellers_{sf::Triangles};
};

/// What colours, sizes and marks mean; entries hide and show their layer when clicked. Into the panel of ImGui at hand.
void draw_picture_legend(const Look& look, PictureOptions& options);

}  // namespace pasar
