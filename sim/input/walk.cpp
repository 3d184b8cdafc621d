#include "input/walk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "input/key_tree.hpp"
#include "input/suggest.hpp"
#include "input/values.hpp"
#include "rekensom/base/contract.hpp"

namespace rekensom::input {
namespace {

std::string joined(std::string const& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

bool is_sound_name(std::string_view name) {
    constexpr std::size_t longest = 64;
    if (name.empty() || name.size() > longest) return false;
    return std::ranges::all_of(name, [](char c) {
        bool const plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        return plain || static_cast<unsigned char>(c) >= 0x80;
    });
}

class Walker {
public:
    explicit Walker(Reader& reader) : reader_(reader) {}

    void table(Node const& node, KeyTree const& tree, std::string const& path) {
        for (Member const& member : node.members) {
            KeyTree const* child = tree.find(member.key);
            if (child == nullptr) {
                unknown(member, tree, path);
                continue;
            }
            if (tree.is_named() && !name(member, path)) continue;
            value(member.value, *child, joined(path, member.key));
        }
    }

private:
    void value(Node const& node, KeyTree const& tree, std::string const& path) {
        if (tree.info != nullptr || node.kind == NodeKind::broken) return;
        if (tree.is_list()) {
            if (node.kind != NodeKind::list) {
                reader_.report(node.spot, fmt::format("{} is {}", path, shown(node)),
                               fmt::format("a list of tables: [[{}]]", path));
                return;
            }
            for (std::size_t i = 0; i < node.items.size(); ++i) {
                Node const& item = node.items[i];
                if (item.kind == NodeKind::table) {
                    table(item, tree.children.at("#"), path + "." + std::to_string(i + 1));
                } else if (item.kind != NodeKind::broken) {
                    reader_.report(item.spot, fmt::format("{} in {} is not a table", shown(item), path),
                                   fmt::format("tables: [[{}]]", path));
                }
            }
            return;
        }
        if (node.kind == NodeKind::table) return table(node, tree, path);
        reader_.report(node.spot, fmt::format("{} is {}", path, shown(node)), table_form(tree, path));
    }

    static std::string table_form(KeyTree const& tree, std::string const& path) {
        if (tree.is_named()) return fmt::format("a table: [{}.NAME]", path);
        return fmt::format("a table: [{}], with {}", path, list_of(tree.names));
    }

    bool name(Member const& member, std::string const& group) {
        // Where values may stand by name, a name must not look like a value.
        bool const keys_values = group == "reasons" || group == "channels" || group == "drivers" || group == "moments";
        if (keys_values && is_value_word(member.key)) {
            reader_.report(member.spot, fmt::format("'{}' cannot be a name: it says how a value is given", member.key),
                           "another name");
            return false;
        }
        if (is_sound_name(member.key)) return true;
        reader_.report(member.spot, fmt::format("'{}' cannot be a name", member.key),
                       "1 to 64 letters, digits, _ and -; what people read goes in label");
        return false;
    }

    void unknown(Member const& member, KeyTree const& tree, std::string const& path) {
        std::string hint = did_you_mean(member.key, tree.names);
        if (hint.empty()) hint = elsewhere(member.key);
        std::string const where = path.empty() ? "" : " in " + path;
        reader_.report(member.spot, fmt::format("unknown key '{}'{}", member.key, where), list_of(tree.names),
                       std::move(hint));
    }

    Reader& reader_;
};

void expect_read(Node const& node, KeyTree const& tree) {
    for (Member const& member : node.members) {
        KeyTree const* child = tree.find(member.key);
        REKENSOM_EXPECT(child != nullptr);
        if (child->info != nullptr) {
            REKENSOM_EXPECT(member.value.read);
        } else if (child->is_list()) {
            for (Node const& item : member.value.items) expect_read(item, child->children.at("#"));
        } else {
            expect_read(member.value, *child);
        }
    }
}

}  // namespace

void walk(Reader& reader, Node const& root) {
    Walker(reader).table(root, key_tree(), "");
    for (model::GroupInfo const& group : model::groups()) {
        std::vector<std::string>& names = reader.names[std::string(group.name)];
        Node const* node = root.find(group.name);
        KeyTree const* tree = key_tree().find(group.name);
        if (node == nullptr || tree == nullptr || !tree->is_named()) continue;
        for (Member const& member : node->members)
            if (is_sound_name(member.key)) names.push_back(member.key);
    }
}

void expect_all_read(Node const& root) { expect_read(root, key_tree()); }

}  // namespace rekensom::input
