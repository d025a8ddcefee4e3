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

}  // namespace pasar
