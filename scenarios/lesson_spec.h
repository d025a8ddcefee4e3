// A lesson that goes with a scenario: steps of what to do, what to predict before it is run, and what is told after the
// prediction. A run takes no notice of any of it.
#pragma once

#include <cstdint>
#include <string>

#include "scenarios/describe.h"

namespace pasar {

/// A number that is predicted before it is seen. Without a measure there is nothing to predict.
struct PredictionSpec {
    std::string measure;
    std::string model;
    std::int64_t day = 0;
    double low = 0.0;
    double high = 0.0;
};
template <class V>
void describe(V& v, PredictionSpec& p) {
    v("measure", p.measure,
      {.says = "key figure of the run so far, or else a column of daily.csv on that day; empty where nothing is to be "
               "predicted"});
    v("model", p.model, {.says = "name of the model that is asked about"});
    v("day", p.day,
      {.unit = "day",
       .min = 0,
       .max = 36500,
       .says = "how many days have passed when the number is read; 0, or more than the run has, for its end",
       .source = "the lesson's author"});
    v("low", p.low,
      {.unit = "as the measure",
       .min = -1e15,
       .max = 1e15,
       .says = "lower end of the scale on which it is predicted",
       .source = "the lesson's author"});
    v("high", p.high,
      {.unit = "as the measure",
       .min = -1e15,
       .max = 1e15,
       .says = "upper end of that scale",
       .source = "the lesson's author"});
}

struct LessonStepSpec {
    std::string title;
    std::string text;
    std::string question;
    PredictionSpec prediction;
    std::string reveal;
};
template <class V>
void describe(V& v, LessonStepSpec& s) {
    v("title", s.title, {.says = "what the step is called in a line"});
    v("text", s.text, {.says = "what to do and to look at"});
    v("question", s.question, {.says = "what students are asked before they see it"});
    v("prediction", s.prediction, {.says = "a number to predict, and the scale for it"});
    v("reveal", s.reveal, {.says = "what is told after the prediction"});
}

}  // namespace pasar
