#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rekensom/report/numbers.hpp"
#include "serve/requests.hpp"
#include "serve/workshop.hpp"

// What the page opens with, worked out once: which inputs carry the answer and over which range they slide, and the presets.

namespace rekensom::serve {

/// An input that has a slider.
struct Slider {
    std::size_t quantity = 0;  ///< of the scenario as served
    std::string kind;          ///< NumberKind of web/src/page_data.ts
    double low = 0, high = 0, step = 1, middle = 0;
    double share = 0;      ///< of the variance of the NPV, in the alternative where it is largest
    double direction = 0;  ///< rank correlation with the NPV of the best alternative
};

struct Preset {
    std::string id, label, label_nl, note, note_nl;
    bool stress = false;
    Variant variant;
};

struct Survey {
    std::string best;             ///< alternative of the highest mean NPV
    std::vector<Slider> sliders;  ///< most telling first
    std::vector<Preset> presets;
    std::uint64_t coarse = 1024;  ///< draws that are soon done; all: nothing comes before the full answer
};

[[nodiscard]] Survey survey(Workshop& workshop);

// Its parts, by file.
[[nodiscard]] std::vector<Slider> sliders_of(Workshop& workshop, run::Results const& results, std::size_t best);
[[nodiscard]] std::vector<Preset> presets_of(Workshop const& workshop, run::Results const& results, std::size_t best,
                                             std::vector<Slider> const& sliders);

/// The answer to GET /api/scenario.
[[nodiscard]] std::string opening_document(Workshop const& workshop, Survey const& survey, report::Language language);

}  // namespace rekensom::serve
