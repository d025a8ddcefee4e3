// Whatever is wrong with a result folder that is read back, the answer is a sentence with the file and line: no crash,
// no gigabytes, nothing left behind. PASAR_FUZZ=10000 changes the tables that often, in place of some hundred times.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "reports/report.h"
#include "scenarios/csv_reader.h"
#include "scenarios/faults.h"
#include "tests/run_program.h"
#include "tests/sanitized.h"
#include "tests/says.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

/// Results of every command that leaves tables, made once.
class Results {
public:
    Results() {
        std::string text = small_scenario();
        text.replace(text.find("\"days\": 20"), 10, "\"days\": 35");
        text.replace(text.find("\"buyers\": 2000"), 14, "\"buyers\": 150");
        text.replace(text.find("\"replications\": 3"), 17, "\"replications\": 2");
        folder_.write("small.json", text);
        const std::string vary = "models.Marketplace.revenue.commission=0.05:0.3";
        make({"compare", "--orders", "0.5"});
        make({"break-even", "--vary", vary, "--steps", "3"});
        make({"map", "--vary", vary, "--vary", "market.wishes.rate_per_day=0.02:0.05", "--steps", "2"});
        make({"sweep", "--vary", vary + ":3"});
        make({"sensitivity", "--vary", vary, "--points", "2"});
        make({"best", "--vary", vary, "--points", "3", "--model", "Marketplace"});
        make({"why", "--cause", "fraud", "--cause", "lost", "--model", "Marketplace"});
        make({"run", "--model", "Marketplace", "--auctions", "--set", "models.Marketplace.matching.kind=auction",
              "--set", "models.Marketplace.auction.days=3", "--set", "market.bidding.late_lost=0.2", "--set",
              "market.buyers=1500"});
    }

    [[nodiscard]] const std::vector<fs::path>& folders() const { return folders_; }

private:
    void make(std::vector<std::string> words) {
        const fs::path out = folder_ / words.front();
        words.insert(words.begin() + 1, "small.json");
        words.insert(words.end(), {"--quiet", "--out", out.string()});
        const Outcome outcome = run_pasar(words, folder_.path());
        CHECK_MESSAGE(outcome.exit_code == 0, words.front(), outcome.err);
        if (outcome.exit_code == 0) folders_.push_back(out);
    }

    TemporaryFolder folder_;
    std::vector<fs::path> folders_;
};

const Results& results() {
    static const Results all;
    return all;
}

struct Answer {
    int exit_code = 0;  ///< as the program's, or a signal's number less than zero
    std::string message;
};

/// What the program says and does about it, in a process of its own that gets half a gigabyte and some seconds.
Answer report_on(const fs::path& folder) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
#if !defined(PASAR_TEST_IS_SANITIZED)
        std::ifstream sizes("/proc/self/statm");
        rlim_t pages = 0;
        sizes >> pages;
        const rlim_t bytes = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + (rlim_t{512} << 20U);
        const rlimit memory{bytes, bytes};
        setrlimit(RLIMIT_AS, &memory);
        const rlimit seconds{60, 60};
        setrlimit(RLIMIT_CPU, &seconds);
#endif
        for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS}) ::signal(signal, SIG_DFL);
        int code = 0;
        std::string message;
        try {
            (void)renew_report(folder);
        } catch (const InvalidScenario& error) {
            code = 2;
            message = error.what();
        } catch (const BadTable& error) {
            code = 2;
            message = error.what();
        } catch (const NoResult& error) {
            code = 2;
            message = error.what();
        } catch (const std::exception& error) {
            code = 1;
            message = error.what();
        }
        message = message.substr(0, 4000);
        (void)!write(ends[1], message.data(), message.size());
        _exit(code);
    }
    close(ends[1]);
    Answer answer;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
        answer.message.append(buffer, static_cast<std::size_t>(got));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    answer.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return answer;
}

void write_over(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

/// A table as lines of cells; those of these results hold no quotes.
using Rows = std::vector<std::vector<std::string>>;

Rows rows_in(const std::string& text) {
    Rows rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.ends_with('\r')) line.pop_back();
        std::vector<std::string>& cells = rows.emplace_back(1);
        for (const char character : line) {
            if (character == ',')
                cells.emplace_back();
            else
                cells.back() += character;
        }
    }
    return rows;
}

std::string text_of(const Rows& rows) {
    std::string text;
    for (const std::vector<std::string>& cells : rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? "," : "") + cells[i];
        text += "\r\n";
    }
    return text;
}

std::string long_text(std::size_t length) { return std::string(length, 'x'); }

/// The table with one thing wrong.
std::string spoilt(const std::string& text, std::mt19937& dice) {
    const auto below = [&](std::size_t end) {
        return static_cast<std::size_t>(dice()) % std::max<std::size_t>(1, end);
    };
    static const std::vector<std::string> kCells{"-10",
                                                 "-1",
                                                 "999999999999",
                                                 "99999999999999999999",
                                                 "1e308",
                                                 "-1e308",
                                                 "nan",
                                                 "Inf",
                                                 "-Inf",
                                                 "",
                                                 "1e-300",
                                                 "not a number",
                                                 "Nobody's model",
                                                 "0.5",
                                                 "1;2",
                                                 "\"",
                                                 "\"a\"b",
                                                 "'=cmd()",
                                                 "0x10",
                                                 " 7 ",
                                                 "\xFF\xFE",
                                                 "\xE2\x80\xAE",
                                                 "2026-13-45",
                                                 long_text(100'000)};
    Rows rows = rows_in(text);
    const std::size_t row = 1 + below(rows.size() - 1);
    const std::size_t column = below(rows.front().size());
    switch (below(12)) {
        case 0:
            return text.substr(0, below(text.size()));
        case 1:
            for (auto& cells : rows) cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(column));
            break;
        case 2:
            for (auto& cells : rows) cells.push_back(cells[column]);
            break;
        case 3:
            for (auto& cells : rows) std::swap(cells[column], cells.back());
            break;
        case 4:
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row), rows.end());
            break;
        case 5:
            if (row < rows.size()) rows.push_back(rows[row]);
            break;
        case 6: {
            std::string bytes = text;
            for (int i = 0; i < 8 && !bytes.empty(); ++i) bytes[below(bytes.size())] = static_cast<char>(dice());
            return bytes;
        }
        case 7:
            if (row < rows.size()) std::swap(rows[row], rows.back());
            break;
        default:
            if (row < rows.size()) rows[row][column] = kCells[below(kCells.size())];
            break;
    }
    return text_of(rows);
}

std::string spoilt_manifest(const std::string& text, std::mt19937& dice) {
    const auto below = [&](std::size_t end) {
        return static_cast<std::size_t>(dice()) % std::max<std::size_t>(1, end);
    };
    static const std::vector<std::string> kValues{"-1", "1e18", "1e999", "null", "\"x\"", "[]",
                                                  "{}", "true", "NaN",   "0.5",  "\"\"",  "9223372036854775807"};
    std::string bytes = text;
    switch (below(5)) {
        case 0:
            return text.substr(0, below(text.size()));
        case 1:
            return std::string(100'000, '[');
        case 2:
            bytes[below(bytes.size())] = static_cast<char>(dice());
            return bytes;
        default: {
            // In place of the value behind some colon.
            const std::size_t colon = text.find(": ", below(text.size()));
            if (colon == std::string::npos) return "";
            const std::size_t end = text.find_first_of(",}\n", colon);
            return text.substr(0, colon + 2) + kValues[below(kValues.size())] + text.substr(end);
        }
    }
}

std::string name_of_table(const fs::path& file) { return file.filename().string(); }

/// Puts `text` in the place of the file, asks for a report and looks at the answer; then all is as before.
void try_with(const fs::path& folder, const fs::path& file, const std::string& text) {
    const std::string before = contents(file);
    const std::string page = contents(folder / "report.html");
    write_over(file, text);
    const Answer answer = report_on(folder);
    const std::string what =
        folder.filename().string() + "/" + name_of_table(file) + ": " + answer.message + "\n" + text.substr(0, 300);
    CHECK_MESSAGE((answer.exit_code == 0 || answer.exit_code == 2), answer.exit_code, " ", what);
    if (answer.exit_code == 2) {
        CHECK_MESSAGE(answer.message.find(name_of_table(file)) != std::string::npos, what);
        CHECK_MESSAGE(contents(folder / "report.html") == page, what);
    }
    for (const auto& entry : fs::directory_iterator(folder))
        CHECK_MESSAGE(!entry.path().filename().string().starts_with('.'), what);
    write_over(file, before);
    if (answer.exit_code == 0) {
        write_over(folder / "report.html", page);
    }
}

std::vector<fs::path> files_of(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".csv" || entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The message about a table of compare, or of another result, in which one cell holds something else.
std::string message_for(const std::string& table, const std::string& column, const std::string& value,
                        const fs::path& folder = results().folders().front()) {
    const std::string before = contents(folder / table);
    Rows rows = rows_in(before);
    const auto position = std::find(rows.front().begin(), rows.front().end(), column) - rows.front().begin();
    REQUIRE(static_cast<std::size_t>(position) < rows.front().size());
    rows.at(2).at(static_cast<std::size_t>(position)) = value;
    write_over(folder / table, text_of(rows));
    const Answer answer = report_on(folder);
    write_over(folder / table, before);
    CHECK(answer.exit_code == 2);
    return answer.message;
}

}  // namespace

TEST_CASE("every result that a command leaves is read back without a word") {
    for (const fs::path& folder : results().folders()) {
        const Answer answer = report_on(folder);
        CHECK_MESSAGE(answer.exit_code == 0, folder.filename().string(), ": ", answer.message);
    }
}

TEST_CASE("a cell that cannot be is told with file, line and column, and what may stand there") {
    const std::string age = message_for("cohorts.csv", "age_months", "-10");
    CHECK_MESSAGE(says(age, "cohorts.csv:3: column age_months: found \"-10\"; allowed: a whole number from 0 to 1"),
                  age);
    const std::string huge = message_for("cohorts.csv", "cohort_month", "4000000000");
    CHECK_MESSAGE(says(huge, "cohorts.csv:3: column cohort_month"), huge);
    const std::string day = message_for("ledger.csv", "day", "35");
    CHECK_MESSAGE(says(day, "ledger.csv:3: column day: found \"35\"; allowed: a whole number from 0 to 34"), day);
    const std::string follows = message_for("daily.csv", "day", "7");
    CHECK_MESSAGE(says(follows, "daily.csv:3: column day: found \"7\"; allowed: 1, the day that follows"), follows);
    const std::string model = message_for("kpis.csv", "model", "Own stor");
    CHECK_MESSAGE(says(model, "kpis.csv:3: column model: found \"Own stor\""), model);
    CHECK_MESSAGE(says(model, "did you mean \"Own store\"?"), model);
    const std::string orders = message_for("daily.csv", "orders", "-1");
    CHECK_MESSAGE(says(orders, "daily.csv:3: column orders: found \"-1\"; allowed: a number, 0 or more"), orders);
    const std::string words = message_for("summary.csv", "mean", "many");
    CHECK_MESSAGE(says(words, "summary.csv:3: column mean: found \"many\"; allowed: a number"), words);
    const std::string share = message_for("couriers.csv", "success_rate", "1.5");
    CHECK_MESSAGE(says(share, "column success_rate: found \"1.5\"; allowed: a number from 0 to 1"), share);
    const std::string counted = message_for("daily.csv", "counted", "1");
    CHECK_MESSAGE(says(counted, "daily.csv:3: column counted: found \"1\"; allowed: yes or no"), counted);
}

TEST_CASE("auctions and their bids are read back as strictly") {
    const fs::path folder = results().folders().back();
    REQUIRE(folder.filename() == "run");
    const auto refused = [&](const char* table, const char* column, const char* value) {
        const std::string message = message_for(table, column, value, folder);
        CHECK_MESSAGE(
            says(message, std::string(table) + ":3: column " + column + ": found \"" + value + "\"; allowed: "),
            message);
        return message;
    };
    CHECK(says(refused("auctions.csv", "closed_day", "35"), "a whole number from 0 to 34"));
    CHECK(says(refused("auctions.csv", "buyer", "-1"), "a whole number from 0 to"));
    CHECK(says(refused("auctions.csv", "bids_made", "-1"), "a number, 0 or more"));
    CHECK(says(refused("auctions.csv", "start_price", "-1"), "a number, 0 or more"));
    CHECK(says(refused("auctions.csv", "won_by_best", "perhaps"), "yes or no"));
    CHECK(says(refused("auctions.csv", "result", "sold"), "unsold, paid, unpaid, paid_by_runner_up, seller_gone"));
    CHECK(says(refused("bids.csv", "number", "0"), "a whole number, 1 or more"));
    CHECK(says(refused("bids.csv", "buyer", "Ani"), "a whole number"));
    CHECK(says(refused("bids.csv", "most", "much"), "a number"));
    CHECK(says(refused("bids.csv", "leads", "1"), "yes or no"));
    // A day of the run, but not of this auction: the page finds that.
    const Rows bids = rows_in(contents(folder / "bids.csv"));
    const auto closed = std::find(bids.front().begin(), bids.front().end(), "closed_day") - bids.front().begin();
    const int after = std::stoi(bids.at(1).at(static_cast<std::size_t>(closed))) + 1;
    REQUIRE(after < 35);
    CHECK(says(refused("bids.csv", "day", std::to_string(after).c_str()), "a whole number from"));
}

TEST_CASE("a table without its rows is no table") {
    const fs::path folder = results().folders().front();
    for (const char* table : {"summary.csv", "comparison.csv", "daily.csv", "cohorts.csv", "kpis.csv"}) {
        const std::string before = contents(folder / table);
        write_over(folder / table, before.substr(0, before.find('\n') + 1));
        const Answer answer = report_on(folder);
        write_over(folder / table, before);
        CHECK_MESSAGE(answer.exit_code == 2, table);
        CHECK_MESSAGE(says(answer.message, std::string(table) + ":1: found 0 rows; allowed: "), answer.message);
    }
}

TEST_CASE("a manifest is checked like a scenario") {
    const fs::path folder = results().folders().front();
    const fs::path file = folder / "manifest.json";
    const std::string before = contents(file);
    const auto message = [&](const std::string& pointer, const nlohmann::ordered_json& value) {
        auto manifest = nlohmann::ordered_json::parse(before);
        manifest[nlohmann::ordered_json::json_pointer(pointer)] = value;
        write_over(file, manifest.dump(2));
        const Answer answer = report_on(folder);
        write_over(file, before);
        CHECK(answer.exit_code == 2);
        return answer.message;
    };
    const std::string days = message("/scenario/days", 1e15);
    CHECK_MESSAGE(says(days, "/days: found 1000000000000000; allowed: a whole number from 1 to 36500"), days);
    const std::string rows = message("/files/0/rows", -5);
    CHECK_MESSAGE(says(rows, "/files/0/rows: found -5; allowed: a whole number from 0"), rows);
    CHECK(says(rows, "manifest.json:"));
    CHECK(says(message("/files/0/name", "../daily.csv"),
               "/files/0/name: found \"../daily.csv\"; allowed: the name of a file"));
    CHECK(says(message("/answer", 7), "/answer: found 7; allowed: a list of texts"));
    CHECK(says(message("/replications", 0), "/replications: found 0; allowed: a whole number from 1 to"));
}

TEST_CASE("whatever is changed in a result folder, the report is made or refused with the name of the file") {
    const char* const asked = std::getenv("PASAR_FUZZ");
    const int tries = asked != nullptr ? std::atoi(asked) : 120;
    std::mt19937 dice(20260101);  // the same changes each time
    std::vector<std::pair<fs::path, fs::path>> all;
    for (const fs::path& folder : results().folders()) {
        for (const fs::path& file : files_of(folder)) all.emplace_back(folder, file);
    }
    REQUIRE(all.size() > 40);
    std::shuffle(all.begin(), all.end(), dice);
    for (int i = 0; i < tries; ++i) {
        const auto& [folder, file] = all[static_cast<std::size_t>(i) % all.size()];
        const std::string text = contents(file);
        try_with(folder, file, file.extension() == ".json" ? spoilt_manifest(text, dice) : spoilt(text, dice));
    }
}
