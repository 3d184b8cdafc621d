#include "run/kernel.hpp"

#include "rekensom/base/contract.hpp"

#include <array>
#include <atomic>

namespace rekensom::run {

#define REKENSOM_DECLARE(isa)                                   \
    namespace isa {                                             \
    std::unique_ptr<Worker> make_lane_worker(Task const& task); \
    }
REKENSOM_DECLARE(v2)
#ifdef REKENSOM_ALL_ISAS
REKENSOM_DECLARE(v3)
REKENSOM_DECLARE(v4)
#endif
#undef REKENSOM_DECLARE

namespace {

struct Build {
    std::string_view name;
    bool (*runs_here)();
    std::unique_ptr<Worker> (*make)(Task const&);
};

bool always() { return true; }
#ifdef REKENSOM_ALL_ISAS
bool has_v3() {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("bmi");
}
bool has_v4() {
    return has_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512vl");
}
constexpr std::array<Build, 3> builds{
    {{"v4", has_v4, v4::make_lane_worker}, {"v3", has_v3, v3::make_lane_worker}, {"v2", always, v2::make_lane_worker}}};
#else
constexpr std::array<Build, 1> builds{{{"v2", always, v2::make_lane_worker}}};
#endif

Build const* best() {
    for (Build const& build : builds)
        if (build.runs_here()) return &build;
    throw Bug("no build of the kernel runs on this machine");
}

std::atomic<Build const*>& chosen() {
    static std::atomic<Build const*> build{best()};
    return build;
}

}  // namespace

std::unique_ptr<Worker> make_worker(Task const& task) { return chosen().load()->make(task); }

std::string_view instruction_set() { return chosen().load()->name; }

bool use_instruction_set(std::string_view name) {
    for (Build const& build : builds)
        if (build.name == name && build.runs_here()) {
            chosen().store(&build);
            return true;
        }
    return false;
}

}  // namespace rekensom::run
