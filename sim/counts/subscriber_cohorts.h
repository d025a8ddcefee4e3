// Who renewed and who left at which renewal, by the month of the first payment.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pasar {

/// Empty until somebody subscribes. Index 0 of ages is the first payment.
class SubscriberCohorts {
public:
    enum What : std::size_t { Paid, Cancelled, Lapsed, kWhats };
    using Cell = std::array<std::int64_t, kWhats>;
    static constexpr std::size_t kAges = 121;  ///< later renewals are counted at none

    void count(What what, std::size_t month, std::size_t age, std::int64_t by = 1) {
        if (age >= kAges) return;
        if (cells_.size() < (month + 1) * kAges) cells_.resize((month + 1) * kAges);
        cells_[month * kAges + age][what] += by;
    }
    [[nodiscard]] std::size_t months() const { return cells_.size() / kAges; }
    [[nodiscard]] const Cell& at(std::size_t month, std::size_t age) const { return cells_[month * kAges + age]; }
    [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
    void add(const SubscriberCohorts& other) {
        if (cells_.size() < other.cells_.size()) cells_.resize(other.cells_.size());
        for (std::size_t i = 0; i < other.cells_.size(); ++i)
            for (std::size_t what = 0; what < kWhats; ++what) cells_[i][what] += other.cells_[i][what];
    }

private:
    std::vector<Cell> cells_;  ///< [month × kAges + age]
};

}  // namespace pasar
