# One library a floor. `#include "sim/world/market.h"` is found through <build>/floors/sim/sim, a link to the folder sim/, and
# only by who links pasar_sim: an include that points up the house does not compile.

function(pasar_sources folder result)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
    set(${result} ${sources} PARENT_SCOPE)
endfunction()

function(pasar_include_path target scope folder)
    set(floor ${PROJECT_BINARY_DIR}/floors/${folder})
    file(MAKE_DIRECTORY ${floor})
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder} ${floor}/${folder} SYMBOLIC)
    target_include_directories(${target} ${scope} ${floor})
endfunction()

# Headers of the standard library and of others that many files include, parsed once for each target. The lint step of
# ./check compiles without them, so that each file still includes what it uses.
function(pasar_precompile target)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <map>
        <optional> <random> <span> <string> <string_view> <variant> <vector> ${ARGN})
endfunction()

# pasar_floor(<folder> [HOT] [STANDS_ON <folder>] [USES <library>...] [PRECOMPILES <header>...]): the library
# pasar_<folder>, optimised most where HOT. A folder of headers alone makes an interface library. Sets
# pasar_<folder>_scope to PUBLIC or INTERFACE for further settings.
function(pasar_floor folder)
    cmake_parse_arguments(PARSE_ARGV 1 floor "HOT" "STANDS_ON" "USES;PRECOMPILES")
    set(target pasar_${folder})
    pasar_sources(${folder} sources)
    if(sources)
        set(scope PUBLIC)
        add_library(${target} STATIC ${sources})
        pasar_precompile(${target} ${floor_PRECOMPILES})
        if(floor_HOT)
            target_compile_options(${target} PRIVATE ${pasar_hot})
        endif()
    else()
        set(scope INTERFACE)
        add_library(${target} INTERFACE)
    endif()
    pasar_include_path(${target} ${scope} ${folder})
    if(floor_STANDS_ON)
        target_link_libraries(${target} ${scope} pasar_${floor_STANDS_ON})
    endif()
    target_link_libraries(${target} ${scope} pasar_flags ${floor_USES})
    set(${target}_scope ${scope} PARENT_SCOPE)
endfunction()

# pasar_program(<name> [COLD] FROM <folder> [ONLY <folder>...] STANDS_ON <folder> [USES <library>...]
# [PRECOMPILES <header>...]): an executable of all sources in a folder (ONLY: of its own and of those in the folders in
# it that are named), optimised least where COLD.
function(pasar_program name)
    cmake_parse_arguments(PARSE_ARGV 1 program "COLD" "FROM;STANDS_ON" "ONLY;USES;PRECOMPILES")
    pasar_sources(${program_FROM} sources)
    if(program_ONLY)
        list(JOIN program_ONLY "|" folders)
        list(FILTER sources INCLUDE REGEX "/${program_FROM}/((${folders})/.*|[^/]*)$")
    endif()
    if(NOT sources)
        message(WARNING "${program_FROM}/ has no sources: ${name} is not built")
        return()
    endif()
    add_executable(${name} ${sources})
    pasar_precompile(${name} ${program_PRECOMPILES})
    if(program_COLD)
        target_compile_options(${name} PRIVATE ${pasar_cold})
    endif()
    pasar_include_path(${name} PRIVATE ${program_FROM})
    target_link_libraries(${name} PRIVATE pasar_${program_STANDS_ON} ${program_USES})
endfunction()

# pasar_twin(<name> OF <program> WITH <object library>): the objects of another program linked with these before all
# libraries; built only when asked for by name.
function(pasar_twin name)
    cmake_parse_arguments(PARSE_ARGV 1 twin "" "OF;WITH" "")
    if(TARGET ${twin_OF})
        add_executable(${name} EXCLUDE_FROM_ALL $<TARGET_OBJECTS:${twin_OF}> $<TARGET_OBJECTS:${twin_WITH}>)
        target_link_libraries(${name} PRIVATE $<TARGET_PROPERTY:${twin_OF},LINK_LIBRARIES>)
        set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
    endif()
endfunction()

# One ctest entry for each file of tests, so that they run side by side; its folder is its label (ctest -L oracles).
function(pasar_register_tests)
    get_target_property(sources pasar_tests SOURCES)
    foreach(source IN LISTS sources)
        cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/tests OUTPUT_VARIABLE file)
        if(NOT file MATCHES "/") # what all of them stand on
            continue()
        endif()
        cmake_path(REMOVE_EXTENSION file OUTPUT_VARIABLE name)
        add_test(NAME ${name} COMMAND pasar_tests "--source-file=*/tests/${file}")
        string(REGEX MATCH "^[^/]+" folder ${name})
        set_tests_properties(${name} PROPERTIES LABELS ${folder})
        if(name MATCHES "^(oracles/(lessons|lesson_numbers|my_shop|feeds|levers)|cli/(resume|room)|sim/from_now_on)$")
            set_tests_properties(${name} PROPERTIES COST 100) # the longest begin first, so that none is waited for alone
        endif()
    endforeach()
endfunction()
