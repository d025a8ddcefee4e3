#include "reports/result/program_version.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "reports/result/output_file.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
namespace fs = std::filesystem;

TEST_CASE("the hash of the sources is that of what stands in the folders below the screen, wherever they lie") {
    const fs::path root = PASAR_SOURCE_FOLDER;
    std::vector<std::string> names{"cmake/Flags.cmake"};
    for (const char* folder : {"agents", "words", "scenarios", "sim", "reports", "cli"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const fs::path extension = entry.path().extension();
            if (extension == ".h" || extension == ".cpp") names.push_back(entry.path().lexically_relative(root));
        }
    }
    std::sort(names.begin(), names.end());
    CHECK(names.size() > 100);
    std::string list;
    for (const std::string& name : names) list += sha256_of(contents(root / name)) + "  " + name + "\n";
    CHECK(program_sources() == sha256_of(list));
}

TEST_CASE("a build is told in a few words, also one of which little is known") {
    CHECK(build_in_words("0.1.0", std::string(64, 'a')) == "0.1.0, sources aaaaaaaaaaaa");
    CHECK(build_in_words("0.1.0", "") == "0.1.0, sources unknown");
    CHECK(build_in_words("\x1b[31m", "\x1b[31m").find('\x1b') == std::string::npos);
}
