#include "words/language.h"

#include <fmt/format.h>
#include <algorithm>
#include <atomic>

#include "words/catalogues.h"
#include "words/figures.h"

namespace pasar {

namespace {

std::atomic<Language> spoken{Language::English};

constexpr char kContextEnd = '\4';  ///< as msgfmt writes it between a msgctxt and its text

/// A .mo file: numbers of 32 bits, and texts that tables of lengths and positions lead to. See "The Format of GNU MO
/// Files" in the manual of GNU gettext.
class MoFile {
public:
    explicit MoFile(std::string_view bytes) : bytes_(bytes) {
        constexpr std::uint32_t kMagic = 0x950412de, kMagicSwapped = 0xde120495;
        const std::uint32_t magic = number(0);
        if (magic != kMagic && magic != kMagicSwapped) throw BadCatalogue("not a .mo file");
        is_swapped_ = magic == kMagicSwapped;
        count = number(8);
        originals_ = number(12);
        translations_ = number(16);
    }

    std::size_t count = 0;
    [[nodiscard]] std::string original(std::size_t i) const { return text(originals_ + 8 * i); }
    [[nodiscard]] std::string translation(std::size_t i) const { return text(translations_ + 8 * i); }

private:
    [[nodiscard]] std::uint32_t number(std::size_t position) const {
        constexpr std::size_t kBytes = 4;
        if (position + kBytes > bytes_.size()) throw BadCatalogue("a .mo file that is cut off");
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < kBytes; ++i) {
            const auto byte = static_cast<unsigned char>(bytes_[position + (is_swapped_ ? i : kBytes - 1 - i)]);
            value = value << 8U | byte;
        }
        return value;
    }
    [[nodiscard]] std::string text(std::size_t entry) const {
        const std::size_t length = number(entry), position = number(entry + 4);
        if (position > bytes_.size() || length > bytes_.size() - position)
            throw BadCatalogue("a .mo file that is cut off");
        return std::string(bytes_.substr(position, length));
    }

    std::string_view bytes_;
    bool is_swapped_ = false;
    std::size_t originals_ = 0, translations_ = 0;
};

}  // namespace

Catalogue::Catalogue(std::string_view mo_file) {
    const MoFile file(mo_file);
    for (std::size_t i = 0; i < file.count; ++i) {
        const std::string original = file.original(i);
        if (!original.empty()) translations_.emplace(original, file.translation(i));  // "" is the file's own header
    }
}

const std::string* Catalogue::find(std::string_view english) const {
    const auto found = translations_.find(english);
    return found == translations_.end() ? nullptr : &found->second;
}

const Catalogue& catalogue_of(Language language) {
    static const Catalogue none;
    static const Catalogue indonesian =
        indonesian_catalogue().empty() ? Catalogue() : Catalogue(indonesian_catalogue());
    return language == Language::Indonesian ? indonesian : none;
}

bool is_spoken(Language language) { return language == Language::English || catalogue_of(language).size() > 0; }

std::optional<Language> language_of(std::string_view code) {
    const auto& codes = NamesOf<Language>::names;
    const auto found = std::find(codes.begin(), codes.end(), code);
    if (found == codes.end()) return std::nullopt;
    return static_cast<Language>(found - codes.begin());
}

Language spoken_language() { return spoken.load(); }
void speak(Language language) { spoken.store(language); }

const char* tr(const char* english, Language language) {
    const std::string* const found = catalogue_of(language).find(english);
    return found == nullptr ? english : found->c_str();
}

std::string in_words_of(Language language, std::string_view english) {
    const std::string* const found = catalogue_of(language).find(english);
    return found == nullptr ? std::string(english) : *found;
}

std::string in_words_of(Language language, TextOf what, std::string_view english) {
    if (catalogue_of(language).size() == 0) return std::string(english);
    const std::string* const found =
        catalogue_of(language).find(fmt::format("{}{}{}", name_of(what), kContextEnd, english));
    return found == nullptr ? std::string(english) : *found;
}

std::string name_in(Language language, TextOf what, std::string_view english) {
    if (catalogue_of(language).size() == 0) return std::string(english);
    std::string whole = in_words_of(language, what, english);
    if (whole != english) return whole;
    if (english.ends_with(kBranch)) {
        const std::string_view parent = english.substr(0, english.size() - kBranch.size());
        return fmt::format("{}{}", name_in(language, what, parent), tr(kBranch.data(), language));
    }
    const std::size_t blank = english.rfind(' ');
    if (blank == std::string_view::npos) return whole;
    const std::string_view last = english.substr(blank + 1);
    if (last.find_first_not_of("(0123456789)") != std::string_view::npos) return whole;
    return fmt::format("{} {}", name_in(language, what, english.substr(0, blank)), last);
}

std::string number_in(Language language, std::string english_number) {
    if (language != Language::Indonesian || !is_spoken(language)) return english_number;
    const auto is_digit = [&](std::size_t position) {
        return position < english_number.size() && english_number[position] >= '0' && english_number[position] <= '9';
    };
    for (std::size_t i = 1; i < english_number.size(); ++i) {
        char& c = english_number[i];
        if ((c == ',' || c == '.') && is_digit(i - 1) && is_digit(i + 1)) c = c == ',' ? '.' : ',';
    }
    return english_number;
}

std::string grouped_in(Language language, double value, int decimals) {
    return number_in(language, grouped(value, decimals));
}

std::string unit_in(Language language, std::string_view english_unit) {
    const std::size_t blank = english_unit.find(' ');
    if (blank == std::string_view::npos || catalogue_of(language).find(english_unit) != nullptr)
        return in_words_of(language, english_unit);
    return fmt::format("{} {}", in_words_of(language, english_unit.substr(0, blank)),
                       in_words_of(language, english_unit.substr(blank + 1)));
}

}  // namespace pasar
