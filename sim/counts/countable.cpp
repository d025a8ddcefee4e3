#include "sim/counts/countable.h"

#include <fmt/format.h>

#include <string>

#include "sim/world/run.h"

namespace pasar {
namespace {

[[noreturn]] void refuse_to_count(const Platform& p, const std::string& what) {
    throw BeyondCounting(
        fmt::format("day {}: {} has come to {} or more, counted in the smallest unit of {}, which is more than can be "
                    "added up. Lower prices and costs, fewer buyers or fewer days keep it below",
                    p.world.today, what, kMostCountable, p.world.scenario().currency));
}

bool is_countable(std::int64_t sum) { return sum < kMostCountable && sum > -kMostCountable; }
bool is_countable(Money amount) { return is_countable(amount.units); }

template <std::size_t n>
void check_measures(const Platform& p, const std::array<std::int64_t, n>& sums,
                    const std::array<MeasureInfo, n>& infos) {
    for (std::size_t i = 0; i < n; ++i)
        if (!is_countable(sums[i])) refuse_to_count(p, std::string(infos[i].name));
}

}  // namespace

void check_countable(const Platform& p) {
    check_measures(p, p.total.counts, kCounts);
    for (std::size_t a = 0; a < kAccountCount; ++a) {
        const auto account = static_cast<Account>(a);
        const bool fits = is_countable(p.total.books.debit(account)) && is_countable(p.total.books.credit(account));
        if (!fits) refuse_to_count(p, fmt::format("what went through the account {}", kAccounts[a].name));
    }
    if (!p.total.all_of([](std::int64_t sum) { return is_countable(sum); }))
        refuse_to_count(p, "a sum of a segment, region, courier or payment method");
    if (!p.days.empty()) check_measures(p, p.days.back().states, kStates);
    for (std::size_t i = 0; i < p.sellers.size(); ++i) {
        const Seller& seller = p.sellers[i];
        if (!is_countable(seller.gmv) || !is_countable(seller.income) || !is_countable(seller.balance) ||
            !is_countable(seller.ledger.sales) || !is_countable(seller.ledger.goods))
            refuse_to_count(p, fmt::format("the money of seller {}", i));
    }
    for (const Offer& offer : p.offers)
        if (!is_countable(offer.price) || !is_countable(offer.cost))
            refuse_to_count(p, fmt::format("the price of a unit from seller {}", offer.seller));
}

}  // namespace pasar
