// What the window is shown of running markets: plain values, copied out between two days and never changed again, so
// that drawing and simulating need not wait for each other. Everything is counted by sim/; nothing is counted here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agents/kinds.h"
#include "reports/auction_picture.h"
#include "reports/subscription_picture.h"
#include "sim/counts/result.h"
#include "sim/counts/tally.h"
#include "sim/platform/offers.h"
#include "sim/stories/watched_event.h"
#include "viz/script.h"

namespace pasar {

/// One buyer; its place in World::buyers is its number in the market. Four bytes, since there may be millions.
struct BuyerPoint {
    std::uint8_t region = 0;   ///< index into Surroundings::regions; means nothing before the buyer is aware
    std::uint8_t segment = 0;  ///< index into Surroundings::segments
    Stage stage = Stage::Unaware;
    std::uint8_t trust = 0;  ///< in the platform, 0 none to 255 full
};
static_assert(sizeof(BuyerPoint) == 4);

inline constexpr std::size_t kMostCompeting = 4;  ///< platforms of a market that a window shows

/// Where a buyer of several platforms buys.
struct BuyerCustom {
    std::uint8_t bought_on =
        kNowhere;           ///< place of the platform on which it last ordered, in its market; or nowhere yet
    bool knows = false;     ///< has heard of any platform
    bool has_left = false;  ///< has left all that it knew
};

/// One seller; its place in World::sellers is its number in the market.
struct SellerPoint {
    std::uint8_t region = 0;
    std::uint8_t type = 0;  ///< index into Surroundings::seller_types; means nothing for the own store
    bool own_store = false;
    bool open = true;  ///< false once gone or banned
    SellerKind kind = SellerKind::Honest;
    float quality = 0.0F;   ///< true quality, 0 to 1; of a store with several offers their mean
    float shown = 0.0F;     ///< score on display, 0 to 1; NaN where nothing is shown
    std::int64_t sold = 0;  ///< units so far
};

/// Something that moves in the picture today.
struct Mark {
    enum class Kind : std::uint8_t {
        Order,   ///< placed today
        Parcel,  ///< on its way
        Failure  ///< ended today in a way the buyer felt
    };
    std::uint32_t buyer = kNobody;
    std::uint32_t seller = kNobody;
    Kind kind = Kind::Order;
    Fate fate = Fate::Fine;  ///< of a failure
    float progress = 0.0F;   ///< of a parcel: 0 just sent, 1 at the door by the promised day or later
    float a_day = 0.0F;      ///< of a parcel: how much further it comes in a day
};

/// A reason for which customers left, most frequent first.
struct LeavingCause {
    std::string name;  ///< in words
    LeavingReason reason = LeavingReason::LostInterest;
    Cause cause = Cause::Nobody;       ///< whose doing it was with most of them
    FeltCause felt = FeltCause::Shop;  ///< whose doing most of them felt it was
    bool is_felt = false;              ///< whether there was a failure to blame anybody for: else `felt` means nothing
    std::int64_t buyers = 0;           ///< so far
    std::vector<Leaver> examples;      ///< the latest of them, latest first
};

/// Where a market stands and who is in it, by name: those of two scenarios may differ.
struct Surroundings {
    struct Region {
        std::string name, island;
        double share = 0.0;
    };
    std::vector<Region> regions;
    std::vector<std::string> segments;
    std::vector<std::string> seller_types;
};

/// One model's market as it stood in the evening of a day.
struct SeenWorld {
    std::uint32_t id = 0;                              ///< stays while the world is there; commands name it
    std::string name;                                  ///< of the model, or of the branch
    std::shared_ptr<const Script> script;              ///< how it came to be, changes included; never null
    std::shared_ptr<const LoadedScenario> scenario;    ///< in force this evening; never null
    std::shared_ptr<const LoadedScenario> wanted;      ///< what will be in force once days that are played again have
                                                       ///< caught up: what levers show; else `scenario`; never null
    std::shared_ptr<const Surroundings> surroundings;  ///< of `scenario`; never null
    std::size_t model = 0;                             ///< index into Scenario::models
    std::uint32_t market = 0;                          ///< platforms that compete for the same people have the same
                                                       ///< number, and stand side by side; else a world's own
    bool competes = false;                             ///< it is a platform of such a market
    std::optional<std::uint32_t> branch_of = {};       ///< the world it branched off, should it still be there
    bool is_branch = false;                            ///< of this or of a world that has been closed
    std::int64_t branch_day = 0;                       ///< of a branch: up to here it is its parent
    std::int64_t day = 0;                              ///< days done
    std::shared_ptr<const std::vector<DayRow>> days;
    std::vector<double> key_figures;  ///< as if the run ended today, in the order of kpi_info(); empty before day 1
    CohortTally cohorts;
    /// Of a buyer who has not heard of this platform yet knows another all but the stage means something, too.
    std::shared_ptr<const std::vector<BuyerPoint>> buyers;
    std::shared_ptr<const std::vector<BuyerCustom>> custom;  ///< of platforms that compete, by buyer; else null
    std::vector<SellerPoint> sellers;
    std::vector<Mark> marks;  ///< of today; a sample where there are very many
    std::int64_t orders_today = 0, parcels_under_way = 0, failures_today = 0;  ///< all, not only those in `marks`
    std::vector<LeavingCause> causes;
    /// Of those whose bids are kept the auction that is open this evening and has most bids, three or more; else the
    /// one that had most of all that ended, else the open one. Null where nothing is sold by auction or nobody has bid
    /// yet.
    std::shared_ptr<const AuctionPicture> auction;
    /// Of subscribers so far, by renewal; empty where there are no plans or nobody has paid yet.
    std::vector<RetentionPoint> retention;
};

/// The platforms of each market; a world that is one by itself is a market of one.
[[nodiscard]] inline std::vector<std::span<const SeenWorld>> markets_of(std::span<const SeenWorld> worlds) {
    std::vector<std::span<const SeenWorld>> markets;
    for (std::size_t first = 0, next = 0; first < worlds.size(); first = next) {
        while (next < worlds.size() && worlds[next].market == worlds[first].market) ++next;
        markets.push_back(worlds.subspan(first, next - first));
    }
    return markets;
}

/// Something to be told, such as why a command was refused.
struct Notice {
    std::uint64_t number = 0;  ///< a new one has a higher number
    bool is_error = false;
    std::string text;  ///< may have several lines
};

/// All worlds on one day, and what they share.
struct Scene {
    std::string title;  ///< of several scenarios all names
    std::string currency;
    int currency_digits = 0;  ///< in which it is counted
    std::string start_date;   ///< of day 0, YYYY-MM-DD
    std::int64_t day = 0;     ///< days done
    std::int64_t last_day = 0;
    std::int64_t seed = 0;
    bool running = false;
    double days_per_second = 0.0;  ///< asked for; infinite for as fast as it can
    double caught_up = 1.0;        ///< below 1 while days are replayed: how much of the way is done
    std::uint64_t commands = 0;    ///< how many of the session's commands are done, see Session::commands()
    Notice notice;                 ///< the latest; number 0 for none yet
    std::string undo, redo;        ///< what would be undone or done again, in words; empty for nothing
    std::size_t snapshots = 0, snapshot_bytes = 0;
    bool competes = false;          ///< its worlds are platforms of markets
    std::vector<SeenWorld> worlds;  ///< one to four, and up to eight platforms
};

}  // namespace pasar
