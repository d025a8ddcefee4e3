#include "reports/result/csv.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <limits>

#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;

TEST_CASE("text is quoted only where RFC 4180 needs it") {
    CHECK(csv_text("Own store") == "Own store");
    CHECK(csv_text("") == "");
    CHECK(csv_text("Jakarta, West") == "\"Jakarta, West\"");
    CHECK(csv_text("a \"good\" shop") == "\"a \"\"good\"\" shop\"");
    CHECK(csv_text("two\nlines") == "\"two\nlines\"");
    CHECK(csv_text("Toko 🛒 Ibu") == "Toko 🛒 Ibu");
    CHECK(csv_text(std::string_view("a\0b", 3)) ==
          "\"a\xEF\xBF\xBD"
          "b\"");
}

TEST_CASE("a spreadsheet does not run a model's name") {
    CHECK(csv_text("=cmd()") == "\"'=cmd()\"");
    CHECK(csv_text("+1") == "\"'+1\"");
    CHECK(csv_text("-1") == "\"'-1\"");
    CHECK(csv_text("@SUM(A1)") == "\"'@SUM(A1)\"");
    CHECK(csv_text("\t=1") == "\"'\t'=1\"");
    CHECK(csv_text("x;=1+1") == "\"x;'=1+1\"");  // where a semicolon ends a cell
    CHECK(csv_text("x,\"=1") == "\"x,'\"\"=1\"");
    CHECK(csv_text("1=1") == "1=1");
}

TEST_CASE("a unit of ours that begins with a sign stays as it is") {
    CHECK(csv_text("-100 to 100") == "-100 to 100");
    CHECK(csv_text("-2+3+cmd|' /C calc'!A0").starts_with("\"'-2"));
    CHECK(csv_text("-A1 to B1") == "\"'-A1 to B1\"");
}

TEST_CASE("numbers are short, plain where a reader can count the digits, and read back") {
    CHECK(csv_number(0.0) == "0");
    CHECK(csv_number(-0.0) == "0");
    CHECK(csv_number(0.1 + 0.2) == "0.3");
    CHECK(csv_number(1e15) == "1000000000000000");
    CHECK(csv_number(-1234.5) == "-1234.5");
    CHECK(csv_number(0.0001) == "0.0001");
    CHECK(csv_number(1.5e-9) == "1.5e-09");
    CHECK(csv_number(1e300) == "1e+300");
    CHECK(csv_number(1.0 / 3.0) == "0.333333333333");
    CHECK(csv_number(std::numeric_limits<double>::quiet_NaN()) == "");
    for (const double value : {1.0 / 3.0, 1e-7, 123456789012345678.0, 5e-324}) {
        const double back = std::strtod(csv_number(value).c_str(), nullptr);
        CHECK(csv_number(back) == csv_number(value));
    }
}

TEST_CASE("a table is a header and rows, each ended as RFC 4180 says") {
    const TemporaryFolder folder;
    CsvFile file(folder / "table.csv", {"name", "count", "share"});
    file.text("a").number(std::int64_t{-3}).number(0.5).end_row();
    file.cell(Cell{std::string("=b")}).cell(Cell{std::int64_t{9007199254740993}}).cell(Cell{std::nan("")}).end_row();
    const FileRecord record = file.close();
    const std::string expected = "name,count,share\r\na,-3,0.5\r\n\"'=b\",9007199254740993,\r\n";
    CHECK(contents(folder / "table.csv") == expected);
    CHECK(record.name == "table.csv");
    CHECK(record.rows == 2);
    CHECK(record.bytes == expected.size());
    CHECK(record.sha256 == sha256_of(expected));
}

TEST_CASE("a row with too few or too many cells is a fault of the program") {
    const TemporaryFolder folder;
    CsvFile file(folder / "table.csv", {"a", "b"});
    file.text("1");
    CHECK_THROWS_AS(file.end_row(), std::logic_error);
}

TEST_CASE("SHA-256 is that of the standard") {
    // FIPS 180-4, example of one block.
    CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a full disk is told, not passed over") {
    // No file of this process may grow; the limit is told where a full disk would be.
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const rlimit none{0, before.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const TemporaryFolder folder;
    std::string said;
    try {
        OutputFile file(folder / "full");
        REQUIRE(setrlimit(RLIMIT_FSIZE, &none) == 0);
        file.write("a few bytes that stay in the buffer");
        file.close();
    } catch (const WriteFailed& error) {
        said = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    CHECK(said == "cannot write " + (folder / "full").string() + ": File too large");
}

TEST_CASE("a table in a folder that is not there is told") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(CsvFile(folder / "missing" / "table.csv", {"a"}), WriteFailed);
}
