// A result folder, there whole or not at all: written aside under a hidden name beside its place, then renamed.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

/// The place asked for cannot take a result folder: it exists, or nothing can be written there. Bad input.
struct UnusableFolder : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class ResultFolder {
public:
    /// At `place`, which must not exist. Makes the hidden folder, and the folders above it that are missing.
    /// Throws UnusableFolder, or WriteFailed when the disk is full.
    [[nodiscard]] static ResultFolder at(const std::filesystem::path& place);

    /// At results/<stem>-<command>, or the first of -2, -3, … that does not exist.
    [[nodiscard]] static ResultFolder by_default(std::string_view stem, std::string_view command);

    ResultFolder(ResultFolder&& other) noexcept;
    ResultFolder& operator=(ResultFolder&&) = delete;
    ResultFolder(const ResultFolder&) = delete;
    ResultFolder& operator=(const ResultFolder&) = delete;
    /// Without commit(), removes everything that was made.
    ~ResultFolder();

    /// Where to write meanwhile.
    [[nodiscard]] const std::filesystem::path& working() const { return working_; }
    /// Where the folder will be, or is.
    [[nodiscard]] const std::filesystem::path& place() const { return place_; }

    /// Renames the folder to its place; if that was taken meanwhile, an explicit place fails (UnusableFolder) and a
    /// default one moves on to the next number.
    void commit();

private:
    ResultFolder(std::filesystem::path place, std::filesystem::path default_place);

    std::filesystem::path place_;
    std::filesystem::path default_place_;  ///< without number; empty for an explicit place
    std::filesystem::path working_;
    std::vector<std::filesystem::path> made_above_;  ///< outermost first
    bool committed_ = false;
};

}  // namespace pasar
