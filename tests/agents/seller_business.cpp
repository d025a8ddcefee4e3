#include "agents/seller_business.h"

#include <doctest/doctest.h>

#include "agents/platform_choice.h"

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

TEST_CASE("a seller lists on a further platform with the logistic's chance of what that leaves") {
    // Profit 3 and 1.5, costs 2, noise 1: design/known-answers.md, M8.
    const double first = lists_on(3.0, 2.0, 1.0), second = lists_on(1.5, 2.0, 1.0);
    CHECK(first == doctest::Approx(0.73106).epsilon(1e-5));
    CHECK(second == doctest::Approx(0.37754).epsilon(1e-5));
    CHECK(first * second == doctest::Approx(0.27600).epsilon(1e-4));
    CHECK((1.0 - first) * (1.0 - second) == doctest::Approx(0.16741).epsilon(1e-4));
    CHECK(lists_on(2.1, 2.0, 0.0) == 1.0);  // without noise profit decides
    CHECK(lists_on(1.9, 2.0, 0.0) == 0.0);
    CHECK(lists_on(-1e300, 2.0, 1e-3) < 1e-300);
}
