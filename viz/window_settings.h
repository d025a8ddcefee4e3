// What the window keeps between starts: a JSON file in the user's folder of settings. What is missing or broken in it
// is as at the first start.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

struct WindowSettings {
    int width = 1440, height = 900;  ///< pixels
    bool dark = false;
    bool projector = false;
    bool show_levers = true, show_details = true;
    double levers_width = 280.0, details_width = 350.0;  ///< pixels of a screen of ordinary density
    double pictures_share = 0.5;                         ///< of the height of the middle; charts have the rest
    double days_per_second = 20.0;                       ///< infinite, kept as 0, for as fast as it can
    std::string buyers_by = "stage";                     ///< or "trust"
    std::string sellers_by = "shown";                    ///< or "true"
    std::string language = "en";
    std::vector<std::string> charts{"contribution", "GMV", "customers", "trust"};
    std::vector<std::string> charts_of_competition{"share of orders", "orders", "GMV", "customers"};
    bool operator==(const WindowSettings&) const = default;
};

/// $XDG_CONFIG_HOME/pasar/window.json, or under ~/.config; empty where there is no home.
[[nodiscard]] std::filesystem::path settings_file();

/// From text. Values that are missing, of another type or out of range are as by default.
[[nodiscard]] WindowSettings settings_from(std::string_view json);
[[nodiscard]] std::string settings_text(const WindowSettings& settings);

/// As by default where the file cannot be read.
[[nodiscard]] WindowSettings load_settings(const std::filesystem::path& file);
/// False where it could not be written. Whoever reads the file sees the old or the new one, whole.
bool save_settings(const std::filesystem::path& file, const WindowSettings& settings);

}  // namespace pasar
