#include "sim/counts/measure_words.h"

#include <fmt/format.h>
#include <algorithm>
#include <cctype>

#include "scenarios/nearest.h"
#include "sim/counts/measures.h"

namespace pasar {

namespace {

struct EverydayWord {
    std::string_view word;  ///< small letters alone
    std::vector<std::string_view> measures;
};

const std::vector<EverydayWord>& everyday_words() {
    static const std::vector<EverydayWord> all{
        {"profit", {"contribution"}},
        {"profits", {"contribution"}},
        {"earnings", {"contribution"}},
        {"netincome", {"contribution"}},
        {"result", {"contribution"}},
        {"income", {"contribution", "seller_income"}},
        {"platformcontribution", {"contribution"}},
        {"sellerprofit", {"seller_income"}},
        {"myprofit", {"firm_profit"}},
        {"firm", {"firm_profit"}},
        {"sellerprofits", {"seller_income"}},
        {"consumersurplus", {"buyer_surplus"}},
        {"welfare", {"total_surplus", "buyer_surplus"}},
        {"revenue", {"commission_revenue", "margin_revenue", "other_revenue", "gmv"}},
        {"revenues", {"commission_revenue", "margin_revenue", "other_revenue", "gmv"}},
        {"sales", {"gmv", "orders"}},
        {"turnover", {"gmv"}},
        {"grossmerchandisevalue", {"gmv"}},
        {"margin", {"contribution", "margin_revenue"}},
        {"cost", {"operating_cost", "remedy_cost", "programme_cost"}},
        {"costs", {"operating_cost", "remedy_cost", "programme_cost"}},
        {"purchases", {"orders"}},
        {"traffic", {"visits"}},
        {"visitors", {"visits"}},
        {"conversionrate", {"conversion"}},
        {"bouncerate", {"abandonment_rate"}},
        {"basket", {"average_order_value"}},
        {"basketsize", {"average_order_value"}},
        {"ordervalue", {"average_order_value"}},
        {"aov", {"average_order_value"}},
        {"cod", {"on_delivery_share"}},
        {"cashondelivery", {"on_delivery_share"}},
        {"churn", {"churned_share", "retention_rate"}},
        {"churnrate", {"churned_share", "retention_rate"}},
        {"retention", {"retention_rate"}},
        {"loyalty", {"loyal_share", "repeat_rate"}},
        {"buyers", {"customers", "new_customers"}},
        {"users", {"customers"}},
        {"clients", {"customers"}},
        {"awareness", {"aware_share"}},
        {"clv", {"lifetime_value"}},
        {"ltv", {"lifetime_value"}},
        {"mrr", {"recurring_revenue"}},
        {"monthlyrecurringrevenue", {"recurring_revenue"}},
        {"involuntarychurn", {"monthly_churn_involuntary", "involuntary_churn_share"}},
        {"dunning", {"recovery_rate"}},
        {"customervalue", {"lifetime_value"}},
        {"cac", {"acquisition_cost"}},
        {"satisfaction", {"mean_satisfaction", "csat", "nps"}},
        {"promoterscore", {"nps"}},
        {"netpromoterscore", {"nps"}},
        {"effort", {"ces"}},
        {"trust", {"mean_trust"}},
        {"rating", {"mean_stars", "positive_review_share"}},
        {"ratings", {"mean_stars", "positive_review_share"}},
        {"stars", {"mean_stars"}},
        {"reviews", {"review_rate", "mean_stars"}},
        {"failures", {"failure_rate"}},
        {"complaints", {"complaint_rate"}},
        {"fraud", {"fraud_rate"}},
        {"chargebacks", {"chargeback_rate"}},
        {"returns", {"refund_rate", "return_to_sender_rate"}},
        {"refunds", {"refund_rate"}},
        {"refusals", {"refusal_rate"}},
        {"delays", {"on_time_rate", "delivery_days"}},
        {"late", {"on_time_rate"}},
        {"lateness", {"on_time_rate", "delivery_days"}},
        {"punctuality", {"on_time_rate"}},
        {"deliverytime", {"delivery_days"}},
        {"leadtime", {"delivery_days"}},
        {"responsetime", {"first_response_hours", "resolution_hours"}},
        {"welfare", {"buyer_surplus"}},
        {"surplus", {"buyer_surplus"}},
        {"consumersurplus", {"buyer_surplus"}},
        {"quality", {"offered_quality"}},
        {"price", {"price_index"}},
        {"prices", {"price_index"}},
        {"inequality", {"seller_income_gini"}},
        {"gini", {"seller_income_gini"}},
        {"herfindahl", {"seller_concentration"}},
        {"hhi", {"seller_concentration"}},
        {"concentration", {"seller_concentration"}},
    };
    return all;
}

}  // namespace

std::vector<std::string_view> measures_meant_by(std::string_view word) {
    std::string bare;
    for (const char c : word) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isalnum(letter) != 0) bare += static_cast<char>(std::tolower(letter));
    }
    for (const EverydayWord& everyday : everyday_words()) {
        if (everyday.word == bare) return everyday.measures;
    }
    return {};
}

std::string measure_hint(std::string_view name) {
    const std::vector<std::string_view> meant = measures_meant_by(name);
    if (!meant.empty()) {
        std::string text = "did you mean ";
        for (std::size_t i = 0; i < meant.size(); ++i) {
            text += fmt::format("{}\"{}\"{}", i == 0 ? "" : " or ", meant[i],
                                i == 0 ? fmt::format(" ({})", kpi_info(find_kpi(meant[i])).says) : "");
        }
        return text + "?";
    }
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < kKpiCount; ++i) known.push_back(kpi_info(i).name);
    std::string hint = did_you_mean(name, known);
    // Half a name is no slip of a pen, but says what is looked for.
    return hint.empty() ? holding_hint(name, known) : hint;
}

}  // namespace pasar
