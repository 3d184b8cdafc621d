#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "rekensom/input/read.hpp"

// Every wrong file in `wrong/` gives exactly the text beside it.

namespace rekensom::input {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// File names in messages are as typed: seen from the folder itself.
class InFolder {
public:
    explicit InFolder(fs::path const& folder) : before_(fs::current_path()) { fs::current_path(folder); }
    ~InFolder() { fs::current_path(before_); }
    InFolder(InFolder const&) = delete;
    InFolder& operator=(InFolder const&) = delete;

private:
    fs::path before_;
};

}  // namespace

TEST_CASE("Each wrong file is answered with exactly the words expected", "[input][constructed]") {
    fs::path const folder = fs::path(REKENSOM_SOURCE_DIR) / "tests" / "input" / "wrong";
    InFolder const in(folder);
    std::vector<std::string> names;
    for (fs::directory_entry const& entry : fs::directory_iterator("."))
        if (entry.path().extension() == ".toml") names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    REQUIRE(names.size() >= 150);
    for (std::string const& name : names) {
        CAPTURE(name);
        Reading const reading = read_file(name);
        CHECK_FALSE(reading.scenario);
        CHECK(render(reading.problems) == bytes_of(fs::path(name).replace_extension(".expected")));
    }
}

}  // namespace rekensom::input
