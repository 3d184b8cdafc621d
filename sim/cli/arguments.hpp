#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// What a user typed after the name of a command. Flags are data: the parser, --help, the completions and the man page all
// read the same table.

namespace rekensom::cli {

enum class Takes { nothing, one, many };  ///< many: may be given more than once

struct Flag {
    std::string_view name;  ///< "draws", without the dashes
    char letter = 0;        ///< 'q' for -q; 0: none
    Takes takes = Takes::nothing;
    std::string_view argument;  ///< for people: "N", "DIR"; "FILE" and "DIR" are completed as such
    std::string_view help;
    std::string_view choices;  ///< for completion: words by spaces
};

/// The user's command line is wrong: exit 2, with a pointer to --help.
class Usage : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Range {
    double least, most;
};

class Arguments {
public:
    /// \throws Usage for an unknown flag (with what may have been meant), a missing value, a flag given twice that takes one.
    static Arguments parse(std::span<Flag const> flags, std::span<std::string const> typed);

    [[nodiscard]] std::vector<std::string> const& words() const { return words_; }  ///< what is no flag, in order
    [[nodiscard]] bool has(std::string_view flag) const;
    [[nodiscard]] std::string text(std::string_view flag, std::string_view otherwise) const;
    [[nodiscard]] std::vector<std::string> const& all(std::string_view flag) const;
    /// Read to the last character: "0,05" and "5x" are errors. `0.5%` is 0.005.
    [[nodiscard]] double number(std::string_view flag, double otherwise, Range range) const;
    [[nodiscard]] std::uint64_t whole(std::string_view flag, std::uint64_t otherwise, std::uint64_t least,
                                      std::uint64_t most) const;
    /// One of the words, or a Usage that names them.
    [[nodiscard]] std::string choice(std::string_view flag, std::string_view otherwise,
                                     std::span<std::string_view const> words) const;
    /// The only word. \throws Usage where there is none or another; `what` is for the message: "a scenario file".
    [[nodiscard]] std::string only_word(std::string_view what) const;

    /// All flags as typed, for the command that repeats a run.
    [[nodiscard]] std::vector<std::string> const& typed() const { return typed_; }

private:
    std::vector<std::string> words_, typed_;
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// The nearest of `words`, or nothing where none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<std::string_view const> words);

}  // namespace rekensom::cli
