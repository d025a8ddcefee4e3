#include "reports/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "reports/output_file.h"
#include "reports/text.h"

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

fs::path numbered(const fs::path& place, int number) {
    return number == 1 ? place : fs::path(place.string() + fmt::format("-{}", number));
}

fs::path first_free(const fs::path& place) {
    int number = 1;
    while (taken(numbered(place, number))) ++number;
    return numbered(place, number);
}

/// 0, or the error number. Never replaces what is there: rename() alone would replace an empty folder.
int rename_to_nothing(const fs::path& from, const fs::path& to) {
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    // Some network file systems know no such flag.
    if (taken(to)) return EEXIST;
    return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// "results/a/" and "results/./a" become "results/a"; relative places stay relative, as they are shown to people.
fs::path tidied(const fs::path& place) {
    const fs::path normal = place.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

fs::path folder_above(const fs::path& place) { return place.has_parent_path() ? place.parent_path() : fs::path("."); }

}  // namespace

ResultFolder ResultFolder::at(const fs::path& place) {
    if (place.empty()) throw UnusableFolder("the name of the result folder is empty");
    const fs::path tidy = tidied(place);
    if (taken(tidy)) {
        throw UnusableFolder(
            fmt::format("{} exists already; name another folder with --out, or remove it", shown(tidy)));
    }
    return {tidy, {}};
}

ResultFolder ResultFolder::by_default(std::string_view stem, std::string_view command) {
    // A name that fills the file system's limit leaves no room for number and hidden name.
    std::size_t bytes = std::min<std::size_t>(stem.size(), 120);
    while (bytes > 0 && bytes < stem.size() && (static_cast<unsigned char>(stem[bytes]) & 0xC0U) == 0x80U) --bytes;
    const fs::path place = fs::path("results") / fmt::format("{}-{}", stem.substr(0, bytes), command);
    return {first_free(place), place};
}

ResultFolder::ResultFolder(fs::path place, fs::path default_place)
    : place_(std::move(place)), default_place_(std::move(default_place)) {
    const fs::path above = folder_above(place_);
    std::error_code error;
    std::vector<fs::path> missing;
    for (fs::path path = above; !taken(path); path = folder_above(path)) missing.insert(missing.begin(), path);
    for (const fs::path& path : missing) {
        fs::create_directory(path, error);
        if (error) break;
        made_above_.push_back(path);
    }
    const std::string name = place_.filename().string();
    if (!error) {
        working_ = above / fmt::format(".{}.partial-{}", name, getpid());
        // What an earlier process of the same number left when it was killed.
        fs::remove_all(working_, error);
        fs::create_directory(working_, error);
    }
    const auto room = error ? fs::space_info{} : fs::space(above, error);
    if (!error && room.available >= kLeastRoomBytes) return;
    if (!error) error = std::make_error_code(std::errc::no_space_on_device);
    const fs::path unusable = missing.empty() ? above : folder_above(missing.front());
    // The destructor of an object that was never made does not run.
    std::error_code ignored;
    if (!working_.empty()) fs::remove_all(working_, ignored);
    for (auto path = made_above_.rbegin(); path != made_above_.rend(); ++path) fs::remove(*path, ignored);
    refuse(unusable, error);
}

ResultFolder::ResultFolder(ResultFolder&& other) noexcept
    : place_(std::move(other.place_)),
      default_place_(std::move(other.default_place_)),
      working_(std::move(other.working_)),
      made_above_(std::move(other.made_above_)),
      committed_(other.committed_) {
    other.committed_ = true;
}

ResultFolder::~ResultFolder() {
    if (committed_) return;
    std::error_code ignored;
    fs::remove_all(working_, ignored);
    // Only if empty: something else may have moved in.
    for (auto path = made_above_.rbegin(); path != made_above_.rend(); ++path) fs::remove(*path, ignored);
}

void ResultFolder::commit() {
    int error = rename_to_nothing(working_, place_);
    while (error == EEXIST && !default_place_.empty()) {
        place_ = first_free(default_place_);
        error = rename_to_nothing(working_, place_);
    }
    if (error == EEXIST) throw UnusableFolder(fmt::format("{} came into being meanwhile", shown(place_)));
    if (error != 0) {
        throw WriteFailed(fmt::format("cannot rename the result folder to {}: {}", shown(place_),
                                      std::generic_category().message(error)));
    }
    committed_ = true;
}

}  // namespace pasar
