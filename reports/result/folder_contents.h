// What may lie in a result folder: a result is what its command wrote, and nothing that somebody laid beside it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "reports/result/output_file.h"

namespace pasar {

/// Whether a command may leave a table of this name, such as "daily.csv".
[[nodiscard]] bool is_table_of_results(std::string_view file);

/// Throws UnusableFolder where a folder that is to be gone on with holds what no command leaves there: other files, and
/// links, folders or pipes in the place of files. Changes nothing.
void check_contents(const std::filesystem::path& unfinished);

/// Removes the files of an earlier try but for the manifest, the journal where `with_journal`, and these tables. Pre:
/// check_contents(). Throws WriteFailed.
void remove_leftovers(const std::filesystem::path& unfinished, bool with_journal,
                      const std::vector<FileRecord>& tables);

/// Removes what a command needs only while it is at work: the journal, files that were being written. Throws
/// WriteFailed.
void remove_notes(const std::filesystem::path& unfinished);

/// Whether a folder holds no result yet: its command was stopped before it wrote down what it was asked.
[[nodiscard]] bool is_barely_begun(const std::filesystem::path& unfinished);

/// Names in a finished folder that are neither the manifest nor among `files`.
[[nodiscard]] std::vector<std::string> strangers_in(const std::filesystem::path& folder,
                                                    const std::vector<FileRecord>& files);

}  // namespace pasar
