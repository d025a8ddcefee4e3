#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "reports/headlines.h"
#include "reports/page/page_sections.h"
#include "reports/period.h"
#include "sim/counts/measures.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Pairs of models that the page tells in full: all of 16 models. Of more, each against one.
constexpr std::size_t kMostPairs = 120;

constexpr std::size_t kCards = 8;
constexpr std::array<std::string_view, kCards> kCardMeasures{
    "contribution",          "orders",         "retention_rate",   "mean_satisfaction",
    "delivery_success_rate", "complaint_rate", "buyer_loss_share", "nps"};

/// Positions of the models from best to worst (largest to smallest where neither is better); NaN last.
std::vector<std::size_t> ranking(const MeasureFigures& figures) {
    std::vector<std::size_t> order(figures.models.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const double sign = figures.better() < 0 ? -1.0 : 1.0;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const double first = sign * figures.models[a].mean;
        const double second = sign * figures.models[b].mean;
        return std::isnan(second) ? !std::isnan(first) : first > second;
    });
    return order;
}

std::string label(const MeasureFigures& figures, const Scale& scale) {
    return label_with_unit(figures.label(), scale.unit);
}

/// A line for the interval and a dot for the difference, against a line at zero. Drawn without a script.
std::string interval_picture(double mean, const Interval& interval) {
    if (!std::isfinite(interval.low) || !std::isfinite(mean)) return {};
    const double low = std::min(0.0, interval.low);
    const double high = std::max(0.0, interval.high);
    const double width = high > low ? high - low : 1.0;
    const auto x = [&](double value) { return 8.0 + 204.0 * (value - low) / width; };
    return fmt::format(
        "<svg class=\"interval\" viewBox=\"0 0 220 22\" aria-hidden=\"true\" focusable=\"false\">"
        "<line class=\"zero\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"2\" y2=\"20\"/>"
        "<line class=\"span\" x1=\"{1:.1f}\" x2=\"{2:.1f}\" y1=\"11\" y2=\"11\"/>"
        "<circle cx=\"{3:.1f}\" cy=\"11\" r=\"4.5\"/></svg>",
        x(0.0), x(interval.low), x(interval.high), x(mean));
}

std::string card(std::string_view title, std::string_view value, std::string_view unit, std::string_view chip,
                 std::string_view kind, const std::string& picture, const std::vector<std::string>& lines) {
    std::string html =
        fmt::format("<li class=\"card {}\"><h3>{}</h3>\n<p class=\"value\">{}{}</p>\n", kind, html_text(title),
                    html_text(value), unit.empty() ? "" : fmt::format(" <span>{}</span>", html_text(unit)));
    html += picture;
    for (const std::string& line : lines) html += fmt::format("<p class=\"detail\">{}</p>\n", html_text(line));
    if (!chip.empty()) html += fmt::format("<p class=\"chip\">{}</p>\n", html_text(chip));
    return html + "</li>\n";
}

/// "95 % interval 1.2 to 3.4", and of how many pairs of runs where some had no value.
template <class Figure>
std::string interval_line(const Figure& figure, const Scale& scale, std::int64_t replications) {
    const auto& [interval, values] = std::pair(figure.interval, figure.replications);
    std::string line = fmt::format("95 % interval {} to {}", scale(interval.low), scale(interval.high));
    if (figure.few_events) line += ", approximate (few events)";
    if (values < replications)
        line += fmt::format(", {} of {}", grouped(static_cast<double>(values)), counted(replications, "replication"));
    return line;
}

/// The pair that a card tells of. Two models: the one that is not measured against less the other. More: the best less
/// the model measured against, or less the next where none was named.
std::optional<PairFigure> pair_on_card(const PageSource& source, const NamedFigures& shown,
                                       const std::vector<std::size_t>& order) {
    if (order.size() < 2) return std::nullopt;
    const MeasureFigures& figures = shown.figures;
    const auto against = static_cast<std::size_t>(std::find(shown.names.begin(), shown.names.end(), source.against) -
                                                  shown.names.begin());
    if (order.size() == 2) return against == 1 ? figures.pair(0, 1) : figures.pair(1, 0);
    if (against == shown.names.size()) return figures.pair(order[0], order[1]);
    return figures.pair(order[0] == against ? order[1] : order[0], against);
}

/// "in all 365 days: +12.3 million IDR", where the card tells money by the month.
std::vector<std::string> whole_run_line(const PageSource& source, const MeasureFigures& figures, double value,
                                        double half_width, bool is_difference) {
    const std::size_t kpi = find_kpi(figures.name);
    if (kpi >= kKpiCount || kpi_info(kpi).unit != "money" || !kpi_info(kpi).adds_up) return {};
    if (!tells_months(source.counted_days()) || !std::isfinite(value)) return {};
    const double whole = value / figures.factor;
    const Scale scale = scale_for(std::array{whole}, half_width / figures.factor, figures.unit);
    return {fmt::format("{}: {}", in_all_days(source.counted_days()).substr(1),
                        is_difference ? scale.told_difference(whole) : scale.told(whole))};
}

std::string card_of(const PageSource& source, const NamedFigures& shown) {
    const MeasureFigures& figures = shown.figures;
    const std::vector<std::size_t> order = ranking(figures);
    const std::optional<PairFigure> pair = pair_on_card(source, shown, order);
    // As precise as this pair is known: others may be like each other to the last order.
    const Scale scale =
        pair ? scale_for(std::array{pair->model_mean, pair->baseline_mean}, pair->interval.half_width(), figures.unit)
             : scale_of(figures);
    const std::int64_t replications = source.manifest.value("replications", std::int64_t{0});
    const auto mean = [&](std::size_t position, double value) {
        return fmt::format("{}: {}", printable_name(shown.names[position]), scale.told(value));
    };
    if (!pair) {
        std::vector<std::string> lines;
        const SummaryFigure& figure = figures.models[order.front()];
        if (std::isfinite(figure.interval.low)) lines.push_back(interval_line(figure, scale, replications));
        for (const std::size_t position : order) {
            if (order.size() > 1) lines.push_back(mean(position, figures.models[position].mean));
        }
        const std::string value = scale(figure.mean);
        for (std::string& line : whole_run_line(source, figures, figure.mean, figure.interval.half_width(), false))
            lines.insert(lines.begin(), std::move(line));
        return card(figures.label(), value, unit_behind(value, scale.unit), "", "plain", "", lines);
    }
    std::vector<std::string> lines;
    if (std::isfinite(pair->interval.low)) lines.push_back(interval_line(*pair, scale, replications));
    for (std::string& line : whole_run_line(source, figures, pair->difference, pair->interval.half_width(), true))
        lines.push_back(std::move(line));
    lines.push_back(mean(pair->model, pair->model_mean));
    lines.push_back(mean(pair->baseline, pair->baseline_mean));
    if (shown.names.size() > 2 && !source.choices.empty())  // all choices of the firm are asked for
        for (const std::size_t position : order)
            if (position != pair->model && position != pair->baseline)
                lines.push_back(mean(position, figures.models[position].mean));
    const std::string kind = pair->told_apart() ? pair->verdict : "same";
    const std::string chip = pair->told_apart() ? fmt::format("{}: {}", verdict_words(pair->verdict),
                                                              printable_name(shown.names[pair->model]))
                                                : verdict_words(pair->verdict);
    const std::string value = scale.difference(pair->difference);
    return card(figures.label(), value, unit_behind(value, unit_of_difference(scale.unit)), chip, kind,
                interval_picture(pair->difference, pair->interval), lines);
}

/// What the two models differ by, in standard deviations of single runs: the root of the mean of both variances.
double spread_of(const MeasureFigures& figures, const PairFigure& pair) {
    const double first = figures.models[pair.model].standard_deviation;
    const double second = figures.models[pair.baseline].standard_deviation;
    return std::sqrt((first * first + second * second) / 2.0);
}

/// "contribution a month" says what contribution_per_month says.
bool is_told_by_the_month(const PageSource& source, std::string_view name) {
    constexpr std::string_view kPerMonth = "_per_month";
    if (!name.ends_with(kPerMonth)) return false;
    const MeasureFigures* whole = source.measure(name.substr(0, name.size() - kPerMonth.size()));
    return whole != nullptr && whole->period == " a month";
}

/// "9 of 10"; ties count half.
std::string won_in_words(const PairFigure& pair) {
    if (std::isnan(pair.share_won)) return "–";
    const auto pairs = static_cast<double>(pair.replications);
    const double won = std::round(2.0 * pair.share_won * pairs) / 2.0;
    return fmt::format("{} of {}", grouped(won, won == std::floor(won) ? 0 : 1), grouped(pairs));
}

/// "The least difference that matters (--worth): 5 percentage points of delivery success rate." Empty where none was
/// named.
std::string worth_in_words(const PageSource& source) {
    const Json options = source.manifest.value("options", Json::object());
    const Json worth = options.is_object() ? options.value("worth", Json::object()) : Json::object();
    std::vector<std::string> parts;
    for (const auto& [name, value] : worth.items()) {
        const MeasureFigures* figures = source.measure(name);
        if (figures == nullptr || !value.is_number()) continue;
        const double least = value.get<double>() * figures->factor;
        const Scale scale = scale_for(std::array{least}, least / 100.0, figures->unit);
        const std::string number = scale(least);
        const std::string unit = unit_behind(number, unit_of_difference(scale.unit));
        parts.push_back(fmt::format("{}{}{} of {}", number, unit.empty() ? "" : " ", unit, figures->label()));
    }
    if (parts.empty()) return {};
    return fmt::format(
        "The smallest difference that matters (--worth): {}. What is surely smaller is practically the same.",
        fmt::join(parts, ", "));
}

std::string share_in_words(double share) { return std::isnan(share) ? "–" : grouped(100.0 * share, 0) + " %"; }

/// Pairing may also make a difference vary more, by chance where replications are few: then nothing is saved.
std::string saved_in_words(double share) { return share <= 0.0 ? "none" : share_in_words(share); }

/// "+9.25 (7.51 to 11.00) percentage points"
std::string difference_in_words(const PairFigure& pair, const Scale& scale) {
    const std::string number = with_interval(scale.difference(pair.difference), pair.interval, scale);
    const std::string unit = unit_behind(number, unit_of_difference(scale.unit));
    return unit.empty() ? number : fmt::format("{} {}", number, unit);
}

/// Of what the firm earns in all its channels only pairs of its choices differ by something.
bool tells_of_pair(const PageSource& source, const MeasureFigures& figures, std::size_t model, std::size_t baseline) {
    if (source.choices.empty() || figures.name != kFirmProfitAll) return true;
    const auto is_choice = [&](std::size_t position) {
        return std::any_of(source.choices.begin(), source.choices.end(),
                           [position](const FirmChoice& choice) { return choice.model == position; });
    };
    return is_choice(model) && is_choice(baseline);
}

Json pair_for_chart(const PageSource& source, std::size_t model, std::size_t baseline) {
    Json rows = Json::array();
    for (const MeasureFigures* figures : source.headlines()) {
        const std::optional<PairFigure> pair = figures->pair(model, baseline);
        if (!pair || std::isnan(pair->difference) || !tells_of_pair(source, *figures, model, baseline)) continue;
        const Scale scale = scale_of(*figures);
        const auto parts = [&](double by) {
            return chart_numbers({pair->difference / by, pair->interval.low / by, pair->interval.high / by});
        };
        rows.push_back({{"label", figures->label()},
                        {"verdict", pair->verdict},
                        {"better", figures->better()},
                        {"text", difference_in_words(*pair, scale)},
                        {"spread", parts(spread_of(*figures, *pair))},
                        {"percent", parts(std::abs(pair->baseline_mean) / 100.0)}});
    }
    return {{"model", model}, {"baseline", baseline}, {"rows", rows}};
}

/// Every pair as it was compared, or, of very many models, each against one: the first, or the one that was named.
std::vector<std::pair<std::size_t, std::size_t>> pairs_shown(const PageSource& source) {
    const bool all = source.measures.front().pairs.size() <= kMostPairs;
    const std::size_t named = source.position_of(source.against);
    const std::size_t one = named < source.models.size() ? named : 0;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const PairFigure& pair : source.measures.front().pairs) {
        if (all || pair.baseline == one) pairs.emplace_back(pair.model, pair.baseline);
    }
    return pairs;
}

/// How many pairs of models there are, and how many runs stand behind each.
std::string pairs_in_words(const PageSource& source, std::size_t shown) {
    const std::size_t all = source.measures.front().pairs.size();
    std::string text = fmt::format(
        "{} of models, {}over {}; the column pairs tells in how many of these both "
        "models have a value.",
        counted(static_cast<std::int64_t>(all), "pair"), all == 1 ? "" : "each ",
        counted(source.manifest.value("replications", std::int64_t{0}), "replication"));
    for (const MeasureFigures* figures : source.headlines()) {
        if (std::none_of(figures->pairs.begin(), figures->pairs.end(),
                         [](const PairFigure& p) { return p.few_events; }))
            continue;
        text += " ≈ stands behind an interval that is approximate, as it rests on few events.";
        break;
    }
    if (shown < all)
        text += fmt::format(" Shown are {} of them, each model against one; comparison.csv holds every pair.", shown);
    return text;
}

/// Those that were asked for (--measure, --for) before the usual ones.
std::vector<std::string> measures_of_cards(const PageSource& source) {
    std::vector<std::string> names;
    const Json options = source.manifest.value("options", Json::object());
    const Json asked = options.is_object() ? options.value("measures", Json::array()) : Json::array();
    for (const Json& name : asked) {
        const std::size_t kpi = name.is_string() ? find_kpi(name.get<std::string>()) : kKpiCount;
        if (kpi < kKpiCount) names.emplace_back(kpi_info(kpi).name);
    }
    if (!source.firm.empty()) names.emplace_back(source.choices.empty() ? kFirmProfit : kFirmProfitAll);
    // Platforms of several worlds say nothing of what the firm asked.
    if (source.choices.empty()) names.insert(names.end(), kCardMeasures.begin(), kCardMeasures.end());
    std::vector<std::string> once;
    for (std::string& name : names)
        if (std::find(once.begin(), once.end(), name) == once.end()) once.push_back(std::move(name));
    return once;
}

/// What the cards tell, and for which time.
std::string cards_in_words(const PageSource& source) {
    const bool compared = !source.measures.front().pairs.empty();
    const bool named = source.position_of(source.against) < source.models.size();
    const std::vector<std::string> platforms = source.names_of_platforms();
    const std::vector<std::string>& names = platforms.empty() || !source.choices.empty() ? source.models : platforms;
    std::string text;
    if (compared && names.size() == 2) {
        const bool turned = source.position_of(source.against) == 1;
        text = fmt::format(
            "Each card tells what {} has more (+) or less (-) than {}: the mean difference over "
            "replications that had the same random numbers, and its 95 % interval.",
            printable_name(names[turned ? 0 : 1]), printable_name(names[turned ? 1 : 0]));
    } else if (compared) {
        text = fmt::format(
            "Each card tells by how much {} that does best differs from {}: the mean difference "
            "over replications that had the same random numbers, and its 95 % interval.",
            source.choices.empty() ? "the model" : "what", named ? printable_name(source.against) : "the next");
    } else {
        text = source.models.size() == 1
                   ? "Each card tells a mean over replications and its 95 % interval."
                   : "Each card tells the mean over replications, with its 95 % interval, of the model that does best; "
                     "below stand the means of all, the best first.";
    }
    return text + " " + time_in_words(source);
}

/// What the firm earns by where it sells, the best first, and what each choice has less than the best.
HtmlTable table_of_choices(const PageSource& source, const MeasureFigures& profit) {
    const auto [names, figures] = source.compared_by(profit);
    const Scale scale = scale_of(figures);
    HtmlTable table(fmt::format("Where {} sells, the best first", printable_name(source.firm)),
                    {{"sells on", false},
                     {label(figures, scale) + " (95 % interval)"},
                     {fmt::format("against the best, {} (95 % interval)", unit_of_difference(scale.unit))},
                     {"verdict", false}});
    const std::vector<std::size_t> order = ranking(figures);
    for (const std::size_t choice : order) {
        const SummaryFigure& figure = figures.models[choice];
        const std::optional<PairFigure> pair = figures.pair(choice, order.front());
        table.row({printable_name(names[choice]), with_interval(scale(figure.mean), figure.interval, scale),
                   pair ? with_interval(scale.difference(pair->difference), pair->interval, scale) : "",
                   pair ? std::string(verdict_words(pair->verdict)) : ""});
    }
    return table;
}

/// The models on which the firm sells, as positions, and what each is called: of a competition by the firm's choice.
std::vector<std::pair<std::size_t, std::string>> columns_of_firm(const PageSource& source) {
    std::vector<std::pair<std::size_t, std::string>> columns;
    if (source.choices.empty())
        for (const std::string& model : source.models) columns.emplace_back(columns.size(), printable_name(model));
    for (const Json& arm : source.manifest.value("arms", Json::array())) {
        const std::vector<std::string> channels = arm.value("firm_channels", std::vector<std::string>{});
        const std::string platform = arm.value("platform", "");
        const std::size_t model = source.position_of(arm.value("name", ""));
        if (std::find(channels.begin(), channels.end(), platform) == channels.end() || model == source.models.size())
            continue;
        columns.emplace_back(model, channels.size() == 1 ? printable_name(platform) + " only"
                                                         : fmt::format("{} (of {})", printable_name(platform),
                                                                       fmt::join(channels, " + ")));
    }
    return columns;
}

}  // namespace

PageSection answer_section(const PageSource& source) {
    PageSection section{.id = "answer", .title = "The answer"};
    for (const Json& sentence : source.manifest.value("answer", Json::array())) {
        if (!sentence.is_string()) continue;
        section.html += fmt::format("<p class=\"verdict\">{}</p>\n", html_text(sentence.get<std::string>()));
    }
    std::string cards;
    for (const std::string& name : measures_of_cards(source)) {
        if (const MeasureFigures* figures = source.measure(name))
            cards += card_of(source, source.compared_in_one_world(*figures));
    }
    if (cards.empty()) return section;
    section.say(cards_in_words(source));
    if (const std::string worth = worth_in_words(source); !worth.empty()) section.say(worth);
    section.html += "<ul class=\"cards\">\n" + cards + "</ul>\n";
    return section;
}

PageSection firm_section(const PageSource& source) {
    const std::vector<const MeasureFigures*> lines = source.firm_ledger();
    PageSection section{.id = "firm", .title = printable_name(source.firm)};
    if (lines.empty()) return section;
    if (const MeasureFigures* profit = source.measure(kFirmProfitAll); profit != nullptr && !source.choices.empty()) {
        section.say(fmt::format("What {} earned in all its channels together, by where it sells. {}", section.title,
                                time_in_words(source)));
        section.table(table_of_choices(source, *profit));
    }
    section.say(fmt::format("What {} earned and paid {}: means over replications with their 95 % intervals. {}",
                            section.title, source.choices.empty() ? "in each model" : "in each channel",
                            time_in_words(source)));
    const auto columns = columns_of_firm(source);
    std::vector<HtmlTable::Heading> headings{{"line", false}, {"unit", false}};
    for (const auto& [model, name] : columns) headings.push_back({name});
    HtmlTable table(section.title + source.period().words, headings);
    for (const MeasureFigures* figures : lines) {
        const Scale scale = scale_of(*figures);
        std::vector<std::string> cells{label_of_line(figures->name), unit_of_many(scale.unit)};
        for (const auto& [model, name] : columns)
            cells.push_back(with_interval(scale(figures->models[model].mean), figures->models[model].interval, scale));
        table.row(cells);
    }
    section.table(table);
    return section;
}

PageSection ranking_section(const PageSource& source) {
    PageSection section{.id = "ranking", .title = "Ranking"};
    if (source.measures.empty()) return section;
    const bool compared = !source.measures.front().pairs.empty();
    std::vector<HtmlTable::Heading> headings{{"measure", false}, {"better is", false}};
    for (std::size_t rank = 1; rank <= source.models.size(); ++rank)
        headings.push_back({fmt::format("{}.", rank), false});
    const auto fill = [&](HtmlTable& table, const MeasureFigures& figures) {
        const auto [names, of_names] = source.compared_by(figures);
        const Scale scale = scale_of(of_names);
        const int better = figures.better();
        std::vector<std::string> cells{label(figures, scale), better > 0 ? "more" : better < 0 ? "less" : "neither"};
        const std::vector<std::size_t> order = ranking(of_names);
        for (std::size_t rank = 0; rank < order.size(); ++rank) {
            std::string sign;
            if (rank > 0 && compared) {
                const auto pair = of_names.pair(order[rank - 1], order[rank]);
                sign = pair && pair->told_apart() ? ">\u00a0" : "~\u00a0";
            }
            cells.push_back(fmt::format("{}{} {}", sign, printable_name(names[order[rank]]),
                                        scale(of_names.models[order[rank]].mean)));
        }
        cells.resize(headings.size());
        table.row(cells);
    };
    HtmlTable main("Models by their main figures, the best first", headings);
    for (const MeasureFigures* figures : source.headlines()) fill(main, *figures);
    HtmlTable whole(fmt::format("Money{}, the best first", in_all_days(source.counted_days())), headings);
    const std::vector<MeasureFigures> money = source.money_of_whole_run();
    for (const MeasureFigures& figures : money) fill(whole, figures);
    HtmlTable all("Models by every key figure, the best first", headings);
    std::size_t told = 0;
    for (const MeasureFigures& figures : source.measures) {
        if (is_told_by_the_month(source, figures.name)) continue;
        fill(all, figures);
        ++told;
    }
    section.say(
        compared
            ? "> stands before a model that does surely less well than the one to its left; ~ before one that cannot "
              "be told apart from it. Where neither more nor less is better, the largest comes first."
            : "Means over replications. The models were not compared with each other: pasar compare does that.");
    section.table(main);
    if (!money.empty()) section.table(whole);
    section.table(all, fmt::format("All {} key figures", told));
    return section;
}

PageSection differences_section(const PageSource& source) {
    PageSection section{.id = "differences", .title = "Paired differences"};
    if (source.measures.empty() || source.measures.front().pairs.empty()) return section;
    const auto shown = pairs_shown(source);
    Json pairs = Json::array();
    HtmlTable table("Differences between models, paired by replication", {{"measure", false},
                                                                          {"model", false},
                                                                          {"against", false},
                                                                          {"difference (95 % interval)"},
                                                                          {"unit", false},
                                                                          {"verdict", false},
                                                                          {"pairs"},
                                                                          {"replications won"},
                                                                          {"correlation"},
                                                                          {"variance saved"}});
    for (const auto& [model, baseline] : shown) pairs.push_back(pair_for_chart(source, model, baseline));
    for (const MeasureFigures* figures : source.headlines()) {
        const Scale scale = scale_of(*figures);
        for (const auto& [model, baseline] : shown) {
            const auto pair = figures->pair(model, baseline);
            if (!pair || !tells_of_pair(source, *figures, model, baseline)) continue;
            table.row({figures->label(), printable_name(source.models[model]), printable_name(source.models[baseline]),
                       with_interval(scale.difference(pair->difference), pair->interval, scale) +
                           (pair->few_events ? " ≈" : ""),
                       unit_behind("", unit_of_difference(scale.unit)), verdict_words(pair->verdict),
                       grouped(static_cast<double>(pair->replications)), won_in_words(*pair),
                       grouped(pair->correlation, 2), saved_in_words(pair->variance_reduction)});
        }
    }
    section.say(
        "Both models of a pair met the same buyers with the same random numbers in each replication, so that most of "
        "the chance falls out of their difference. Correlation is what this reached; variance saved is how much "
        "narrower it made the difference than two independent runs would have (none: no narrower, as it happened).");
    section.say(pairs_in_words(source, shown.size()));
    if (const std::string worth = worth_in_words(source); !worth.empty()) section.say(worth);
    section.figure(
        "differences", "differences",
        "Difference of each main figure with its 95 % interval. An interval that stays clear of the line at zero is "
        "more than chance; a hollow circle cannot be told from zero; a hollow square is practically the same "
        "(--worth).",
        {{"pairs", pairs}});
    section.table(table, "Differences as a table");
    return section;
}

}  // namespace pasar
