// What is due on the days to come, however far ahead: a ring of days that grows when something is due beyond its end. A
// market that settles within the month keeps a ring of a month; a yearly renewal makes it one of a year.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pasar {

/// One `T` for each day from the last one taken on. T{} stands for "nothing is due".
template <class T>
class ByDay {
public:
    /// What is due on `day`, to be read or added to. Pre: `day` is not before the last day taken.
    [[nodiscard]] T& on(std::int64_t day) {
        const auto ahead = static_cast<std::size_t>(day - first_);
        if (ahead >= ring_.size()) [[unlikely]]
            grow(ahead + 1);
        return ring_[slot(day)];
    }
    /// The same, to be read alone.
    [[nodiscard]] T due(std::int64_t day) const {
        return static_cast<std::size_t>(day - first_) < ring_.size() ? ring_[slot(day)] : T{};
    }
    /// Hands out what is due on `day`, which then is nothing. Days are taken one after the other.
    [[nodiscard]] T take(std::int64_t day) {
        T due = std::exchange(on(day), T{});
        first_ = day;
        return due;
    }
    /// Calls `look(day, due)` for each day from the last one taken on.
    template <class Look>
    void for_each(Look look) const {
        for (std::size_t i = 0; i < ring_.size(); ++i) {
            const std::int64_t day = first_ + static_cast<std::int64_t>(i);
            look(day, ring_[slot(day)]);
        }
    }
    /// Nothing is due any more; the days to come begin with `day`.
    void restart(std::int64_t day) {
        std::fill(ring_.begin(), ring_.end(), T{});
        first_ = day;
    }
    [[nodiscard]] std::size_t bytes() const { return ring_.capacity() * sizeof(T); }

private:
    [[nodiscard]] std::size_t slot(std::int64_t day) const {
        return static_cast<std::size_t>(day) & (ring_.size() - 1);
    }
    void grow(std::size_t days) {
        constexpr std::size_t kLeast = 16;
        std::vector<T> larger(std::max(kLeast, std::bit_ceil(days)));
        for (std::size_t i = 0; i < ring_.size(); ++i) {
            const std::int64_t day = first_ + static_cast<std::int64_t>(i);
            larger[static_cast<std::size_t>(day) & (larger.size() - 1)] = std::move(ring_[slot(day)]);
        }
        ring_ = std::move(larger);
    }

    std::vector<T> ring_;     ///< a power of two of days, or none yet
    std::int64_t first_ = 0;  ///< the last day taken
};

}  // namespace pasar
