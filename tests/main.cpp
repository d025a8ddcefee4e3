// The test program's main. Tests live in the folders beside this file, which mirror the folders they test.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
