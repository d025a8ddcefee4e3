// What pasar view is asked for on the command line; here so that builds without a window have its grammar too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "words/language.h"

namespace pasar {

struct WindowOptions {
    std::vector<std::string> files;    ///< scenarios; a world for each model of each, the first four
    std::vector<std::string> sets;     ///< path=value, as --set
    int threads = 1;                   ///< of the simulation
    bool competes = false;             ///< the models of one file are platforms of one market
    std::optional<Language> language;  ///< instead of what was kept

    // For tests and pictures of the docs.
    std::optional<int> width, height;  ///< instead of what was kept
    std::optional<double> scale;       ///< of the screen, instead of what it says
    std::optional<std::string> theme;  ///< light or dark
    bool projector = false;
    std::optional<std::string> tab;         ///< of the details: figures, inside, why, lesson or experiments
    std::optional<std::uint32_t> buyer;     ///< to look inside of, in the first world
    std::optional<std::int64_t> day;        ///< go there at first
    std::optional<int> frames;              ///< close after so many
    std::optional<std::string> screenshot;  ///< PNG of the last frame
    bool fixed_dt = false;                  ///< every frame lasts 1/60 s and waits until the markets stand still
    bool keep_settings = true;              ///< read and write what is kept between starts
    bool measure = false;                   ///< tell on standard error how long frames took
};

}  // namespace pasar
