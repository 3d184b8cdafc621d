#include "rekensom/insight/phrasing.hpp"

namespace rekensom::insight {

std::string fill(std::string_view pattern, std::initializer_list<std::string> parts) {
    std::string out;
    auto part = parts.begin();
    for (;;) {
        std::size_t const hole = pattern.find("{}");
        out += pattern.substr(0, hole);
        if (hole == std::string_view::npos) return out;
        if (part != parts.end()) out += *part++;
        pattern.remove_prefix(hole + 2);
    }
}

std::string enumerate(Phrasing const& phrasing, std::vector<std::string> const& parts, std::size_t most) {
    bool const cut = parts.size() > most + 1;
    std::size_t const named = cut ? most : parts.size();
    std::string out;
    for (std::size_t i = 0; i < named; ++i) {
        if (i > 0) out += !cut && i + 1 == named ? std::string(phrasing.text(" and ", " en ")) : ", ";
        out += parts[i];
    }
    if (cut) out += fill(phrasing.text(" and {} more", " en nog {}"), {std::to_string(parts.size() - named)});
    return out;
}

}  // namespace rekensom::insight
