// On what terms digital goods are sold.
#pragma once

#include "scenarios/describe.h"

namespace pasar {

struct LicenceSpec {
    double protection = 0.0;
};
template <class V>
void describe(V& v, LicenceSpec& l) {
    v("protection", l.protection,
      {.unit = "share of full protection",
       .min = 0,
       .max = 1,
       .says =
           "how strictly digital goods are protected against copying: 0 is an open file, 1 all that can be done. It "
           "makes copying dearer for everybody who would copy, and the goods worse for everybody who pays",
       .source = "Sinha, Machado & Sellman 2010; Vernik, Purohit & Desai 2011 (mechanism)"});
}

}  // namespace pasar
