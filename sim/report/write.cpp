#include "rekensom/report/write.hpp"

#include <algorithm>
#include <filesystem>

#include "rekensom/report/documents.hpp"
#include "rekensom/report/folder.hpp"
#include "rekensom/report/workbook.hpp"

namespace rekensom::report {

namespace {

bool holds(std::vector<std::string> const& chosen, std::string_view format) {
    return std::find(chosen.begin(), chosen.end(), format) != chosen.end();
}

}  // namespace

void expect_writable(std::vector<std::string> const& chosen) {
    if (holds(chosen, "xlsx")) expect_workbook();
}

Written write_results(Facts const& facts, Deeper const* deeper, std::string const& directory,
                      std::vector<std::string> const& chosen) {
    auto const wanted = [&](std::string_view format) { return holds(chosen, format); };
    Folder folder(directory);
    Written written{directory, {}};
    while (written.directory.size() > 1 && written.directory.back() == '/') written.directory.pop_back();
    auto const add = [&](std::string const& name, std::string const& content) {
        folder.write(name, content);
        written.files.push_back(name);
    };
    if (wanted("html")) add("report.html", page(facts, deeper));
    if (wanted("xlsx")) {
        write_workbook(facts, folder.staged("workbook.xlsx"));
        folder.seal("workbook.xlsx");
        written.files.push_back("workbook.xlsx");
    }
    if (wanted("ipynb")) add("analysis.ipynb", notebook(facts));
    if (wanted("json")) add("summary.json", summary_json(facts));
    // The notebook reads the CSV files, so they come with it.
    if (wanted("csv") || wanted("ipynb")) {
        add("monthly.csv", monthly_csv(facts));
        draws_csv(facts, [&](std::string const& piece) { folder.append("draws.csv", piece); });
        folder.seal("draws.csv");
        written.files.push_back("draws.csv");
    }
    add("manifest.json", manifest_json(facts));
    folder.commit();
    return written;
}

}  // namespace rekensom::report
