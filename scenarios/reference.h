// Every parameter told about in words: docs/parameters.md and `pasar explain`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pasar {

struct Parameter {
    std::string path;           ///< such as market.couriers[].loss, [] standing for any entry of the list
    std::string type;           ///< switch, whole number, number, money, text, choice, group, list, list of texts
    std::string_view unit;      ///< may be empty
    std::string default_value;  ///< as JSON; of a list without the details of its entries
    double min;                 ///< -infinity where there is none; for lists the fewest entries
    double max;                 ///< infinity where there is none; for lists the most entries
    std::string allowed;        ///< the range or the names to choose from, in words
    std::string_view says;      ///< one sentence
    std::string_view source;    ///< where the default comes from; empty for names and groups
};

/// All parameters in the order of describe(), groups and lists before what is in them.
[[nodiscard]] const std::vector<Parameter>& parameters();

struct Explanation {
    std::vector<Parameter> entries;    ///< what fits, best first; a group is followed by its members
    std::vector<std::string> nearest;  ///< when nothing fits: paths with a similar name
    bool by_name = false;              ///< whether they are named so, and not only told about in such words
};
/// Finds parameters by path (entries of lists by name, number, [] or left out), by the end of a path or what a list has
/// many of ("courier" is models[].fulfilment.courier and all of market.couriers), or by words of their name, sentence
/// or source.
[[nodiscard]] Explanation explain(std::string_view path_or_words);
/// Whether each of the words, parted by blanks, stands in the text; capitals do not count. No words stand in any text.
[[nodiscard]] bool holds_all_words(std::string_view text, std::string_view words);
/// What is found as text for a terminal; empty for nothing.
[[nodiscard]] std::string text_of(const Explanation& explanation);

/// docs/parameters.md.
[[nodiscard]] std::string parameters_markdown();

}  // namespace pasar
