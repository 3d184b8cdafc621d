#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/scenario.hpp"
#include "cli/terminal.hpp"
#include "cli/together.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/run/ranks.hpp"

namespace {

using namespace rekensom;

int dispatch(std::vector<std::string> const& typed) {
    if (typed.empty()) {
        fmt::print(stderr, "{}", cli::help());
        return cli::bad_input;
    }
    std::string const& name = typed.front();
    if (name == "--help" || name == "-h" || name == "help") {
        cli::Command const* const about = typed.size() > 1 ? cli::find_command(typed[1]) : nullptr;
        fmt::print("{}", about ? cli::help(*about) : cli::help());
        return cli::done;
    }
    if (name == "--version") {
        fmt::print("{}\n", cli::version());
        return cli::done;
    }
    cli::Command const* const command = cli::find_command(name);
    if (!command) {
        std::vector<std::string_view> known;
        for (cli::Command const* c : cli::commands()) known.push_back(c->name);
        std::string_view const near = cli::nearest(name, known);
        throw cli::Usage(fmt::format("there is no command '{}'{}", cli::harmless(name),
                                     near.empty() ? "" : fmt::format("; did you mean {}?", near)));
    }
    std::vector<std::string> const rest(typed.begin() + 1, typed.end());
    for (std::string const& word : rest) {
        if (word == "--") break;
        if (word != "--help" && word != "-h") continue;
        fmt::print("{}", cli::help(*command));
        return cli::done;
    }
    return command->main(cli::Arguments::parse(command->flags, rest));
}

cli::Ending ending(std::vector<std::string> const& typed) {
    std::string const name = !typed.empty() && cli::find_command(typed[0]) ? "rekensom " + typed[0] : "rekensom";
    try {
        cli::expect_together();
        return {dispatch(typed), {}};
    } catch (cli::Usage const& e) {
        return {cli::bad_input, fmt::format("{}: {}\nTry: {} --help\n", name, cli::harmless(e.what()), name)};
    } catch (cli::BadScenario const& e) {
        return {cli::bad_input, cli::harmless(e.what())};
    } catch (Bug const& e) {
        return {cli::failed, fmt::format("{}: a mistake in the program itself, please report it: {}\n", name, e.what())};
    } catch (std::bad_alloc const&) {
        return {cli::failed, name + ": out of memory; fewer --draws need less\n"};
    } catch (std::exception const& e) {
        return {cli::failed, fmt::format("{}: {}\n", name, cli::harmless(e.what()))};
    }
}

int flushed(int code) {
    errno = 0;
    if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return code;
    fmt::print(stderr, "rekensom: cannot write to stdout: {}\n", errno ? std::strerror(errno) : "it is full or closed");
    return code == cli::done ? cli::failed : code;
}

/// One of the processes that follow a leader; only `run` has work for them.
int follow(std::vector<std::string> const& typed) try {
    bool const runs = !typed.empty() && typed.front() == "run";
    return cli::follow(runs ? ending(typed) : cli::Ending{});
} catch (cli::Dismissed const& end) {
    return end.code;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file above the limit is then an error to tell of, not the end
    bool const launched = cli::launched();
    if (launched) cli::avoid_closed_memory();
    run::Ranks const ranks(launched, argc, argv);
    std::vector<std::string> const typed(argv + 1, argv + argc);
    if (!run::leads()) return follow(typed);
    cli::Ending const end = ending(typed);
    fmt::print(stderr, "{}", end.says);
    return cli::dismiss(flushed(end.code));
}
