#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <limits>

#include "cli/commands.hpp"
#include "cli/data_files.hpp"
#include "cli/run_flags.hpp"
#include "cli/terminal.hpp"
#include "rekensom/input/fragment.hpp"
#include "rekensom/input/survey_table.hpp"

// From a survey to what drives the overall mark.

namespace rekensom::cli {
namespace {

constexpr Flag drivers_flags[] = {
    {"outcome", 0, Takes::one, "COLUMN", "the overall mark; a column nps (0 to 10) becomes NPS points", {}},
    {"drivers", 0, Takes::one, "A,B,C", "the columns of ratings (every other column of numbers)", {}},
    {"waiting", 0, Takes::one, "COLUMN", "how long was waited: seconds, m:ss or h:mm:ss", {}},
    {"weight", 0, Takes::one, "COLUMN", "of the respondent", {}},
    {"missing", 0, Takes::many, "CODE", "means no answer, beside empty fields and NA", {}},
    {"scale", 0, Takes::one, "1-5", "worst and best of the ratings (told from the outcome)", {}},
    {"outcome-scale", 0, Takes::one, "0-10", "where the outcome has another", {}},
    {"resamples", 0, Takes::one, "N", "of the bootstrap (500)", {}},
    {"out", 'o', Takes::one, "FILE", "the fragment of a scenario (after the tables, on stdout)", {}},
    flags::seed,
    flags::quiet,
};

std::vector<std::string> parts(std::string const& text) {
    std::vector<std::string> out;
    for (std::size_t from = 0; from <= text.size();) {
        std::size_t const comma = std::min(text.find(',', from), text.size());
        if (comma > from) out.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return out;
}

std::optional<fit::Scale> scale(Arguments const& arguments, std::string_view flag) {
    if (!arguments.has(flag)) return std::nullopt;
    std::string const text = arguments.text(flag, "");
    fit::Scale s{};
    char const* const end = text.data() + text.size();
    auto const first = std::from_chars(text.data(), end, s.worst);
    bool right = first.ec == std::errc() && first.ptr != end && (*first.ptr == '-' || *first.ptr == ':');
    if (right) {
        auto const second = std::from_chars(first.ptr + 1, end, s.best);
        right = second.ec == std::errc() && second.ptr == end && s.worst != s.best;
    }
    if (!right) throw Usage(fmt::format("--{} {}: expected WORST-BEST, such as 1-5 or 0-100", flag, text));
    return s;
}

int drivers_main(Arguments const& arguments) {
    std::string const path = arguments.only_word("a survey");
    if (!arguments.has("outcome")) throw Usage("--outcome COLUMN is missing: which column is the overall mark?");
    input::SurveyColumns columns;
    columns.outcome = arguments.text("outcome", "");
    columns.drivers = parts(arguments.text("drivers", ""));
    columns.waiting = arguments.text("waiting", "");
    columns.weight = arguments.text("weight", "");
    for (std::string const& code : arguments.all("missing"))
        for (std::string& part : parts(code)) columns.missing.push_back(std::move(part));
    columns.scale = scale(arguments, "scale");
    columns.outcome_scale = scale(arguments, "outcome-scale");
    fit::DriverOptions options;
    options.resamples = arguments.whole("resamples", options.resamples, 50, 20'000);
    options.seed = arguments.whole("seed", 1, 0, std::numeric_limits<std::uint64_t>::max());
    std::string const out = arguments.text("out", "");
    return with_data(path, [&](std::istream& in) {
        input::SurveyTable const table = input::read_survey(in, columns);
        std::size_t const players = table.survey.names.size() + (table.survey.wait.size() > 0 ? 1 : 0);
        if (players > fit::most_players)
            throw fit::DataError(
                fmt::format("{} drivers: importance over all orders takes at most "
                            "{}; name them by --drivers",
                            players, fit::most_players));
        fit::DriverFit const fit = fit::fit_drivers(table.survey, options);
        input::DriversWriting const writing{path == "-" ? "stdin" : std::filesystem::path(path).filename().string(),
                                            table.nps};
        if (!arguments.has("quiet")) {
            for (std::string const& note : table.notes) fmt::print("{}\n", harmless(note));
            fmt::print("{}", harmless(input::drivers_page(fit, writing)));
        }
        std::string const fragment = input::drivers_fragment(fit, writing);
        if (out.empty())
            fmt::print("{}{}", arguments.has("quiet") ? "" : "\n", fragment);
        else
            write_whole(out, fragment);
        return static_cast<int>(done);
    });
}

}  // namespace

extern Command const drivers_command;
Command const drivers_command{"drivers",
                              "SURVEY.csv",
                              "a survey to what drives the overall mark: effects, importance, waiting, "
                              "and how sure",
                              "rekensom drivers survey.csv --outcome overall --waiting wait_s --scale "
                              "1-5 --missing 0,6 --out drivers.toml",
                              drivers_flags,
                              drivers_main,
                              "Effects are for the simulation (a change is multiplied by them), "
                              "importance only ranks. Intervals of effects are robust to\n"
                              "uneven spread, those of importance bootstrap. The fragment holds "
                              "[drivers.X] and [satisfaction] spread; of NPS [moments.X]."};

}  // namespace rekensom::cli
