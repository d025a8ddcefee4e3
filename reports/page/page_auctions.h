// The auctions whose bids a result shows, for page and workbook.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "reports/auction_picture.h"
#include "reports/page/page_source.h"

namespace pasar {

struct ShownAuction {
    std::size_t model = 0;  ///< as a position in PageSource::models
    std::int64_t replication = 0;
    AuctionPicture auction;
};

/// Of each model that has any in bids.csv the auction with most bids, of the first replication where several have so
/// many. Throws BadTable where a bid lies outside of its auction's days.
[[nodiscard]] std::vector<ShownAuction> read_shown_auctions(const PageSource& source);

}  // namespace pasar
