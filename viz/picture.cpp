#include "viz/picture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace pasar {

namespace {

/// Bits of a number that look like chance and are always the same (the finaliser of SplitMix64: Steele, Lea & Flood,
/// "Fast splittable pseudorandom number generators", 2014). For places on the screen only: all draws of the market
/// come from agents/dice.h.
std::uint64_t scattered(std::uint64_t number) {
    number += 0x9E3779B97F4A7C15ULL;
    number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    number = (number ^ (number >> 27U)) * 0x94D049BB133111EBULL;
    return number ^ (number >> 31U);
}
float unit(std::uint64_t bits) { return static_cast<float>(bits & 0xFFFFFFU) / 16777216.0F; }

Area shrunk(const Area& area, float by) {
    const float x = std::min(by, 0.4F * area.width()), y = std::min(by, 0.4F * area.height());
    return {area.left + x, area.top + y, area.right - x, area.bottom - y};
}

Point inside(const Area& area, std::uint64_t bits) {
    return {area.left + unit(bits) * area.width(), area.top + unit(bits >> 32U) * area.height()};
}

struct Part {
    std::size_t index;
    double size;
};

/// Largest over smallest side of the flattest area when these parts share a strip along a side of this length.
double flattest(std::span<const Part> parts, double side) {
    double sum = 0.0, least = parts.front().size, most = least;
    for (const Part& part : parts) {
        sum += part.size;
        least = std::min(least, part.size);
        most = std::max(most, part.size);
    }
    return std::max(side * side * most / (sum * sum), sum * sum / (side * side * least));
}

/// Fills `area` with areas of these sizes, largest first, which add up to its own.
void squarify(std::span<const Part> parts, Area area, std::vector<Area>& areas) {
    while (!parts.empty()) {
        const bool wide = area.width() >= area.height();
        const double side = wide ? area.height() : area.width();
        std::size_t count = 1;
        while (count < parts.size() && flattest(parts.first(count + 1), side) <= flattest(parts.first(count), side)) {
            ++count;
        }
        double sum = 0.0;
        for (const Part& part : parts.first(count)) sum += part.size;
        const bool last = count == parts.size();
        const auto thick = last ? (wide ? area.width() : area.height()) : static_cast<float>(sum / side);
        double begun = 0.0;
        for (const Part& part : parts.first(count)) {
            const auto from = static_cast<float>(begun / sum * side);
            begun += part.size;
            const auto to = static_cast<float>(begun / sum * side);
            areas[part.index] = wide ? Area{area.left, area.top + from, area.left + thick, area.top + to}
                                     : Area{area.left + from, area.top, area.left + to, area.top + thick};
        }
        (wide ? area.left : area.top) += thick;
        parts = parts.subspan(count);
    }
}

std::vector<Part> largest_first(std::vector<Part> parts, double total) {
    std::erase_if(parts, [](const Part& part) { return !(part.size > 0.0); });
    const double sum =
        std::accumulate(parts.begin(), parts.end(), 0.0, [](double s, const Part& part) { return s + part.size; });
    for (Part& part : parts) part.size *= total / sum;
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.size > b.size; });
    return parts;
}

constexpr float kRegionGap = 0.006F, kRegionEdge = 0.012F;

/// Puts buyers into the picture: `colour_of` gives each one's colour, or nothing for those who are not drawn.
template <class ColourOf>
void add_dots(Picture& picture, const std::vector<BuyerPoint>& buyers, ColourOf colour_of) {
    // Cells a little larger than what a screen shows of a single buyer.
    constexpr std::size_t kRows = 160;
    const float aspect = std::accumulate(picture.regions.begin(), picture.regions.end(), 0.1F,
                                         [](float most, const Area& area) { return std::max(most, area.right); });
    const auto columns = static_cast<std::size_t>(std::ceil(aspect * static_cast<float>(kRows))) + 1;
    struct Sum {
        std::uint32_t count = 0, red = 0, green = 0, blue = 0;
    };
    const bool as_cells = picture.buyers_drawn > kMostPoints;
    std::vector<Sum> sums(as_cells ? columns * kRows : 0);
    if (!as_cells) picture.dots.reserve(picture.buyers_drawn);

    for (std::uint32_t i = 0; i < buyers.size(); ++i) {
        const BuyerPoint& buyer = buyers[i];
        const std::optional<Colour> its = colour_of(i, buyer);
        if (!its || buyer.region >= picture.regions.size()) continue;
        const Point at = place_of_buyer(picture.regions[buyer.region], i);
        const Colour colour = *its;
        if (!as_cells) {
            picture.dots.push_back({at, colour, i});
            continue;
        }
        const auto row =
            std::min(static_cast<std::size_t>(std::max(0.0F, at.y) * static_cast<float>(kRows)), kRows - 1);
        const auto column =
            std::min(static_cast<std::size_t>(std::max(0.0F, at.x) * static_cast<float>(kRows)), columns - 1);
        Sum& sum = sums[row * columns + column];
        ++sum.count;
        sum.red += colour.red;
        sum.green += colour.green;
        sum.blue += colour.blue;
    }
    for (std::size_t c = 0; c < sums.size(); ++c) {
        const Sum& sum = sums[c];
        if (sum.count == 0) continue;
        const auto mean = [&](std::uint32_t total) { return static_cast<std::uint8_t>(total / sum.count); };
        const auto left = static_cast<float>(c % columns) / static_cast<float>(kRows);
        const auto row = c / columns;
        const auto top = static_cast<float>(row) / static_cast<float>(kRows);
        const float size = 1.0F / static_cast<float>(kRows);
        picture.cells.push_back(
            {{left, top, left + size, top + size}, {mean(sum.red), mean(sum.green), mean(sum.blue)}, sum.count});
        picture.fullest_cell = std::max(picture.fullest_cell, sum.count);
    }
}

void add_dots(Picture& picture, const SeenWorld& world, const PictureOptions& options) {
    std::array<Colour, kCountOf<Stage>> by_stage{};
    for (std::size_t s = 0; s < by_stage.size(); ++s)
        by_stage[s] = colour_of_stage(static_cast<Stage>(s), options.dark);
    std::array<Colour, 256> by_trust{};
    for (std::size_t t = 0; t < by_trust.size(); ++t)
        by_trust[t] = colour_of_trust(static_cast<double>(t) / 255.0, options.dark);
    const bool trust = options.buyers_by == BuyersBy::Trust;
    add_dots(picture, *world.buyers, [&](std::uint32_t, const BuyerPoint& buyer) -> std::optional<Colour> {
        const auto stage = static_cast<std::size_t>(buyer.stage);
        if (buyer.stage == Stage::Unaware || !options.stages[stage]) return std::nullopt;
        return trust ? by_trust[buyer.trust] : by_stage[stage];
    });
}

/// Discs whose areas go with sales; so small together that they can be told apart and leave buyers in sight.
void add_discs(Picture& picture, const SeenWorld& world, const PictureOptions& options) {
    std::int64_t most = 1;
    for (const SellerPoint& seller : world.sellers) most = std::max(most, seller.sold);
    const double crowd = std::sqrt(static_cast<double>(world.sellers.size()) + 1.0);
    const auto largest = static_cast<float>(std::clamp(60.0 / crowd, 2.0, 22.0));
    const auto least = static_cast<float>(std::clamp(50.0 / crowd, 0.5, 1.6));
    for (std::uint32_t i = 0; i < world.sellers.size(); ++i) {
        const SellerPoint& seller = world.sellers[i];
        if (seller.region >= picture.regions.size()) continue;
        if (!seller.open && seller.sold == 0) continue;
        const auto share = static_cast<float>(
            std::sqrt(static_cast<double>(std::max<std::int64_t>(0, seller.sold)) / static_cast<double>(most)));
        const double quality = options.sellers_by == SellersBy::True ? seller.quality : seller.shown;
        picture.discs.push_back({place_of_seller(picture.regions[seller.region], i, world.sellers.size()),
                                 least + (largest - least) * share, colour_of_share(quality, options.dark), i,
                                 seller.open});
    }
}
/// So that the smallest lies on top, and none is hidden.
void largest_discs_first(Picture& picture) {
    std::stable_sort(picture.discs.begin(), picture.discs.end(),
                     [](const Disc& a, const Disc& b) { return a.radius > b.radius; });
}

void add_trails(Picture& picture, const SeenWorld& world, const PictureOptions& options) {
    for (const Mark& mark : world.marks) {
        const bool wanted = mark.kind == Mark::Kind::Order    ? options.orders
                            : mark.kind == Mark::Kind::Parcel ? options.parcels
                                                              : options.failures;
        if (!wanted || mark.buyer >= world.buyers->size() || mark.seller >= world.sellers.size()) continue;
        const std::uint8_t of_buyer = (*world.buyers)[mark.buyer].region, of_seller = world.sellers[mark.seller].region;
        if (of_buyer >= picture.regions.size() || of_seller >= picture.regions.size()) continue;
        picture.trails.push_back(
            {.seller = place_of_seller(picture.regions[of_seller], mark.seller, world.sellers.size()),
             .buyer = place_of_buyer(picture.regions[of_buyer], mark.buyer),
             .progress = mark.progress,
             .a_day = mark.a_day,
             .kind = mark.kind});
    }
}

}  // namespace

std::vector<Area> lay_out_regions(std::span<const Surroundings::Region> regions, double aspect) {
    std::vector<Area> areas(regions.size(), Area{0.0F, 0.0F, 0.0F, 0.0F});
    std::vector<Part> islands;
    std::vector<std::vector<Part>> of_island;
    std::map<std::string, std::size_t> known;
    for (std::size_t r = 0; r < regions.size(); ++r) {
        const auto [found, is_new] = known.try_emplace(regions[r].island, islands.size());
        if (is_new) {
            islands.push_back({islands.size(), 0.0});
            of_island.emplace_back();
        }
        islands[found->second].size += regions[r].share;
        of_island[found->second].push_back({r, regions[r].share});
    }
    std::vector<Area> grounds(islands.size(), Area{0.0F, 0.0F, 0.0F, 0.0F});
    const Area whole{0.0F, 0.0F, static_cast<float>(aspect), 1.0F};
    squarify(largest_first(islands, aspect), whole, grounds);
    for (std::size_t i = 0; i < grounds.size(); ++i) {
        const Area ground = shrunk(grounds[i], kRegionGap);
        if (!(ground.width() > 0.0F)) continue;
        squarify(largest_first(of_island[i], static_cast<double>(ground.width()) * ground.height()), ground, areas);
    }
    for (Area& area : areas) {
        if (area.width() > 0.0F) area = shrunk(area, kRegionGap / 2.0F);
    }
    return areas;
}

Point place_of_buyer(const Area& region, std::uint32_t number) {
    return inside(shrunk(region, kRegionEdge), scattered(number));
}

Point place_of_seller(const Area& region, std::uint32_t number, std::size_t sellers) {
    // A single store stands in the middle of its region.
    if (sellers == 1) return {(region.left + region.right) / 2.0F, (region.top + region.bottom) / 2.0F};
    return inside(shrunk(region, 2.0F * kRegionEdge), scattered(number + 0x5E11E500000000ULL));
}

std::array<std::int64_t, kCountOf<Stage>> count_stages(const SeenWorld& world) {
    std::array<std::int64_t, kCountOf<Stage>> counts{};
    if (world.days == nullptr || world.days->empty()) return counts;
    // From what the market itself counted: places between blocks of buyers hold nobody.
    const States& states = world.days->back().states;
    for (std::size_t s = 0; s < counts.size(); ++s) counts[s] = states[static_cast<std::size_t>(State::Unaware) + s];
    return counts;
}

Colour colour_of_stage(Stage stage, bool dark) {
    const Theme& theme = dark ? dark_theme() : light_theme();
    switch (stage) {
        case Stage::Unaware:
            return theme.rule;
        case Stage::Aware:
            return mixed(theme.muted, theme.paper, 0.45);
        case Stage::Considering:
            return theme.series[4];
        case Stage::Customer:
            return theme.series[5];
        case Stage::Repeat:
            return theme.series[0];
        case Stage::Advocate:
            return theme.series[2];
        case Stage::Left:
            return theme.series[1];
    }
    return theme.muted;
}

Colour colour_of_share(double share, bool dark) {
    const Theme& theme = dark ? dark_theme() : light_theme();
    const Colour middle = mixed(theme.muted, theme.paper, 0.35);
    if (std::isnan(share)) return mixed(theme.muted, theme.paper, 0.6);
    return share < 0.5 ? mixed(theme.series[1], middle, 2.0 * share)
                       : mixed(middle, theme.series[0], 2.0 * share - 1.0);
}

Colour colour_of_trust(double trust, bool dark) {
    return colour_of_share(std::clamp((trust - kLittleTrust) / (kMuchTrust - kLittleTrust), 0.0, 1.0), dark);
}

std::size_t group_of(const BuyerCustom& buyer) {
    if (buyer.has_left) return kLeftAll;
    return buyer.bought_on < kMostCompeting ? buyer.bought_on : kNowhereYet;
}

Colour colour_of_custom(std::size_t group, Colour of_platform, bool dark) {
    const Theme& theme = dark ? dark_theme() : light_theme();
    if (group == kNowhereYet) return mixed(theme.muted, theme.paper, 0.45);
    return group == kLeftAll ? mixed(of_platform, theme.paper, 0.7) : of_platform;
}

std::array<std::int64_t, kMostCompeting + 2> count_custom(const SeenWorld& world) {
    std::array<std::int64_t, kMostCompeting + 2> counts{};
    if (world.custom == nullptr) return counts;
    for (const BuyerCustom& buyer : *world.custom)
        if (buyer.knows) ++counts[group_of(buyer)];
    return counts;
}

Picture make_picture_of_people(std::span<const SeenWorld> platforms, std::span<const Colour> colours,
                               const PictureOptions& options, double aspect) {
    Picture picture;
    const SeenWorld& first = platforms.front();
    picture.regions = lay_out_regions(first.surroundings->regions, aspect);
    if (first.buyers != nullptr && first.custom != nullptr) {
        const std::vector<BuyerCustom>& custom = *first.custom;
        const auto is_drawn = [&](const BuyerCustom& buyer) { return buyer.knows && options.custom[group_of(buyer)]; };
        picture.buyers_drawn = static_cast<std::size_t>(std::count_if(custom.begin(), custom.end(), is_drawn));
        add_dots(picture, *first.buyers, [&](std::uint32_t number, const BuyerPoint&) -> std::optional<Colour> {
            const BuyerCustom& buyer = custom[number];
            if (!is_drawn(buyer)) return std::nullopt;
            const Colour of_platform = buyer.bought_on < colours.size()
                                           ? colours[buyer.bought_on]
                                           : (options.dark ? dark_theme() : light_theme()).muted;
            return colour_of_custom(group_of(buyer), of_platform, options.dark);
        });
    }
    for (std::size_t p = 0; p < platforms.size() && p < colours.size(); ++p) {
        if (!options.custom[std::min(p, kMostCompeting - 1)]) continue;
        add_trails(picture, platforms[p], options);
        if (!options.sellers) continue;
        const std::size_t before = picture.discs.size();
        add_discs(picture, platforms[p], options);
        for (std::size_t d = before; d < picture.discs.size(); ++d) {
            picture.discs[d].platform = p;
            picture.discs[d].colour = colours[p];
        }
    }
    largest_discs_first(picture);
    return picture;
}

Picture make_picture(const SeenWorld& world, const PictureOptions& options, double aspect) {
    Picture picture;
    picture.regions = lay_out_regions(world.surroundings->regions, aspect);
    if (world.buyers != nullptr) {
        for (const BuyerPoint& buyer : *world.buyers) {
            picture.buyers_drawn +=
                buyer.stage != Stage::Unaware && options.stages[static_cast<std::size_t>(buyer.stage)];
        }
        add_dots(picture, world, options);
        add_trails(picture, world, options);
    }
    if (options.sellers) add_discs(picture, world, options);
    largest_discs_first(picture);
    return picture;
}

MarkOnItsWay on_its_way(const Trail& trail, float share) {
    const auto between = [&](float way) {
        return Point{trail.seller.x + (trail.buyer.x - trail.seller.x) * way,
                     trail.seller.y + (trail.buyer.y - trail.seller.y) * way};
    };
    constexpr float kFades = 0.7F;
    switch (trail.kind) {
        case Mark::Kind::Order:
            return {between(1.0F - share)};
        case Mark::Kind::Parcel:
            return {between(std::clamp(trail.progress + share * trail.a_day, 0.0F, 1.0F))};
        case Mark::Kind::Failure:
            return {trail.buyer, 1.0F - kFades * share};
    }
    return {trail.buyer};
}

std::optional<Pointed> pointed_at(const Picture& picture, Point at, float scale, float reach, float disc_scale) {
    const auto distance = [&](Point p) { return std::hypot(p.x - at.x, p.y - at.y) * scale; };
    // The smallest disc lies on top: it comes last.
    for (auto disc = picture.discs.rbegin(); disc != picture.discs.rend(); ++disc) {
        if (distance(disc->at) <= std::max(disc->radius * disc_scale, reach))
            return Pointed{true, disc->number, disc->platform};
    }
    std::optional<Pointed> nearest;
    float least = reach;
    for (const Dot& dot : picture.dots) {
        if (std::abs(dot.at.x - at.x) * scale > least || std::abs(dot.at.y - at.y) * scale > least) continue;
        const float here = distance(dot.at);
        if (here > least) continue;
        least = here;
        nearest = Pointed{false, dot.number};
    }
    return nearest;
}

}  // namespace pasar
