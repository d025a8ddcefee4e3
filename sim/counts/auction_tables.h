// Tables of auctions.
#pragma once

#include "sim/counts/result.h"
#include "sim/platform/platform.h"

namespace pasar {

/// A row for each auction that ended on a day that counts; columns alone for nullptr. Pre: Platform::keep_auctions.
[[nodiscard]] Table auctions_table(const Platform* platform);

/// The bids of one auction, of those watched the one that had most: what the picture shows.
[[nodiscard]] Table bids_table(const Platform* platform);

}  // namespace pasar
