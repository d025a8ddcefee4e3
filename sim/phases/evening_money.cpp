// What is owed and what is on its way: the part of the evening that moves money.
#include <algorithm>
#include <utility>

#include "sim/memory/fetch_ahead.h"
#include "sim/phases/evening.h"
#include "sim/world/world.h"

namespace pasar {

void claw_back(Platform& p, const std::vector<Clawback>& clawbacks) {
    std::vector<std::pair<std::uint32_t, std::pair<std::int64_t, std::int64_t>>> owed;  // seller: refunds, charges
    for (const Clawback& c : clawbacks)
        owed.push_back({c.seller, {c.is_refund ? c.amount.units : 0, c.is_refund ? 0 : c.amount.units}});
    std::sort(owed.begin(), owed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < owed.size();) {
        std::size_t end = i;
        Money refunds, charges;
        for (; end < owed.size() && owed[end].first == owed[i].first; ++end) {
            refunds += {owed[end].second.first};
            charges += {owed[end].second.second};
        }
        Seller& seller = p.sellers[owed[i].first];
        const Money pays_refunds = smaller(refunds, larger(seller.balance, {}));
        seller.balance -= pays_refunds;
        const Money pays_charges = smaller(charges, larger(seller.balance, {}));
        seller.balance -= pays_charges;
        seller.book({.returns = (pays_refunds + pays_charges).units});
        p.own_books.move(Account::SellerBalances, Account::RefundsDue, pays_refunds);
        p.own_books.move(Account::Platform, Account::RefundsDue, refunds - pays_refunds);
        p.own_books.move(Account::SellerBalances, Account::Platform, pays_charges);
        p.own_tally.count(Count::RemedyCost, refunds - pays_refunds);
        p.own_tally.count(Count::ShippingMargin, pays_charges);
        p.own_tally.count(Count::SellerIncome, -(pays_refunds + pays_charges));
        i = end;
    }
}

void move_money(Platform& p) {
    const auto arrive = [&](ByDay<std::int64_t>& amounts, Account from, Account to) {
        p.own_books.move(from, to, Money{amounts.take(p.world.today)});
    };
    arrive(p.money.settling, Account::PaymentTransit, Account::Held);
    arrive(p.money.courier_cash, Account::CourierCash, Account::Held);
    arrive(p.money.own_sales, Account::Held, Account::Platform);
    arrive(p.money.held_refunds, Account::Held, Account::Buyers);
    arrive(p.money.refunds, Account::RefundsDue, Account::Buyers);
    const std::vector<Payout> payouts = p.payouts.take(p.world.today);
    for (std::size_t i = 0; i < payouts.size(); ++i) {
        if (i + kBuyerAhead < payouts.size()) fetch(p.sellers[payouts[i + kBuyerAhead].seller]);
        const Payout& payout = payouts[i];
        p.own_books.move(Account::Held, Account::SellerBalances, payout.to_seller);
        p.own_books.move(Account::Held, Account::Platform, payout.to_platform);
        p.sellers[payout.seller].balance += payout.to_seller;
    }
}

void keep_calendar_payments(Platform& p) {
    const std::int64_t tomorrow = p.world.today + 1;
    if (tomorrow % p.model().fulfilment.invoice_days == 0) {
        for (CourierAccount& account : p.courier_accounts) {
            p.own_books.move(Account::Platform, Account::Couriers, account.due - account.cashback);
            account = {};
        }
    }
    if (tomorrow % p.model().fulfilment.withdrawal_days == 0) {
        for (Seller& seller : p.sellers) {
            const Money drawn = larger(seller.balance, {});
            p.own_books.move(Account::SellerBalances, Account::Sellers, drawn);
            seller.balance -= drawn;
        }
    }
    const Money fee = p.model().revenue.listing_fee_per_month;
    if (fee.units > 0 && tomorrow % 30 == 0) {
        for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
            if (p.offers[i].own || !p.offers[i].open) continue;
            p.own_books.move(Account::Sellers, Account::Platform, fee);
            p.own_tally.count(Count::ListingRevenue, fee);
            p.own_tally.count(Count::SellerIncome, -fee);
            p.sellers[p.offers[i].seller].book({.fees = fee.units});
        }
    }
    const SupportSpec& support = p.model().support;
    const Money wages = p.plan.scaled(support.cost_per_agent_day, p.world.today, support.agents);
    p.own_books.move(Account::Platform, Account::Outside, wages);
    p.own_tally.count(Count::SupportCost, wages);
    const Money fixed = p.plan.scaled(p.model().costs.fixed_per_day, p.world.today);
    p.own_books.move(Account::Platform, Account::Outside, fixed);
    p.own_tally.count(Count::FixedCost, fixed);
}

}  // namespace pasar
