#pragma once

#include "rekensom/fit/drivers.hpp"
#include "rekensom/input/csv.hpp"

#include <istream>
#include <optional>
#include <string>
#include <vector>

// A survey of customers, brought to marks of 1 to 10.

namespace rekensom::input {

struct SurveyColumns {
    std::string outcome;               ///< the overall mark; the name "nps" (or `nps`) makes
                                       ///< NPS points of it
    std::vector<std::string> drivers;  ///< empty: every other column of numbers on the scale
    std::string waiting,
        weight;                        ///< empty: none. Waiting in seconds, m:ss or h:mm:ss
    std::vector<std::string> missing;  ///< codes that mean no answer, beside empty fields and NA
    std::optional<fit::Scale> scale;   ///< of the drivers, and of the outcome unless it has its own; else
                                       ///< guessed and said
    std::optional<fit::Scale> outcome_scale;
    bool nps = false;
};

struct SurveyTable {
    fit::Survey survey;
    bool nps = false;
    fit::Scale scale{1, 10}, outcome_scale{1, 10};
    std::vector<std::string> notes;
};

inline constexpr std::size_t most_survey_numbers = 40'000'000;  ///< rows x columns: 320 MB

/// \throws CsvError with the line of what is wrong; fit::DataError where no
/// column can be a driver.
[[nodiscard]] SurveyTable read_survey(std::istream& in, SurveyColumns const& columns);

}  // namespace rekensom::input
