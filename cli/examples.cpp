#include "cli/examples.h"

#include <fmt/format.h>

#include <array>

#include "cli/called.h"

namespace pasar {

namespace {

/// A command line without the program's name, and what it is for.
struct Example {
    std::string_view command;  ///< whose --help tells it
    std::string_view words;
    std::string_view does;
    bool first = false;  ///< told by the program's own --help as well
};
constexpr std::array kExamples{
    Example{"compare", "compare scenarios/c2c-or-b2c.json",
            "which of the scenario's business models earns more, by how much and how surely", true},
    Example{"compare", "compare my.json --replications 40 --set market.buyers=1e6 --out results/million",
            "the same with more replications and buyers"},
    Example{"compare", "compare my.json --until-precise 1%",
            "with as many replications as it takes to know the difference to 1 %"},
    Example{"run", "run my.json --model \"Own store\" --orders 0.01",
            "one model, with the story of every hundredth order in orders.csv"},
    Example{"run", "run results/c2c-or-b2c-compare/manifest.json", "makes a result again, to the byte", true},
    Example{"compete", "compete scenarios/c2c-or-b2c.json",
            "both models as platforms of one market: shares, flows of buyers, what each costs the other", true},
    Example{"compete", "compete my.json --without \"New rival\" --for sellers",
            "what one platform takes from the others, by what sellers earn"},
    Example{"sweep", "sweep scenarios/c2c-or-b2c.json --vary models.Marketplace.revenue.commission=0.04:0.2:5",
            "the scenario with each of five commissions"},
    Example{"sweep",
            "sweep my.json --vary market.choice.price=2:4 --vary market.buyers=1e4:1e5 --design lhs --points 20",
            "twenty points spread over two ranges"},
    Example{"sweep", "sweep --resume results/c2c-or-b2c-sweep.unfinished", "goes on where a stopped command was"},
    Example{"break-even", "break-even scenarios/c2c-or-b2c.json --vary models.Marketplace.revenue.commission=0.02:0.3",
            "from which commission on the marketplace earns more than the store", true},
    Example{"break-even",
            "break-even my.json --vary models.A.revenue.commission=0:0.4 --world compete --measure order_share",
            "from which commission on the rival has more of the orders, where both share one market"},
    Example{"break-even", "break-even my.json --model A --model B --measure retention_rate --vary PATH=LOW:HIGH",
            "the same of two models by name, by another measure"},
    Example{"map",
            "map scenarios/c2c-or-b2c.json --vary models.Marketplace.revenue.commission=0.02:0.3 "
            "--vary 'models.Own store.supply.markup=0.05:0.5'",
            "who earns more, over commission and markup"},
    Example{"why", "why scenarios/c2c-or-b2c.json --measure retention_rate", "why customers are lost", true},
    Example{"why", "why my.json --model Marketplace --cause late --cause damaged",
            "what two causes cost one model in money"},
    Example{"ladder", "ladder scenarios/c2c-or-b2c.json --from Marketplace --to 'Own store'",
            "what each choice adds on the way from the marketplace to the store"},
    Example{"ladder", "ladder my.json --from A --to B --order fulfilment --order payment --for buyers",
            "the same in another order, for buyers"},
    Example{"sensitivity", "sensitivity my.json", "what the difference of the first two models hangs on"},
    Example{"sensitivity", "sensitivity my.json --method sobol --vary market.choice.price=2:4 --vary market.trust.loss",
            "shares of the variance, over ranges of one's own"},
    Example{"best", "best scenarios/c2c-or-b2c.json --model 'Own store' --vary 'models.Own store.supply.markup=0:1'",
            "the markup at which the store earns most"},
    Example{"best", "best my.json --vary PATH=LOW:HIGH --measure orders --subject-to 'contribution>=0'",
            "the most orders that do not cost money"},
    Example{"scorecard", "scorecard", "the shipped market held against published facts: what is near, what is not",
            true},
    Example{"scorecard", "scorecard my.json --facts my-facts.json", "one's own market held against facts of one's own"},
    Example{"view", "view scenarios/c2c-or-b2c.json", "the two models running side by side in a window", true},
    Example{"report", "report results/c2c-or-b2c-compare", "makes report.html and report.xlsx of these tables anew"},
    Example{"validate", "validate my.json other.json", "every fault of both files, or OK"},
    Example{"show", "show my.json", "every value that is in force, and where it was said"},
    Example{"show", "show my.json --set market.buyers=1e6 --json", "the whole scenario as one file"},
    Example{"explain", "explain commission", "what a parameter means: unit, default, range, source", true},
    Example{"explain", "explain models.protection", "what is in a group"},
    Example{"new", "new", "lists what can be started from"},
    Example{"new", "new c2c_marketplace --out my.json", "a first scenario of one's own", true},
    Example{"schema", "schema > scenario.schema.json", "for an editor that completes names and marks faults"},
    Example{"bench", "bench --buyers 100000 --days 60", "how fast one market of this size runs here"},
};

}  // namespace

std::string examples_of(std::string_view command) {
    std::string text;
    for (const Example& example : kExamples) {
        if (command.empty() ? !example.first : example.command != command) continue;
        text += fmt::format("\n  {} {}\n        {}", called_as(), example.words, example.does);
    }
    return text.empty() ? "" : "Examples:" + text;
}

}  // namespace pasar
