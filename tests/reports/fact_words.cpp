#include "reports/fact_words.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace pasar;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

FactRow measured_as(double measured, double low_end, double high_end, const char* unit) {
    FactRow row;
    row.measured = measured;
    row.low_end = low_end;
    row.high_end = high_end;
    row.unit = unit;
    row.value = row.tolerance = row.low = row.high = kNone;
    return row;
}

}  // namespace

TEST_CASE("a fact is told in one scale: shares in per cent, targets in the digits that they were given in") {
    FactRow row = measured_as(0.583, 0.536, 0.63, "share of sales");
    row.low = 0.7;
    row.high = 0.9;
    CHECK(fact_words(row).measured == "58.3 (53.6 to 63.0)");
    CHECK(fact_words(row).target == "70 to 90 %");
    CHECK(miss_in_words(row) == "58.3 (53.6 to 63.0) is below 70 to 90 %");
    row.measured = 0.95;
    CHECK(miss_in_words(row).ends_with("is above 70 to 90 %"));
    row.high = kNone;
    row.measured = 0.5;
    CHECK(fact_words(row).target == "at least 70 %");
    CHECK(miss_in_words(row).ends_with("is below 70 %"));
    row.low = kNone;
    row.high = 0.125;
    CHECK(fact_words(row).target == "at most 12.5 %");
    CHECK(miss_in_words(row).ends_with("is above 12.5 %"));
}

TEST_CASE("a value stands with its tolerance, one replication without an interval, an input as it is") {
    FactRow row = measured_as(-0.99, -1.11, -0.88, "");
    row.value = -2.6;
    row.tolerance = 1.0;
    CHECK(fact_words(row).measured == "-0.99 (-1.11 to -0.88)");
    CHECK(fact_words(row).target == "-2.6 ± 1");
    CHECK(miss_in_words(row).ends_with("is above -2.6 ± 1"));
    row.low_end = row.high_end = kNone;
    CHECK(fact_words(row).measured.find('(') == std::string::npos);
    FactRow input = measured_as(0.08, kNone, kNone, "share of price");
    input.input = true;
    input.low = 0.065;
    input.high = 0.1;
    CHECK(fact_words(input).measured == "8");
    CHECK(fact_words(input).target == "6.5 to 10 %");
    CHECK(fact_words(measured_as(kNone, kNone, kNone, "")).measured == "–");
    CHECK(fact_words(measured_as(kNone, kNone, kNone, "")).target == "–");
}
