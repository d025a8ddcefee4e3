// Who bears a loss: each kind of protection, each way of paying, and the courier's liability.
#include <doctest/doctest.h>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr std::int64_t kSales = 400LL * 100'000;

/// All 400 parcels are lost, or all are damaged.
Scenario every_parcel(double CourierSpec::*trouble, ProtectionKind protection) {
    Scenario s = one_order_each();
    s.market.couriers[0].*trouble = 1.0;
    s.models[0].protection.kind = protection;
    s.models[0].treatment = {{.remedy = Remedy::Refund}};
    return s;
}

}  // namespace

TEST_CASE("without protection the defrauded buyer bears the loss and the fraudster keeps the money") {
    const RunResult result = run(fraud_each(ProtectionKind::None));
    CHECK(total(result, Count::NeverSent) == 400);
    CHECK(total(result, Count::Refunds) == 0);
    CHECK(loss_of(result, "buyer", "never_sent") == kSales);
    CHECK(total(result, Count::BuyerLoss) == kSales);
    CHECK(last_balance(result, "seller_balances") == kSales);
    CHECK(last_balance(result, "buyers") == -kSales);
}

TEST_CASE("in escrow the money never reaches the fraudster") {
    const RunResult result = run(fraud_each(ProtectionKind::Escrow));
    CHECK(total(result, Count::Refunds) == 400);
    CHECK(total(result, Count::BuyerLoss) == 0);
    CHECK(total(result, Count::RemedyCost) == 0);
    CHECK(last_balance(result, "buyers") == 0);
    const Rows ledger(result, "ledger");
    for (std::size_t row = 0; row < ledger.size(); ++row)
        if (ledger.text(row, "account") == "seller_balances") CHECK(ledger.whole(row, "debit") == 0);
}

TEST_CASE("a money-back promise is paid from the seller's balance, and by the platform where that has been drawn") {
    Scenario s = fraud_each(ProtectionKind::MoneyBack);
    const RunResult early = run(s);  // nobody has drawn anything yet
    CHECK(total(early, Count::BuyerLoss) == 0);
    CHECK(total(early, Count::RemedyCost) == 0);
    CHECK(last_balance(early, "seller_balances") == 0);
    s.models[0].fulfilment.withdrawal_days = 1;
    const RunResult late = run(s);
    CHECK(total(late, Count::BuyerLoss) == 0);
    CHECK(total(late, Count::RemedyCost) == kSales);
    CHECK(last_balance(late, "buyers") == 0);
    CHECK(kpi(late, "contribution") < kpi(early, "contribution"));
}

TEST_CASE(
    "a replacement is no help against a seller who never sends, so it is money back then; a warranty is about goods") {
    CHECK(total(run(fraud_each(ProtectionKind::Replacement)), Count::BuyerLoss) == 0);
    CHECK(total(run(fraud_each(ProtectionKind::Warranty)), Count::BuyerLoss) == kSales);
    const RunResult damaged = run(every_parcel(&CourierSpec::damage, ProtectionKind::Warranty));
    CHECK(total(damaged, Count::Damaged) == 400);
    CHECK(total(damaged, Count::BuyerLoss) == 0);
    const RunResult replaced = run(every_parcel(&CourierSpec::loss, ProtectionKind::Replacement));
    CHECK(total(replaced, Count::Lost) == 400);
    CHECK(total(replaced, Count::Replacements) == 400);
    CHECK(total(replaced, Count::Refunds) == 0);
    CHECK(total(replaced, Count::BuyerLoss) == 0);
}

TEST_CASE("protection ends at its limit, at its time limit and where nothing can be proved") {
    Scenario s = fraud_each(ProtectionKind::MoneyBack);
    s.models[0].protection.limit = {30'000};
    const RunResult limited = run(s);
    CHECK(total(limited, Count::RefundMoney) == 400 * 30'000);
    CHECK(total(limited, Count::BuyerLoss) == 400 * 70'000);
    s = fraud_each(ProtectionKind::MoneyBack);
    s.models[0].protection.proof = 0.0;
    CHECK(total(run(s), Count::BuyerLoss) == kSales);
    // The parcel is missed some days after it was promised: a claim has to wait until then.
    s = fraud_each(ProtectionKind::MoneyBack);
    s.models[0].protection.time_limit_days = 0;
    CHECK(total(run(s), Count::BuyerLoss) == kSales);
}

TEST_CASE("without protection an honest seller who answers may make a failure good all the same") {
    Scenario s = wrong_item_each(Remedy::Refund);
    s.models[0].protection.kind = ProtectionKind::None;
    CHECK(total(run(s), Count::Refunds) == 0);
    s.models[0].protection.goodwill = 1.0;
    CHECK(total(run(s), Count::Refunds) == 400);
    s.market.seller_types[0].responsiveness = 0.0;
    CHECK(total(run(s), Count::Refunds) == 0);
    s.market.seller_types[0].responsiveness = 1.0;
    s.market.seller_types[0].kind = SellerKind::Deceiver;
    CHECK(total(run(s), Count::Refunds) == 0);
}

TEST_CASE("the courier pays its share of what it lost or damaged, the rest stays with the seller") {
    for (const auto trouble : {&CourierSpec::loss, &CourierSpec::damage}) {
        Scenario s = every_parcel(trouble, ProtectionKind::MoneyBack);
        s.market.couriers[0].liability = 1.0;
        const RunResult full = run(s);
        CHECK(loss_of(full, "courier") == kSales);
        CHECK(loss_of(full, "buyer") == 0);
        s.market.couriers[0].liability = 0.25;
        const RunResult quarter = run(s);
        CHECK(loss_of(quarter, "courier") == kSales / 4);
        CHECK(loss_of(quarter, "seller") == kSales * 3 / 4 + 400 * 10'000);  // and the shipping
        CHECK(total(full, Count::SellerIncome) - total(quarter, Count::SellerIncome) == kSales * 3 / 4);
    }
}

TEST_CASE("who pays at the door loses nothing with a lost parcel and cannot be defrauded of a prepayment") {
    Scenario lost = every_parcel(&CourierSpec::loss, ProtectionKind::None), fraud = fraud_each(ProtectionKind::None);
    for (Scenario* s : {&lost, &fraud}) {
        s->market.payments[0].on_delivery = true;
        s->market.refusal.rate = 0.0;
        const RunResult result = run(*s);
        CHECK(total(result, Count::OrdersOnDelivery) == 400);
        CHECK(total(result, Count::BuyerLoss) == 0);
        CHECK(total(result, Count::NeverSent) == 0);
    }
    CHECK(last_balance(run(lost), "buyers") == 0);
}

TEST_CASE("a parcel refused at the door costs the seller both journeys and gives the goods back") {
    Scenario s = one_order_each();
    s.market.payments[0].on_delivery = true;
    s.market.refusal.rate = 1.0;
    const RunResult result = run(s);
    CHECK(total(result, Count::Refused) == 400);
    CHECK(kpi(result, "refusal_rate") == 1.0);
    CHECK(last_balance(result, "buyers") == 0);
    CHECK(total(result, Count::CourierRevenue) == 400 * 2 * 10'000);
    CHECK(total(result, Count::Delivered) == 0);
    CHECK(loss_of(result, "buyer") == 0);
}

TEST_CASE("a card takes the money back where nobody else would") {
    Scenario s = fraud_each(ProtectionKind::None);
    s.market.payments[0].chargeback = 1.0;
    const RunResult result = run(s);
    CHECK(total(result, Count::Chargebacks) == 400);
    CHECK(total(result, Count::ChargebackMoney) == kSales);
    CHECK(total(result, Count::BuyerLoss) == 0);
    // With a remedy there is nothing left to dispute.
    s = fraud_each(ProtectionKind::MoneyBack);
    s.market.payments[0].chargeback = 1.0;
    CHECK(total(run(s), Count::Chargebacks) == 0);
}

TEST_CASE("an order that is sold out is paid back without a word") {
    Scenario s = one_order_each();
    s.market.seller_types[0].units = 1;  // 20 units for 400 buyers
    s.models[0].protection.kind = ProtectionKind::None;
    const RunResult result = run(s);
    CHECK(total(result, Count::StockOuts) == 380);
    CHECK(total(result, Count::Delivered) == 20);
    CHECK(total(result, Count::Refunds) == 380);
    CHECK(total(result, Count::BuyerLoss) == 0);
    CHECK(last_balance(result, "buyers") == -20 * 100'000);
}

TEST_CASE("protection takes away part of the risk that keeps buyers from paying first") {
    Scenario s = one_order_each();
    s.market.buyers = 4000;
    s.market.choice.conversion = 0.9;
    s.market.choice.price = 0.0;
    s.market.choice.quality = 0.0;
    s.market.payments[0].perceived_risk = 2.0;
    s.models[0].protection.kind = ProtectionKind::None;
    const double unprotected = kpi(run(s), "conversion");
    s.models[0].protection.kind = ProtectionKind::Escrow;
    CHECK(kpi(run(s), "conversion") > unprotected + 0.05);
}

TEST_CASE("cheats caught too often are banned, and come back under a new name where that pays") {
    Scenario s = fraud_each(ProtectionKind::MoneyBack);
    s.models[0].policing = {.detection = 1.0, .cheats_to_ban = 3, .return_under_new_name = 0.0};
    const RunResult banned = run(s);
    CHECK(total(banned, Count::SellerBans) == 20);
    CHECK(at_the_end(banned, State::Sellers) == 0);
    s.models[0].policing.detection = 0.0;
    CHECK(total(run(s), Count::SellerBans) == 0);
    s.models[0].policing = {.detection = 1.0, .cheats_to_ban = 3, .return_under_new_name = 1.0, .return_days = 5};
    s.models[0].protection.kind = ProtectionKind::None;  // so that they keep what they took
    const RunResult whitewashed = run(s);
    CHECK(total(whitewashed, Count::SellerReturns) == 20);
    s.models[0].policing.identity_cost = {1'000'000'000};
    CHECK(total(run(s), Count::SellerReturns) == 0);
}
