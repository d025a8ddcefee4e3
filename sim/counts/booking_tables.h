// The tables of a run that tell of bookings.
#pragma once

#include "sim/counts/result.h"
#include "sim/platform/platform.h"

namespace pasar {

/// A provider's places and bookings over the days that count; without rows where `platform` is null.
[[nodiscard]] Table providers_table(const Platform* platform);

/// The same day by day, where the platform keeps it.
[[nodiscard]] Table provider_days_table(const Platform* platform);

}  // namespace pasar
