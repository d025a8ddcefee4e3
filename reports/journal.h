// How far a long command has come, written beside its tables, so that it can go on after Ctrl-C, kill -9 or a power
// cut: one line for each run that is wholly in the tables, saying how long every table is then and the hash of that
// much.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "reports/output_file.h"

namespace pasar {

struct JournalEntry {
    std::int64_t runs = 0;          ///< in the tables
    std::vector<FileRecord> files;  ///< the tables as they were then, in the order in which they were begun
};

class Journal {
public:
    static constexpr const char* kFile = "journal";

    /// Begins or goes on with the journal of an unfinished result. Throws WriteFailed.
    explicit Journal(const std::filesystem::path& folder);

    /// Whether it is time to take what was written down to the disk itself: at most once a second, as that is slow.
    [[nodiscard]] bool disk_is_due() const;

    /// Pre: the files named hold what is said of them; `to_disk` where they were taken down to the disk.
    void note(const JournalEntry& entry, bool to_disk);

private:
    OutputFile file_;
    std::chrono::steady_clock::time_point on_disk_ = std::chrono::steady_clock::now();
};

/// The latest entry whose files hold at least what it says, with the same hash; the journal keeps nothing after it.
/// Nothing when there is none. After a power cut the last second may be missing from the tables; what was lost is run
/// again.
[[nodiscard]] std::optional<JournalEntry> last_good_entry(const std::filesystem::path& folder);

}  // namespace pasar
