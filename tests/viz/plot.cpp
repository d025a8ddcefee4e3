#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "sim/counts/measures.h"
#include "viz/plot/series.h"
#include "viz/plot/ticks.h"
#include "viz/plot/viewport.h"

using namespace pasar;

namespace {

std::vector<double> values_of_marks(const Ticks& made) {
    std::vector<double> values;
    for (const Tick& tick : made.marks) values.push_back(tick.value);
    return values;
}
std::vector<std::string> labels_of(const Ticks& made) {
    std::vector<std::string> labels;
    for (const Tick& tick : made.marks) labels.push_back(tick.label);
    return labels;
}

}  // namespace

TEST_CASE("an axis has its marks at 1, 2 or 5 times a power of ten") {
    CHECK(values_of_marks(ticks(0.0, 10.0, 6, "")) == std::vector<double>{0, 2, 4, 6, 8, 10});
    CHECK(values_of_marks(ticks(-3.0, 7.0, 4, "")) == std::vector<double>{0, 5});
    CHECK(labels_of(ticks(0.0, 0.3, 4, "")) == std::vector<std::string>{"0.0", "0.1", "0.2", "0.3"});
}

TEST_CASE("marks lie inside the axis and are never more than asked for, whatever its range") {
    for (const double low : {-1e9, -17.3, 0.0, 0.001, 12345.0}) {
        for (const double length : {1e-3, 0.7, 3.0, 999.0, 2.5e10}) {
            for (const int most : {2, 5, 9}) {
                CAPTURE(low);
                CAPTURE(length);
                CAPTURE(most);
                const Ticks made = ticks(low, low + length, most, "");
                CHECK(made.marks.size() <= static_cast<std::size_t>(most));
                for (const Tick& tick : made.marks) {
                    CHECK(tick.value >= low - 1e-6 * length);
                    CHECK(tick.value <= low + length * (1.0 + 1e-6));
                }
            }
        }
    }
}

TEST_CASE("large numbers share a scale, shares are told in percent") {
    const Ticks money = ticks(0.0, 4e6, 5, "IDR");
    CHECK(money.unit == "million IDR");
    CHECK(labels_of(money) == std::vector<std::string>{"0", "1", "2", "3", "4"});
    const Ticks share = ticks(0.0, 0.2, 3, "share of orders");
    CHECK(share.unit == "% of orders");
    CHECK(labels_of(share) == std::vector<std::string>{"0", "10", "20"});
    CHECK(labels_of(ticks(0.0, 4000.0, 3, "order")) == std::vector<std::string>{"0", "2,000", "4,000"});
}

TEST_CASE("a logarithmic axis is marked at powers of ten") {
    const Ticks made = log_ticks(1.0, 1000.0, 5, "");
    CHECK(values_of_marks(made) == std::vector<double>{1, 10, 100, 1000});
    for (const Tick& tick : log_ticks(3.0, 80.0, 9, "").marks) CHECK(tick.value >= 3.0);
}

TEST_CASE("days are marked at whole days and months") {
    CHECK(values_of_marks(day_ticks(0.0, 4.0, 6)) == std::vector<double>{0, 1, 2, 3, 4});
    CHECK(values_of_marks(day_ticks(0.0, 365.0, 8)) == std::vector<double>{0, 60, 120, 180, 240, 300, 360});
    for (const double last : {10.0, 365.0, 3650.0, 36500.0}) CHECK(day_ticks(0.0, last, 8).marks.size() <= 8);
}

TEST_CASE("days have dates") {
    CHECK(date_of("2026-01-01", 0) == "1 Jan 2026");
    CHECK(date_of("2026-01-01", 59) == "1 Mar 2026");
    CHECK(date_of("2028-02-28", 1) == "29 Feb 2028");
    CHECK(date_of("soon", 3).empty());
    CHECK(date_of("2026-13-01", 3).empty());
    CHECK(iso_date_of("2026-01-01", 59) == "2026-03-01");
    CHECK(iso_date_of("soon", 3).empty());
}

TEST_CASE("values and pixels lead to each other, on either kind of axis") {
    const PlotAxis plain{{10.0, 20.0}, 100.0, 500.0, false}, upwards{{0.0, 1.0}, 300.0, 50.0, false},
        logarithmic{{1.0, 1000.0}, 0.0, 300.0, true};
    CHECK(plain.pixel(15.0) == doctest::Approx(300.0));
    CHECK(upwards.pixel(1.0) == doctest::Approx(50.0));
    CHECK(logarithmic.pixel(10.0) == doctest::Approx(100.0));
    CHECK(std::isnan(logarithmic.pixel(0.0)));
    for (const PlotAxis& axis : {plain, upwards, logarithmic})
        CHECK(axis.value(axis.pixel(12.5)) == doctest::Approx(12.5));
}

TEST_CASE("zooming keeps what lies under the mouse, dragging moves the paper along") {
    for (const bool is_log : {false, true}) {
        const PlotAxis axis{{1.0, 100.0}, 40.0, 640.0, is_log};
        const double under = axis.value(200.0);
        const PlotAxis closer{axis.zoomed(200.0, 2.0, 1e-3), 40.0, 640.0, is_log};
        CHECK(closer.value(200.0) == doctest::Approx(under));
        CHECK(closer.range.length() < axis.range.length());
        const PlotAxis moved{axis.panned(35.0), 40.0, 640.0, is_log};
        CHECK(moved.value(235.0) == doctest::Approx(under));
    }
    const PlotAxis axis{{0.0, 10.0}, 0.0, 100.0, false};
    CHECK(axis.zoomed(50.0, 1000.0, 2.0) == axis.range);
}

TEST_CASE("what is looked at never leaves the chart for good") {
    const Range whole{0.0, 100.0};
    CHECK(kept_in_sight({20.0, 40.0}, whole) == Range{20.0, 40.0});
    CHECK(kept_in_sight({500.0, 600.0}, whole).low < 100.0);
    CHECK(kept_in_sight({-600.0, -500.0}, whole).high > 0.0);
    CHECK(kept_in_sight({-1e6, 1e6}, whole).length() == doctest::Approx(1000.0));
}

TEST_CASE("an axis fits its values, with room above, and zero only where asked for") {
    const std::vector<double> values{4.0, kNoValue, 8.0};
    CHECK(fitting(values, true, false).low == 0.0);
    CHECK(fitting(values, true, false).high > 8.0);
    CHECK(fitting(values, false, false).low > 3.0);
    const std::vector<double> same{5.0, 5.0}, none{kNoValue}, low{-3.0, 2.0, 0.0};
    CHECK(fitting(same, false, false).length() > 0.0);
    CHECK(fitting(none, false, false) == Range{});
    CHECK(fitting(low, true, true).low > 0.0);
}

TEST_CASE("a line of many days loses nothing that stands out when it is drawn in few columns") {
    Series series{"s", 1, std::vector<double>(10'000, 1.0), {}, {}};
    series.values[5'000] = 9.0;
    series.values[7'777] = -4.0;
    const auto columns = decimated(series, {0.0, 10'001.0}, 300);
    CHECK(columns.size() <= 301);
    double least = 1.0, greatest = 1.0;
    for (const PixelColumn& column : columns) {
        least = std::min(least, column.least);
        greatest = std::max(greatest, column.greatest);
    }
    CHECK(least == -4.0);
    CHECK(greatest == 9.0);
}

TEST_CASE("a line of few days is drawn day by day, without the days that have no value") {
    const Series series{"s", 3, {1.0, kNoValue, 2.0}, {}, {}};
    const auto columns = decimated(series, {0.0, 10.0}, 100);
    REQUIRE(columns.size() == 2);
    CHECK(columns[0] == PixelColumn{1.0, 1.0, 1.0, 1.0, 3.0});
    CHECK(columns[1] == PixelColumn{2.0, 2.0, 2.0, 2.0, 5.0});
    CHECK(decimated(Series{}, {0.0, 10.0}, 10).empty());
}

TEST_CASE("the crosshair finds the nearest day with a value, of any line") {
    const std::vector<Series> all{{"a", 1, {1.0, kNoValue, kNoValue}, {}, {}}, {"b", 2, {kNoValue, 7.0}, {}, {}}};
    CHECK(nearest_day(all, 2.2) == 3);
    CHECK(nearest_day(all, -5.0) == 1);
    CHECK_FALSE(nearest_day(std::vector<Series>{{"c", 1, {kNoValue}, {}, {}}}, 1.0).has_value());
    CHECK(value_on(all[1], 3) == 7.0);
    CHECK(std::isnan(value_on(all[1], 99)));
}

TEST_CASE("a moving mean passes over days without a value") {
    const std::vector<double> values{2.0, kNoValue, 4.0, 6.0};
    const auto means = moving_mean(values, 2);
    CHECK(means[0] == 2.0);
    CHECK(means[1] == 2.0);
    CHECK(means[2] == 4.0);
    CHECK(means[3] == 5.0);
}

TEST_CASE("stacked layers add up") {
    const std::vector<std::vector<double>> layers{{1.0, 2.0}, {3.0, kNoValue}, {0.5, 0.5}};
    const auto edges = stacked(layers);
    CHECK(edges[2] == std::vector<double>{4.5, 2.5});
    CHECK(edges[1] == std::vector<double>{4.0, 2.0});
}

TEST_CASE("days that a logarithmic axis has no place for are counted once, in sight alone") {
    const Series loss{"a", 1, {-5.0, 0.0, 3.0, -1.0}, {}, {}}, gain{"b", 1, {2.0, -1.0, kNoValue, 4.0}, {}, {}};
    const std::vector<const Series*> both{&loss, &gain};
    CHECK(days_off_log_axis(both, {0.0, 10.0}) == 3);  // days 1, 2 and 4
    CHECK(days_off_log_axis(both, {2.0, 3.0}) == 1);
    CHECK(days_off_log_axis(std::vector<const Series*>{}, {0.0, 10.0}) == 0);
    CHECK(any_above_zero(both));
    const Series never{"c", 1, {-5.0, 0.0, kNoValue}, {}, {}};
    CHECK_FALSE(any_above_zero(std::vector<const Series*>{&never}));
}

TEST_CASE("a line that goes up and down within a pixel is begun anew at each turn, one that goes on is not") {
    const std::vector<PlotPoint> zigzag{{0, 0}, {0, 9}, {0, 2}, {1, 5}, {2, 6}, {3, 6}};
    CHECK(pieces_of(zigzag) == std::vector<std::size_t>{0, 1, 2});
    const std::vector<PlotPoint> smooth{{0, 0}, {1, 1}, {2, 0}, {3, 3}};
    CHECK(pieces_of(smooth) == std::vector<std::size_t>{0, 2});  // 45 up, 45 down is a right angle; then 117 degrees
    CHECK(pieces_of(std::vector<PlotPoint>{{0, 0}}) == std::vector<std::size_t>{0});
    // No two neighbouring strokes of a piece fold back on each other.
    std::vector<PlotPoint> noisy;
    for (int x = 0; x < 300; ++x)
        for (const float y : {0.0F, -8.0F, 9.0F, 1.0F})
            noisy.push_back({static_cast<float>(x), y + static_cast<float>(x % 7)});
    const std::vector<std::size_t> pieces = pieces_of(noisy);
    CHECK(pieces.size() > 600);
    for (std::size_t p = 0; p + 1 < pieces.size(); ++p)
        for (std::size_t i = pieces[p] + 1; i < pieces[p + 1]; ++i) {
            const PlotPoint a = noisy[i - 1], b = noisy[i], c = noisy[i + 1];
            CHECK((b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) >= 0.0F);
        }
}
