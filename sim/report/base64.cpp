#include "report/base64.hpp"

namespace rekensom::report {

std::string base64(std::string_view bytes) {
    static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::size_t const rest = bytes.size() - i;
        unsigned three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8 | (k < rest ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += k <= rest ? letters[three >> (18 - 6 * k) & 63U] : '=';
    }
    return out;
}

}  // namespace rekensom::report
