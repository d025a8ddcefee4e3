#include "reports/workbook/workbook_check.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/types.h>
#include <zlib.h>
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <string_view>

#include "reports/result/plain_file.h"

namespace pasar {

namespace {

// The ZIP file format (PKWARE APPNOTE 6.3): the file ends in a record that leads to a directory of all parts, and each
// of these in the directory leads to a header that stands in front of the part's compressed bytes.
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEntryBytes = 46;
constexpr std::size_t kHeaderBytes = 30;
constexpr std::uint32_t kEndMark = 0x06054B50;
constexpr std::uint32_t kEntryMark = 0x02014B50;
constexpr std::uint32_t kHeaderMark = 0x04034B50;
constexpr std::uint32_t kDeflated = 8;

struct Part {
    std::string name;
    std::uint32_t checksum = 0;
    std::uint64_t packed = 0;
    std::uint64_t bytes = 0;
    std::uint64_t at = 0;  ///< of its header in the file
};

/// The tags of an XML text that comes in pieces: whether each is closed, and how long the rows of a sheet are.
class Tags {
public:
    void add(std::string_view piece) {
        for (const char c : piece) {
            ++at_;
            if (!in_tag_) {
                in_tag_ = c == '<';
                if (in_tag_) begun_ = at_ - 1;
            } else if (quote_ != '\0') {
                if (c == quote_) quote_ = '\0';
            } else if (c == '>') {
                end_tag();
            } else {
                if (c == '"' || c == '\'') quote_ = c;
                tag_ += c;
            }
        }
    }

    [[nodiscard]] bool closed() const { return !in_tag_ && open_.empty() && seen_ && !crossed_; }
    [[nodiscard]] std::uint64_t bytes_of_rows() const { return rows_; }

private:
    void end_tag() {
        const std::string name = tag_.substr(0, tag_.find_first_of(" \n/", 1));
        if (tag_.starts_with('/')) {
            crossed_ = crossed_ || open_.empty() || open_.back() != name.substr(1);
            if (!open_.empty()) open_.pop_back();
            if (name == "/sheetData") rows_ = begun_ - rows_begun_;
        } else if (!tag_.starts_with('?') && !tag_.ends_with('/')) {
            open_.push_back(name);
            if (name == "sheetData") rows_begun_ = at_;
        }
        seen_ = seen_ || !tag_.starts_with('?');
        tag_.clear();
        in_tag_ = false;
    }

    std::vector<std::string> open_;
    std::string tag_;
    char quote_ = '\0';
    bool in_tag_ = false, seen_ = false, crossed_ = false;
    std::uint64_t at_ = 0, begun_ = 0, rows_begun_ = 0, rows_ = 0;
};

class Archive {
public:
    explicit Archive(const std::filesystem::path& path) {
        const int opened = open_plain(path, O_RDONLY);
        if (opened >= 0) file_.reset(fdopen(opened, "rb"));
        if (file_ && fseeko(file_.get(), 0, SEEK_END) == 0) size_ = static_cast<std::uint64_t>(ftello(file_.get()));
    }

    /// Nothing where the directory is not whole.
    std::optional<std::vector<Part>> parts() {
        std::array<unsigned char, kEndBytes> end{};
        if (size_ < kEndBytes || !read(size_ - kEndBytes, end.data(), end.size())) return std::nullopt;
        if (number(&end[0], 4) != kEndMark) return std::nullopt;
        const std::uint64_t count = number(&end[10], 2);
        std::uint64_t at = number(&end[16], 4);
        if (at + number(&end[12], 4) != size_ - kEndBytes) return std::nullopt;
        std::vector<Part> parts;
        for (std::uint64_t i = 0; i < count; ++i) {
            std::array<unsigned char, kEntryBytes> entry{};
            if (!read(at, entry.data(), entry.size()) || number(&entry[0], 4) != kEntryMark) return std::nullopt;
            if (number(&entry[10], 2) != kDeflated) return std::nullopt;
            Part part{.name = std::string(number(&entry[28], 2), '\0'),
                      .checksum = static_cast<std::uint32_t>(number(&entry[16], 4)),
                      .packed = number(&entry[20], 4),
                      .bytes = number(&entry[24], 4),
                      .at = number(&entry[42], 4)};
            if (!read(at + kEntryBytes, reinterpret_cast<unsigned char*>(part.name.data()), part.name.size()))
                return std::nullopt;
            at += kEntryBytes + part.name.size() + number(&entry[30], 2) + number(&entry[32], 2);
            parts.push_back(std::move(part));
        }
        return parts;
    }

    /// What is wrong with a part; hands its bytes to `tags`.
    std::string unpack(const Part& part, Tags& tags) {
        std::array<unsigned char, kHeaderBytes> header{};
        if (!read(part.at, header.data(), header.size()) || number(&header[0], 4) != kHeaderMark) return "its header";
        const std::uint64_t begin = part.at + kHeaderBytes + number(&header[26], 2) + number(&header[28], 2);
        if (fseeko(file_.get(), static_cast<off_t>(begin), SEEK_SET) != 0) return "its bytes";
        z_stream stream{};
        if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return "room to look into it";
        const std::unique_ptr<z_stream, int (*)(z_stream*)> ended(&stream, inflateEnd);

        std::array<unsigned char, 65536> in{};
        std::array<unsigned char, 65536> out{};
        std::uint64_t left = part.packed;
        std::uint64_t bytes = 0;
        uLong checksum = crc32(0, nullptr, 0);
        int state = Z_OK;
        while (state == Z_OK) {
            if (stream.avail_in == 0 && left > 0) {
                const std::size_t got = std::fread(in.data(), 1, std::min<std::uint64_t>(in.size(), left), file_.get());
                if (got == 0) return "its end";
                left -= got;
                stream.next_in = in.data();
                stream.avail_in = static_cast<uInt>(got);
            }
            stream.next_out = out.data();
            stream.avail_out = static_cast<uInt>(out.size());
            state = inflate(&stream, Z_NO_FLUSH);
            const std::size_t made = out.size() - stream.avail_out;
            checksum = crc32(checksum, out.data(), static_cast<uInt>(made));
            bytes += made;
            tags.add({reinterpret_cast<const char*>(out.data()), made});
        }
        if (state != Z_STREAM_END || left > 0 || bytes != part.bytes) return "its end";
        return checksum == part.checksum ? "" : "bytes in it";
    }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    bool read(std::uint64_t at, unsigned char* bytes, std::size_t count) {
        return file_ && fseeko(file_.get(), static_cast<off_t>(at), SEEK_SET) == 0 &&
               std::fread(bytes, 1, count, file_.get()) == count;
    }

    /// Least significant byte first.
    static std::uint64_t number(const unsigned char* bytes, int count) {
        std::uint64_t value = 0;
        for (int i = count - 1; i >= 0; --i) value = (value << 8U) | bytes[i];
        return value;
    }

    std::unique_ptr<std::FILE, Close> file_;
    std::uint64_t size_ = 0;
};

}  // namespace

std::string missing_in_workbook(const std::filesystem::path& workbook,
                                const std::vector<std::uint64_t>& bytes_of_rows) {
    Archive archive(workbook);
    const auto parts = archive.parts();
    if (!parts) return "its end is missing";
    std::size_t sheets = 0;
    for (const Part& part : *parts) {
        Tags tags;
        const std::string missing = archive.unpack(part, tags);
        if (!missing.empty()) return fmt::format("{} lacks {}", part.name, missing);
        if (!tags.closed()) return fmt::format("{} was cut", part.name);
        for (std::size_t sheet = 0; sheet < bytes_of_rows.size(); ++sheet) {
            if (part.name != fmt::format("xl/worksheets/sheet{}.xml", sheet + 1)) continue;
            ++sheets;
            if (tags.bytes_of_rows() != bytes_of_rows[sheet]) return fmt::format("{} lacks rows", part.name);
        }
    }
    return sheets == bytes_of_rows.size() ? "" : "a sheet is missing";
}

}  // namespace pasar
