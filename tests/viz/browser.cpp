// "Open the page" says when it could not, whether there is no xdg-open or it finds no browser.
#include "viz/browser.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// What became of a page where the folder of programs holds this xdg-open; none where the script is empty.
PageOpening::State opened_by(const std::string& script) {
    const TemporaryFolder folder;
    const std::string page = folder.write("report.html", "<p>A page</p>");
    if (!script.empty()) {
        const std::filesystem::path program = folder.write("bin/xdg-open", "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    }
    const char* const before = std::getenv("PATH");
    const std::string path = before != nullptr ? before : "";
    setenv("PATH", (folder / "bin").c_str(), 1);
    PageOpening opening(page);
    setenv("PATH", path.c_str(), 1);
    while (opening.look() == PageOpening::State::Opening) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return opening.look();
}

}  // namespace

TEST_CASE("a page that no browser was found for is said not to be opened") {
    CHECK(opened_by("test -f \"$1\"") == PageOpening::State::Opened);
    CHECK(opened_by("exit 3") == PageOpening::State::Failed);  // "a required tool could not be found"
    CHECK(opened_by("") == PageOpening::State::Failed);
}

TEST_CASE("a page that is not there is not opened") {
    PageOpening opening("/no/such/folder/report.html");
    CHECK(opening.look() == PageOpening::State::Failed);
    CHECK(opening.page() == "/no/such/folder/report.html");
}
