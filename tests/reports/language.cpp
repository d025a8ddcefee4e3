// Translations: all texts that the program marks have one with the same places to fill, and files that are none are
// refused.
#include "reports/language.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "reports/figures.h"
#include "reports/headlines.h"
#include "sim/experiments/compare.h"
#include "sim/measures.h"

using namespace pasar;

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Whether there is anything to test: without msgfmt the program speaks English only.
bool speaks_indonesian() {
    if (is_spoken(Language::Indonesian)) return true;
    MESSAGE("built without msgfmt");
    return false;
}

/// The string literals that begin at `place`, side by side, as one text; escapes other than \n, \" and \\ are not used.
std::string literals_at(const std::string& source, std::size_t place) {
    std::string text;
    while (true) {
        place = source.find_first_not_of(" \n", place);
        if (place == std::string::npos || source[place] != '"') return text;
        for (++place; source[place] != '"'; ++place) {
            if (source[place] != '\\') {
                text += source[place];
                continue;
            }
            ++place;
            text += source[place] == 'n' ? '\n' : source[place];
        }
        ++place;
    }
}

/// All texts that stand in a tr("...") or tr_later("..."), and those that the sentences of stories are made of.
std::vector<std::string> marked_texts() {
    std::vector<std::string> texts;
    for (const char* const folder : {"sim", "reports", "viz", "window", "cli"}) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(PASAR_SOURCE_FOLDER) / folder)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
            const std::string source = bytes_of(entry.path());
            for (const std::string mark : {"tr(", "tr_later(", "say(", "later("}) {
                if (mark == "say(" || mark == "later(") {  // of sim/in_words.cpp
                    if (entry.path().filename() != "in_words.cpp") continue;
                }
                for (std::size_t at = source.find(mark); at != std::string::npos; at = source.find(mark, at + 1)) {
                    const bool is_whole_name =
                        at > 0 && std::string("(,{ \n=?:!").find(source[at - 1]) != std::string::npos;
                    const std::string text = literals_at(source, at + mark.size());
                    if (is_whole_name && !text.empty() && text != "...") texts.push_back(text);
                }
            }
        }
    }
    return texts;
}

/// The places to fill of a pattern for fmt, in order.
std::vector<std::string> places_in(const std::string& text) {
    std::vector<std::string> places;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
        places.push_back(text.substr(at, text.find('}', at) + 1 - at));
    return places;
}

/// A little .mo file with one text, of either byte order.
std::string mo_file(bool swapped) {
    std::string bytes;
    const auto add = [&](std::uint32_t number) {
        for (int i = 0; i < 4; ++i) {
            const int shift = 8 * (swapped ? 3 - i : i);
            bytes += static_cast<char>(number >> shift & 0xffU);
        }
    };
    for (const std::uint32_t number : {0x950412deU, 0U, 1U, 20U, 28U}) add(number);  // head, and the two tables
    for (const std::uint32_t number : {3U, 36U, 4U, 40U}) add(number);
    return bytes + std::string("yes\0", 4) + std::string("yaaa\0", 5);
}

}  // namespace

TEST_CASE("every text that the program marks has an Indonesian one with the same places to fill") {
    if (!speaks_indonesian()) return;
    const std::vector<std::string> texts = marked_texts();
    CHECK(texts.size() >= 400);
    for (const std::string& text : texts) {
        const std::string* const translation = catalogue_of(Language::Indonesian).find(text);
        CHECK_MESSAGE(translation != nullptr, "not in po/id.po: " << text);
        if (translation == nullptr) continue;
        std::vector<std::string> places = places_in(text), translated = places_in(*translation);
        if (!translated.empty() && translated.front() != "{}" && translated.front().find(':') == std::string::npos) {
            std::sort(translated.begin(), translated.end());  // {1} ... {0}: each of them, in another order
            for (std::size_t i = 0; i < places.size(); ++i) places[i] = "{" + std::to_string(i) + "}";
        }
        CHECK_MESSAGE(places == translated, text << " = " << *translation);
    }
}

TEST_CASE("what the summary puts together from names has Indonesian words") {
    if (!speaks_indonesian()) return;
    const Catalogue& catalogue = catalogue_of(Language::Indonesian);
    for (const std::string_view name : kHeadlines) {
        CHECK_MESSAGE(catalogue.find(label_of(name)) != nullptr, name);
        const MeasureInfo& info = kpi_info(find_kpi(name));
        const std::string unit = scale_for(std::array{0.5}, 0.0, info.unit).unit;
        if (info.unit == "money" || name.starts_with(info.unit)) continue;  // the currency, or nothing, stands there
        CHECK_MESSAGE(catalogue.find(unit) != nullptr, unit);
    }
    for (const std::string_view verdict : NamesOf<Verdict>::names) CHECK_MESSAGE(catalogue.find(verdict), verdict);
    CHECK(unit_in(Language::Indonesian, "million IDR") == "juta IDR");
    CHECK(unit_in(Language::Indonesian, "% of orders") == "% dari pesanan");
    CHECK(unit_in(Language::English, "million IDR") == "million IDR");
}

TEST_CASE("numbers are written as the language writes them") {
    CHECK(number_in(Language::English, "-1,234.5") == "-1,234.5");
    if (speaks_indonesian())
        CHECK(number_in(Language::Indonesian, "bayar 1,200 IDR, 0.5 dari 1. Lagi.") ==
              "bayar 1.200 IDR, 0,5 dari 1. Lagi.");
    if (speaks_indonesian()) CHECK(number_in(Language::Indonesian, "-1,234.5") == "-1.234,5");
}

TEST_CASE("the language is changed while the program runs, and a text without translation stays English") {
    CHECK(spoken_language() == Language::English);
    CHECK(std::string(tr("difference")) == "difference");
    if (speaks_indonesian()) {
        speak(Language::Indonesian);
        CHECK(std::string(tr("difference")) == "selisih");
        CHECK(in_words_of(spoken_language(), "no text of the program") == "no text of the program");
        speak(Language::English);
    }
    CHECK(std::string(tr("difference")) == "difference");
    CHECK(language_of("id") == Language::Indonesian);
    CHECK(!language_of("ID").has_value());
}

TEST_CASE("a catalogue is read in either byte order, and refused when it is cut off or none") {
    for (const bool swapped : {false, true}) {
        const std::string bytes = mo_file(swapped);
        const Catalogue catalogue(bytes);
        REQUIRE(catalogue.find("yes") != nullptr);
        CHECK(*catalogue.find("yes") == "yaaa");
        CHECK(catalogue.find("no") == nullptr);
        // Only the last zero is not needed.
        for (std::size_t length = 0; length + 1 < bytes.size(); ++length)
            CHECK_THROWS_AS(Catalogue(std::string_view(bytes).substr(0, length)), BadCatalogue);
    }
    CHECK_THROWS_AS(Catalogue(std::string_view("msgid \"yes\" and what follows")), BadCatalogue);
}
