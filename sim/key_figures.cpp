#include "sim/key_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "scenarios/currency.h"

namespace pasar {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// What formulas read.
struct Totals {
    explicit Totals(const Market& market);
    [[nodiscard]] double of(Count which) const {
        return static_cast<double>(m.total.counts[static_cast<std::size_t>(which)]);
    }
    [[nodiscard]] double last(State which) const {
        return m.days.empty() ? kNothing : static_cast<double>(m.days.back().states[static_cast<std::size_t>(which)]);
    }
    [[nodiscard]] double customers() const {
        return last(State::Customers) + last(State::RepeatCustomers) + last(State::Advocates);
    }
    [[nodiscard]] double contribution() const;
    [[nodiscard]] double months() const { return static_cast<double>(m.day()) / 30.0; }

    const Market& m;
    std::int64_t ever_repeated = 0;  ///< buyers with more than one order
    std::int64_t loyal = 0, recommending = 0, resisting = 0;
    std::vector<double> seller_incomes;
    double concentration = kNothing;
};

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : kNothing; }

Totals::Totals(const Market& market) : m(market) {
    // Loyalty is more than not having left: bought again, would recommend, would not go for a competitor's discount.
    for (const Block& block : m.blocks) {
        const SegmentPlan& segment = m.plan.segments[block.segment];
        for (std::uint32_t i = 0; i < block.count; ++i) {
            const Buyer& b = m.buyers[block.first + i];
            if (b.orders < 2) continue;
            ++ever_repeated;
            if (b.stage == Stage::Left) continue;
            const double pull = m.spec.choice.trust * (b.trust - m.spec.trust.initial) +
                                (b.liked_offer == kNoOffer ? 0.0 : segment.own_experience * b.liked_by);
            const bool resists = pull >= segment.price_weight * m.spec.leaving.competitor_discount;
            const bool recommends = b.talk == Talk::Promotes;
            resisting += resists ? 1 : 0;
            recommending += recommends ? 1 : 0;
            loyal += resists && recommends ? 1 : 0;
        }
    }
    double gmv = 0.0, squares = 0.0;
    for (const Seller& seller : m.sellers) {
        if (seller.kind != SellerKind::Business) seller_incomes.push_back(static_cast<double>(seller.income.units));
        const auto sold = static_cast<double>(seller.gmv.units);
        gmv += sold;
        squares += sold * sold;
    }
    concentration = ratio(squares, gmv * gmv);
}

double Totals::contribution() const {
    const double earned = of(Count::CommissionRevenue) + of(Count::MarginRevenue) + of(Count::ListingRevenue) +
                          of(Count::AdvertisingRevenue) + of(Count::BuyerFeeRevenue) + of(Count::ShippingMargin);
    const double spent = of(Count::PaymentFees) + of(Count::DiscountCost) + of(Count::RemedyCost) +
                         of(Count::SupportCost) + of(Count::PromotionCost) + of(Count::ProgrammeCost) +
                         of(Count::SiteCost) + of(Count::HandlingCost) + of(Count::FixedCost);
    return earned - spent;
}

struct Kpi {
    MeasureInfo info;
    double (*value)(const Totals&);
};

using T = const Totals&;
using C = Count;
// clang-format off
const Kpi kKpis[] = {
    {{"contribution", "money", "all revenue of the platform less all its costs: what the business model earns", +1, true}, [](T t) { return t.contribution(); }},
    {{"contribution_per_month", "money per 30 days", "contribution over the length of the run", +1}, [](T t) { return t.contribution() / t.months(); }},
    {{"contribution_per_order", "money per order", "contribution over orders", +1}, [](T t) { return ratio(t.contribution(), t.of(C::Orders)); }},
    {{"gmv", "money", "gross merchandise value: price of all goods ordered", +1, true}, [](T t) { return t.of(C::Gmv); }},
    {{"visits", "visit", "visits to the platform", +1, true}, [](T t) { return t.of(C::Visits); }},
    {{"orders", "order", "orders placed", +1, true}, [](T t) { return t.of(C::Orders); }},
    {{"conversion", "share of visits", "orders over visits", +1}, [](T t) { return ratio(t.of(C::Orders), t.of(C::Visits)); }},
    {{"abandonment_rate", "share of visits", "visits lost to a slow or overloaded site", -1}, [](T t) { return ratio(t.of(C::Abandoned) + t.of(C::LostToQueue), t.of(C::Visits)); }},
    {{"payment_failure_rate", "share of choices", "chosen orders lost at payment", -1}, [](T t) { return ratio(t.of(C::PaymentFailed), t.of(C::PaymentFailed) + t.of(C::Orders)); }},
    {{"average_order_value", "money per order", "gmv over orders", 0}, [](T t) { return ratio(t.of(C::Gmv), t.of(C::Orders)); }},
    {{"on_delivery_share", "share of orders", "orders paid in cash at the door", 0}, [](T t) { return ratio(t.of(C::OrdersOnDelivery), t.of(C::Orders)); }},
    {{"delivery_success_rate", "share of parcels", "parcels handed over to their buyers, of all dispatched whose story ended", +1}, [](T t) { return ratio(t.of(C::Delivered), t.of(C::Delivered) + t.of(C::Lost) + t.of(C::Refused) + t.of(C::Undeliverable)); }},
    {{"on_time_rate", "share of deliveries", "handed over by the promised day", +1}, [](T t) { return ratio(t.of(C::DeliveredOnTime), t.of(C::Delivered)); }},
    {{"delivery_days", "day", "mean days from order to hand-over", -1}, [](T t) { return ratio(t.of(C::DeliveryDays), t.of(C::Delivered)); }},
    {{"refusal_rate", "share of cash-on-delivery orders", "parcels refused at the door", -1}, [](T t) { return ratio(t.of(C::Refused), t.of(C::OrdersOnDelivery)); }},
    {{"return_to_sender_rate", "share of parcels", "parcels refused or undeliverable", -1}, [](T t) { return ratio(t.of(C::Refused) + t.of(C::Undeliverable), t.of(C::Dispatched)); }},
    {{"loss_rate", "share of parcels", "parcels lost", -1}, [](T t) { return ratio(t.of(C::Lost), t.of(C::Dispatched)); }},
    {{"damage_rate", "share of parcels", "parcels damaged", -1}, [](T t) { return ratio(t.of(C::Damaged), t.of(C::Dispatched)); }},
    {{"wrong_item_rate", "share of orders", "wrong item packed", -1}, [](T t) { return ratio(t.of(C::WrongItem), t.of(C::Orders)); }},
    {{"stock_out_rate", "share of orders", "cancelled because sold out", -1}, [](T t) { return ratio(t.of(C::StockOuts), t.of(C::Orders)); }},
    {{"fraud_rate", "share of orders", "never sent or misdescribed", -1}, [](T t) { return ratio(t.of(C::NeverSent) + t.of(C::Misdescribed), t.of(C::Orders)); }},
    {{"failure_rate", "share of settled orders", "any failure the buyer could feel, refusals included", -1}, [](T t) { return ratio(t.of(C::Failures), t.of(C::Settled)); }},
    {{"complaint_rate", "share of settled orders", "orders about which the buyer complained", -1}, [](T t) { return ratio(t.of(C::Complaints), t.of(C::Settled)); }},
    {{"voice_share", "share of failures", "failures about which the buyer spoke up", 0}, [](T t) { return ratio(t.of(C::Complaints), t.of(C::Failures)); }},
    {{"ignored_share", "share of complaints", "complaints that waited too long", -1}, [](T t) { return ratio(t.of(C::TicketsIgnored), t.of(C::TicketsIgnored) + t.of(C::TicketsSettled)); }},
    {{"first_response_hours", "hour", "mean hours until the first answer", -1}, [](T t) { return ratio(t.of(C::FirstResponseHours), t.of(C::TicketsSettled)); }},
    {{"resolution_hours", "hour", "mean hours until settled, refund time included", -1}, [](T t) { return ratio(t.of(C::ResolutionHours), t.of(C::TicketsSettled)); }},
    {{"refund_rate", "share of orders", "orders paid back", -1}, [](T t) { return ratio(t.of(C::Refunds), t.of(C::Orders)); }},
    {{"chargeback_rate", "share of orders", "losses recovered through the payment provider", -1}, [](T t) { return ratio(t.of(C::Chargebacks), t.of(C::Orders)); }},
    {{"mean_satisfaction", "0 to 1", "satisfaction after settlement", +1}, [](T t) { return ratio(t.of(C::Satisfaction) / 1e6, t.of(C::Settled)); }},
    {{"review_rate", "share of settled orders", "buyers who left an honest review", 0}, [](T t) { return ratio(t.of(C::Reviews), t.of(C::Settled)); }},
    {{"positive_review_share", "share of reviews", "reviews that count as positive", +1}, [](T t) { return ratio(t.of(C::PositiveReviews), t.of(C::Reviews)); }},
    {{"mean_stars", "star", "mean stars of honest reviews", +1}, [](T t) { return ratio(t.of(C::Stars), t.of(C::Reviews)); }},
    {{"nps", "point", "Net Promoter Score of the surveys: share of 9 and 10 less share of 0 to 6, times 100; from -100 to 100", +1}, [](T t) { return 100.0 * ratio(t.of(C::SurveyPromoters) - t.of(C::SurveyDetractors), t.of(C::SurveyAnswers)); }},
    {{"csat", "1 to 5", "mean answer to the satisfaction question", +1}, [](T t) { return ratio(t.of(C::CsatSum), t.of(C::SurveyAnswers)); }},
    {{"ces", "1 to 7", "mean answer to the effort question, 7 being very easy", +1}, [](T t) { return ratio(t.of(C::CesSum), t.of(C::SurveyAnswers)); }},
    {{"aware_share", "share of buyers", "buyers who know the platform at the end", +1}, [](T t) { return ratio(static_cast<double>(t.m.spec.buyers) - t.last(State::Unaware), static_cast<double>(t.m.spec.buyers)); }},
    {{"customers", "buyer", "buyers at the end who ordered and have not left", +1}, [](T t) { return t.customers(); }},
    {{"new_customers", "buyer", "buyers who ordered for the first time", +1, true}, [](T t) { return t.of(C::FirstOrders); }},
    {{"retention_rate", "share per month", "customers at the start of a month who are still customers at its end, over all months", +1}, [](T t) { return retention_rate(t.m.cohorts(), t.m.day()); }},
    {{"churned_share", "share of customers", "of all who ever ordered, those who have left at the end", -1}, [](T t) { return ratio(t.of(C::BuyersLeft) - t.of(C::BuyersWonBack), t.of(C::FirstOrders)); }},
    {{"repeat_rate", "share of customers", "of all who ever ordered, those who ordered again", +1}, [](T t) { return ratio(static_cast<double>(t.ever_repeated), t.of(C::FirstOrders)); }},
    {{"orders_per_customer", "order", "orders over all who ever ordered", +1}, [](T t) { return ratio(t.of(C::Orders), t.of(C::FirstOrders)); }},
    {{"loyal_share", "share of customers", "customers at the end who bought again, would recommend and would resist a competitor's discount", +1}, [](T t) { return ratio(static_cast<double>(t.loyal), t.customers()); }},
    {{"would_recommend_share", "share of customers", "customers at the end who bought again and would recommend", +1}, [](T t) { return ratio(static_cast<double>(t.recommending), t.customers()); }},
    {{"would_resist_share", "share of customers", "customers at the end who bought again and would resist a competitor's discount", +1}, [](T t) { return ratio(static_cast<double>(t.resisting), t.customers()); }},
    {{"mean_trust", "0 to 1", "trust in the platform of customers at the end", +1}, [](T t) { return ratio(t.last(State::TrustMillionths) / 1e6, t.customers()); }},
    {{"lifetime_value", "money per customer", "contribution before promotion and fixed costs, per customer won", +1}, [](T t) { return ratio(t.contribution() + t.of(C::PromotionCost) + t.of(C::FixedCost), t.of(C::FirstOrders)); }},
    {{"acquisition_cost", "money per customer", "promotion cost per customer won", -1}, [](T t) { return ratio(t.of(C::PromotionCost), t.of(C::FirstOrders)); }},
    {{"commission_revenue", "money", "commissions on released sales", +1, true}, [](T t) { return t.of(C::CommissionRevenue); }},
    {{"margin_revenue", "money", "price less cost of own goods sold", +1, true}, [](T t) { return t.of(C::MarginRevenue); }},
    {{"other_revenue", "money", "listing, joining, advertising and service fees", +1, true}, [](T t) { return t.of(C::ListingRevenue) + t.of(C::AdvertisingRevenue) + t.of(C::BuyerFeeRevenue); }},
    {{"shipping_margin", "money", "shipping charged less shipping paid", +1, true}, [](T t) { return t.of(C::ShippingMargin); }},
    {{"remedy_cost", "money", "refunds and replacements borne by the platform", -1, true}, [](T t) { return t.of(C::RemedyCost); }},
    {{"programme_cost", "money", "discounts, messages, surveys and monitoring", -1, true}, [](T t) { return t.of(C::ProgrammeCost) + t.of(C::DiscountCost); }},
    {{"operating_cost", "money", "payment fees, support, promotion, site, handling and fixed costs", -1, true}, [](T t) { return t.of(C::PaymentFees) + t.of(C::SupportCost) + t.of(C::PromotionCost) + t.of(C::SiteCost) + t.of(C::HandlingCost) + t.of(C::FixedCost); }},
    {{"buyer_loss", "money", "losses from failed orders that stayed with buyers", -1, true}, [](T t) { return t.of(C::BuyerLoss); }},
    {{"buyer_loss_share", "share of GMV", "the same over gmv", -1}, [](T t) { return ratio(t.of(C::BuyerLoss), t.of(C::Gmv)); }},
    {{"buyer_surplus_per_visit", "utility", "mean logit inclusive value of visits that saw offers", +1}, [](T t) { return ratio(t.of(C::BuyerSurplus) / 1e6, t.of(C::Visits) - t.of(C::Abandoned) - t.of(C::LostToQueue)); }},
    {{"buyer_surplus", "money", "what having the platform is worth to buyers, by their own weight of price", +1, true}, [](T t) { return t.of(C::BuyerSurplusMoney); }},
    {{"seller_income", "money", "sales of independent sellers less all their costs", +1, true}, [](T t) { return t.of(C::SellerIncome); }},
    {{"seller_income_gini", "0 to 1", "inequality of incomes among independent sellers", 0}, [](T t) { return gini(t.seller_incomes); }},
    {{"seller_concentration", "0 to 1", "Herfindahl index of sales over sellers", 0}, [](T t) { return t.concentration; }},
    {{"courier_revenue", "money", "what couriers earn", 0, true}, [](T t) { return t.of(C::CourierRevenue); }},
    {{"sellers", "seller", "sellers in business at the end", +1}, [](T t) { return t.last(State::Sellers); }},
    {{"seller_exits", "seller", "sellers who gave up", -1, true}, [](T t) { return t.of(C::SellerExits); }},
    {{"seller_bans", "seller", "sellers banned", 0, true}, [](T t) { return t.of(C::SellerBans); }},
    {{"offered_quality", "0 to 1", "mean true quality of offers in stock at the end", +1}, [](T t) { return t.last(State::MeanQuality) / 1e6; }},
    {{"price_index", "reference price", "mean price of offers in stock at the end", 0}, [](T t) { return t.last(State::MeanPriceIndex) / 1e6; }},
    {{"reputation_error", "0 to 1", "mean distance between quality inferred from ratings and true quality at the end", -1}, [](T t) { return t.last(State::ReputationError) / 1e6; }},
};
// clang-format on

}  // namespace

const std::size_t kKpiCount = std::size(kKpis);

const MeasureInfo& kpi_info(std::size_t kpi) { return kKpis[kpi].info; }

std::size_t find_kpi(std::string_view name) {
    std::size_t i = 0;
    while (i < kKpiCount && kKpis[i].info.name != name) ++i;
    return i;
}

std::vector<double> key_figures(const Market& market) {
    const Totals totals(market);
    std::vector<double> values;
    const int digits = currency_digits(market.scenario);
    for (const Kpi& kpi : kKpis) {
        const bool is_money = kpi.info.unit.starts_with("money");
        values.push_back(is_money ? in_main_unit(kpi.value(totals), digits) : kpi.value(totals));
    }
    return values;
}

double retention_rate(const CohortTally& cohorts, std::int64_t days) {
    double start_sum = 0.0, kept_sum = 0.0;
    const auto whole_months = static_cast<std::size_t>(days / 30);
    double customers = 0.0;  // at the start of the month
    for (std::size_t month = 0; month < whole_months && month < cohorts.months; ++month) {
        double left_of_those = 0.0;
        for (std::size_t cohort = 0; cohort < month; ++cohort)
            left_of_those += static_cast<double>(cohorts.left[cohort * cohorts.months + month]);
        start_sum += customers;
        kept_sum += customers - left_of_those;
        customers += static_cast<double>(cohorts.joined[month]) - left_of_those -
                     static_cast<double>(cohorts.left[month * cohorts.months + month]);
    }
    return ratio(kept_sum, start_sum);
}

double gini(std::vector<double> incomes) {
    for (double& income : incomes) income = std::max(0.0, income);
    std::sort(incomes.begin(), incomes.end());
    const double sum = std::accumulate(incomes.begin(), incomes.end(), 0.0);
    if (incomes.empty() || sum <= 0.0) return kNothing;
    double weighted = 0.0;
    for (std::size_t i = 0; i < incomes.size(); ++i) weighted += static_cast<double>(i + 1) * incomes[i];
    const auto n = static_cast<double>(incomes.size());
    return 2.0 * weighted / (n * sum) - (n + 1.0) / n;
}

}  // namespace pasar
