#include "scenarios/origins.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace pasar {

namespace {

// All pointers below p lie between p + "/" and p + "0", the next character after the slash.
template <class Places>
auto range_below(Places& places, std::string_view pointer) {
    return std::pair{places.lower_bound(std::string(pointer) + '/'), places.lower_bound(std::string(pointer) + '0')};
}

}  // namespace

std::string to_string(const Origin& origin) {
    if (origin.file.empty()) return "default";
    return origin.line > 0 ? fmt::format("{}:{}", origin.file, origin.line) : origin.file;
}

std::string below(std::string_view pointer, std::string_view key) {
    std::string result(pointer);
    result += '/';
    for (const char c : key) {
        if (c == '~') {
            result += "~0";
        } else if (c == '/') {
            result += "~1";
        } else {
            result += c;
        }
    }
    return result;
}

std::string below(std::string_view pointer, std::size_t index) { return fmt::format("{}/{}", pointer, index); }

Origin Origins::of(std::string_view pointer) const {
    const auto found = places_.find(pointer);
    return found == places_.end() ? Origin{} : found->second;
}

Origin Origins::around(std::string_view pointer) const {
    for (;;) {
        const auto found = places_.find(pointer);
        if (found != places_.end()) return found->second;
        const std::size_t slash = pointer.rfind('/');
        if (slash == std::string_view::npos) return {};
        pointer = pointer.substr(0, slash);
    }
}

void Origins::erase(std::string_view pointer) {
    const auto [first, last] = range_below(places_, pointer);
    places_.erase(first, last);
    if (const auto found = places_.find(pointer); found != places_.end()) places_.erase(found);
}

void Origins::graft(std::string_view to, const Origins& source, std::string_view from) {
    const auto [first, last] = range_below(source.places_, from);
    std::vector<std::pair<std::string, Origin>> moved;
    if (const auto found = source.places_.find(from); found != source.places_.end()) {
        moved.emplace_back(to, found->second);
    }
    for (auto place = first; place != last; ++place) {
        moved.emplace_back(std::string(to) + place->first.substr(from.size()), place->second);
    }
    for (auto& [pointer, origin] : moved) set(std::move(pointer), std::move(origin));
}

}  // namespace pasar
