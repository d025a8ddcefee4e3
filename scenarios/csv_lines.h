// The lines of a CSV file, read through fast-cpp-csv-parser, for csv_reader.cpp. What is no text in UTF-8 is refused.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pasar {

/// Lines of a file, and how each ended.
class CsvLines {
public:
    /// Takes over the open file; null where it could not be opened just now (errno says why). `name` stands for the
    /// file in messages. Throws BadTable, as does next().
    CsvLines(std::FILE* file, const std::string& name);
    CsvLines(const CsvLines&) = delete;
    CsvLines& operator=(const CsvLines&) = delete;
    ~CsvLines();

    /// The next line without its end, or nothing after the last.
    [[nodiscard]] std::optional<std::string_view> next();
    /// The end of the line that next() gave last.
    [[nodiscard]] std::string_view end() const { return end_; }
    [[nodiscard]] std::int64_t number() const;
    /// Whether the line that next() gave last is the file's last, and has no end there.
    [[nodiscard]] bool cut() const;

private:
    struct Source;  ///< the parser and its bytes

    std::string name_;
    std::unique_ptr<Source> source_;
    std::string_view end_;
    std::uint64_t passed_ = 0;  ///< bytes of the lines handed out
};

}  // namespace pasar
