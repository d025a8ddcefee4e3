// pasar report: the page and the workbook of a finished result, made anew from its tables.
#include <fmt/format.h>
#include <cstdio>
#include <filesystem>

#include "cli/called.h"
#include "cli/commands.h"
#include "reports/report.h"
#include "reports/result/manifest.h"
#include "scenarios/find_file.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::string_view kUnfinished = ".unfinished";

/// Throws BadInput where there is no finished result, saying how one comes about.
void check_finished(const std::filesystem::path& given) {
    const std::filesystem::path folder = given.has_filename() ? given : given.parent_path();
    const bool named_so = folder.extension() == kUnfinished;
    std::error_code error;
    if (std::filesystem::is_directory(folder, error) && !named_so) return;
    std::filesystem::path working = folder;
    if (!named_so) working += kUnfinished;
    const std::string shown = printable(given.string(), 200);
    if (const auto task = read_task(working / "manifest.json")) {
        throw BadInput(fmt::format("{} is not finished; go on with: {} {} --resume {}", shown, called_as(),
                                   task->command, printable(working.string(), 200)));
    }
    if (std::filesystem::is_directory(folder, error)) return;
    const std::string hint = hint_for_missing(folder, "");
    throw BadInput(fmt::format("{} is no folder{}", shown, hint.empty() ? "" : "; " + hint));
}

}  // namespace

int report_command(const Arguments& given) {
    Arguments arguments = given;
    arguments.folder = find_path_typed(arguments.folder).string();
    check_finished(arguments.folder);
    const RenewedReport report = renew_report(arguments.folder);
    for (const std::string& warning : report.warnings) fmt::print(stderr, "pasar: warning: {}\n", warning);
    for (const FileRecord& file : report.files) {
        if (arguments.quiet) continue;
        fmt::print("{} ({})\n", printable((std::filesystem::path(arguments.folder) / file.name).string(), 200),
                   bytes_in_words(static_cast<double>(file.bytes)));
    }
    return kDone;
}

}  // namespace pasar
