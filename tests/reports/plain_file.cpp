#include "reports/result/plain_file.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>

#include "reports/result/output_file.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// A file outside the folder, in the folder "folder", and what leads to it.
struct Traps {
    Traps() {
        temporary.write("victim", "precious");
        fs::create_directory(temporary / "folder");
        fs::create_symlink("../victim", link);
        fs::create_hard_link(temporary / "victim", hard);
        fs::create_directory(folder);
        mkfifo(pipe.c_str(), 0600);
    }
    TemporaryFolder temporary;
    fs::path link = temporary / "folder/link";
    fs::path hard = temporary / "folder/hard";
    fs::path folder = temporary / "folder/folder";
    fs::path pipe = temporary / "folder/pipe";
    fs::path plain = temporary.write("folder/plain", "text");
};

}  // namespace

TEST_CASE("what is no plain file is called by its name") {
    const Traps traps;
    CHECK(not_plain(traps.link) == "a link");
    CHECK(not_plain(traps.hard) == "a file with a second name (a hard link)");
    CHECK(not_plain(traps.folder) == "a folder");
    CHECK(not_plain(traps.pipe) == "no plain file");
    CHECK(not_plain(traps.plain) == "");
    CHECK(not_plain(traps.temporary / "folder/nothing") == "");
}

TEST_CASE("a table is never written through a link, and never over another file") {
    const Traps traps;
    for (const fs::path& path : {traps.link, traps.hard, traps.folder, traps.pipe, traps.plain}) {
        CHECK_THROWS_AS(OutputFile{path}, WriteFailed);
        if (path != traps.plain) CHECK_THROWS_AS((void)OutputFile::resume(path, 0), WriteFailed);
    }
    CHECK(contents(traps.temporary / "victim") == "precious");
    for (const fs::path& path : {traps.link, traps.hard, traps.pipe, traps.plain}) {
        OutputFile file = OutputFile::replacing(path);
        file.write("new");
        file.close();
        CHECK(contents(path) == "new");
        CHECK(not_plain(path) == "");
    }
    CHECK(contents(traps.temporary / "victim") == "precious");
}

TEST_CASE("a file that cannot be read to its end has no record") {
    const Traps traps;
    CHECK(record_of(traps.plain).bytes == 4);
    CHECK(record_of(traps.hard).bytes == 8);  // reading does no harm
    for (const fs::path& path : {traps.link, traps.folder, traps.pipe, traps.temporary / "nothing"}) {
        CHECK_THROWS_AS((void)record_of(path), std::runtime_error);
    }
}
