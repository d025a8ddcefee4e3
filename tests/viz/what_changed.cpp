// The sentence that says what became of trust, and why.
#include "viz/what_changed.h"

#include <doctest/doctest.h>

#include <vector>

using namespace pasar;
using doctest::Approx;

namespace {

/// A day with 1,000 customers of this trust, 100 orders settled, some of them late.
DayRow day_with(double trust, std::int64_t late, std::int64_t left) {
    DayRow row;
    row.states[static_cast<std::size_t>(State::OneOrderCustomers)] = 1000;
    row.states[static_cast<std::size_t>(State::TrustMillionths)] = static_cast<std::int64_t>(trust * 1e9);
    row.states[static_cast<std::size_t>(State::Sellers)] = 50;
    row.counts[static_cast<std::size_t>(Count::Orders)] = 100;
    row.counts[static_cast<std::size_t>(Count::Settled)] = 100;
    row.counts[static_cast<std::size_t>(Count::Failures)] = late + 2;
    row.counts[static_cast<std::size_t>(Count::Late)] = late;
    row.counts[static_cast<std::size_t>(Count::Lost)] = 2;
    row.counts[static_cast<std::size_t>(Count::BuyersLeft)] = left;
    return row;
}

std::vector<DayRow> two_stretches(const DayRow& before, const DayRow& now) {
    std::vector<DayRow> days(31, before);
    days.insert(days.end(), 30, now);
    return days;
}

}  // namespace

TEST_CASE("too few days say nothing") {
    CHECK(in_sentences(look_back({})).empty());
    CHECK(in_sentences(look_back(std::vector<DayRow>(10, day_with(0.5, 1, 1)))).empty());
}

TEST_CASE("the failure that rose most is named with the trust that fell") {
    const std::vector<DayRow> days = two_stretches(day_with(0.6, 4, 1), day_with(0.5, 13, 3));
    const Lately lately = look_back(days);
    CHECK(lately.days == 30);
    CHECK(lately.before.trust == Approx(0.6));
    CHECK(lately.now.trust == Approx(0.5));
    CHECK(lately.now.left == 90);
    CHECK(lately.now.left_share == Approx(0.09));
    CHECK(lately.before.left_share == Approx(0.03));
    CHECK(lately.now.kinds[main_cause(lately)] == Approx(0.13));
    CHECK(in_sentences(look_back(days)) ==
          "In the last 30 days trust fell from 0.60 to 0.50, and 90 customers left (9.0 % of them; 3.0 % before). "
          "Failures rose from 6.0 to 15.0 of 100 orders, most of all late deliveries: from 4.0 to 13.0.");
}

TEST_CASE("what hardly moves is said to have stayed") {
    const std::string text = in_sentences(look_back(two_stretches(day_with(0.6, 4, 1), day_with(0.601, 4, 1))));
    CHECK(text.find("trust stayed at 0.60") != std::string::npos);
    CHECK(text.find("Failures stayed at 6.0 of 100 orders") != std::string::npos);
    // Nor does anything rise from 0.52 to 0.52.
    CHECK(in_sentences(look_back(two_stretches(day_with(0.516, 4, 1), day_with(0.524, 4, 1))))
              .find("trust stayed at 0.52") != std::string::npos);
}

TEST_CASE("after a change the days before it are what the last ones are set against") {
    std::vector<DayRow> days(40, day_with(0.6, 4, 1));
    DayRow after = day_with(0.5, 13, 3);
    after.counts[static_cast<std::size_t>(Count::Orders)] = 40;
    days.insert(days.end(), 70, after);  // the last two months are alike
    CHECK(look_back(days).before.trust == Approx(0.5));
    const Lately lately = look_back(days, 40);
    CHECK(lately.days == 30);
    CHECK(lately.before.trust == Approx(0.6));
    CHECK(lately.now.orders == 30 * 40);
    const std::string text = in_sentences(look_back(days, 40));
    CHECK(
        text.starts_with("In the last 30 days, against the 30 before the change of day 40, trust fell from 0.60 to "));
    CHECK(text.find("Orders fell from 100.0 to 40.0 a day.") != std::string::npos);
    // A change of yesterday says nothing yet.
    CHECK(look_back(days, 106).against == Against::Earlier);
}

TEST_CASE("a second future is set against the same days of the world that it left") {
    const std::vector<DayRow> there(100, day_with(0.6, 4, 1));
    std::vector<DayRow> here(there.begin(), there.begin() + 80);
    here.insert(here.end(), 20, day_with(0.5, 13, 3));
    const Lately lately = look_aside(here, there, 80);
    CHECK(lately.days == 14);
    CHECK(lately.now.trust == Approx(0.5));
    CHECK(lately.before.trust == Approx(0.6));
    CHECK(
        in_sentences(lately) ==
        "In the last 14 days trust stands at 0.500, there at 0.600, and 42 customers left (4.2 % of them; there 1.4 "
        "%). "
        "Orders: 100.0 a day, there 100.0. Failures: 15.0 of 100 orders, there 6.0, most of all late deliveries: 13.0, "
        "there 4.0.");
    CHECK(look_aside(here, there, 95).days == 0);  // too early
}

TEST_CASE("what may be chance is not told as a change, and no failure is called the main one that explains little") {
    DayRow before = day_with(0.6, 0, 1), now = before;
    for (DayRow* const day : {&before, &now}) {
        day->counts[static_cast<std::size_t>(Count::Orders)] = 5;
        day->counts[static_cast<std::size_t>(Count::Settled)] = 2;
        day->counts[static_cast<std::size_t>(Count::Failures)] = 0;
    }
    now.counts[static_cast<std::size_t>(Count::Orders)] = 6;
    std::vector<DayRow> days = two_stretches(before, now);
    days.back().counts[static_cast<std::size_t>(Count::Failures)] = 1;  // 1 of 60: 1.7 of 100
    const std::string text = in_sentences(look_back(days));
    CHECK(text.find("Failures stayed") != std::string::npos);
    CHECK(text.find("Orders") == std::string::npos);  // 150 and 180

    // Late deliveries fall by twice as much as all failures: none is named for the rest.
    DayRow better = day_with(0.6, 4, 1);
    better.counts[static_cast<std::size_t>(Count::Failures)] = 8;
    DayRow worse = day_with(0.6, 12, 1);
    CHECK(main_cause(look_back(two_stretches(worse, better))) != kFailureKinds);
    better.counts[static_cast<std::size_t>(Count::Failures)] = 11;
    CHECK(main_cause(look_back(two_stretches(worse, better))) == kFailureKinds);

    // Failures rise by ten points, late deliveries by one.
    DayRow many = day_with(0.6, 5, 1);
    many.counts[static_cast<std::size_t>(Count::Failures)] += 9;
    const Lately lately = look_back(two_stretches(day_with(0.6, 4, 1), many));
    CHECK(main_cause(lately) == kFailureKinds);
    CHECK(in_sentences(lately).find("the most frequent: late deliveries") != std::string::npos);
}

TEST_CASE("failures that were made good and sellers who were banned are told of") {
    DayRow now = day_with(0.6, 20, 1);
    now.counts[static_cast<std::size_t>(Count::Refunds)] = 11;
    now.counts[static_cast<std::size_t>(Count::SellerBans)] = 1;
    now.states[static_cast<std::size_t>(State::Sellers)] = 20;
    const std::string text = in_sentences(look_back(two_stretches(day_with(0.6, 4, 1), now)));
    CHECK(text.find("Trust held all the same: for 50 of 100 failures the money or the goods came.") !=
          std::string::npos);
    CHECK(text.find("30 sellers were banned for cheating; 20 are in business, 50 were before.") != std::string::npos);
}

TEST_CASE("a short run compares weeks, and a market without customers says nothing") {
    std::vector<DayRow> days(17, day_with(0.6, 4, 1));
    CHECK(look_back(days).days == 7);
    for (DayRow& day : days) day.states = {};
    CHECK(in_sentences(look_back(days)).empty());
}
