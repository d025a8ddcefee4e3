#include "sim/in_words.h"

#include <fmt/format.h>

namespace pasar {
namespace {

/// What was wrong with a parcel that came.
std::string_view fault(Fate fate) {
    switch (fate) {
        case Fate::OrderedWrong:
            return "it was what was ordered, but not what was meant";
        case Fate::WrongItem:
            return "it held the wrong item";
        case Fate::Misdescribed:
            return "the goods were not as described";
        case Fate::Damaged:
            return "the goods were damaged";
        default:
            return "";
    }
}

/// What a failure is called after "over".
std::string_view failure(Fate fate) {
    switch (fate) {
        case Fate::OrderedWrong:
            return "an order made by mistake";
        case Fate::WrongItem:
            return "the wrong item";
        case Fate::Misdescribed:
            return "goods that were not as described";
        case Fate::Damaged:
            return "damaged goods";
        case Fate::Late:
            return "a late parcel";
        case Fate::Lost:
            return "a lost parcel";
        case Fate::NeverSent:
            return "goods that never came";
        case Fate::StockOut:
            return "a cancelled order";
        case Fate::Refused:
            return "a refused parcel";
        case Fate::Undeliverable:
            return "a parcel that could not be delivered";
        case Fate::Fine:
            return "nothing";
    }
    return "";
}

std::string_view doer(Cause cause) {
    switch (cause) {
        case Cause::Buyer:
            return "the buyer's own";
        case Cause::Seller:
            return "the seller's";
        case Cause::Courier:
            return "the courier's";
        case Cause::Nobody:
            return "nobody's";
    }
    return "";
}

std::string_view what_brought(Entry entry) {
    switch (entry) {
        case Entry::CouponVisit:
            return ", drawn by a coupon";
        case Entry::Reminder:
            return ", after a reminder";
        case Entry::WinBack:
            return ", won back";
        case Entry::Order:
            return "";
    }
    return "";
}

std::string of_order(const WatchedEvent& e) { return fmt::format("the order of day {}", e.placed); }

std::string considered(const WatchedEvent& e, const Names& names) {
    const std::string offers = fmt::format("{} {} of {}", e.page.size(), e.page.size() == 1 ? "offer" : "offers",
                                           names.categories[e.category]);
    if (e.page.empty()) return "found no offers of " + names.categories[e.category];
    if (e.chosen == e.page.size())
        return fmt::format("looked at {} and chose none of them (which had a probability of {:.1f} %)", offers,
                           100.0 * e.number);
    const ConsideredOffer& chosen = e.page[e.chosen];
    return fmt::format("looked at {} and chose that of {} at {} (which had a probability of {:.1f} %)", offers,
                       names.seller(chosen.seller), money_in_words(chosen.price, names.currency),
                       100.0 * chosen.probability);
}

std::string ordered(const WatchedEvent& e, const Names& names) {
    std::string text = fmt::format("ordered {} × {} from {} for {}", e.units, names.categories[e.category],
                                   names.seller(e.seller), money_in_words(e.amount, names.currency));
    if (e.discount.units > 0) text += fmt::format(" after {} off", money_in_words(e.discount, names.currency));
    text += fmt::format(", by {}, promised for day {}", names.payments[e.payment], e.until);
    if (e.flag) text += ", its first order";
    if (e.fate == Fate::OrderedWrong) text += ", and took the wrong thing by mistake";
    return text;
}

std::string received(const WatchedEvent& e) {
    const int late = e.day - e.until;
    std::string text = "got " + of_order(e);
    text += late > 0 ? fmt::format(" {} {} late", late, late == 1 ? "day" : "days") : std::string(" in time");
    if (!fault(e.fate).empty()) text += fmt::format("; {}", fault(e.fate));
    return text + fmt::format("; satisfaction {:.2f}", e.number);
}

std::string never_came(const WatchedEvent& e, const Names& names) {
    const std::string order = of_order(e);
    if (e.fate == Fate::Lost)
        return fmt::format("gave up waiting for {}, which {} had lost", order, names.couriers[e.courier]);
    if (e.fate == Fate::Undeliverable)
        return fmt::format("did not get {}, which {} could not deliver", order, names.couriers[e.courier]);
    return fmt::format("gave up waiting for {}, which {} had never sent", order, names.seller(e.seller));
}

std::string blamed(const WatchedEvent& e) {
    const std::string truth =
        e.felt == FeltCause::Own ? "felt that it was its own fault" : "felt that it was the shop's fault";
    return fmt::format("{} ({} in truth){}", truth, doer(e.cause), e.flag ? ", and decided to leave at once" : "");
}

std::string remedy(const WatchedEvent& e, const Names& names) {
    switch (e.remedy) {
        case Remedy::Coupon:
            return "a coupon";
        case Remedy::Replacement:
            return "a replacement";
        case Remedy::Refund:
        case Remedy::Compensation: {
            const std::string_view more = e.remedy == Remedy::Compensation ? " and a coupon" : "";
            if (e.amount.units == 0) return fmt::format("a refund of nothing{}", more);
            return fmt::format("{} back, there on day {}{}", money_in_words(e.amount, names.currency), e.until, more);
        }
        default:
            return "an apology";
    }
}

std::string reviewed(const WatchedEvent& e) {
    return fmt::format("left a review of {:.0f} {}", e.number, e.number == 1.0 ? "star" : "stars");
}

std::string changed_talk(const WatchedEvent& e) {
    if (e.talk == Talk::Promotes) return "speaks well of the platform from now on";
    if (e.talk == Talk::Detracts) return "warns others of the platform from now on";
    return "has no strong word for the platform any more";
}

std::string_view message(Entry entry) { return entry == Entry::WinBack ? "an offer to come back" : "a reminder"; }

std::string told(const WatchedEvent& e, const Names& names) {
    const auto money = [&](Money amount) { return money_in_words(amount, names.currency); };
    switch (e.what) {
        case Happening::HeardOf:
            return "heard of the platform";
        case Happening::MessageIgnored:
            return fmt::format("got {} and did not come", message(e.entry));
        case Happening::CameBack:
            return fmt::format("came back for {:.0f} % off", 100.0 * e.number);
        case Happening::Visited:
            return fmt::format("came for {}{}", names.categories[e.category], what_brought(e.entry));
        case Happening::TurnedAway:
            return "was turned away by a site over capacity";
        case Happening::GaveUpWaiting:
            return fmt::format("gave up waiting for the site, which took {:.1f} s to answer", e.number);
        case Happening::Considered:
            return considered(e, names);
        case Happening::FoundNoPayment:
            return fmt::format("wanted to pay by {}, found no such method and accepted no other",
                               names.payments[e.payment]);
        case Happening::TriedOtherPayment:
            return fmt::format("failed to pay by {} and tried another method", names.payments[e.payment]);
        case Happening::PaymentFailed:
            return fmt::format("failed to pay by {} and bought nothing", names.payments[e.payment]);
        case Happening::Ordered:
            return ordered(e, names);
        case Happening::SoldOut:
            return of_order(e) + " was cancelled: sold out";
        case Happening::KeptBack:
            return fmt::format("{} kept back {} and will never send it", names.seller(e.seller), of_order(e));
        case Happening::HandedOver:
            return e.flag
                       ? fmt::format("{} sent {} by {}", names.seller(e.seller), of_order(e), names.couriers[e.courier])
                       : fmt::format("{} sent {} as a download", names.seller(e.seller), of_order(e));
        case Happening::Received:
            return received(e);
        case Happening::RefusedAtDoor:
            return fmt::format("refused {} at the door{}{}", of_order(e), fault(e.fate).empty() ? "" : "; ",
                               fault(e.fate));
        case Happening::NeverCame:
            return never_came(e, names);
        case Happening::PaidBackUnasked:
            return fmt::format("gets {} back unasked, there on day {}", money(e.amount), e.until);
        case Happening::Blamed:
            return blamed(e);
        case Happening::ChargedBack:
            return fmt::format("got {} back through the payment provider, there on day {}", money(e.amount), e.until);
        case Happening::Complained:
            return fmt::format("complained about {}", failure(e.fate));
        case Happening::Ignored:
            return fmt::format("waited in vain for an answer; satisfaction fell from {:.2f} to {:.2f}", e.before,
                               e.number);
        case Happening::Answered:
            return fmt::format("got an answer{}: {}; satisfaction went from {:.2f} to {:.2f}",
                               e.flag ? " from the chatbot" : "", remedy(e, names), e.before, e.number);
        case Happening::Thanked:
            return fmt::format("noticed the thanks for {} and a coupon of {:.0f} %, good until day {}", of_order(e),
                               100.0 * e.number, e.until);
        case Happening::Reviewed:
            return reviewed(e);
        case Happening::FearedToReview:
            return "kept a bad review to itself for fear of the seller";
        case Happening::Surveyed:
            return fmt::format("answered a survey: would recommend {:.0f} of 10, content {:.0f} of 5, ease {:.0f} of 7",
                               e.number, e.before, e.after);
        case Happening::ChangedTalk:
            return changed_talk(e);
        case Happening::BeganToSell:
            return "was so delighted that it will sell here too";
        case Happening::ToldFriend:
            return "told a friend, as it was asked to";
        case Happening::Settled:
            return fmt::format("{} is settled: satisfaction {:.2f}, trust from {:.2f} to {:.2f}", of_order(e), e.number,
                               e.before, e.after);
        case Happening::LeftForGood:
            return fmt::format("left for good: {}", in_words(e.reason));
        case Happening::SellerJoined:
            return fmt::format("began to sell {} at {}", names.categories[e.category], money(e.amount));
        case Happening::SellerSold:
            return e.number < 0.0 ? fmt::format("had {:.0f} more units cancelled than ordered", -e.number)
                                  : fmt::format("sold {:.0f} {} for {}", e.number, e.number == 1.0 ? "unit" : "units",
                                                money(e.amount));
        case Happening::SellerRated:
            return fmt::format("got {:.0f} {}; score shown this morning {:.2f} (0 to 1)", e.number,
                               e.number == 1.0 ? "rating" : "ratings", e.after);
        case Happening::SellerRanOut:
            return fmt::format("ran out of {}", names.categories[e.category]);
        case Happening::SellerRestocked:
            return fmt::format("has {} again", names.categories[e.category]);
        case Happening::SellerRepriced:
            return fmt::format("{} its price from {} to {}", e.amount < e.goods ? "lowered" : "raised", money(e.goods),
                               money(e.amount));
        case Happening::SellerCashesIn:
            return "has made itself a name and begins to cheat";
        case Happening::SellerBanned:
            return "was banned for cheating";
        case Happening::SellerGaveUp:
            return "gave up after too long without a sale";
    }
    return "";
}

/// Whether the sentence is about somebody or something else than the one whose story it is.
bool has_own_subject(Happening what) {
    return what == Happening::SoldOut || what == Happening::KeptBack || what == Happening::HandedOver ||
           what == Happening::Settled;
}

}  // namespace

Names::Names(const Market& market)
    : currency(market.scenario.currency),
      has_own_store(market.model.supply.kind != SupplyKind::Sellers),
      first_known_seller(market.first_known_seller) {
    for (const CategorySpec& category : market.spec.categories) categories.push_back(category.name);
    for (const PaymentMethodSpec& payment : market.spec.payments) payments.push_back(payment.name);
    for (const CourierSpec& courier : market.spec.couriers) couriers.push_back(courier.name);
    if (market.model.supply.kind != SupplyKind::Own)
        for (const KnownSellerSpec& known : market.spec.known_sellers) known_sellers.push_back(known.name);
}

std::string Names::seller(std::uint32_t number) const {
    if (has_own_store && number == 0) return "the store";
    const std::size_t known = number - first_known_seller;  // very large before the first
    return known < known_sellers.size() ? known_sellers[known] : fmt::format("seller {}", number);
}

std::string money_in_words(Money amount, const std::string& currency) {
    std::string digits = std::to_string(amount.units);
    const std::size_t first = amount.units < 0 ? 1 : 0;
    for (std::size_t place = digits.size(); place > first + 3; place -= 3) digits.insert(place - 3, 1, ',');
    return digits + " " + currency;
}

std::string_view in_words(LeavingReason reason) {
    switch (reason) {
        case LeavingReason::LostInterest:
            return "nothing was wrong, it lost interest";
        case LeavingReason::WorseThanExpected:
            return "the goods were worse than it had expected";
        default:
            return failure(static_cast<Fate>(static_cast<std::size_t>(reason) - 1));
    }
}

std::string in_words(const WatchedEvent& event, const Names& names, Teller teller) {
    const bool names_buyer = teller == Teller::Seller && event.buyer != kNobody;
    std::string text = fmt::format("day {}: ", event.day);
    if (names_buyer && has_own_subject(event.what))
        text += fmt::format("{} (buyer {})", told(event, names), event.buyer);
    else if (names_buyer)
        text += fmt::format("buyer {} {}", event.buyer, told(event, names));
    else
        text += told(event, names);
    return text;
}

}  // namespace pasar
