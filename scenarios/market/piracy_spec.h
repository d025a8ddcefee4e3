// Copies of digital goods that nobody is paid for: who would make them, and what they are worth and cost.
#pragma once

#include "scenarios/describe.h"

namespace pasar {

struct PiracySpec {
    double willing = 0.0;
    double quality = 0.5;
    double effort = 0.3;
    double risk = 0.1;
    double barrier = 0.5;
    double nuisance = 0.1;
};
template <class V>
void describe(V& v, PiracySpec& p) {
    v("willing", p.willing,
      {.unit = "share of buyers",
       .min = 0,
       .max = 1,
       .says = "buyers who would copy a digital good in place of buying it, each for good, where this is worth more to "
               "them; the others would never",
       .source = "Gopal et al. 2004 (conscience tells who copies); size is an assumption"});
    v("quality", p.quality,
      {.unit = "quality",
       .min = 0,
       .max = 1,
       .says = "quality expected of a copy: without updates, service and extras",
       .source = "Belleflamme & Peitz 2012 (a copy is the worse product); size is an assumption"});
    v("effort", p.effort,
      {.unit = "share of reference price",
       .min = 0,
       .max = 100,
       .says = "what it takes to find a copy and to get it going, as a share of the good's reference price"});
    v("risk", p.risk,
      {.unit = "share of reference price",
       .min = 0,
       .max = 100,
       .says = "harm expected of copying, malware and a fine times their chances, as a share of the reference price"});
    v("barrier", p.barrier,
      {.unit = "share of reference price",
       .min = 0,
       .max = 100,
       .says = "what full protection adds to the cost of copying; see licence.protection"});
    v("nuisance", p.nuisance,
      {.unit = "quality",
       .min = 0,
       .max = 1,
       .says =
           "what full protection takes off the quality that buyers get: registration, a limit of devices, an online "
           "check; see licence.protection",
       .source = "Vernik, Purohit & Desai 2011 (protection harms those who pay); size is an assumption"});
}

}  // namespace pasar
