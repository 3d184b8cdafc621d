#pragma once

#include "input/reader.hpp"

namespace rekensom::input {

/// A group's tables by name, in the order of the file, broken ones included.
[[nodiscard]] inline std::vector<Section> each(Reader const& reader, Section const& root, std::string_view group) {
    std::vector<Section> out;
    Section const table = root.sub(group);
    auto const names = reader.names.find(group);
    if (names == reader.names.end()) return out;
    for (std::string const& name : names->second) out.push_back(table.sub(name));
    return out;
}

[[nodiscard]] inline std::string name_of(Section const& section) {
    return section.path().substr(section.path().rfind('.') + 1);
}

/// Whether a quantity is something other than 0 for certain.
[[nodiscard]] inline bool matters(Reader const& reader, QuantityId id) {
    model::Quantity const& quantity = reader.scenario.at(id);
    bool const used = quantity.marginal.is_certain() && quantity.marginal.mean() == 0;
    if (!used) return true;
    for (InputUse const& use : reader.uses)
        if (use.quantity == id.index) return true;
    return false;
}

}  // namespace rekensom::input
