#include "sim/counts/habits.h"

#include <algorithm>
#include <numeric>

#include "scenarios/dates.h"
#include "sim/counts/panel.h"
#include "sim/world/world.h"
#include "words/figures.h"

namespace pasar {
namespace {

constexpr const char* kCampaignDate = "11-11";
constexpr std::int64_t kDaysAround = 30;

std::int64_t orders_on(const Platform& p, std::int64_t day) {
    return p.days[static_cast<std::size_t>(day)].counts[static_cast<std::size_t>(Count::Orders)];
}

double median_of(std::vector<std::int64_t> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const auto upper = static_cast<double>(values[middle]);
    return values.size() % 2 == 1 ? upper : (upper + static_cast<double>(values[middle - 1])) / 2.0;
}

}  // namespace

double BuyersYear::orders_each() const {
    if (orders.empty()) return kNoValue;
    return std::accumulate(orders.begin(), orders.end(), 0.0) / static_cast<double>(orders.size());
}

BuyersYear buyers_year_of(const Platform& p) {
    BuyersYear year;
    if (p.world.day() - p.world.scenario().warm_up < kPanelDays) return year;
    for (const Dealings& block : p.dealings) {
        for (const PanelMember& member : block.panel.members()) {
            if (member.orders == 0) continue;
            year.orders.push_back(static_cast<double>(member.orders));
            year.spend.push_back(static_cast<double>(member.spent));
        }
    }
    return year;
}

void WatchedCustomers::count(const Relationship& b) {
    const std::int64_t month = b.first_month;
    if (b.orders == 0 || month * kDaysPerMonth < warm_up_ || (month + 1) * kDaysPerMonth + kWatchedDays > end_) return;
    ++customers_;
    ordered_once_ += b.orders == 1 ? 1 : 0;
}

double WatchedCustomers::one_order_share() const {
    return customers_ > 0 ? static_cast<double>(ordered_once_) / static_cast<double>(customers_) : kNoValue;
}

double campaign_day_orders(const Platform& p) {
    const Scenario& scenario = p.world.scenario();
    const std::int64_t first = scenario.warm_up, end = p.world.day();
    double campaign = 0.0, ordinary = 0.0;
    for (const std::int64_t day : days_of_date(kCampaignDate, scenario.start_date, end, 1)) {
        if (day < first || day >= end) continue;
        std::vector<std::int64_t> around;
        for (std::int64_t near = std::max(first, day - kDaysAround); near < std::min(end, day + kDaysAround + 1);
             ++near)
            if (near != day) around.push_back(orders_on(p, near));
        if (std::ssize(around) < kDaysAround) continue;
        campaign += static_cast<double>(orders_on(p, day));
        ordinary += median_of(around);
    }
    return ordinary > 0.0 ? campaign / ordinary : kNoValue;
}

}  // namespace pasar
