#include "cli/resume.h"

#include <fmt/format.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>

#include "cli/called.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "reports/report.h"
#include "reports/result/folder_contents.h"
#include "reports/result/plain_file.h"
#include "reports/result/result_folder.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string folder_shown(const fs::path& path) { return printable(path.string(), 200); }

void warn(const std::string& message) { fmt::print(stderr, "pasar: warning: {}\n", message); }

std::string runs_in_words(std::int64_t runs) {
    return fmt::format("{} run{}", grouped(static_cast<double>(runs)), runs == 1 ? "" : "s");
}

/// The files that a manifest lists, as they are now. Throws UnusableFolder where they are not as it says.
std::vector<FileRecord> files_as_listed(const fs::path& folder, const Json& manifest) {
    std::vector<FileRecord> files;
    try {
        for (const Json& listed : manifest.at("files")) {
            const auto name = listed.at("name").get<std::string>();
            if (!is_table_of_results(name) && !is_report(name)) {
                throw UnusableFolder(fmt::format("{} lists {}, which is no file of a result",
                                                 folder_shown(folder / kManifestFile), printable(name)));
            }
            const FileRecord record = record_of(folder / name);
            if (record.sha256 != listed.at("sha256").get<std::string>()) {
                throw UnusableFolder(fmt::format("{} was whole, and {} was changed since; remove it, and begin anew",
                                                 folder_shown(folder), name));
            }
            files.push_back(record);
        }
    } catch (const Json::exception&) {
        files.clear();
    }
    if (files.empty()) {
        throw UnusableFolder(fmt::format("{} tells of no files; remove {}, and begin anew",
                                         folder_shown(folder / kManifestFile), folder_shown(folder)));
    }
    return files;
}

}  // namespace

fs::path unfinished_folder(const std::string& resume) {
    fs::path folder = resume;
    if (!folder.has_filename()) folder = folder.parent_path();
    if (folder.extension() != ".unfinished") folder += ".unfinished";
    return folder;
}

Remembered remember(const Arguments& arguments) {
    const fs::path folder = unfinished_folder(*arguments.resume);
    // Says why not, where it is none.
    if (not_plain(folder) != "a folder") (void)ResultFolder::unfinished(*arguments.resume);
    const fs::path manifest = folder / kManifestFile;
    if (const std::string what = not_plain(manifest); !what.empty()) {
        throw BadInput(
            fmt::format("{} is {}; an unfinished result has plain files only", folder_shown(manifest), what));
    }
    const std::optional<Task> task = read_task(manifest);
    const std::optional<Beginning> beginning = read_beginning(manifest);
    if (!task || !beginning) {
        throw BadInput(
            is_barely_begun(folder)
                ? fmt::format("{} cannot be resumed: its command was stopped before it wrote down what it was "
                              "asked; give that command again, which takes the folder over",
                              folder_shown(folder))
                : fmt::format("{} cannot be resumed: it has no manifest.json of a result; remove it, or name "
                              "another folder",
                              folder_shown(folder)));
    }
    if (task->command != arguments.command) {
        const std::string command = printable(task->command);
        throw BadInput(fmt::format("{} was begun by pasar {}; go on with: {} {} --resume {}", folder_shown(folder),
                                   command, called_as(), command, folder_shown(folder)));
    }
    if (beginning->version != program_version() || beginning->sources != program_sources()) {
        throw BadInput(
            fmt::format("{} was begun by pasar {}, and this is {}, which may give other results; go on with that "
                        "program, or remove "
                        "the folder and begin anew",
                        folder_shown(folder), build_in_words(beginning->version, beginning->sources),
                        build_in_words(program_version(), program_sources())));
    }
    return {*task, *beginning};
}

JournalReading take_up(const fs::path& unfinished, const Json& asked) {
    check_contents(unfinished);
    JournalReading reading = read_journal(unfinished);
    if (!reading.beginning) {
        std::error_code none;
        if (fs::file_size(unfinished / Journal::kFile, none) > 0 && !none) {
            warn(fmt::format("{} cannot be read; all runs are made again", folder_shown(unfinished / Journal::kFile)));
        }
    } else if (const std::string differs = differences(*reading.beginning, asked); !differs.empty()) {
        throw UnusableFolder(fmt::format(
            "{} and {} do not belong together: {} there; put the file back as it was, or remove {} and begin anew",
            folder_shown(unfinished / kManifestFile), folder_shown(unfinished / Journal::kFile), differs,
            folder_shown(unfinished)));
    }
    if (reading.last.runs < reading.runs_told) {
        warn(fmt::format("{} is not as it was noted after {}: {} {} made again",
                         folder_shown(unfinished / reading.differing_table), runs_in_words(reading.last.runs + 1),
                         runs_in_words(reading.runs_told - reading.last.runs),
                         reading.runs_told - reading.last.runs == 1 ? "is" : "are"));
    }
    remove_leftovers(unfinished, reading.beginning != nullptr, reading.last.files);
    return reading;
}

std::optional<int> put_in_place(const Arguments& arguments) {
    if (!arguments.resume) return std::nullopt;
    const fs::path manifest_file = unfinished_folder(*arguments.resume) / kManifestFile;
    if (!read_beginning(manifest_file).value_or(Beginning()).ended) return std::nullopt;
    ResultFolder folder = ResultFolder::unfinished(*arguments.resume);
    check_contents(folder.working());
    const Json manifest = read_manifest_file(manifest_file);
    const std::vector<FileRecord> files = files_as_listed(folder.working(), manifest);
    remove_notes(folder.working());
    folder.commit();
    warn_of_strangers(folder.path(), files);

    std::vector<std::string> answer;
    for (const Json& sentence : manifest.value("answer", Json::array())) {
        if (sentence.is_string()) answer.push_back(printable(sentence.get<std::string>(), 1000));
    }
    if (arguments.quiet) return kDone;
    if (arguments.progress_in_lines) tell_answer(answer);
    for (const std::string& sentence : answer) fmt::print("{}\n", sentence);
    const auto tables =
        std::count_if(files.begin(), files.end(), [](const auto& file) { return !is_report(file.name); });
    fmt::print("{}{} tables in {}\n", answer.empty() ? "" : "\n", tables, folder_shown(folder.path()));
    return kDone;
}

void warn_of_strangers(const fs::path& folder, const std::vector<FileRecord>& files) {
    for (const std::string& name : strangers_in(folder, files)) {
        warn(fmt::format("{} was laid into the folder by somebody else, and is no part of the result",
                         folder_shown(folder / name)));
    }
}

void warn_of_other_origin(const std::string& manifest) {
    const std::optional<Beginning> beginning = read_beginning(manifest);
    if (!beginning) return;  // made by hand: it claims nothing
    if (beginning->version != program_version() || beginning->sources != program_sources()) {
        warn(fmt::format("{} was made by pasar {}, and this is {}: results may differ", folder_shown(manifest),
                         build_in_words(beginning->version, beginning->sources),
                         build_in_words(program_version(), program_sources())));
    }
    if (!beginning->as_written) {
        warn(fmt::format("the scenario in {} was changed since the result was made", folder_shown(manifest)));
    }
}

}  // namespace pasar
