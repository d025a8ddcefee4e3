// A file being written for people: buffered, hashed as it grows, and never silently cut short by a full disk.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace pasar {

/// Writing failed: the disk is full, the folder is gone. Says which file and why.
struct WriteFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    /// 64 hexadecimal digits, of all bytes so far; more may follow.
    [[nodiscard]] std::string digest() const;

private:
    struct Free {
        void operator()(void* context) const;
    };
    std::unique_ptr<void, Free> context_;
};
[[nodiscard]] std::string sha256_of(std::string_view bytes);

/// What the manifest says of a file.
struct FileRecord {
    std::string name;
    std::int64_t rows = 0;  ///< without the header
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// Of a plain file that is there. Rows are the caller's to fill in. Throws std::runtime_error where it cannot be read
/// to its end.
[[nodiscard]] FileRecord record_of(const std::filesystem::path& path);

class OutputFile {
public:
    /// Creates the file, which must not be there. Throws WriteFailed.
    explicit OutputFile(std::filesystem::path path);

    /// The same in the place of a file that may be there; what that was linked to stays as it is. Throws WriteFailed.
    [[nodiscard]] static OutputFile replacing(std::filesystem::path path);

    /// Goes on with a plain file whose first `bytes` bytes are good: these are kept and hashed, what follows them is
    /// dropped. Throws WriteFailed, also where the file is shorter.
    [[nodiscard]] static OutputFile resume(std::filesystem::path path, std::uint64_t bytes);

    void write(std::string_view bytes);

    /// Hands what is buffered to the system, `to_disk` down to the disk itself, and says what the file holds now. Rows
    /// are the caller's to fill in.
    FileRecord checkpoint(bool to_disk);

    /// Writes what is buffered, down to the disk, and closes; only after this is the file known to be whole. Rows are
    /// the caller's to fill in.
    FileRecord close();

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    enum class Opening { Created, Resumed };
    OutputFile(std::filesystem::path path, Opening opening);
    [[noreturn]] void fail(int error) const;

    std::filesystem::path path_;
    std::unique_ptr<std::FILE, Close> file_;
    Sha256 hash_;
    std::uint64_t bytes_ = 0;
};

}  // namespace pasar
