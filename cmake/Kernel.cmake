# The kernel in columns, once for every instruction set it can meet; sim/run/instruction_set.cpp picks one at start-up. Each build
# has its own namespace, for our code and for Eigen, so that the linker cannot take a function of one for another.
# A build for debugging or under a sanitizer has the plain one only.
set(REKENSOM_ISAS v2)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  list(APPEND REKENSOM_ISAS v3 v4)
  target_compile_definitions(rekensom_run PRIVATE REKENSOM_ALL_ISAS)
endif()

foreach(isa IN LISTS REKENSOM_ISAS)
  add_library(rekensom_kernel_${isa} OBJECT ${PROJECT_SOURCE_DIR}/sim/run/kernel.cpp)
  target_link_libraries(rekensom_kernel_${isa} PRIVATE rekensom_flags rekensom_model)
  target_include_directories(rekensom_kernel_${isa} PRIVATE ${PROJECT_SOURCE_DIR}/sim)
  target_compile_definitions(rekensom_kernel_${isa} PRIVATE REKENSOM_ISA=${isa} Eigen=Eigen_${isa})
  target_compile_options(rekensom_kernel_${isa} PRIVATE $<$<CONFIG:Release>:-O3> -fvisibility=hidden)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(rekensom_kernel_${isa} PRIVATE -march=x86-64-${isa})
  endif()
  if(isa STREQUAL "v4")
    # The AVX-512 headers of g++ 12 read undefined registers on purpose, and are warned of.
    target_compile_options(rekensom_kernel_${isa} PRIVATE -mprefer-vector-width=512 -Wno-uninitialized -Wno-maybe-uninitialized)
  endif()
  target_sources(rekensom_run PRIVATE $<TARGET_OBJECTS:rekensom_kernel_${isa}>)
endforeach()
