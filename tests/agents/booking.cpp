// Known answers of places against bookings. Each number was worked out in two
// independent ways.
#include "agents/booking.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

using namespace pasar;

namespace {

/// Within half a unit of the sixth digit behind the point that the published number has.
bool is(double found, double published, double half_a_unit = 0.6e-6) {
    INFO("found " << found << ", published " << published);
    const bool alike = std::fabs(found - published) <= half_a_unit;
    CHECK(alike);
    return alike;
}

double binomial_at_least(std::int64_t trials, double p, std::int64_t least) {
    AtLeastOfMore chance(least, p);
    for (std::int64_t i = least; i < trials; ++i) chance.one_more();
    return trials < least ? 0.0 : chance.probability();
}

/// Share of stays that find no room in a house of `rooms`, where λ = `load` / stay come each morning and stay for a
/// geometric number of nights: the stationary chain of rooms taken, to its fixed point.
double lost_share_of_lodging(std::int64_t rooms, double load, double stay) {
    const double arrivals = load / stay, leaves = 1.0 / stay;
    const auto states = static_cast<std::size_t>(rooms) + 1;
    std::vector<double> share(states, 1.0 / static_cast<double>(states));
    std::vector<double> coming;
    PoissonTerms terms(arrivals);
    for (std::size_t k = 0; k < states; ++k) coming.push_back(terms.next());
    double lost = 0.0;
    for (int round = 0; round < 200'000; ++round) {
        // In the morning everybody leaves with `leaves`, then newcomers take what is free.
        std::vector<double> after(states, 0.0), next(states, 0.0);
        for (std::size_t n = 0; n < states; ++n) {
            double term = 1.0;  // P(Bin(n, 1 - leaves) = stayed), from stayed = n downwards
            for (std::size_t i = 0; i < n; ++i) term *= 1.0 - leaves;
            for (std::size_t gone = 0; gone <= n; ++gone) {
                after[n - gone] += share[n] * term;
                if (gone < n)
                    term *= static_cast<double>(n - gone) / static_cast<double>(gone + 1) * leaves / (1.0 - leaves);
            }
        }
        lost = 0.0;
        for (std::size_t n = 0; n < states; ++n) {
            double below = 0.0, taken = 0.0;
            for (std::size_t k = 0; n + k + 1 < states; ++k) {
                next[n + k] += after[n] * coming[k];
                below += coming[k];
                taken += static_cast<double>(k) * coming[k];
            }
            next[states - 1] += after[n] * (1.0 - below);
            taken += static_cast<double>(states - 1 - n) * (1.0 - below);
            lost += after[n] * (1.0 - taken / arrivals);
        }
        double moved = 0.0;
        for (std::size_t n = 0; n < states; ++n) moved += std::fabs(next[n] - share[n]);
        share = next;
        if (moved < 1e-14) break;
    }
    return lost;
}

}  // namespace

TEST_CASE("a day of C places loses (λ P(X >= C) - C P(X > C)) / λ of its demand") {
    struct Row {
        std::int64_t capacity;
        double demand, lost, full;
    };
    for (const Row& row :
         {Row{10, 8.0, 0.053233, 0.283376}, Row{10, 10.0, 0.125110, 0.542070}, Row{10, 12.0, 0.213632, 0.757608},
          Row{50, 45.0, 0.020447, 0.246802}, Row{100, 100.0, 0.039861, 0.513299}}) {
        INFO(row.capacity << " places, demand " << row.demand);
        is(lost_share_of_day(row.demand, row.capacity), row.lost);
        is(poisson_at_least(row.demand, row.capacity), row.full);
    }
    CHECK(lost_share_of_day(0.0, 10) == 0.0);
}

TEST_CASE("with longer stays a house loses more, up to Erlang B") {
    is(lost_share_of_day(8.0, 10), 0.053233);
    is(lost_share_of_lodging(10, 8.0, 3.0), 0.085533);
    is(lost_share_of_lodging(10, 8.0, 10.0), 0.106573);
    is(lost_share_of_lodging(10, 8.0, 30.0), 0.115983);
    // Stays without end, in days so short that nobody comes in most of them.
    double blocked = 1.0;
    for (int n = 1; n <= 10; ++n) blocked = 8.0 * blocked / (n + 8.0 * blocked);
    is(blocked, 0.121661);
    is(lost_share_of_lodging(10, 8.0, 3000.0), 0.121661, 1e-4);
}

TEST_CASE("the limit of bookings rises while a place more is worth it") {
    struct Row {
        std::int64_t capacity;
        double shows, denied_costs;
        std::int64_t limit;
        double denied, empty, any_denied, profit, profit_without;
    };
    for (const Row& row : {Row{100, 0.9, 3.0, 109, 0.485836, 2.38584, 0.227067, 96.15666, 90.0},
                           Row{100, 0.9, 1.0, 111, 1.200312, 1.30031, 0.441096, 97.49938, 90.0},
                           Row{50, 0.85, 3.0, 57, 0.439707, 1.98971, 0.229190, 46.69117, 42.5},
                           Row{20, 0.9, 3.0, 21, 0.109419, 1.20942, 0.109419, 18.46232, 18.0}}) {
        INFO(row.capacity << " places, shows " << row.shows << ", denied costs " << row.denied_costs);
        const double chance =
            overbooking_chance({.shows = row.shows, .served = 1.0, .kept = 0.0, .denied = row.denied_costs});
        CHECK(chance == doctest::Approx(1.0 / (1.0 + row.denied_costs)));
        CHECK(overbooking_limit(row.capacity, row.shows, chance, 1000) == row.limit);
        const DayOfBookings day = day_of_bookings(row.limit, row.shows, row.capacity);
        is(day.denied, row.denied);
        is(day.empty, row.empty, 0.6e-5);
        is(binomial_at_least(row.limit, row.shows, row.capacity + 1), row.any_denied);
        const auto earns = [&](std::int64_t limit) {
            const DayOfBookings d = day_of_bookings(limit, row.shows, row.capacity);
            return static_cast<double>(row.capacity) - d.empty - row.denied_costs * d.denied;
        };
        is(earns(row.limit), row.profit, 0.6e-5);
        is(earns(row.capacity), row.profit_without, 0.6e-5);
        CHECK(earns(row.limit) >= earns(row.limit - 1));
        CHECK(earns(row.limit) >= earns(row.limit + 1));
    }
    CHECK(overbooking_limit(100, 0.9, 1.0 / 3.0, 1000) == 109);  // D 2: the optimum is a step
}

TEST_CASE("how many are turned away at other limits") {
    const std::array<std::pair<std::int64_t, double>, 5> rows{
        {{105, 0.023476}, {108, 0.273060}, {110, 0.792115}, {112, 1.710427}, {115, 3.751594}}};
    for (const auto& [limit, denied] : rows) is(day_of_bookings(limit, 0.9, 100).denied, denied);
}

TEST_CASE("where fewer ask than the limit would take, fewer are turned away") {
    PoissonTerms terms(120.0);
    double bookings = 0.0, denied = 0.0, served = 0.0, below = 0.0;
    const auto add = [&](std::int64_t booked, double chance) {
        const DayOfBookings day = day_of_bookings(booked, 0.9, 100);
        bookings += chance * static_cast<double>(booked);
        denied += chance * day.denied;
        served += chance * (100.0 - day.empty);
    };
    for (std::int64_t asked = 0; asked < 109; ++asked) {
        const double chance = terms.next();
        below += chance;
        add(asked, chance);
    }
    add(109, 1.0 - below);
    is(bookings, 108.13738, 0.6e-5);
    is(served, 96.89929, 0.6e-5);
    is(denied, 0.424357);
}

TEST_CASE("the rule holds its ends") {
    CHECK(overbooking_limit(100, 1.0, 0.25, 1000) == 100);  // all come
    CHECK(overbooking_limit(100, 0.9, 0.0, 1000) == 100);   // being turned away costs all there is
    CHECK(overbooking_limit(100, 0.9, 1.0, 400) == 400);    // nothing is lost by turning buyers away
    CHECK(overbooking_limit(60000, 0.9, 0.25, 65535) == 65535);
    // Where those who do not come have paid, another booking brings that as well.
    CHECK(overbooking_chance({.shows = 0.9, .served = 1.0, .kept = 1.0, .denied = 3.0}) ==
          doctest::Approx((1.0 + 1.0 / 9.0) / 4.0));
    // What serving costs makes an empty place cheaper.
    CHECK(overbooking_chance({.shows = 0.9, .served = 0.4, .kept = 0.0, .denied = 1.0}) == doctest::Approx(0.4 / 1.4));
    CHECK(overbooking_chance({.shows = 0.9, .served = 0.0, .kept = 0.0, .denied = 0.0}) == 1.0);
}

TEST_CASE("Littlewood's rule keeps places for the full fare") {
    CHECK(littlewood_protection(20.0, 0.5, 50) == 20);
    CHECK(littlewood_protection(20.0, 0.25, 50) == 23);
    CHECK(littlewood_protection(20.0, 1.0, 50) == 0);
    CHECK(littlewood_protection(0.0, 0.5, 50) == 0);
    CHECK(littlewood_protection(200.0, 0.5, 50) == 50);
    // 50 places, the cheap fare of 1 first and without end, the dear one of 2 from Poisson(20).
    const auto revenue = [](std::int64_t kept) {
        const double dear = 20.0 - 20.0 * lost_share_of_day(20.0, kept);
        return static_cast<double>(50 - kept) + 2.0 * dear;
    };
    is(revenue(20), 66.44659, 0.6e-5);
    is(revenue(15), 64.49918, 0.6e-5);
    is(revenue(25), 64.33834, 0.6e-5);
    is(revenue(0), 50.0, 0.6e-5);
    for (std::int64_t kept = 0; kept <= 50; ++kept) CHECK(revenue(kept) <= revenue(20));
}

TEST_CASE("the newsvendor makes as much as the critical fractile says") {
    CHECK(newsvendor_quantity(100.0, 10.0, 6.0, 2.0) == 100);
    is(newsvendor_profit(100.0, 100, 10.0, 6.0, 2.0), 368.11120, 0.6e-5);
    is(newsvendor_profit(100.0, 95, 10.0, 6.0, 2.0), 364.43773, 0.6e-5);
    is(newsvendor_profit(100.0, 105, 10.0, 6.0, 2.0), 363.96716, 0.6e-5);
}

TEST_CASE("the mean of a stay that is cut, and what an early booking is worth against a late one") {
    CHECK(mean_stay(1.0, 60) == 1.0);
    CHECK(mean_stay(3.0, 60) == doctest::Approx(3.0).epsilon(1e-9));
    CHECK(mean_stay(60.0, 60) == doctest::Approx(60.0 * (1.0 - std::pow(59.0 / 60.0, 60))).epsilon(1e-9));
    // Where nothing is taken off a fare the fares themselves count; costs weigh more on the low one.
    CHECK(advance_ratio(0.7, 1.0, 1.0) == doctest::Approx(0.7));
    CHECK(advance_ratio(0.7, 1.0 - 0.12 - 0.37, 1.0 - 0.12) == doctest::Approx(0.4823529));
    CHECK(advance_ratio(0.7, 0.25, 1.0) == 0.0);
    CHECK(advance_ratio(0.7, -0.1, 1.0) == 1.0);
}
