// The apostrophe that keeps a spreadsheet from taking a text for a formula: reports/result/csv.h puts it in,
// csv_reader.h takes it off. Here is where it may stand, which both must agree on.
//
// A formula begins with = + - @, a tab or a carriage return. It does so at the beginning of a cell, and a spreadsheet
// that expects another separator begins a cell after a semicolon, a comma, a tab, a bar or a line end within the text
// as well.
#pragma once

#include <string>
#include <string_view>

namespace pasar {

/// The text with an apostrophe at each place where a formula would begin. A place that has one already gets another, so
/// that taking off gives the text as it was. A text such as "-100 to 100", which no spreadsheet can work out, has none.
[[nodiscard]] std::string with_guards(std::string_view text);
/// The text as it was before with_guards().
[[nodiscard]] std::string without_guards(std::string_view text);
/// Whether without_guards() would change it; for the many cells that have none.
[[nodiscard]] bool has_guards(std::string_view text);

}  // namespace pasar
