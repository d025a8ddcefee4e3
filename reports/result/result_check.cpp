#include "reports/result/result_check.h"

#include <fmt/format.h>
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "reports/report.h"
#include "reports/result/column_rules.h"
#include "reports/result/dictionary.h"
#include "reports/result/manifest.h"
#include "reports/result/run_table.h"
#include "scenarios/document.h"
#include "scenarios/read.h"
#include "sim/counts/applies.h"
#include "words/text.h"

namespace pasar {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Columns of any table; a sheet takes 16,384.
constexpr std::size_t kMostColumns = 2'000;

std::string path_shown(const fs::path& path) { return printable(path.string(), 200); }

/// Asks for what a manifest must hold, and notes what it holds instead.
class ManifestCheck {
public:
    ManifestCheck(const Document& document, std::string file, Faults& faults)
        : document_(document), file_(std::move(file)), faults_(faults) {}

    void check() {
        const Json& manifest = document_.value;
        text(manifest, "", "version", Needed::Yes);
        text(manifest, "", "command", Needed::Yes);
        text(manifest, "", "scenario_file", Needed::No);
        text(manifest, "", "scenario_sha256", Needed::No);
        whole(manifest, "", "seed", 0.0, 4294967295.0, Needed::No);
        whole(manifest, "", "replications", 1.0, 1e6, Needed::No);
        texts("command_line");
        texts("answer");
        if (const Json* options = find(manifest, "", "options", "an object", Needed::No);
            options != nullptr && !options->is_object())
            refuse("/options", *options, "an object");
        if (const Json* arms = find(manifest, "", "arms", "a list of platforms", Needed::No)) {
            const auto are_texts = [](const Json& list) {
                return list.is_array() &&
                       std::all_of(list.begin(), list.end(), [](const Json& item) { return item.is_string(); });
            };
            const auto is_arm = [&](const Json& arm) {
                return arm.is_object() && arm.contains("name") && arm.at("name").is_string() &&
                       are_texts(arm.value("firm_channels", Json::array()));
            };
            if (!arms->is_array() || !std::all_of(arms->begin(), arms->end(), is_arm))
                refuse("/arms", *arms, "a list of platforms with their names, and of the channels of the firm");
        }
        const Json* files = find(manifest, "", "files", "a list of files", Needed::Yes);
        if (files == nullptr) return;
        if (!files->is_array() || files->empty()) return refuse("/files", *files, "a list of files");
        for (std::size_t i = 0; i < files->size(); ++i) check_file((*files)[i], below("/files", i));
    }

private:
    enum class Needed { No, Yes };

    void check_file(const Json& file, const std::string& pointer) {
        if (!file.is_object()) return refuse(pointer, file, "an object with name, rows, bytes and sha256");
        text(file, pointer, "name", Needed::Yes);
        text(file, pointer, "sha256", Needed::Yes);
        whole(file, pointer, "rows", 0.0, 1e15, Needed::Yes);
        whole(file, pointer, "bytes", 0.0, 1e18, Needed::No);
        if (!file.contains("name") || !file["name"].is_string()) return;
        const auto name = file["name"].get<std::string>();
        const bool plain = !name.empty() && name.find('/') == std::string::npos && name != "." && name != "..";
        if (!plain) refuse(below(pointer, "name"), file["name"], "the name of a file in this folder");
    }

    void texts(const char* name) {
        const Json* list = find(document_.value, "", name, "a list of texts", Needed::No);
        if (list == nullptr) return;
        const auto is_text = [](const Json& entry) { return entry.is_string(); };
        if (!list->is_array() || !std::all_of(list->begin(), list->end(), is_text))
            refuse(below("", name), *list, "a list of texts");
    }

    void text(const Json& object, const std::string& pointer, const char* name, Needed needed) {
        const Json* value = find(object, pointer, name, "a text", needed);
        if (value != nullptr && !value->is_string()) refuse(below(pointer, name), *value, "a text");
    }

    void whole(const Json& object, const std::string& pointer, const char* name, double low, double high,
               Needed needed) {
        const std::string allowed = fmt::format("a whole number from {} to {}", low, high);
        const Json* value = find(object, pointer, name, allowed, needed);
        if (value == nullptr) return;
        const bool fits = value->is_number_integer() && value->get<double>() >= low && value->get<double>() <= high;
        if (!fits) refuse(below(pointer, name), *value, allowed);
    }

    const Json* find(const Json& object, const std::string& pointer, const char* name, const std::string& allowed,
                     Needed needed) {
        const auto found = object.find(name);
        if (found != object.end()) return &*found;
        if (needed == Needed::Yes) {
            faults_.add({.file = file_,
                         .line = document_.origins.around(pointer).line,
                         .path = below(pointer, name),
                         .found = "nothing",
                         .allowed = allowed});
        }
        return nullptr;
    }

    void refuse(const std::string& pointer, const Json& value, std::string allowed) {
        faults_.add({.file = file_,
                     .line = document_.origins.around(pointer).line,
                     .path = pointer,
                     .found = value.is_object()   ? "an object"
                              : value.is_array()  ? "a list"
                              : value.is_string() ? in_quotes(value.get<std::string>())
                                                  : value.dump(),
                     .allowed = std::move(allowed)});
    }

    const Document& document_;
    std::string file_;
    Faults& faults_;
};

/// A name as a table holds it (reports/result/csv.h).
std::string as_in_tables(std::string name) {
    for (std::size_t at = name.find('\0'); at != std::string::npos; at = name.find('\0', at))
        name.replace(at, 1, "\xEF\xBF\xBD");
    return name;
}

ResultExtent extent_of(const Json& manifest) {
    const Json& scenario = manifest.at("scenario");
    ResultExtent extent{.models = {}, .days = scenario.value("days", std::int64_t{365})};
    for (const Json& model : scenario.value("models", Json::array()))
        extent.models.push_back(as_in_tables(model.value("name", "")));
    for (const Json& arm : manifest.value("arms", Json::array()))
        extent.models.push_back(as_in_tables(arm.value("name", "")));
    return extent;
}

/// The days of a run follow each other, from 0 to the last.
class DayAfterDay {
public:
    explicit DayAfterDay(const CsvReader& reader)
        : reader_(reader),
          model_(reader.column("model")),
          replication_(reader.column("replication")),
          day_(reader.column("day")) {}

    void check(std::int64_t days) {
        std::string run = std::string(reader_.text(model_)) + '\n' + std::string(reader_.text(replication_));
        if (run != run_) {
            end(days);
            run_ = std::move(run);
        }
        if (reader_.whole(day_) != next_)
            throw BadTable(reader_.fault(day_, fmt::format("{}, the day that follows", next_)));
        ++next_;
    }
    void end(std::int64_t days) {
        if (next_ != 0 && next_ != days) throw BadTable(fault(days));
        next_ = 0;
    }

private:
    [[nodiscard]] Fault fault(std::int64_t days) const {
        return {.file = reader_.name(),
                .line = static_cast<int>(reader_.line()),
                .path = "column day",
                .found = fmt::format("a run of {} days", next_),
                .allowed = fmt::format("all {} days of each run", days)};
    }

    const CsvReader& reader_;
    std::size_t model_, replication_, day_;
    std::string run_;
    std::int64_t next_ = 0;
};

/// The columns of a table of that name; nothing where Pasar writes none.
std::optional<Table> outline_of(const std::string& table) {
    if (table + ".csv" == kRunTable) return runs_outline({}, /*competes=*/true);
    for (Table& outline : result_outlines()) {
        if (outline.file == table) return std::move(outline);
    }
    return std::nullopt;
}

/// A column that stands for one or several of other names: the parameters that were varied.
bool stands_for_paths(const Column& column) { return column.name == "(path)" || column.name == "PATH"; }

void check_one_table(const fs::path& file, std::int64_t rows_said, const ResultExtent& extent) {
    CsvReader reader(file, {}, LastLine::MustBeEnded);
    if (reader.header().size() > kMostColumns) {
        throw BadTable(Fault{.file = reader.name(),
                             .line = 1,
                             .found = fmt::format("{} columns", reader.header().size()),
                             .allowed = fmt::format("at most {}", kMostColumns)});
    }
    std::vector<std::pair<std::size_t, ColumnRule>> rules;
    const std::optional<Table> outline = outline_of(file.stem().string());
    for (const Column& column : outline ? outline->columns : std::vector<Column>{}) {
        // Of platforms that compete there are none where none do.
        const bool may_be_missing = is_of_competition(column.name) && outline->file + ".csv" == kRunTable;
        if (!stands_for_paths(column) && (!may_be_missing || reader.find(column.name)))
            rules.emplace_back(reader.column(column.name), rule_of(*outline, column, extent));
    }
    std::optional<DayAfterDay> days;
    if (outline && outline->file == "daily") days.emplace(reader);
    std::int64_t rows = 0;
    while (reader.next()) {
        ++rows;
        for (const auto& [position, rule] : rules) check_cell(reader, position, rule, extent);
        if (days) days->check(extent.days);
    }
    if (rows != rows_said) {
        throw BadTable(
            Fault{.file = reader.name(),
                  .line = static_cast<int>(reader.line()),
                  .found = fmt::format("{} row{}", rows, rows == 1 ? "" : "s"),
                  .allowed = fmt::format("{}, as the manifest says: none may be missing or added", rows_said)});
    }
    if (days) days->end(extent.days);
}

}  // namespace

Json read_checked_manifest(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) throw NoResult(fmt::format("{} is no folder", path_shown(folder)));
    const fs::path file = folder / "manifest.json";
    if (!fs::is_regular_file(file, error)) {
        throw NoResult(fmt::format("{} holds no result: it has no manifest.json that can be read", path_shown(folder)));
    }
    Faults faults;
    Document document = read_document(file, file.string(), faults);
    faults.throw_if_any();
    const Json& manifest = document.value;
    if (!manifest.contains("pasar_manifest")) {
        throw NoResult(fmt::format("{} is no manifest of a result", path_shown(file)));
    }
    if (manifest.at("pasar_manifest") != kManifestFormat) {
        throw NoResult(fmt::format("{} is of another version of Pasar ({}); this one reads manifests of format {}",
                                   path_shown(file), printable(manifest.value("version", Json("unknown")).dump()),
                                   kManifestFormat));
    }
    ManifestCheck(document, file.string(), faults).check();
    faults.throw_if_any();
    (void)load_scenario(file);  // throws where the scenario in it is none
    return std::move(document.value);
}

void check_tables_of_result(const fs::path& folder, const Json& manifest) {
    const ResultExtent extent = extent_of(manifest);
    for (const Json& file : manifest.at("files")) {
        const fs::path name = file.at("name").get<std::string>();
        if (name.extension() == ".csv") check_one_table(folder / name, file.at("rows"), extent);
    }
}

}  // namespace pasar
