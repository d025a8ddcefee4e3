#include "reports/screen/map_text.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "sim/counts/measures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789#%";  // 64 models

/// What one map says, counted.
struct CellCounts {
    std::vector<std::size_t> won;  ///< cells, by position
    std::size_t unclear = 0;
    std::size_t unknown = 0;  ///< cells without a value

    CellCounts(const WinnerMap& map, std::size_t models) : won(models, 0) {
        for (const MapCell& cell : map.cells) {
            if (!cell.known()) {
                ++unknown;
            } else if (cell.clear) {
                ++won[cell.leader];
            } else {
                ++unclear;
            }
        }
    }
};

char sign_of(const MapCell& cell) { return !cell.known() ? '?' : cell.clear ? kLetters[cell.leader] : '~'; }

/// The index of the value nearest to the scenario's own, if that lies within the range.
std::optional<std::size_t> place_of_now(const Lever& lever, const std::vector<double>& values) {
    if (lever.now < lever.low || lever.now > lever.high) return std::nullopt;
    const auto nearest = std::min_element(values.begin(), values.end(), [&](double a, double b) {
        return std::abs(a - lever.now) < std::abs(b - lever.now);
    });
    return static_cast<std::size_t>(nearest - values.begin());
}

/// The picture: y upwards, x to the right, the scenario's own values in brackets. A column takes three characters, or
/// one where that is too wide.
std::string picture(const WinnerMap& map, std::size_t columns) {
    const LeverWords x_words(map.question.x);
    const LeverWords y_words(map.question.y);
    std::size_t margin = 0;
    for (const double y : map.ys) margin = std::max(margin, text_width(y_words.number(y)));
    const std::size_t step = margin + 3 + 3 * map.xs.size() <= columns ? 3 : 1;
    const auto now_x = place_of_now(map.question.x, map.xs);
    const auto now_y = place_of_now(map.question.y, map.ys);

    std::string text = y_words.heading() + '\n';
    for (std::size_t row = map.ys.size(); row-- > 0;) {
        text += pad_left(y_words.number(map.ys[row]), margin) + " │";
        for (std::size_t column = 0; column < map.xs.size(); ++column) {
            const char sign = sign_of(map.at(column, row));
            const bool here = now_x == column && now_y == row;
            text += step == 1 ? std::string(1, sign) : fmt::format(fmt::runtime(here ? "[{}]" : " {} "), sign);
        }
        while (text.ends_with(' ')) text.pop_back();
        text += '\n';
    }
    text += std::string(margin, ' ') + " └";
    for (std::size_t i = 0; i < map.xs.size() * step; ++i) text += "─";
    // Both ends of the axis, and the middle where it fits between them.
    const std::string low = x_words.number(map.xs.front());
    const std::string high = x_words.number(map.xs.back());
    const std::string middle = x_words.number(map.xs[map.xs.size() / 2]);
    const std::size_t width = map.xs.size() * step;
    std::string axis = low;
    const std::size_t centre = map.xs.size() / 2 * step + step / 2;
    const std::size_t half = text_width(middle) / 2;
    if (centre > half + text_width(low) + 1 && centre + half + 2 + text_width(high) < width) {
        axis = pad_right(axis, centre - half) + middle;
    }
    const std::size_t rest = width > text_width(axis) ? width - text_width(axis) : 0;
    axis += text_width(high) < rest ? pad_left(high, rest) : "  " + high;
    return fmt::format("{}\n{}  {}\n{}  {}\n", text, std::string(margin, ' '), axis, std::string(margin, ' '),
                       x_words.heading());
}

std::string share(std::size_t cells, const WinnerMap& map) { return fmt::format("{} of {}", cells, map.cells.size()); }

std::string legend(const WinnerMap& map, const CellCounts& counts, std::span<const std::string> models) {
    std::string text;
    for (std::size_t position = 0; position < models.size(); ++position) {
        text += fmt::format("{} {}: {}\n", kLetters[position], printable(models[position], kLongestStudyName),
                            share(counts.won[position], map));
    }
    text += fmt::format("~ cannot be told apart: {}\n", share(counts.unclear, map));
    if (counts.unknown > 0) text += fmt::format("? no value: {}\n", share(counts.unknown, map));
    const bool shows_now = place_of_now(map.question.x, map.xs) && place_of_now(map.question.y, map.ys);
    if (shows_now) text += "[ ] nearest to the scenario as it is\n";
    return text;
}

/// Where fewer than two models have the measure at any setting.
std::string nothing_to_compare(const WinnerMap& map, std::span<const std::string> models, const std::string& ranges) {
    const std::size_t kpi = map.question.kpi;
    std::vector<std::string> without;
    for (std::size_t position = 0; position < models.size(); ++position) {
        const bool has = std::any_of(map.cells.begin(), map.cells.end(),
                                     [&](const MapCell& cell) { return !std::isnan(cell.means[position]); });
        if (!has) without.push_back(printable(models[position], kLongestStudyName));
    }
    const std::string measure = with_article(label_of_measure(kpi));
    const std::string who = without.empty() ? fmt::format("never do two models have {} at one setting", measure)
                            : without.size() == models.size()
                                ? fmt::format("no model has {}", measure)
                                : fmt::format("{} {} none", listed(without), without.size() == 1 ? "has" : "have");
    return fmt::format("By {} ({}) there is nothing to compare over {}: {} in any replication.", label_of_measure(kpi),
                       kpi_info(kpi).says, ranges, who);
}

std::string verdict(const WinnerMap& map, const CellCounts& counts, std::span<const std::string> models) {
    const MeasureInfo& info = kpi_info(map.question.kpi);
    const std::string measure = label_of_measure(map.question.kpi);
    const LeverWords x(map.question.x);
    const LeverWords y(map.question.y);
    const std::string ranges =
        fmt::format("{} {} to {} and {} {} to {}", x.name(), x.number(map.question.x.low), x.value(map.question.x.high),
                    y.name(), y.number(map.question.y.low), y.value(map.question.y.high));
    const char* does = info.better == 0 ? "has the most" : "does best";
    std::vector<std::string> parts;
    for (std::size_t position = 0; position < models.size(); ++position) {
        if (counts.won[position] == map.cells.size()) {
            return fmt::format("By {}, {} {} at every setting over {}.", measure,
                               printable(models[position], kLongestStudyName), does, ranges);
        }
        if (counts.won[position] > 0) {
            parts.push_back(fmt::format("{} {} at {}{}", printable(models[position], kLongestStudyName), does,
                                        share(counts.won[position], map), parts.empty() ? " settings" : ""));
        }
    }
    if (counts.unknown == map.cells.size()) return nothing_to_compare(map, models, ranges);
    if (parts.empty() && counts.unknown == 0)
        return fmt::format("By {}, no model can be told from the others anywhere over {}.", measure, ranges);
    if (counts.unclear > 0 || counts.unknown == 0)
        parts.push_back(fmt::format("at {} none can be told apart", counts.unclear));
    if (counts.unknown > 0)
        parts.push_back(fmt::format("at {} there is nothing to compare, as fewer than two models have {}",
                                    counts.unknown, with_article(measure)));
    return fmt::format("By {}, over {}: {}.", measure, ranges, fmt::join(parts, ", "));
}

}  // namespace

StudyText map_text(const Scenario& scenario, std::span<const WinnerMap> maps, std::span<const std::string> models,
                   const ScreenOptions& options) {
    StudyText text;
    for (const WinnerMap& map : maps) {
        const CellCounts counts(map, models.size());
        const std::string sentence = verdict(map, counts, models);
        if (text.screen.empty()) {
            const std::array moved{map.question.x, map.question.y};
            text.screen = study_title(scenario, fmt::format("{} × {} settings", map.xs.size(), map.ys.size()), options,
                                      {.moved = moved});
        } else {
            text.screen += '\n';
        }
        text.screen +=
            fmt::format("{}\n\n{}\n{}\n{}", label_of_measure(map.question.kpi), picture(map, options.columns),
                        legend(map, counts, models), study_sentence(sentence, options));
        text.answer.push_back(sentence);
    }
    return text;
}

}  // namespace pasar
