#include "sim/counts/subscription_tables.h"

#include <array>

#include "sim/counts/table_rows.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// A column that adds up a count over the days of a month.
struct Flow {
    const char* name;
    Count count;
    const char* says;
};
constexpr std::array kFlows{
    Flow{"month_sign_ups", Count::SignUps, "buyers who began to pay, after a trial or at once"},
    Flow{"month_trials_begun", Count::TrialsBegun, "trials begun"},
    Flow{"month_trials_converted", Count::TrialsConverted, "trials after which a subscription was to be paid"},
    Flow{"month_trials_ended", Count::TrialsEnded, "trials over"},
    Flow{"month_bills", Count::Bills, "bills paid"},
    Flow{"month_bills_failed", Count::BillsFailed, "bills that could not be collected at the first try"},
    Flow{"month_bills_recovered", Count::BillsRecovered, "bills that a further try collected"},
    Flow{"month_cancelled", Count::SubscribersCancelled, "paying subscribers who left of their own will"},
    Flow{"month_lapsed", Count::SubscribersLapsed, "paying subscribers lost because a bill could not be collected"},
    Flow{"month_pauses_begun", Count::PausesBegun, "subscribers who paused"},
    Flow{"month_pauses_ended", Count::PausesEnded, "subscribers who went on after a pause"},
    Flow{"month_plan_changes", Count::PlanChanges, "subscribers who went over to another plan"},
    Flow{"month_won_back", Count::SubscribersWonBack, "former subscribers who signed up again"}};
/// Between the recurring revenue at the start of a month and that at its end.
constexpr std::array kBridge{
    Flow{"bridge_new", Count::RecurringNew, "that came with sign-ups"},
    Flow{"bridge_expansion", Count::RecurringExpansion, "that came with dearer plans and prices"},
    Flow{"bridge_resumed", Count::RecurringResumed, "that came back after pauses"},
    Flow{"bridge_contraction", Count::RecurringContraction, "that went with cheaper plans and prices"},
    Flow{"bridge_cancelled", Count::RecurringCancelled, "that went with subscribers who left of their own will"},
    Flow{"bridge_lapsed", Count::RecurringLapsed, "that went with subscribers whose bills could not be collected"},
    Flow{"bridge_paused", Count::RecurringPaused, "that went with pauses"}};
struct Stand {
    const char* name;
    State state;
    const char* says;
};
constexpr std::array kStands{
    Stand{"end_paying", State::PayingSubscribers, "paying subscribers at the end of the month"},
    Stand{"end_on_trial", State::OnTrial, "buyers on trial then"},
    Stand{"end_past_due", State::PastDueSubscribers, "of the paying, those whose last bill is not collected yet"},
    Stand{"end_paused", State::PausedSubscribers, "subscribers who pause then"}};

std::string_view unit_of(Count count) { return kCounts[static_cast<std::size_t>(count)].unit; }

}  // namespace

Table subscriptions_table(const Platform* p) {
    Table table{"subscriptions", "a month of subscriptions", {}, {}};
    const auto column = [&table](const char* name, std::string_view unit, const char* says) {
        table.columns.push_back({name, std::string(unit), says});
    };
    column("month", "30 days", "0 being the first");
    column("complete", "", "no: the run ended before the month did");
    for (const Flow& flow : kFlows) column(flow.name, unit_of(flow.count), flow.says);
    for (const Stand& stand : kStands) column(stand.name, "buyer", stand.says);
    column("bridge_start", "money", "recurring revenue of 30 days at the start of the month");
    for (const Flow& flow : kBridge) column(flow.name, "money", flow.says);
    column("bridge_end", "money", "at the end: start, new, expansion and resumed, less the others");
    if (p == nullptr) return table;
    const std::size_t days = p->days.size();
    std::int64_t start = 0;
    for (std::size_t first = 0; first < days; first += 30) {
        const std::size_t end = std::min(days, first + 30);
        const auto sum = [&](Count count) {
            std::int64_t total = 0;
            for (std::size_t day = first; day < end; ++day)
                add_up(total, p->days[day].counts[static_cast<std::size_t>(count)]);
            return total;
        };
        const auto last = [&](State state) { return p->days[end - 1].states[static_cast<std::size_t>(state)]; };
        add_row(table, static_cast<std::int64_t>(first / 30), text(end == first + 30 ? "yes" : "no"));
        for (const Flow& flow : kFlows) add_row(table, sum(flow.count));
        for (const Stand& stand : kStands) add_row(table, last(stand.state));
        add_row(table, start);
        for (const Flow& flow : kBridge) add_row(table, sum(flow.count));
        add_row(table, start = last(State::RecurringRevenue));
    }
    return table;
}

Table subscriber_cohorts_table(const Platform* p) {
    Table table{
        "subscriber_cohorts",
        "a month of first payments at a renewal",
        {{"cohort_month", "30 days", "month of the first payment, 0 being the first"},
         {"renewal", "bill", "how often its bill came again; 0 is the first payment"},
         {"renewed", "buyer", "subscribers who paid this bill"},
         {"cancelled_at", "buyer", "who left of their own will between the bill before and this one"},
         {"lapsed_at", "buyer", "whose bill could not be collected"},
         {"survival", "share",
          "of those who paid the first bill, by the shares that renewed at each renewal so far (Kaplan and Meier)"}},
        {}};
    if (p == nullptr) return table;
    const SubscriberCohorts cohorts = p->subscriber_cohorts();
    for (std::size_t month = 0; month < cohorts.months(); ++month) {
        double survival = 1.0;
        for (std::size_t age = 0; age < SubscriberCohorts::kAges; ++age) {
            const SubscriberCohorts::Cell& cell = cohorts.at(month, age);
            const std::int64_t paid = cell[SubscriberCohorts::Paid], cancelled = cell[SubscriberCohorts::Cancelled],
                               lapsed = cell[SubscriberCohorts::Lapsed];
            if (paid + cancelled + lapsed == 0) break;
            if (age > 0) survival *= static_cast<double>(paid) / static_cast<double>(paid + cancelled + lapsed);
            add_row(table, static_cast<std::int64_t>(month), static_cast<std::int64_t>(age), paid, cancelled, lapsed,
                    survival);
        }
    }
    return table;
}

}  // namespace pasar
