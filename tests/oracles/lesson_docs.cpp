// What docs/lessons tell students to type: every scenario, path, value, model, measure, table and column there is one
// that the program knows.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "scenarios/settings.h"
#include "sim/counts/measures.h"

using namespace pasar;

namespace {

std::filesystem::path repository_file(const std::string& file) {
    return std::filesystem::path(PASAR_SOURCE_FOLDER) / file;
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    INFO(path);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The first group of every match.
std::vector<std::string> all_matches(const std::string& text, const char* pattern) {
    std::vector<std::string> found;
    const std::regex regex(pattern);
    for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match)
        found.push_back((*match)[1].str());
    return found;
}

/// The words of a command as a shell takes them: quotes keep blanks, a backslash at the end of a line goes on.
std::vector<std::string> shell_words(const std::string& line) {
    std::vector<std::string> words(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '\'')
            quoted = !quoted;
        else if (!quoted && (c == ' ' || c == '\n' || c == '\\'))
            words.emplace_back();
        else
            words.back() += c;
    }
    std::erase(words, "");
    return words;
}

/// A lesson: its text, the scenario it is about, and the commands of its blocks of code.
struct LessonDoc {
    std::string file, text, scenario;
    std::vector<std::vector<std::string>> commands;
};

std::vector<LessonDoc> lesson_docs() {
    std::vector<LessonDoc> lessons;
    for (const auto& entry : std::filesystem::directory_iterator(repository_file("docs/lessons"))) {
        LessonDoc lesson{.file = entry.path().filename().string(), .text = text_of(entry.path())};
        for (const std::string& command : all_matches(lesson.text, R"re(\n\./run ((?:[^\n]*\\\n)*[^\n]*))re"))
            lesson.commands.push_back(shell_words(command));
        if (lesson.file != "README.md") {
            const auto named = all_matches(lesson.text, R"re(\n\*Scenario `([^`]+)`)re");
            INFO(lesson.file);
            REQUIRE(named.size() == 1);
            lesson.scenario = "scenarios/" + named.front() + ".json";
        }
        lessons.push_back(std::move(lesson));
    }
    REQUIRE(lessons.size() == 13);
    return lessons;
}

/// What follows an option, each time it is given.
std::vector<std::string> values_of(const std::vector<std::string>& command, const std::string& option) {
    std::vector<std::string> values;
    for (std::size_t word = 0; word + 1 < command.size(); ++word)
        if (command[word] == option) values.push_back(command[word + 1]);
    return values;
}

/// `PATH=LOW:HIGH` or `PATH=A,B,C`: each value is set in turn, which throws where path or value are not allowed.
void try_values(const LoadedScenario& scenario, const std::string& vary) {
    const std::size_t equals = vary.find('=');
    REQUIRE(equals != std::string::npos);
    const std::string path = vary.substr(0, equals);
    CHECK(find_path(*scenario.resolved, path).field != nullptr);
    for (const std::string& value : all_matches(vary.substr(equals + 1), "([^:,]+)"))
        CHECK_NOTHROW((void)with_settings(scenario, std::vector<std::string>{path + "=" + value}));
}

}  // namespace

TEST_CASE("the commands of the lessons name scenarios, paths, values, models and measures that there are") {
    std::size_t commands = 0;
    for (const LessonDoc& lesson : lesson_docs()) {
        for (const std::vector<std::string>& command : lesson.commands) {
            REQUIRE(command.size() >= 2);
            INFO(lesson.file << ": ./run " << command[0] << ' ' << command[1]);
            REQUIRE(command[1].starts_with("scenarios/"));
            const LoadedScenario loaded = load_scenario(repository_file(command[1]), values_of(command, "--set"));
            for (const std::string& vary : values_of(command, "--vary")) try_values(loaded, vary);
            for (const std::string& model : values_of(command, "--model"))
                CHECK(std::ranges::count(loaded.scenario.models, model, &ModelSpec::name) == 1);
            for (const std::string& measure : values_of(command, "--measure")) CHECK(find_kpi(measure) < kKpiCount);
            ++commands;
        }
    }
    CHECK(commands >= 15);
}

TEST_CASE("the text of the lessons names scenarios, paths and files that there are") {
    for (const LessonDoc& lesson : lesson_docs()) {
        INFO(lesson.file);
        for (const std::string& scenario : all_matches(lesson.text, R"re((scenarios/[\w-]+\.json))re"))
            CHECK_MESSAGE(std::filesystem::exists(repository_file(scenario)), scenario);
        for (const std::string& link : all_matches(lesson.text, R"re(\]\(([^)#]+))re"))
            CHECK_MESSAGE(std::filesystem::exists(repository_file("docs/lessons/" + link)), link);
        if (lesson.scenario.empty()) continue;
        const LoadedScenario loaded = load_scenario(repository_file(lesson.scenario));
        for (const std::string& set : all_matches(lesson.text, R"re(`--set ([^`]+)`)re"))
            CHECK_NOTHROW((void)with_settings(loaded, std::vector<std::string>{set}));
        for (const std::string& vary : all_matches(lesson.text, R"re(`((?:market|models)\.[^`=]+=[^`]+)`)re"))
            try_values(loaded, vary);
    }
}

TEST_CASE("what the lessons read from result folders was written before, and has the columns they ask for") {
    const std::string tables = text_of(repository_file("docs/measures.md"));
    for (const LessonDoc& lesson : lesson_docs()) {
        INFO(lesson.file);
        std::set<std::string> written;
        for (const std::vector<std::string>& command : lesson.commands)
            for (const std::string& out : values_of(command, "--out")) CHECK(written.insert(out).second);
        for (const std::string& folder : all_matches(lesson.text, R"re((results/[\w-]+))re"))
            CHECK_MESSAGE(written.contains(folder), folder);
        for (const std::string& table : all_matches(lesson.text, R"re(results/[\w-]+/(\w+\.csv))re"))
            CHECK_MESSAGE(tables.find("## " + table) != std::string::npos, table);
        for (const std::string& column : all_matches(lesson.text, R"re(c\["(\w+)"\])re"))
            CHECK_MESSAGE(tables.find("| `" + column + "` |") != std::string::npos, column);
    }
}

TEST_CASE("every lesson is in the index, and takes 45 minutes") {
    const std::string index = text_of(repository_file("docs/lessons/README.md"));
    for (const LessonDoc& lesson : lesson_docs()) {
        if (lesson.scenario.empty()) continue;
        INFO(lesson.file);
        CHECK(index.find("(" + lesson.file + ")") != std::string::npos);
        int minutes = 0;
        for (const std::string& step : all_matches(lesson.text, R"re(\((\d+) minutes\))re")) minutes += std::stoi(step);
        CHECK(minutes == 45);
    }
}
