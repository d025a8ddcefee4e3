// Translations: all texts that the program marks have one with the same places to fill, and files that are none are
// refused.
#include "words/language.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "reports/headlines.h"
#include "scenarios/facts.h"
#include "scenarios/folder.h"
#include "scenarios/form.h"
#include "scenarios/from_now_on.h"
#include "scenarios/read.h"
#include "sim/counts/measures.h"
#include "sim/experiments/compare.h"
#include "viz/chart_measures.h"
#include "words/figures.h"

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
    for (const char* const folder : {"words", "sim", "reports", "viz", "window", "cli"}) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(PASAR_SOURCE_FOLDER) / folder)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
            const std::string source = bytes_of(entry.path());
            for (const std::string mark : {"tr(", "tr_later(", "say(", "later("}) {
                if (mark == "say(" || mark == "later(") {  // of sim/stories/in_words.cpp
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

bool has_letters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) != 0 || c > 127; });
}

/// Fails the test, with the text, where it has no translation.
void check_told(std::string_view text) {
    if (!has_letters(text)) return;
    CHECK_MESSAGE(catalogue_of(Language::Indonesian).find(text) != nullptr, "not in po/id.po: " << text);
}
void check_told(TextOf what, std::string_view text) {
    if (!has_letters(text)) return;
    const std::string key = std::string(name_of(what)) + '\4' + std::string(text);
    const bool is_told = catalogue_of(Language::Indonesian).find(key) != nullptr ||
                         (what == TextOf::Scenario && name_in(Language::Indonesian, what, text) != text);
    CHECK_MESSAGE(is_told, "not in po/id.po, with msgctxt " << name_of(what) << ": " << text);
}
void check_names(const auto& entries) {
    for (const auto& entry : entries) check_told(TextOf::Scenario, entry.name);
}

std::string in_words(std::string_view name) {
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

/// What the levers tell of all parameters, as far as they show them.
void check_parameters(const Form& form, const std::string& pointer) {
    for (const Field& field : form.fields) {
        if (pointer.empty() && field.name == kLessonField) continue;
        const std::string at = pointer + "/" + std::string(field.name);
        check_told(TextOf::Parameter, in_words(field.name));
        check_told(field.about.says);
        if (field.about.source == About{}.source) check_told(field.about.source);
        if (!field.about.unit.empty()) check_told(field.about.unit);
        for (const std::string_view choice : field.choices) check_told(TextOf::Choice, in_words(choice));
        if (field.type == FieldType::Text || field.type == FieldType::Texts) check_told(allowed_in(field));
        if (!why_only_from_day_0(at).empty()) check_told(why_only_from_day_0(at));
        if (!reaches_only(at).empty()) check_told(reaches_only(at));
        if (field.form != nullptr) check_parameters(*field.form, field.type == FieldType::List ? at + "/0" : at);
    }
}

/// A unit as it stands beside numbers: "% of orders" of "share of orders".
void check_unit(std::string_view unit) {
    if (unit != "money") check_told(scale_for(std::array{0.5}, 0.0, unit).unit);
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
    std::vector<std::string_view> names;
    for (const HeadlineKinds kinds :
         {HeadlineKinds{.firm = true, .auctions = true, .bookings = true},
          HeadlineKinds{.hybrids = true, .distributors = true}, HeadlineKinds{.feeds = true, .subscriptions = true}}) {
        const std::vector<std::string_view> some = headlines_where(kinds);
        names.insert(names.end(), some.begin(), some.end());
    }
    for (const std::string_view name : names) {
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

TEST_CASE("the shipped scenarios have Indonesian titles, lessons and names") {
    if (!speaks_indonesian()) return;
    std::size_t scenarios = 0;
    for (const auto& entry : fs::directory_iterator(scenario_folder().value())) {
        if (entry.path().extension() != ".json" || entry.path().filename() == kFactsFile) continue;
        CAPTURE(entry.path());
        ++scenarios;
        const Scenario scenario = load_scenario(entry.path()).scenario;
        check_told(TextOf::Scenario, scenario.name);
        check_told(TextOf::Scenario, scenario.about);
        check_names(scenario.models);
        for (const LessonStepSpec& step : scenario.lesson) {
            for (const std::string& text : {step.title, step.text, step.question, step.reveal})
                check_told(TextOf::Scenario, text);
        }
        const MarketSpec& market = scenario.market;
        check_names(market.season);
        check_names(market.regions);
        check_names(market.categories);
        check_names(market.segments);
        check_names(market.awareness.channels);
        check_names(market.payments);
        check_names(market.couriers);
    }
    CHECK(scenarios >= 9);
}

TEST_CASE("every parameter has an Indonesian name and description, and so have its unit and its choices") {
    if (!speaks_indonesian()) return;
    check_parameters(scenario_form(), "");
}

TEST_CASE("every measure has an Indonesian name, description and unit") {
    if (!speaks_indonesian()) return;
    const auto check = [](const MeasureInfo& info) {
        check_told(label_of(info.name));
        check_told(info.says);
        check_unit(info.unit);
    };
    for (const MeasureInfo& info : kCounts) check(info);
    for (const MeasureInfo& info : kStates) check(info);
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) check(kpi_info(kpi));
    for (const ChartMeasure& measure : chart_measures()) {
        check_told(measure.name);
        check_told(measure.says);
        check_unit(measure.unit);
    }
}

TEST_CASE("names are told in words, with what stands behind them, and a user's own stay as they are") {
    const auto told = [](std::string_view name) { return name_in(Language::Indonesian, TextOf::Scenario, name); };
    CHECK(told("Toko Ayu") == "Toko Ayu");
    CHECK(told("orders") == "orders");  // a word of the program, but no name of a shipped scenario
    CHECK(told("Plan 2") == "Plan 2");
    CHECK(told("") == "");
    CHECK(name_in(Language::English, TextOf::Scenario, "Own store") == "Own store");
    if (!speaks_indonesian()) return;
    CHECK(told("Own store") == "Toko sendiri");
    CHECK(told("Own store (2)") == "Toko sendiri (2)");
    CHECK(told("Own store, what if (3)") == "Toko sendiri, seandainya (3)");
    CHECK(told("Toko Ayu, what if") == "Toko Ayu, seandainya");
    CHECK(told("weekend 12") == "akhir pekan 12");
    CHECK(in_words_of(Language::Indonesian, TextOf::Parameter, "fee rate") == "tarif biaya");
    CHECK(in_words_of(Language::Indonesian, TextOf::Choice, "drop off") == "antar sendiri");
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
