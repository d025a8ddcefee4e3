// How buyers' orders spread over people and days: figures that published facts are about.
#pragma once

#include <cstdint>
#include <vector>

namespace pasar {

class Platform;
struct Relationship;

/// The panel's year: what each buyer who ordered in it came to.
struct BuyersYear {
    std::vector<double> orders, spend;  ///< of the same buyers; empty where the year is not over

    /// Orders per buyer who ordered; NaN where nobody did.
    [[nodiscard]] double orders_each() const;
};
[[nodiscard]] BuyersYear buyers_year_of(const Platform& platform);

/// Customers have been watched for so many days after the month of their first order before they count as such who
/// ordered only once.
inline constexpr std::int64_t kWatchedDays = 180;
/// Customers who could be watched for so long, and how many of them ordered once.
class WatchedCustomers {
public:
    /// First months that count begin on day `warm_up`; the run has been seen up to day `end`.
    WatchedCustomers(std::int64_t warm_up, std::int64_t end) : warm_up_(warm_up), end_(end) {}

    void count(const Relationship& relationship);
    /// NaN where there are no such customers.
    [[nodiscard]] double one_order_share() const;

private:
    std::int64_t warm_up_, end_;
    std::int64_t customers_ = 0, ordered_once_ = 0;
};

/// Orders on 11 November over those of the median day of the 30 days before and after, of days that count. Of several
/// years all such days over all medians. NaN where fewer than 30 days around it count, and where nothing is ordered on
/// the median day.
[[nodiscard]] double campaign_day_orders(const Platform& platform);

}  // namespace pasar
