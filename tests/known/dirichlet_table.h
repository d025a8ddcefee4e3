// The NBD-Dirichlet of three platforms whose shares of orders are 0.5, 0.3 and 0.2, with 6 orders a period and
// shape 1.2 (Goodhardt, Ehrenberg & Chatfield 1984), worked out in two independent ways.
#pragma once

#include <array>
#include <limits>

namespace pasar::known {

inline constexpr std::array<double, 3> kPlatformShares{0.5, 0.3, 0.2};

struct PublishedDirichlet {
    double strength;
    std::array<double, 3> users, orders, only_here;
    std::array<double, 3> duplication;  ///< of platforms 1 and 2, 1 and 3, 2 and 3
    double two_or_more, platforms;      ///< of the users of any
};
inline constexpr std::array<PublishedDirichlet, 4> kDirichlet{{{0.5,
                                                                {0.57976, 0.39016, 0.27582},
                                                                {5.17459, 4.61346, 4.35068},
                                                                {0.52397, 0.40344, 0.35383},
                                                                {0.81337, 0.80955, 0.80125},
                                                                0.36757,
                                                                1.40996},
                                                               {1.0,
                                                                {0.64262, 0.45668, 0.33276},
                                                                {4.66840, 3.94152, 3.60625},
                                                                {0.37489, 0.25263, 0.20731},
                                                                {0.97029, 0.96904, 0.96613},
                                                                0.51867,
                                                                1.62083},
                                                               {2.0,
                                                                {0.69883, 0.52631, 0.39746},
                                                                {4.29291, 3.42006, 3.01914},
                                                                {0.26430, 0.15765, 0.12190},
                                                                {1.06052, 1.06472, 1.07532},
                                                                0.64220,
                                                                1.83650},
                                                               {std::numeric_limits<double>::infinity(),
                                                                {0.77761, 0.66698, 0.56472},
                                                                {3.85798, 2.69874, 2.12493},
                                                                {0.13621, 0.07200, 0.05044},
                                                                {1.13669, 1.15415, 1.20559},
                                                                0.79353,
                                                                2.27419}}};

}  // namespace pasar::known
