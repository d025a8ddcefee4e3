// Events of a timeline: what is in force when, on whom a shock falls, and what it leaves behind.
#include "scenarios/timeline.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <memory>
#include <utility>

#include "agents/portable_math.h"
#include "agents/satisfaction.h"
#include "sim/world/in_force.h"
#include "sim/world/snapshot.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

EventSpec event(std::int64_t day, std::int64_t until, std::vector<SettingsSpec::Setting> settings) {
    return {.name = "event", .day = day, .until = until, .set = {std::move(settings)}, .shock = {}};
}

Scenario with_events(Scenario scenario, std::vector<EventSpec> events) {
    scenario.timeline = std::move(events);
    validate(scenario);
    return scenario;
}

/// Everything on, and open to the end.
Scenario busy() {
    Scenario s = lively_market(SupplyKind::Hybrid);
    s.days = 90;
    s.market.season = {{.name = "sale", .day = 40, .days = 5, .factor = 3.0}};
    s.models[0].programmes.reminder = {.on = true, .after_days = 5, .response = 0.3};
    validate(s);
    return s;
}

/// Of each kind of thing that a market works out from its parameters in advance.
std::vector<SettingsSpec::Setting> far_reaching() {
    return {{"market.wishes.rate_per_day", "0.2"},
            {"market.wishes.shape", "3.0"},
            {"market.season.sale.factor", "0.5"},
            {"market.leaving.alpha", "4.0"},
            {"market.segments.angry.bad_word_of_mouth", "3.0"},
            {"market.segments.rich.good_word_of_mouth", "3.0"},
            {"market.segments.rich.price", "0.2"},
            {"model.supply.markup", "0.4"},
            {"model.revenue.commission", "0.15"}};
}

RunResult finished(World& market) {
    run_to_the_end(market);
    RunResult result = result_of(market.platform(), true);
    result.days = market.platform().days;
    return result;
}

/// The scenario with these values as its own.
Scenario changed(const Scenario& scenario, const std::vector<SettingsSpec::Setting>& settings) {
    Scenario other = Timeline(with_events(scenario, {event(0, 0, settings)})).on(0);
    other.timeline.clear();
    return other;
}

bool same_until(const RunResult& one, const RunResult& other, std::int64_t day) {
    for (std::int64_t d = 0; d < day; ++d)
        if (!same(one.days[static_cast<std::size_t>(d)], other.days[static_cast<std::size_t>(d)])) return false;
    return true;
}

}  // namespace

TEST_CASE("nothing before its day changes, and on its day something does") {
    const Scenario base = busy();
    const RunResult without = run(base);
    ShockSpec breach{.kind = ShockKind::DataBreach}, strike{.kind = ShockKind::CourierStrike},
        outage{.kind = ShockKind::Outage, .share = 0.5}, rival{.kind = ShockKind::RivalCampaign},
        cap{.kind = ShockKind::FeeCap, .highest_commission = 0.01};
    std::vector<EventSpec> events{event(33, 40, far_reaching())};
    for (const ShockSpec& shock : {breach, strike, outage, rival, cap})
        events.push_back({.name = "shock", .day = 33, .days = 7, .shock = shock});
    for (const EventSpec& one : events) {
        CAPTURE(name_of(one.shock.kind));
        const RunResult with = run(with_events(base, {one}));
        CHECK(same_until(with, without, 33));
        CHECK_FALSE(same_until(with, without, 41));
    }
}

TEST_CASE("an event that sets what holds anyway changes no byte") {
    const Scenario base = busy();
    const RunResult without = run(base);
    const RunResult with = run(with_events(
        base, {event(10, 40, {{"market.wishes.rate_per_day", "0.08"}, {"market.couriers.Fast.loss", "0.03"}}),
               event(20, 30, {{"model.revenue.commission", "0.0799"}}),
               {.name = "no share", .day = 15, .shock = {.kind = ShockKind::Outage, .share = 0.0}},
               {.name = "no cap", .day = 15, .shock = {.kind = ShockKind::FeeCap, .highest_commission = 1.0}},
               {.name = "no loss", .day = 15, .shock = {.kind = ShockKind::DataBreach, .trust_loss = 0.0}}}));
    CHECK(same(with.days, without.days));
    CHECK(same(with, without));
}

TEST_CASE("an event from one day to another is the change at the one and back at the other") {
    const Scenario base = busy(), meanwhile = changed(base, far_reaching());
    World before(base, 0, 0, 1);
    before.platform().orders_sample = 1.0;
    const auto during = copy_of(run_until(before, 30), meanwhile, 0, 1);
    const auto after = copy_of(run_until(*during, 45), base, 0, 1);
    CHECK(same(run(with_events(base, {event(30, 45, far_reaching())})).days, finished(*after).days));
}

TEST_CASE("of events that overlap the later in the list has the last word, and values come back one by one") {
    const Scenario base = busy();
    const Scenario s = with_events(
        base, {event(10, 50, {{"market.choice.price", "4"}, {"market.choice.quality", "5"}}),
               event(20, 30, {{"market.choice.price", "6"}}), event(25, 60, {{"market.choice.quality", "7"}})});
    const Timeline timeline(s);
    const auto values = [&](std::int64_t day) {
        return std::pair(timeline.on(day).market.choice.price, timeline.on(day).market.choice.quality);
    };
    const auto own = std::pair(base.market.choice.price, base.market.choice.quality);
    CHECK(values(9) == own);
    CHECK(values(10) == std::pair(4.0, 5.0));
    CHECK(values(20) == std::pair(6.0, 5.0));
    CHECK(values(25) == std::pair(6.0, 7.0));
    CHECK(values(30) == std::pair(4.0, 7.0));
    CHECK(values(50) == std::pair(own.first, 7.0));
    CHECK(values(60) == own);
    for (const std::int64_t day : {10, 20, 25, 30, 50, 60}) CHECK(timeline.turns_on(day));
    for (const std::int64_t day : {0, 9, 11, 40, 61}) CHECK_FALSE(timeline.turns_on(day));
}

TEST_CASE("a value set from outside is the one that comes back") {
    const std::string text = R"({"models": [{"name": "Shop"}], "timeline": [
        {"name": "dear", "day": 10, "until": 20, "set": {"market.choice.price": 9}}]})";
    const std::vector<std::string> sets{"market.choice.price=2"};
    const Timeline timeline(load_scenario_text(text, sets).scenario);
    CHECK(timeline.on(9).market.choice.price == 2.0);
    CHECK(timeline.on(10).market.choice.price == 9.0);
    CHECK(timeline.on(20).market.choice.price == 2.0);
}

TEST_CASE("a market copied on any day of its events goes on as the original, on any number of threads") {
    Scenario base = busy();
    base.market.couriers[0].capacity_per_day = 40;
    const Scenario s = with_events(
        base, {event(20, 40, far_reaching()),
               {.name = "strike", .day = 30, .days = 6, .shock = {.kind = ShockKind::CourierStrike}},
               {.name = "breach", .day = 33, .days = 1, .shock = {.kind = ShockKind::DataBreach, .share = 0.6}}});
    const RunResult whole = run(s);
    for (const std::int64_t day : {0, 20, 21, 32, 33, 34, 40, 41}) {
        for (const int threads : {1, 3}) {
            CAPTURE(day);
            CAPTURE(threads);
            World original(s, 0, 0, 4 - threads);
            original.platform().orders_sample = 1.0;
            const auto copy = copy_of(run_until(original, day), s, 0, threads);
            CHECK(same(finished(*copy), whole));
            CHECK(same(finished(original), whole));
        }
    }
}

TEST_CASE("a courier on strike keeps its parcels and hands them on in their order when it works again") {
    // 800 parcels a day, capacity 1000, five days of strike: as queueing theory has it, 4,000 are waiting when it ends,
    // the last of them is gone on day 24 of it, and 50,000 days are waited.
    Scenario s = one_order_each();
    s.days = 60;
    s.market.buyers = 80'000;
    s.market.wishes = {.rate_per_day = 0.01, .shape = 1000.0};
    s.market.couriers[0].capacity_per_day = 1000.0;
    s.models[0].fulfilment.promise_buffer_days = 30.0;
    const RunResult calm = run(s);
    CHECK(total(calm, Count::CourierWaitDays) == 0);
    const std::int64_t begins = 20;
    const RunResult struck = run(
        with_events(s, {{.name = "strike", .day = begins, .days = 5, .shock = {.kind = ShockKind::CourierStrike}}}));
    // The line is that of the day's parcels, so it follows the recursion to the last parcel.
    std::int64_t line = 0, waited = 0, empty_on = -1;
    for (std::int64_t day = begins; day < 60; ++day) {
        const std::int64_t parcels = on_day(struck, day, Count::Dispatched), moved = day < begins + 5 ? 0 : 1000;
        line = std::max<std::int64_t>(0, line + parcels - moved);
        CHECK(evening(struck, day, State::CourierBacklog) == line);
        waited += line;
        if (line == 0 && empty_on < 0) empty_on = day - begins;
    }
    CHECK(static_cast<double>(evening(struck, begins + 4, State::CourierBacklog)) ==
          doctest::Approx(4000).epsilon(0.03));
    CHECK(static_cast<double>(empty_on) == doctest::Approx(24).epsilon(0.13));
    CHECK(static_cast<double>(waited) == doctest::Approx(50'000).epsilon(0.1));
    // What each parcel waited adds up to what stood in the line each evening.
    CHECK(static_cast<double>(total(struck, Count::CourierWaitDays)) ==
          doctest::Approx(static_cast<double>(waited)).epsilon(0.02));
    // Nothing arrives while it lasts but what was under way, and nothing is lost by it.
    CHECK(total(struck, Count::Delivered, begins + 3, begins + 5) == 0);
    CHECK(total(struck, Count::Delivered, 0, 50) == total(struck, Count::Dispatched, 0, 49));
    CHECK(total(struck, Count::Dispatched) == total(calm, Count::Dispatched));
}

TEST_CASE("a strike without an end delivers nothing within the run") {
    Scenario s = one_order_each();
    s.market.couriers[0].capacity_per_day = 0.0;
    const RunResult result = run(s);
    CHECK(total(result, Count::Dispatched) == 400);
    CHECK(total(result, Count::Delivered) == 0);
    CHECK(at_the_end(result, State::CourierBacklog) == 400);
}

TEST_CASE("a data breach lowers the trust of those who were customers, and of nobody else") {
    Scenario base = busy();
    base.market.trust.initial = 0.9;
    const auto before_and_after = [&](const ShockSpec& shock,
                                      const std::function<void(const World&, const World&)>& look) {
        const Scenario s = with_events(base, {{.name = "breach", .day = 40, .days = 1, .shock = shock}});
        World calm(base, 0, 0, 2), struck(s, 0, 0, 2);
        run_until(calm, 40);
        run_until(struck, 40);
        look(calm, struck);
    };
    for (const ShockSpec& shock : {ShockSpec{.kind = ShockKind::DataBreach, .trust_loss = 0.3},
                                   ShockSpec{.kind = ShockKind::DataBreach, .region = "isle"},
                                   ShockSpec{.kind = ShockKind::DataBreach, .segment = "angry"},
                                   ShockSpec{.kind = ShockKind::DataBreach, .share = 0.5},
                                   ShockSpec{.kind = ShockKind::DataBreach, .model = "Model", .trust_loss = 1.0}}) {
        CAPTURE(shock.region);
        CAPTURE(shock.segment);
        CAPTURE(shock.share);
        before_and_after(shock, [&](const World& calm, const World& struck) {
            // A day of which nobody takes anything: only the morning tells.
            std::int64_t customers = 0, hit = 0, wrong = 0;
            const auto next = copy_of(struck, struck.timeline->base(), 0, 1);
            begin_events(*next);
            for (const Block& block : calm.blocks) {
                for (std::uint32_t i = 0; i < block.count; ++i) {
                    const Relationship& was = calm.platform().relationships[block.first + i];
                    const Relationship& is = next->platform().relationships[block.first + i];
                    const std::size_t region = calm.buyers[block.first + i].region;
                    const bool named =
                        (shock.region.empty() || calm.spec().regions[region].name == shock.region) &&
                        (shock.segment.empty() || calm.spec().segments[block.segment].name == shock.segment);
                    const bool could = was.orders > 0 && named;
                    customers += could ? 1 : 0;
                    hit += is.trust != was.trust ? 1 : 0;
                    const auto lower = static_cast<float>(clamp01(was.trust - shock.trust_loss));
                    wrong += is.trust == was.trust || (could && is.trust == lower) ? 0 : 1;
                }
            }
            CHECK(wrong == 0);
            CHECK(customers > 100);
            CHECK(
                static_cast<double>(hit) ==
                doctest::Approx(shock.share * static_cast<double>(customers)).epsilon(shock.share < 1.0 ? 0.15 : 1e-9));
        });
    }
    const Scenario elsewhere = with_events(
        base,
        {{.name = "breach", .day = 40, .shock = {.kind = ShockKind::DataBreach, .model = "Model", .trust_loss = 0.0}}});
    CHECK(same(run(elsewhere).days, run(base).days));
}

TEST_CASE("trust that a breach has cost comes back order by order, and half of it after six") {
    // T_n = T* - (T* - T_0)(1 - g)^n, from 0.7 less 0.3 towards 0.8 at 0.08 an order.
    double trust = 0.7 - 0.3;
    std::vector<double> after{trust};
    for (int order = 0; order < 20; ++order) after.push_back(trust = updated_trust(trust, 0.8, 0.08, 0.25, 1.0));
    CHECK(after[1] == doctest::Approx(0.43200).epsilon(1e-5));
    CHECK(after[5] == doctest::Approx(0.53637).epsilon(1e-5));
    CHECK(after[10] == doctest::Approx(0.62624).epsilon(1e-5));
    CHECK(after[20] == doctest::Approx(0.72452).epsilon(1e-5));
    CHECK(after[5] < 0.55);
    CHECK(after[6] > 0.55);  // halfway from 0.4 to 0.7 after 5.6 orders
}

namespace {

/// One offer, of this utility to a buyer who trusts as all do: visits and orders are those of a single logit choice,
/// against buying nothing and buying elsewhere, which have the same utility.
Scenario one_choice_each(double utility) {
    Scenario s = one_order_each();
    s.days = 40;
    s.market.buyers = 20'000;
    s.market.wishes = {.rate_per_day = 0.5, .shape = 1000.0};
    s.market.choice = {.conversion = 1.0 / (1.0 + std::exp(-utility)),
                       .reference_offers = 1,
                       .reference_trust = 0.7,
                       .quality = 0.0,
                       .price = 0.0,
                       .trust = 2.0,
                       .own_experience = 0.0,
                       .delay = 0.0,
                       .risk = 0.0,
                       .newness_risk = 0.0};
    s.market.trust = {.initial = 0.7, .gain = 0.0, .loss = 0.0};
    s.models[0].supply.sellers = 1;
    validate(s);
    return s;
}

double conversion(const RunResult& result, std::int64_t first, std::int64_t end) {
    return static_cast<double>(total(result, Count::Orders, first, end)) /
           static_cast<double>(total(result, Count::Visits, first, end));
}

}  // namespace

TEST_CASE("a breach of 0.3 at a weight of 2 takes the odds of an order to 0.549 of what they were") {
    const Scenario s = one_choice_each(0.0);
    const double before = conversion(run(s), 30, 40);
    const RunResult result =
        run(with_events(s, {{.name = "breach", .day = 30, .days = 1, .shock = {.kind = ShockKind::DataBreach}}}));
    const double after = conversion(result, 30, 40);
    CHECK(before == doctest::Approx(0.5).epsilon(0.01));
    CHECK(after == doctest::Approx(0.35434).epsilon(0.02));
    CHECK(after / (1.0 - after) / (before / (1.0 - before)) == doctest::Approx(0.54881).epsilon(0.03));
}

TEST_CASE("a rival's campaign takes what the choice model says, and gives it back at once") {
    // Own utility 1, the rival's 1.5 and then 2, nothing's 0.
    const double outside = 1.0 + std::exp(1.5);
    Scenario s = one_choice_each(1.0 - std::log(outside));
    s.market.outside.share = std::exp(1.5) / outside;
    const RunResult result = run(with_events(
        s, {{.name = "campaign", .day = 15, .days = 10, .shock = {.kind = ShockKind::RivalCampaign, .utility = 0.5}}}));
    CHECK(conversion(result, 5, 15) == doctest::Approx(0.33150).epsilon(0.01));
    CHECK(conversion(result, 15, 25) == doctest::Approx(0.24473).epsilon(0.01));
    CHECK(conversion(result, 25, 40) == doctest::Approx(0.33150).epsilon(0.01));
}

TEST_CASE("an outage turns its share of visits away, and no visit after it") {
    const RunResult result =
        run(with_events(one_choice_each(0.0),
                        {{.name = "down", .day = 15, .days = 3, .shock = {.kind = ShockKind::Outage, .share = 0.4}},
                         {.name = "quite down", .day = 20, .days = 2, .shock = {.kind = ShockKind::Outage}}}));
    const auto turned_away = [&](std::int64_t first, std::int64_t end) {
        return static_cast<double>(total(result, Count::LostToQueue, first, end)) /
               static_cast<double>(total(result, Count::Visits, first, end));
    };
    CHECK(turned_away(0, 15) == 0.0);
    CHECK(turned_away(15, 18) == doctest::Approx(0.4).epsilon(0.02));
    CHECK(turned_away(18, 20) == 0.0);
    CHECK(turned_away(20, 22) == 1.0);
    CHECK(total(result, Count::Orders, 20, 22) == 0);
    CHECK(turned_away(22, 40) == 0.0);
}

TEST_CASE("of visits that an outage turned away a share comes again the next day, and nothing else changes") {
    const auto down = [](double share_again, std::int64_t days) {
        Scenario s = one_choice_each(0.0);
        s.models[0].site.tries_again = share_again;
        return run(with_events(s, {{.name = "down", .day = 15, .days = days, .shock = {.kind = ShockKind::Outage}}}));
    };
    const RunResult none = down(0.0, 1), some = down(0.6, 1), all = down(1.0, 1);
    const auto visits = [](const RunResult& result, std::int64_t first, std::int64_t end) {
        return total(result, Count::Visits, first, end);
    };
    const std::int64_t turned_away = total(none, Count::LostToQueue);
    REQUIRE(turned_away > 5'000);
    const double spread = std::sqrt(0.6 * 0.4 * static_cast<double>(turned_away));
    CHECK(std::abs(static_cast<double>(visits(some, 16, 17) - visits(none, 16, 17)) -
                   0.6 * static_cast<double>(turned_away)) < 4.0 * spread);
    CHECK(visits(all, 16, 17) - visits(none, 16, 17) == turned_away);
    CHECK(visits(some, 17, 40) == visits(none, 17, 40));
    CHECK(same_until(none, all, 15));
    // Nobody is lost for good where everybody comes again.
    const RunResult without = run(one_choice_each(0.0));
    const auto orders = [](const RunResult& result) {
        return static_cast<double>(total(result, Count::Orders, 15, 20));
    };
    CHECK(orders(all) == doctest::Approx(orders(without)).epsilon(0.02));
    CHECK(orders(without) - orders(none) == doctest::Approx(0.5 * static_cast<double>(turned_away)).epsilon(0.05));
    CHECK(orders(some) - orders(none) == doctest::Approx(0.3 * static_cast<double>(turned_away)).epsilon(0.05));
}

TEST_CASE("whoever is turned away again comes again, with every visit that was turned away") {
    Scenario s = one_choice_each(0.0);
    const std::vector<EventSpec> outage{{.name = "down", .day = 15, .days = 5, .shock = {.kind = ShockKind::Outage}}};
    const RunResult lost = run(with_events(s, outage));
    s.models[0].site.tries_again = 1.0;
    const RunResult kept = run(with_events(s, outage));
    const auto visits = [](const RunResult& result, std::int64_t first, std::int64_t end) {
        return total(result, Count::Visits, first, end);
    };
    for (std::int64_t day = 15; day <= 20; ++day) CHECK(visits(kept, day, day + 1) == visits(lost, 15, day + 1));
    CHECK(total(kept, Count::Orders, 20, 21) ==
          doctest::Approx(0.5 * static_cast<double>(visits(kept, 20, 21))).epsilon(0.02));
    CHECK(visits(kept, 21, 40) == visits(lost, 21, 40));
}

TEST_CASE("visits that come again are the same on any number of threads, and in a copy") {
    Scenario s = busy();
    s.models[0].site.tries_again = 0.8;
    s = with_events(s, {{.name = "down", .day = 38, .days = 4, .shock = {.kind = ShockKind::Outage, .share = 0.7}}});
    World one(s, 0, 0, 1), three(s, 0, 0, 3);
    const auto copy = copy_of(run_until(one, 40), s, 0, 2);
    const RunResult result = finished(one);
    CHECK(same(result, finished(three)));
    CHECK(same(result, finished(*copy)));
}

TEST_CASE("a cap on fees lowers commissions above it and no other, of the model it is meant for") {
    Scenario s = lively_market();
    s.models.push_back(s.models[0]);
    s.models[0].revenue.commission = 0.08;
    s.models[1].name = "Modest";
    s.models[1].revenue.commission = 0.03;
    const auto commissions = [&](const std::string& model, std::int64_t day) {
        const Timeline timeline(
            with_events(s, {{.name = "cap",
                             .day = 10,
                             .days = 5,
                             .shock = {.kind = ShockKind::FeeCap, .model = model, .highest_commission = 0.05}}}));
        return std::pair(timeline.on(day).models[0].revenue.commission, timeline.on(day).models[1].revenue.commission);
    };
    CHECK(commissions("", 9) == std::pair(0.08, 0.03));
    CHECK(commissions("", 10) == std::pair(0.05, 0.03));
    CHECK(commissions("", 15) == std::pair(0.08, 0.03));
    CHECK(commissions("Modest", 10) == std::pair(0.08, 0.03));
}

TEST_CASE("a date of every year comes again in the second year, whatever day the run begins on") {
    Scenario s = busy();
    s.days = 900;
    s.start_date = "2027-07-01";
    EventSpec sale{.name = "11.11", .date = "11-11", .days = 2};
    sale.set.all = {{"market.choice.price", "1"}};
    const Timeline timeline(with_events(s, {sale}));
    for (const std::int64_t day : {133, 133 + 366}) {  // 2028 has a 29 February
        CHECK(timeline.turns_on(day));
        CHECK(timeline.on(day).market.choice.price == 1.0);
        CHECK(timeline.on(day + 1).market.choice.price == 1.0);
        CHECK(timeline.on(day + 2).market.choice.price == s.market.choice.price);
        CHECK(timeline.on(day - 1).market.choice.price == s.market.choice.price);
    }
    CHECK(timeline.spans().size() == 1 + 4 + 2);  // a third time on 2029-11-11
}

TEST_CASE("a season by date is the season by its day number in a year that begins on 1 January") {
    Scenario by_day = busy(), by_date = busy();
    by_date.market.season[0].day = 0;
    by_date.market.season[0].date = "02-10";
    validate(by_date);
    CHECK(same(run(by_day), run(by_date)));
    by_date.start_date = by_day.start_date = "2028-02-01";
    by_day.market.season[0].day = 9;
    CHECK(same(run(by_day).days, run(by_date).days));
}

TEST_CASE("a campaign's discount raises orders as the choice model says, and ends with the campaign") {
    Scenario s = one_choice_each(0.0);
    s.market.choice.price = 2.0;
    validate(s);
    const RunResult result = run(with_events(s, {event(15, 25, {{"model.promotion.discount", "0.25"}})}));
    CHECK(conversion(result, 5, 15) == doctest::Approx(0.5).epsilon(0.01));
    CHECK(conversion(result, 15, 25) == doctest::Approx(0.62246).epsilon(0.01));  // 1 / (1 + exp(-2 · 0.25))
    CHECK(conversion(result, 25, 40) == doctest::Approx(0.5).epsilon(0.01));
    CHECK(total(result, Count::Discounts) == 25'000 * total(result, Count::Orders, 15, 25));
    // What a coupon is worth to buyers hangs on how they respond to coupons; a lower price does not.
    s.market.segments[0].coupon_response = 0.0;
    const RunResult unmoved = run(with_events(s, {event(15, 25, {{"model.promotion.discount", "0.25"}})}));
    CHECK(same(unmoved.days, result.days));
}
