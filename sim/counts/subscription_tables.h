// Tables of subscriptions.
#pragma once

#include "sim/counts/result.h"

namespace pasar {

class Platform;

/// What each month brought: sign-ups, trials, bills, who left, recurring revenue. Without a platform its outline alone.
[[nodiscard]] Table subscriptions_table(const Platform* platform);

/// Retention curves: what became of subscribers at each renewal, by the month of their first payment.
[[nodiscard]] Table subscriber_cohorts_table(const Platform* platform);

}  // namespace pasar
