#pragma once

#include <stdexcept>
#include <string>

namespace rekensom {

/// Our own mistake, never the user's: a broken contract. What it says ends with how to repeat it, where that is known.
class Bug : public std::logic_error {
public:
    explicit Bug(std::string const& what) : std::logic_error(what) {}
};

[[noreturn]] inline void fail_contract(char const* condition, char const* file, int line) {
    throw Bug(std::string(file) + ":" + std::to_string(line) + ": broken contract: " + condition);
}

}  // namespace rekensom

/// What must hold whatever the user writes. Always on: a wrong number costs more than a branch. Not for use inside lane loops.
#define REKENSOM_EXPECT(condition)                                                   \
    do {                                                                             \
        if (!(condition)) ::rekensom::fail_contract(#condition, __FILE__, __LINE__); \
    } while (false)
