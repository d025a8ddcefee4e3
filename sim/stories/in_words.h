// What happened to a buyer or seller, in simple words: English, or what a translation makes of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/currency.h"
#include "sim/stories/watched_event.h"
#include "sim/world/world.h"

namespace pasar {

/// Puts a text or pattern of this file into another language. This floor knows no translations: who has some hands them
/// in.
using Translate = const char* (*)(const char* english);
[[nodiscard]] constexpr const char* in_english(const char* english) { return english; }

/// The names that events refer to by number.
struct Names {
    explicit Names(const Platform& platform);

    std::vector<std::string> categories, payments, couriers;
    Currency currency;
    bool has_own_store = false;      ///< the store is then seller 0
    std::size_t first_known_seller;  ///< number of the first of these
    std::vector<std::string> known_sellers;

    /// "seller 88", "the store", or the name of a known seller.
    [[nodiscard]] std::string seller(std::uint32_t number, Translate say = in_english) const;
};

/// Whose story is told: a buyer's own leaves the buyer out, a seller's names it.
enum class Teller { Buyer, Seller };

/// One sentence without a full stop, its days counted from 1, such as "day 31: ordered 1 × fashion from seller 88 for
/// 120,000 IDR, promised for day 35".
[[nodiscard]] std::string in_words(const WatchedEvent& event, const Names& names, Teller teller = Teller::Buyer,
                                   Translate say = in_english);

/// "120,000 IDR", "12.50 USD"
[[nodiscard]] std::string money_in_words(Money amount, const Currency& currency);

/// Why somebody left: "damaged goods", "nothing was wrong, it lost interest".
[[nodiscard]] std::string_view in_words(LeavingReason reason);

}  // namespace pasar
