// The languages that people are spoken to in: English, in which the program is written, and what po/ translates it to.
// Files are always English.
#pragma once

#include <fmt/format.h>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "agents/kinds.h"

namespace pasar {

enum class Language : std::uint8_t { English, Indonesian };
/// ISO 639 codes, as --language and PASAR_LANGUAGE take them.
template <>
struct NamesOf<Language> {
    static constexpr std::array<std::string_view, 2> names{"en", "id"};
};

struct BadCatalogue : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What a GNU gettext .mo file holds. Texts stay where they are as long as the catalogue lives.
class Catalogue {
public:
    Catalogue() = default;  ///< an empty one
    /// From the bytes of the file, of either byte order. Throws BadCatalogue.
    explicit Catalogue(std::string_view mo_file);
    /// Null where there is no translation.
    [[nodiscard]] const std::string* find(std::string_view english) const;
    [[nodiscard]] std::size_t size() const { return translations_.size(); }

private:
    std::map<std::string, std::string, std::less<>> translations_;
};

/// What was compiled into this program: nothing for English, nor where there was no msgfmt when it was built.
[[nodiscard]] const Catalogue& catalogue_of(Language language);
/// Whether the program can speak it.
[[nodiscard]] bool is_spoken(Language language);
/// The language of a code such as "id"; nothing where there is none.
[[nodiscard]] std::optional<Language> language_of(std::string_view code);

/// The language of a window, which may change while it runs; English at the beginning. Any thread may ask.
[[nodiscard]] Language spoken_language();
void speak(Language language);

/// A text of the program in a language: English where it has no translation. Texts with {} are patterns for fmt.
/// po/id.po has every text that stands between the brackets of a tr(), which a test sees to.
[[nodiscard]] const char* tr(const char* english, Language language = spoken_language());
/// Marks a text that is translated where it is shown: one of a table, or of another thread's.
[[nodiscard]] constexpr const char* tr_later(const char* english) { return english; }
/// The same of a text that is put together while the program runs, such as the name of a measure.
[[nodiscard]] std::string in_words_of(Language language, std::string_view english);

/// What a text belongs to that is no sentence of the program. po/id.po has such texts with this as their msgctxt, as
/// the same word may be another thing elsewhere, and as a name of a user's own is to stay as it is.
enum class TextOf : std::uint8_t {
    Scenario,   ///< the shipped ones: titles, lessons, and names of models, regions, couriers and the like
    Parameter,  ///< "fee rate", of market.payments[].fee_rate
    Choice      ///< "drop off", of drop_off
};
template <>
struct NamesOf<TextOf> {
    static constexpr std::array<std::string_view, 3> names{"scenario", "parameter", "choice"};
};
[[nodiscard]] std::string in_words_of(Language language, TextOf what, std::string_view english);
/// What a second future of a world is called: its name with this behind it.
inline constexpr std::string_view kBranch = tr_later(", what if");
/// The same of a name that may have a number or more behind it: "weekend 3", "Own store (2)", "Own store, what if".
[[nodiscard]] std::string name_in(Language language, TextOf what, std::string_view english);
/// The name of a model or world, or of an entry of the market, as the window shows it.
[[nodiscard]] inline std::string spoken_name(std::string_view name) {
    return name_in(spoken_language(), TextOf::Scenario, name);
}

/// "1,234.5" as the language writes it: "1.234,5" in Indonesian; so are all numbers of a sentence.
[[nodiscard]] std::string number_in(Language language, std::string english_number);
/// A pattern of the program with its places filled. Throws fmt::format_error where they do not fit.
template <class... Values>
[[nodiscard]] std::string filled(const char* pattern, const Values&... values) {
    return fmt::format(fmt::runtime(pattern), values...);
}

/// grouped() as the language writes it.
[[nodiscard]] std::string grouped_in(Language language, double value, int decimals = 0);
/// "% of orders" or "million IDR" in a language.
[[nodiscard]] std::string unit_in(Language language, std::string_view english_unit);

}  // namespace pasar
