#include "reports/screen/compete_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "reports/headlines.h"
#include "reports/period.h"
#include "reports/screen/screen_words.h"
#include "reports/screen/text_table.h"
#include "sim/counts/measures.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::array<std::string_view, 8> kSharesTold{
    "orders", "order_share", "gmv", "sales_share", "customer_share", "multi_homers", "duplication", "switched_share"};
constexpr std::size_t kLongestPlatform = 24;  ///< columns of its name in a table
constexpr std::size_t kLongestInSentence = 48;

std::string platform_in(Language language, std::string_view name, std::size_t most = kLongestInSentence) {
    return printable(name_in(language, TextOf::Scenario, name), most);
}

/// "Marketplace + My store"
std::string choice_in(const CompetingWorld& world, Language language) {
    std::vector<std::string> channels;
    for (const std::string& channel : world.scenario->firm.channels)
        channels.emplace_back(name_in(language, TextOf::Scenario, channel));
    return fmt::format("{}", fmt::join(channels, " + "));
}

std::string spoken_firm(const CompeteFound& found, Language language) {
    return std::string(name_in(language, TextOf::Scenario, found.scenario.firm.name));
}

/// The scenario of the arms with their names in a language.
Scenario in_words_of_arms(const CompeteFound& found, Language language) {
    Scenario scenario = found.arms.scenario;
    for (std::size_t arm = 0; language != Language::English && arm < found.arms.arms.size(); ++arm) {
        const CompetingWorld& world = found.arms.worlds[found.arms.arms[arm].world];
        const auto spoken = [&](std::size_t model) {
            return name_in(language, TextOf::Scenario, found.scenario.models[model].name);
        };
        const std::string name = spoken(found.arms.arms[arm].model);
        if (found.arms.arms[arm].world == 0) {
            scenario.models[arm].name = name;
            continue;
        }
        if (!world.choice.empty()) {
            const std::vector<std::string>& channels = world.scenario->firm.channels;
            const bool sells_there =
                std::find(channels.begin(), channels.end(), found.scenario.models[found.arms.arms[arm].model].name) !=
                channels.end();
            if (!sells_there)
                scenario.models[arm].name = filled(tr("{} ({} on {})", language), name, spoken_firm(found, language),
                                                   choice_in(world, language));
            else if (channels.size() == 1)
                scenario.models[arm].name = filled(tr("{} only", language), name);
            continue;
        }
        scenario.models[arm].name = world.models.size() == 1
                                        ? filled(tr("{} alone", language), name)
                                        : filled(tr("{} without {}", language), name, spoken(world.missing.front()));
    }
    return scenario;
}

Comparison comparison_of(const CompeteFound& found, const std::vector<std::size_t>& arms,
                         std::optional<std::size_t> against = std::nullopt) {
    return compare_figures(figures_of_arms(found.comparison.figures, arms), found.worth, against);
}

Comparison in_first_world(const CompeteFound& found) {
    std::vector<std::size_t> arms(found.arms.platforms());
    std::iota(arms.begin(), arms.end(), std::size_t{0});
    return comparison_of(found, arms);
}

/// A platform beside itself in the other worlds: of two worlds the one with all stands last, so that the difference is
/// what all others make; of more it is what the others are told against. Nothing where it has no other world.
std::optional<Comparison> beside_itself(const CompeteFound& found, std::size_t model) {
    std::vector<std::size_t> arms = found.arms.arms_of_model(model);
    if (arms.size() < 2) return std::nullopt;
    if (arms.size() > 2) return comparison_of(found, arms, 0);
    std::swap(arms[0], arms[1]);
    return comparison_of(found, arms);
}

/// What the firm chooses among, in the place of the arms: one for each world, by its first channel.
struct Choices {
    Scenario scenario;  ///< its models are the arms, those of the choices with the names of these
    Comparison comparison;
};
Choices choices_of(const CompeteFound& found, Language language) {
    std::vector<std::size_t> arms;
    Scenario scenario = in_words_of_arms(found, language);
    for (std::size_t world = 0; world < found.arms.worlds.size(); ++world) {
        const CompetingWorld& of = found.arms.worlds[world];
        const std::size_t arm = found.arms.arm_of(of.channel, world);
        scenario.models[arm].name = choice_in(of, language);
        arms.push_back(arm);
    }
    return {std::move(scenario), comparison_of(found, arms)};
}

/// "62.3 ± 0.5", and "1.164 ± 0.018 million" of what has no unit of its own.
std::string told_with_interval(double mean, const Interval& interval, std::string_view unit,
                               const ScreenOptions& options) {
    const double half = interval.half_width();
    const Scale scale = scale_for(std::array{mean}, std::isnan(half) ? 0.0 : half, unit);
    std::string number = figure(scale, mean, options);
    if (!std::isnan(half) && half != 0.0) number += fmt::format(" ± {}", figure(scale, half, options));
    if (unit.empty() && !scale.unit.empty()) number += fmt::format(" {}", unit_in(options.language, scale.unit));
    return number;
}

std::string shares_sentence(const CompeteFound& found, const ScreenOptions& options) {
    std::vector<std::string> shares;
    for (std::size_t arm = 0; arm < found.arms.platforms(); ++arm) {
        const Summary& share = found.comparison.summary(arm, find_kpi("order_share"));
        shares.push_back(fmt::format("{} {} %", platform_in(options.language, found.arms.arms[arm].name),
                                     told_with_interval(share.mean, share.interval, "share of orders", options)));
    }
    return filled(tr("Shares of all orders: {}.", options.language), fmt::format("{}", fmt::join(shares, ", ")));
}

std::string multi_homing_sentence(const CompeteFound& found, const ScreenOptions& options) {
    std::vector<std::string> shares;
    for (std::size_t arm = 0; arm < found.arms.platforms(); ++arm) {
        const Summary& share = found.comparison.summary(arm, find_kpi("multi_homers"));
        shares.push_back(fmt::format("{} {} %", platform_in(options.language, found.arms.arms[arm].name),
                                     told_with_interval(share.mean, share.interval, "share of buyers", options)));
    }
    return filled(tr("Buyers who ordered on another platform as well: {}.", options.language),
                  fmt::format("{}", fmt::join(shares, ", ")));
}

/// What resellers bought in stores of this world to sell on, a sentence for each store that sold to some.
std::vector<std::string> reseller_sentences(const CompeteFound& found, const ScreenOptions& options) {
    std::vector<std::string> sentences;
    for (std::size_t arm = 0; arm < found.arms.platforms(); ++arm) {
        const Summary& units = found.comparison.summary(arm, find_kpi("units_to_resellers"));
        if (!(units.mean > 0.0)) continue;
        const Period period = period_of(found.scenario, kpi_info(find_kpi("units_to_resellers")), options.language);
        const Interval interval{units.interval.low * period.factor, units.interval.high * period.factor};
        sentences.push_back(filled(tr("Resellers buy {} units{} in {} to sell on elsewhere.", options.language),
                                   told_with_interval(units.mean * period.factor, interval, "", options), period.words,
                                   platform_in(options.language, found.arms.arms[arm].name)));
    }
    return sentences;
}

/// Where the orders of a platform would have been without it.
std::vector<std::string> gain_sentences(const CompeteFound& found, const ScreenOptions& options) {
    const Language language = options.language;
    const std::size_t orders = find_kpi("orders");
    const Period period = period_of(found.scenario, kpi_info(orders), language);
    const auto number_of = [&](double mean, const Interval& interval) {
        return told_with_interval(mean * period.factor, {interval.low * period.factor, interval.high * period.factor},
                                  "", options);
    };
    std::vector<std::string> sentences;
    for (const Gain& all : found.gains) {
        if (all.kpi != orders || all.from != Gain::From::All) continue;
        std::vector<std::string> taken;
        std::string fresh;
        bool some_have_more = false, shrinks = false;
        for (const Gain& part : found.gains) {
            if (part.kpi != orders || part.world != all.world) continue;
            const std::string number = number_of(part.mean, part.interval);
            if (part.from == Gain::From::New) {
                // What comes from nowhere else, or the other way round what is lost to all.
                shrinks = part.mean < 0.0;
                const double size = shrinks ? -part.mean : part.mean;
                const Interval turned{-part.interval.high, -part.interval.low};
                fresh = number_of(size, shrinks ? turned : part.interval);
            }
            if (part.from != Gain::From::Platform) continue;
            taken.push_back(filled(tr("{} on {}", language), number,
                                   platform_in(language, found.scenario.models[part.platform].name)));
            some_have_more = some_have_more || part.mean < 0.0;
        }
        const std::string whose = platform_in(language, found.scenario.models[all.entrant].name);
        const std::string all_orders = number_of(all.mean, all.interval);
        const std::string others = fmt::format("{}", fmt::join(taken, ", "));
        std::string sentence =
            shrinks ? filled(tr("{} has {} orders{}. Without it the others would have more: {}; all platforms together "
                                "have {} fewer with it.",
                                language),
                             whose, all_orders, period.words, others, fresh)
                    : filled(tr("Of the {} orders{} of {}, so many would have been placed elsewhere without it: {}; {} "
                                "are new to these platforms.",
                                language),
                             all_orders, period.words, whose, others, fresh);
        if (some_have_more)
            sentence +=
                std::string(" ") + tr("A number below zero is what another platform has more with it.", language);
        sentences.push_back(std::move(sentence));
    }
    return sentences;
}

std::string flows_text(const CompeteFound& found, const ScreenOptions& options) {
    const Language language = options.language;
    std::vector<std::vector<std::string>> rows{{tr("of the orders of …, % from", language)}};
    for (std::size_t from = 0; from + 1 < found.flows.from.size(); ++from)
        rows.front().push_back(platform_in(language, found.flows.from[from], kLongestPlatform));
    rows.front().emplace_back(tr("nowhere before", language));
    for (std::size_t to = 0; to < found.flows.arrivals.size(); ++to) {
        const std::vector<double>& arrivals = found.flows.arrivals[to];
        const double all = std::accumulate(arrivals.begin(), arrivals.end(), 0.0);
        rows.push_back({platform_in(language, found.flows.from[to], kLongestPlatform)});
        for (const double some : arrivals)
            rows.back().push_back(all > 0.0 ? number_in(language, fmt::format("{:.1f}", 100.0 * some / all)) : "–");
    }
    return fmt::format("{}\n{}", tr("Where the buyers of an order had last ordered:", language),
                       text_table(rows, options));
}

}  // namespace

std::string compete_tables(const CompeteFound& found, const ScreenOptions& options) {
    const Language language = options.language;
    const Comparison together = in_first_world(found);
    const Scenario arms = in_words_of_arms(found, language);
    std::vector<std::size_t> kpis;
    for (const std::string_view name : kSharesTold) kpis.push_back(find_kpi(name));
    std::string text = summary_title(arms, together, options);
    if (found.arms.are_of_channels()) {
        const Choices choices = choices_of(found, language);
        text += emphasised(filled(tr("Where {} sells", language), spoken_firm(found, language)), options) + '\n';
        text += measures_table(choices.scenario, choices.comparison, std::array{find_kpi(kFirmProfitAll)}, options);
        std::vector<std::size_t> lines;
        for (const std::string_view name : kFirmLedger) lines.push_back(find_kpi(name));
        text += '\n' +
                emphasised(filled(tr("{} in all channels at once", language), spoken_firm(found, language)), options) +
                '\n';
        text += measures_table(arms, together, lines, options);
        std::vector<std::size_t> alone;
        for (std::size_t world = 1; world < found.arms.worlds.size(); ++world)
            alone.push_back(found.arms.arm_of(found.arms.worlds[world].channel, world));
        text += '\n' +
                emphasised(filled(tr("{} in one channel alone", language), spoken_firm(found, language)), options) +
                '\n';
        text += measures_table(arms, comparison_of(found, alone), lines, options);
        text += '\n';
    }
    text += emphasised(tr("All platforms in one market", language), options) + '\n';
    text += measures_table(arms, together, kpis, options);
    text += '\n' + flows_text(found, options);
    for (const std::size_t model : found.arms.worlds.front().models) {
        const std::optional<Comparison> beside = beside_itself(found, model);
        if (!beside || found.arms.are_of_channels()) continue;
        const std::string name = platform_in(language, found.scenario.models[model].name);
        text += '\n' + emphasised(filled(tr("{}, without others and with all", language), name), options) + '\n';
        text += differences_body(arms, *beside, options);
    }
    return text;
}

std::vector<std::string> compete_answer(const CompeteFound& found, const ScreenOptions& options) {
    std::vector<std::string> answer{shares_sentence(found, options)};
    const Scenario arms = in_words_of_arms(found, options.language);
    const auto add = [&](std::vector<std::string> more) {
        for (std::string& sentence : more)
            if (!sentence.empty()) answer.push_back(std::move(sentence));
    };
    ScreenOptions unbroken = options;
    unbroken.columns = 100'000;
    unbroken.colour = false;
    if (found.arms.are_of_channels()) {
        const Choices choices = choices_of(found, options.language);
        const std::vector<std::size_t> judged{find_kpi(kFirmProfitAll)};
        add(lines_of(verdict_text(choices.scenario, choices.comparison, unbroken,
                                  found.judged.empty() ? judged : found.judged)));
        add(gain_sentences(found, options));
        add(reseller_sentences(found, options));
        answer.push_back(multi_homing_sentence(found, options));
        return answer;
    }
    add(lines_of(verdict_text(arms, in_first_world(found), unbroken, found.judged)));
    for (const std::size_t model : found.arms.worlds.front().models)
        if (const std::optional<Comparison> beside = beside_itself(found, model))
            add(lines_of(verdict_text(arms, *beside, unbroken, found.judged)));
    add(gain_sentences(found, options));
    add(reseller_sentences(found, options));
    answer.push_back(multi_homing_sentence(found, options));
    return answer;
}

std::vector<std::string> caveats_of_competition(const Scenario& scenario, Language language) {
    std::vector<std::string> caveats;
    const PlatformChoiceSpec& choice = scenario.market.platforms;
    for (const ModelSpec& model : scenario.models)
        if (model.competition.opens_on >= scenario.days)
            caveats.push_back(filled(tr("{} never opens: it would on day {}, and the run has {} days.", language),
                                     platform_in(language, model.name), model.competition.opens_on, scenario.days));
    caveats.emplace_back(
        tr("How buyers choose among platforms is assumed (market.platforms: habit, first_account, compare_shops); see "
           "how far the answer hangs on it.",
           language));
    if (scenario.market.outside.share > 0.0)
        caveats.push_back(filled(tr("Buyers can also buy elsewhere than on these platforms (market.outside.share is "
                                    "{}): shares are of these platforms alone.",
                                    language),
                                 number_in(language, fmt::format("{:g}", scenario.market.outside.share))));
    if (choice.network > 0.0)
        caveats.push_back(filled(tr("The weight of the network (market.platforms.network is {}) is assumed, as nobody "
                                    "has measured it: look at results from 0 to 0.9.",
                                    language),
                                 number_in(language, fmt::format("{:g}", choice.network))));
    return caveats;
}

}  // namespace pasar
