#include "reports/headlines.h"

#include <algorithm>

namespace pasar {

std::string label_of_column(std::string_view measure) {
    std::string label(measure);
    if (label == "gmv" || label == "nps" || label == "csat" || label == "ces") {
        std::transform(label.begin(), label.end(), label.begin(),
                       [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    }
    std::replace(label.begin(), label.end(), '_', ' ');
    return label;
}

std::string label_of(std::string_view measure) {
    return measure == "contribution" ? "platform contribution" : label_of_column(measure);
}

std::string label_of_line(std::string_view measure) {
    if (measure == "firm_goods") return "cost of goods";
    if (measure == "firm_fixed") return "fixed costs";
    measure.remove_prefix(measure.starts_with("firm_") ? 5 : 0);
    return label_of_column(measure);
}

std::vector<std::string_view> headlines_where(bool has_firm) {
    std::vector<std::string_view> names;
    if (has_firm) names.push_back(kFirmProfit);
    names.insert(names.end(), kHeadlines.begin(), kHeadlines.end());
    return names;
}

}  // namespace pasar
