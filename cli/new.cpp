// pasar new: a small scenario to start from, that runs as it is and leaves the planner something to change.
#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/called.h"
#include "cli/commands.h"
#include "reports/result/output_file.h"
#include "scenarios/find_file.h"
#include "scenarios/folder.h"
#include "scenarios/nearest.h"
#include "scenarios/read.h"
#include "words/text.h"

namespace pasar {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarket = "presets/indonesia.json";

std::string short_name(const Preset& preset) { return fs::path(preset.file).stem().string(); }

/// A business model to begin with: those that most people know first.
const Preset* find_model(const std::vector<Preset>& presets, std::string_view unlike) {
    for (const std::string_view usual : {"c2c_marketplace", "online_store"})
        for (const Preset& preset : presets)
            if (preset.kind == PresetKind::Model && short_name(preset) == usual && usual != unlike) return &preset;
    const auto found = std::find_if(presets.begin(), presets.end(), [&](const Preset& preset) {
        return preset.kind == PresetKind::Model && short_name(preset) != unlike;
    });
    return found == presets.end() ? nullptr : &*found;
}

/// A scenario that extends another says only what it changes.
std::string from_scenario(const Preset& preset) {
    return fmt::format(R"({{
  "name": "My {0}",
  "extends": "{1}",
  "days": 365,
  "replications": 10,
  "market": {{ "buyers": 100000 }}
}}
)",
                       short_name(preset), preset.file);
}

/// One thing to change in a model: the smallest question worth asking.
struct FirstQuestion {
    std::string_view asks, name, change;  ///< the change as JSON
    std::string_view market = "";         ///< what the market has otherwise, likewise
};
FirstQuestion first_question(const Preset& preset) {
    const std::string name = short_name(preset);
    if (name == "auction_house")  // where coupons do not hold
        return {"does it pay to let auctions go on after a late bid?", "Extended",
                R"("auction": { "close": "extension" })"};
    if (name == "online_service")
        return {"does it pay to book more than there is room for?", "Overbooked",
                R"("booking": { "overbooking": 0.5 })"};
    if (name == "subscription")
        return {"does a trial without a card pay?", "No card", R"("subscription": { "trial_needs_card": false })",
                R"(, "categories": [{ "name": "films", "share": 1, "reference_price": 20000 }])"};
    if (name == "content_community")
        return {
            "does a plan without advertising pay?", "With a plan",
            R"("subscription": { "plans": [{ "name": "no ads", "price": 15000 }] })",
            R"(, "categories": [{ "name": "news", "share": 1, "reference_price": 60000 }], "wishes": { "rate_per_day": 0.5 })"};
    if (name == "digital_store")
        return {"does stricter protection of downloads pay, where three of ten would copy?", "Stricter",
                R"("licence": { "protection": 0.9 })", R"(, "piracy": { "willing": 0.3 })"};
    if (name == "hybrid_marketplace")
        return {"does it pay to enter what sells best?", "Enters", R"("supply": { "entry": { "on": true } })"};
    return {"does a thank-you coupon pay?", "With coupon",
            R"("programmes": { "thank_you": { "on": true, "coupon": 0.1 } })"};
}

/// A model as the preset has it, and the same with one thing changed.
std::string from_model(const Preset& preset) {
    const FirstQuestion question = first_question(preset);
    return fmt::format(R"({{
  "name": "My {0}: {3}",
  "extends": "{1}",
  "days": 365,
  "replications": 10,
  "market": {{ "buyers": 100000{6} }},
  "models": [
    {{ "name": "As it is", "extends": "{2}" }},
    {{ "name": "{4}", "extends": "{2}",
      {5} }}
  ]
}}
)",
                       short_name(preset), kMarket, preset.file, question.asks, question.name, question.change,
                       question.market);
}

std::string from_market(const Preset& preset, const std::vector<Preset>& presets) {
    const Preset* first = find_model(presets, "");
    const Preset* second = first ? find_model(presets, short_name(*first)) : nullptr;
    if (!second) throw BadInput("the scenario folder has no two model presets to put into the market");
    return fmt::format(R"({{
  "name": "My {0}",
  "extends": "{1}",
  "days": 365,
  "replications": 10,
  "market": {{ "buyers": 100000 }},
  "models": [
    {{ "name": "{2}", "extends": "{3}" }},
    {{ "name": "{4}", "extends": "{5}" }}
  ]
}}
)",
                       short_name(preset), preset.file, short_name(*first), first->file, short_name(*second),
                       second->file);
}

/// The word that asks for a firm of one's own rather than for a preset.
constexpr std::string_view kFirm = "firm";

/// A firm of one's own, a marketplace it sells on and a store it could open: what its owner knows, and one thing to
/// ask.
std::string from_firm(const Preset& marketplace, const Preset& store) {
    return fmt::format(R"({{
  "name": "My shop: the marketplace, a store of my own, or both?",
  "about": "Write your own goods, costs and ratings into firm, the marketplace's commission, and what a store of your own would cost and who would know it. compete says where the firm earns most; break-even --world channels says from where on that turns.",
  "extends": "{0}",
  "days": 180,
  "replications": 8,
  "firm": {{
    "name": "My shop", "region": "West Java and Jakarta", "ratings": 50,
    "costs_per_month": 600000, "capacity_per_day": 40,
    "goods": [
      {{ "name": "batik shirt", "category": "fashion", "quality": 0.8, "cost": 88000, "price": 125000, "units": 40, "listings": 2 }},
      {{ "name": "headscarf", "category": "fashion", "quality": 0.75, "cost": 72000, "price": 105000, "units": 40 }}
    ]
  }},
  "models": [
    {{ "name": "Marketplace", "extends": "{1}", "revenue": {{ "commission": 0.08 }},
      "fulfilment": {{ "courier": "Courier C" }} }},
    {{ "name": "My store", "extends": "{2}",
      "competition": {{ "initially_aware": 0.005, "share": 0.05 }},
      "fulfilment": {{ "courier": "Courier C", "buyer_pays_shipping": 1 }},
      "site": {{ "servers": 1, "cost_per_server_month": 300000 }}, "support": {{ "agents": 0, "chatbot_share": 0 }},
      "promotion": {{ "advertising": [], "posts_per_day": 0 }},
      "costs": {{ "fixed_per_day": 70000, "handling_per_order": 5000 }} }}
  ]
}}
)",
                       kMarket, marketplace.file, store.file);
}

std::string starter(const Preset& preset, const std::vector<Preset>& presets) {
    switch (preset.kind) {
        case PresetKind::Model:
            return from_model(preset);
        case PresetKind::Market:
            return from_market(preset, presets);
        default:
            return from_scenario(preset);
    }
}

/// "c2c-or-b2c", "c2c-or-b2c.json" and "presets/indonesia" name one as well as another.
const Preset* find(const std::vector<Preset>& presets, const std::string& name) {
    const std::string stem =
        name.ends_with(".json") ? fs::path(name).stem().string() : fs::path(name).filename().string();
    const bool has_folder = fs::path(name).has_parent_path();
    const auto found = std::find_if(presets.begin(), presets.end(), [&](const Preset& preset) {
        return short_name(preset) == stem && (!has_folder || preset.file.starts_with(name));
    });
    return found == presets.end() ? nullptr : &*found;
}

/// A file of that name where one stands comes before those of the scenario folder. It can be extended from beside it.
std::optional<Preset> find_here(const Arguments& arguments, const fs::path& scenarios) {
    std::error_code error;
    if (fs::equivalent(fs::current_path(), scenarios, error)) return std::nullopt;
    const fs::path file = find_scenario(arguments.preset);
    if (file.has_parent_path() || !fs::is_regular_file(file, error)) return std::nullopt;
    const std::vector<Preset> here = list_presets(fs::current_path());
    const Preset* preset = find(here, file.string());
    if (preset == nullptr) return std::nullopt;  // no scenario, and so none of ours
    if (arguments.out && fs::path(*arguments.out).has_parent_path()) {
        throw BadInput(
            fmt::format("{} stands in this folder, and a scenario extends files beside it; write the new one "
                        "here as well",
                        printable(file.string(), 200)));
    }
    return *preset;
}

[[noreturn]] void refuse(const std::vector<Preset>& presets, const std::string& name) {
    std::vector<std::string> names;
    for (const Preset& preset : presets) names.push_back(short_name(preset));
    names.emplace_back(kFirm);
    const std::string hint = did_you_mean(name, names);
    throw BadInput(fmt::format("there is no preset called \"{}\"; {}", printable(name),
                               hint.empty() ? called_as() + " new lists them" : hint));
}

void list(const std::vector<Preset>& presets, bool scenarios) {
    for (const Preset& preset : presets) {
        if ((preset.kind == PresetKind::Scenario) != scenarios) continue;
        fmt::print(
            "{}\n",
            wrapped(fmt::format("{} {}", pad_right(short_name(preset), 26), printable(preset.about, 300)), 100, 27));
    }
}

void list(const std::vector<Preset>& presets) {
    fmt::print("Scenarios, to run by their names from any folder ({} compare NAME) or to start from:\n", called_as());
    list(presets, true);
    fmt::print("\nMarkets and business models, to start from ({} new NAME --out my.json):\n", called_as());
    list(presets, false);
    fmt::print(
        "{}\n",
        wrapped(
            fmt::format("{} {}", pad_right(std::string(kFirm), 26),
                        "A firm of your own: on a marketplace, in its own store, or both; its goods, costs, profit."),
            100, 27));
}

void write_new(const fs::path& path, const std::string& text) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(path, ignored))) {
        throw BadInput(fmt::format("{} exists already; name another file with --out", printable(path.string(), 200)));
    }
    OutputFile file(path);
    try {
        file.write(text);
        file.close();
    } catch (const WriteFailed&) {
        fs::remove(path, ignored);
        throw;
    }
}

}  // namespace

int new_command(const Arguments& arguments) {
    const std::optional<fs::path> folder = scenario_folder();
    if (!folder) throw BadInput("the scenario folder was not found; name it with the variable PASAR_SCENARIOS");
    const std::vector<Preset> presets = list_presets(*folder);
    if (arguments.preset.empty()) {
        list(presets);
        return kDone;
    }
    const std::optional<Preset> here = find_here(arguments, *folder);
    const Preset* shipped = find(presets, arguments.preset);
    const Preset* marketplace = find(presets, "c2c_marketplace");
    const Preset* store = find(presets, "online_store");
    const bool is_firm =
        !here && shipped == nullptr && arguments.preset == kFirm && marketplace != nullptr && store != nullptr;
    if (!here && shipped == nullptr && !is_firm) refuse(presets, arguments.preset);
    const std::string text = is_firm ? from_firm(*marketplace, *store) : starter(here ? *here : *shipped, presets);
    if (!here) static_cast<void>(load_scenario_text(text));  // a starter that does not load would be a poor start
    if (!arguments.out) {
        fmt::print("{}", text);
    } else {
        write_new(*arguments.out, text);
        fmt::print("{} is written; run it with: {} {} {}\n", printable(*arguments.out, 200), called_as(),
                   is_firm ? "compete" : "compare", printable(*arguments.out, 200));
    }
    return kDone;
}

}  // namespace pasar
