# What report.html brings along: its style, and the script that draws its charts, as the C++ source of
# reports/page/page_assets.h. The script is bundled from reports/page/ with npm once for all builds in build/; without npm,
# or offline, the page has tables only.

# pasar_page(<target>): adds the source to a library.
function(pasar_page target)
    set(folder ${PROJECT_SOURCE_DIR}/reports/page)
    file(GLOB inputs CONFIGURE_DEPENDS ${folder}/*.js ${folder}/*.mjs ${folder}/*.json ${folder}/*.css)
    # Builds of presets share one bundle: build/release and build/clang have build/page beside them.
    cmake_path(GET PROJECT_BINARY_DIR PARENT_PATH shared)
    if(NOT shared STREQUAL ${PROJECT_SOURCE_DIR}/build)
        set(shared ${PROJECT_BINARY_DIR})
    endif()
    find_program(NPM npm)
    set(output ${PROJECT_BINARY_DIR}/page_assets.cpp)
    add_custom_command(
        OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -D FROM=${folder} -D IN=${shared}/page -D NPM=${NPM} -D OUTPUT=${output}
                -P ${PROJECT_SOURCE_DIR}/cmake/BundlePage.cmake
        DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/BundlePage.cmake
        COMMENT "Bundling the charts of report.html"
        VERBATIM)
    target_sources(${target} PRIVATE ${output})
    set_source_files_properties(${output} PROPERTIES SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
