// One long command from its arguments to its result folder: what it was asked to do, what an earlier try at it has done
// already, how it uses the machine, and how it ends.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/arguments.h"
#include "cli/progress.h"
#include "reports/result/csv.h"
#include "reports/result/journal.h"
#include "reports/result/manifest.h"
#include "reports/result/result_folder.h"
#include "scenarios/read.h"
#include "sim/experiments/batch.h"
#include "words/language.h"

namespace pasar {

/// The arguments with the measure that --for stands for, and with what an unfinished result (--resume), or the manifest
/// that stands for the scenario file, remembers of them. Throws BadInput for an unfinished result that is none, or of
/// another command or program. A side of another name may be the scenario's firm, which CommandRun looks up.
[[nodiscard]] Arguments recalled(Arguments arguments);

/// Indices into Scenario::models of the models of these names, in the scenario's order; all for no names. Throws
/// BadInput.
[[nodiscard]] std::vector<std::size_t> positions_of(const Scenario& scenario, const std::vector<std::string>& names);

/// Index of a key figure. Throws BadInput that names `option`, with the nearest known name.
[[nodiscard]] std::size_t kpi_of(std::string_view option, std::string_view name);

/// Position of the model of this name among `positions`, indices into Scenario::models. Throws BadInput that names
/// `option`.
[[nodiscard]] std::size_t position_of(std::string_view option, const Scenario& scenario,
                                      const std::vector<std::size_t>& positions, const std::string& name);

/// Those that --measure names; where it names none the profit of the scenario's firm, or contribution if it has none.
/// Throws BadInput.
[[nodiscard]] std::vector<std::size_t> kpis_of(const Task& task, const Scenario& scenario);

/// The command, and the world of studies, in which models compete.
inline constexpr std::string_view kCompete = "compete";
/// The same for each choice of channels of the scenario's firm (sim/experiments/channels.h).
inline constexpr std::string_view kChannels = "channels";

class CommandRun {
public:
    /// Loads the scenario and checks what can be checked without running. Pre: the arguments are recalled().
    explicit CommandRun(const Arguments& arguments);

    [[nodiscard]] const LoadedScenario& loaded() const { return loaded_; }
    [[nodiscard]] const Scenario& scenario() const { return loaded_.scenario; }
    [[nodiscard]] const Task& task() const { return task_; }
    [[nodiscard]] int threads() const { return threads_; }
    /// How its tables are written.
    [[nodiscard]] CsvLocale csv_locale() const;
    /// Bytes that runs may use together.
    [[nodiscard]] double memory_bytes() const { return memory_bytes_; }
    /// Whether models share one world.
    [[nodiscard]] bool competes() const {
        return task_.world == kCompete || task_.world == kChannels || task_.command == kCompete;
    }
    /// Bytes that a run of the largest of these models takes; of all of them where they share one world. Throws
    /// BadInput where that is more than there is.
    [[nodiscard]] double bytes_per_run(const std::vector<std::size_t>& models, bool tables) const;
    /// Throws BadInput where the key figures of so many runs do not fit into memory, naming the options that ask for
    /// them.
    void refuse_unless_kept(double runs, std::string_view options) const;

    /// Opens the result folder, or the unfinished one. To be called once, after everything that may refuse the
    /// arguments.
    void open_folder();
    [[nodiscard]] const std::filesystem::path& working() const { return folder_->working(); }
    /// What is in the tables of the unfinished result; no runs at the beginning.
    [[nodiscard]] const JournalEntry& done() const { return done_; }

    /// Shows progress over so many more steps, unless asked to be quiet.
    void expect_steps(std::int64_t more);
    [[nodiscard]] std::function<void()> step();

    /// Notes that another run is in the tables; `checkpoint` takes them down, to the disk itself where told.
    void note_run(const std::function<std::vector<FileRecord>(bool to_disk)>& checkpoint);

    /// Does the work; whatever stops it is thrown on, saying how to go on where runs were noted.
    void see_through(const std::function<void()>& work);

    /// What the manifest tells of the worlds of `compete`; before finish().
    void tell_arms(std::vector<ToldArm> arms) { arms_ = std::move(arms); }
    /// Writes manifest and reports, and puts the folder into its place. `replications` is how many there were in the
    /// end.
    void finish(const std::vector<FileRecord>& files, const std::vector<std::string>& answer, std::int64_t replications,
                int threads);
    /// After finish(): the last line of the screen.
    [[nodiscard]] std::string closing_line(Language language = Language::English) const;

private:
    [[nodiscard]] std::string how_to_go_on() const;

    const Arguments& arguments_;
    LoadedScenario loaded_;
    Task task_;
    int threads_;
    double memory_bytes_;
    std::vector<std::string> command_line_;
    RunTimes times_;
    std::unique_ptr<ResultFolder> folder_;
    JournalEntry done_;
    std::unique_ptr<Journal> journal_;
    std::unique_ptr<Progress> progress_;
    std::int64_t runs_ = 0;  ///< noted, earlier tries included
    std::size_t tables_ = 0;
    std::vector<ToldArm> arms_;
};

}  // namespace pasar
