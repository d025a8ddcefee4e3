#include "sim/experiments/remembering.h"

#include <map>
#include <memory>
#include <tuple>
#include <utility>

namespace pasar {

Laboratory remembering(Laboratory laboratory) {
    using Key = std::tuple<Settings, std::int64_t, std::int64_t>;
    auto known = std::make_shared<std::map<Key, KeyFigures>>();
    return [laboratory = std::move(laboratory), known](std::span<const Settings> points, Replications replications) {
        const auto key = [&](const Settings& point) { return Key{point, replications.first, replications.count}; };
        std::vector<Settings> fresh;
        for (const Settings& point : points) {
            if (known->try_emplace(key(point)).second) fresh.push_back(point);
        }
        try {
            std::vector<KeyFigures> measured;
            if (!fresh.empty()) measured = laboratory(fresh, replications);
            for (std::size_t i = 0; i < fresh.size(); ++i) known->at(key(fresh[i])) = std::move(measured[i]);
        } catch (...) {
            for (const Settings& point : fresh) known->erase(key(point));
            throw;
        }
        std::vector<KeyFigures> result;
        for (const Settings& point : points) result.push_back(known->at(key(point)));
        return result;
    };
}

}  // namespace pasar
