#include "reports/subscription_picture.h"

#include <algorithm>

namespace pasar {

AtBill& AtBill::operator+=(const AtBill& other) {
    renewed += other.renewed;
    cancelled += other.cancelled;
    lapsed += other.lapsed;
    return *this;
}

std::vector<RetentionPoint> retention_curve(std::span<const AtBill> by_renewal, double least_due) {
    std::vector<RetentionPoint> curve;
    for (const AtBill& bill : by_renewal) {
        const double due = bill.due();
        if (!(due > 0.0) || due < least_due) break;
        if (curve.empty()) {
            curve.push_back({.due = bill.renewed});  // who did not pay a first bill is no subscriber yet
            if (bill.renewed < std::max(1.0, least_due)) return {};
            continue;
        }
        curve.push_back({.due = due,
                         .kept = curve.back().kept * (bill.renewed / due),
                         .without_failures = curve.back().without_failures * ((due - bill.cancelled) / due)});
    }
    while (!curve.empty() && curve.back().kept == 0.0) curve.pop_back();
    return curve;
}

const std::array<RevenueStep, kRevenueSteps>& revenue_steps() {
    static constexpr std::array<RevenueStep, kRevenueSteps> kSteps{
        RevenueStep{"bridge_new", "new", true},
        RevenueStep{"bridge_expansion", "expansion", true},
        RevenueStep{"bridge_resumed", "resumed", true},
        RevenueStep{"bridge_contraction", "contraction", false},
        RevenueStep{"bridge_cancelled", "cancelled", false},
        RevenueStep{"bridge_lapsed", "lapsed", false},
        RevenueStep{"bridge_paused", "paused", false}};
    return kSteps;
}

bool RevenueBridge::is_empty() const {
    return start == 0.0 && end == 0.0 &&
           std::all_of(steps.begin(), steps.end(), [](double step) { return step == 0.0; });
}

RevenueBridge over_all(std::span<const RevenueBridge> months) {
    RevenueBridge all;
    if (months.empty()) return all;
    all.start = months.front().start;
    all.end = months.back().end;
    for (const RevenueBridge& month : months)
        for (std::size_t step = 0; step < kRevenueSteps; ++step) all.steps[step] += month.steps[step];
    return all;
}

}  // namespace pasar
