// What is said to hold from now on does hold from now on: every number of a shipped scenario is changed, one by one, in
// a market that runs.
#include "scenarios/from_now_on.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "scenarios/fill.h"
#include "scenarios/form.h"
#include "scenarios/settings.h"
#include "scenarios/write.h"
#include "sim/world/snapshot.h"
#include "sim/world/state_hash.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

using Json = nlohmann::ordered_json;

/// Another value of a number, well within its range.
Json moved(const Json& value, const Field& field) {
    const About& about = field.about;
    const double now = value.get<double>();
    const double larger = now == 0.0 ? std::min(about.max, 0.5) : now + std::max(std::abs(now), 0.1);
    const double other = larger <= about.max ? larger : std::max(about.min, now / 2.0);
    if (field.type == FieldType::Number) return other;
    const double whole = now == 0.0 ? 1000.0 : std::floor(other);
    return static_cast<std::int64_t>(whole <= about.max ? whole : about.max);
}

/// A number that can be changed from now on, and the scenario with it changed.
struct Change {
    std::string path;
    Scenario scenario;
};
std::vector<Change> changes_from_now_on(const Scenario& base) {
    const Json resolved = write(base);
    std::vector<Change> changes;
    for (const std::string& path : numeric_paths(resolved)) {
        const FoundPath found = find_path(resolved, path);
        if (!why_only_from_day_0(found.pointer).empty()) continue;
        Json changed = resolved;
        Json& value = changed.at(Json::json_pointer(found.pointer));
        value = moved(value, *found.field);
        changes.push_back({path, fill(changed)});
    }
    return changes;
}

/// What the days after a change leave behind.
RunResult some_days_on(const World& original, const Scenario& scenario, std::int64_t days) {
    const std::unique_ptr<World> copy = copy_of(original, scenario, 0, 1);
    for (std::int64_t day = 0; day < days; ++day) copy->step();  // checks the books every evening
    RunResult result = result_of(copy->platform(), true);
    result.days = copy->platform().days;
    return result;
}

/// Everything that a scenario can switch on, and all of it at its limits, so that every number has something to act
/// upon within days.
Scenario everything() {
    Scenario s = lively_market(SupplyKind::Hybrid);
    s.days = 120;
    MarketSpec& m = s.market;
    m.buyers = 5000;
    m.season = {{.name = "sale",
                 .day = 40,
                 .days = 20,
                 .factor = 1.5,
                 .waits_days = 5,
                 .waits_share = 0.3,
                 .dip_days = 4,
                 .dip_share = 0.3}};
    m.awareness.channels = {{.name = "search", .carry_over = 0.9}};
    m.awareness.initially_aware = 0.5;
    m.awareness.imitation_per_year = 3.0;
    m.choice.liked_offers = 0;
    m.leaving.competitor_discount = 0.3;
    m.outside.price = 1.2;  // else its share does not matter
    m.voice.rate = 0.76;
    m.voice.exit_rate = 0.01;
    m.reviews.retaliation = 0.2;
    m.sellers.buyer_turns_seller = 0.01;
    m.sellers.entry_per_day = 0.2;
    m.sellers.idle_days_to_exit = 8;
    m.sellers.profit_days = 10;
    m.sellers.fixed_cost_per_month = {20'000};
    m.sellers.outside_income_per_month = {40'000};
    m.sellers.outside_income_spread = 1.0;
    m.sellers.entry_cost = {100'000};
    m.sellers.entry_cost_spread = 1.0;
    m.seller_types[0].share -= 0.15;
    m.seller_types.push_back({.kind = SellerKind::Opportunist, .share = 0.15});
    for (SellerTypeSpec& type : m.seller_types) type.units = 12;
    for (CourierSpec& courier : m.couriers) courier.capacity_per_day = 60;
    ModelSpec& model = s.models[0];
    model.site.outage = 0.02;
    model.policing.cheats_to_ban = 1;
    model.policing.return_days = 2;
    model.promotion = {.advertising = {{.channel = "search", .spend_per_day = {1'000'000}}},
                       .posts_per_day = 2.0,
                       .discount = 0.05,
                       .discount_paid_by_platform = 0.5};
    model.programmes.thank_you.extra_wish = 1.0;
    model.programmes.thank_you.share_request = 0.5;
    model.programmes.reminder = {.on = true, .after_days = 5, .response = 0.3};
    model.programmes.win_back = {.on = true, .after_days = 6, .response = 0.5};
    model.programmes.surveys.sample = 0.5;
    model.reputation = {.system = ReputationSystem::Beta, .forgetting = 0.9};
    model.protection.time_limit_days = 4;
    model.support = {
        .agents = 1, .tickets_per_agent_day = 1, .chatbot_share = 0.3, .give_up_days = 4, .coupon_days = 2};
    model.site.servers = 1;
    model.site.seconds_per_request = 1.0;
    s.firm.costs_per_month = {1'000'000};
    s.firm.advertising_per_month = {1'000'000};
    s.firm.capacity_per_day = 1;
    s.firm.goods = {{.name = "novel",
                     .category = "books",
                     .quality = 0.9,
                     .cost = {50'000},
                     .price = {80'000},
                     .listings = 10,
                     .units = 3}};
    model.firm.advertising_per_month = {2'000'000};
    validate(s);
    return s;
}

}  // namespace

TEST_CASE("any number of a shipped scenario that holds from now on can be changed while the market runs") {
    for (const char* const name : {"c2c-or-b2c", "two-kinds-of-complaint"}) {
        const std::vector<std::string> small{"market.buyers=1500", "days=90"};
        const LoadedScenario loaded =
            load_scenario(std::string(PASAR_SOURCE_FOLDER) + "/scenarios/" + name + ".json", small);
        World market(loaded.scenario, 0, 0, 1);
        run_until(market, 45);
        const std::vector<Change> changes = changes_from_now_on(loaded.scenario);
        CHECK(changes.size() > 200);
        for (const Change& change : changes) {
            CAPTURE(change.path);
            CHECK_NOTHROW((void)some_days_on(market, change.scenario, 20));  // orders are recounted on the evening 59
        }
    }
}

TEST_CASE("whatever is said to hold from now on changes something within days") {
    // Some numbers act only under a policy of their own, where the desk is not overrun, or while advertising builds up.
    Scenario by_mail = everything(), in_shop = everything();
    by_mail.models[0].programmes.thank_you.channel = ThankYouChannel::Email;
    by_mail.models[0].protection.kind = ProtectionKind::None;
    by_mail.market.sellers.pricing = in_shop.market.sellers.pricing = SellerPricing::Margin;
    by_mail.models[0].supply.pricing = StorePricing::Match;
    in_shop.models[0].supply.pricing = StorePricing::Optimise;
    in_shop.models[0].programmes.thank_you.channel = ThankYouChannel::InShop;
    in_shop.models[0].protection = lively_market().models[0].protection;
    in_shop.models[0].support = lively_market().models[0].support;
    in_shop.models[0].support.coupon_days = 5;
    in_shop.models[0].support.effort = 1.5;  // at usual effort its weight counts nothing
    in_shop.market.leaving.form = LeavingForm::AnyTime;
    in_shop.market.sellers.pricing = SellerPricing::Goal;
    in_shop.models[0].firm.advertising_per_month = {-1};
    // Auctions, whose values follow tastes or a distribution.
    Scenario by_auction = everything();
    by_auction.models[0].matching.kind = MatchingKind::Auction;
    by_auction.models[0].auction.days = 2;
    by_auction.market.sellers.pricing = SellerPricing::Fixed;
    Scenario by_lognormal = by_auction;
    by_lognormal.market.bidding.values = BidValues::Lognormal;
    Scenario booked = everything();
    booked.market.services = {.lead_days = 4.0,
                              .short_notice = 0.5,
                              .short_days = 1,
                              .short_notice_price = 0.5,
                              .nights = 1.3,
                              .no_show = 0.15,
                              .cancels = 0.2};
    booked.models[0].matching.kind = MatchingKind::Booking;
    booked.models[0].fulfilment.kind = FulfilmentKind::Service;
    booked.models[0].booking = {.capacity = 2,
                                .horizon_days = 30,
                                .overbooking = 0.5,
                                .advance_days = 3,
                                .advance_fare = 0.7,
                                .protect = 1,
                                .cancel_refund = 0.8,
                                .cancel_until_days = 2,
                                .no_show_refund = 0.3,
                                .not_served = 0.05,
                                .overload_from = 0.4,
                                .overload = 0.2};
    Scenario downloads = everything();
    downloads.models[0].fulfilment.kind = FulfilmentKind::Digital;
    downloads.models[0].licence.protection = 0.5;
    downloads.market.piracy.willing = 0.4;
    downloads.market.returns.opportunism = 0.2;
    // Where nothing sells out, sellers soon come to as many orders as patience is moved to: so early days are enough.
    downloads.market.choice.conversion = 0.3;
    validate(downloads);
    booked.firm.capacity_per_day = 0;
    booked.firm.goods[0].listings = 2;  // sells fewer than the orders for which patience is moved to
    validate(booked);
    Scenario sold_on = everything();
    sell_on(sold_on);
    sold_on.market.distributors.number = 30;
    sold_on.market.distributors.outside_income_per_month = {1'000'000};
    sold_on.market.sellers.gives_up_per_day = 0.3;
    sold_on.models[0].supply.entry.most = 16;  // which is reached on day 54
    validate(sold_on);
    // What is free to read; of little there is to read, so that a post more shows.
    Scenario read = everything();
    read.firm = {};
    read.market.wishes.rate_per_day = 0.5;
    read.market.browsing.network = 0.5;
    read.market.browsing.posts_per_visit = 0.1;
    read.models[0].firm = {};
    read.models[0].supply.kind = SupplyKind::Own;
    read.models[0].matching.kind = MatchingKind::Feed;
    read.models[0].fulfilment.kind = FulfilmentKind::Digital;
    read.models[0].feed = {.price_per_thousand = {20'000},
                           .cost_per_piece = {50'000},
                           .members_post = true,
                           .moderation = 0.5,
                           .moderation_cost = {500},
                           .wrongly_removed = 0.1,
                           .invitations = 1.0};
    read.market.browsing.considers_ad_free = 0.2;
    read.models[0].subscription.plans = {{.name = "no ads", .price = {20'000}, .cost_per_period = {1'000}}};
    validate(read);
    // Subscriptions by the week, so that bills, tries, other plans and a dearer one come within the days.
    Scenario subscribed = everything();
    subscribed.firm = {};
    subscribed.market.sellers = {};
    subscribed.market.subscribing = {.card_hurdle = 0.3, .fails = 0.3, .pauses = 0.2, .reconsiders = 0.2};
    subscribed.market.satisfaction.neutral = 0.7;  // unlike the target, so that its weight counts
    subscribed.market.categories[0].reference_price = subscribed.market.categories[1].reference_price = {50'000};
    ModelSpec& plans = subscribed.models[0];
    plans.supply.kind = SupplyKind::Own;
    plans.matching.kind = MatchingKind::Subscription;
    plans.fulfilment.kind = FulfilmentKind::Digital;
    plans.subscription = {
        .plans = {{.name = "small", .price = {10'000}, .period_days = 7, .cost_per_period = {2'000}},
                  {.name = "large", .price = {20'000}, .period_days = 7, .quality = 0.8, .cost_per_period = {3'000}}},
        .trial_days = 3,
        .retry_after_days = 1,
        .cost_per_use = {100}};
    subscribed.timeline = {{.name = "dearer",
                            .day = 50,
                            .days = 300,
                            .set = {{{.path = "model.subscription.plans.small.price", .value = "13000"}}}}};
    validate(subscribed);
    Scenario no_pauses = subscribed;
    no_pauses.models[0].subscription.can_pause = false;
    validate(no_pauses);
    std::set<std::string> without_effect;
    for (const Change& change : changes_from_now_on(everything())) without_effect.insert(change.path);
    for (const Change& change : changes_from_now_on(subscribed))
        if (change.path.find(".subscription.") != std::string::npos) without_effect.insert(change.path);
    CHECK(without_effect.size() > 250);
    for (const auto& [base, from_day] :
         {std::pair{everything(), 45}, std::pair{by_mail, 3}, std::pair{in_shop, 45}, std::pair{by_auction, 45},
          std::pair{by_lognormal, 45}, std::pair{booked, 45}, std::pair{downloads, 15}, std::pair{sold_on, 15},
          std::pair{sold_on, 30}, std::pair{sold_on, 45}, std::pair{subscribed, 45}, std::pair{no_pauses, 45},
          std::pair{read, 45}}) {
        // A pause lasts a month at least.
        const std::int64_t days = base.models[0].matching.kind == MatchingKind::Subscription ? 60 : 20;
        World market(base, 0, 0, 1);
        market.platform().orders_sample = 1.0;
        run_until(market, from_day);
        const RunResult unchanged = some_days_on(market, base, days);
        for (const Change& change : changes_from_now_on(base))
            if (without_effect.count(change.path) > 0 && !same(some_days_on(market, change.scenario, days), unchanged))
                without_effect.erase(change.path);
    }
    // How buyers choose among platforms, and where sellers list, counts where a world has several.
    Scenario competing = everything();
    competing.models.push_back(competing.models[0]);
    competing.models[1].name = "Other";
    competing.models[1].supply.kind = SupplyKind::Sellers;
    competing.market.platforms.network = 0.3;
    competing.market.platforms.listing_review_days = 7;
    validate(competing);
    constexpr std::array<std::size_t, 2> kBoth{0, 1};
    World rivals(competing, kBoth, 0, 1);
    run_until(rivals, 45);
    const auto hash_later = [&rivals](const Scenario& scenario) {
        const std::unique_ptr<World> copy = copy_of(rivals, scenario, 0, 1);
        run_until(*copy, rivals.day() + 20);
        return state_hash(*copy);
    };
    const std::uint64_t unchanged_rivals = hash_later(competing);
    for (const Change& change : changes_from_now_on(competing))
        if (without_effect.count(change.path) > 0 && hash_later(change.scenario) != unchanged_rivals)
            without_effect.erase(change.path);
    std::set<std::string> acts_on_nothing;
    // Cash at the door goes through no payment provider.
    for (const char* const of_a_provider : {"chargeback", "fee_fixed", "fee_rate"})
        acts_on_nothing.insert(std::string("market.payments.at the door.") + of_a_provider);
    // Only a seller who keeps goods back bides its time.
    for (const char* const sender : {"honest", "careless", "deceiver", "opportunist"})
        acts_on_nothing.insert(std::string("market.seller_types.") + sender + ".patience_orders");
    // Only an opportunist sends worse goods at times.
    for (const char* const other : {"honest", "careless", "deceiver", "fraudster"})
        acts_on_nothing.insert(std::string("market.seller_types.") + other + ".shading");
    // Where there is an own store resellers buy there.
    for (const char* const kind : {"honest", "careless", "deceiver", "fraudster", "opportunist"})
        acts_on_nothing.insert(std::string("market.seller_types.") + kind + ".store_markup");
    for (const std::string& path : without_effect) CHECK_MESSAGE(acts_on_nothing.count(path) > 0, path);
    for (const std::string& path : acts_on_nothing) CHECK_MESSAGE(without_effect.count(path) > 0, path);
}

TEST_CASE("what differs from day 0 only is named with its reason") {
    const Scenario base = everything();
    CHECK(only_from_day_0(base, base).empty());
    Scenario other = base;
    other.market.couriers[1].loss = 0.5;
    other.market.season.clear();
    other.models[0].treatment.clear();
    CHECK(only_from_day_0(base, other).empty());
    other.market.buyers = 5;
    other.market.payments.pop_back();
    other.market.segments[1].share = 0.1;
    const std::vector<OnlyFromDay0> found = only_from_day_0(base, other);
    REQUIRE(found.size() == 3);
    CHECK(found[0].pointer == "/market/buyers");
    CHECK(found[1].pointer == "/market/segments/1/share");
    CHECK(found[2].pointer == "/market/payments");
    for (const OnlyFromDay0& difference : found) CHECK(difference.why.ends_with("."));
}

TEST_CASE("every rule about day 0 speaks of a parameter that there is") {
    // A pattern that fits nothing would let a parameter through after it was renamed.
    Scenario s = everything();
    s.market.known_sellers = {{.name = "Toko Satu", .type = SellerKind::Honest}};
    s.market.past_orders = {{.seller = "Toko Satu"}};
    const Json resolved = write(s);
    std::size_t day_0 = 0, few = 0;
    for (const std::string& path : numeric_paths(resolved)) {
        const std::string pointer = find_path(resolved, path).pointer;
        day_0 += why_only_from_day_0(pointer).empty() ? 0 : 1;
        few += reaches_only(pointer).empty() ? 0 : 1;
        CHECK((why_only_from_day_0(pointer).empty() || reaches_only(pointer).empty()));
    }
    CHECK(day_0 > 20);
    CHECK(few > 20);
    CHECK(why_only_from_day_0("/market/couriers/0/loss").empty());
    CHECK(!why_only_from_day_0("/market/couriers").empty());
    CHECK(!why_only_from_day_0("/market/known_sellers/0/quality").empty());
    CHECK(why_only_from_day_0("/market/segments/x/share").empty());
}
