#include "rekensom/chance/address.hpp"

namespace rekensom::chance {

std::uint64_t path_key(std::string_view path) {
    std::uint64_t h = 0xcbf29ce484222325U;
    for (char const c : path) {
        h ^= static_cast<unsigned char>(c);
        h *= 0x100000001b3U;
    }
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdU;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53U;
    h ^= h >> 33;
    return h;
}

}  // namespace rekensom::chance
