#pragma once

#include "rekensom/model/keys.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rekensom::input {

/// The catalogue as a tree: which keys may stand where.
struct KeyTree {
    std::map<std::string_view, KeyTree> children;  ///< a key, `*` for any name, `#` for the tables of a list
    std::vector<std::string> names;                ///< of the children, in the order of the catalogue
    model::KeyInfo const* info = nullptr;

    [[nodiscard]] KeyTree const* find(std::string_view key) const;  ///< by itself, or as a name
    [[nodiscard]] bool is_list() const { return children.contains("#"); }
    [[nodiscard]] bool is_named() const { return children.contains("*"); }
};

[[nodiscard]] KeyTree const& key_tree();

/// "it belongs in [channels.NAME] or [reasons.NAME]": where a key that is not known here is. Empty: nowhere.
[[nodiscard]] std::string elsewhere(std::string_view key);

}  // namespace rekensom::input
