// Numbers and their nouns agree, and what stands side by side is in one unit.
#include "viz/words.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "words/figures.h"
#include "words/language.h"

using namespace pasar;

TEST_CASE("a number and its noun agree") {
    CHECK(unit_beside(3000, "buyer") == "buyers");
    CHECK(unit_beside(1, "buyer") == "buyer");
    CHECK(unit_beside(0.5, "day") == "days");
    CHECK(unit_beside(12, "parcel per day") == "parcels per day");
    CHECK(unit_beside(2.5, "million order") == "million orders");
    CHECK(unit_beside(2, "person") == "people");
    // What is not counted has no plural.
    for (const char* unit : {"IDR", "million IDR", "per order", "share of orders", "% of orders", "×", "ms",
                             "order value", "day of the year"})
        CHECK(unit_beside(7, unit) == unit);
    CHECK(counted("{} order", "{} orders", 1) == "1 order");
    CHECK(counted("{} order", "{} orders", 1544) == "1,544 orders");
    if (!is_spoken(Language::Indonesian)) return;
    speak(Language::Indonesian);
    CHECK(unit_beside(3000, "buyer") == unit_in(Language::Indonesian, "buyer"));
    speak(Language::English);
}

TEST_CASE("values that are read together are in one unit, with as many decimals each") {
    const std::array money{1'250'000.0, 900'000.0, std::nan("")};
    CHECK(figures_alike(money, "IDR") == std::vector<std::string>{"1.25 million IDR", "0.90 million IDR", "–"});
    const std::array people{1.0, 313.0, 1544.0};
    CHECK(figures_alike(people, "buyer") == std::vector<std::string>{"1 buyer", "313 buyers", "1,544 buyers"});
    const std::array trust{0.512, 0.4};
    CHECK(figures_alike(trust, "0 to 1") == std::vector<std::string>{"0.512", "0.400"});
}

TEST_CASE("shares differ by percentage points, all else by its own unit") {
    CHECK(unit_of_difference("share of visits") == "percentage points");
    CHECK(unit_of_difference("% of visits") == "percentage points");
    CHECK(unit_of_difference("million IDR") == "million IDR");
    const std::array shares{0.012, 0.003};
    CHECK(figures_of_differences(shares, "share of visits") ==
          std::vector<std::string>{"1.20 percentage points", "0.30 percentage points"});
    CHECK(figures_alike(shares, "share of visits") == std::vector<std::string>{"1.20 % of visits", "0.30 % of visits"});
}
