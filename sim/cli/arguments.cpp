#include "cli/arguments.hpp"

// Every option is text, so that cxxopts converts nothing: it reads "0,05" as 0 and splits lists at commas.
#define CXXOPTS_VECTOR_DELIMITER '\x1f'
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <cxxopts.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rekensom::cli {
namespace {

std::string_view const given = "\x01";  // what a switch holds; nobody can type it as --switch=…

cxxopts::Options describe(std::span<Flag const> flags) {
    cxxopts::Options options("rekensom");
    options.allow_unrecognised_options();
    for (Flag const& flag : flags) {
        std::string const names = flag.letter ? fmt::format("{},{}", flag.letter, flag.name) : std::string(flag.name);
        auto value = cxxopts::value<std::vector<std::string>>();
        if (flag.takes == Takes::nothing) value->implicit_value(std::string(given));
        options.add_options()(names, "", value);
    }
    options.add_options()("words", "", cxxopts::value<std::vector<std::string>>());
    options.parse_positional("words");
    return options;
}

[[noreturn]] void unknown_flag(std::string const& typed, std::span<Flag const> flags) {
    std::string const bare = typed.substr(0, typed.find('='));
    std::vector<std::string> known;
    for (Flag const& flag : flags) known.push_back(fmt::format("--{}", flag.name));
    std::vector<std::string_view> const views(known.begin(), known.end());
    auto const near = nearest(bare, views);
    throw Usage(near.empty() ? fmt::format("there is no flag {}", bare)
                             : fmt::format("there is no flag {}; did you mean {}?", bare, near));
}

void check(Flag const& flag, std::vector<std::string> const& values) {
    if (flag.takes == Takes::nothing) {
        if (std::any_of(values.begin(), values.end(), [](auto const& v) { return v != given; }))
            throw Usage(fmt::format("--{} takes no value: write --{} or leave it out", flag.name, flag.name));
        return;
    }
    if (flag.takes == Takes::one && values.size() > 1)
        throw Usage(fmt::format("--{} is given more than once ({}): write it once", flag.name, fmt::join(values, ", ")));
    for (std::string const& value : values)
        if (value.empty() || value.starts_with("--"))
            throw Usage(fmt::format("--{} needs a value: --{} {}", flag.name, flag.name, flag.argument));
}

}  // namespace

Arguments Arguments::parse(std::span<Flag const> flags, std::span<std::string const> typed) {
    auto const end = std::find(typed.begin(), typed.end(), "--");
    std::vector<char const*> argv{"rekensom"};
    for (auto it = typed.begin(); it != end; ++it) argv.push_back(it->c_str());

    Arguments arguments;
    cxxopts::Options options = describe(flags);
    try {
        cxxopts::ParseResult const parsed = options.parse(static_cast<int>(argv.size()), argv.data());
        if (!parsed.unmatched().empty()) unknown_flag(parsed.unmatched().front(), flags);
        for (Flag const& flag : flags) {
            std::string const name(flag.name);
            if (parsed.count(name) == 0) continue;
            auto const& values = parsed[name].as<std::vector<std::string>>();
            check(flag, values);
            arguments.values_[name] = values;
        }
        if (parsed.count("words")) arguments.words_ = parsed["words"].as<std::vector<std::string>>();
    } catch (cxxopts::exceptions::exception const&) {
        throw Usage(fmt::format("{} needs a value", typed.empty() ? "" : *(end - 1)));  // the only way left to fail
    }
    for (std::string const& word : arguments.words_)
        if (word.size() > 1 && word[0] == '-') unknown_flag(word, flags);
    if (end != typed.end()) arguments.words_.insert(arguments.words_.end(), end + 1, typed.end());
    arguments.typed_.assign(typed.begin(), typed.end());
    return arguments;
}

bool Arguments::has(std::string_view flag) const { return values_.find(flag) != values_.end(); }

std::vector<std::string> const& Arguments::all(std::string_view flag) const {
    static std::vector<std::string> const none;
    auto const it = values_.find(flag);
    return it == values_.end() ? none : it->second;
}

std::string Arguments::text(std::string_view flag, std::string_view otherwise) const {
    return has(flag) ? all(flag).front() : std::string(otherwise);
}

double Arguments::number(std::string_view flag, double otherwise, Range range) const {
    if (!has(flag)) return otherwise;
    std::string const text = all(flag).front();
    bool const percent = text.back() == '%';
    char const* const last = text.data() + text.size() - (percent ? 1 : 0);
    double value = 0;
    auto const [stop, error] = std::from_chars(text.data(), last, value);
    if (percent) value /= 100;
    if (error != std::errc() || stop != last || !std::isfinite(value))
        throw Usage(fmt::format("--{} {} is not a number{}", flag, text,
                                text.find(',') != std::string::npos ? "; decimals have a point: 0.05" : ""));
    if (value < range.least || value > range.most)
        throw Usage(fmt::format("--{} {} is out of range: expected {} to {}", flag, text, range.least, range.most));
    return value;
}

std::uint64_t Arguments::whole(std::string_view flag, std::uint64_t otherwise, std::uint64_t least,
                               std::uint64_t most) const {
    if (!has(flag)) return otherwise;
    std::string text = all(flag).front();
    std::string const typed = text;
    std::erase(text, '_');
    std::uint64_t value = 0;
    auto const [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || stop != text.data() + text.size() || value < least || value > most)
        throw Usage(fmt::format("--{} {}: expected a whole number from {} to {}", flag, typed, least, most));
    return value;
}

std::string Arguments::choice(std::string_view flag, std::string_view otherwise,
                              std::span<std::string_view const> words) const {
    std::string const typed = text(flag, otherwise);
    if (std::find(words.begin(), words.end(), typed) != words.end()) return typed;
    auto const near = nearest(typed, words);
    throw Usage(fmt::format("--{} {}: expected {}{}", flag, typed, fmt::join(words, " or "),
                            near.empty() ? "" : fmt::format("; did you mean {}?", near)));
}

std::string Arguments::only_word(std::string_view what) const {
    if (words_.empty()) throw Usage(fmt::format("{} is missing", what));
    if (words_.size() > 1) throw Usage(fmt::format("'{}' is one too many: expected only {}", words_[1], what));
    return words_.front();
}

namespace {

/// Edits between two words, a swap of neighbours counted once (optimal string alignment).
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<std::string_view const> words) {
    if (word.size() > 40) return {};
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (std::string_view const candidate : words)
        if (std::size_t const n = edits(word, candidate); n < least) {
            least = n;
            best = candidate;
        }
    return best;
}

}  // namespace rekensom::cli
