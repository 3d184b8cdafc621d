#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace rekensom {

/// Memory on 64-byte borders, as columns want it.
template <class T>
struct AlignedAllocator {
    using value_type = T;
    static constexpr std::align_val_t border{64};

    AlignedAllocator() = default;
    template <class U>
    explicit AlignedAllocator(AlignedAllocator<U> const&) {}

    [[nodiscard]] T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), border)); }
    void deallocate(T* p, std::size_t) { ::operator delete(p, border); }
    friend bool operator==(AlignedAllocator const&, AlignedAllocator const&) { return true; }
};

using AlignedVector = std::vector<double, AlignedAllocator<double>>;

}  // namespace rekensom
