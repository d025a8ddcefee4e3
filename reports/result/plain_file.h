// Result folders come from anywhere: somebody may have sent one, or put a link into it that leads to a file of the
// reader's own. So a file of a result is touched only where it is a plain file that has no other name, and what is
// created is created new. A name never decides that: the opened file does.
#pragma once

#include <filesystem>
#include <string>

namespace pasar {

/// What stands where a plain file is expected: "a link", "a folder", "a file with a second name (a hard
/// link)", "no plain file". Empty for a plain file with one name, and where nothing is.
[[nodiscard]] std::string not_plain(const std::filesystem::path& path);

/// open() of a file that is there; a descriptor, or minus the error number. Never follows a link in the last part of
/// the path, never waits for the other end of a pipe, and refuses what not_plain() names (ELOOP, EINVAL); a file with a
/// second name only where it is to be written to (EMLINK).
[[nodiscard]] int open_plain(const std::filesystem::path& path, int flags);

/// Creates a file that must not be there (EEXIST), for writing; a descriptor, or minus the error number.
[[nodiscard]] int create_plain(const std::filesystem::path& path);

/// Takes the names in a folder down to the disk. Throws WriteFailed.
void sync_folder(const std::filesystem::path& folder);

}  // namespace pasar
