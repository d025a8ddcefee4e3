# How every source file is compiled. Results must be the same bytes from any compiler, on any machine:
# no contraction into fused multiply-adds, no fast math, no instructions beyond the baseline of the processor family, and no calls of the
# C library's mathematics that one compiler works out or rewrites by itself while another does not (clang++ turns
# pow(0.5, x) into exp2(-x), g++ rounds exp(0.3) while compiling).
set(pasar_mathematics acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp exp2 expm1 hypot lgamma log log10
    log1p log2 pow sin sinh tan tanh tgamma)
list(TRANSFORM pasar_mathematics PREPEND -fno-builtin- OUTPUT_VARIABLE pasar_library_calls)

add_library(pasar_flags INTERFACE)
target_compile_options(pasar_flags INTERFACE
    -ffp-contract=off ${pasar_library_calls}
    # Precompiled headers that ccache can tell apart.
    $<IF:$<CXX_COMPILER_ID:GNU>,-fpch-preprocess,SHELL:-Xclang -fno-pch-timestamp>
    -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual
    # A function is defined where the header that declares it is read, whichever files are compiled together.
    $<IF:$<CXX_COMPILER_ID:GNU>,-Wmissing-declarations,-Wmissing-prototypes>
    # Parameters are set by name and the others keep the defaults written beside them.
    -Wno-missing-field-initializers
    # Constructors may name a parameter like the member it becomes; g++ would warn of that too. To clang++, names of
    # different files shadow each other where these are compiled many at a time.
    $<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,$<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>>
    # g++ 12 finds overlaps in any sum of strings: https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    # Sources that are compiled many at a time look like headers to g++, where unnamed namespaces would be a fault.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
target_compile_definitions(pasar_flags INTERFACE PASAR_VERSION="${PROJECT_VERSION}")

# Release is for people; Debug for a debugger; Sanitize for runs under PASAR_SANITIZE. The compiler takes its time where
# the market's time goes (pasar_hot) and hurries with the tests (pasar_cold).
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g -D_GLIBCXX_ASSERTIONS")
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g1 -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS")
set(pasar_hot $<$<CONFIG:Release>:-O3>)
set(pasar_cold $<$<CONFIG:Release>:-O1> $<$<CONFIG:Sanitize>:-O0>
    # Of the same kind, where g++ compiles many tests at a time.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>)

# Off, buyers lie in memory that Linux hands out page by page, in huge pages where it has them (sim/memory/pages.cpp); on, in
# memory of the C library. Results are the same bytes.
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    set(pasar_portable OFF)
else()
    set(pasar_portable ON)
endif()
option(PASAR_PORTABLE "Simulate with standard C++ alone, without calls of Linux" ${pasar_portable})

set(PASAR_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined or thread")
if(PASAR_SANITIZE)
    target_compile_options(pasar_flags INTERFACE -fsanitize=${PASAR_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(pasar_flags INTERFACE -fsanitize=${PASAR_SANITIZE})
    if(PASAR_SANITIZE MATCHES "thread")
        target_include_directories(pasar_flags SYSTEM BEFORE INTERFACE ${PROJECT_SOURCE_DIR}/tools/thread_sanitizer)
    endif()
endif()
