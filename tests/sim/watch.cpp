// What is told of watched buyers and sellers agrees with what is counted, term by term and to the unit, and watching
// changes nothing.
#include "sim/stories/watch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "agents/portable_math.h"
#include "sim/stories/in_words.h"
#include "sim/world/snapshot.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr std::int64_t kDays = 90;

/// Everything that can happen happens.
Scenario eventful() {
    Scenario s = lively_market(SupplyKind::Hybrid);
    s.days = kDays;
    s.market.season.clear();
    s.market.payments[0].success = 0.8;
    s.market.payments[0].chargeback = 0.5;
    s.market.ordering.site_patience_seconds = 600.0;
    s.market.reviews.retaliation = 0.5;
    s.market.leaving.form = LeavingForm::AnyTime;
    s.market.sellers.buyer_turns_seller = 0.02;
    s.market.sellers.registers_as_reseller = 0.02;
    s.market.seller_types[0].share -= 0.05;
    s.market.seller_types.push_back({.kind = SellerKind::Reseller, .share = 0.05});
    s.market.sellers.idle_days_to_exit = 20;
    s.market.sellers.pricing = SellerPricing::Goal;
    s.market.sellers.price_review_days = 7;
    s.market.sellers.cost_share = 0.45;
    s.market.sellers.cost_of_quality = 0.55;
    for (SellerTypeSpec& type : s.market.seller_types) type.units = 6;
    ModelSpec& model = s.models[0];
    model.payments = {"transfer", "at the door"};
    model.site = {.servers = 1, .seconds_per_request = 12.0, .requests_per_visit = 20, .peak_factor = 2.0};
    model.support = {.agents = 1, .tickets_per_agent_day = 6, .chatbot_share = 0.3, .give_up_days = 4};
    model.programmes.thank_you.extra_wish = 1.0;
    model.programmes.thank_you.share_request = 0.5;
    model.programmes.reminder = {.on = true, .after_days = 5, .response = 0.3};
    model.programmes.win_back = {.on = true, .after_days = 6, .response = 0.5};
    model.programmes.surveys.sample = 0.5;
    validate(s);
    return s;
}

/// The same where services are booked.
Scenario eventful_services() {
    Scenario s = eventful();
    s.market.services = {.lead_days = 4.0,
                         .short_notice = 0.5,
                         .short_notice_price = 0.5,
                         .nights = 1.5,
                         .no_show = 0.2,
                         .cancels = 0.2};
    ModelSpec& model = s.models[0];
    model.matching.kind = MatchingKind::Booking;
    model.fulfilment.kind = FulfilmentKind::Service;
    model.booking = {.capacity = 2,
                     .horizon_days = 30,
                     .overbooking = 1.0,
                     .advance_days = 4,
                     .advance_fare = 0.7,
                     .no_show_refund = 0.4,
                     .not_served = 0.1};
    validate(s);
    return s;
}

/// The same where goods are downloaded, or copied.
Scenario eventful_downloads() {
    Scenario s = eventful();
    s.market.piracy.willing = 0.5;
    s.market.returns.opportunism = 0.2;
    s.models[0].fulfilment.kind = FulfilmentKind::Digital;
    validate(s);
    return s;
}

/// The same where something is free to read.
Scenario eventful_feed() {
    Scenario s = eventful();
    s.market.wishes.rate_per_day = 0.5;
    s.market.browsing.bad_posts = 0.3;
    s.market.browsing.posts_per_visit = 0.1;
    ModelSpec& model = s.models[0];
    model.supply.kind = SupplyKind::Own;
    model.matching.kind = MatchingKind::Feed;
    model.fulfilment.kind = FulfilmentKind::Digital;
    model.feed.ads_per_visit = 2.5;
    model.feed.members_post = true;
    model.feed.moderation = 0.7;
    model.feed.wrongly_removed = 0.1;
    validate(s);
    return s;
}

/// The same where plans are subscribed to, by the week, so that bills and pauses come within the days.
Scenario eventful_subscriptions() {
    Scenario s = eventful();
    s.market.subscribing = {.card_hurdle = 0.3, .fails = 0.3, .pauses = 0.2, .reconsiders = 0.3};
    ModelSpec& model = s.models[0];
    model.supply.kind = SupplyKind::Own;
    model.matching.kind = MatchingKind::Subscription;
    model.fulfilment.kind = FulfilmentKind::Digital;
    model.subscription = {.plans = {{.name = "small", .price = {20'000}, .period_days = 7, .quality = 0.6},
                                    {.name = "large", .price = {30'000}, .period_days = 7, .quality = 0.8}},
                          .trial_days = 5,
                          .retry_after_days = 2};
    validate(s);
    return s;
}

std::vector<std::uint32_t> numbers(std::uint32_t count) {
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    return all;
}

/// All that is told of all buyers and sellers of a market, from its first day on.
struct Story {
    std::vector<WatchedEvent> events;
    RunResult result;
    Names names;
};
Story whole_story(const Scenario& scenario, int threads) {
    World market(scenario, 0, 0, threads);
    Watch watch(numbers(static_cast<std::uint32_t>(market.buyers.size())), numbers(2000));
    put_under_watch(market.platform(), &watch);
    run_to_the_end(market);
    RunResult result = result_of(market.platform(), true);
    result.days = market.platform().days;
    return {watch.take(), result, Names(market.platform())};
}

bool same_event(const WatchedEvent& a, const WatchedEvent& b) {
    return a.day == b.day && a.what == b.what && a.buyer == b.buyer && a.seller == b.seller && a.amount == b.amount &&
           a.number == b.number && a.before == b.before && a.after == b.after && a.page.size() == b.page.size();
}

}  // namespace

TEST_CASE("a market goes the same way with and without a watch, and tells the same on any number of threads") {
    const Scenario scenario = eventful();
    World unwatched(scenario, 0, 0, 1);
    run_to_the_end(unwatched);
    RunResult plain = result_of(unwatched.platform(), true);
    plain.days = unwatched.platform().days;
    const Story one = whole_story(scenario, 1), two = whole_story(scenario, 2);
    CHECK(same(one.result, plain));
    CHECK(same(two.result, plain));
    REQUIRE(one.events.size() == two.events.size());
    CHECK(std::equal(one.events.begin(), one.events.end(), two.events.begin(), same_event));
}

TEST_CASE("what is told of all buyers and sellers adds up to the counts of each day") {
    const Scenario scenario = eventful();
    const Story story = whole_story(scenario, 2);
    std::map<Count, std::vector<std::int64_t>> told;
    const auto add = [&](const WatchedEvent& e, Count count, std::int64_t by = 1) {
        std::vector<std::int64_t>& days = told.try_emplace(count, kDays, 0).first->second;
        days[e.day] += by;
    };
    std::set<Happening> seen;
    for (const WatchedEvent& e : story.events) {
        seen.insert(e.what);
        switch (e.what) {
            case Happening::HeardOf:
                add(e, Count::BecameAware);
                break;
            case Happening::CameBack:
                add(e, Count::BuyersWonBack);
                break;
            case Happening::Visited:
                add(e, Count::Visits);
                break;
            case Happening::TurnedAway:
                add(e, Count::LostToQueue);
                break;
            case Happening::GaveUpWaiting:
                add(e, Count::Abandoned);
                break;
            case Happening::Considered:
                if (e.chosen == e.page.size()) add(e, Count::NothingChosen);
                break;
            case Happening::AskedSeller:
                add(e, Count::Questions);
                if (e.flag) add(e, Count::LostToQuestions);
                break;
            case Happening::FoundNoPayment:
            case Happening::PaymentFailed:
                add(e, Count::PaymentFailed);
                break;
            case Happening::Ordered:
                add(e, Count::Orders);
                add(e, Count::Units, e.units);
                add(e, Count::Gmv, e.goods.units);
                add(e, Count::Discounts, e.discount.units);
                add(e, e.flag ? Count::FirstOrders : Count::RepeatOrders);
                if (e.fate == Fate::OrderedWrong) add(e, Count::OrderingMistakes);
                break;
            case Happening::SoldOut:
                add(e, Count::StockOuts);
                break;
            case Happening::KeptBack:
                add(e, Count::NeverSent);
                break;
            case Happening::HandedOver:
                add(e, Count::Dispatched);
                break;
            case Happening::Received:
                add(e, Count::Delivered);
                add(e, Count::DeliveryDays, e.day - e.placed);
                add(e, e.day > e.until ? Count::Late : Count::DeliveredOnTime);
                if (e.fate == Fate::WrongItem) add(e, Count::WrongItem);
                if (e.fate == Fate::Damaged) add(e, Count::Damaged);
                break;
            case Happening::RefusedAtDoor:
                add(e, Count::Refused);
                add(e, Count::RefundMoney, e.amount.units);
                if (e.amount.units > 0) add(e, Count::Refunds);
                if (e.fate == Fate::WrongItem) add(e, Count::WrongItem);
                if (e.fate == Fate::Damaged) add(e, Count::Damaged);
                break;
            case Happening::SentBack:
                add(e, Count::Returned);
                add(e, Count::RefundMoney, e.amount.units);
                if (e.amount.units > 0) add(e, Count::Refunds);
                break;
            case Happening::NeverCame:
                if (e.fate == Fate::Lost) add(e, Count::Lost);
                if (e.fate == Fate::Undeliverable) add(e, Count::Undeliverable);
                break;
            case Happening::PaidBackUnasked:
            case Happening::ChargedBack:
                add(e, Count::Refunds);
                add(e, Count::RefundMoney, e.amount.units);
                if (e.what == Happening::ChargedBack) add(e, Count::Chargebacks);
                break;
            case Happening::Complained:
                add(e, Count::Complaints);
                break;
            case Happening::Ignored:
                add(e, Count::TicketsIgnored);
                break;
            case Happening::Answered:
                add(e, Count::TicketsSettled);
                add(e, Count::RefundMoney, e.amount.units);
                if (e.amount.units > 0) add(e, Count::Refunds);
                if (e.remedy == Remedy::Replacement) add(e, Count::Replacements);
                break;
            case Happening::Reviewed:
                add(e, Count::Reviews);
                add(e, Count::Stars, static_cast<std::int64_t>(e.number));
                break;
            case Happening::Surveyed:
                add(e, Count::SurveyAnswers);
                add(e, Count::SurveyPromoters, e.number >= 9.0 ? 1 : 0);
                add(e, Count::CsatSum, static_cast<std::int64_t>(e.before));
                add(e, Count::CesSum, static_cast<std::int64_t>(e.after));
                break;
            case Happening::BeganToSell:
                add(e, Count::BuyersTurnedSellers);
                break;
            case Happening::Registered:
                add(e, Count::ResellersRegistered);
                break;
            case Happening::ToldFriend:
                add(e, Count::Shares);
                break;
            case Happening::Settled:
                add(e, Count::Settled);
                add(e, Count::Satisfaction, millionths(e.number));
                add(e, Count::Failures, is_failure(e.fate) ? 1 : 0);
                break;
            case Happening::LeftForGood:
            case Happening::LostInterest:
                add(e, Count::BuyersLeft);
                break;
            case Happening::SellerBanned:
                add(e, Count::SellerBans);
                break;
            case Happening::SellerGaveUp:
                add(e, Count::SellerExits);
                break;
            case Happening::SellerCashesIn:
                add(e, Count::ExitScams);
                break;
            case Happening::SellerJoined:
                // Those who came back under a new name joined too.
                add(e, Count::SellerEntries);
                break;
            default:
                break;
        }
    }
    CHECK(told.size() == 53);
    for (const auto& entry : told) {
        const Count count = entry.first;
        const std::vector<std::int64_t>& days = entry.second;
        CAPTURE(kCounts[static_cast<std::size_t>(count)].name);
        CHECK(std::accumulate(days.begin(), days.end(), std::int64_t{0}) > 0);
        for (std::int64_t day = 0; day < kDays; ++day) {
            const std::int64_t returned =
                count == Count::SellerEntries ? on_day(story.result, day, Count::SellerReturns) : 0;
            CHECK(days[static_cast<std::size_t>(day)] == on_day(story.result, day, count) + returned);
        }
    }
    // Of auctions.
    Scenario by_auction = eventful();
    by_auction.models[0].matching.kind = MatchingKind::Auction;
    by_auction.market.bidding.unpaid = 0.2;
    const Story auctions = whole_story(by_auction, 2);
    std::map<Happening, std::int64_t> of_auctions;
    for (const WatchedEvent& e : auctions.events) ++of_auctions[e.what];
    CHECK(of_auctions[Happening::Bid] == total(auctions.result, Count::Bids));
    CHECK(of_auctions[Happening::WonAuction] == total(auctions.result, Count::Orders));
    CHECK(of_auctions[Happening::DidNotPay] == total(auctions.result, Count::AuctionsUnpaid));
    CHECK(of_auctions[Happening::Outbid] > 0);
    for (const auto& entry : of_auctions) seen.insert(entry.first);
    std::vector<WatchedEvent> all = story.events;
    all.insert(all.end(), auctions.events.begin(), auctions.events.end());
    // Nothing that can be told went untold, and all of it can be said.
    const Story services = whole_story(eventful_services(), 2);
    for (const WatchedEvent& e : services.events) seen.insert(e.what);
    const Story downloads = whole_story(eventful_downloads(), 2);
    std::map<Happening, std::int64_t> of_downloads;
    for (const WatchedEvent& e : downloads.events) ++of_downloads[e.what];
    CHECK(of_downloads[Happening::MadeCopy] == total(downloads.result, Count::Copies));
    CHECK(of_downloads[Happening::GaveBackLicence] == total(downloads.result, Count::Returned));
    CHECK(of_downloads[Happening::SentBack] == 0);
    CHECK(total(downloads.result, Count::UsedAndRefunded) > 0);
    of_downloads.erase(Happening::SentBack);
    for (const auto& entry : of_downloads) seen.insert(entry.first);
    all.insert(all.end(), downloads.events.begin(), downloads.events.end());
    const Story subscriptions = whole_story(eventful_subscriptions(), 2);
    for (const WatchedEvent& e : subscriptions.events) seen.insert(e.what);
    all.insert(all.end(), subscriptions.events.begin(), subscriptions.events.end());
    const Story feed = whole_story(eventful_feed(), 2);
    for (const WatchedEvent& e : feed.events) seen.insert(e.what);
    CHECK(seen.size() == kHappenings);
    all.insert(all.end(), feed.events.begin(), feed.events.end());
    all.insert(all.end(), services.events.begin(), services.events.end());
    for (const WatchedEvent& e : all) {
        const std::string text = in_words(e, story.names);
        CHECK(text.starts_with("day " + std::to_string(e.day + 1) + ": "));
        CHECK(text.size() > 20);
        CHECK(text.find("  ") == std::string::npos);
        CHECK(text.find("nan") == std::string::npos);
    }
}

TEST_CASE("what is told of bookings adds up to the counts of each day, and so do the terms of a choice") {
    const Story story = whole_story(eventful_services(), 2);
    std::map<Count, std::vector<std::int64_t>> told;
    const auto add = [&](const WatchedEvent& e, Count count, std::int64_t by = 1) {
        std::vector<std::int64_t>& days = told.try_emplace(count, kDays, 0).first->second;
        days[e.day] += by;
    };
    double expected = 0.0, variance = 0.0;
    std::int64_t nothing = 0;
    for (const WatchedEvent& e : story.events) {
        CHECK(e.what != Happening::NeverCame);
        CHECK(e.what != Happening::HandedOver);
        if (e.what == Happening::AskedForBooking) add(e, Count::BookingsAsked);
        if (e.what == Happening::Ordered) add(e, Count::Orders);
        if (e.what == Happening::CalledOff) add(e, Count::BookingsCancelled);
        if (e.what == Happening::DidNotCome) add(e, Count::NoShows);
        if (e.what == Happening::TurnedAwayInPerson) add(e, Count::Denied);
        if (e.what == Happening::NobodyServed) add(e, e.fate == Fate::NeverSent ? Count::NeverSent : Count::NotServed);
        if (e.what != Happening::Considered) continue;
        double sum = 0.0;
        for (const ConsideredOffer& offer : e.page) {
            const double terms = offer.level + offer.quality + offer.price_term + offer.charges + offer.seller_risk +
                                 offer.delay + offer.own_experience + offer.trust + offer.payment_risk + offer.discount;
            CHECK(terms == doctest::Approx(offer.total));
            if (offer.probability > 0.0) sum += portable_exp(offer.total);
        }
        for (const ConsideredOffer& offer : e.page)  // those that are full have none
            if (offer.probability > 0.0)
                CHECK(offer.probability ==
                      doctest::Approx((1.0 - e.number) * portable_exp(offer.total) / sum).epsilon(1e-4));
        expected += e.number;
        variance += e.number * (1.0 - e.number);
        nothing += e.chosen == e.page.size() ? 1 : 0;
    }
    CHECK(std::abs(static_cast<double>(nothing) - expected) < 3.5 * std::sqrt(variance));
    CHECK(told.size() == 7);
    for (const auto& entry : told) {  // clang++ 14 captures no structured binding
        const Count count = entry.first;
        const std::vector<std::int64_t>& days = entry.second;
        CAPTURE(kCounts[static_cast<std::size_t>(count)].name);
        CHECK(std::accumulate(days.begin(), days.end(), std::int64_t{0}) > 0);
        for (std::int64_t day = 0; day < kDays; ++day)
            CHECK(days[static_cast<std::size_t>(day)] == on_day(story.result, day, count));
    }
}

TEST_CASE("the page of a choice: terms add up to utilities, utilities make the logit's probabilities") {
    const Scenario scenario = eventful();
    const Story story = whole_story(scenario, 1);
    double nothing_expected = 0.0, variance = 0.0;
    std::int64_t choices = 0, nothing = 0, barred = 0, remembered = 0, with_coupon = 0, chosen_remembered = 0;
    for (const WatchedEvent& e : story.events) {
        if (e.what != Happening::Considered) continue;
        double sum = 0.0, shares = e.number;
        for (const ConsideredOffer& offer : e.page) {
            const double terms = offer.level + offer.quality + offer.price_term + offer.charges + offer.seller_risk +
                                 offer.delay + offer.own_experience + offer.trust + offer.payment_risk + offer.discount;
            CHECK(terms == doctest::Approx(offer.total));
            if (!offer.is_barred) sum += portable_exp(offer.total);
            shares += offer.probability;
            barred += offer.is_barred ? 1 : 0;
            remembered += offer.is_remembered ? 1 : 0;
            with_coupon += offer.discount > 0.0 ? 1 : 0;
        }
        CHECK(shares == doctest::Approx(1.0));
        CHECK(e.number == doctest::Approx(1.0 / (1.0 + sum)).epsilon(1e-4));
        for (const ConsideredOffer& offer : e.page)
            CHECK(offer.probability ==
                  doctest::Approx(offer.is_barred ? 0.0 : portable_exp(offer.total) / (1.0 + sum)).epsilon(1e-4));
        ++choices;
        nothing_expected += e.number;
        variance += e.number * (1.0 - e.number);
        nothing += e.chosen == e.page.size() ? 1 : 0;
        if (e.chosen < e.page.size()) {
            CHECK(!e.page[e.chosen].is_barred);
            chosen_remembered += e.page[e.chosen].is_remembered ? 1 : 0;
        }
    }
    CHECK(choices > 2000);
    CHECK(barred > 0);
    CHECK(remembered > 100);
    CHECK(chosen_remembered > 10);
    CHECK(with_coupon > 100);
    // The choices made are such as these probabilities make: within four standard deviations.
    CHECK(std::fabs(static_cast<double>(nothing) - nothing_expected) < 4.0 * std::sqrt(variance));
}

TEST_CASE("a buyer's story can be replayed from a copy of an earlier day") {
    const Scenario scenario = eventful();
    World market(scenario, 0, 0, 1);
    while (market.day() < 30) market.step();
    const std::unique_ptr<World> earlier = copy_of(market, scenario, 0, 1);
    Watch all(numbers(static_cast<std::uint32_t>(market.buyers.size())), {});
    put_under_watch(market.platform(), &all);
    while (market.day() < 60) market.step();
    const std::vector<WatchedEvent> of_all = all.take();
    // The one of whom most is told.
    std::map<std::uint32_t, int> length;
    for (const WatchedEvent& e : of_all) ++length[e.buyer];
    const std::uint32_t who = std::max_element(length.begin(), length.end(), [](const auto& a, const auto& b) {
                                  return a.second < b.second;
                              })->first;
    Watch one({who}, {});
    put_under_watch(earlier->platform(), &one);
    while (earlier->day() < 60) earlier->step();
    const std::vector<WatchedEvent> of_one = one.take();
    std::vector<WatchedEvent> wanted;
    std::copy_if(of_all.begin(), of_all.end(), std::back_inserter(wanted),
                 [&](const WatchedEvent& e) { return e.buyer == who; });
    REQUIRE(of_one.size() == wanted.size());
    CHECK(of_one.size() > 20);
    CHECK(std::equal(of_one.begin(), of_one.end(), wanted.begin(), same_event));
    // After the watch has ended nothing more is told.
    put_under_watch(earlier->platform(), nullptr);
    earlier->step();
    CHECK(one.take().empty());
}

TEST_CASE("a watched seller's story holds its own days and the orders of its buyers") {
    const Scenario scenario = eventful();
    World market(scenario, 0, 0, 1);
    Watch watch({}, {5});
    put_under_watch(market.platform(), &watch);
    run_to_the_end(market);
    const std::vector<WatchedEvent> events = watch.take();
    std::int64_t served = 0;
    Money sold;
    for (const WatchedEvent& e : events) {
        CHECK(e.seller == 5);
        served += e.what == Happening::Ordered ? 1 : 0;
        served -= e.what == Happening::SoldOut ? 1 : 0;
        if (e.what == Happening::SellerSold) sold += e.amount;
    }
    CHECK(served == market.platform().sellers[5].orders_served);
    CHECK(served > 0);
    CHECK(sold == market.platform().sellers[5].gmv);
}

TEST_CASE("stories are told in simple sentences") {
    const Scenario scenario = lively_market();
    const World market(scenario, 0, 0, 1);
    const Names names(market.platform());
    WatchedEvent e;
    e.day = 30;  // told as day 31: the first is day 1
    e.what = Happening::Ordered;
    e.buyer = 7;
    e.seller = 88;
    e.units = 1;
    e.amount = {120'000};
    e.until = 34;
    CHECK(in_words(e, names) ==
          "day 31: ordered 1 × books from seller 88 for 120,000 IDR, by transfer, promised for day 35");
    CHECK(in_words(e, names, Teller::Seller) ==
          "day 31: buyer 7 ordered 1 × books from seller 88 for 120,000 IDR, by transfer, promised for day 35");
    e.goods = {105'000};
    CHECK(in_words(e, names).find("for 120,000 IDR, 15,000 IDR of it for shipping and fees, by transfer") !=
          std::string::npos);
    e.what = Happening::LeftForGood;
    e.reason = LeavingReason::Damaged;
    CHECK(in_words(e, names) == "day 31: left for good: damaged goods");
    e.what = Happening::HandedOver;
    e.placed = 29;
    e.courier = 1;
    e.flag = true;
    CHECK(in_words(e, names, Teller::Seller) == "day 31: seller 88 sent the order of day 30 by Cheap (buyer 7)");
    const auto shout = [](const char* english) {
        return std::string_view(english) == "left for good: {}" ? "GONE ({})" : english;
    };
    e.what = Happening::LeftForGood;
    CHECK(in_words(e, names, Teller::Buyer, shout).starts_with("day 31: GONE ("));
    CHECK(money_in_words({0}, {"IDR", 0}) == "0 IDR");
    CHECK(money_in_words({-1'234'567}, {"IDR", 0}) == "-1,234,567 IDR");
    CHECK(money_in_words({999}, {"IDR", 0}) == "999 IDR");
}

TEST_CASE("what is told of a feed adds up to the counts of each day") {
    const Story story = whole_story(eventful_feed(), 2);
    std::map<Count, std::vector<std::int64_t>> told;
    const auto add = [&](const WatchedEvent& e, Count count, std::int64_t by = 1) {
        std::vector<std::int64_t>& days = told.try_emplace(count, kDays, 0).first->second;
        days[e.day] += by;
    };
    for (const WatchedEvent& e : story.events) {
        CHECK(e.what != Happening::Ordered);
        CHECK(e.what != Happening::Considered);
        if (e.what == Happening::StayedAway || e.what == Happening::Visited) add(e, Count::ReadingOccasions);
        if (e.what == Happening::Visited) add(e, Count::Visits);
        if (e.what == Happening::ReadFeed) {
            add(e, Count::Reads);
            add(e, Count::AdsShown, e.units);
            add(e, Count::ReadingSatisfaction, millionths(e.number));
        }
        if (e.what == Happening::Posted) {
            add(e, Count::Posts);
            add(e, Count::BadPosts, e.flag ? 1 : 0);
        }
        if (e.what == Happening::PostTakenDown) {
            add(e, Count::PostsRemoved);
            add(e, Count::PostsWronglyRemoved, e.flag ? 1 : 0);
        }
        if (e.what == Happening::Surveyed) add(e, Count::SurveyAnswers);
        if (e.what == Happening::LeftForGood || e.what == Happening::LostInterest) add(e, Count::BuyersLeft);
    }
    CHECK(told.size() == 11);
    for (const auto& one : told) {
        const Count count = one.first;
        const std::vector<std::int64_t>& days = one.second;
        CAPTURE(kCounts[static_cast<std::size_t>(count)].name);
        CHECK(std::accumulate(days.begin(), days.end(), std::int64_t{0}) > 0);
        for (std::int64_t day = 0; day < kDays; ++day)
            CHECK(days[static_cast<std::size_t>(day)] == on_day(story.result, day, count));
    }
}
