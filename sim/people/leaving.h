// Why did they leave: the causes, most frequent first.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/counts/tally.h"

namespace pasar {

struct CauseOfLeaving {
    LeavingReason reason = LeavingReason::LostInterest;
    Cause cause = Cause::Nobody;
    FeltCause felt = FeltCause::Shop;
    bool at_once = false;  ///< left instead of complaining
    std::int64_t buyers = 0;

    /// Whether there was a failure that the buyer blamed on somebody. A buyer who refuses a parcel or sends
    /// goods back has nothing to blame anybody for.
    [[nodiscard]] bool is_felt() const {
        return reason != LeavingReason::LostInterest && reason != LeavingReason::WorseThanExpected &&
               reason != LeavingReason::Refused && reason != LeavingReason::Returned &&
               reason != LeavingReason::NoShow && reason != LeavingReason::Cancelled &&
               reason != LeavingReason::Outbid && reason != LeavingReason::PaymentFailed &&
               reason != LeavingReason::TooManyAds && reason != LeavingReason::PostRemoved;
    }
    bool operator==(const CauseOfLeaving&) const = default;
};

/// Every combination for which a customer left, the most frequent first; of equals in the order of the enumerations.
/// For the causes of some days only, take the counts before these days off first.
[[nodiscard]] std::vector<CauseOfLeaving> causes_of_leaving(const LeaverCounts& leavers);

/// The same by reason alone: cause and felt cause are those of most of its leavers.
[[nodiscard]] std::vector<CauseOfLeaving> reasons_of_leaving(const LeaverCounts& leavers);

}  // namespace pasar
