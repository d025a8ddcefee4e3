#include "sim/phases/outbox.h"

#include <array>
#include <iterator>
#include <utility>

namespace pasar {
namespace {

template <class T>
void move_all(std::vector<T>& into, std::vector<T>& from) {
    if (into.empty())
        into.swap(from);
    else
        into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

void add_offer(OfferTally& sum, OfferTally& more) {
    if (more == OfferTally{}) return;
    sum.ledger += more.ledger;
    add_up(sum.gmv, more.gmv);
    sum.demanded += more.demanded;
    sum.orders += more.orders;
    sum.returned += more.returned;
    sum.good += more.good;
    sum.bad += more.bad;
    sum.stars += more.stars;
    sum.settled += more.settled;
    sum.cheats += more.cheats;
    sum.recalled += more.recalled;
    more = {};
}

using Amounts = ByDay<std::int64_t> MoneyUnderWay::*;
constexpr std::array<Amounts, 5> kAllAmounts{&MoneyUnderWay::settling, &MoneyUnderWay::courier_cash,
                                             &MoneyUnderWay::own_sales, &MoneyUnderWay::held_refunds,
                                             &MoneyUnderWay::refunds};

}  // namespace

void MoneyUnderWay::restart(std::int64_t day) {
    for (const Amounts amounts : kAllAmounts) (this->*amounts).restart(day);
}

void MoneyUnderWay::take_over(MoneyUnderWay& other, std::int64_t tomorrow) {
    for (const Amounts amounts : kAllAmounts) {
        (other.*amounts).for_each([&](std::int64_t day, std::int64_t amount) {
            if (amount != 0) add_up((this->*amounts).on(day), amount);
        });
    }
    other.restart(tomorrow);
}

void FeedDay::add(const FeedDay& other) {
    for (std::size_t days = 0; days < readers.size(); ++days) readers[days] += other.readers[days];
    visits += other.visits;
    ads += other.ads;
    posts += other.posts;
    good_posts += other.good_posts;
    bad_posts += other.bad_posts;
}

void Outbox::take_over(Outbox& other, std::int64_t tomorrow) {
    money.take_over(other.money, tomorrow);
    if (offers.empty())
        offers.swap(other.offers);
    else
        for (std::size_t i = 0; i < offers.size(); ++i) add_offer(offers[i], other.offers[i]);
    move_all(payouts, other.payouts);
    move_all(clawbacks, other.clawbacks);
    move_all(contests, other.contests);
    move_all(bids, other.bids);
    move_all(answered, other.answered);
    move_all(bookings, other.bookings);
    move_all(freed, other.freed);
    move_all(staying, other.staying);
    move_all(stories, other.stories);
    move_all(written, other.written);
    move_all(leavers, other.leavers);
    move_all(watched, other.watched);
    move_all(new_sellers, other.new_sellers);
    if (category_visits.empty()) category_visits.resize(other.category_visits.size());
    for (std::size_t i = 0; i < other.category_visits.size(); ++i)
        category_visits[i] += std::exchange(other.category_visits[i], 0);
    feed.add(std::exchange(other.feed, {}));
    for (std::size_t c = 0; c < couriers.size(); ++c) {
        couriers[c].parcels += other.couriers[c].parcels;
        add_up(couriers[c].due, other.couriers[c].due);
        add_up(couriers[c].cashback, other.couriers[c].cashback);
        other.couriers[c] = {};
    }
}

}  // namespace pasar
