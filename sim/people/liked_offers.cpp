#include "sim/people/liked_offers.h"

#include <algorithm>

namespace pasar {

void LikedOffers::keep(std::size_t members, std::uint16_t member, std::uint32_t offer, OfferRange kin,
                       std::uint8_t category, std::uint16_t steps, std::size_t most) {
    if (most == 0) return;
    if (first_.empty()) first_.assign(members, kNone);
    std::size_t of_category = 0;
    Entry* least = nullptr;
    for (std::uint16_t i = first_[member]; i != kNone; i = entries_[i].next) {
        Entry& entry = entries_[i];
        if (kin.contains(entry.offer)) {
            entry.offer = offer;
            entry.steps = std::max(entry.steps, steps);
            return;
        }
        if (entry.category != category) continue;
        ++of_category;
        if (least == nullptr || entry.steps < least->steps) least = &entry;
    }
    if (of_category >= most) {
        if (least->steps <= steps) {
            least->offer = offer;
            least->steps = steps;
        }
        return;
    }
    std::uint16_t place = free_;
    if (place != kNone) {
        free_ = entries_[place].next;
    } else {
        if (entries_.size() == kNone) return;  // sixteen each: enough is enough
        place = static_cast<std::uint16_t>(entries_.size());
        entries_.emplace_back();
    }
    entries_[place] = {offer, steps, first_[member], category};
    first_[member] = place;
}

void LikedOffers::forget(std::uint16_t member, OfferRange offers) {
    if (first_.empty()) return;
    for (std::uint16_t* link = &first_[member]; *link != kNone;) {
        const std::uint16_t place = *link;
        if (!offers.contains(entries_[place].offer)) {
            link = &entries_[place].next;
            continue;
        }
        *link = entries_[place].next;
        entries_[place].next = free_;
        free_ = place;
    }
}

}  // namespace pasar
