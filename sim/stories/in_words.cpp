#include "sim/stories/in_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace pasar {
namespace {

/// Marks words that are put into another language where they are used.
constexpr const char* later(const char* english) { return english; }

template <class... Values>
std::string filled(const char* pattern, const Values&... values) {
    return fmt::format(fmt::runtime(pattern), values...);
}

/// Events number days from 0. People count them: the first is day 1, as on the clock and the charts of the window.
int as_counted(int day) { return day + 1; }

/// What was wrong with a parcel that came.
const char* fault(Fate fate) {
    switch (fate) {
        case Fate::OrderedWrong:
            return later("it was what was ordered, but not what was meant");
        case Fate::WrongItem:
            return later("it held the wrong item");
        case Fate::Misdescribed:
            return later("the goods were not as described");
        case Fate::Damaged:
            return later("the goods were damaged");
        default:
            return "";
    }
}

/// What a failure is called after "over".
const char* failure(Fate fate) {
    switch (fate) {
        case Fate::OrderedWrong:
            return later("an order made by mistake");
        case Fate::WrongItem:
            return later("the wrong item");
        case Fate::Misdescribed:
            return later("goods that were not as described");
        case Fate::Damaged:
            return later("damaged goods");
        case Fate::Late:
            return later("a late parcel");
        case Fate::Lost:
            return later("a lost parcel");
        case Fate::NeverSent:
            return later("goods that never came");
        case Fate::StockOut:
            return later("a cancelled order");
        case Fate::Refused:
            return later("a refused parcel");
        case Fate::Undeliverable:
            return later("a parcel that could not be delivered");
        case Fate::Returned:
            return later("goods that it sent back");
        case Fate::NotServed:
            return later("a service whose provider did not come");
        case Fate::Denied:
            return later("a booking for which there was no room");
        case Fate::NoShow:
            return later("a booking that it let go by");
        case Fate::Cancelled:
            return later("a booking that it called off");
        case Fate::Fine:
            return later("nothing");
    }
    return "";
}

/// After "because".
const char* because(Reason reason) {
    switch (reason) {
        case Reason::NotAtHome:
            return later("nobody was at home");
        case Reason::Address:
            return later("the address was not found");
        case Reason::NotCollected:
            return later("nobody collected it");
        case Reason::ChangedMind:
            return later("it was not wanted any more");
        case Reason::CannotPay:
            return later("there was no cash at hand");
        case Reason::Fault:
            return later("a look into the parcel showed a fault");
        case Reason::Late:
            return later("it came so late");
        case Reason::WrongSize:
            return later("it did not fit");
        case Reason::None:
            break;
    }
    return "";
}

const char* doer(Cause cause) {
    switch (cause) {
        case Cause::Buyer:
            return later("the buyer's own");
        case Cause::Seller:
            return later("the seller's");
        case Cause::Courier:
            return later("the courier's");
        case Cause::Nobody:
            return later("nobody's");
    }
    return "";
}

const char* what_brought(Occasion occasion) {
    switch (occasion) {
        case Occasion::CouponVisit:
            return later(", drawn by a coupon");
        case Occasion::Reminder:
            return later(", after a reminder");
        case Occasion::WinBack:
            return later(", won back");
        case Occasion::TryAgain:
            return later(", turned away before");
        case Occasion::Wish:
        case Occasion::Lapse:
        case Occasion::Renewal:
            return "";
    }
    return "";
}

const char* message(Occasion occasion) {
    return occasion == Occasion::WinBack ? later("an offer to come back") : later("a reminder");
}

/// One event, told in the language of `say`.
struct Telling {
    const WatchedEvent& e;
    const Names& names;
    Translate say;

    [[nodiscard]] std::string seller(std::uint32_t number) const { return names.seller(number, say); }
    /// Of a subscription an order is a period paid for.
    [[nodiscard]] bool is_period() const { return e.occasion == Occasion::Renewal; }
    [[nodiscard]] std::string of_order() const {
        return filled(is_period() ? say("the period from day {}") : say("the order of day {}"), as_counted(e.placed));
    }

    [[nodiscard]] std::string considered() const {
        const std::string offers =
            filled(say("{} {} of {}"), e.page.size(), e.page.size() == 1 ? say("offer") : say("offers"),
                   names.categories[e.category]);
        if (e.page.empty()) return say("found no offers of ") + names.categories[e.category];
        if (e.chosen == e.page.size())
            return filled(say("looked at {} and chose none of them (which had a probability of {:.1f} %)"), offers,
                          100.0 * e.number);
        const ConsideredOffer& chosen = e.page[e.chosen];
        return filled(say("looked at {} and chose that of {} at {} (which had a probability of {:.1f} %)"), offers,
                      seller(chosen.seller), money_in_words(chosen.price, names.currency), 100.0 * chosen.probability);
    }

    [[nodiscard]] std::string ordered() const {
        std::string text = filled(say("ordered {} × {} from {} for {}"), e.units, names.categories[e.category],
                                  seller(e.seller), money_in_words(e.amount, names.currency));
        if (e.discount.units > 0) text += filled(say(" after {} off"), money_in_words(e.discount, names.currency));
        if (const Money more = e.amount + e.discount - e.goods; e.goods.units > 0 && more.units > 0)
            text += filled(say(", {} of it for shipping and fees"), money_in_words(more, names.currency));
        text += filled(say(", by {}, promised for day {}"), names.payments[e.payment], as_counted(e.until));
        if (e.flag) text += say(", its first order");
        if (e.fate == Fate::OrderedWrong) text += say(", and took the wrong thing by mistake");
        return text;
    }

    /// A bill of a subscription that was paid.
    [[nodiscard]] std::string billed() const {
        std::string text =
            filled(say("paid {} for its subscription by {}, until day {}"), money_in_words(e.amount, names.currency),
                   names.payments[e.payment], as_counted(e.until));
        if (e.flag) text += say(", its first bill");
        if (e.discount.units > 0) text += filled(say(" after {} off"), money_in_words(e.discount, names.currency));
        return text;
    }

    /// The number after: 1 for one that nobody called off.
    [[nodiscard]] std::string ended_trial() const {
        const char* const end = !e.flag         ? later("tried it to the end and does not want to pay")
                                : e.after > 0.0 ? later("forgot to call off its trial, and is billed")
                                                : later("tried it to the end and goes on to pay");
        return say(end) + filled(say("; satisfaction {:.2f}"), e.number);
    }

    [[nodiscard]] std::string received() const {
        if (is_period()) return filled(say("came to the end of {}; satisfaction {:.2f}"), of_order(), e.number);
        const int late = e.day - e.until;
        std::string text = say("got ") + of_order();
        text += late > 0 ? filled(say(" {} {} late"), late, late == 1 ? say("day") : say("days"))
                         : std::string(say(" in time"));
        if (*fault(e.fate) != '\0') text += fmt::format("; {}", say(fault(e.fate)));
        return text + filled(say("; satisfaction {:.2f}"), e.number);
    }

    [[nodiscard]] std::string never_came() const {
        const std::string order = of_order();
        if (e.fate == Fate::Lost)
            return filled(say("gave up waiting for {}, which {} had lost"), order, names.couriers[e.courier]);
        if (e.fate == Fate::Undeliverable)
            return filled(say("did not get {}, which {} could not deliver, because {}"), order,
                          names.couriers[e.courier], say(because(e.came_back_for)));
        return filled(say("gave up waiting for {}, which {} had never sent"), order, seller(e.seller));
    }

    /// The flag: nothing was bought. The number: quality expected after the answer; below 0 where none came in time.
    [[nodiscard]] std::string asked() const {
        const char* const answer =
            e.number < 0.0 ? (e.flag ? later("got no answer in time and bought nothing")
                                     : later("got no answer in time and bought all the same"))
                           : (e.flag ? later("was put off by the answer") : later("got an answer and went on to buy"));
        return filled(say("asked {} something, {}"), seller(e.seller), say(answer));
    }

    [[nodiscard]] std::string refused() const {
        std::string text = filled(say("refused {} at the door, because {}"), of_order(), say(because(e.came_back_for)));
        if (*fault(e.fate) != '\0') text += fmt::format("; {}", say(fault(e.fate)));
        if (e.amount.units > 0)
            text += filled(say("; {} back, there on day {}"), money_in_words(e.amount, names.currency),
                           as_counted(e.until));
        return text;
    }

    [[nodiscard]] std::string blamed() const {
        const std::string truth =
            e.felt == FeltCause::Own ? say("felt that it was its own fault") : say("felt that it was the shop's fault");
        return filled(say("{} ({} in truth){}"), truth, say(doer(e.cause)),
                      e.flag ? say(", and decided to leave at once") : "");
    }

    [[nodiscard]] std::string remedy() const {
        switch (e.remedy) {
            case Remedy::Coupon:
                return say("a coupon");
            case Remedy::Replacement:
                return say("a replacement");
            case Remedy::Refund:
            case Remedy::Compensation: {
                const std::string_view more = e.remedy == Remedy::Compensation ? say(" and a coupon") : "";
                if (e.amount.units == 0) return filled(say("a refund of nothing{}"), more);
                return filled(say("{} back, there on day {}{}"), money_in_words(e.amount, names.currency),
                              as_counted(e.until), more);
            }
            default:
                return say("an apology");
        }
    }

    [[nodiscard]] std::string reviewed() const {
        return filled(say("left a review of {:.0f} {}"), e.number, e.number == 1.0 ? say("star") : say("stars"));
    }

    /// What was chosen says who wrote it; the flag, that it was new.
    [[nodiscard]] std::string read() const {
        const char* const what = e.chosen == 0   ? (e.flag ? later("read something new of the platform's own")
                                                           : later("read something of the platform's own again"))
                                 : e.chosen == 1 ? (e.flag ? later("read a new post of another member")
                                                           : later("read a post of another member again"))
                                                 : (e.flag ? later("read a new post that was spam, abuse or lies")
                                                           : later("read a post again that was spam, abuse or lies"));
        return say(what) + filled(say(" beside {} {}; satisfaction {:.2f}"), e.units,
                                  e.units == 1 ? say("advertisement") : say("advertisements"), e.number);
    }

    [[nodiscard]] std::string changed_talk() const {
        if (e.talk == Talk::Promotes) return say("speaks well of the platform from now on");
        if (e.talk == Talk::Detracts) return say("warns others of the platform from now on");
        return say("has no strong word for the platform any more");
    }

    [[nodiscard]] std::string told() const {
        const auto money = [&](Money amount) { return money_in_words(amount, names.currency); };
        switch (e.what) {
            case Happening::HeardOf:
                return say("heard of the platform");
            case Happening::LostInterest:
                return say("lost interest, and will not order any more");
            case Happening::MessageIgnored:
                return filled(say("got {} and did not come"), say(message(e.occasion)));
            case Happening::CameBack:
                return filled(say("came back for {:.0f} % off"), 100.0 * e.number);
            case Happening::Visited:
                return filled(say("came for {}{}"), names.categories[e.category], say(what_brought(e.occasion)));
            case Happening::TurnedAway:
                return say("was turned away by a site over capacity");
            case Happening::GaveUpWaiting:
                return filled(say("gave up waiting for the site, which took {:.1f} s to answer"), e.number);
            case Happening::Considered:
                return considered();
            case Happening::AskedSeller:
                return asked();
            case Happening::FoundNoPayment:
                return filled(say("wanted to pay by {}, found no such method and accepted no other"),
                              names.payments[e.payment]);
            case Happening::TriedOtherPayment:
                return filled(say("failed to pay by {} and tried another method"), names.payments[e.payment]);
            case Happening::PaymentFailed:
                return filled(say("failed to pay by {} and bought nothing"), names.payments[e.payment]);
            case Happening::Bid:
                return filled(e.flag ? say("wants to bid up to {} in the last minute, on {} of {}")
                                     : say("bid up to {} on {} of {}"),
                              money_in_words(e.amount, names.currency), names.categories[e.category],
                              seller(e.seller)) +
                       filled(say(", which stood at {}; the auction ends on day {}"),
                              money_in_words(e.goods, names.currency), as_counted(e.until));
            case Happening::WonAuction:
                return filled(e.flag ? say("had a second chance with {} of {}, and pays its own bid of {}")
                                     : say("won the auction of {} of {} and pays {}"),
                              names.categories[e.category], seller(e.seller), money_in_words(e.amount, names.currency));
            case Happening::DidNotPay:
                return filled(say("won the auction of {} of {} at {} and did not pay"), names.categories[e.category],
                              seller(e.seller), money_in_words(e.amount, names.currency));
            case Happening::Outbid:
                return e.flag ? say("led in an auction until a late bid beat it, and does not come back")
                              : say("led in an auction until a late bid beat it");
            case Happening::AskedForBooking:
                return filled(say("asked for a booking of {} with {} for day {}"), names.categories[e.category],
                              seller(e.seller), as_counted(e.until));
            case Happening::StayedAway:
                return filled(
                    say("did something else instead of reading (coming had a probability of {:.1f} %, with {:.1f} "
                        "advertisements to reckon with)"),
                    100.0 * e.number, e.before);
            case Happening::ReadFeed:
                return read();
            case Happening::Posted:
                return e.flag ? say("posted spam, abuse or lies") : say("posted something");
            case Happening::PostTakenDown:
                return e.flag ? say("had a good post taken down by mistake") : say("had the post taken down");
            case Happening::UsedSubscription:
                return say("used its subscription");
            case Happening::BeganTrial:
                return filled(say("began a trial, until day {}"), as_counted(e.until));
            case Happening::RefusedCard:
                return say("would have begun a trial, but not with a card");
            case Happening::EndedTrial:
                return ended_trial();
            case Happening::BillFailed:
                return filled(say("could not pay its bill of {} by {}"), money(e.amount), names.payments[e.payment]);
            case Happening::ChangedPlan:
                return filled(say("went over to another plan at {}"), money(e.amount));
            case Happening::Paused:
                return filled(say("paused its subscription, until day {}"), as_counted(e.until));
            case Happening::LostSubscription:
                return say("lost its subscription, as its bill could not be collected");
            case Happening::CalledOff:
                return say("called off ") + of_order();
            case Happening::DidNotCome:
                return say("did not come to ") + of_order();
            case Happening::TurnedAwayInPerson:
                return filled(
                    say("came for {} and was turned away: more had come than there was room for; {} paid back"),
                    of_order(), money_in_words(e.amount, names.currency));
            case Happening::NobodyServed:
                return filled(say("came for {}, and nobody was there to serve it"), of_order());
            case Happening::Ordered:
                return is_period() ? billed() : ordered();
            case Happening::SoldOut:
                return of_order() + say(" was cancelled: sold out");
            case Happening::KeptBack:
                return filled(say("{} kept back {} and will never send it"), seller(e.seller), of_order());
            case Happening::HandedOver:
                return e.flag ? filled(say("{} sent {} by {}"), seller(e.seller), of_order(), names.couriers[e.courier])
                              : filled(say("{} sent {} as a download"), seller(e.seller), of_order());
            case Happening::Received:
                return received();
            case Happening::RefusedAtDoor:
                return refused();
            case Happening::SentBack:
                return filled(say("sent {} back, because {}; {} back, there on day {}"), of_order(),
                              say(because(e.came_back_for)), money(e.amount), as_counted(e.until));
            case Happening::NeverCame:
                return never_came();
            case Happening::PaidBackUnasked:
                return filled(say("gets {} back unasked, there on day {}"), money(e.amount), as_counted(e.until));
            case Happening::Blamed:
                return blamed();
            case Happening::ChargedBack:
                return filled(say("got {} back through the payment provider, there on day {}"), money(e.amount),
                              as_counted(e.until));
            case Happening::Complained:
                return filled(say("complained about {}"), say(failure(e.fate)));
            case Happening::Ignored:
                return filled(say("waited in vain for an answer; satisfaction fell from {:.2f} to {:.2f}"), e.before,
                              e.number);
            case Happening::Answered:
                return filled(say("got an answer{}: {}; satisfaction went from {:.2f} to {:.2f}"),
                              e.flag ? say(" from the chatbot") : "", remedy(), e.before, e.number);
            case Happening::Thanked:
                return filled(say("noticed the thanks for {} and a coupon of {:.0f} %, good until day {}"), of_order(),
                              100.0 * e.number, as_counted(e.until));
            case Happening::Reviewed:
                return reviewed();
            case Happening::FearedToReview:
                return say("kept a bad review to itself for fear of the seller");
            case Happening::Surveyed:
                return filled(
                    say("answered a survey: would recommend {:.0f} of 10, content {:.0f} of 5, ease {:.0f} of 7"),
                    e.number, e.before, e.after);
            case Happening::ChangedTalk:
                return changed_talk();
            case Happening::BeganToSell:
                return say("was so delighted that it will sell here too");
            case Happening::ToldFriend:
                return say("told a friend, as it was asked to");
            case Happening::Settled:
                return filled(say("{} is settled: satisfaction {:.2f}, trust from {:.2f} to {:.2f}"), of_order(),
                              e.number, e.before, e.after);
            case Happening::LeftForGood:
                return filled(say("left for good: {}"), say(in_words(e.reason).data()));
            case Happening::SellerJoined:
                return filled(say("began to sell {} at {}"), names.categories[e.category], money(e.amount));
            case Happening::SellerSold:
                return e.number < 0.0 ? filled(say("had {:.0f} more units cancelled than ordered"), -e.number)
                                      : filled(say("sold {:.0f} {} for {}"), e.number,
                                               e.number == 1.0 ? say("unit") : say("units"), money(e.amount));
            case Happening::SellerRated:
                return filled(say("got {:.0f} {}; score shown this morning {:.2f} (0 to 1)"), e.number,
                              e.number == 1.0 ? say("rating") : say("ratings"), e.after);
            case Happening::SellerRanOut:
                return filled(say("ran out of {}"), names.categories[e.category]);
            case Happening::SellerRestocked:
                return filled(say("has {} again"), names.categories[e.category]);
            case Happening::SellerRepriced:
                return filled(say("{} its price from {} to {}"), e.amount < e.goods ? say("lowered") : say("raised"),
                              money(e.goods), money(e.amount));
            case Happening::SellerCashesIn:
                return say("has made itself a name and begins to cheat");
            case Happening::SellerBanned:
                return say("was banned for cheating");
            case Happening::SellerGaveUp:
                return say("gave up after too long without a sale");
        }
        return "";
    }
};

/// Whether the sentence is about somebody or something else than the one whose story it is.
bool has_own_subject(Happening what) {
    return what == Happening::SoldOut || what == Happening::KeptBack || what == Happening::HandedOver ||
           what == Happening::Settled;
}

}  // namespace

Names::Names(const Platform& platform)
    : currency(currency_of(platform.world.scenario())),
      has_own_store(platform.model().supply.kind != SupplyKind::Sellers),
      first_known_seller(platform.first_known_seller) {
    for (const CategorySpec& category : platform.world.spec().categories) categories.push_back(category.name);
    for (const PaymentMethodSpec& payment : platform.world.spec().payments) payments.push_back(payment.name);
    for (const CourierSpec& courier : platform.world.spec().couriers) couriers.push_back(courier.name);
    if (platform.model().supply.kind != SupplyKind::Own)
        for (const KnownSellerSpec& known : platform.world.spec().known_sellers) known_sellers.push_back(known.name);
}

std::string Names::seller(std::uint32_t number, Translate say) const {
    if (has_own_store && number == 0) return say("the store");
    const std::size_t known = number - first_known_seller;  // very large before the first
    return known < known_sellers.size() ? known_sellers[known] : filled(say("seller {}"), number);
}

std::string money_in_words(Money amount, const Currency& currency) {
    std::string digits = amount_text(amount.units, currency.digits);
    const std::size_t first = amount.units < 0 ? 1 : 0;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t place = point; place > first + 3; place -= 3) digits.insert(place - 3, 1, ',');
    return digits + " " + currency.code;
}

std::string_view in_words(LeavingReason reason) {
    switch (reason) {
        case LeavingReason::LostInterest:
            return later("nothing was wrong, it lost interest");
        case LeavingReason::WorseThanExpected:
            return later("the goods were worse than it had expected");
        case LeavingReason::Outbid:
            return later("a bid of the last minute had beaten it");
        case LeavingReason::TooManyAds:
            return later("there was too much advertising");
        case LeavingReason::PostRemoved:
            return later("a good post of its own had been taken down");
        case LeavingReason::PaymentFailed:
            return later("its bill could not be collected");
        default:
            return failure(static_cast<Fate>(static_cast<std::size_t>(reason) - 1));
    }
}

std::string in_words(const WatchedEvent& event, const Names& names, Teller teller, Translate say) {
    const bool names_buyer = teller == Teller::Seller && event.buyer != kNobody;
    const std::string told = Telling{event, names, say}.told();
    std::string text = filled(say("day {}: "), as_counted(event.day));
    if (names_buyer && has_own_subject(event.what))
        text += filled(say("{} (buyer {})"), told, event.buyer);
    else if (names_buyer)
        text += filled(say("buyer {} {}"), event.buyer, told);
    else
        text += told;
    return text;
}

}  // namespace pasar
