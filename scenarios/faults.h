// What is wrong with a scenario: each fault with its place, what was found there and what is allowed. Faults are
// collected, so that a reader hears of all of them at once.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

struct Fault {
    std::string file;     ///< as the user knows it: a file's path, or "--set"
    int line = 0;         ///< 1-based; 0 where there is none
    std::string path;     ///< JSON pointer such as /models/0/supply/sellers, or the path given to --set
    std::string found;    ///< what stands there
    std::string allowed;  ///< what may stand there
    std::string hint;     ///< such as: did you mean "sellers"?
    int column = 0;       ///< 1-based, in bytes; 0 where it says nothing
};

/// One line: `my.json:12: /models/0/supply/sellers: found -5; allowed: a whole number from 0 to 100000000 (seller)`.
[[nodiscard]] std::string to_string(const Fault& fault);

/// Thrown when a scenario cannot be run. what() has one line for each fault.
struct InvalidScenario : std::runtime_error {
    explicit InvalidScenario(std::vector<Fault> all_faults, std::size_t more_faults = 0);
    std::vector<Fault> faults;  ///< at most kMostFaultsKept
    std::size_t more;           ///< faults beyond those
};

/// A reader stops reading messages long before this; a million faults would also be slow to make.
inline constexpr std::size_t kMostFaultsKept = 50;

/// Collects faults while a scenario is read.
class Faults {
public:
    void add(Fault fault);
    [[nodiscard]] std::size_t count() const { return kept_.size() + more_; }
    [[nodiscard]] bool empty() const { return kept_.empty(); }
    [[nodiscard]] const std::vector<Fault>& kept() const { return kept_; }
    /// False once further faults are only counted: then hints need not be worked out.
    [[nodiscard]] bool keeps_more() const { return kept_.size() < kMostFaultsKept; }
    /// Whether a fault was found at this pointer or below it.
    [[nodiscard]] bool touch(std::string_view pointer) const;
    /// Throws InvalidScenario with all faults, if there are any.
    void throw_if_any() const;

private:
    std::vector<Fault> kept_;
    std::size_t more_ = 0;
};

/// Text fit for one line of a message: control, direction and unseen characters escaped, invalid UTF-8 replaced, cut to
/// about `most` bytes.
[[nodiscard]] std::string shown(std::string_view text, std::size_t most = 60);
/// The same in quotation marks.
[[nodiscard]] std::string in_quotes(std::string_view text, std::size_t most = 60);

}  // namespace pasar
