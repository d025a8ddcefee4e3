// pasar docs: the generated documents in docs/ (parameters.md, measures.md, schema.json); --check tells whether they
// are stale.
#include <fmt/format.h>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/commands.h"
#include "reports/result/dictionary.h"
#include "reports/result/output_file.h"
#include "scenarios/reference.h"
#include "scenarios/schema.h"

namespace pasar {

namespace {

struct Generated {
    std::string_view name;
    std::string text;
};

std::string contents(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

int docs_command(const Arguments& arguments) {
    const std::filesystem::path folder = arguments.out.value_or("docs");
    const std::array documents{Generated{"parameters.md", parameters_markdown()},
                               Generated{"measures.md", measures_markdown()},
                               Generated{"schema.json", scenario_schema()}};
    int code = kDone;
    for (const Generated& document : documents) {
        const std::filesystem::path path = folder / document.name;
        if (contents(path) == document.text) continue;
        if (arguments.check) {
            fmt::print(stderr, "pasar: {} is stale; pasar docs writes it anew\n", path.string());
            code = kFailed;
            continue;
        }
        OutputFile file = OutputFile::replacing(path);
        file.write(document.text);
        file.close();
        fmt::print("{} is written\n", path.string());
    }
    return code;
}

}  // namespace pasar
