// A scenario: one market, the business models to run in it, and how long and how often. Plain structs with their
// defaults in place; every field is told about once, in the describe() beside its struct.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/firm_spec.h"
#include "scenarios/lesson_spec.h"
#include "scenarios/market_spec.h"
#include "scenarios/model_spec.h"
#include "scenarios/timeline_spec.h"

namespace pasar {

struct Scenario {
    std::string name = "Unnamed";
    std::string about;
    AskedBy asked_by = AskedBy::Usual;
    std::string currency = "IDR";
    std::int64_t currency_digits = -1;
    std::string start_date = "2026-01-01";
    std::int64_t days = 365;
    std::int64_t warm_up = 0;
    std::int64_t seed = 1;
    std::int64_t replications = 10;
    MarketSpec market;
    FirmSpec firm;
    std::vector<ModelSpec> models;
    std::vector<EventSpec> timeline;
    std::vector<LessonStepSpec> lesson;
};
template <class V>
void describe(V& v, Scenario& s) {
    v("name", s.name, {.says = "title of the reports"});
    v("about", s.about, {.says = "what to look for in the results"});
    v("for", s.asked_by,
      {.says =
           "whose question this is, and by whose key figure models are judged where --for and --measure say nothing: "
           "usual is the firm's where there is one, and the platform's"});
    v("currency", s.currency,
      {.says = "ISO 4217 code; amounts here and in results are in its main unit, such as 12.50 for USD"});
    v("currency_digits", s.currency_digits,
      {.unit = "digit",
       .min = -1,
       .max = 4,
       .says = "digits after the point in which money is counted; -1: as ISO 4217 has it, for IDR 0, as sen are not in "
               "use",
       .source = "ISO 4217"});
    v("start_date", s.start_date, {.says = "date of day 0 in the reports, YYYY-MM-DD"});
    v("days", s.days, {.unit = "day", .min = 1, .max = 36500, .says = "how long the market is watched"});
    v("warm_up", s.warm_up,
      {.unit = "day",
       .min = 0,
       .max = 36499,
       .says = "days at the beginning that are run and not counted: key figures, verdicts and tables that sum over a "
               "run begin after them"});
    v("seed", s.seed,
      {.unit = "",
       .min = 0,
       .max = 4294967295.0,
       .says = "number from which all random numbers are drawn; the same seed gives the same bytes"});
    v("replications", s.replications,
      {.unit = "run", .min = 1, .max = 1e6, .says = "runs with fresh random numbers, from which intervals come"});
    v("market", s.market, {.says = "the market all models share"});
    v("firm", s.firm,
      {.says = "a firm of one's own in this market: a seller among the independent ones, and the owner of the store in "
               "models with own goods only"});
    v("models", s.models, {.min = 1, .max = 64, .says = "business models to run, each in the same market"});
    v("timeline", s.timeline,
      {.min = 0,
       .max = 200,
       .says = "what happens on certain days: values that change for a while or for good, and shocks. Of events of the "
               "same day the later in the list has the last word"});
    v("lesson", s.lesson,
      {.min = 0,
       .max = 64,
       .says = "steps of a lesson that is given with this scenario; a run takes no notice of them"});
}

/// Days of which key figures tell: all but the warm-up.
[[nodiscard]] inline std::int64_t counted_days(const Scenario& scenario) { return scenario.days - scenario.warm_up; }

}  // namespace pasar
