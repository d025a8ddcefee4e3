#include "reports/result/folder_contents.h"

#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>

#include "reports/report.h"
#include "reports/result/dictionary.h"
#include "reports/result/journal.h"
#include "reports/result/manifest.h"
#include "reports/result/plain_file.h"
#include "reports/result/result_folder.h"
#include "reports/result/run_table.h"
#include "words/text.h"

namespace pasar {

namespace {

namespace fs = std::filesystem;

std::string name_shown(const fs::path& path) { return printable(path.string(), 200); }

std::vector<std::string> names_in(const fs::path& folder, std::error_code& error) {
    std::vector<std::string> names;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::error_code error;
    std::vector<std::string> names = names_in(folder, error);
    if (error) throw UnusableFolder(fmt::format("cannot read {}: {}", name_shown(folder), error.message()));
    return names;
}

/// libxlsxwriter's: tmp. and ten characters, gone as soon as they are made unless the program dies between.
bool is_temporary_of_workbook(std::string_view name) { return name.starts_with("tmp.") && name.size() == 14; }

bool is_of_result(const std::string& name) {
    return name == kManifestFile || name == kManifestAside || name == Journal::kFile || is_report(name) ||
           is_table_of_results(name) || is_temporary_of_workbook(name);
}

void remove_file(const fs::path& path) {
    if (::unlink(path.c_str()) == 0 || errno == ENOENT) return;
    throw WriteFailed(fmt::format("cannot remove {}: {}", name_shown(path), std::generic_category().message(errno)));
}

}  // namespace

bool is_table_of_results(std::string_view file) {
    static const std::set<std::string, std::less<>> names = [] {
        std::set<std::string, std::less<>> known{kRunTable};
        for (const Table& table : result_outlines()) known.insert(table.file + ".csv");
        return known;
    }();
    return names.contains(file);
}

void check_contents(const fs::path& unfinished) {
    for (const std::string& name : names_in(unfinished)) {
        std::string what = not_plain(unfinished / name);
        if (what.empty() && !is_of_result(name)) what = "no file of this result";
        if (what.empty()) continue;
        throw UnusableFolder(fmt::format("{} holds {}, which is {}; move it away, then go on", name_shown(unfinished),
                                         printable(name), what));
    }
}

void remove_leftovers(const fs::path& unfinished, bool with_journal, const std::vector<FileRecord>& tables) {
    for (const std::string& name : names_in(unfinished)) {
        const bool stays =
            name == kManifestFile || (with_journal && name == Journal::kFile) ||
            std::any_of(tables.begin(), tables.end(), [&](const auto& file) { return file.name == name; });
        if (!stays) remove_file(unfinished / name);
    }
}

void remove_notes(const fs::path& unfinished) {
    for (const std::string& name : names_in(unfinished)) {
        if (name == Journal::kFile || name == kManifestAside || is_temporary_of_workbook(name))
            remove_file(unfinished / name);
    }
}

bool is_barely_begun(const fs::path& unfinished) {
    std::error_code error;
    if (not_plain(unfinished) != "a folder") return false;
    const std::vector<std::string> names = names_in(unfinished, error);
    return !error && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return name == kManifestAside && not_plain(unfinished / name).empty();
    });
}

std::vector<std::string> strangers_in(const fs::path& folder, const std::vector<FileRecord>& files) {
    std::vector<std::string> strangers = names_in(folder);
    std::erase_if(strangers, [&](const std::string& name) {
        return name == kManifestFile ||
               std::any_of(files.begin(), files.end(), [&](const FileRecord& file) { return file.name == name; });
    });
    return strangers;
}

}  // namespace pasar
