#include "scenarios/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_set>
#include <vector>

#include "scenarios/find_file.h"
#include "scenarios/foreign_file.h"
#include "scenarios/json_slips.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Gives the parser one character after the other and remembers which was the last.
class WatchedText {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    WatchedText(const char* at, const char** last_read) : at_(at), last_read_(last_read) {}
    reference operator*() const { return *at_; }
    WatchedText& operator++() {
        *last_read_ = at_++;
        return *this;
    }
    bool operator==(const WatchedText& other) const { return at_ == other.at_; }
    bool operator!=(const WatchedText& other) const { return at_ != other.at_; }

private:
    const char* at_;
    const char** last_read_;
};

/// What may have been meant where the parser stopped.
std::string syntax_hint(std::string_view text, std::size_t at, std::string_view reason) {
    if (at >= text.size()) return "the file ends too early: a closing bracket or quotation mark is missing";
    const std::string_view rest = text.substr(at);
    if (reason.find("after backslash") != std::string_view::npos) return "a backslash in a text is written \\\\";
    if (reason.find("U+0009") != std::string_view::npos) return "a tab in a text is written \\t";
    if (at == 0)
        return "a scenario is a JSON object, { ... }; a CSV file can stand in it as { \"table\": \"a file.csv\" }";
    std::string_view before = text.substr(0, at);
    before = before.substr(0, std::min(before.size(), before.find_last_not_of(" \t\r\n") + 1));
    if (rest.starts_with('N') || rest.starts_with('n') || rest.starts_with('I')) return "JSON has no NaN or Infinity";
    if (rest.starts_with('/') || rest.starts_with('#')) return "JSON has no comments";
    if (rest.starts_with('\'')) return "JSON wants \" instead of '";
    if ((rest.starts_with(']') || rest.starts_with('}')) && before.ends_with(',')) {
        return "no comma before a closing bracket";
    }
    return "";
}

/// Whether a number stands like 150.000: one to three digits, a point and three zeros.
bool looks_like_thousands(std::string_view number) {
    if (number.starts_with('-')) number.remove_prefix(1);
    return number.ends_with(".000") && number.size() > 4 && number.size() <= 7 && number.front() != '0';
}

/// Builds the value while nlohmann's parser reads; see nlohmann::json_sax for the functions.
class Builder {
public:
    Builder(std::string_view text, const std::string& file, Faults& faults)
        : text_(text), file_(file), faults_(faults), last_read_(text.data()), counted_to_(text.data()) {}

    /// Nothing when the text is no JSON; the faults say why.
    std::optional<Document> build() {
        const WatchedText begin(text_.data(), &last_read_);
        const WatchedText end(text_.data() + text_.size(), &last_read_);
        if (!Json::sax_parse(begin, end, this)) return std::nullopt;
        return std::move(document_);
    }

    bool null() { return put(nullptr) != nullptr; }
    bool boolean(bool value) { return put(value) != nullptr; }
    bool number_integer(std::int64_t value) { return put(value) != nullptr; }
    bool number_unsigned(std::uint64_t value) { return put(value) != nullptr; }
    bool number_float(double value, const std::string& written) {
        writing_ = looks_like_thousands(written) ? Writing::LikeThousands : Writing::Plain;
        const bool taken = put(value) != nullptr;
        writing_ = Writing::Plain;
        return taken;
    }
    bool string(std::string& value) { return put(std::move(value)) != nullptr; }
    bool binary(Json::binary_t&) { return false; }  // only from binary formats
    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        Level& level = levels_.back();
        level.next = name;
        level.again = !level.names.insert(name).second;
        if (level.again) {
            add({.path = below(level.pointer, name),
                 .found = in_quotes(name) + " a second time",
                 .allowed = "each name once in an object"});
        }
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
        // The parser counts the character it stumbled over.
        const std::size_t at = std::min(position == 0 ? 0 : position - 1, text_.size());
        std::string_view reason = error.what();
        if (const auto colon = reason.find(": "); colon != std::string_view::npos) reason.remove_prefix(colon + 2);
        const bool overflow = reason.find("number overflow") != std::string_view::npos;
        const std::optional<JsonSlip> slip = overflow ? std::nullopt : find_json_slip(text_, at);
        if (slip) {
            add_at(slip->at, "no valid JSON: " + slip->what, "");
        } else {
            add_at(at, (overflow ? "a number too large to hold: " : "no valid JSON: ") + shown(reason, 200),
                   overflow ? "" : syntax_hint(text_, at, reason));
        }
        return false;
    }

private:
    struct Level {
        Json* container;
        std::string pointer;
        std::string next;                       ///< the member whose value comes next
        std::unordered_set<std::string> names;  ///< of an object, so far
        bool again = false;                     ///< whether the next member had a value before
    };

    /// Puts a value where it belongs, and returns its place there; null when there are too many.
    Json* put(Json value) {
        if (++values_ > kMostValues) {
            return refuse("", fmt::format("more than {} values", kMostValues), "fewer values in one file");
        }
        if (levels_.empty()) {
            document_.value = std::move(value);
            document_.origins.set("", {file_, line(), writing_});
            return &document_.value;
        }
        Level& level = levels_.back();
        if (level.container->size() >= kMostEntries) {
            return refuse(level.pointer, fmt::format("more than {} entries", kMostEntries),
                          fmt::format("at most {} entries in one list or object", kMostEntries));
        }
        if (level.container->is_array()) {
            document_.origins.set(below(level.pointer, level.container->size()), {file_, line(), writing_});
            level.container->push_back(std::move(value));
            return &level.container->back();
        }
        document_.origins.set(below(level.pointer, level.next), {file_, line(), writing_});
        if (level.again) return &((*level.container)[level.next] = std::move(value));
        // A new name: appending spares looking for it in a long object.
        auto& members = level.container->get_ref<Json::object_t&>();
        members.emplace_back(level.next, std::move(value));
        return &members.back().second;
    }

    bool open(Json container) {
        if (levels_.size() >= kMostDepth) {
            refuse("", fmt::format("brackets more than {} deep", kMostDepth), "less deeply nested values");
            return false;
        }
        std::string pointer;
        if (!levels_.empty()) {
            const Level& level = levels_.back();
            pointer = level.container->is_array() ? below(level.pointer, level.container->size())
                                                  : below(level.pointer, level.next);
        }
        Json* place = put(std::move(container));
        if (place == nullptr) return false;
        levels_.push_back({.container = place, .pointer = std::move(pointer)});
        return true;
    }

    bool close() {
        levels_.pop_back();
        return true;
    }

    Json* refuse(const std::string& pointer, std::string found, std::string allowed) {
        add({.path = pointer, .found = std::move(found), .allowed = std::move(allowed)});
        return nullptr;
    }

    void add_at(std::size_t at, std::string found, std::string hint) {
        const std::size_t line_start = text_.substr(0, at).rfind('\n') + 1;
        faults_.add({.file = file_,
                     .line = line_at(at),
                     .found = std::move(found),
                     .allowed = "",
                     .hint = std::move(hint),
                     .column = static_cast<int>(at - line_start) + 1});
    }

    void add(Fault fault) {
        fault.file = file_;
        fault.line = line();
        faults_.add(std::move(fault));
    }

    /// Line of the last character read. A number is only known to end when one more has been read; where that one ends
    /// the line, it still belongs to it.
    int line() {
        line_ += static_cast<int>(std::count(counted_to_, last_read_, '\n'));
        counted_to_ = last_read_;
        return line_;
    }
    [[nodiscard]] int line_at(std::size_t at) const {
        return 1 + static_cast<int>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    }

    std::string_view text_;
    std::string file_;
    Faults& faults_;
    Document document_;
    std::vector<Level> levels_;
    std::size_t values_ = 0;
    Writing writing_ = Writing::Plain;  ///< of the value that is put just now
    const char* last_read_;
    const char* counted_to_;
    int line_ = 1;
};

Document refused(const std::string& file, std::string found, std::string allowed, Faults& faults,
                 std::string hint = "") {
    faults.add({.file = file, .found = std::move(found), .allowed = std::move(allowed), .hint = std::move(hint)});
    return {};
}

}  // namespace

Document parse_document(std::string_view text, const std::string& file, Faults& faults) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return refused(file, "an empty file", "a JSON object", faults);
    }
    if (const auto foreign = foreign_file(text.substr(0, 16), "JSON"))
        return refused(file, foreign->found, "a JSON file in UTF-8", faults, foreign->hint);
    std::optional<Document> document = Builder(text, file, faults).build();
    if (!document) return {};
    if (!document->value.is_object()) {
        return refused(file, "a file that holds no JSON object", "a JSON object: { ... }", faults);
    }
    return std::move(*document);
}

std::optional<Document> parse_value(std::string_view text) {
    Faults unheard;
    return Builder(text, "", unheard).build();
}

namespace {

/// What a pipe held. It can be read only once, and a command may look at its scenario more often.
std::optional<std::string>& held_by(const std::filesystem::path& pipe) {
    static std::map<std::filesystem::path, std::optional<std::string>> texts;
    return texts[pipe];
}

/// Nothing, with a fault, where the file cannot be opened or is too long.
std::optional<std::string> text_in(const std::filesystem::path& path, const std::string& file, Faults& faults) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        refused(file, "a file that cannot be opened", "a JSON file that may be read", faults);
        return std::nullopt;
    }
    // Read in pieces and not by the file's size: pipes and devices tell none.
    std::string text;
    std::vector<char> piece(std::size_t{1} << 16);
    while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) || stream.gcount() > 0) {
        text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
        if (text.size() > kMostBytes) {
            refused(file, fmt::format("a file of more than {} MiB", kMostBytes >> 20),
                    fmt::format("at most {} MiB", kMostBytes >> 20), faults);
            return std::nullopt;
        }
    }
    return text;
}

}  // namespace

Document read_document(const std::filesystem::path& path, const std::string& file, Faults& faults) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        const bool setting = file.find('=') != std::string::npos;
        return refused(file, "no such file", "a JSON file", faults,
                       setting ? "a setting has --set before it, and quotation marks around it where it holds blanks"
                               : hint_for_missing(path, ".json"));
    }
    if (std::filesystem::is_directory(status)) return refused(file, "a folder", "a JSON file", faults);
    std::optional<std::string> text;
    if (std::filesystem::is_regular_file(status)) {
        text = text_in(path, file, faults);
    } else {
        static std::mutex one_at_a_time;
        const std::lock_guard lock(one_at_a_time);
        std::optional<std::string>& held = held_by(path);
        if (!held) held = text_in(path, file, faults);
        text = held;
    }
    return text ? parse_document(*text, file, faults) : Document{};
}

}  // namespace pasar
