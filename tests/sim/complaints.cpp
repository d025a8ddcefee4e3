// From a failure to its remedy: the treatment table, each remedy, and the queue at the support desk.
#include <doctest/doctest.h>

#include <map>

#include "agents/complaint.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Failed orders by remedy.
std::map<std::string, std::int64_t> remedies(const RunResult& result, std::string_view true_cause = "",
                                             std::string_view felt_cause = "") {
    const Rows complaints(result, "complaints");
    std::map<std::string, std::int64_t> counts;
    for (std::size_t row = 0; row < complaints.size(); ++row)
        if ((true_cause.empty() || complaints.text(row, "true_cause") == true_cause) &&
            (felt_cause.empty() || complaints.text(row, "felt_cause") == felt_cause))
            counts[complaints.text(row, "remedy")] += complaints.whole(row, "count");
    return counts;
}
using Counted = std::map<std::string, std::int64_t>;

double satisfaction_after(const RunResult& result) {
    return Rows(result, "complaints").number(0, "satisfaction_after");
}

/// Satisfaction after a remedy of this worth, given at once by people who listen well.
double expected_after(const Scenario& s, double worth) {
    const RecoverySpec& r = s.market.recovery;
    const double before = s.market.satisfaction.neutral - s.market.satisfaction.severity_wrong_item;
    return recovered_satisfaction(
        before, r.strength, justice({r.distributive, r.interactional, r.procedural}, worth, 1.0, 0.0, r.patience_days));
}

}  // namespace

TEST_CASE("a complaint gets what the first fitting line of the treatment table says") {
    Scenario s = wrong_item_each(Remedy::Refund);
    std::vector<TreatmentSpec>& table = s.models[0].treatment;
    table = {{.true_cause = CauseRule::Courier, .remedy = Remedy::Coupon},
             {.failure = FateRule::WrongItem, .remedy = Remedy::Replacement},
             {.remedy = Remedy::Refund}};
    CHECK(remedies(run(s)) == Counted{{"replacement", 400}});
    table = {{.remedy = Remedy::Coupon}, {.failure = FateRule::WrongItem, .remedy = Remedy::Replacement}};
    CHECK(remedies(run(s)) == Counted{{"coupon", 400}});
    table = {{.true_cause = CauseRule::Courier, .remedy = Remedy::Refund},
             {.failure = FateRule::Lost, .remedy = Remedy::Refund},
             {.felt_cause = FeltRule::Own, .remedy = Remedy::Refund}};
    CHECK(remedies(run(s)) == Counted{{"apology", 400}});  // where no line fits
    table = {{.true_cause = CauseRule::Seller,
              .felt_cause = FeltRule::Shop,
              .failure = FateRule::WrongItem,
              .remedy = Remedy::Refund}};
    CHECK(remedies(run(s)) == Counted{{"refund", 400}});
}

TEST_CASE("a buyer's own mistake is treated by whose fault it is felt to be") {
    Scenario s = one_order_each();
    s.market.ordering.mistake_probability = 1.0;
    s.market.blame.self_serving = 0.6;
    s.models[0].treatment = {{.true_cause = CauseRule::Buyer, .felt_cause = FeltRule::Own, .remedy = Remedy::Apology},
                             {.true_cause = CauseRule::Buyer, .felt_cause = FeltRule::Shop, .remedy = Remedy::Coupon}};
    const RunResult result = run(s);
    const Counted own = remedies(result, "buyer", "own"), shop = remedies(result, "buyer", "shop");
    CHECK(own.size() == 1);
    CHECK(shop.size() == 1);
    CHECK(own.at("apology") + shop.at("coupon") == 400);
    CHECK(static_cast<double>(shop.at("coupon")) / 400 == doctest::Approx(0.6).epsilon(0.15));
}

TEST_CASE("an apology costs nothing and mends a little") {
    const Scenario s = wrong_item_each(Remedy::Apology);
    const RunResult result = run(s);
    CHECK(total(result, Count::Refunds) == 0);
    CHECK(total(result, Count::Replacements) == 0);
    CHECK(satisfaction_after(result) ==
          doctest::Approx(expected_after(s, s.market.recovery.worth_apology)).epsilon(1e-5));
    CHECK(total(result, Count::Complaints) == 400);
    CHECK(total(result, Count::TicketsSettled) == 400);
}

TEST_CASE("a refund gives back all that was paid, and the goods come back to the seller's stock") {
    const Scenario s = wrong_item_each(Remedy::Refund);
    const RunResult result = run(s);
    CHECK(total(result, Count::Refunds) == 400);
    CHECK(total(result, Count::RefundMoney) == total(result, Count::Gmv));
    CHECK(last_balance(result, "buyers") == 0);
    CHECK(total(result, Count::BuyerLoss) == 0);
    CHECK(satisfaction_after(result) ==
          doctest::Approx(expected_after(s, s.market.recovery.worth_refund)).epsilon(1e-5));
    // Both journeys were for nothing, and somebody paid them.
    CHECK(total(result, Count::CourierRevenue) == 2 * 400 * 10'000);
    CHECK(last_balance(result, "couriers") == 2 * 400 * 10'000);
}

TEST_CASE("a replacement costs the seller the goods and the shipping a second time") {
    const Scenario s = wrong_item_each(Remedy::Replacement);
    const RunResult result = run(s), apology = run(wrong_item_each(Remedy::Apology));
    CHECK(total(result, Count::Replacements) == 400);
    CHECK(total(result, Count::Refunds) == 0);
    CHECK(total(result, Count::BuyerLoss) == 0);
    CHECK(total(apology, Count::BuyerLoss) > 0);
    CHECK(total(apology, Count::SellerIncome) - total(result, Count::SellerIncome) == 400 * (100'000 + 10'000));
    CHECK(satisfaction_after(result) ==
          doctest::Approx(expected_after(s, s.market.recovery.worth_replacement)).epsilon(1e-5));
}

TEST_CASE("a coupon makes the next order cheaper, at the platform's cost") {
    Scenario s = wrong_item_each(Remedy::Coupon);
    s.market.wishes.rate_per_day = 0.1;
    s.days = 60;
    const RunResult result = run(s);
    CHECK(total(result, Count::CouponsUsed) > 100);
    CHECK(total(result, Count::Discounts) == total(result, Count::CouponsUsed) * 10'000);  // a tenth of 100,000
    CHECK(total(result, Count::DiscountCost) > 0);
    CHECK(total(result, Count::Refunds) == 0);
    s.models[0].support.coupon = 0.0;
    CHECK(total(run(s), Count::Discounts) == 0);
}

TEST_CASE("a compensation is a refund with a coupon on top") {
    Scenario s = wrong_item_each(Remedy::Compensation);
    s.market.wishes.rate_per_day = 0.1;
    const RunResult result = run(s);
    CHECK(total(result, Count::Refunds) > 400);
    CHECK(total(result, Count::CouponsUsed) > 20);
    const Scenario once = wrong_item_each(Remedy::Compensation);
    CHECK(satisfaction_after(run(once)) ==
          doctest::Approx(expected_after(once, once.market.recovery.worth_compensation)).epsilon(1e-5));
}

TEST_CASE("a desk without people leaves complaints to be ignored, which makes things worse") {
    Scenario s = wrong_item_each(Remedy::Refund);
    s.models[0].support.agents = 0;
    s.models[0].support.give_up_days = 6;
    const RunResult result = run(s);
    CHECK(total(result, Count::TicketsIgnored) == 400);
    CHECK(total(result, Count::Refunds) == 0);
    const SatisfactionSpec& judged = s.market.satisfaction;
    CHECK(satisfaction_after(result) ==
          doctest::Approx(judged.neutral - judged.severity_wrong_item - s.market.recovery.double_deviation)
              .epsilon(1e-5));
    // The chatbot answers at once, however many complain.
    s.models[0].support.chatbot_share = 1.0;
    const RunResult answered = run(s);
    CHECK(total(answered, Count::TicketsSettled) == 400);
    CHECK(total(answered, Count::FirstResponseHours) == 0);
    CHECK(total(answered, Count::SupportCost) == 400 * s.models[0].support.chatbot_cost_per_ticket.units);
}

TEST_CASE("more complaints than the desk can answer wait in line") {
    Scenario s = wrong_item_each(Remedy::Apology);
    s.market.wishes.rate_per_day = 0.5;
    s.models[0].support.agents = 4;  // 100 a day for about 200 that come
    s.models[0].support.give_up_days = 5;
    const RunResult result = run(s);
    CHECK(kpi(result, "first_response_hours") > 24.0);
    CHECK(total(result, Count::TicketsIgnored) > 0);
    CHECK(at_the_end(result, State::OpenTickets) > 0);
    s.models[0].support.agents = 40;
    const RunResult well_staffed = run(s);
    CHECK(kpi(well_staffed, "first_response_hours") == 0.0);
    CHECK(total(well_staffed, Count::TicketsIgnored) == 0);
}

TEST_CASE("who is not heard complains less: effort and protection move voice") {
    Scenario s = wrong_item_each(Remedy::Apology);
    s.market.buyers = 4000;
    s.market.voice.rate = 0.9;
    s.market.voice.exit_rate = 0.0;
    const double usual = kpi(run(s), "voice_share");
    s.models[0].support.effort = 3.0;
    const double laborious = kpi(run(s), "voice_share");
    s.models[0].support.effort = 1.0;
    s.models[0].protection.kind = ProtectionKind::None;
    const double unprotected = kpi(run(s), "voice_share");
    CHECK(laborious < usual);
    CHECK(unprotected < usual);
}

TEST_CASE("in the reference case as many complain and leave as the scenario says") {
    Scenario s = wrong_item_each(Remedy::Apology);
    s.market.buyers = 20'000;
    s.market.satisfaction.severity_wrong_item = s.market.voice.reference_severity;
    s.market.satisfaction.stakes = 0.0;
    s.market.trust.initial = 0.5;
    s.market.voice.rate = 0.6;
    s.market.voice.exit_rate = 0.1;
    const RunResult result = run(s);
    CHECK(kpi(result, "voice_share") == doctest::Approx(0.6).epsilon(0.03));
    // Dissatisfaction alone takes nobody away here.
    CHECK(total(result, Count::BuyersLeft) / 20'000.0 == doctest::Approx(0.1).epsilon(0.1));
}

TEST_CASE("exit takes a buyer away at once, silence leaves the loss where it is") {
    Scenario s = wrong_item_each(Remedy::Refund);
    s.market.voice.rate = 0.0;
    const RunResult silent = run(s);
    CHECK(total(silent, Count::Complaints) == 0);
    CHECK(total(silent, Count::BuyersLeft) == 0);
    CHECK(total(silent, Count::BuyerLoss) == 400 * 45'000);  // what the wrong item is worth less
    s.market.voice.exit_rate = 1.0;
    const RunResult exits = run(s);
    CHECK(total(exits, Count::BuyersLeft) == 400);
    CHECK(at_the_end(exits, State::LeftBuyers) == 400);
}
