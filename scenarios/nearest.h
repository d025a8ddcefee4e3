// "Did you mean": the known name that a misspelt one is nearest to.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pasar {

/// Letters to change, add, take away or swap with their neighbour, to get from one word to the other; capitals and the
/// marks between words do not count.
[[nodiscard]] std::size_t edit_distance(std::string_view one, std::string_view other);

/// The candidate within a third of the word's letters, or empty.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// `did you mean "..." or "..."?` of the first candidates that hold the word, for people who name a thing by half its
/// name; or empty.
[[nodiscard]] std::string holding_hint(std::string_view word, std::span<const std::string_view> candidates);

/// `did you mean "..."?`, or empty.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace pasar
