#include "scenarios/foreign_file.h"

#include <array>

namespace pasar {

namespace {

using namespace std::string_view_literals;

enum class Sort { Text16, Workbook, Other };

struct Signature {
    std::string_view bytes;
    Sort sort;
    std::string_view found;
};
constexpr std::array kSignatures{
    Signature{"\xFF\xFE"sv, Sort::Text16, "text in UTF-16"},
    Signature{"\xFE\xFF"sv, Sort::Text16, "text in UTF-16"},
    Signature{"PK\x03\x04"sv, Sort::Workbook, "a workbook (.xlsx, .ods) or another zip archive"},
    Signature{"\xD0\xCF\x11\xE0"sv, Sort::Workbook, "a workbook or document of an old format (.xls, .doc)"},
    Signature{"%PDF"sv, Sort::Other, "a PDF"},
    Signature{"\x1F\x8B"sv, Sort::Other, "a file packed by gzip"},
};

/// Plain letters in UTF-16 without a mark have a zero byte each.
bool is_unmarked_utf16(std::string_view bytes) {
    return bytes.size() >= 4 && (bytes[0] == '\0') == (bytes[2] == '\0') && (bytes[1] == '\0') == (bytes[3] == '\0') &&
           (bytes[0] == '\0') != (bytes[1] == '\0');
}

std::string how_to_save(Sort sort, std::string_view wanted) {
    if (wanted == "CSV" && sort != Sort::Other) return "save the sheet as \"CSV UTF-8\"";
    if (sort == Sort::Text16) return "save it in UTF-8";
    if (sort == Sort::Workbook)
        return "a scenario is a text file in JSON; a sheet saved as \"CSV UTF-8\" can stand in it as "
               "{ \"table\": \"a file.csv\" }";
    return "";
}

}  // namespace

std::optional<ForeignFile> foreign_file(std::string_view first_bytes, std::string_view wanted) {
    for (const Signature& known : kSignatures) {
        if (first_bytes.starts_with(known.bytes))
            return ForeignFile{std::string(known.found), how_to_save(known.sort, wanted)};
    }
    if (is_unmarked_utf16(first_bytes)) return ForeignFile{"text in UTF-16", how_to_save(Sort::Text16, wanted)};
    return std::nullopt;
}

}  // namespace pasar
