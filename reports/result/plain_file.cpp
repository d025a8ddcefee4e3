#include "reports/result/plain_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>

#include "reports/result/output_file.h"
#include "words/text.h"

namespace pasar {

std::string not_plain(const std::filesystem::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return "";
    if (S_ISLNK(status.st_mode)) return "a link";
    if (S_ISDIR(status.st_mode)) return "a folder";
    if (!S_ISREG(status.st_mode)) return "no plain file";
    return status.st_nlink > 1 ? "a file with a second name (a hard link)" : "";
}

int open_plain(const std::filesystem::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) return -errno;
    struct stat status {};
    int error = ::fstat(file, &status) != 0 ? errno : 0;
    if (error == 0 && !S_ISREG(status.st_mode)) error = EINVAL;
    if (error == 0 && status.st_nlink > 1 && (flags & O_ACCMODE) != O_RDONLY) error = EMLINK;
    if (error == 0) return file;
    ::close(file);
    return -error;
}

int create_plain(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    return file < 0 ? -errno : file;
}

void sync_folder(const std::filesystem::path& folder) {
    const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int error = opened < 0 ? errno : 0;
    // Some file systems cannot do this for folders, and need not.
    if (error == 0 && ::fsync(opened) != 0 && errno != EINVAL && errno != ENOTSUP) error = errno;
    if (opened >= 0) ::close(opened);
    if (error == 0 || error == EACCES) return;  // a folder may be written to and not be read
    throw WriteFailed(
        fmt::format("cannot write to {}: {}", printable(folder.string(), 200), std::generic_category().message(error)));
}

}  // namespace pasar
