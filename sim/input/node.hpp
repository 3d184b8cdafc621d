#pragma once

#include "rekensom/input/problem.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// A file as a tree, in the order of the file, every node with its place. What reads it need not know of TOML.

namespace rekensom::input {

/// A text and where it came from.
struct Source {
    std::string name;    ///< for messages; of a flag: the flag itself
    std::string folder;  ///< where files that it names are looked for
    std::string text;
    std::vector<std::string_view> lines;  ///< of `text`, without their ends; empty for a flag

    /// Line `n`, from 1; empty where there is none.
    [[nodiscard]] std::string_view line(int n) const;
};

[[nodiscard]] std::shared_ptr<Source const> make_source(std::string name, std::string folder, std::string text);

enum class NodeKind {
    table,
    list,
    text,
    whole,
    number,
    flag,
    date,
    time,    ///< a time of day, or a date with one
    broken,  ///< already reported: says nothing, and nothing is said of it
};

struct Date {
    int year = 0, month = 0, day = 0;
};

/// Where a node or key stands.
struct Spot {
    std::shared_ptr<Source const> source;
    int line = 0, column = 0;
};

struct Member;

struct Node {
    NodeKind kind = NodeKind::table;
    Spot spot;
    std::vector<Member> members;  ///< of a table
    std::vector<Node> items;      ///< of a list
    std::string text;
    std::int64_t whole = 0;
    double number = 0;  ///< of `whole` too
    bool flag = false;
    Date date;
    mutable bool read = false;  ///< asked for by the reader

    [[nodiscard]] Node const* find(std::string_view key) const;
    [[nodiscard]] Node* find(std::string_view key);
    [[nodiscard]] bool is_number() const { return kind == NodeKind::whole || kind == NodeKind::number; }
};

struct Member {
    std::string key;
    Spot spot;
    Node value;
};

/// As a message shows it: `"10%"`, `0.25`, "a table".
[[nodiscard]] std::string shown(Node const& node);

/// A problem at a spot, its source line included.
[[nodiscard]] Problem problem_at(Spot const& spot, std::string what, std::string expected = {}, std::string hint = {});

/// The shortest text of a number.
[[nodiscard]] std::string shown(double number);

}  // namespace rekensom::input
