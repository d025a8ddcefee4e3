#include "scenarios/show.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "scenarios/form.h"
#include "scenarios/settings.h"
#include "words/characters.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

struct Line {
    std::string path;
    const Json* value;
    std::string origin;
};

void collect(const LoadedScenario& loaded, const Json& value, const std::string& pointer, std::vector<Line>& lines) {
    if (!value.empty() && value.is_object()) {
        for (const auto& [name, member] : value.items()) collect(loaded, member, below(pointer, name), lines);
    } else if (!value.empty() && value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) collect(loaded, value[i], below(pointer, i), lines);
    } else {
        lines.push_back({path_of(*loaded.resolved, pointer), &value, to_string(loaded.origins.of(pointer))});
    }
}

std::vector<Line> lines_of(const LoadedScenario& loaded) {
    std::vector<Line> lines;
    collect(loaded, *loaded.resolved, "", lines);
    return lines;
}

}  // namespace

std::string show_text(const LoadedScenario& loaded) {
    std::string text;
    for (const Line& line : lines_of(loaded)) {
        const std::string value = line.value->is_number_float() ? number_text(line.value->get<double>())
                                                                : with_json_escapes(line.value->dump());
        text += fmt::format("{} = {}  ({})\n", line.path, value, line.origin);
    }
    return text;
}

std::string show_json_lines(const LoadedScenario& loaded) {
    std::string text;
    for (const Line& line : lines_of(loaded)) {
        text +=
            with_json_escapes(Json{{"path", line.path}, {"value", *line.value}, {"origin", line.origin}}.dump()) + "\n";
    }
    return text;
}

}  // namespace pasar
