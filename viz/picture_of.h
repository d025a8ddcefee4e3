// From a market to what the window is shown of it: plain values, copied out between two days.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "viz/scene.h"

namespace pasar {

inline constexpr std::size_t kMostMarks = 1500;  ///< of each kind; where there are more a fair sample is shown

/// Fills in what follows from the market itself; who the world is (id, name, script …) is left as it stands in `world`.
/// Takes time in proportion to buyers and orders under way; the market is not changed.
void picture(const Platform& platform, SeenWorld& world);

/// Where each buyer buys, by number. Pre: its platforms compete.
[[nodiscard]] std::shared_ptr<const std::vector<BuyerCustom>> custom_of(const World& market);

[[nodiscard]] Surroundings surroundings_in(const Scenario& scenario);

}  // namespace pasar
