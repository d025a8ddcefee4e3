// Names and numbers in the answer on the terminal, in the language that was asked for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/screen/screen.h"
#include "words/figures.h"

namespace pasar {

[[nodiscard]] std::string figure(const Scale& scale, double value, const ScreenOptions& options);
/// A unit as the language writes it; Indonesian does not tell one from many.
[[nodiscard]] std::string unit_words(Language language, std::string_view number, std::string_view unit);
/// The name of the model at a position of the comparison; in a table, or cut to fit in a sentence.
[[nodiscard]] std::string model_name(const Scenario& scenario, const Comparison& comparison, std::size_t position,
                                     Language language);
[[nodiscard]] std::string name_of_position(const Scenario& scenario, const Comparison& comparison, std::size_t position,
                                           Language language);

}  // namespace pasar
