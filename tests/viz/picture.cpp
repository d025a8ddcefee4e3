#include "viz/picture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "viz/chart_measures.h"

using namespace pasar;

namespace {

std::vector<Surroundings::Region> five_regions() {
    return {{"Jakarta", "Java", 0.3},
            {"Surabaya", "Java", 0.2},
            {"Medan", "Sumatra", 0.2},
            {"Makassar", "Sulawesi", 0.2},
            {"Bali", "Bali", 0.1}};
}

Scene scene_of(std::size_t buyers) {
    Scene scene;
    SeenWorld world;
    world.surroundings = std::make_shared<const Surroundings>(Surroundings{five_regions(), {}, {}});
    auto points = std::make_shared<std::vector<BuyerPoint>>(buyers);
    for (std::size_t i = 0; i < buyers; ++i)
        (*points)[i] = {static_cast<std::uint8_t>(i % 5), 0, static_cast<Stage>(i % kCountOf<Stage>),
                        static_cast<std::uint8_t>(i % 256)};
    world.buyers = std::move(points);
    world.sellers = {{.region = 0, .quality = 0.9F, .shown = 0.2F, .sold = 10},
                     {.region = 1, .quality = 0.1F, .shown = 0.8F, .sold = 1000}};
    world.marks = {{.buyer = 3, .seller = 1, .kind = Mark::Kind::Order},
                   {.buyer = 8, .seller = 0, .kind = Mark::Kind::Parcel, .progress = 0.25F, .a_day = 0.5F},
                   {.buyer = 9, .seller = 0, .kind = Mark::Kind::Failure, .fate = Fate::Lost}};
    scene.worlds.push_back(std::move(world));
    return scene;
}

bool overlap(const Area& a, const Area& b) {
    return std::min(a.right, b.right) - std::max(a.left, b.left) > 1e-4F &&
           std::min(a.bottom, b.bottom) - std::max(a.top, b.top) > 1e-4F;
}

}  // namespace

TEST_CASE("regions are areas of the plane that do not overlap, as large as their shares") {
    for (const double aspect : {0.5, 1.0, 1.8, 4.0}) {
        const auto regions = five_regions();
        const auto areas = lay_out_regions(regions, aspect);
        REQUIRE(areas.size() == 5);
        for (std::size_t i = 0; i < areas.size(); ++i) {
            CAPTURE(i);
            CHECK(areas[i].left >= 0.0F);
            CHECK(areas[i].right <= static_cast<float>(aspect) + 1e-4F);
            CHECK(areas[i].bottom <= 1.0F + 1e-4F);
            const double share = areas[i].width() * areas[i].height() / aspect;
            CHECK(share == doctest::Approx(regions[i].share).epsilon(0.15));
            for (std::size_t j = i + 1; j < areas.size(); ++j) CHECK_FALSE(overlap(areas[i], areas[j]));
        }
    }
}

TEST_CASE("a region without people has no area, and a market without regions no picture") {
    std::vector<Surroundings::Region> regions{{"all", "one", 1.0}, {"nobody", "one", 0.0}};
    const auto areas = lay_out_regions(regions, 1.5);
    CHECK(areas[1].width() == 0.0F);
    CHECK(areas[0].width() > 1.4F);
    CHECK(lay_out_regions({}, 1.0).empty());
}

TEST_CASE("everybody stands inside the own region and stays there") {
    const auto areas = lay_out_regions(five_regions(), 1.3);
    std::set<std::pair<float, float>> places;
    for (std::uint32_t i = 0; i < 500; ++i) {
        const Point at = place_of_buyer(areas[i % 5], i);
        CHECK(areas[i % 5].holds(at));
        CHECK(at == place_of_buyer(areas[i % 5], i));
        CHECK(areas[i % 5].holds(place_of_seller(areas[i % 5], i, 500)));
        places.insert({at.x, at.y});
    }
    CHECK(places.size() > 495);
}

TEST_CASE("people who never heard of the platform are not drawn, nor stages that are hidden") {
    const Scene scene = scene_of(70);
    PictureOptions options;
    CHECK(make_picture(scene.worlds[0], options, 1.0).dots.size() == 60);
    options.stages[static_cast<std::size_t>(Stage::Left)] = false;
    const Picture picture = make_picture(scene.worlds[0], options, 1.0);
    CHECK(picture.dots.size() == 50);
    CHECK(picture.buyers_drawn == 50);
    CHECK(std::none_of(picture.dots.begin(), picture.dots.end(), [](const Dot& dot) {
        return dot.number % kCountOf<Stage> == static_cast<std::size_t>(Stage::Left);
    }));
}

TEST_CASE("very many buyers are shown as how many there are in each place") {
    const std::size_t buyers = kMostPoints * 7 / 6 + 70'000;
    const Scene scene = scene_of(buyers);
    const Picture picture = make_picture(scene.worlds[0], {}, 1.6);
    CHECK(picture.dots.empty());
    std::size_t sum = 0;
    for (const GridCell& cell : picture.cells) {
        sum += cell.count;
        CHECK(cell.count <= picture.fullest_cell);
    }
    CHECK(sum == picture.buyers_drawn);
    CHECK(sum > kMostPoints);
    CHECK(picture.cells.size() < 100'000);
}

TEST_CASE("ten thousand sellers leave more than half of a small picture to buyers") {
    Scene scene = scene_of(10);
    std::vector<SellerPoint>& sellers = scene.worlds[0].sellers;
    sellers.assign(10'000, sellers.front());
    for (SellerPoint& seller : sellers) seller.sold = 10;
    sellers.front().sold = 100;
    double covered = 0.0;
    for (const Disc& disc : make_picture(scene.worlds[0], {}, 1.0).discs)
        covered += 3.14159 * static_cast<double>(disc.radius) * static_cast<double>(disc.radius);
    CHECK(covered > 0.0);
    CHECK(covered < 0.5 * 300.0 * 300.0);
}

TEST_CASE("sellers are the larger the more they sold, and coloured by what is shown of them or by what is true") {
    const Scene scene = scene_of(10);
    PictureOptions options;
    const Picture shown = make_picture(scene.worlds[0], options, 1.0);
    REQUIRE(shown.discs.size() == 2);
    CHECK(shown.discs.front().number == 1);
    CHECK(shown.discs.front().radius > shown.discs.back().radius);
    CHECK(shown.discs.front().colour == colour_of_share(0.8F, false));
    options.sellers_by = SellersBy::True;
    CHECK(make_picture(scene.worlds[0], options, 1.0).discs.front().colour == colour_of_share(0.1F, false));
    options.sellers = false;
    CHECK(make_picture(scene.worlds[0], options, 1.0).discs.empty());
}

TEST_CASE("orders, parcels and failures go from a seller to a buyer, each kind only where it is wanted") {
    const Scene scene = scene_of(20);
    PictureOptions options;
    const Picture picture = make_picture(scene.worlds[0], options, 1.0);
    REQUIRE(picture.trails.size() == 3);
    CHECK(picture.trails[1].seller == place_of_seller(picture.regions[0], 0, 2));
    CHECK(picture.trails[1].buyer == place_of_buyer(picture.regions[3], 8));
    CHECK(picture.trails[1].progress == 0.25F);
    options.parcels = false;
    CHECK(make_picture(scene.worlds[0], options, 1.0).trails.size() == 2);
}

TEST_CASE("between two evenings an order goes to its seller, a parcel to its buyer, and a failure fades") {
    const Scene scene = scene_of(20);
    const Picture picture = make_picture(scene.worlds[0], {}, 1.0);
    const auto way = [](Point from, Point to, float share) {
        return Point{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
    };
    const auto is_at = [](Point a, Point b) { return std::abs(a.x - b.x) < 1e-6F && std::abs(a.y - b.y) < 1e-6F; };
    const Trail &order = picture.trails[0], &parcel = picture.trails[1], &failure = picture.trails[2];
    CHECK(is_at(on_its_way(order, 0.0F).at, order.buyer));
    CHECK(is_at(on_its_way(order, 1.0F).at, order.seller));
    CHECK(is_at(on_its_way(parcel, 0.0F).at, way(parcel.seller, parcel.buyer, 0.25F)));
    CHECK(is_at(on_its_way(parcel, 0.5F).at, way(parcel.seller, parcel.buyer, 0.5F)));
    // The evening after is where it goes on from.
    Trail next = parcel;
    next.progress += parcel.a_day;
    CHECK(is_at(on_its_way(parcel, 1.0F).at, on_its_way(next, 0.0F).at));
    next.progress = 0.9F;
    CHECK(is_at(on_its_way(next, 1.0F).at, next.buyer));
    CHECK(is_at(on_its_way(failure, 1.0F).at, failure.buyer));
    CHECK(on_its_way(failure, 0.0F).strength == 1.0F);
    CHECK(on_its_way(failure, 1.0F).strength < on_its_way(failure, 0.5F).strength);
}

TEST_CASE("what lies under the mouse is found: sellers before buyers, nobody where nobody is near") {
    const Scene scene = scene_of(7);
    const Picture picture = make_picture(scene.worlds[0], {}, 1.0);
    const auto seller = pointed_at(picture, picture.discs.front().at, 500.0F, 4.0F, 1.0F);
    REQUIRE(seller);
    CHECK(seller->is_seller);
    CHECK(seller->number == picture.discs.front().number);
    PictureOptions nobody_sells;
    nobody_sells.sellers = false;
    const Picture buyers = make_picture(scene.worlds[0], nobody_sells, 1.0);
    const auto buyer = pointed_at(buyers, buyers.dots[2].at, 500.0F, 4.0F, 1.0F);
    REQUIRE(buyer);
    CHECK_FALSE(buyer->is_seller);
    CHECK(buyer->number == buyers.dots[2].number);
    CHECK_FALSE(pointed_at(buyers, {-3.0F, -3.0F}, 500.0F, 4.0F, 1.0F));
}

TEST_CASE("stages have colours of their own on either ground") {
    for (const bool dark : {false, true}) {
        std::set<std::string> colours;
        for (std::size_t s = 0; s < kCountOf<Stage>; ++s)
            colours.insert(hex(colour_of_stage(static_cast<Stage>(s), dark)));
        CHECK(colours.size() == kCountOf<Stage>);
    }
}

TEST_CASE("what a chart shows is counted by the market: sums over a week, ratios of sums, states of the evening") {
    std::vector<DayRow> days(3);
    for (std::size_t d = 0; d < days.size(); ++d) {
        days[d].counts[static_cast<std::size_t>(Count::Orders)] = static_cast<std::int64_t>(10 * (d + 1));
        days[d].counts[static_cast<std::size_t>(Count::Visits)] = d == 0 ? 0 : 100;
        days[d].states[static_cast<std::size_t>(State::OneOrderCustomers)] = 2;
        days[d].states[static_cast<std::size_t>(State::TrustMillionths)] = 1'000'000;
    }
    CHECK(values_of(find_chart_measure("orders"), days, 2, 0) == std::vector<double>{10.0, 15.0, 25.0});
    const auto conversion = values_of(find_chart_measure("conversion"), days, 1, 0);
    CHECK(std::isnan(conversion[0]));
    CHECK(conversion[1] == doctest::Approx(0.2));
    CHECK(values_of(find_chart_measure("customers"), days, 7, 0) == std::vector<double>{2.0, 2.0, 2.0});
    CHECK(values_of(find_chart_measure("trust"), days, 7, 0) == std::vector<double>{0.5, 0.5, 0.5});
    CHECK(find_chart_measure("no such measure") == chart_measures().size());
}
