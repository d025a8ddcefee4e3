# Which sources a program was made from, for program_sources() in reports/result/program_version.h: a hash of every source file that can
# change a byte of a table, compiled in by one small generated file, so that nothing else is built anew for it.

# pasar_hash_of_sources(<target>): adds that file to a library.
function(pasar_hash_of_sources target)
    set(script ${PROJECT_SOURCE_DIR}/cmake/HashSources.cmake)
    set(pasar_source_folder ${PROJECT_SOURCE_DIR})
    include(${script})
    pasar_sources_of_results(inputs CONFIGURE_DEPENDS) # a file that is added is hashed, too
    list(TRANSFORM inputs PREPEND ${PROJECT_SOURCE_DIR}/)
    set(output ${PROJECT_BINARY_DIR}/program_sources.cpp)
    add_custom_command(
        OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -D FROM=${PROJECT_SOURCE_DIR} -D OUTPUT=${output} -P ${script}
        DEPENDS ${inputs} ${script}
        COMMENT "Hashing the sources"
        VERBATIM)
    target_sources(${target} PRIVATE ${output})
    set_source_files_properties(${output} PROPERTIES SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
