#include <unistd.h>
#include <filesystem>

#include <fstream>

#include "input/reading.hpp"
#include "rekensom/input/write.hpp"

// Files over files, settings over files, and back.

namespace rekensom::input {
namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone afterwards.
class Folder {
public:
    Folder()
        : path_(fs::temp_directory_path() /
                ("rekensom-input-test-" + std::to_string(static_cast<unsigned long>(::getpid())))) {
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    std::string write(std::string const& name, std::string_view text) const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
        return (path_ / name).string();
    }

private:
    fs::path path_;
};

model::Scenario read_ok(std::string const& path, ReadOptions const& options = {}) {
    Reading const reading = read_file(path, options);
    INFO(render(reading.problems));
    REQUIRE(reading.scenario);
    return *reading.scenario;
}

}  // namespace

TEST_CASE("A file laid over another changes what it says and nothing else", "[input][constructed]") {
    Folder const folder;
    folder.write("base.toml", small +
                                  "slip = { min = 0, likely = 1, max = 5 }\nimproves.first_time_fix.billing = "
                                  "0.1\n[reasons.other]\nvolume = 7\ncost_per_contact = 1\navoidable = 0.1\n");
    folder.write("sub/middle.toml",
                 "extends = \"../base.toml\"\ntitle = \"Middle\"\n[reasons.billing]\nvolume = "
                 "9\n[changes.fix]\nprevents.other = 0.2\n");
    std::string const top = folder.write("top.toml",
                                         "extends = \"sub/middle.toml\"\n[changes.fix]\nslip = { min = 1, max = 2 "
                                         "}\n[reasons.new]\nvolume = 3\ncost_per_contact = 2\n");
    Reading const reading = read_file(top);
    INFO(render(reading.problems));
    REQUIRE(reading.scenario);
    model::Scenario const& s = *reading.scenario;
    CHECK(reading.files.size() == 3);
    CHECK(s.title == "Middle");
    REQUIRE(s.reasons.size() == 3);
    CHECK(s.reasons[2].name == "new");
    CHECK(mean(s, "reasons.billing.volume") == 9);
    CHECK(mean(s, "changes.fix.prevents.billing") == 0.4);
    CHECK(mean(s, "changes.fix.prevents.other") == 0.2);
    CHECK(mean(s, "changes.fix.improves.first_time_fix.billing") == 0.1);
    CHECK(quantity(s, "changes.fix.slip").marginal.form() == chance::Form::uniform);
    CHECK(fs::path(quantity(s, "reasons.billing.volume").place.file).filename() == "middle.toml");
    CHECK(fs::path(quantity(s, "changes.fix.prevents.billing").place.file).filename() == "base.toml");
}

TEST_CASE("One value for all replaces values by name, and the other way round", "[input][constructed]") {
    Folder const folder;
    folder.write("base.toml", small);
    CHECK(mean(read_ok(folder.write("a.toml", "extends = \"base.toml\"\nchanges.fix.prevents = 0.1\n")),
               "changes.fix.prevents") == 0.1);
    folder.write("one.toml", "extends = \"base.toml\"\nchanges.fix.prevents = 0.1\n");
    CHECK(mean(read_ok(folder.write("b.toml", "extends = \"one.toml\"\nchanges.fix.prevents.billing = 0.3\n")),
               "changes.fix.prevents.billing") == 0.3);
}

TEST_CASE("Files that extend each other are refused", "[input][constructed]") {
    Folder const folder;
    folder.write("b.toml", "extends = \"a.toml\"\n");
    std::string const a = folder.write("a.toml", "extends = \"b.toml\"\n" + small);
    Reading const reading = read_file(a);
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].what == "'a.toml' extends itself");
    CHECK(fs::path(reading.problems[0].place.file).filename() == "b.toml");
}

TEST_CASE("A setting is as if the file said so", "[input][constructed]") {
    model::Scenario const s = read_well(
        small +
            "[[changes.fix.shifts]]\nfrom = \"all\"\nto = \"site\"\nshare = 0.1\n[channels.all]\n[channels.site]\nkind "
            "= \"self-service\"\n",
        {{"months=24", "reasons.billing.avoidable=10%", "changes.fix.prevents.billing={ min = 0.1, max = 0.3 }",
          "title=A title", "reasons.billing.channels=all", "changes.fix.shifts.1.share=0.2", "start=2026-04",
          "changes.fix.start=2026-06-01"}});
    CHECK(s.months == 24);
    CHECK(s.title == "A title");
    CHECK(mean(s, "reasons.billing.avoidable") == 0.1);
    CHECK(mean(s, "changes.fix.prevents.billing") == 0.2);
    CHECK(mean(s, "changes.fix.shifts.1.share") == 0.2);
    CHECK(mean(s, "changes.fix.start") == 2);
    CHECK(s.start.month == 4);
    CHECK(quantity(s, "reasons.billing.avoidable").place.file == "--set reasons.billing.avoidable=10%");
}

TEST_CASE("Settings are checked like a file", "[input][constructed]") {
    auto const said = [](std::string const& flag) { return read_badly(small, {{flag}}); };
    CHECK(said("reasons.biling.volume=3") ==
          "--set reasons.biling.volume=3: there is no reason 'biling'; expected billing; did you mean 'billing'?\n");
    CHECK(said("reasons.billing.volum=3").find("there is no key 'volum' in reasons.billing; expected label") !=
          std::string::npos);
    CHECK(said("reasons.billing.volum=3").find("did you mean 'volume'?") != std::string::npos);
    CHECK(said("reasons.billing.avoidable=12,5") ==
          "--set reasons.billing.avoidable=12,5: \"12,5\" is not a number; expected a share, such as 0.1 or \"10%\"; "
          "write 12.5, with a decimal point\n");
    CHECK(said("reasons.billing.avoidable=25") ==
          "--set reasons.billing.avoidable=25: 25 is out of range; expected a share from 0 to 1 (0% to 100%); write "
          "\"25%\" or 0.25\n");
    CHECK(said("months") == "--set months: no value; expected PATH=VALUE, such as months=24\n");
    CHECK(said("=3") == "--set =3: no path; expected PATH=VALUE, such as months=24\n");
    CHECK(said("reasons.billing.volume.min=3") ==
          "--set reasons.billing.volume.min=3: reasons.billing.volume is one value; expected --set "
          "reasons.billing.volume=VALUE, the whole of it\n");
    CHECK(said("changes.fix.prevents.biling=3").find("there is no reason 'biling'") != std::string::npos);
    CHECK(said("changes.fix.shifts.1.share=3").find("has no table '1'") != std::string::npos);
    CHECK(said("reasons.billing=3").find("is not the path of a value") != std::string::npos);
    CHECK(said("extends=x.toml").find("extends cannot be set") != std::string::npos);
}

TEST_CASE("What is written as a variant reads back as the base with these values", "[input][constructed]") {
    Folder const folder;
    folder.write("base \"one\".toml", small +
                                          "[[changes.fix.shifts]]\nfrom = \"all\"\nto = \"site\"\nshare = "
                                          "0.1\n[channels.all]\n[channels.site]\nkind = \"self-service\"\n");
    double const third = 1.0 / 3;
    Edit const edits[] = {{"reasons.billing.avoidable", write_number(third)},
                          {"changes.fix.prevents.billing", "{ min = 0.1, max = 0.3 }"},
                          {"reasons.billing.channels", "all"},
                          {"changes.fix.shifts.1.share", "20%"},
                          {"reasons.billing.volume", write_number(1e22)},
                          {"months", "24"}};
    std::string const text = write_variant("base \"one\".toml", "A \"bold\" plan\n", edits);
    model::Scenario const s = read_ok(folder.write("variant.toml", text));
    CHECK(s.title == "A \"bold\" plan\n");
    CHECK(s.months == 24);
    CHECK(mean(s, "reasons.billing.avoidable") == third);
    CHECK(mean(s, "reasons.billing.volume") == 1e22);
    CHECK(mean(s, "changes.fix.prevents.billing") == 0.2);
    CHECK(mean(s, "changes.fix.shifts.1.share") == 0.2);
}

TEST_CASE("A number is written so that it reads back to the same bits", "[input][constructed]") {
    for (double x :
         {0.1, 1.0 / 3, 1e-300, 1.7976931348623157e308, -0.0, 123456789012345680.0, 1e15, 1e16, 5e-324, 12345.678}) {
        CAPTURE(x);
        std::string const text = "[inputs]\nx = " + write_number(x) + "\n" + small;
        CHECK(mean(read_well(text), "inputs.x") == x);
    }
}

}  // namespace rekensom::input
