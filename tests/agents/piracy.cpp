#include "agents/piracy.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace pasar;

TEST_CASE("a copy weighs what a page of goods like it weighs, and nothing where none is to be had") {
    // Level -1, eight goods, a quality 0.2 below that of the page at weight 4, a cost of 0.5 at weight 3, no waiting.
    CopyTerms copy{.level = -1.0,
                   .offers = 8.0,
                   .to_be_had = 1.0,
                   .quality_weight = 4.0,
                   .quality = 0.42,
                   .reference_quality = 0.62,
                   .price_weight = 3.0,
                   .cost = 0.5,
                   .delay_weight = 0.1,
                   .reference_days = 4.0};
    CHECK(copy_weight(copy) == doctest::Approx(8.0 * std::exp(-1.0 - 0.8 + 1.5 + 0.4)));
    copy.to_be_had = 0.25;
    CHECK(copy_weight(copy) == doctest::Approx(2.0 * std::exp(0.1)));
    copy.to_be_had = 0.0;
    CHECK(copy_weight(copy) == 0.0);
}

TEST_CASE("a copy takes the place of an order as often as its maker would have bought") {
    CHECK(displaced(1.0, 3.0, 1.0) == 0.25);
    CHECK(displaced(1.0, 3.0, 0.8) == 0.2);
    CHECK(displaced(0.0, 3.0, 1.0) == 0.0);
}
