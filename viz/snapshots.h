// The days of one world that can be gone back to at once, within a budget of bytes that all worlds share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>

#include "viz/script.h"

namespace pasar {

/// By days done: the market as it stood before the changes of that day. Day 0 needs no memory, as it can be made anew.
/// Worlds that branched off share what lies before.
using Snapshots = std::map<std::int64_t, std::shared_ptr<const LiveWorld>>;

/// Bytes of all snapshots; shared ones count once.
[[nodiscard]] std::size_t bytes_of(std::span<const Snapshots* const> worlds);

/// When to take snapshots, and which of them to keep: evenly spread over the days, ever further apart as they get too
/// many.
class SnapshotPlan {
public:
    explicit SnapshotPlan(std::size_t budget_bytes) : budget_(budget_bytes) {}
    [[nodiscard]] bool wants(std::int64_t day) const { return day > 0 && day % interval_ == 0; }
    /// Thins out until the budget is kept. Returns the bytes that are left.
    std::size_t thin(std::span<Snapshots* const> worlds);

private:
    std::size_t budget_;
    std::int64_t interval_ = 4;
};

}  // namespace pasar
