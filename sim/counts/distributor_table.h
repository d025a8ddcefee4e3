// The table of a run that tells of distributors.
#pragma once

#include "sim/counts/result.h"
#include "sim/platform/platform.h"

namespace pasar {

/// A distributor's goods and money since day 0; without rows where `platform` is null.
[[nodiscard]] Table distributors_table(const Platform* platform);

}  // namespace pasar
