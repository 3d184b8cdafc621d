#include <fmt/format.h>

#include <filesystem>

#include "cli/commands.hpp"
#include "cli/manual.hpp"
#include "rekensom/report/catalogues.hpp"
#include "rekensom/report/folder.hpp"

namespace rekensom::cli {
namespace {

constexpr Flag docs_flags[] = {{"out", 0, Takes::one, "DIR", "where to write them (docs)", {}}};

int docs_main(Arguments const& arguments) {
    if (!arguments.words().empty())
        throw Usage(fmt::format("'{}' is one too many: docs takes only --out", arguments.words().front()));
    std::filesystem::path const out = arguments.text("out", "docs");
    report::Folder folder(out);
    folder.write("keys.md", report::keys_markdown());
    folder.write("kpis.md", report::kpis_markdown());
    folder.write("commands.md", commands_markdown());
    folder.commit();
    fmt::print("keys.md, kpis.md and commands.md are in {}\n", out.string());
    return done;
}

}  // namespace

extern Command const docs_command;
Command const docs_command{
    "docs", "", "writes the catalogues of keys, KPIs and commands", "rekensom docs --out docs", docs_flags, docs_main};

}  // namespace rekensom::cli
