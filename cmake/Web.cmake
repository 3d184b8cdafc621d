# rekensom_web: the pages as text inside the program. Node bundles web/ at build time; configuring needs no network, and a build
# without REKENSOM_WEB embeds a page that says so and shows the headline figures only.
set(REKENSOM_WEB_OUT ${PROJECT_BINARY_DIR}/web)
file(MAKE_DIRECTORY ${REKENSOM_WEB_OUT})
file(GLOB_RECURSE REKENSOM_WEB_SOURCES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/src/*)

if(REKENSOM_WEB)
  find_program(REKENSOM_NODE node REQUIRED)
  find_program(REKENSOM_NPM npm REQUIRED)
  set(installed ${PROJECT_SOURCE_DIR}/web/node_modules/.installed)
  add_custom_command(
    OUTPUT ${installed}
    COMMAND ${REKENSOM_NODE} install.mjs ${REKENSOM_NPM}
    DEPENDS ${PROJECT_SOURCE_DIR}/web/package-lock.json ${PROJECT_SOURCE_DIR}/web/install.mjs
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
    COMMENT "Installing the page's pinned npm packages"
    VERBATIM)
  set(pages report live)
  add_custom_command(
    OUTPUT ${REKENSOM_WEB_OUT}/report.html ${REKENSOM_WEB_OUT}/live.html
    COMMAND ${REKENSOM_NODE} build.mjs ${REKENSOM_WEB_OUT}
    DEPENDS ${installed} ${PROJECT_SOURCE_DIR}/web/build.mjs ${REKENSOM_WEB_SOURCES}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
    COMMENT "Bundling the report and the live page"
    VERBATIM)
else()
  set(pages plain)
  configure_file(${PROJECT_SOURCE_DIR}/web/src/plain.html ${REKENSOM_WEB_OUT}/plain.html COPYONLY)
endif()

set(assembly ${REKENSOM_WEB_OUT}/web_assets.S)
set(text "    .section .rodata\n")
foreach(page IN LISTS pages)
  string(APPEND text "    .global rekensom_web_${page}_begin\n    .global rekensom_web_${page}_end\n"
         "rekensom_web_${page}_begin:\n    .incbin \"${REKENSOM_WEB_OUT}/${page}.html\"\nrekensom_web_${page}_end:\n    .byte 0\n")
endforeach()
string(APPEND text "    .section .note.GNU-stack, \"\", %progbits\n")
file(CONFIGURE OUTPUT ${assembly} CONTENT "${text}" @ONLY)
list(TRANSFORM pages PREPEND ${REKENSOM_WEB_OUT}/ OUTPUT_VARIABLE embedded)
list(TRANSFORM embedded APPEND .html)
set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS "${embedded}")

add_library(rekensom_web STATIC ${assembly} ${PROJECT_SOURCE_DIR}/web/web_assets.cpp)
target_include_directories(rekensom_web PUBLIC ${PROJECT_SOURCE_DIR}/web)
target_link_libraries(rekensom_web PRIVATE rekensom_flags)
target_compile_definitions(rekensom_web PRIVATE REKENSOM_WEB=$<BOOL:${REKENSOM_WEB}>)

# The pages' own tests, where there is a browser; a sanitizer has nothing to see in it.
if(REKENSOM_TESTS AND REKENSOM_WEB AND NOT REKENSOM_SANITIZE)
  find_program(REKENSOM_CHROMIUM NAMES chromium chromium-browser google-chrome)
  if(REKENSOM_CHROMIUM)
    enable_testing()
    # report, live: the pages on samples; run: what the program's reports show is what their summary.json says; serve: the live
    # page on the program's own server.
    foreach(name report live run serve)
      add_test(NAME "web: ${name}" COMMAND ${REKENSOM_NODE} --test ${PROJECT_SOURCE_DIR}/tests/web/${name}_test.mjs)
      set_tests_properties(
        "web: ${name}"
        PROPERTIES ENVIRONMENT
                   "CHROMIUM=${REKENSOM_CHROMIUM};REKENSOM_WEB_OUT=${REKENSOM_WEB_OUT};REKENSOM_PROGRAM=${REKENSOM_PROGRAM}"
                   TIMEOUT 600 RUN_SERIAL ON)
    endforeach()
  else()
    message(STATUS "No chromium: the pages are not tested")
  endif()
endif()
