// Maps of who does best where, drawn from laboratories whose truth is known.
#include "sim/experiments/map.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/counts/measures.h"

using namespace pasar;

namespace {

double value_of(const std::string& setting) {
    double value = 0.0;
    std::from_chars(setting.data() + setting.find('=') + 1, setting.data() + setting.size(), value);
    return value;
}

using Truth = std::function<double(std::size_t position, double x, double y, std::int64_t replication)>;

struct KnownMarket {
    std::size_t models;
    Truth truth;
    std::size_t kpis = 1;
    std::vector<std::pair<double, double>> asked;

    Laboratory laboratory() {
        return [this](std::span<const Settings> points, Replications replications) {
            std::vector<KeyFigures> result;
            for (const Settings& point : points) {
                const double x = value_of(point.at(0));
                const double y = value_of(point.at(1));
                asked.emplace_back(x, y);
                KeyFigures figures{.models = {}, .replications = replications.count, .kpis = kpis, .values = {}};
                for (std::size_t position = 0; position < models; ++position) figures.models.push_back(position);
                for (std::int64_t r = 0; r < replications.count; ++r) {
                    for (std::size_t position = 0; position < models; ++position) {
                        figures.values.insert(figures.values.end(), kpis, truth(position, x, y, r));
                    }
                }
                result.push_back(std::move(figures));
            }
            return result;
        };
    }
};

Lever lever(const std::string& path, double low, double high, bool whole = false) {
    return {.path = path, .low = low, .high = high, .whole = whole, .unit = ""};
}

MapQuestion question(std::size_t kpi = 0) {
    return {.x = lever("x", 0, 1), .y = lever("y", 0, 1), .kpi = kpi, .replications = 10};
}

double wobble(std::int64_t replication) { return static_cast<double>(replication % 10) - 4.5; }

}  // namespace

TEST_CASE("the map shows who does best where, and cannot tell along the border") {
    // The second model has 100 (x - y) more, known within 2.17.
    KnownMarket market{2,
                       [](std::size_t position, double x, double y, std::int64_t r) {
                           return position == 0 ? 7.0 : 7.0 + 100.0 * (x - y) + wobble(r);
                       },
                       1,
                       {}};
    const WinnerMap map = draw_map(market.laboratory(), question());
    REQUIRE(map.xs.size() == 9);
    REQUIRE(map.ys.size() == 9);
    for (std::size_t y = 0; y < 9; ++y) {
        for (std::size_t x = 0; x < 9; ++x) {
            const MapCell& cell = map.at(x, y);
            CHECK(cell.clear == (x != y));
            if (x != y) CHECK(cell.leader == (x > y ? 1 : 0));
            CHECK(cell.leader != cell.runner_up);
            CHECK(cell.difference.mean >= 0.0);
        }
    }
}

TEST_CASE("where less is better the model with less wins") {
    std::size_t kpi = 0;
    while (kpi_info(kpi).better >= 0) ++kpi;
    KnownMarket market{
        2, [](std::size_t position, double, double, std::int64_t) { return position == 0 ? 3.0 : 4.0; }, kpi + 1, {}};
    const WinnerMap map = draw_map(market.laboratory(), question(kpi));
    CHECK(map.at(4, 4).leader == 0);
    CHECK(map.at(4, 4).clear);
    CHECK(map.at(4, 4).difference.mean == -1.0);
}

TEST_CASE("of several models the leader must be told from each, more surely the more there are") {
    // The third is 3 ahead of the second, 20 ahead of the first; the second wobbles against the others.
    KnownMarket three{3,
                      [](std::size_t position, double, double, std::int64_t r) {
                          return position == 0 ? 0.0 : position == 1 ? 17.6 + wobble(r) : 20.0;
                      },
                      1,
                      {}};
    const WinnerMap map = draw_map(three.laboratory(), question());
    CHECK(map.confidence == doctest::Approx(0.975));
    CHECK(map.at(0, 0).leader == 2);
    CHECK(map.at(0, 0).runner_up == 1);
    // 2.4 ahead: 95 % interval reaches 2.17 down, 97.5 % interval 2.58.
    CHECK_FALSE(map.at(0, 0).clear);
    CHECK(map.at(0, 0).difference.interval.low < 0.0);
}

TEST_CASE("a model far behind does not hide that the leader is clear, nor does one without a value") {
    KnownMarket market{3,
                       [](std::size_t position, double x, double, std::int64_t r) {
                           if (position == 0) return std::nan("");
                           return position == 1 ? 50.0 * x + wobble(r) : 20.0;
                       },
                       1,
                       {}};
    const WinnerMap map = draw_map(market.laboratory(), question());
    CHECK(map.at(8, 0).leader == 1);
    CHECK(map.at(8, 0).runner_up == 2);
    CHECK(map.at(8, 0).clear);
    KnownMarket nothing{2, [](std::size_t, double, double, std::int64_t) { return std::nan(""); }, 1, {}};
    const WinnerMap empty = draw_map(nothing.laboratory(), question());
    CHECK_FALSE(empty.at(3, 3).known());
    CHECK_FALSE(empty.at(3, 3).clear);
}

TEST_CASE("every pair is asked for once, the corners first, then the middles") {
    KnownMarket market{
        2,
        [](std::size_t position, double, double, std::int64_t r) { return wobble(r) * static_cast<double>(position); },
        1,
        {}};
    (void)draw_map(market.laboratory(), question());
    REQUIRE(market.asked.size() == 81);
    CHECK(std::set(market.asked.begin(), market.asked.end()).size() == 81);
    const std::set<std::pair<double, double>> corners{{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    CHECK(std::set(market.asked.begin(), market.asked.begin() + 4) == corners);
    // After a third of the work every quarter of the map has its share.
    int quarters[2][2] = {};
    for (std::size_t i = 0; i < 25; ++i) ++quarters[market.asked[i].first > 0.5][market.asked[i].second > 0.5];
    for (const auto& row : quarters) {
        for (const int count : row) CHECK(count >= 4);
    }
}

TEST_CASE("from coarse to fine every place comes once") {
    CHECK(coarse_to_fine(9) == std::vector<std::size_t>{0, 8, 4, 2, 6, 1, 3, 5, 7});
    CHECK(coarse_to_fine(2) == std::vector<std::size_t>{0, 1});
    for (std::size_t n = 1; n < 40; ++n) {
        const std::vector<std::size_t> order = coarse_to_fine(n);
        CHECK(std::set(order.begin(), order.end()).size() == n);
        CHECK(order.size() == n);
    }
}

TEST_CASE("whole numbers give fewer columns than steps, and the map is still whole") {
    KnownMarket market{2,
                       [](std::size_t position, double x, double y, std::int64_t r) {
                           return position == 0 ? 0.0 : x - 2.5 + 100.0 * y + 0.1 * wobble(r);
                       },
                       1,
                       {}};
    MapQuestion asked = question();
    asked.x = lever("servers", 1, 4, true);
    const WinnerMap map = draw_map(market.laboratory(), asked);
    CHECK(map.xs == std::vector<double>{1, 2, 3, 4});
    CHECK(map.cells.size() == 36);
    CHECK(map.at(0, 0).leader == 0);
    CHECK(map.at(3, 0).leader == 1);
    CHECK(map.at(0, 8).leader == 1);
}

TEST_CASE("the tables hold a row a pair of values, and the mean of every model") {
    KnownMarket market{2,
                       [](std::size_t position, double x, double y, std::int64_t r) {
                           return position == 0 ? 0.0 : 100.0 * (x - y) + wobble(r);
                       },
                       1,
                       {}};
    const std::vector<WinnerMap> maps{draw_map(market.laboratory(), question())};
    const std::vector<Table> tables = map_tables(maps, std::vector<std::string>{"Bazaar", "Shop"});
    REQUIRE(tables.size() == 2);
    CHECK(tables[0].rows() == 81);
    CHECK(tables[1].rows() == 162);
    CHECK(std::get<std::string>(tables[0].cells[12]).empty());  // x = y = 0
    CHECK(std::get<std::string>(tables[0].cells[13 + 12]) == "Shop");
    CHECK(std::get<double>(tables[1].cells[3 * 8 + 7]) == doctest::Approx(12.5));
}

TEST_CASE("a model leads by replications that all have, not by having been measured in better ones") {
    // The second is 1 ahead wherever both are measured; the first alone has a replication of 100 more.
    KnownMarket market{2,
                       [](std::size_t position, double, double, std::int64_t r) {
                           if (r == 0) return position == 0 ? 1000.0 : kNaN;
                           return static_cast<double>(r % 3) +
                                  (position == 1 ? 1.0 + 0.01 * static_cast<double>(r) : 0.0);
                       },
                       1,
                       {}};
    const WinnerMap map = draw_map(market.laboratory(), question());
    for (const MapCell& cell : map.cells) {
        CHECK(cell.leader == 1);
        CHECK(cell.clear);
    }
}
