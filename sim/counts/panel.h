// A panel of buyers, as market research keeps one: what each of them ordered and spent in the first year that counts.
// It is all buyers of a small market and every second, fourth, ... of a large one, so that it takes the same memory in
// any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/money.h"

namespace pasar {

/// The year of the panel: so many days from the first that counts.
inline constexpr std::int64_t kPanelDays = 365;
inline constexpr std::int64_t kMostPanelMembers = 16'384;

struct PanelMember {
    std::int64_t orders = 0;
    std::int64_t spent = 0;  ///< price of goods ordered, in money units
};

/// One buyer in so many is in the panel of a market of this size: a power of two, so that blocks divide by it.
[[nodiscard]] constexpr std::uint32_t panel_one_in(std::int64_t buyers) {
    std::uint32_t one_in = 1;
    while (buyers / one_in > kMostPanelMembers && one_in < 4096) one_in *= 2;
    return one_in;
}

/// The members of one block of buyers: its first one and every one-in-so-many after that.
class BlockPanel {
public:
    BlockPanel() = default;
    BlockPanel(std::uint32_t buyers, std::uint32_t one_in)
        : one_in_(one_in), members_((buyers + one_in - 1) / one_in) {}

    void count_order(std::uint32_t member, Money goods) {
        if (member % one_in_ != 0) return;
        PanelMember& of = members_[member / one_in_];
        ++of.orders;
        add_up(of.spent, goods.units);
    }
    [[nodiscard]] const std::vector<PanelMember>& members() const { return members_; }
    /// Number of a member inside the block.
    [[nodiscard]] std::uint32_t number(std::size_t member) const {
        return static_cast<std::uint32_t>(member) * one_in_;
    }
    [[nodiscard]] std::size_t bytes() const { return members_.capacity() * sizeof(PanelMember); }

private:
    std::uint32_t one_in_ = 1;
    std::vector<PanelMember> members_;
};

}  // namespace pasar
