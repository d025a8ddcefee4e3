// Parcels that come back: after failed attempts, from the door, from their buyers. Each case has numbers to be worked
// out by hand.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "agents/delivery.h"
#include "agents/sending_back.h"
#include "sim/counts/key_figures.h"
#include "sim/world/run.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

constexpr std::int64_t kBuyers = 20'000;

/// Everybody orders once, pays as told, and nothing fails but what a test switches on.
Scenario one_each(bool on_delivery) {
    Scenario s = one_order_each();
    s.market.buyers = kBuyers;
    s.market.payments[0].on_delivery = on_delivery;
    s.market.refusal.rate = 0.0;
    return s;
}

double parcels(const RunResult& result, const std::string& way_back, const std::string& reason) {
    const Rows rows(result, "reasons");
    double sum = 0.0;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows.text(row, "way_back") == way_back && (reason.empty() || rows.text(row, "reason") == reason))
            sum += static_cast<double>(rows.whole(row, "parcels"));
    return sum;
}
double share_of(const RunResult& result, const std::string& way_back, const std::string& reason) {
    return parcels(result, way_back, reason) / static_cast<double>(kBuyers);
}

/// Five standard errors of a share of so many orders.
double within(double share) { return 5.0 * std::sqrt(std::max(share, 1e-4) / static_cast<double>(kBuyers)); }

}  // namespace

TEST_CASE("attempts fail at the address or at a door that nobody opens, as often as the formula says") {
    const AttemptTerms terms{.not_at_home = 0.3, .no_address = 0.2, .found_later = 0.6, .attempts = 3};
    double all = 0.0, at_address = 0.0, first = 0.0;
    constexpr int kDraws = 200'000;
    for (int i = 0; i < kDraws; ++i) {
        const Attempts a = attempts_at_door(terms, (i + 0.5) / kDraws);
        all += a.failed >= 3 ? 1.0 / kDraws : 0.0;
        at_address += a.failed >= 3 && a.address_not_found ? 1.0 / kDraws : 0.0;
        first += a.failed >= 1 ? 1.0 / kDraws : 0.0;
    }
    CHECK(first == Approx(0.2 + 0.8 * 0.3).epsilon(1e-4));
    CHECK(at_address == Approx(0.2 * 0.4 * 0.4).epsilon(1e-3));
    CHECK(all == Approx(0.2 * 0.4 * 0.4 + 0.8 * 0.3 * 0.3 * 0.3).epsilon(1e-3));
}

TEST_CASE("a courier's rate is that of first attempts, for cash on delivery and for paid parcels apart") {
    for (const bool on_delivery : {true, false}) {
        Scenario s = one_each(on_delivery);
        s.market.couriers[0].failed_attempt = on_delivery ? 0.4 : 0.9;
        s.market.couriers[0].failed_attempt_prepaid = on_delivery ? 0.9 : 0.4;
        s.market.door.address = 0.5;
        s.market.door.found_later = 0.5;
        s.models[0].fulfilment.attempts = 2;
        // 0.4 of first attempts: 0.2 at the address, and of the others 0.2 / 0.8 find nobody.
        const RunResult plain = run(s);
        CHECK(share_of(plain, "undeliverable", "address") == Approx(0.1).epsilon(within(0.1) / 0.1));
        CHECK(share_of(plain, "undeliverable", "not_at_home") == Approx(0.05).epsilon(within(0.05) / 0.05));
        CHECK(parcels(plain, "undeliverable", "") == static_cast<double>(total(plain, Count::Undeliverable)));

        // A remedy aims at a reason.
        s.market.door.call_helps = s.market.door.check_finds = 0.5;
        s.models[0].fulfilment.calls_ahead = 1.0;
        const RunResult called = run(s);
        CHECK(parcels(called, "undeliverable", "address") == parcels(plain, "undeliverable", "address"));
        CHECK(share_of(called, "undeliverable", "not_at_home") == Approx(0.0125).epsilon(within(0.0125) / 0.0125));
        CHECK(total(called, Count::ProgrammeCost) == kBuyers * 500);
        s.models[0].fulfilment.calls_ahead = 0.0;
        s.models[0].fulfilment.address_check = 1.0;
        const RunResult checked = run(s);
        CHECK(share_of(checked, "undeliverable", "address") == Approx(0.05).epsilon(within(0.05) / 0.05));
        CHECK(share_of(checked, "undeliverable", "not_at_home") ==
              Approx(0.9 * 0.25 * 0.25).epsilon(within(0.056) / 0.056));
    }
}

TEST_CASE("at a parcel point no attempt fails, the courier takes less, and some parcels are never collected") {
    Scenario s = one_each(false);
    s.market.couriers[0].failed_attempt_prepaid = 1.0;
    s.market.door.collects = 1.0;
    s.market.door.uncollected = 0.1;
    s.market.door.point_price = 0.6;
    s.market.door.keep_days = 7.0;
    s.models[0].fulfilment.parcel_points = 1.0;
    const RunResult result = run(s);
    CHECK(share_of(result, "undeliverable", "not_collected") == Approx(0.1).epsilon(within(0.1) / 0.1));
    CHECK(parcels(result, "undeliverable", "") == parcels(result, "undeliverable", "not_collected"));
    // There and, for those that nobody collects, back.
    const std::int64_t back = total(result, Count::Undeliverable);
    CHECK(total(result, Count::CourierRevenue) == (kBuyers + back) * 6'000);
}

TEST_CASE("refusals are told apart, and paid parcels have their own") {
    Scenario s = one_each(true);
    s.market.refusal = {.rate = 0.2,
                        .prepaid = 0.05,
                        .cannot_pay = 0.25,
                        .per_day_late = 0.0,
                        .per_day_in_transit = 0.0,
                        .price = 0.0,
                        .distrust = 0.0,
                        .visible_fault = 100.0};
    const RunResult at_door = run(s);
    CHECK(share_of(at_door, "refused", "cannot_pay") == Approx(0.05).epsilon(within(0.05) / 0.05));
    CHECK(share_of(at_door, "refused", "changed_mind") == Approx(0.15).epsilon(within(0.15) / 0.15));

    // Who is called has the cash at hand; who changed their mind has changed it.
    s.models[0].fulfilment.calls_ahead = 1.0;
    s.market.door.call_helps = 0.8;
    const RunResult called = run(s);
    CHECK(share_of(called, "refused", "cannot_pay") == Approx(0.01).epsilon(within(0.01) / 0.01));
    CHECK(parcels(called, "refused", "changed_mind") == parcels(at_door, "refused", "changed_mind"));

    // Who looks before paying sees the fault.
    s.models[0].fulfilment.calls_ahead = 0.0;
    s.market.seller_types[0].wrong_item = 0.3;
    s.models[0].fulfilment.may_look = 0.5;
    const RunResult looked = run(s);
    CHECK(share_of(looked, "refused", "fault") == Approx(0.3 * 0.5 * 0.8).epsilon(within(0.12) / 0.12));
    s.models[0].fulfilment.may_look = 0.0;
    CHECK(parcels(run(s), "refused", "fault") == 0.0);

    Scenario paid = one_each(false);
    paid.market.refusal = s.market.refusal;
    const RunResult prepaid = run(paid);
    CHECK(share_of(prepaid, "refused", "changed_mind") == Approx(0.05).epsilon(within(0.05) / 0.05));
    CHECK(parcels(prepaid, "refused", "") == static_cast<double>(total(prepaid, Count::Refused)));
    CHECK(total(prepaid, Count::RefundMoney) == total(prepaid, Count::Refused) * 100'000);
}

TEST_CASE("goods that do not fit go back as often as it costs, within the days that are given") {
    Scenario s = one_each(false);
    s.market.categories[0].misfit = 0.3;
    s.market.categories[0].wrong_size = 0.4;
    s.market.returns = {.rate = 0.7, .cost = 5.0, .decide_days = 2.0, .misfit_loss = 0.4};
    s.models[0].protection = {.kind = ProtectionKind::MoneyBack, .return_days = 30, .return_shipping = 0.0};
    const RunResult free_of_cost = run(s);
    CHECK(share_of(free_of_cost, "returned", "wrong_size") == Approx(0.3 * 0.4 * 0.7).epsilon(within(0.084) / 0.084));
    CHECK(share_of(free_of_cost, "returned", "changed_mind") == Approx(0.3 * 0.6 * 0.7).epsilon(within(0.126) / 0.126));
    CHECK(kpi(free_of_cost, "return_rate") == Approx(parcels(free_of_cost, "returned", "") / kBuyers));
    CHECK(total(free_of_cost, Count::Failures) == 0);
    CHECK(total(free_of_cost, Count::RefundMoney) == total(free_of_cost, Count::Returned) * 100'000);

    // The way back costs a tenth of the price: odds of 7 : 3 fall by e^-0.5.
    s.models[0].protection.return_shipping = 1.0;
    const double odds = 7.0 / 3.0 * std::exp(-0.5);
    const RunResult paid_by_buyer = run(s);
    CHECK(share_of(paid_by_buyer, "returned", "") == Approx(0.3 * odds / (1.0 + odds)).epsilon(within(0.17) / 0.17));
    CHECK(total(paid_by_buyer, Count::RefundMoney) == total(paid_by_buyer, Count::Returned) * 90'000);

    // Who needs longer than is given keeps them.
    s.models[0].protection.return_shipping = 0.0;
    s.models[0].protection.return_days = 1;
    CHECK(share_of(run(s), "returned", "") ==
          Approx(0.3 * 0.7 * (1.0 - std::exp(-0.5))).epsilon(within(0.083) / 0.083));
    s.models[0].protection.return_days = 0;
    CHECK(parcels(run(s), "returned", "") == 0.0);
}

TEST_CASE("whoever may look before paying refuses what does not fit instead of sending it back") {
    Scenario s = one_each(true);
    s.market.categories[0].misfit = 0.3;
    s.market.refusal.rate = 1e-9;
    s.market.refusal.visible_fault = 100.0;
    s.market.returns.rate = 1.0;
    s.market.returns.cost = 0.0;
    s.market.returns.decide_days = 0.0;
    s.models[0].fulfilment.may_look = 0.6;
    const RunResult result = run(s);
    CHECK(share_of(result, "refused", "") == Approx(0.3 * 0.6).epsilon(within(0.18) / 0.18));
    CHECK(share_of(result, "returned", "") == Approx(0.3 * 0.4).epsilon(within(0.12) / 0.12));
}

TEST_CASE("the chance to look makes cash on delivery chosen more where goods often do not fit") {
    Scenario s = lively_market();
    for (CategorySpec& category : s.market.categories) category.misfit = 0.4;
    s.market.choice.risk = 3.0;
    s.market.choice.conversion = 0.4;
    s.models[0].protection.return_days = 0;
    s.models[0].fulfilment.may_look = 0.0;
    const double blind = kpi(run(s), "on_delivery_share");
    s.models[0].fulfilment.may_look = 1.0;
    CHECK(kpi(run(s), "on_delivery_share") > blind + 0.02);
}
