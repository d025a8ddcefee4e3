#include "sim/people/leaving.h"

#include <algorithm>

namespace pasar {
namespace {

void most_frequent_first(std::vector<CauseOfLeaving>& causes) {
    std::stable_sort(causes.begin(), causes.end(),
                     [](const CauseOfLeaving& a, const CauseOfLeaving& b) { return a.buyers > b.buyers; });
}

}  // namespace

std::vector<CauseOfLeaving> causes_of_leaving(const LeaverCounts& leavers) {
    std::vector<CauseOfLeaving> causes;
    for (std::size_t reason = 0; reason < kCountOf<LeavingReason>; ++reason)
        for (std::size_t cause = 0; cause < kCountOf<Cause>; ++cause)
            for (std::size_t felt = 0; felt < kCountOf<FeltCause>; ++felt)
                for (std::size_t at_once = 0; at_once < 2; ++at_once)
                    if (const std::int64_t buyers = leavers[reason][cause][felt][at_once]; buyers > 0)
                        causes.push_back({static_cast<LeavingReason>(reason), static_cast<Cause>(cause),
                                          static_cast<FeltCause>(felt), at_once == 1, buyers});
    most_frequent_first(causes);
    return causes;
}

std::vector<CauseOfLeaving> reasons_of_leaving(const LeaverCounts& leavers) {
    std::vector<CauseOfLeaving> reasons;
    for (const CauseOfLeaving& cause : causes_of_leaving(leavers)) {
        const auto known = std::find_if(reasons.begin(), reasons.end(),
                                        [&](const CauseOfLeaving& other) { return other.reason == cause.reason; });
        if (known == reasons.end())
            reasons.push_back(cause);
        else
            known->buyers += cause.buyers;
    }
    most_frequent_first(reasons);
    return reasons;
}

}  // namespace pasar
