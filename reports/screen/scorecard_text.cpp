#include "reports/screen/scorecard_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reports/fact_words.h"
#include "reports/screen/text_table.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kLongestFact = 60;

std::string fact_name(const FactRow& row) { return printable(row.fact, kLongestFact); }
std::string model_name(const FactRow& row) { return printable(row.model, kLongestStudyName); }

/// "Marketplace: 9 of 20 facts are near; Own store: 8 of 17."
std::string how_many_are_near(std::span<const FactRow> rows) {
    struct Score {
        std::string model;
        std::size_t near = 0, all = 0;
    };
    std::vector<Score> scores;  // in the order in which models come
    for (const FactRow& row : rows) {
        if (row.verdict == FactVerdict::NotMeasurable) continue;
        const std::string name = model_name(row);
        auto score = std::find_if(scores.begin(), scores.end(), [&](const Score& one) { return one.model == name; });
        if (score == scores.end()) score = scores.insert(scores.end(), Score{.model = name});
        ++score->all;
        score->near += row.verdict == FactVerdict::Near ? 1 : 0;
    }
    if (scores.empty()) return "None of the facts can be measured here.";
    std::string text;
    for (const Score& score : scores)
        text += fmt::format("{}{}: {} of {}{}", text.empty() ? "" : "; ", score.model, score.near, score.all,
                            text.empty() ? (score.all == 1 ? " fact is near" : " facts are near") : "");
    return text + ".";
}

std::vector<std::string> misses(std::span<const FactRow> rows) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].verdict != FactVerdict::NotNear) continue;
        // Models that miss the same fact share a line, since what it means is the same.
        std::string found;
        std::size_t last = i;
        for (std::size_t j = i; j < rows.size() && rows[j].fact == rows[i].fact; ++j) {
            if (rows[j].verdict == FactVerdict::NotNear)
                found += fmt::format("{}{} {}", found.empty() ? "" : "; ", model_name(rows[j]), miss_in_words(rows[j]));
            last = j;
        }
        const std::string means = rows[i].miss.empty() ? "" : " " + printable(rows[i].miss, 1000);
        lines.push_back(fmt::format("{}: {}.{}", fact_name(rows[i]), found, means));
        i = last;
    }
    return lines;
}

std::vector<std::string> not_measured(std::span<const FactRow> rows) {
    std::vector<std::string> lines;
    for (const FactRow& row : rows) {
        if (row.verdict != FactVerdict::NotMeasurable) continue;
        const std::string of = row.model.empty() ? "" : fmt::format(" ({})", model_name(row));
        lines.push_back(fmt::format("{}{}: {}.", fact_name(row), of, printable(row.why, 1000)));
    }
    return lines;
}

/// For manifest, page and workbook, which have a table beside it: by name alone.
std::vector<std::string> names_of_misses(std::span<const FactRow> rows) {
    std::vector<std::string> models;
    for (const FactRow& row : rows)
        if (!row.model.empty() && std::find(models.begin(), models.end(), row.model) == models.end())
            models.push_back(row.model);
    const auto list = [&](auto is_meant) {
        std::vector<std::string> names;
        for (const FactRow& row : rows)
            if (is_meant(row)) names.push_back(fact_name(row));
        return names;
    };
    std::vector<std::string> sentences;
    for (const std::string& model : models) {
        const auto missed =
            list([&](const FactRow& row) { return row.model == model && row.verdict == FactVerdict::NotNear; });
        if (!missed.empty())
            sentences.push_back(
                fmt::format("{} is not near in: {}.", printable(model, kLongestStudyName), fmt::join(missed, ", ")));
    }
    const auto unmeasured = list([](const FactRow& row) { return row.verdict == FactVerdict::NotMeasurable; });
    if (!unmeasured.empty()) sentences.push_back(fmt::format("Not measured here: {}.", fmt::join(unmeasured, ", ")));
    return sentences;
}

std::string list_of(std::string_view heading, const std::vector<std::string>& lines, const ScreenOptions& options) {
    if (lines.empty()) return "";
    std::string text = fmt::format("\n{}\n", emphasised(heading, options));
    for (const std::string& line : lines) text += "  " + wrapped(line, options.columns - 2, 4) + "\n";
    return text;
}

}  // namespace

StudyText scorecard_text(const Scenario& scenario, std::span<const FactRow> rows, const ScreenOptions& options) {
    StudyText text;
    const std::string near = how_many_are_near(rows);
    const std::vector<std::string> missed = misses(rows), unmeasured = not_measured(rows);
    text.answer.push_back(near);
    for (std::string& sentence : names_of_misses(rows)) text.answer.push_back(std::move(sentence));

    text.screen = study_title(scenario,
                              "Held against published facts: near is within the target, give or take two "
                              "standard errors",
                              options, {.where = "of each model"});
    text.screen += study_sentence(near, options) + "\n";
    std::vector<std::vector<std::string>> lines{{"fact", "model", "measured (95 % interval)", "published", ""}};
    for (const FactRow& row : rows) {
        if (row.verdict == FactVerdict::NotMeasurable) continue;
        const FactWords words = fact_words(row);
        lines.push_back({fact_name(row), model_name(row), row.input ? words.measured + " (input)" : words.measured,
                         words.target, std::string(name_of(row.verdict))});
    }
    if (lines.size() > 1) text.screen += text_table(lines, options);
    text.screen += list_of("Not near, and what that means", missed, options);
    text.screen += list_of("Not measured here", unmeasured, options);
    return text;
}

}  // namespace pasar
