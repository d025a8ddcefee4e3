// Tables as they are read back; here rather than with the scenarios, for the round trip through our own writer.
#include "scenarios/csv_reader.h"

#include <doctest/doctest.h>
#include <cmath>
#include <limits>
#include <string>

#include "reports/result/csv.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::TemporaryFolder;

namespace {

CsvTable table_of(std::string_view text, LastLine last_line = LastLine::MayBeOpen) {
    const TemporaryFolder folder;
    return read_csv(folder.write("table.csv", text), "table.csv", last_line);
}

using Cells = std::vector<std::string>;

/// The message with which reading fails, or "".
std::string complaint(std::string_view text, LastLine last_line = LastLine::MayBeOpen) {
    try {
        static_cast<void>(table_of(text, last_line));
    } catch (const BadTable& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("what was written is read back, whatever a model is called") {
    const Cells names{"Own store",
                      "",
                      "=cmd()",
                      "'=cmd()",
                      "''=x",
                      "'quoted'",
                      "'",
                      "a,b",
                      "a \"good\"",
                      "\"",
                      "\"\"",
                      "two\nlines",
                      "CR\r\nLF",
                      "CR\ralone",
                      "ends in CR\r",
                      "\n",
                      "Toko 🛒 Ibu",
                      "</script><b>",
                      "+1",
                      "-1",
                      "@SUM(A1)",
                      "\t=1",
                      " spaces ",
                      ",",
                      "\",\"\r\n\"\"",
                      "'a",
                      "\r\n\r\n",
                      "'\"=x,",
                      "x;=1+1",
                      "x;'=1+1",
                      "a,\"=1",
                      "-100 to 100",
                      "'-100 to 100"};
    const TemporaryFolder folder;
    CsvFile file(folder / "table.csv", {"name", "number", "the same, again"});
    for (std::size_t i = 0; i < names.size(); ++i) {
        file.text(names[i]).number(static_cast<std::int64_t>(i)).text(names[i]).end_row();
    }
    file.close();

    const CsvTable table = read_csv(folder / "table.csv", {}, LastLine::MustBeEnded);
    CHECK(table.header == Cells{"name", "number", "the same, again"});
    REQUIRE(table.rows() == names.size());
    for (std::size_t row = 0; row < names.size(); ++row) {
        CAPTURE(names[row]);
        CHECK(table.text(row, 0) == names[row]);
        CHECK(table.whole(row, 1) == static_cast<std::int64_t>(row));
        CHECK(table.text(row, 2) == names[row]);
    }
}

TEST_CASE("a table for spreadsheets with a decimal comma is read back as the same") {
    const Cells names{"Own store", "1,5", "-1,5", "a;b", "a,b", "x;=1+1", "", "\"", "Toko 🛒"};
    const std::vector<double> numbers{0.0, 1.5, -1234.5, 1.5e-9, std::nan(""), 1e300, 12.0, 0.375, 150000.0};
    const TemporaryFolder folder;
    CsvFile file(folder / "table.csv", {"name", "number", "a;b,c"}, CsvLocale::Comma);
    for (std::size_t i = 0; i < names.size(); ++i) file.text(names[i]).number(numbers[i]).text(names[i]).end_row();
    file.close();
    CHECK(testing::contents(folder / "table.csv")
              .starts_with("name;number;\"a;b,c\"\r\nOwn store;0;Own store\r\n\"1,5\";1,5;\"1,5\"\r\n"));
    const CsvTable table = read_csv(folder / "table.csv", {}, LastLine::MustBeEnded);
    CHECK(table.header == Cells{"name", "number", "a;b,c"});
    REQUIRE(table.rows() == names.size());
    for (std::size_t row = 0; row < names.size(); ++row) {
        CAPTURE(names[row]);
        CHECK(table.text(row, 0) == names[row]);
        CHECK(table.text(row, 2) == names[row]);
        CHECK(table.text(row, 1) == csv_number(numbers[row]));
    }
}

TEST_CASE("numbers are read back as written; an empty cell is no number") {
    const TemporaryFolder folder;
    CsvFile file(folder / "table.csv", {"value"});
    const std::vector<double> values{0.0,          0.1 + 0.2, -1234.5,
                                     1e300,        5e-324,    123456789012.0,
                                     std::nan(""), -7.0,      std::numeric_limits<double>::infinity()};
    for (const double value : values) file.number(value).end_row();
    file.close();
    const CsvTable table = read_csv(folder / "table.csv");
    REQUIRE(table.rows() == values.size());
    for (std::size_t row = 0; row < values.size(); ++row) {
        CHECK(csv_number(table.number(row, 0)) == csv_number(values[row]));
    }
    CHECK(std::isnan(table.number(6, 0)));
}

TEST_CASE(
    "tables made by hand: byte-order mark, either line end, blank lines, blanks around numbers, no last line end") {
    const CsvTable table = table_of(
        "\xEF\xBB\xBF"
        " day ,factor\n\n1, 1.5 \r\n\r\n2,\"2\"\n3,4");
    CHECK(table.header == Cells{"day", "factor"});
    REQUIRE(table.rows() == 3);
    CHECK(table.number(0, 1) == 1.5);
    CHECK(table.whole(1, 1) == 2);
    CHECK(table.number(2, 1) == 4.0);
    CHECK(table.lines == std::vector<std::int64_t>{3, 5, 6});
}

TEST_CASE("a row of several lines counts as one, and the next is still named by its line") {
    const TemporaryFolder folder;
    CsvReader reader(folder.write("t.csv", "name,n\r\n\"a\r\n\r\nb\",1\r\nc,2\r\n"), "t.csv");
    const std::size_t name = reader.column("name");
    const std::size_t n = reader.column("n");
    REQUIRE(reader.next());
    CHECK(reader.line() == 2);
    CHECK(reader.text(name) == "a\r\n\r\nb");
    CHECK(reader.number(n) == 1.0);
    REQUIRE(reader.next());
    CHECK(reader.line() == 5);
    CHECK(reader.whole(n) == 2);
    CHECK_FALSE(reader.next());
    CHECK_FALSE(reader.next());
    CHECK_FALSE(reader.find("m"));
}

TEST_CASE("a bad table is named by file, line and column") {
    CHECK(complaint("") == "table.csv: found no header; allowed: a first row with the names of the columns");
    CHECK(complaint("\r\n\n") == "table.csv: found no header; allowed: a first row with the names of the columns");
    CHECK(complaint("a,b\n1,2\n1,2,3\n") == "table.csv:3: found 3 cells; allowed: 2, as many as in the header");
    CHECK(complaint("a,b\n1\n") == "table.csv:2: found 1 cell; allowed: 2, as many as in the header");
    CHECK(complaint("a,a\n") == "table.csv:1: found \"a\" twice in the header; allowed: each name once");
    CHECK(complaint("a,b\n1,x\"y\"\n") ==
          "table.csv:2: column b: found a quotation mark in the middle of a cell; allowed: quotation marks around a "
          "whole cell, with those inside doubled");
    CHECK(complaint("a,b\n1,\"x\"y\n").starts_with("table.csv:2: column b: found a quotation mark in the middle"));
    CHECK(complaint("a,b\n\n1,\"x\n2,3\n").starts_with("table.csv:3: found a quotation mark that is never closed"));
    CHECK(complaint(std::string_view("a,b\n1,\0\n", 8)) == "table.csv: found byte 7 is zero; allowed: text in UTF-8");

    const CsvTable table = table_of("price,units\n1,5\n\"1,5\",\n");
    CHECK_THROWS_WITH_AS(static_cast<void>(table.number(1, 0)),
                         "table.csv:3: column price: found \"1,5\"; allowed: a number with a decimal point, without "
                         "thousands separators",
                         BadTable);
    CHECK_THROWS_WITH_AS(static_cast<void>(table.whole(1, 1)),
                         "table.csv:3: column units: found an empty cell; allowed: a whole number", BadTable);
    CHECK_THROWS_WITH_AS(static_cast<void>(table.column("prices")),
                         "table.csv:1: column prices: found no such column in the header; did you mean \"price\"?",
                         BadTable);
}

TEST_CASE("a file that is not there, or is a folder, is told") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH_AS(static_cast<void>(read_csv(folder / "none.csv", "none.csv")),
                         "none.csv: found No such file or directory; allowed: a file that can be read", BadTable);
    CHECK_THROWS_WITH_AS(static_cast<void>(read_csv(folder.path(), "folder")),
                         "folder: found Is a directory; allowed: a file that can be read", BadTable);
}

TEST_CASE("a table cut short is seen, or read as far as it is whole") {
    for (const std::string begin : {"a,b\r\n1,2\r\n",
                                    "\xEF\xBB\xBF"
                                    "a,b\n\"1\",2\n"}) {
        for (const std::string rest : {"3", "3,4", "\"3", "3,\"4", "3,\"4\r\n5", "3,4\r"}) {
            CAPTURE(rest);
            CHECK(complaint(begin + rest, LastLine::MustBeEnded) ==
                  "table.csv:3: found a last line without an end; allowed: a whole file; this one was cut short");
            CHECK(table_of(begin + rest, LastLine::IsDroppedIfOpen).rows() == 1);
        }
        CHECK(table_of(begin + "3,\"4\n", LastLine::IsDroppedIfOpen).rows() == 1);
        CHECK(table_of(begin, LastLine::MustBeEnded).rows() == 1);
        CHECK(table_of(begin, LastLine::IsDroppedIfOpen).rows() == 1);
        CHECK(table_of(begin + "3,4").rows() == 2);
    }
}

TEST_CASE("lines are bounded, tables are not") {
    const std::string header = "name,n\n";
    const std::string longest(kMostRowBytes - 3, 'x');
    CHECK(table_of(header + longest + ",1\n").text(0, 0).size() == longest.size());
    CHECK(complaint(header + longest + "xx,1\n").starts_with("table.csv:2: found a line of more than 16 MiB"));
    // Many short lines within one quotation mark are as bad as one long line.
    std::string open = header + "\"";
    while (open.size() <= kMostRowBytes + 100) open += std::string(1000, 'x') + "\n";
    CHECK(complaint(open).starts_with("table.csv:2: found a row of more than 16 MiB"));

    // Through all three blocks of the reader's buffer, with every kind of row across the borders.
    const TemporaryFolder folder;
    CsvFile file(folder / "table.csv", {"name", "n"});
    constexpr std::int64_t kRows = 600'000;
    const auto name_of_row = [](std::int64_t row) {
        std::string name(static_cast<std::size_t>(row * 37 % 211), static_cast<char>('a' + row % 26));
        if (row % 3 == 0) name += ",\r\n\"";
        return name;
    };
    for (std::int64_t row = 0; row < kRows; ++row) file.text(name_of_row(row)).number(row).end_row();
    REQUIRE(file.close().bytes > 4 * kMostRowBytes);
    CsvReader reader(folder / "table.csv", {}, LastLine::MustBeEnded);
    std::int64_t row = 0;
    bool same = true;
    for (; reader.next(); ++row) same = same && reader.text(0) == name_of_row(row) && reader.whole(1) == row;
    CHECK(same);
    CHECK(row == kRows);
}
