// The books against what stands behind them.
#include <fmt/format.h>

#include <array>
#include <string>
#include <tuple>

#include "sim/phases/evening.h"
#include "sim/world/run.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// What stands behind the books is added up in more than 64 bits, or a sum that wraps would agree with one that wraps.
[[noreturn]] void contradiction(const Platform& p, const std::string& what, WideUnits books, WideUnits behind) {
    throw Contradiction("day " + std::to_string(p.world.today) + ": " + what + " is " + fmt::format("{}", books) +
                        " in the books, but " + fmt::format("{}", behind) + " stands behind it");
}

WideUnits sum(const ByDay<std::int64_t>& amounts) {
    WideUnits total = 0;
    amounts.for_each([&](std::int64_t, std::int64_t amount) { total += amount; });
    return total;
}

}  // namespace

void check_books(const Platform& p) {
    const auto balance = [&](Account account) -> WideUnits { return p.total.books.balance(account).units; };
    WideUnits all = 0;
    for (std::size_t a = 0; a < kAccountCount; ++a) all += balance(static_cast<Account>(a));
    if (all != 0) contradiction(p, "the sum of all accounts", all, 0);
    if (const WideUnits on_the_way = sum(p.money.settling); balance(Account::PaymentTransit) != on_the_way)
        contradiction(p, "money in transit", balance(Account::PaymentTransit), on_the_way);
    if (const WideUnits cash = sum(p.money.courier_cash); balance(Account::CourierCash) != cash)
        contradiction(p, "cash with couriers", balance(Account::CourierCash), cash);
    if (const WideUnits due = sum(p.money.refunds); balance(Account::RefundsDue) != due)
        contradiction(p, "refunds due", balance(Account::RefundsDue), due);
    WideUnits balances = 0;
    for (const Seller& seller : p.sellers) balances += seller.balance.units;
    if (balance(Account::SellerBalances) != balances)
        contradiction(p, "sellers' balances", balance(Account::SellerBalances), balances);
    // Buyers' money that belongs to nobody yet: of open orders, of payouts and refunds on their way.
    WideUnits owed = p.total.held_open;
    owed += sum(p.money.own_sales) + sum(p.money.held_refunds);
    p.payouts.for_each([&](std::int64_t, const std::vector<Payout>& day) {
        for (const Payout& payout : day) owed += WideUnits{payout.to_seller.units} + payout.to_platform.units;
    });
    const WideUnits held = balance(Account::Held) + balance(Account::PaymentTransit) + balance(Account::CourierCash);
    if (held != owed) contradiction(p, "buyers' money held", held, owed);
    check_distributors(p);
    if (p.total.open_orders < 0 || p.total.open_tickets < 0)
        contradiction(p, "open orders or tickets", p.total.open_orders, p.total.open_tickets);
}

void recount_orders(const Platform& p) {
    std::int64_t open = 0;
    WideUnits held = 0;
    for (const Dealings& block : p.dealings) {
        for (const Order& order : block.orders.all()) {
            if (!order.is_open) continue;
            ++open;
            if (!order.has(order_flag::kPaidOut) && !p.world.spec().payments[order.payment].on_delivery)
                held += order.paid.units;
        }
    }
    std::array<std::int64_t, std::tuple_size_v<decltype(p.total.subscriptions)>> subscriptions{};
    WideUnits recurring = 0;
    for (const Dealings& block : p.dealings)
        for (const Subscription& s : block.subscriptions.all()) {
            ++subscriptions[static_cast<std::size_t>(s.state)];
            recurring += s.recurring.units;
        }
    for (std::size_t state = 0; state < subscriptions.size(); ++state)
        if (subscriptions[state] != p.total.subscriptions[state])
            contradiction(p, "the number of subscriptions in a state", p.total.subscriptions[state],
                          subscriptions[state]);
    if (recurring != p.total.recurring) contradiction(p, "recurring revenue", p.total.recurring, recurring);
    if (open != p.total.open_orders) contradiction(p, "the number of open orders", p.total.open_orders, open);
    if (held != p.total.held_open) contradiction(p, "money of open orders", p.total.held_open, held);
}

}  // namespace pasar
