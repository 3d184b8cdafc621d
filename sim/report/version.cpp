#include "rekensom/report/version.hpp"

namespace rekensom::report {

std::string_view program_version() { return REKENSOM_VERSION; }

}  // namespace rekensom::report
