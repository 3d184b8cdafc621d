#include "rekensom/report/folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

namespace rekensom::report {
namespace {

namespace fs = std::filesystem;

struct Temporary {
    fs::path path;
    Temporary() {
        std::string name = (fs::temp_directory_path() / "rekensom-test-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()));
        path = name;
    }
    ~Temporary() { fs::remove_all(path); }
};

std::size_t entries(fs::path const& p) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(p), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("files appear together or not at all", "[constructed]") {
    Temporary const t;
    fs::path const out = t.path / "a" / "b";
    {
        Folder folder(out);
        folder.write("x.csv", "1\n");
        CHECK_FALSE(fs::exists(out));
    }
    CHECK(entries(t.path) == 0);  // given up: not even the directory above is left
    {
        Folder folder(out);
        folder.write("x.csv", "1\n");
        folder.write("y.csv", "2\n");
        folder.commit();
    }
    CHECK(read_file(out / "x.csv") == "1\n");
    CHECK(entries(out) == 2);
    CHECK(entries(t.path / "a") == 1);
    {
        Folder folder(out);
        folder.write("x.csv", "3\n");
        CHECK(read_file(out / "x.csv") == "1\n");
        folder.commit();
    }
    CHECK(read_file(out / "x.csv") == "3\n");
    CHECK(read_file(out / "y.csv") == "2\n");
}

TEST_CASE("what cannot be written says where and why", "[constructed]") {
    Temporary const t;
    write_file(t.path / "file", "x");
    CHECK_THROWS_WITH(Folder(t.path / "file"), Catch::Contains("not a directory"));
    CHECK_THROWS_WITH(Folder(t.path / "file" / "sub"), Catch::Contains("file"));
    CHECK_THROWS_WITH(read_file(t.path / "none"), Catch::Contains("No such file"));
    CHECK_THROWS_AS(write_file(t.path / "no" / "such", "x"), FileError);
    CHECK(entries(t.path) == 1);
    Folder folder(t.path / "out");
    CHECK_THROWS_AS(folder.write("no/such/place", "x"), FileError);
}

}  // namespace rekensom::report
