#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "reports/page/page_sections.h"
#include "reports/result/column_rules.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// How many replications each model has; runs without a row in a table count too. Sums over them are told as means.
class SeenReplications {
public:
    explicit SeenReplications(std::size_t models) : most_(models, 1.0) {}
    void note(std::size_t model, std::int64_t replications) {
        most_[model] = std::max(most_[model], static_cast<double>(replications));
    }
    [[nodiscard]] double of(std::size_t model) const { return most_[model]; }

private:
    std::vector<double> most_;
};

SeenReplications replications_of(const PageSource& source) {
    SeenReplications replications(source.models.size());
    for (std::size_t model = 0; model < source.models.size(); ++model) {
        for (const MeasureFigures& figures : source.measures)
            replications.note(model, figures.models[model].replications);
    }
    return replications;
}

// --- Cohorts

/// Months of a run that the page shows; a longer one has all of them in cohorts.csv.
constexpr std::int64_t kMostCohortMonths = 60;

/// Summed over replications.
struct CohortCell {
    double buyers = 0.0;
    double retained = 0.0;
    bool complete = true;  ///< the month of this age was over when the run ended
};
/// By model, month of the first order and age.
using Cohorts = std::map<std::array<std::int64_t, 3>, CohortCell>;

Cohorts read_cohorts(const PageSource& source) {
    Cohorts cohorts;
    CsvReader reader(source.file("cohorts"));
    const std::size_t model = reader.column("model");
    const std::size_t month = reader.column("cohort_month");
    const std::size_t age = reader.column("age_months");
    const std::size_t buyers = reader.column("buyers");
    const std::size_t retained = reader.column("retained");
    while (reader.next()) {
        const std::size_t position = source.position_of(reader.text(model));
        constexpr std::int64_t kLast = std::numeric_limits<std::int32_t>::max();
        const std::int64_t first_order = whole_within(reader, month, 0, kLast);
        const std::int64_t months_since = whole_within(reader, age, 0, kLast);
        if (position == source.models.size() || std::max(first_order, months_since) >= kMostCohortMonths) continue;
        CohortCell& cell = cohorts[{static_cast<std::int64_t>(position), first_order, months_since}];
        cell.complete = first_order + months_since < source.days / kDaysPerMonth;
        cell.buyers += reader.number(buyers);
        cell.retained += reader.number(retained);
    }
    return cohorts;
}

// --- Complaints

struct ComplaintKey {
    std::size_t model;
    std::string true_cause;
    std::string felt_cause;
    auto operator<=>(const ComplaintKey&) const = default;
};
struct ComplaintCell {
    double failures = 0.0;
    double complained = 0.0;
    double before = 0.0;  ///< satisfaction, summed over failures
    double after = 0.0;

    void add(const ComplaintCell& other) {
        failures += other.failures;
        complained += other.complained;
        before += other.before;
        after += other.after;
    }
};
using Complaints = std::map<ComplaintKey, ComplaintCell>;

Complaints read_complaints(const PageSource& source) {
    Complaints complaints;
    CsvReader reader(source.file("complaints"));
    const std::size_t model = reader.column("model");
    const std::size_t true_cause = reader.column("true_cause");
    const std::size_t felt_cause = reader.column("felt_cause");
    const std::size_t complained = reader.column("complained");
    const std::size_t count = reader.column("count");
    const std::size_t before = reader.column("satisfaction_before");
    const std::size_t after = reader.column("satisfaction_after");
    while (reader.next()) {
        const std::size_t position = source.position_of(reader.text(model));
        const double failures = reader.number(count);
        if (position == source.models.size() || !(failures > 0.0)) continue;
        complaints[{position, std::string(reader.text(true_cause)), std::string(reader.text(felt_cause))}].add(
            {failures, reader.text(complained) == "yes" ? failures : 0.0, failures * reader.number(before),
             failures * reader.number(after)});
    }
    return complaints;
}

/// Decimals of the counts of a model, whose smallest is `least`: means of few failures need some.
int decimals_of_counts(double least) { return least < 10.0 ? 2 : least < 100.0 ? 1 : 0; }

std::vector<std::string> complaint_row(const std::string& model, std::string_view true_cause,
                                       std::string_view felt_cause, const ComplaintCell& cell, double per,
                                       int decimals) {
    const auto mean = [&](double sum) { return cell.failures > 0.0 ? grouped(sum / cell.failures, 3) : "–"; };
    const double unit = std::pow(10.0, decimals);
    const auto shown = [&](double count) { return std::round(count * per * unit) / unit; };
    return {model, std::string(true_cause), std::string(felt_cause),
            // Silence is what is left, as shown, so that a row adds up.
            grouped(shown(cell.failures), decimals), grouped(shown(cell.complained), decimals),
            grouped(shown(cell.failures) - shown(cell.complained), decimals), percent(cell.complained, cell.failures),
            mean(cell.before), mean(cell.after)};
}

const std::vector<HtmlTable::Heading>& complaint_headings() {
    static const std::vector<HtmlTable::Heading> headings{
        {"model", false},  {"true cause", false}, {"felt cause", false},   {"failures"},          {"complained"},
        {"stayed silent"}, {"complained, %"},     {"satisfaction before"}, {"satisfaction after"}};
    return headings;
}

// --- Losses

struct Loss {
    std::size_t model;
    std::string incident;
    std::string payment;
    std::string party;
    double money;  ///< a mean of the replications
};

std::vector<Loss> read_losses(const PageSource& source) {
    std::map<std::tuple<std::size_t, std::string, std::string, std::string>, double> sums;
    CsvReader reader(source.file("losses"));
    const std::size_t model = reader.column("model");
    const std::size_t incident = reader.column("incident");
    const std::size_t payment = reader.column("payment");
    const std::size_t party = reader.column("party");
    const std::size_t loss = reader.column("loss");
    while (reader.next()) {
        const std::size_t position = source.position_of(reader.text(model));
        if (position == source.models.size()) continue;
        sums[{position, std::string(reader.text(incident)), std::string(reader.text(payment)),
              std::string(reader.text(party))}] += reader.number(loss);
    }
    const SeenReplications replications = replications_of(source);
    std::vector<Loss> losses;
    for (const auto& [key, money] : sums) {
        const auto& [position, what, how, who] = key;
        losses.push_back({position, what, how, who, source.period().factor * money / replications.of(position)});
    }
    return losses;
}

constexpr std::array<std::string_view, 4> kParties{"buyer", "seller", "courier", "platform"};

/// Rows of model and `group` (an incident or a payment method), a column a party.
HtmlTable loss_table(const PageSource& source, const std::vector<Loss>& losses, const Scale& scale,
                     const std::string& caption, const std::string& group, std::string Loss::*member) {
    HtmlTable table(caption,
                    {{"model", false}, {group, false}, {"buyer"}, {"seller"}, {"courier"}, {"platform"}, {"together"}});
    for (std::size_t model = 0; model < source.models.size(); ++model) {
        std::map<std::string, std::map<std::string, double>> groups;
        std::map<std::string, double> whole;
        for (const Loss& loss : losses) {
            if (loss.model != model) continue;
            groups[loss.*member][loss.party] += loss.money;
            whole[loss.party] += loss.money;
        }
        const auto row = [&](const std::string& name, const std::map<std::string, double>& parties) {
            std::vector<std::string> cells{printable_name(source.models[model]), name};
            double sum = 0.0;
            for (const std::string_view party : kParties) {
                const auto found = parties.find(std::string(party));
                const double money = found == parties.end() ? 0.0 : found->second;
                cells.push_back(scale(money));
                sum += money;
            }
            cells.push_back(scale(sum));
            table.row(cells);
        };
        for (const auto& [name, parties] : groups) row(heading_of(name), parties);
        if (!groups.empty()) row("all", whole);
    }
    return table;
}

}  // namespace

PageSection cohorts_section(const PageSource& source) {
    PageSection section{.id = "cohorts", .title = "Cohorts"};
    if (!source.has("cohorts")) return section;
    const Cohorts cohorts = read_cohorts(source);
    std::int64_t months = 0;
    for (const auto& [key, cell] : cohorts) months = std::max(months, key[2] + 1);
    Json cells = Json::array();
    std::vector<HtmlTable::Heading> headings{{"model", false}, {"month of first order", false}, {"buyers"}};
    for (std::int64_t age = 0; age < months; ++age) headings.push_back({fmt::format("after {}", age)});
    HtmlTable table(
        "Customers retained, % of the cohort, by months since the month of the first order (0 is the first)", headings);
    const SeenReplications replications = replications_of(source);
    const std::int64_t part = source.days % kDaysPerMonth;
    for (auto at = cohorts.begin(); at != cohorts.end();) {
        const std::int64_t model = at->first[0];
        const std::int64_t month = at->first[1];
        const auto position = static_cast<std::size_t>(model);
        std::vector<std::string> row(headings.size(), "");
        row[0] = printable_name(source.models[position]);
        row[1] = grouped(static_cast<double>(month));
        if (month == source.days / kDaysPerMonth) row[1] += fmt::format(" ({} of {} days)", part, kDaysPerMonth);
        row[2] = grouped(at->second.buyers / replications.of(position));
        for (; at != cohorts.end() && at->first[0] == model && at->first[1] == month; ++at) {
            const CohortCell& cell = at->second;
            if (!(cell.buyers > 0.0)) continue;
            const double share = 100.0 * cell.retained / cell.buyers;
            row[3 + static_cast<std::size_t>(at->first[2])] = grouped(share, 1) + (cell.complete ? "" : " *");
            cells.push_back(
                Json::array({model, month, at->first[2], round_to_digits(share, 4), cell.complete ? 1 : 0}));
        }
        table.row(row);
    }
    if (cells.empty()) return section;
    std::string caption =
        "Of those who first ordered in a month (30 days), the share that is still a customer so many months later; all "
        "replications together. Months count from 0.";
    if (part > 0) {
        caption += fmt::format(
            " The run ended {} into its last month: cells of that month, pale and with *, had no time to lose as many.",
            counted(part, "day"));
    }
    section.figure("cohorts", "cohorts", caption, {{"cells", cells}});
    if ((source.days + 29) / 30 > kMostCohortMonths) {
        section.say(fmt::format("Shown are the first {} months; cohorts.csv holds all.", kMostCohortMonths));
    }
    section.table(table, part > 0 ? "Cohorts as a table (* the month was not over)" : "Cohorts as a table");
    return section;
}

PageSection complaints_section(const PageSource& source) {
    PageSection section{.id = "complaints", .title = "Failures, felt causes and complaints"};
    if (!source.has("complaints")) return section;
    const Complaints complaints = read_complaints(source);
    if (complaints.empty()) return section;
    const SeenReplications replications = replications_of(source);
    const Period period = source.period();
    HtmlTable two_by_two(
        fmt::format("Who caused a failure, who was felt to have caused it, and who spoke up: failed orders{}, a mean "
                    "of the replications",
                    period.words),
        complaint_headings());
    HtmlTable full("The same by every true cause", complaint_headings());
    Json entries = Json::array();
    for (std::size_t model = 0; model < source.models.size(); ++model) {
        const double per = period.factor / replications.of(model);  // of the sum over replications
        std::array<std::array<ComplaintCell, 2>, 2> cells{};        // truly the shop's, felt the shop's
        double least = std::numeric_limits<double>::infinity();
        for (const auto& [key, cell] : complaints)
            if (key.model == model) least = std::min(least, cell.failures * per);
        const int decimals = decimals_of_counts(least);
        for (const auto& [key, cell] : complaints) {
            if (key.model != model) continue;
            const std::size_t truly = key.true_cause == "buyer" ? 0 : 1;
            const std::size_t felt = key.felt_cause == "own" ? 0 : 1;
            cells.at(truly).at(felt).add(cell);
            full.row(complaint_row(printable_name(source.models[model]), key.true_cause, key.felt_cause, cell, per,
                                   decimals));
        }
        for (const std::size_t truly : {0U, 1U}) {
            for (const std::size_t felt : {0U, 1U}) {
                const ComplaintCell& cell = cells.at(truly).at(felt);
                const std::string_view true_words = truly == 0 ? "the buyer's own" : "the shop's or nobody's";
                const std::string_view felt_words = felt == 0 ? "own" : "the shop's";
                two_by_two.row(
                    complaint_row(printable_name(source.models[model]), true_words, felt_words, cell, per, decimals));
                entries.push_back({{"model", model},
                                   {"truly", true_words},
                                   {"felt", felt_words},
                                   {"complained", chart_number(cell.complained * per)},
                                   {"silent", chart_number((cell.failures - cell.complained) * per)}});
            }
        }
    }
    section.say(
        "A failure has a true cause and a felt one: buyers do not always see their own mistake, and take courier, "
        "seller "
        "and platform for one shop. A buyer who stays silent gets no remedy.");
    section.figure(
        "complaints", "complaints",
        fmt::format(
            "Failed orders{} by true and felt cause: of how many the buyer complained and of how many not, a mean "
            "of the replications.",
            period.words),
        {{"unit", "failed orders" + period.words}, {"cells", entries}});
    section.table(two_by_two, "Two by two as a table");
    section.table(full, "Every true cause as a table");
    return section;
}

PageSection losses_section(const PageSource& source) {
    PageSection section{.id = "losses", .title = "Who bears the losses"};
    if (!source.has("losses")) return section;
    const std::vector<Loss> losses = read_losses(source);
    if (losses.empty()) return section;
    std::map<std::pair<std::size_t, std::string>, std::map<std::string, double>> by_incident;
    for (const Loss& loss : losses) by_incident[{loss.model, loss.incident}][loss.party] += loss.money;
    std::vector<double> sums;
    for (const auto& [key, parties] : by_incident) {
        for (const auto& [party, money] : parties) sums.push_back(std::abs(money));
    }
    const Scale scale = scale_for(sums, 0.0, source.currency);
    const std::string unit = scale.unit + source.period().words;
    Json entries = Json::array();
    for (const auto& [key, parties] : by_incident) {
        for (const auto& [party, money] : parties) {
            entries.push_back({{"model", key.first},
                               {"incident", heading_of(key.second)},
                               {"party", party},
                               {"loss", chart_number(money / scale.divisor)}});
        }
    }
    section.figure(
        "losses", "losses",
        fmt::format("Money lost by kind of incident and by who bears it, in {}, a mean of the replications.", unit),
        {{"unit", unit}, {"parties", kParties}, {"cells", entries}});
    section.table(
        loss_table(source, losses, scale, fmt::format("Losses by incident, {}", unit), "incident", &Loss::incident),
        "Losses by incident as a table");
    section.table(loss_table(source, losses, scale, fmt::format("Losses by payment method, {}", unit), "payment method",
                             &Loss::payment),
                  "Losses by payment method as a table");
    return section;
}

}  // namespace pasar
