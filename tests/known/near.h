// Numbers as they are published, and numbers as they are found.
#pragma once

#include <doctest/doctest.h>

#include <cmath>

namespace pasar {

/// Within a little more than half a unit of the last digit that the published number has.
inline bool is_published(double found, double published, int digits) {
    INFO("found " << found << ", published " << published);
    const bool alike = std::fabs(found - published) <= 0.51 * std::pow(10.0, -digits);
    CHECK(alike);
    return alike;
}

}  // namespace pasar
