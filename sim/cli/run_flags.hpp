#pragma once

#include "cli/arguments.hpp"
#include "rekensom/report/numbers.hpp"
#include "rekensom/run/run.hpp"

// Flags that several commands share, so that they mean the same everywhere.

namespace rekensom::cli::flags {

inline constexpr Flag draws{"draws", 0, Takes::one, "N", "how many draws (16384)", {}};
inline constexpr Flag precision{
    "precision", 0, Takes::one, "0.5%", "draw until the standard error of mean NPV is below this share of it", {}};
inline constexpr Flag max_draws{"max-draws", 0, Takes::one, "N", "where --precision stops at the latest (16777216)",
                                {}};
inline constexpr Flag seed{"seed", 0, Takes::one, "N", "another seed gives other draws (1)", {}};
inline constexpr Flag threads{
    "threads", 0, Takes::one, "N", "at most so many at once; the results are the same (all cores)", {}};
inline constexpr Flag sampling{"sampling", 0, Takes::one, "WAY", "sobol (exacter) or random (sobol)", "sobol random"};
inline constexpr Flag set{"set", 0, Takes::many, "PATH=VALUE", "as if the file said so: --set changes.fix.slip=3", {}};
inline constexpr Flag only{"only", 0, Takes::one, "ALTERNATIVE", "this alternative alone", {}};
inline constexpr Flag json{"json", 0, Takes::nothing, "", "JSON on stdout, and nothing else there", {}};
inline constexpr Flag quiet{"quiet", 'q', Takes::nothing, "", "no summary and no progress", {}};
inline constexpr Flag lang{"lang", 0, Takes::one, "LANGUAGE", "en or nl: words and numbers for people (en)", "en nl"};

}  // namespace rekensom::cli::flags

namespace rekensom::cli {

/// draws, precision, seed, threads and sampling, as far as given. \throws Usage
[[nodiscard]] run::Options run_options(Arguments const& arguments);

[[nodiscard]] report::Language language(Arguments const& arguments);

}  // namespace rekensom::cli
