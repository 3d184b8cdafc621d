#include "report/page_template.hpp"

namespace rekensom::report {

std::string for_script(Json const& json) {
    std::string const text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<')
            out += "\\u003c";
        else if (text[i] == '>')
            out += "\\u003e";
        else if (text[i] == '&')
            out += "\\u0026";
        else if (text.compare(i, 2, "\xE2\x80") == 0 && i + 2 < text.size() &&
                 (text[i + 2] == '\xA8' || text[i + 2] == '\xA9')) {
            out += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else
            out += text[i];
    }
    return out;
}

std::string fill_page(std::string_view page, std::span<std::pair<std::string_view, std::string> const> holes) {
    std::string_view rest = page;
    std::string out;
    while (!rest.empty()) {
        std::size_t const at = rest.find("{{");
        out += rest.substr(0, at);
        if (at == std::string_view::npos) break;
        rest.remove_prefix(at);
        std::string_view text = rest.substr(0, 2);
        std::string_view by = text;
        for (auto const& [hole, content] : holes)
            if (rest.starts_with(hole)) {
                text = hole;
                by = content;
            }
        out += by;
        rest.remove_prefix(text.size());
    }
    return out;
}

}  // namespace rekensom::report
