#include "reports/workbook/workbook_answer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xlsxwriter.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "reports/headlines.h"
#include "reports/page/page_parts.h"
#include "scenarios/dates.h"
#include "words/figures.h"
#include "words/text.h"

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

/// Characters side by side in the columns of the answer, and the last of them.
constexpr double kAnswerWidth = 190.0;
constexpr std::size_t kLastAnswerColumn = 12;

/// Writes the answer sheet from top to bottom.
class AnswerSheet {
public:
    AnswerSheet(WorkbookFile& workbook, const Sheet& sheet, const PageSource& source, const ColumnKnowledge& knowledge)
        : workbook_(workbook), sheet_(sheet), source_(source), knowledge_(knowledge) {}

    void begin() {
        const Json& manifest = source_.manifest;
        const Json& scenario = manifest["scenario"];
        line(text_at(scenario, "name"), CellLook::Title);
        if (const std::string about = text_at(scenario, "about"); !about.empty()) paragraph(about);
        const Json market = scenario.value("market", Json::object());
        const Json models = scenario.value("models", Json::array());
        const auto count = [](double number) { return std::isfinite(number) ? std::round(number) : 0.0; };
        line(fmt::format("{}, {}, {}, {}, seed {:.0f}; pasar {}, version {}",
                         counted(static_cast<std::int64_t>(models.size()), "model"),
                         counted(count(number_at(market, "buyers")), "buyer"), counted(source_.days, "day"),
                         counted(count(number_at(manifest, "replications")), "replication"),
                         number_at(manifest, "seed"), text_at(manifest, "command"), text_at(manifest, "version")),
             CellLook::Muted);
        ++row_;
        const auto answer = manifest.find("answer");
        if (answer != manifest.end() && answer->is_array() && !answer->empty()) {
            line("Answer", CellLook::Bold);
            for (const Json& sentence : *answer) {
                if (sentence.is_string()) paragraph(sentence.get<std::string>());
            }
            ++row_;
        }
        if (source_.measures.empty()) return;
        line(time_in_words(source_), CellLook::Muted);
        ++row_;
    }

    void events() {
        if (source_.events.empty()) return;
        line("Events of the timeline; days count from 0", CellLook::Bold);
        std::size_t column = 0;
        for (const char* text : {"event", "models"}) workbook_.text(sheet_, row_, column++, text, CellLook::Header);
        for (const char* text : {"first day", "last day"})
            workbook_.text(sheet_, row_, column++, text, CellLook::NumberHeader);
        for (const char* text : {"from", "to", "what it sets"})
            workbook_.text(sheet_, row_, column++, text, CellLook::Header);
        ++row_;
        for (const ToldEvent& event : source_.events) {
            const std::int64_t last = event.until - 1;
            workbook_.text(sheet_, row_, 0, event.name);
            workbook_.text(sheet_, row_, 1,
                           event.models.empty() ? "all" : fmt::format("{}", fmt::join(event.models, ", ")));
            workbook_.number(sheet_, row_, 2, static_cast<double>(event.day), CellLook::Plain);
            workbook_.number(sheet_, row_, 3, static_cast<double>(last), CellLook::Plain);
            workbook_.text(sheet_, row_, 4, date_of_day(source_.start_date, event.day));
            workbook_.text(sheet_, row_, 5, date_of_day(source_.start_date, last));
            workbook_.text(sheet_, row_++, 6, event.sets);
        }
        ++row_;
    }

    /// Means of the headline figures, a column a model.
    void means() {
        const std::vector<const MeasureFigures*> headlines = source_.headlines();
        if (headlines.empty()) return;
        line("Means of the replications", CellLook::Bold);
        head({"measure", "unit"}, source_.models);
        for (const MeasureFigures* figures : headlines) means_of(*figures);
        if (const std::vector<MeasureFigures> money = source_.money_of_whole_run(); !money.empty()) {
            ++row_;
            line("Money" + in_all_days(source_.counted_days()), CellLook::Bold);
            head({"measure", "unit"}, source_.models);
            for (const MeasureFigures& figures : money) means_of(figures);
        }
        if (const std::vector<const MeasureFigures*> ledger = source_.firm_ledger(); !ledger.empty()) {
            ++row_;
            line(source_.firm + source_.period().words, CellLook::Bold);
            head({"line", "unit"}, source_.models);
            for (const MeasureFigures* figures : ledger) means_of(*figures, label_of_line(figures->name));
        }
        workbook_.text(sheet_, row_++, 0, "All key figures of the whole run, with intervals, are in the sheet summary.",
                       CellLook::Muted);
        ++row_;
    }

    /// Every pair that was compared.
    std::vector<PairInShares> differences() {
        std::vector<PairInShares> all;
        const std::vector<const MeasureFigures*> headlines = source_.headlines();
        if (headlines.empty() || headlines.front()->pairs.empty()) return all;
        const std::size_t pairs = headlines.front()->pairs.size();
        for (std::size_t position = 0; position < pairs; ++position) {
            const PairFigure& pair = headlines.front()->pairs[position];
            all.push_back(differences_of(headlines, pair.model, pair.baseline, position + 1, pairs));
        }
        return all;
    }

    void list(const std::vector<ListedSheet>& sheets) {
        line("In this workbook", CellLook::Bold);
        for (const ListedSheet& listed : sheets) {
            workbook_.text(sheet_, row_, 0, listed.name);
            workbook_.text(sheet_, row_++, 1, listed.holds, CellLook::Muted);
        }
        line("Of long and wide tables the first rows and columns are printed; the print area of a sheet says which.",
             CellLook::Muted);
        ++row_;
        line("The same again", CellLook::Bold);
        line("pasar run manifest.json makes the same tables, to the byte; pasar report makes this workbook from them.");
        line("SHA-256 of the scenario with every value: " + text_at(source_.manifest, "scenario_sha256"),
             CellLook::Muted);
    }

    [[nodiscard]] std::uint32_t rows() const { return row_; }

private:
    void line(std::string_view text, CellLook look = CellLook::Text) { workbook_.text(sheet_, row_++, 0, text, look); }
    void paragraph(std::string_view text) {
        workbook_.paragraph(sheet_, row_++, kLastAnswerColumn, kAnswerWidth, text);
    }

    void means_of(const MeasureFigures& figures) { means_of(figures, figures.label()); }
    void means_of(const MeasureFigures& figures, const std::string& label) {
        workbook_.text(sheet_, row_, 0, label);
        workbook_.text(sheet_, row_, 1, unit_of_values(figures.unit), CellLook::Muted);
        for (std::size_t position = 0; position < figures.models.size(); ++position)
            number(2 + position, figures.models[position].mean, figures.unit);
        ++row_;
    }

    void number(std::size_t column, double value, std::string_view unit) {
        const CellLook look = knowledge_.look(unit);
        workbook_.number(sheet_, row_, column, value, look == CellLook::Number ? CellLook::Brief : look);
    }

    /// Names above text, then names above numbers.
    void head(const std::vector<std::string>& texts, const std::vector<std::string>& numbers) {
        std::size_t column = 0;
        for (const std::string& name : texts) workbook_.text(sheet_, row_, column++, name, CellLook::Header);
        for (const std::string& name : numbers) workbook_.text(sheet_, row_, column++, name, CellLook::NumberHeader);
        ++row_;
    }

    /// Cells show shares in %.
    static std::string unit_of_values(const std::string& unit) {
        return unit_of_many(unit.starts_with("share") ? "%" + unit.substr(5) : unit);
    }

    PairInShares differences_of(const std::vector<const MeasureFigures*>& headlines, std::size_t model,
                                std::size_t baseline, std::size_t position, std::size_t pairs) {
        const std::string& name = source_.models[model];
        const std::string& other = source_.models[baseline];
        PairInShares shares;
        shares.title = fmt::format("{} less {}: difference with its 95 % interval, in % of {}", name, other, other);
        line(fmt::format("{} less {}: paired differences with 95 % intervals (pair {} of {})", name, other, position,
                         pairs),
             CellLook::Bold);
        std::size_t column = 0;
        for (const char* text : {"measure", "unit"}) workbook_.text(sheet_, row_, column++, text, CellLook::Header);
        for (const char* text : {"model mean", "baseline mean", "difference", "from", "to"})
            workbook_.text(sheet_, row_, column++, text, CellLook::NumberHeader);
        workbook_.text(sheet_, row_, column++, "unit of difference", CellLook::HeaderBeside);
        workbook_.text(sheet_, row_, column++, "verdict", CellLook::Header);
        for (const char* text : {"pairs", "in % of baseline", "from", "to"})
            workbook_.text(sheet_, row_, column++, text, CellLook::NumberHeader);
        ++row_;
        for (const MeasureFigures* figures : headlines) {
            if (const auto pair = figures->pair(model, baseline)) difference(*figures, *pair, shares);
        }
        ++row_;
        return shares;
    }

    void difference(const MeasureFigures& figures, const PairFigure& pair, PairInShares& shares) {
        const bool is_share = figures.unit.starts_with("share");
        const double baseline = pair.baseline_mean;
        workbook_.text(sheet_, row_, 0, figures.label());
        workbook_.text(sheet_, row_, 1, unit_of_values(figures.unit), CellLook::Muted);
        number(2, pair.model_mean, figures.unit);
        number(3, baseline, figures.unit);
        std::size_t column = 4;
        for (const double value : {pair.difference, pair.interval.low, pair.interval.high}) {
            if (is_share)
                workbook_.number(sheet_, row_, column++, 100.0 * value, CellLook::Brief);
            else
                number(column++, value, figures.unit);
        }
        workbook_.text(sheet_, row_, column++, is_share ? "percentage points" : unit_of_many(figures.unit),
                       CellLook::MutedBeside);
        workbook_.text(sheet_, row_, column++, pair.verdict + (pair.few_events ? " (approximate: few events)" : ""),
                       pair.told_apart() ? CellLook::Bold : CellLook::Muted);
        workbook_.number(sheet_, row_, column++, static_cast<double>(pair.replications), CellLook::Plain);
        const double by = std::abs(baseline);
        const PairInShares::Row row{figures.label(), pair.difference / by, pair.interval.low / by,
                                    pair.interval.high / by};
        for (const double value : {row.share, row.low, row.high}) {
            if (std::isfinite(value)) workbook_.number(sheet_, row_, column, value, CellLook::Share);
            ++column;
        }
        if (std::isfinite(row.share)) shares.rows.push_back(row);
        ++row_;
    }

    WorkbookFile& workbook_;
    const Sheet& sheet_;
    const PageSource& source_;
    const ColumnKnowledge& knowledge_;
    std::uint32_t row_ = 0;
};

}  // namespace

std::vector<PairInShares> write_answer_sheet(WorkbookFile& workbook, const Sheet& sheet, const PageSource& source,
                                             const ColumnKnowledge& knowledge, const std::vector<ListedSheet>& sheets) {
    AnswerSheet answer(workbook, sheet, source, knowledge);
    answer.begin();
    answer.events();
    answer.means();
    std::vector<PairInShares> pairs = answer.differences();
    answer.list(sheets);
    const auto last = static_cast<lxw_col_t>(std::max(kLastAnswerColumn, 1 + source.models.size()));
    worksheet_set_column(sheet.handle, 0, 0, 26, nullptr);
    worksheet_set_column(sheet.handle, 1, 1, 18, nullptr);
    worksheet_set_column(sheet.handle, 2, 6, 14, nullptr);
    worksheet_set_column(sheet.handle, 7, 8, 18, nullptr);
    worksheet_set_column(sheet.handle, 9, 9, 8, nullptr);
    worksheet_set_column(sheet.handle, 10, last, 14, nullptr);
    worksheet_gridlines(sheet.handle, LXW_HIDE_ALL_GRIDLINES);
    workbook.print(sheet, {.last_row = answer.rows(), .last_column = kLastAnswerColumn, .head_rows = 0});
    return pairs;
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
    workbook.print(sheet, {.last_row = row, .last_column = 3, .head_rows = 1});
}

}  // namespace pasar
