// Published facts from their file, checked like a scenario.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/fact_spec.h"
#include "scenarios/faults.h"
#include "scenarios/origins.h"

namespace pasar {

struct Field;

/// What counts as near: a value with a tolerance, or a range, which may be open at one end.
struct FactTarget {
    std::optional<double> value, tolerance, low, high;
};

struct Fact {
    FactSpec says;
    FactTarget target;  ///< nothing of it where nothing is measured
};

/// A check of one fact by somebody who knows more than this floor does; adds to `faults`. `pointer` is where it stands.
using FactCheck = void (*)(const Fact& fact, const std::string& pointer, const Origins& origins, Faults& faults);

/// The file of the shipped ones, in the scenario folder.
inline constexpr const char* kFactsFile = "facts.json";

// Both throw InvalidScenario with every fault at once: file, line, key, what was found, what is allowed, the nearest
// name.
[[nodiscard]] std::vector<Fact> load_facts(const std::filesystem::path& path, FactCheck check = nullptr);
/// From text; `name` stands for the file in messages.
[[nodiscard]] std::vector<Fact> load_facts_text(std::string_view text, const std::string& name,
                                                FactCheck check = nullptr);

/// The parameter of a model, such as revenue.commission, or of the market, such as market.answers.email_seen: a number
/// outside of lists. Null where there is none.
[[nodiscard]] const Field* find_fact_parameter(std::string_view path);

}  // namespace pasar
