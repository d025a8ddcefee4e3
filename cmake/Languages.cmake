# The translations in po/, made by msgfmt of GNU gettext (Debian's package gettext), as the C++ source of
# words/catalogues.h. Without msgfmt the program speaks English only.

# pasar_languages(<target>): adds the source to a library.
function(pasar_languages target)
    find_program(MSGFMT msgfmt)
    if(NOT MSGFMT)
        message(WARNING "msgfmt was not found: the program will speak English only. Install Debian's gettext, and "
                        "configure again.")
    endif()
    set(output ${PROJECT_BINARY_DIR}/catalogues.cpp)
    add_custom_command(
        OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -D PO=${PROJECT_SOURCE_DIR}/po/id.po -D MO=${PROJECT_BINARY_DIR}/id.mo
                -D MSGFMT=${MSGFMT} -D OUTPUT=${output} -P ${PROJECT_SOURCE_DIR}/cmake/CompileLanguages.cmake
        DEPENDS ${PROJECT_SOURCE_DIR}/po/id.po ${PROJECT_SOURCE_DIR}/cmake/CompileLanguages.cmake
        COMMENT "Compiling translations"
        VERBATIM)
    target_sources(${target} PRIVATE ${output})
    set_source_files_properties(${output} PROPERTIES SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
