#include "scenarios/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "words/characters.h"

namespace pasar {

namespace {

constexpr std::size_t kLongestPlace = 300;

bool stands_at_or_below(std::string_view pointer, std::string_view outer) {
    return pointer.starts_with(outer) && (pointer.size() == outer.size() || pointer[outer.size()] == '/');
}

std::string all_lines(const std::vector<Fault>& faults, std::size_t more) {
    std::string text;
    for (const Fault& fault : faults) text += (text.empty() ? "" : "\n") + to_string(fault);
    if (more > 0) text += fmt::format("\nand {} more", more);
    return text;
}

}  // namespace

std::string to_string(const Fault& fault) {
    std::string text;
    if (!fault.file.empty()) {
        text += shown(fault.file, kLongestPlace);
        if (fault.line > 0) text += fmt::format(":{}", fault.line);
        if (fault.column > 0) text += fmt::format(":{}", fault.column);
        text += ": ";
    }
    if (!fault.path.empty()) text += shown(fault.path, kLongestPlace) + ": ";
    text += "found " + fault.found;
    if (!fault.allowed.empty()) text += "; allowed: " + fault.allowed;
    if (!fault.hint.empty()) text += "; " + fault.hint;
    return text;
}

InvalidScenario::InvalidScenario(std::vector<Fault> all_faults, std::size_t more_faults)
    : std::runtime_error(all_lines(all_faults, more_faults)), faults(std::move(all_faults)), more(more_faults) {}

void Faults::add(Fault fault) {
    if (keeps_more()) {
        kept_.push_back(std::move(fault));
    } else {
        ++more_;
    }
}

bool Faults::touch(std::string_view pointer) const {
    return std::any_of(kept_.begin(), kept_.end(), [&](const Fault& fault) {
        return stands_at_or_below(fault.path, pointer) || stands_at_or_below(pointer, fault.path);
    });
}

void Faults::throw_if_any() const {
    if (!empty()) throw InvalidScenario(kept_, more_);
}

std::string shown(std::string_view text, std::size_t most) {
    const bool too_long = text.size() > most;
    if (too_long) {
        const auto is_inside_character = [&](std::size_t at) {
            return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
        };
        std::size_t end = most;
        while (end > 0 && is_inside_character(end)) --end;
        text = text.substr(0, end);
    }
    // JSON's own escapes: what is printed can be pasted back into a file.
    const std::string escaped =
        nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return with_json_escapes(std::string_view(escaped).substr(1, escaped.size() - 2)) + (too_long ? "…" : "");
}

std::string in_quotes(std::string_view text, std::size_t most) { return '"' + shown(text, most) + '"'; }

}  // namespace pasar
