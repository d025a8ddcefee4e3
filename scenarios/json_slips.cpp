#include "scenarios/json_slips.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "scenarios/faults.h"
#include "scenarios/typed_number.h"

namespace pasar {

namespace {

constexpr std::size_t kMostShown = 40;

enum class TokenKind : unsigned char { Mark, Text, OpenText, Word, End };

struct Token {
    TokenKind kind = TokenKind::End;
    std::size_t begin = 0;
    std::size_t end = 0;
    char mark = 0;  ///< one of { } [ ] : ,
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_mark(char c) { return std::string_view("{}[]:,").find(c) != std::string_view::npos; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The next token from `at` on. A text without a closing quotation mark ends with its line.
Token next_token(std::string_view text, std::size_t at) {
    while (at < text.size() && is_blank(text[at])) ++at;
    if (at >= text.size()) return {.kind = TokenKind::End, .begin = text.size(), .end = text.size()};
    if (is_mark(text[at])) return {.kind = TokenKind::Mark, .begin = at, .end = at + 1, .mark = text[at]};
    std::size_t end = at + 1;
    if (text[at] == '"') {
        while (end < text.size() && text[end] != '"' && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
        end = std::min(end, text.size());
        const bool is_closed = end < text.size() && text[end] == '"';
        return {
            .kind = is_closed ? TokenKind::Text : TokenKind::OpenText, .begin = at, .end = end + (is_closed ? 1 : 0)};
    }
    while (end < text.size() && !is_blank(text[end]) && !is_mark(text[end]) && text[end] != '"') ++end;
    return {.kind = TokenKind::Word, .begin = at, .end = end};
}

/// As RFC 8259 has them: no plus, no zero before other digits, digits on both sides of the point.
bool is_json_number(std::string_view word) {
    if (word.starts_with('-')) word.remove_prefix(1);
    const auto take_digits = [&] {
        const auto end = std::find_if_not(word.begin(), word.end(), is_digit);
        const auto count = static_cast<std::size_t>(end - word.begin());
        word.remove_prefix(count);
        return count;
    };
    const bool zero = word.starts_with('0');
    const std::size_t whole = take_digits();
    if (whole == 0 || (zero && whole > 1)) return false;
    if (word.starts_with('.')) {
        word.remove_prefix(1);
        if (take_digits() == 0) return false;
    }
    if (word.starts_with('e') || word.starts_with('E')) {
        word.remove_prefix(1);
        if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
        if (take_digits() == 0) return false;
    }
    return word.empty();
}

bool has_digits_only(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); }

/// "0.12", "0.12 or 12": how JSON writes what was typed; empty where it is no number.
std::string as_json(std::string_view typed) {
    const NumberReadings readings = readings_of(typed);
    if (readings.with_point && readings.with_comma && *readings.with_point != *readings.with_comma)
        return fmt::format("{} or {}", undoubted(plain_value(*readings.with_point).value_or(0.0)),
                           undoubted(plain_value(*readings.with_comma).value_or(0.0)));
    return readings.with_point.value_or(readings.with_comma.value_or(""));
}

class SlipFinder {
public:
    SlipFinder(std::string_view text, std::size_t stopped_at) : text_(text), stopped_at_(stopped_at) {}

    std::optional<JsonSlip> find() {
        for (;;) {
            before_ = last_;
            last_ = now_;
            now_ = next_token(text_, now_.end);
            if (now_.begin > stopped_at_) return std::nullopt;
            std::optional<JsonSlip> slip;
            if (!step(slip)) return slip;
        }
    }

private:
    enum class Wants : unsigned char { Value, FirstValue, Name, FirstName, Colon, CommaOrEnd, Nothing };
    struct Bracket {
        char opening;
        std::size_t at;
    };

    /// Takes the token in; false where it cannot stand there, with the slip if it is a known one.
    bool step(std::optional<JsonSlip>& slip) {
        if (now_.kind == TokenKind::End) {
            if (!brackets_.empty()) slip = ends_too_early();
            return false;
        }
        if (now_.kind == TokenKind::OpenText) {
            slip = open_text();
            return false;
        }
        switch (wants_) {
            case Wants::Value:
            case Wants::FirstValue:
                if (wants_ == Wants::FirstValue && closes()) return true;
                if (opens() || is_value()) return true;
                slip = wrong_value();
                return false;
            case Wants::Name:
            case Wants::FirstName:
                if (wants_ == Wants::FirstName && closes()) return true;
                if (now_.kind == TokenKind::Text) {
                    wants_ = Wants::Colon;
                    return true;
                }
                slip = wrong_name();
                return false;
            case Wants::Colon:
                if (is(':')) {
                    wants_ = Wants::Value;
                    return true;
                }
                slip = no_colon();
                return false;
            case Wants::CommaOrEnd:
                if (closes()) return true;
                if (is(',')) {
                    wants_ = brackets_.back().opening == '{' ? Wants::Name : Wants::Value;
                    return true;
                }
                slip = no_comma();
                return false;
            case Wants::Nothing:
                slip = after_the_end();
                return false;
        }
        return false;
    }

    [[nodiscard]] bool is(char mark) const { return now_.kind == TokenKind::Mark && now_.mark == mark; }
    [[nodiscard]] bool is_closing() const { return is('}') || is(']'); }

    bool opens() {
        if (!is('{') && !is('[')) return false;
        brackets_.push_back({now_.mark, now_.begin});
        wants_ = is('{') ? Wants::FirstName : Wants::FirstValue;
        return true;
    }
    bool closes() {
        if (!is_closing() || brackets_.empty()) return false;
        if ((brackets_.back().opening == '{') != is('}')) return false;
        // A bracket further left or right than the line it was opened in: probably another one's.
        const bool first_in_line = indentation(now_.begin) == column(now_.begin);
        if (!suspect_ && first_in_line && indentation(brackets_.back().at) != column(now_.begin) &&
            line(brackets_.back().at) != line(now_.begin))
            suspect_ = {brackets_.back().at, now_.begin};
        brackets_.pop_back();
        wants_ = brackets_.empty() ? Wants::Nothing : Wants::CommaOrEnd;
        return true;
    }
    bool is_value() {
        const std::string_view word = shown_part(now_);
        const bool known = now_.kind == TokenKind::Text ||
                           (now_.kind == TokenKind::Word &&
                            (word == "true" || word == "false" || word == "null" || is_json_number(word)));
        if (known) wants_ = brackets_.empty() ? Wants::Nothing : Wants::CommaOrEnd;
        return known;
    }

    [[nodiscard]] std::string_view shown_part(const Token& token) const {
        return text_.substr(token.begin, token.end - token.begin);
    }
    [[nodiscard]] std::string in_words(const Token& token) const { return shown(shown_part(token), kMostShown); }
    [[nodiscard]] std::string text_in_words(const Token& token) const {
        std::string_view part = shown_part(token);
        if (token.kind == TokenKind::Text) part = part.substr(1, part.size() - 2);
        return fmt::format("\"{}\"", shown(part, kMostShown));
    }
    [[nodiscard]] std::string token_in_words(const Token& token) const {
        return token.kind == TokenKind::Text ? text_in_words(token) : in_words(token);
    }

    [[nodiscard]] std::ptrdiff_t line(std::size_t at) const {
        return 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    }
    [[nodiscard]] std::size_t line_start(std::size_t at) const { return text_.substr(0, at).rfind('\n') + 1; }
    [[nodiscard]] std::size_t column(std::size_t at) const { return at - line_start(at); }
    [[nodiscard]] std::size_t indentation(std::size_t at) const {
        const std::size_t start = line_start(at);
        return std::min(text_.find_first_not_of(" \t", start), text_.size()) - start;
    }
    /// "before "seed"", "at the end of this line, before "seed" in line 6": something to be put behind the last token.
    [[nodiscard]] std::string missing_before() const {
        const auto here = line(last_.begin), there = line(now_.begin);
        if (here == there) return fmt::format("before {}", token_in_words(now_));
        return fmt::format("at the end of this line, before {} in line {}", token_in_words(now_), there);
    }

    [[nodiscard]] JsonSlip open_text() const {
        const bool ends_file = now_.end >= text_.size();
        return {now_.begin,
                fmt::format("{}the quotation mark behind {} is missing", ends_file ? "the file ends too early: " : "",
                            shown(shown_part(now_).substr(1), kMostShown))};
    }

    [[nodiscard]] JsonSlip ends_too_early() const {
        std::string what = fmt::format("the file ends too early: the {} of line {} is not closed",
                                       brackets_.back().opening, line(brackets_.back().at));
        if (suspect_) {
            what = fmt::format(
                "the file ends too early: a closing bracket is missing. By its indentation, the {} of line "
                "{} should be closed before line {}",
                text_[suspect_->first], line(suspect_->first), line(suspect_->second));
        }
        return {text_.size(), std::move(what)};
    }

    [[nodiscard]] std::optional<JsonSlip> after_the_end() const {
        if (!is_closing()) return std::nullopt;
        std::string what =
            fmt::format("one {} too many: all brackets are closed in line {}", now_.mark, line(last_.begin));
        if (suspect_) {
            what += fmt::format(". By its indentation, the {} of line {} should not be closed in line {}",
                                text_[suspect_->first], line(suspect_->first), line(suspect_->second));
        }
        return JsonSlip{now_.begin, std::move(what)};
    }

    [[nodiscard]] std::optional<JsonSlip> wrong_bracket() const {
        const Bracket& open = brackets_.back();
        return JsonSlip{now_.begin,
                        fmt::format("the {} of line {} is not closed: {} is missing before this {}", open.opening,
                                    line(open.at), open.opening == '{' ? '}' : ']', now_.mark)};
    }

    /// What is known of elsewhere: comments, NaN, single quotation marks (the hints of document.cpp).
    [[nodiscard]] bool has_other_hint() const {
        const std::string_view word = shown_part(now_);
        const std::string_view without_sign = word.substr(word.starts_with('-') ? 1 : 0);
        return word.starts_with('/') || word.starts_with('#') || word.starts_with('\'') ||
               without_sign.starts_with("NaN") || without_sign.starts_with("nan") || without_sign.starts_with("Inf") ||
               without_sign.starts_with("inf");
    }

    [[nodiscard]] std::optional<JsonSlip> wrong_value() const {
        const bool in_object = !brackets_.empty() && brackets_.back().opening == '{';
        if (now_.kind == TokenKind::Mark) {
            if (is(':') || brackets_.empty()) return std::nullopt;
            if (in_object)
                return JsonSlip{last_.end,
                                fmt::format("the value of {} is missing behind the colon", text_in_words(before_))};
            if (is(',')) return JsonSlip{now_.begin, "one comma too many"};
            return is(']') ? std::nullopt : wrong_bracket();
        }
        if (brackets_.empty() || has_other_hint()) return std::nullopt;
        const std::string_view word = shown_part(now_);
        constexpr std::array<std::array<std::string_view, 2>, 7> kOthers{{{"True", "true"},
                                                                          {"TRUE", "true"},
                                                                          {"yes", "true"},
                                                                          {"False", "false"},
                                                                          {"FALSE", "false"},
                                                                          {"no", "false"},
                                                                          {"None", "null"}}};
        for (const auto& [typed, meant] : kOthers)
            if (word == typed) return JsonSlip{now_.begin, fmt::format("{} is written {} in JSON", typed, meant)};
        if (word.size() > 1 && word.ends_with('%')) {
            const std::optional<double> percent = typed_value(word.substr(0, word.size() - 1), {});
            if (percent)
                return JsonSlip{now_.begin,
                                fmt::format("a share has no %: {:g} % is written {:g}", *percent, *percent / 100.0)};
        }
        if (const std::string number = as_json(word); !number.empty())
            return JsonSlip{now_.begin, fmt::format("{} is written {} in JSON", in_words(now_), number)};
        // All words up to the next mark belong to the text that was meant.
        std::size_t end = now_.begin;
        while (end < text_.size() && text_[end] != '\n' && text_[end] != '"' && !is_mark(text_[end])) ++end;
        std::string_view whole = text_.substr(now_.begin, end - now_.begin);
        while (!whole.empty() && is_blank(whole.back())) whole.remove_suffix(1);
        return JsonSlip{now_.begin,
                        fmt::format("texts stand between quotation marks: \"{}\"", shown(whole, kMostShown))};
    }

    [[nodiscard]] std::optional<JsonSlip> wrong_name() const {
        if (now_.kind == TokenKind::Mark) {
            if (is('}')) return std::nullopt;  // a comma before it
            if (is(']')) return wrong_bracket();
            if (is(',')) return JsonSlip{now_.begin, "one comma too many"};
            return JsonSlip{now_.begin,
                            fmt::format("a name, such as \"days\": , is missing before this {}", now_.mark)};
        }
        if (has_other_hint()) return std::nullopt;
        const std::string_view word = shown_part(now_);
        const bool goes_on = last_.kind == TokenKind::Mark && last_.mark == ',' && last_.end == now_.begin &&
                             before_.kind == TokenKind::Word && before_.end == last_.begin &&
                             is_json_number(shown_part(before_)) && is_digit(word.front());
        if (goes_on) {
            std::size_t end = now_.end;
            while (end + 3 < text_.size() && text_[end] == ',' && has_digits_only(text_.substr(end + 1, 3))) end += 4;
            const std::string_view number = text_.substr(before_.begin, end - before_.begin);
            if (const std::string plain = as_json(number); !plain.empty())
                return JsonSlip{last_.begin,
                                fmt::format("a comma inside a number: {} is written {} in JSON", number, plain)};
        }
        return JsonSlip{now_.begin, fmt::format("names stand between quotation marks: \"{}\"", in_words(now_))};
    }

    [[nodiscard]] std::optional<JsonSlip> no_colon() const {
        const std::string name = text_in_words(last_);
        if (now_.kind == TokenKind::Word && shown_part(now_).starts_with('='))
            return JsonSlip{now_.begin, fmt::format("a colon stands between {} and its value, not =", name)};
        if (is(',') || is_closing())
            return JsonSlip{last_.end, fmt::format("a colon and a value are missing behind {}", name)};
        return JsonSlip{last_.end, fmt::format("the colon behind {} is missing", name)};
    }

    [[nodiscard]] std::optional<JsonSlip> no_comma() const {
        if (is_closing()) return wrong_bracket();
        if (is(':') || (now_.kind == TokenKind::Word && has_other_hint())) return std::nullopt;
        const bool touches = last_.end == now_.begin;
        if (last_.kind == TokenKind::Text && now_.kind == TokenKind::Word && touches)
            return JsonSlip{last_.end - 1, "a quotation mark inside a text is written \\\""};
        const bool same_line = line(last_.begin) == line(now_.begin);
        if (same_line && last_.kind == TokenKind::Word && now_.kind == TokenKind::Word) {
            const std::string_view number = text_.substr(last_.begin, now_.end - last_.begin);
            if (const std::string plain = as_json(number); !plain.empty())
                return JsonSlip{last_.end,
                                fmt::format("a blank inside a number: {} is written {} in JSON", number, plain)};
        }
        return JsonSlip{last_.end, fmt::format("a comma is missing {}", missing_before())};
    }

    std::string_view text_;
    std::size_t stopped_at_;
    Token before_, last_, now_;
    Wants wants_ = Wants::Value;
    std::vector<Bracket> brackets_;
    std::optional<std::pair<std::size_t, std::size_t>> suspect_;  ///< an opening bracket and the closing one of it
};

}  // namespace

std::optional<JsonSlip> find_json_slip(std::string_view text, std::size_t stopped_at) {
    return SlipFinder(text, stopped_at).find();
}

}  // namespace pasar
