// A platform that is free to read, by block: who comes, what is found, what advertising does, and what readers write.
#pragma once

#include <cstdint>

#include "sim/phases/turn.h"

namespace pasar {

/// An occasion to read.
struct ReadingVisit {
    std::uint16_t member = 0;
    std::uint32_t number = 0;  ///< of the reader
    std::uint32_t wish = 0;    ///< key of the draws
    std::size_t category = 0;  ///< what it is about
    Occasion brought_by = Occasion::Wish;
    bool is_ad_free = false;  ///< has paid for seeing no advertising
    double odds = 0.0;        ///< weight of coming over that of doing something else
    double surplus = 0.0;     ///< what being able to come is worth, in utility
};

/// Whether somebody with an occasion comes; fills in what that is worth to it. Who answers a message does.
[[nodiscard]] bool comes_to_read(Turn& turn, ReadingVisit& visit);

/// The site answered too late, or not at all: what the visit was worth is lost.
void read_nothing(Turn& turn, const ReadingVisit& visit);

/// From what is found to whether the reader comes back.
void read_feed(Turn& turn, const ReadingVisit& visit);

}  // namespace pasar
