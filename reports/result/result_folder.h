// A result folder, there whole or not at all: written aside as NAME.unfinished beside its path, then renamed. What was
// written aside goes away with a command that fails, unless it is kept to go on with it later.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

/// The path asked for cannot take a result folder: it exists, or nothing can be written there. Bad input.
struct UnusableFolder : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class ResultFolder {
public:
    /// At `path`, which must not exist, nor hold an unfinished result (what a command left that was killed before it
    /// wrote anything down is none, and is taken over). Makes the folder to write to, and the folders above it that are
    /// missing. Throws UnusableFolder, or WriteFailed when the disk is full.
    [[nodiscard]] static ResultFolder at(const std::filesystem::path& path);

    /// At results/<stem>-<command>, or the first of -2, -3, … that is neither there nor unfinished.
    [[nodiscard]] static ResultFolder by_default(std::string_view stem, std::string_view command);

    /// Goes on with an unfinished result, named by its path or as it is called now. Throws UnusableFolder where there
    /// is none, where a link leads to it, or where another process is still at work in it. Its contents are the
    /// caller's to make sense of (reports/result/folder_contents.h).
    [[nodiscard]] static ResultFolder unfinished(const std::filesystem::path& path);

    ResultFolder(ResultFolder&& other) noexcept;
    ResultFolder& operator=(ResultFolder&&) = delete;
    ResultFolder(const ResultFolder&) = delete;
    ResultFolder& operator=(const ResultFolder&) = delete;
    /// Without commit() or keep(), removes everything that was made.
    ~ResultFolder();

    /// Where to write meanwhile.
    [[nodiscard]] const std::filesystem::path& working() const { return working_; }
    /// Where the folder will be, or is.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Renames the folder to its path, on the disk too; if that was taken meanwhile, an explicit path fails
    /// (UnusableFolder) and a default one moves on to the next number.
    void commit();

    /// From now on what is written stays, finished or not.
    void keep() { kept_ = true; }
    [[nodiscard]] bool kept() const { return kept_; }

private:
    explicit ResultFolder(std::filesystem::path path) : path_(std::move(path)) {}
    ResultFolder(std::filesystem::path path, std::filesystem::path default_path);
    /// Makes the folder to write to and takes its lock; false when it is there already and holds something.
    bool make_working(std::error_code& error);
    /// Takes the lock that tells other processes that this one is at work here; false when another has it, or there is
    /// an error.
    bool lock(std::error_code& error);

    std::filesystem::path path_;
    std::filesystem::path default_path_;  ///< without number; empty for an explicit path
    std::filesystem::path working_;
    std::vector<std::filesystem::path> made_above_;  ///< outermost first
    int lock_ = -1;  ///< descriptor of the working folder; the system gives the lock back when the process ends
    bool kept_ = false;
};

}  // namespace pasar
