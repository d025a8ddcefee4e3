// What speaks for a platform when buyers choose among several of their world.
#pragma once

#include <cstdint>
#include <vector>

namespace pasar {

struct PlatformStanding {
    /// [segment][category][region]: mean weight of what stands on its shelves this morning, seen from there, what
    /// belongs to no offer included; times the page it is the weight of all offers that a visit sees, on average.
    /// Empty where a world has one platform.
    std::vector<float> weights;
    double visits_a_month = 0.0;  ///< fading sum: those of about the last 30 days
    double network = 0.0;         ///< utility this morning
};

}  // namespace pasar
