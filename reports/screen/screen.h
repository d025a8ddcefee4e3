// The answer on the terminal: a table of the main key figures, and the verdict in a sentence.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "scenarios/scenario.h"
#include "sim/experiments/compare.h"
#include "words/language.h"

namespace pasar {

struct ScreenOptions {
    std::size_t columns = 100;              ///< width of the terminal
    bool colour = false;                    ///< escape sequences for what is better and worse
    Language language = Language::English;  ///< of the summary of run and compare; studies are told in English
};

/// Title, what to look for, and the table: a row a measure, a column a model (mean ± half of the 95 % interval), and,
/// `with_pairs` and two models, their difference and what can be said of it; of more models a second table with each
/// less the baseline, where one was chosen.
[[nodiscard]] std::string summary_table(const Scenario& scenario, const Comparison& comparison, bool with_pairs,
                                        const ScreenOptions& options);

/// The same in two parts: what stands above the table, and the table.
[[nodiscard]] std::string summary_title(const Scenario& scenario, const Comparison& comparison,
                                        const ScreenOptions& options);
[[nodiscard]] std::string summary_body(const Scenario& scenario, const Comparison& comparison, bool with_pairs,
                                       const ScreenOptions& options);
/// Of two models their table alone, without that of the whole run; of more each less the chosen baseline.
[[nodiscard]] std::string differences_body(const Scenario& scenario, const Comparison& comparison,
                                           const ScreenOptions& options);

/// A row for each of these key figures and a column for each model, with half of the 95 % interval.
[[nodiscard]] std::string measures_table(const Scenario& scenario, const Comparison& comparison,
                                         std::span<const std::size_t> kpis, const ScreenOptions& options);

/// Which model does better, for whom, by how much a month and in all, and how surely: a sentence for two models; of
/// more, one for the best against each other, or for each against the chosen baseline. Of each of the key figures
/// `kpis`; of what the platform earns where none is named.
[[nodiscard]] std::string verdict_text(const Scenario& scenario, const Comparison& comparison,
                                       const ScreenOptions& options, std::span<const std::size_t> kpis = {});

}  // namespace pasar
