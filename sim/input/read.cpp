#include "rekensom/input/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "input/files.hpp"
#include "input/load.hpp"
#include "input/reader.hpp"
#include "input/walk.hpp"

namespace rekensom::input {
namespace {

constexpr std::size_t most_problems = 300;

/// In the order of the files, then of place; what is said once is not said again.
std::vector<Problem> in_order(std::vector<Problem> problems, std::vector<InputFile> const& files) {
    std::map<std::string, std::size_t, std::less<>> rank;
    for (InputFile const& file : files) rank.try_emplace(file.path, rank.size());
    auto const place = [&](Problem const& p) {
        auto const known = rank.find(p.place.file);
        return std::tuple(known == rank.end() ? files.size() : known->second, p.place.line, p.place.column);
    };
    std::ranges::stable_sort(problems, {}, place);
    auto const same = [](Problem const& a, Problem const& b) {
        return a.place.file == b.place.file && a.place.line == b.place.line && a.place.column == b.place.column &&
               a.what == b.what && a.expected == b.expected;
    };
    problems.erase(std::unique(problems.begin(), problems.end(), same), problems.end());
    if (problems.size() > most_problems) {
        Problem more;
        more.place.file = problems.front().place.file;
        more.what =
            fmt::format("{} more problems, of the same kind or later in the file", problems.size() - most_problems);
        problems.resize(most_problems);
        problems.push_back(std::move(more));
    }
    return problems;
}

void note_season(Reader& reader) {
    auto const differs = [](model::Reason const& reason) {
        return std::ranges::any_of(reason.season, [&](double x) { return x != reason.season.front(); });
    };
    if (!reader.start_stated && std::ranges::any_of(reader.scenario.reasons, differs))
        reader.notes.push_back(fmt::format("there is a season but no start: the first month is taken to be {:04}-{:02}",
                                           reader.scenario.start.year, reader.scenario.start.month));
}

/// The order is of need: names first, then what others refer to, then who refers.
void read_sections(Reader& reader, Node const& tree) {
    Section const root(reader, &tree, "", tree.spot);
    read_general(reader, root);
    read_channels(reader, root);
    add_channel_where_none(reader, root);
    read_teams(reader, root);
    read_reasons(reader, root);
    read_experience(reader, root);
    read_changes(reader, root);
    read_events(reader, root);
    read_alternatives(reader, root);
    settle_inputs(reader, root);
    apply_outlook(reader, root);
    read_correlations(reader, root);
    check_costs(reader, root);
    note_season(reader);
}

Reading finish(Loaded loaded, std::string const& folder, ReadOptions const& options) {
    Reading out;
    for (std::string const& flag : options.set) set_value(loaded, flag, folder);
    Reader reader;
    reader.files = std::move(loaded.files);
    reader.problems = std::move(loaded.problems);
    if (loaded.tree) {
        walk(reader, *loaded.tree);
        read_sections(reader, *loaded.tree);
        if (reader.problems.empty()) {
            expect_all_read(*loaded.tree);
            out.scenario = std::move(reader.scenario);
        }
    }
    out.problems = in_order(std::move(reader.problems), reader.files);
    out.notes = std::move(reader.notes);
    out.files = std::move(reader.files);
    return out;
}

}  // namespace

Reading read_file(std::string const& path, ReadOptions const& options) {
    return finish(load_file(path), folder_of(path), options);
}

Reading read_text(std::string_view text, std::string const& file, std::string const& folder, ReadOptions const& options) {
    return finish(load_text(std::string(text), file, folder), folder, options);
}

}  // namespace rekensom::input
