#include "words/text.h"

#include <doctest/doctest.h>
#include <string>

#include "words/figures.h"

using namespace pasar;

TEST_CASE("width counts columns, not bytes") {
    CHECK(text_width("Toko") == 4);
    CHECK(text_width("é") == 1);
    CHECK(text_width("e\u0301") == 1);  // e and a combining accent
    CHECK(text_width("商店") == 4);
    CHECK(text_width("🛒") == 2);
    CHECK(pad_right("商", 4) == "商  ");
    CHECK(pad_left("é", 3) == "  é");
}

TEST_CASE("names with control characters cannot move the cursor") {
    CHECK(printable("two\nlines\t\x1b[31m") == "two\\nlines\\t\\u{1B}[31m");
    CHECK(printable("a\u202Eb") == "a\\u{202E}b");
    CHECK(printable("broken \xFF\xC3") == "broken \xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(printable("Toko Ibu Sari 🛒") == "Toko Ibu Sari 🛒");
}

TEST_CASE("a name of ten thousand characters is shortened to what fits") {
    const std::string name(10000, 'x');
    CHECK(printable(name, 10) == "xxxxxxxxx…");
    CHECK(printable("exactly 10", 10) == "exactly 10");
    CHECK(text_width(printable(std::string(10000, '\n'), 24)) <= 24);
    std::string wide;
    for (int i = 0; i < 1000; ++i) wide += "店";
    CHECK(text_width(printable(wide, 9)) <= 9);
    // Marks without width cannot smuggle in a long text.
    std::string marks = "a";
    for (int i = 0; i < 10000; ++i) marks += "\u0301";
    CHECK(printable(marks, 10).size() < 200);
}

TEST_CASE("long text is broken at blanks") {
    CHECK(wrapped("one two three", 8) == "one two\nthree");
    CHECK(wrapped("one two three", 9, 2) == "one two\n  three");
    CHECK(wrapped("unbreakable", 4) == "unbreakable");
}

TEST_CASE("large numbers are grouped, and rounding leaves no minus before nothing") {
    CHECK(grouped(1234567.0) == "1,234,567");
    CHECK(grouped(-1234.56, 1) == "-1,234.6");
    CHECK(grouped(999.0) == "999");
    CHECK(grouped(-0.2) == "0");
}

TEST_CASE("a figure is shown as precisely as it is known") {
    const double money[]{12'345'678'901.0};
    const Scale billions = scale_for(money, 230e6, "IDR");
    CHECK(billions.unit == "billion IDR");
    CHECK(billions(money[0]) == "12.35");
    const double shares[]{0.0324};
    const Scale percent = scale_for(shares, 0.0011, "share of visits");
    CHECK(percent.unit == "% of visits");
    CHECK(percent(shares[0]) == "3.24");
    CHECK(percent.difference(0.001) == "+0.10");
    CHECK(percent.difference(-0.001) == "-0.10");
    CHECK(percent.difference(0.0) == "0.00");
    const double zero[]{0.0};
    CHECK(scale_for(zero, 0.0, "")(0.0) == "0");
    // What rounding leaves of a sum is no uncertainty.
    const std::vector<double> exact{2.88};
    CHECK(scale_for(exact, 1e-15, "")(2.88) == "2.88");
    // In %, a share may pass the end of doubles.
    const std::vector<double> endless{1e308};
    CHECK(scale_for(endless, 1e300, "share")(1e308) == "∞");
}

TEST_CASE("units agree in number with what stands before them") {
    const std::vector<double> few{1.0, 3000.0};
    CHECK(scale_for(few, 0.0, "buyer").told(3000.0) == "3,000 buyers");
    CHECK(scale_for(few, 0.0, "day").told(1.0) == "1 day");
    CHECK(scale_for(few, 0.0, "person").told(3000.0) == "3,000 people");
    CHECK(scale_for(few, 0.0, "order per day").told(3000.0) == "3,000 orders per day");
    CHECK(unit_behind("1.2", "million buyer") == "million buyers");
    CHECK(unit_behind("-1", "point") == "point");
    CHECK(unit_behind("0.74", "0 to 1").empty());
    CHECK(label_with_unit("customers", "buyer") == "customers, buyers");
    CHECK(label_with_unit("orders a month", "order") == "orders a month");
    CHECK(label_with_unit("mean satisfaction", "0 to 1") == "mean satisfaction, 0 to 1");
    CHECK(counted(1, "replication") == "1 replication");
    CHECK(counted(3000, "buyer") == "3,000 buyers");
}

TEST_CASE("the difference of two shares is told in percentage points, others in their own unit") {
    const std::vector<double> shares{0.35, 0.44};
    const Scale percent = scale_for(shares, 0.001, "share of visits");
    CHECK(percent.told(0.4457) == "44.57 % of visits");
    CHECK(percent.told_difference(0.0925) == "+9.25 percentage points");
    CHECK(percent.of_differences().unit == "percentage points");
    const std::vector<double> orders{12.0};
    CHECK(scale_for(orders, 0.0, "order").told_difference(-12.0) == "-12.0 orders");
}

TEST_CASE("durations and sizes are said in words") {
    CHECK(duration_in_words(9.4) == "9 s");
    CHECK(duration_in_words(75.0) == "1 min 15 s");
    CHECK(duration_in_words(3723.0) == "1 h 02 min");
    CHECK(bytes_in_words(1.5e12) == "1.5 TB");
    CHECK(bytes_in_words(96.0) == "96 B");
}

TEST_CASE("a number and its noun agree, and articles go by how words are spoken") {
    CHECK(counted(1.0, "replication") == "1 replication");
    CHECK(counted(std::size_t{0}, "point") == "0 points");
    CHECK(counted(std::int64_t{20'000}, "buyer") == "20,000 buyers");
    CHECK(with_article("commission") == "a commission");
    CHECK(with_article("initially") == "an initially");
    CHECK(with_article("hour") == "an hour");
    CHECK(with_article("units") == "a units");
    CHECK(with_article("unit") == "a unit");
    CHECK(with_article("unaware") == "an unaware");
    CHECK(with_article("one time fee") == "a one time fee");
    CHECK(listed({"A", "B", "C"}) == "A, B and C");
    CHECK(listed({"A"}) == "A");
}
