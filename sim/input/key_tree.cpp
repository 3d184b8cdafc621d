#include "input/key_tree.hpp"

#include <algorithm>

#include "input/suggest.hpp"

namespace rekensom::input {

KeyTree const* KeyTree::find(std::string_view key) const {
    auto it = children.find(key);
    if (it == children.end()) it = children.find("*");
    return it == children.end() ? nullptr : &it->second;
}

KeyTree const& key_tree() {
    static KeyTree const tree = [] {
        KeyTree root;
        for (model::KeyInfo const& info : model::keys()) {
            KeyTree* at = &root;
            std::string_view rest = info.pattern;
            while (!rest.empty()) {
                std::size_t const dot = rest.find('.');
                std::string_view const part = rest.substr(0, dot);
                rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
                if (!at->children.contains(part)) at->names.emplace_back(part);
                at = &at->children[part];
            }
            at->info = &info;
        }
        return root;
    }();
    return tree;
}

std::string elsewhere(std::string_view key) {
    std::vector<std::string> places;
    for (model::KeyInfo const& info : model::keys()) {
        std::size_t const dot = info.pattern.rfind('.');
        if (info.pattern.substr(dot == std::string_view::npos ? 0 : dot + 1) != key) continue;
        if (dot == std::string_view::npos) {
            places.emplace_back("the top of the file");
            continue;
        }
        std::string place = "[" + std::string(info.pattern.substr(0, dot)) + "]";
        for (std::size_t star = place.find('*'); star != std::string::npos; star = place.find('*'))
            place.replace(star, 1, "NAME");
        if (std::size_t const list = place.find(".#"); list != std::string::npos)
            place = "[" + place.substr(0, list) + "]]";
        places.push_back(std::move(place));
    }
    return places.empty() || places.size() > 4 ? "" : "it belongs in " + list_of(places);
}

}  // namespace rekensom::input
