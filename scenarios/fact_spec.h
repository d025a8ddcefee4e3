// A published fact that a market is held against: what was found, where it was read, and the measure it is read from
// here. The shipped ones stand in scenarios/facts.json.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agents/kinds.h"
#include "scenarios/describe.h"

namespace pasar {

/// Whom the published number is about.
enum class FactLevel : std::uint8_t { Platform, Store, Country, DeliveredOrder };
template <>
struct NamesOf<FactLevel> {
    static constexpr std::array<std::string_view, 4> names{"platform", "store", "country", "delivered_order"};
};

/// Which models of a scenario it is measured in.
enum class FactModels : std::uint8_t { All, WithSellers, OwnGoods };
template <>
struct NamesOf<FactModels> {
    static constexpr std::array<std::string_view, 3> names{"all", "with_sellers", "own_goods"};
};

/// A: primary source or recomputed; B: press or trade with a named primary source; C: weak.
enum class FactConfidence : std::uint8_t { A, B, C };
template <>
struct NamesOf<FactConfidence> {
    static constexpr std::array<std::string_view, 3> names{"A", "B", "C"};
};

struct FactSpec {
    std::string name;
    std::string what;
    FactLevel level = FactLevel::Platform;
    FactModels models = FactModels::All;
    std::string published;
    double value = 0.0;
    double tolerance = 0.0;
    double low = 0.0;
    double high = 0.0;
    std::string source;
    std::string read_in;
    FactConfidence confidence = FactConfidence::C;
    std::string measure;
    std::string over;
    std::string less;
    std::string per;
    std::string parameter;
    double step = 0.0;
    bool input = false;
    std::int64_t days = 0;
    std::string needs;
    std::string miss;
};
template <class V>
void describe(V& v, FactSpec& f) {
    constexpr double kMost = 1e15;
    v("name", f.name, {.says = "what the fact is called in a line"});
    v("what", f.what, {.says = "what was found, in a sentence"});
    v("level", f.level, {.says = "whom the published number is about: like is compared with like"});
    v("models", f.models,
      {.says = "models that it is measured in: all, those with independent sellers, or those with goods of their own"});
    v("published", f.published, {.says = "the published numbers as they stand in the source"});
    v("value", f.value,
      {.unit = "as the measure", .min = -kMost, .max = kMost, .says = "the number to come near to, with a tolerance"});
    v("tolerance", f.tolerance,
      {.unit = "as the measure", .min = 0, .max = kMost, .says = "how far from the value is near"});
    v("low", f.low,
      {.unit = "as the measure", .min = -kMost, .max = kMost, .says = "lower end of the range, instead of a value"});
    v("high", f.high, {.unit = "as the measure", .min = -kMost, .max = kMost, .says = "upper end of the range"});
    v("source", f.source, {.says = "who found it"});
    v("read_in", f.read_in, {.says = "where it was read"});
    v("confidence", f.confidence,
      {.says = "A: primary source or recomputed; B: press or trade with a named primary source; C: weak"});
    v("measure", f.measure, {.says = "key figure that it is read from"});
    v("over", f.over, {.says = "key figure that the measure is divided by, replication by replication"});
    v("less", f.less, {.says = "key figure that is taken off the measure, replication by replication"});
    v("per", f.per,
      {.says =
           "key figure of whose changes the measure's are told, both in per cent: the elasticity between two runs in "
           "which the parameter is moved down and up by the step"});
    v("parameter", f.parameter,
      {.says =
           "of an elasticity the parameter that is moved, of an input the one that is read, where it is no measure: "
           "one of the model, such as revenue.commission, or one of the market, such as market.answers.email_seen"});
    v("step", f.step,
      {.unit = "as the parameter",
       .min = 0,
       .max = kMost,
       .says = "how far the parameter is moved to either side, as far as it may be"});
    v("input", f.input,
      {.says = "whether the scenario itself says it, or was chosen for it: agreement proves nothing"});
    v("days", f.days,
      {.unit = "day", .min = 0, .max = 36500, .says = "fewest days that count from which it can be told"});
    v("needs", f.needs, {.says = "what a run lacks that would tell it; empty for what can be measured"});
    v("miss", f.miss, {.says = "what a miss means"});
}

struct FactsSpec {
    std::vector<FactSpec> facts;
};
template <class V>
void describe(V& v, FactsSpec& f) {
    v("facts", f.facts, {.min = 1, .max = 1000, .says = "published facts, in the order in which they are told"});
}

}  // namespace pasar
