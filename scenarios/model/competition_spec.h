// How a model stands among other platforms of one world. What is said of its first day holds where it is alone, too.
#pragma once

#include <cstdint>

#include "scenarios/describe.h"

namespace pasar {

struct CompetitionSpec {
    double appeal = 0.0;
    double share = 1.0;
    double initially_aware = -1.0;
    std::int64_t opens_on = 0;
};
template <class V>
void describe(V& v, CompetitionSpec& c) {
    v("appeal", c.appeal,
      {.unit = "utility",
       .min = -50,
       .max = 50,
       .says = "what else speaks for this platform with all buyers, such as its name; only where platforms compete"});
    v("share", c.share,
      {.unit = "parts",
       .min = 1e-6,
       .max = 1e6,
       .says = "its part of buyers' own tastes among the scenario's models, see market.platforms.habit; only where "
               "platforms compete"});
    v("initially_aware", c.initially_aware,
      {.unit = "share",
       .min = -1,
       .max = 1,
       .says = "share of buyers who know it on its first day; below 0: market.awareness.initially_aware"});
    v("opens_on", c.opens_on,
      {.unit = "day",
       .min = 0,
       .max = 36499,
       .says = "day on which it opens; before that nobody hears of it and it pays nothing"});
}

}  // namespace pasar
