#include <fmt/format.h>
#include <cmath>
#include <utility>
#include <vector>

#include "reports/page/page_auctions.h"
#include "reports/page/page_sections.h"
#include "reports/result/column_rules.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Reads a row of bids.csv into the auction that it is of.
class BidReader {
public:
    explicit BidReader(const PageSource& source) : last_day_(source.days - 1), reader_(source.file("bids")) {}

    bool next() { return reader_.next(); }
    [[nodiscard]] std::string_view model() const { return reader_.text(model_); }
    [[nodiscard]] std::int64_t replication() const { return reader_.whole(replication_); }

    void add_to(AuctionPicture& auction) const {
        if (auction.bids.empty()) {
            auction.opened = whole_within(reader_, opened_, 0, last_day_);
            auction.closes = whole_within(reader_, closed_, auction.opened, last_day_);
            auction.category = reader_.text(category_);
            auction.start = reader_.number(start_);
            auction.reserve = reader_.number(reserve_);
            if (!reader_.text(price_).empty()) auction.price = reader_.number(price_);
        }
        auction.bids.push_back({.day = whole_within(reader_, day_, auction.opened, auction.closes),
                                .is_late = reader_.text(late_) == "yes",
                                .is_lost = reader_.text(lost_) == "yes",
                                .leads = reader_.text(leads_) == "yes",
                                .bidder = reader_.whole(buyer_),
                                .most = reader_.number(most_),
                                .shown = reader_.number(shown_)});
    }

private:
    std::int64_t last_day_;
    CsvReader reader_;
    std::size_t model_ = reader_.column("model"), replication_ = reader_.column("replication"),
                category_ = reader_.column("category"), opened_ = reader_.column("opened_day"),
                closed_ = reader_.column("closed_day"), start_ = reader_.column("start_price"),
                reserve_ = reader_.column("reserve_price"), price_ = reader_.column("final_price"),
                day_ = reader_.column("day"), buyer_ = reader_.column("buyer"), most_ = reader_.column("most"),
                shown_ = reader_.column("shown_price"), leads_ = reader_.column("leads"),
                late_ = reader_.column("is_late"), lost_ = reader_.column("is_lost");
};

Json for_chart(const ShownAuction& shown, const Scale& scale) {
    const AuctionPicture& auction = shown.auction;
    const auto amount = [&](double value) { return chart_number(value / scale.divisor); };
    const std::vector<double> places = auction.places();
    Json bids = Json::array();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const PicturedBid& bid = auction.bids[i];
        bids.push_back({{"at", chart_number(places[i])},
                        {"day", bid.day},
                        {"bidder", bid.bidder},
                        {"most", amount(bid.most)},
                        {"shown", amount(bid.shown)},
                        {"fate", bid.is_lost ? "lost"
                                 : bid.leads ? "leads"
                                             : "behind"},
                        {"late", bid.is_late}});
    }
    Json steps = Json::array();
    for (const PriceStep& step : price_steps(auction))
        steps.push_back(Json::array({chart_number(step.at), amount(step.price)}));
    return {{"model", shown.model},
            {"opened", auction.opened},
            {"days", auction.days()},
            {"reach", chart_number(auction.reach())},
            {"reserve", amount(auction.reserve)},
            {"price", auction.price ? amount(*auction.price) : Json()},
            {"steps", steps},
            {"bids", bids}};
}

/// Written out, as people bid: in whole units of the currency where all amounts are.
Scale scale_of(const std::vector<ShownAuction>& auctions, const std::string& currency) {
    Scale scale{.divisor = 1.0, .decimals = 0, .unit = currency};
    const auto note = [&](double amount) {
        if (amount != std::floor(amount)) scale.decimals = 2;
    };
    for (const ShownAuction& shown : auctions) {
        for (const PicturedBid& bid : shown.auction.bids) note(bid.most);
        note(shown.auction.reserve);
    }
    return scale;
}

}  // namespace

std::vector<ShownAuction> read_shown_auctions(const PageSource& source) {
    std::vector<ShownAuction> best;
    if (!source.has("bids")) return best;
    std::vector<ShownAuction> most(source.models.size());  // an auction without bids: none yet
    ShownAuction now{.model = source.models.size(), .replication = 0, .auction = {}};
    const auto settle = [&] {
        if (now.model < most.size() && now.auction.bids.size() > most[now.model].auction.bids.size())
            most[now.model] = std::move(now);
    };
    // The rows of a run stand together.
    for (BidReader reader(source); reader.next();) {
        const std::size_t model = source.position_of(reader.model());
        if (model != now.model || reader.replication() != now.replication) {
            settle();
            now = {.model = model, .replication = reader.replication(), .auction = {}};
        }
        if (model < source.models.size()) reader.add_to(now.auction);
    }
    settle();
    for (ShownAuction& shown : most)
        if (!shown.auction.bids.empty()) best.push_back(std::move(shown));
    return best;
}

PageSection auctions_section(const PageSource& source) {
    PageSection section{.id = "auctions", .title = "Bids of one auction"};
    const std::vector<ShownAuction> auctions = read_shown_auctions(source);
    if (auctions.empty()) return section;
    const Scale scale = scale_of(auctions, source.currency);
    const auto money = [&](double amount) { return scale.told(amount); };
    section.say(
        "Of each model one auction, of those whose bids were kept the one that had most. It shows how a price comes "
        "about, not what is usual: the figures of all auctions are in the answer.");
    std::string caption;
    Json charts = Json::array();
    HtmlTable table(fmt::format("Bids in the order in which they were taken, {}; days count from 0", scale.unit),
                    {{"model", false},
                     {"bid"},
                     {"day"},
                     {"bidder"},
                     {"would pay up to"},
                     {"price on display after it"},
                     {"the bid", false},
                     {"came", false}});
    bool any_late = false;
    for (const ShownAuction& shown : auctions) {
        const AuctionPicture& auction = shown.auction;
        const std::string model = printable_name(source.models[shown.model]);
        caption += fmt::format("{} ({}, days {} to {} of replication {}): {} ", model, printable_name(auction.category),
                               auction.opened, auction.closes, shown.replication,
                               auction_in_words(auction, money, Language::English));
        charts.push_back(for_chart(shown, scale));
        any_late = any_late || auction.has_late_bids();
        for (std::size_t i = 0; i < auction.bids.size(); ++i) {
            const PicturedBid& bid = auction.bids[i];
            table.row({model, grouped(static_cast<double>(i + 1)), grouped(static_cast<double>(bid.day)),
                       std::to_string(bid.bidder), scale(bid.most), scale(bid.shown), fate_in_words(bid),
                       bid.is_late ? "in the last minute" : "before"});
        }
    }
    caption +=
        "The line is the price on display; a dot is the most that a bidder would pay, full where it then led and pale "
        "where it did not, a cross where it did not get through; bids of a day stand in their order.";
    if (any_late) caption += " The last minute is drawn wider than it is.";
    section.figure("bids", "bids", caption, {{"unit", scale.unit}, {"decimals", scale.decimals}, {"auctions", charts}});
    section.table(table, "The bids as a table");
    return section;
}

}  // namespace pasar
