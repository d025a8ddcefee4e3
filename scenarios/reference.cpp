#include "scenarios/reference.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <nlohmann/json.hpp>

#include "scenarios/faults.h"
#include "scenarios/form.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

bool has_entries(const Field& field) { return field.type == FieldType::List || field.type == FieldType::Texts; }

std::string default_text(const Field& field) {
    if (field.type == FieldType::Group) return "";
    if (field.type == FieldType::Number) return number_text(field.value.get<double>());
    if (field.type != FieldType::List || field.value.empty()) return field.value.dump();
    std::vector<std::string> names;
    for (const auto& entry : field.value) names.push_back(nlohmann::json(entry_name(entry, field)).dump());
    return fmt::format("[{}]", fmt::join(names, ", "));
}

/// A name or a group assumes nothing, so only a source that was given is told.
std::string_view source_of(const Field& field) {
    const bool assumes = field.type != FieldType::Text && field.type != FieldType::Group;
    return assumes || field.about.source != About{}.source ? field.about.source : "";
}

std::string sentence(std::string_view says) {
    std::string text(says);
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text + '.';
}

void collect(const Form& form, const std::string& prefix, std::vector<Parameter>& all) {
    for (const Field& field : form.fields) {
        const std::string path = prefix + std::string(field.name);
        all.push_back({.path = path,
                       .type = std::string(name_of(field.type)),
                       .unit = field.about.unit,
                       .default_value = default_text(field),
                       .min = field.about.min,
                       .max = field.about.max,
                       .allowed = field.type == FieldType::Group ? "" : allowed_in(field),
                       .says = field.about.says,
                       .source = source_of(field)});
        if (field.form) collect(*field.form, path + (has_entries(field) ? "[]." : "."), all);
    }
}

std::string lower(std::string_view text) {
    std::string letters(text);
    std::transform(letters.begin(), letters.end(), letters.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return letters;
}

/// The path as patterns have it: a pointer's slashes become dots.
std::string dotted(std::string_view path) {
    std::string result(path);
    if (result.starts_with('/')) {
        result.erase(0, 1);
        std::replace(result.begin(), result.end(), '/', '.');
    }
    return result;
}

/// Whether a path fits a pattern such as market.couriers[].loss, where [] stands for [], for nothing, or for the name
/// or number of an entry; a name may hold dots.
bool fits(std::string_view path, std::string_view pattern) {
    const std::size_t list_end = pattern.find("[]");
    if (list_end == std::string_view::npos) return path == pattern;
    if (!path.starts_with(pattern.substr(0, list_end))) return false;
    path.remove_prefix(list_end);
    pattern.remove_prefix(list_end + 2);  // now empty or starts with a dot, as does what is left of the path
    if (path.starts_with("[]")) return fits(path.substr(2), pattern);
    for (std::size_t dot = 0; dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
        if (fits(path.substr(dot), pattern)) return true;
    }
    return false;
}

bool is_path_of(std::string_view path, const Parameter& parameter) { return fits(path, parameter.path); }

std::string plural(std::string_view word) {
    if (word.ends_with('y')) return fmt::format("{}ies", word.substr(0, word.size() - 1));
    return fmt::format("{}s", word);
}

bool is_end_of(std::string_view path, const Parameter& parameter) {
    const bool is_list = parameter.type == name_of(FieldType::List);
    return parameter.path.ends_with(fmt::format(".{}", path)) ||
           (is_list && parameter.path.ends_with(fmt::format(".{}", plural(path))));
}

/// Whether a path addresses an entry of the list itself, as market.couriers.Courier A does.
bool is_entry_of(std::string_view path, const Parameter& list) {
    if (list.type != name_of(FieldType::List) && list.type != name_of(FieldType::Texts)) return false;
    return fits(path, list.path + "[]") ||
           (path.starts_with(list.path) && path.substr(list.path.size()).starts_with('.') &&
            path.find('.', list.path.size() + 1) == std::string_view::npos);
}

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('.') + 1); }

std::string_view group_of(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? "" : path.substr(0, dot);
}

/// A group or list is best explained with what is in it.
void add_with_members(const Parameter& parameter, std::vector<Parameter>& entries) {
    entries.push_back(parameter);
    for (const Parameter& other : parameters()) {
        const std::string_view group = group_of(other.path);
        if (group == parameter.path || group == parameter.path + "[]") entries.push_back(other);
    }
}

std::string table_cell(std::string_view text) {
    std::string cell;
    for (const char c : text) {
        if (c == '|') cell += '\\';
        cell += c;
    }
    return cell;
}

std::string code(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", table_cell(text)); }

/// The range alone; the unit has a column of its own.
std::string range_cell(const Parameter& parameter) {
    std::string_view text = parameter.allowed;
    const std::string unit = fmt::format(" ({})", parameter.unit);
    if (!parameter.unit.empty() && text.ends_with(unit)) text.remove_suffix(unit.size());
    return table_cell(text);
}

void add_section(std::string_view title, std::string_view says, std::string_view group, std::string& text) {
    text += fmt::format("\n## {}\n\n{}\n\n", title, sentence(says));
    text += "| parameter | unit | default | allowed | what it is | source |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const Parameter& parameter : parameters()) {
        if (group_of(parameter.path) != group) continue;
        text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", code(last_name(parameter.path)),
                            table_cell(parameter.unit), code(parameter.default_value), range_cell(parameter),
                            table_cell(parameter.says), table_cell(parameter.source));
    }
}

std::vector<std::string> similar_paths(std::string_view word) {
    constexpr std::size_t kMostNamed = 5;
    std::vector<std::string_view> names;
    for (const Parameter& parameter : parameters()) names.push_back(last_name(parameter.path));
    const std::string_view name = nearest(last_name(word), names);
    std::vector<std::string> paths;
    for (const Parameter& parameter : parameters()) {
        if (!name.empty() && last_name(parameter.path) == name && paths.size() < kMostNamed)
            paths.push_back(parameter.path);
    }
    return paths;
}

std::string words_about(const Parameter& parameter) {
    // The names to choose from say what a parameter is about; the words around a range do not.
    const bool names = parameter.type == name_of(FieldType::Choice);
    return fmt::format("{} {} {} {}", parameter.path, parameter.says, parameter.source, names ? parameter.allowed : "");
}

}  // namespace

const std::vector<Parameter>& parameters() {
    static const std::vector<Parameter> all = [] {
        std::vector<Parameter> collected;
        collect(scenario_form(), "", collected);
        return collected;
    }();
    return all;
}

bool holds_all_words(std::string_view text, std::string_view words) {
    constexpr std::array<std::string_view, 12> kSaysNothing{"number", "how", "many", "much", "of",  "the",
                                                            "a",      "an",  "is",   "what", "are", "in"};
    const std::string place = lower(text), wanted = lower(words);
    std::vector<std::string> all, telling;
    for (std::size_t begin = 0; begin < wanted.size();) {
        const std::size_t end = std::min(wanted.find(' ', begin), wanted.size());
        all.push_back(wanted.substr(begin, end - begin));
        if (std::find(kSaysNothing.begin(), kSaysNothing.end(), all.back()) == kSaysNothing.end())
            telling.push_back(all.back());
        begin = end + 1;
    }
    const std::vector<std::string>& asked = telling.empty() ? all : telling;
    return std::all_of(asked.begin(), asked.end(),
                       [&](const std::string& word) { return place.find(word) != std::string::npos; });
}

Explanation explain(std::string_view path_or_words) {
    Explanation explanation;
    const std::string path = dotted(path_or_words);
    if (path.find_first_not_of(' ') == std::string::npos) return explanation;
    // From the strictest way to understand a path to the loosest.
    for (const auto understands : {is_path_of, is_entry_of, is_end_of}) {
        for (const Parameter& parameter : parameters()) {
            if (understands(path, parameter)) add_with_members(parameter, explanation.entries);
        }
        explanation.by_name = !explanation.entries.empty();
        if (explanation.by_name) return explanation;
    }
    for (const Parameter& parameter : parameters()) {
        if (holds_all_words(words_about(parameter), path_or_words)) explanation.entries.push_back(parameter);
    }
    // What is called so itself comes first, before what stands below it or speaks of it.
    std::stable_partition(explanation.entries.begin(), explanation.entries.end(), [&](const Parameter& parameter) {
        return holds_all_words(parameter.path.substr(parameter.path.rfind('.') + 1), path_or_words);
    });
    if (explanation.entries.empty()) explanation.nearest = similar_paths(path);
    return explanation;
}

std::string text_of(const Explanation& explanation) {
    std::string text;
    for (const Parameter& parameter : explanation.entries) {
        text += fmt::format("{}\n    {}\n", parameter.path, parameter.says);
        if (!parameter.default_value.empty()) text += fmt::format("    default: {}\n", parameter.default_value);
        if (!parameter.allowed.empty()) text += fmt::format("    allowed: {}\n", parameter.allowed);
        if (!parameter.source.empty()) text += fmt::format("    source:  {}\n", parameter.source);
    }
    return text;
}

std::string parameters_markdown() {
    std::string text =
        "# Parameters\n\n"
        "Every value a scenario file can set. This page is generated by the program.\n"
        "A path such as `market.couriers[].loss` is written `market.couriers.Courier A.loss` or "
        "`market.couriers.0.loss`\n"
        "in `--set`. Numbered sources are listed in [model.md](model.md); \"assumption\" marks what nobody has "
        "measured "
        "yet.\n";
    add_section("The scenario", "what is run, how long and how often", "", text);
    for (const Parameter& parameter : parameters()) {
        const bool is_list = parameter.type == name_of(FieldType::List);
        if (!is_list && parameter.type != name_of(FieldType::Group)) continue;
        const std::string group = parameter.path + (is_list ? "[]" : "");
        add_section(group, parameter.says, group, text);
    }
    return text;
}

}  // namespace pasar
