#include "reports/journal.h"

#include <fmt/format.h>
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

OutputFile open(const fs::path& path) {
    std::error_code none;
    const std::uintmax_t bytes = fs::file_size(path, none);
    return none ? OutputFile(path) : OutputFile::resume(path, bytes);
}

std::string line_of(const JournalEntry& entry) {
    Json files = Json::array();
    for (const FileRecord& file : entry.files) files.push_back({file.name, file.rows, file.bytes, file.sha256});
    return Json{{"runs", entry.runs}, {"files", files}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<JournalEntry> entry_of(const std::string& line) {
    try {
        const Json json = Json::parse(line);
        JournalEntry entry{.runs = json.at("runs"), .files = {}};
        for (const Json& file : json.at("files")) {
            entry.files.push_back({.name = file.at(0), .rows = file.at(1), .bytes = file.at(2), .sha256 = file.at(3)});
        }
        return entry;
    } catch (const Json::exception&) {
        return std::nullopt;  // the last line of a journal may have been cut short
    }
}

bool holds(const fs::path& folder, const FileRecord& said) {
    std::ifstream stream(folder / said.name, std::ios::binary);
    Sha256 hash;
    std::string piece(std::size_t{1} << 20U, '\0');
    for (std::uint64_t left = said.bytes; left > 0;) {
        stream.read(piece.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(piece.size(), left)));
        const auto got = static_cast<std::size_t>(stream.gcount());
        if (got == 0) return false;
        hash.add(std::string_view(piece).substr(0, got));
        left -= got;
    }
    return hash.digest() == said.sha256;
}

}  // namespace

Journal::Journal(const fs::path& folder) : file_(open(folder / kFile)) {}

bool Journal::disk_is_due() const { return std::chrono::steady_clock::now() - on_disk_ > std::chrono::seconds(1); }

void Journal::note(const JournalEntry& entry, bool to_disk) {
    file_.write(line_of(entry));
    (void)file_.checkpoint(to_disk);
    if (to_disk) on_disk_ = std::chrono::steady_clock::now();
}

std::optional<JournalEntry> last_good_entry(const fs::path& folder) {
    std::ifstream stream(folder / Journal::kFile, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    stream.close();
    for (; !lines.empty(); lines.pop_back()) {
        std::optional<JournalEntry> entry = entry_of(lines.back());
        const auto good = [&](const FileRecord& file) { return holds(folder, file); };
        if (!entry || !std::all_of(entry->files.begin(), entry->files.end(), good)) continue;
        std::uintmax_t bytes = 0;
        for (const std::string& line : lines) bytes += line.size() + 1;
        std::error_code shorter;
        // Without its line end the last line would grow together with the next.
        if (fs::file_size(folder / Journal::kFile, shorter) < bytes) continue;
        fs::resize_file(folder / Journal::kFile, bytes, shorter);
        return entry;
    }
    return std::nullopt;
}

}  // namespace pasar
