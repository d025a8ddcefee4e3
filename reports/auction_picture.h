// One auction as page, workbook and window draw it: its bids in the order in which they were taken, where they stand on
// an axis of days, and a sentence on what is seen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "words/language.h"

namespace pasar {

struct PicturedBid {
    std::int64_t day = 0;  ///< of the run, from 0
    bool is_late = false;  ///< kept for the last minute
    bool is_lost = false;  ///< did not get through
    bool leads = false;    ///< its bidder led after it
    std::int64_t bidder = 0;
    double most = 0.0;   ///< the most that its bidder would pay
    double shown = 0.0;  ///< price on display after it
};

/// Amounts are in the currency's main unit.
struct AuctionPicture {
    std::string category;
    std::int64_t opened = 0, closes = 0;  ///< first and last day; opened <= closes
    /// Days of it that are over, where it is open; else nothing.
    std::optional<std::int64_t> open_for{};
    double start = 0.0, reserve = 0.0;
    std::optional<double> price{};  ///< what was to be paid; nothing where it is open or was not sold
    std::vector<PicturedBid> bids;  ///< in the order taken; days are from `opened` to `closes`, late ones last

    [[nodiscard]] std::int64_t days() const { return closes - opened + 1; }
    [[nodiscard]] bool has_late_bids() const;
    /// Where the axis ends, in days since it was put up: behind the last day where there were late bids, which stand in
    /// a strip of their own, as the last minute is too short to be seen among days.
    [[nodiscard]] double reach() const;
    /// Where each bid stands on that axis: those of a day spread over it in their order.
    [[nodiscard]] std::vector<double> places() const;
};

/// A point of the price on display, which stays until the next one.
struct PriceStep {
    double at = 0.0;  ///< days since the auction was put up
    double price = 0.0;
    bool operator==(const PriceStep&) const = default;
};
/// From the start price to the end of the axis, or to this evening where the auction is open.
[[nodiscard]] std::vector<PriceStep> price_steps(const AuctionPicture& auction);

[[nodiscard]] std::size_t bidders_of(const AuctionPicture& auction);
/// The most that whoever led last would have paid; nothing where nobody led.
[[nodiscard]] std::optional<double> most_of_leader(const AuctionPicture& auction);

/// "54 bids of 40 bidders; it began at Rp 12,000 and ended at Rp 187,603. The winner would have paid up to Rp 190,000."
/// `money` writes an amount with its currency.
[[nodiscard]] std::string auction_in_words(const AuctionPicture& auction,
                                           const std::function<std::string(double)>& money, Language language);

/// What became of a bid: "leads", "is behind", "is lost". In English, marked for translation.
[[nodiscard]] const char* fate_in_words(const PicturedBid& bid);

}  // namespace pasar
