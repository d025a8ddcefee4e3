// Offers that the customers of a block liked beside the one that each likes best: a few for each category, in one pool,
// so that who has none takes no memory of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace pasar {

/// Offers that stand side by side, such as those of one seller.
struct OfferRange {
    std::uint32_t first = 0, count = 1;
    [[nodiscard]] bool contains(std::uint32_t offer) const { return offer - first < count; }
};

class LikedOffers {
public:
    /// Most that a customer can keep in mind of one category.
    static constexpr std::size_t kMost = 7;

    struct Entry {
        std::uint32_t offer;
        std::uint16_t steps;  ///< satisfaction with it, in steps as in Relationship
        std::uint16_t next;
        std::uint8_t category;
    };

    /// `members`: of the block.
    template <class Visit>
    void for_each(std::uint16_t member, Visit visit) const {
        if (first_.empty()) return;
        for (std::uint16_t i = first_[member]; i != kNone; i = entries_[i].next) visit(entries_[i]);
    }
    /// Keeps an offer in mind, in place of another one of its `kin` if there is one; of more than `most` of its
    /// category the one liked least is forgotten.
    void keep(std::size_t members, std::uint16_t member, std::uint32_t offer, OfferRange kin, std::uint8_t category,
              std::uint16_t steps, std::size_t most);
    void forget(std::uint16_t member, OfferRange offers);
    [[nodiscard]] std::size_t bytes() const {
        return first_.capacity() * sizeof(std::uint16_t) + entries_.capacity() * sizeof(Entry);
    }

private:
    static constexpr std::uint16_t kNone = std::numeric_limits<std::uint16_t>::max();

    std::vector<std::uint16_t> first_;  ///< by member; empty until somebody has one
    std::vector<Entry> entries_;
    std::uint16_t free_ = kNone;
};

}  // namespace pasar
