// For whom numbers count: the sides of a market, and the key figure by which each of them fares.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "agents/kinds.h"

namespace pasar {

/// Society is all of them together; the firm is the scenario's own, where it has one.
enum class Side : std::uint8_t { Platform, Sellers, Buyers, Couriers, Society, Firm };
template <>
struct NamesOf<Side> {
    static constexpr std::array<std::string_view, 6> names{"platform", "sellers", "buyers",
                                                           "couriers", "society", "firm"};
};

/// The side of this name.
[[nodiscard]] std::optional<Side> side_named(std::string_view name);

/// `did you mean "buyers"?` of a name that no side has: an everyday word first, then a slip of a pen; empty where
/// nothing is near.
[[nodiscard]] std::string side_hint(std::string_view name);

/// The key figure by which a side fares: more of it is better for that side.
[[nodiscard]] std::size_t measure_of(Side side);
/// The side that fares by this key figure; nothing for all other figures.
[[nodiscard]] std::optional<Side> side_by_measure(std::size_t kpi);

/// The side that a scenario asks for; nothing where it does not say.
[[nodiscard]] std::optional<Side> side_asking(AskedBy asked_by);

/// The side whose business a key figure is: who gains, bears or does what it counts. What is nobody else's is the
/// platform's.
[[nodiscard]] Side side_of(std::size_t kpi);

}  // namespace pasar
