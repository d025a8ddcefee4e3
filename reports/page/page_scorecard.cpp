// The scorecard: each fact beside what was measured, then what misses mean, then where facts were read.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "reports/fact_words.h"
#include "reports/page/page_sections.h"

namespace pasar {

namespace {

FactVerdict verdict_named(std::string_view name) {
    const auto& names = NamesOf<FactVerdict>::names;
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? FactVerdict::NotMeasurable : static_cast<FactVerdict>(found - names.begin());
}

std::vector<FactRow> rows_of(const CsvTable& table) {
    std::vector<FactRow> rows;
    for (std::size_t r = 0; r < table.rows(); ++r) {
        const auto text = [&](const char* column) { return table.text(r, table.column(column)); };
        const auto number = [&](const char* column) { return table.number(r, table.column(column)); };
        rows.push_back({.fact = text("fact"),
                        .model = text("model"),
                        .level = text("level"),
                        .what = text("what"),
                        .unit = text("unit"),
                        .replications = table.whole(r, table.column("replications")),
                        .measured = number("measured"),
                        .low_end = number("confidence_low"),
                        .high_end = number("confidence_high"),
                        .standard_error = number("standard_error"),
                        .value = number("value"),
                        .tolerance = number("tolerance"),
                        .low = number("low"),
                        .high = number("high"),
                        .verdict = verdict_named(text("verdict")),
                        .input = text("input") == "yes",
                        .why = text("why"),
                        .published = text("published"),
                        .miss = text("miss"),
                        .source = text("source"),
                        .read_in = text("read_in"),
                        .confidence = text("confidence")});
    }
    return rows;
}

/// Told by a sign as well as by colour and word.
std::string verdict_told(const FactRow& row) {
    switch (row.verdict) {
        case FactVerdict::Near:
            return "✓ near";
        case FactVerdict::NotNear:
            return "✗ not near";
        case FactVerdict::NotMeasurable:
            return "– not measurable";
    }
    return "";
}

std::string what_it_means(const FactRow& row) {
    if (row.verdict == FactVerdict::NotMeasurable) return row.why;
    return row.verdict == FactVerdict::NotNear ? row.miss : "";
}

}  // namespace

PageSection scorecard_section(const PageSource& source) {
    PageSection section{.id = "scorecard", .title = "Held against published facts"};
    const CsvTable table = source.table("scorecard");
    if (table.rows() == 0) return section;
    const std::vector<FactRow> rows = rows_of(table);
    section.say(
        "Near: the mean over replications is within the target, give or take two standard errors. A miss is a limit of "
        "the parameters and a reason to change them for a market of your own; nothing is tuned to a single fact.");
    HtmlTable facts("Facts (scorecard.csv)", {{"fact", false},
                                              {"model", false},
                                              {"measured (95 % interval)"},
                                              {"published"},
                                              {"verdict", false},
                                              {"what that means", false}});
    HtmlTable sources("Where the facts come from", {{"fact", false},
                                                    {"what was found", false},
                                                    {"about", false},
                                                    {"published", false},
                                                    {"source", false},
                                                    {"read in", false},
                                                    {"confidence", false}});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const FactRow& row = rows[i];
        const FactWords words = fact_words(row);
        facts.row({row.fact, row.model, row.input ? words.measured + " (input)" : words.measured, words.target,
                   verdict_told(row), what_it_means(row)});
        if (i > 0 && rows[i - 1].fact == row.fact) continue;
        sources.row(
            {row.fact, row.what, heading_of(row.level), row.published, row.source, row.read_in, row.confidence});
    }
    section.table(facts);
    section.table(sources, "Where the facts come from");
    return section;
}

}  // namespace pasar
