add_library(rekensom_flags INTERFACE)
target_compile_options(
  rekensom_flags
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wold-style-cast
            -Wdouble-promotion
            # g++ 12 sees overlaps in std::string + that are not there (its bug 105329).
            -Wno-restrict
            $<$<BOOL:${REKENSOM_WERROR}>:-Werror>
            # The same bytes from every build: no contraction to fma, and never -ffast-math.
            -ffp-contract=off
            -fno-math-errno
            -fno-trapping-math)
if(REKENSOM_SANITIZE)
  # Everything, the test runner's main too: else the linker may take a function of the library that is not instrumented.
  add_compile_options(-fsanitize=${REKENSOM_SANITIZE} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${REKENSOM_SANITIZE})
endif()
