#include "viz/canvas.h"

#include <doctest/doctest.h>

#include <numbers>

using namespace pasar;

namespace {

constexpr Colour kBlack{0, 0, 0}, kWhite{255, 255, 255};

Canvas black(unsigned wide = 40, unsigned high = 30) {
    Canvas canvas;
    canvas.begin(wide, high, kBlack);
    return canvas;
}

/// How many pixels are covered, those of edges in part.
double area(const Canvas& canvas) {
    double sum = 0.0;
    for (unsigned y = 0; y < canvas.high(); ++y)
        for (unsigned x = 0; x < canvas.wide(); ++x) sum += canvas.at(x, y).red / 255.0;
    return sum;
}

}  // namespace

TEST_CASE("shapes cover as much as they should, wherever between pixels they stand") {
    for (const float shift : {0.0F, 0.3F, 0.77F}) {
        CAPTURE(shift);
        const float x = 20.0F + shift, y = 15.0F - shift;
        Canvas canvas = black();
        canvas.disc(x, y, 6.0F, kWhite);
        CHECK(area(canvas) == doctest::Approx(std::numbers::pi * 36.0).epsilon(0.02));
        canvas = black();
        canvas.diamond(x, y, 6.0F, kWhite);
        CHECK(area(canvas) == doctest::Approx(2.0 * 36.0).epsilon(0.03));
        canvas = black();
        canvas.plus(x, y, 6.0F, 3.0F, kWhite);
        CHECK(area(canvas) == doctest::Approx(2.0 * 12.0 * 3.0 - 9.0).epsilon(0.03));
        canvas = black();
        canvas.cross(x, y, 6.0F, 3.0F, kWhite);
        CHECK(area(canvas) == doctest::Approx(2.0 * 12.0 * std::numbers::sqrt2 * 3.0 - 9.0).epsilon(0.04));
        canvas = black();
        canvas.line(5.0F, 5.0F + shift, 33.0F, 20.0F + shift, 2.0F, kWhite);
        CHECK(area(canvas) == doctest::Approx(2.0 * std::hypot(28.0, 15.0)).epsilon(0.03));
        canvas = black();
        canvas.line(22.0F + shift, 27.0F, 10.0F + shift, 3.0F, 2.0F, kWhite);
        CHECK(area(canvas) == doctest::Approx(2.0 * std::hypot(12.0, 24.0)).epsilon(0.03));
    }
}

TEST_CASE("a rectangle fills whole pixels, and opacity mixes with what was there") {
    Canvas canvas = black();
    canvas.rectangle(1.6F, 2.4F, 4.4F, 5.0F, kWhite);
    CHECK(area(canvas) == 2.0 * 3.0);
    CHECK(canvas.at(2, 2) == kWhite);
    CHECK(canvas.at(3, 4) == kWhite);
    CHECK(canvas.at(4, 4) == kBlack);
    canvas.disc(20.0F, 15.0F, 6.0F, kWhite, 0.5F);
    CHECK(canvas.at(20, 15).red == doctest::Approx(127.5).epsilon(0.01));
}

TEST_CASE("what lies off the canvas, wholly or in part, does no harm") {
    Canvas canvas = black(8, 6);
    for (const float far : {-1e9F, -3.0F, 0.0F, 7.9F, 3e8F}) {
        canvas.rectangle(far, far, far + 2.0F, far + 2.0F, kWhite);
        canvas.disc(far, far, 2.5F, kWhite);
        canvas.diamond(far, 3.0F, 2.5F, kWhite);
        canvas.plus(3.0F, far, 2.5F, 1.0F, kWhite);
        canvas.cross(far, far, 2.5F, 1.0F, kWhite);
        canvas.line(far, -5.0F, 4.0F, 50.0F, 1.0F, kWhite);
        canvas.line(3.0F, 3.0F, 3.0F, 3.0F, 1.0F, kWhite);
    }
    CHECK(area(canvas) > 4.0);
    Canvas empty;
    empty.begin(0, 0, kWhite);
    empty.disc(0.0F, 0.0F, 5.0F, kWhite);
    empty.rectangle(-1.0F, -1.0F, 2.0F, 2.0F, kWhite);
}
