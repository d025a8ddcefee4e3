// More than fits into memory: refused before anything runs, or ended with a sentence that names the parameter.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/run_program.h"
#include "tests/sanitized.h"
#include "tests/temporary_folder.h"

using namespace pasar::testing;

namespace {

Outcome refused(const TemporaryFolder& folder, const std::vector<std::string>& words) {
    Outcome outcome = run_pasar(words, folder.path());
    CHECK_MESSAGE(outcome.exit_code == 2, outcome.err);
    CHECK(folder.names().size() == 1);
    return outcome;
}

}  // namespace

TEST_CASE("what does not fit is refused with the parameter that asks for it, which need not be buyers") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome sellers = refused(folder, {"compare", "small.json", "--set", "market.sized_for=0", "--set",
                                             "models.Marketplace.supply.sellers=1e8"});
    CHECK_MESSAGE(sellers.err.find("lower models.Marketplace.supply.sellers") != std::string::npos, sellers.err);
    const Outcome points =
        refused(folder, {"sensitivity", "small.json", "--vary", "market.wishes.rate_per_day=0.01:0.1", "--points",
                         "1000000", "--replications", "1000"});
    CHECK_MESSAGE(points.err.find("lower --points or --replications") != std::string::npos, points.err);
}

#if !defined(PASAR_TEST_IS_SANITIZED)
TEST_CASE("a market that outgrows the memory it is given ends in exit code 3 and says what grew") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    // The system gives this process no more than so many kilobytes.
    const std::string line = "cd '" + folder.path().string() + "' && ulimit -v 1500000 && exec '" + PASAR_PROGRAM +
                             "' run small.json --model Marketplace --replications 1 --threads 1 --out result"
                             " --set days=200 --set market.sellers.entry_per_day=1000"
                             " --set market.sellers.gives_up_per_day=0 --set market.sellers.fixed_cost_per_month=0"
                             " --set market.sellers.outside_income_per_month=0 --set market.sellers.entry_cost=0"
                             " --set market.sellers.idle_days_to_exit=36500 > out 2> err";
    const int status = std::system(line.c_str());
    const std::string err = contents(folder / "err");
    REQUIRE(WIFEXITED(status));
    CHECK_MESSAGE(WEXITSTATUS(status) == 3, err);
    CHECK_MESSAGE(err.find("market.sellers.entry_per_day") != std::string::npos, err);
    CHECK_FALSE(std::filesystem::exists(folder / "result"));
    CHECK_FALSE(std::filesystem::exists(folder / "result.unfinished"));
}
#endif
