// How far a long command has come, written beside its tables, so that it can go on after Ctrl-C, kill -9 or a power
// cut. The first line is what was asked; then comes one line for each run that is wholly in the tables, saying how long
// every table is then and the hash of that much. Each line carries a hash of itself and of the line before it, so that
// all lines are of one command, in their order, as they were written.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "reports/result/output_file.h"

namespace pasar {

struct JournalEntry {
    std::int64_t runs = 0;          ///< in the tables
    std::vector<FileRecord> files;  ///< the tables as they were then, in the order in which they were begun
};

/// What a journal tells, and how much of it the tables bear out.
struct JournalReading {
    std::shared_ptr<const nlohmann::ordered_json> beginning;  ///< what was asked; null where nothing was written yet
    JournalEntry last;            ///< the latest entry that the tables bear out; no runs where there is none
    std::int64_t runs_told = 0;   ///< by the journal, borne out or not
    std::string differing_table;  ///< where the tables bear out less: the first that holds something else
    std::uint64_t bytes = 0;      ///< of the journal as far as it is borne out
    std::string chain;            ///< the hash that the next line goes on from
};

/// Reads the journal of an unfinished result and holds the tables against it, in one pass over each; changes nothing.
/// After a power cut the last second may be missing from journal and tables: what is cut short at its end ends it.
/// Throws UnusableFolder where a line was changed, taken out or put in.
[[nodiscard]] JournalReading read_journal(const std::filesystem::path& folder);

class Journal {
public:
    static constexpr const char* kFile = "journal";

    /// Begins the journal of a result with what was asked (beginning_of()), on the disk at once. Throws WriteFailed.
    Journal(const std::filesystem::path& folder, const nlohmann::ordered_json& beginning);

    /// Goes on with a journal that was read; drops what the tables do not bear out. Pre: its beginning is there. Throws
    /// WriteFailed.
    Journal(const std::filesystem::path& folder, const JournalReading& reading);

    /// Whether it is time to take what was written down to the disk itself: at most once a second, as that is slow.
    [[nodiscard]] bool disk_is_due() const;

    /// Pre: the files named hold what is said of them; `to_disk` where they were taken down to the disk.
    void note(const JournalEntry& entry, bool to_disk);

private:
    OutputFile file_;
    std::string chain_;
    std::chrono::steady_clock::time_point on_disk_ = std::chrono::steady_clock::now();
};

}  // namespace pasar
