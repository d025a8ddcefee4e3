#include "sim/counts/countable.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>

namespace pasar {
namespace {

[[noreturn]] void refuse_to_count(const Market& m, const std::string& what) {
    throw BeyondCounting(
        fmt::format("day {}: {} has come to {} or more, counted in the smallest unit of {}, which is more than can be "
                    "added up. Lower prices and costs, fewer buyers or fewer days keep it below",
                    m.today, what, kMostCountable, m.scenario.currency));
}

bool is_countable(std::int64_t sum) { return sum < kMostCountable && sum > -kMostCountable; }
bool is_countable(Money amount) { return is_countable(amount.units); }

/// All integers of a tally, which holds nothing else.
std::span<const std::int64_t> integers_of(const Tally& tally) {
    static_assert(sizeof(Tally) % sizeof(std::int64_t) == 0 && std::is_trivially_copyable_v<Tally>);
    return {reinterpret_cast<const std::int64_t*>(&tally), sizeof(Tally) / sizeof(std::int64_t)};
}

template <std::size_t n>
void check_measures(const Market& m, const std::array<std::int64_t, n>& sums, const std::array<MeasureInfo, n>& infos) {
    for (std::size_t i = 0; i < n; ++i)
        if (!is_countable(sums[i])) refuse_to_count(m, std::string(infos[i].name));
}

}  // namespace

void check_countable(const Market& m) {
    check_measures(m, m.total.counts, kCounts);
    for (std::size_t a = 0; a < kAccountCount; ++a) {
        const auto account = static_cast<Account>(a);
        const bool fits = is_countable(m.total.books.debit(account)) && is_countable(m.total.books.credit(account));
        if (!fits) refuse_to_count(m, fmt::format("what went through the account {}", kAccounts[a].name));
    }
    const std::span<const std::int64_t> all = integers_of(m.total);
    if (!std::all_of(all.begin(), all.end(), [](std::int64_t sum) { return is_countable(sum); }))
        refuse_to_count(m, "a sum of a segment, region, courier or payment method");
    if (!m.days.empty()) check_measures(m, m.days.back().states, kStates);
    for (std::size_t i = 0; i < m.sellers.size(); ++i) {
        const Seller& seller = m.sellers[i];
        if (!is_countable(seller.gmv) || !is_countable(seller.income) || !is_countable(seller.balance))
            refuse_to_count(m, fmt::format("the money of seller {}", i));
    }
    for (const Offer& offer : m.offers)
        if (!is_countable(offer.price) || !is_countable(offer.cost))
            refuse_to_count(m, fmt::format("the price of a unit from seller {}", offer.seller));
}

}  // namespace pasar
