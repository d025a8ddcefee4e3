// What holds of every scenario's numbers: a name that stands in several tables tells one number, the parts of a whole
// add up to it, a share lies between 0 and 1, and nothing is empty that has something to divide by. The tests go over
// all tables, columns and key figures by their names and units, so that a new one is held to this without being named
// here.
#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "scenarios/dates.h"
#include "scenarios/folder.h"
#include "sim/counts/applies.h"
#include "tests/oracles/oracle.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

struct Case {
    std::string name;
    Scenario scenario;
};

/// Every shipped scenario with few enough buyers for a test: a run of some months, one that ends with most orders still
/// open, and one whose first weeks do not count. And a few markets in which odd things are common.
std::vector<Case> cases() {
    std::vector<Case> all;
    std::vector<std::vector<std::string>> runs{{"days=95"}, {"days=14"}, {"days=50", "warm_up=23"}};
    const auto add = [&](const std::string& name,
                         const std::function<Scenario(const std::vector<std::string>&)>& load) {
        for (const std::vector<std::string>& run : runs) {
            std::vector<std::string> sets{"market.buyers=1500", "replications=1"};
            sets.insert(sets.end(), run.begin(), run.end());
            all.push_back({name + " " + run.back(), load(sets)});
        }
    };
    const auto folder = scenario_folder();
    REQUIRE(folder.has_value());
    for (const Preset& preset : list_presets(*folder)) {
        if (preset.kind != PresetKind::Scenario) continue;
        add(preset.file, [&](const auto& sets) { return load_scenario(*folder / preset.file, sets).scenario; });
    }
    runs.push_back({"days=1"});
    for (const char* odd :
         {"odd/win_back", "odd/expired_coupon", "odd/free_courier", "odd/nobody_buys", "odd/nobody_sells"})
        add(odd, [&](const auto& sets) { return oracle(odd, sets); });
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid}) {
        Scenario lively = lively_market(supply);
        all.push_back({"lively at rest", lively});
        Scenario sold_on = lively;
        sell_on(sold_on);
        all.push_back({"lively and sold on, at rest", sold_on});
        Scenario booked = lively;
        booked.market.services = {.lead_days = 5.0, .nights = 1.5, .no_show = 0.1, .cancels = 0.2};
        booked.models[0].matching.kind = MatchingKind::Booking;
        booked.models[0].fulfilment.kind = FulfilmentKind::Service;
        booked.models[0].booking = {.capacity = 2, .overbooking = 0.5, .advance_fare = 0.8, .not_served = 0.05};
        all.push_back({"lively services at rest", booked});
        booked.days = 25;
        booked.warm_up = 11;
        all.push_back({"lively services under way", booked});
        if (supply == SupplyKind::Own) {
            Scenario feed = lively;
            feed.market.season.clear();
            feed.models[0].matching.kind = MatchingKind::Feed;
            feed.models[0].fulfilment.kind = FulfilmentKind::Digital;
            feed.models[0].feed.members_post = true;
            feed.models[0].feed.price_per_thousand = {20'000};
            feed.models[0].feed.cost_per_piece = {5'000};
            validate(feed);
            all.push_back({"lively feed", feed});
            feed.days = 25;
            feed.warm_up = 11;
            all.push_back({"lively feed under way", feed});
            Scenario subscribed = lively;
            subscribed.market.season = {};
            subscribed.models[0].matching.kind = MatchingKind::Subscription;
            subscribed.models[0].fulfilment.kind = FulfilmentKind::Digital;
            subscribed.models[0].subscription = {
                .plans = {{.name = "small", .price = {50'001}, .quality = 0.6, .cost_per_period = {9'001}},
                          {.name = "week", .price = {15'003}, .period_days = 7, .quality = 0.7}},
                .trial_days = 5,
                .retry_after_days = 2,
                .cost_per_use = {11}};
            all.push_back({"lively subscriptions", subscribed});
            subscribed.days = 45;
            subscribed.warm_up = 11;
            all.push_back({"lively subscriptions under way", subscribed});
        }
        lively.days = 25;
        lively.warm_up = 11;
        all.push_back({"lively under way", lively});
    }
    REQUIRE(all.size() > 20);
    return all;
}

template <std::size_t n>
std::optional<std::size_t> named(const std::array<MeasureInfo, n>& list, std::string_view name) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const MeasureInfo& info) { return info.name == name; });
    if (found == list.end()) return std::nullopt;
    return static_cast<std::size_t>(found - list.begin());
}

std::int64_t total_of_name(const RunResult& result, std::string_view name, std::int64_t first_day) {
    return total(result, static_cast<Count>(*named(kCounts, name)), first_day);
}

bool is_share(std::string_view unit) { return unit.starts_with("share") || unit == "0 to 1"; }

double number_in(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&cell)) return *real;
    return 0.0;
}

const Table& table_of(const RunResult& result, std::string_view file) {
    for (const Table& table : result.tables)
        if (table.file == file) return table;
    FAIL("no table " << std::string(file));
    return result.tables.front();
}

/// A column's cells; nothing where one of them is empty.
std::optional<double> sum_of(const Table& table, std::size_t column) {
    double sum = 0.0;
    for (std::size_t row = 0; row < table.rows(); ++row)
        sum += number_in(table.cells[row * table.columns.size() + column]);
    return std::isnan(sum) ? std::nullopt : std::optional(sum);
}
double sum_of(const RunResult& result, std::string_view file, std::string_view column) {
    const Table& table = table_of(result, file);
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].name == column) return sum_of(table, c).value_or(std::nan(""));
    FAIL("no column " << std::string(column) << " in " << std::string(file));
    return 0.0;
}

void check_shares(const RunResult& result) {
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        const double value = result.kpis[kpi];
        CAPTURE(kpi_info(kpi).name);
        CAPTURE(value);
        CHECK_FALSE(std::isinf(value));
        if (is_share(kpi_info(kpi).unit) && !std::isnan(value)) CHECK((value >= 0.0 && value <= 1.0));
    }
    for (const Table& table : result.tables) {
        for (std::size_t i = 0; i < table.cells.size(); ++i) {
            const Column& column = table.columns[i % table.columns.size()];
            const double value = number_in(table.cells[i]);
            if (!std::isinf(value) && !(is_share(column.unit) && (value < 0.0 || value > 1.0))) continue;
            FAIL_CHECK(table.file << " " << column.name << " is " << value);
        }
    }
    for (const DayRow& day : result.days)
        for (std::size_t state = 0; state < kStates.size(); ++state)
            if (day.states[state] < 0) FAIL_CHECK(kStates[state].name << " is " << day.states[state]);
    for (const State belief : {State::QualityBelief, State::ReputationError, State::MeanQuality})
        CHECK(at_the_end(result, belief) <= 1'000'000);
}

/// Notes in `compared` what was found under one name in two tables.
void check_names(const Scenario& scenario, const RunResult& result, std::set<std::string>& compared) {
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        const std::string_view name = kpi_info(kpi).name;
        CAPTURE(name);
        if (named(kCounts, name) && why_none(name, scenario.models[result.model]).empty()) {
            CHECK(result.kpis[kpi] == static_cast<double>(total_of_name(result, name, scenario.warm_up)));
            compared.insert("kpis " + std::string(name));
        }
        if (const auto state = named(kStates, name); state && !std::isnan(result.kpis[kpi])) {
            const double scale = kStates[*state].unit == "millionth" ? 1e6 : 1.0;
            CHECK(result.kpis[kpi] * scale ==
                  doctest::Approx(static_cast<double>(at_the_end(result, static_cast<State>(*state)))).epsilon(1e-9));
        }
    }
    for (const Table& table : result.tables) {
        if (table.file == "orders") continue;  // a sample of those that have ended
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const std::string& name = table.columns[column].name;
            const auto sum = sum_of(table, column);
            if (!named(kCounts, name) || !sum) continue;
            if (table.file == "couriers" && scenario.models[result.model].fulfilment.kind != FulfilmentKind::Couriers)
                continue;
            INFO(table.file << " " << name);
            const bool has_all_days = table.file == "reviews" || table.file == "shares";
            CHECK(*sum == static_cast<double>(total_of_name(result, name, has_all_days ? 0 : scenario.warm_up)));
            compared.insert(table.file + " " + name);
        }
    }
}

void check_parts(const Scenario& scenario, const RunResult& result) {
    const auto counted = [&](Count which) { return static_cast<double>(total(result, which, scenario.warm_up)); };
    const auto ever = [&](Count which) { return total(result, which); };
    const std::int64_t customers = at_the_end(result, State::OneOrderCustomers) +
                                   at_the_end(result, State::RepeatCustomers) + at_the_end(result, State::Advocates);
    // People.
    CHECK(kpi(result, "customers") == static_cast<double>(customers));
    // Of bidders who gave up some had never ordered.
    const std::int64_t left_customers = at_the_end(result, State::LeftBuyers) - ever(Count::BiddersGaveUp);
    CHECK(ever(Count::FirstOrders) == customers + left_customers);
    CHECK(ever(Count::BuyersLeft) - ever(Count::BuyersWonBack) == left_customers);
    CHECK(ever(Count::Orders) - ever(Count::Settled) == at_the_end(result, State::OpenOrders));
    CHECK(ever(Count::Complaints) - ever(Count::TicketsSettled) - ever(Count::TicketsIgnored) ==
          at_the_end(result, State::OpenTickets));
    const Rows cohorts(result, "cohorts");
    std::int64_t joined = 0, retained = 0;
    for (std::size_t row = 0; row < cohorts.size(); ++row) {
        const std::int64_t month = cohorts.whole(row, "cohort_month"), age = cohorts.whole(row, "age_months");
        if (age == 0) joined += cohorts.whole(row, "buyers");
        if ((month + age + 1) * 30 >= scenario.days) retained += cohorts.whole(row, "retained");
        CHECK(cohorts.text(row, "complete") == ((month + age + 1) * 30 <= scenario.days ? "yes" : "no"));
    }
    CHECK(joined == ever(Count::FirstOrders));
    CHECK(retained == customers);
    // The journey.
    const Rows journey(result, "journey");
    constexpr std::size_t kStages = kCountOf<Stage>;
    REQUIRE(journey.size() == kStages * result.days.size());
    for (std::size_t row = 0; row < journey.size(); ++row) {
        const auto day = static_cast<std::int64_t>(row / kStages);
        const std::size_t state = static_cast<std::size_t>(State::Unaware) + row % kStages;
        const std::int64_t now = journey.whole(row, "buyers");
        if (now != evening(result, day, static_cast<State>(state))) FAIL_CHECK("journey on day " << day);
        if (day == 0) continue;
        const std::int64_t before = journey.whole(row - kStages, "buyers");
        if (before + journey.whole(row, "moves_in") - journey.whole(row, "moves_out") != now)
            FAIL_CHECK("moves of day " << day);
    }
    // Orders.
    const MatchingKind kind = scenario.models[result.model].matching.kind;
    if (kind != MatchingKind::Feed)  // there the first visit makes a customer
        CHECK(counted(Count::Orders) == counted(Count::FirstOrders) + counted(Count::RepeatOrders));
    CHECK(counted(Count::Delivered) == counted(Count::DeliveredOnTime) + counted(Count::Late));
    CHECK(counted(Count::ReadingOccasions) >= counted(Count::Reads));
    // A visit ends in an order, a bid, a booking asked for or something read, or in none of these.
    const Count aim = kind == MatchingKind::Auction   ? Count::Bids
                      : kind == MatchingKind::Booking ? Count::BookingsAsked
                      : kind == MatchingKind::Feed    ? Count::Reads
                                                      : Count::Orders;
    // Of subscriptions a use, a trial begun, or a sign-up without one.
    const double aimed = kind == MatchingKind::Subscription
                             ? counted(Count::SubscriberUses) + counted(Count::TrialsBegun) + counted(Count::SignUps) -
                                   counted(Count::TrialsConverted)
                             : counted(aim);
    CHECK(counted(Count::Visits) == counted(Count::LostToQueue) + counted(Count::Abandoned) +
                                        counted(Count::NothingChosen) + counted(Count::LostToQuestions) +
                                        counted(Count::PaymentFailed) + aimed);
    CHECK(sum_of(result, "sellers", "orders_served") == counted(Count::Orders) - counted(Count::StockOuts));
    CHECK(sum_of(result, "complaints", "count") + counted(Count::Refused) == counted(Count::Failures));
    double by_fate = 0.0;
    for (const std::string_view fate : NamesOf<Fate>::names)
        by_fate += sum_of(result, "payments", "fate_" + std::string(fate));
    CHECK(by_fate == counted(Count::Settled));
    if (counted(Count::BuyersLeft) > 0) CHECK(sum_of(result, "leavers", "share") == doctest::Approx(1.0));
    if (scenario.warm_up == 0 && counted(Count::Orders) > 0 && kind != MatchingKind::Feed)
        CHECK(kpi(result, "open_share") * counted(Count::Orders) ==
              doctest::Approx(static_cast<double>(at_the_end(result, State::OpenOrders))));
    // Answers.
    const Rows surveys(result, "surveys");
    for (std::size_t row = 0; row < surveys.size(); ++row) {
        CHECK(surveys.number(row, "sent") == counted(Count::SurveysSent));
        CHECK(surveys.number(row, "answers") == counted(Count::SurveyAnswers));
        const double score = surveys.number(row, "score"), known = kpi(result, surveys.text(row, "question"));
        CHECK((std::isnan(score) == std::isnan(known) && (std::isnan(score) || score == doctest::Approx(known))));
    }
    // Money.
    CHECK(sum_of(result, "couriers", "revenue") - sum_of(result, "couriers", "cashback") ==
          counted(Count::CourierRevenue));
    CHECK(static_cast<double>(loss_of(result, "buyer")) == counted(Count::BuyerLoss));
    if (scenario.models[result.model].supply.kind == SupplyKind::Sellers)
        CHECK(sum_of(result, "sellers", "income") == counted(Count::SellerIncome));
    std::vector<std::int64_t> balances(result.days.size());
    const Rows ledger(result, "ledger");
    for (std::size_t row = 0; row < ledger.size(); ++row)
        balances[static_cast<std::size_t>(ledger.whole(row, "day"))] += ledger.whole(row, "balance");
    CHECK(balances == std::vector<std::int64_t>(result.days.size(), 0));
    double earned = 0.0;
    for (const char* part : {"commission_revenue", "margin_revenue", "other_revenue", "shipping_margin"})
        earned += kpi(result, part);
    for (const char* part : {"remedy_cost", "programme_cost", "discount_cost", "operating_cost"})
        earned -= kpi(result, part);
    CHECK(kpi(result, "contribution") == doctest::Approx(earned));
    CHECK(kpi(result, "contribution_per_month") ==
          doctest::Approx(earned * 30.0 / static_cast<double>(counted_days(scenario))));
}

void check_what_is_empty(const Scenario& scenario, const RunResult& result) {
    const auto none = [&](Count which) { return total(result, which, scenario.warm_up) == 0; };
    const bool nobody_ever = total(result, Count::FirstOrders) == 0;
    const bool no_customers = kpi(result, "customers") == 0.0;
    const bool no_sellers = [&] {
        const Table& sellers = table_of(result, "sellers");
        const Rows rows(result, "sellers");
        std::size_t own = 0;
        for (std::size_t row = 0; row < rows.size(); ++row) own += rows.text(row, "seller_type") == "business" ? 1 : 0;
        return own == sellers.rows();
    }();
    const bool no_sales = [&] {
        const Rows rows(result, "sellers");
        double sold = 0.0;
        for (std::size_t row = 0; row < rows.size(); ++row)
            sold += rows.text(row, "seller_type") == "business" ? 0.0 : rows.number(row, "gmv_served");
        return sold == 0.0;
    }();
    const auto stock = at_the_end(result, State::OffersInStock) == 0;
    // Of most orders the run is too short to see the end.
    const bool unseen = !(kpi(result, "unseen_share") < 0.5);
    const bool no_year = counted_days(scenario) < 365;
    const bool too_short_for_repeats = counted_days(scenario) < 200;
    const auto ended_so = [&](std::initializer_list<const char*> fates) {
        double sum = 0.0;
        for (const char* fate : fates) sum += sum_of(result, "payments", "fate_" + std::string(fate));
        return sum;
    };
    // Some of these may have been placed in the warm-up, which the table does not know.
    const auto few = [&](std::initializer_list<const char*> fates) {
        return ended_so(fates) < (scenario.warm_up > 0 ? 5.0 : 1.0);
    };
    const bool nothing_recovered = [&] {
        const Rows rows(result, "complaints");
        std::int64_t recovered = 0;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::string& remedy = rows.text(row, "remedy");
            const bool is_one = remedy == "refund" || remedy == "replacement";
            recovered += is_one && rows.text(row, "complained") == "yes" ? rows.whole(row, "count") : 0;
        }
        // Some of these may have been placed in the warm-up, which the table does not know.
        return recovered == 0 || (scenario.warm_up > 0 && recovered < 5);
    }();
    // Some answers may be about orders placed in the warm-up, which no rate of orders knows.
    const bool no_answers = total(result, Count::SurveyAnswers, scenario.warm_up) < (scenario.warm_up > 0 ? 5 : 1);
    const bool no_tickets = total(result, Count::TicketsSettled, scenario.warm_up) < (scenario.warm_up > 0 ? 5 : 1);
    const bool no_places = none(Count::PlacesOffered), no_bookings = no_places || none(Count::Orders);
    const std::map<std::string_view, bool> may_be_empty{
        {"contribution_per_order", none(Count::Orders)},
        {"conversion", none(Count::Visits)},
        {"session_conversion", none(Count::Visits)},
        {"abandonment_rate", none(Count::Visits)},
        {"payment_failure_rate", none(Count::Orders) && none(Count::PaymentFailed)},
        {"question_loss_rate", none(Count::Orders) && none(Count::PaymentFailed) && none(Count::LostToQuestions)},
        {"undeliverable_rate", unseen},
        {"return_rate", unseen},
        {"average_order_value", none(Count::Orders)},
        {"on_delivery_share", none(Count::Orders)},
        {"stock_out_rate", none(Count::Orders)},
        {"delivery_success_rate", unseen},
        {"on_time_rate", unseen},
        {"delivery_days", unseen},
        {"refusal_rate", unseen || none(Count::EndedOnDelivery)},
        {"return_to_sender_rate", unseen},
        {"loss_rate", unseen},
        {"damage_rate", unseen},
        {"wrong_item_rate", unseen},
        {"fraud_rate", unseen},
        {"failure_rate", unseen},
        {"complaint_rate", unseen},
        {"voice_share", unseen || none(Count::Failures)},
        {"ignored_share", unseen || no_tickets},
        {"first_response_hours", unseen || no_tickets},
        {"resolution_hours", unseen || no_tickets},
        {"refund_rate", unseen},
        {"chargeback_rate", unseen},
        {"mean_satisfaction", unseen},
        {"review_rate", unseen},
        {"positive_review_share", unseen || none(Count::Reviews)},
        {"mean_stars", unseen || none(Count::Reviews)},
        {"nps", unseen || no_answers},
        {"csat", unseen || no_answers},
        {"ces", unseen || no_answers},
        {"open_share", none(Count::Orders)},
        {"unseen_share", none(Count::Orders)},
        // The first whole month that counts may begin on day 30 at the soonest.
        {"retention_rate", scenario.days < 60 || scenario.warm_up > scenario.days - 60 || nobody_ever},
        {"churned_share", nobody_ever},
        {"repeat_rate", nobody_ever},
        {"orders_per_customer", nobody_ever},
        {"lifetime_value", nobody_ever},
        {"acquisition_cost", none(Count::FirstOrders)},
        {"loyal_share", no_customers},
        {"would_recommend_share", no_customers},
        {"would_resist_share", no_customers},
        {"mean_trust", no_customers},
        // Nobody has an order that ended; a period paid for takes long.
        {"nps_of_customers", no_customers || scenario.days < 5 || total(result, Count::Settled) == 0},
        {"buyer_loss_share", unseen},
        {"buyer_surplus_per_visit", none(Count::Visits)},
        {"seller_income_gini", no_sellers || none(Count::Settled) || none(Count::SellerIncome)},
        {"seller_loss_share", no_sellers},
        {"seller_concentration", none(Count::Orders)},
        {"offered_quality", stock},
        {"price_index", stock},
        {"reputation_error", at_the_end(result, State::Sellers) == 0},
        {"orders_of_top_buyers", no_year},
        {"spend_of_top_buyers", no_year},
        {"orders_per_active_buyer", no_year},
        {"sales_of_top_sellers", no_sales},
        {"seller_sales_gini", no_sales},
        {"sellers_of_half_of_sales", no_sales},
        // A whole month, and half a year after it.
        {"one_order_share", scenario.days < 210 || nobody_ever},
        {"another_order_after_1", too_short_for_repeats},
        {"another_order_after_2", too_short_for_repeats},
        {"another_order_after_3", too_short_for_repeats},
        {"another_order_after_4", too_short_for_repeats},
        {"another_order_after_5", too_short_for_repeats},
        {"another_order_after_6", too_short_for_repeats},
        {"one_star_share", unseen || none(Count::Reviews)},
        {"two_star_share", unseen || none(Count::Reviews)},
        {"three_star_share", unseen || none(Count::Reviews)},
        {"four_star_share", unseen || none(Count::Reviews)},
        {"five_star_share", unseen || none(Count::Reviews)},
        {"detractor_share", unseen || no_answers},
        {"survey_answer_share", none(Count::SurveysSent)},
        {"on_delivery_return_rate", unseen || none(Count::EndedOnDelivery)},
        {"prepaid_return_rate", unseen || total(result, Count::Orders) < 100},  // of a shop that hardly anybody knows
        {"delivered_failure_rate", unseen},
        {"money_loss_complaint_share", unseen || few({"lost", "never_sent", "damaged"})},
        {"quality_complaint_share", unseen || few({"late", "misdescribed"})},
        {"recovered_satisfaction", unseen || nothing_recovered},
        {"satisfaction_without_failure", unseen || ended_so({"fine"}) == 0.0},
        {"auction_success_rate", none(Count::AuctionsEnded)},
        {"bids_per_auction", none(Count::AuctionsEnded)},
        {"sniped_share", none(Count::AuctionsEnded)},
        {"hammer_index", none(Count::AuctionsWon)},
        {"won_by_best_share", none(Count::AuctionsWon)},
        {"unpaid_share", none(Count::AuctionsWon)},
        {"winner_gain", none(Count::AuctionsWon)},
        {"late_bid_share", none(Count::Bids)},
        {"load", no_places},
        {"empty_share", no_places},
        {"booking_refusal_rate", none(Count::BookingsAsked)},
        {"denied_rate", none(Count::BookingsDue)},
        {"no_show_rate", none(Count::BookingsDue)},
        {"cancellation_rate", none(Count::BookingsDue) && none(Count::BookingsCancelled)},
        {"not_served_rate", none(Count::BookingsDue)},
        {"advance_share", no_bookings},
        {"visit_share", none(Count::ReadingOccasions)},
        {"stickiness", none(Count::Reads)},
        {"revenue_per_active", none(Count::Reads)},
        {"ads_per_visit", none(Count::Reads)},
        {"ad_free_share", none(Count::Reads)},
        {"bad_post_share", none(Count::Posts)},
        {"trial_conversion", none(Count::TrialsEnded)},
        {"monthly_churn", none(Count::Bills)},
        {"monthly_churn_involuntary", none(Count::Bills)},
        {"involuntary_churn_share", none(Count::SubscribersLapsed) && none(Count::SubscribersCancelled)},
        {"recovery_rate", none(Count::SubscribersLapsed) && none(Count::BillsRecovered)},
        // Nobody has renewed, or nobody has left.
        {"subscriber_value",
         total(result, Count::Bills) == total(result, Count::SignUps) ||
             (total(result, Count::SubscribersLapsed) == 0 && total(result, Count::SubscribersCancelled) == 0)},
        {"piracy_rate", none(Count::Copies) && none(Count::Orders)},
        {"displacement_rate", none(Count::Copies)},
        // An own store has no independent sellers.
        {"sellers_elsewhere", at_the_end(result, State::Sellers) <= 1},
        {"campaign_day_orders", days_of_date("11-11", scenario.start_date, scenario.days, 1).empty()}};
    for (std::size_t i = 0; i < kKpiCount; ++i) {
        if (!std::isnan(result.kpis[i])) continue;
        if (kpi_info(i).name.starts_with("firm_") && !scenario.firm.is_there()) continue;
        if (!why_none(kpi_info(i).name, scenario.models[result.model]).empty()) continue;
        CAPTURE(kpi_info(i).name);
        const auto reason = may_be_empty.find(kpi_info(i).name);
        CHECK((reason != may_be_empty.end() && reason->second));
    }
}

}  // namespace

TEST_CASE(
    "in every scenario a name tells one number, parts add up to wholes, shares are shares, and nothing is empty that "
    "has something to divide by") {
    std::set<std::string> compared;
    for (const Case& one : cases()) {
        INFO(one.name);
        for (std::size_t model = 0; model < one.scenario.models.size(); ++model) {
            INFO(one.scenario.models[model].name);
            const RunResult result = run_market(one.scenario, model, 0, {.orders_sample = 1.0, .reviews = true});
            check_shares(result);
            check_names(one.scenario, result, compared);
            check_parts(one.scenario, result);
            check_what_is_empty(one.scenario, result);
        }
    }
    CHECK(compared.size() > 40);
    for (const char* known : {"couriers damaged", "segments refunds", "regions failures", "segments buyers_left",
                              "kpis gmv", "payments complaints", "seller_types delivered", "leavers buyers_left",
                              "reviews reviews", "reviews fake_reviews"})
        CHECK(compared.contains(known));
}

TEST_CASE("where platforms compete a name tells one number, too") {
    std::set<std::string> compared;
    for (const std::vector<std::string>& sets : {std::vector<std::string>{"days=95"}, {"days=50", "warm_up=23"}}) {
        std::vector<std::string> all{"market.buyers=1500", "replications=1"};
        all.insert(all.end(), sets.begin(), sets.end());
        Scenario scenario = load_scenario(*scenario_folder() / "c2c-or-b2c.json", all).scenario;
        for (ModelSpec& model : scenario.models) model.competes = true;
        const std::vector<std::size_t> models{0, 1};
        for (const RunResult& result : run_competition(scenario, models, 0, {.orders_sample = 1.0, .reviews = true})) {
            INFO(scenario.models[result.model].name);
            check_shares(result);
            check_names(scenario, result, compared);
            check_parts(scenario, result);
            check_what_is_empty(scenario, result);
        }
    }
    CHECK(compared.contains("shares orders"));
    CHECK(compared.contains("shares gmv"));
}
