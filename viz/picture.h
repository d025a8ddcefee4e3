// The market as a picture, worked out without a screen: regions as areas of a plane, everybody at a place of their own,
// and what has which colour and size. Places depend on numbers and regions alone, so nobody jumps about from day to
// day.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viz/scene.h"
#include "words/colours.h"

namespace pasar {

struct Point {
    float x = 0.0F, y = 0.0F;
    bool operator==(const Point&) const = default;
};
struct Area {
    float left = 0.0F, top = 0.0F, right = 1.0F, bottom = 1.0F;
    [[nodiscard]] float width() const { return right - left; }
    [[nodiscard]] float height() const { return bottom - top; }
    [[nodiscard]] bool holds(Point p) const { return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom; }
    bool operator==(const Area&) const = default;
};

/// One area for each region, as large as its share, regions of an island together; the plane is as high as 1 and as
/// wide as `aspect`. A region without a share has an empty area.
/// Bruls, Huizing & van Wijk, "Squarified Treemaps", 2000.
[[nodiscard]] std::vector<Area> lay_out_regions(std::span<const Surroundings::Region> regions, double aspect);

/// Where a buyer or seller stands in the area of its region.
[[nodiscard]] Point place_of_buyer(const Area& region, std::uint32_t number);
[[nodiscard]] Point place_of_seller(const Area& region, std::uint32_t number, std::size_t sellers);

enum class BuyersBy : std::uint8_t { Stage, Trust, Platform };
enum class SellersBy : std::uint8_t { Shown, True };

struct PictureOptions {
    BuyersBy buyers_by = BuyersBy::Stage;
    SellersBy sellers_by = SellersBy::Shown;
    std::array<bool, kCountOf<Stage>> stages = [] {
        std::array<bool, kCountOf<Stage>> all{};
        all.fill(true);
        return all;
    }();  ///< those to be drawn
    /// Buyers of platforms that compete: of each platform, then those who bought nowhere yet, then those who left all.
    std::array<bool, kMostCompeting + 2> custom = [] {
        std::array<bool, kMostCompeting + 2> all{};
        all.fill(true);
        return all;
    }();
    bool sellers = true, orders = true, parcels = true, failures = true;
    bool dark = false;
    bool operator==(const PictureOptions&) const = default;
};

/// From here on buyers are shown as how many there are in each cell of a grid, and not one by one.
inline constexpr std::size_t kMostPoints = 200'000;

struct Dot {
    Point at;
    Colour colour;
    std::uint32_t number = kNobody;
};
struct Disc {
    Point at;
    float radius = 0.0F;  ///< in points of a screen of ordinary density, before zoom
    Colour colour;
    std::uint32_t number = kNobody;
    bool open = true;
    std::size_t platform = 0;  ///< place of its platform, where several share the picture
};
/// A line from a seller to a buyer, along which a mark moves.
struct Trail {
    Point seller, buyer;
    float progress = 0.0F, a_day = 0.0F;  ///< of a parcel, as in Mark
    Mark::Kind kind = Mark::Kind::Order;
};
/// Buyers by cell: `count` of them, in a colour mixed from all of theirs.
struct GridCell {
    Area area;
    Colour colour;
    std::uint32_t count = 0;
};

struct Picture {
    std::vector<Area> regions;
    std::vector<Dot> dots;        ///< empty where there are cells
    std::vector<GridCell> cells;  ///< empty where there are dots
    std::uint32_t fullest_cell = 0;
    std::vector<Disc> discs;  ///< smallest last, so that none is hidden
    std::vector<Trail> trails;
    std::size_t buyers_drawn = 0;  ///< in dots or cells
};

/// `aspect` as in lay_out_regions.
[[nodiscard]] Picture make_picture(const SeenWorld& world, const PictureOptions& options, double aspect);

inline constexpr std::size_t kNowhereYet = kMostCompeting, kLeftAll = kMostCompeting + 1;
/// Among what `PictureOptions::custom` shows: the place of the platform that it last bought on, or one of those above.
/// Pre: it knows one.
[[nodiscard]] std::size_t group_of(const BuyerCustom& buyer);
/// Of a group; `of_platform` is the colour of the platform that it last bought on.
[[nodiscard]] Colour colour_of_custom(std::size_t group, Colour of_platform, bool dark);

/// The people of a market, each in the colour of the platform where it last bought: pale where it has left all that it
/// knew, grey where it has bought nowhere yet. Sellers have the colour of their platform. `colours`: of each platform.
/// Pre: BuyersBy::Platform.
[[nodiscard]] Picture make_picture_of_people(std::span<const SeenWorld> platforms, std::span<const Colour> colours,
                                             const PictureOptions& options, double aspect);
/// How many buyers are in each group of `PictureOptions::custom`.
[[nodiscard]] std::array<std::int64_t, kMostCompeting + 2> count_custom(const SeenWorld& world);

/// A mark between two evenings.
struct MarkOnItsWay {
    Point at;
    float strength = 1.0F;  ///< 0 to 1: how much of its colour is left
};
/// Where a mark is when `share` of the time to the next evening has gone by, 0 to 1: an order goes from its buyer to
/// the seller, a parcel comes on towards the buyer by as much as it does in a day, a failure fades where it was felt.
[[nodiscard]] MarkOnItsWay on_its_way(const Trail& trail, float share);

/// How many buyers stand in each stage.
[[nodiscard]] std::array<std::int64_t, kCountOf<Stage>> count_stages(const SeenWorld& world);

[[nodiscard]] Colour colour_of_stage(Stage stage, bool dark);
/// Of a share such as trust or quality, 0 to 1: from orange over grey to blue; NaN is grey and light.
[[nodiscard]] Colour colour_of_share(double share, bool dark);
/// Trust of buyers lies in the middle of its scale: there colours differ most. What is beyond these ends is as they
/// are.
inline constexpr double kLittleTrust = 0.35, kMuchTrust = 0.75;
[[nodiscard]] Colour colour_of_trust(double trust, bool dark);

/// What is pointed at: the nearest disc that holds the point, else the nearest dot within reach.
struct Pointed {
    bool is_seller = false;
    std::uint32_t number = kNobody;
    std::size_t platform = 0;  ///< of a seller, as in Disc
};
/// `scale`: pixels for one unit of the plane; `reach` and radii of discs in pixels.
[[nodiscard]] std::optional<Pointed> pointed_at(const Picture& picture, Point at, float scale, float reach,
                                                float disc_scale);

}  // namespace pasar
