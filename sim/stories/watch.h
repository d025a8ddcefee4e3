// Looking inside: a few buyers and sellers whose story is told while the market runs. Off, it costs the test of a
// pointer where an order is touched anyway; on or off, the market goes the same way.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/stories/watched_event.h"
#include "sim/world/market.h"

namespace pasar {

/// Buyers and sellers by their numbers, and what happened to them. Of a buyer it tells all that it meets and does; of a
/// seller what becomes of its orders, and its own days.
class Watch {
public:
    Watch(std::vector<std::uint32_t> buyers, std::vector<std::uint32_t> sellers);

    /// What has been told since the last call: by day, phase of the day and buyer, the same on any number of threads.
    [[nodiscard]] std::vector<WatchedEvent> take();

private:
    friend void put_under_watch(Market& market, Watch* watch);
    friend void look_round(Market& market);
    friend WatchedEvent* note(Market& m, Worker& w, Happening what, std::uint32_t buyer, std::uint32_t offer);

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
    /// A new event of `w` to be filled in, or nullptr when neither the buyer nor the offer's seller is watched. Cold:
    /// what leads to it stands out of the way of the rest.
    [[gnu::cold]] WatchedEvent* add(const Market& m, Worker& w, Happening what, std::uint32_t buyer,
                                    std::uint32_t offer) const;
    void begin(const Market& m);
    void look_at_buyers(const Market& m);
    void look_at_sellers(const Market& m);
    void look_at_seller(const Market& m, WatchedSeller& seller);
    void meet_new_offers(const Market& m, bool tells);
    WatchedEvent& tell(const Market& m, Happening what, const WatchedSeller& seller, std::uint32_t offer);

    std::vector<std::uint32_t> buyers_;  ///< ascending
    std::vector<bool> is_aware_;         ///< of the same buyers, the evening before
    std::vector<WatchedSeller> sellers_;
    std::size_t offers_met_ = 0;
    std::vector<WatchedEvent> events_;
};

/// From its next day on the market tells `watch` what happens; nullptr ends it. The watch must stay where it is as
/// long. Pre: between two days.
void put_under_watch(Market& market, Watch* watch);

/// The evening of a market that is watched: collects what threads were told and looks at what changed. Called by
/// close_day.
void look_round(Market& market);

/// An event to be filled in, or nullptr when nobody watches.
[[nodiscard]] inline WatchedEvent* note(Market& m, Worker& w, Happening what, std::uint32_t buyer,
                                        std::uint32_t offer = kNoOffer) {
    return m.watch == nullptr ? nullptr : m.watch->add(m, w, what, buyer, offer);
}
/// The same about an order, with all that the order says.
[[nodiscard]] [[gnu::cold]] WatchedEvent* note_order(Market& m, Worker& w, Happening what, const Block& block,
                                                     const Order& order);
[[nodiscard]] inline WatchedEvent* note(Market& m, Worker& w, Happening what, const Block& block, const Order& order) {
    return m.watch == nullptr ? nullptr : note_order(m, w, what, block, order);
}

}  // namespace pasar
