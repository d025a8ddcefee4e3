#include "cli/unknown_words.h"

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/called.h"
#include "cli/options.h"
#include "scenarios/find_file.h"
#include "scenarios/nearest.h"
#include "words/text.h"

namespace pasar {

namespace {

bool is_option(const std::string& word) { return word.starts_with("--") || (word.size() == 2 && word[0] == '-'); }

}  // namespace

void refuse_unknown_command(const CLI::App& app, const std::vector<std::string>& words) {
    if (words.empty() || words.front().starts_with("-")) return;
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (command->get_name() == words.front()) return;
        names.push_back(command->get_name());
    }
    throw BadInput(
        fmt::format("there is no command {}; {}", printable(words.front()), did_you_mean(words.front(), names)));
}

std::string unknown_option(const CLI::App& app, const std::vector<std::string>& words) {
    for (const CLI::App* command : app.get_subcommands()) {
        std::vector<std::string> names;
        for (const CLI::Option* option : command->get_options()) {
            if (option->get_lnames().empty() || option->get_group() == kHidden) continue;
            names.push_back("--" + option->get_lnames().front());
        }
        for (const std::string& word : words) {
            const std::string name = word.substr(0, word.find('='));
            if (!name.starts_with("--") || command->get_option_no_throw(name) != nullptr) continue;
            const std::string hint = did_you_mean(name, names);
            return fmt::format(
                "there is no option {} of {}; {}", printable(name), command->get_name(),
                hint.empty() ? fmt::format("{} {} --help lists them", called_as(), command->get_name()) : hint);
        }
    }
    return "";
}

std::string word_too_many(const std::vector<std::string>& words, const std::string& extra) {
    const auto at = std::find(words.begin(), words.end(), extra);
    const auto option = std::find_if(std::make_reverse_iterator(at), words.rend(), is_option);
    const std::string rule = "what holds blanks is written in quotation marks";
    if (option == words.rend()) return fmt::format("found {}, one word too many; {}", printable(extra), rule);
    std::string value;
    int parts = 0;
    for (auto word = option.base(); word != words.end() && !is_option(*word); ++word, ++parts) {
        if (std::filesystem::exists(find_scenario(*word))) break;
        value += (value.empty() ? "" : " ") + *word;
    }
    if (parts < 2) return fmt::format("found {}, one word too many; {}", printable(extra), rule);
    return fmt::format("found {} after {}; {}: {} '{}'", printable(extra), printable(*option), rule, printable(*option),
                       printable(value, 200));
}

}  // namespace pasar
