#include "reports/screen/screen_words.h"

#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kLongestName = 48;  ///< in a sentence

}  // namespace

std::string figure(const Scale& scale, double value, const ScreenOptions& options) {
    return number_in(options.language, scale(value));
}

std::string unit_words(Language language, std::string_view number, std::string_view unit) {
    return language == Language::English ? unit_behind(number, unit) : unit_in(language, unit);
}

std::string model_name(const Scenario& scenario, const Comparison& comparison, std::size_t position,
                       Language language) {
    return name_in(language, TextOf::Scenario, scenario.models[comparison.figures.models[position]].name);
}

std::string name_of_position(const Scenario& scenario, const Comparison& comparison, std::size_t position,
                             Language language) {
    return printable(model_name(scenario, comparison, position, language), kLongestName);
}

}  // namespace pasar
