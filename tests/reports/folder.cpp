#include "reports/result/result_folder.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>

#include "reports/result/output_file.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

void put_something_into(const ResultFolder& folder) { std::ofstream(folder.working() / "daily.csv") << "text"; }

/// By default results go below the current folder.
class InFolder {
public:
    explicit InFolder(const fs::path& path) : before_(fs::current_path()) { fs::current_path(path); }
    InFolder(const InFolder&) = delete;
    InFolder& operator=(const InFolder&) = delete;
    ~InFolder() { fs::current_path(before_); }

private:
    fs::path before_;
};

}  // namespace

TEST_CASE("a result folder appears whole") {
    const TemporaryFolder temporary;
    ResultFolder folder = ResultFolder::at(temporary / "mine");
    put_something_into(folder);
    CHECK_FALSE(fs::exists(temporary / "mine"));
    folder.commit();
    CHECK(contents(temporary / "mine" / "daily.csv") == "text");
    CHECK(temporary.names() == std::vector<std::string>{"mine"});
}

TEST_CASE("a command that fails leaves nothing behind, not even the folders above") {
    const TemporaryFolder temporary;
    {
        const ResultFolder folder = ResultFolder::at(temporary / "a/b/mine/");
        put_something_into(folder);
        CHECK(fs::exists(temporary / "a/b"));
    }
    CHECK(temporary.names().empty());
}

TEST_CASE("what exists is never written over") {
    const TemporaryFolder temporary;
    fs::create_directory(temporary / "folder");
    temporary.write("file", "text");
    fs::create_symlink("nowhere", temporary / "link");
    for (const char* name : {"folder", "folder/", "file", "link", "."}) {
        CHECK_THROWS_AS(static_cast<void>(ResultFolder::at(temporary / name)), UnusableFolder);
    }
    CHECK_THROWS_AS(static_cast<void>(ResultFolder::at("")), UnusableFolder);
    CHECK(temporary.names().size() == 3);
}

TEST_CASE("a folder that comes into being meanwhile is not replaced") {
    const TemporaryFolder temporary;
    {
        ResultFolder folder = ResultFolder::at(temporary / "mine");
        put_something_into(folder);
        fs::create_directory(temporary / "mine");
        CHECK_THROWS_AS(folder.commit(), UnusableFolder);
    }
    CHECK(temporary.names() == std::vector<std::string>{"mine"});
    CHECK(fs::is_empty(temporary / "mine"));
}

TEST_CASE("where nothing can be written is told before any run") {
    const TemporaryFolder temporary;
    temporary.write("file", "text");
    CHECK_THROWS_AS(static_cast<void>(ResultFolder::at(temporary / "file/mine")), UnusableFolder);
    CHECK_THROWS_AS(static_cast<void>(ResultFolder::at("/proc/mine")), UnusableFolder);
    CHECK_THROWS_AS(static_cast<void>(ResultFolder::at(temporary / std::string(300, 'x'))), UnusableFolder);
    if (geteuid() != 0) {
        fs::permissions(temporary.path(), fs::perms::owner_read | fs::perms::owner_exec);
        CHECK_THROWS_AS(static_cast<void>(ResultFolder::at(temporary / "mine")), UnusableFolder);
        fs::permissions(temporary.path(), fs::perms::owner_all);
    }
    CHECK(temporary.names() == std::vector<std::string>{"file"});
}

TEST_CASE("default folders are numbered, also when two commands end at once") {
    const TemporaryFolder temporary;
    const InFolder inside(temporary.path());
    ResultFolder first = ResultFolder::by_default("my market", "compare");
    put_something_into(first);
    fs::create_directories("results/my market-compare");
    first.commit();
    CHECK(first.path() == "results/my market-compare-2");
    ResultFolder third = ResultFolder::by_default("my market", "compare");
    CHECK(third.path() == "results/my market-compare-3");
}

TEST_CASE("the name of a scenario may be longer than a folder's name can be") {
    const TemporaryFolder temporary;
    const InFolder inside(temporary.path());
    std::string stem(119, 'x');
    for (int i = 0; i < 40; ++i) stem += "é";
    ResultFolder folder = ResultFolder::by_default(stem, "run");
    folder.commit();
    CHECK(folder.path() == "results/" + std::string(119, 'x') + "-run");
}

TEST_CASE("an unfinished result that is kept can be gone on with, by either name") {
    const TemporaryFolder temporary;
    const fs::path path = temporary / "mine.of.today";
    {
        ResultFolder folder = ResultFolder::at(path);
        put_something_into(folder);
        folder.keep();
    }
    CHECK_FALSE(fs::exists(path));
    CHECK_THROWS_AS(static_cast<void>(ResultFolder::at(path)), UnusableFolder);
    for (const fs::path& name : {path, fs::path(path.string() + ".unfinished"), path / ""}) {
        const ResultFolder folder = ResultFolder::unfinished(name);
        CHECK(folder.path() == path);
        CHECK(contents(folder.working() / "daily.csv") == "text");
    }
    ResultFolder::unfinished(path).commit();
    CHECK(contents(path / "daily.csv") == "text");
    CHECK_THROWS_WITH_AS(static_cast<void>(ResultFolder::unfinished(path)), doctest::Contains("is finished"),
                         UnusableFolder);
    CHECK_THROWS_WITH_AS(static_cast<void>(ResultFolder::unfinished(temporary / "other")),
                         doctest::Contains("there is no unfinished result"), UnusableFolder);
}

TEST_CASE("two commands never work in one unfinished result") {
    const TemporaryFolder temporary;
    const InFolder inside(temporary.path());
    const ResultFolder first = ResultFolder::by_default("market", "sweep");
    CHECK_THROWS_WITH_AS(static_cast<void>(ResultFolder::unfinished(first.path())),
                         doctest::Contains("another pasar is at work"), UnusableFolder);
    const ResultFolder second = ResultFolder::by_default("market", "sweep");
    CHECK(second.path() == "results/market-sweep-2");
}
