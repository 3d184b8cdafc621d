#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace rekensom {

/// Memory on 64-byte borders, as columns want it, and all zeros: elements made without a value are 0 in a vector that has not
/// held any before. So the system gives a page when it is first used, and what a run leaves alone costs nothing.
template <class T>
struct AlignedAllocator {
    static_assert(std::is_arithmetic_v<T>);
    using value_type = T;
    static constexpr std::size_t border = 64;

    AlignedAllocator() = default;
    template <class U>
    explicit AlignedAllocator(AlignedAllocator<U> const&) {}

    [[nodiscard]] T* allocate(std::size_t n) {
        if (n > (SIZE_MAX - border) / sizeof(T)) throw std::bad_array_new_length();
        // At least 16 bytes lie between what the system gives and the next border: room to remember it.
        void* const all = std::calloc(n * sizeof(T) + border, 1);  // NOLINT(cppcoreguidelines-no-malloc): an allocator
        if (all == nullptr) throw std::bad_alloc();
        auto const start = reinterpret_cast<std::uintptr_t>(all);
        void** const begin = reinterpret_cast<void**>(start + border - start % border);
        begin[-1] = all;
        return reinterpret_cast<T*>(begin);
    }
    void deallocate(T* p, std::size_t) {
        std::free(reinterpret_cast<void**>(p)[-1]);  // NOLINT(cppcoreguidelines-no-malloc)
    }

    void construct(T*) {}  // it is 0
    template <class Given>
    void construct(T* p, Given&& given) {
        *p = static_cast<T>(std::forward<Given>(given));
    }
    friend bool operator==(AlignedAllocator const&, AlignedAllocator const&) { return true; }
};

using AlignedVector = std::vector<double, AlignedAllocator<double>>;
using AlignedCounts = std::vector<std::uint32_t, AlignedAllocator<std::uint32_t>>;

}  // namespace rekensom
