#include "sim/counts/market_tables.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/dates.h"
#include "sim/counts/auction_tables.h"
#include "sim/counts/booking_tables.h"
#include "sim/counts/competition.h"
#include "sim/counts/distributor_table.h"
#include "sim/counts/subscription_tables.h"
#include "sim/counts/table_rows.h"
#include "sim/people/appointment.h"
#include "sim/people/leaving.h"
#include "sim/platform/firm.h"

namespace pasar {
namespace {

double mean_of(std::int64_t millionth_sum, std::int64_t count) {
    return count > 0 ? static_cast<double>(millionth_sum) / 1e6 / static_cast<double>(count) : kNoValue;
}
double share(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : kNoValue;
}

// ----------------------------------------------------------------- segments, regions, payments and kinds of sellers
/// Of payment methods and kinds of sellers nothing is known at a visit: only orders have them.
std::vector<Column> group_columns(std::string_view key, std::string_view says, bool has_visits) {
    std::vector<Column> columns{{std::string(key), "", std::string(says)}};
    if (has_visits) columns.push_back({"visits", "visit", "visits"});
    const std::vector<Column> of_orders{{"orders", "order", "orders placed"},
                                        {"gmv", "money", "price of goods ordered"},
                                        {"delivered", "order", "orders handed over"},
                                        {"settled", "order", "orders whose story ended"},
                                        {"failures", "order", "settled orders with a failure, refusals included"},
                                        {"complaints", "ticket", "failures about which the buyer complained"},
                                        {"refunds", "order", "orders paid back, wholly or in part"},
                                        {"settled_satisfaction", "0 to 1", "mean satisfaction of settled orders"}};
    columns.insert(columns.end(), of_orders.begin(), of_orders.end());
    return columns;
}
void add_group(Table& table, std::string_view name, const GroupCounts& g, bool has_visits) {
    add_row(table, text(name));
    if (has_visits) add_row(table, g.visits);
    add_row(table, g.orders, g.gmv, g.delivered, g.settled, g.failures, g.complaints, g.refunds,
            mean_of(g.satisfaction, g.settled));
}

Table segments(const Platform* p) {
    Table table{"segments", "a customer segment", group_columns("segment", "kind of customer", true), {}};
    for (const Column& c :
         {Column{"buyers", "buyer", "buyers of this kind"},
          Column{"first_orders", "buyer", "buyers who ordered for the first time"},
          Column{"buyers_left", "buyer", "customers who left; one who left twice counts twice"},
          Column{"buyers_won_back", "buyer", "of these, those who came back"},
          Column{"churned_share", "share of customers", "of all who ever ordered, those who have left at the end"},
          Column{"buyer_loss", "money", "losses that stayed with buyers"},
          Column{"buyer_surplus_per_visit", "utility", "mean logit inclusive value of visits that saw offers"}})
        table.columns.push_back(c);
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    for (std::size_t g = 0; g < p->world.spec().segments.size(); ++g) {
        const GroupCounts &counts = counted.segments[g], &ever = p->total.segments[g];
        add_group(table, p->world.spec().segments[g].name, counts, true);
        add_row(table, p->world.plan.segments[g].buyers, counts.first_orders, counts.left, counts.won_back,
                share(ever.left - ever.won_back, ever.first_orders), counts.buyer_loss,
                // A subscriber's visits are worth what its bills were paid for.
                mean_of(counts.surplus, p->plan.has_plans ? counts.visits : counts.shown));
    }
    return table;
}
Table regions(const Platform* p) {
    Table table{"regions", "a region", group_columns("region", "where the buyer lives", true), {}};
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    for (std::size_t r = 0; r < p->world.spec().regions.size(); ++r)
        add_group(table, p->world.spec().regions[r].name, counted.regions[r], true);
    return table;
}
Table payments(const Platform* p) {
    Table table{"payments", "a payment method", group_columns("payment", "payment method of the order", false), {}};
    table.columns.push_back({"buyer_loss", "money", "losses that stayed with buyers"});
    for (const std::string_view fate : NamesOf<Fate>::names)
        table.columns.push_back({"fate_" + std::string(fate), "order", "settled orders with this fate"});
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    for (std::size_t payment = 0; payment < p->world.spec().payments.size(); ++payment) {
        const GroupCounts& counts = counted.payments[payment];
        add_group(table, p->world.spec().payments[payment].name, counts, false);
        add_row(table, counts.buyer_loss);
        for (const std::int64_t count : counted.fates[payment]) add_row(table, count);
    }
    return table;
}
Table seller_types(const Platform* p) {
    Table table{"seller_types", "a kind of seller", group_columns("seller_type", "kind of seller", false), {}};
    if (p == nullptr) return table;
    std::array<bool, kCountOf<SellerKind>> there{};
    for (const Seller& seller : p->sellers) there[static_cast<std::size_t>(seller.kind)] = true;
    const Tally counted = p->counted();
    for (std::size_t k = 0; k < there.size(); ++k)
        if (there[k]) add_group(table, NamesOf<SellerKind>::names[k], counted.seller_kinds[k], false);
    return table;
}

// ----------------------------------------------------------------- sellers and couriers
Table sellers(const Platform* p) {
    Table table{"sellers",
                "a seller",
                {{"seller", "", "number of the seller; the own store is 0"},
                 {"name", "", "name of the scenario's firm, or of a known seller of its list; empty for others"},
                 {"seller_type", "", "kind of seller"},
                 {"region", "", "where it ships from"},
                 {"state", "", "active, cashing_in, banned or gone at the end"},
                 {"joined_day", "day", "day it joined"},
                 {"orders_served", "order", "orders placed with it, sold-out ones apart"},
                 {"gmv_served", "money", "price of goods ordered from it, sold-out orders apart"},
                 {"income", "money",
                  "sales less all costs, each of which stands in a column of its own; all empty for the own store"},
                 {"sales", "money", "price of goods in orders whose money was released"},
                 {"commission", "money", "less what came back with refunds"},
                 {"listing_fees", "money", "for listing and joining"},
                 {"shipping_borne", "money", "of orders sold, as far as buyers did not pay it"},
                 {"goods_cost", "money", "of goods sold, replaced or lost, less what couriers paid for these"},
                 {"returns", "money", "refunds, and shipping of failed orders"},
                 {"advertising", "money", "bought from the platform"},
                 {"fixed_costs", "money", "costs of the scenario's firm each month; nothing for others"},
                 {"price", "money", "mean price of its offers at the end"},
                 {"true_quality", "0 to 1", "mean true quality of its offers"},
                 {"shown_score", "0 to 1", "mean score on display at the end"},
                 {"inferred_quality", "0 to 1", "mean quality that buyers infer"},
                 {"ratings", "rating", "ratings it has, those of day 0 and fakes included"}},
                {}};
    if (p == nullptr) return table;
    struct Sum {
        double price = 0, quality = 0, shown = 0, inferred = 0, ratings = 0, n = 0;
    };
    std::vector<Sum> sums(p->sellers.size());
    for (std::size_t i = 0; i < p->offers.size(); ++i) {
        const Offer& offer = p->offers[i];
        Sum& s = sums[offer.seller];
        s.price += static_cast<double>(offer.price.units);
        s.quality += offer.quality - offer.short_by;
        s.shown += offer.shown;
        s.inferred += offer.inferred;
        // Own products are rated each by itself, a plan in all categories as one.
        if (!offer.own)
            s.ratings = p->ratings[offer.rated].count;
        else if (i == offer.first)
            s.ratings += p->ratings[offer.rated].count;
        s.n += 1.0;
    }
    constexpr std::array<std::string_view, 4> kStates{"active", "cashing_in", "banned", "gone"};
    for (std::size_t i = 0; i < p->sellers.size(); ++i) {
        const Seller& s = p->sellers[i];
        const BeforeCounting::SellerSoFar counted = p->counted_of_seller(i);
        const Sum& sum = sums[i];
        const bool store = p->is_own_store(i);
        const std::size_t known = i - p->first_known_seller;  // very large before the first
        const bool is_known = p->model().supply.kind != SupplyKind::Own && p->world.spec().buyers > 0 &&
                              known < p->world.spec().known_sellers.size();
        std::string name = is_known ? p->world.spec().known_sellers[known].name : "";
        if (is_firm(*p, i)) name = p->world.scenario().firm.name;
        add_row(table, static_cast<std::int64_t>(i), text(name), text(name_of(s.kind)),
                text(p->world.spec().regions[s.region].name), text(kStates[static_cast<std::size_t>(s.state)]),
                static_cast<std::int64_t>(s.joined), counted.orders, counted.gmv.units,
                store ? Cell(kNoValue) : Cell(counted.income.units));
        const SellerLedger& lines = counted.ledger;
        for (const std::int64_t line : {lines.sales, lines.commission, lines.fees, lines.shipping, lines.goods,
                                        lines.returns, lines.advertising, lines.fixed})
            add_row(table, store ? Cell(kNoValue) : Cell(line));
        add_row(table, sum.price / sum.n, sum.quality / sum.n, sum.shown / sum.n, sum.inferred / sum.n, sum.ratings);
    }
    return table;
}
Table couriers(const Platform* p) {
    Table table{"couriers",
                "a courier",
                {{"courier", "", "courier"},
                 {"dispatched", "parcel", "parcels handed to it"},
                 {"delivered", "parcel", "handed over to buyers"},
                 {"delivered_on_time", "parcel", "handed over by the promised day"},
                 {"lost", "parcel", "lost"},
                 {"damaged", "parcel", "damaged, those refused for it included"},
                 {"undeliverable", "parcel", "returned after failed attempts"},
                 {"refused", "parcel", "refused at the door"},
                 {"rescued", "parcel", "trouble mended thanks to monitoring"},
                 {"success_rate", "share of parcels", "delivered, over all whose journey ended"},
                 {"mean_days", "day", "from order to hand-over"},
                 {"mean_wait_days", "day", "waited for its capacity"},
                 {"revenue", "money", "shipping and cash fees"},
                 {"cashback", "money", "given back"},
                 {"liability", "money", "paid for lost and damaged goods"}},
                {}};
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    if (p->model().fulfilment.kind == FulfilmentKind::Digital) return table;  // nothing is shipped
    for (std::size_t c = 0; c < p->world.spec().couriers.size(); ++c) {
        const CourierCounts& k = counted.couriers[c];
        add_row(table, text(p->world.spec().couriers[c].name), k.parcels, k.delivered, k.on_time, k.lost, k.damaged,
                k.undeliverable, k.refused, k.rescued,
                share(k.delivered, k.delivered + k.lost + k.undeliverable + k.refused), share(k.days, k.delivered),
                share(k.wait_days, k.parcels), k.revenue, k.cashback, k.liability);
    }
    return table;
}

// ----------------------------------------------------------------- voice of the customer
Table surveys(const Platform* p) {
    Table table{
        "surveys",
        "a survey question",
        {{"question", "", "nps, csat or ces"},
         {"sent", "survey", "buyers asked"},
         {"answers", "answer", "answers received"},
         {"score", "",
          "of orders weighed as in the key figures: NPS from -100 to 100, mean CSAT from 1 to 5, mean CES from 1 to 7"},
         {"confidence_low", "", "95 % interval of the score, by the spread of the answers"},
         {"confidence_high", "", "its upper end"}},
        {}};
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    const WeighedOrders orders = p->weighed_orders();
    const double n = orders.equal_weights(OfOrder::SurveyAnswers);
    const auto mean_answer = [&](OfOrder sum) { return orders.ratio(sum, OfOrder::SurveyAnswers); };
    const auto add = [&](std::string_view question, double mean, double mean_square, double scale) {
        const double variance = n > 1.0 ? (mean_square - mean * mean) * n / (n - 1.0) : kNoValue;
        const double half = 1.959963984540054 * std::sqrt(std::max(0.0, variance) / n);  // normal: answers are many
        const bool known = n > 1.0;
        add_row(table, text(question), counted.counts[static_cast<std::size_t>(Count::SurveysSent)],
                counted.counts[static_cast<std::size_t>(Count::SurveyAnswers)], scale * mean,
                known ? scale * (mean - half) : kNoValue, known ? scale * (mean + half) : kNoValue);
    };
    // A promoter counts 1, a detractor -1, anyone else 0.
    const double promoters = mean_answer(OfOrder::Promoters), detractors = mean_answer(OfOrder::Detractors);
    add("nps", promoters - detractors, promoters + detractors, 100.0);
    add("csat", mean_answer(OfOrder::CsatSum), mean_answer(OfOrder::CsatSquares), 1.0);
    add("ces", mean_answer(OfOrder::CesSum), mean_answer(OfOrder::CesSquares), 1.0);
    return table;
}

// ----------------------------------------------------------------- customers over time
Table cohorts(const Platform* p) {
    Table table{"cohorts",
                "a month of first orders at an age",
                {{"cohort_month", "30 days", "month of the first order, 0 being the first"},
                 {"age_months", "30 days", "months since then; 0 is the month of the first order"},
                 {"buyers", "buyer", "buyers in the cohort"},
                 {"retained", "buyer", "of these, not left by the end of that month, or so far"},
                 {"retained_share", "share", "retained over buyers"},
                 {"complete", "", "no: the run ended before that month did, so that more may join or leave"}},
                {}};
    if (p == nullptr) return table;
    const CohortTally counts = p->cohorts();
    const auto months = static_cast<std::size_t>((p->world.day() + 29) / 30);  // begun so far
    for (std::size_t cohort = 0; cohort < months; ++cohort) {
        const std::int64_t buyers = counts.joined[cohort];
        std::int64_t retained = buyers;
        for (std::size_t month = cohort; month < months; ++month) {
            retained -= counts.left[cohort * counts.months + month];
            add_row(table, static_cast<std::int64_t>(cohort), static_cast<std::int64_t>(month - cohort), buyers,
                    retained, share(retained, buyers),
                    text(static_cast<std::int64_t>(month + 1) * 30 <= p->world.day() ? "yes" : "no"));
        }
    }
    return table;
}
Table journey(const Platform* p) {
    Table table{"journey",
                "a stage of the customer journey on a day",
                {{"day", "day", "day of the run"},
                 {"stage", "", "stage"},
                 {"buyers", "buyer", "in it in the evening"},
                 {"moves_in", "buyer", "came into it"},
                 {"moves_out", "buyer", "went out of it"}},
                {}};
    if (p == nullptr) return table;
    constexpr std::array<State, kCountOf<Stage>> kStates{
        State::Unaware,         State::Aware,     State::Considering, State::OneOrderCustomers,
        State::RepeatCustomers, State::Advocates, State::LeftBuyers};
    for (std::size_t day = 0; day < p->days.size(); ++day)
        for (std::size_t s = 0; s < kStates.size(); ++s)
            add_row(table, static_cast<std::int64_t>(day), text(NamesOf<Stage>::names[s]),
                    p->days[day].states[static_cast<std::size_t>(kStates[s])], p->stage_moves[day][s][0],
                    p->stage_moves[day][s][1]);
    return table;
}

// ----------------------------------------------------------------- failures and money
Table complaints(const Platform* p) {
    Table table{"complaints",
                "a combination of true cause, felt cause, complaint and remedy that occurred",
                {{"true_cause", "", "who caused the failure"},
                 {"felt_cause", "", "who the buyer felt had caused it"},
                 {"complained", "", "yes or no"},
                 {"remedy", "", "what the buyer got"},
                 {"count", "order", "failed orders whose story has ended, refusals at the door apart"},
                 {"satisfaction_before", "0 to 1", "mean before any answer"},
                 {"satisfaction_after", "0 to 1", "mean at the end"}},
                {}};
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    for (std::size_t cause = 0; cause < kCountOf<Cause>; ++cause)
        for (std::size_t felt = 0; felt < kCountOf<FeltCause>; ++felt)
            for (std::size_t voiced = 0; voiced < 2; ++voiced)
                for (std::size_t remedy = 0; remedy < kCountOf<Remedy>; ++remedy) {
                    const ComplaintCell& cell = counted.complaints[cause][felt][voiced][remedy];
                    if (cell.count > 0)
                        add_row(table, text(NamesOf<Cause>::names[cause]), text(NamesOf<FeltCause>::names[felt]),
                                text(voiced == 1 ? "yes" : "no"), text(NamesOf<Remedy>::names[remedy]), cell.count,
                                mean_of(cell.before, cell.count), mean_of(cell.after, cell.count));
                }
    return table;
}
Table leavers(const Platform* p) {
    Table table{"leavers",
                "a combination of reason, true cause and felt cause for which customers left",
                {{"reason", "",
                  "what was wrong with their last order; lost_interest: nothing was, worse_than_expected: it came as "
                  "ordered and still disappointed"},
                 {"true_cause", "", "who caused it"},
                 {"felt_cause", "", "who was felt to have caused it; empty where nothing failed that one could blame"},
                 {"at_once", "", "yes: left instead of complaining; no: after all was settled"},
                 {"buyers_left", "buyer", "customers who left; one who was won back and left again counts again"},
                 {"share", "share of leavers", "of all customers who left"}},
                {}};
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    for (const CauseOfLeaving& cause : causes_of_leaving(counted.leavers))
        add_row(table, text(name_of(cause.reason)), text(name_of(cause.cause)),
                text(cause.is_felt() ? name_of(cause.felt) : ""), text(cause.at_once ? "yes" : "no"), cause.buyers,
                share(cause.buyers, counted.counts[static_cast<std::size_t>(Count::BuyersLeft)]));
    return table;
}
Table losses(const Platform* p) {
    Table table{"losses",
                "an incident, payment method and party that bore a loss",
                {{"incident", "", "what went wrong"},
                 {"payment", "", "payment method"},
                 {"party", "", "who bears it"},
                 {"loss", "money", "money lost"}},
                {}};
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    for (std::size_t fate = 0; fate < kCountOf<Fate>; ++fate)
        for (std::size_t payment = 0; payment < p->world.spec().payments.size(); ++payment)
            for (std::size_t party = 0; party < kCountOf<Party>; ++party)
                if (const std::int64_t loss = counted.losses[payment][fate][party]; loss != 0)
                    add_row(table, text(NamesOf<Fate>::names[fate]), text(p->world.spec().payments[payment].name),
                            text(NamesOf<Party>::names[party]), loss);
    return table;
}
Table reasons(const Platform* p) {
    Table table{"reasons",
                "a way back, payment method and reason for which parcels came back",
                {{"way_back", "", "undeliverable after failed attempts, refused at the door, or returned by the buyer"},
                 {"payment", "", "payment method"},
                 {"reason", "",
                  "not_at_home, address or not_collected; changed_mind, cannot_pay, fault, late or wrong_size; used: a "
                  "digital good, paid back after full use"},
                 {"parcels", "parcel", "parcels that came back"},
                 {"share", "share of orders", "of the settled orders of this payment method"},
                 {"goods", "money", "price of the goods"},
                 {"shipping", "money", "what both ways cost, less cashback"}},
                {}};
    if (p == nullptr) return table;
    const Tally counted = p->counted();
    for (std::size_t way = 0; way < kCountOf<WayBack>; ++way)
        for (std::size_t payment = 0; payment < p->world.spec().payments.size(); ++payment)
            for (std::size_t reason = 0; reason < kCountOf<Reason>; ++reason)
                if (const ReasonCounts& c = counted.reasons[payment][way][reason]; c.orders > 0)
                    add_row(table, text(NamesOf<WayBack>::names[way]), text(p->world.spec().payments[payment].name),
                            text(NamesOf<Reason>::names[reason]), c.orders,
                            share(c.orders, counted.payments[payment].settled), c.goods, c.shipping);
    return table;
}
Table ledger(const Platform* p) {
    Table table{"ledger",
                "an account on a day",
                {{"day", "day", "day of the run"},
                 {"account", "", "account"},
                 {"debit", "money", "came in that day"},
                 {"credit", "money", "went out that day"},
                 {"balance", "money", "in the evening, since the beginning; all accounts sum to zero"}},
                {}};
    if (p == nullptr) return table;
    for (std::size_t day = 0; day < p->books_by_day.size(); ++day)
        for (std::size_t a = 0; a < kAccountCount; ++a) {
            const auto account = static_cast<Account>(a);
            const Books& books = p->books_by_day[day];
            const Money debit = books.debit(account) - (day > 0 ? p->books_by_day[day - 1].debit(account) : Money{});
            const Money credit = books.credit(account) - (day > 0 ? p->books_by_day[day - 1].credit(account) : Money{});
            add_row(table, static_cast<std::int64_t>(day), text(kAccounts[a].name), debit.units, credit.units,
                    books.balance(account).units);
        }
    return table;
}

/// A day that there may not be: empty then.
Cell day_if(bool is_there, std::int64_t day) { return is_there ? Cell(day) : Cell(kNoValue); }

/// What brought the visit of an order (see key_of in shop.cpp).
std::string_view brought_by(const Order& order) {
    constexpr std::uint32_t kNoWish = 0x80000000U;
    if ((order.wish & kNoWish) == 0) return "wish";
    switch (static_cast<Occasion>(order.wish >> 24U & 0x7FU)) {
        case Occasion::CouponVisit:
            return "coupon";
        case Occasion::Reminder:
            return "reminder";
        case Occasion::WinBack:
            return "win_back";
        case Occasion::TryAgain:
            return "another_try";
        case Occasion::Renewal:
            return "renewal";
        case Occasion::Wish:
        case Occasion::Lapse:
            break;
    }
    return "wish";
}

/// Orders as a firm's own data has them: who and where, which goods by which way, the days, the money, what became of
/// it, and what the buyer then said.
Table orders(const Platform* p) {
    Table table{
        "orders",
        "an order of the sample whose story ended",
        {{"buyer", "", "number of the buyer"},
         {"segment", "", "kind of customer"},
         {"region", "", "where the buyer lives"},
         {"seller", "", "number of the seller"},
         {"offer", "", "number of the offer"},
         {"category", "", "category of the goods"},
         {"channel", "", "own_store for the platform's own goods, marketplace for those of independent sellers"},
         {"brought_by", "",
          "what brought the visit: wish, coupon, reminder, win_back, another_try, or renewal of a subscription"},
         {"date", "", "date of the order"},
         {"placed_day", "day", "day of the order"},
         {"promised_day", "day", "day until which the parcel was promised"},
         {"door_day", "day", "day on which the parcel met its buyer, refused ones included; empty: never"},
         {"complained_day", "day", "day of the complaint; empty without"},
         {"answered_day", "day", "day of the answer to the complaint; empty without"},
         {"ended_day", "day", "day the story ended"},
         {"units", "unit", "units"},
         {"goods", "money", "price of the goods, less what sellers bear of a promotion"},
         {"discount", "money", "promotion, coupon and points, as far as the platform gives them"},
         {"shipping_paid", "money", "shipping that the buyer was charged"},
         {"fee", "money", "service fee that the buyer was charged"},
         {"paid", "money", "what the buyer was to pay"},
         {"shipping", "money", "price of the courier"},
         {"payment", "", "payment method"},
         {"courier", "", "courier; empty where none took it"},
         {"fate", "", "what became of it"},
         {"true_cause", "", "who caused a failure"},
         {"felt_cause", "", "who was felt to have caused it; empty without failure"},
         {"complained", "", "yes or no"},
         {"remedy", "", "what a complaint got"},
         {"reason", "", "why it came back; none where it did not"},
         {"expected_quality", "0 to 1", "expected at the click"},
         {"true_quality", "0 to 1", "of the goods"},
         {"satisfaction", "0 to 1", "at the end"},
         {"review_stars", "star", "stars of the buyer's review; empty without"}},
        {}};
    if (p == nullptr) return table;
    const World& world = p->world;
    for (const OrderStory& story : p->stories) {
        const Order& o = story.order;
        const Offer& offer = p->offers[o.offer];
        const bool failed = is_failure(o.fate), complained = o.has(order_flag::kVoiced);
        const bool met_buyer = was_handed_over(o.fate) || o.fate == Fate::Refused;
        const Money fee = world.timeline->on(o.placed).models[p->number].revenue.buyer_fee;
        add_row(table, static_cast<std::int64_t>(story.buyer), text(world.spec().segments[story.segment].name),
                text(world.spec().regions[o.region].name), static_cast<std::int64_t>(offer.seller),
                static_cast<std::int64_t>(o.offer));
        add_row(table, text(world.spec().categories[offer.category].name),
                text(o.has(order_flag::kOwnGoods) ? "own_store" : "marketplace"), text(brought_by(o)));
        add_row(table, date_of_day(world.scenario().start_date, o.placed), static_cast<std::int64_t>(o.placed),
                static_cast<std::int64_t>(o.promised), day_if(met_buyer, o.ended), day_if(complained, o.ended),
                day_if(complained && o.remedy != Remedy::Ignored, story.ended), static_cast<std::int64_t>(story.ended));
        add_row(table, static_cast<std::int64_t>(o.units), o.goods.units, o.discount.units,
                (o.paid + o.discount - o.goods - fee).units, fee.units, o.paid.units, o.shipping.units,
                text(world.spec().payments[o.payment].name));
        add_row(table, text(o.has(order_flag::kShipped) ? world.spec().couriers[o.courier].name : ""),
                text(name_of(o.fate)), text(name_of(o.cause)), text(failed ? name_of(o.felt) : ""),
                text(complained ? "yes" : "no"), text(name_of(o.remedy)), text(name_of(Reason{o.reason})));
        const double short_by = o.is_shaded ? world.spec().seller_types[offer.type].shading : 0.0;
        add_row(table, o.expectation(), clamp01(offer.quality - short_by), static_cast<double>(o.satisfaction),
                o.stars > 0 ? Cell(std::int64_t{o.stars}) : Cell(kNoValue));
    }
    return table;
}

Table reviews(const Platform* p) {
    Table table{"reviews",
                "a seller's day in a category on which something was ordered from it or a review written",
                {{"date", "", "date of the day"},
                 {"day", "day", "day of the run"},
                 {"seller", "", "number of the seller; the own store is 0"},
                 {"category", "", "category of the goods"},
                 {"orders_served", "order", "orders placed with it that day, sold-out ones apart"},
                 {"gmv_served", "money", "price of goods ordered from it that day, sold-out orders apart"},
                 {"reviews", "review", "honest reviews written that day"},
                 {"stars", "star", "stars of these, summed"},
                 {"one_star", "review", "of these, reviews of one star"},
                 {"two_stars", "review", "of two"},
                 {"three_stars", "review", "of three"},
                 {"four_stars", "review", "of four"},
                 {"five_stars", "review", "of five"},
                 {"fake_reviews", "review", "reviews of five stars that the seller wrote for itself"},
                 {"shown_score", "0 to 1", "mean score of its offers in the evening; empty where none is open"}},
                {}};
    if (p == nullptr) return table;
    const World& world = p->world;
    for (const SellerDay& day : p->seller_days) {
        std::int64_t count = 0, stars = 0;
        for (std::size_t i = 0; i < day.reviews.size(); ++i) {
            count += day.reviews[i];
            stars += day.reviews[i] * static_cast<std::int64_t>(i + 1);
        }
        add_row(table, date_of_day(world.scenario().start_date, day.day), static_cast<std::int64_t>(day.day),
                static_cast<std::int64_t>(day.seller), text(world.spec().categories[day.category].name), day.orders,
                day.gmv.units, count, stars);
        for (const std::int64_t of_stars : day.reviews) add_row(table, of_stars);
        add_row(table, day.fake_reviews, day.shown >= 0.0 ? Cell(day.shown) : Cell(kNoValue));
    }
    return table;
}

constexpr Table (*kTables[])(const Platform*) = {segments, seller_types, sellers, couriers, payments,
                                                 regions,  surveys,      cohorts, journey,  complaints,
                                                 leavers,  reasons,      losses,  ledger};

}  // namespace

std::vector<Table> run_tables(const Platform& platform) {
    std::vector<Table> tables;
    for (const auto make : kTables) tables.push_back(make(&platform));
    if (platform.orders_sample > 0.0) tables.push_back(orders(&platform));
    if (platform.keep_reviews) tables.push_back(reviews(&platform));
    // In all runs of a scenario alike, so that tables of several models can be put together.
    const std::vector<ModelSpec>& models = platform.world.scenario().models;
    const auto has = [&](MatchingKind kind) {
        return std::any_of(models.begin(), models.end(),
                           [kind](const ModelSpec& model) { return model.matching.kind == kind; });
    };
    if (platform.keep_auctions) tables.push_back(auctions_table(&platform));
    if (has(MatchingKind::Auction)) tables.push_back(bids_table(&platform));
    if (has(MatchingKind::Booking)) tables.push_back(providers_table(&platform));
    const bool has_plans = std::any_of(models.begin(), models.end(), [](const ModelSpec& model) {
        return model.matching.kind == MatchingKind::Subscription ||
               (model.matching.kind == MatchingKind::Feed && !model.subscription.plans.empty());
    });
    if (has_plans) tables.push_back(subscriptions_table(&platform));
    if (has_plans) tables.push_back(subscriber_cohorts_table(&platform));
    if (has(MatchingKind::Booking) && platform.keep_bookings) tables.push_back(provider_days_table(&platform));
    const bool some_sell_to_distributors =
        platform.world.spec().distributors.number > 0 &&
        std::any_of(models.begin(), models.end(), [](const ModelSpec& m) { return m.supply.wholesale.on; });
    if (some_sell_to_distributors) tables.push_back(distributors_table(&platform));
    if (platform.world.competes)
        for (const auto make : {shares_table, flows_table, multihoming_table, duplication_table})
            tables.push_back(make(&platform));
    return tables;
}

std::vector<Table> table_outlines() {
    std::vector<Table> tables;
    for (const auto make : kTables) tables.push_back(make(nullptr));
    tables.push_back(orders(nullptr));
    tables.push_back(reviews(nullptr));
    tables.push_back(auctions_table(nullptr));
    tables.push_back(bids_table(nullptr));
    tables.push_back(providers_table(nullptr));
    tables.push_back(provider_days_table(nullptr));
    tables.push_back(distributors_table(nullptr));
    tables.push_back(subscriptions_table(nullptr));
    tables.push_back(subscriber_cohorts_table(nullptr));
    for (const auto make : {shares_table, flows_table, multihoming_table, duplication_table})
        tables.push_back(make(nullptr));
    return tables;
}

}  // namespace pasar
