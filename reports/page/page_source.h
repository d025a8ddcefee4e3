// A finished result folder, read back for the page: the manifest, the key figures of each model and of each pair.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/events.h"
#include "reports/headlines.h"
#include "reports/period.h"
#include "scenarios/csv_reader.h"
#include "sim/experiments/statistics.h"

namespace pasar {

/// A row of summary.csv.
struct SummaryFigure {
    double mean = 0.0;
    double standard_deviation = 0.0;
    Interval interval;
    std::int64_t replications = 0;
    bool few_events = false;  ///< its interval is approximate
};

/// A row of comparison.csv: `model` less `baseline`, both as positions in PageSource::models.
struct PairFigure {
    std::size_t model = 0;
    std::size_t baseline = 0;
    double model_mean = 0.0;  ///< both over the pairs, so that their difference is the difference
    double baseline_mean = 0.0;
    double difference = 0.0;
    Interval interval;
    std::int64_t replications = 0;  ///< in which both have a value
    bool few_events = false;        ///< the interval is approximate
    double share_won = 0.0;
    double correlation = 0.0;
    double variance_reduction = 0.0;
    std::string verdict;

    [[nodiscard]] bool told_apart() const {
        return verdict != "not distinguishable" && verdict != "no value" && verdict != "practically the same";
    }
};

/// What is known of a key figure. What adds up over the run is told by the month, like the sentences of the answer, or
/// for the days of a short run (reports/period.h): then `factor` is not 1, and all figures here are the tables' times
/// it.
struct MeasureFigures {
    std::string name;
    std::string unit;                   ///< as in the tables: money in the scenario's currency
    double factor = 1.0;                ///< from the tables to what is told
    std::string period;                 ///< " a month", " in 20 days", or empty
    std::vector<SummaryFigure> models;  ///< by position
    std::vector<PairFigure> pairs;      ///< empty where nothing was compared

    /// "contribution a month", "retention rate"
    [[nodiscard]] std::string label() const;
    /// +1 more is better, -1 less is, 0 neither or not known.
    [[nodiscard]] int better() const;
    /// Model against baseline in either order, turned round when needed; nothing where they were not compared.
    [[nodiscard]] std::optional<PairFigure> pair(std::size_t model, std::size_t baseline) const;
    /// As in the tables, of all days that count.
    [[nodiscard]] MeasureFigures of_whole_run() const;
};

/// Where the scenario's firm could sell, as `compete` asks: a world, told by one of its platforms on which the firm
/// sells.
struct FirmChoice {
    std::string name;       ///< "Marketplace + My store"
    std::size_t model = 0;  ///< position of that platform in PageSource::models
};

/// What figures are of, by position.
struct NamedFigures {
    std::vector<std::string> names;
    MeasureFigures figures;
};

struct PageSource {
    std::filesystem::path folder;
    nlohmann::ordered_json manifest;
    std::vector<std::string> models;       ///< those that were run, in the scenario's order
    std::vector<MeasureFigures> measures;  ///< in the order of the tables
    std::string currency;
    std::string start_date;  ///< YYYY-MM-DD
    std::int64_t days = 0;
    std::int64_t warm_up = 0;         ///< days at the beginning that key figures do not count
    std::vector<ToldEvent> events;    ///< of the timeline, those that concern models that were run
    std::string firm;                 ///< name of the scenario's firm; empty where it has none
    std::vector<FirmChoice> choices;  ///< empty where nobody asked for the channels of the firm
    std::string against;              ///< the model that others are measured against, where one was named

    static constexpr std::size_t kMostRows = 200'000;

    [[nodiscard]] std::int64_t counted_days() const { return days - warm_up; }
    /// How what adds up over the run is told: factor and words.
    [[nodiscard]] Period period() const;
    /// Whether the result has this table: what was laid beside its tables is none of them.
    [[nodiscard]] bool has(std::string_view table) const;
    [[nodiscard]] std::filesystem::path file(std::string_view table) const;
    /// A table without ".csv", or an empty one where there is none. Of a very long one the first kMostRows rows: a
    /// sweep may have millions.
    [[nodiscard]] CsvTable table(std::string_view name) const;
    /// What is held against each other: the models or, by what the firm earns in all its channels, its choices.
    [[nodiscard]] NamedFigures compared_by(const MeasureFigures& figures) const;
    /// The same of platforms that compete, without those of other worlds than the one that has all.
    [[nodiscard]] NamedFigures compared_in_one_world(const MeasureFigures& figures) const;
    /// Names of the platforms of the world that has all of them, in its order; empty where nothing competes.
    [[nodiscard]] std::vector<std::string> names_of_platforms() const;
    /// models.size() where there is no such model.
    [[nodiscard]] std::size_t position_of(std::string_view model) const;
    /// Null where there is none.
    [[nodiscard]] const MeasureFigures* measure(std::string_view name) const;
    /// Headlines that the tables hold, in their order.
    [[nodiscard]] std::vector<const MeasureFigures*> headlines() const;
    [[nodiscard]] HeadlineKinds headlines_there() const;
    /// The account of the scenario's firm, down to its profit; empty where there is no firm.
    [[nodiscard]] std::vector<const MeasureFigures*> firm_ledger() const;
    /// Those of the headlines that are money and told by the month, of the whole run.
    [[nodiscard]] std::vector<MeasureFigures> money_of_whole_run() const;
    /// money and "money per ..." in the scenario's currency.
    [[nodiscard]] std::string unit(std::string_view unit_of_measure) const;
};

/// `manifest` as write_manifest() writes it. Throws BadTable.
[[nodiscard]] PageSource read_page_source(const std::filesystem::path& folder, nlohmann::ordered_json manifest);

}  // namespace pasar
