#include "sim/people/calendar.h"

#include <array>
#include <bit>
#include <cstring>

namespace pasar {

// Not in the header: the loop over a stretch is worth its vector instructions only where the compiler takes its time,
// and of functions in headers the linker may keep the copy of a file that was compiled in a hurry, such as a test.
void DayLists::take(std::size_t day, std::vector<std::uint16_t>& members) {
    static_assert(std::endian::native == std::endian::little, "the first byte is the lowest of a word");
    members.clear();
    const auto wanted = static_cast<std::uint16_t>(day);
    for (std::size_t begin = 0; begin < day_.size(); begin += kStretch) {
        std::array<std::uint8_t, kStretch> is_due;  // NOLINT(cppcoreguidelines-pro-type-member-init): set below
        const std::uint16_t* const days = &day_[begin];
        for (std::size_t i = 0; i < kStretch; ++i) is_due[i] = days[i] == wanted ? 1 : 0;
        for (std::size_t first = 0; first < kStretch; first += 8) {
            std::uint64_t due = 0;  // eight members, a byte each
            std::memcpy(&due, &is_due[first], sizeof(due));
            for (; due != 0; due &= due - 1) {
                const auto place = static_cast<std::size_t>(std::countr_zero(due)) / 8;
                const auto member = static_cast<std::uint16_t>(begin + first + place);
                members.push_back(member);
                day_[member] = kNoDay;
            }
        }
    }
}

}  // namespace pasar
