#include "reports/auction_picture.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace pasar {

namespace {

/// Length of the strip of the last minute, over the days of the auction; less than a day, so that no mark of a day
/// stands in it.
constexpr double kStrip = 0.14;
constexpr double kLongestStrip = 0.98;

std::string bids_in_words(const AuctionPicture& auction, Language language) {
    const std::size_t bids = auction.bids.size(), bidders = bidders_of(auction);
    const auto number = [&](std::size_t count) { return grouped_in(language, static_cast<double>(count)); };
    if (bids == 0) return tr("No bid", language);
    if (bids == 1) return tr("One bid", language);
    if (bidders == 1) return filled(tr("{} bids of one bidder", language), number(bids));
    return filled(tr("{} bids of {} bidders", language), number(bids), number(bidders));
}

}  // namespace

bool AuctionPicture::has_late_bids() const {
    return std::any_of(bids.begin(), bids.end(), [](const PicturedBid& bid) { return bid.is_late; });
}

double AuctionPicture::reach() const {
    const auto length = static_cast<double>(days());
    return has_late_bids() ? length + std::min(kStrip * length, kLongestStrip) : length;
}

std::vector<double> AuctionPicture::places() const {
    using Span = std::pair<std::int64_t, bool>;
    std::map<Span, double> counts, taken;
    for (const PicturedBid& bid : bids) counts[{bid.day, bid.is_late}] += 1.0;
    std::vector<double> places;
    for (const PicturedBid& bid : bids) {
        const Span span{bid.day, bid.is_late};
        const double share = (taken[span] + 0.5) / counts[span];
        taken[span] += 1.0;
        const double from = static_cast<double>(bid.is_late ? days() : bid.day - opened);
        places.push_back(from + share * (bid.is_late ? reach() - static_cast<double>(days()) : 1.0));
    }
    return places;
}

std::vector<PriceStep> price_steps(const AuctionPicture& auction) {
    std::vector<PriceStep> steps{{0.0, auction.start}};
    const std::vector<double> places = auction.places();
    for (std::size_t i = 0; i < places.size(); ++i)
        if (auction.bids[i].shown != steps.back().price) steps.push_back({places[i], auction.bids[i].shown});
    const double end = auction.open_for ? static_cast<double>(*auction.open_for) : auction.reach();
    steps.push_back({std::max(end, steps.back().at), steps.back().price});
    return steps;
}

std::size_t bidders_of(const AuctionPicture& auction) {
    std::set<std::int64_t> bidders;
    for (const PicturedBid& bid : auction.bids) bidders.insert(bid.bidder);
    return bidders.size();
}

std::optional<double> most_of_leader(const AuctionPicture& auction) {
    const auto last = std::find_if(auction.bids.rbegin(), auction.bids.rend(),
                                   [](const PicturedBid& bid) { return bid.leads && !bid.is_lost; });
    if (last == auction.bids.rend()) return std::nullopt;
    double most = last->most;
    for (const PicturedBid& bid : auction.bids)
        if (bid.bidder == last->bidder && !bid.is_lost) most = std::max(most, bid.most);
    return most;
}

std::string auction_in_words(const AuctionPicture& auction, const std::function<std::string(double)>& money,
                             Language language) {
    const std::string bids = bids_in_words(auction, language), start = money(auction.start);
    if (auction.open_for) {
        const double now = price_steps(auction).back().price;
        return filled(tr("{}; it began at {} and stands at {}.", language), bids, start, money(now));
    }
    if (!auction.price)
        return filled(tr("{}; it began at {} and was not sold: nobody bid as much as the reserve of {}.", language),
                      bids, start, money(auction.reserve));
    return filled(tr("{}; it began at {} and ended at {}. The winner would have paid up to {}.", language), bids, start,
                  money(*auction.price), money(most_of_leader(auction).value_or(*auction.price)));
}

const char* fate_in_words(const PicturedBid& bid) {
    if (bid.is_lost) return tr_later("is lost");
    return bid.leads ? tr_later("leads") : tr_later("is behind");
}

}  // namespace pasar
