// Questions to the seller before buying.
#pragma once

#include "scenarios/describe.h"

namespace pasar {

struct QuestionSpec {
    double share = 0.1;
    double patience_hours = 12.0;
    double gives_up = 0.5;
    double told = 0.5;
};
template <class V>
void describe(V& v, QuestionSpec& q) {
    v("share", q.share,
      {.unit = "share of choices",
       .min = 0,
       .max = 1,
       .says = "of the buyers who have chosen an offer, those who ask its seller something before they buy",
       .source = "sources 1 and 5 (seller responsiveness)"});
    v("patience_hours", q.patience_hours,
      {.unit = "hour",
       .min = 0,
       .max = 720,
       .says = "mean hours that a buyer waits for the answer; sellers take answer_hours on average, so that patience / "
               "(patience + answer_hours) of the questions are answered in time"});
    v("gives_up", q.gives_up,
      {.unit = "share", .min = 0, .max = 1, .says = "of the buyers who had no answer in time, those who buy nothing"});
    v("told", q.told,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says =
           "how much of the difference between expected and true quality the best answer of an honest seller tells; "
           "others tell it as far as they are responsive, deceivers and fraudsters tell nothing"});
}

}  // namespace pasar
