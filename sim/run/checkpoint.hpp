#pragma once

#include "run/ledger.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace rekensom::run {

/// All that a run is at the end of a wave, as bytes of this machine's kind; ends in a checksum.
/// \param fingerprint  of the scenario's text and the options: a run is only resumed by itself
[[nodiscard]] std::string save(Ledger& ledger, std::uint64_t planned, std::uint64_t fingerprint);

/// Takes the ledger on from there. \return  the draws that were planned
/// \throws std::runtime_error where the bytes are torn, or of another run or version
[[nodiscard]] std::uint64_t resume(Ledger& ledger, std::string_view bytes, std::uint64_t fingerprint);

}  // namespace rekensom::run
