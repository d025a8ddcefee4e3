#include "reports/workbook_answer.h"

#include <fmt/format.h>
#include <xlsxwriter.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "reports/figures.h"
#include "reports/headlines.h"
#include "scenarios/csv_reader.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

std::string text_at(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

double number_at(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

/// Writes the answer sheet from top to bottom.
class AnswerSheet {
public:
    AnswerSheet(WorkbookFile& workbook, const Sheet& sheet, const std::filesystem::path& folder, const Json& manifest,
                const ColumnKnowledge& knowledge)
        : workbook_(workbook), sheet_(sheet), folder_(folder), manifest_(manifest), knowledge_(knowledge) {}

    void begin() {
        const Json scenario = manifest_.value("scenario", Json::object());
        line(text_at(scenario, "name"), CellLook::Title);
        if (const std::string about = text_at(scenario, "about"); !about.empty()) line(about);
        const Json market = scenario.value("market", Json::object());
        const Json models = scenario.value("models", Json::array());
        line(fmt::format("{} model{}, {} buyers, {} days, {} replications, seed {}; pasar {}, version {}",
                         models.size(), models.size() == 1 ? "" : "s", grouped(number_at(market, "buyers")),
                         grouped(number_at(scenario, "days")), grouped(number_at(manifest_, "replications")),
                         fmt::format("{:.0f}", number_at(manifest_, "seed")), text_at(manifest_, "command"),
                         text_at(manifest_, "version")),
             CellLook::Muted);
        ++row_;
        const auto answer = manifest_.find("answer");
        if (answer == manifest_.end() || !answer->is_array() || answer->empty()) return;
        line("Answer", CellLook::Bold);
        for (const Json& sentence : *answer) {
            if (sentence.is_string()) line(sentence.get<std::string>());
        }
        ++row_;
    }

    /// Means of the headline figures, a column a model.
    void means() {
        const CsvTable summary = table("summary");
        if (summary.rows() == 0) return;
        const std::size_t model = summary.column("model");
        const std::size_t measure = summary.column("measure");
        const std::size_t unit = summary.column("unit");
        const std::size_t mean = summary.column("mean");
        std::vector<std::string> models;
        for (std::size_t row = 0; row < summary.rows(); ++row) {
            const std::string& name = summary.text(row, model);
            if (std::find(models.begin(), models.end(), name) == models.end()) models.push_back(name);
        }
        line("Means of the replications", CellLook::Bold);
        head({"measure", "unit"}, models);
        for (const std::string_view headline : kHeadlines) {
            bool any = false;
            for (std::size_t row = 0; row < summary.rows(); ++row) {
                if (summary.text(row, measure) != headline) continue;
                if (!any) {
                    workbook_.text(sheet_, row_, 0, label_of(headline));
                    workbook_.text(sheet_, row_, 1, summary.text(row, unit), CellLook::Muted);
                }
                any = true;
                const auto place = std::find(models.begin(), models.end(), summary.text(row, model)) - models.begin();
                number(2 + static_cast<std::size_t>(place), summary.number(row, mean), summary.text(row, unit));
            }
            if (any) ++row_;
        }
        workbook_.text(sheet_, row_++, 0, "All key figures with their intervals are in the sheet summary.",
                       CellLook::Muted);
        ++row_;
    }

    std::vector<PlacedDifferences> differences() {
        const CsvTable comparison = table("comparison");
        std::vector<PlacedDifferences> placed;
        if (comparison.rows() == 0) return placed;
        std::vector<std::pair<std::string, std::string>> pairs;
        const std::size_t model = comparison.column("model");
        const std::size_t baseline = comparison.column("baseline");
        for (std::size_t row = 0; row < comparison.rows(); ++row) {
            const std::pair pair(comparison.text(row, model), comparison.text(row, baseline));
            if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end()) pairs.push_back(pair);
        }
        for (const auto& pair : pairs) placed.push_back(differences_of(comparison, pair.first, pair.second));
        return placed;
    }

    void list(const std::vector<ListedSheet>& sheets) {
        line("In this workbook", CellLook::Bold);
        for (const ListedSheet& listed : sheets) {
            workbook_.text(sheet_, row_, 0, listed.name);
            workbook_.text(sheet_, row_++, 1, listed.holds, CellLook::Muted);
        }
        ++row_;
        line("The same again", CellLook::Bold);
        line("pasar run manifest.json makes the same tables, to the byte; pasar report makes this workbook from them.");
        line("SHA-256 of the scenario with every value: " + text_at(manifest_, "scenario_sha256"), CellLook::Muted);
    }

private:
    void line(std::string_view text, CellLook look = CellLook::Text) { workbook_.text(sheet_, row_++, 0, text, look); }

    void number(std::size_t column, double value, std::string_view unit) {
        workbook_.number(sheet_, row_, column, value, knowledge_.look(unit));
    }

    void head(const std::vector<std::string>& names, const std::vector<std::string>& more = {}) {
        std::size_t column = 0;
        for (const auto* list : {&names, &more}) {
            for (const std::string& name : *list) workbook_.text(sheet_, row_, column++, name, CellLook::Header);
        }
        ++row_;
    }

    [[nodiscard]] CsvTable table(const std::string& name) const {
        const std::filesystem::path file = folder_ / (name + ".csv");
        return std::filesystem::exists(file) ? read_csv(file, name + ".csv", LastLine::MustBeEnded) : CsvTable{};
    }

    PlacedDifferences differences_of(const CsvTable& table, const std::string& model, const std::string& baseline) {
        PlacedDifferences placed;
        placed.title =
            fmt::format("{} against {}: difference with its 95 % interval, in % of {}", model, baseline, baseline);
        line(fmt::format("{} less {}: paired differences with 95 % intervals", model, baseline), CellLook::Bold);
        head({"measure", "unit", "model mean", "baseline mean", "difference", "from", "to", "verdict",
              "in % of baseline", "from", "to", "place on the chart"});
        placed.first = row_;
        for (const std::string_view headline : kHeadlines) {
            for (std::size_t row = 0; row < table.rows(); ++row) {
                if (table.text(row, table.column("measure")) != headline) continue;
                if (table.text(row, table.column("model")) != model) continue;
                if (table.text(row, table.column("baseline")) != baseline) continue;
                difference(table, row, placed);
            }
        }
        placed.last = row_ == placed.first ? row_ : row_ - 1;
        ++row_;
        return placed;
    }

    void difference(const CsvTable& table, std::size_t row, PlacedDifferences& placed) {
        const std::string& unit = table.text(row, table.column("unit"));
        placed.labels.push_back(label_of(table.text(row, table.column("measure"))));
        workbook_.text(sheet_, row_, kMeasureColumn, placed.labels.back());
        workbook_.text(sheet_, row_, 1, unit, CellLook::Muted);
        number(2, table.number(row, table.column("model_mean")), unit);
        const double baseline = table.number(row, table.column("baseline_mean"));
        number(3, baseline, unit);
        std::size_t column = 4;
        std::array<double, 3> values{};
        std::size_t filled = 0;
        for (const char* name : {"difference", "confidence_low", "confidence_high"}) {
            values[filled] = table.number(row, table.column(name));
            number(column++, values[filled++], unit);
        }
        const std::string& verdict = table.text(row, table.column("verdict"));
        workbook_.text(sheet_, row_, column++, verdict,
                       verdict == "not distinguishable" || verdict == "no value" ? CellLook::Muted : CellLook::Bold);
        for (const double value : values) {
            const double share = value / std::abs(baseline);
            if (std::isfinite(share)) {
                workbook_.number(sheet_, row_, column, share, CellLook::Share);
                placed.widest = std::max(placed.widest, std::abs(share));
            }
            ++column;
        }
        for (int end = 0; end < 2; ++end)
            workbook_.number(sheet_, row_, column++, row_ - placed.first + 1, CellLook::Plain);
        ++row_;
    }

    WorkbookFile& workbook_;
    const Sheet& sheet_;
    const std::filesystem::path& folder_;
    const Json& manifest_;
    const ColumnKnowledge& knowledge_;
    std::uint32_t row_ = 0;
};

}  // namespace

std::vector<PlacedDifferences> write_answer_sheet(WorkbookFile& workbook, const Sheet& sheet,
                                                  const std::filesystem::path& folder, const Json& manifest,
                                                  const ColumnKnowledge& knowledge,
                                                  const std::vector<ListedSheet>& sheets) {
    AnswerSheet answer(workbook, sheet, folder, manifest, knowledge);
    answer.begin();
    answer.means();
    std::vector<PlacedDifferences> placed = answer.differences();
    answer.list(sheets);
    worksheet_set_column(sheet.handle, 0, 0, 24, nullptr);
    worksheet_set_column(sheet.handle, 1, 1, 20, nullptr);
    worksheet_set_column(sheet.handle, 2, 6, 17, nullptr);
    worksheet_set_column(sheet.handle, 7, 7, 18, nullptr);
    worksheet_set_column(sheet.handle, 8, 10, 14, nullptr);
    worksheet_set_column(sheet.handle, kPlaceColumn, kPlaceColumn + 1, 9, nullptr);
    worksheet_gridlines(sheet.handle, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(sheet.handle);
    worksheet_fit_to_pages(sheet.handle, 1, 0);
    return placed;
}

void write_columns_sheet(WorkbookFile& workbook, const Sheet& sheet, const std::vector<PlacedTable>& tables,
                         const ColumnKnowledge& knowledge) {
    std::uint32_t row = 0;
    std::size_t column = 0;
    for (const char* name : {"sheet", "column", "unit", "meaning"}) {
        workbook.text(sheet, row, column++, name, CellLook::Header);
    }
    for (const PlacedTable& table : tables) {
        for (const std::string& name : table.header) {
            ++row;
            workbook.text(sheet, row, 0, table.sheet);
            workbook.text(sheet, row, 1, name);
            workbook.text(sheet, row, 2, knowledge.unit(table.table, name));
            workbook.text(sheet, row, 3, knowledge.says(table.table, name));
        }
    }
    worksheet_set_column(sheet.handle, 0, 0, 16, nullptr);
    worksheet_set_column(sheet.handle, 1, 2, 28, nullptr);
    worksheet_set_column(sheet.handle, 3, 3, 100, nullptr);
    worksheet_freeze_panes(sheet.handle, 1, 0);
    worksheet_autofilter(sheet.handle, 0, 0, row, 3);
}

}  // namespace pasar
