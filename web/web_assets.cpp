#include "web_assets.hpp"

#include <cstddef>

#if REKENSOM_WEB
extern "C" char const rekensom_web_report_begin[], rekensom_web_report_end[];
extern "C" char const rekensom_web_live_begin[], rekensom_web_live_end[];
#else
extern "C" char const rekensom_web_plain_begin[], rekensom_web_plain_end[];
#endif

namespace rekensom::web {
namespace {

std::string_view between(char const* begin, char const* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

#if REKENSOM_WEB
std::string_view report_template() { return between(rekensom_web_report_begin, rekensom_web_report_end); }
std::string_view live_template() { return between(rekensom_web_live_begin, rekensom_web_live_end); }
#else
std::string_view report_template() { return between(rekensom_web_plain_begin, rekensom_web_plain_end); }
std::string_view live_template() { return {}; }
#endif

}  // namespace rekensom::web
