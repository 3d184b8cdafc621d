#pragma once

// Before a function whose loops only add and multiply element by element: compiled for wider vectors too and picked at
// start-up. Without fma (-ffp-contract=off) each gives the same bytes. Sanitizers cannot run what picks it.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define REKENSOM_VECTOR_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define REKENSOM_VECTOR_CLONES
#endif
