// Memory of buyers, from Linux itself or, in the portable build, from the C library: alike to whoever uses it.
#include "sim/memory/pages.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <new>
#include <utility>

using namespace pasar;

namespace {

struct alignas(64) CacheLine {
    std::array<std::int64_t, 8> numbers;
};

bool all_zero(const ZeroedPages<CacheLine>& pages) {
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (pages[i].numbers != std::array<std::int64_t, 8>{}) return false;
    return true;
}

}  // namespace

TEST_CASE(
    "memory of buyers is zero at first, also where other such memory was given back, and begins on a cache line") {
    for (const std::size_t count : {1, 7, 64, 4096, 100'000, 7, 4096}) {
        CAPTURE(count);
        ZeroedPages<CacheLine> pages(count);
        CHECK(pages.size() == count);
        CHECK(pages.bytes() == count * 64);
        CHECK(reinterpret_cast<std::uintptr_t>(&pages[0]) % 64 == 0);
        CHECK(all_zero(pages));
        for (std::size_t i = 0; i < count; ++i) pages[i].numbers.fill(-1);
    }
}

TEST_CASE("a copy of such memory holds the same and shares nothing, and what is moved has one owner") {
    ZeroedPages<CacheLine> pages(1000);
    pages[0].numbers[0] = 1;
    pages[999].numbers[7] = 2;
    ZeroedPages<CacheLine> copy(pages);
    CHECK(copy[0].numbers[0] == 1);
    CHECK(copy[999].numbers[7] == 2);
    pages[999].numbers[7] = 3;
    CHECK(copy[999].numbers[7] == 2);
    const ZeroedPages<CacheLine> moved(std::move(pages));
    CHECK(moved[999].numbers[7] == 3);
    copy = ZeroedPages<CacheLine>(5);
    CHECK(copy.size() == 5);
    CHECK(all_zero(copy));
    CHECK(ZeroedPages<CacheLine>(0).bytes() == 0);
}

TEST_CASE("memory that nobody has is refused") {
    CHECK_THROWS_AS(ZeroedPages<CacheLine>(std::numeric_limits<std::size_t>::max() / 64), std::bad_alloc);
}
