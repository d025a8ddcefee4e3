#include "sim/experiments/map.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "sim/counts/measures.h"

namespace pasar {

namespace {

struct Spot {
    std::size_t x;
    std::size_t y;
};

/// All pairs, by the coarser grid on which they lie first.
std::vector<Spot> spots_from_coarse_to_fine(std::size_t columns, std::size_t rows) {
    const std::vector<std::size_t> xs = coarse_to_fine(columns);
    const std::vector<std::size_t> ys = coarse_to_fine(rows);
    std::vector<Spot> spots;
    for (std::size_t ring = 0; ring < std::max(columns, rows); ++ring) {
        for (std::size_t i = 0; i < std::min(ring, columns); ++i) {
            if (ring < rows) spots.push_back({xs[i], ys[ring]});
        }
        for (std::size_t i = 0; i <= std::min(ring, rows - 1); ++i) {
            if (ring < columns) spots.push_back({xs[ring], ys[i]});
        }
    }
    return spots;
}

/// Positions from best to worst; models without a value last.
std::vector<std::size_t> ranking(const std::vector<double>& means, int better) {
    std::vector<std::size_t> positions(means.size());
    std::iota(positions.begin(), positions.end(), std::size_t{0});
    std::stable_sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
        if (std::isnan(means[a]) || std::isnan(means[b])) return !std::isnan(means[a]) && std::isnan(means[b]);
        return better < 0 ? means[a] < means[b] : means[a] > means[b];
    });
    return positions;
}

/// NaN in every replication in which a model that has a value elsewhere has none, so that all means are over the same
/// replications: else one may lead by having been measured in others.
void keep_complete(std::vector<std::vector<double>>& series) {
    std::vector<bool> ever;
    for (const auto& values : series)
        ever.push_back(std::any_of(values.begin(), values.end(), [](double v) { return !std::isnan(v); }));
    for (std::size_t r = 0; r < series.front().size(); ++r) {
        bool complete = true;
        for (std::size_t position = 0; position < series.size(); ++position)
            complete = complete && !(ever[position] && std::isnan(series[position][r]));
        if (complete) continue;
        for (auto& values : series) values[r] = kNaN;
    }
}

MapCell cell_of(const KeyFigures& figures, std::size_t kpi, double confidence) {
    MapCell cell;
    std::vector<std::vector<double>> series;
    for (std::size_t position = 0; position < figures.models.size(); ++position)
        series.push_back(figures.series(position, kpi));
    keep_complete(series);
    for (const auto& values : series) cell.means.push_back(known_mean(values));
    const std::vector<std::size_t> order = ranking(cell.means, kpi_info(kpi).better);
    cell.leader = order[0];
    cell.runner_up = order[1];
    cell.difference = paired_difference(series[cell.leader], series[cell.runner_up], confidence);
    cell.clear = cell.known();
    for (std::size_t rank = 1; rank < order.size() && cell.clear; ++rank) {
        if (std::isnan(cell.means[order[rank]])) break;
        cell.clear = paired_difference(series[cell.leader], series[order[rank]], confidence).interval.excludes_zero();
    }
    return cell;
}

}  // namespace

std::vector<std::size_t> coarse_to_fine(std::size_t n) {
    std::vector<std::size_t> order;
    if (n == 0) return order;
    order.push_back(0);
    if (n == 1) return order;
    order.push_back(n - 1);
    // Gaps are halved in turn, from left to right; the halves wait behind those that are wider.
    std::vector<std::pair<std::size_t, std::size_t>> gaps{{0, n - 1}};
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const auto [low, high] = gaps[i];
        if (high - low < 2) continue;
        const std::size_t middle = (low + high) / 2;
        order.push_back(middle);
        gaps.emplace_back(low, middle);
        gaps.emplace_back(middle, high);
    }
    return order;
}

WinnerMap draw_map(const Laboratory& laboratory, const MapQuestion& question) {
    if (question.replications < 2 || question.steps < 2) {
        throw std::logic_error("draw_map: at least two replications and two steps");
    }
    WinnerMap map{.question = question,
                  .xs = evenly_spaced(question.x, question.steps),
                  .ys = evenly_spaced(question.y, question.steps),
                  .cells = {}};
    const std::vector<Spot> spots = spots_from_coarse_to_fine(map.xs.size(), map.ys.size());
    std::vector<Settings> points;
    for (const Spot& spot : spots) points.push_back({question.x.at(map.xs[spot.x]), question.y.at(map.ys[spot.y])});
    const std::vector<KeyFigures> figures = laboratory(points, {0, question.replications});
    const std::size_t models = figures.front().models.size();
    if (models < 2) throw std::logic_error("draw_map: at least two models");
    map.confidence = 1.0 - (1.0 - kConfidence) / static_cast<double>(models - 1);
    map.cells.resize(spots.size());
    for (std::size_t i = 0; i < spots.size(); ++i) {
        map.cells[spots[i].y * map.xs.size() + spots[i].x] = cell_of(figures[i], question.kpi, map.confidence);
    }
    return map;
}

std::vector<Table> map_outlines() {
    Table map{.file = "map", .row_is = "a pair of values and a measure", .columns = {}, .cells = {}};
    map.columns = {
        {"x_path", "", "the parameter along the map"},
        {"x", "", "what it is set to, in its own unit"},
        {"y_path", "", "the parameter up the map"},
        {"y", "", "what it is set to, in its own unit"},
        {"measure", "", "name of the key figure"},
        {"unit", "", "unit of the difference"},
        {"leader", "", "the model with the best mean; empty where fewer than two models have a value"},
        {"runner_up", "", "the model with the next best; empty as well"},
        {"replications", "run", "pairs of runs with the same random numbers"},
        {"difference", "unit", "mean of leader less runner-up over the pairs"},
        {"confidence_low", "unit",
         "low end of its Student interval: 95 % for two models, more for more of them, 1 - 0.05 / (models - 1)"},
        {"confidence_high", "unit", "high end of the same"},
        {"winner", "", "the leader where it can be told from every other model, else empty"}};
    Table models{
        .file = "map_models", .row_is = "a model at a pair of values and a measure", .columns = {}, .cells = {}};
    models.columns = {{"x_path", "", "the parameter along the map"},
                      {"x", "", "what it is set to, in its own unit"},
                      {"y_path", "", "the parameter up the map"},
                      {"y", "", "what it is set to, in its own unit"},
                      {"measure", "", "name of the key figure"},
                      {"unit", "", "unit of the mean"},
                      {"model", "", "name of the model"},
                      {"mean", "unit",
                       "mean over the replications in which all models that ever have the figure here have it; empty "
                       "where it has no value"}};
    return {std::move(map), std::move(models)};
}

std::vector<Table> map_tables(std::span<const WinnerMap> maps, std::span<const std::string> models) {
    std::vector<Table> tables = map_outlines();
    const auto add = [](Table& table, std::initializer_list<Cell> row) {
        table.cells.insert(table.cells.end(), row.begin(), row.end());
    };
    for (const WinnerMap& map : maps) {
        const MeasureInfo& info = kpi_info(map.question.kpi);
        const std::string measure(info.name);
        const std::string unit(info.unit);
        for (std::size_t y = 0; y < map.ys.size(); ++y) {
            for (std::size_t x = 0; x < map.xs.size(); ++x) {
                const MapCell& cell = map.at(x, y);
                const PairedDifference& d = cell.difference;
                add(tables[0], {map.question.x.path, map.xs[x], map.question.y.path, map.ys[y], measure, unit,
                                cell.known() ? models[cell.leader] : std::string(),
                                cell.known() ? models[cell.runner_up] : std::string(), d.pairs, d.mean, d.interval.low,
                                d.interval.high, cell.clear ? models[cell.leader] : std::string()});
                for (std::size_t position = 0; position < cell.means.size(); ++position) {
                    add(tables[1], {map.question.x.path, map.xs[x], map.question.y.path, map.ys[y], measure, unit,
                                    models[position], cell.means[position]});
                }
            }
        }
    }
    return tables;
}

}  // namespace pasar
