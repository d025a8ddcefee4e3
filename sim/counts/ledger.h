// Double-entry books. Money moves only between two accounts, so all accounts always sum to zero; what is checked is
// that the accounts agree with what stands behind them (orders, sellers' balances, money on its way).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "agents/money.h"

namespace pasar {

enum class Account : std::uint8_t {
    Buyers,
    PaymentTransit,
    Held,
    SellerBalances,
    Sellers,
    Platform,
    CourierCash,
    Couriers,
    PaymentProviders,
    RefundsDue,
    Suppliers,
    Outside,
    Distributors
};
struct AccountInfo {
    std::string_view name, says;
};
inline constexpr std::array kAccounts{
    AccountInfo{"buyers", "purses of all buyers"},
    AccountInfo{"payment_transit", "paid by buyers, not yet settled by the payment provider"},
    AccountInfo{"held", "buyers' money in the platform's hands that belongs to nobody yet, escrow included"},
    AccountInfo{"seller_balances", "earned by sellers, not yet withdrawn"},
    AccountInfo{"sellers", "independent sellers' own pockets"},
    AccountInfo{"platform", "the platform's own cash"},
    AccountInfo{"courier_cash", "cash collected at the door, not yet handed on"},
    AccountInfo{"couriers", "couriers' income"},
    AccountInfo{"payment_providers", "payment fees"},
    AccountInfo{"refunds_due", "refunds granted, on their way to buyers"},
    AccountInfo{"suppliers", "those who make the goods"},
    AccountInfo{"outside",
                "staff, media, hosting, landlords, advertisers, and distributors' customers off the platform"},
    AccountInfo{"distributors", "pockets of distributors who buy in the own store"},
};
inline constexpr std::size_t kAccountCount = kAccounts.size();

/// Sums of transfers between accounts; adding two books adds their transfers, in any order.
class Books {
public:
    /// Moves `amount` from one account to another; a negative amount moves the other way.
    void move(Account from, Account to, Money amount) {
        if (amount.units >= 0)
            add_up(moved_[index(from)][index(to)], amount.units);
        else
            add_up(moved_[index(to)][index(from)], (-amount).units);
    }
    void add(const Books& other) {
        for (std::size_t f = 0; f < kAccountCount; ++f)
            for (std::size_t t = 0; t < kAccountCount; ++t) add_up(moved_[f][t], other.moved_[f][t]);
    }
    [[nodiscard]] Money moved(Account from, Account to) const { return {moved_[index(from)][index(to)]}; }
    /// All that went into an account (debit) and out of it (credit).
    [[nodiscard]] Money debit(Account account) const {
        Money sum;
        for (std::size_t f = 0; f < kAccountCount; ++f) add_up(sum.units, moved_[f][index(account)]);
        return sum;
    }
    [[nodiscard]] Money credit(Account account) const {
        Money sum;
        for (std::size_t t = 0; t < kAccountCount; ++t) add_up(sum.units, moved_[index(account)][t]);
        return sum;
    }
    [[nodiscard]] Money balance(Account account) const { return debit(account) - credit(account); }

private:
    static constexpr std::size_t index(Account account) { return static_cast<std::size_t>(account); }
    std::array<std::array<std::int64_t, kAccountCount>, kAccountCount> moved_{};
};

}  // namespace pasar
