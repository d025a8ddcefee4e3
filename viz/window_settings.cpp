#include "viz/window_settings.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <system_error>

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMostCharts = 12;
constexpr std::size_t kMostSettingsBytes = std::size_t{1} << 16U;

class Reader {
public:
    explicit Reader(const Json& json) : json_(json) {}

    void read(const char* name, bool& value) const {
        if (const Json* found = find(name); found != nullptr && found->is_boolean()) value = found->get<bool>();
    }
    void read(const char* name, double& value, double least, double most) const {
        const Json* found = find(name);
        if (found == nullptr || !found->is_number()) return;
        const auto number = found->get<double>();
        if (number >= least && number <= most) value = number;
    }
    void read(const char* name, int& value, int least, int most) const {
        double number = value;
        read(name, number, least, most);
        value = static_cast<int>(number);
    }
    void read(const char* name, std::string& value, std::initializer_list<std::string_view> allowed) const {
        const Json* found = find(name);
        if (found == nullptr || !found->is_string()) return;
        for (const std::string_view one : allowed) {
            if (found->get_ref<const std::string&>() == one) value = one;
        }
    }
    void read(const char* name, std::vector<std::string>& values) const {
        const Json* found = find(name);
        if (found == nullptr || !found->is_array() || found->empty() || found->size() > kMostCharts) return;
        std::vector<std::string> read;
        for (const Json& entry : *found) {
            if (!entry.is_string()) return;
            read.push_back(entry.get<std::string>());
        }
        values = std::move(read);
    }

private:
    [[nodiscard]] const Json* find(const char* name) const {
        const auto found = json_.find(name);
        return found == json_.end() ? nullptr : &*found;
    }
    const Json& json_;
};

}  // namespace

std::filesystem::path settings_file() {
    const auto folder = [](const char* variable) {
        const char* value = std::getenv(variable);
        return std::filesystem::path(value != nullptr ? value : "");
    };
    // The XDG specification asks to ignore paths that are not absolute.
    if (const auto config = folder("XDG_CONFIG_HOME"); config.is_absolute()) return config / "pasar" / "window.json";
    if (const auto home = folder("HOME"); home.is_absolute()) return home / ".config" / "pasar" / "window.json";
    return {};
}

WindowSettings settings_from(std::string_view json) {
    WindowSettings settings;
    const Json parsed = Json::parse(json, nullptr, false);
    if (!parsed.is_object()) return settings;
    const Reader reader(parsed);
    reader.read("width", settings.width, 640, 16384);
    reader.read("height", settings.height, 480, 16384);
    reader.read("dark", settings.dark);
    reader.read("projector", settings.projector);
    reader.read("show_levers", settings.show_levers);
    reader.read("show_details", settings.show_details);
    reader.read("levers_width", settings.levers_width, 160.0, 2000.0);
    reader.read("details_width", settings.details_width, 160.0, 2000.0);
    reader.read("pictures_share", settings.pictures_share, 0.1, 0.9);
    reader.read("days_per_second", settings.days_per_second, 0.0, 1e6);
    if (settings.days_per_second == 0.0) settings.days_per_second = std::numeric_limits<double>::infinity();
    reader.read("buyers_by", settings.buyers_by, {"stage", "trust"});
    reader.read("sellers_by", settings.sellers_by, {"shown", "true"});
    reader.read("language", settings.language, {"en", "id"});
    reader.read("charts", settings.charts);
    reader.read("charts_of_competition", settings.charts_of_competition);
    return settings;
}

std::string settings_text(const WindowSettings& s) {
    const Json json{{"width", s.width},
                    {"height", s.height},
                    {"dark", s.dark},
                    {"projector", s.projector},
                    {"show_levers", s.show_levers},
                    {"show_details", s.show_details},
                    {"levers_width", s.levers_width},
                    {"details_width", s.details_width},
                    {"pictures_share", s.pictures_share},
                    {"days_per_second", std::isfinite(s.days_per_second) ? s.days_per_second : 0.0},
                    {"buyers_by", s.buyers_by},
                    {"sellers_by", s.sellers_by},
                    {"language", s.language},
                    {"charts", s.charts},
                    {"charts_of_competition", s.charts_of_competition}};
    return json.dump(4, ' ', false, Json::error_handler_t::replace) + "\n";
}

WindowSettings load_settings(const std::filesystem::path& file) {
    // Neither a pipe, which would have the window wait, nor anything larger than such a file can be.
    std::error_code error;
    if (file.empty() || !std::filesystem::is_regular_file(file, error)) return {};
    std::ifstream in(file, std::ios::binary);
    std::string text(kMostSettingsBytes, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return settings_from(text);
}

bool save_settings(const std::filesystem::path& file, const WindowSettings& settings) {
    if (file.empty()) return false;
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    const std::filesystem::path unfinished = file.string() + ".new";
    {
        std::ofstream out(unfinished);
        out << settings_text(settings);
        out.flush();
        if (!out) return false;
    }
    std::filesystem::rename(unfinished, file, error);
    return !error;
}

}  // namespace pasar
