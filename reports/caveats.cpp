#include "reports/caveats.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>

#include "reports/headlines.h"
#include "scenarios/currency.h"
#include "scenarios/reference.h"
#include "sim/counts/applies.h"
#include "sim/counts/measures.h"
#include "sim/experiments/statistics.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

/// What sellers pay and do not answer to, below a model.
struct Unanswered {
    std::string_view path;
    bool is_passed_on;  ///< where sellers set prices by their margin
};
constexpr std::array kUnanswered{Unanswered{"revenue.commission", true}, Unanswered{"revenue.seller_fee", true},
                                 Unanswered{"revenue.listing_fee_per_month", false}};

/// A count that is further from scale than by this factor changes what an order costs.
constexpr double kFarFromScale = 1.5;
/// Fewer units than these on a shelf are emptied by a few orders on one day.
constexpr double kFewUnits = 10.0;

std::vector<std::string_view> unanswered_parameters(const MarketSpec& market) {
    std::vector<std::string_view> paths;
    if (market.sellers.gives_up_per_day > 0.0) return paths;  // who earns too little leaves
    for (const Unanswered& parameter : kUnanswered)
        if (!parameter.is_passed_on || market.sellers.pricing != SellerPricing::Margin) paths.push_back(parameter.path);
    return paths;
}

std::string name_of_path(std::string_view path) { return label_of(path.substr(path.rfind('.') + 1)); }

std::string caveat_of_parameter(std::string_view path, Language language) {
    return filled(tr("Sellers neither raise prices nor leave because of {}, so more of it always earns more here. What "
                     "they would bear is to be judged outside this model.",
                     language),
                  in_words_of(language, name_of_path(path)));
}

double value_of(const ModelSpec& model, std::string_view path) {
    if (path == "revenue.commission") return model.revenue.commission;
    if (path == "revenue.seller_fee") return static_cast<double>(model.revenue.seller_fee.units);
    if (path == "revenue.listing_fee_per_month") return static_cast<double>(model.revenue.listing_fee_per_month.units);
    return 0.0;
}

/// "0.08", "1.2"
std::string in_digits(double value, int digits, Language language) {
    const double rounded = round_to_digits(value, digits);
    int decimals = 0;
    while (decimals < 6 && std::abs(rounded * std::pow(10.0, decimals) -
                                    std::round(rounded * std::pow(10.0, decimals))) > 1e-9 * std::pow(10.0, decimals))
        ++decimals;
    return grouped_in(language, rounded, decimals);
}

/// What costs of a model come to on a day, as the scenario writes them and in its market.
struct DailyCost {
    const char* what;  ///< to be translated
    double written, scaled;
    bool operator==(const DailyCost& other) const { return written == other.written && scaled == other.scaled; }
};

/// The store of the scenario's firm is not scaled, except for the advertising that reaches as many as there are.
bool is_of_firm(const Scenario& scenario, const ModelSpec& model) {
    return scenario.firm.is_there() && model.supply.kind == SupplyKind::Own;
}

/// All that buyers over sized_for scales and that is paid whether anybody orders or not: fixed_per_day, spend_per_day,
/// cost_per_post, and the staff and servers behind cost_per_agent_day and cost_per_server_month.
std::vector<DailyCost> daily_costs(const Scenario& scenario, const ModelSpec& model) {
    const double of_market =
        static_cast<double>(scenario.market.buyers) / static_cast<double>(scenario.market.sized_for);
    const double scale = is_of_firm(scenario, model) ? 1.0 : of_market;
    const auto amount = [](Money money) { return static_cast<double>(money.units); };
    double advertising = amount(model.promotion.cost_per_post) * model.promotion.posts_per_day;
    for (const AdvertisingSpec& line : model.promotion.advertising) advertising += amount(line.spend_per_day);
    const double support = amount(model.support.cost_per_agent_day) * model.support.agents;
    const double fixed = amount(model.costs.fixed_per_day);
    const double server = amount(model.site.cost_per_server_month) / 30.0;
    const auto servers = static_cast<double>(model.site.servers);
    return {{tr_later("fixed costs"), fixed, fixed * scale},
            {tr_later("advertising and posts"), advertising, advertising * of_market},
            {tr_later("support desk"), support, support * scale},
            {tr_later("servers"), server * servers, server * std::max(1.0, std::floor(servers * scale + 0.5))}};
}

}  // namespace

std::vector<std::string> caveats_of_levers(const MarketSpec& market, std::span<const std::string> paths) {
    std::vector<std::string> sentences;
    for (const std::string_view unanswered : unanswered_parameters(market)) {
        const bool is_moved = std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
            return path.starts_with("models.") && path.ends_with("." + std::string(unanswered));
        });
        if (is_moved) sentences.push_back(caveat_of_parameter(unanswered, Language::English));
    }
    return sentences;
}

std::vector<std::string> caveats_of_models(const Scenario& scenario, std::span<const std::size_t> models,
                                           Language language) {
    std::vector<std::string> sentences;
    for (const std::string_view path : unanswered_parameters(scenario.market)) {
        std::vector<double> values;
        for (const std::size_t place : models) {
            const ModelSpec& model = scenario.models[place];
            if (model.supply.kind != SupplyKind::Own) values.push_back(value_of(model, path));
        }
        const bool differ =
            std::any_of(values.begin(), values.end(), [&](double value) { return value != values.front(); });
        if (differ) sentences.push_back(caveat_of_parameter(path, language));
    }
    return sentences;
}

std::string caveat_of_kinds(const Scenario& scenario, std::span<const std::size_t> models,
                            std::span<const std::size_t> kpis, Language language) {
    // By reason and by what is missing for it: the models that lack it, in their order.
    std::vector<std::pair<std::pair<std::string_view, std::string>, std::vector<std::size_t>>> missing;
    for (const std::size_t place : models) {
        std::map<std::string_view, std::vector<std::string>> here;  // by reason
        for (const std::size_t kpi : kpis)
            if (const std::string_view why = why_none(kpi_info(kpi).name, scenario.models[place]); !why.empty())
                here[why].push_back(in_words_of(language, label_of(kpi_info(kpi).name)));
        for (const auto& [why, names] : here) {
            const std::pair key{why, fmt::format("{}", fmt::join(names, ", "))};
            auto group =
                std::find_if(missing.begin(), missing.end(), [&](const auto& one) { return one.first == key; });
            if (group == missing.end()) group = missing.insert(missing.end(), {key, {}});
            group->second.push_back(place);
        }
    }
    const auto names_of = [&](auto is_meant) {
        std::vector<std::string> names;
        for (const std::size_t place : models)
            if (is_meant(place))
                names.push_back(printable(name_in(language, TextOf::Scenario, scenario.models[place].name), 48));
        return fmt::format("{}", fmt::join(names, ", "));
    };
    std::vector<std::string> parts;
    for (const auto& [key, lacking] : missing) {
        const auto lacks = [&places = lacking](std::size_t place) {
            return std::find(places.begin(), places.end(), place) != places.end();
        };
        const bool most = lacking.size() > 2 && 2 * lacking.size() > models.size() && lacking.size() < models.size();
        const std::string who =
            most ? filled(tr("all but {}", language), names_of([&](std::size_t place) { return !lacks(place); }))
                 : names_of(lacks);
        parts.push_back(
            filled(tr("{}: {} ({})", language), who, in_words_of(language, std::string(key.first)), key.second));
    }
    if (parts.empty()) return {};
    return filled(tr("– stands where there is no such number. {}.", language),
                  fmt::format("{}", fmt::join(parts, "; ")));
}

std::string caveat_of_firm(const Scenario& scenario, Language language) {
    const MarketSpec& market = scenario.market;
    if (!scenario.firm.is_there() || market.sized_for <= 0 || market.sized_for == market.buyers) return {};
    return filled(tr("{} is not scaled: this market has {} of the {} buyers that everything else is written for "
                     "(sized_for), so that it meets as many more or fewer buyers and sellers than it would.",
                     language),
                  printable(name_in(language, TextOf::Scenario, scenario.firm.name), 48),
                  grouped_in(language, static_cast<double>(market.buyers)),
                  grouped_in(language, static_cast<double>(market.sized_for)));
}

std::string caveat_of_capacity(const Scenario& scenario, double orders_per_day, Language language) {
    constexpr double kNearlyFull = 0.9;
    const FirmSpec& firm = scenario.firm;
    if (!firm.is_there() || !(orders_per_day > kNearlyFull * firm.capacity_per_day) || firm.capacity_per_day <= 0.0)
        return {};
    return filled(tr("{} has {} orders a day to dispatch and can dispatch {} (firm.capacity_per_day): what it earns "
                     "depends on how many it can dispatch more than on where it sells. Orders wait, and those that "
                     "would wait 60 days or longer are cancelled.",
                     language),
                  printable(name_in(language, TextOf::Scenario, firm.name), 48), in_digits(orders_per_day, 2, language),
                  in_digits(firm.capacity_per_day, 6, language));
}

std::string caveat_of_stated_prices(const Scenario& scenario, std::span<const std::size_t> models, Language language) {
    const bool states = std::any_of(scenario.firm.goods.begin(), scenario.firm.goods.end(),
                                    [](const FirmGoodsSpec& goods) { return goods.price.units > 0; });
    if (!scenario.firm.is_there() || !states) return {};
    std::vector<std::string> names;
    for (const std::size_t place : models)
        if (const ModelSpec& model = scenario.models[place]; model.matching.kind == MatchingKind::Auction)
            names.push_back(printable(name_in(language, TextOf::Scenario, model.name), 48));
    if (names.empty()) return {};
    return filled(tr("The prices that {} states for its goods do not hold in {}: there bidders make them, from "
                     "auction.start_price on.",
                     language),
                  printable(name_in(language, TextOf::Scenario, scenario.firm.name), 48),
                  fmt::format("{}", fmt::join(names, ", ")));
}

std::string caveat_of_firm_losses(const Scenario& scenario, std::span<const std::size_t> models, Language language) {
    const FirmSpec& firm = scenario.firm;
    if (!firm.is_there()) return {};
    const auto spoken = [&](std::string_view name) { return printable(name_in(language, TextOf::Scenario, name), 48); };
    std::vector<std::string> parts;
    for (const std::size_t place : models) {
        const ModelSpec& model = scenario.models[place];
        if (model.matching.kind != MatchingKind::Offers)
            continue;  // elsewhere stated prices do not hold, or cost no unit
        const bool own = model.supply.kind == SupplyKind::Own;
        for (const FirmGoodsSpec& goods : firm.goods) {
            const double price = static_cast<double>(goods.price.units) * model.firm.price;
            const double brings =
                own ? price - static_cast<double>(model.costs.handling_per_order.units)
                    : price * (1.0 - model.revenue.commission) - static_cast<double>(model.revenue.seller_fee.units);
            const auto cost = static_cast<double>(goods.cost.units);
            if (price <= 0.0 || brings >= cost) continue;
            const int digits = currency_digits(scenario);
            const std::array amounts{in_main_unit(brings, digits), in_main_unit(cost, digits)};
            const Scale unit = scale_for(amounts, 0.0, scenario.currency);
            parts.push_back(filled(tr("{} in {} ({} against {} {})", language), spoken(goods.name), spoken(model.name),
                                   in_digits(amounts[0] / unit.divisor, 4, language),
                                   in_digits(amounts[1] / unit.divisor, 4, language), unit_in(language, unit.unit)));
        }
    }
    if (parts.empty()) return {};
    return filled(
        tr("{} loses with each unit where what a sale brings after commission, fee and packing is less than the "
           "unit costs: {}.",
           language),
        spoken(firm.name), fmt::format("{}", fmt::join(parts, ", ")));
}

std::string caveat_of_usual_prices(const Scenario& scenario, Language language) {
    constexpr double kFar = 2.0;
    const auto spoken = [&](std::string_view name) { return printable(name_in(language, TextOf::Scenario, name), 48); };
    std::vector<std::string> parts;
    for (const FirmGoodsSpec& goods : scenario.firm.goods) {
        for (const CategorySpec& category : scenario.market.categories) {
            if (category.name != goods.category) continue;
            const auto usual = static_cast<double>(category.reference_price.units);
            const double price = goods.price.units > 0
                                     ? static_cast<double>(goods.price.units)
                                     : static_cast<double>(goods.cost.units) * (1.0 + scenario.market.sellers.markup);
            if (price * kFar >= usual && price <= usual * kFar) continue;
            const int digits = currency_digits(scenario);
            const std::array amounts{in_main_unit(price, digits), in_main_unit(usual, digits)};
            const Scale unit = scale_for(amounts, 0.0, scenario.currency);
            parts.push_back(filled(tr("{} ({} against {} {} in {})", language), spoken(goods.name),
                                   in_digits(amounts[0] / unit.divisor, 4, language),
                                   in_digits(amounts[1] / unit.divisor, 4, language), unit_in(language, unit.unit),
                                   spoken(category.name)));
        }
    }
    if (parts.empty()) return {};
    return filled(
        tr("Buyers weigh a price against the usual one of its category (reference_price), and these are far from "
           "it, so that what a change of their price does is not to be relied on: {}. Give such goods a "
           "category of their own.",
           language),
        fmt::format("{}", fmt::join(parts, ", ")));
}

std::string caveat_of_readers(const Scenario& scenario, std::span<const std::size_t> models, Language language) {
    std::vector<std::string> names;
    for (const std::size_t place : models)
        if (const ModelSpec& model = scenario.models[place]; model.matching.kind == MatchingKind::Feed)
            names.push_back(printable(name_in(language, TextOf::Scenario, model.name), 48));
    if (names.empty()) return {};
    return filled(tr("Readers leave only after a visit, so that who hardly comes stays a customer: where visits fall, "
                     "customers and retention may rise. mean_daily_active says how many come ({}).",
                     language),
                  fmt::format("{}", fmt::join(names, ", ")));
}

std::string caveat_of_replications(std::int64_t replications, Language language) {
    if (replications < 2 || replications >= kEnoughReplications) return {};
    return filled(
        tr("{} replications are few: how far a mean can be off is itself hardly known. Ask for 8 or more with "
           "--replications before you rely on an interval.",
           language),
        replications);
}

std::string caveat_of_sold_out(const Scenario& scenario, std::span<const std::size_t> models,
                               std::span<const double> shares, Language language) {
    constexpr double kMany = 0.1;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < models.size(); ++i) {
        if (std::isnan(shares[i]) || shares[i] < kMany) continue;
        parts.push_back(filled(tr("{} {} %", language),
                               printable(name_in(language, TextOf::Scenario, scenario.models[models[i]].name), 48),
                               in_digits(100.0 * shares[i], 2, language)));
    }
    if (parts.empty()) return {};
    return filled(
        tr("Many orders are cancelled because what was ordered is sold out, which counts as a failure: {}.", language),
        fmt::format("{}", fmt::join(parts, ", ")));
}

std::string caveat_of_own_goods(const Scenario& scenario, std::span<const std::size_t> models, Language language) {
    const MarketSpec& market = scenario.market;
    if (market.sized_for <= 0 || market.sized_for == market.buyers) return {};
    std::vector<std::string> names;
    for (const std::size_t place : models)
        if (const ModelSpec& model = scenario.models[place]; model.supply.kind == SupplyKind::Hybrid)
            names.push_back(printable(name_in(language, TextOf::Scenario, model.name), 48));
    if (names.empty()) return {};
    return filled(tr("Sellers are scaled to the {} buyers of this market, own products beside them (supply.products, "
                     "supply.entry) are not, so that their share of sales is another than with {} buyers: {}.",
                     language),
                  grouped_in(language, static_cast<double>(market.buyers)),
                  grouped_in(language, static_cast<double>(market.sized_for)),
                  fmt::format("{}", fmt::join(names, ", ")));
}

std::string caveat_of_scaled_costs(const Scenario& scenario, std::span<const std::size_t> models, Language language) {
    const MarketSpec& market = scenario.market;
    if (market.sized_for <= 0 || market.sized_for == market.buyers || models.empty()) return {};
    std::vector<std::vector<DailyCost>> costs;
    for (const std::size_t place : models) costs.push_back(daily_costs(scenario, scenario.models[place]));
    std::vector<std::string> parts;
    for (std::size_t kind = 0; kind < costs.front().size(); ++kind) {
        std::vector<bool> told(models.size(), false);
        for (std::size_t i = 0; i < models.size(); ++i) {
            const DailyCost cost = costs[i][kind];
            if (told[i] || cost.written == cost.scaled) continue;
            std::vector<std::string> names;
            for (std::size_t other = i; other < models.size(); ++other) {
                if (!(costs[other][kind] == cost)) continue;
                told[other] = true;
                names.push_back(
                    printable(name_in(language, TextOf::Scenario, scenario.models[models[other]].name), 48));
            }
            const int digits = currency_digits(scenario);
            const std::array amounts{in_main_unit(cost.written, digits), in_main_unit(cost.scaled, digits)};
            const Scale unit = scale_for(amounts, 0.0, scenario.currency);
            parts.push_back(filled(tr("{} {} instead of {} {} a day", language), tr(cost.what, language),
                                   in_digits(amounts[1] / unit.divisor, 3, language),
                                   in_digits(amounts[0] / unit.divisor, 3, language), unit_in(language, unit.unit)));
            if (names.size() < models.size()) parts.back() += fmt::format(" ({})", fmt::join(names, ", "));
        }
    }
    if (parts.empty()) return {};
    return filled(
        tr("This market has {} of the {} buyers that costs are written for (sized_for), so they are scaled: {}.",
           language),
        grouped_in(language, static_cast<double>(market.buyers)),
        grouped_in(language, static_cast<double>(market.sized_for)), fmt::format("{}", fmt::join(parts, ", ")));
}

std::string caveat_of_size(const Scenario& scenario, std::span<const std::size_t> models, std::int64_t buyers,
                           Language language) {
    const auto sized_for = static_cast<double>(scenario.market.sized_for);
    if (scenario.market.sized_for <= 0 || buyers <= 0) return {};
    const double scale = static_cast<double>(buyers) / sized_for;
    std::vector<std::string> counts;
    double enough = 0.0;  // buyers
    const auto add = [&](std::string text, double from) {
        enough = std::max(enough, from);
        if (std::find(counts.begin(), counts.end(), text) == counts.end()) counts.push_back(std::move(text));
    };
    for (const std::size_t place : models) {
        const ModelSpec& model = scenario.models[place];
        if (is_of_firm(scenario, model)) continue;
        const auto servers = static_cast<double>(model.site.servers);
        if (1.0 > kFarFromScale * servers * scale)
            add(filled(tr("1 server instead of {}", language), in_digits(servers * scale, 2, language)),
                sized_for / (kFarFromScale * servers));
        const double units = model.supply.stock_up_to;
        const bool has_shelf =
            model.supply.kind != SupplyKind::Sellers && model.matching.kind != MatchingKind::Booking &&
            model.matching.kind != MatchingKind::Subscription && model.matching.kind != MatchingKind::Feed;
        if (has_shelf && units * scale < kFewUnits && scale < 1.0)
            add(filled(tr("{} on a shelf of the own store, which few orders empty", language),
                       grouped_in(language, std::max(1.0, std::floor(units * scale + 0.5)))),
                sized_for * std::min(1.0, kFewUnits / units));
    }
    if (counts.empty()) return {};
    return filled(
        tr("This market has {} of the {} buyers that counts are written for (sized_for), and counts are whole: {}. "
           "An order then costs more of the site or meets an empty shelf more often than at full size, and a "
           "verdict can turn; from {} buyers on this matters less.",
           language),
        grouped_in(language, static_cast<double>(buyers)), grouped_in(language, sized_for),
        fmt::format("{}", fmt::join(counts, ", ")), grouped_in(language, std::ceil(enough / 1000.0) * 1000.0));
}

}  // namespace pasar
