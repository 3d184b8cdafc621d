#pragma once

#include "input/node.hpp"
#include "rekensom/input/read.hpp"
#include "rekensom/model/keys.hpp"
#include "rekensom/model/scenario.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the sections of a scenario have in common while they are read: the scenario that grows, the names that may be referred to,
// the problems found so far.

namespace rekensom::input {

inline constexpr double unlimited = 1e9;  ///< what "unlimited" is kept as

/// A use of a named input, settled once all uses are known.
struct InputUse {
    std::size_t quantity = 0;
    std::string input;
    double times = 1;
    Spot spot;
    model::Measure measure = model::Measure::number;
};

/// A named input that is different in one alternative.
struct InputOverride {
    std::size_t alternative = 0;
    Member const* member = nullptr;
    std::string input;
};

/// One table of the file, by its path. Asks of it go through the catalogue: domain, unit and default are there.
class Section;

struct Reader {
    model::Scenario scenario;
    std::vector<Problem> problems;
    std::vector<std::string> notes;
    std::vector<InputFile> files;
    bool start_stated = false;
    std::map<std::string, std::vector<std::string>, std::less<>> names;  ///< by group, in the order of the file
    std::map<std::string, std::size_t, std::less<>> by_path;             ///< quantities of the scenario itself
    std::vector<InputUse> uses;
    std::vector<InputOverride> input_overrides;
    std::map<std::size_t, Node const*> opening;  ///< by channel

    void report(Spot const& spot, std::string what, std::string expected = {}, std::string hint = {});

    /// Adds a quantity, and its path where it is new.
    QuantityId add(model::Quantity quantity);

    /// The place of `name` in its group; else reports it, with "did you mean".
    std::optional<std::size_t> find_name(std::string_view group, Node const& node);
    std::optional<std::size_t> find_name(std::string_view group, std::string_view name, Spot const& spot);
};

/// "reason" of "reasons".
[[nodiscard]] std::string singular(std::string_view group);

/// Values by name, or one for all.
struct NamedId {
    std::size_t name = 0;  ///< place in its group
    QuantityId id;
};

struct ByName {
    std::optional<QuantityId> all;
    std::vector<NamedId> each;
    [[nodiscard]] bool stated() const { return all.has_value() || !each.empty(); }
};

class Section {
public:
    /// \param node  nullptr where the file does not have it: then everything is by default
    Section(Reader& reader, Node const* node, std::string path, Spot spot);

    [[nodiscard]] std::string const& path() const { return path_; }
    [[nodiscard]] std::string path_of(std::string_view key) const;
    [[nodiscard]] Spot const& spot() const { return spot_; }
    [[nodiscard]] bool in_file() const { return node_ != nullptr; }
    [[nodiscard]] Node const* find(std::string_view key) const;  ///< counts as read; broken ones too
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] Section sub(std::string_view key) const;
    /// The tables of a list, numbered from 1.
    [[nodiscard]] std::vector<Section> list(std::string_view key) const;

    [[nodiscard]] QuantityId quantity(std::string_view key) const;  ///< stated, or the catalogue's default
    [[nodiscard]] std::optional<QuantityId> stated(std::string_view key) const;
    [[nodiscard]] QuantityId required(std::string_view key) const;
    [[nodiscard]] QuantityId by_default(std::string_view key) const;
    /// A stand-in where nothing is stated and nothing is usual.
    [[nodiscard]] QuantityId nothing(std::string_view key) const;
    /// A stand-in for what is stated wrongly.
    [[nodiscard]] QuantityId failed(std::string_view key) const;
    [[nodiscard]] ByName by_name(std::string_view key) const;

    [[nodiscard]] double number(std::string_view key) const;
    [[nodiscard]] int whole(std::string_view key, int least, int most) const;
    [[nodiscard]] std::string text(std::string_view key, std::string_view otherwise = {}) const;
    [[nodiscard]] bool flag(std::string_view key) const;
    /// The place of the choice in the catalogue's list.
    [[nodiscard]] std::size_t choice(std::string_view key) const;
    [[nodiscard]] std::optional<std::size_t> optional_choice(std::string_view key) const;
    [[nodiscard]] std::optional<std::size_t> name(std::string_view key) const;
    [[nodiscard]] std::vector<std::size_t> names(std::string_view key) const;
    /// Twelve numbers of a year, scaled to mean 1; empty: not stated.
    [[nodiscard]] std::vector<double> season(std::string_view key) const;

    void missing(std::string_view key) const;
    [[nodiscard]] model::KeyInfo const& info(std::string_view key) const;
    [[nodiscard]] Reader& reader() const { return *reader_; }

private:
    /// \return  nothing after a problem
    [[nodiscard]] std::optional<double> certain(std::string_view key) const;

    Reader* reader_;
    Node const* node_;
    std::string path_;
    Spot spot_;
};

// The sections, in the order in which they need each other.
void read_general(Reader& reader, Section const& root);
void read_channels(Reader& reader, Section const& root);
void add_channel_where_none(Reader& reader, Section const& root);
void read_teams(Reader& reader, Section const& root);
void read_reasons(Reader& reader, Section const& root);
void read_experience(Reader& reader, Section const& root);
/// Points by linear driver, such as what a change improves; after `read_experience`.
[[nodiscard]] std::vector<model::DriverPoints> driver_points(Section const& section, std::string_view key);
void read_changes(Reader& reader, Section const& root);
void read_events(Reader& reader, Section const& root);
void apply_outlook(Reader& reader, Section const& root);
void read_alternatives(Reader& reader, Section const& root);
void read_correlations(Reader& reader, Section const& root);
void check_costs(Reader& reader, Section const& root);

/// What the named inputs are, once everyone who uses them is known.
void settle_inputs(Reader& reader, Section const& root);

}  // namespace rekensom::input
