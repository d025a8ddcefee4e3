// What is done to keep customers: each programme, switched on alone, does what it is for.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Customers who come and go for a year, without any programme.
Scenario customers() {
    Scenario s = one_order_each();
    s.days = 240;
    s.market.buyers = 3000;
    s.market.wishes = {.rate_per_day = 0.03, .first_on_day_0 = true};
    s.market.leaving = {.alpha = 20.0, .beta = 80.0, .dissatisfaction_weight = 0.0};
    s.models[0].programmes.surveys.on = false;
    return s;
}

}  // namespace

TEST_CASE("a thank-you message is answered by reviews, by another visit, and by the use of its coupon") {
    Scenario s = customers();
    const RunResult without = run(s);
    s.models[0].programmes.thank_you = {.on = true,
                                        .channel = ThankYouChannel::OrderCard,
                                        .coupon = 0.15,
                                        .extra_wish = 1.0,
                                        .cost_per_message = {500}};
    const RunResult with = run(s);
    CHECK(total(without, Count::Messages) == 0);
    CHECK(total(with, Count::Messages) == total(with, Count::Settled));
    CHECK(total(with, Count::ProgrammeCost) == 500 * total(with, Count::Messages));
    CHECK(total(with, Count::CouponsUsed) > 500);
    CHECK(total(with, Count::Discounts) == total(with, Count::CouponsUsed) * 15'000);
    CHECK(kpi(with, "review_rate") > kpi(without, "review_rate") + 0.03);
    CHECK(total(with, Count::Visits) > total(without, Count::Visits));
    // Fewer notice an e-mail, so fewer coupons are used.
    s.models[0].programmes.thank_you.channel = ThankYouChannel::InShop;
    CHECK(total(run(s), Count::CouponsUsed) < total(with, Count::CouponsUsed));
}

TEST_CASE("loyalty points keep customers, who spend them") {
    Scenario s = customers();
    const RunResult without = run(s);
    s.models[0].programmes.loyalty = {.on = true, .points_share = 0.05, .reward_at = {15'000}, .stay_effect = 1.0};
    const RunResult with = run(s);
    CHECK(total(with, Count::PointsSpent) > 0);
    CHECK(total(with, Count::Discounts) == total(with, Count::PointsSpent));
    CHECK(kpi(with, "churned_share") < kpi(without, "churned_share"));
    CHECK(kpi(with, "orders_per_customer") > kpi(without, "orders_per_customer"));
    // Every third order spends what the orders before have earned: 5,000 each.
    CHECK(total(with, Count::PointsSpent) % 5'000 == 0);
}

TEST_CASE("a reminder brings back buyers who have not ordered for a while") {
    Scenario s = customers();
    const RunResult without = run(s);
    s.models[0].programmes.reminder = {.on = true, .after_days = 20, .response = 0.5, .cost_per_message = {50}};
    const RunResult with = run(s);
    CHECK(total(with, Count::Messages) > 1000);
    CHECK(total(with, Count::ProgrammeCost) == 50 * total(with, Count::Messages));
    CHECK(total(with, Count::Visits) > total(without, Count::Visits));
    CHECK(total(with, Count::Visits, 0, 20) ==
          total(without, Count::Visits, 0, 20));  // not before they have waited so long
}

TEST_CASE("a win-back offer brings some of the lost back, the content more than the disappointed") {
    Scenario s = customers();
    const RunResult without = run(s);
    s.models[0].programmes.win_back = {.on = true, .after_days = 30, .coupon = 0.15, .response = 0.3};
    const RunResult with = run(s);
    CHECK(total(without, Count::BuyersWonBack) == 0);
    const double won = share(with, Count::BuyersWonBack, Count::Messages);
    CHECK(won == doctest::Approx(0.3).epsilon(0.1));
    CHECK(kpi(with, "orders_per_customer") > kpi(without, "orders_per_customer"));
    s.market.satisfaction.neutral = 0.35;  // half of the satisfaction at which a buyer is content
    CHECK(share(run(s), Count::BuyersWonBack, Count::Messages) == doctest::Approx(0.15).epsilon(0.15));
}

TEST_CASE("surveys ask a sample, and ask nobody where they are off") {
    Scenario s = customers();
    const RunResult without = run(s);
    CHECK(total(without, Count::SurveysSent) == 0);
    CHECK(std::isnan(kpi(without, "nps")));
    s.models[0].programmes.surveys = {.on = true, .sample = 0.2, .response = 0.5, .extreme = 0.0};
    const RunResult with = run(s);
    CHECK(share(with, Count::SurveysSent, Count::Settled) == doctest::Approx(0.2).epsilon(0.05));
    CHECK(share(with, Count::SurveyAnswers, Count::SurveysSent) == doctest::Approx(0.5).epsilon(0.05));
    CHECK(kpi(with, "nps") >= -100.0);
    CHECK(kpi(with, "nps") <= 100.0);
    // Everyone is as satisfied as everyone else: 1 + 4 × 0.75 stars.
    CHECK(kpi(with, "csat") == doctest::Approx(1.0 + 4.0 * s.market.satisfaction.neutral).epsilon(0.01));
    CHECK(total(with, Count::Orders) == total(without, Count::Orders));
}

TEST_CASE("monitoring mends what is on its way into trouble") {
    Scenario s = customers();
    s.market.couriers[0].loss = 0.1;
    s.market.couriers[0].failed_attempt = 0.3;
    const RunResult without = run(s);
    s.models[0].fulfilment.monitoring_detection = 0.8;
    s.models[0].fulfilment.monitoring_response = 0.9;
    s.models[0].fulfilment.monitoring_cost = {100};
    const RunResult with = run(s);
    CHECK(total(without, Count::Rescued) == 0);
    CHECK(kpi(with, "loss_rate") == doctest::Approx((1.0 - 0.72) * kpi(without, "loss_rate")).epsilon(0.15));
    CHECK(kpi(with, "delivery_success_rate") > kpi(without, "delivery_success_rate"));
    CHECK(total(with, Count::ProgrammeCost) == 100 * total(with, Count::Dispatched));
}

TEST_CASE("a courier choice that learns does better than always the same bad one") {
    Scenario s = customers();
    s.market.couriers.push_back(s.market.couriers[0]);
    s.market.couriers[0].loss = 0.2;
    s.market.couriers[1].name = "Courier B";
    s.models[0].fulfilment.courier_policy = CourierPolicy::Fixed;
    const RunResult fixed = run(s);
    s.models[0].fulfilment.courier_policy = CourierPolicy::Smart;
    const RunResult smart = run(s);
    // Nothing was known on the day of the many first orders; later only what is tried out of curiosity is lost.
    const auto later_losses = [](const RunResult& r) {
        return static_cast<double>(total(r, Count::Lost, 60)) / static_cast<double>(total(r, Count::Dispatched, 60));
    };
    CHECK(later_losses(fixed) == doctest::Approx(0.2).epsilon(0.15));
    CHECK(later_losses(smart) < 0.03);
    // The cheapest is cheap at any price.
    s.market.couriers[0].price = {5'000};
    s.models[0].fulfilment.courier_policy = CourierPolicy::Cheapest;
    const RunResult cheapest = run(s);
    const Rows couriers(cheapest, "couriers");
    CHECK(couriers.whole(1, "dispatched") == 0);
}

TEST_CASE("in BG/NBD a first order is never the last; in the wider form it may be") {
    Scenario s = customers();
    s.market.wishes.rate_per_day = 0.0;  // the first order is the only one
    CHECK(share(run(s), Count::BuyersLeft, Count::FirstOrders) == doctest::Approx(0.2).epsilon(0.15));
    s.market.leaving.after_first_order = false;
    CHECK(total(run(s), Count::BuyersLeft) == 0);
}

TEST_CASE("a discount for everybody is paid by platform and sellers as said, and commission is of what is left") {
    Scenario s = one_order_each();
    s.models[0].revenue.commission = 0.1;
    s.models[0].promotion.discount = 0.2;
    s.models[0].promotion.discount_paid_by_platform = 0.25;
    const RunResult result = run(s);
    const std::int64_t orders = total(result, Count::Orders);
    REQUIRE(orders > 300);
    const Rows stories(result, "orders");
    for (std::size_t row = 0; row < stories.size(); ++row) {
        CHECK(stories.whole(row, "goods") == 85'000);
        CHECK(stories.whole(row, "discount") == 5'000);
        CHECK(stories.whole(row, "paid") == 80'000);
    }
    CHECK(total(result, Count::Gmv) == 85'000 * orders);
    CHECK(total(result, Count::Discounts) == 5'000 * orders);
    CHECK(total(result, Count::DiscountCost) == 5'000 * orders);
    CHECK(total(result, Count::CommissionRevenue) == 8'500 * orders);
    // Goods cost 100,000 and their shipping 10,000.
    CHECK(total(result, Count::SellerIncome) == (85'000 - 8'500 - 10'000 - 100'000) * orders);
    // Who pays is nothing to buyers.
    s.models[0].promotion.discount_paid_by_platform = 0.75;
    const RunResult other = run(s);
    CHECK(total(other, Count::Orders) == orders);
    CHECK(kpi(other, "buyer_surplus") == kpi(result, "buyer_surplus"));
    CHECK(total(other, Count::SellerIncome) + total(other, Count::CommissionRevenue) -
              total(other, Count::DiscountCost) ==
          total(result, Count::SellerIncome) + total(result, Count::CommissionRevenue) -
              total(result, Count::DiscountCost));
}

TEST_CASE("of its own goods a store pays the whole discount") {
    Scenario s = one_order_each();
    s.models[0].supply.kind = SupplyKind::Own;
    s.models[0].supply.markup = 0.5;
    s.models[0].promotion.discount = 0.2;
    s.models[0].promotion.discount_paid_by_platform = 0.25;
    const RunResult result = run(s);
    REQUIRE(total(result, Count::Orders) > 0);
    CHECK(total(result, Count::Discounts) * 5 == total(result, Count::Gmv));
    const Rows stories(result, "orders");
    for (std::size_t row = 0; row < stories.size(); ++row)
        CHECK(stories.whole(row, "paid") == stories.whole(row, "goods") - stories.whole(row, "discount"));
}
