// Subscriptions of a result, for page and workbook.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "reports/page/page_source.h"
#include "reports/subscription_picture.h"

namespace pasar {

/// A model that has plans, all replications together.
struct ShownSubscriptions {
    std::size_t model = 0;                     ///< as a position in PageSource::models
    std::vector<AtBill> bills;                 ///< by renewal, summed over months and replications
    std::vector<std::vector<AtBill>> cohorts;  ///< by month of the first payment and renewal
    std::vector<RevenueBridge> months;         ///< of 30 days from day 0: mean of the replications, main unit
    std::int64_t replications = 0;

    [[nodiscard]] std::vector<RetentionPoint> curve() const { return retention_curve(bills, kFewSubscribers); }
};

/// Models without plans are left out, and so are all where subscriptions.csv or subscriber_cohorts.csv is missing.
/// Throws BadTable.
[[nodiscard]] std::vector<ShownSubscriptions> read_shown_subscriptions(const PageSource& source);

/// The first month that no day of the warm-up is in.
[[nodiscard]] std::size_t first_counted_month(const PageSource& source);

}  // namespace pasar
