#include "rekensom/base/late_library.hpp"

#include <dlfcn.h>

#include <stdexcept>
#include <string>

namespace rekensom {
namespace {

/// The loader counts how often; nobody counts down. Global: Open MPI's plug-ins look there for what they need.
void* loaded(char const* soname) { return dlopen(soname, RTLD_NOW | RTLD_GLOBAL); }

[[noreturn]] void fail() {
    char const* const why = dlerror();
    throw std::runtime_error(std::string("a library that this needs cannot be used: ") + (why ? why : "no reason given"));
}

}  // namespace

void LateLibrary::load() const {
    if (loaded(soname_) == nullptr) fail();
}

void* LateLibrary::symbol(char const* name) const {
    void* const library = loaded(soname_);
    void* const found = library != nullptr ? dlsym(library, name) : nullptr;
    if (found == nullptr) fail();
    return found;
}

}  // namespace rekensom
