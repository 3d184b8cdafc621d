#pragma once

#include "input/reader.hpp"

namespace rekensom::input {

/// Reports every key that is not in the catalogue and every table that is not one, and collects the names of each group.
void walk(Reader& reader, Node const& root);

/// After a reading without problems: every key was asked for. \throw Bug  one was not
void expect_all_read(Node const& root);

}  // namespace rekensom::input
