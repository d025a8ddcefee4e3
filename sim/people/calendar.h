// Time: seasons stretch and shrink it, and each block of buyers knows who has a wish on which day.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "scenarios/dates.h"

namespace pasar {

/// Wishes arise at a steady rate in "wish time", which runs faster in season. A Poisson process whose rate is
/// multiplied by a pace of the day is a steady one under this change of clock (time rescaling theorem), so no draw is
/// ever rejected. Wishes that wait for a season are part of that pace (see pace_of_wishes).
class Season {
public:
    Season(std::span<const SeasonSpec> seasons, std::int64_t days) : start_(static_cast<std::size_t>(days) + 1, 0.0) {
        const std::vector<double> pace = pace_of_wishes(seasons, days);
        for (std::size_t day = 0; day < pace.size(); ++day) start_[day + 1] = start_[day] + pace[day];
        // For each of as many equal pieces of wish time as there are days, the day in which it begins: from there the
        // day of any wish time is a step or two away as a rule. Seasons may make wish time run a million times as fast,
        // so the pieces are not of a length of their own.
        piece_ = start_.back() / static_cast<double>(days);
        std::uint32_t day = 0;
        for (std::int64_t piece = 0; piece < days && piece_ > 0.0; ++piece) {
            while (day + 1 < pace.size() && start_[day + 1] <= piece_ * static_cast<double>(piece)) ++day;
            hint_.push_back(day);
        }
    }

    bool operator==(const Season&) const = default;

    /// Wish time at the beginning of `day`.
    [[nodiscard]] double start_of(std::int64_t day) const { return start_[static_cast<std::size_t>(day)]; }
    [[nodiscard]] std::int64_t days() const { return static_cast<std::int64_t>(start_.size()) - 1; }
    /// The day in which a wish time falls; days() when that is after the end.
    [[nodiscard]] std::int64_t day_of(double wish_time) const {
        if (!(wish_time < start_.back())) return days();
        const auto piece = static_cast<std::size_t>(wish_time / piece_);
        std::size_t day = hint_[piece < hint_.size() ? piece : hint_.size() - 1];
        while (day > 0 && start_[day] > wish_time) --day;  // where dividing rounded up
        while (start_[day + 1] <= wish_time) ++day;
        return static_cast<std::int64_t>(day);
    }

private:
    std::vector<double> start_;
    double piece_ = 1.0;  ///< length of a piece of wish time
    std::vector<std::uint32_t> hint_;
};

/// On which day each member of a block is due, two bytes a member. A day's list is found by running over them: a
/// quarter of a nanosecond a day and buyer, since compilers turn the comparisons of a stretch into vector instructions.
/// Links from one member of a day to the next would save that but cost a wait for memory at each (a tenth of the whole
/// market's time, as measured with a million buyers).
class DayLists {
public:
    DayLists() = default;
    explicit DayLists(std::size_t members) : day_((members + kStretch - 1) / kStretch * kStretch, kNoDay) {}

    /// Enters `member`, who is due on no other day.
    void add(std::size_t day, std::uint16_t member) { day_[member] = static_cast<std::uint16_t>(day); }
    void remove(std::uint16_t member) { day_[member] = kNoDay; }
    /// Moves those due on `day` into `members`, in ascending order.
    void take(std::size_t day, std::vector<std::uint16_t>& members);
    /// What lies in memory, to be asked for in advance.
    [[nodiscard]] std::span<const std::uint16_t> memory() const { return day_; }
    [[nodiscard]] std::size_t bytes() const { return day_.capacity() * sizeof(std::uint16_t); }

private:
    static constexpr std::uint16_t kNoDay = std::numeric_limits<std::uint16_t>::max();
    static constexpr std::size_t kStretch = 64;  ///< members looked at together

    std::vector<std::uint16_t> day_;
};

}  // namespace pasar
