#include "sim/counts/key_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "agents/portable_math.h"
#include "agents/retention.h"
#include "agents/subscribing.h"
#include "scenarios/currency.h"
#include "sim/counts/applies.h"
#include "sim/counts/competition.h"
#include "sim/counts/concentration.h"
#include "sim/counts/habits.h"
#include "sim/platform/firm.h"
#include "sim/world/merchants.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

double total_of(const Tally& tally, Count which) {
    return static_cast<double>(tally.counts[static_cast<std::size_t>(which)]);
}

double contribution_of(const Tally& tally) {
    double sum = 0.0;
    for (const Count earned : {Count::CommissionRevenue, Count::MarginRevenue, Count::ListingRevenue,
                               Count::AdvertisingRevenue, Count::BuyerFeeRevenue, Count::ShippingMargin})
        sum += total_of(tally, earned);
    for (const Count spent :
         {Count::PaymentFees, Count::DiscountCost, Count::RemedyCost, Count::SupportCost, Count::PromotionCost,
          Count::ProgrammeCost, Count::SiteCost, Count::HandlingCost, Count::ContentCost, Count::FixedCost})
        sum -= total_of(tally, spent);
    return sum;
}

/// What formulas read.
struct Totals {
    explicit Totals(const Platform& platform);
    /// On the days that count.
    [[nodiscard]] double of(Count which) const { return total_of(counted, which); }
    /// Since day 0, for figures about everybody who ever ordered.
    [[nodiscard]] double ever(Count which) const { return total_of(p.total, which); }
    [[nodiscard]] double contribution() const { return contribution_of(counted); }
    [[nodiscard]] double last(State which) const {
        return p.days.empty() ? kNoValue : static_cast<double>(p.days.back().states[static_cast<std::size_t>(which)]);
    }
    /// A mean over the last 30 days, or as many as there are.
    [[nodiscard]] double of_last_days(State which) const {
        const std::size_t days = std::min<std::size_t>(30, p.days.size());
        double sum = 0.0;
        for (std::size_t i = p.days.size() - days; i < p.days.size(); ++i)
            sum += static_cast<double>(p.days[i].states[static_cast<std::size_t>(which)]);
        return days > 0 ? sum / static_cast<double>(days) : kNoValue;
    }
    /// A mean over offers in stock, in millionths.
    [[nodiscard]] double over_offers(State which) const {
        return last(State::OffersInStock) > 0.0 ? last(which) / 1e6 : kNoValue;
    }
    /// Money units.
    [[nodiscard]] double courier_profit() const {
        double sum = 0.0;
        for (std::size_t c = 0; c < counted.couriers.size(); ++c) {
            const CourierCounts& k = counted.couriers[c];
            sum += static_cast<double>(k.revenue) * (1.0 - p.world.spec().couriers[c].cost_share) -
                   static_cast<double>(k.cashback) - static_cast<double>(k.liability);
        }
        return sum;
    }
    [[nodiscard]] double customers() const {
        return last(State::OneOrderCustomers) + last(State::RepeatCustomers) + last(State::Advocates);
    }
    [[nodiscard]] double months() const {
        return static_cast<double>(std::max<std::int64_t>(0, p.world.day() - p.world.scenario().warm_up)) / 30.0;
    }
    /// Of paying subscribers, on the days that count.
    [[nodiscard]] double subscriber_months() const {
        double sum = 0.0;
        for (auto day = static_cast<std::size_t>(p.world.scenario().warm_up); day < p.days.size(); ++day)
            sum += static_cast<double>(p.days[day].states[static_cast<std::size_t>(State::PayingSubscribers)]);
        return sum / 30.0;
    }
    [[nodiscard]] double rate(OfOrder part, OfOrder whole) const { return orders.ratio(part, whole); }
    /// That an nth order is followed by another one.
    [[nodiscard]] double another_after(std::size_t nth) const {
        return ladder.chance(nth, p.world.scenario().warm_up, p.world.day());
    }

    /// What a customer would say today.
    void ask(const Relationship& b);

    const Platform& p;
    Tally counted;
    WeighedOrders orders;
    std::int64_t ever_repeated = 0;  ///< buyers with more than one order
    std::int64_t loyal = 0, recommending = 0, resisting = 0;
    std::int64_t asked = 0;  ///< customers who have not left, and know what became of an order
    double would_promote = 0.0, would_detract = 0.0;
    std::vector<double> seller_incomes, seller_sales;
    double concentration = kNoValue;
    BuyersYear buyers_year;
    WatchedCustomers watched;
    RepeatLadder ladder;
    std::optional<FirmFigures> firm;
    CompetitionFigures competition;
};

/// A line of the firm's ledger, in money units.
double firm_line(const Totals& totals, std::int64_t SellerLedger::*line) {
    return totals.firm ? static_cast<double>(totals.firm->ledger.*line) : kNoValue;
}
double firm_profit(const Totals& totals) {
    return totals.firm ? static_cast<double>(totals.firm->ledger.profit().units) : kNoValue;
}
double sellers_elsewhere(const Platform& p) {
    if (!p.world.competes) return kNoValue;
    double all = 0.0, elsewhere = 0.0;
    for (const Seller& seller : p.sellers) {
        if (seller.is_store || seller.stays || !is_in_business(seller)) continue;
        all += 1.0;
        elsewhere += has_other_shops(p, seller) ? 1.0 : 0.0;
    }
    return all > 0.0 ? elsewhere / all : kNoValue;
}
double firm_profit_all(const Totals& totals) {
    const std::optional<Money> profit = profit_of_firm_over_channels(totals.p.world);
    return profit ? static_cast<double>(profit->units) : kNoValue;
}
double firm_orders(const Totals& totals) { return totals.firm ? static_cast<double>(totals.firm->orders) : kNoValue; }

void Totals::ask(const Relationship& b) {
    const bool has_settled = b.satisfaction > 0.0F || b.talk != Talk::Neutral;
    if (b.orders == 0 || b.stage == Stage::Left || !has_settled) return;
    const AnswerSpec& answers = p.world.spec().answers;
    const auto answers_at_least = [&](int least) {
        return recommends_with(least, b.satisfaction, b.trust, answers.trust_weight, answers.spread);
    };
    ++asked;
    would_promote += answers_at_least(9);
    would_detract += 1.0 - answers_at_least(7);
}

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : kNoValue; }
/// Share of the bookings whose day came.
double of_bookings(const Totals& totals, Count part) { return ratio(totals.of(part), totals.of(Count::BookingsDue)); }

/// Payments of a new subscriber, discounted by the mean days between bills, times what a bill leaves. Money units.
double subscriber_value(const Totals& totals) {
    const SubscriberCohorts cohorts = totals.p.subscriber_cohorts();
    std::vector<AtRenewal> renewals(SubscriberCohorts::kAges - 1);
    for (std::size_t month = 0; month < cohorts.months(); ++month)
        for (std::size_t age = 1; age < SubscriberCohorts::kAges; ++age) {
            const SubscriberCohorts::Cell& cell = cohorts.at(month, age);
            renewals[age - 1].renewed += static_cast<double>(cell[SubscriberCohorts::Paid]);
            renewals[age - 1].left += static_cast<double>(cell[SubscriberCohorts::Cancelled]) +
                                      static_cast<double>(cell[SubscriberCohorts::Lapsed]);
        }
    const SbgFit fit = fit_sbg(renewals);
    const double bills = totals.of(Count::Bills);
    if (!fit.is_found || bills <= 0.0 || totals.of(Count::RecurringNew) <= 0.0) return kNoValue;
    const double left_of_bill =
        (totals.of(Count::BillMoney) - totals.of(Count::ServiceCost) - totals.of(Count::PaymentFees)) / bills;
    const double days = std::max(1.0, 30.0 * totals.subscriber_months() / bills);
    const double per_period =
        portable_exp(days / 365.0 * portable_log(1.0 + totals.p.model().subscription.discount_rate)) - 1.0;
    return left_of_bill * payments_of_new(fit.alpha, fit.beta, per_period);
}

Totals::Totals(const Platform& platform)
    : p(platform),
      counted(platform.counted()),
      orders(platform.weighed_orders()),
      buyers_year(buyers_year_of(platform)),
      watched(platform.world.scenario().warm_up, platform.world.day()),
      ladder(platform.ladder()),
      firm(figures_of_firm(platform)) {
    // Loyalty is more than not having left: bought again, would recommend, would not go for a competitor's discount.
    for (const Block& block : p.world.blocks) {
        const SegmentPlan& segment = p.world.plan.segments[block.segment];
        for (std::uint32_t i = 0; i < block.count; ++i) {
            const Relationship& b = p.relationships[block.first + i];
            ask(b);
            watched.count(b);
            if (b.orders < 2) continue;
            ++ever_repeated;
            if (b.stage == Stage::Left) continue;
            const double pull = p.world.spec().choice.trust * (b.trust - p.world.spec().trust.initial) +
                                (b.liked_offer == kNoOffer ? 0.0 : segment.own_experience * b.liked_by());
            const bool resists = pull >= segment.price_weight * p.world.spec().leaving.competitor_discount;
            const bool recommends = b.talk == Talk::Promotes;
            resisting += resists ? 1 : 0;
            recommending += recommends ? 1 : 0;
            loyal += resists && recommends ? 1 : 0;
        }
    }
    double gmv = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < p.sellers.size(); ++i) {
        const BeforeCounting::SellerSoFar since = p.counted_of_seller(i);
        const auto sold = static_cast<double>(since.gmv.units);
        if (!p.is_own_store(i)) {
            seller_incomes.push_back(static_cast<double>(since.income.units));
            if (sold > 0.0) seller_sales.push_back(sold);
        }
        gmv += sold;
        squares += sold * sold;
    }
    concentration = ratio(squares, gmv * gmv);
    if (p.world.competes) competition = competition_figures(p);
}

double loss_share(const std::vector<double>& incomes) {
    const auto losses = std::count_if(incomes.begin(), incomes.end(), [](double income) { return income < 0.0; });
    return ratio(static_cast<double>(losses), static_cast<double>(incomes.size()));
}

struct Kpi {
    MeasureInfo info;
    double (*value)(const Totals&);
};

using T = const Totals&;
using C = Count;
using O = OfOrder;
// clang-format off
// Known before anything runs, so that names can be looked up while other constants are made.
constinit const Kpi kKpis[] = {
    {{"contribution", "money", "all revenue of the platform less all its costs: what the business model earns", +1, true}, [](T t) { return t.contribution(); }},
    {{"contribution_per_month", "money per 30 days", "contribution over the days counted", +1}, [](T t) { return ratio(t.contribution(), t.months()); }},
    {{"contribution_per_order", "money per order", "contribution over orders", +1}, [](T t) { return ratio(t.contribution(), t.of(C::Orders)); }},
    {{"gmv", "money", "gross merchandise value: price of all goods ordered", +1, true}, [](T t) { return t.of(C::Gmv); }},
    {{"visits", "visit", "visits to the platform", +1, true}, [](T t) { return t.of(C::Visits); }},
    {{"orders", "order", "orders placed", +1, true}, [](T t) { return t.of(C::Orders); }},
    {{"conversion", "share of visits", "orders over visits", +1}, [](T t) { return ratio(t.of(C::Orders), t.of(C::Visits)); }},
    {{"abandonment_rate", "share of visits", "visits lost to a slow or overloaded site", -1}, [](T t) { return ratio(t.of(C::Abandoned) + t.of(C::LostToQueue), t.of(C::Visits)); }},
    {{"payment_failure_rate", "share of choices", "chosen orders lost at payment", -1}, [](T t) { return ratio(t.of(C::PaymentFailed), t.of(C::PaymentFailed) + t.of(C::Orders)); }},
    {{"question_loss_rate", "share of choices", "chosen orders lost because a question to the seller was not answered in time, or the answer put the buyer off", -1}, [](T t) { return ratio(t.of(C::LostToQuestions), t.of(C::LostToQuestions) + t.of(C::PaymentFailed) + t.of(C::Orders)); }},
    {{"average_order_value", "money per order", "gmv over orders", 0}, [](T t) { return ratio(t.of(C::Gmv), t.of(C::Orders)); }},
    {{"on_delivery_share", "share of orders", "orders paid in cash at the door", 0}, [](T t) { return ratio(t.of(C::OrdersOnDelivery), t.of(C::Orders)); }},
    {{"delivery_success_rate", "share of parcels", "parcels handed over to their buyers, of all that were sent", +1}, [](T t) { return t.rate(O::Delivered, O::Sent); }},
    {{"on_time_rate", "share of deliveries", "handed over by the promised day", +1}, [](T t) { return t.rate(O::OnTime, O::Delivered); }},
    {{"delivery_days", "day", "mean days from order to hand-over", -1}, [](T t) { return t.rate(O::DeliveryDays, O::Delivered); }},
    {{"refusal_rate", "share of cash-on-delivery orders", "cash-on-delivery parcels refused at the door", -1}, [](T t) { return t.rate(O::RefusedOnDelivery, O::EndedOnDelivery); }},
    {{"return_to_sender_rate", "share of parcels", "parcels refused or undeliverable", -1}, [](T t) { return ratio(t.orders.of(O::Refused) + t.orders.of(O::Undeliverable), t.orders.of(O::Sent)); }},
    {{"loss_rate", "share of parcels", "parcels lost", -1}, [](T t) { return t.rate(O::Lost, O::Sent); }},
    {{"damage_rate", "share of parcels", "parcels damaged, those refused for it included", -1}, [](T t) { return t.rate(O::Damaged, O::Sent); }},
    {{"wrong_item_rate", "share of orders", "wrong item packed", -1}, [](T t) { return t.rate(O::WrongItem, O::Ended); }},
    {{"stock_out_rate", "share of orders", "cancelled because sold out", -1}, [](T t) { return ratio(t.of(C::StockOuts), t.of(C::Orders)); }},
    {{"fraud_rate", "share of orders", "never sent or misdescribed", -1}, [](T t) { return ratio(t.orders.of(O::NeverSent) + t.orders.of(O::Misdescribed), t.orders.of(O::Ended)); }},
    {{"failure_rate", "share of orders", "any failure the buyer could feel, refusals included", -1}, [](T t) { return t.rate(O::Failures, O::Ended); }},
    {{"complaint_rate", "share of orders", "orders about which the buyer complained", -1}, [](T t) { return t.rate(O::Complaints, O::Ended); }},
    {{"voice_share", "share of failures", "failures about which the buyer spoke up", 0}, [](T t) { return t.rate(O::Complaints, O::Failures); }},
    {{"ignored_share", "share of complaints", "complaints that waited too long", -1}, [](T t) { return t.rate(O::Ignored, O::Complaints); }},
    {{"first_response_hours", "hour", "mean hours until the first answer", -1}, [](T t) { return ratio(t.orders.of(O::FirstResponseHours), t.orders.of(O::Complaints) - t.orders.of(O::Ignored)); }},
    {{"resolution_hours", "hour", "mean hours until settled, refund time included", -1}, [](T t) { return ratio(t.orders.of(O::ResolutionHours), t.orders.of(O::Complaints) - t.orders.of(O::Ignored)); }},
    {{"refund_rate", "share of orders", "orders paid back, wholly or in part", -1}, [](T t) { return t.rate(O::Refunds, O::Ended); }},
    {{"chargeback_rate", "share of orders", "losses recovered through the payment provider", -1}, [](T t) { return t.rate(O::Chargebacks, O::Ended); }},
    {{"mean_satisfaction", "0 to 1", "satisfaction of buyers with an order once its story has ended, or of readers with a visit to a feed", +1}, [](T t) { return t.rate(O::Satisfaction, O::Ended) / 1e6; }},
    {{"review_rate", "share of orders", "buyers who left an honest review", 0}, [](T t) { return t.rate(O::Reviews, O::Ended); }},
    {{"positive_review_share", "share of reviews", "reviews that count as positive", +1}, [](T t) { return t.rate(O::PositiveReviews, O::Reviews); }},
    {{"mean_stars", "star", "mean stars of honest reviews", +1}, [](T t) { return t.rate(O::Stars, O::Reviews); }},
    {{"nps", "point", "Net Promoter Score of the surveys: share of 9 and 10 less share of 0 to 6, times 100; from -100 to 100", +1}, [](T t) { return 100.0 * ratio(t.orders.of(O::Promoters) - t.orders.of(O::Detractors), t.orders.of(O::SurveyAnswers)); }},
    {{"csat", "1 to 5", "mean answer to the satisfaction question", +1}, [](T t) { return t.rate(O::CsatSum, O::SurveyAnswers); }},
    {{"ces", "1 to 7", "mean answer to the effort question, 7 being very easy", +1}, [](T t) { return t.rate(O::CesSum, O::SurveyAnswers); }},
    {{"open_share", "share of orders", "orders whose story had not ended when the run did; rates of orders are weighed for them", 0}, [](T t) { return t.orders.open_share(); }},
    {{"unseen_share", "share of orders", "orders that take longer to end than the run could see, about which its rates of orders tell nothing", 0}, [](T t) { return t.orders.unseen_share(); }},
    {{"aware_share", "share of buyers", "buyers who know the platform at the end", +1}, [](T t) { return ratio(static_cast<double>(t.p.world.spec().buyers) - t.last(State::Unaware), static_cast<double>(t.p.world.spec().buyers)); }},
    {{"customers", "buyer", "buyers at the end who ordered, or read a feed, and have not left", +1}, [](T t) { return t.customers(); }},
    {{"new_customers", "buyer", "buyers who ordered, or read a feed, for the first time", +1, true}, [](T t) { return t.of(C::FirstOrders); }},
    {{"retention_rate", "share per month", "customers at the start of a month who are still customers at its end, over all whole months counted", +1}, [](T t) { return retention_rate(t.p.cohorts(), t.p.world.day(), t.p.world.scenario().warm_up); }},
    {{"churned_share", "share of customers", "of all who ever ordered, those who have left at the end", -1}, [](T t) { return ratio(t.ever(C::BuyersLeft) - t.ever(C::BuyersWonBack), t.ever(C::FirstOrders)); }},
    {{"repeat_rate", "share of customers", "of all who ever ordered, those who ordered again", +1}, [](T t) { return ratio(static_cast<double>(t.ever_repeated), t.ever(C::FirstOrders)); }},
    {{"orders_per_customer", "order", "orders since day 0 over all who ever ordered", +1}, [](T t) { return ratio(t.ever(C::Orders), t.ever(C::FirstOrders)); }},
    {{"loyal_share", "share of customers", "customers at the end who bought again, would recommend and would resist a competitor's discount", +1}, [](T t) { return ratio(static_cast<double>(t.loyal), t.customers()); }},
    {{"would_recommend_share", "share of customers", "customers at the end who bought again and would recommend", +1}, [](T t) { return ratio(static_cast<double>(t.recommending), t.customers()); }},
    {{"would_resist_share", "share of customers", "customers at the end who bought again and would resist a competitor's discount", +1}, [](T t) { return ratio(static_cast<double>(t.resisting), t.customers()); }},
    {{"mean_trust", "0 to 1", "trust in the platform of customers at the end", +1}, [](T t) { return ratio(t.last(State::TrustMillionths) / 1e6, t.customers()); }},
    {{"lifetime_value", "money per customer", "contribution before promotion and fixed costs, since day 0, per customer won since then", +1}, [](T t) { return ratio(contribution_of(t.p.total) + t.ever(C::PromotionCost) + t.ever(C::FixedCost), t.ever(C::FirstOrders)); }},
    {{"acquisition_cost", "money per customer", "promotion cost per customer won", -1}, [](T t) { return ratio(t.of(C::PromotionCost), t.of(C::FirstOrders)); }},
    {{"commission_revenue", "money", "commissions on released sales", +1, true}, [](T t) { return t.of(C::CommissionRevenue); }},
    {{"margin_revenue", "money", "price less cost of own goods sold", +1, true}, [](T t) { return t.of(C::MarginRevenue); }},
    {{"other_revenue", "money", "listing, joining, advertising and service fees", +1, true}, [](T t) { return t.of(C::ListingRevenue) + t.of(C::AdvertisingRevenue) + t.of(C::BuyerFeeRevenue); }},
    {{"shipping_margin", "money", "shipping charged less shipping paid", +1, true}, [](T t) { return t.of(C::ShippingMargin); }},
    {{"remedy_cost", "money", "refunds and replacements borne by the platform", -1, true}, [](T t) { return t.of(C::RemedyCost); }},
    {{"programme_cost", "money", "messages, surveys, monitoring, calls and checks of addresses; discounts apart", -1, true}, [](T t) { return t.of(C::ProgrammeCost); }},
    {{"discount_cost", "money", "discounts that the platform gave: promotions, coupons and points", -1, true}, [](T t) { return t.of(C::DiscountCost); }},
    {{"operating_cost", "money", "payment fees, support, promotion, site, handling, content and fixed costs", -1, true}, [](T t) { return t.of(C::ContentCost) + t.of(C::PaymentFees) + t.of(C::SupportCost) + t.of(C::PromotionCost) + t.of(C::SiteCost) + t.of(C::HandlingCost) + t.of(C::FixedCost); }},
    {{"buyer_loss", "money", "losses from failed orders that stayed with buyers", -1, true}, [](T t) { return t.of(C::BuyerLoss); }},
    {{"buyer_loss_share", "share of payments", "losses from failed orders that stayed with buyers, of what was to be paid for the same orders, refused ones included", -1}, [](T t) { return t.rate(O::BuyerLoss, O::Payments); }},
    {{"buyer_surplus_per_visit", "utility", "mean logit inclusive value of visits that saw offers, less that of the outside; 0 for those who cannot pay here; of a feed, of all occasions to read", +1}, [](T t) { return ratio(t.of(C::SurplusUtility) / 1e6, t.p.plan.is_feed ? t.of(C::ReadingOccasions) : t.of(C::Visits) - t.of(C::Abandoned) - t.of(C::LostToQueue)); }},
    {{"buyer_surplus", "money", "what the platform is worth to buyers beyond buying elsewhere or nothing: what they expect of visits, and by how much orders are better, worse, later or lost, in money by their own weight of the full price; 0 for visits whose buyer cannot pay here", +1, true}, [](T t) { return t.of(C::BuyerSurplus); }},
    {{"seller_income", "money", "sales of independent sellers less all their costs", +1, true}, [](T t) { return t.of(C::SellerIncome); }},
    {{"seller_income_gini", "0 to 1", "inequality of incomes among independent sellers, losses counted as negative incomes", 0}, [](T t) { return gini(t.seller_incomes); }},
    {{"seller_loss_share", "share of sellers", "independent sellers whose costs were higher than their sales", -1}, [](T t) { return loss_share(t.seller_incomes); }},
    {{"seller_concentration", "0 to 1", "Herfindahl index of sales over sellers", 0}, [](T t) { return t.concentration; }},
    {{"courier_revenue", "money", "what couriers earn", 0, true}, [](T t) { return t.of(C::CourierRevenue); }},
    {{"sellers", "seller", "sellers in business at the end", +1}, [](T t) { return t.last(State::Sellers); }},
    {{"seller_exits", "seller", "sellers who gave up", -1, true}, [](T t) { return t.of(C::SellerExits); }},
    {{"seller_bans", "seller", "sellers banned", 0, true}, [](T t) { return t.of(C::SellerBans); }},
    {{"offered_quality", "0 to 1", "mean true quality of offers in stock at the end; of a feed, of what a visit finds", +1}, [](T t) { return t.p.plan.is_feed ? t.last(State::MeanQuality) / 1e6 : t.over_offers(State::MeanQuality); }},
    {{"price_index", "reference price", "mean price of offers in stock at the end", 0}, [](T t) { return t.over_offers(State::MeanPriceIndex); }},
    {{"courier_profit", "money", "what couriers earn less what it costs them, see cost_share, and less what they pay for what they lost or damaged", +1, true}, [](T t) { return t.courier_profit(); }},
    {{"total_surplus", "money", "what all sides gain together: contribution, seller_income, courier_profit, buyer_surplus and distributor_income", +1, true}, [](T t) { return t.contribution() + t.of(C::SellerIncome) + t.courier_profit() + t.of(C::BuyerSurplus) + t.of(C::DistributorIncome); }},
    {{"reputation_error", "0 to 1", "mean distance between quality inferred from ratings and true quality at the end", -1}, [](T t) { return t.last(State::Sellers) > 0.0 ? t.last(State::ReputationError) / 1e6 : kNoValue; }},
    {{"orders_of_top_buyers", "share of orders", "orders made by the fifth of buyers who ordered most, of those who ordered in the first 365 days that count (of a panel of buyers in a large market)", 0}, [](T t) { return share_of_top_fifth(t.buyers_year.orders); }},
    {{"spend_of_top_buyers", "share of sales", "price of goods ordered by the fifth of buyers who spent most, of the same buyers and days", 0}, [](T t) { return share_of_top_fifth(t.buyers_year.spend); }},
    {{"orders_per_active_buyer", "order", "orders in the first 365 days that count per buyer who ordered in them", +1}, [](T t) { return t.buyers_year.orders_each(); }},
    {{"sales_of_top_sellers", "share of sales", "sales of the fifth of independent sellers who sold most, of those who sold anything", 0}, [](T t) { return share_of_top_fifth(t.seller_sales); }},
    {{"seller_sales_gini", "0 to 1", "inequality of sales among independent sellers who sold anything", 0}, [](T t) { return gini(t.seller_sales); }},
    {{"sellers_of_half_of_sales", "share of sellers", "fewest independent sellers that make half of all sales, over the fewest that make nine tenths", 0}, [](T t) { return fewest_for_half_over_nine_tenths(t.seller_sales); }},
    {{"one_order_share", "share of customers", "customers who had ordered only once by the end, of those whose first order came in a whole month that counts and ended at least 180 days before", -1}, [](T t) { return t.watched.one_order_share(); }},
    {{"another_order_after_1", "share of orders", "first orders after which the buyer ordered again within 180 days, of those at least so long before the end", +1}, [](T t) { return t.another_after(1); }},
    {{"another_order_after_2", "share of orders", "the same after the second order", +1}, [](T t) { return t.another_after(2); }},
    {{"another_order_after_3", "share of orders", "the same after the third order", +1}, [](T t) { return t.another_after(3); }},
    {{"another_order_after_4", "share of orders", "the same after the fourth order", +1}, [](T t) { return t.another_after(4); }},
    {{"another_order_after_5", "share of orders", "the same after the fifth order", +1}, [](T t) { return t.another_after(5); }},
    {{"another_order_after_6", "share of orders", "the same after the sixth order", +1}, [](T t) { return t.another_after(6); }},
    {{"one_star_share", "share of reviews", "honest reviews of one star", -1}, [](T t) { return t.rate(O::OneStar, O::Reviews); }},
    {{"two_star_share", "share of reviews", "honest reviews of two stars", -1}, [](T t) { return t.rate(O::TwoStars, O::Reviews); }},
    {{"three_star_share", "share of reviews", "honest reviews of three stars", 0}, [](T t) { return t.rate(O::ThreeStars, O::Reviews); }},
    {{"four_star_share", "share of reviews", "honest reviews of four stars", 0}, [](T t) { return t.rate(O::FourStars, O::Reviews); }},
    {{"five_star_share", "share of reviews", "honest reviews of five stars", +1}, [](T t) { return t.rate(O::FiveStars, O::Reviews); }},
    {{"detractor_share", "share of answers", "answers of 0 to 6 to the NPS question", -1}, [](T t) { return t.rate(O::Detractors, O::SurveyAnswers); }},
    {{"survey_answer_share", "share of surveys", "survey questions answered", 0}, [](T t) { return ratio(t.of(C::SurveyAnswers), t.of(C::SurveysSent)); }},
    {{"on_delivery_return_rate", "share of cash-on-delivery parcels", "cash-on-delivery parcels refused or undeliverable", -1}, [](T t) { return t.rate(O::ReturnedOnDelivery, O::SentOnDelivery); }},
    {{"prepaid_return_rate", "share of prepaid parcels", "prepaid parcels refused or undeliverable", -1}, [](T t) { return t.rate(O::ReturnedPrepaid, O::SentPrepaid); }},
    {{"delivered_failure_rate", "share of deliveries", "orders handed over with a failure the buyer could feel", -1}, [](T t) { return t.rate(O::FailuresDelivered, O::Delivered); }},
    {{"money_loss_complaint_share", "share of failures", "complaints about orders lost, never sent or damaged, of all such orders", 0}, [](T t) { return t.rate(O::MoneyLossComplaints, O::MoneyLosses); }},
    {{"quality_complaint_share", "share of failures", "complaints about orders late or misdescribed, of all such orders", 0}, [](T t) { return t.rate(O::QualityComplaints, O::QualityFailures); }},
    {{"recovered_satisfaction", "0 to 1", "mean satisfaction with orders complained about that ended with money back or a replacement", +1}, [](T t) { return t.rate(O::RecoveredSatisfaction, O::Recovered) / 1e6; }},
    {{"satisfaction_without_failure", "0 to 1", "mean satisfaction with orders without any failure", +1}, [](T t) { return t.rate(O::WentWellSatisfaction, O::WentWell) / 1e6; }},
    {{"campaign_day_orders", "×", "orders on 11 November over those of the median day of the 30 days before and after", 0}, [](T t) { return campaign_day_orders(t.p); }},
    {{"session_conversion", "share of sessions", "orders over the web sessions behind the visits (wishes.sessions_per_wish): what web shops call conversion", +1}, [](T t) { return ratio(t.of(C::Orders), t.of(C::Visits) * t.p.world.spec().wishes.sessions_per_wish); }},
    {{"nps_of_customers", "point", "Net Promoter Score that all customers at the end would give who have not left, by their last order and their trust; from -100 to 100", +1}, [](T t) { return 100.0 * ratio(t.would_promote - t.would_detract, static_cast<double>(t.asked)); }},
    {{"undeliverable_rate", "share of parcels", "parcels that went back after the last failed attempt, or that nobody collected", -1}, [](T t) { return t.rate(O::Undeliverable, O::Sent); }},
    {{"return_rate", "share of deliveries", "orders handed over as they should be that were sent back, because they did not fit or were not wanted after all", -1}, [](T t) { return t.rate(O::Returned, O::Delivered); }},
    {{"firm_profit", "money", "what the scenario's firm earns: firm_sales less all lines below; empty where it has none", +1, true}, [](T t) { return firm_profit(t); }},
    {{"firm_profit_per_month", "money per 30 days", "firm_profit over the days counted", +1}, [](T t) { return ratio(firm_profit(t), t.months()); }},
    {{"firm_orders", "order", "orders placed with the firm, sold-out ones apart", +1, true}, [](T t) { return firm_orders(t); }},
    {{"firm_sales", "money", "price of the firm's goods in orders whose money was released; of its own store also service fees and advertising shown, less discounts", +1, true}, [](T t) { return firm_line(t, &SellerLedger::sales); }},
    {{"firm_commission", "money", "commission on the firm's sales, less what came back with refunds", -1, true}, [](T t) { return firm_line(t, &SellerLedger::commission); }},
    {{"firm_fees", "money", "the firm's fees for listing; of its own store payment fees", -1, true}, [](T t) { return firm_line(t, &SellerLedger::fees); }},
    {{"firm_shipping", "money", "shipping that the firm bears; of its own store shipping paid less shipping charged", -1, true}, [](T t) { return firm_line(t, &SellerLedger::shipping); }},
    {{"firm_goods", "money", "what the firm's goods cost it that were sold, replaced or lost, less what couriers paid for these", -1, true}, [](T t) { return firm_line(t, &SellerLedger::goods); }},
    {{"firm_returns", "money", "refunds that the firm bears and shipping of its failed orders; of its own store all remedies", -1, true}, [](T t) { return firm_line(t, &SellerLedger::returns); }},
    {{"firm_advertising", "money", "advertising that the firm pays for", -1, true}, [](T t) { return firm_line(t, &SellerLedger::advertising); }},
    {{"firm_fixed", "money", "the firm's own costs; of its own store also site, support, handling, programmes and fixed costs", -1, true}, [](T t) { return firm_line(t, &SellerLedger::fixed); }},
    {{"firm_stars", "star", "mean stars of the firm's ratings at the end, those of day 0 included", +1}, [](T t) { return t.firm ? ratio(t.firm->stars, t.firm->ratings) : kNoValue; }},
    {{"auction_success_rate", "share of auctions", "auctions that ended with a winner", +1}, [](T t) { return ratio(t.of(C::AuctionsWon), t.of(C::AuctionsEnded)); }},
    {{"bids_per_auction", "bid per auction", "bids over auctions that ended", 0}, [](T t) { return ratio(t.of(C::Bids), t.of(C::AuctionsEnded)); }},
    {{"hammer_index", "of the reference price", "mean price at which auctions were won", 0}, [](T t) { return ratio(t.of(C::HammerIndex) / 1e6, t.of(C::AuctionsWon)); }},
    {{"won_by_best_share", "share of auctions won", "auctions won by whom of all bidders the unit was worth most to", +1}, [](T t) { return ratio(t.of(C::WonByBest), t.of(C::AuctionsWon)); }},
    {{"late_bid_share", "share of bids", "bids kept for the last minute", 0}, [](T t) { return ratio(t.of(C::LateBids), t.of(C::Bids)); }},
    {{"sniped_share", "share of auctions", "auctions whose leader was beaten by a late bid before a hard close", -1}, [](T t) { return ratio(t.of(C::Sniped), t.of(C::AuctionsEnded)); }},
    {{"unpaid_share", "share of winners", "winners, second chances included, who did not pay or whose payment failed", -1}, [](T t) { return ratio(t.of(C::AuctionsUnpaid), t.of(C::AuctionsWon) + t.of(C::SecondChances)); }},
    {{"winner_gain", "money per auction", "what a unit won was worth to its winner over its price", +1}, [](T t) { return ratio(t.of(C::WinnerValue) - t.of(C::HammerMoney), t.of(C::AuctionsWon)); }},
    {{"load", "share of places", "places in which a buyer was served, of all places of all days", +1}, [](T t) { return ratio(t.of(C::PlacesServed), t.of(C::PlacesOffered)); }},
    {{"empty_share", "share of places", "places in which nobody was served", -1}, [](T t) { return ratio(t.of(C::PlacesOffered) - t.of(C::PlacesServed), t.of(C::PlacesOffered)); }},
    {{"booking_refusal_rate", "share of bookings asked for", "bookings for which there was no room", -1}, [](T t) { return ratio(t.of(C::BookingsFull), t.of(C::BookingsAsked)); }},
    {{"denied_rate", "share of bookings due", "buyers with a booking who came and for whom there was no room", -1}, [](T t) { return of_bookings(t, C::Denied); }},
    {{"no_show_rate", "share of bookings due", "bookings whose buyers did not come", -1}, [](T t) { return of_bookings(t, C::NoShows); }},
    {{"cancellation_rate", "share of bookings", "bookings called off by their buyers, of these and those whose day came", -1}, [](T t) { return ratio(t.of(C::BookingsCancelled), t.of(C::BookingsCancelled) + t.of(C::BookingsDue)); }},
    {{"not_served_rate", "share of bookings due", "bookings whose provider did not come", -1}, [](T t) { return of_bookings(t, C::NotServed); }},
    {{"trial_conversion", "share of trials", "trials over after which a subscription was to be paid", +1}, [](T t) { return ratio(t.of(C::TrialsConverted), t.of(C::TrialsEnded)); }},
    {{"subscribers", "buyer", "subscribers who pay at the end, those past due included, those on trial or paused not", +1}, [](T t) { return t.last(State::PayingSubscribers); }},
    {{"recurring_revenue", "money per 30 days", "what all paying subscribers at the end are billed for 30 days, at list prices", +1}, [](T t) { return t.last(State::RecurringRevenue); }},
    {{"monthly_churn", "share of subscribers per 30 days", "paying subscribers who left of their own will in 30 days, of those there were on average", -1}, [](T t) { return ratio(t.of(C::SubscribersCancelled), t.subscriber_months()); }},
    {{"monthly_churn_involuntary", "share of subscribers per 30 days", "the same of those lost because a bill could not be collected", -1}, [](T t) { return ratio(t.of(C::SubscribersLapsed), t.subscriber_months()); }},
    {{"involuntary_churn_share", "share of subscribers lost", "paying subscribers lost because a bill could not be collected, of all lost", -1}, [](T t) { return ratio(t.of(C::SubscribersLapsed), t.of(C::SubscribersLapsed) + t.of(C::SubscribersCancelled)); }},
    {{"recovery_rate", "share of failed bills", "bills that a further try collected, of these and those that cost a subscriber", +1}, [](T t) { return ratio(t.of(C::BillsRecovered), t.of(C::BillsRecovered) + t.of(C::SubscribersLapsed)); }},
    {{"subscriber_value", "money", "what a new paying subscriber is expected to pay from its first bill on, less what serving and billing it costs, discounted: by a shifted Beta-geometric fitted to who renewed and who left", +1}, [](T t) { return subscriber_value(t); }},
    {{"advance_share", "share of orders", "bookings at the advance fare", 0}, [](T t) { return ratio(t.of(C::AdvanceBookings), t.of(C::Orders)); }},
    {{"piracy_rate", "share of uses", "copies of digital goods that nobody is paid for, of these and of orders", -1}, [](T t) { return ratio(t.of(C::Copies), t.of(C::Copies) + t.of(C::Orders)); }},
    {{"displacement_rate", "order per copy", "of copies, those whose makers would have bought, had there been none", -1}, [](T t) { return ratio(t.of(C::DisplacedByCopies) / 1e6, t.of(C::Copies)); }},
    {{"own_sales_share", "share of sales", "the platform's own goods, of the price of all goods ordered", 0}, [](T t) { return ratio(t.of(C::OwnGmv), t.of(C::Gmv)); }},
    {{"seller_gmv", "money", "price of goods ordered from independent sellers", +1, true}, [](T t) { return t.of(C::Gmv) - t.of(C::OwnGmv); }},
    {{"products_entered", "product", "own offers opened of what sold best of sellers' goods", 0, true}, [](T t) { return t.of(C::ProductsEntered); }},
    {{"wholesale_revenue", "money", "what distributors paid for own goods", +1, true}, [](T t) { return t.of(C::WholesaleRevenue); }},
    {{"units_to_distributors", "unit", "units of own goods that distributors bought to sell on", +1, true}, [](T t) { return t.of(C::UnitsToDistributors); }},
    {{"off_platform_units", "unit", "units that distributors sold off the platform", +1, true}, [](T t) { return t.of(C::OffPlatformUnits); }},
    {{"off_platform_price", "money per unit", "mean price of units that distributors sold off the platform", 0}, [](T t) { return ratio(t.of(C::OffPlatformSales), t.of(C::OffPlatformUnits)); }},
    {{"distributor_income", "money", "sales of distributors less what the goods and being in business cost them", +1, true}, [](T t) { return t.of(C::DistributorIncome); }},
    {{"distributors", "distributor", "distributors in business at the end", +1}, [](T t) { return t.last(State::Distributors); }},
    {{"reading_occasions", "occasion", "occasions at which somebody who knows a feed could visit it", 0, true}, [](T t) { return t.of(C::ReadingOccasions); }},
    {{"visit_share", "share of occasions", "visits to a feed over the occasions of those who know it", +1}, [](T t) { return ratio(t.of(C::Visits), t.of(C::ReadingOccasions)); }},
    {{"mean_daily_active", "person", "people who read the feed on a day, mean of the last 30 days", +1}, [](T t) { return t.of_last_days(State::DailyActive); }},
    {{"monthly_active", "person", "people who read the feed on one of the last 30 days", +1}, [](T t) { return t.last(State::MonthlyActive); }},
    {{"stickiness", "share of readers", "daily over monthly active readers, means of the last 30 days: of those who read within a month, who reads on a day", +1}, [](T t) { return ratio(t.of_last_days(State::DailyActive), t.of_last_days(State::MonthlyActive)); }},
    {{"ads_per_visit", "advertisement per visit", "advertisements shown over visits that read, those without advertising included", 0}, [](T t) { return ratio(t.of(C::AdsShown), t.of(C::Reads)); }},
    {{"ad_free_share", "share of visits", "visits of those who have paid to see no advertising", 0}, [](T t) { return ratio(t.of(C::AdFreeReads), t.of(C::Reads)); }},
    {{"revenue_per_active", "money per 30 days and person", "advertising and subscriptions of a month per monthly active reader", +1}, [](T t) { return ratio(ratio(t.of(C::AdvertisingRevenue) + t.of(C::BillMoney), t.months()), t.of_last_days(State::MonthlyActive)); }},
    {{"bad_post_share", "share of posts", "spam, abuse and lies among members' posts that others see", -1}, [](T t) { return ratio(t.of(C::BadPosts) - t.of(C::PostsRemoved) + t.of(C::PostsWronglyRemoved), t.of(C::Posts) - t.of(C::PostsRemoved)); }},
    {{"content_cost", "money", "what is made or bought to be read, and looking at posts", -1, true}, [](T t) { return t.of(C::ContentCost); }},
    // Of platforms that compete; they stand last, since results in which none do leave them out.
    {{"order_share", "share of orders", "of the orders on all platforms of the world, those on this one; only where platforms compete", +1}, [](T t) { return t.competition.order_share; }},
    {{"sales_share", "share of sales", "of the price of goods ordered on all platforms of the world, that on this one; only where platforms compete", +1}, [](T t) { return t.competition.sales_share; }},
    {{"customer_share", "share of customers", "customers of this platform over the sum of those of all platforms, at the end; somebody may be a customer of several; only where platforms compete", +1}, [](T t) { return t.competition.customer_share; }},
    {{"multi_homers", "share of buyers", "of the buyers who ordered on this platform since day 0, those who ordered on another one as well; only where platforms compete", 0}, [](T t) { return t.competition.multi_homers; }},
    {{"duplication", "×", "how many times as many of its buyers order on another platform as if the one had nothing to do with the other, mean over the other platforms (Goodhardt & Ehrenberg 1969); only where platforms compete", 0}, [](T t) { return t.competition.duplication; }},
    {{"switched_share", "share of orders", "orders since day 0 whose buyers had last ordered on another platform; only where platforms compete", 0}, [](T t) { return t.competition.switched_share; }},
    {{"market_orders", "order", "orders on all platforms of the world together; only where platforms compete", 0, true}, [](T t) { return t.competition.market_orders; }},
    {{"sellers_elsewhere", "share", "share of the independent sellers in business at the end who sell on another platform of the same world too; empty where a world has one", 0}, [](T t) { return sellers_elsewhere(t.p); }},
    {{"units_to_resellers", "unit", "units of own goods that resellers bought in this store to sell on elsewhere; only where platforms compete", 0, true}, [](T t) { return t.p.world.competes ? t.of(C::UnitsToResellers) : kNoValue; }},
    {{"firm_profit_all", "money", "firm_profit over all channels of the firm in a world whose platforms compete; empty elsewhere", +1, true}, [](T t) { return firm_profit_all(t); }},
};
// clang-format on

}  // namespace

constinit const std::size_t kKpiCount = std::size(kKpis);

const MeasureInfo& kpi_info(std::size_t kpi) { return kKpis[kpi].info; }

std::size_t find_kpi(std::string_view name) {
    // Names that say whose they are, of figures that tables call otherwise.
    if (name == "platform_contribution") name = "contribution";
    if (name == "seller_profit") name = "seller_income";
    std::size_t i = 0;
    while (i < kKpiCount && kKpis[i].info.name != name) ++i;
    return i;
}

std::vector<double> key_figures(const Platform& platform) {
    const Totals totals(platform);
    std::vector<double> values;
    const int digits = currency_digits(platform.world.scenario());
    for (const Kpi& kpi : kKpis) {
        const bool is_there = is_of_competition(kpi.info.name) ? platform.world.competes
                                                               : why_none(kpi.info.name, platform.model()).empty();
        if (!is_there) {
            values.push_back(kNoValue);
            continue;
        }
        const bool is_money = kpi.info.unit.starts_with("money");
        values.push_back(is_money ? in_main_unit(kpi.value(totals), digits) : kpi.value(totals));
    }
    return values;
}

double retention_rate(const CohortTally& cohorts, std::int64_t days, std::int64_t warm_up) {
    double start_sum = 0.0, kept_sum = 0.0;
    const auto whole_months = static_cast<std::size_t>(days / 30);
    const auto first_counted = static_cast<std::size_t>((warm_up + 29) / 30);
    double customers = 0.0;  // at the start of the month
    for (std::size_t month = 0; month < whole_months && month < cohorts.months; ++month) {
        if (month >= first_counted) {
            start_sum += customers;
            kept_sum += customers - static_cast<double>(cohorts.lost[month]);
        }
        customers += static_cast<double>(cohorts.joined[month]);
        for (std::size_t cohort = 0; cohort <= month; ++cohort)
            customers -= static_cast<double>(cohorts.left[cohort * cohorts.months + month]);
    }
    return ratio(kept_sum, start_sum);
}

double gini(std::vector<double> incomes) {
    std::sort(incomes.begin(), incomes.end());
    const auto n = static_cast<double>(incomes.size());
    double differences = 0.0, amounts = 0.0;  // half of those between all pairs; without signs
    for (std::size_t i = 0; i < incomes.size(); ++i) {
        differences += (2.0 * static_cast<double>(i + 1) - n - 1.0) * incomes[i];
        amounts += std::fabs(incomes[i]);
    }
    return amounts > 0.0 ? differences / (n * amounts) : kNoValue;
}

}  // namespace pasar
