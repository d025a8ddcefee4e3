// The language of the summary: asked for, by a variable, and never in a file.
#include "words/language.h"

#include <doctest/doctest.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

std::string told_in(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("the summary is told in the language asked for, and the tables are the same to the byte") {
    if (!is_spoken(Language::Indonesian)) return;
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome english = run_pasar({"compare", "small.json", "--out", "en"}, folder.path());
    const Outcome asked = run_pasar({"compare", "small.json", "--out", "id", "--language", "id"}, folder.path());
    REQUIRE(english.exit_code == 0);
    REQUIRE(asked.exit_code == 0);
    CHECK(english.out.find("mean of the replications") != std::string::npos);
    CHECK(asked.out.find("rata-rata replikasi") != std::string::npos);
    CHECK(asked.out.find("tabel di id") != std::string::npos);
    CHECK(asked.out.find("replications") == std::string::npos);
    for (const auto& entry : fs::directory_iterator(folder.path() / "en")) {
        if (entry.path().extension() != ".csv") continue;
        CHECK(told_in(entry.path()) == told_in(folder.path() / "id" / entry.path().filename()));
    }
    CHECK(told_in(folder.path() / "id" / "manifest.json").find("menghasilkan") == std::string::npos);

    setenv("PASAR_LANGUAGE", "id", 1);
    const Outcome by_variable = run_pasar({"run", "small.json", "--out", "variable"}, folder.path());
    const Outcome asked_english = run_pasar({"run", "small.json", "--out", "both", "--language", "en"}, folder.path());
    unsetenv("PASAR_LANGUAGE");
    CHECK(by_variable.out.find("rata-rata replikasi") != std::string::npos);
    CHECK(asked_english.out.find("mean of the replications") != std::string::npos);
}

TEST_CASE("a language that there is none of is refused before anything is run") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome asked = run_pasar({"run", "small.json", "--out", "out", "--language", "xx"}, folder.path());
    CHECK(asked.exit_code == 2);
    CHECK(asked.err.find("expected en or id") != std::string::npos);
    setenv("PASAR_LANGUAGE", "klingon", 1);
    const Outcome by_variable = run_pasar({"run", "small.json", "--out", "out"}, folder.path());
    unsetenv("PASAR_LANGUAGE");
    CHECK(by_variable.exit_code == 2);
    CHECK(by_variable.err.find("PASAR_LANGUAGE=klingon: expected en or id") != std::string::npos);
    CHECK(!fs::exists(folder.path() / "out"));
}
