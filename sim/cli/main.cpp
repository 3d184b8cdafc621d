#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/scenario.hpp"
#include "cli/terminal.hpp"
#include "rekensom/base/contract.hpp"

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

int guarded(std::vector<std::string> const& typed) {
    std::string const name = !typed.empty() && cli::find_command(typed[0]) ? "rekensom " + typed[0] : "rekensom";
    try {
        return dispatch(typed);
    } catch (cli::Usage const& e) {
        fmt::print(stderr, "{}: {}\nTry: {} --help\n", name, cli::harmless(e.what()), name);
        return cli::bad_input;
    } catch (cli::BadScenario const& e) {
        fmt::print(stderr, "{}", cli::harmless(e.what()));
        return cli::bad_input;
    } catch (Bug const& e) {
        fmt::print(stderr, "{}: a mistake in the program itself, please report it: {}\n", name, e.what());
    } catch (std::bad_alloc const&) {
        fmt::print(stderr, "{}: out of memory; fewer --draws need less\n", name);
    } catch (std::exception const& e) {
        fmt::print(stderr, "{}: {}\n", name, cli::harmless(e.what()));
    }
    return cli::failed;
}

}  // namespace

int main(int argc, char** argv) {
    int const code = guarded({argv + 1, argv + argc});
    errno = 0;
    if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return code;
    fmt::print(stderr, "rekensom: cannot write to stdout: {}\n", errno ? std::strerror(errno) : "it is full or closed");
    return code == cli::done ? cli::failed : code;
}
