#include "sim/platform/offers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

using namespace pasar;

namespace {

/// A shelf of `shares.size()` offers, as it stands on a day.
Shelf laid_out(const std::vector<double>& shares, std::size_t page, std::uint32_t day = 0) {
    std::vector<Offer> market(shares.size());
    std::vector<float> weights(shares.size());
    for (std::size_t i = 0; i < market.size(); ++i) {
        market[i].region = static_cast<std::uint8_t>(i % 5);
        weights[i] = static_cast<float>(i) + 0.5F;
    }
    std::vector<std::uint32_t> offers(shares.size());
    std::iota(offers.begin(), offers.end(), 0U);
    Shelf shelf;
    shelf.lay_out(offers, shares, page, market, weights, 1, {1, 0}, day);
    return shelf;
}

/// Calls `look(page)` for the page that starts at each place of the circle.
template <class Look>
void each_page(const Shelf& shelf, std::size_t size, Look look) {
    const auto places = static_cast<double>(shelf.places());
    for (std::size_t start = 0; start < shelf.places(); ++start)
        look(shelf.page((static_cast<double>(start) + 0.5) / places, size, 0));
}

/// Share of pages that show each offer, over some days.
std::map<std::uint32_t, double> exposure(const std::vector<double>& shares, std::size_t page, std::uint32_t days) {
    std::map<std::uint32_t, double> seen;
    for (std::uint32_t day = 0; day < days; ++day) {
        const Shelf shelf = laid_out(shares, page, day);
        each_page(shelf, page, [&](const Shelf::Page& p) {
            for (const Place place : p.places) seen[place.offer] += 1.0 / static_cast<double>(shelf.places()) / days;
        });
    }
    return seen;
}

/// Pages that show an offer more than once, as a share of all pages.
double pages_with_twins(const std::vector<double>& shares, std::size_t page, std::size_t size) {
    double twins = 0.0, pages = 0.0;
    for (std::uint32_t day = 0; day < 200; ++day) {
        const Shelf shelf = laid_out(shares, page, day);
        each_page(shelf, size, [&](const Shelf::Page& p) {
            std::set<std::uint32_t> different;
            for (const Place place : p.places) different.insert(place.offer);
            twins += different.size() < p.places.size() ? 1.0 : 0.0;
            pages += 1.0;
        });
    }
    return twins / pages;
}

}  // namespace

TEST_CASE("an offer is seen in proportion to the exposure that ranking gives it") {
    std::vector<double> shares(400);
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = 1.0 + static_cast<double>(i % 5) / 2.0;  // 1 to 3
    const auto seen = exposure(shares, 8, 200);
    std::array<double, 5> by_share{};
    for (const auto& [offer, times] : seen) by_share[offer % 5] += times / 80.0;
    for (std::size_t kind = 0; kind < by_share.size(); ++kind)
        CHECK(by_share[kind] == doctest::Approx(8.0 * shares[kind] / 800.0).epsilon(0.02));
}

TEST_CASE("where ranking makes no difference every offer is seen alike") {
    const std::vector<double> shares(100, 3.7);
    for (const auto& [offer, times] : exposure(shares, 8, 1)) CHECK(times == doctest::Approx(0.08));
}

TEST_CASE("a page hardly ever shows an offer twice while others wait, however much ranking favours a few") {
    std::vector<double> alike(60, 1.0), steep(300), monopoly(200, 1e-6);
    for (std::size_t i = 0; i < steep.size(); ++i) steep[i] = 1.0 / static_cast<double>(1 + i);
    monopoly[17] = 1.0;
    for (const auto& shares : {alike, steep, monopoly}) {
        CHECK(pages_with_twins(shares, 8, 8) < 0.001);
        CHECK(pages_with_twins(shares, 16, 8) < 0.001);
        CHECK(pages_with_twins(shares, 16, 16) < 0.001);
    }
}

TEST_CASE("few offers are all seen, each once, and a buyer who reads fewer sees as many as it reads") {
    for (std::size_t offers = 1; offers <= 16; ++offers) {
        const Shelf shelf = laid_out(std::vector<double>(offers, 1.0), 16);
        each_page(shelf, 16, [&](const Shelf::Page& page) { CHECK(page.places.size() == offers); });
        std::map<std::uint32_t, int> seen;
        each_page(shelf, 3, [&](const Shelf::Page& page) {
            CHECK(page.places.size() == std::min<std::size_t>(3, offers));
            for (const Place place : page.places) {
                CHECK(place.offer < offers);
                ++seen[place.offer];
            }
        });
        CHECK(seen.size() == offers);
        if (offers > 3)
            for (const auto& [offer, times] : seen) CHECK(times == 3);
    }
}

TEST_CASE("an empty shelf shows an empty page") {
    const Shelf shelf = laid_out({}, 8);
    CHECK(shelf.places() == 0);
    CHECK(shelf.page(0.5, 8, 0).places.empty());
}

TEST_CASE("beside each place stand its offer's region and attraction") {
    const Shelf shelf = laid_out(std::vector<double>(100, 1.0), 8);
    each_page(shelf, 8, [](const Shelf::Page& page) {
        for (std::size_t i = 0; i < page.places.size(); ++i) {
            CHECK(page.places[i].region == page.places[i].offer % 5);
            CHECK(page.weights[i] == static_cast<float>(page.places[i].offer) + 0.5F);
        }
    });
}

TEST_CASE("neighbours on the shelf of one day are not neighbours for ever") {
    const std::vector<double> shares(200, 1.0);
    const auto first_page = [&](std::uint32_t day) {
        const Shelf shelf = laid_out(shares, 8, day);
        std::set<std::uint32_t> offers;
        for (const Place place : shelf.page(1e-9, 8, 0).places) offers.insert(place.offer);
        return offers;
    };
    CHECK(first_page(1) == first_page(1));
    int alike = 0;
    for (std::uint32_t day = 1; day < 20; ++day) alike += first_page(day) == first_page(0) ? 1 : 0;
    CHECK(alike == 0);
}
