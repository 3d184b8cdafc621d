#pragma once

#include "rekensom/base/aligned.hpp"

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rekensom {

/// Asks the system to hold `values` in pages of 2 MB instead of 4 kB: the first touch of a page takes some microseconds, whatever
/// its size. To be called before that. No value changes, and nothing at all where the system has no such pages.
template <class T>
void ask_for_large_pages(std::vector<T, AlignedAllocator<T>>& values) {
    constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
    auto const begin = reinterpret_cast<std::uintptr_t>(values.data());
    auto const first = (begin + page - 1) / page * page, end = (begin + values.size() * sizeof(T)) / page * page;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): a border of pages
    if (first < end) (void)madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

}  // namespace rekensom
