#include <fmt/format.h>
#include <algorithm>
#include <map>

#include "reports/idle_parameters.h"
#include "reports/page/page_sections.h"
#include "scenarios/reference.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

std::string value_text(const Json& json) {
    if (json.is_string()) return json.get<std::string>();
    if (json.is_number()) return any_number(json.get<double>());
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Every value of a model by its path below it, such as fulfilment.courier or treatments[2].remedy.
void flatten(const Json& json, const std::string& path, std::vector<std::string>& order,
             std::map<std::string, std::string>& values) {
    if (json.is_object() && !json.empty()) {
        for (const auto& [key, value] : json.items())
            flatten(value, path.empty() ? key : path + "." + key, order, values);
        return;
    }
    if (json.is_array() &&
        std::any_of(json.begin(), json.end(), [](const Json& entry) { return entry.is_structured(); })) {
        std::size_t position = 0;
        for (const Json& entry : json) {
            const bool named = entry.is_object() && entry.contains("name") && entry["name"].is_string();
            flatten(entry,
                    fmt::format("{}[{}]", path, named ? entry["name"].get<std::string>() : fmt::format("{}", position)),
                    order, values);
            ++position;
        }
        return;
    }
    if (values.emplace(path, value_text(json)).second) {
        order.push_back(path);
    }
}

/// treatments[2].remedy is described as models[].treatments[].remedy.
std::string described_path(const std::string& path) {
    std::string result = "models[].";
    bool inside = false;
    for (const char character : path) {
        if (character == ']') inside = false;
        if (!inside) result += character;
        if (character == '[') inside = true;
    }
    return result;
}

std::string sentence_of(const std::string& path) {
    const std::string wanted = described_path(path);
    for (const Parameter& parameter : parameters()) {
        if (parameter.path != wanted) continue;
        return parameter.unit.empty() ? std::string(parameter.says)
                                      : fmt::format("{} ({})", parameter.says, parameter.unit);
    }
    return {};
}

/// An option as it was asked for: a list with commas between its entries.
std::string option_text(const Json& value) {
    if (!value.is_structured()) return value_text(value);
    std::string text;
    for (const auto& [key, entry] : value.items()) {
        if (!text.empty()) text += ", ";
        if (value.is_object()) text += key + "=";
        text += value_text(entry);
    }
    return text;
}

std::string text_of(const Json& json) {
    if (json.is_null()) return "–";
    return json.is_string() ? json.get<std::string>() : json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

PageSection models_section(const PageSource& source) {
    PageSection section{.id = "models", .title = "What differs between the models"};
    const Json& scenario = source.manifest["scenario"];
    if (!scenario.contains("models") || !scenario["models"].is_array()) return section;
    std::vector<const Json*> models;
    for (const Json& model : scenario["models"]) {
        if (source.models.empty() || source.position_of(model.value("name", "")) < source.models.size())
            models.push_back(&model);
    }
    if (models.empty()) return section;
    std::vector<std::string> order;
    std::vector<std::map<std::string, std::string>> values(models.size());
    std::map<std::string, std::string> seen;
    for (std::size_t i = 0; i < models.size(); ++i) {
        std::vector<std::string> own;
        flatten(*models[i], "", own, values[i]);
        for (const std::string& path : own) {
            if (seen.emplace(path, "").second) order.push_back(path);
        }
    }
    section.html += "<dl>\n";
    std::vector<HtmlTable::Heading> headings{{"parameter", false}};
    for (const Json* model : models) {
        const std::string name = printable_name(model->value("name", ""));
        section.html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html_text(name), html_text(model->value("about", "")));
        headings.push_back({name, false});
    }
    section.html += "</dl>\n";
    if (models.size() < 2) return section;
    headings.push_back({"meaning", false});
    const bool competes =
        source.manifest.contains("arms") ||
        (source.manifest.contains("options") && source.manifest["options"].value("world", "") == "compete");
    HtmlTable table("Parameters that are not the same in all models", headings);
    for (const std::string& path : order) {
        if (path == "name" || path == "about") continue;
        std::vector<std::string> row{path};
        std::vector<std::string> said;  // used or not
        for (std::size_t i = 0; i < models.size(); ++i) {
            const auto found = values[i].find(path);
            said.push_back(found == values[i].end() ? "–" : printable(found->second, 200));
            row.push_back(is_idle(*models[i], path, competes) ? "–" : said.back());
        }
        const auto all_alike = [](auto first, auto last) {
            return std::all_of(first, last, [&](const std::string& cell) { return cell == *first; });
        };
        if (all_alike(said.begin(), said.end()) || all_alike(row.begin() + 1, row.end())) continue;
        row.push_back(sentence_of(path));
        table.row(row);
    }
    if (table.rows() == 0) {
        section.say("All models have the same parameters.");
    } else {
        section.say(
            "Everything else, the market too, is the same for all models. – stands where a model has no use for a "
            "parameter.");
        section.table(table);
    }
    return section;
}

PageSection reproduce_section(const PageSource& source) {
    PageSection section{.id = "reproduce", .title = "How to get the same again"};
    const Json& manifest = source.manifest;
    section.say(
        "manifest.json in this folder holds the whole scenario and what the command was asked to do. This makes the "
        "same "
        "tables, page and workbook again, to the byte, on any number of threads:");
    section.html += "<pre><code>pasar run manifest.json --out again</code></pre>\n";
    HtmlTable facts("Where the result comes from", {{"what", false}, {"value", false}});
    const auto fact = [&](const std::string& what, const char* key) {
        if (manifest.contains(key)) facts.row({what, printable(text_of(manifest[key]), 200)});
    };
    fact("command", "command");
    fact("version of Pasar", "version");
    fact("scenario file", "scenario_file");
    fact("SHA-256 of the scenario", "scenario_sha256");
    fact("seed", "seed");
    fact("replications", "replications");
    const Json options = manifest.value("options", Json::object());
    for (const auto& [option, value] : options.items()) {
        const bool unsaid = value.is_null() || value.empty() || value == Json(0) || value == Json("");
        if (!unsaid) facts.row({heading_of(option), printable(option_text(value), 200)});
    }
    section.table(facts);
    HtmlTable files("Tables of this result", {{"file", false}, {"rows"}, {"size"}, {"SHA-256", false}});
    for (const Json& file : manifest.value("files", Json::array())) {
        const std::string name = file.is_object() ? file.value("name", "") : "";
        if (!name.ends_with(".csv")) continue;
        files.row({name, grouped(file.value("rows", 0.0)), bytes_in_words(file.value("bytes", 0.0)),
                   file.value("sha256", "")});
    }
    if (files.rows() > 0) section.table(files, "Tables of this result");
    return section;
}

}  // namespace pasar
