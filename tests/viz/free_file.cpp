#include "viz/free_file.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/temporary_folder.h"

using namespace pasar;

TEST_CASE("a second file of a name gets a number, and none is written over") {
    const testing::TemporaryFolder folder;
    const std::filesystem::path wanted = folder / "pasar-GMV-day-3.csv";
    const auto take = [](const std::filesystem::path& file) { std::ofstream(file) << "kept"; };
    CHECK(free_file(wanted) == wanted);
    take(free_file(wanted));
    CHECK(free_file(wanted) == folder / "pasar-GMV-day-3-2.csv");
    take(folder / "pasar-GMV-day-3-3.csv");
    take(free_file(wanted));
    CHECK(free_file(wanted) == folder / "pasar-GMV-day-3-4.csv");
    // A picture of the same name is another file.
    CHECK(free_file(folder / "pasar-GMV-day-3.png") == folder / "pasar-GMV-day-3.png");
}

TEST_CASE("a link that leads nowhere is in the way, too") {
    const testing::TemporaryFolder folder;
    std::filesystem::create_symlink(folder / "nowhere", folder / "a.csv");
    CHECK(free_file(folder / "a.csv") == folder / "a-2.csv");
}
