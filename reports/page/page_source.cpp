#include "reports/page/page_source.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

#include "reports/headlines.h"
#include "reports/result/manifest.h"
#include "sim/counts/measures.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

void check_manifest(const std::filesystem::path& folder, const Json& manifest) {
    if (manifest.is_object() && manifest.contains("scenario") && manifest["scenario"].is_object()) return;
    throw BadTable(Fault{.file = (folder / "manifest.json").string(),
                         .found = "no manifest of a result",
                         .allowed = "the manifest.json of a folder that pasar wrote"});
}

/// Models that occur in the table's column, in the scenario's order; those the scenario does not know come last.
void note_models(PageSource& source, std::string_view table, std::string_view column) {
    if (!source.has(table)) return;
    CsvReader reader(source.file(table));
    const auto position = reader.find(column);
    if (!position) return;
    while (reader.next()) {
        const std::string_view name = reader.text(*position);
        if (!name.empty() && source.position_of(name) == source.models.size()) source.models.emplace_back(name);
    }
}

void order_models(PageSource& source) {
    const Json& scenario = source.manifest["scenario"];
    std::vector<std::string> ordered;
    for (const Json& model : scenario.value("models", Json::array())) {
        const std::string name = model.is_object() ? model.value("name", "") : "";
        if (source.position_of(name) < source.models.size()) ordered.push_back(name);
    }
    for (const std::string& name : source.models) {
        if (std::find(ordered.begin(), ordered.end(), name) == ordered.end()) ordered.push_back(name);
    }
    source.models = std::move(ordered);
}

/// Of each world the first platform on which the firm sells.
void read_choices(PageSource& source) {
    for (const Json& arm : source.manifest.value("arms", Json::array())) {
        const std::vector<std::string> channels = arm.value("firm_channels", std::vector<std::string>{});
        const std::string choice = fmt::format("{}", fmt::join(channels, " + "));
        const std::size_t model = source.position_of(arm.value("name", ""));
        if (std::find(channels.begin(), channels.end(), arm.value("platform", "")) == channels.end() ||
            model == source.models.size() ||
            std::any_of(source.choices.begin(), source.choices.end(),
                        [&](const FirmChoice& known) { return known.name == choice; }))
            continue;
        source.choices.push_back({choice, model});
    }
}

MeasureFigures& figures_of(PageSource& source, const std::string& name, const std::string& unit) {
    for (MeasureFigures& figures : source.measures) {
        if (figures.name == name) return figures;
    }
    constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
    const SummaryFigure unknown{kNothing, kNothing, {kNothing, kNothing}, 0, false};
    const std::size_t kpi = find_kpi(name);
    const Period period = kpi < kKpiCount ? period_over(source.counted_days(), kpi_info(kpi)) : Period{};
    source.measures.push_back({.name = name,
                               .unit = unit,
                               .factor = period.factor,
                               .period = period.words,
                               .models = std::vector<SummaryFigure>(source.models.size(), unknown),
                               .pairs = {}});
    return source.measures.back();
}

/// Of a column that tables of earlier versions do not have.
bool says_yes(const CsvTable& table, std::size_t row, std::string_view column) {
    const auto position = table.find(column);
    return position && table.text(row, *position) == "yes";
}

void read_summary(PageSource& source) {
    const CsvTable table = source.table("summary");
    if (table.rows() == 0) return;
    const std::size_t measure = table.column("measure");
    const std::size_t unit = table.column("unit");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::size_t position = source.position_of(table.text(row, table.column("model")));
        if (position == source.models.size()) continue;
        MeasureFigures& figures = figures_of(source, table.text(row, measure), table.text(row, unit));
        const auto told = [&](const char* column) { return figures.factor * table.number(row, table.column(column)); };
        figures.models[position] = {told("mean"), told("standard_deviation"),
                                    Interval{told("confidence_low"), told("confidence_high")},
                                    table.whole(row, table.column("replications")), says_yes(table, row, "few_events")};
    }
}

void read_comparison(PageSource& source) {
    const CsvTable table = source.table("comparison");
    if (table.rows() == 0) return;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        MeasureFigures& figures =
            figures_of(source, table.text(row, table.column("measure")), table.text(row, table.column("unit")));
        PairFigure pair;
        pair.model = source.position_of(table.text(row, table.column("model")));
        pair.baseline = source.position_of(table.text(row, table.column("baseline")));
        if (std::max(pair.model, pair.baseline) == source.models.size()) continue;
        const auto told = [&](const char* column) { return figures.factor * table.number(row, table.column(column)); };
        pair.model_mean = told("model_mean");
        pair.baseline_mean = told("baseline_mean");
        pair.difference = told("difference");
        pair.interval = {told("confidence_low"), told("confidence_high")};
        pair.replications = table.whole(row, table.column("replications"));
        pair.few_events = says_yes(table, row, "few_events");
        pair.share_won = table.number(row, table.column("share_won"));
        pair.correlation = table.number(row, table.column("correlation"));
        pair.variance_reduction = table.number(row, table.column("variance_reduction"));
        pair.verdict = table.text(row, table.column("verdict"));
        figures.pairs.push_back(std::move(pair));
    }
}

/// Of some models, by their positions, as if there were no others.
MeasureFigures figures_at(const MeasureFigures& figures, const std::vector<std::size_t>& positions) {
    MeasureFigures some = figures;
    some.models.clear();
    some.pairs.clear();
    for (std::size_t i = 0; i < positions.size(); ++i) {
        some.models.push_back(figures.models[positions[i]]);
        for (std::size_t j = 0; j < i; ++j) {
            std::optional<PairFigure> pair = figures.pair(positions[i], positions[j]);
            if (!pair) continue;
            pair->model = i;
            pair->baseline = j;
            some.pairs.push_back(std::move(*pair));
        }
    }
    return some;
}

std::string turned(const std::string& verdict) {
    if (verdict == "better") return "worse";
    if (verdict == "worse") return "better";
    if (verdict == "higher") return "lower";
    if (verdict == "lower") return "higher";
    return verdict;
}

}  // namespace

std::string MeasureFigures::label() const { return label_of(name) + period; }

int MeasureFigures::better() const {
    const std::size_t kpi = find_kpi(name);
    return kpi < kKpiCount ? kpi_info(kpi).better : 0;
}

std::optional<PairFigure> MeasureFigures::pair(std::size_t model, std::size_t baseline) const {
    for (PairFigure found : pairs) {
        if (found.model == model && found.baseline == baseline) return found;
        if (found.model != baseline || found.baseline != model) continue;
        std::swap(found.model, found.baseline);
        std::swap(found.model_mean, found.baseline_mean);
        found.difference = -found.difference;
        found.interval = {-found.interval.high, -found.interval.low};
        found.share_won = 1.0 - found.share_won;
        found.verdict = turned(found.verdict);
        return found;
    }
    return std::nullopt;
}

MeasureFigures MeasureFigures::of_whole_run() const {
    MeasureFigures whole = *this;
    const auto undo = [by = factor](double& value) { value /= by; };
    for (SummaryFigure& figure : whole.models)
        for (double* value : {&figure.mean, &figure.standard_deviation, &figure.interval.low, &figure.interval.high})
            undo(*value);
    for (PairFigure& figure : whole.pairs)
        for (double* value : {&figure.model_mean, &figure.baseline_mean, &figure.difference, &figure.interval.low,
                              &figure.interval.high})
            undo(*value);
    whole.factor = 1.0;
    whole.period.clear();
    return whole;
}

Period PageSource::period() const {
    return period_over(counted_days(), MeasureInfo{.name = "", .unit = "", .says = "", .adds_up = true});
}

bool PageSource::has(std::string_view table) const {
    return lists(manifest, std::string(table) + ".csv") && std::filesystem::exists(file(table));
}

std::filesystem::path PageSource::file(std::string_view table) const { return folder / (std::string(table) + ".csv"); }

CsvTable PageSource::table(std::string_view name) const {
    CsvTable table;
    if (!has(name)) return table;
    CsvReader reader(file(name));
    table.name = reader.name();
    table.header = reader.header();
    while (table.rows() < kMostRows && reader.next()) {
        table.cells.insert(table.cells.end(), reader.cells().begin(), reader.cells().end());
        table.lines.push_back(reader.line());
    }
    return table;
}

std::size_t PageSource::position_of(std::string_view model) const {
    return static_cast<std::size_t>(std::find(models.begin(), models.end(), model) - models.begin());
}

const MeasureFigures* PageSource::measure(std::string_view name) const {
    for (const MeasureFigures& figures : measures) {
        if (figures.name == name) return &figures;
    }
    return nullptr;
}

HeadlineKinds PageSource::headlines_there() const {
    const auto is_there = [this](std::string_view name) {
        const MeasureFigures* const figures = measure(name);
        return figures != nullptr && std::any_of(figures->models.begin(), figures->models.end(),
                                                 [](const auto& of) { return !std::isnan(of.mean); });
    };
    return {.firm = !firm.empty(),
            .auctions = is_there("hammer_index"),
            .bookings = is_there("load"),
            .channels = !choices.empty(),
            .hybrids = is_there("own_sales_share"),
            .distributors = is_there("units_to_distributors"),
            .feeds = is_there("stickiness"),
            .subscriptions = is_there("subscribers")};
}

std::vector<const MeasureFigures*> PageSource::headlines() const {
    std::vector<const MeasureFigures*> found;
    for (const std::string_view name : headlines_where(headlines_there())) {
        if (const MeasureFigures* figures = measure(name)) found.push_back(figures);
    }
    return found;
}

std::vector<std::string> PageSource::names_of_platforms() const {
    std::vector<std::string> names;
    const Json arms = manifest.value("arms", Json::array());
    if (!arms.is_array()) return names;
    std::size_t all = 0;
    const auto world_of = [](const Json& arm) {
        return arm.is_object() && arm.contains("world") && arm["world"].is_array() ? arm["world"].size()
                                                                                   : std::size_t{0};
    };
    for (const Json& arm : arms) all = std::max(all, world_of(arm));
    for (const Json& arm : arms) {
        if (all < 2 || world_of(arm) != all || !arm.contains("name") || !arm["name"].is_string()) continue;
        // Other worlds may have as many, under names of their own.
        if (arm.contains("platform") && arm["platform"] != arm["name"]) continue;
        names.push_back(arm["name"].get<std::string>());
    }
    return names;
}

NamedFigures PageSource::compared_by(const MeasureFigures& figures) const {
    if (choices.empty() || figures.name != kFirmProfitAll) return {models, figures};
    NamedFigures shown{{}, figures};
    std::vector<std::size_t> positions;
    for (const FirmChoice& choice : choices) {
        shown.names.push_back(choice.name);
        positions.push_back(choice.model);
    }
    shown.figures = figures_at(figures, positions);
    return shown;
}

NamedFigures PageSource::compared_in_one_world(const MeasureFigures& figures) const {
    if (!choices.empty() && figures.name == kFirmProfitAll) return compared_by(figures);
    NamedFigures shown{names_of_platforms(), figures};
    if (shown.names.empty()) return {models, figures};
    std::vector<std::size_t> positions;
    for (const std::string& name : shown.names) positions.push_back(position_of(name));
    if (std::find(positions.begin(), positions.end(), models.size()) != positions.end()) return {models, figures};
    shown.figures = figures_at(figures, positions);
    return shown;
}

std::vector<const MeasureFigures*> PageSource::firm_ledger() const {
    std::vector<const MeasureFigures*> found;
    if (firm.empty()) return found;
    for (const std::string_view name : kFirmLedger) {
        if (const MeasureFigures* figures = measure(name)) found.push_back(figures);
    }
    return found;
}

std::vector<MeasureFigures> PageSource::money_of_whole_run() const {
    std::vector<MeasureFigures> found;
    if (!tells_months(counted_days())) return found;
    for (const MeasureFigures* figures : headlines()) {
        const std::size_t kpi = find_kpi(figures->name);
        if (kpi < kKpiCount && kpi_info(kpi).unit == "money" && kpi_info(kpi).adds_up)
            found.push_back(figures->of_whole_run());
    }
    return found;
}

std::string PageSource::unit(std::string_view unit_of_measure) const {
    constexpr std::string_view kMoney = "money";
    if (!unit_of_measure.starts_with(kMoney)) return std::string(unit_of_measure);
    return currency + std::string(unit_of_measure.substr(kMoney.size()));
}

PageSource read_page_source(const std::filesystem::path& folder, Json manifest) {
    check_manifest(folder, manifest);
    PageSource source;
    source.folder = folder;
    source.manifest = std::move(manifest);
    const Json& scenario = source.manifest["scenario"];
    source.currency = scenario.value("currency", "");
    source.start_date = scenario.value("start_date", "1970-01-01");
    if (const Json firm = scenario.value("firm", Json::object()); firm.is_object() && firm.contains("goods") &&
                                                                  firm["goods"].is_array() && !firm["goods"].empty() &&
                                                                  firm.contains("name") && firm["name"].is_string())
        source.firm = firm["name"].get<std::string>();
    source.days = scenario.value("days", std::int64_t{0});
    source.warm_up = std::clamp<std::int64_t>(scenario.value("warm_up", std::int64_t{0}), 0, source.days);
    if (const Json options = source.manifest.value("options", Json::object()); options.is_object())
        source.against =
            options.contains("against") && options["against"].is_string() ? options["against"].get<std::string>() : "";
    for (const std::string_view table :
         {"summary", "comparison", "points", "curve", "map_models", "attribution", "best"}) {
        note_models(source, table, "model");
    }
    for (const std::string_view table : {"comparison", "curve"}) note_models(source, table, "baseline");
    for (const std::string_view column : {"from_model", "to_model"}) note_models(source, "ladder", column);
    order_models(source);
    read_choices(source);
    source.events = told_events_of_manifest(scenario);
    std::erase_if(source.events, [&](const ToldEvent& event) {
        return !source.models.empty() && std::none_of(source.models.begin(), source.models.end(),
                                                      [&](const std::string& model) { return event.concerns(model); });
    });
    read_summary(source);
    read_comparison(source);
    // Where there is no firm its figures are empty, and say nothing.
    if (source.firm.empty())
        std::erase_if(source.measures, [](const MeasureFigures& figures) { return figures.name.starts_with("firm_"); });
    return source;
}

}  // namespace pasar
