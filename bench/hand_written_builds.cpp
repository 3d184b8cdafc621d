#include "hand_written.hpp"

#include "run/kernel.hpp"

namespace rekensom::bench {

#define REKENSOM_DECLARE(isa)                                                                           \
    namespace isa {                                                                                     \
    std::unique_ptr<HandWritten> make_lane_hand_written(WorkA const& work, run::DrawPlan const& draws); \
    }
REKENSOM_DECLARE(v2)
#ifdef REKENSOM_ALL_ISAS
REKENSOM_DECLARE(v3)
REKENSOM_DECLARE(v4)
#endif
#undef REKENSOM_DECLARE

std::unique_ptr<HandWritten> make_hand_written(std::string_view isa, WorkA const& work, run::DrawPlan const& draws) {
    if (!run::use_instruction_set(isa)) return nullptr;
#ifdef REKENSOM_ALL_ISAS
    if (isa == "v4") return v4::make_lane_hand_written(work, draws);
    if (isa == "v3") return v3::make_lane_hand_written(work, draws);
#endif
    return v2::make_lane_hand_written(work, draws);
}

}  // namespace rekensom::bench
