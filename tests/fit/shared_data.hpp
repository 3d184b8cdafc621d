#pragma once

#include <catch2/catch.hpp>

#include <fstream>
#include <string>

/// Opens a file of the data folder beside the project; where it is absent the test says so and ends.
#define OPEN_SHARED_OR_SKIP(stream, name)                         \
    std::ifstream stream(REKENSOM_SOURCE_DIR "/../shared/" name); \
    if (!stream) {                                                \
        WARN("skipped: ../shared/" name " is not here");          \
        return;                                                   \
    }
