#include "reports/report.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>
#include <cerrno>
#include <charconv>
#include <nlohmann/json.hpp>

#include "reports/page/page.h"
#include "reports/result/manifest.h"
#include "reports/result/plain_file.h"
#include "reports/result/result_check.h"
#include "reports/workbook/workbook.h"
#include "words/text.h"

namespace pasar {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string shown_path(const fs::path& path) { return printable(path.string(), 200); }

/// The manifest as it was when the run wrote its reports: without them.
Json without_reports(Json manifest) {
    Json tables = Json::array();
    for (const Json& file : manifest.at("files")) {
        if (!is_report(file.at("name").get<std::string>())) tables.push_back(file);
    }
    manifest["files"] = std::move(tables);
    return manifest;
}

std::vector<std::string> check_tables(const fs::path& folder, const Json& manifest) {
    std::vector<std::string> warnings;
    if (manifest.at("version") != program_version()) {
        warnings.push_back(fmt::format("the result was made by version {}, and this is {}",
                                       printable(manifest.at("version").get<std::string>()), program_version()));
    }
    std::string missing;
    for (const Json& file : manifest.at("files")) {
        const auto name = file.at("name").get<std::string>();
        // A manifest that somebody sent may name any file, and a folder may hold links to any: none is followed.
        const fs::path path = folder / name;
        const bool leads_out = fs::path(name).has_parent_path() || fs::path(name).has_root_path();
        std::error_code error;
        const fs::file_status status = fs::symlink_status(path, error);
        if (!leads_out && fs::exists(status) && !fs::is_regular_file(status)) {
            throw NoResult(fmt::format("{} is {}; a result has plain files only", shown_path(path), not_plain(path)));
        }
        if (leads_out || !fs::exists(status)) {
            missing += (missing.empty() ? "" : ", ") + printable(name);
        } else if (record_of(path).sha256 != file.at("sha256")) {
            warnings.push_back(fmt::format("{} was changed after the run", printable(name)));
        }
    }
    if (!missing.empty()) {
        throw NoResult(fmt::format("{} is not whole; its manifest also lists {}", shown_path(folder), missing));
    }
    return warnings;
}

constexpr std::string_view kAside = ".report.partial-";

/// What a report left that was killed: its process is no more.
void remove_old_asides(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> old;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(kAside)) continue;
        const std::string_view digits = std::string_view(name).substr(kAside.size());
        pid_t process = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), process);
        const bool is_number = read.ec == std::errc{} && read.ptr == digits.data() + digits.size() && process > 0;
        if (is_number && ::kill(process, 0) != 0 && errno == ESRCH) old.push_back(entry->path());
    }
    for (const fs::path& path : old) fs::remove_all(path, error);
}

/// A hidden folder in the result folder that shows the same tables, so that new reports can be written beside the old
/// ones. Gone with the object.
class Aside {
public:
    Aside(const fs::path& folder, const Json& manifest) : path_(folder / fmt::format("{}{}", kAside, getpid())) {
        remove_old_asides(folder);
        std::error_code error;
        fs::remove_all(path_, error);
        fs::create_directory(path_, error);
        if (error) {
            throw NoResult(fmt::format("cannot write a report in {}: {}", shown_path(folder), error.message()));
        }
        for (const Json& file : manifest.at("files")) {
            const fs::path name(file.at("name").get<std::string>());
            fs::create_symlink(fs::path("..") / name, path_ / name);
        }
    }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    ~Aside() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

}  // namespace

bool is_report(std::string_view file) { return file == "report.html" || file == "report.xlsx"; }

std::vector<FileRecord> write_report(const fs::path& folder, const Json& manifest) {
    const Json tables = without_reports(manifest);
    return {write_page(folder, tables), write_workbook(folder, tables)};
}

RenewedReport renew_report(const fs::path& folder) {
    const Json manifest = without_reports(read_checked_manifest(folder));
    RenewedReport renewed{.files = {}, .warnings = check_tables(folder, manifest)};
    check_tables_of_result(folder, manifest);
    const Aside aside(folder, manifest);
    try {
        renewed.files = write_report(aside.path(), manifest);
    } catch (const Json::exception& error) {
        throw NoResult(fmt::format("{} does not look as Pasar writes it: {}", shown_path(folder / "manifest.json"),
                                   printable(error.what(), 200)));
    }
    for (const FileRecord& file : renewed.files) {
        std::error_code error;
        fs::rename(aside.path() / file.name, folder / file.name, error);
        if (error)
            throw WriteFailed(fmt::format("cannot write {}: {}", shown_path(folder / file.name), error.message()));
    }
    sync_folder(folder);
    return renewed;
}

}  // namespace pasar
