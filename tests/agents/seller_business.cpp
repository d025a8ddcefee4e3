#include "agents/seller_business.h"

#include <doctest/doctest.h>

using namespace pasar;

TEST_CASE("the chance to give up grows with what is lacking of what a seller needs") {
    CHECK(chance_to_give_up(0.02, 100.0, 60.0, 40.0) == 0.0);                    // earns more than elsewhere
    CHECK(chance_to_give_up(0.02, 60.0, 60.0, 40.0) == 0.0);                     // just gets along
    CHECK(chance_to_give_up(0.02, 10.0, 60.0, 40.0) == doctest::Approx(0.01));   // half is lacking
    CHECK(chance_to_give_up(0.02, -40.0, 60.0, 40.0) == doctest::Approx(0.02));  // sells nothing
    CHECK(chance_to_give_up(0.02, -1e9, 60.0, 40.0) == doctest::Approx(0.02));   // no more than all
    CHECK(chance_to_give_up(0.02, -1.0, 0.0, 0.0) == doctest::Approx(0.02));     // needs nothing, and loses
    CHECK(chance_to_give_up(0.02, 0.0, 0.0, 0.0) == 0.0);
}

TEST_CASE("people join where it pays more than elsewhere, the cost of joining in") {
    CHECK(joins(100.0, 100.0, 0.0, 6.0));
    CHECK_FALSE(joins(99.0, 100.0, 0.0, 6.0));
    CHECK(joins(110.0, 100.0, 60.0, 6.0));
    CHECK_FALSE(joins(110.0, 100.0, 66.0, 6.0));
}
