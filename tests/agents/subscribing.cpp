// Known answers of subscriptions. Each number was worked out in two independent
// ways.
#include "agents/subscribing.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

using namespace pasar;

namespace {

constexpr double kAlpha = 0.668, kBeta = 3.806;  // Fader & Hardie 2007, "high end"

/// Within half a unit of the last digit that the published number has.
void is_published(double found, double published, double half_a_unit = 0.51e-5) {
    INFO("found " << found << ", published " << published);
    CHECK(std::fabs(found - published) <= half_a_unit);
}

}  // namespace

TEST_CASE("shifted Beta-geometric: survival and churn at each renewal") {
    struct Case {
        std::int64_t n;
        double survival, churn;
    };
    for (const Case c : {Case{1, 0.85069, 0.14931}, Case{2, 0.74688, 0.12203}, Case{3, 0.66982, 0.10318},
                         Case{4, 0.60995, 0.08938}, Case{5, 0.56187, 0.07883}, Case{6, 0.52225, 0.07051},
                         Case{7, 0.48894, 0.06378}, Case{12, 0.37804, 0.04317}}) {
        is_published(sbg_survival(kAlpha, kBeta, c.n), c.survival);
        is_published(sbg_churn(kAlpha, kBeta, c.n), c.churn);
    }
    CHECK(sbg_survival(kAlpha, kBeta, 0) == 1.0);
}

TEST_CASE("bills that cannot be collected take the same share at each renewal") {
    const double soft = lost_bills(0.1, 0.0, 3, 0.4), hard = lost_bills(0.1, 0.3, 3, 0.4);
    is_published(soft, 0.0216);
    is_published(hard, 0.04512);
    struct Case {
        std::int64_t n;
        double survival;
    };
    for (const Case c : {Case{1, 0.83232}, Case{2, 0.71496}, Case{3, 0.62734}, Case{4, 0.55893}, Case{5, 0.50375},
                         Case{6, 0.45812}, Case{7, 0.41964}, Case{12, 0.29089}})
        is_published(sbg_survival(kAlpha, kBeta, c.n, soft), c.survival);
    for (const Case c : {Case{1, 0.81231}, Case{3, 0.58318}, Case{6, 0.39589}, Case{12, 0.21723}})
        is_published(sbg_survival(kAlpha, kBeta, c.n, hard), c.survival);
    CHECK(lost_bills(0.0, 0.3, 0, 0.4) == 0.0);
    CHECK(lost_bills(0.1, 0.3, 0, 0.4) == doctest::Approx(0.1));
    CHECK(lost_bills(0.1, 1.0, 20, 1.0) == doctest::Approx(0.1));  // for good
}

TEST_CASE("payments of a subscriber, new and old") {
    is_published(expected_payments(kAlpha, kBeta, 12), 7.15602);
    is_published(expected_payments(kAlpha, kBeta, 24), 10.92282);
    is_published(expected_payments(kAlpha, kBeta, 36), 13.68693);
    is_published(residual_payments(kAlpha, kBeta, 1, 0.1), 5.41486);
    is_published(residual_payments(kAlpha, kBeta, 2, 0.1), 5.90175);
    is_published(residual_payments(kAlpha, kBeta, 5, 0.1), 6.89706);
    is_published(residual_payments(kAlpha, kBeta, 10, 0.1), 7.84340);
    is_published(payments_of_new(kAlpha, kBeta, 0.1), 5.92260);
    // With one rate for all: who is old is worth no more than who is new, and a new one less than with rates of all
    // kinds.
    const double alike = 1e9 / (kAlpha + kBeta);
    is_published(payments_of_new(kAlpha * alike, kBeta * alike, 0.1), 4.41223);
    is_published(residual_payments(kAlpha * alike, kBeta * alike, 10, 0.1),
                 residual_payments(kAlpha * alike, kBeta * alike, 1, 0.1));
}

TEST_CASE("bills recovered, paused share, base of subscribers") {
    const std::array recovered{0.4, 0.64, 0.784, 0.8704, 0.92224};
    for (std::size_t i = 0; i < recovered.size(); ++i)
        CHECK(recovered_by(static_cast<std::int64_t>(i) + 1, 0.4) == doctest::Approx(recovered[i]).epsilon(1e-12));
    is_published(recovered_by(3, 0.19), 0.46856);  // the median of the trade, 47.6 %
    is_published(paused_share(0.04, 2.0), 0.074074, 0.51e-6);
    is_published(subscriber_base(300 * 0.4, 0.05, 12), 1103.136, 0.51e-3);
    is_published(subscriber_base(300 * 0.4, 0.05, 1000), 2400.0, 1e-9);
}

TEST_CASE("alpha and beta are found again from who renewed and who left") {
    std::vector<AtRenewal> renewals;
    for (std::int64_t n = 1; n <= 12; ++n) {
        const double before = 1e5 * sbg_survival(kAlpha, kBeta, n - 1), after = 1e5 * sbg_survival(kAlpha, kBeta, n);
        renewals.push_back({after, before - after});
    }
    const SbgFit fit = fit_sbg(renewals);
    REQUIRE(fit.is_found);
    CHECK(fit.alpha == doctest::Approx(kAlpha).epsilon(1e-4));
    CHECK(fit.beta == doctest::Approx(kBeta).epsilon(1e-4));
    // Half of them have come to fewer renewals: that they are not over yet moves nothing.
    for (std::size_t i = 6; i < renewals.size(); ++i) {
        renewals[i].renewed *= 0.5;
        renewals[i].left *= 0.5;
    }
    CHECK(fit_sbg(renewals).alpha == doctest::Approx(kAlpha).epsilon(1e-4));
    // The published data of Fader & Hardie 2007, high end: 131, 126, 90, 60, 42, 34, 26 of 1000 lost in years 1 to 7.
    std::vector<AtRenewal> published;
    double there = 1000.0;
    for (const double lost : {131.0, 126.0, 90.0, 60.0, 42.0, 34.0, 26.0}) published.push_back({there -= lost, lost});
    CHECK(fit_sbg(published).alpha == doctest::Approx(0.668).epsilon(0.002));
    CHECK(fit_sbg(published).beta == doctest::Approx(3.806).epsilon(0.002));
}

TEST_CASE("a fit needs somebody who left and somebody who stayed, and says so") {
    CHECK_FALSE(fit_sbg(std::vector<AtRenewal>{}).is_found);
    CHECK_FALSE(fit_sbg(std::vector<AtRenewal>{{10.0, 0.0}}).is_found);
    CHECK_FALSE(fit_sbg(std::vector<AtRenewal>{{0.0, 10.0}}).is_found);
    // One rate for all: the mean is found, and the spread is next to nothing.
    const SbgFit fit = fit_sbg(std::vector<AtRenewal>{{9000.0, 1000.0}, {8100.0, 900.0}, {7290.0, 810.0}});
    CHECK(fit.alpha / (fit.alpha + fit.beta) == doctest::Approx(0.1).epsilon(1e-3));
    CHECK(fit.alpha + fit.beta > 1e3);
}

TEST_CASE("after a trial as many pay as without a card, and with one as many more forget to call it off") {
    struct Shares {
        double pays = 0.0, forgets = 0.0;
    };
    const auto shares = [](bool card, double added) {
        Shares s;
        constexpr int kDraws = 100'000;
        for (int i = 0; i < kDraws; ++i) {
            const AfterTrial what = after_trial(0.18, 0.49, card, added, (i + 0.5) / kDraws);
            s.pays += what == AfterTrial::Pays ? 1.0 / kDraws : 0.0;
            s.forgets += what == AfterTrial::Forgets ? 1.0 / kDraws : 0.0;
        }
        return s;
    };
    CHECK(shares(false, 0.0).pays == doctest::Approx(0.18).epsilon(1e-3));
    CHECK(shares(false, 0.0).forgets == 0.0);
    CHECK(shares(true, 0.0).pays == doctest::Approx(0.18).epsilon(1e-3));
    CHECK(shares(true, 0.0).forgets == doctest::Approx(0.31).epsilon(1e-3));
    // A good trial convinces more; who forgets does so whatever it was like.
    const Shares good = shares(true, 1.0);
    CHECK(good.pays > 0.3);
    CHECK(good.forgets / (1.0 - good.pays) == doctest::Approx(0.31 / 0.82).epsilon(1e-3));
}
