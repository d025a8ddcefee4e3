// Subscriptions as page, workbook and window draw them: the curve of those who are kept, bill after bill, and the steps
// from the recurring revenue at the start of a month to that at its end.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace pasar {

/// What became of subscribers when a bill came for the nth time: they paid, they had left of their own will since the
/// bill before, or it could not be collected. Sums over months of first payments, replications, or both.
struct AtBill {
    double renewed = 0.0, cancelled = 0.0, lapsed = 0.0;

    [[nodiscard]] double due() const { return renewed + cancelled + lapsed; }
    AtBill& operator+=(const AtBill& other);
};

/// A point of the curve, in shares of those who paid a first bill.
struct RetentionPoint {
    double due = 0.0;               ///< subscribers whose bill came so often, or who left before it did
    double kept = 1.0;              ///< paid this bill and all before it
    double without_failures = 1.0;  ///< the same if no bill had failed: cancellations alone
    bool operator==(const RetentionPoint&) const = default;
};

/// The curve by renewal, 0 being the first payment: the product of the shares that renewed at each renewal so far, so
/// that those who still had time to go when the run ended count as long as they were seen. Without failures, whoever
/// lapsed at a renewal counts as renewed there. Ends before a renewal that fewer than `least_due` came to, and
/// before one that nobody has paid: who cancels is counted the evening before a bill, so that on the last evening of a
/// run there may be a renewal with those alone.
/// E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations", Journal of the American
/// Statistical Association 53 (1958).
[[nodiscard]] std::vector<RetentionPoint> retention_curve(std::span<const AtBill> by_renewal, double least_due = 1.0);

/// Fewer say little: page, workbook and window end their curves there.
inline constexpr double kFewSubscribers = 10.0;

/// A step between recurring revenue at the start and at the end: a column of subscriptions.csv.
struct RevenueStep {
    std::string_view column;
    std::string_view label;
    bool adds = true;
};
inline constexpr std::size_t kRevenueSteps = 7;
/// First those that add.
[[nodiscard]] const std::array<RevenueStep, kRevenueSteps>& revenue_steps();

/// Recurring revenue over a month or more: money per 30 days, steps without a sign as in the table.
struct RevenueBridge {
    double start = 0.0;
    std::array<double, kRevenueSteps> steps{};
    double end = 0.0;

    /// With its sign.
    [[nodiscard]] double change(std::size_t step) const {
        return revenue_steps().at(step).adds ? steps.at(step) : -steps.at(step);
    }
    [[nodiscard]] bool is_empty() const;
};
/// One bridge over all of them, which follow each other.
[[nodiscard]] RevenueBridge over_all(std::span<const RevenueBridge> months);

}  // namespace pasar
