// Looking inside: a few buyers and sellers whose story is told while the market runs. Off, it costs the test of a
// pointer where an order is touched anyway; on or off, the market goes the same way.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/phases/turn.h"
#include "sim/stories/watched_event.h"

namespace pasar {

/// Buyers and sellers by their numbers, and what happened to them. Of a buyer it tells all that it meets and does; of a
/// seller what becomes of its orders, and its own days.
class Watch {
public:
    Watch(std::vector<std::uint32_t> buyers, std::vector<std::uint32_t> sellers);

    /// What has been told since the last call: by day, phase of the day and buyer, the same on any number of threads.
    [[nodiscard]] std::vector<WatchedEvent> take();

private:
    friend void put_under_watch(Platform& platform, Watch* watch);
    friend void look_round(Platform& platform, std::vector<WatchedEvent> told);
    friend WatchedEvent* note(Turn& turn, Happening what, std::uint32_t buyer, std::uint32_t offer);

    /// How an offer of a watched seller stood the evening before.
    struct Stand {
        std::uint32_t offer;
        Money price;
        std::int64_t stock, sold;
    };
    struct WatchedSeller {
        std::uint32_t number;
        SellerState state = SellerState::Active;
        Money gmv;
        double ratings = 0.0;
        float shown = 0.0F;  ///< of its first offer
        std::vector<Stand> offers;
    };

    [[nodiscard]] bool sees_buyer(std::uint32_t number) const;
    [[nodiscard]] bool sees_seller(std::uint32_t number) const;
    /// A new event to be filled in, or nullptr when neither the buyer nor the offer's seller is watched. Cold:
    /// what leads to it stands out of the way of the rest.
    [[gnu::cold]] WatchedEvent* add(Turn& turn, Happening what, std::uint32_t buyer, std::uint32_t offer) const;
    void begin(const Platform& p);
    void look_at_buyers(const Platform& p);
    void look_at_sellers(const Platform& p);
    void look_at_seller(const Platform& p, WatchedSeller& seller);
    void meet_new_offers(const Platform& p, bool tells);
    WatchedEvent& tell(const Platform& p, Happening what, const WatchedSeller& seller, std::uint32_t offer);

    std::vector<std::uint32_t> buyers_;  ///< ascending
    std::vector<bool> is_aware_;         ///< of the same buyers, the evening before
    std::vector<WatchedSeller> sellers_;
    std::size_t offers_met_ = 0;
    std::vector<WatchedEvent> events_;
};

/// From its next day on the platform tells `watch` what happens; nullptr ends it. The watch must stay where it is as
/// long. Pre: between two days.
void put_under_watch(Platform& platform, Watch* watch);

/// The evening of a platform that is watched: takes what threads `told` and looks at what changed. Called by close_day.
void look_round(Platform& platform, std::vector<WatchedEvent> told);

/// An event to be filled in, or nullptr when nobody watches.
[[nodiscard]] inline WatchedEvent* note(Turn& turn, Happening what, std::uint32_t buyer,
                                        std::uint32_t offer = kNoOffer) {
    return turn.platform.watch == nullptr ? nullptr : turn.platform.watch->add(turn, what, buyer, offer);
}
/// The same about an order, with all that the order says.
[[nodiscard]] [[gnu::cold]] WatchedEvent* note_order(Turn& turn, Happening what, const Order& order);
[[nodiscard]] inline WatchedEvent* note(Turn& turn, Happening what, const Order& order) {
    return turn.platform.watch == nullptr ? nullptr : note_order(turn, what, order);
}

}  // namespace pasar
