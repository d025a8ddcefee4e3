#include "scenarios/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "scenarios/faults.h"

namespace pasar {

namespace {

// Longer words are no slips of a pen, and comparing them would be slow.
constexpr std::size_t kLongestWord = 64;

std::string bare(std::string_view word) {
    std::string letters;
    for (const char c : word) {
        if (c == '_' || c == '-' || c == ' ') continue;
        letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return letters;
}

template <class Text>
Text nearest_of(std::string_view word, std::span<const Text> candidates) {
    if (word.size() > kLongestWord) return {};
    const std::size_t farthest = std::max<std::size_t>(1, bare(word).size() / 3);
    std::size_t best_distance = farthest + 1;
    Text best{};
    for (const Text& candidate : candidates) {
        if (candidate.size() > 2 * kLongestWord) continue;
        const std::size_t distance = edit_distance(word, candidate);
        // A word of one or two letters is within one slip of nearly anything.
        if (distance >= std::max<std::size_t>(1, bare(candidate).size())) continue;
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

template <class Text>
std::string question(std::string_view word, std::span<const Text> candidates) {
    const Text best = nearest_of(word, candidates);
    return best.empty() ? "" : fmt::format("did you mean {}?", in_quotes(best));
}

}  // namespace

// Optimal string alignment; three rows are all that the recurrence looks back on.
std::size_t edit_distance(std::string_view one, std::string_view other) {
    const std::string a = bare(one);
    const std::string b = bare(other);
    std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before_last.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return row[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    return nearest_of(word, candidates);
}
std::string nearest(std::string_view word, std::span<const std::string> candidates) {
    return nearest_of(word, candidates);
}
std::string holding_hint(std::string_view word, std::span<const std::string_view> candidates) {
    constexpr std::size_t kMostNamed = 4;
    const std::string part = bare(word);
    std::vector<std::string> holding;
    for (const std::string_view candidate : candidates) {
        if (part.empty() || bare(candidate).find(part) == std::string::npos) continue;
        if (holding.size() < kMostNamed) holding.push_back(in_quotes(candidate));
    }
    return holding.empty() ? "" : fmt::format("did you mean {}?", fmt::join(holding, " or "));
}
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
    return question(word, candidates);
}
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    return question(word, candidates);
}

}  // namespace pasar
