// Time: seasons stretch and shrink it, and each block of buyers keeps a list per day of who has a wish then.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "scenarios/market_spec.h"

namespace pasar {

/// Wishes arise at a steady rate in "wish time", which runs faster in season. A Poisson process whose rate is
/// multiplied by a factor of the day is a steady one under this change of clock (time rescaling theorem), so no draw is
/// ever rejected.
class Season {
public:
    Season(std::span<const SeasonSpec> seasons, std::int64_t days) : start_(static_cast<std::size_t>(days) + 1, 0.0) {
        std::vector<double> factor(static_cast<std::size_t>(days), 1.0);
        for (const SeasonSpec& season : seasons)
            for (std::int64_t day = season.day; day < std::min(season.day + season.days, days); ++day)
                factor[static_cast<std::size_t>(day)] *= season.factor;
        for (std::size_t day = 0; day < factor.size(); ++day) start_[day + 1] = start_[day] + factor[day];
        // For every whole unit of wish time the day it falls in: from there the day of any wish time is a step or two
        // away.
        std::uint32_t day = 0;
        for (double whole = 0.0; whole < start_.back(); whole += 1.0) {
            while (start_[day + 1] <= whole) ++day;
            hint_.push_back(day);
        }
    }

    /// Wish time at the beginning of `day`.
    [[nodiscard]] double start_of(std::int64_t day) const { return start_[static_cast<std::size_t>(day)]; }
    [[nodiscard]] std::int64_t days() const { return static_cast<std::int64_t>(start_.size()) - 1; }
    /// The day in which a wish time falls; days() when that is after the end.
    [[nodiscard]] std::int64_t day_of(double wish_time) const {
        if (!(wish_time < start_.back())) return days();
        std::size_t day = hint_[static_cast<std::size_t>(wish_time)];
        while (start_[day + 1] <= wish_time) ++day;
        return static_cast<std::int64_t>(day);
    }

private:
    std::vector<double> start_;
    std::vector<std::uint32_t> hint_;
};

/// Lists of small numbers, one list per slot, as linked lists through one array: two bytes a member and slot.
class DayLists {
public:
    static constexpr std::uint16_t kEnd = std::numeric_limits<std::uint16_t>::max();

    DayLists() = default;
    DayLists(std::size_t members, std::size_t slots) : next_(members, kEnd), head_(slots, kEnd) {}

    /// Puts `member`, who is in no list, into the list of `slot`.
    void add(std::size_t slot, std::uint16_t member) {
        next_[member] = head_[slot];
        head_[slot] = member;
    }
    /// Empties the list of `slot` into `members`, in the order that the last one in is the first.
    void take(std::size_t slot, std::vector<std::uint16_t>& members) {
        members.clear();
        for (std::uint16_t member = head_[slot]; member != kEnd; member = next_[member]) members.push_back(member);
        head_[slot] = kEnd;
    }
    /// Where the list of `slot` begins, and what all lists lie on, to be asked for in advance: a list hops about in it,
    /// each hop waiting for the last.
    [[nodiscard]] const std::uint16_t& head(std::size_t slot) const { return head_[slot]; }
    [[nodiscard]] std::span<const std::uint16_t> links() const { return next_; }
    [[nodiscard]] std::size_t bytes() const { return (next_.capacity() + head_.capacity()) * sizeof(std::uint16_t); }

private:
    std::vector<std::uint16_t> next_, head_;
};

}  // namespace pasar
