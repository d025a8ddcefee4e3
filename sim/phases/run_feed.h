// A platform that is free to read, as one thread leads it: what there is to read, who was there, what it earns and
// costs.
#pragma once

#include "sim/phases/outbox.h"
#include "sim/platform/platform.h"

namespace pasar {

/// The morning: what is made or bought is there, and what members wrote yesterday.
void open_feed(Platform& platform);

/// The evening: advertisers pay, posts that were looked at are paid for, and it is known who was there.
void close_feed(Platform& platform, const FeedDay& today);

/// People whom members invite today: how many, and what that adds to the chance per day of somebody who does not know
/// the platform to get to know it.
struct Invited {
    std::int64_t sent = 0;
    double reach = 0.0;
};
[[nodiscard]] Invited invite(Platform& platform);

}  // namespace pasar
