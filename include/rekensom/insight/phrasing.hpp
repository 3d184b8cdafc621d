#pragma once

#include "rekensom/model/scenario.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace rekensom::insight {

/// How the reader wants to be spoken to: language, and numbers as they are written there. Given by whoever prints.
class Phrasing {
public:
    virtual ~Phrasing() = default;
    [[nodiscard]] virtual std::string_view text(std::string_view en, std::string_view nl) const = 0;
    [[nodiscard]] virtual std::string money(double amount) const = 0;
    [[nodiscard]] virtual std::string percent(double share) const = 0;
    [[nodiscard]] virtual std::string number(double value) const = 0;  ///< three digits that matter
    [[nodiscard]] virtual std::string value(model::Quantity const& quantity, double value) const = 0;
    [[nodiscard]] virtual std::string label(model::Quantity const& quantity) const = 0;
};

/// "{} of {}" with its holes filled in order.
[[nodiscard]] std::string fill(std::string_view pattern, std::initializer_list<std::string> parts);

/// "a", "a and b", "a, b and c"; of more than `most` the rest is counted: "a, b and 3 more".
[[nodiscard]] std::string enumerate(Phrasing const& phrasing, std::vector<std::string> const& parts,
                                    std::size_t most = 4);

}  // namespace rekensom::insight
