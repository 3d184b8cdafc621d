#pragma once

#include <atomic>

namespace rekensom {

/// A shared library that is loaded when it is first needed: what few runs use (a workbook, several machines) would else take a
/// third of the start of all.
class LateLibrary {
public:
    /// \param soname  as the loader knows it: "libxlsxwriter.so.4"
    constexpr explicit LateLibrary(char const* soname) : soname_(soname) {}

    /// Loads it, if that has not been done; it stays. \throws std::runtime_error  it is not there
    void load() const;
    /// Where a function or an object of it is. \throws std::runtime_error  it is not there, or lacks that
    [[nodiscard]] void* symbol(char const* name) const;

private:
    char const* soname_;
};

template <class Signature>
class LateFunction;

/// A function of such a library, found when it is first called.
template <class Result, class... Given>
class LateFunction<Result(Given...)> {
public:
    constexpr LateFunction(LateLibrary library, char const* name) : library_(library), name_(name) {}

    Result operator()(Given... given) const {
        auto* function = found_.load(std::memory_order_relaxed);
        if (function == nullptr) {
            function = reinterpret_cast<Result (*)(Given...)>(library_.symbol(name_));
            found_.store(function, std::memory_order_relaxed);
        }
        return function(given...);
    }

private:
    LateLibrary library_;
    char const* name_;
    mutable std::atomic<Result (*)(Given...)> found_{nullptr};
};

}  // namespace rekensom
