#include "sim/stories/watch.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace pasar {
namespace {

std::vector<std::uint32_t> sorted(std::vector<std::uint32_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

}  // namespace

Watch::Watch(std::vector<std::uint32_t> buyers, std::vector<std::uint32_t> sellers)
    : buyers_(sorted(std::move(buyers))), is_aware_(buyers_.size(), false) {
    for (const std::uint32_t number : sorted(std::move(sellers))) {
        WatchedSeller seller;
        seller.number = number;
        sellers_.push_back(seller);
    }
}

std::vector<WatchedEvent> Watch::take() { return std::exchange(events_, {}); }

bool Watch::sees_buyer(std::uint32_t number) const {
    return std::binary_search(buyers_.begin(), buyers_.end(), number);
}
bool Watch::sees_seller(std::uint32_t number) const {
    const auto found = std::lower_bound(sellers_.begin(), sellers_.end(), number,
                                        [](const WatchedSeller& seller, std::uint32_t n) { return seller.number < n; });
    return found != sellers_.end() && found->number == number;
}

WatchedEvent* Watch::add(Turn& turn, Happening what, std::uint32_t buyer, std::uint32_t offer) const {
    const Platform& p = turn.platform;
    const std::uint32_t seller = offer == kNoOffer ? kNobody : p.offers[offer].seller;
    if (!sees_buyer(buyer) && (seller == kNobody || !sees_seller(seller))) return nullptr;
    WatchedEvent& event = turn.outbox.watched.emplace_back();
    event.day = static_cast<std::uint16_t>(p.world.today);
    event.what = what;
    event.buyer = buyer;
    event.seller = seller;
    event.offer = offer;
    if (offer != kNoOffer) event.category = p.offers[offer].category;
    return &event;
}

WatchedEvent* note_order(Turn& turn, Happening what, const Order& order) {
    WatchedEvent* const event = note(turn, what, turn.number(order.buyer), order.offer);
    if (event == nullptr) return nullptr;
    event->placed = order.placed;
    event->payment = order.payment;
    event->courier = order.courier;
    event->units = order.units;
    event->fate = order.fate;
    event->cause = order.cause;
    event->felt = order.felt;
    event->remedy = order.remedy;
    event->goods = order.goods;
    event->discount = order.discount;
    event->number = order.satisfaction;
    event->came_back_for = order.reason;
    if (turn.plan.has_plans) event->occasion = Occasion::Renewal;
    return event;
}

WatchedEvent& Watch::tell(const Platform& p, Happening what, const WatchedSeller& seller, std::uint32_t offer) {
    WatchedEvent& event = events_.emplace_back();
    event.day = static_cast<std::uint16_t>(p.world.today);
    event.what = what;
    event.seller = seller.number;
    event.offer = offer;
    if (offer != kNoOffer) event.category = p.offers[offer].category;
    return event;
}

/// Takes note of offers that came since, `tells` of sellers that came with them.
void Watch::meet_new_offers(const Platform& p, bool tells) {
    for (; offers_met_ < p.offers.size(); ++offers_met_) {
        const Offer& offer = p.offers[offers_met_];
        const auto number = static_cast<std::uint32_t>(offers_met_);
        for (WatchedSeller& seller : sellers_) {
            if (seller.number != offer.seller) continue;
            seller.offers.push_back({number, offer.price, offer.stock, offer.sold});
            if (tells) tell(p, Happening::SellerJoined, seller, number).amount = offer.price;
        }
    }
}

void Watch::begin(const Platform& p) {
    for (std::size_t i = 0; i < buyers_.size(); ++i)
        is_aware_[i] = buyers_[i] < p.world.buyers.size() && p.relationships[buyers_[i]].stage != Stage::Unaware;
    for (WatchedSeller& seller : sellers_) seller.offers.clear();
    offers_met_ = 0;
    meet_new_offers(p, false);
    for (WatchedSeller& seller : sellers_) {
        if (seller.offers.empty()) continue;
        const Offer& first = p.offers[seller.offers.front().offer];
        seller.state = p.sellers[seller.number].state;
        seller.gmv = p.sellers[seller.number].gmv;
        seller.ratings = p.ratings[first.rated].count;
        seller.shown = first.shown;
    }
}

void Watch::look_at_buyers(const Platform& p) {
    for (std::size_t i = 0; i < buyers_.size(); ++i) {
        if (is_aware_[i] || buyers_[i] >= p.world.buyers.size() || p.relationships[buyers_[i]].stage == Stage::Unaware)
            continue;
        is_aware_[i] = true;
        WatchedEvent& event = events_.emplace_back();
        event.day = static_cast<std::uint16_t>(p.world.today);
        event.what = Happening::HeardOf;
        event.buyer = buyers_[i];
    }
}

void Watch::look_at_seller(const Platform& p, WatchedSeller& seller) {
    const Seller& now = p.sellers[seller.number];
    std::int64_t sold = 0;
    for (Stand& before : seller.offers) {
        const Offer& offer = p.offers[before.offer];
        sold += offer.sold - before.sold;
        if (before.stock > 0 && offer.stock <= 0) tell(p, Happening::SellerRanOut, seller, before.offer);
        if (before.stock <= 0 && offer.stock > 0) tell(p, Happening::SellerRestocked, seller, before.offer);
        if (before.price != offer.price && !p.plan.sells_by_auction) {
            WatchedEvent& event = tell(p, Happening::SellerRepriced, seller, before.offer);
            event.amount = offer.price;
            event.goods = before.price;
        }
        before = {before.offer, offer.price, offer.stock, offer.sold};
    }
    const Offer& first = p.offers[seller.offers.front().offer];
    if (sold != 0) {
        WatchedEvent& event = tell(p, Happening::SellerSold, seller, seller.offers.front().offer);
        event.number = static_cast<double>(sold);
        event.amount = now.gmv - seller.gmv;
    }
    if (p.ratings[first.rated].count != seller.ratings) {
        WatchedEvent& event = tell(p, Happening::SellerRated, seller, seller.offers.front().offer);
        event.number = p.ratings[first.rated].count - seller.ratings;
        event.before = seller.shown;
        event.after = first.shown;
    }
    if (now.state != seller.state) {
        const Happening what = now.state == SellerState::CashingIn ? Happening::SellerCashesIn
                               : now.state == SellerState::Banned  ? Happening::SellerBanned
                                                                   : Happening::SellerGaveUp;
        tell(p, what, seller, kNoOffer);
    }
    seller.state = now.state;
    seller.gmv = now.gmv;
    seller.ratings = p.ratings[first.rated].count;
    seller.shown = first.shown;
}

void Watch::look_at_sellers(const Platform& p) {
    meet_new_offers(p, true);
    for (WatchedSeller& seller : sellers_)
        if (!seller.offers.empty()) look_at_seller(p, seller);
}

void put_under_watch(Platform& platform, Watch* watch) {
    platform.watch = watch;
    if (watch != nullptr) watch->begin(platform);
}

void look_round(Platform& platform, std::vector<WatchedEvent> told) {
    Watch& watch = *platform.watch;
    const auto first = static_cast<std::ptrdiff_t>(watch.events_.size());
    watch.look_at_buyers(platform);
    std::move(told.begin(), told.end(), std::back_inserter(watch.events_));
    watch.look_at_sellers(platform);
    // What happens to one buyer in one phase is told by one thread, in the order in which it happens.
    std::stable_sort(watch.events_.begin() + first, watch.events_.end(),
                     [](const WatchedEvent& a, const WatchedEvent& b) {
                         const auto phase = [](const WatchedEvent& e) {
                             return kPhaseOfHappening[static_cast<std::size_t>(e.what)];
                         };
                         return std::tuple(phase(a), a.buyer) < std::tuple(phase(b), b.buyer);
                     });
}

}  // namespace pasar
