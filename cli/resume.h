// --resume: what an unfinished result must prove before a command goes on with it. Nothing in it is believed that does
// not hang together: the program, what was asked, the journal, the tables; and nothing is changed before all is proven.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "reports/result/journal.h"
#include "reports/result/manifest.h"

namespace pasar {

/// The folder that --resume names, by its place or as it is called now.
[[nodiscard]] std::filesystem::path unfinished_folder(const std::string& resume);

/// What the manifest of an unfinished result remembers. Throws BadInput for a folder that is none, or was begun by
/// another command or another program than this.
struct Remembered {
    Task task;
    Beginning beginning;
};
[[nodiscard]] Remembered remember(const Arguments& arguments);

/// Reads how far an unfinished result has come, and removes what an earlier try left beside that. `asked` is what the
/// manifest now asks for (beginning_of()). Throws UnusableFolder where the folder holds something else than a result,
/// or its parts do not belong together; then nothing was changed. Warns where less is borne out than was noted.
[[nodiscard]] JournalReading take_up(const std::filesystem::path& unfinished, const nlohmann::ordered_json& asked);

/// Puts a result into its place that was whole when its command was killed; nothing for one that was not. Throws
/// UnusableFolder where it is not as its manifest says.
[[nodiscard]] std::optional<int> put_in_place(const Arguments& arguments);

/// Warns of what lies in a finished folder and is neither its manifest nor among these files.
void warn_of_strangers(const std::filesystem::path& folder, const std::vector<FileRecord>& files);

/// Warns where a manifest that is run again came from another program, or was changed.
void warn_of_other_origin(const std::string& manifest);

}  // namespace pasar
