#include "viz/window_settings.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "tests/temporary_folder.h"

using namespace pasar;

TEST_CASE("the window finds again what it kept") {
    WindowSettings settings;
    settings.width = 1920;
    settings.dark = true;
    settings.levers_width = 333.5;
    settings.days_per_second = std::numeric_limits<double>::infinity();
    settings.charts = {"NPS", "a chart of another version"};
    CHECK(settings_from(settings_text(settings)) == settings);
}

TEST_CASE("settings that are broken, of another type or out of range are as at the first start") {
    CHECK(settings_from("") == WindowSettings{});
    CHECK(settings_from("[1, 2]") == WindowSettings{});
    CHECK(settings_from(R"({"width": "wide", "dark": 1, "pictures_share": 7, "buyers_by": "height", "charts": [3]})") ==
          WindowSettings{});
    const WindowSettings some = settings_from(R"({"dark": true, "width": -5, "unknown": {}})");
    CHECK(some.dark);
    CHECK(some.width == WindowSettings{}.width);
}

TEST_CASE("settings are saved in folders that are not there yet, and missing files do no harm") {
    const testing::TemporaryFolder folder;
    WindowSettings settings;
    settings.height = 777;
    const auto file = folder / "new/pasar/window.json";
    CHECK(load_settings(file) == WindowSettings{});
    CHECK(save_settings(file, settings));
    CHECK(load_settings(file) == settings);
    CHECK_FALSE(save_settings({}, settings));
    CHECK_FALSE(save_settings(folder.write("file", "") / "window.json", settings));
}

TEST_CASE("settings lie where the desktop wants them") {
    const testing::TemporaryFolder folder;
    REQUIRE(setenv("XDG_CONFIG_HOME", folder.path().c_str(), 1) == 0);
    CHECK(settings_file() == folder.path() / "pasar/window.json");
    REQUIRE(setenv("XDG_CONFIG_HOME", "not/absolute", 1) == 0);
    REQUIRE(setenv("HOME", "/home/somebody", 1) == 0);
    CHECK(settings_file() == "/home/somebody/.config/pasar/window.json");
    REQUIRE(unsetenv("HOME") == 0);
    CHECK(settings_file().empty());
}

TEST_CASE("what stands in the place of the settings and is no ordinary file is not read") {
    const testing::TemporaryFolder folder;
    REQUIRE(mkfifo((folder / "pipe.json").c_str(), 0600) == 0);
    CHECK(load_settings(folder / "pipe.json") == WindowSettings{});
    std::filesystem::create_symlink("/dev/zero", folder / "endless.json");
    CHECK(load_settings(folder / "endless.json") == WindowSettings{});
    CHECK(load_settings(folder.path()) == WindowSettings{});
    folder.write("large.json", std::string(10'000'000, '['));
    CHECK(load_settings(folder / "large.json") == WindowSettings{});
}
