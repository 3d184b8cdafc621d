#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rekensom/input/read.hpp"
#include "rekensom/input/write.hpp"
#include "rekensom/report/record.hpp"
#include "rekensom/run/run.hpp"
#include "serve/requests.hpp"

namespace rekensom::serve {

/// A variant, read by the same reader as the file that it would be saved as: so its numbers are those of that file.
struct Prepared {
    std::vector<input::Edit> edits;  ///< all that differs from the file, as text
    std::shared_ptr<model::Scenario const> scenario;
    run::Plan plan;
    std::vector<report::InputFile> files;
};

/// Makes plans of variants, and keeps the last ones.
class Workshop {
public:
    /// \throws Refused where the file has problems; std::runtime_error
    Workshop(std::string file, run::Options options);

    /// \throws Refused 422 with the reader's problems, 503 where the file has changed since
    [[nodiscard]] std::shared_ptr<Prepared const> prepare(Variant const& variant);
    [[nodiscard]] Prepared const& original() const { return *original_; }
    [[nodiscard]] std::string const& file() const { return file_; }      ///< as typed
    [[nodiscard]] std::string const& folder() const { return folder_; }  ///< that it is in
    [[nodiscard]] run::Options const& options() const { return options_; }

    /// What it takes to do the run again.
    [[nodiscard]] report::Record record(Prepared const& prepared) const;
    /// How to write this number of an input as text; and whether that reads back to the same. Asked once an input, at the start.
    [[nodiscard]] bool can_set(std::string const& path, double number);

private:
    [[nodiscard]] std::vector<input::Edit> texts(Variant const& variant) const;
    [[nodiscard]] std::vector<input::Edit> without(Variant const& variant, model::Scenario const& scenario) const;
    [[nodiscard]] input::Reading read(std::vector<input::Edit> const& edits) const;
    [[nodiscard]] std::vector<std::shared_ptr<Prepared const>> latest();
    [[nodiscard]] std::shared_ptr<Prepared const> make(Variant const& variant);
    void expect_unchanged(std::vector<report::InputFile> const& files) const;

    std::string file_, folder_;
    run::Options options_;
    std::shared_ptr<Prepared const> original_;
    std::set<std::string> in_months_;  ///< paths whose plain numbers are of another unit than the one kept
    std::mutex mutex_;
    std::list<std::pair<std::string, std::shared_ptr<Prepared const>>> recent_;  ///< newest first, by what was asked
};

}  // namespace rekensom::serve
