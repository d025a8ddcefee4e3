# cmake -D FROM=. -D OUTPUT=program_sources.cpp -P HashSources.cmake
# Writes the source of program_sources(). The hash is that of the list "<SHA-256 of a file>  <its path>", a line a file,
# sorted by path; a shell says the same:
#   find agents words scenarios sim reports cli cmake/Flags.cmake \( -name '*.h' -o -name '*.cpp' -o -name Flags.cmake \) -type f |
#       LC_ALL=C sort | xargs sha256sum | sha256sum
# Paths are relative, so that it does not matter where the sources lie; which compiler reads them, and how many at a time,
# does not matter either.
cmake_minimum_required(VERSION 3.25)

# The floors below the screen, whose code makes tables, and the options of the compiler that keep bytes the same. What a
# window shows (viz, window), how pages look (reports/page), translations (po), tests and documents change no table; what
# a scenario says stands in the result itself.
function(pasar_sources_of_results result)
    set(names cmake/Flags.cmake)
    foreach(folder agents words scenarios sim reports cli)
        file(GLOB_RECURSE found RELATIVE ${pasar_source_folder} ${ARGN} ${pasar_source_folder}/${folder}/*.h
            ${pasar_source_folder}/${folder}/*.cpp)
        list(APPEND names ${found})
    endforeach()
    list(SORT names)
    set(${result} ${names} PARENT_SCOPE)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
    return() # included for the function
endif()

set(pasar_source_folder ${FROM})
pasar_sources_of_results(names)
set(list "")
foreach(name IN LISTS names)
    file(SHA256 ${FROM}/${name} hash)
    string(APPEND list "${hash}  ${name}\n")
endforeach()
string(SHA256 sources "${list}")
file(WRITE ${OUTPUT} "#include \"reports/result/program_version.h\"\n\nstd::string pasar::program_sources() { return \"${sources}\"; }\n")
