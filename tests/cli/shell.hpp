#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace rekensom::cli {

namespace fs = std::filesystem;

inline std::string slurp(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

struct Outcome {
    int code = -1;
    std::string out, err;
};

/// A folder of its own in which the program runs.
class Shell {
public:
    Shell() {
        std::string name = (fs::temp_directory_path() / "rekensom-cli-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()));
        folder = name;
    }
    ~Shell() {
        std::error_code error;
        fs::remove_all(folder, error);
    }
    Shell(Shell const&) = delete;
    Shell& operator=(Shell const&) = delete;

    void write(std::string const& name, std::string const& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
    }

    /// A line for sh, in which $R is the program.
    Outcome operator()(std::string const& line) const {
        std::string const command =
            "cd '" + folder.string() + "' && R='" REKENSOM_PROGRAM "' && { " + line + "\n} >'.out' 2>'.err' </dev/null";
        int const status = std::system(command.c_str());
        Outcome outcome;
        outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        outcome.out = slurp(folder / ".out");
        outcome.err = slurp(folder / ".err");
        fs::remove(folder / ".out");
        fs::remove(folder / ".err");
        return outcome;
    }

    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

    fs::path folder;
};

inline std::string const small_case = R"(title = "Small"
months = 12
[finance]
discount_rate = "6%"
[reasons.billing]
volume = "30_000 / month"
cost_per_contact = { min = 7, likely = 8, max = 10 }
avoidable = { min = 0.2, likely = 0.25, max = 0.3 }
noise = 0.05
[changes.letter]
prevents.billing = { min = 0.2, likely = 0.3, max = 0.5 }
one_off_cost = 60_000
slip = { min = 0, max = 6 }
[changes.portal]
prevents.billing = 0.1
)";

}  // namespace rekensom::cli
