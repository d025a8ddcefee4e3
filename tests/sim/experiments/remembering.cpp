// A laboratory that runs nothing twice.
#include "sim/experiments/remembering.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

using namespace pasar;

TEST_CASE("what was run is remembered by point and replications, and a failed call is not") {
    std::vector<std::size_t> calls;
    bool fails = false;
    const Laboratory laboratory = remembering([&](std::span<const Settings> points, Replications replications) {
        calls.push_back(points.size());
        if (fails) throw std::runtime_error("disk full");
        std::vector<KeyFigures> result;
        for (const Settings& point : points) {
            const double value = static_cast<double>(point.front().size()) + static_cast<double>(replications.first);
            result.push_back({.models = {0}, .replications = 1, .kpis = 1, .values = {value}});
        }
        return result;
    });
    const std::vector<Settings> two{{"a"}, {"bb"}};
    CHECK(laboratory(two, {0, 1})[1].values[0] == 2.0);
    const std::vector<Settings> three{{"bb"}, {"ccc"}, {"ccc"}, {"a"}};
    const auto again = laboratory(three, {0, 1});
    CHECK(again[0].values[0] == 2.0);
    CHECK(again[2].values[0] == 3.0);
    CHECK(again[3].values[0] == 1.0);
    CHECK(calls == std::vector<std::size_t>{2, 1});
    CHECK(laboratory(two, {5, 1})[0].values[0] == 6.0);
    fails = true;
    CHECK_THROWS_AS((void)laboratory(std::vector<Settings>{{"dddd"}}, {0, 1}), std::runtime_error);
    fails = false;
    CHECK(laboratory(std::vector<Settings>{{"dddd"}}, {0, 1})[0].values[0] == 4.0);
}
