// Known answers of what is free to read. Each number was worked out in two
// independent ways.
#include "agents/reading.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

using namespace pasar;

namespace {

void is_read(double found, double published) {
    INFO("found " << found << ", published " << published);
    CHECK(std::fabs(found - published) <= 0.6e-5);
}

double ads_per_occasion(double appeal, double annoyance, double ads) {
    return ads *
           logistic(visit_utility(
               {.appeal = appeal, .quality = 0.0, .trust = 0.0, .network = 0.0, .annoyance = annoyance, .ads = ads}));
}

}  // namespace

TEST_CASE("the advertising that earns most is a hump: known loads, and no load beside them earns more") {
    struct Case {
        double appeal, load, share;
    };
    for (const Case c : {Case{2.0, 4.0, 0.5}, Case{1.0, 3.13429, 0.36190}, Case{0.0, 2.55693, 0.21781}}) {
        const double best = best_ad_load(c.appeal, 0.5);
        is_read(best, c.load);
        is_read(ads_per_occasion(c.appeal, 0.5, best) / best, c.share);
        for (const double other : {0.9, 0.99, 1.01, 1.1})
            CHECK(ads_per_occasion(c.appeal, 0.5, other * best) < ads_per_occasion(c.appeal, 0.5, best));
    }
    is_read(ads_per_occasion(2.0, 0.5, 1.0), 0.81757);
    is_read(ads_per_occasion(2.0, 0.5, 2.0), 1.46212);
    is_read(ads_per_occasion(2.0, 0.5, 3.0), 1.86738);
    is_read(ads_per_occasion(2.0, 0.5, 4.0), 2.0);
    is_read(ads_per_occasion(2.0, 0.5, 5.0), 1.88770);
    is_read(ads_per_occasion(2.0, 0.5, 6.0), 1.61365);
    // Twice the annoyance, half the load.
    is_read(best_ad_load(2.0, 1.0), 2.0);
}

TEST_CASE("Lambert's W undoes w e^w") {
    CHECK(lambert_of_exp(1.0) == doctest::Approx(1.0));
    for (const double w : {0.01, 0.5, 2.0, 9.0}) CHECK(lambert_of_exp(std::log(w) + w) == doctest::Approx(w));
}

TEST_CASE("a community settles where its own size brings as many as are there") {
    is_read(settled_activity(0.0, 0.5, 0.5, 1.0), 0.5);
    is_read(settled_activity(0.2, 0.5, 0.5, 1.0), 0.56488);
    is_read(settled_activity(0.2, 0.5, 0.5, 0.001), 0.56488);
    is_read(settled_activity(0.2, 1.0, 0.5, 1.0), 0.59063);
    CHECK(settled_activity(0.2, 0.0, 0.5, 0.3) == doctest::Approx(logistic(0.2)));
}

TEST_CASE("where others matter much a community has a critical mass, and dwindles below it") {
    is_read(critical_mass(0.0, 2.5, 0.5), 0.5);
    is_read(critical_mass(0.2, 2.5, 0.5), 0.37853);
    for (const double appeal : {0.0, 0.2}) {
        const double mass = critical_mass(appeal, 2.5, 0.5);
        is_read(settled_activity(appeal, 2.5, 0.5, mass + 1e-3), appeal == 0.0 ? 0.69470 : 0.79633);
        CHECK(settled_activity(appeal, 2.5, 0.5, mass - 1e-3) < 1e-5);
    }
    CHECK(critical_mass(0.2, 1.0, 0.5) == 0.0);
    CHECK(critical_mass(-3.0, 2.5, 0.5) == 1.0);
    CHECK(settled_activity(-3.0, 2.5, 0.5, 1.0) < 1e-5);
}

TEST_CASE("who comes on a day and who within a month, where some come often and others seldom") {
    is_read(active_within(1.0, 0.2, 1.2), 0.16888);
    is_read(active_within(30.0, 0.2, 1.2), 0.88353);
    is_read(active_within(1.0, 0.2, 1.2) / active_within(30.0, 0.2, 1.2), 0.19114);
    is_read(active_within(1.0, 0.2, 0.5) / active_within(30.0, 0.2, 0.5), 0.21427);
    is_read((1.0 - std::exp(-0.2)) / (1.0 - std::exp(-6.0)), 0.18172);
    CHECK(active_within(1.0, 0.2, 1e6) == doctest::Approx(1.0 - std::exp(-0.2)).epsilon(1e-5));
}

TEST_CASE("annoyance follows what was seen, at once or slowly; novelty has diminishing returns") {
    CHECK(load_after(3.0, 7.0, 1.0) == 7.0);
    CHECK(load_after(3.0, 7.0, 0.25) == 4.0);
    CHECK(load_after(5.0, 0.0, 0.2) == 4.0);
    CHECK(fresh_share(0.0, 0.0) == 0.0);
    CHECK(fresh_share(5.0, 5.0) == 0.5);
    CHECK(fresh_share(20.0, 5.0) == doctest::Approx(0.8));
    CHECK(fresh_share(40.0, 5.0) - fresh_share(20.0, 5.0) < fresh_share(20.0, 5.0) - fresh_share(0.0, 5.0));
    CHECK(network_utility(0.0, 0.0, 0.5) == 0.0);
    CHECK(network_utility(2.0, 0.5, 0.5) == doctest::Approx(0.0));
}
