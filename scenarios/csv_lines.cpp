#include "scenarios/csv_lines.h"

#define CSV_IO_NO_THREAD  // reading ahead on a thread of its own gains nothing here
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-truncation"  // it cuts long names of files on purpose
#endif
#include <libfccp/csv.h>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#include <fmt/format.h>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "scenarios/csv_reader.h"
#include "scenarios/foreign_file.h"

namespace pasar {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// The bytes of a file for io::LineReader, which by itself takes a read error for the end of the file, stops a line at
/// a NUL, and looks beyond the bytes it has where the last line does not end.
class FileBytes final : public io::ByteSourceBase {
public:
    /// What became known of the file so far. LineReader drops the source as early as it can, so this lives outside.
    struct Known {
        std::uint64_t bytes = 0;  ///< without the added line end
        std::uint64_t mark = 0;   ///< of these, the byte-order mark
        bool line_end_added = false;
    };

    /// A null `file` is one that could not be opened just now.
    FileBytes(File file, std::string name, Known& known)
        : name_(std::move(name)), file_(std::move(file)), known_(known) {
        if (!file_) fail(std::generic_category().message(errno), "a file that can be read");
    }

    int read(char* buffer, int size) override {
        const auto wanted = static_cast<std::size_t>(size);
        std::size_t count = std::fread(buffer, 1, wanted, file_.get());
        if (std::ferror(file_.get()) != 0) fail(std::generic_category().message(errno), "a file that can be read");
        if (known_.bytes == 0) {
            if (const auto foreign = foreign_file({buffer, count}, "CSV"))
                fail(foreign->found, "text in UTF-8", foreign->hint);
        }
        if (const void* nul = std::memchr(buffer, 0, count)) {
            const auto position = known_.bytes + static_cast<std::uint64_t>(static_cast<const char*>(nul) - buffer) + 1;
            fail(fmt::format("byte {} is zero", position), "text in UTF-8");
        }
        if (known_.bytes == 0 && std::string_view(buffer, count).starts_with(kByteOrderMark)) {
            known_.mark = kByteOrderMark.size();
        }
        if (count > 0) last_ = buffer[count - 1];
        known_.bytes += count;
        if (count < wanted && last_ != '\n' && !known_.line_end_added) {
            buffer[count++] = '\n';
            known_.line_end_added = true;
        }
        return static_cast<int>(count);
    }

private:
    [[noreturn]] void fail(std::string found, std::string allowed, std::string hint = "") const {
        throw BadTable(
            Fault{.file = name_, .found = std::move(found), .allowed = std::move(allowed), .hint = std::move(hint)});
    }

    std::string name_;
    File file_;
    Known& known_;
    char last_ = '\n';
};

}  // namespace

struct CsvLines::Source {
    Source(std::FILE* file, const std::string& name)
        : reader(name, std::make_unique<FileBytes>(File(file), name, known)) {}

    FileBytes::Known known;
    io::LineReader reader;
};

CsvLines::CsvLines(std::FILE* file, const std::string& name)
    : name_(name), source_(std::make_unique<Source>(file, name)) {}
CsvLines::~CsvLines() = default;

std::optional<std::string_view> CsvLines::next() {
    const char* line = nullptr;
    try {
        line = source_->reader.next_line();
    } catch (const io::error::line_length_limit_exceeded&) {
        throw BadTable(Fault{.file = name_,
                             .line = static_cast<int>(source_->reader.get_file_line()),
                             .found = "a line of more than 16 MiB",
                             .allowed = "shorter lines"});
    }
    if (line == nullptr) return std::nullopt;
    const std::string_view text(line);
    // LineReader puts a NUL in place of each character of the line end, and there are no other NULs.
    const bool by_two = line[text.size() + 1] == '\0';
    end_ = by_two ? "\r\n" : "\n";
    passed_ += text.size() + end_.size();
    return text;
}

std::int64_t CsvLines::number() const { return source_->reader.get_file_line(); }

bool CsvLines::cut() const {
    return source_->known.line_end_added && source_->known.mark + passed_ > source_->known.bytes;
}

}  // namespace pasar
