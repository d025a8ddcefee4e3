// pasar explain: what a parameter, a key figure, a column of a table, a table or a command is.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>

#include "cli/called.h"
#include "cli/commands.h"
#include "reports/result/dictionary.h"
#include "scenarios/faults.h"
#include "scenarios/nearest.h"
#include "scenarios/reference.h"
#include "sim/counts/measure_words.h"
#include "sim/counts/measures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kExplainColumns = 100;
constexpr std::size_t kExplainIndent = 4;

constexpr std::string_view kRunsFile = "runs";

/// One thing that can be explained, beside parameters.
struct Entry {
    std::string name;
    std::string text;   ///< what is printed
    std::string words;  ///< what words are looked for in
};

std::string indented(const std::string& text) {
    return std::string(kExplainIndent, ' ') + wrapped(text, kExplainColumns - kExplainIndent, kExplainIndent) + '\n';
}

std::string better_in_words(int better) { return better > 0 ? "more" : better < 0 ? "less" : "neither more nor less"; }

void add_commands(std::vector<Entry>& entries) {
    for (const CommandHelp& command : command_list()) {
        entries.push_back({command.name,
                           fmt::format("{} (command)\n{}    options: {} {} --help\n", command.name,
                                       indented(command.says), called_as(), command.name),
                           command.says});
    }
}

void add_key_figures(std::vector<Entry>& entries) {
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        const MeasureInfo& info = kpi_info(kpi);
        std::string text = fmt::format("{} (key figure, in kpis.csv, summary.csv, comparison.csv and runs.csv)\n{}",
                                       info.name, indented(std::string(info.says)));
        if (!info.unit.empty()) text += fmt::format("    unit:    {}\n", info.unit);
        text += fmt::format("    better:  {}\n", better_in_words(info.better));
        entries.push_back({std::string(info.name), std::move(text), std::string(info.says)});
    }
}

/// Columns that mean the same in several tables are one entry.
void add_columns(std::vector<Entry>& entries) {
    struct Meaning {
        Column column;
        std::vector<std::string> files;
    };
    std::vector<Meaning> meanings;
    for (const Table& table : result_outlines()) {
        for (const Column& column : table.columns) {
            const bool is_key_figure = table.file == kRunsFile && find_kpi(column.name) < kKpiCount;
            if (is_key_figure) continue;  // told as such
            auto known = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
                return meaning.column.name == column.name && meaning.column.says == column.says;
            });
            if (known == meanings.end()) known = meanings.insert(meanings.end(), {column, {}});
            known->files.push_back(table.file + ".csv");
        }
    }
    for (const Meaning& meaning : meanings) {
        std::string text = indented(fmt::format("{}", fmt::join(meaning.files, ", ")));
        text = fmt::format("{} (column of {})\n{}", meaning.column.name,
                           text.substr(kExplainIndent, text.size() - kExplainIndent - 1),
                           indented(std::string(meaning.column.says)));
        if (!meaning.column.unit.empty()) text += fmt::format("    unit:    {}\n", meaning.column.unit);
        entries.push_back({std::string(meaning.column.name), std::move(text), std::string(meaning.column.says)});
    }
}

void add_tables(std::vector<Entry>& entries) {
    for (const Table& table : result_outlines()) {
        std::vector<std::string> names;
        for (const Column& column : table.columns) names.push_back(column.name);
        entries.push_back(
            {table.file + ".csv",
             fmt::format("{}.csv (table)\n{}{}", table.file, indented(fmt::format("a row is {}", table.row_is)),
                         indented(fmt::format("columns: {}", fmt::join(names, ", ")))),
             std::string(table.row_is)});
    }
}

const std::vector<Entry>& entries_beside_parameters() {
    static const std::vector<Entry> all = [] {
        std::vector<Entry> entries;
        add_commands(entries);
        add_key_figures(entries);
        add_columns(entries);
        add_tables(entries);
        return entries;
    }();
    return all;
}

/// Capitals and the marks between words do not count, and of a table its ending.
bool is_called(const std::string& wanted, const std::string& name) {
    return edit_distance(wanted, name) == 0 || edit_distance(wanted + ".csv", name) == 0;
}

[[noreturn]] void refuse(const std::string& wanted, const Explanation& parameters) {
    std::vector<std::string> names = parameters.nearest;
    std::vector<std::string> others;
    for (const Entry& entry : entries_beside_parameters()) others.push_back(entry.name);
    if (const std::string near = nearest(wanted, others); !near.empty()) names.push_back(near);
    std::string message = fmt::format("nothing is called {}, and no sentence holds {}", in_quotes(wanted),
                                      wanted.find(' ') == std::string::npos ? "the word" : "the words");
    for (const std::string& name : names) message += fmt::format("\ndid you mean {}?", name);
    throw BadInput(message);
}

}  // namespace

int explain_command(const Arguments& arguments) {
    const std::string wanted = fmt::format("{}", fmt::join(arguments.words, " "));
    const Explanation parameters = explain(wanted);
    std::string named = parameters.by_name ? text_of(parameters) : "";
    std::string told = parameters.by_name ? "" : text_of(parameters);
    if (wanted.find_first_not_of(' ') != std::string::npos) {
        const std::vector<std::string_view> meant = measures_meant_by(wanted);
        const auto is_meant = [&](const std::string& name) {
            return std::find(meant.begin(), meant.end(), name) != meant.end();
        };
        for (const Entry& entry : entries_beside_parameters()) {
            if (is_called(wanted, entry.name) || is_meant(entry.name)) named += entry.text;
            if (holds_all_words(entry.name + " " + entry.words, wanted)) told += entry.text;
        }
    }
    const std::string& text = named.empty() ? told : named;
    if (text.empty()) refuse(wanted, parameters);
    fmt::print("{}", text);
    return kDone;
}

}  // namespace pasar
