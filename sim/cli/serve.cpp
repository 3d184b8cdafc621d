#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/run_flags.hpp"
#include "cli/scenario.hpp"
#include "cli/terminal.hpp"
#include "rekensom/base/side_by_side.hpp"
#include "rekensom/serve/server.hpp"

extern char** environ;

namespace rekensom::cli {
namespace {

constexpr Flag serve_flags[] = {
    {"port", 0, Takes::one, "N", "where it listens (any port that is free)", {}},
    {"host", 0, Takes::one, "ADDRESS", "for others too, who then need the token in the address printed (127.0.0.1)", {}},
    {"open", 0, Takes::nothing, "", "open the page in the browser", {}},
    flags::draws,
    flags::seed,
    flags::threads,
    flags::sampling,
    flags::lang,
};

/// The desktop's own way; without one the address is on the screen.
void open_browser(std::string url) {
    std::string program = "xdg-open";
    char* const words[] = {program.data(), url.data(), nullptr};
    posix_spawn_file_actions_t silent;
    posix_spawn_file_actions_init(&silent);
    for (int const descriptor : {0, 1, 2})
        posix_spawn_file_actions_addopen(&silent, descriptor, "/dev/null", O_RDWR, 0);
    pid_t child = 0;
    if (posix_spawnp(&child, program.c_str(), &silent, nullptr, words, environ) != 0)
        fmt::print(stderr, "rekensom serve: there is no xdg-open to open the browser with\n");
    posix_spawn_file_actions_destroy(&silent);
}

int serve_main(Arguments const& arguments) {
    std::string const file = arguments.only_word("a scenario file");
    if (file == "-") throw Usage("serve needs a file: variants are saved beside it");
    run::Options options = run_options(arguments);
    ThreadLimit const limit(options.threads);
    options.draws = arguments.whole("draws", options.draws, 256, 262144);
    options.keep_draws = options.draws;
    serve::Address address;
    address.host = arguments.text("host", address.host);
    address.port = static_cast<unsigned short>(arguments.whole("port", 0, 1, 65535));

    (void)load(file);  // a file with problems ends as it does everywhere
    catch_interrupts();
    serve::Desk desk(file, options);
    serve::Server server(desk, address, language(arguments));
    fmt::print("{}: {}\nCtrl-C ends it.\n", harmless(desk.title()), server.url());
    std::fflush(stdout);
    if (arguments.has("open")) open_browser(server.url());
    server.serve([] { return !was_interrupted(); });
    return done;
}

}  // namespace

extern Command const serve_command;
Command const serve_command{"serve",
                            "FILE",
                            "opens the live what-if page of a scenario",
                            "rekensom serve scenarios/clear-invoices.toml --open",
                            serve_flags,
                            serve_main,
                            "Sliders, switches and any key of the file; the answer follows. Variants are laid side by "
                            "side on common draws, and saved\n"
                            "beside the file as scenarios that give the same numbers with rekensom run. Only this "
                            "machine can reach it, unless --host\n"
                            "says otherwise."};

}  // namespace rekensom::cli
