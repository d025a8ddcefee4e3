// Everyday words for measures: what a planner says when looking for a key figure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pasar {

/// Names of the key figures that an everyday word stands for, the likeliest first: "profit" is contribution. Capitals,
/// blanks and marks do not count. Empty for a word that is none of them.
[[nodiscard]] std::vector<std::string_view> measures_meant_by(std::string_view word);

/// "did you mean \"contribution\"?" of a name that no key figure has: an everyday word first, then a slip of a pen,
/// then part of a name; empty where nothing is near.
[[nodiscard]] std::string measure_hint(std::string_view name);

}  // namespace pasar
