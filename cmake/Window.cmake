# Whether this build has a window: SFML, Dear ImGui, OpenGL and X11, as Debian packages libsfml-dev, libimgui-dev and
# libgl1-mesa-dev and libx11-dev bring them. Sets PASAR_HAS_WINDOW.
set(PASAR_VIZ AUTO CACHE STRING "AUTO: pasar view has a window where its libraries are found; ON: they must be; OFF")
set_property(CACHE PASAR_VIZ PROPERTY STRINGS AUTO ON OFF)

set(PASAR_HAS_WINDOW OFF)
if(PASAR_VIZ STREQUAL "AUTO" OR PASAR_VIZ)
    find_package(PkgConfig QUIET)
    find_package(SFML 2.5 COMPONENTS graphics QUIET)
    set(OpenGL_GL_PREFERENCE GLVND)
    find_package(OpenGL QUIET)
    find_package(X11 QUIET)
    if(PkgConfig_FOUND)
        pkg_check_modules(imgui QUIET IMPORTED_TARGET imgui)
    endif()
    if(SFML_FOUND AND imgui_FOUND AND OpenGL_FOUND AND X11_FOUND)
        set(PASAR_HAS_WINDOW ON)
    elseif(NOT PASAR_VIZ STREQUAL "AUTO")
        message(FATAL_ERROR "PASAR_VIZ is ON, but not all of SFML 2.5, Dear ImGui, OpenGL and X11 were found. Debian's "
                            "packages are libsfml-dev, libimgui-dev, libgl1-mesa-dev, libx11-dev and pkg-config.")
    endif()
endif()
message(STATUS "pasar view: ${PASAR_HAS_WINDOW}")
# What tools/prepare.sh looks for.
set(PASAR_BUILT_WITH_WINDOW ${PASAR_HAS_WINDOW} CACHE INTERNAL "")
