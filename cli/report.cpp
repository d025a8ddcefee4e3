// pasar report: the page and the workbook of a finished result, made anew from its tables.
#include <fmt/format.h>
#include <cstdio>

#include "cli/commands.h"
#include "reports/figures.h"
#include "reports/report.h"
#include "reports/text.h"

namespace pasar {

int report_command(const Arguments& arguments) {
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
