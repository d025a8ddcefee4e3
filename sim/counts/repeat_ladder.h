// The ladder of repeats: of those who ordered for the nth time, how many order once more. Each order is given the same
// time to be followed by another one, so that late orders do not look like the last.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace pasar {

/// After the 1st, 2nd, ... 6th order.
inline constexpr std::size_t kLadderRungs = 6;
/// An order is followed by another one that comes within so many days.
inline constexpr std::int64_t kLadderDays = 180;

/// nth orders, and those of them that were followed.
struct LadderRung {
    std::int64_t placed = 0, followed = 0;
};

/// By the day on which the nth order was placed. Only integers, so that threads' counts add up alike in any order.
class RepeatLadder {
public:
    using Day = std::array<LadderRung, kLadderRungs>;

    /// A buyer orders today after `before` earlier orders, the last of them on `last_day`.
    void count_order(std::int64_t today, std::size_t before, std::int64_t last_day) {
        if (before < kLadderRungs) ++at(today)[before].placed;
        if (before >= 1 && before <= kLadderRungs && today - last_day <= kLadderDays)
            ++at(last_day)[before - 1].followed;
    }
    void add(const RepeatLadder& other) {
        days_.resize(std::max(days_.size(), other.days_.size()));
        for (std::size_t day = 0; day < other.days_.size(); ++day) {
            for (std::size_t rung = 0; rung < kLadderRungs; ++rung) {
                days_[day][rung].placed += other.days_[day][rung].placed;
                days_[day][rung].followed += other.days_[day][rung].followed;
            }
        }
    }
    /// Chance that an nth order (n from 1) is followed by another one, of those placed from `first_day` on and watched
    /// for kLadderDays before day `end`; NaN where there are none.
    [[nodiscard]] double chance(std::size_t nth, std::int64_t first_day, std::int64_t end) const {
        LadderRung sum;
        for (std::int64_t day = first_day; day + kLadderDays < end && day < std::ssize(days_); ++day) {
            const LadderRung& of_day = days_[static_cast<std::size_t>(day)][nth - 1];
            sum.placed += of_day.placed;
            sum.followed += of_day.followed;
        }
        return sum.placed > 0 ? static_cast<double>(sum.followed) / static_cast<double>(sum.placed)
                              : std::numeric_limits<double>::quiet_NaN();
    }
    [[nodiscard]] std::span<const Day> days() const { return days_; }
    [[nodiscard]] std::size_t bytes() const { return days_.capacity() * sizeof(Day); }

private:
    [[nodiscard]] Day& at(std::int64_t day) {
        const auto row = static_cast<std::size_t>(day);
        if (row >= days_.size()) days_.resize(row + 1);
        return days_[row];
    }

    std::vector<Day> days_;
};

}  // namespace pasar
