#include "input/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "input/files.hpp"
#include "input/key_tree.hpp"
#include "input/parse.hpp"
#include "input/suggest.hpp"
#include "input/values.hpp"

namespace rekensom::input {
namespace {

constexpr std::size_t longest_chain = 20;

/// A table of a list, counted from 1.
Node* item_of(Node& list, std::string_view number) {
    std::size_t n = 0;
    for (char c : number) {
        if (c < '0' || c > '9' || n > 100'000) return nullptr;
        n = 10 * n + static_cast<std::size_t>(c - '0');
    }
    return list.kind == NodeKind::list && n >= 1 && n <= list.items.size() ? &list.items[n - 1] : nullptr;
}

/// Lays `over` on `base`: tables key by key, a value as a whole. `list.1.key` in a dotted key changes a table of a list.
void merge(Node& base, Node over, KeyTree const* tree) {
    bool const in_list =
        tree != nullptr && tree->is_list() && over.kind == NodeKind::table && !over.members.empty() &&
        std::ranges::all_of(over.members, [&](Member const& m) { return item_of(base, m.key) != nullptr; });
    if (in_list) {
        for (Member& member : over.members)
            merge(*item_of(base, member.key), std::move(member.value), &tree->children.at("#"));
        return;
    }
    bool const leaf = tree == nullptr || (tree->info != nullptr && (tree->info->kind != model::KeyKind::overrides));
    bool const by_name = tree != nullptr && tree->info != nullptr && tree->info->by != model::By::nothing &&
                         is_table_by_name(base) && is_table_by_name(over);
    if (base.kind != NodeKind::table || over.kind != NodeKind::table || (leaf && !by_name)) {
        base = std::move(over);
        return;
    }
    for (Member& member : over.members) {
        KeyTree const* child = tree == nullptr || tree->info != nullptr ? nullptr : tree->find(member.key);
        if (Node* there = base.find(member.key)) {
            merge(*there, std::move(member.value), child);
        } else {
            base.members.push_back(std::move(member));
        }
    }
}

class Loader {
public:
    explicit Loader(Loaded& out) : out_(out) {}

    /// \param chain  the files on the way here, which may not be met again
    std::optional<Node> load(std::shared_ptr<Source const> const& source, std::vector<std::string> const& chain) {
        Parsed parsed = parse(source);
        out_.problems.insert(out_.problems.end(), parsed.problems.begin(), parsed.problems.end());
        if (!parsed.tree) return std::nullopt;
        Node* extends = parsed.tree->find("extends");
        if (extends == nullptr) return std::move(parsed.tree);
        extends->read = true;
        if (extends->kind == NodeKind::broken) return std::nullopt;
        if (extends->kind != NodeKind::text || extends->text.empty()) {
            say(*extends, shown(*extends) + " is not a file name", "extends = \"base.toml\", one file");
            return std::nullopt;
        }
        std::string const path = seen_from(source->folder, extends->text);
        std::string const whole = canonical(path);
        if (std::ranges::find(chain, whole) != chain.end()) {
            say(*extends, fmt::format("'{}' extends itself", extends->text), "a file that is not laid over this one");
            return std::nullopt;
        }
        if (chain.size() >= longest_chain) {
            say(*extends, "a chain of too many files", fmt::format("at most {}", longest_chain));
            return std::nullopt;
        }
        FileBytes file = read_bytes(path, largest_file);
        if (!file.bytes) {
            say(*extends, fmt::format("cannot read '{}': {}", path, file.why),
                "a scenario file, seen from the folder of this one");
            return std::nullopt;
        }
        out_.files.push_back({path, *file.bytes});
        std::vector<std::string> longer = chain;
        longer.push_back(whole);
        auto base = load(make_source(path, folder_of(path), std::move(*file.bytes)), longer);
        if (!base) return std::nullopt;
        std::erase_if(base->members, [](Member const& m) { return m.key == "extends"; });
        merge(*base, std::move(*parsed.tree), &key_tree());
        return base;
    }

    static std::string canonical(std::string const& path) {
        std::error_code error;
        auto const whole = std::filesystem::weakly_canonical(path, error);
        return error ? path : whole.string();
    }

private:
    void say(Node const& node, std::string what, std::string expected) {
        out_.problems.push_back(problem_at(node.spot, std::move(what), std::move(expected)));
    }

    Loaded& out_;
};

/// Where the catalogue has the path, or what to say.
struct Target {
    KeyTree const* tree = nullptr;
    std::string what, expected, hint;
};

std::string paths_near(std::string_view path) {
    std::vector<std::string> words;
    std::size_t const dot = path.rfind('.');
    std::string const last(path.substr(dot == std::string_view::npos ? 0 : dot + 1));
    for (model::KeyInfo const& info : model::keys())
        words.emplace_back(
            info.pattern.substr(info.pattern.rfind('.') == std::string_view::npos ? 0 : info.pattern.rfind('.') + 1));
    std::string hint = did_you_mean(last, words);
    return hint.empty() ? elsewhere(last) : hint;
}

/// Goes down the tree by the path, making tables where there are none.
class Setter {
public:
    Setter(Node& root, std::string_view path, Spot spot) : root_(root), path_(path), spot_(std::move(spot)) {}

    Target set(Node value) {
        Node* node = &root_;
        KeyTree const* tree = &key_tree();
        std::string_view rest = path_;
        std::string so_far;
        bool by_name = false;
        for (int depth = 0; !rest.empty(); ++depth) {
            std::size_t const dot = rest.find('.');
            std::string const part(rest.substr(0, dot));
            rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
            if (dot != std::string_view::npos && rest.empty())
                return wrong("'" + std::string(path_) + "' ends with a dot", "the path of a key", "");
            if (tree->is_list()) {
                Target const bad = item(node, tree, part, so_far);
                if (bad.tree == nullptr) return bad;
                tree = bad.tree;
            } else if (tree->info != nullptr) {
                bool const last = rest.empty();
                if (tree->info->kind == model::KeyKind::overrides) {
                    return wrong("the values of an alternative cannot be set", "a value of the scenario", "");
                }
                if (tree->info->by == model::By::nothing || !last || by_name)
                    return wrong(fmt::format("{} is one value", so_far),
                                 fmt::format("--set {}=VALUE, the whole of it", so_far), "");
                if (node->kind != NodeKind::broken && !node->members.empty() && !is_table_by_name(*node))
                    return wrong(fmt::format("{} is one value for all", so_far), fmt::format("--set {}=VALUE", so_far),
                                 "");
                if (node->kind != NodeKind::table && node->kind != NodeKind::broken)
                    return wrong(fmt::format("{} is one value for all", so_far), fmt::format("--set {}=VALUE", so_far),
                                 "");
                by_name = true;
                node = &child(*node, part);
            } else {
                KeyTree const* next = tree->find(part);
                if (next == nullptr) {
                    std::string hint = did_you_mean(part, tree->names);
                    if (hint.empty()) hint = paths_near(part);
                    return wrong(fmt::format("there is no key '{}'{}", part, so_far.empty() ? "" : " in " + so_far),
                                 list_of(tree->names), hint);
                }
                // A whole table of a new name is meant; a key of an unknown name is a slip of the pen.
                if (tree->is_named() && depth == 1 && rest.empty() && value.kind == NodeKind::table &&
                    node->find(part) == nullptr) {
                    child(*node, part) = std::move(value);
                    return {next, {}, {}, {}};
                }
                bool const entity = tree->is_named() && depth == 1 && !rest.empty();
                if (entity && node->find(part) == nullptr) {
                    std::vector<std::string> known;
                    for (Member const& m : node->members) known.push_back(m.key);
                    bool const implied =
                        (so_far == "channels" || so_far == "alternatives") && part == "all" && known.empty();
                    if (!implied)
                        return wrong(
                            fmt::format("there is no {} '{}'",
                                        so_far.ends_with('s') ? so_far.substr(0, so_far.size() - 1) : so_far, part),
                            known.empty() ? "a name in the file, which has none" : list_of(known),
                            did_you_mean(part, known));
                }
                tree = next;
                node = &child(*node, part);
            }
            so_far += (so_far.empty() ? "" : ".") + part;
        }
        if (tree->info == nullptr)
            return wrong(fmt::format("'{}' is not the path of a value", path_),
                         "a key below it: " + list_of(tree->names), "");
        if (tree->info->pattern == "extends") return wrong("extends cannot be set", "the path of a value", "");
        *node = std::move(value);
        return {tree, {}, {}, {}};
    }

private:
    static Target wrong(std::string what, std::string expected, std::string hint) {
        return {nullptr, std::move(what), std::move(expected), std::move(hint)};
    }

    Node& child(Node& node, std::string const& key) {
        if (node.kind != NodeKind::table) {
            node = Node{};
            node.spot = spot_;
        }
        if (Node* there = node.find(key)) return *there;
        Node fresh;
        fresh.spot = spot_;
        node.members.push_back({key, spot_, std::move(fresh)});
        return node.members.back().value;
    }

    static Target item(Node*& node, KeyTree const* tree, std::string const& part, std::string const& so_far) {
        Node* found = item_of(*node, part);
        if (found == nullptr)
            return wrong(fmt::format("{} has no table '{}'", so_far, part),
                         node->kind == NodeKind::list ? fmt::format("a number from 1 to {}", node->items.size())
                                                      : "a list in the file",
                         "");
        node = found;
        return {&tree->children.at("#"), {}, {}, {}};
    }

    Node& root_;
    std::string_view path_;
    Spot spot_;
};

}  // namespace

Loaded load_text(std::string text, std::string const& file, std::string const& folder) {
    Loaded out;
    out.files.push_back({file, text});
    out.tree = Loader(out).load(make_source(file, folder, std::move(text)), {Loader::canonical(file)});
    return out;
}

Loaded load_file(std::string const& path) {
    FileBytes file = read_bytes(path, largest_file);
    if (file.bytes) return load_text(std::move(*file.bytes), path, folder_of(path));
    Loaded out;
    Problem problem;
    problem.place.file = path;
    problem.what = "cannot read the file: " + file.why;
    problem.expected = "a scenario file in TOML";
    out.problems.push_back(std::move(problem));
    return out;
}

void set_value(Loaded& loaded, std::string const& flag, std::string const& folder) {
    if (!loaded.tree) return;
    auto const source = make_source("--set " + flag, folder, "");
    Spot const spot{source, 0, 0};
    std::size_t const equals = flag.find('=');
    auto const trimmed = [](std::string text) {
        while (!text.empty() && text.back() == ' ') text.pop_back();
        return text.substr(std::min(text.size(), text.find_first_not_of(' ')));
    };
    std::string const path = trimmed(flag.substr(0, equals));
    std::string const text = equals == std::string::npos ? "" : trimmed(flag.substr(equals + 1));
    if (path.empty() || text.empty()) {
        loaded.problems.push_back(
            problem_at(spot, path.empty() ? "no path" : "no value", "PATH=VALUE, such as months=24"));
        return;
    }
    auto value = parse_value(text, source);
    if (!value) {
        value.emplace();
        value->kind = NodeKind::text;
        value->text = text;
    }
    // A flag has one place for all that stands in it.
    auto const place = [&](auto const& self, Node& node) -> void {
        node.spot = spot;
        for (Member& member : node.members) {
            member.spot = spot;
            self(self, member.value);
        }
        for (Node& item : node.items) self(self, item);
    };
    place(place, *value);
    Target const target = Setter(*loaded.tree, path, spot).set(std::move(*value));
    if (target.tree == nullptr) loaded.problems.push_back(problem_at(spot, target.what, target.expected, target.hint));
}

}  // namespace rekensom::input
