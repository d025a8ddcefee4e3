#include "reports/result/result_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "reports/result/folder_contents.h"
#include "reports/result/manifest.h"
#include "reports/result/output_file.h"
#include "reports/result/plain_file.h"
#include "words/text.h"

namespace pasar {

namespace {

namespace fs = std::filesystem;

/// A disk with less room than this cannot take even the smallest result.
constexpr std::uintmax_t kLeastRoomBytes = 256 * 1024;

std::string shown(const fs::path& path) { return printable(path.string(), 200); }

/// Not fs::exists: a link that leads nowhere also stands in the way.
bool taken(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

[[noreturn]] void refuse(const fs::path& path, const std::error_code& reason) {
    const std::string message = fmt::format("cannot write a result folder in {}: {}", shown(path), reason.message());
    if (reason == std::errc::no_space_on_device) throw WriteFailed(message);
    throw UnusableFolder(message);
}

fs::path numbered(const fs::path& path, int number) {
    return number == 1 ? path : fs::path(path.string() + fmt::format("-{}", number));
}

constexpr const char* kUnfinished = ".unfinished";

fs::path unfinished_at(const fs::path& path) { return path.string() + kUnfinished; }

[[noreturn]] void refuse_unfinished(const fs::path& working) {
    if (taken(working / kManifestFile)) {
        throw UnusableFolder(fmt::format(
            "{} holds an unfinished result; go on with it by --resume {}, name another folder with --out, or "
            "remove it",
            shown(working), shown(working)));
    }
    throw UnusableFolder(
        fmt::format("{} is in the way, and holds no result that can be gone on with; name another "
                    "folder with --out, or remove it",
                    shown(working)));
}

/// 0, or the error number. Never replaces what is there: rename() alone would replace an empty folder.
int rename_to_nothing(const fs::path& from, const fs::path& to) {
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    // Some network file systems know no such flag.
    if (taken(to)) return EEXIST;
    return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// "results/a/" and "results/./a" become "results/a"; relative paths stay relative, as they are shown to people.
fs::path tidied(const fs::path& path) {
    const fs::path normal = path.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

fs::path folder_above(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

}  // namespace

ResultFolder ResultFolder::at(const fs::path& path) {
    if (path.empty()) throw UnusableFolder("the name of the result folder is empty");
    const fs::path tidy = tidied(path);
    if (taken(tidy)) {
        throw UnusableFolder(
            fmt::format("{} exists already; name another folder with --out, or remove it", shown(tidy)));
    }
    return {tidy, {}};
}

ResultFolder ResultFolder::by_default(std::string_view name, std::string_view command) {
    // The name may come from a manifest that somebody wrote by hand.
    std::string stem(name);
    std::replace_if(
        stem.begin(), stem.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7F || c == '/'; }, '_');
    // A name that fills the file system's limit leaves no room for number and ending.
    std::size_t bytes = std::min<std::size_t>(stem.size(), 120);
    while (bytes > 0 && bytes < stem.size() && (static_cast<unsigned char>(stem[bytes]) & 0xC0U) == 0x80U) --bytes;
    const fs::path path = fs::path("results") / fmt::format("{}-{}", std::string_view(stem).substr(0, bytes), command);
    return {path, path};
}

ResultFolder ResultFolder::unfinished(const fs::path& path) {
    fs::path tidy = tidied(path);
    if (tidy.extension() == kUnfinished) tidy.replace_extension();
    ResultFolder folder(tidy);
    folder.working_ = unfinished_at(tidy);
    folder.kept_ = true;
    if (const std::string what = not_plain(folder.working_); what != "a folder") {
        if (taken(folder.working_)) {
            throw UnusableFolder(fmt::format("{} is {}, and no unfinished result", shown(folder.working_),
                                             what.empty() ? "a file" : what));
        }
        if (taken(tidy)) throw UnusableFolder(fmt::format("{} is finished; there is nothing to resume", shown(tidy)));
        throw UnusableFolder(fmt::format("there is no unfinished result {}", shown(folder.working_)));
    }
    std::error_code error;
    if (!folder.lock(error)) {
        throw UnusableFolder(error ? fmt::format("cannot read {}: {}", shown(folder.working_), error.message())
                                   : fmt::format("another pasar is at work in {}", shown(folder.working_)));
    }
    if (taken(tidy)) {
        throw UnusableFolder(fmt::format("{} came into being meanwhile; move it away first", shown(tidy)));
    }
    return folder;
}

ResultFolder::ResultFolder(fs::path path, fs::path default_path)
    : path_(std::move(path)), default_path_(std::move(default_path)) {
    const fs::path above = folder_above(path_);
    std::error_code error;
    std::vector<fs::path> missing;
    for (fs::path folder = above; !taken(folder); folder = folder_above(folder))
        missing.insert(missing.begin(), folder);
    for (const fs::path& folder : missing) {
        fs::create_directory(folder, error);
        if (error) break;
        made_above_.push_back(folder);
    }
    const bool numbers = !default_path_.empty();
    for (int number = 1; !error; ++number) {
        if (numbers) path_ = numbered(default_path_, number);
        if ((!numbers || !taken(path_)) && make_working(error)) break;
        if (!numbers && !error) refuse_unfinished(working_);
    }
    const auto room = error ? fs::space_info{} : fs::space(above, error);
    if (!error && room.available >= kLeastRoomBytes) return;
    if (!error) error = std::make_error_code(std::errc::no_space_on_device);
    const fs::path unusable = missing.empty() ? above : folder_above(missing.front());
    // The destructor of an object that was never made does not run.
    std::error_code ignored;
    if (lock_ >= 0) {
        fs::remove_all(working_, ignored);
        ::close(lock_);
    }
    for (auto folder = made_above_.rbegin(); folder != made_above_.rend(); ++folder) fs::remove(*folder, ignored);
    refuse(unusable, error);
}

bool ResultFolder::make_working(std::error_code& error) {
    working_ = unfinished_at(path_);
    const bool made = fs::create_directory(working_, error);
    if (error || (!made && !is_barely_begun(working_)) || !lock(error)) return false;
    if (made) return true;
    // Whoever had made it may have gone on between the look and the lock.
    if (is_barely_begun(working_)) {
        remove_leftovers(working_, /*with_journal=*/false, {});
        return true;
    }
    ::close(std::exchange(lock_, -1));
    return false;
}

bool ResultFolder::lock(std::error_code& error) {
    lock_ = ::open(working_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (lock_ < 0) {
        error.assign(errno, std::generic_category());
        return false;
    }
    if (::flock(lock_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return true;  // some file systems know no locks
    ::close(lock_);
    lock_ = -1;
    return false;
}

ResultFolder::ResultFolder(ResultFolder&& other) noexcept
    : path_(std::move(other.path_)),
      default_path_(std::move(other.default_path_)),
      working_(std::move(other.working_)),
      made_above_(std::move(other.made_above_)),
      lock_(other.lock_),
      kept_(other.kept_) {
    other.kept_ = true;
    other.lock_ = -1;
}

ResultFolder::~ResultFolder() {
    if (!kept_) {
        std::error_code ignored;
        fs::remove_all(working_, ignored);
        // Only if empty: something else may have moved in.
        for (auto path = made_above_.rbegin(); path != made_above_.rend(); ++path) fs::remove(*path, ignored);
    }
    if (lock_ >= 0) ::close(lock_);
}

void ResultFolder::commit() {
    sync_folder(working_);
    int error = rename_to_nothing(working_, path_);
    while (error == EEXIST && !default_path_.empty()) {
        int number = 1;
        while (taken(numbered(default_path_, number)) || taken(unfinished_at(numbered(default_path_, number))))
            ++number;
        path_ = numbered(default_path_, number);
        error = rename_to_nothing(working_, path_);
    }
    if (error == EEXIST) throw UnusableFolder(fmt::format("{} came into being meanwhile", shown(path_)));
    if (error != 0) {
        throw WriteFailed(fmt::format("cannot rename the result folder to {}: {}", shown(path_),
                                      std::generic_category().message(error)));
    }
    kept_ = true;
    sync_folder(folder_above(path_));
}

}  // namespace pasar
