#pragma once

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace rekensom::run {

/// Plain values and vectors of them, one after the other, as bytes of this kind of machine.
struct Writer {
    std::string bytes;
    template <class T>
    void operator()(T const& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        bytes.append(reinterpret_cast<char const*>(&value), sizeof value);
    }
    template <class T, class Allocator>
    void operator()(std::vector<T, Allocator> const& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        (*this)(static_cast<std::uint64_t>(values.size()));
        bytes.append(reinterpret_cast<char const*>(values.data()), values.size() * sizeof(T));
    }
};

/// \throws std::runtime_error where the bytes end too early
struct Reader {
    std::string_view bytes;
    [[nodiscard]] std::string_view take(std::size_t size) {
        if (size > bytes.size()) throw std::runtime_error("the bytes are torn off");
        std::string_view const piece = bytes.substr(0, size);
        bytes.remove_prefix(size);
        return piece;
    }
    template <class T>
    void operator()(T& value) {
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
    }
    template <class T, class Allocator>
    void operator()(std::vector<T, Allocator>& values) {
        std::uint64_t size = 0;
        (*this)(size);
        if (size > bytes.size() / sizeof(T)) throw std::runtime_error("the bytes are torn off");
        values.resize(size);
        if (size > 0) std::memcpy(values.data(), take(size * sizeof(T)).data(), size * sizeof(T));
    }
};

}  // namespace rekensom::run
