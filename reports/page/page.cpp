#include "reports/page/page.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/page/page_assets.h"
#include "reports/page/page_sections.h"
#include "words/colours.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

std::string sha256_in_base64(std::string_view text) {
    const std::string digits = sha256_of(text);
    std::array<unsigned char, 32> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes.at(i) = static_cast<unsigned char>(std::stoi(digits.substr(2 * i, 2), nullptr, 16));
    }
    std::array<unsigned char, 48> encoded{};
    const int length = EVP_EncodeBlock(encoded.data(), bytes.data(), static_cast<int>(bytes.size()));
    return {encoded.begin(), encoded.begin() + length};
}

/// What the browser may do with this file: run the one script that Pasar brought along, and fetch nothing.
std::string content_policy(const std::string& script) {
    const std::string scripts = script.empty() ? "'none'" : fmt::format("'sha256-{}'", sha256_in_base64(script));
    return fmt::format("default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {}", scripts);
}

std::string head(const std::string& title, const std::string& script) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Pasar\">\n"
        "<title>{}</title>\n<style>\n{}</style>\n</head>\n",
        content_policy(script), html_text(title), theme_style() + page_style());
}

std::string header(const PageSource& source) {
    const Json& manifest = source.manifest;
    const Json& scenario = manifest["scenario"];
    const Json market = scenario.value("market", Json::object());
    std::vector<std::string> facts;
    if (market.contains("buyers") && market["buyers"].is_number()) {
        facts.push_back(counted(std::round(market["buyers"].get<double>()), "buyer"));
    }
    facts.push_back(counted(source.days, "day"));
    if (source.warm_up > 0) facts.push_back(counted(source.warm_up, "day") + " of them warm-up");
    if (manifest.contains("replications") && manifest["replications"].is_number()) {
        facts.push_back(counted(std::round(manifest["replications"].get<double>()), "replication"));
    }
    if (manifest.contains("seed")) facts.push_back("seed " + manifest["seed"].dump());
    std::string line;
    for (const std::string& fact : facts) line += fmt::format("<li>{}</li>", html_text(fact));
    return fmt::format(
        "<header class=\"top\">\n<p class=\"kicker\">Pasar · {}</p>\n<h1>{}</h1>\n<ul class=\"facts\">{}</ul>\n"
        "<p class=\"about\">{}</p>\n</header>\n",
        html_text(manifest.value("command", "")), html_text(scenario.value("name", "")), line,
        html_text(scenario.value("about", "")));
}

std::string contents(const std::vector<PageSection>& sections) {
    std::string links;
    for (const PageSection& section : sections) {
        links += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, html_text(section.title));
    }
    return fmt::format("<nav class=\"contents\" aria-label=\"Contents\">\n<ul>\n{}</ul>\n</nav>\n", links);
}

std::vector<PageSection> sections_of(const PageSource& source) {
    const PageDays days = read_page_days(source);
    std::vector<PageSection> all{answer_section(source), scorecard_section(source)};
    for (PageSection& section : study_sections(source)) all.push_back(std::move(section));
    all.push_back(platforms_section(source));
    all.push_back(firm_section(source));
    all.push_back(ranking_section(source));
    all.push_back(differences_section(source));
    all.push_back(events_section(source));
    all.push_back(series_section(source, days));
    all.push_back(distributions_section(source));
    all.push_back(visits_section(source, days));
    all.push_back(journey_section(source, days));
    all.push_back(subscribers_section(source, days));
    all.push_back(readers_section(source, days));
    all.push_back(auctions_section(source));
    all.push_back(cohorts_section(source));
    all.push_back(complaints_section(source));
    all.push_back(losses_section(source));
    all.push_back(models_section(source));
    all.push_back(reproduce_section(source));
    std::erase_if(all, [](const PageSection& section) { return section.html.empty(); });
    return all;
}

}  // namespace

FileRecord write_page(const std::filesystem::path& folder, const Json& manifest) {
    const PageSource source = read_page_source(folder, manifest);
    const std::vector<PageSection> sections = sections_of(source);
    const std::string script = page_script();

    Json charts = Json::object();
    std::string body;
    for (const PageSection& section : sections) {
        body += fmt::format(
            "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n{2}</section>\n",
            section.id, html_text(section.title), section.html);
        charts.update(section.charts);
    }
    Json names = Json::array();
    for (const std::string& model : source.models) names.push_back(printable_name(model));

    OutputFile file = OutputFile::replacing(folder / "report.html");
    file.write(head(source.manifest["scenario"].value("name", "Pasar"), script));
    file.write("<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<div class=\"page\">\n");
    file.write(contents(sections));
    file.write("<main id=\"content\" tabindex=\"-1\">\n");
    file.write(header(source));
    if (script.empty()) {
        file.write(
            "<p class=\"small\">This Pasar was built without npm: the page has every table and no charts.</p>\n");
    } else {
        file.write(
            "<noscript><p class=\"small\">Scripts are off: the page shows every table, and no "
            "charts.</p></noscript>\n");
    }
    file.write(body);
    file.write(fmt::format(
        "<footer><p class=\"small\">Made by Pasar {}, a simulator of online marketplaces. Figures are those of "
        "a model, not forecasts. One month is 30 days.</p></footer>\n</main>\n</div>\n",
        html_text(source.manifest.value("version", ""))));
    if (!script.empty()) {
        file.write("<script type=\"application/json\" id=\"data\">");
        file.write(json_for_script({{"models", names}, {"charts", charts}}));
        file.write("</script>\n<script>");
        file.write(script);
        file.write("</script>\n");
    }
    file.write("</body>\n</html>\n");
    return file.close();
}

}  // namespace pasar
