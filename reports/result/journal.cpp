#include "reports/result/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <deque>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "reports/result/folder_contents.h"
#include "reports/result/plain_file.h"
#include "reports/result/result_folder.h"
#include "scenarios/document.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr const char* kBeginning = "beginning";
constexpr const char* kChain = "chain";

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string body_of(const JournalEntry& entry) {
    Json files = Json::array();
    for (const FileRecord& file : entry.files) files.push_back({file.name, file.rows, file.bytes, file.sha256});
    return dumped({{"runs", entry.runs}, {"files", files}});
}

std::string body_of(const Json& beginning) { return dumped({{kBeginning, beginning}}); }

std::string chained(const std::string& chain, const std::string& body) { return sha256_of(chain + body); }

std::string line_of(std::string body, const std::string& chain) {
    body.pop_back();
    return fmt::format("{},\"{}\":\"{}\"}}\n", body, kChain, chain);
}

/// A line as it was written, whether or not it belongs here.
template <class T>
struct Line {
    T says;
    std::string chain;
};

/// Nothing for a line that was cut short, or was never one.
std::optional<Line<JournalEntry>> entry_of(const std::string& line) {
    try {
        const Json json = Json::parse(line);
        Line<JournalEntry> read{.says = {.runs = json.at("runs"), .files = {}}, .chain = json.at(kChain)};
        for (const Json& file : json.at("files")) {
            read.says.files.push_back(
                {.name = file.at(0), .rows = file.at(1), .bytes = file.at(2), .sha256 = file.at(3)});
        }
        return read;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

std::optional<Line<Json>> beginning_of_line(const std::string& line) {
    Faults ignored;  // with the limits of a scenario, which it holds
    const Json json = parse_document(line, Journal::kFile, ignored).value;
    if (!json.is_object() || !json.contains(kBeginning) || !json.contains(kChain)) return std::nullopt;
    if (!json.at(kBeginning).is_object() || !json.at(kChain).is_string()) return std::nullopt;
    return Line<Json>{.says = json.at(kBeginning), .chain = json.at(kChain)};
}

/// Whether an entry can follow another: one run more, the same tables, none shorter, and perhaps further ones.
bool follows(const JournalEntry& entry, const JournalEntry& before) {
    if (entry.runs != before.runs + 1 || entry.files.empty() || entry.files.size() < before.files.size()) return false;
    for (std::size_t i = 0; i < entry.files.size(); ++i) {
        const FileRecord& file = entry.files[i];
        // No name of a file is believed that could lead out of the folder.
        if (!is_table_of_results(file.name)) return false;
        const auto same_name = [&](const FileRecord& other) { return other.name == file.name; };
        if (std::count_if(entry.files.begin(), entry.files.end(), same_name) > 1) return false;
        if (i >= before.files.size()) continue;
        const FileRecord& earlier = before.files[i];
        if (file.name != earlier.name || file.rows < earlier.rows || file.bytes < earlier.bytes) return false;
    }
    return true;
}

/// The tables of a folder, read along with the entries of its journal.
class TablesRead {
public:
    explicit TablesRead(const fs::path& folder) : folder_(folder) {}
    TablesRead(const TablesRead&) = delete;
    TablesRead& operator=(const TablesRead&) = delete;
    ~TablesRead() {
        for (const Table& table : tables_) {
            if (table.opened >= 0) ::close(table.opened);
        }
    }

    /// The name of the first table that does not hold what the entry says; empty where all do. Pre: the entry follows
    /// the last that was asked for.
    std::string differing(const JournalEntry& entry) {
        for (std::size_t i = 0; i < entry.files.size(); ++i) {
            const FileRecord& said = entry.files[i];
            if (i == tables_.size()) tables_.emplace_back().opened = open_plain(folder_ / said.name, O_RDONLY);
            if (!holds(tables_[i], said)) return said.name;
        }
        return "";
    }

private:
    struct Table {
        int opened = -1;
        std::uint64_t bytes = 0;
        Sha256 hash;
    };

    bool holds(Table& table, const FileRecord& said) {
        while (table.bytes < said.bytes) {
            const auto wanted =
                static_cast<std::size_t>(std::min<std::uint64_t>(piece_.size(), said.bytes - table.bytes));
            const ssize_t got = table.opened < 0 ? -1 : ::read(table.opened, piece_.data(), wanted);
            if (got <= 0) return false;
            table.hash.add(std::string_view(piece_).substr(0, static_cast<std::size_t>(got)));
            table.bytes += static_cast<std::uint64_t>(got);
        }
        return table.hash.digest() == said.sha256;
    }

    fs::path folder_;
    std::deque<Table> tables_;
    std::string piece_ = std::string(std::size_t{1} << 20U, '\0');
};

[[noreturn]] void refuse(const fs::path& journal, std::int64_t line) {
    throw UnusableFolder(
        fmt::format("{}:{}: this line does not follow from the line before it: a line was changed, taken out or put "
                    "in, or belongs to "
                    "another result; put the file back as it was, or remove {} and begin anew",
                    printable(journal.string(), 200), line, printable(journal.parent_path().string(), 200)));
}

OutputFile begun(const fs::path& folder) { return OutputFile(folder / Journal::kFile); }

}  // namespace

JournalReading read_journal(const fs::path& folder) {
    JournalReading reading;
    const fs::path path = folder / Journal::kFile;
    std::ifstream stream(path, std::ios::binary);
    TablesRead tables(folder);
    JournalEntry before;
    std::string chain;
    std::uint64_t bytes = 0;
    std::int64_t number = 0;
    bool cut = false;
    // A last line without its end was cut short: the next would grow together with it.
    for (std::string line; std::getline(stream, line) && !stream.eof();) {
        ++number;
        bytes += line.size() + 1;
        if (number == 1) {
            const auto beginning = beginning_of_line(line);
            cut = !beginning;
            if (cut) continue;
            chain = chained("", body_of(beginning->says));
            if (chain != beginning->chain) refuse(path, number);
            reading.beginning = std::make_shared<const Json>(beginning->says);
            reading.chain = chain;
            reading.bytes = bytes;
            continue;
        }
        const auto entry = entry_of(line);
        // After a power cut pieces may be missing, and what comes after them hangs on nothing.
        cut = cut || !entry;
        if (cut) continue;
        chain = chained(chain, body_of(entry->says));
        if (chain != entry->chain || !follows(entry->says, before)) refuse(path, number);
        before = entry->says;
        reading.runs_told = before.runs;
        if (!reading.differing_table.empty()) continue;
        reading.differing_table = tables.differing(before);
        if (!reading.differing_table.empty()) continue;
        reading.last = before;
        reading.chain = chain;
        reading.bytes = bytes;
    }
    return reading;
}

Journal::Journal(const fs::path& folder, const Json& beginning)
    : file_(begun(folder)), chain_(chained("", body_of(beginning))) {
    file_.write(line_of(body_of(beginning), chain_));
    (void)file_.checkpoint(/*to_disk=*/true);
}

Journal::Journal(const fs::path& folder, const JournalReading& reading)
    : file_(OutputFile::resume(folder / kFile, reading.bytes)), chain_(reading.chain) {}

bool Journal::disk_is_due() const { return std::chrono::steady_clock::now() - on_disk_ > std::chrono::seconds(1); }

void Journal::note(const JournalEntry& entry, bool to_disk) {
    const std::string body = body_of(entry);
    chain_ = chained(chain_, body);
    file_.write(line_of(body, chain_));
    (void)file_.checkpoint(to_disk);
    if (to_disk) on_disk_ = std::chrono::steady_clock::now();
}

}  // namespace pasar
